"""Bytes that kills have left over, and whether they are collected without anything else."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import msgspec

from chaos.site.behind import behind
from chaos.site.site import Site
from sorbo_core.files.intake.take_in import FOLDER, INCOMING
from sorbo_core.files.ports import StoredFiles
from sorbo_core.shared.query import ListQuery


async def orphans_left(site: Site) -> list[str]:
    """Do the night's work as of 23 and of 25 hours from now; tell what went too early or stayed too long.

    Nothing refers to the files of a run: held for a day, they go with whatever kills have left.
    """
    problems = []
    files, stored = await _after(site, timedelta(hours=23))
    if lost := files - stored:
        problems.append(f"{len(lost)} files lost their bytes: {sorted(lost)[:5]}")
    files, stored = await _after(site, timedelta(hours=25))
    if files | stored:
        problems.append(f"{len(files)} files and {len(stored)} stored objects were not collected")
    return problems


async def _after(site: Site, later: timedelta) -> tuple[set[str], set[str]]:
    """Collect orphans; return the keys that files have, and those that are stored."""
    async with behind(site, later=later) as container:
        await container.files.collect_orphans()(due=datetime.now(UTC))
        storage = container.ports.storage()
        stored = {each.key for folder in (FOLDER, INCOMING) async for each in storage.list(folder)}
        return {key async for key in _keys(container.ports.stored_files())}, stored


async def _keys(files: StoredFiles) -> AsyncIterator[str]:
    query = ListQuery(limit=100)
    while (page := await files.list(query)).items:
        for file in page.items:
            yield file.key
        if page.next is None:
            return
        query = msgspec.structs.replace(query, after=page.next)
