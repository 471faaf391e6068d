"""Cursors: opaque to callers, and never trusted."""

import base64
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorbo_adapters.memory.catalogue import MemoryFormations
from sorbo_core.catalogue.formation import FORMATIONS
from sorbo_core.shared.errors import Malformed
from sorbo_core.shared.money import Money
from sorbo_core.shared.query import ListQuery
from sorbo_web.api.cursor import MAX_INTEGER, decode_cursor, encode_cursor
from support.build import later, published

_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**64 - 1),
    st.floats(),
    st.text(),
    st.binary(),
    st.datetimes(timezones=st.just(UTC)),
    st.lists(st.text(), max_size=2),
    st.dictionaries(st.sampled_from(["$gt", "$where"]), st.text(), max_size=2),
)
_SORTS = st.sampled_from(list(FORMATIONS.sorts))


def _query(sort: str) -> ListQuery:
    return ListQuery(sort=FORMATIONS.sorts[sort])


def _packed(*content: Any) -> str:
    return base64.urlsafe_b64encode(msgspec.msgpack.encode(content)).rstrip(b"=").decode()


async def _formations() -> MemoryFormations:
    formations = MemoryFormations()
    for number in range(4):
        price = Money(number) if number else None
        await formations.add(published(title=f"Étude {number}", price=price, at=later(days=number)))
    return formations


@pytest.mark.parametrize("sort", FORMATIONS.sorts)
async def test_a_cursor_leads_back_to_where_the_page_ended(sort: str) -> None:
    query = msgspec.structs.replace(_query(sort), limit=1)
    end = (await (await _formations()).list(query)).next
    cursor = encode_cursor(end, sort)
    assert end is not None
    assert cursor is not None
    assert decode_cursor(cursor, query, sort) == end


async def test_the_longest_sort_key_fits_in_a_cursor() -> None:
    formations, query = MemoryFormations(), ListQuery(sort=FORMATIONS.sorts["title"], limit=1)
    for _ in range(2):
        await formations.add(published(title="\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 200))
    end = (await formations.list(query)).next
    cursor = encode_cursor(end, "title")
    assert cursor is not None
    assert decode_cursor(cursor, query, "title") == end


def test_there_is_no_cursor_after_the_last_page() -> None:
    assert encode_cursor(None, "title") is None


@given(sort=_SORTS, said=st.one_of(_SORTS, st.text()), values=st.lists(_VALUES, max_size=4))
async def test_whatever_a_cursor_holds_it_is_refused_or_a_list_can_start_there(
    sort: str, said: str, values: list[Any]
) -> None:
    query = _query(sort)
    cursor = _packed(said, values)
    fits = [each is None or type(each) is key.type for each, key in zip(values, query.order, strict=False)]
    if said != sort or len(values) != len(query.order) or not all(fits) or _is_huge(values[0]):
        with pytest.raises(Malformed) as caught:
            decode_cursor(cursor, query, sort)
        assert [violation.pointer for violation in caught.value.violations] == ["?after"]
    else:
        position = decode_cursor(cursor, query, sort)
        assert list(position) == values
        await (await _formations()).list(msgspec.structs.replace(query, after=position))


def _is_huge(value: object) -> bool:
    return isinstance(value, int) and abs(value) > MAX_INTEGER


@given(sort=_SORTS, noise=st.one_of(st.text(max_size=40), st.binary(max_size=40)))
def test_noise_is_refused(sort: str, noise: str | bytes) -> None:
    cursor = base64.urlsafe_b64encode(noise).decode() if isinstance(noise, bytes) else noise
    with pytest.raises(Malformed):
        decode_cursor(cursor, _query(sort), sort)


@pytest.mark.parametrize(
    "content",
    [
        ("title", ["a"]),
        ("title", ["a", "b", "c"]),
        ("title", ["a", {"$gt": ""}]),
        ("title", ["a", ["b"]]),
        ("title", [1, "id"]),
        ("title", [True, "id"]),
        ("title", ["a", 1]),
        ("title", [datetime(2026, 3, 2, tzinfo=UTC), "id"]),
        ("-title", ["a", "id"]),
        ("price", [2**63, "id"]),
        ("price", [1.5, "id"]),
        ("publishedAt", ["2026-03-02", "id"]),
        ("title", ["a", msgspec.msgpack.Ext(5, b"x")]),
        ("title", "a"),
        ("title",),
        (["title"], ["a", "id"]),
        (),
    ],
)
def test_a_cursor_that_was_tampered_with_is_refused(content: tuple[Any, ...]) -> None:
    sort = content[0] if content and isinstance(content[0], str) and content[0] != "-title" else "title"
    with pytest.raises(Malformed):
        decode_cursor(_packed(*content), _query(sort), sort)


@pytest.mark.parametrize("cursor", ["A" * 12_001, "A" * 100_000, "=", "====", "é", "\ud800", "a b", "a+b/"])
def test_what_is_not_base64url_is_refused(cursor: str) -> None:
    with pytest.raises(Malformed):
        decode_cursor(cursor, _query("title"), "title")


def test_deeply_nested_content_is_refused() -> None:
    deep = base64.urlsafe_b64encode(b"\x92\xa5title" + b"\x91" * 1400).decode()
    with pytest.raises(Malformed):
        decode_cursor(deep, _query("title"), "title")
