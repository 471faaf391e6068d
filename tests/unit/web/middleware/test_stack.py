"""All layers together."""

import io
import json
from typing import Any

import httpx
import pytest
from litestar import Litestar, post
from litestar import get as route
from litestar.types import ASGIApp
from prometheus_client import CollectorRegistry

from sorbo_adapters.memory.rate_limits import MemoryRateLimiter
from sorbo_core.shared.ports import Limit
from sorbo_web.errors.responses import handle_exception
from sorbo_web.middleware.cors import Origins
from sorbo_web.middleware.limits.body_limit import Lengths
from sorbo_web.middleware.limits.throttle import Limits, Throttle
from sorbo_web.middleware.observation.access_log import AccessLog
from sorbo_web.middleware.observation.metrics import HttpMetrics
from sorbo_web.middleware.observation.reports import Reports
from sorbo_web.middleware.request_id import RequestIds
from sorbo_web.middleware.stack import layered
from support.asgi import client_of

SITE = "https://www.example.com"


@route("/things")
async def things() -> list[str]:
    return ["a"]


@route("/bug")
async def bug() -> None:
    raise RuntimeError


@post("/things")
async def create() -> None: ...


@pytest.fixture
def stream() -> io.BytesIO:
    return io.BytesIO()


@pytest.fixture
def app(stream: io.BytesIO) -> ASGIApp:
    limits = Limits(read=Limit(100, 60), write=Limit(2, 60), login=Limit(1, 60))
    application = Litestar(
        [things, bug, create],
        exception_handlers={Exception: handle_exception},
        openapi_config=None,
        logging_config=None,
    )
    return layered(
        application,
        reports=Reports(log=AccessLog(stream), metrics=HttpMetrics(CollectorRegistry())),
        throttle=Throttle(local=MemoryRateLimiter(), shared=MemoryRateLimiter(), limits=limits),
        origins=Origins([SITE]),
        lengths=Lengths(body=1000),
        https=True,
        ids=RequestIds(trust_inbound=False),
    )


async def call(app: ASGIApp, method: str, path: str, **options: Any) -> httpx.Response:
    async with client_of(app) as client:
        return await client.request(method, path, headers={"Origin": SITE}, **options)


@pytest.mark.parametrize(
    ("method", "path", "options", "status"),
    [
        ("GET", "/things", {}, 200),
        ("POST", "/things", {}, 201),
        ("GET", "/nowhere", {}, 404),
        ("DELETE", "/things", {}, 405),
        ("POST", "/things", {"content": b"x" * 1001}, 413),
        ("GET", "/bug", {}, 500),
    ],
)
async def test_every_answer_has_the_headers_of_every_layer(
    app: ASGIApp, stream: io.BytesIO, method: str, path: str, options: dict[str, Any], status: int
) -> None:
    answer = await call(app, method, path, **options)
    assert answer.status_code == status
    assert answer.headers["access-control-allow-origin"] == SITE
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["strict-transport-security"]
    assert answer.headers["server"] == ""
    line = json.loads(stream.getvalue())
    assert (line["status"], line["request_id"]) == (status, answer.headers["x-request-id"])
    if status >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.json()["requestId"] == answer.headers["x-request-id"]


async def test_a_refusal_for_asking_too_often_can_be_read_by_the_page(app: ASGIApp) -> None:
    answers = [await call(app, "POST", "/things") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[2].headers["access-control-allow-origin"] == SITE
    assert answers[2].json()["requestId"] == answers[2].headers["x-request-id"]


async def test_a_preflight_request_is_logged_and_has_an_id(app: ASGIApp, stream: io.BytesIO) -> None:
    async with client_of(app) as client:
        preflight = {"Origin": SITE, "Access-Control-Request-Method": "POST"}
        answer = await client.options("/things", headers=preflight)
    assert answer.status_code == 204
    assert json.loads(stream.getvalue())["request_id"] == answer.headers["x-request-id"]
