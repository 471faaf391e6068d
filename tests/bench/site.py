"""What benchmarks serve with."""

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from sorbo_adapters.security.signing_key import new_signing_key
from sorbo_core.identity.permissions import Role
from sorbo_web.wiring.background.clients import close_clients
from sorbo_web.wiring.container import build_container
from sorbo_web.wiring.settings import load_settings
from support.program import Program, eventually
from support.services import new_mongod, new_valkey

_MANY = "1000000000"
_LIMITED = ("READS", "WRITES", "FORMS", "ACCOUNT_WRITES", "UPLOADS")
CREDENTIALS = {"email": "admin@example.com", "password": "une phrase assez longue"}


def settings(mongo_url: str, redis_url: str = "", **more: str) -> dict[str, str]:
    """Return an environment in which nobody is limited, and work is left to workers; no mail leaves it."""
    return {
        "SORBO_ENV": "development",
        "SORBO_SECOND_FACTOR_FOR_ADMINS": "false",
        "SORBO_MONGO_URL": mongo_url,
        "SORBO_REDIS_URL": redis_url,
        "SORBO_SMTP_URL": "smtp://localhost:1",
        "SORBO_SIGNING_KEY": new_signing_key(),
        **{f"SORBO_{each}_PER_MINUTE": _MANY for each in _LIMITED},
        "SORBO_LOG_FORMAT": "json",
        "SORBO_WORK_IN_API": "false",
    } | more


@asynccontextmanager
async def servers(folder: Path) -> AsyncIterator[tuple[str, str]]:
    """Yield the URLs of a MongoDB and a Valkey that start empty."""
    for name in ("mongod", "valkey"):
        (folder / name).mkdir()
    async with new_mongod(folder / "mongod") as mongod, new_valkey(folder / "valkey") as valkey:
        yield mongod.url, valkey.url


@asynccontextmanager
async def working(folder: Path, environ: dict[str, str]) -> AsyncIterator[Program]:
    """Yield a `sorbo worker` that works."""
    (folder / "worker").mkdir()
    worker = Program("worker", folder=folder / "worker", settings=environ)
    await worker.launch()
    try:
        await eventually(lambda: _is_ready(worker))
        yield worker
    finally:
        await worker.stop(signal.SIGKILL)
        await worker.client.aclose()


async def logged_in(environ: dict[str, str], client: httpx.AsyncClient) -> str:
    """Open an account that may do everything, and return an access token of it."""
    container = build_container(load_settings(environ))
    create = container.identity.create_compte()
    await create(name="Administration", role=Role.ADMIN, **CREDENTIALS)
    await close_clients(container)
    answer = await client.post("/api/v1/auth/login", json=CREDENTIALS)
    return str(answer.raise_for_status().json()["accessToken"])


def verdict(measured: float, aim: float, *, at_most: bool = True) -> str:
    """Return whether an aim is met, in words."""
    met = measured <= aim if at_most else measured >= aim
    return f"{'met' if met else 'NOT met'}, aim at {'most' if at_most else 'least'} {aim:g}"


async def _is_ready(worker: Program) -> bool:
    return "the worker is ready" in worker.output
