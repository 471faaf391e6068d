"""From a query string to a ListQuery within what the resource declares."""

import re
from datetime import UTC, date, datetime
from typing import Any, NoReturn
from urllib.parse import parse_qsl

import msgspec
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import Malformed, Violation
from sorbo_core.shared.query import MAX_LIMIT, Field, Filter, Listing, ListQuery, Op, Page, Scalar
from sorbo_web.api.cursor import MAX_INTEGER, decode_cursor, encode_cursor
from sorbo_web.api.request import ApiRequest

_MAX_PARAMETERS = 30
_MAX_VALUE = 200
_MAX_ALTERNATIVES = 20
_MOST_DIGITS = 9
_NAME = re.compile(r"(?P<field>[^\[\]]+)(\[(?P<op>[a-z]+)\])?\Z")


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
    values of `in` are separated by commas.

    Raises:
        Malformed: an unknown or repeated parameter, a value of another type, another sort.
        Unauthenticated, Forbidden: a filter that is for staff.
    """
    given = _parameters(request.scope["query_string"])
    sort_text = given.pop("sort", listing.default_sort)
    sort = listing.sorts.get(sort_text)
    if sort is None:
        _refuse("sort", "unknown_sort", allowed=", ".join(listing.sorts))
    limit = _limit(given.pop("limit", str(ListQuery().limit)))
    after = given.pop("after", None)
    filters = tuple(_filter(listing, name, text, request.user) for name, text in given.items())
    query = ListQuery(filters=filters, sort=sort, limit=limit)
    if after is not None:
        query = msgspec.structs.replace(query, after=decode_cursor(after, query, sort_text))
    return PageRequest(query, sort_text)


async def no_parameters(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse query parameters that an operation without a listing does not know: a guard.

    Raises:
        Malformed: there is one.
    """
    if "listing" not in handler.opt or handler.opt["listing"] is not None:
        return
    accepted = handler.opt.get("accepts", {})
    for name in _parameters(connection.scope["query_string"]):
        if name not in accepted:
            _refuse(name, "unknown_parameter", allowed=", ".join(accepted) or "-")


def whole_number(request: ApiRequest, name: str) -> int | None:
    """Return the query parameter of this name, a number from 1 on; None where it is absent.

    Raises:
        Malformed: it is something else.
    """
    text = _parameters(request.scope["query_string"]).get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        _refuse(name, "wrong_type", expected="int", got="str")
    return int(text)


def _parameters(query_string: bytes) -> dict[str, str]:
    if not query_string:
        return {}
    try:
        text = query_string.decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MAX_PARAMETERS)
    except ValueError:  # its UnicodeDecodeError included
        raise Malformed(Violation("?", "invalid_query_string")) from None
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in given:
            _refuse(name, "repeated_parameter")
        if len(value) > _MAX_VALUE and name != "after":
            _refuse(name, "too_long", max=_MAX_VALUE)
        if "\x00" in value:
            _refuse(name, "nul_character")
        given[name] = value
    return given


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MAX_LIMIT))):
        _refuse("limit", "limit_out_of_range", max=MAX_LIMIT)
    limit = int(text)
    if not 1 <= limit <= MAX_LIMIT:
        _refuse("limit", "limit_out_of_range", max=MAX_LIMIT)
    return limit


def _filter(listing: Listing, name: str, text: str, actor: Actor) -> Filter:
    found = _NAME.match(name)
    field = listing.field(found["field"]) if found else None
    if found is None or field is None:
        allowed = ["limit", "after", "sort", *(field.name for field in listing.fields)]
        _refuse(name, "unknown_parameter", allowed=", ".join(allowed))
    if field.staff_only:
        actor.require(Permission.READ_DRAFTS)
    if found["op"] is not None and found["op"] not in tuple(field.ops):
        _refuse(name, "unknown_filter_operator", allowed=", ".join(field.ops))
    op = Op(found["op"] or field.ops[0])
    if op is not Op.IN:
        return Filter(field.path, op, _value(field, name, text))
    texts = text.split(",")
    if len(texts) > _MAX_ALTERNATIVES:
        _refuse(name, "too_long", max=_MAX_ALTERNATIVES)
    return Filter(field.path, op, tuple(_value(field, name, one) for one in texts))


def _value(field: Field, name: str, text: str) -> Scalar:
    try:
        # Numbers and truths have to be read from text; an instant as a number of seconds is none of ours.
        value: Any = msgspec.convert(text, field.type, strict=field.type not in (int, bool))
    except msgspec.ValidationError:
        allowed = ", ".join(getattr(field.type, "__members__", {}).values()) or field.type.__name__
        _refuse(name, "unknown_value", allowed=allowed)
    if isinstance(value, datetime):
        return _instant(name, value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and abs(value) > MAX_INTEGER:
        _refuse(name, "out_of_range")
    accepted: Scalar = field.normalise(value) if field.normalise else value
    return accepted


def _instant(name: str, value: datetime) -> datetime:
    if value.tzinfo is None:
        _refuse(name, "not_a_date")
    try:
        return value.astimezone(UTC)
    except OverflowError:  # before the year 1 or after 9999 in UTC
        _refuse(name, "out_of_range")


def _refuse(name: str, code: str, **params: str | int) -> NoReturn:
    raise Malformed(Violation(f"?{name[:60]}", code, params)) from None
