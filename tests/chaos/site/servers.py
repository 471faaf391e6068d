"""The servers of a site, each behind a proxy that reads along."""

from collections.abc import AsyncIterator, Callable
from collections.abc import Set as AbstractSet
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

import msgspec

from chaos.evidence import Evidence
from chaos.site.arrivals import Hooks, Mailbox
from chaos.wire.http import HttpWire
from chaos.wire.moments import Watch
from chaos.wire.mongo import MongoWire
from chaos.wire.piece import Handover, Wire
from chaos.wire.proxy import Proxy
from chaos.wire.smtp import SmtpWire
from chaos.wire.valkey import ValkeyWire
from sorbo_adapters.embedded.mongod import Mongod
from sorbo_adapters.embedded.ports import LOCALHOST, free_port
from sorbo_adapters.embedded.valkey import Valkey
from sorbo_adapters.security.signing_key import new_signing_key
from support.services import new_mongod, new_valkey

_MANY = "1000000"
_HANDLERS = {"visitor": "acknowledge_demande", "staff": "notify_staff"}


class Servers(msgspec.Struct, frozen=True, kw_only=True):
    """What our processes talk to."""

    mongod: Mongod
    valkey: Valkey
    mailbox: Mailbox
    hooks: Hooks

    @property
    def arrived(self) -> int:
        """How many mails and webhooks have arrived, those that came again included."""
        return self.mailbox.count + len(self.hooks.received)


class Proxies(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in between."""

    mongo: Proxy
    valkey: Proxy
    smtp: Proxy
    hooks: Proxy

    def settings(self) -> dict[str, str]:
        """Return the settings of our processes that lead here."""
        return {
            "SORBO_ENV": "development",
            # A driver that is told of a replica set goes to its members, past the proxy.
            "SORBO_MONGO_URL": f"mongodb://{LOCALHOST}:{self.mongo.port}/?directConnection=true",
            "SORBO_REDIS_URL": f"redis://{LOCALHOST}:{self.valkey.port}/0",
            "SORBO_SMTP_URL": f"smtp://{LOCALHOST}:{self.smtp.port}",
            "SORBO_SIGNING_KEY": new_signing_key(),
            "SORBO_READS_PER_MINUTE": _MANY,
            "SORBO_WRITES_PER_MINUTE": _MANY,
            "SORBO_FORMS_PER_MINUTE": _MANY,
            "SORBO_FORMS_PER_MAILBOX": _MANY,
            "SORBO_ACCOUNT_WRITES_PER_MINUTE": _MANY,
            "SORBO_EXPORTS_PER_MINUTE": _MANY,
            "SORBO_UPLOADS_PER_MINUTE": _MANY,
        }


@asynccontextmanager
async def running_servers(folder: Path) -> AsyncIterator[Servers]:
    """Start the servers, with their data in a folder."""
    mongod, valkey = new_mongod(_made(folder / "mongod")), new_valkey(_made(folder / "valkey"))
    mailbox = Mailbox(folder=folder, port=free_port())
    async with mongod, valkey, mailbox, Hooks() as hooks:
        yield Servers(mongod=mongod, valkey=valkey, mailbox=mailbox, hooks=hooks)


@asynccontextmanager
async def watched(
    servers: Servers, *, watch: Watch, evidence: Evidence, ours: Callable[[], AbstractSet[int]]
) -> AsyncIterator[Proxies]:
    """Open a proxy in front of each server."""

    def proxy(port: int, wire: Callable[[int | None], Wire]) -> Proxy:
        return Proxy(port, wire, watch=watch, ours=ours)

    def mail(pid: int | None) -> Callable[[str], Handover]:
        def handing_over(message_id: str) -> Handover:
            # It is made of the event and the mail's own name; the entity keeps its outbox.
            entity, _, mail = message_id.strip("<").partition("@")[0].split(".")
            return evidence.handed_over(message_id, entity, pid, _HANDLERS[mail])

        return handing_over

    def webhook(pid: int | None) -> Callable[[str], Handover]:
        return lambda key: evidence.handed_over(key, key, pid)

    proxies = Proxies(
        mongo=proxy(servers.mongod.port, lambda pid: MongoWire(partial(evidence.written, pid=pid))),
        valkey=proxy(servers.valkey.port, lambda _: ValkeyWire()),
        smtp=proxy(servers.mailbox.port, lambda pid: SmtpWire(mail(pid))),
        hooks=proxy(servers.hooks.port, lambda pid: HttpWire(webhook(pid))),
    )
    async with AsyncExitStack() as stack:
        for each in (proxies.mongo, proxies.valkey, proxies.smtp, proxies.hooks):
            await stack.enter_async_context(each)
        yield proxies


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder
