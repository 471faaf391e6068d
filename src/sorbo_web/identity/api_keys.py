"""`/api/v1/auth/api-keys`, everybody's own, and `/api/v1/api-keys`, everybody's for staff."""

from typing import Any

from litestar import Response, Router, delete, get, post
from litestar.params import FromPath, JSONBody

from sorbo_core.identity.api_keys.api_key import API_KEYS, OWN_API_KEYS
from sorbo_core.identity.use_cases.api_key.create import CreateApiKey
from sorbo_core.identity.use_cases.api_key.list import ListApiKeys
from sorbo_core.identity.use_cases.api_key.list_own import ListOwnApiKeys
from sorbo_core.identity.use_cases.api_key.read_own import ReadOwnApiKey
from sorbo_core.identity.use_cases.api_key.revoke import RevokeApiKey
from sorbo_core.identity.use_cases.api_key.revoke_own import RevokeOwnApiKey
from sorbo_core.shared.actor import Permission
from sorbo_web.api.answers import cacheable
from sorbo_web.api.controller import Controller
from sorbo_web.api.pages import answer_page, shown_as
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.identity.api_key_schemas import ApiKeyForm, ApiKeyPage, ApiKeyView, NewApiKeyView

_TAG: dict[str, Any] = {"tag": "API keys"}
_OWN: dict[str, Any] = {**_TAG, "policy": Policy.AUTHENTICATED}
_NO_STORE = {"Cache-Control": "no-store"}


class OwnApiKeysController(Controller):
    """One's own keys."""

    def __init__(
        self,
        *,
        create_api_key: CreateApiKey,
        list_own_api_keys: ListOwnApiKeys,
        read_own_api_key: ReadOwnApiKey,
        revoke_own_api_key: RevokeOwnApiKey,
    ) -> None:
        self._create = create_api_key
        self._page = shown_as(ApiKeyView.of, list_own_api_keys)
        self._read = read_own_api_key
        self._revoke = revoke_own_api_key

    def router(self) -> Router:
        """Return the routes."""
        listed = operation(ListOwnApiKeys, id="listOwnApiKeys", listing=OWN_API_KEYS, **_OWN)
        revoked = operation(RevokeOwnApiKey, id="revokeOwnApiKey", **_OWN)
        handlers = [
            get("/", **listed)(self.list),
            post("/", status_code=200, **operation(CreateApiKey, id="createApiKey", **_OWN))(self.create),
            get("/{id:str}", **operation(ReadOwnApiKey, id="readOwnApiKey", **_OWN))(self.read),
            delete("/{id:str}", status_code=204, **revoked)(self.revoke),
        ]
        return Router("/api/v1/auth/api-keys", route_handlers=handlers)

    async def list(self, request: ApiRequest) -> Response[ApiKeyPage]:
        """Answer with one page."""
        return await answer_page(request, OWN_API_KEYS, ApiKeyPage, self._page)

    async def create(self, request: ApiRequest, data: JSONBody[ApiKeyForm]) -> Response[NewApiKeyView]:
        """Answer with the key and its secret."""
        made = await self._create(
            actor=request.user, name=data.name, scopes=data.scopes, expires_at=data.expires_at
        )
        return Response(NewApiKeyView.made(made), headers=_NO_STORE)

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[ApiKeyView]:
        """Answer with one key."""
        # Tagged by its content: when it was used last is no new version.
        return cacheable(request, ApiKeyView.of(await self._read(actor=request.user, id=id)))

    async def revoke(self, request: ApiRequest, id: FromPath[str]) -> Response[None]:
        """Answer with nothing."""
        await self._revoke(actor=request.user, id=id)
        return Response(None, status_code=204, headers=_NO_STORE)


class ApiKeysController(Controller):
    """Everybody's keys, as staff who may decide about accounts see them."""

    def __init__(self, *, list_api_keys: ListApiKeys, revoke_api_key: RevokeApiKey) -> None:
        self._page = shown_as(ApiKeyView.of, list_api_keys)
        self._revoke = revoke_api_key

    def router(self) -> Router:
        """Return the routes."""
        read: dict[str, Any] = {**_TAG, "policy": Permission.READ_COMPTES}
        write: dict[str, Any] = {**_TAG, "policy": Permission.WRITE_COMPTES}
        revoked = operation(RevokeApiKey, id="revokeApiKey", **write)
        handlers = [
            get("/", **operation(ListApiKeys, id="listApiKeys", listing=API_KEYS, **read))(self.list),
            post("/{id:str}/revoke", status_code=200, **revoked)(self.revoke),
        ]
        return Router("/api/v1/api-keys", route_handlers=handlers)

    async def list(self, request: ApiRequest) -> Response[ApiKeyPage]:
        """Answer with one page."""
        return await answer_page(request, API_KEYS, ApiKeyPage, self._page)

    async def revoke(self, request: ApiRequest, id: FromPath[str]) -> Response[ApiKeyView]:
        """Answer with the key as it is now."""
        key = await self._revoke(actor=request.user, id=id)
        return Response(ApiKeyView.of(key), headers=_NO_STORE)
