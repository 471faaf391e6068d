"""Errors as answers, from ASGI layers and from Litestar."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.types import Scope, Send
from loguru import logger

from sorbo_core.shared.errors import DomainError, Forbidden, Malformed, Unauthenticated
from sorbo_web.errors.http import (
    BodyTooLarge,
    InternalError,
    MethodNotAllowed,
    RouteNotFound,
    UnsupportedMediaType,
)
from sorbo_web.errors.language import language_of
from sorbo_web.errors.methods import allowed
from sorbo_web.errors.problem import MEDIA_TYPE, headers_for, problem_for

_SERVER_ERROR, _METHOD_NOT_ALLOWED = 500, 405
_BY_STATUS: dict[int, Callable[[], DomainError]] = {
    401: Unauthenticated,
    403: Forbidden,
    404: RouteNotFound,
    413: BodyTooLarge,
    415: UnsupportedMediaType,
}
_encoder = msgspec.json.Encoder()


async def send_problem(
    scope: Scope, send: Send, error: DomainError, headers: Iterable[tuple[bytes, bytes]] = ()
) -> None:
    """Answer a request with an error, from a layer in front of Litestar.

    Args:
        scope: the request's; `state.request_id` is quoted, Accept-Language decides the language.
        send: where the answer goes.
        error: what is refused.
        headers: further ones, names in lower case.
    """
    status, said, body = _answer(scope, error)
    encoded = [(name.lower().encode(), value.encode("latin-1")) for name, value in said.items()]
    length = (b"content-length", b"%d" % len(body))
    start = [(b"content-type", MEDIA_TYPE.encode()), length, *encoded, *headers]
    await send({"type": "http.response.start", "status": status, "headers": start})
    unwanted = scope.get("method") == "HEAD"
    await send({"type": "http.response.body", "body": b"" if unwanted else body, "more_body": False})


def handle_exception(request: Request[Any, Any, Any], exc: Exception) -> Response[bytes]:
    """Answer whatever a handler, or Litestar itself, raises. Litestar's `exception_handlers` take it."""
    status, headers, body = _answer(request.scope, error_of(request.scope, exc))
    return Response(body, status_code=status, headers=headers, media_type=MEDIA_TYPE)


def error_of(scope: Scope, exc: Exception) -> DomainError:
    """Return the error that a caller is told of; one that nobody foresaw is logged, and told as internal."""
    if isinstance(exc, DomainError):
        return exc
    if not isinstance(exc, HTTPException) or exc.status_code >= _SERVER_ERROR:
        log_unforeseen(scope, exc)
        return InternalError()
    if exc.status_code == _METHOD_NOT_ALLOWED:
        return MethodNotAllowed(allow=allowed((exc.headers or {}).get("allow", "").split(", ")))
    return _BY_STATUS.get(exc.status_code, Malformed)()


def log_unforeseen(scope: Scope, exc: Exception) -> None:
    """Log an error that nobody foresaw, with its traceback.

    Reading the body of a client that has gone is none, though Litestar raises one then.
    """
    state = scope.get("state") or {}
    if not state.get("client_gone"):
        route = scope.get("path_template") or "unrouted"
        log = logger.bind(request_id=state.get("request_id"))
        log.opt(exception=exc).error("unhandled error in {}", route)


def _answer(scope: Scope, error: DomainError) -> tuple[int, dict[str, str], bytes]:
    language = language_of(scope["headers"])
    request_id = (scope.get("state") or {}).get("request_id")
    problem = problem_for(error, language=language, request_id=request_id)
    headers = {"Content-Language": language.value, **headers_for(error)}
    return problem.status, headers, _encoder.encode(problem)
