"""The `sorbo` command."""

import subprocess
import sys

import pytest

from sorbo_adapters.security.signing_key import parse_signing_key
from sorbo_web.cli import commands
from support.settings import DEVELOPMENT, PRODUCTION, SECRETS

_BLOCKED = """
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == {name!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Blocker())
from sorbo_web.main import main
main()
"""


def _run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 — the script is the test's own
        [sys.executable, "-c", script, "--help"], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("name", ["cyclopts", "rich"])
def test_an_installation_of_the_core_alone_names_the_extra_to_install(name: str) -> None:
    ended = _run(_BLOCKED.format(name=name))
    assert ended.returncode == 1
    assert name in ended.stderr
    assert "pip install 'sorbo[server]'" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_module_of_our_own_that_is_missing_is_not_blamed_on_the_installation() -> None:
    ended = _run(_BLOCKED.format(name="sorbo_core"))
    assert "Traceback" in ended.stderr
    assert "pip install" not in ended.stderr


def test_the_help_names_every_command() -> None:
    ended = _run("from sorbo_web.main import main; main()")
    assert ended.returncode == 0
    for command in ("dev", "serve", "indexes", "config", "new-key", "create-admin", "import"):
        assert f" {command} " in ended.stdout


def _call(*arguments: str) -> int:
    with pytest.raises(SystemExit) as caught:
        commands.app(list(arguments))
    return int(caught.value.code or 0)


def test_the_settings_are_printed_with_secrets_masked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for variable, value in PRODUCTION.items():
        monkeypatch.setenv(variable, value)
    _call("config")
    printed = capsys.readouterr().out
    assert "SORBO_MONGO_URL=***\n" in printed
    assert "SORBO_ENV=production\n" in printed
    assert "SORBO_CORS_ORIGINS=https://www.example.com,https://example.com\n" in printed
    assert not any(secret in printed for secret in SECRETS)


def test_a_new_key_can_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    _call("new-key")
    assert len(parse_signing_key(capsys.readouterr().out.strip())) == 32


def test_a_command_whose_settings_cannot_be_used_ends_with_2(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in DEVELOPMENT:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("SORBO_PORT", "x")
    assert _call("serve") == 2
