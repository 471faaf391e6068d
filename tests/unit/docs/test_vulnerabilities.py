"""The check of vulnerabilities: what could not be asked about is not taken for good."""

import json
from pathlib import Path
from typing import Any

import pytest

from support.repository_files import load

CHECK: Any = load("scripts/check_vulnerabilities.py")
GOOD = {"name": "attrs", "version": "26.1", "vulns": []}
BAD = {"name": "attrs", "version": "20.1", "vulns": [{"id": "PYSEC-1"}]}
SKIPPED = {"name": "attrs", "skip_reason": "attrs could not be audited"}


def report(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": packages})


@pytest.mark.parametrize(
    ("answer", "vulnerable", "unknown"),
    [
        (report(GOOD), 0, 0),
        (report(GOOD, BAD), 1, 0),
        (report(GOOD, SKIPPED), 0, 1),
        (report(), 0, 1),
        ("", 0, 1),
        ("ConnectionError", 0, 1),
    ],
)
def test_an_answer_of_pip_audit_is_read_to_its_end(answer: str, vulnerable: int, unknown: int) -> None:
    found, missed = CHECK.of_pip_audit("server", answer)
    assert (len(found), len(missed)) == (vulnerable, unknown)


@pytest.mark.parametrize(
    ("answer", "vulnerable", "unknown"),
    [
        ('{"vulnerabilities": {}, "metadata": {}}', 0, 0),
        ('{"vulnerabilities": {"x": {"severity": "high"}}, "metadata": {}}', 1, 0),
        ('{"error": {"code": "ENOTFOUND"}}', 0, 1),
        ("", 0, 1),
    ],
)
def test_so_is_one_of_npm(answer: str, vulnerable: int, unknown: int) -> None:
    found, missed = CHECK.of_npm(answer)
    assert (len(found), len(missed)) == (vulnerable, unknown)


@pytest.mark.parametrize(
    ("pip", "npm", "code", "word"),
    [
        (report(GOOD), '{"vulnerabilities": {}, "metadata": {}}', 0, "Nothing is known"),
        (report(BAD), '{"vulnerabilities": {}, "metadata": {}}', 1, "PYSEC-1"),
        (report(GOOD), "", 2, "could not run"),
        (report(SKIPPED), '{"vulnerabilities": {}, "metadata": {}}', 2, "could not run"),
    ],
)
def test_only_a_whole_answer_is_success(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    pip: str,
    npm: str,
    code: int,
    word: str,
) -> None:
    def output(_: Path, program: str, *__: str) -> str:
        return pip if program.endswith("pip-audit") else npm

    monkeypatch.setattr(CHECK, "_output", output)
    assert CHECK.main() == code
    assert word in capsys.readouterr().out
