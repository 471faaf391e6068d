"""Reports of bounces and complaints: what is read, what ends mails, what is refused."""

from datetime import UTC, datetime
from typing import Any

import pytest

from sorbo_core.mailing.events import MailBounced, MailComplained
from sorbo_core.mailing.report import MailReport, event_in, read_report
from sorbo_core.shared.errors import Invalid, Malformed
from support.signing import encoded
from support.wire import report_body


def report(**changes: Any) -> MailReport:
    found = read_report(encoded(report_body(**changes)))
    assert found is not None
    return found


def complaint(**changes: Any) -> bytes:
    data = {"address": "lectrice@example.com", "occurredAt": "2026-03-02T09:00:00Z"} | changes
    return encoded({"type": "mail.complained", "data": data})


def test_the_address_is_read_as_every_address_is() -> None:
    read = report(address=" Ancien@Bücher.example ", occurredAt="2026-03-02T10:00:00+01:00")
    assert read.data.address == "ancien@xn--bcher-kva.example"
    assert read.data.occurred_at == datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "ends"),
    [
        ({}, True),
        ({"status": None}, True),
        ({"status": "5.1.10"}, True),
        ({"status": "5.7.1"}, False),
        ({"status": "5.2.2"}, False),
        ({"status": "5.1.8"}, False),
        ({"status": "4.1.1"}, False),
        ({"permanent": False}, False),
        ({"permanent": False, "status": None}, False),
    ],
)
def test_a_bounce_ends_mails_when_it_is_permanent_and_about_the_address(
    changes: dict[str, Any], *, ends: bool
) -> None:
    assert report(**changes).ends_mails is ends


def test_a_complaint_ends_mails() -> None:
    read = read_report(complaint())
    assert read is not None
    assert (read.ends_mails, read.words) == (True, "spam complaint")


def test_the_event_tells_nothing_of_a_person() -> None:
    assert event_in(encoded(report_body(permanent=False))) == MailBounced(permanent=False)
    assert event_in(complaint(reason="abuse")) == MailComplained()


def test_the_reason_is_one_short_line_that_a_terminal_shows_as_it_is() -> None:
    assert report().words == "bounce 5.1.1 550 5.1.1 no such user"
    assert report(status=None, reason="a\r\n\x1b[31mb\u2028 c").words == "bounce a [31mb c"
    assert len(report(reason="x" * 2000).words) == 300


def test_what_a_sender_says_beside_it_is_left_out() -> None:
    body = report_body(bounceSubType="General") | {"timestamp": "2026-03-02T09:00:00Z"}
    assert read_report(encoded(body)) == report()


@pytest.mark.parametrize("type_", ["mail.delivered", "email.bounced", ""])
def test_another_type_does_not_concern_us(type_: str) -> None:
    assert read_report(encoded(report_body() | {"type": type_})) is None
    assert event_in(encoded({"type": type_})) is None


@pytest.mark.parametrize(
    ("changes", "kind", "pointer"),
    [
        ({"address": "personne"}, Invalid, "/data/address"),
        ({"address": "a@example.com\r\nBcc: b@example.com"}, Invalid, "/data/address"),
        ({"address": "x" * 255}, Invalid, "/data/address"),
        ({"address": {"$ne": ""}}, Malformed, "/data/address"),
        ({"status": "550"}, Invalid, "/data/status"),
        ({"status": "5.1.1\n"}, Invalid, "/data/status"),
        ({"reason": "x" * 2001}, Invalid, "/data/reason"),
        ({"permanent": "true"}, Malformed, "/data/permanent"),
        ({"permanent": None}, Malformed, "/data/permanent"),
        ({"occurredAt": "2026-03-02T09:00:00"}, Malformed, "/data/occurredAt"),
        ({"occurredAt": "yesterday"}, Malformed, "/data/occurredAt"),
    ],
)
def test_a_field_that_is_wrong_is_named(
    changes: dict[str, Any], kind: type[Malformed | Invalid], pointer: str
) -> None:
    with pytest.raises((Malformed, Invalid)) as caught:
        report(**changes)
    assert type(caught.value) is kind
    assert [each.pointer for each in caught.value.violations] == [pointer]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff", b"[]", b'"mail.bounced"', b'{"type":1}', b'{"type":"mail.bounced"}', b'{"type":[]}'],
)
def test_what_is_no_report_is_refused(body: bytes) -> None:
    with pytest.raises(Malformed):
        read_report(body)
