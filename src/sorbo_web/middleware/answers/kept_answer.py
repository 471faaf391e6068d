"""An answer as it is kept: what every client gets alike, in the encodings that were asked for."""

from typing import Final

import msgspec

from sorbo_web.middleware.answers.encodings import IDENTITY, WORTHWHILE, compressed, is_textual
from sorbo_web.middleware.answers.tags import tagged

Fields = list[tuple[bytes, bytes]]
"""Header fields as ASGI has them, names in lower case."""

_OVERHEAD: Final = 1024
"""Bytes that an answer takes beside its body, about."""
_OF_ONE_BODY: Final = frozenset({b"etag", b"content-length", b"content-type"})
_OF_ONE_REQUEST: Final = frozenset({b"date", b"age"})


class Variant(msgspec.Struct, frozen=True):
    """One representation: all that is sent of it, ready.

    Attributes:
        tag: its strong entity tag.
        fields: of the answer with the body.
        unchanged: of the 304 that stands for it.
        body: its bytes.
    """

    tag: bytes
    fields: Fields
    unchanged: Fields
    body: bytes


class KeptAnswer(msgspec.Struct):
    """A successful public answer, the same for everybody.

    Attributes:
        route: the template of the route that made it.
        fields: of its head that are the same whatever the encoding.
        tag: the strong entity tag of the plain representation.
        content_type: of its body.
        body: as it was made.
        counted: what a visit of it counts for (the noun's plural, the id), if it does.
        variants: what was sent of it so far, by encoding. Made when it is first asked for.
    """

    route: str
    fields: Fields
    tag: bytes
    content_type: bytes
    body: bytes
    counted: tuple[str, str] | None = None
    variants: dict[str, Variant] = {}

    @classmethod
    def of(cls, head: Fields, body: bytes, *, route: str, counted: tuple[str, str] | None) -> "KeptAnswer":
        """Return the answer that was sent with this head and this body."""
        given = dict(head)
        same = [field for field in head if field[0] not in _OF_ONE_BODY | _OF_ONE_REQUEST]
        return cls(route, same, given[b"etag"], given.get(b"content-type", b""), body, counted)

    @property
    def weight(self) -> int:
        """Bytes of memory that it takes, with room for what its variants add."""
        return len(self.body) * 3 // 2 + _OVERHEAD

    def variant(self, encoding: str) -> Variant:
        """Return the representation in this encoding, or the plain one where packing it is not worthwhile."""
        found = self.variants.get(encoding)
        if found is None:
            found = self.variants[encoding] = self._made(encoding)
        return found

    def _made(self, encoding: str) -> Variant:
        if encoding != IDENTITY and (len(self.body) < WORTHWHILE or not is_textual(self.content_type)):
            return self.variant(IDENTITY)
        body = compressed(self.body, encoding) if encoding else self.body
        tag = tagged(self.tag, encoding)
        unchanged = [*self.fields, (b"etag", tag)]
        fields = [
            *unchanged,
            (b"content-type", self.content_type),
            (b"content-length", str(len(body)).encode()),
        ]
        if encoding:
            fields.append((b"content-encoding", encoding.encode()))
        return Variant(tag, fields, unchanged, body)
