"""Answers: cacheable reads with 304, and answers about a version."""

import hashlib
from typing import Any, TypeVar, cast

import msgspec
from litestar import MediaType, Request, Response

from sorbo_core.shared.actor import VISITOR
from sorbo_core.shared.caching.tags import Tags
from sorbo_web.api.preconditions import etag
from sorbo_web.api.query.selection import selected
from sorbo_web.middleware.answers.tags import names

T = TypeVar("T")

_MOVED, _SEE_OTHER = 308, 303
PUBLIC_CACHE = "public, max-age=30"
_VARY = "Accept-Encoding, Authorization, Origin"
_encoder = msgspec.json.Encoder()


def digest(data: bytes) -> str:
    """Return a short digest that tells two representations apart."""
    return hashlib.sha256(data).hexdigest()[:16]


def cacheable(
    request: Request[Any, Any, Any], content: T, *, tag: str | None = None, made_from: Tags = ()
) -> Response[T]:
    """Answer a read: with an entity tag, and 304 when the caller has this representation already.

    What a visitor reads may be kept by caches for half a minute; what staff read is kept by none.

    Args:
        request: decides between 200 and 304, and whether a visitor asks.
        content: what is encoded as JSON.
        tag: the strong entity tag of the whole; by default one of the encoded bytes. What `fields`
            leaves of it is another representation and has another one.
        made_from: what it is made from: what visitors read is kept until something of it changes.
            By default nothing is kept.
    """
    shown, selection = selected(request, content)
    body = _encoder.encode(shown)
    if tag is None:
        tag = f'"{digest(body)}"'
    elif selection:
        tag = f'{tag[:-1]}-{digest(selection.encode())}"'
    # What staff read may hold drafts or personal data: no cache may keep it.
    shared = request.user == VISITOR
    if shared and made_from:
        request.scope["state"]["made_from"] = made_from
    headers = {"ETag": tag, "Cache-Control": PUBLIC_CACHE if shared else "private, no-store", "Vary": _VARY}
    known = request.headers.get("if-none-match")
    if known is not None and names(known.encode("latin-1"), tag.encode()):
        return Response(cast("T", b""), status_code=304, headers=headers, media_type=MediaType.TEXT)
    return Response(cast("T", body), headers=headers, media_type=MediaType.JSON)


def versioned(content: T, version: int, *, location: str | None = None) -> Response[T]:
    """Answer with an entity at a version; with a location, it was created there."""
    headers = {"ETag": etag(version), "Cache-Control": "no-store"}
    if location is not None:
        headers["Location"] = location
    return Response(content, headers=headers, status_code=200 if location is None else 201)


def moved(location: str) -> Response[Any]:
    """Answer that something is elsewhere now, and for good.

    308 rather than 301, which lets a client turn another method into GET. Caches may keep it no
    longer than a read: whoever gets an old slug back would send them in circles.
    """
    headers = {"Location": location, "Cache-Control": PUBLIC_CACHE, "Vary": _VARY}
    return Response(b"", status_code=_MOVED, headers=headers, media_type=MediaType.TEXT)


def see_other(location: str) -> Response[Any]:
    """Answer that what is asked for is there, this time: caches ask again."""
    headers = {"Location": location, "Cache-Control": "no-store"}
    return Response(b"", headers=headers, status_code=_SEE_OTHER, media_type=MediaType.TEXT)
