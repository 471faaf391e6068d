"""Whatever is raised becomes a problem document."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar import Litestar, Request, post
from litestar.types import Message, Receive, Scope, Send
from loguru import logger

from sorbo_core.shared.errors import Unavailable
from sorbo_web.errors.responses import handle_exception
from sorbo_web.middleware.problems import Problems
from support.asgi import answering, get, raising, scope_of


@pytest.fixture
def log() -> Iterator[list[Any]]:
    lines: list[Any] = []
    sink = logger.add(lines.append, format="{message}", diagnose=False)
    yield lines
    logger.remove(sink)


async def test_a_refusal_of_a_layer_is_answered(log: list[Any]) -> None:
    answer = await get(Problems(raising(Unavailable(part="valkey"))))
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert log == []


async def test_an_unforeseen_error_is_answered_and_logged(log: list[Any]) -> None:
    answer = await get(Problems(raising(RuntimeError("secret"))))
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "secret" not in answer.text
    assert [line.record["message"] for line in log] == ["unhandled error in unrouted"]


async def test_an_answer_that_went_through_is_left_alone() -> None:
    answer = await get(Problems(answering(418)))
    assert (answer.status_code, answer.text) == (418, "ok")


async def test_an_error_after_the_answer_began_is_logged_and_cuts_it_off(log: list[Any]) -> None:
    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await get(Problems(app))
    assert len(log) == 1


async def test_a_client_that_leaves_while_its_body_is_read_is_no_error_of_ours(log: list[Any]) -> None:
    @post("/")
    async def take(request: Request[Any, Any, Any]) -> int:
        return len(await request.body())

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(_message: Message) -> None: ...

    app = Litestar(
        [take], exception_handlers={Exception: handle_exception}, openapi_config=None, logging_config=None
    )
    scope = scope_of("POST", state={"client_gone": True}, query_string=b"")
    await Problems(app)(scope, receive, send)
    assert log == []
