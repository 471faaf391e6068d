"""Folders for files that are looked at for a moment."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path


@asynccontextmanager
async def folder_for(what: str) -> AsyncIterator[Path]:
    """Yield an empty folder that goes with all that is in it."""
    # To let go of large files takes a disk its time: other requests do not wait for it.
    folder = await asyncio.to_thread(tempfile.TemporaryDirectory, prefix=f"sorbo-{what}-")
    try:
        yield Path(folder.name)
    finally:
        await asyncio.to_thread(folder.cleanup)
