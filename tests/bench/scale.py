"""Whether reads stay as fast when there is a hundred times as much: 10 000 formations, and 1 000 000.

The same questions, with the same number of answers, are asked of both over HTTP, in turns, with the
cache off. Medians and their ratios are printed.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import msgspec
import pymongo

from bench.command import parser_of, run
from bench.site import settings, verdict
from bench.speed.content import fill, formation
from sorbo_adapters.embedded import binaries
from sorbo_adapters.embedded.mongod import Mongod
from sorbo_adapters.embedded.ports import free_port
from sorbo_adapters.mongo.store.client import Database, connect, database_of
from sorbo_adapters.mongo.store.queries import encoded
from sorbo_core.insight.search.record import Record
from support.program import Program

AIM = 1.3
SMALL = 10_000
_RARE, _SOME = "hydrogéologie", "topographie"
_MATCHING = 40
_AT_ONCE = 2000
_PATIENCE = 600
_ASKED = 200
_FILLED = "bench_filled"


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """The median of each question in milliseconds, with few documents and with many."""

    question: str
    small_ms: float
    large_ms: float

    @property
    def ratio(self) -> float:
        """How many times as long it takes with many."""
        return self.large_ms / self.small_ms

    def line(self) -> str:
        """Return it in words."""
        times = f"{self.small_ms:8.2f} ms {self.large_ms:8.2f} ms"
        return f"{self.question:24}{times}   ÷ {self.ratio:.2f}  {verdict(self.ratio, AIM)}"


async def _filled(database: Database, count: int) -> None:
    if await database[_FILLED].find_one():
        return
    for first in range(0, count, _AT_ONCE):
        records = list(_records(range(first, min(count, first + _AT_ONCE)), count))
        with pymongo.timeout(_PATIENCE):
            await database["search"].insert_many(records, ordered=False)
    await fill(database, count)
    await database[_FILLED].insert_one({})


def _records(numbers: range, count: int) -> Iterator[dict[str, object]]:
    every = count // _MATCHING
    for number in numbers:
        entry = formation(number)
        # As many have the rare word, and as many both words, whatever the number of the others.
        words = (_RARE, _SOME) if number % every == 0 else (_SOME,)
        details = msgspec.structs.replace(
            entry.details, type=" ".join(words), description=f"Lot {number % 97}"
        )
        record = encoded(Record.of("formation", msgspec.structs.replace(entry, details=details)))
        record["_id"] = record.pop("id")
        yield record


async def _asked(client: httpx.AsyncClient, path: str) -> float:
    started = time.perf_counter()
    answer = await client.get(path)
    taken = time.perf_counter() - started
    answer.raise_for_status()
    assert answer.json()["items"], path
    return taken


async def _questions(client: httpx.AsyncClient, count: int) -> dict[str, str]:
    middle = 100_000_000 + count // 2 * 1000
    first = f"/api/v1/formations?sort=price&price[gte]={middle}&limit=20"
    after = (await client.get(first)).raise_for_status().json()["next"]
    return {
        "list, the latest": "/api/v1/formations?limit=20",
        "list, filtered": first,
        "cursor page": f"{first}&after={after}",
        "search, a rare word": f"/api/v1/search?q={_RARE}",
        "search, two words": f"/api/v1/search?q={_RARE} {_SOME}",
        "search, a common word": f"/api/v1/search?q={_SOME}",
    }


def _serving(mongo_url: str, count: int, folder: Path) -> Program:
    name = {"SORBO_MONGO_DATABASE": _database_of(count), "SORBO_CACHE_MEMORY": "0"}
    (folder / str(count)).mkdir(exist_ok=True)
    return Program("serve", folder=folder / str(count), settings=settings(mongo_url, **name))


def _database_of(count: int) -> str:
    return f"scale_{count}"


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """What came of all questions."""

    large: int
    results: list[Result]

    def lines(self) -> list[str]:
        """Return them in words."""
        return [
            f"{SMALL} and {self.large} formations, p50 of {_ASKED}",
            *(result.line() for result in self.results),
        ]


async def compared(large: int, folder: Path) -> Results:
    """Measure with few and with many; what is in the folder already need not be made again."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        mongod = await stack.enter_async_context(
            Mongod(
                program=binaries.find(binaries.MONGODB),
                folder=folder / "data",
                log=folder / "mongod.log",
                port=free_port(),
            )
        )
        async with connect(mongod.url) as mongo:
            for count in (SMALL, large):
                await _filled(database_of(mongo, _database_of(count)), count)
        few = await stack.enter_async_context(_serving(mongod.url, SMALL, folder))
        many = await stack.enter_async_context(_serving(mongod.url, large, folder))
        of_few, of_many = await _questions(few.client, SMALL), await _questions(many.client, large)
        results = [
            await _side_by_side(question, (few.client, of_few[question]), (many.client, of_many[question]))
            for question in of_few
        ]
    return Results(large=large, results=results)


async def _side_by_side(
    question: str, few: tuple[httpx.AsyncClient, str], many: tuple[httpx.AsyncClient, str]
) -> Result:
    pairs = [(await _asked(*few), await _asked(*many)) for _ in range(_ASKED)]
    small, large = (statistics.median(taken) * 1000 for taken in zip(*pairs, strict=True))
    return Result(question=question, small_ms=small, large_ms=large)


def main() -> None:
    """Measure, and print."""
    parser = parser_of(__doc__)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="keeps the documents for another run (some 5 GB)")
    run(parser, lambda folder, given: compared(given.large, given.folder or folder))


if __name__ == "__main__":
    main()
