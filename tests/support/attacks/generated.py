"""What nobody sends in good faith, for every parameter of an operation."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote

from support.hostile import BODIES, Route
from support.operations import Operation

T = TypeVar("T")

_PARTS = 3
MARKER = "zqmarkqz"
"""In everything that is sent, to be found again in what the database is sent."""

_TEXTS = (
    f"${MARKER}",
    f"{MARKER}.b",
    f'{{"$ne": "{MARKER}"}}',
    f"^{MARKER}.*",
    "x" * 5000,
    "\x00",
    "9" * 400,
    "'\"<>\u202e\ufffd💩",
    "..",
    "",
)
_ESCAPED = ("%c0%80", "%ed%a0%80", "%ff", "%00", "%zz", "%25%24ne", "%5B%24ne%5D", "%F0%9F%92%A9")
_HEADERS = (
    "If-Match",
    "If-None-Match",
    "Idempotency-Key",
    "Accept-Language",
    "Authorization",
    "Content-Type",
    "X-Request-Id",
    "Origin",
    "webhook-id",
    "webhook-timestamp",
    "webhook-signature",
)
_FIELDS = (
    f'"${MARKER}"'.encode(),
    f'{{"$gt": "{MARKER}"}}'.encode(),
    b"\xff\xfe\x00",
    b"x" * 9000,
)
_VALUES: tuple[Any, ...] = (
    {"$gt": ""},
    {f"${MARKER}": 1},
    {f"{MARKER}.b": 1},
    f"${MARKER}",
    f"{MARKER}.b",
    f"$where: {MARKER}",
    [{"$ne": MARKER}],
    [[[]]],
    {},
    None,
    True,
    -1,
    2**63,
    1e308,
    "x" * 60_000,
    "a\x00b",
    "\ud800",
    "0000-00-00",
)
_OPERATORS = ("$ne", "$where", f"${MARKER}", "regex", "exists", "", "eq][eq")


class Attack(NamedTuple):
    """A request that nobody sends in good faith; its headers are added to those of a good one."""

    what: str
    path: str
    headers: Mapping[str, bytes] = {}
    content: bytes | None = None


def attacks_on(operation: Operation, ids: Mapping[str, str]) -> Iterator[Attack]:
    """Yield attacks on the path, the query string, the headers and the body of an operation.

    Args:
        operation: what is attacked.
        ids: by the names of path parameters, what exists.
    """
    good = json.dumps(operation.body).encode() if operation.body is not None else None
    path = operation.at(**ids)
    for what, attacked in (*_on_path(operation, ids), *_on_query(operation, path)):
        yield Attack(what, attacked, content=good)
    for name, value in _on_headers(operation):
        yield Attack(f"{name}: {value[:40]!r}", path, {name: value}, good)
    if operation.body is not None:
        for what, content in _on_body(operation, operation.body):
            yield Attack(what, path, content=content)


def _on_headers(operation: Operation) -> Iterator[tuple[str, bytes]]:
    """Yield every field with each value over all operations, and with one of them on each operation.

    Most fields are read in front of the routes, by the same code for all.
    """
    first = sum(operation.name.encode())
    for number, name in enumerate(_HEADERS):
        yield name, _FIELDS[(first + number) % len(_FIELDS)]


def _on_path(operation: Operation, ids: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in operation.places:
        for part in (*(quote(text, safe="") for text in _TEXTS), *_ESCAPED):
            yield f"{{{name}}} is {part[:40]}", operation.at(**{**ids, name: part})


def _on_query(operation: Operation, path: str) -> Iterator[tuple[str, str]]:
    own = dict.fromkeys(name.partition("[")[0] for name in operation.query)
    for query in _queries([*own, f"${MARKER}", f"{MARKER}.b", "__proto__"], operation.query):
        yield f"?{query[:80]}", f"{path}?{query}"


def _queries(names: Iterable[str], declared: Iterable[str]) -> Iterator[str]:
    for number, name in enumerate(declared):
        yield from (f"{quote(name)}={quote(text, safe='')}" for text in _some(_TEXTS, number))
        yield from (f"{name}={escaped}" for escaped in _some(_ESCAPED, number))
        yield f"{name}={MARKER}&{quote(name)}={MARKER}"
        yield f"{name}=" + quote(",".join([MARKER] * 30))
    for name in names:
        for op in _OPERATORS:
            yield f"{name}[{op}]={MARKER}"
            yield f"{name}%5B{quote(op)}%5D={MARKER}"
        yield f"{name}={MARKER}"
    yield f"limit=1;sort={MARKER}"
    yield "&".join(f"{MARKER}{number}=1" for number in range(200))


def _some(values: Sequence[T], number: int) -> Sequence[T]:
    """Return a third of these values, another one for each number.

    Parameters beside one another are read by the same code: together they get all of them.
    """
    return values[number % _PARTS :: _PARTS]


def _on_body(operation: Operation, body: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    places = dict.fromkeys(where.partition(" is ")[0] for where, _ in _spoilt(body))
    of_each = {place: _some(_VALUES, number) for number, place in enumerate(places)}
    for where, changed in _spoilt(body, of_each=of_each):
        yield where, json.dumps(changed).encode()
    for name in (f"${MARKER}", f"{MARKER}.b", "__proto__", "$where"):
        yield f"with {name}", json.dumps(body | {name: MARKER}).encode()
    text = next((name for name, value in body.items() if isinstance(value, str)), next(iter(body)))
    for what, make in BODIES.items():
        yield what, make(Route(operation.method, operation.path, body, text))


def _spoilt(
    value: Any, path: str = "", *, of_each: Mapping[str, Sequence[Any]] = {}
) -> Iterator[tuple[str, Any]]:
    """Yield a body again and again, each time with one value in it replaced, by one of those of its place."""
    if path:
        yield from ((f"{path} is {str(bad)[:40]}", bad) for bad in of_each.get(path, _VALUES[:1]))
    if isinstance(value, dict):
        for name, each in value.items():
            inner = _spoilt(each, f"{path}/{name}", of_each=of_each)
            yield from ((where, value | {name: bad}) for where, bad in inner)
    elif isinstance(value, list) and value:
        yield from ((where, [bad, *value[1:]]) for where, bad in _spoilt(value[0], f"{path}/0"))
