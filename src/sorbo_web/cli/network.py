"""Whether a port can be listened on, in words."""

import errno
import socket

_WORDS = {
    errno.EADDRINUSE: "is taken by another program: stop it, or choose another port with {option}",
    errno.EACCES: "needs more rights than you have: choose one above 1023 with {option}",
    errno.EADDRNOTAVAIL: "is not at an address of this machine: choose another one",
}


def port_problem(host: str, port: int, *, option: str = "SORBO_PORT") -> str | None:
    """Return one sentence that says why nobody can listen there and what to do, or None."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            words = _WORDS.get(error.errno or 0, "cannot be used")
            return f"Port {port} on {host} {words.format(option=option)}."
    return None
