"""Free TCP ports on this machine."""

import socket
from random import SystemRandom

LOCALHOST = "127.0.0.1"
# Below what systems hand out to outgoing connections: a port stays free until its server binds it.
_CANDIDATES = range(20_000, 32_000)


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of the local interface now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOCALHOST, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """Return a port that nothing listens on, another one at each call."""
    return next(port for port in SystemRandom().sample(_CANDIDATES, len(_CANDIDATES)) if is_free(port))
