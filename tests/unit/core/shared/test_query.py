from datetime import datetime
from enum import StrEnum

import msgspec

from sorbo_core.shared.query import CHOICE, Field, Filter, Listing, ListQuery, Op, Page, Sort, orders

LISTING = Listing(
    fields=(Field(name="state", path="state", type=str, ops=(Op.EQ,)),),
    sorts={"-createdAt": (Sort("created_at", descending=True),), "createdAt": (Sort("created_at"),)},
)


def test_a_query_is_ordered_by_id_when_no_sort_is_given() -> None:
    assert ListQuery().order == (Sort("id"),)


def test_equal_sort_keys_are_ordered_by_id_in_the_direction_of_the_last_key() -> None:
    query = ListQuery(sort=(Sort("title"), Sort("created_at", descending=True)))
    assert query.order == (*query.sort, Sort("id", descending=True))


def test_further_conditions_are_added_and_the_first_query_stays() -> None:
    first, more = Filter("state", Op.EQ, "nouveau"), Filter("subject", Op.IN, ("autre",))
    query = ListQuery(filters=(first,), limit=5)
    assert query.where(more) == msgspec.structs.replace(query, filters=(first, more))
    assert query.filters == (first,)


def test_a_page_is_seen_through_a_function_and_keeps_its_end() -> None:
    assert Page((1, 2), ("b", "2")).map(str) == Page(("1", "2"), ("b", "2"))


def test_a_listing_knows_its_filters_by_name() -> None:
    field = LISTING.field("state")
    assert field is not None
    assert field.path == "state"
    assert LISTING.field("stat") is None


def test_the_first_sort_of_a_listing_is_its_default() -> None:
    assert LISTING.default_sort == "-createdAt"


KEYS = {"title": Sort("title_key"), "publishedAt": Sort("published_at", type=datetime)}


def test_each_order_comes_with_its_opposite_in_the_words_of_the_caller() -> None:
    assert orders(KEYS, "-publishedAt,title", "title") == {
        "-publishedAt,title": (Sort("published_at", descending=True, type=datetime), Sort("title_key")),
        "publishedAt,-title": (Sort("published_at", type=datetime), Sort("title_key", descending=True)),
        "title": (Sort("title_key"),),
        "-title": (Sort("title_key", descending=True),),
    }


def test_filters_go_together_as_declared_and_all_of_them_where_nothing_is() -> None:
    fields = tuple(Field(name=name, path=name, type=str, ops=(Op.EQ,)) for name in "abc")
    free = Listing(fields=fields, sorts={})
    assert free.allows("abc")
    some = Listing(fields=fields, sorts={}, together=(("a", "b"), ("c",)))
    assert all(some.allows(names) for names in ("", "a", "b", "ab", "c"))
    assert not any(some.allows(names) for names in ("ac", "bc", "abc"))


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"
    GREEN = "green"


def test_all_but_some_of_a_closed_set_are_looked_for_as_the_others() -> None:
    field = Field(name="colour", path="paint", type=Colour, ops=CHOICE)
    assert field.condition(Op.NE, Colour.RED) == Filter("paint", Op.IN, (Colour.BLUE, Colour.GREEN))
    assert field.condition(Op.NIN, (Colour.RED, Colour.BLUE)) == Filter("paint", Op.IN, (Colour.GREEN,))
    assert field.condition(Op.EQ, Colour.RED) == Filter("paint", Op.EQ, Colour.RED)
    text = Field(name="word", path="word", type=str, ops=CHOICE)
    assert text.condition(Op.NE, "a") == Filter("word", Op.NE, "a")
