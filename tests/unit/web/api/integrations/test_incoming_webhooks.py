"""Reports that a mail provider sends us: signed, taken once, answered before work starts."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from sorbo_adapters.memory.mail import MemoryMailer
from sorbo_core.shared.errors import Refused
from sorbo_core.shared.incoming.webhook import id_of
from support.api import Api, harmless, memory_settings, refused
from support.asgi import in_chunks
from support.build import NOW
from support.hostile import BODIES, Route
from support.mail import changed
from support.signing import MESSAGE, NEXT_SECRET, SECRET, encoded, signed
from support.wire import MAIL_REPORTS, report_body

_LIMIT = 200_000
BODY = encoded(report_body())
KNOWN_AS = id_of("mail", MESSAGE)


@pytest.fixture(scope="module")
def with_secrets() -> Api:
    return Api(
        memory_settings(SORBO_MAIL_WEBHOOK_SECRETS=f"{SECRET},{NEXT_SECRET}", SORBO_BODY_LIMIT=str(_LIMIT))
    )


@pytest.fixture
def api(with_secrets: Api) -> Api:
    with_secrets.reset()
    return with_secrets


@pytest.fixture
async def provider(api: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with api.client() as client:
        yield client


async def report(
    provider: httpx.AsyncClient, body: bytes = BODY, headers: dict[str, str] | None = None
) -> httpx.Response:
    return await provider.post(MAIL_REPORTS, content=body, headers=headers or signed(body))


def kept(api: Api) -> dict[str, Any]:
    documents: dict[str, Any] = api.stored()["received_webhooks"][0]
    return documents


async def suppressed(api: Api) -> list[str]:
    """Let the relay run once; return the addresses that get no more mails."""
    await api.container.delivery.relay_events()()
    return [each.address for each in await api.container.ports.suppressions().list()]


async def test_a_bounce_is_answered_before_work_starts_then_ends_mails_to_the_address(
    api: Api, provider: httpx.AsyncClient
) -> None:
    mailer, mail = api.container.ports.mailer(), changed(to="ancien@example.com")
    answer = await report(provider)
    assert (answer.status_code, answer.json()) == (202, {"id": KNOWN_AS})
    assert answer.headers["cache-control"] == "no-store"
    await mailer.send(mail)
    assert await suppressed(api) == ["ancien@example.com"]
    with pytest.raises(Refused) as caught:
        await mailer.send(mail)
    assert caught.value.reason == "suppressed since 2026-03-02: bounce 5.1.1 550 5.1.1 no such user"
    inner = mailer._mailer
    assert isinstance(inner, MemoryMailer)
    assert inner.sent == [mail]


async def test_the_companys_own_mailbox_goes_on_getting_mails(api: Api, provider: httpx.AsyncClient) -> None:
    own = api.container.settings().mail_staff
    assert (await report(provider, encoded(report_body(address=own)))).status_code == 202
    assert await suppressed(api) == []


async def test_a_temporary_bounce_is_taken_and_ends_nothing(api: Api, provider: httpx.AsyncClient) -> None:
    body = encoded(report_body(permanent=False, status="4.2.2"))
    assert (await report(provider, body)).status_code == 202
    assert len(kept(api)) == 1
    assert await suppressed(api) == []


async def test_a_retry_is_answered_alike_and_has_no_second_effect(
    api: Api, provider: httpx.AsyncClient
) -> None:
    first = await report(provider)
    before = api.stored()
    api.clock.advance(timedelta(days=2))
    again = await report(provider, headers=signed(BODY, at=api.clock.now()))
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert api.stored() == before
    assert await suppressed(api) == ["ancien@example.com"]
    await api.container.ports.suppressions().lift("ancien@example.com")
    await report(provider, headers=signed(BODY, at=api.clock.now()))
    assert await suppressed(api) == []


async def test_twenty_of_one_id_at_the_same_time_are_one(api: Api, provider: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(*(report(provider) for _ in range(20)))
    assert {(each.status_code, each.text) for each in answers} == {(202, f'{{"id":"{KNOWN_AS}"}}')}
    _, outboxes = api.stored()["received_webhooks"]
    assert [len(outbox.entries) for outbox in outboxes.values()] == [1]
    assert await suppressed(api) == ["ancien@example.com"]


@pytest.mark.parametrize("secrets", [[SECRET], [NEXT_SECRET], [NEXT_SECRET, SECRET]])
async def test_while_secrets_are_rotated_each_is_good(
    provider: httpx.AsyncClient, secrets: list[str]
) -> None:
    assert (await report(provider, headers=signed(BODY, *secrets))).status_code == 202


@pytest.mark.parametrize("minutes", [-6, 6, -60 * 24, 60 * 24])
async def test_a_stale_timestamp_is_refused_and_says_so(
    api: Api, provider: httpx.AsyncClient, minutes: int
) -> None:
    answer = await report(provider, headers=signed(BODY, at=NOW + timedelta(minutes=minutes)))
    refused(answer, 401, "webhook_timestamp_stale")
    assert answer.headers["www-authenticate"] == "Signature"
    assert kept(api) == {}


@pytest.mark.parametrize("missing", ["webhook-id", "webhook-timestamp", "webhook-signature"])
async def test_without_one_of_its_headers_a_report_is_refused(
    api: Api, provider: httpx.AsyncClient, missing: str
) -> None:
    headers = {name: value for name, value in signed(BODY).items() if name != missing}
    refused(await report(provider, headers=headers), 401, "webhook_signature_invalid")
    assert kept(api) == {}


@pytest.mark.parametrize(
    "body",
    [
        BODY.replace(b"ancien", b"autre"),
        BODY + b"\n",
        BODY[:-1],
        b"{}",
        b"\xff",
        b'{"type":' * 50_000,
    ],
)
async def test_a_body_that_was_tampered_with_is_refused_before_it_is_read(
    api: Api, provider: httpx.AsyncClient, body: bytes
) -> None:
    if len(body) > _LIMIT:
        body = body[:_LIMIT]
    answer = await report(provider, body, signed(BODY))
    assert harmless(answer) == 401
    refused(answer, 401, "webhook_signature_invalid")
    assert kept(api) == {}


@pytest.mark.parametrize(
    ("name", "second"),
    [("webhook-id", "msg_other"), ("webhook-timestamp", "1"), ("webhook-id", MESSAGE)],
)
async def test_a_header_that_is_sent_twice_is_refused(
    provider: httpx.AsyncClient, name: str, second: str
) -> None:
    headers = [*signed(BODY).items(), (name, second)]
    answer = await provider.post(MAIL_REPORTS, content=BODY, headers=headers)
    refused(answer, 401, "webhook_signature_invalid")


@pytest.mark.parametrize("value", ["msg\r\nset-cookie: a=b", "msg é", "msg a", "msg.1", "../../x?y#z"])
async def test_what_an_id_holds_never_leaves_it(api: Api, provider: httpx.AsyncClient, value: str) -> None:
    headers: list[tuple[bytes, bytes]] = [
        (name.encode(), held.encode()) for name, held in signed(BODY, id=value).items()
    ]
    answer = await provider.post(MAIL_REPORTS, content=BODY, headers=headers)
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert kept(api) == {}


async def test_an_id_of_any_visible_letters_is_as_good_as_another(
    api: Api, provider: httpx.AsyncClient
) -> None:
    odd = "$ne:{}/?#[]@!&'()*+,;=%0a"
    assert (await report(provider, headers=signed(BODY, id=odd))).json() == {"id": id_of("mail", odd)}
    assert list(kept(api)) == [id_of("mail", odd)]


@pytest.mark.parametrize(
    ("changes", "status", "pointer"),
    [
        ({"address": "personne"}, 422, "/data/address"),
        ({"status": "550"}, 422, "/data/status"),
        ({"permanent": 1}, 400, "/data/permanent"),
        ({"occurredAt": "hier"}, 400, "/data/occurredAt"),
    ],
)
async def test_a_signed_report_that_is_wrong_is_refused_and_nothing_is_kept(
    api: Api, provider: httpx.AsyncClient, changes: dict[str, Any], status: int, pointer: str
) -> None:
    answer = await report(provider, encoded(report_body(**changes)))
    assert refused(answer, status, "invalid" if status == 422 else "malformed") == [pointer]
    assert kept(api) == {}


_BESIDE = {
    "an operator as a name",
    "a dotted name",
    "a prototype",
    "an unknown name",
    "an empty name",
    "a long name",
}
"""What a report may have beside what concerns us."""


@pytest.mark.parametrize("name", sorted(BODIES.keys() - _BESIDE))
async def test_a_hostile_body_is_refused_though_it_is_signed(
    api: Api, provider: httpx.AsyncClient, name: str
) -> None:
    body = BODIES[name](Route("POST", MAIL_REPORTS, report_body(), "type"))
    answer = await report(provider, body)
    assert harmless(answer) in {400, 413, 422}
    assert kept(api) == {}


@pytest.mark.parametrize("name", sorted(_BESIDE))
async def test_members_that_nobody_knows_are_left_out(
    api: Api, provider: httpx.AsyncClient, name: str
) -> None:
    body = BODIES[name](Route("POST", MAIL_REPORTS, report_body(), "type"))
    assert (await report(provider, body)).status_code == 202
    assert await suppressed(api) == ["ancien@example.com"]


async def test_another_type_is_answered_and_left(api: Api, provider: httpx.AsyncClient) -> None:
    body = encoded(report_body() | {"type": "mail.delivered"})
    assert (await report(provider, body)).status_code == 202
    assert kept(api) == {}


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_another_media_type_is_refused(api: Api, provider: httpx.AsyncClient, media_type: str) -> None:
    answer = await report(provider, headers=signed(BODY) | {"content-type": media_type})
    refused(answer, 415, "unsupported_media_type")
    assert kept(api) == {}


async def test_a_body_over_the_limit_is_refused(provider: httpx.AsyncClient) -> None:
    body = BODY + b" " * _LIMIT
    refused(await report(provider, body), 413, "body_too_large")
    chunks = in_chunks(BODY, *[b" " * (_LIMIT // 4)] * 5)
    answer = await provider.post(MAIL_REPORTS, content=chunks, headers=signed(body))
    refused(answer, 413, "body_too_large")


async def test_a_body_that_comes_in_pieces_is_verified_as_a_whole(provider: httpx.AsyncClient) -> None:
    chunks = in_chunks(BODY[:10], BODY[10:])
    answer = await provider.post(MAIL_REPORTS, content=chunks, headers=signed(BODY))
    assert answer.status_code == 202


async def test_a_credential_that_the_sender_has_for_others_is_not_asked_about(
    provider: httpx.AsyncClient,
) -> None:
    headers = signed(BODY) | {"authorization": "Basic c29tZWJvZHk6cGFzcw=="}
    assert (await report(provider, headers=headers)).status_code == 202


async def test_without_a_secret_nobody_is_let_in() -> None:
    async with Api(memory_settings()).client() as provider:
        refused(await report(provider), 404, "webhook_source_not_found")


async def test_a_source_that_nobody_declared_is_not_found(provider: httpx.AsyncClient) -> None:
    url = MAIL_REPORTS.replace("mail", "nobody")
    refused(await provider.post(url, content=BODY, headers=signed(BODY)), 404, "route_not_found")


async def test_a_burst_of_reports_is_taken_whatever_the_limit_of_writes_is() -> None:
    settings = memory_settings(
        SORBO_MAIL_WEBHOOK_SECRETS=SECRET,
        SORBO_WRITES_PER_MINUTE="2",
        SORBO_INCOMING_PER_MINUTE="5",
    )
    async with Api(settings).client() as provider:
        answers = [await report(provider) for _ in range(6)]
    assert [each.status_code for each in answers] == [202] * 5 + [429]
    assert answers[-1].headers["ratelimit-policy"] == '"incoming";q=5;w=60'
    assert int(answers[-1].headers["retry-after"]) >= 1
