"""What wrk measures."""

from pathlib import Path

import msgspec

from bench.wrk import wrk

_SCRIPT = Path(__file__).with_name("load.lua")
CONNECTIONS = 16


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked, again and again.

    Attributes:
        path: with NUMBER where a number goes that never comes back.
        post: the JSON that is posted; None for a GET.
        known: the entity tag that is said to be known.
    """

    path: str
    post: str | None = None
    known: str | None = None


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it; `wrong` counts answers that were none, or refusals."""

    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float
    wrong: int

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds


async def load(port: int, request: Request, *, seconds: float, first: int = 0) -> Measured:
    """Ask for so long over 16 connections, on the core of the caller.

    Raises:
        AssertionError: an answer was wrong.
    """
    environ = {"BENCH_PATH": request.path, "BENCH_FIRST": str(first)}
    if request.post is not None:
        environ["BENCH_POST"] = request.post
    if request.known is not None:
        environ["BENCH_KNOWN"] = request.known
    url = f"http://127.0.0.1:{port}"
    asking = await wrk(url, script=_SCRIPT, connections=CONNECTIONS, seconds=seconds, environ=environ)
    _, told = await asking.communicate()
    measured = msgspec.json.decode(told.splitlines()[-1], type=Measured)
    assert measured.wrong == 0, f"{request.path}: {measured.wrong} of {measured.requests} answers were wrong"
    return measured
