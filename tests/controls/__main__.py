"""Switch each control off, and see its test fail: `python -m controls`, or with some of their names."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping

from controls.switches import CONTROLS, VARIABLE, Control

_FAILED = 1
"""What pytest exits with where a test failed; other faults have other codes."""


def _run(control: Control, environ: Mapping[str, str]) -> tuple[int, str]:
    path, name = control.test
    options = ("-q", "-n", "0", "-x", "--tb=line", "-p", "controls.switches", "-p", "no:cacheprovider")
    command = (sys.executable, "-m", "pytest", *options, path, "-k", name)
    done = subprocess.run(command, env={**os.environ, **environ}, capture_output=True, text=True, check=False)  # noqa: S603 — our own tests
    return done.returncode, done.stdout


def _verdict(name: str, control: Control) -> str:
    """Return why a control is not held by its test, or nothing."""
    code, said = _run(control, {})
    if code != 0:
        return f"its test fails by itself:\n{said}"
    code, said = _run(control, {VARIABLE: name})
    if (
        code != _FAILED
        or not re.search(r"\b1 failed\b", said)
        or re.search(r"\berrors?\b", said.splitlines()[-1])
    ):
        return f"its test does not fail without it:\n{said}"
    return ""


def main() -> int:
    """Print what came of each."""
    faults = 0
    for name in sys.argv[1:] or CONTROLS:
        fault = _verdict(name, CONTROLS[name])
        faults += bool(fault)
        print(f"{name:18}{fault or 'missed: ' + CONTROLS[name].test[1]}", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
