import hashlib
from pathlib import Path

import pytest

from sorbo_core.files.errors import FileTooLarge
from sorbo_core.files.intake.arrival import CHUNK, arrived, chunks_of
from support.files import in_chunks


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
async def test_a_file_arrives_whole_with_its_size_and_digest(tmp_path: Path, size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    content = content[:size]
    file = await arrived(in_chunks(content), path=tmp_path / "file", most=size)
    assert file.path.read_bytes() == content
    assert (file.size, file.sha256) == (size, hashlib.sha256(content).hexdigest())


async def test_a_byte_too_many_ends_it(tmp_path: Path) -> None:
    with pytest.raises(FileTooLarge) as refusal:
        await arrived(in_chunks(b"x" * 5001), path=tmp_path / "file", most=5000)
    assert refusal.value.params == {"limit": 5000}


async def test_it_leaves_in_chunks(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"a" * CHUNK + b"b")
    assert [chunk async for chunk in chunks_of(path)] == [b"a" * CHUNK, b"b"]
