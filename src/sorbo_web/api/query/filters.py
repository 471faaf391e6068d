"""From one parameter of a query string to a condition within what a list declares."""

import re
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.query import SEVERAL, Field, Filter, Listing, Op, Scalar
from sorbo_web.api.cursor import MAX_INTEGER
from sorbo_web.api.query.text import refuse

MAX_ALTERNATIVES = 20
_NAME = re.compile(r"(?P<field>[^\[\]]+)(\[(?P<op>[a-z]+)\])?\Z")
_TRUTHS = {"true": True, "false": False}


def filter_named(listing: Listing, name: str) -> tuple[Field, Op] | None:
    """Return the field and the comparison that a parameter names; None where the list has no such field.

    Raises:
        Malformed: the field is not compared so.
    """
    found = _NAME.match(name)
    field = listing.field(found["field"]) if found else None
    if found is None or field is None:
        return None
    if found["op"] is not None and found["op"] not in tuple(field.ops):
        refuse(name, "unknown_filter_operator", allowed=", ".join(field.ops))
    return field, Op(found["op"] or field.ops[0])


def condition_of(field: Field, op: Op, *, name: str, text: str, actor: Actor) -> Filter:
    """Return the condition that a parameter of this name and text is.

    Raises:
        Malformed: the text is no value of the field, or there are too many.
        Unauthenticated, Forbidden: the filter is for staff.
    """
    if field.staff_only:
        actor.require(Permission.READ_DRAFTS)
    if op is Op.EXISTS:
        return field.condition(op, _truth(name, text))
    if field.words is not None:
        return field.condition(op, field.words(text))
    if op not in SEVERAL:
        return field.condition(op, _value(field, name, text))
    texts = text.split(",")
    if len(texts) > MAX_ALTERNATIVES:
        refuse(name, "too_long", max=MAX_ALTERNATIVES)
    return field.condition(op, tuple(_value(field, name, one) for one in texts))


def _value(field: Field, name: str, text: str) -> Scalar:
    if field.type is bool:
        return _truth(name, text)
    try:
        # Numbers alone have to be read from text; an instant as a number of seconds is none of ours.
        value: Any = msgspec.convert(text, field.type, strict=field.type is not int)
    except msgspec.ValidationError:
        allowed = ", ".join(getattr(field.type, "__members__", {}).values()) or field.type.__name__
        refuse(name, "unknown_value", allowed=allowed)
    if isinstance(value, datetime):
        return _instant(name, value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and abs(value) > MAX_INTEGER:
        refuse(name, "out_of_range")
    accepted: Scalar = field.normalise(value) if field.normalise else value
    return accepted


def _truth(name: str, text: str) -> bool:
    if text not in _TRUTHS:
        refuse(name, "unknown_value", allowed=", ".join(_TRUTHS))
    return _TRUTHS[text]


def _instant(name: str, value: datetime) -> datetime:
    if value.tzinfo is None:
        refuse(name, "not_a_date")
    try:
        return value.astimezone(UTC)
    except OverflowError:  # before the year 1 or after 9999 in UTC
        refuse(name, "out_of_range")
