"""`GET …/export`: all that a list finds, as one file."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from enum import StrEnum
from typing import Any

import msgspec
from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.response.base import ASGIResponse

from sorbo_core.privacy.disclosure import Disclosed
from sorbo_core.shared.actor import VISITOR, Permission
from sorbo_core.shared.query import Listing, ListQuery, Page
from sorbo_web.api.controller import Controller
from sorbo_web.api.listing import whole_list
from sorbo_web.api.query.text import parameters, refuse
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.tables.columns import Column, columns_of
from sorbo_web.api.tables.download import Download
from sorbo_web.api.tables.slots import EXPORTS, VISITORS, Slots
from sorbo_web.api.tables.texts import Pages, as_csv, as_ndjson
from sorbo_web.api.tables.workbook import as_xlsx
from sorbo_web.errors.http import ExportTooLarge
from sorbo_web.middleware.head import wants_head_only

_ROWS_A_PAGE = 200
_RULE = """All that the list finds with these filters, in this order, for who may read the list.

A member that is an object has a column for each of its own (`price.amount`), texts and numbers in an
array stand on a line each in their cell, anything else that is nested is JSON. NDJSON has one object a
line, as the list shows it. No text of a CSV is a formula to a spreadsheet: one that would be gets an
apostrophe in front. XLSX has 200 000 rows at most. An answer that breaks off is not whole: ask again."""


class Format(StrEnum):
    """What an export is written as."""

    CSV = "csv"
    XLSX = "xlsx"
    NDJSON = "ndjson"


class Dialect(StrEnum):
    """Whom CSV is for: programs (RFC 4180), or a French Excel (semicolons, a byte order mark)."""

    RFC4180 = "rfc4180"
    EXCEL = "excel"


_MEDIA = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.NDJSON: "application/x-ndjson",
}
_DISCLOSED = {each.value: each for each in Disclosed}
"""The lists that hold personal data: that they are exported is noted for the audit."""

_CHOICES = {
    "format": (Format, "What it is written as."),
    "dialect": (Dialect, "For whom CSV is: programs, or a French Excel (semicolons, a byte order mark)."),
}


class Export(Controller):
    """The export of one list.

    Args:
        name: of the list, in the plural, as files are named.
        listing: what the list may be asked.
        view: what the list shows of each entity; relations that it may embed are left out.
        read: returns one page, as the list shows it; of any length that the query wants.
    """

    def __init__(
        self,
        name: str,
        *,
        listing: Listing,
        view: type[msgspec.Struct],
        read: Callable[[ApiRequest, ListQuery], Awaitable[Page[Any]]],
    ) -> None:
        self._name = name
        self._listing = msgspec.structs.replace(listing, relations={})
        self._view = view
        self._columns = tuple(each for each in columns_of(view) if each.path[0] not in listing.relations)
        self._read = read

    def handler(self, path: str = "/export", **listed: Any) -> HTTPRouteHandler:  # noqa: ANN401 — those of operation()
        """Return the route, from what the route of the list says about itself."""
        opt = listed["opt"]
        more = {
            "listing": self._listing,
            "answers": self._view,
            "paged": False,
            "cacheable": False,
            "raises": (*opt["raises"], ExportTooLarge),
            "choices": _CHOICES,
            "media": self._examples(),
            "exports": True,
            # What visitors may read holds nothing of people.
            "discloses": _DISCLOSED.get(self._name) if isinstance(opt["policy"], Permission) else None,
        }
        said = {
            **listed,
            "operation_id": f"export{self._name.capitalize()}",
            "summary": f"Export {self._name} as CSV, XLSX or NDJSON.",
            "description": _RULE,
            "opt": opt | more,
        }
        return get(path, **said)(self.answer)

    async def answer(self, request: ApiRequest) -> ASGIResponse:
        """Answer with the file."""
        given = dict(parameters(request.scope["query_string"]))
        format_ = _chosen(Format, "format", given)
        dialect = _chosen(Dialect, "dialect", given)
        query = whole_list(self._listing, request, known=_CHOICES, limit=_ROWS_A_PAGE)
        columns = self._shown(given.get("fields"))
        headers = {
            "content-type": _MEDIA[format_],
            "content-disposition": f'attachment; filename="{self._name}.{format_}"',
            "cache-control": "private, no-store",
        }
        if wants_head_only(request.scope):
            return Download(_nothing(), headers)
        # Visitors who read slowly must not keep staff from theirs.
        slots = VISITORS if request.user == VISITOR else EXPORTS
        writer = _writer(format_, dialect, columns, self._pages(request, query))
        return Download(_within(slots, writer), headers)

    async def _pages(self, request: ApiRequest, query: ListQuery) -> AsyncGenerator[Sequence[Any], None]:
        while True:
            page = await self._read(request, query)
            yield page.items
            if page.next is None:
                return
            query = msgspec.structs.replace(query, after=page.next)

    def _shown(self, fields: str | None) -> tuple[Column, ...]:
        names = {"id", *fields.split(",")} if fields is not None else None
        return tuple(column for column in self._columns if names is None or column.path[0] in names)

    def _examples(self) -> dict[str, str]:
        head = ",".join(f'"{column.name}"' for column in self._columns)
        first = self._columns[0].name
        examples = {Format.CSV: head, Format.NDJSON: f'{{"{first}": "…", …}}', Format.XLSX: "PK…"}
        return {_MEDIA[format_]: example for format_, example in examples.items()}


async def _within(slots: Slots, writer: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    with slots.taken():
        async with aclosing(writer):
            async for chunk in writer:
                yield chunk


async def _nothing() -> AsyncGenerator[bytes, None]:
    yield b""


def _writer(
    format_: Format, dialect: Dialect, columns: Sequence[Column], pages: Pages
) -> AsyncGenerator[bytes, None]:
    match format_:
        case Format.CSV:
            return as_csv(columns, pages, excel=dialect is Dialect.EXCEL)
        case Format.XLSX:
            return as_xlsx(columns, pages)
        case Format.NDJSON:
            return as_ndjson(columns, pages)


def _chosen(type_: Any, name: str, given: dict[str, str]) -> Any:  # noqa: ANN401 — the class of a choice, and one of it
    first, *others = type_
    text = given.get(name, first)
    if text not in (first, *others):
        refuse(name, "unknown_value", allowed=", ".join(type_))
    return type_(text)
