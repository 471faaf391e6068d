"""Folders for files that are looked at for a moment."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

_PREFIX = "sorbo-file-"
_LEFT_BEHIND_AFTER_S = 24 * 3600


def remove_left_behind() -> None:
    """Remove folders of a process that was killed. None is in use for a day."""
    before = time.time() - _LEFT_BEHIND_AFTER_S
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            if folder.stat().st_mtime < before:
                shutil.rmtree(folder, ignore_errors=True)
        except FileNotFoundError:  # another process that starts removed it
            continue


@asynccontextmanager
async def folder_for(what: str) -> AsyncIterator[Path]:
    """Yield an empty folder that goes with all that is in it."""
    # To let go of large files takes a disk its time: other requests do not wait for it.
    folder = await asyncio.to_thread(tempfile.TemporaryDirectory, prefix=f"{_PREFIX}{what}-")
    try:
        yield Path(folder.name)
    finally:
        await asyncio.to_thread(folder.cleanup)
