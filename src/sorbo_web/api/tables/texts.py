"""Tables as texts: CSV (RFC 4180) and NDJSON."""

import csv
import io
from collections.abc import AsyncGenerator, AsyncIterable, Iterable, Sequence

import msgspec

from sorbo_web.api.tables.columns import Cell, Column, rows
from sorbo_web.api.tables.formulas import guarded

Pages = AsyncIterable[Sequence[msgspec.Struct]]

_BOM = "\ufeff"
_encoder = msgspec.json.Encoder()


async def as_csv(columns: Sequence[Column], pages: Pages, *, excel: bool) -> AsyncGenerator[bytes, None]:
    """Yield CSV in UTF-8, its lines ended by CRLF: the names of the columns, then a line for each entity.

    Every text is quoted and no number is. A text that a spreadsheet would compute is made harmless.

    Args:
        columns: which.
        pages: the entities; one page at least, which may be empty.
        excel: for a French Excel: with a byte order mark and semicolons rather than commas.
    """
    separator = ";" if excel else ","
    head = (_BOM if excel else "") + _lines([[column.name for column in columns]], separator)
    async for items in pages:
        # With the first page: what fails before it is there can still be told.
        yield (head + _lines(rows(columns, items), separator)).encode()
        head = ""


async def as_ndjson(columns: Sequence[Column], pages: Pages) -> AsyncGenerator[bytes, None]:
    """Yield one JSON object a line, as the list shows it; of its members those that have columns."""
    kept = {column.path[0] for column in columns}
    async for items in pages:
        plain = (msgspec.to_builtins(item) for item in items)
        shown = [{name: value for name, value in each.items() if name in kept} for each in plain]
        yield _encoder.encode_lines(shown)


def _lines(table: Iterable[Iterable[Cell]], separator: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerows([_written(cell) for cell in row] for row in table)
    return text.getvalue()


def _written(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return str(cell).lower()
    return guarded(cell) if isinstance(cell, str) else cell
