"""Logging in over HTTP to an account that came over, with the password that it had there."""

from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio

from sorbo_adapters.mongo.indexes import ensure_indexes
from sorbo_web.wiring.application import build_app
from sorbo_web.wiring.background.clients import close_clients
from sorbo_web.wiring.container import Container, build_container
from support.api import memory_settings, refused
from support.asgi import client_of
from support.existing_site import ADMIN_USERS, OLD_PASSWORD
from support.wire import LOGIN

EDITOR = next(each for each in ADMIN_USERS if each["role"] == "editor")
GONE = next(each for each in ADMIN_USERS if not each["isActive"])


@pytest_asyncio.fixture
async def container(request: pytest.FixtureRequest, mongo_url: str) -> AsyncIterator[Container]:
    """Everything as it is wired, on a database with the accounts of the existing site."""
    made = build_container(
        memory_settings(
            SORBO_STORAGE="mongo",
            SORBO_MONGO_URL=mongo_url,
            SORBO_MONGO_DATABASE=f"passwords_{uuid4().hex}",
            SORBO_SMTP_URL="smtp://127.0.0.1:1",
            SORBO_OLD_PASSWORDS=request.param,
        )
    )
    database = made.ports.database()
    await ensure_indexes(database)
    for record in (EDITOR, GONE):
        plain = {"_id": record["username"], **record}
        for name in ("lastLogin", "lockUntil", "createdAt", "updatedAt"):
            del plain[name]
        await made.comptes.take_over_staff()(record=plain)
    yield made
    await database.client.drop_database(database.name)
    await close_clients(made)


async def kept(container: Container) -> str:
    compte = await container.ports.comptes().by_email(EDITOR["email"])
    assert compte is not None
    return str(compte.password_hash)


async def logged_in(client: httpx.AsyncClient, email: str, password: str) -> httpx.Response:
    return await client.post(LOGIN, json={"email": email, "password": password})


@pytest.mark.parametrize("container", ["true"], indirect=True)
async def test_the_old_password_works_and_is_hashed_anew_at_that_login(container: Container) -> None:
    async with client_of(build_app(container)) as visitor:
        refused(await logged_in(visitor, EDITOR["email"], f"{OLD_PASSWORD}."), 401, "wrong_credentials")
        refused(await logged_in(visitor, GONE["email"], OLD_PASSWORD), 401, "wrong_credentials")
        assert await kept(container) == EDITOR["password"]

        assert (await logged_in(visitor, EDITOR["email"], OLD_PASSWORD)).status_code == 200
        now = await kept(container)
        assert now.startswith("$argon2id$")

        assert (await logged_in(visitor, EDITOR["email"], OLD_PASSWORD)).status_code == 200
        refused(await logged_in(visitor, EDITOR["email"], f"{OLD_PASSWORD}."), 401, "wrong_credentials")
        assert await kept(container) == now


@pytest.mark.parametrize("container", ["false"], indirect=True)
async def test_while_old_passwords_do_not_count_nobody_comes_in_with_one(container: Container) -> None:
    async with client_of(build_app(container)) as visitor:
        refused(await logged_in(visitor, EDITOR["email"], OLD_PASSWORD), 401, "wrong_credentials")
    assert await kept(container) == EDITOR["password"]
