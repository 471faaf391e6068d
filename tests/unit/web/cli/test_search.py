"""`sorbo search rebuild`."""

import io

from rich.console import Console

from sorbo_web.cli.search import run_rebuild
from support.api import memory_settings


def test_a_rebuild_over_nothing_ends_well() -> None:
    screen = io.StringIO()
    assert run_rebuild(memory_settings(), Console(file=screen), afresh=True) == 0
    assert screen.getvalue().strip() == ""
