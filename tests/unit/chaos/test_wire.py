"""What the kill harness reads on the wire."""

import struct
from collections.abc import Iterable
from typing import Any

import bson
import pytest

from chaos.evidence import Blackout, Evidence
from chaos.wire.http import HttpWire
from chaos.wire.moments import Moment
from chaos.wire.mongo import MongoWire
from chaos.wire.piece import Handover, Piece, Written
from chaos.wire.smtp import SmtpWire
from chaos.wire.valkey import ValkeyWire


def message(body: dict[str, Any], *, id: int = 7, to: int = 0, **documents: list[dict[str, Any]]) -> bytes:
    """Return an OP_MSG, with a sequence of documents beside its body."""
    sections = b"\0" + bson.encode(body)
    for name, each in documents.items():
        packed = name.encode() + b"\0" + b"".join(map(bson.encode, each))
        sections += b"\1" + struct.pack("<i", len(packed) + 4) + packed
    return struct.pack("<iiiiI", 20 + len(sections), id, to, 2013, 0) + sections


def moments(pieces: Iterable[Piece]) -> list[Moment]:
    return [piece.moment for piece in pieces if piece.moment]


@pytest.mark.parametrize("size", [1, 10, 10_000])
def test_what_is_passed_on_is_what_came_in_however_it_is_cut(size: int) -> None:
    stream = message({"insert": "demandes"}, documents=[{"_id": "a"}]) + message({"ping": 1})
    chunks = [stream[at : at + size] for at in range(0, len(stream), size)]
    wire = MongoWire(lambda _: None)
    pieces = [piece for chunk in chunks for piece in wire.sent(chunk)]
    assert b"".join(piece.data for piece in pieces) == stream
    assert moments(pieces) == [Moment.BEFORE_COMMIT]


def test_a_demande_is_committed_when_its_insert_is_answered() -> None:
    wire = MongoWire(lambda _: None)
    list(wire.sent(message({"insert": "demandes"}, id=3)))
    list(wire.sent(message({"insert": "comptes"}, id=4)))
    assert moments(wire.answered(message({"n": 1}, to=4))) == []
    assert moments(wire.answered(message({"n": 1}, to=3))) == [Moment.AFTER_COMMIT]


def test_a_file_is_written_down_and_has_its_variants_later() -> None:
    ready = {"$set": {"state": {"$literal": "ready"}, "variants": {"$literal": [{"width": 480}]}}}
    plain = {"$set": {"state": {"$literal": "ready"}, "variants": {"$literal": []}}}
    wire = MongoWire(lambda _: None)
    sent = [
        *wire.sent(message({"insert": "files"}, id=1)),
        *wire.sent(message({"update": "files"}, id=2, updates=[{"q": {"_id": "a"}, "u": [ready]}])),
        *wire.sent(message({"update": "files"}, id=3, updates=[{"q": {"_id": "b"}, "u": [plain]}])),
    ]
    answered = [*wire.answered(message({"n": 1}, to=1)), *wire.answered(message({"n": 1}, to=2))]
    assert moments(sent) == [Moment.BEFORE_FILE, Moment.DURING_VARIANTS]
    assert moments(answered) == [Moment.AFTER_FILE, Moment.AFTER_VARIANTS]


@pytest.mark.parametrize(("changed", "expected"), [(1, [Moment.AFTER_LEASE]), (0, [])])
def test_a_lease_is_one_when_it_changed_something(changed: int, expected: list[Moment]) -> None:
    change = {"q": {"_id": "a"}, "u": {"$set": {"outbox.token": "t"}}}
    wire = MongoWire(lambda _: None)
    list(wire.sent(message({"update": "demandes"}, id=5, updates=[change])))
    assert moments(wire.answered(message({"n": changed}, to=5))) == expected


@pytest.mark.parametrize(("changed", "expected"), [(1, [Written("a", None)]), (0, [])])
def test_what_is_written_to_documents_is_told_once_it_is_answered(
    changed: int, expected: list[Written]
) -> None:
    written: list[Written] = []
    wire = MongoWire(written.extend)
    change = {"q": {"_id": "a", "outbox.token": "t"}, "u": [{"$set": {"outbox": 1}}]}
    list(wire.sent(message({"update": "demandes"}, id=6, updates=[change])))
    assert written == []
    list(wire.answered(message({"n": changed}, to=6)))
    assert written == expected


def test_an_enqueued_ticket_is_told_from_a_script_that_was_missing() -> None:
    call = b"*3\r\n$7\r\nEVALSHA\r\n$8\r\nfunction\r\n$7\r\nperform\r\n"
    wire = ValkeyWire()
    list(wire.sent(call))
    assert moments(wire.answered(b"-NOSCRIPT\r\n")) == []
    list(wire.sent(call))
    assert moments(wire.answered(b":1\r\n")) == [Moment.AFTER_ENQUEUE]
    assert moments(wire.answered(b":1\r\n")) == []


