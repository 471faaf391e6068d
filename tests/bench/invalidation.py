"""How soon the readers of one worker see what another one has written.

Two workers keep a formation; it is changed through the first, and the second is asked again and
again. A delay is from the writer's answer to the first new answer of the other worker, which that
one has to make.
"""

import asyncio
import random
import statistics
import time
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import msgspec

from bench.command import parser_of, run
from bench.site import logged_in, servers, settings, verdict
from bench.speed.content import fill
from sorbo_adapters.mongo.store.client import connect, database_of
from support.program import Program, eventually

AIM_MS = 50
_FORMATIONS = 20
_PATH = "/api/v1/formations/bench-7"


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """Every delay, in milliseconds."""

    delays_ms: list[float]

    def lines(self) -> list[str]:
        """Return the figures in words."""
        p99 = statistics.quantiles(self.delays_ms, n=100)[-1]
        return [
            f"{len(self.delays_ms)} changes until another worker shows them",
            f"median {statistics.median(self.delays_ms):7.1f} ms",
            f"p99    {p99:7.1f} ms   {verdict(p99, AIM_MS)} ms",
        ]


async def measured(folder: Path, *, changes: int, seed: int) -> Result:
    """Change a formation so often, at uneven intervals."""
    chance = random.Random(seed)  # noqa: S311 — spreads the changes
    async with AsyncExitStack() as stack:
        mongo_url, redis_url = await stack.enter_async_context(servers(folder))
        async with connect(mongo_url) as mongo:
            await fill(database_of(mongo), _FORMATIONS)
        environ = settings(mongo_url, redis_url)
        writer, reader = [
            await stack.enter_async_context(Program("serve", folder=folder, settings=environ)) for _ in "ab"
        ]
        token = await logged_in(environ, writer.client)
        writer.client.headers.update({"Authorization": f"Bearer {token}", "If-Match": "*"})
        delays = []
        for number in range(changes):
            delays.append(await _delay(writer.client, reader.client, f"Salle {number}"))
            await asyncio.sleep(chance.uniform(0, 0.05))
    return Result(delays_ms=[delay * 1000 for delay in delays])


async def _delay(writer: httpx.AsyncClient, reader: httpx.AsyncClient, place: str) -> float:
    """Return how many seconds pass until a change is seen."""
    await eventually(lambda: _keeps(reader))
    (await writer.patch(_PATH, json={"location": place})).raise_for_status()
    written = time.perf_counter()
    while (await reader.get(_PATH)).json()["location"] != place:
        pass
    return time.perf_counter() - written


async def _keeps(reader: httpx.AsyncClient) -> bool:
    return "hit" in (await reader.get(_PATH)).headers.get("Cache-Status", "")


def main() -> None:
    """Measure, and print."""
    parser = parser_of(__doc__)
    parser.add_argument("--changes", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    run(parser, lambda folder, given: measured(folder, changes=given.changes, seed=given.seed))


if __name__ == "__main__":
    main()
