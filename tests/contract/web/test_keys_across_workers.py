"""Two workers, one database and one Valkey: what ends an API key on one ends it on the other, at once."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from sorbo_adapters.embedded.valkey import Valkey
from sorbo_core.identity.api_keys.key_text import named_in
from sorbo_core.identity.permissions import Role
from sorbo_core.shared.actor import Permission
from support.api import Api, address_of
from support.commands.recorder import RECORDER
from support.program import eventually
from support.services import ValkeyFactory
from support.wire import DEMANDES
from support.workers import worker

AT_ONCE = 1.0
Change = Callable[[Api, str], Awaitable[None]]


@pytest.fixture
async def workers(
    mongo_url: str, database_name: str, valkey_factory: ValkeyFactory
) -> AsyncIterator[tuple[Api, Api]]:
    valkey: Valkey = valkey_factory()
    await valkey.start()
    async with (
        worker(mongo_url, database_name, valkey) as one,
        worker(mongo_url, database_name, valkey) as other,
    ):
        yield one, other


@pytest.fixture
async def key(workers: tuple[Api, Api]) -> str:
    """A key that both workers know."""
    made = await workers[0].key(Role.EDITOR, Permission.READ_DEMANDES)

    async def both_keep_it() -> bool:
        seen = {await status(each, made) for each in workers}
        return seen == {200} and all(is_kept(each, made) for each in workers)

    await eventually(both_keep_it)
    return made


async def status(api: Api, key: str) -> int:
    async with api.client(key) as program:
        return (await program.get(DEMANDES)).status_code


def is_kept(api: Api, key: str) -> bool:
    return api.container.ports.kept_key_standings().peek(named_in(key)) is not None


async def revoke(api: Api, key: str) -> None:
    async with api.staff(Role.EDITOR) as editor:
        assert (await editor.delete(f"/api/v1/auth/api-keys/{named_in(key)}")).status_code == 204


async def close(api: Api, _: str) -> None:
    comptes = api.container.ports.comptes()
    holder = await comptes.by_email(address_of(Role.EDITOR))
    await comptes.update(holder.id, lambda each: each.deactivate(by="x", at=api.clock.now()))


async def give_another_role(api: Api, _: str) -> None:
    comptes = api.container.ports.comptes()
    holder = await comptes.by_email(address_of(Role.EDITOR))
    await comptes.update(holder.id, lambda each: each.with_role(Role.RECRUITER, by="x", at=api.clock.now()))


@pytest.mark.parametrize(("change", "refusal"), [(revoke, 401), (close, 401), (give_another_role, 403)])
async def test_what_ends_a_key_on_one_worker_ends_it_on_the_other_in_under_a_second(
    workers: tuple[Api, Api], key: str, change: Change, refusal: int
) -> None:
    await change(workers[0], key)
    ended = time.monotonic()
    assert await status(workers[0], key) == refusal

    async def is_over() -> bool:
        return await status(workers[1], key) == refusal

    await eventually(is_over, every=0.01)
    assert time.monotonic() - ended < AT_ONCE


async def test_a_key_that_is_kept_is_found_without_the_database(workers: tuple[Api, Api], key: str) -> None:
    authenticate, kept = workers[0].container.identity.authenticate(), workers[0].container.ports
    standing = kept.kept_key_standings()
    # The clock of what is kept stands still, so that the moment does not pass meanwhile.
    now = standing.now()
    standing.now = lambda: now
    await authenticate(key, with_keys=True)
    with RECORDER.watching() as commands:
        for _ in range(100):
            assert (await authenticate(key, with_keys=True)).key_id == named_in(key)
    assert list(commands) == []
