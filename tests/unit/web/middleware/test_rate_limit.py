"""How often a client may ask."""

import pytest
from litestar.types import ASGIApp

from sorbo_adapters.memory.rate_limits import MemoryRateLimiter
from sorbo_core.shared.ports import Limit, LocalRateLimiter, RateLimiter
from sorbo_web.middleware.limits.rate_limit import RateLimit
from sorbo_web.middleware.limits.throttle import INCOMING_PATH, LOGIN_PATH, Limits, Throttle
from support.asgi import AwayRateLimiter, answering, client_of

LIMITS = Limits(read=Limit(5, 60), write=Limit(4, 60), login=Limit(2, 60), incoming=Limit(6, 60))
HERE = "192.0.2.1"


@pytest.fixture
def app() -> ASGIApp:
    return limited(MemoryRateLimiter())


def limited(shared: RateLimiter, local: LocalRateLimiter | None = None) -> ASGIApp:
    throttle = Throttle(local=local or MemoryRateLimiter(now=lambda: 0.0), shared=shared, limits=LIMITS)
    return RateLimit(answering(), throttle=throttle)


async def statuses(app: ASGIApp, method: str, path: str, times: int, address: str | None = HERE) -> list[int]:
    async with client_of(app, address=address) as client:
        return [(await client.request(method, path)).status_code for _ in range(times)]


@pytest.mark.parametrize(
    ("method", "path", "passing"),
    [
        ("GET", "/api/v1/formations", 5),
        ("HEAD", "/api/v1/formations", 5),
        ("OPTIONS", "/api/v1/formations", 5),
        ("POST", "/api/v1/demandes", 4),
        ("PATCH", "/api/v1/formations/1", 4),
        ("INVENTED", "/", 4),
        ("POST", LOGIN_PATH, 2),
        ("POST", LOGIN_PATH.replace("/v1/", "//v1/") + "//", 2),
        ("GET", LOGIN_PATH, 5),
        ("POST", f"{INCOMING_PATH}/mail", 6),
        ("POST", f"{INCOMING_PATH}//mail/", 6),
        ("POST", INCOMING_PATH, 4),
        ("PUT", f"{INCOMING_PATH}/mail", 4),
    ],
)
async def test_a_client_that_asks_too_often_is_refused(
    app: ASGIApp, method: str, path: str, passing: int
) -> None:
    assert await statuses(app, method, path, passing + 2) == [200] * passing + [429] * 2


async def test_a_refusal_says_what_is_allowed_and_when_to_come_back(app: ASGIApp) -> None:
    await statuses(app, "GET", "/", LIMITS.read.amount)
    async with client_of(app) as client:
        answer = await client.get("/")
    assert answer.json()["code"] == "too_many_requests"
    assert answer.headers["retry-after"] == "60"
    assert answer.headers["ratelimit-policy"] == '"read";q=5;w=60'
    assert answer.headers["ratelimit"] == '"read";r=0;t=60'


async def test_writes_are_told_what_is_left(app: ASGIApp) -> None:
    async with client_of(app) as client:
        first, second = await client.post("/"), await client.post("/")
    assert first.headers["ratelimit-policy"] == '"write";q=4;w=60'
    assert [first.headers["ratelimit"][:11], second.headers["ratelimit"][:11]] == [
        '"write";r=3',
        '"write";r=2',
    ]


async def test_reads_that_pass_carry_no_further_header(app: ASGIApp) -> None:
    async with client_of(app) as client:
        answer = await client.get("/")
    assert [name for name in answer.headers if name.startswith("ratelimit")] == []


async def test_a_login_is_told_of_both_its_limits(app: ASGIApp) -> None:
    async with client_of(app) as client:
        answer = await client.post(LOGIN_PATH)
    assert answer.headers["ratelimit-policy"] == '"write";q=4;w=60, "login";q=2;w=60'


async def test_a_login_counts_as_a_write(app: ASGIApp) -> None:
    assert await statuses(app, "POST", LOGIN_PATH, 2) == [200, 200]
    assert await statuses(app, "POST", "/api/v1/demandes", 3) == [200, 200, 429]


async def test_webhooks_that_others_send_do_not_use_up_writes(app: ASGIApp) -> None:
    assert await statuses(app, "POST", f"{INCOMING_PATH}/mail", 7) == [200] * 6 + [429]
    assert await statuses(app, "POST", "/api/v1/demandes", 1) == [200]


async def test_with_the_shared_counters_away_webhooks_of_others_are_limited_locally() -> None:
    app = limited(AwayRateLimiter())
    assert await statuses(app, "POST", f"{INCOMING_PATH}/mail", 8) == [200] * 6 + [429] * 2


async def test_reads_and_writes_do_not_use_up_one_another(app: ASGIApp) -> None:
    await statuses(app, "GET", "/", 10)
    assert await statuses(app, "POST", "/", 1) == [200]


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics"])
async def test_monitoring_is_never_refused(app: ASGIApp, path: str) -> None:
    assert await statuses(app, "GET", path, 20) == [200] * 20


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::2", True),
        ("nonsense:", "192.0.2.1", False),
        (None, "192.0.2.1", False),
    ],
)
async def test_a_client_is_an_ipv4_address_or_an_ipv6_network(
    app: ASGIApp, one: str | None, other: str, *, same: bool
) -> None:
    await statuses(app, "GET", "/", 5, address=one)
    assert await statuses(app, "GET", "/", 1, address=other) == [429 if same else 200]


async def test_with_the_shared_counters_away_writes_are_limited_locally() -> None:
    assert await statuses(limited(AwayRateLimiter()), "POST", "/", 6) == [200] * 4 + [429] * 2


async def test_with_the_shared_counters_away_logins_are_limited_locally() -> None:
    assert await statuses(limited(AwayRateLimiter()), "POST", LOGIN_PATH, 4) == [200] * 2 + [429] * 2


async def test_reads_do_not_ask_the_shared_counters() -> None:
    app = limited(AwayRateLimiter(), MemoryRateLimiter())
    assert await statuses(app, "GET", "/", 6) == [200] * 5 + [429]


async def test_processes_that_share_counters_share_the_limit_of_writes() -> None:
    shared = MemoryRateLimiter()
    one, other = limited(shared), limited(shared)
    assert await statuses(one, "POST", "/", 3) == [200] * 3
    assert await statuses(other, "POST", "/", 2) == [200, 429]
