"""Kill our processes again and again, take away what they need, and check that nothing is lost.

`python -m chaos ROUNDS` goes on where a run of as many rounds was interrupted.
"""

import argparse
import asyncio
import secrets
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

from rich.console import Console

from chaos.aftermath import problems_of
from chaos.demandes.experiment import DemandesExperiment
from chaos.experiment import Experiment
from chaos.outages import FIRST, OUTAGES, suffer
from chaos.records import Record, Records
from chaos.rounds import Round, layout_of
from chaos.site.processes import Layout
from chaos.site.site import Site, running_site
from chaos.summary import line, table, violations
from chaos.uploads.experiment import UploadsExperiment
from chaos.uploads.orphans import orphans_left
from chaos.wire.moments import OF_DEMANDES, OF_UPLOADS
from sorbo_adapters.embedded.data_dir import DataDir

_FOLDER = Path(".chaos")
_MANY = 10
_INTERRUPTED = 130
_SHORT, _LONG = 2.0, 60.0
"""Seconds of an outage, in a run of few rounds and in one of many."""


class Run:
    """The experiments of a run that are not over yet, one after the other on one site.

    What one of them has to wait for arrives while the next ones are under way.
    """

    def __init__(self, rounds: int, *, seed: int, records: Records) -> None:
        self._rounds = rounds
        self._seed = seed
        self._records = records
        self._settling: list[asyncio.Task[Record]] = []
        self._out = Console(highlight=False, soft_wrap=True)

    async def __call__(self) -> int:
        """Run what is left, print the summary and return the exit code."""
        kept = self._records.all()
        done = {record.name for record in kept}
        self._say(f"seed {self._seed}; {len(done)} experiments of an earlier run are taken over")
        problems: list[str] = []
        rounds = [
            number
            for number in range(1, self._rounds + 1)
            if not {f"round {number}", f"uploads {number}"} <= done
        ]
        outages = [name for name in OUTAGES if name not in done]
        if rounds or outages:
            problems = await self._on_a_site(rounds, outages)
        return self._conclude(problems)

    async def _on_a_site(self, rounds: list[int], outages: list[str]) -> list[str]:
        folder = _FOLDER / "site"
        shutil.rmtree(folder, ignore_errors=True)
        async with running_site(folder.absolute()) as site:
            problems = await self._suffer_all(site, [name for name in outages if name in FIRST])
            for number in rounds:
                await self._kill_all(site, number)
            problems += await self._suffer_all(site, [name for name in outages if name not in FIRST])
            settled = await asyncio.gather(*self._settling)
            problems += await problems_of(site, settled)
            problems += await orphans_left(site)
            await site.processes.stop()
            return problems + site.processes.problems

    async def _kill_all(self, site: Site, number: int) -> None:
        """Run the round of this number: with demandes under way, then with uploads."""
        await site.processes.change_to(layout_of(number))
        seed = f"{self._seed} {number}"
        demandes = DemandesExperiment(f"round {number}", site)
        await Round(demandes, OF_DEMANDES, seed=seed, site=site).run()
        self._settle(demandes)
        uploads = await UploadsExperiment.begun(f"uploads {number}", site)
        await Round(uploads, OF_UPLOADS, seed=seed, site=site).run()
        self._settle(uploads)

    async def _suffer_all(self, site: Site, outages: list[str]) -> list[str]:
        await site.processes.change_to(Layout.APART)
        before = site.processes.trees()
        for name in outages:
            seconds = _LONG if self._rounds >= _MANY else _SHORT
            self._settle(await suffer(name, site, seconds=seconds))
        after = site.processes.trees()
        # Children that open files come and go beside them.
        lasted = all(before[name] <= after[name] for name in before)
        return [] if lasted else [f"processes did not last: {before} became {after}"]

    def _settle(self, experiment: Experiment[Any]) -> None:
        self._settling.append(asyncio.create_task(self._settled(experiment)))

    async def _settled(self, experiment: Experiment[Any]) -> Record:
        record = await experiment.settled()
        self._records.add(record)
        for row in record.rows:
            self._say(line(record, row))
        for text in record.violations:
            self._say(f"{record.name}: VIOLATION: {text}")
        return record

    def _conclude(self, problems: list[str]) -> int:
        records = self._records.all()
        self._records.forget()
        found = problems + violations(records)
        self._say(table(records))
        for text in found:
            self._say(f"VIOLATION: {text}")
        self._say(f"{len(records)} experiments, {len(found)} violations")
        return 1 if found else 0

    def _say(self, text: str) -> None:
        self._out.print(text, markup=False)


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Kill our processes and check that nothing is lost.")
    parser.add_argument("rounds", type=int, nargs="?", default=2)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    arguments = parser.parse_args()
    records = Records(_FOLDER / f"{arguments.rounds}.jsonl")
    with DataDir(_FOLDER).held():
        return asyncio.run(_until_a_signal(Run(arguments.rounds, seed=arguments.seed, records=records)))


async def _until_a_signal(run: Run) -> int:
    running = asyncio.create_task(run())
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, running.cancel)
    try:
        return await running
    except asyncio.CancelledError:
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
