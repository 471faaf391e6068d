"""The files of the repository, beside those that are imported."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def read(name: str) -> str:
    """Return the text of a file, named from the root of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run this Python with arguments at the root of the repository; its output is text."""
    return subprocess.run(  # noqa: S603 — this interpreter, on files of ours
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def load(name: str) -> ModuleType:
    """Return a file of the repository as a module, without making it importable for others."""
    file = ROOT / name
    spec = importlib.util.spec_from_file_location(f"loaded_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
