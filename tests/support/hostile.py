"""Bodies that nobody sends in good faith."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

_DEEP = 100_000


class Route(NamedTuple):
    """A route that takes a body: one that it accepts, and a member of it that holds a text or an integer."""

    method: str
    path: str
    body: dict[str, Any]
    text: str


def _with(raw: bytes) -> Callable[[Route], bytes]:
    """Return a body whose text member is written so, byte for byte."""

    def body(route: Route) -> bytes:
        marked = json.dumps(route.body | {route.text: "MARK"})
        return marked.encode().replace(b'"MARK"', raw)

    return body


def _and(raw: bytes) -> Callable[[Route], bytes]:
    """Return an accepted body with one more member."""
    return lambda route: json.dumps(route.body).encode()[:-1] + b", " + raw + b"}"


def accepted(route: Route) -> bytes:
    """Return the body that the route accepts."""
    return json.dumps(route.body).encode()


BODIES: dict[str, Callable[[Route], bytes]] = {
    "nothing": lambda _: b"",
    "blanks": lambda _: b" \n\t ",
    "null": lambda _: b"null",
    "an array": lambda route: b"[" + accepted(route) + b"]",
    "a text": lambda _: b'"text"',
    "a number": lambda _: b"1",
    "deep arrays": lambda _: b"[" * _DEEP + b"]" * _DEEP,
    "deep objects": lambda _: b'{"a":' * _DEEP + b"1" + b"}" * _DEEP,
    "deep and never closed": lambda _: b"[{" * _DEEP,
    "deep arrays for a text": _with(b"[" * _DEEP + b"]" * _DEEP),
    "deep objects beside": _and(b'"more": ' + b'{"a":' * _DEEP + b"1" + b"}" * _DEEP),
    "bytes that are no text": _with(b'"\xff\xfe"'),
    "an overlong NUL": _with(b'"\xc0\x80"'),
    "a name that is no text": _and(b'"\xff": 1'),
    "UTF-16": lambda route: json.dumps(route.body).encode("utf-16"),
    "UTF-32": lambda route: json.dumps(route.body).encode("utf-32"),
    "a byte order mark": lambda route: b"\xef\xbb\xbf" + accepted(route),
    "NUL": _with(b'"a\x00b"'),
    "an escaped NUL": _with(rb'"a\u0000b"'),
    "an escaped NUL after a backslash": _with(rb'"a\\\u0000b"'),
    "NUL in a name": _and(rb'"a\u0000": 1'),
    "NUL after the body": lambda route: accepted(route) + b"\x00",
    "a high surrogate": _with(rb'"\ud800"'),
    "a low surrogate": _with(rb'"\udc00"'),
    "surrogates in the wrong order": _with(rb'"\udc00\ud800"'),
    "a surrogate in bytes": _with(b'"\xed\xa0\x80"'),
    "a number of many digits": _with(b"9" * 10_000),
    "a number beyond 64 bits": _with(b"18446744073709551616"),
    "1e400": _with(b"1e400"),
    "-1e400": _with(b"-1e400"),
    "NaN": _with(b"NaN"),
    "Infinity": _with(b"-Infinity"),
    "a member given twice": lambda route: _and(json.dumps(route.text).encode() + b': "other"')(route),
    "a member given twice, escaped": lambda route: _and(
        f'"\\u{ord(route.text[0]):04x}{route.text[1:]}": "other"'.encode()
    )(route),
    "an operator as a name": _and(b'"$where": "1"'),
    "a dotted name": _and(b'"details.title": "x"'),
    "a prototype": _and(b'"__proto__": {"admin": true}'),
    "an unknown name": _and(b'"isAdmin": true'),
    "an empty name": _and(b'"": 1'),
    "a long name": _and(b'"' + b"x" * 100_000 + b'": 1'),
    "an operator for a text": _with(b'{"$ne": null}'),
    "an object for a text": _with(b'{"x": 1}'),
    "an array for a text": _with(b'["x"]'),
    "a number for a text": _with(b"1.5"),
    "a truth for a text": _with(b"true"),
    "something after the body": lambda route: accepted(route) + b"x",
    "two bodies": lambda route: accepted(route) * 2,
    "a comma at the end": lambda route: accepted(route)[:-1] + b",}",
    "a comment": lambda route: b"/* */" + accepted(route),
    "apostrophes": lambda route: accepted(route).replace(b'"', b"'"),
    "half a body": lambda route: accepted(route)[:-3],
    "a line break in a text": _with(b'"a\nb"'),
    "an unknown escape": _with(rb'"\x41"'),
    "a form": lambda _: b"title=x&email=y",
    "an external entity": lambda _: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "a large text": _with(b'"' + b"x" * 1_000_000 + b'"'),
    "many members": _and(b", ".join(b'"a%d": 1' % number for number in range(50_000))),
}
"""What each is, in words → the body for a route. Every route refuses every one."""
