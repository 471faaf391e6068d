"""Errors as answers of Litestar and of the layers in front of it."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from litestar import Litestar, get, post
from litestar.exceptions import HTTPException, ImproperlyConfiguredException
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.types import Receive, Scope, Send
from loguru import logger

from sorbo_core.catalogue.errors import FormationNotFound
from sorbo_core.shared.errors import DomainError, TooMany, Unauthenticated, Unavailable
from sorbo_web.errors.responses import handle_exception, send_problem
from support.asgi import client_of, in_chunks

FORESEEN: dict[str, Exception] = {
    "domain": FormationNotFound(),
    "visitor": Unauthenticated(),
    "away": Unavailable(part="mongodb"),
    "teapot": HTTPException(status_code=418),
    "denied": HTTPException(status_code=403),
}
UNFORESEEN: dict[str, Exception] = {
    "bug": RuntimeError("password=hunter2 at /srv/app.py"),
    "misconfigured": ImproperlyConfiguredException("secret detail"),
}


@get("/raise/{name:str}")
async def raise_it(name: FromPath[str]) -> None:
    raise {**FORESEEN, **UNFORESEEN}[name]


@post("/bodies", request_max_body_size=10)
async def take(data: JSONBody[dict[str, int]]) -> None: ...


@get("/items/{number:int}")
async def item(number: FromPath[int], limit: FromQuery[int] = 3) -> int:
    return number * limit


@pytest.fixture
def app() -> Litestar:
    return Litestar(
        [raise_it, take, item],
        exception_handlers={Exception: handle_exception},
        openapi_config=None,
        logging_config=None,
    )


@pytest.fixture
def log() -> Iterator[list[Any]]:
    lines: list[Any] = []
    sink = logger.add(lines.append, format="{message}", level="DEBUG", diagnose=False)
    yield lines
    logger.remove(sink)


async def call(app: Litestar, method: str, path: str, **options: Any) -> httpx.Response:
    async with client_of(app) as client:
        return await client.request(method, path, **options)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "route_not_found"),
        ("GET", "/items/seven", 404, "route_not_found"),
        ("DELETE", "/items/7", 405, "method_not_allowed"),
        ("GET", "/items/7?limit=many", 400, "malformed"),
        ("GET", "/raise/domain", 404, "formation_not_found"),
        ("GET", "/raise/visitor", 401, "authentication_required"),
        ("GET", "/raise/denied", 403, "forbidden"),
        ("GET", "/raise/away", 503, "unavailable"),
        ("GET", "/raise/teapot", 400, "malformed"),
        ("GET", "/raise/bug", 500, "internal_error"),
        ("GET", "/raise/misconfigured", 500, "internal_error"),
    ],
)
async def test_every_refusal_is_a_problem_document(
    app: Litestar, method: str, path: str, status: int, code: str
) -> None:
    answer = await call(app, method, path)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == "fr"
    assert answer.status_code == answer.json()["status"] == status
    assert answer.json()["code"] == code


async def test_a_body_over_litestars_own_limit_is_too_large(app: Litestar) -> None:
    body = in_chunks(b'{"a": 1,', b'"b": 2}')
    answer = await call(app, "POST", "/bodies", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


async def test_a_method_that_a_route_does_not_know_is_told_those_that_it_knows(app: Litestar) -> None:
    answer = await call(app, "DELETE", "/items/7")
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


async def test_headers_of_an_error_are_sent(app: Litestar) -> None:
    assert (await call(app, "GET", "/raise/visitor")).headers["www-authenticate"] == "Bearer"
    assert (await call(app, "GET", "/raise/away")).headers["retry-after"] == "5"


async def test_a_caller_who_reads_english_gets_english(app: Litestar) -> None:
    answer = await call(app, "GET", "/nowhere", headers={"Accept-Language": "en-GB, fr;q=0.5"})
    assert answer.headers["content-language"] == "en"
    assert answer.json()["title"] == "Route not found"


@pytest.mark.parametrize("name", UNFORESEEN)
async def test_an_unforeseen_error_is_logged_once_and_tells_the_caller_nothing(
    app: Litestar, log: list[Any], name: str
) -> None:
    answer = await call(app, "GET", f"/raise/{name}")
    assert "hunter2" not in answer.text
    assert "secret" not in answer.text
    (line,) = log
    assert line.record["message"] == "unhandled error in /raise/{name}"
    assert line.record["exception"].value is UNFORESEEN[name]


@pytest.mark.parametrize("name", FORESEEN)
async def test_a_foreseen_refusal_is_not_logged_as_an_error(app: Litestar, log: list[Any], name: str) -> None:
    await call(app, "GET", f"/raise/{name}")
    assert log == []


async def refused(method: str, error: DomainError) -> httpx.Response:
    async def app(scope: Scope, _receive: Receive, send: Send) -> None:
        scope["state"] = {"request_id": "0123456789abcdef"}
        await send_problem(scope, send, error, [(b"ratelimit", b'"write";r=0;t=9')])

    async with client_of(app) as client:
        return await client.request(method, "/", headers={"Accept-Language": "en"})


async def test_a_layer_answers_with_the_same_document() -> None:
    answer = await refused("GET", TooMany(retry_after=9))
    assert answer.status_code == 429
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["retry-after"] == "9"
    assert answer.headers["ratelimit"] == '"write";r=0;t=9'
    assert answer.json() == {
        "type": "/docs/errors#too_many_requests",
        "title": "Too many requests",
        "status": 429,
        "detail": "Wait 9 seconds, then try again.",
        "code": "too_many_requests",
        "requestId": "0123456789abcdef",
    }


async def test_the_answer_to_head_has_no_body() -> None:
    assert (await refused("HEAD", TooMany(retry_after=9))).content == b""
