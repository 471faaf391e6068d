import json
import subprocess
import sys
from pathlib import Path

import pytest

from support.repository_files import run

TOOLS_OF_PIP = {"pip", "setuptools"}


@pytest.fixture(scope="module")
def core_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment into which nothing but the wheel was installed."""
    directory = tmp_path_factory.mktemp("wheel")
    built = run("-m", "hatchling", "build", "-t", "wheel", "-d", str(directory))
    assert built.returncode == 0, built.stderr
    (wheel,) = directory.glob("sorbo-*.whl")
    call(sys.executable, "-m", "venv", str(directory / "venv"))
    programs = directory / "venv" / "bin"
    call(str(programs / "pip"), "install", "-q", str(wheel))
    return programs


def call(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout  # noqa: S603 — what these tests are about


def test_the_wheel_pulls_in_what_the_core_needs_and_no_more(core_only: Path) -> None:
    listed = json.loads(call(str(core_only / "pip"), "list", "--format=json"))
    assert {package["name"] for package in listed} - TOOLS_OF_PIP == {"sorbo", "msgspec"}


def test_the_core_of_the_wheel_can_be_used(core_only: Path) -> None:
    program = "from sorbo_core.shared.text import slugify; print(slugify('Étude été'))"
    assert call(str(core_only / "python"), "-I", "-c", program) == "etude-ete\n"


def test_the_command_of_the_wheel_names_the_extra_to_install(core_only: Path) -> None:
    done = subprocess.run([str(core_only / "sorbo"), "dev"], check=False, capture_output=True, text=True)  # noqa: S603 — idem
    assert done.returncode != 0
    assert "pip install 'sorbo[server]'" in done.stderr
    assert "Traceback" not in done.stderr
