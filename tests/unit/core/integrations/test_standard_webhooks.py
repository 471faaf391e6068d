"""What is verified of a webhook before anything of it is read."""

from datetime import timedelta

import pytest

from sorbo_core.integrations.standard_webhooks import TOLERANCE, StandardWebhooks
from sorbo_core.shared.errors import DomainError
from sorbo_core.shared.incoming.source import WebhookSignatureInvalid, WebhookTimestampStale
from support.build import NOW
from support.signing import MESSAGE, NEXT_SECRET, SECRET, signed

BODY = '{"type":"mail.bounced","é":"è"}'.encode()
WHOLE_SECOND = NOW.replace(microsecond=0)


def verify(headers: dict[str, str], body: bytes = BODY, *secrets: str) -> str:
    return StandardWebhooks(secrets or (SECRET,)).verify(headers=headers, body=body, now=WHOLE_SECOND)


def refusal(headers: dict[str, str], body: bytes = BODY, *secrets: str) -> type[DomainError]:
    with pytest.raises(DomainError) as caught:
        verify(headers, body, *secrets)
    return type(caught.value)


def test_what_another_implementation_signs_is_genuine_and_its_id_is_returned() -> None:
    assert verify(signed(BODY)) == MESSAGE


def test_one_signature_that_fits_is_enough_whichever_side_rotates() -> None:
    assert verify(signed(BODY, NEXT_SECRET, SECRET)) == MESSAGE
    assert verify(signed(BODY, SECRET), BODY, NEXT_SECRET, SECRET) == MESSAGE
    assert refusal(signed(BODY, SECRET), BODY, NEXT_SECRET) is WebhookSignatureInvalid


def test_signatures_of_other_versions_beside_it_are_left_out() -> None:
    headers = signed(BODY)
    headers["webhook-signature"] = f"v1a,AAAA  {headers['webhook-signature']} v2,BBBB"
    assert verify(headers) == MESSAGE
    headers["webhook-signature"] = headers["webhook-signature"].replace("v1,", "v2,")
    assert refusal(headers) is WebhookSignatureInvalid


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
@pytest.mark.parametrize("value", [None, "", "another", "1", "v1,", "é", "\x00", "-1", "٣", "1e9", "1,1"])
def test_a_header_that_is_missing_or_another_is_refused(name: str, value: str | None) -> None:
    headers = {key: held for key, held in signed(BODY).items() if key != name}
    assert refusal(headers | ({} if value is None else {name: value})) is WebhookSignatureInvalid


@pytest.mark.parametrize("body", [b"", BODY + b" ", BODY.replace(b"mail", b"Mail"), b"\xff" + BODY])
def test_bytes_that_were_not_signed_are_refused(body: bytes) -> None:
    assert refusal(signed(BODY), body) is WebhookSignatureInvalid


def test_an_id_that_could_run_over_into_the_timestamp_is_refused() -> None:
    moved = f"{int(WHOLE_SECOND.timestamp())}.".encode() + BODY
    headers = signed(moved, id="msg")
    assert verify(headers, moved) == "msg"
    longer = headers | {"webhook-id": f"msg.{headers['webhook-timestamp']}"}
    assert refusal(longer, BODY) is WebhookSignatureInvalid


@pytest.mark.parametrize("id_", ["a b", "a\tb", "é", "x" * 256, "a.b", "a\r\nset-cookie: b"])
def test_an_id_that_names_nothing_is_refused_though_it_is_signed(id_: str) -> None:
    assert refusal(signed(BODY, id=id_)) is WebhookSignatureInvalid


@pytest.mark.parametrize("sign", [1, -1], ids=["late", "early"])
def test_a_timestamp_may_be_five_minutes_off_and_no_more(sign: int) -> None:
    assert verify(signed(BODY, at=WHOLE_SECOND + sign * TOLERANCE)) == MESSAGE
    off = signed(BODY, at=WHOLE_SECOND + sign * (TOLERANCE + timedelta(seconds=1)))
    assert refusal(off) is WebhookTimestampStale


def test_only_a_holder_of_a_secret_learns_that_the_time_is_wrong() -> None:
    stale = signed(BODY, NEXT_SECRET, at=NOW - timedelta(days=1))
    assert refusal(stale) is WebhookSignatureInvalid


@pytest.mark.parametrize("timestamp", ["999999999999", "000000000000", "0" + "1" * 11])
def test_an_absurd_timestamp_is_refused(timestamp: str) -> None:
    assert refusal(signed(BODY) | {"webhook-timestamp": timestamp}) is WebhookSignatureInvalid
