"""A thousand events at a receiver that verifies each of them, whatever dies meanwhile."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

import msgspec
import pytest
import pytest_asyncio

from sorbo_adapters.mongo.catalogue import MongoFormations
from sorbo_adapters.mongo.delivery.dead_letters import MongoDeliveryDesk
from sorbo_adapters.mongo.indexes import ensure_indexes
from sorbo_adapters.mongo.store.client import Database, connect, database_of
from sorbo_adapters.system.clock import SystemClock
from sorbo_core.integrations.use_cases.delivery.send import Pace
from support.build import formation
from support.program import Program, eventually
from support.verifying_receiver import VerifyingReceiver
from support.wire import LOGIN, WEBHOOKS, new_webhook

from .conftest import Site

COUNT = 1000
FIRST = range(300)
_AT_ONCE = 50
_PASSWORD = "une phrase de passe assez longue"
_LEASE_AND_SOME = Pace().lease.total_seconds() + 30


class Sender(msgspec.Struct):
    """The process that sends, its database, and the receiver's webhook."""

    api: Program
    database: Database
    receiver: VerifyingReceiver
    hook: str

    async def publish(self, numbers: Iterable[int]) -> None:
        """Let as many events happen, one to a formation each."""
        formations, at = MongoFormations(self.database), SystemClock().now()
        drafts = [formation(id=_id(n), at=at) for n in numbers]
        for start in range(0, len(drafts), _AT_ONCE):
            await asyncio.gather(*map(formations.add, drafts[start : start + _AT_ONCE]))

    async def rotate(self) -> str:
        """Give the webhook another secret beside the first, and return it."""
        answer = await self.api.client.post(f"{WEBHOOKS}/{self.hook}/rotate-secret", json={})
        return str(answer.json()["secret"])

    def has_sent(self, count: int) -> Callable[[], Awaitable[bool]]:
        """Return the condition that the receiver has taken as many different messages."""

        async def sent() -> bool:
            return len(self.receiver.taken) >= count

        return sent

    async def is_held(self) -> bool:
        """Tell whether nothing goes on but what the receiver keeps waiting."""
        waiting = await MongoDeliveryDesk(self.database, [MongoFormations.name]).backlog()
        return waiting.entities == 0 and len(self.receiver.open) == Pace().most_each

    async def has_failed(self) -> bool:
        """Tell whether the process has found the receiver away several times."""
        page = (await self.api.client.get("/metrics")).text
        counts = [line for line in page.splitlines() if line.startswith("sorbo_webhook_attempts_total{")]
        (failed,) = [float(line.rpartition(" ")[2]) for line in counts if '"failed"' in line]
        return failed >= Pace().most_each

    async def is_done(self) -> bool:
        """Tell whether the process knows of nothing more to send."""
        page = await self.api.client.get(f"{WEBHOOKS}/{self.hook}/deliveries?state=pending")
        return len(self.receiver.taken) >= COUNT and page.json()["items"] == []


@pytest_asyncio.fixture
async def sender(site: Site) -> AsyncIterator[Sender]:
    """A site with an administrator whose webhook a receiver is behind."""
    client = connect(site.mongod.url)
    database = database_of(client)
    await ensure_indexes(database)
    made = site.run("create-admin", "admin@example.com", "--password-stdin", stdin=f"{_PASSWORD}\n")
    assert made.returncode == 0, made.stderr
    credentials = {"email": "admin@example.com", "password": _PASSWORD}
    token = (await site.api.client.post(LOGIN, json=credentials)).json()["accessToken"]
    site.api.client.headers["Authorization"] = f"Bearer {token}"
    async with VerifyingReceiver() as receiver:
        hook = await new_webhook(site.api.client, url=receiver.url, eventTypes=["formation.created"])
        receiver.trusted.append(hook["secret"])
        yield Sender(site.api, database, receiver, hook["id"])
    await client.close()


async def test_a_thousand_events_are_verified_through_a_rotation_and_a_restart_of_either_side(
    sender: Sender, capsys: pytest.CaptureFixture[str]
) -> None:
    receiver = sender.receiver
    await sender.publish(FIRST)
    await eventually(sender.has_sent(100))
    new = await sender.rotate()
    receiver.trusted.append(new)

    receiver.answering.clear()
    await eventually(sender.is_held)
    unanswered = dict.fromkeys(receiver.open, 2)
    await sender.api.stop(signal.SIGKILL)
    receiver.answering.set()
    await sender.publish(range(len(FIRST), COUNT))
    await sender.api.start()

    await eventually(sender.has_sent(COUNT // 2))
    await receiver.stop()
    await eventually(sender.has_failed)
    receiver.trusted = [new]
    await receiver.start()
    await eventually(sender.is_done, within=_LEASE_AND_SOME)

    again = {id: times for id, times in receiver.taken.items() if times > 1}
    with capsys.disabled():
        sys.stdout.write(f"\n{len(receiver.taken)} verified, {len(again)} of them twice\n")
    assert set(receiver.taken) == {f"{_id(n)}-1_{sender.hook}" for n in range(COUNT)}
    assert receiver.refused == []
    # Whether the receiver has these, a process that died before the answer cannot know.
    assert again == unanswered


def _id(number: int) -> str:
    return f"formation-{number:04}"
