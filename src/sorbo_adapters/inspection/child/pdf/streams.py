"""Streams of a PDF: none may unfold to more than there is room for."""

import zlib
from collections.abc import Iterator

from pikepdf import Array, Name, Object, Stream

from sorbo_adapters.inspection.child.refuse import Refuse
from sorbo_core.files.faults import Fault

_STEP = 262_144
_MOST_OF_A_STREAM = 50_000_000
_MOST_ALTOGETHER = 1_000_000_000
_MOST_RATIO = 200
_MOST_PIXELS = 100_000_000
_BYTES_OF_A_PIXEL = 8
_FLATE = frozenset({"/FlateDecode", "/Fl"})
_MOST_FILTERS = 3


class Budget:
    """How much the streams of a document unfold to.

    Args:
        size: of the document, in bytes.
    """

    def __init__(self, size: int) -> None:
        # A scanned page without a word is folded a thousand times; a whole document is not.
        self._left = min(_MOST_ALTOGETHER, max(_MOST_OF_A_STREAM, _MOST_RATIO * size))

    def measure(self, stream: Stream) -> None:
        """Count what a stream unfolds to, holding little of it.

        Raises:
            Refuse: it is too much, for a stream, for an image of its size, or altogether.
        """
        filters = _filters(stream)
        if len(filters) > _MOST_FILTERS:
            raise Refuse(Fault.BOMB, "filters")
        folds = 0
        for name in filters:
            if name not in _FLATE:
                break
            folds += 1
        most = min(_most(stream), self._left)
        if folds:
            self._left -= _unfolded(bytes(stream.read_raw_bytes()), folds, most)


def _most(stream: Stream) -> int:
    if stream.get("/Subtype") != Name.Image:
        return _MOST_OF_A_STREAM
    pixels = _number(stream.get("/Width")) * _number(stream.get("/Height"))
    if pixels > _MOST_PIXELS:
        raise Refuse(Fault.TOO_MANY_PIXELS, f"{pixels // 1_000_000} MP")
    return pixels * _BYTES_OF_A_PIXEL + _STEP


def _number(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _filters(stream: Stream) -> list[str]:
    given: Object | None = stream.get("/Filter")
    if given is None:
        return []
    return [str(each) for each in given] if isinstance(given, Array) else [str(given)]


def _unfolded(raw: bytes, folds: int, most: int) -> int:
    """Return to how many bytes the last of several foldings unfolds."""
    for _ in range(folds - 1):
        raw = b"".join(_unfolding(raw, min(most, _MOST_OF_A_STREAM)))
    return sum(len(part) for part in _unfolding(raw, most))


def _unfolding(raw: bytes, most: int) -> Iterator[bytes]:
    unfolder = zlib.decompressobj()
    total = 0
    while raw and not unfolder.eof:
        try:
            part = unfolder.decompress(raw, _STEP)
        except zlib.error:
            # Readers show what came before the fault.
            return
        total += len(part)
        if total > most:
            raise Refuse(Fault.BOMB)
        yield part
        raw = unfolder.unconsumed_tail
