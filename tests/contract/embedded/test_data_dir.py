"""The directory of the local servers."""

import os
import socket
from pathlib import Path

import pytest

from sorbo_adapters.embedded.data_dir import DataDir
from sorbo_adapters.embedded.errors import DirectoryInUse, DirectoryUnusable
from sorbo_adapters.embedded.ports import LOCALHOST


def test_a_directory_in_use_names_the_process_that_uses_it(tmp_path: Path) -> None:
    in_use = pytest.raises(DirectoryInUse, match=f"in use by process {os.getpid()}: stop it, or choose")
    with DataDir(tmp_path).held(), in_use, DataDir(tmp_path).held():
        pass


def test_a_directory_that_is_given_back_can_be_taken_again(tmp_path: Path) -> None:
    with DataDir(tmp_path).held():
        pass
    with DataDir(tmp_path).held():
        assert (tmp_path / "lock").read_text() == str(os.getpid())


def test_a_part_has_the_port_of_its_last_run_while_it_is_free(tmp_path: Path) -> None:
    port = DataDir(tmp_path).port("mongod")

    assert DataDir(tmp_path).port("mongod") == port
    assert DataDir(tmp_path).port("valkey") != port
    with socket.create_server((LOCALHOST, port)):
        moved = DataDir(tmp_path).port("mongod")
    assert moved != port
    assert DataDir(tmp_path).port("mongod") == moved


def test_ports_that_cannot_be_read_are_chosen_anew(tmp_path: Path) -> None:
    (tmp_path / "ports.json").write_text("{")

    port = DataDir(tmp_path).port("mongod")

    assert DataDir(tmp_path).port("mongod") == port


def test_a_file_in_the_place_of_the_directory_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")

    with pytest.raises(DirectoryUnusable, match=r"cannot be used \(File exists\): choose another"):
        DataDir(tmp_path / "data")


def test_nothing_in_the_directory_is_committed(tmp_path: Path) -> None:
    assert (DataDir(tmp_path / "new" / "data").root / ".gitignore").read_text() == "*\n"
