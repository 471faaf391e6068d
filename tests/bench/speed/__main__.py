"""How fast public reads and requests are, beside others on the same machine, in the same run.

One worker of each on one core; the load, MongoDB and Valkey on the other. Rounds are interleaved, so
that what the machine does meanwhile meets all alike; medians and ratios are printed.
"""

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

import msgspec

from bench.speed.content import fill
from bench.speed.field import Field, Outcome, database_of_race
from bench.speed.report import lines
from bench.speed.running import express, python
from bench.speed.targets import BEANIE, EXPRESS, RACES, Race
from sorbo_adapters.mongo.store.client import connect, database_of
from support.services import new_mongod, new_valkey


async def compete(folder: Path, chosen: list[Race], *, rounds: int, seconds: float) -> list[Outcome]:
    """Run the races, one after the other."""
    for name in ("mongod", "valkey"):
        (folder / name).mkdir()
    async with AsyncExitStack() as stack:
        mongod = await stack.enter_async_context(new_mongod(folder / "mongod"))
        valkey = await stack.enter_async_context(new_valkey(folder / "valkey"))
        field = Field(folder, mongod.url, valkey.url)
        for pid in (mongod.pid, valkey.pid, 0):
            os.sched_setaffinity(pid or 0, field.cores[1:] or field.cores)
        client = await stack.enter_async_context(connect(mongod.url))
        for race in {race.documents: race for race in chosen}.values():
            await fill(database_of(client, database_of_race(race)), race.documents)
        outcomes = []
        for race in chosen:
            outcomes.append(await field.run(race, rounds=rounds, seconds=seconds))
            print("\n".join(lines(race, outcomes[-1])), flush=True)
    return outcomes


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("races", nargs="*", help="names of races; by default all")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--json", type=Path, help="file that the figures are written to")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk, which makes the load, is missing: install it (Debian: apt-get install wrk).")
    for each in (express(EXPRESS), python(BEANIE, "beanie_app:app", needs="beanie")):
        if each.missing:
            print(f"{each.name} does not take part: {each.missing}.")
    chosen = [race for race in RACES if race.name in (options.races or [each.name for each in RACES])]
    with tempfile.TemporaryDirectory(prefix="sorbo-bench-") as folder:
        outcomes = asyncio.run(compete(Path(folder), chosen, rounds=options.rounds, seconds=options.seconds))
    if options.json:
        options.json.write_bytes(msgspec.json.encode(outcomes))


if __name__ == "__main__":
    main()
