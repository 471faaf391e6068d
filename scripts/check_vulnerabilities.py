"""Ask what is known of the locked requirements: Python's by pip-audit, the client's by npm.

Exits with 1 if something vulnerable is locked, with 2 if anything could not be asked about: not to know
is no "nothing is known". Takes folders and tools from the environment that it runs in.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKS = ("server", "local", "dev", "security")
VULNERABLE, NOT_ASKED = 1, 2

Said = tuple[list[str], list[str]]
"""What is vulnerable, and what could not be asked about."""


def main() -> int:
    """Ask, print, and return the exit code."""
    vulnerable, unknown = [], []
    for found, missed in (*map(_of_lock, LOCKS), _of_client()):
        vulnerable += found
        unknown += missed
    for line in (*vulnerable, *unknown):
        print(line)
    if unknown:
        print(
            "The check could not run to its end (is the network there?): nothing is known of what it missed."
        )
        return NOT_ASKED
    print(f"{len(vulnerable)} vulnerable" if vulnerable else "Nothing is known against what is locked.")
    return VULNERABLE if vulnerable else 0


def of_pip_audit(name: str, answer: str) -> Said:
    """Return what an answer of pip-audit (JSON) says of a file of requirements."""
    report = _decoded(answer)
    packages: Sequence[Any] = report.get("dependencies", ()) if isinstance(report, dict) else ()
    if not packages:
        return [], [f"{name}: pip-audit gave no answer"]
    vulnerable = [
        f"{name}: {package['name']} {package['version']}: {flaw['id']}"
        for package in packages
        for flaw in package.get("vulns", ())
    ]
    # It leaves out, and calls good, what it could not ask about.
    unknown = [f"{name}: {package['skip_reason']}" for package in packages if "skip_reason" in package]
    return vulnerable, unknown


def of_npm(answer: str) -> Said:
    """Return what an answer of `npm audit --json` says."""
    report = _decoded(answer)
    found = report.get("vulnerabilities") if isinstance(report, dict) else None
    if not isinstance(found, dict) or "error" in report or "metadata" not in report:
        return [], ["client: npm audit gave no answer"]
    return [f"client: {name}: {about.get('severity')}" for name, about in found.items()], []


def _of_lock(name: str) -> Said:
    arguments = ("--requirement", f"requirements/{name}.txt", "--disable-pip", "--require-hashes")
    program = Path(sys.executable).parent / "pip-audit"
    return of_pip_audit(name, _output(ROOT, str(program), *arguments, "--format", "json"))


def _of_client() -> Said:
    npm = shutil.which("npm") or "npm"
    return of_npm(_output(ROOT / "clients/typescript", npm, "audit", "--package-lock-only", "--json"))


def _output(folder: Path, *command: str) -> str:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603 — the commands are above
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{type(error).__name__}"
    _tell(done.stderr.splitlines()[-3:] if done.returncode else ())
    return done.stdout


def _tell(lines: Sequence[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)


def _decoded(text: str) -> Any:  # noqa: ANN401 — any JSON
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return None


if __name__ == "__main__":
    sys.exit(main())
