"""How many public answers are kept ones, and from which tier.

One worker with a tier of 32 MB, Valkey behind it, and a worker of the queue that hands on the events.
2 000 addresses are asked for by Zipf's law, 1 960 formations and 40 lists of them. One request of a
hundred changes a formation, which puts it and all lists out of date in both tiers. Answers are good
for 30 seconds: the more requests in that time, the more of them find one.
"""

import re
from contextlib import AsyncExitStack
from pathlib import Path

import msgspec

from bench.command import parser_of, run
from bench.site import logged_in, servers, settings, verdict, working
from bench.speed.content import fill
from bench.speed.load import CONNECTIONS
from bench.wrk import wrk
from sorbo_adapters.mongo.store.client import connect, database_of
from support.program import Program

AIM = 0.95
DETAILS, LISTS, WRITES, ROOM = 1960, 40, 0.01, 32 * 1024 * 1024
_SCRIPT = Path(__file__).with_suffix(".lua")
_COUNTED = re.compile(r'^sorbo_cache_answers_total\{source="(\w+)"\} (\S+)$', re.MULTILINE)


class _Asked(msgspec.Struct, frozen=True):
    requests: int
    seconds: float
    wrong: int


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """How many answers came from where.

    Attributes:
        answers: by source: `process`, `shared`, `made`, `stale`.
        per_second: requests.
    """

    answers: dict[str, int]
    per_second: float

    @property
    def ratio(self) -> float:
        """The share of answers that were kept, over both tiers."""
        return self._share("process") + self._share("shared")

    def lines(self) -> list[str]:
        """Return the figures in words."""
        count, made = sum(self.answers.values()), self.answers.get("made", 0)
        return [
            f"{count} public answers, {made} of them made; {self.per_second:.0f} requests a second",
            f"from the process      {self._share('process'):7.2%}",
            f"from the shared tier  {self._share('shared'):7.2%}",
            f"over both             {self.ratio:7.2%}   {verdict(self.ratio, AIM, at_most=False)}",
        ]

    def _share(self, source: str) -> float:
        return self.answers.get(source, 0) / sum(self.answers.values())


async def measured(folder: Path, *, seconds: float, seed: int) -> Result:
    """Ask for half the time until the tiers are full, and for all of it to measure."""
    async with AsyncExitStack() as stack:
        mongo_url, redis_url = await stack.enter_async_context(servers(folder))
        async with connect(mongo_url) as mongo:
            await fill(database_of(mongo), DETAILS)
        room = {"SORBO_CACHE_MEMORY": str(ROOM)}
        environ = settings(mongo_url, redis_url, **room)
        api = await stack.enter_async_context(Program("serve", folder=folder, settings=environ))
        await stack.enter_async_context(working(folder, environ))
        token = await logged_in(environ, api.client)
        await _ask(api.port, token, seconds=seconds / 2, seed=seed)
        before = await _counted(api)
        asked = await _ask(api.port, token, seconds=seconds, seed=seed + 1)
        after = await _counted(api)
    answers = {source: after[source] - before.get(source, 0) for source in after}
    return Result(answers=answers, per_second=asked.requests / asked.seconds)


async def _ask(port: int, token: str, *, seconds: float, seed: int) -> _Asked:
    environ = {
        "BENCH_DETAILS": str(DETAILS),
        "BENCH_LISTS": str(LISTS),
        "BENCH_WRITES": str(WRITES),
        "BENCH_SEED": str(seed),
        "BENCH_TOKEN": token,
    }
    url = f"http://127.0.0.1:{port}"
    asking = await wrk(url, script=_SCRIPT, connections=CONNECTIONS, seconds=seconds, environ=environ)
    _, told = await asking.communicate()
    asked = msgspec.json.decode(told.splitlines()[-1], type=_Asked)
    assert asked.wrong == 0, f"{asked.wrong} of {asked.requests} answers were wrong"
    return asked


async def _counted(api: Program) -> dict[str, int]:
    page = (await api.client.get("/metrics")).raise_for_status().text
    return {source: int(float(count)) for source, count in _COUNTED.findall(page)}


def main() -> None:
    """Measure, and print."""
    parser = parser_of(__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    run(parser, lambda folder, given: measured(folder, seconds=given.seconds, seed=given.seed))


if __name__ == "__main__":
    main()
