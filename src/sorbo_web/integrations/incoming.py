"""`/api/v1/incoming-webhooks`: one route for each source."""

from collections.abc import Iterable
from typing import Any

from litestar import Response, Router, post
from litestar.handlers import HTTPRouteHandler

from sorbo_core.integrations.use_cases.incoming.receive import ReceiveWebhook
from sorbo_core.shared.incoming.source import WebhookSource
from sorbo_web.api.controller import Controller
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.integrations.schemas import Reception
from sorbo_web.middleware.limits.throttle import INCOMING_PATH

_SIGNED: dict[str, Any] = {"tag": "Incoming webhooks", "policy": Policy.SIGNED}


class IncomingWebhooksController(Controller):
    """What others tell us over HTTP: the bytes as they arrived to the use case, nothing else."""

    def __init__(self, *, receive_webhook: ReceiveWebhook, sources: Iterable[WebhookSource]) -> None:
        self._receive = receive_webhook
        self._sources = tuple(sources)

    def router(self) -> Router:
        """Return the routes."""
        return Router(INCOMING_PATH, route_handlers=[*map(self._route, self._sources)])

    def _route(self, source: WebhookSource) -> HTTPRouteHandler:
        name = source.name.title().replace("-", "")
        about = operation(ReceiveWebhook, id=f"receive{name}Webhook", **_SIGNED)
        # Documented, and not declared as `data`: nothing is decoded before the signature is found right.
        about["opt"] |= {"source": source.name, "body": source.payload}
        return post(f"/{source.name}", status_code=202, **about)(self.receive)

    async def receive(self, request: ApiRequest) -> Response[Reception]:
        """Answer with what it is called here."""
        known_as = await self._receive(
            source=request.route_handler.opt["source"],
            headers=_joined(request.headers.multi_items()),
            body=await request.body(),
        )
        return Response(Reception(id=known_as), status_code=202, headers={"Cache-Control": "no-store"})


def _joined(fields: Iterable[tuple[str, str]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in fields:
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers
