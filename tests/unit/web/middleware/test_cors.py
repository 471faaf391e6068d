"""Whose pages may call the API."""

from typing import Any

import httpx
import pytest

from sorbo_web.middleware.cors import Cors, Origins
from support.asgi import answering, client_of

SITE = "https://www.example.com"
LOCAL = "http://localhost:8080"


async def call(method: str, *origins: str, **headers: str) -> httpx.Response:
    app = Cors(answering(headers=[(b"vary", b"Accept-Encoding")]), origins=Origins(origins))
    named: dict[str, Any] = {name.replace("_", "-"): value for name, value in headers.items()}
    async with client_of(app) as client:
        return await client.request(method, "/api/v1/formations", headers=named)


def cors_headers(answer: httpx.Response) -> set[str]:
    return {name for name in answer.headers if name.startswith("access-control-")}


@pytest.mark.parametrize("origin", [SITE, LOCAL])
async def test_a_page_of_a_listed_origin_may_read_the_answer(origin: str) -> None:
    answer = await call("GET", SITE, LOCAL, Origin=origin)
    assert answer.text == "ok"
    assert answer.headers["access-control-allow-origin"] == origin
    exposed = set(answer.headers["access-control-expose-headers"].split(", "))
    assert {"ETag", "Location", "X-Request-Id", "Retry-After", "RateLimit", "RateLimit-Policy"} <= exposed


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "https://www.example.com.evil.example",
        "https://www.example.com:8443",
        "http://www.example.com",
        "https://WWW.example.com",
        "https://sub.www.example.com",
        "null",
        "*",
        "",
    ],
)
async def test_any_other_origin_is_answered_without_permission(origin: str) -> None:
    answer = await call("GET", SITE, Origin=origin)
    assert answer.text == "ok"
    assert cors_headers(answer) == set()


async def test_a_preflight_request_is_answered_here() -> None:
    answer = await call(
        "OPTIONS",
        SITE,
        Origin=SITE,
        Access_Control_Request_Method="PATCH",
        Access_Control_Request_Headers="content-type,if-match",
    )
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == SITE
    assert answer.headers["access-control-allow-methods"] == "GET, POST, PUT, PATCH, DELETE"
    allowed = {name.lower() for name in answer.headers["access-control-allow-headers"].split(", ")}
    assert allowed == {
        "content-type",
        "accept",
        "authorization",
        "if-match",
        "if-none-match",
        "idempotency-key",
        "accept-language",
        "x-request-id",
    }
    assert int(answer.headers["access-control-max-age"]) > 0


async def test_a_preflight_request_of_another_origin_is_answered_by_the_application_without_permission() -> (
    None
):
    answer = await call("OPTIONS", SITE, Origin="https://evil.example", Access_Control_Request_Method="PUT")
    assert answer.text == "ok"
    assert cors_headers(answer) == set()


async def test_options_that_is_no_preflight_goes_to_the_application() -> None:
    assert (await call("OPTIONS", SITE, Origin=SITE)).text == "ok"


@pytest.mark.parametrize("origin", [SITE, "https://evil.example", None])
async def test_caches_keep_the_answers_to_different_origins_apart(origin: str | None) -> None:
    answer = await call("GET", SITE, **({"Origin": origin} if origin else {}))
    assert answer.headers.get_list("vary", split_commas=True) == ["Accept-Encoding", "Origin"]


@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
@pytest.mark.parametrize(("listed", "allowed"), [(SITE, "true"), ("*", None)])
async def test_listed_origins_may_send_cookies_and_anybody_may_not(
    method: str, listed: str, allowed: str | None
) -> None:
    answer = await call(method, listed, Origin=SITE, Access_Control_Request_Method="GET")
    assert cors_headers(answer)
    assert answer.headers.get("access-control-allow-credentials") == allowed


async def test_an_open_api_says_so_and_repeats_nobody() -> None:
    answer = await call("GET", "*", Origin="https://anywhere.example")
    assert answer.headers["access-control-allow-origin"] == "*"


async def test_a_request_without_an_origin_gets_no_permission() -> None:
    assert cors_headers(await call("GET", "*", SITE)) == set()
