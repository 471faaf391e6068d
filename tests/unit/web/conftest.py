"""The wired application, and whoever calls it."""

import logging
import sys
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from loguru import logger

from sorbo_core.identity.permissions import Role
from support.api import Api


@pytest.fixture(scope="session")
def shared_api() -> Api:
    return Api()


@pytest.fixture
def api(shared_api: Api) -> Api:
    """An application with nothing in it. Building one takes longer than most tests: they share it."""
    shared_api.reset()
    return shared_api


@pytest.fixture
async def visitor(api: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with api.client() as client:
        yield client


@pytest.fixture
async def editor(api: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with api.staff(Role.EDITOR) as client:
        yield client


@pytest.fixture
async def admin(api: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with api.staff(Role.ADMIN) as client:
        yield client


@pytest.fixture
async def viewer(api: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with api.staff(Role.VIEWER) as client:
        yield client


@pytest.fixture
def restored_logs() -> Iterator[None]:
    """Put the logs back as they were, after a test that configures them."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logger.remove()
    logger.add(_to_stderr)


def _to_stderr(line: str) -> None:
    sys.stderr.write(line)  # as it is now: a test may capture it
