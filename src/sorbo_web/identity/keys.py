"""`/.well-known/jwks.json`."""

from litestar import Response, Router, get

from sorbo_core.identity.use_cases.keys.list_public import ListPublicKeys
from sorbo_web.api.answers import cacheable
from sorbo_web.api.controller import Controller
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.identity.schemas import PublicKeysView, PublicKeyView


class PublicKeysController(Controller):
    """What verifies access tokens."""

    def __init__(self, *, list_public_keys: ListPublicKeys) -> None:
        self._list = list_public_keys

    def router(self) -> Router:
        """Return the routes."""
        listed = operation(
            ListPublicKeys, id="listPublicKeys", policy=Policy.PUBLIC, tag="Authentication", cacheable=True
        )
        return Router("/.well-known", route_handlers=[get("/jwks.json", **listed)(self.list)])

    async def list(self, request: ApiRequest) -> Response[PublicKeysView]:
        """Answer with all of them."""
        keys = tuple(PublicKeyView(kid=key.id, x=key.x) for key in await self._list())
        return cacheable(request, PublicKeysView(keys=keys))
