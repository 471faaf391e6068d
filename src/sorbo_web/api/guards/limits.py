"""How often somebody may ask, where it takes the route or the caller to know what counts."""

from collections.abc import Iterator
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from sorbo_core.shared.actor import VISITOR
from sorbo_core.shared.ports import Limit
from sorbo_web.api.guards.in_turn import Guard
from sorbo_web.middleware.head import wants_head_only
from sorbo_web.middleware.layer import SAFE_METHODS, client_address
from sorbo_web.middleware.limits.rate_limit import count
from sorbo_web.middleware.limits.throttle import Throttle, subject_of


def limit_guard(throttle: Throttle) -> Guard:
    """Return the guard that counts writes, exports and uploads by whoever is known, and by address else.

    It runs after the policy's. The layer in front has counted the request by its address already.

    Raises:
        TooMany: there were too many.
    """
    limits = throttle.limits

    def counted(connection: ASGIConnection[Any, Any, Any, Any], opt: Any) -> Iterator[tuple[str, Limit, str]]:  # noqa: ANN401 — what routes say of themselves
        actor, method = connection.scope.get("user") or VISITOR, connection.scope.get("method")
        subject = actor.subject
        if subject is not None and method not in SAFE_METHODS:
            yield "account", limits.account, subject
        if opt.get("exports") and method == "GET" and not wants_head_only(connection.scope):
            who = subject or subject_of(client_address(connection.scope))
            yield "export", limits.export, who
        if opt.get("uploads"):
            yield "upload", limits.upload, actor.id or subject_of(client_address(connection.scope))
        if opt.get("form") and actor.id is None:
            yield "form", limits.form, subject_of(client_address(connection.scope))

    async def guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
        for name, limit, who in counted(connection, handler.opt):
            count(connection.scope, await throttle.exact(name, limit, who))

    return guard
