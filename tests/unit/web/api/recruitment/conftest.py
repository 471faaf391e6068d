"""Who recruits, and a job offer to apply for."""

from collections.abc import AsyncIterator

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from support.api import Api
from support.recruitment import published_emploi
from support.wire import Json


@pytest.fixture
async def recruiter(api: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with api.staff(Role.RECRUITER) as client:
        yield client


@pytest.fixture
async def offer(recruiter: httpx.AsyncClient) -> Json:
    """A published job offer."""
    return await published_emploi(recruiter)
