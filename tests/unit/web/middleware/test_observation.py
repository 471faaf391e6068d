"""Every request is logged on one line and counted."""

import asyncio
import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar import get as route
from litestar.params import FromPath
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from prometheus_client import CollectorRegistry

from sorbo_web.middleware.observation.access_log import AccessLog
from sorbo_web.middleware.observation.metrics import HttpMetrics, metrics_page
from sorbo_web.middleware.observation.observed import Observed
from sorbo_web.middleware.observation.reports import Reports
from sorbo_web.middleware.request_id import RequestId, RequestIds
from support.asgi import answering, client_of, get, raising, scope_of
from support.program import eventually

AN_HOUR = 3600


class Observation:
    """A log and a registry of one's own, with the layer in front of an application."""

    def __init__(self) -> None:
        self.stream = io.BytesIO()
        self.registry = CollectorRegistry()
        self._reports = Reports(log=AccessLog(self.stream), metrics=HttpMetrics(self.registry))

    def of(self, app: ASGIApp) -> ASGIApp:
        return RequestId(Observed(app, reports=self._reports), ids=RequestIds(trust_inbound=True))

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]

    def count(self, method: str, route: str, status: int) -> float | None:
        labels = {"method": method, "route": route, "status": str(status)}
        return self.registry.get_sample_value("sorbo_http_requests_total", labels)


@pytest.fixture
def observation() -> Observation:
    return Observation()


async def test_a_request_is_one_json_line(observation: Observation) -> None:
    app = observation.of(answering(body=b"bonjour", route="/api/v1/formations/{slug}"))
    await get(app, "/api/v1/formations/covadis", X_Request_Id="edge-0001", User_Agent="phone/1")
    (line,) = observation.lines
    assert line.pop("duration_ms") > 0
    assert (datetime.now(UTC) - datetime.fromisoformat(line.pop("time"))).total_seconds() < AN_HOUR
    assert line == {
        "level": "info",
        "request_id": "edge-0001",
        "method": "GET",
        "path": "/api/v1/formations/covadis",
        "route": "/api/v1/formations/{slug}",
        "status": 200,
        "bytes": 7,
        "client": "192.0.2.1",
        "user_agent": "phone/1",
    }


async def test_neither_query_nor_token_nor_cookie_nor_body_is_logged(observation: Observation) -> None:
    async with client_of(observation.of(answering(body=b"secret-answer"))) as client:
        await client.post(
            "/api/v1/demandes?email=secret-query@example.com",
            content=b'{"name": "secret-body"}',
            headers={"Authorization": "Bearer secret-token", "Cookie": "session=secret-cookie"},
        )
    assert b"secret" not in observation.stream.getvalue()
    assert len(observation.lines) == 1


async def test_a_long_path_and_a_long_user_agent_are_cut(observation: Observation) -> None:
    await get(observation.of(answering()), "/" + "a" * 5000, User_Agent="b" * 5000)
    (line,) = observation.lines
    assert (len(line["path"]), len(line["user_agent"])) == (500, 200)


async def test_a_line_break_in_a_path_does_not_make_a_second_line(observation: Observation) -> None:
    await get(observation.of(answering()), '/a%0A{"level":"forged"}')
    assert len(observation.lines) == 1


async def test_a_request_without_agent_or_client_is_logged_too(observation: Observation) -> None:
    app = observation.of(answering())
    await app(scope_of(client=None), _request(), _nowhere)
    (line,) = observation.lines
    assert (line["client"], line["user_agent"], line["route"]) == ("-", None, None)


async def test_a_request_is_counted_and_timed_by_route(observation: Observation) -> None:
    app = observation.of(answering(201, route="/api/v1/demandes"))
    async with client_of(app) as client:
        for _ in range(3):
            await client.post("/api/v1/demandes")
    assert observation.count("POST", "/api/v1/demandes", 201) == 3
    timed = observation.registry.get_sample_value(
        "sorbo_http_request_duration_seconds_count",
        {"method": "POST", "route": "/api/v1/demandes", "status": "201"},
    )
    assert timed == 3


async def test_labels_are_bounded_whatever_is_asked(observation: Observation) -> None:
    async with client_of(observation.of(answering(404))) as client:
        for n in range(5):
            await client.request(f"METHOD{n}", f"/probe-{n}.php")
    assert observation.count("OTHER", "unrouted", 404) == 5


