"""No route's answer to somebody who is known is kept, and none that is kept answers them."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from sorbo_core.identity.permissions import Role
from support.api import Api, memory_settings
from support.build import NOW, formation
from support.operations import Operation, operations

_READS = [each for each in operations() if each.method == "GET"]
_READABLE = pytest.mark.parametrize("read", _READS, ids=lambda read: read.name)
_NOT_PUBLIC = pytest.mark.parametrize(
    "read", [each for each in _READS if not each.is_public], ids=lambda read: read.name
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api() -> Api:
    """The application with its cache, and an entry that has an address of its own."""
    api = Api(memory_settings(SORBO_CACHE_MEMORY="33554432"))
    await api.container.ports.formations().add(formation(id="there").publish(at=NOW))
    return api


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def admin(api: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with api.staff(Role.ADMIN) as client:
        yield client


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def visitor(api: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with api.client() as client:
        yield client


def kept(api: Api) -> int:
    return len(api.container.ports.answers()._process._kept)


@_READABLE
@pytest.mark.asyncio(loop_scope="module")
async def test_what_somebody_reads_who_is_known_is_not_kept(
    api: Api, admin: httpx.AsyncClient, read: Operation
) -> None:
    before = kept(api)

    answer = await admin.get(read.at(id="there"))

    assert "cache-status" not in answer.headers
    assert kept(api) == before


@_READABLE
@pytest.mark.asyncio(loop_scope="module")
async def test_who_is_known_is_not_answered_from_what_is_kept(
    admin: httpx.AsyncClient, visitor: httpx.AsyncClient, read: Operation
) -> None:
    await visitor.get(read.at(id="there"))

    answer = await admin.get(read.at(id="there"))

    assert "cache-status" not in answer.headers


@_NOT_PUBLIC
@pytest.mark.asyncio(loop_scope="module")
async def test_what_is_not_public_is_not_kept(api: Api, visitor: httpx.AsyncClient, read: Operation) -> None:
    before = kept(api)

    await visitor.get(read.at(id="there"))

    assert kept(api) == before
