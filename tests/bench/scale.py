"""Whether reads stay as fast when there is a hundred times as much: 10 000 formations, and 1 000 000.

The same questions, with the same number of answers, are asked over HTTP with the cache off. Medians
and their ratios are printed.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import msgspec
import pymongo
from loguru import logger

from bench.speed.content import fill, formation
from sorbo_adapters.mongo.store.client import Database, connect, database_of
from sorbo_adapters.mongo.store.queries import encoded
from sorbo_adapters.security.signing_key import new_signing_key
from sorbo_core.insight.search.record import Record
from support.program import Program
from support.services import new_mongod

AIM = 1.3
SMALL = 10_000
_RARE, _SOME = "hydrogéologie", "topographie"
_MATCHING = 40
_AT_ONCE = 2000
_PATIENCE = 600
_ASKED = 200


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """The median of each question in milliseconds, with few documents and with many."""

    question: str
    small_ms: float
    large_ms: float

    def line(self) -> str:
        """Return it in words."""
        ratio = self.large_ms / self.small_ms
        verdict = "met" if ratio <= AIM else "NOT met"
        return f"{self.question:24}{self.small_ms:8.2f} ms {self.large_ms:8.2f} ms   ÷ {ratio:.2f}  {verdict}"


async def _filled(database: Database, count: int) -> None:
    await fill(database, count)
    with pymongo.timeout(_PATIENCE):
        for first in range(0, count, _AT_ONCE):
            records = list(_records(range(first, min(count, first + _AT_ONCE)), count))
            await database["search"].insert_many(records, ordered=False)


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
    taken = []
    for _ in range(_ASKED):
        started = time.perf_counter()
        answer = await client.get(path)
        taken.append(time.perf_counter() - started)
        answer.raise_for_status()
        assert answer.json()["items"], path
    return statistics.median(taken) * 1000


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


async def _measured(mongo_url: str, folder: Path, count: int) -> dict[str, float]:
    name = f"scale_{count}"
    async with connect(mongo_url) as mongo:
        await _filled(database_of(mongo, name), count)
    settings = {
        "SORBO_ENV": "development",
        "SORBO_MONGO_URL": mongo_url,
        "SORBO_MONGO_DATABASE": name,
        "SORBO_SMTP_URL": "smtp://localhost:1",
        "SORBO_SIGNING_KEY": new_signing_key(),
        "SORBO_READS_PER_MINUTE": "1000000",
        "SORBO_CACHE_MEMORY": "0",
        "SORBO_WORK_IN_API": "false",
    }
    async with Program("serve", folder=folder, settings=settings) as api:
        questions = await _questions(api.client, count)
        return {question: await _asked(api.client, path) for question, path in questions.items()}


async def compared(large: int, folder: Path) -> list[Result]:
    """Measure with few and with many."""
    (folder / "mongod").mkdir()
    async with AsyncExitStack() as stack:
        mongod = await stack.enter_async_context(new_mongod(folder / "mongod"))
        few = await _measured(mongod.url, folder, SMALL)
        many = await _measured(mongod.url, folder, large)
    return [Result(question=each, small_ms=few[each], large_ms=many[each]) for each in few]


def main() -> None:
    """Measure, and print."""
    logger.remove()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", type=int, default=1_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sorbo-bench-") as folder:
        results = asyncio.run(compared(options.large, Path(folder)))
    print(f"{SMALL} and {options.large} formations, p50 of {_ASKED}; aim: at most {AIM}")
    print("\n".join(result.line() for result in results))


if __name__ == "__main__":
    main()
