"""`sorbo serve`: the API for production."""

import os
import sys
import tempfile

from granian.constants import Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

from sorbo_web.cli.environment import settings_or_exit
from sorbo_web.cli.network import port_problem
from sorbo_web.wiring.settings import Settings

_GRACE_SECONDS = 30


def run() -> None:
    """Serve as the environment says."""
    serve(settings_or_exit(os.environ))


def serve(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM; requests in flight finish first, for at most 30 seconds.

    Metrics of several workers, or on a port of their own, are collected through files in a
    temporary directory: it must be named before prometheus_client is first imported.
    """
    problem = port_problem(settings.host, settings.port)
    if problem is not None:
        sys.exit(problem)
    with tempfile.TemporaryDirectory(prefix="sorbo-metrics-") as directory:
        if settings.workers > 1 or settings.metrics_port:
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = directory
        if settings.metrics_port:
            _serve_metrics(settings.metrics_port)
        Server(
            "sorbo_web.asgi:create_app",
            factory=True,
            address=settings.host,
            port=settings.port,
            interface=Interfaces.ASGI,
            loop=Loops.uvloop,
            workers=settings.workers,
            workers_kill_timeout=_GRACE_SECONDS,
            # A worker that died of something that nobody foresaw must not leave the site without one.
            respawn_failed_workers=True,
            log_level=LogLevels.warning,
            websockets=False,
        ).serve()


def _serve_metrics(port: int) -> None:
    from prometheus_client import CollectorRegistry, start_http_server  # noqa: PLC0415 — see `serve`
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415 — idem

    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library says nothing of it
    start_http_server(port, addr="127.0.0.1", registry=registry)
