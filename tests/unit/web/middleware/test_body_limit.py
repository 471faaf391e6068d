"""How long a body may be."""

import asyncio
from typing import Any

import httpx
import pytest
from litestar import Litestar, Request, post
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from sorbo_web.errors.responses import handle_exception
from sorbo_web.middleware.limits.body_limit import BodyLimit, Lengths, Pace
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


async def _stalling(chunks: list[bytes]) -> Any:
    if chunks:
        return {"type": "http.request", "body": chunks.pop(0), "more_body": True}
    return await asyncio.Event().wait()


async def test_a_body_that_stops_arriving_is_refused_once_it_is_late() -> None:
    answers: list[Message] = []

    async def send(message: Message) -> None:
        answers.append(message)

    chunks = [b"x" * 10, b"y" * 10]
    app = Problems(BodyLimit(echo, lengths=Lengths(body=LIMIT), pace=Pace(grace=0.01, slowest=1000)))
    async with asyncio.timeout(5):
        await app(scope_of("POST"), lambda: _stalling(chunks), send)
    assert chunks == []
    assert answers[0]["type"] == "http.response.start"
    assert answers[0]["status"] == 408


async def test_what_has_arrived_gives_the_rest_more_time() -> None:
    pace = Pace(grace=30, slowest=8000)
    assert (pace.late_at(0), pace.late_at(8000), pace.late_at(25_000_000)) == (30, 31, 3155)


async def test_after_the_body_nobody_is_hurried() -> None:
    messages: list[Any] = [{"type": "http.request", "body": b"", "more_body": False}]
    left = asyncio.Event()

    async def receive() -> Any:
        if messages:
            return messages.pop()
        await left.wait()
        return {"type": "http.disconnect"}

    async def watching(_scope: Scope, receive: Receive, _send: Send) -> None:
        await receive()
        waiting = asyncio.ensure_future(receive())
        done, _ = await asyncio.wait([waiting], timeout=0.05)
        assert not done
        left.set()
        assert (await waiting)["type"] == "http.disconnect"

    app = BodyLimit(watching, lengths=Lengths(body=LIMIT), pace=Pace(grace=0.001))
    await app(scope_of("POST"), receive, _nowhere)


async def _nowhere(_message: Message) -> None:
    pytest.fail("something is answered")
