"""Secrets that are planted everywhere, and found nowhere that somebody reads."""

import gc
import traceback
import warnings
from collections.abc import Iterator

import httpx
import msgspec
import pytest
from pymongo.errors import PyMongoError
from redis.exceptions import RedisError

from sorbo_adapters.mongo.store.client import connect as connect_mongo
from sorbo_adapters.redis.client import connect as connect_redis
from sorbo_adapters.security.signing_key import new_signing_key
from sorbo_core.identity.api_keys.key_text import KeyText
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.sessions.refresh_token import hash_of
from sorbo_core.integrations.signing import secret_of
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.ports import Limit
from sorbo_web.cli.commands import app as command
from sorbo_web.wiring.background.clients import close_clients
from sorbo_web.wiring.container import build_container
from sorbo_web.wiring.logs import configure_logs
from sorbo_web.wiring.settings import SettingsError, load_settings
from sorbo_web.wiring.smtp_url import smtp_server
from support.api import PASSWORD, Api, address_of, memory_settings
from support.build import webhook

pytestmark = pytest.mark.usefixtures("restored_logs", "refused_sockets")

PLANTED = "pl4nt3d"
KEYS = [new_signing_key(), new_signing_key()]
SECRETS = {
    "SORBO_MONGO_URL": f"mongodb://user:{PLANTED}-mongo@localhost:9/?replicaSet=rs0",
    "SORBO_REDIS_URL": f"redis://user:{PLANTED}-redis@localhost:9/0",
    "SORBO_SMTP_URL": f"smtp://user:{PLANTED}-smtp@localhost:9",
    "SORBO_S3_ACCESS_KEY": f"{PLANTED}-s3-user",
    "SORBO_S3_SECRET_KEY": f"{PLANTED}-s3-secret",
    "SORBO_SIGNING_KEY": KEYS[0],
    "SORBO_AUDIT_KEY": KEYS[1],
    "SORBO_METRICS_TOKEN": f"{PLANTED}-metrics-token-that-is-long",
    "SORBO_MAIL_WEBHOOK_SECRETS": secret_of(f"{PLANTED}-webhook-{'-' * 16}".encode()),
}
HIDDEN = (PLANTED, *KEYS, SECRETS["SORBO_MAIL_WEBHOOK_SECRETS"], PASSWORD)