MAIL = b"To: a@example.com\r\nMessage-ID: <a.1.visitor@example.com>\r\n\r\nBonjour\r\n.\r\n"


def handing_over(evidence: Evidence) -> SmtpWire:
    wire = SmtpWire(lambda key: evidence.handed_over(key, "a", 42, "acknowledge_demande"))
    list(wire.sent(b"DATA\r\n"))
    list(wire.answered(b"354 Go on\r\n"))
    return wire


def never_away() -> Evidence:
    return Evidence(lambda _pid, _instant: False)


KEY = "<a.1.visitor@example.com>"


def test_a_mail_is_held_in_its_middle_and_before_its_250() -> None:
    wire = handing_over(never_away())
    assert moments(wire.sent(MAIL)) == [Moment.DURING_DATA]
    assert moments(wire.answered(b"250 Kept\r\n")) == [Moment.AFTER_250]
    assert moments(wire.answered(b"250 Reset\r\n")) == []


def test_a_webhook_is_held_in_its_middle_and_before_its_answer() -> None:
    keys: list[str] = []

    def noting(key: str) -> Handover:
        keys.append(key)
        return Handover(42)

    wire = HttpWire(noting)
    assert moments(wire.sent(b"POST /hook HTTP/1.1\r\nwebhook-id: a-1\r\n\r\n{}")) == [Moment.DURING_WEBHOOK]
    assert moments(wire.answered(b"HTTP/1.1 204 No Content\r\n\r\n")) == [Moment.AFTER_WEBHOOK]
    assert keys == ["a-1"]


def test_a_mail_whose_answer_never_came_may_come_again() -> None:
    evidence = never_away()
    list(handing_over(evidence).sent(MAIL))
    assert evidence.excused(KEY) == 1


def test_a_mail_that_was_never_complete_or_was_refused_is_no_excuse() -> None:
    evidence = never_away()
    next(handing_over(evidence).sent(MAIL))
    refused = handing_over(evidence)
    list(refused.sent(MAIL))
    list(refused.answered(b"451 Later\r\n"))
    evidence.dead = {42}
    assert evidence.excused(KEY) == 0


@pytest.mark.parametrize(
    ("dies", "records", "excused"), [(True, False, 1), (True, True, 0), (False, False, 0)]
)
def test_an_answer_that_was_heard_counts_until_its_process_dies_without_a_record(
    dies: bool,  # noqa: FBT001 — a case of the table
    records: bool,  # noqa: FBT001 — idem
    excused: int,
) -> None:
    evidence = never_away()
    wire = handing_over(evidence)
    list(wire.sent(MAIL))
    list(wire.answered(b"250 Kept\r\n"))
    if records:
        evidence.written([Written("a", None)], 42)
    if dies:
        evidence.dead = {42}
    assert evidence.excused(KEY) == excused


def test_what_was_heard_while_mongodb_was_away_may_come_again() -> None:
    evidence = never_away()
    wire = handing_over(evidence)
    list(wire.sent(MAIL))
    list(wire.answered(b"250 Kept\r\n"))
    evidence.blackouts.append(Blackout(0.0, float("inf")))
    assert evidence.excused(KEY) == 1


def test_what_was_heard_by_a_process_that_says_that_mongodb_did_not_answer_may_come_again() -> None:
    evidence = Evidence(lambda pid, _: pid == 42)
    wire = handing_over(evidence)
    list(wire.sent(MAIL))
    list(wire.answered(b"250 Kept\r\n"))
    assert evidence.excused(KEY) == 1
    evidence.written([Written("a", None)], 42)
    assert evidence.excused(KEY) == 0


@pytest.mark.parametrize(("handler", "excused"), [("notify_staff", 1), ("acknowledge_demande", 0)])
def test_the_record_of_another_mail_of_the_same_demande_is_not_its_own(handler: str, excused: int) -> None:
    evidence = never_away()
    wire = handing_over(evidence)
    list(wire.sent(MAIL))
    list(wire.answered(b"250 Kept\r\n"))
    change = {"q": {"_id": "a"}, "u": {"$addToSet": {"outbox.entries.$.done": handler}}}
    mongo = MongoWire(lambda changes: evidence.written(changes, 42))
    list(mongo.sent(message({"update": "demandes"}, id=8, updates=[change])))
    list(mongo.answered(message({"n": 1}, to=8)))
    evidence.dead = {42}
    assert evidence.excused(KEY) == excused
