"""What the existing pages list: all that is published of a noun, in one answer."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import msgspec
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from sorbo_core.shared.actor import VISITOR
from sorbo_core.shared.caching.tables import Tables
from sorbo_core.shared.caching.tags import Tags
from sorbo_core.shared.query import MAX_LIMIT, Filter, Listing, ListQuery, Page
from sorbo_web.api.answers import cacheable
from sorbo_web.api.controller import Controller
from sorbo_web.api.listing import whole_number
from sorbo_web.api.pages import Lists
from sorbo_web.api.policy import Policy
from sorbo_web.api.query.text import parameters, refuse
from sorbo_web.api.request import ApiRequest
from sorbo_web.site.answers import Json, envelope

T = TypeVar("T")

MOST = 1000
"""Entries of one list. The pages have no next page to ask for, and show tens of them."""
_PER_PAGE = 10
_PARAMETERS = ("limit", "page")
_ALL = "all"

Counts = Callable[[Sequence[Any]], Awaitable[Sequence[int]]]


class SiteList(Controller, Generic[T]):
    """One list of the door.

    It shows what visitors see, whoever asks: the pages know nobody.

    Args:
        path: below `/api`.
        lists: the use case.
        listing: says the order, which is its default one.
        view: what is shown of each, with how often it was downloaded.
        made_from: the nouns that make it out of date when they change.
        filters: what is asked of each beside being published.
        counts: tells how often each was downloaded.
        tables: keep what is listed, so that another page of it asks nobody anew.
    """

    def __init__(
        self,
        path: str,
        *,
        lists: Lists[T],
        listing: Listing,
        view: Callable[[T, int], Json],
        made_from: Tags,
        tables: Tables,
        filters: tuple[Filter, ...] = (),
        counts: Counts | None = None,
    ) -> None:
        self._path = path
        self._lists = lists
        self._query = ListQuery(sort=listing.sorts[listing.default_sort], filters=filters, limit=MAX_LIMIT)
        self._view = view
        self._made_from = made_from
        self._counts = counts
        self._tables = tables

    def handlers(self) -> Iterable[HTTPRouteHandler]:
        """Return the route."""
        yield get(self._path, opt={"policy": Policy.PUBLIC, "cacheable": True})(self.list)

    async def list(self, request: ApiRequest) -> Response[Any]:
        """Answer with all of them, or with the page that is asked for."""
        page, limit = _asked(request)
        entries = await self._everything()
        total = len(entries)
        per_page = min(limit, MAX_LIMIT) if limit else (_PER_PAGE if page else max(1, total))
        pages = max(1, -(-total // per_page))
        number = page or 1
        shown = await self._shown(entries[(number - 1) * per_page : number * per_page])
        body = envelope(
            shown,
            count=len(shown),
            total=total,
            totalPages=pages,
            currentPage=number,
            pagination={"currentPage": number, "totalPages": pages, "perPage": per_page},
        )
        # Pages behind the last one are without number: none of them is kept.
        return cacheable(request, body, made_from=self._made_from if number <= pages else ())

    async def _shown(self, entries: Sequence[T]) -> Sequence[Json]:
        counts = await self._counts(entries) if self._counts else [0] * len(entries)
        return tuple(map(self._view, entries, counts))

    async def _everything(self) -> tuple[T, ...]:
        name = f"site{self._path}"
        table = await self._tables.whole(name, self._made_from, lambda _: self._read_whole())
        return (table or await self._read_whole())[_ALL]

    async def _read_whole(self) -> Mapping[str, tuple[T, ...]]:
        found: tuple[T, ...] = ()
        query = self._query
        while len(found) < MOST:
            page: Page[T] = await self._lists(actor=VISITOR, query=query)
            found += page.items
            if page.next is None:
                break
            query = msgspec.structs.replace(query, after=page.next)
        return {_ALL: found[:MOST]}


def _asked(request: ApiRequest) -> tuple[int, int]:
    """Return which page is asked for, and how long it is; 0 where that is not said.

    Raises:
        Malformed: something else is asked. Each other question would be an answer to keep.
    """
    for name in parameters(request.scope["query_string"]):
        if name not in _PARAMETERS:
            refuse(name, "unknown_parameter", allowed=", ".join(_PARAMETERS))
    return whole_number(request, "page") or 0, whole_number(request, "limit") or 0
