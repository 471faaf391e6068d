"""Input decoded strictly, and the rules that types declare as violations that name the field.

A struct's fields declare their bounds once, as `Annotated[…, Meta(…)]`; whoever decodes input and
whoever builds an entity in Python are held to the same ones.
"""

import json
import re
from datetime import UTC, datetime
from typing import Any, NoReturn, TypeVar

import msgspec

from sorbo_core.shared.errors import Invalid, Malformed, Param, Violation

T = TypeVar("T")

# What msgspec says, by pattern: the code of the violation. Those of the second table are about
# shape, those of the first about a rule.
_RULES = (
    (r"Expected `\w+` of length >= (?P<min>\d+)", "too_short"),
    (r"Expected `\w+` of length <= (?P<max>\d+)", "too_long"),
    (r"Expected `\w+` of length == (?P<length>\d+)", "wrong_length"),
    (r"Expected `\w+` >= (?P<min>-?[\d.]+)", "too_small"),
    (r"Expected `\w+` <= (?P<max>-?[\d.]+)", "too_large"),
    (r"Expected `str` matching regex", "not_allowed_text"),
)
_SHAPES = (
    (r"Object missing required field `(?P<field>[^`]*)`", "missing"),
    (r"Object contains unknown field `(?P<field>[\s\S]*)`", "unknown_field"),
    (r"Invalid (enum )?value", "unknown_value"),
    (r"Invalid RFC3339", "not_a_date"),
    (r"Expected `(?P<expected>[^`]*)`, got `(?P<got>[^`]*)`", "wrong_type"),
    (r"\w+( value)? out of range", "out_of_range"),
    (r"", "wrong_type"),
)
_PATH = re.compile(r" - at `(key in )?\$(?P<path>[\s\S]*)`\Z")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
_MAX_PARAM = 60
# An escaped NUL: its backslash is not itself escaped.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


def decode_body(body: bytes, type_: type[T]) -> T:
    """Decode JSON into a type; nothing is coerced, ignored or guessed.

    Raises:
        Malformed: not JSON in UTF-8, a member given twice, NUL in a text, or another shape.
        Invalid: the right shape, and a field breaks the rule that its type declares.
    """
    # msgspec takes the last of two members of one name; a signature or a proxy may have seen the first.
    _check_json(body)
    try:
        return msgspec.json.decode(body, type=type_)
    except msgspec.ValidationError as error:
        violation, is_rule = violation_of(error)
        raise (Invalid if is_rule else Malformed)(violation) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        _refuse("invalid_json")


def violation_of(error: msgspec.ValidationError) -> tuple[Violation, bool]:
    """Return what a decoding error says as a violation, and whether a rule (else the shape) is broken."""
    text = str(error)
    place = _PATH.search(text)
    said = text[: place.start()] if place else text
    found, code, is_rule = _recognise(said)
    params: dict[str, Param] = {k: v[:_MAX_PARAM] for k, v in found.groupdict().items() if v}
    pointer = _pointer(place["path"]) if place else ""
    if "field" in params:
        pointer = f"{pointer}/{_escape(str(params['field']))}"
    return Violation(pointer, code, params), is_rule


def _recognise(said: str) -> tuple[re.Match[str], str, bool]:
    for table, is_rule in ((_RULES, True), (_SHAPES, False)):
        for pattern, code in table:
            found = re.match(pattern, said)
            if found is not None:
                return found, code, is_rule
    raise AssertionError(said)  # pragma: no cover — the last pattern matches anything


def check(value: T) -> T:
    """Return the struct if its fields keep the rules that their types declare.

    Raises:
        Invalid: they do not; the violation names the first such field, in camelCase.
    """
    # msgspec checks what it decodes, not what Python builds: there and back costs some 10 µs a write.
    convert(msgspec.to_builtins(value), type(value))
    return value


def convert(plain: object, type_: type[T]) -> T:
    """Return plain values (what JSON holds) as a struct.

    Raises:
        Invalid: they break a rule that its type declares; the violation is as that of `check`.
    """
    try:
        return msgspec.convert(plain, type_)
    except msgspec.ValidationError as error:
        violation, _ = violation_of(error)
        raise Invalid(msgspec.structs.replace(violation, pointer=camel(violation.pointer))) from None


def future(instant: datetime, now: datetime, *, pointer: str) -> datetime:
    """Return an instant to come in UTC, to the millisecond.

    Raises:
        Invalid: it is not to come, or in no year of the calendar there; the violation is at `pointer`.
    """
    try:
        instant = instant.astimezone(UTC)
    except OverflowError:  # before the year 1 or after 9999 in UTC
        raise Invalid(Violation(pointer, "out_of_range")) from None
    if instant <= now:
        raise Invalid(Violation(pointer, "not_in_the_future"))
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def _pointer(path: str) -> str:
    return "".join(f"/{_escape(name or index)}" for name, index in _STEP.findall(path))


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def camel(pointer: str) -> str:
    """Return a JSON Pointer of attribute names as the API names members."""
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), pointer)


def _check_json(body: bytes) -> None:
    if _NUL.search(body):
        _refuse("nul_character")
    try:
        json.loads(body.decode("utf-8"), object_pairs_hook=_without_duplicates)
    except UnicodeDecodeError:
        _refuse("not_utf8")
    except RecursionError:
        _refuse("too_deep")
    except ValueError:  # its JSONDecodeError included; a number of thousands of digits is another
        _refuse("invalid_json")


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        _refuse("duplicate_key")
    return members


def _refuse(code: str) -> NoReturn:
    raise Malformed(Violation("", code)) from None
