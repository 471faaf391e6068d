"""`/api/v1/webhooks/{webhook}/deliveries`, and what sends again."""

from functools import partial
from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath, JSONBody

from sorbo_core.integrations.delivery import DELIVERIES, Delivery
from sorbo_core.integrations.use_cases.delivery.list import ListDeliveries
from sorbo_core.integrations.use_cases.delivery.read import ReadDelivery
from sorbo_core.integrations.use_cases.delivery.replay import ReplayDelivery
from sorbo_core.integrations.use_cases.delivery.replay_range import ReplayDeliveries
from sorbo_core.integrations.use_cases.webhook.send_test import SendTestEvent
from sorbo_core.shared.actor import Permission
from sorbo_web.api.answers import cacheable, versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.pages import answer_page, shown_as
from sorbo_web.api.preconditions import etag
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.integrations.schemas import DeliveryPage, DeliveryView, ReplayRange, ReplayReceipt

_PATH = "/api/v1/webhooks/{webhook:str}"
_ADMIN: dict[str, Any] = {"tag": "Webhooks", "policy": Permission.MANAGE_WEBHOOKS}


class DeliveriesController(Controller):
    """Deliveries over HTTP: one hop to the use case, nothing else."""

    def __init__(
        self,
        *,
        list_deliveries: ListDeliveries,
        read_delivery: ReadDelivery,
        replay_delivery: ReplayDelivery,
        replay_deliveries: ReplayDeliveries,
        send_test_event: SendTestEvent,
        idempotency: Idempotency,
    ) -> None:
        self._list = list_deliveries
        self._read = read_delivery
        self._replay = replay_delivery
        self._replay_range = replay_deliveries
        self._send_test = send_test_event
        self._idempotency = idempotency

    def router(self) -> Router:
        """Return the routes."""
        handlers = [
            get(
                "/deliveries",
                **operation(ListDeliveries, id="listWebhookDeliveries", listing=DELIVERIES, **_ADMIN),
            )(self.list),
            get("/deliveries/{delivery:str}", **operation(ReadDelivery, id="readWebhookDelivery", **_ADMIN))(
                self.read
            ),
            post(
                "/deliveries/{delivery:str}/replay",
                status_code=200,
                **operation(ReplayDelivery, id="replayWebhookDelivery", **_ADMIN),
            )(self.replay),
            post(
                "/replay",
                status_code=200,
                **operation(ReplayDeliveries, id="replayWebhookDeliveries", **_ADMIN),
            )(self.replay_range),
            post("/test", **operation(SendTestEvent, id="sendWebhookTest", creates=True, **_ADMIN))(
                self.send_test
            ),
        ]
        return Router(_PATH, route_handlers=handlers)

    async def list(self, request: ApiRequest, webhook: FromPath[str]) -> Response[DeliveryPage]:
        """Answer with one page."""
        lists = partial(self._list, webhook_id=webhook)
        return await answer_page(request, DELIVERIES, DeliveryPage, shown_as(DeliveryView.of, lists))

    async def read(
        self, request: ApiRequest, webhook: FromPath[str], delivery: FromPath[str]
    ) -> Response[DeliveryView]:
        """Answer with one delivery."""
        found = await self._read(actor=request.user, webhook_id=webhook, id=delivery)
        return cacheable(request, DeliveryView.of(found), tag=etag(found.version))

    async def replay(
        self, request: ApiRequest, webhook: FromPath[str], delivery: FromPath[str]
    ) -> Response[DeliveryView]:
        """Answer with the delivery as it is now."""
        replayed = await self._replay(actor=request.user, webhook_id=webhook, id=delivery)
        return versioned(DeliveryView.of(replayed), replayed.version)

    async def replay_range(
        self, request: ApiRequest, webhook: FromPath[str], data: JSONBody[ReplayRange]
    ) -> Response[ReplayReceipt]:
        """Answer with how many there are."""
        since, until = data.bounds
        count = await self._replay_range(
            actor=request.user,
            webhook_id=webhook,
            since=since,
            until=until,
            delivered_too=data.delivered_too,
        )
        return Response(ReplayReceipt(replayed=count), headers={"Cache-Control": "no-store"})

    async def send_test(self, request: ApiRequest, webhook: FromPath[str]) -> Response[DeliveryView]:
        """Answer with the delivery that was queued."""
        return await self._idempotency.create(
            request,
            lambda id: self._send_test(actor=request.user, id=webhook, delivery_id=id),
            _queued,
        )


def _queued(delivery: Delivery) -> Response[DeliveryView]:
    location = f"/api/v1/webhooks/{delivery.endpoint_id}/deliveries/{delivery.id}"
    return versioned(DeliveryView.of(delivery), delivery.version, location=location)
