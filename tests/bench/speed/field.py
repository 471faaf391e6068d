"""Where a race is run: the servers that all share, and who is started for it."""

import os
import statistics
import sys
from pathlib import Path

import httpx
import msgspec

from bench.speed.load import Request, load
from bench.speed.running import Contestant, express, python, running
from bench.speed.targets import BARE, BEANIE, EXPRESS, EXPRESS_KEEPING, MANY, OURS, RAW, Race
from sorbo_adapters.security.signing_key import new_signing_key

_MANY_HITS = "1000000000"
_DEMANDE = {
    "name": "Service des achats",
    "email": "achats@example.com",
    "subject": "autre",
    "message": "Une question, s'il vous plaît.",
}


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a race showed: requests per second of each contestant, by round."""

    race: str
    rates: dict[str, list[float]]
    p50_ms: dict[str, list[float]]

    def median(self, name: str) -> float:
        """Return the median of a contestant's rounds."""
        return statistics.median(self.rates[name])


class Field:
    """The servers that all contestants share, and where they are asked from."""

    def __init__(self, folder: Path, mongo_url: str, redis_url: str) -> None:
        self.folder = folder
        self.mongo_url = mongo_url
        self.redis_url = redis_url
        self.cores = sorted(os.sched_getaffinity(0))

    def contestants(self, race: Race, body: Path, tag: str) -> list[Contestant]:
        """Return who takes part in a race."""
        where = {"BENCH_MONGO_URL": self.mongo_url, "BENCH_DATABASE": database_of_race(race)}
        name, _, options = self.mongo_url.partition("?")
        node = {"MONGO_URL": f"{name}{database_of_race(race)}?{options}", "REDIS_URL": self.redis_url}
        everybody = {
            OURS: self._ours(race),
            BARE: python(BARE, "bare:app", BENCH_BODY=str(body), BENCH_TAG=tag),
            RAW: python(RAW, "raw:app", **where),
            BEANIE: python(BEANIE, "beanie_app:app", needs="beanie", **where),
            EXPRESS: express(EXPRESS, **node),
            EXPRESS_KEEPING: express(EXPRESS_KEEPING, KEEP_IN_PROCESS="1", **node),
        }
        return [everybody[name] for name in race.paths]

    def _ours(self, race: Race) -> Contestant:
        settings = {
            "SORBO_ENV": "development",
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
        body, tag = await self._answer(race)
        able = [each for each in self.contestants(race, body, tag) if not each.missing]
        rates: dict[str, list[float]] = {each.name: [] for each in able}
        p50: dict[str, list[float]] = {each.name: [] for each in able}
        log = self.folder / "contestants.log"
        async with running(able, core=self.cores[0], log=log) as ports:
            requests = {each.name: await _request(race, each.name, ports[each.name]) for each in able}
            for each in able:
                await load(ports[each.name], requests[each.name], seconds=2, first=MANY * 9 // 10)
            for number in range(rounds):
                for each in able:
                    measured = await load(
                        ports[each.name],
                        requests[each.name],
                        seconds=seconds,
                        first=number * MANY * 9 // 10 // rounds,
                    )
                    rates[each.name].append(measured.rate)
                    p50[each.name].append(measured.p50_ms)
        return Outcome(race=race.name, rates=rates, p50_ms=p50)

    async def _answer(self, race: Race) -> tuple[Path, str]:
        """Return what ours answers, in a file, and its entity tag."""
        body = self.folder / "body"
        if BARE not in race.paths:
            return body, ""
        async with running([self._ours(race)], core=self.cores[0], log=self.folder / "ours.log") as ports:
            answer = await _get(ports[OURS], race.paths[OURS])
        body.write_bytes(answer.content)
        return body, answer.headers["etag"]


async def _request(race: Race, name: str, port: int) -> Request:
    path = race.paths[name]
    known = (await _get(port, path)).headers["etag"] if race.known else None
    return Request(
        path=path, post=msgspec.json.encode(_DEMANDE).decode() if race.posts else None, known=known
    )


async def _get(port: int, path: str) -> httpx.Response:
    async with httpx.AsyncClient(headers={"Accept-Encoding": "identity"}) as client:
        answer = await client.get(f"http://127.0.0.1:{port}{path}")
    return answer.raise_for_status()


def database_of_race(race: Race) -> str:
    """Return the name of the database that a race reads."""
    return f"bench_{race.documents}"
