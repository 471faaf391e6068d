"""How long public reads take while logins flood in, beside how long they take otherwise.

Reads go out at an even pace, one after the other, through a connection that is kept; each is timed
from its sending to the end of its answer. The flood comes from a process of its own: so many
clients log in with the right password, and begin again as soon as they are answered.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import msgspec
from loguru import logger

from bench.site import CREDENTIALS, logged_in, servers, settings, verdict
from bench.speed.content import fill
from sorbo_adapters.mongo.store.client import connect, database_of
from support.program import Program

AIM = 2
_MANY = "1000000000"
_FORMATIONS, _PACE = 20, 0.005
_PATH, _LOGIN = "/api/v1/formations", "/api/v1/auth/login"


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
        environ = settings(mongo_url, redis_url, SORBO_LOGINS_PER_MINUTE=_MANY)
        api = await stack.enter_async_context(Program("serve", folder=folder, settings=environ))
        await logged_in(environ, api.client)
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
    command = (sys.executable, "-m", "bench.login_flood", "--flood", url, "--clients", str(clients))
    pipe = asyncio.subprocess.PIPE
    flood = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
    if flood.stdin is None or flood.stdout is None:
        raise RuntimeError(command)
    await flood.stdout.readline()
    yield answered
    flood.stdin.close()
    answered |= msgspec.json.decode(await flood.stdout.read(), type=dict[str, int])
    await flood.wait()


async def _log_in_on_and_on(url: str, clients: int) -> dict[str, int]:
    """Log in with so many clients until nothing is left to read; return how many had which status."""
    answered: dict[str, int] = {}

    async def one(client: httpx.AsyncClient) -> None:
        while True:
            status = str((await client.post(_LOGIN, json=CREDENTIALS)).status_code)
            if not answered:
                print(flush=True)
            answered[status] = answered.get(status, 0) + 1

    limits = httpx.Limits(max_connections=clients)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        flood = [asyncio.create_task(one(client)) for _ in range(clients)]
        await asyncio.to_thread(sys.stdin.read)
        for each in flood:
            each.cancel()
        await asyncio.gather(*flood, return_exceptions=True)
    return answered


def main() -> None:
    """Measure, and print."""
    logger.remove()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reads", type=int, default=2000)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--flood", help=argparse.SUPPRESS)
    parser.add_argument("--json", type=Path, help="file that the figures are written to")
    options = parser.parse_args()
    if options.flood:
        answered = asyncio.run(_log_in_on_and_on(options.flood, options.clients))
        print(msgspec.json.encode(answered).decode(), flush=True)
        return
    with tempfile.TemporaryDirectory(prefix="sorbo-bench-") as folder:
        result = asyncio.run(measured(Path(folder), reads=options.reads, clients=options.clients))
    print("\n".join(result.lines()))
    if options.json:
        options.json.write_bytes(msgspec.json.encode(result))


if __name__ == "__main__":
    main()
