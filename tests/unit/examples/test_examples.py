import sys
from collections.abc import Iterator

import pytest

from sorbo_core.contact.ports import Demandes
from support.repository_files import ROOT, load, run

EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.py"))
OUTPUT = """\
received: demande-1 from travaux@example.com, nouveau, version 1
moved: en_traitement, version 2
refused: move_refused, from en_traitement to nouveau
in progress: ['demande-1']
events that wait: ['demande.received', 'demande.moved']
"""
RECEIVED = """\
200 taken: demande.received
200 seen before
400 refused
"""
# Prints the top-level packages that running a file as a program brings in, beside msgspec and what
# that one makes use of where it is installed.
IMPORTED_BY = """
import contextlib, io, msgspec, runpy, sys
before = set(sys.modules)
with contextlib.redirect_stdout(io.StringIO()):
    runpy.run_path(sys.argv[1], run_name="__main__")
print(*sorted({name.partition(".")[0] for name in set(sys.modules) - before}))
"""

contract = load("tests/contract/contact/test_demandes.py")


def test_the_adapter_of_ones_own_takes_a_request_in_and_moves_it_on() -> None:
    done = run("-W", "error", "examples/own_adapter.py")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == OUTPUT


def test_the_receiver_takes_a_webhook_once_and_refuses_a_forged_one() -> None:
    done = run("-W", "error", "examples/webhook_receiver.py")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == RECEIVED


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_uses_the_core_and_the_standard_library_only(name: str) -> None:
    done = run("-c", IMPORTED_BY, f"examples/{name}")
    assert done.returncode == 0, done.stderr
    foreign = set(done.stdout.split()) - sys.stdlib_module_names
    assert {each for each in foreign if not each.startswith("_")} == {"sorbo_core"}


class TestTheAdapterOfOnesOwnKeepsTheContract(contract.DemandesContract):  # type: ignore[name-defined,misc]  # loaded by its path
    @pytest.fixture
    def demandes(self) -> Iterator[Demandes]:
        demandes = load("examples/own_adapter.py").SqliteDemandes(":memory:")
        yield demandes
        demandes.close()
