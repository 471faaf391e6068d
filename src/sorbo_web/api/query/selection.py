"""`fields=` and `include=`: how much of what is read an answer shows."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, get_args

import msgspec
from litestar import Request
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler

from sorbo_core.shared.query import Listing
from sorbo_web.api.query.text import parameters, refuse

_ID = "id"


def answer_type(handler: BaseRouteHandler) -> Any:  # noqa: ANN401 — a class or a union of classes
    """Return what a handler answers with: as its route says, else as its signature does."""
    declared = handler.opt.get("answers")
    return declared or get_args(handler.parsed_fn_signature.return_type.annotation)[0]


@lru_cache(maxsize=512)
def selectable(handler: BaseRouteHandler) -> tuple[str, ...]:
    """Return the fields that `fields` may name: those of what is read, or of each item of a list.

    What has no id cannot be selected from, and what an operation changes is answered whole.
    """
    if not isinstance(handler, HTTPRouteHandler) or "GET" not in handler.http_methods:
        return ()
    names = _fields_of(answer_type(handler))
    return tuple(name for name in names if name not in relations(handler)) if _ID in names else ()


def relations(handler: BaseRouteHandler) -> tuple[str, ...]:
    """Return what `include` may name."""
    listing: Listing | None = handler.opt.get("listing")
    return tuple(listing.relations) if listing else ()


def check_selection(handler: BaseRouteHandler, given: Mapping[str, str]) -> None:
    """Refuse `fields` and `include` where they name something unknown.

    Raises:
        Malformed: they do, with what is allowed.
    """
    for parameter, allowed in (("fields", selectable(handler)), ("include", relations(handler))):
        if parameter in given and allowed:
            _check(parameter, given[parameter], allowed)


def included(request: Request[Any, Any, Any]) -> frozenset[str]:
    """Return the relations that a request wants to see embedded."""
    text = parameters(request.scope["query_string"]).get("include")
    return frozenset(text.split(",")) if text else frozenset()


def selected(request: Request[Any, Any, Any], content: object) -> tuple[object, str]:
    """Return what an answer shows of its content, and what tells this selection from others.

    The second is empty where everything is shown.
    """
    query_string = request.scope["query_string"]
    if not query_string or not selectable(request.route_handler):
        return content, ""
    text = parameters(query_string).get("fields")
    if text is None:
        return content, ""
    fields = frozenset(text.split(",")) | {_ID}
    kept = fields | set(relations(request.route_handler))
    whole: dict[str, Any] = msgspec.to_builtins(content)
    shown = (
        {**whole, "items": [_only(item, kept) for item in whole["items"]]}
        if "items" in whole
        else _only(whole, kept)
    )
    return shown, ",".join(sorted(fields))


def _only(item: Mapping[str, Any], kept: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name in kept}


def _check(parameter: str, text: str, allowed: tuple[str, ...]) -> None:
    if any(name not in allowed for name in text.split(",")):
        refuse(parameter, "unknown_value", allowed=", ".join(allowed))


@lru_cache(maxsize=512)
def _fields_of(type_: Any) -> tuple[str, ...]:  # noqa: ANN401 — a class or a union of classes
    if not (isinstance(type_, type) and issubclass(type_, msgspec.Struct)):
        return ()
    fields = {field.encode_name: field for field in msgspec.structs.fields(type_)}
    if "items" in fields:
        return _fields_of(get_args(fields["items"].type)[0])
    return tuple(fields)
