import re
from datetime import UTC, datetime
from typing import Any

import pytest
from bson import Binary, Decimal128, Int64, ObjectId, encode
from bson.code import Code
from bson.datetime_ms import DatetimeMS
from bson.timestamp import Timestamp
from hypothesis import given
from hypothesis import strategies as st

from sorbo_adapters.mongo.existing.document import document_of
from sorbo_core.shared.intake.extended_json import plain

ID = ObjectId("65f0a1b2c3d4e5f601020304")


@pytest.mark.parametrize(
    ("value", "spelled", "read"),
    [
        (5, 5, 5),
        (Int64(2**53 + 1), 2**53 + 1, 2**53 + 1),
        (4.5, 4.5, 4.5),
        (Decimal128("150000.00"), {"$numberDecimal": "150000.00"}, 150000),
        (datetime(2024, 5, 6, 7, 8, tzinfo=UTC), {"$date": "2024-05-06T07:08:00Z"}, "2024-05-06T07:08:00Z"),
        (ID, {"$oid": str(ID)}, str(ID)),
        (float("nan"), {"$numberDouble": "NaN"}, {"$numberDouble": "NaN"}),
        (Binary(b"\0", 5), {"$binary": {"base64": "AA==", "subType": "05"}}, None),
        (re.compile("^a"), {"$regularExpression": {"pattern": "^a", "options": "u"}}, None),
        (DatetimeMS(2**62), {"$date": {"$numberLong": str(2**62)}}, {"$date": {"$numberLong": str(2**62)}}),
        (Timestamp(1, 2), {"$timestamp": {"t": 1, "i": 2}}, None),
        (Code("f()"), {"$code": "f()"}, None),
        ([{"é": None}], [{"é": None}], [{"é": None}]),
    ],
)  # fmt: skip
def test_every_kind_of_value_is_spelled_and_read(value: Any, spelled: Any, read: Any) -> None:
    document = document_of(encode({"_id": ID, "value": value}))
    assert (document.id, document.fault) == (str(ID), None)
    assert document.content["value"] == spelled
    assert plain(document.content["value"]) == (spelled if read is None else read)


@pytest.mark.parametrize(("id_", "shown"), [("a-slug", "a-slug"), (7, "7"), ({"a": 1}, '{"a": 1}')])
def test_any_id_is_shown(id_: object, shown: str) -> None:
    assert document_of(encode({"_id": id_})).id == shown


def test_one_with_a_character_that_is_not_utf8_is_read_as_far_as_it_goes() -> None:
    raw = encode({"_id": ID, "titre": "Métré", "prix": 5}).replace("é".encode(), b"\xe9e", 1)
    document = document_of(raw)
    assert (document.id, document.fault) == (str(ID), "not_utf8")
    assert document.content["titre"].startswith("M\N{REPLACEMENT CHARACTER}e")
    assert document.content["prix"] == 5


@given(
    st.binary(max_size=64) | st.binary(max_size=40).map(lambda end: encode({"_id": 1, "a": "b"})[:9] + end)
)
def test_no_bytes_make_it_fail(raw: bytes) -> None:
    assert document_of(raw).fault in {None, "not_utf8", "unreadable"}


def test_one_that_cannot_be_read_keeps_its_bytes() -> None:
    document = document_of(b"\x05\0\0\0")
    assert (document.id, document.fault, document.content) == ("", "unreadable", {"bytes": "BQAAAA=="})
