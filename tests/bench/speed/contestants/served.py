"""Serves a contestant written in Python with the server that ours has, in the same way."""

import sys

from granian.constants import Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

if __name__ == "__main__":
    target, port = sys.argv[1:]
    Server(
        target,
        address="127.0.0.1",
        port=int(port),
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        workers=1,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve()
