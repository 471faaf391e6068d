"""`sorbo files migrate FROM TO`."""

from collections import Counter

from rich.console import Console
from rich.filesize import decimal
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from sorbo_core.files.storage import Storage, answer
from sorbo_core.files.use_cases.migrate import FAILED, Fate, Migrated, MigrateFiles
from sorbo_core.shared.errors import Unavailable
from sorbo_web.cli.files.places import two_places
from sorbo_web.cli.work import print_error, run_work
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.ports.storage import storage_at
from sorbo_web.wiring.settings import Settings

_REASONS = {
    Fate.AWAY: "a storage did not answer",
    Fate.DIFFERENT: "what was read back is not what was read",
}


def run_migrate(settings: Settings, source: str, target: str, console: Console, *, by_size: bool) -> int:
    """Copy what is in one storage to another, and print what became of it; return the exit code."""
    try:
        places = two_places(source, target)
    except ValueError as error:
        print_error(str(error))
        return 2

    async def work(container: Container) -> int:
        clock = container.ports.clock()
        here, there = (storage_at(place, settings, clock) for place in places)
        for name, storage in (("FROM", here), ("TO", there)):
            if not await _answers(storage):
                print_error(f"{name} does not answer, or refuses our keys.")
                return 1
        return await _migrate(here, there, console, by_size=by_size)

    return run_work(settings, work)


async def _migrate(here: Storage, there: Storage, console: Console, *, by_size: bool) -> int:
    fates: Counter[Fate] = Counter()
    failed: list[Migrated] = []
    copied = 0
    with _progress(console) as progress:
        task = progress.add_task("counting", total=None, copied="")
        progress.update(task, total=await _count(here), description="objects")
        try:
            async for done in MigrateFiles(source=here, target=there)(by_size=by_size):
                fates[done.fate] += 1
                copied += done.size if done.fate is Fate.COPIED else 0
                progress.update(task, advance=1, copied=f"{decimal(copied)} copied")
                if done.fate in FAILED:
                    failed.append(done)
        finally:
            # Also when a storage goes away for good: what was done until then is done.
            progress.stop()
            _show(fates, failed, console)
    return 1 if failed else 0


async def _answers(storage: Storage) -> bool:
    try:
        await answer(storage)
    except Unavailable:
        return False
    return True


async def _count(storage: Storage) -> int:
    return sum([1 async for _ in storage.list("")])


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[copied]}", markup=False),
        TimeRemainingColumn(),
        console=console,
    )


def _show(fates: Counter[Fate], failed: list[Migrated], console: Console) -> None:
    totals = Table("copied", "there already", "gone meanwhile", "failed", title="Files")
    figures = (fates[Fate.COPIED], fates[Fate.THERE], fates[Fate.GONE], len(failed))
    totals.add_row(*map(str, figures))
    console.print(totals)
    if failed:
        # One line each, however long: somebody will look for these keys.
        console.print("Failed; run it again once the cause is gone:")
        for each in failed:
            console.print(Text(f"{each.key}: {_REASONS[each.fate]}"), soft_wrap=True)
