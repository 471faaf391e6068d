"""How long a body may be."""

from typing import Any

import httpx
import pytest
from litestar import Litestar, Request, post
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from sorbo_web.errors.responses import handle_exception
from sorbo_web.middleware.limits.body_limit import BodyLimit, Lengths
from sorbo_web.middleware.problems import Problems
from support.asgi import answering, body_of, client_of, in_chunks, scope_of

LIMIT = 100


def limited(app: ASGIApp) -> ASGIApp:
    return Problems(BodyLimit(app, lengths=Lengths(body=LIMIT)))


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    await answering(body=await body_of(receive))(scope, _nothing_more, send)


async def _nothing_more() -> Any:
    return {"type": "http.request", "body": b"", "more_body": False}


async def sent(content: Any, *, length: str | None = None, app: ASGIApp = echo) -> httpx.Response:
    headers = {} if length is None else {"Content-Length": length}
    async with client_of(limited(app)) as client:
        return await client.post("/", content=content, headers=headers)


@pytest.mark.parametrize("length", [0, 1, LIMIT])
async def test_a_body_up_to_the_limit_passes_unchanged(length: int) -> None:
    assert (await sent(b"x" * length)).content == b"x" * length


async def test_a_body_in_chunks_up_to_the_limit_passes_unchanged() -> None:
    assert (await sent(in_chunks(b"x" * 60, b"y" * 40))).content == b"x" * 60 + b"y" * 40


async def test_a_longer_body_is_refused_by_its_announced_length_before_it_is_read() -> None:
    answers: list[Message] = []

    async def receive() -> Any:
        pytest.fail("the body is read")

    async def send(message: Message) -> None:
        answers.append(message)

    await limited(echo)(scope_of("POST", headers=[(b"content-length", b"101")]), receive, send)
    assert answers[0]["type"] == "http.response.start"
    assert answers[0]["status"] == 413


async def test_a_longer_body_in_chunks_is_stopped() -> None:
    answer = await sent(in_chunks(b"x" * 60, b"y" * 41, b"z" * 10_000))
    assert answer.status_code == 413
    assert answer.json()["code"] == "body_too_large"
    assert "100 octets" in answer.json()["detail"]


async def test_a_body_that_is_longer_than_announced_is_stopped() -> None:
    assert (await sent(in_chunks(b"x" * 101), length="5")).status_code == 413


@pytest.mark.parametrize("length", ["9" * 19, "9" * 5000])
async def test_an_announced_length_of_any_size_is_refused(length: str) -> None:
    assert (await sent(in_chunks(b"x"), length=length)).status_code == 413


@pytest.mark.parametrize("length", ["-1", "ten", "1e2", "0x10", "", "1,1", "+5"])
async def test_an_announced_length_that_is_no_number_is_malformed(length: str) -> None:
    answer = await sent(in_chunks(b"x"), length=length)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_content_length")


async def test_litestar_answers_a_body_that_grows_too_long_while_it_reads() -> None:
    @post("/")
    async def take(request: Request[Any, Any, Any]) -> int:
        return len(await request.body())

    app = Litestar(
        [take], exception_handlers={Exception: handle_exception}, openapi_config=None, logging_config=None
    )
    answer = await sent(in_chunks(b"x" * 60, b"y" * 60), app=app)
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