@pytest.fixture
def refused_sockets() -> Iterator[None]:
    """Drivers leave the sockets of refused connections to the collector, which would warn in another test."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def clean(text: str) -> bool:
    """Tell whether none of the secrets is in a text; say which one is."""
    found = [secret for secret in HIDDEN if secret in text]
    assert found == [], f"{found} in {text[:2000]}"
    return True


def secret_in(key: str) -> str:
    """Return the part of an API key that nobody may see."""
    parsed = KeyText.parsed(key)
    assert parsed is not None
    return parsed.secret


def test_settings_show_none(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    settings = memory_settings(**SECRETS)
    assert all(map(clean, (repr(settings), str(settings), f"{settings}", str(settings.shown()))))
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SORBO_ENV", "development")
    with pytest.raises(SystemExit) as end:
        command(["config"])
    assert end.value.code in {0, None}
    shown = capsys.readouterr().out
    assert clean(shown)
    assert shown.count("***") == len(SECRETS)


@pytest.mark.parametrize("name", SECRETS)
def test_faults_of_settings_do_not_quote_them(name: str) -> None:
    wrong = {name: f"{PLANTED}://{PLANTED}:{PLANTED}@"}
    with pytest.raises(SettingsError) as found:
        load_settings({"SORBO_ENV": "production", "SORBO_STORAGE": "memory", **wrong})
    assert clean(f"{found.value!r} {found.value}")


async def test_containers_and_clients_show_none() -> None:
    container = build_container(memory_settings(**SECRETS))
    ports = container.ports
    shown = [ports.redis(), ports.seals(), ports.audit_seals(), ports.access_tokens(), ports.smtp_mailer()]
    assert all(
        clean(f"{each!r} {each}") for each in (*shown, container, smtp_server(SECRETS["SORBO_SMTP_URL"]))
    )
    await close_clients(container)


async def test_the_errors_of_drivers_that_cannot_log_in_show_none() -> None:
    mongo, redis = connect_mongo(SECRETS["SORBO_MONGO_URL"]), connect_redis(SECRETS["SORBO_REDIS_URL"])
    for ask in (mongo.admin.command("ping"), redis.ping()):
        with pytest.raises((PyMongoError, RedisError)) as found:
            await ask
        assert clean("".join(traceback.format_exception(found.value)))
    assert clean(repr(mongo))
    await mongo.close()
    await redis.aclose()


@pytest.mark.parametrize("form", ["json", "pretty"])
async def test_requests_leave_none_in_answers_logs_metrics_or_the_audit(
    form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = memory_settings(SORBO_LOG_FORMAT=form, SORBO_LOG_LEVEL="DEBUG", SORBO_SIGNING_KEY=KEYS[0])
    configure_logs(settings)
    api = Api(settings)
    token = await api.token(Role.ADMIN)
    key = await api.key(Role.ADMIN, Permission.READ_DEMANDES)
    told = []
    async with api.client(key) as program:
        told.append(await program.get("/api/v1/demandes"))
        told.append(await program.get("/api/v1/audit"))
        told.append(await program.post("/api/v1/formations", json={"key": key, "title": [key]}))
    async with api.client(token) as client:
        wrong = {"email": address_of(Role.ADMIN), "password": f"{PLANTED} and some more"}
        told.append(await client.post("/api/v1/auth/login", json=wrong))
        told.append(await client.post("/api/v1/auth/login", json={**wrong, "password": [PLANTED]}))
        told.append(await client.get("/api/v1/auth/me", headers={"Authorization": f"Bearer {PLANTED}"}))
        told.append(await client.get("/api/v1/auth/me", headers={"Authorization": f"Basic {PLANTED}"}))
        told.append(await client.get(f"/api/v1/formations?password={PLANTED}"))
        typo = {"Authorization": f"Bearer sorbo_{PLANTED}_{PLANTED}"}
        told.append(await client.get("/api/v1/demandes", headers=typo))
        told.append(await client.get("/api/v1/formations", headers={"Cookie": f"session={PLANTED}"}))
        told.append(await client.post("/api/v1/demandes", content=b'{"password": "%s"' % PLANTED.encode()))

        async def broken(*_: object, **__: object) -> None:
            raise RuntimeError

        monkeypatch.setattr(api.container.ports.comptes(), "by_email", broken)
        told.append(await client.post("/api/v1/auth/login", json=wrong))
        metrics = await client.get("/metrics")
    assert told[-1].status_code == httpx.codes.INTERNAL_SERVER_ERROR
    captured = capsys.readouterr()
    assert clean(captured.out + captured.err)
    assert token not in captured.out + captured.err
    assert secret_in(key) not in captured.out + captured.err + "".join(each.text for each in told)
    assert all(clean(f"{each.text} {each.headers}") for each in (*told, metrics))


async def test_the_audit_and_the_outbox_hold_none() -> None:
    api = Api(memory_settings())
    await api.container.ports.webhooks().add(webhook(secret=secret_of(f"{PLANTED}-{'-' * 24}".encode())))
    key = await api.key(Role.EDITOR, Permission.READ_DEMANDES)
    await api.container.audit.seal_audit()()
    ports = api.container.ports
    kept = [*ports.audit_records()._records.values(), *ports.webhooks().outboxes.values()]
    kept += [*ports.api_keys().outboxes.values()]
    assert kept
    shown = msgspec.json.encode(kept).decode()
    assert clean(shown)
    assert "argon2" not in shown
    assert secret_in(key) not in shown
    assert secret_in(key) not in str(api.stored())
    assert hash_of(secret_in(key)) not in shown
    assert secret_of(f"{PLANTED}-{'-' * 24}".encode()) not in shown


async def test_what_is_away_is_named_without_its_url() -> None:
    settings = memory_settings(**{**SECRETS, "SORBO_STORAGE": "mongo"})
    container = build_container(settings)
    with pytest.raises(Unavailable) as found:
        await container.ports.shared_limiter().hit("key", Limit(1, 60))
    assert clean("".join(traceback.format_exception(found.value)))
    await close_clients(container)
