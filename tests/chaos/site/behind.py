"""What is behind the processes of a site, to look at it past the proxies."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from dependency_injector import providers

from chaos.site.site import Site
from sorbo_adapters.memory.system import FixedClock
from sorbo_web.wiring.background.clients import close_clients
from sorbo_web.wiring.container import Container, build_container
from sorbo_web.wiring.settings import load_settings

_NOW = timedelta()


@asynccontextmanager
async def behind(site: Site, *, later: timedelta = _NOW) -> AsyncIterator[Container]:
    """Yield the site's use cases and ports, at its own time or some time later."""
    directly = {"SORBO_MONGO_URL": site.servers.mongod.url, "SORBO_REDIS_URL": site.servers.valkey.url}
    container = build_container(load_settings(site.processes.settings | directly))
    if later:
        container.ports.clock.override(providers.Object(FixedClock(datetime.now(UTC) + later)))
    yield container
    await close_clients(container)
