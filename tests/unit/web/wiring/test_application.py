"""The application as a whole: what runs with it, and who may see its insides."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

import httpx
import pytest
from litestar.types import ASGIApp, Receive, Scope, Send

from sorbo_adapters.memory.catalogue import MemoryFormations
from sorbo_adapters.memory.mail import MemoryMailer
from sorbo_core.catalogue.formation import Formation
from sorbo_core.identity.permissions import Role
from sorbo_core.shared.outgoing.mail import Mail
from sorbo_core.shared.publication import Status
from sorbo_web.asgi import behind_proxies, create_app
from sorbo_web.wiring.application import build_app, running
from sorbo_web.wiring.background.clients import close_clients
from sorbo_web.wiring.container import build_container
from sorbo_web.wiring.settings import SettingsError, load_settings
from support.api import Api, memory_settings, refused
from support.asgi import answering, client_of, get
from support.build import NOW, formation, later
from support.notifications import notification
from support.program import eventually
from support.settings import DEVELOPMENT, PRODUCTION
from support.wire import DEMANDES, FORMATIONS, demande_body, new_demande

_DEADLINE = 5


class _Expected(MemoryMailer):
    """Knows when as many mails have been sent as are expected."""

    def __init__(self, mails: int) -> None:
        super().__init__()
        self._missing = asyncio.Semaphore(0)
        self._mails = mails

    async def send(self, mail: Mail) -> None:
        await super().send(mail)
        self._missing.release()

    async def complete(self) -> None:
        """Return when they have."""
        async with asyncio.timeout(_DEADLINE):
            for _ in range(self._mails):
                await self._missing.acquire()


async def test_while_the_application_runs_a_demande_is_followed_by_two_mails() -> None:
    api, mailer = Api(memory_settings(SORBO_RELAY_INTERVAL="0.01")), _Expected(2)
    api.replace("mailer", mailer)
    async with running(api.container), api.client() as visitor:
        receipt = await new_demande(visitor)
        await mailer.complete()
    assert sorted(mail.to for mail in mailer.sent) == ["achats@example.com", "contact@localhost.localdomain"]
    assert {mail.key.split(".")[0] for mail in mailer.sent} == {receipt["id"]}


async def test_while_the_application_runs_the_daily_digest_goes_out() -> None:
    api, mailer = Api(memory_settings(SORBO_DIGEST_HOUR=str(NOW.hour))), _Expected(1)
    api.replace("mailer", mailer)
    reader = await api.open_account(Role.VIEWER)
    await api.container.ports.notifications().add(notification(reader, at=NOW - timedelta(hours=1)))
    async with running(api.container):
        await mailer.complete()
    assert [mail.key for mail in mailer.sent] == [f"digest.{NOW.date()}.{reader}"]


class _Watched(MemoryFormations):
    """Knows when a formation has been published."""

    def __init__(self) -> None:
        super().__init__()
        self.published = asyncio.Event()

    async def update(self, id: str, change: Callable[[Formation], Formation]) -> Formation:
        updated = await super().update(id, change)
        if updated.status is Status.PUBLIE:
            self.published.set()
        return updated


async def test_while_the_application_runs_what_is_planned_is_published_when_it_is_due() -> None:
    api, formations = Api(), _Watched()
    api.replace("formations", formations)
    planned = formation().schedule(later(hours=1), at=NOW)
    await formations.add(planned)
    api.clock.advance(timedelta(hours=1))
    async with running(api.container), api.client() as visitor, asyncio.timeout(_DEADLINE):
        await formations.published.wait()
        assert (await visitor.get(f"{FORMATIONS}/{planned.id}")).status_code == 200


async def test_health_and_metrics_are_open_in_development(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/health/live")).json() == {"status": "ok"}
    assert (await visitor.get("/health/ready")).json() == {"status": "ok", "parts": {}}

    async def is_counted() -> bool:
        return 'route="/health/live"' in (await visitor.get("/metrics")).text

    await eventually(is_counted)  # requests are told of a moment later


@pytest.mark.parametrize(
    ("configured", "sent", "status"),
    [
        ("", "", 401),
        (PRODUCTION["SORBO_METRICS_TOKEN"], "", 401),
        (PRODUCTION["SORBO_METRICS_TOKEN"], "Bearer another", 401),
        (PRODUCTION["SORBO_METRICS_TOKEN"], f"Bearer {PRODUCTION['SORBO_METRICS_TOKEN']}", 200),
    ],
)
async def test_in_production_metrics_ask_for_their_token(configured: str, sent: str, status: int) -> None:
    local = {"SORBO_MONGO_URL": "mongodb://localhost:9", "SORBO_METRICS_TOKEN": configured}
    container = build_container(load_settings(PRODUCTION | local))
    response = await get(build_app(container), "/metrics", authorization=sent)
    await close_clients(container)
    assert response.status_code == status


async def test_limits_and_origins_come_from_the_settings() -> None:
    few = {
        "SORBO_WRITES_PER_MINUTE": "1",
        "SORBO_BODY_LIMIT": "300",
        "SORBO_CORS_ORIGINS": "https://a.example",
    }
    api = Api(memory_settings(**few))
    async with api.client() as visitor:
        first = await visitor.post(DEMANDES, json=demande_body(), headers={"Origin": "https://a.example"})
        refused(await visitor.post(DEMANDES, json=demande_body()), 429, "too_many_requests")
        refused(await visitor.request("GET", FORMATIONS, content=b"x" * 301), 413, "body_too_large")
    assert first.headers["access-control-allow-origin"] == "https://a.example"


async def _client_seen(address: str, *trusted: str) -> str:
    seen: list[Any] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["client"])
        await answering()(scope, receive, send)

    settings = memory_settings(SORBO_TRUSTED_PROXIES=",".join(trusted))
    async with client_of(behind_proxies(cast("ASGIApp", app), settings), address=address) as client:
        await client.get("/", headers={"X-Forwarded-For": "198.51.100.7"})
    return str(seen[0][0])


async def test_a_trusted_proxy_says_who_calls() -> None:
    assert await _client_seen("10.1.2.3", "10.0.0.0/8") == "198.51.100.7"


async def test_nobody_else_is_believed_about_who_calls() -> None:
    assert await _client_seen("192.0.2.1", "10.0.0.0/8") == "192.0.2.1"
    assert await _client_seen("10.1.2.3") == "10.1.2.3"


@pytest.mark.usefixtures("restored_logs")
async def test_a_server_gets_the_application_that_the_environment_asks_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for variable, value in DEVELOPMENT.items():
        monkeypatch.setenv(variable, value)
    assert (await get(create_app(), "/health/live")).status_code == 200


def test_a_server_gets_no_application_from_an_environment_that_is_not_safe(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SORBO_STORAGE", "memory")
    with pytest.raises(SettingsError, match="SORBO_STORAGE"):
        create_app()
