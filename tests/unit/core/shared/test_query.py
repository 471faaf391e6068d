import msgspec

from sorbo_core.shared.query import Field, Filter, Listing, ListQuery, Op, Page, Sort

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
