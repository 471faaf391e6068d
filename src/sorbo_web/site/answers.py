"""Answers in the envelope of the existing pages."""

from typing import Any

from litestar import Response

from sorbo_web.site.neutral import neutral

Json = dict[str, Any]
_NO_STORE = {"Cache-Control": "no-store"}


def envelope(data: object = None, **more: object) -> Json:
    """Return the body of a success; nothing in it can be markup."""
    told = {} if data is None else {"data": neutral(data)}
    return {"success": True, **told, **{name: neutral(value) for name, value in more.items()}}


def succeeded(data: object = None, *, status_code: int = 200, **more: object) -> Response[Json]:
    """Answer that it is done; no cache keeps that."""
    return Response(envelope(data, **more), status_code=status_code, headers=_NO_STORE)


def failed(status: int, code: str, message: str, **more: object) -> Response[Json]:
    """Answer that it is not done, in words that pages show."""
    body = {"success": False, "code": code, "message": neutral(message), **more}
    return Response(body, status_code=status, headers=_NO_STORE)
