"""Where a race is run: the servers that all share, and who is started for it."""

import os
import statistics
import sys
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path

import httpx
import msgspec

from bench.speed.load import Request, load
from bench.speed.processor import seconds_of_processor
from bench.speed.running import Contestant, Runner, express, python, running
from bench.speed.targets import (
    BARE,
    BARE_BODY,
    BEANIE,
    EXPRESS,
    EXPRESS_KEEPING,
    MANY,
    OURS,
    RAW,
    RAW_ONE,
    Race,
)
from sorbo_adapters.security.signing_key import new_signing_key

_OF_THE_BODY = frozenset({"content-type", "content-length", "etag"})
_MANY_HITS = "1000000000"
_DEMANDE = {
    "name": "Service des achats",
    "email": "achats-NUMBER@example.com",
    "subject": "autre",
    "message": "Une question, la NUMBERe, s'il vous plaît.",
}


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a race showed of each contestant, by round.

    Attributes:
        rates: requests per second.
        p50_ms: half of the answers came within so many milliseconds.
        cpu_us: microseconds of processor that one request took.
    """

    race: str
    rates: dict[str, list[float]]
    p50_ms: dict[str, list[float]]
    cpu_us: dict[str, list[float]]

    def rate(self, name: str) -> float:
        """Return the median rate of a contestant."""
        return statistics.median(self.rates[name])

    def cpu(self, name: str) -> float:
        """Return the median of what a request took of a processor."""
        return statistics.median(self.cpu_us[name])


class Field:
    """The servers that all contestants share, and where they are asked from."""

    def __init__(self, folder: Path, mongo_url: str, redis_url: str) -> None:
        self.folder = folder
        self.mongo_url = mongo_url
        self.redis_url = redis_url
        self.cores = sorted(os.sched_getaffinity(0))

    def contestants(self, race: Race) -> list[Contestant]:
        """Return who takes part in a race."""
        where = {"BENCH_MONGO_URL": self.mongo_url, "BENCH_DATABASE": database_of_race(race)}
        name, _, options = self.mongo_url.partition("?")
        node = {"MONGO_URL": f"{name}{database_of_race(race)}?{options}", "REDIS_URL": self.redis_url}
        everybody = {
            OURS: self._ours(race),
            BARE: python(BARE, "bare:app", **self._recorded("whole")),
            BARE_BODY: python(BARE_BODY, "bare:app", **self._recorded("body")),
            RAW: python(RAW, "raw:app", BENCH_ASKS="everything", **where),
            RAW_ONE: python(RAW_ONE, "raw:app", BENCH_ASKS="one find", **where),
            BEANIE: python(BEANIE, "beanie_app:app", needs="beanie", **where),
            EXPRESS: express(EXPRESS, **node),
            EXPRESS_KEEPING: express(EXPRESS_KEEPING, KEEP_IN_PROCESS="1", **node),
        }
        return [everybody[name] for name in race.paths]

    def _ours(self, race: Race) -> Contestant:
        settings = {
            "SORBO_ENV": "development",
            "SORBO_SECOND_FACTOR_FOR_ADMINS": "false",
            "SORBO_MONGO_URL": self.mongo_url,
            "SORBO_MONGO_DATABASE": database_of_race(race),
            "SORBO_REDIS_URL": self.redis_url,
            "SORBO_SMTP_URL": "smtp://localhost:1",
            "SORBO_SIGNING_KEY": new_signing_key(),
            "SORBO_READS_PER_MINUTE": _MANY_HITS,
            "SORBO_LOG_FORMAT": "json",
            "SORBO_WORK_IN_API": "false",
        }
        if race.posts:
            # Writes are limited by address: each comes from another one, as behind a proxy.
            settings["SORBO_TRUSTED_PROXIES"] = "127.0.0.1"
        return Contestant(name=OURS, command=(sys.executable, "-m", "sorbo_web", "serve"), environ=settings)

    async def run(self, race: Race, *, rounds: int, seconds: float) -> Outcome:
        """Run a race."""
        if BARE in race.paths:
            await self._record(race)
        able = [each for each in self.contestants(race) if not each.missing]
        outcome = Outcome(
            race=race.name,
            rates={each.name: [] for each in able},
            p50_ms={each.name: [] for each in able},
            cpu_us={each.name: [] for each in able},
        )
        async with running(able, core=self.cores[0], log=self.folder / "contestants.log") as runners:
            requests = {each.name: await _request(race, each.name, runners[each.name].port) for each in able}
            await _agree(race, runners)
            for each in able:
                await load(runners[each.name].port, requests[each.name], seconds=2, first=MANY * 9 // 10)
            for number in range(rounds):
                for each in able:
                    runner, began = runners[each.name], seconds_of_processor(runners[each.name].pid)
                    first = number * MANY * 9 // 10 // rounds
                    measured = await load(runner.port, requests[each.name], seconds=seconds, first=first)
                    took = seconds_of_processor(runner.pid) - began
                    outcome.rates[each.name].append(measured.rate)
                    outcome.p50_ms[each.name].append(measured.p50_ms)
                    outcome.cpu_us[each.name].append(took / measured.requests * 1e6)
        return outcome

    async def _record(self, race: Race) -> None:
        """Keep what ours answers, for those who only repeat it: whole, and without what it says of itself."""
        async with running([self._ours(race)], core=self.cores[0], log=self.folder / "ours.log") as runners:
            answer = await _get(runners[OURS].port, race.paths[OURS])
            if race.known:
                answer = await _get(runners[OURS].port, race.paths[OURS], known=answer.headers["etag"])
            else:
                answer = await _get(runners[OURS].port, race.paths[OURS])
        # The server adds the date by itself.
        whole = [field for field in answer.headers.multi_items() if field[0] != "date"]
        for name, fields in (("whole", whole), ("body", [each for each in whole if each[0] in _OF_THE_BODY])):
            recorded = {"status": answer.status_code, "fields": fields}
            (self.folder / f"{name}.json").write_bytes(msgspec.json.encode(recorded))
        (self.folder / "recorded.body").write_bytes(answer.content)

    def _recorded(self, name: str) -> dict[str, str]:
        return {
            "BENCH_ANSWER": str(self.folder / f"{name}.json"),
            "BENCH_BODY": str(self.folder / "recorded.body"),
        }


async def _agree(race: Race, runners: Mapping[str, Runner]) -> None:
    """Make sure that the raw driver says what ours does: else they would not be compared."""
    if RAW not in runners:
        return
    said = {}
    for name in (OURS, RAW):
        path = race.paths[name].replace("NUMBER", "1")
        said[name] = (await _get(runners[name].port, path)).json()
        said[name].pop("next", None)
    assert said[OURS] == said[RAW], f"{race.name}: {said}"


async def _request(race: Race, name: str, port: int) -> Request:
    path = race.paths[name]
    known = None
    if race.known and name == OURS:
        known = (await _get(port, path)).headers["etag"]
    return Request(
        path=path, post=msgspec.json.encode(_DEMANDE).decode() if race.posts else None, known=known
    )


async def _get(port: int, path: str, known: str | None = None) -> httpx.Response:
    headers = {"Accept-Encoding": "identity"} | ({"If-None-Match": known} if known else {})
    async with httpx.AsyncClient(headers=headers) as client:
        answer = await client.get(f"http://127.0.0.1:{port}{path}")
    assert answer.status_code < HTTPStatus.BAD_REQUEST, answer.text
    return answer


def database_of_race(race: Race) -> str:
    """Return the name of the database that a race reads."""
    return f"bench_{race.documents}"
