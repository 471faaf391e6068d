"""Hold the running API to its OpenAPI document, with schemathesis, as each kind of caller.

`python -m conformance EXAMPLES` makes up so many requests for each operation. With the one of a
default run, walks along links are tried on the routes of one noun, and boundary values of its list
and its creation by the caller who may write it; with more, all of it on every noun by itself: a walk
over all of them at once seldom takes a link. The same seed makes up the same requests.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
from loguru import logger

from conformance.site import CALLERS, Site, running_site

_PROGRAM = Path(sys.executable).parent / "schemathesis"
_CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
_FEW = 1
_WALKS = "15"
_TYPICAL = "^/api/v1/projets(/{id})?"
_WHO_WRITES = "editor"
# Whoever logs out has nothing more to ask; visitors try these ways out.
_STAY = ("--exclude-path-regex", "^/api/v1/auth/(logout|sessions)")
_ALL_NOUNS = (
    *(
        "abonnes",
        "actualites",
        "audit",
        "auth",
        "avis",
        "candidatures",
        "comptes",
        "dead-letters",
        "demandes",
        "emplois",
    ),
    *(
        "formations",
        "incoming-webhooks",
        "infolettres",
        "inscriptions",
        "invitations",
        "logiciels",
        "notifications",
    ),
    *("personal-data", "projets", "publications", "search", "sessions", "stats", "webhooks"),
)


class Task(msgspec.Struct, frozen=True):
    """What is asked for."""

    examples: int
    seed: int
    callers: tuple[str, ...]
    more: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        """Whether it is a default run."""
        return self.examples <= _FEW

    def runs(self, caller: str) -> Iterator[tuple[str, ...]]:
        """Yield the options of each run of schemathesis."""
        yield ("--phases", "examples,fuzzing", "--max-examples", str(self.examples))
        if not self.is_short:
            for noun in _ALL_NOUNS:
                only = ("--include-path-regex", f"^/api/v1/{noun}(/|$)")
                yield ("--phases", "coverage,stateful", "--max-examples", _WALKS, *only)
            return
        yield ("--phases", "stateful", "--max-examples", _WALKS, "--include-path-regex", _TYPICAL)
        if caller == _WHO_WRITES:
            yield ("--phases", "coverage", "--include-path-regex", "^/api/v1/projets$")


async def _told(site: Site, caller: str, task: Task) -> bool:
    """Run schemathesis as one kind of caller, and tell whether the document was true."""
    runs = [_ran(site, caller, options, task) for options in task.runs(caller)]
    if task.is_short:
        return all(await asyncio.gather(*runs))
    # One after the other: a machine has not that many cores.
    return all([await run for run in runs])


async def _ran(site: Site, caller: str, options: tuple[str, ...], task: Task) -> bool:
    token = site.tokens[caller]
    known = ("--header", f"Authorization: Bearer {token}", *_STAY) if token else ()
    common = ("run", f"{site.url}/openapi.json", "--seed", str(task.seed), "--no-color", *known)
    running = await asyncio.create_subprocess_exec(
        *(_PROGRAM, "--config-file", _CONFIGURATION, *common, *options, *task.more),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    report, _ = await running.communicate()
    print(f"as {caller}: {' '.join(options)}\n{report.decode()}", flush=True)  # noqa: T201 — the report of a command
    return running.returncode == 0


async def _run(task: Task) -> int:
    callers = task.callers or CALLERS
    print(f"as {', '.join(callers)}, all at once", flush=True)  # noqa: T201 — the report of a command
    with tempfile.TemporaryDirectory() as folder:
        async with running_site(Path(folder) / "site") as site:
            told = await asyncio.gather(*(_told(site, caller, task) for caller in callers))
    return 0 if all(told) else 1


def main() -> int:
    """Run the command."""
    logger.remove()
    parser = argparse.ArgumentParser(description="Hold the API to its OpenAPI document.")
    parser.add_argument("examples", type=int, nargs="?", default=_FEW)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as", dest="callers", action="append", default=[], choices=CALLERS)
    given, more = parser.parse_known_args()
    return asyncio.run(_run(Task(given.examples, given.seed, tuple(given.callers), tuple(more))))


if __name__ == "__main__":
    sys.exit(main())
