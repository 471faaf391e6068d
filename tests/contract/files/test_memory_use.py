import hashlib
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest

from support.storage import child
from support.storage.children import line_of, working
from support.storage.seaweed import Seaweed

CEILING = 32
"""Megabytes: half of the object that is put and read, with room for what the interpreter does."""


@pytest.mark.parametrize("kind", ["local", "s3"])
async def test_64_megabytes_are_put_and_read_in_flat_memory(
    tmp_path: Path, seaweed: Seaweed, kind: str
) -> None:
    bucket = msgspec.json.encode(seaweed.bucket(prefix=uuid4().hex)).decode()

    async with working(
        child.write_and_read_a_large_one, str(tmp_path) if kind == "local" else bucket
    ) as process:
        written, read, checksum = (await line_of(process)).split()

    assert checksum == hashlib.sha256(child._BLOCK * child.LARGE_BLOCKS).hexdigest()
    assert int(written) < CEILING
    assert int(read) < CEILING
