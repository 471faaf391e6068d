"""The HTTP client on real connections: where it connects, and what it refuses."""

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from sorbo_adapters.embedded.ports import free_port
from sorbo_adapters.http.client import GuardedHttp
from sorbo_adapters.http.resolver import system_lookup
from sorbo_core.shared.errors import Deferred
from sorbo_core.shared.outgoing.http import IN_DEVELOPMENT, OutboundPolicy, Reply, UrlRefused
from support.receiver import HOST, Receiver
from support.tls_proxy import Certificate

BODY = b'{"type":"webhook.test"}'
_DEADLINE = 5
_ANY_PORT = OutboundPolicy(ports=frozenset())


class Names:
    """A name server that a test fills in; each look takes the next answer, the last one stays."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def lookup(self, host: str) -> list[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@asynccontextmanager
async def client(
    policy: OutboundPolicy = IN_DEVELOPMENT,
    names: Names | None = None,
    *,
    seconds: float = _DEADLINE,
    trusted: Certificate | None = None,
) -> AsyncIterator[GuardedHttp]:
    """Yield a client; names are looked up as the test says, or by the system."""
    http = GuardedHttp(
        policy=policy,
        user_agent="Test/1",
        seconds=seconds,
        lookup=names.lookup if names else system_lookup,
        tls=trusted.client_context() if trusted else None,
    )
    yield http
    await http.close()


async def post(http: GuardedHttp, url: str) -> Reply:
    return await http.post(url, headers={"webhook-id": "m"}, body=BODY)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver() as running:
        yield running


async def test_a_post_arrives_as_it_was_given(receiver: Receiver) -> None:
    receiver.answer = (503, {"Retry-After": "7"}, "plus tard, à bientôt".encode())
    async with client() as http:
        reply = await post(http, f"{receiver.url}/%2e%2E?a=b%2Fc")
    assert reply == Reply(status=503, retry_after="7", excerpt="plus tard, à bientôt")
    (received,) = receiver.received
    assert (received.path, received.body) == ("/hook/%2e%2E?a=b%2Fc", BODY)
    assert (received.headers["webhook-id"], received.headers["user-agent"]) == ("m", "Test/1")


async def test_the_connection_goes_to_the_address_that_was_checked(receiver: Receiver) -> None:
    names = Names([HOST], ["192.0.2.1"])
    async with client(names=names) as http:
        reply = await post(http, f"http://hooks.example.com:{receiver.port}/hook")
    assert reply.status == 204
    assert names.asked == ["hooks.example.com"]
    assert receiver.received[0].headers["host"] == f"hooks.example.com:{receiver.port}"


async def test_over_tls_the_certificate_is_that_of_the_name(tmp_path: Path) -> None:
    certificate = Certificate(tmp_path, name="hooks.example.com")
    async with Receiver(tls=certificate.server_context()) as receiver:
        async with client(names=Names([HOST]), trusted=certificate) as http:
            assert (await post(http, f"https://hooks.example.com:{receiver.port}/")).status == 204
            with pytest.raises(Deferred) as refusal:
                await post(http, f"https://others.example.com:{receiver.port}/")
        assert refusal.value.reason == "certificate not trusted"
        assert len(receiver.received) == 1


async def test_a_certificate_that_nobody_trusts_is_refused(tmp_path: Path) -> None:
    certificate = Certificate(tmp_path, name="hooks.example.com")
    async with Receiver(tls=certificate.server_context()) as receiver, client(names=Names([HOST])) as http:
        with pytest.raises(Deferred, match="certificate not trusted"):
            await post(http, f"https://hooks.example.com:{receiver.port}/")
    assert receiver.received == []


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.0.0.1"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["1.1.1.1", "127.0.0.1"],
    ],
)
async def test_a_name_of_a_machine_that_is_not_public_is_refused_before_a_connection(
    receiver: Receiver, addresses: list[str]
) -> None:
    async with client(_ANY_PORT, Names(addresses)) as http:
        with pytest.raises(UrlRefused) as refusal:
            await post(http, f"https://hooks.example.com:{receiver.port}/")
    assert refusal.value.violations[0].code == "url_address"
    assert receiver.received == []


async def test_a_name_that_changes_its_meaning_is_checked_each_time(receiver: Receiver) -> None:
    names = Names(["127.0.0.1"])
    async with client(_ANY_PORT, names) as http:
        for _ in range(2):
            with pytest.raises(UrlRefused):
                await post(http, f"https://hooks.example.com:{receiver.port}/")
    assert len(names.asked) == 2


async def test_an_address_in_the_url_is_checked_without_a_name_server(receiver: Receiver) -> None:
    names = Names([HOST])
    async with client(_ANY_PORT, names) as http:
        with pytest.raises(UrlRefused):
            await post(http, f"https://{HOST}:{receiver.port}/")
    assert names.asked == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_an_answer_and_is_not_followed(receiver: Receiver, status: int) -> None:
    receiver.answer = (status, {"Location": f"{receiver.url}/elsewhere"}, b"")
    async with client() as http:
        assert (await post(http, receiver.url)).status == status
    assert len(receiver.received) == 1


async def test_of_an_endless_answer_only_the_start_is_read(receiver: Receiver) -> None:
    receiver.answer = (200, {}, b"x" * 50_000_000)
    async with client() as http, asyncio.timeout(_DEADLINE):
        assert len((await post(http, receiver.url)).excerpt) <= 1024


async def test_a_compressed_answer_is_left_as_it_is(receiver: Receiver) -> None:
    receiver.answer = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"0" * 50_000_000))
    async with client() as http:
        assert len((await post(http, receiver.url)).excerpt) <= 1024


async def test_no_proxy_of_the_environment_is_used(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://{HOST}:{free_port()}")
    async with client() as http:
        assert (await post(http, receiver.url)).status == 204


async def test_cookies_are_forgotten(receiver: Receiver) -> None:
    receiver.answer = (200, {"Set-Cookie": "a=b"}, b"")
    async with client() as http:
        for _ in range(2):
            await post(http, receiver.url)
    assert "cookie" not in receiver.received[1].headers


async def test_a_receiver_that_says_nothing_is_left_in_time(receiver: Receiver) -> None:
    receiver.answering.clear()
    async with client(seconds=0.2) as http:
        with pytest.raises(Deferred, match="no answer in time"):
            await post(http, receiver.url)


async def test_a_port_where_nobody_listens_is_no_connection() -> None:
    async with client() as http:
        with pytest.raises(Deferred, match="no connection"):
            await post(http, f"http://{HOST}:{free_port()}/")


async def test_a_name_that_nobody_has_is_no_such_host() -> None:
    async def nobody(_: str) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    http = GuardedHttp(policy=IN_DEVELOPMENT, user_agent="Test/1", lookup=nobody)
    with pytest.raises(Deferred, match="no such host"):
        await post(http, "http://hooks.example.com/")
    await http.close()


@pytest.mark.parametrize("said", [b"", b"no HTTP at all\r\n\r\n", b"HTTP/1.1 200 OK\r\nx: " + b"y" * 100_000])
async def test_what_is_no_answer_is_a_failure_like_others(said: bytes) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(BODY)
        writer.write(said)
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(answer, HOST, 0)
    port = server.sockets[0].getsockname()[1]
    async with server, client() as http:
        with pytest.raises(Deferred):
            await post(http, f"http://{HOST}:{port}/")


async def test_the_system_knows_the_addresses_of_this_machine() -> None:
    assert set(await system_lookup("localhost")) <= {"127.0.0.1", "::1"}
