"""Who is behind the changes of a request, for the audit; exports of personal data are noted as well."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from sorbo_core.privacy.use_cases.note_disclosure import NoteDisclosure
from sorbo_core.shared.actor import VISITOR
from sorbo_core.shared.trail.provenance import act_as, provenance_of
from sorbo_web.api.guards.in_turn import Guard
from sorbo_web.middleware.head import wants_head_only

Connection = ASGIConnection[Any, Any, Any, Any]


async def name_author(connection: Connection, _: BaseRouteHandler) -> None:
    """Name who makes the changes of this request: a guard that refuses nobody, after the policy's."""
    scope = connection.scope
    # The server runs each request in a task, and so in a context, of its own.
    act_as(
        provenance_of(
            scope.get("user") or VISITOR,
            address=connection.client.host if connection.client else None,
            request_id=scope.get("state", {}).get("request_id"),
        )
    )


def disclosure_guard(note: NoteDisclosure) -> Guard:
    """Return the guard that notes an export before it is made, where the route says what it discloses.

    Raises:
        Unavailable: it cannot be noted: then nothing is exported.
    """

    async def guard(connection: Connection, handler: BaseRouteHandler) -> None:
        what = handler.opt.get("discloses")
        if what is None or connection.scope.get("method") != "GET" or wants_head_only(connection.scope):
            return
        await note(actor=connection.scope["user"], what=what)

    return guard
