from collections.abc import AsyncIterator

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from support.accounts import Mailed
from support.api import Api


@pytest.fixture(scope="module")
def shared() -> Mailed:
    return Mailed(Api())


@pytest.fixture
def mailed(shared: Mailed) -> Mailed:
    """An application with no accounts and nothing else in it. Building one takes longer than most tests."""
    shared.reset()
    return shared


@pytest.fixture
def unbuilt() -> Mailed:
    """An application in which ports can still be replaced."""
    return Mailed(Api())


@pytest.fixture
async def anybody(mailed: Mailed) -> AsyncIterator[httpx.AsyncClient]:
    async with mailed.api.client() as client:
        yield client


@pytest.fixture
async def director(mailed: Mailed) -> AsyncIterator[httpx.AsyncClient]:
    """Return a client of a super-admin."""
    async with mailed.api.staff(Role.SUPER_ADMIN) as client:
        await mailed.mails()
        yield client


@pytest.fixture
async def manager(mailed: Mailed) -> AsyncIterator[httpx.AsyncClient]:
    """Return a client of an admin."""
    async with mailed.api.staff(Role.ADMIN) as client:
        await mailed.mails()
        yield client
