"""How often a client may ask."""

from collections.abc import Awaitable, Mapping, Sequence
from typing import Any

from litestar.types import ASGIApp, HTTPScope, Message, Receive, Send

from sorbo_web.errors.responses import send_problem
from sorbo_web.middleware.layer import Layer
from sorbo_web.middleware.limits.throttle import Hit, Throttle

_COUNTED = "counted"
"""Where the state of a request has the hits that its answer tells of."""


class RateLimit(Layer):
    """Refuses a client that asks too often, with Retry-After.

    Refusals, and answers to writes and exports, say what is left in RateLimit and RateLimit-Policy (of
    draft-ietf-httpapi-ratelimit-headers).
    """

    def __init__(self, app: ASGIApp, *, throttle: Throttle) -> None:
        super().__init__(app)
        self._throttle = throttle

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Pass the request on if the client may ask, else refuse it."""
        hits = await self._throttle.hit(scope)
        refusal = hits[-1].refusal if hits else None
        if refusal is not None:
            await send_problem(scope, send, refusal, _fields(hits))
        else:
            # What is counted behind routing comes after what was counted here.
            counted = [] if not hits or hits[0].name == "read" else list(hits)
            scope.setdefault("state", {})[_COUNTED] = counted
            await self._app(scope, receive, _telling(send, counted))


def count(scope: Mapping[str, Any], hit: Hit) -> None:
    """Have the answer of a request tell of a hit that was counted behind this layer.

    Raises:
        TooMany: it is one too many.
    """
    scope.get("state", {}).setdefault(_COUNTED, []).append(hit)
    refusal = hit.refusal
    if refusal is not None:
        raise refusal


def _telling(send: Send, counted: list[Hit]) -> Send:
    def sending(message: Message) -> Awaitable[None]:
        if message["type"] == "http.response.start" and counted:
            message = {**message, "headers": [*message["headers"], *_fields(counted)]}
        return send(message)

    return sending


def _fields(hits: Sequence[Hit]) -> list[tuple[bytes, bytes]]:
    policies = (f'"{hit.name}";q={hit.limit.amount};w={hit.limit.seconds}' for hit in hits)
    left = (f'"{hit.name}";r={hit.quota.remaining};t={hit.quota.reset_after}' for hit in hits)
    return [(b"ratelimit-policy", ", ".join(policies).encode()), (b"ratelimit", ", ".join(left).encode())]
