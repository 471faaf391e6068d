"""Whether a port can be listened on."""

import socket
from collections.abc import Iterator

import pytest

from sorbo_web.cli.network import port_problem


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_a_taken_port_is_told_with_what_to_do(taken: int) -> None:
    assert port_problem("127.0.0.1", taken, option="--port") == (
        f"Port {taken} on 127.0.0.1 is taken by another program: stop it, or choose another port with --port."
    )


def test_a_free_port_is_no_problem() -> None:
    assert port_problem("127.0.0.1", 0) is None


def test_an_address_of_another_machine_is_told() -> None:
    problem = port_problem("192.0.2.1", 0)
    assert problem is not None
    assert "is not at an address of this machine" in problem
