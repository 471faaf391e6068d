"""How long public reads take while logins flood in, beside how long they take otherwise.

Reads go out at an even pace, one after the other, through a connection that is kept; each is timed
from its sending to the end of its answer. The flood comes from wrk: so many clients log in, each time
with another mail address and from another address, and begin again as soon as they are answered.
"""

import asyncio
import signal
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import msgspec

from bench.command import parser_of, run
from bench.site import servers, settings, verdict
from bench.speed.content import fill
from bench.wrk import wrk
from sorbo_adapters.mongo.store.client import connect, database_of
from support.program import Program

AIM = 2
_FORMATIONS, _PACE = 20, 0.005
_PATH = "/api/v1/formations"
_AT_MOST_S, _WARM_UP_S = 600, 2


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """Times of reads in milliseconds, and how the flood fared."""

    calm_ms: list[float]
    flooded_ms: list[float]
    answered: dict[str, int]

    def lines(self) -> list[str]:
        """Return the figures in words."""
        calm, flooded = (_p99(each) for each in (self.calm_ms, self.flooded_ms))
        medians = (statistics.median(each) for each in (self.calm_ms, self.flooded_ms))
        logins = ", ".join(f"{count} with {status}" for status, count in sorted(self.answered.items()))
        return [
            f"p99 of a public read {calm:7.2f} ms without, {flooded:7.2f} ms during a flood of logins",
            "median               {:7.2f} ms, {:15.2f} ms".format(*medians),
            f"logins answered      {logins}",
            f"p99 during ÷ without {flooded / calm:7.2f}      {verdict(flooded / calm, AIM)}",
        ]


def _p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[-1]


async def measured(folder: Path, *, reads: int, clients: int) -> Result:
    """Time so many reads without the flood, and as many during it."""
    async with AsyncExitStack() as stack:
        mongo_url, redis_url = await stack.enter_async_context(servers(folder))
        async with connect(mongo_url) as mongo:
            await fill(database_of(mongo), _FORMATIONS)
        # Each login comes from another address, as behind a proxy.
        environ = settings(mongo_url, redis_url, SORBO_TRUSTED_PROXIES="127.0.0.1")
        api = await stack.enter_async_context(Program("serve", folder=folder, settings=environ))
        await timed_reads(api.client, reads // 10)
        calm = await timed_reads(api.client, reads)
        async with _flood(str(api.client.base_url), clients) as answered:
            flooded = await timed_reads(api.client, reads)
    return Result(calm_ms=calm, flooded_ms=flooded, answered=answered)


async def timed_reads(client: httpx.AsyncClient, reads: int) -> list[float]:
    """Return how many milliseconds so many public reads took, at an even pace."""
    times = []
    for _ in range(reads):
        began = time.perf_counter()
        (await client.get(_PATH)).raise_for_status()
        times.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(_PACE)
    return times


@asynccontextmanager
async def _flood(url: str, clients: int) -> AsyncIterator[dict[str, int]]:
    """Flood while the block runs; what is yielded is filled in at its end."""
    answered: dict[str, int] = {}
    script = Path(__file__).with_suffix(".lua")
    flood = await wrk(url, script=script, connections=clients, seconds=_AT_MOST_S)
    await asyncio.sleep(_WARM_UP_S)
    yield answered
    flood.send_signal(signal.SIGINT)
    _, told = await flood.communicate()
    answered |= msgspec.json.decode(told, type=dict[str, int])


def main() -> None:
    """Measure, and print."""
    parser = parser_of(__doc__)
    parser.add_argument("--reads", type=int, default=2000)
    parser.add_argument("--clients", type=int, default=32)
    run(parser, lambda folder, given: measured(folder, reads=given.reads, clients=given.clients))


if __name__ == "__main__":
    main()
