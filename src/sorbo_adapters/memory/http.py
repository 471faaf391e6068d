"""Requests that go nowhere."""

from collections.abc import Mapping

import msgspec

from sorbo_core.shared.errors import DomainError
from sorbo_core.shared.outgoing.http import OutboundHttp, Reply


class Posted(msgspec.Struct, frozen=True):
    """A request as it would have been sent."""

    url: str
    headers: Mapping[str, str]
    body: bytes


class MemoryHttp(OutboundHttp):
    """Keeps the requests that it is given.

    Attributes:
        posted: the requests, oldest first.
        answer: what `post` returns, or raises as a receiver that is away would.
    """

    def __init__(self) -> None:
        self.posted: list[Posted] = []
        self.answer: Reply | DomainError = Reply(status=204)

    async def post(self, url: str, *, headers: Mapping[str, str], body: bytes) -> Reply:
        self.posted.append(Posted(url, headers, body))
        if isinstance(self.answer, DomainError):
            raise self.answer
        return self.answer
