"""Tables as XLSX. It is a zip that can only be sent when it is complete: it is built in a temporary file."""

import asyncio
import tempfile
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sorbo_web.api.tables.columns import Cell, Column, rows
from sorbo_web.api.tables.texts import Pages
from sorbo_web.errors.http import ExportTooLarge

T = TypeVar("T")

MOST_ROWS = 200_000
"""So that the temporary file, some 1 KiB a row before it is compressed, does not fill the disk."""
_MOST_CHARACTERS = 32_767
_FIRST_YEAR = 1900
_EXACT = 2**53
_CHUNK = 65_536
_OPTIONS = {
    # One row in memory; the rest is in the temporary folder.
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "remove_timezone": True,
}


class Sheet:
    """A workbook of one sheet, written row by row to a file. Texts are cells of text, never formulas."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        import xlsxwriter  # noqa: PLC0415 — only those who are asked for a workbook need it

        self._book = xlsxwriter.Workbook(str(path), {**_OPTIONS, "tmpdir": str(path.parent)})
        self._sheet = self._book.add_worksheet()
        self._days = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._instants = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._columns = columns
        self._count = 0
        self._add([column.name for column in columns])

    def write(self, items: Sequence[Any]) -> None:
        """Add a row for each entity.

        Raises:
            ExportTooLarge: there are more rows than MOST_ROWS.
        """
        if self._count + len(items) > MOST_ROWS + 1:
            raise ExportTooLarge(limit=MOST_ROWS)
        for row in rows(self._columns, items, dates=True):
            self._add(row)

    def close(self) -> None:
        """Complete the file."""
        self._book.close()

    def discard(self) -> None:
        """Let go of the temporary files, of a workbook that is not completed as well."""
        # The library has no way to give a workbook up.
        rows_on_disk = self._sheet.row_data_fh
        if rows_on_disk is not None:
            rows_on_disk.close()

    def _add(self, row: Iterable[Cell]) -> None:
        for number, cell in enumerate(row):
            self._put(number, cell)
        self._count += 1

    def _put(self, column: int, cell: Cell) -> None:
        match cell:
            case None:
                return
            case bool():
                self._sheet.write_boolean(self._count, column, cell)
            case int() | float() if abs(cell) <= _EXACT:
                self._sheet.write_number(self._count, column, cell)
            case date() if cell.year >= _FIRST_YEAR:
                shown = self._instants if isinstance(cell, datetime) else self._days
                self._sheet.write_datetime(self._count, column, cell, shown)
            case _:
                self._sheet.write_string(self._count, column, str(cell)[:_MOST_CHARACTERS])


async def as_xlsx(columns: Sequence[Column], pages: Pages) -> AsyncGenerator[bytes, None]:
    """Yield a workbook once it is built, off the event loop; its temporary files are gone afterwards.

    Raises:
        ExportTooLarge: before the first chunk: there are more rows than MOST_ROWS.
    """
    with tempfile.TemporaryDirectory(prefix="sorbo-export-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "export.xlsx"
        sheet = await _in_thread(partial(Sheet, path, columns))
        try:
            async for items in pages:
                await _in_thread(partial(sheet.write, items))
            await _in_thread(sheet.close)
        finally:
            sheet.discard()
        size, sent = path.stat().st_size, 0
        while sent < size:
            chunk = await _in_thread(partial(_part, path, sent))
            sent += len(chunk)
            yield chunk


def _part(path: Path, start: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read(_CHUNK)


async def _in_thread(work: Callable[[], T]) -> T:
    """Return what work in a thread returns. It ends before this does: its files go next."""
    task = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(task)
    finally:
        await asyncio.wait({task})
