"""From a query string to a ListQuery within what the resource declares."""

from collections.abc import Iterable
from typing import Any

import msgspec
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from sorbo_core.shared.query import MAX_LIMIT, Filter, Listing, ListQuery, Page
from sorbo_web.api.cursor import decode_cursor, encode_cursor
from sorbo_web.api.query.filters import condition_of, filter_named
from sorbo_web.api.query.selection import check_selection, relations, selectable
from sorbo_web.api.query.text import parameters, refuse
from sorbo_web.api.request import ApiRequest

_MOST_DIGITS = 9


class PageRequest(msgspec.Struct, frozen=True):
    """A question asked of a list, and the order in the caller's own words."""

    query: ListQuery
    sort_text: str

    def cursor(self, page: Page[Any]) -> str | None:
        """Return the cursor of the page after this one; None after the last."""
        return encode_cursor(page.next, self.sort_text)


def page_request(listing: Listing, request: ApiRequest) -> PageRequest:
    """Return the question that a request's query string asks of a list.

    `limit`, `after` and `sort` beside one parameter per filter: `field=` or `field[op]=`; the
    values of `in` and `nin` are separated by commas.

    Raises:
        Malformed: an unknown or repeated parameter, a value of another type, another sort, filters
            that do not go together.
        Unauthenticated, Forbidden: a filter that is for staff.
    """
    given = dict(parameters(request.scope["query_string"]))
    limit = limit_of(given.pop("limit", str(ListQuery().limit)))
    after = given.pop("after", None)
    query, sort_text = _question(listing, request, given, known=("limit", "after"))
    query = msgspec.structs.replace(query, limit=limit)
    if after is not None:
        query = msgspec.structs.replace(query, after=decode_cursor(after, query, sort_text))
    return PageRequest(query, sort_text)


def whole_list(listing: Listing, request: ApiRequest, *, known: Iterable[str], limit: int) -> ListQuery:
    """Return the question that a request asks of all of a list, for its first page.

    Args:
        listing: what the list may be asked.
        request: its filters and its order are read.
        known: parameters that others read.
        limit: how long a page is.

    Raises:
        Malformed, Unauthenticated, Forbidden: as `page_request`.
    """
    given = dict(parameters(request.scope["query_string"]))
    for name in known:
        given.pop(name, None)
    query, _ = _question(listing, request, given, known=tuple(known))
    return msgspec.structs.replace(query, limit=limit)


async def known_parameters(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse query parameters that an operation does not know: a guard. Filters, `page_request` judges.

    Raises:
        Malformed: there is one, or one that selects what is shown names something unknown.
    """
    if "listing" not in handler.opt:
        return
    given = parameters(connection.scope["query_string"])
    check_selection(handler, given)
    if handler.opt["listing"] is not None:
        return
    accepted = (*handler.opt.get("accepts", ()), *handler.opt.get("choices", ()), *_extra(handler))
    for name in given:
        if name not in accepted:
            refuse(name, "unknown_parameter", allowed=", ".join(accepted) or "-")


def whole_number(request: ApiRequest, name: str) -> int | None:
    """Return the query parameter of this name, a number from 1 on; None where it is absent.

    Raises:
        Malformed: it is something else.
    """
    text = parameters(request.scope["query_string"]).get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        refuse(name, "wrong_type", expected="int", got="str")
    return int(text)


def _question(
    listing: Listing, request: ApiRequest, given: dict[str, str], *, known: tuple[str, ...]
) -> tuple[ListQuery, str]:
    """Return the filters and the order, and the order in the caller's words."""
    extra = _extra(request.route_handler)
    for name in extra:
        given.pop(name, None)
    sort_text = given.pop("sort", listing.default_sort)
    sort = listing.sorts.get(sort_text)
    if sort is None:
        refuse("sort", "unknown_sort", allowed=" | ".join(listing.sorts))
    filters = _filters(listing, given, request, (*known, "sort", *extra))
    return ListQuery(filters=filters, sort=sort), sort_text


def _extra(handler: BaseRouteHandler) -> tuple[str, ...]:
    known = {"fields": selectable(handler), "include": relations(handler)}
    return tuple(name for name, allowed in known.items() if allowed)


def limit_of(text: str) -> int:
    """Return how many are asked for, 1 to 100.

    Raises:
        Malformed: it is something else.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MAX_LIMIT))):
        refuse("limit", "limit_out_of_range", max=MAX_LIMIT)
    limit = int(text)
    if not 1 <= limit <= MAX_LIMIT:
        refuse("limit", "limit_out_of_range", max=MAX_LIMIT)
    return limit


def _filters(
    listing: Listing, given: dict[str, str], request: ApiRequest, known: tuple[str, ...]
) -> tuple[Filter, ...]:
    filters, together = [], set()
    for name, text in given.items():
        asked = filter_named(listing, name)
        if asked is None:
            allowed = [*known, *(field.name for field in listing.fields)]
            refuse(name, "unknown_parameter", allowed=", ".join(allowed))
        field, op = asked
        filters.append(condition_of(field, op, name=name, text=text, actor=request.user))
        together.add(field.name)
        if not listing.allows(together):
            combinations = " | ".join(" + ".join(each) for each in listing.combinations)
            refuse(name, "unknown_combination", allowed=combinations)
    return tuple(filters)
