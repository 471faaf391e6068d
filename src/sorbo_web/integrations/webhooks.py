"""`/api/v1/webhooks`."""

from typing import Any

from litestar import Response, Router, delete, get, patch, post
from litestar.params import FromPath, JSONBody

from sorbo_core.integrations.endpoint import WEBHOOKS, Webhook
from sorbo_core.integrations.use_cases.webhook.change import ChangeWebhook
from sorbo_core.integrations.use_cases.webhook.create import CreateWebhook
from sorbo_core.integrations.use_cases.webhook.delete import DeleteWebhook
from sorbo_core.integrations.use_cases.webhook.disable import DisableWebhook
from sorbo_core.integrations.use_cases.webhook.enable import EnableWebhook
from sorbo_core.integrations.use_cases.webhook.list import ListWebhooks
from sorbo_core.integrations.use_cases.webhook.read import ReadWebhook
from sorbo_core.integrations.use_cases.webhook.rotate_secret import RotateWebhookSecret
from sorbo_core.shared.actor import Permission
from sorbo_web.api.answers import cacheable, versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.pages import answer_page, shown_as
from sorbo_web.api.preconditions import etag, expected_version
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.integrations.schemas import (
    Rotation,
    WebhookDraft,
    WebhookPage,
    WebhookPatch,
    WebhookView,
    WebhookWithSecret,
)

_PATH = "/api/v1/webhooks"
_ADMIN: dict[str, Any] = {"tag": "Webhooks", "policy": Permission.MANAGE_WEBHOOKS}
_VERB: dict[str, Any] = {**_ADMIN, "if_match": True}


class WebhooksController(Controller):
    """Webhooks over HTTP: one hop to the use case, nothing else."""

    def __init__(
        self,
        *,
        list_webhooks: ListWebhooks,
        read_webhook: ReadWebhook,
        create_webhook: CreateWebhook,
        change_webhook: ChangeWebhook,
        rotate_secret: RotateWebhookSecret,
        enable_webhook: EnableWebhook,
        disable_webhook: DisableWebhook,
        delete_webhook: DeleteWebhook,
        idempotency: Idempotency,
    ) -> None:
        self._page = shown_as(WebhookView.of, list_webhooks)
        self._read = read_webhook
        self._create = create_webhook
        self._change = change_webhook
        self._rotate = rotate_secret
        self._enable = enable_webhook
        self._disable = disable_webhook
        self._delete = delete_webhook
        self._idempotency = idempotency

    def router(self) -> Router:
        """Return the routes."""
        handlers = [
            get("/", **operation(ListWebhooks, id="listWebhooks", listing=WEBHOOKS, **_ADMIN))(self.list),
            post("/", **operation(CreateWebhook, id="createWebhook", creates=True, **_ADMIN))(self.create),
            get("/{webhook:str}", **operation(ReadWebhook, id="readWebhook", **_ADMIN))(self.read),
            patch(
                "/{webhook:str}",
                **operation(ChangeWebhook, id="changeWebhook", if_match_required=True, **_ADMIN),
            )(self.change),
            delete(
                "/{webhook:str}", status_code=200, **operation(DeleteWebhook, id="deleteWebhook", **_VERB)
            )(self.delete),
            post(
                "/{webhook:str}/rotate-secret",
                status_code=200,
                **operation(RotateWebhookSecret, id="rotateWebhookSecret", **_VERB),
            )(self.rotate),
            post(
                "/{webhook:str}/enable",
                status_code=200,
                **operation(EnableWebhook, id="enableWebhook", **_VERB),
            )(self.enable),
            post(
                "/{webhook:str}/disable",
                status_code=200,
                **operation(DisableWebhook, id="disableWebhook", **_VERB),
            )(self.disable),
        ]
        return Router(_PATH, route_handlers=handlers)

    async def list(self, request: ApiRequest) -> Response[WebhookPage]:
        """Answer with one page."""
        return await answer_page(request, WEBHOOKS, WebhookPage, self._page)

    async def create(self, request: ApiRequest, data: JSONBody[WebhookDraft]) -> Response[WebhookWithSecret]:
        """Answer with the new webhook and its secret."""
        return await self._idempotency.create(
            request,
            lambda id: self._create(
                actor=request.user,
                id=id,
                url=data.url,
                description=data.description,
                event_types=data.event_types,
            ),
            _created,
        )

    async def read(self, request: ApiRequest, webhook: FromPath[str]) -> Response[WebhookView]:
        """Answer with one webhook."""
        endpoint = await self._read(actor=request.user, id=webhook)
        return cacheable(request, WebhookView.of(endpoint), tag=etag(endpoint.version))

    async def change(
        self, request: ApiRequest, webhook: FromPath[str], data: JSONBody[WebhookPatch]
    ) -> Response[WebhookView]:
        """Answer with the webhook as it is now."""
        version = expected_version(request, required=True)
        return _shown(
            await self._change(actor=request.user, id=webhook, version=version, fields=data.fields())
        )

    async def delete(self, request: ApiRequest, webhook: FromPath[str]) -> Response[WebhookView]:
        """Answer with the webhook as it was deleted."""
        return _shown(await self._delete(actor=request.user, id=webhook, version=expected_version(request)))

    async def rotate(
        self, request: ApiRequest, webhook: FromPath[str], data: JSONBody[Rotation]
    ) -> Response[WebhookWithSecret]:
        """Answer with the webhook and its new secret."""
        endpoint = await self._rotate(
            actor=request.user, id=webhook, overlap=data.overlap, version=expected_version(request)
        )
        return versioned(WebhookWithSecret.of(endpoint), endpoint.version)

    async def enable(self, request: ApiRequest, webhook: FromPath[str]) -> Response[WebhookView]:
        """Answer with the webhook as it is now."""
        return _shown(await self._enable(actor=request.user, id=webhook, version=expected_version(request)))

    async def disable(self, request: ApiRequest, webhook: FromPath[str]) -> Response[WebhookView]:
        """Answer with the webhook as it is now."""
        return _shown(await self._disable(actor=request.user, id=webhook, version=expected_version(request)))


def _shown(endpoint: Webhook) -> Response[WebhookView]:
    return versioned(WebhookView.of(endpoint), endpoint.version)


def _created(endpoint: Webhook) -> Response[WebhookWithSecret]:
    location = f"{_PATH}/{endpoint.id}"
    return versioned(WebhookWithSecret.of(endpoint), endpoint.version, location=location)
