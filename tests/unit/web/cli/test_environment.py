"""Where commands find their settings."""

from pathlib import Path

import pytest

from sorbo_web.cli.environment import RUNNING, settings_or_exit
from support.settings import DEVELOPMENT, PRODUCTION, SECRETS


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run_dev(directory: Path, environ: dict[str, str]) -> None:
    """Leave what `sorbo dev` leaves while it runs."""
    file = directory / RUNNING
    file.parent.mkdir()
    file.write_text("\n".join(f"{name}={value}" for name, value in environ.items()), encoding="utf-8")


def test_settings_of_the_environment_are_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert settings_or_exit(DEVELOPMENT | {"SORBO_PORT": "1234"}).port == 1234
    assert capsys.readouterr().err == ""


def test_every_problem_is_printed_and_the_command_ends(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        settings_or_exit({"SORBO_PORT": "x", "SORBO_PROT": "1"})
    printed = capsys.readouterr()
    assert caught.value.code == 2
    assert printed.out == ""
    for variable in ("SORBO_PORT:", "SORBO_PROT is not a setting", "SORBO_MONGO_URL is missing"):
        assert f"  - {variable}" in printed.err
    assert "docs/configuration.md" in printed.err


def test_problems_show_no_secret(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        settings_or_exit(PRODUCTION | {"SORBO_PORT": "x", "SORBO_METRICS_TOKEN": "x"})
    assert not any(secret in capsys.readouterr().err for secret in SECRETS)


def test_without_settings_those_of_the_running_stack_are_used(
    directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _run_dev(directory, DEVELOPMENT | {"SORBO_SITE_URL": "http://localhost:5000/?a=b"})
    assert settings_or_exit({"PATH": "/bin"}).site_url == "http://localhost:5000/?a=b"
    assert "sorbo dev" in capsys.readouterr().err


def test_one_variable_of_the_environment_is_enough_to_leave_the_running_stack_alone(directory: Path) -> None:
    _run_dev(directory, DEVELOPMENT)
    with pytest.raises(SystemExit):
        settings_or_exit({"SORBO_LOG_LEVEL": "DEBUG"})
