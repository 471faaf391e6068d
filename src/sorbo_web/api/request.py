"""Requests as controllers see them: who asks, and bodies decoded by one strict decoder."""

import json
import re
from typing import Any, NoReturn, TypeVar

import msgspec
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.handlers import BaseRouteHandler

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.errors import Invalid, Malformed, Violation
from sorbo_core.shared.validation import violation_of
from sorbo_web.errors.http import UnsupportedMediaType

T = TypeVar("T")

JSON_TYPES = ("application/json", "application/merge-patch+json")
# An escaped NUL: its backslash is not itself escaped.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class ApiRequest(Request[Actor, Any, State]):
    """A request whose `user` is the actor and whose JSON is decoded into what the handler declares."""

    async def json(self) -> Any:  # noqa: ANN401 — Litestar's signature; the type is the handler's own
        """Return the body as the type of the handler's `data` parameter."""
        declared = self.route_handler.parsed_data_field
        return decode_body(await self.body(), declared.annotation if declared else dict[str, Any])


async def require_json(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse a request without a JSON body where the handler wants one.

    Raises:
        UnsupportedMediaType: the body has another media type.
        Malformed: there is no body.
    """
    if getattr(handler, "parsed_data_field", None) is None:
        return
    headers = connection.headers
    if headers.get("content-length") == "0":
        raise Malformed(Violation("", "expected_object"))
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in JSON_TYPES:
        raise UnsupportedMediaType(given=media_type[:100] or "-")


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
