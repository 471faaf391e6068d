"""A whole site under observation: servers, proxies in front of them, our processes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from chaos.evidence import Evidence
from chaos.site.processes import Processes
from chaos.site.servers import Proxies, Servers, running_servers, watched
from chaos.wire.moments import Watch
from sorbo_adapters.embedded.ports import LOCALHOST
from sorbo_adapters.mongo.indexes import ensure_indexes
from sorbo_adapters.mongo.integrations import MongoWebhooks
from sorbo_adapters.mongo.store.client import Database, connect, database_of
from support import build


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that an experiment needs."""

    servers: Servers
    proxies: Proxies
    processes: Processes
    watch: Watch
    evidence: Evidence
    database: Database


@asynccontextmanager
async def running_site(folder: Path) -> AsyncIterator[Site]:
    """Start everything but our own processes, with a webhook for all that happens to demandes.

    Args:
        folder: takes the data and the output of everything; it does not exist yet.
    """
    watch, processes = Watch(), Processes(folder / "ours")
    evidence = Evidence(processes.says_away)
    evidence.dead = processes.dead
    async with running_servers(folder) as servers:
        client = connect(servers.mongod.url)
        try:
            async with watched(servers, watch=watch, evidence=evidence, ours=processes.pids) as proxies:
                processes.settings = proxies.settings() | {"SORBO_FILES": f"file://{folder / 'files'}"}
                database = database_of(client)
                await ensure_indexes(database)
                hook = build.webhook(url=f"http://{LOCALHOST}:{proxies.hooks.port}/hook")
                await MongoWebhooks(database).add(hook)
                yield Site(
                    servers=servers,
                    proxies=proxies,
                    processes=processes,
                    watch=watch,
                    evidence=evidence,
                    database=database,
                )
        finally:
            await processes.aclose()
            await client.close()
