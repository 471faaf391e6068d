"""Requests as controllers see them: who asks, and bodies decoded by one strict decoder."""

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.handlers import BaseRouteHandler

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.errors import Malformed, Violation
from sorbo_core.shared.validation import decode_body
from sorbo_web.errors.http import UnsupportedMediaType

JSON_TYPES = ("application/json", "application/merge-patch+json")
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
"""What a route takes in place of JSON that declares `media_types`: a form that others define."""


class ApiRequest(Request[Actor, Any, State]):
    """A request whose `user` is the actor and whose JSON is decoded into what the handler declares."""

    async def json(self) -> Any:  # noqa: ANN401 — Litestar's signature; the type is the handler's own
        """Return the body as the type of the handler's `data` parameter."""
        declared = self.route_handler.parsed_data_field
        return decode_body(await self.body(), declared.annotation if declared else dict[str, Any])


async def require_media_type(
    connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
) -> None:
    """Refuse a request without a body of the kind that the handler wants, if it wants one: JSON, mostly.

    Raises:
        UnsupportedMediaType: the body has another media type.
        Malformed: there is no body.
    """
    if getattr(handler, "parsed_data_field", None) is None and handler.opt.get("body") is None:
        return
    headers = connection.headers
    if headers.get("content-length") == "0":
        raise Malformed(Violation("", "expected_object"))
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    accepted = handler.opt.get("media_types", JSON_TYPES)
    if media_type not in accepted:
        raise UnsupportedMediaType(wanted=accepted[0], given=media_type[:100] or "-")
