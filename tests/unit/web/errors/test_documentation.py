"""The page that explains every code."""

import subprocess
import sys
from pathlib import Path

from sorbo_web.errors.catalogue import ERRORS, VIOLATIONS
from sorbo_web.errors.documentation import render

ROOT = Path(__file__).parents[4]


def test_the_page_in_the_repository_is_up_to_date() -> None:
    script = ROOT / "scripts" / "generate_errors.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)  # noqa: S603 — our own script
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_every_code_has_a_heading_that_a_problem_can_link_to() -> None:
    headings = [line.removeprefix("### ") for line in render().splitlines() if line.startswith("### ")]
    assert sorted(headings) == sorted(ERRORS)


def test_every_code_of_a_violation_is_listed() -> None:
    page = render()
    assert [code for code in VIOLATIONS if f"| `{code}` |" not in page] == []
