import os
import tempfile
import time
from pathlib import Path

import pytest

from sorbo_core.files.intake.folder import folder_for, remove_left_behind

_HOUR = 3600


async def test_a_folder_goes_with_all_that_is_in_it() -> None:
    async with folder_for("test") as folder:
        (folder / "part").write_bytes(b"x")
    assert not folder.exists()


def test_what_a_killed_process_left_is_removed_after_a_day_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name, hours in (("sorbo-file-upload-a", 25), ("sorbo-file-upload-b", 23), ("others", 25)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "part").write_bytes(b"x")
        at = time.time() - hours * _HOUR
        os.utime(tmp_path / name, (at, at))
    remove_left_behind()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["others", "sorbo-file-upload-b"]
