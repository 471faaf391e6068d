"""Two workers, one Valkey: a limit is exact over both; without Valkey each counts for itself."""

import asyncio
from collections import Counter

import httpx
import pytest

from sorbo_adapters.embedded.valkey import Valkey
from sorbo_core.identity.permissions import Role
from sorbo_web.wiring.background.clients import close_clients
from support.api import Api, memory_settings, refused
from support.services import ValkeyFactory

DEMANDES, LOGIN = "/api/v1/demandes", "/api/v1/auth/login"
LIMIT, REQUESTS = 50, 200


@pytest.fixture
async def valkey(valkey_factory: ValkeyFactory) -> Valkey:
    valkey = valkey_factory()
    await valkey.start()
    return valkey


async def passed(valkey: Valkey, path: str, **limits: str) -> int:
    """Return how many of 200 requests, sent to two workers at once, a limit lets through."""
    workers = [Api(memory_settings(SORBO_REDIS_URL=valkey.url, **limits)) for _ in range(2)]
    try:
        async with workers[0].client() as first, workers[1].client() as second:
            sent = [(first, second)[number % 2].post(path, json={}) for number in range(REQUESTS)]
            answers = await asyncio.gather(*sent)
    finally:
        for worker in workers:
            await close_clients(worker.container)
    told = Counter(answer.status_code for answer in answers)
    refusals = [answer for answer in answers if answer.status_code == httpx.codes.TOO_MANY_REQUESTS]
    assert all(1 <= int(answer.headers["retry-after"]) <= 60 for answer in refusals)
    assert set(told) == {httpx.codes.TOO_MANY_REQUESTS, httpx.codes.BAD_REQUEST}, told
    return told[httpx.codes.BAD_REQUEST]


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        (DEMANDES, "SORBO_WRITES_PER_MINUTE"),
        (DEMANDES, "SORBO_FORMS_PER_MINUTE"),
        (LOGIN, "SORBO_LOGINS_PER_MINUTE"),
    ],
)
async def test_of_200_requests_at_once_exactly_50_pass_a_limit_of_50(
    valkey: Valkey, path: str, limit: str
) -> None:
    assert await passed(valkey, path, **{limit: str(LIMIT)}) == LIMIT


async def test_without_valkey_each_worker_counts_for_itself(valkey: Valkey) -> None:
    await valkey.stop()
    assert await passed(valkey, DEMANDES, SORBO_WRITES_PER_MINUTE="10") == 20


async def test_an_account_has_one_limit_from_wherever_it_writes(valkey: Valkey) -> None:
    api = Api(memory_settings(SORBO_REDIS_URL=valkey.url, SORBO_ACCOUNT_WRITES_PER_MINUTE="2"))
    async with api.staff(Role.EDITOR) as staff:
        first = await staff.post("/api/v1/formations", json={})
        await staff.post("/api/v1/formations", json={})
        third = await staff.post("/api/v1/formations", json={})
    refused(first, 400, "malformed")
    assert refused(third, 429, "too_many_requests") == []
    assert '"account";q=2;w=60' in first.headers["ratelimit-policy"]
    assert '"account";r=1' in first.headers["ratelimit"]
    await close_clients(api.container)


async def test_exports_have_a_limit_of_their_own(valkey: Valkey) -> None:
    api = Api(memory_settings(SORBO_REDIS_URL=valkey.url, SORBO_EXPORTS_PER_MINUTE="1"))
    async with api.staff(Role.ADMIN) as staff:
        first = await staff.get("/api/v1/demandes/export")
        refused(await staff.get("/api/v1/demandes/export"), 429, "too_many_requests")
        assert (await staff.get("/api/v1/demandes")).status_code == httpx.codes.OK
    assert first.headers["ratelimit"].startswith('"export";r=0;t=')
    await close_clients(api.container)