async def test_the_routes_of_litestar_are_counted_by_template(observation: Observation) -> None:
    @route("/items/{number:int}")
    async def item(number: FromPath[int]) -> int:
        return number

    app = observation.of(Litestar([item], openapi_config=None, logging_config=None))
    for number in (1, 2):
        await get(app, f"/items/{number}")
    assert observation.count("GET", "/items/{number}", 200) == 2


async def test_requests_are_held_for_a_moment_and_told_of_together() -> None:
    stream = io.BytesIO()
    reports = Reports(log=AccessLog(stream), metrics=HttpMetrics(CollectorRegistry()), hold=0.01)
    app = Observed(answering(), reports=reports)
    for _ in range(3):
        await get(app)
    assert stream.getvalue() == b""

    async def told() -> bool:
        return bool(stream.getvalue())

    await eventually(told, every=0.005)
    assert len(stream.getvalue().splitlines()) == 3


async def test_requests_in_progress_are_counted_while_they_are(observation: Observation) -> None:
    seen: list[float | None] = []

    def in_progress() -> float | None:
        return observation.registry.get_sample_value("sorbo_http_requests_in_progress")

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(in_progress())
        await answering()(scope, receive, send)

    await get(observation.of(app))
    assert [*seen, in_progress()] == [1, 0]


async def test_an_exception_is_logged_as_500_and_passed_on(observation: Observation) -> None:
    with pytest.raises(RuntimeError, match="broken"):
        await get(observation.of(raising(RuntimeError("broken"))))
    (line,) = observation.lines
    assert (line["status"], line["level"]) == (500, "error")
    assert observation.count("GET", "unrouted", 500) == 1


async def test_a_request_that_is_cancelled_is_logged_as_499(observation: Observation) -> None:
    with pytest.raises(asyncio.CancelledError):
        await get(observation.of(raising(asyncio.CancelledError())))
    assert [line["status"] for line in observation.lines] == [499]


async def test_a_client_that_leaves_while_it_sends_is_logged_as_499(observation: Observation) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        assert (await receive())["type"] == "http.disconnect"
        assert scope["state"]["client_gone"] is True
        await send({"type": "http.response.start", "status": 400, "headers": []})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    await observation.of(app)(scope_of("POST"), _disconnect(), _nowhere)
    assert [line["status"] for line in observation.lines] == [499]


async def test_a_client_that_leaves_after_the_answer_has_been_answered(observation: Observation) -> None:
    async def app(_scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        await receive()

    await observation.of(app)(scope_of(), _disconnect(), _nowhere)
    assert [line["status"] for line in observation.lines] == [200]


async def test_the_metrics_page_is_in_the_format_of_prometheus(observation: Observation) -> None:
    await get(observation.of(answering(route="/health/live")))
    page, content_type = metrics_page(observation.registry)
    assert content_type.startswith("text/plain; version=")
    line = 'sorbo_http_requests_total{method="GET",route="/health/live",status="200"} 1.0'
    assert line in page.decode().splitlines()


# The library decides when it is imported whether several processes share their metrics.
WORKER = """
import asyncio
from prometheus_client import CollectorRegistry
from sorbo_web.middleware.observation.exchange import Exchange
from sorbo_web.middleware.observation.metrics import HttpMetrics, metrics_page
from support.asgi import scope_of

registry = CollectorRegistry()
HttpMetrics(registry).count([Exchange(scope_of(path_template="/", state={}), None, None).end()])
print(metrics_page(registry)[0].decode())
"""


def test_the_metrics_page_adds_up_the_processes_that_share_a_directory(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    pages = [
        subprocess.run(  # noqa: S603 — our own script
            [sys.executable, "-c", WORKER], env=environment, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]
    line = 'sorbo_http_requests_total{method="GET",route="/",status="500"}'
    assert [f"{line} {n}.0" in page for n, page in enumerate(pages, start=1)] == [True, True]


async def _nowhere(_message: Message) -> None: ...


def _request() -> Receive:
    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    return receive


def _disconnect() -> Receive:
    async def receive() -> Any:
        return {"type": "http.disconnect"}

    return receive
