"""`sorbo import mongo URI`: takes the database of the existing site over."""

from pathlib import Path

import msgspec
from rich.console import Console

from sorbo_adapters.mongo.existing.database import ExistingDatabase, existing_database
from sorbo_adapters.mongo.existing.errors import ExistingUnusable
from sorbo_adapters.mongo.indexes import ensure_indexes
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_web.cli.intake.broken import BrokenFile
from sorbo_web.cli.intake.collections import COLLECTIONS, kept_of
from sorbo_web.cli.intake.desk import describe
from sorbo_web.cli.intake.desks import Desks
from sorbo_web.cli.intake.report import Line, Report, open_report
from sorbo_web.cli.work import print_error, run_work
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Settings

_UNUSABLE = 2


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the command is told: as its arguments are described."""

    database: str | None = None
    only: tuple[str, ...] = COLLECTIONS
    dry_run: bool = False
    report: Path | None = None
    broken: Path = Path("import-broken.jsonl")


def run_import_mongo(settings: Settings, url: str, console: Console, options: Options) -> int:
    """Take a database over; return the exit code: 1 if a document was refused, 2 if it cannot be read."""

    async def work(container: Container) -> int:
        try:
            async with existing_database(url, options.database) as existing:
                names = await existing.collections()
                if settings.storage == "mongo":
                    await _prepare(existing, container, dry_run=options.dry_run)
                with open_report(options.report) as report, BrokenFile(options.broken) as broken:
                    desks = Desks(container, report=report, dry_run=options.dry_run)
                    run = Run(existing, desks, broken=broken, report=report, console=console)
                    return await run.of(names, only=options.only)
        except (ExistingUnusable, OSError) as error:
            print_error(str(error))
            return _UNUSABLE

    return run_work(settings, work)


class Run:
    """One import: every document of the collections that are known, one after another."""

    def __init__(
        self,
        existing: ExistingDatabase,
        desks: Desks,
        *,
        broken: BrokenFile,
        report: Report,
        console: Console,
    ) -> None:
        self._existing = existing
        self._desks = desks
        self._broken = broken
        self._report = report
        self._console = console

    async def of(self, names: tuple[str, ...], *, only: tuple[str, ...]) -> int:
        """Take over what is asked for of the collections that there are, and print it; return the exit code.

        Raises:
            ExistingUnusable, Unavailable: one of both databases is away. What was done is printed, and
                stays; a second run completes it.
        """
        try:
            for name in COLLECTIONS:
                if name in names and name in only:
                    await self._take_all(name)
            await self._name_others(sorted(set(names) - set(COLLECTIONS)))
        finally:
            self._desks.show(self._console)
            self._tell_of_broken()
        return 1 if self._desks.refused else 0

    async def _take_all(self, name: str) -> None:
        self._desks.of(name)
        done = 0
        with self._console.status(name) as status:
            async for document in self._existing.documents(name):
                fault = document.fault
                known = Invalid(Violation("", fault)) if fault is not None else None
                refusal = await self._desks.take(name, document.content, document.id, refusal=known)
                if refusal is not None:
                    reasons = [describe(each) for each in refusal.violations]
                    kept = kept_of(name, document.content, fault=fault)
                    self._broken.add(name, kept, reasons=reasons, fault=fault)
                done += 1
                status.update(f"{name}: {done}")

    async def _name_others(self, names: list[str]) -> None:
        """Tell of the collections that nothing is taken over from."""
        for name in names:
            about = f"{await self._existing.count(name)} documents"
            self._report.add(Line(kind=name, record="", title="", outcome="unknown", notes=(about,)))
            self._console.print(f"Not taken over: the collection {name}, {about}.", markup=False)

    def _tell_of_broken(self) -> None:
        if self._broken.path is not None:
            told = f"{self._broken.count} broken documents are in {self._broken.path}. Mend them there, then:"
            self._console.print(told, markup=False, soft_wrap=True)
            self._console.print(f"  sorbo import repaired {self._broken.path}", markup=False, soft_wrap=True)


async def _prepare(existing: ExistingDatabase, container: Container, *, dry_run: bool) -> None:
    """Make the database of this product ready.

    Raises:
        ExistingUnusable: it is the one that is to be taken over.
    """
    product = container.ports.database()
    if await existing.is_that_of(product):
        raise ExistingUnusable("it is the database of this product (SORBO_MONGO_URL, SORBO_MONGO_DATABASE)")
    if not dry_run:
        await ensure_indexes(product)
