"""Creations that happen once, however often they are asked (the Idempotency-Key header)."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeVar

from litestar import MediaType, Response

from sorbo_core.shared.errors import DomainError, Unavailable
from sorbo_core.shared.ports import Clock, Creations, Ids, SavedAnswer
from sorbo_web.api.request import ApiRequest
from sorbo_web.errors.http import InvalidIdempotencyKey

T = TypeVar("T")

IDEMPOTENCY_KEY = "idempotency-key"
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
# Longer than any creation takes: a write gives up after two seconds, and there are at most three.
_LEASE = timedelta(seconds=15)
# The others (request id, limits, CORS) belong to the request that is answered, not to the creation.
_KEPT_HEADERS = ("etag", "location", "cache-control")


class Idempotency:
    """Runs a creation once per key: who asks, the route and the key; for visitors the body as well.

    The entity's id is settled before the creation runs and stays the same at each attempt, so that
    an attempt that died after its write is found again and not repeated.
    """

    def __init__(self, *, creations: Creations, ids: Ids, clock: Clock) -> None:
        self._creations = creations
        self._ids = ids
        self._clock = clock

    @property
    def ids(self) -> Ids:
        """What makes ids of new entities."""
        return self._ids

    async def create(
        self,
        request: ApiRequest,
        creation: Callable[[str], Awaitable[T]],
        answer: Callable[[T], Response[Any]],
        *,
        body: bytes | None = None,
    ) -> Response[Any]:
        """Run `creation` with the id of the new entity and return its answer, or the answer it had before.

        Args:
            request: what asks.
            creation: what makes the entity.
            answer: what is answered of it.
            body: what stands for the body, where that is not to be in memory.

        Raises:
            InvalidIdempotencyKey: the key is not 1 to 255 visible ASCII characters.
            KeyReused, InFlight: as `Creations.begin`.
        """
        said = await request.body() if body is None else body
        key = _scoped_key(request, said)
        if key is None:
            return answer(await creation(self._ids.new()))
        attempt = await self._creations.begin(
            key,
            fingerprint=_digest(said),
            entity_id=self._ids.new(),
            now=self._clock.now(),
            lease=_LEASE,
        )
        if attempt.answer is not None:
            return _replayed(attempt.answer)
        response = answer(await self._run(key, creation, attempt.entity_id))
        await self._creations.finish(key, _saved(response, request))
        return response

    async def _run(self, key: str, creation: Callable[[str], Awaitable[T]], entity_id: str) -> T:
        try:
            return await creation(entity_id)
        except Unavailable:  # it may have been written: the next attempt must use the same id
            raise
        except DomainError:
            await self._creations.abandon(key)
            raise


def _scoped_key(request: ApiRequest, said: bytes) -> str | None:
    given = request.headers.get(IDEMPOTENCY_KEY)
    if given is None:
        return None
    if _KEY.fullmatch(given) is None:
        raise InvalidIdempotencyKey
    # Two visitors may choose the same key: what they send tells them apart.
    who = request.user.subject or f"visitor {_digest(said)}"
    return _digest("\n".join((who, request.method, request.scope["path"], given)).encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _saved(response: Response[Any], request: ApiRequest) -> SavedAnswer:
    body = response.render(response.content, MediaType.JSON, request.route_handler.default_serializer)
    headers = {name: value for name, value in response.headers.items() if name.lower() in _KEPT_HEADERS}
    return SavedAnswer(status=response.status_code or 201, headers=headers, body=body)


def _replayed(saved: SavedAnswer) -> Response[bytes]:
    headers = {**saved.headers, "Idempotency-Replayed": "true"}
    return Response(saved.body, status_code=saved.status, headers=headers, media_type=MediaType.JSON)
