"""How often a client may ask."""

from litestar.types import ASGIApp, HTTPScope, Receive, Send

from sorbo_core.shared.errors import TooMany
from sorbo_web.errors.responses import send_problem
from sorbo_web.middleware.layer import Layer, adding
from sorbo_web.middleware.limits.throttle import Hit, Throttle


class RateLimit(Layer):
    """Refuses a client that asks too often, with Retry-After.

    Refusals and answers to writes say in RateLimit and RateLimit-Policy what is left (the form of
    draft-ietf-httpapi-ratelimit-headers).
    """

    def __init__(self, app: ASGIApp, *, throttle: Throttle) -> None:
        super().__init__(app)
        self._throttle = throttle

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Pass the request on if the client may ask, else refuse it."""
        hits = await self._throttle.hit(scope)
        refusing = hits[-1] if hits and not hits[-1].quota.allowed else None
        if refusing is not None:
            error = TooMany(retry_after=max(1, refusing.quota.reset_after))
            await send_problem(scope, send, error, _fields(hits))
        elif not hits or hits[0].name == "read":
            await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, adding(send, _fields(hits)))


def _fields(hits: tuple[Hit, ...]) -> list[tuple[bytes, bytes]]:
    policies = (f'"{hit.name}";q={hit.limit.amount};w={hit.limit.seconds}' for hit in hits)
    left = (f'"{hit.name}";r={hit.quota.remaining};t={hit.quota.reset_after}' for hit in hits)
    return [(b"ratelimit-policy", ", ".join(policies).encode()), (b"ratelimit", ", ".join(left).encode())]
