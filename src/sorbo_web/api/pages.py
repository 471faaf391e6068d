"""Lists, answered page by page."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

from litestar import Response

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.caching.tags import Tags
from sorbo_core.shared.query import Listing, ListQuery, Page
from sorbo_web.api.answers import cacheable
from sorbo_web.api.listing import page_request
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.wire import View

E = TypeVar("E")
V = TypeVar("V")
P = TypeVar("P", bound=View)

ReadPage = Callable[[ApiRequest, ListQuery], Awaitable[Page[V]]]
"""Returns one page of a list, as the list shows it."""


class Lists(Protocol[E]):
    """A use case that lists what an actor may read."""

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[E]:
        """Return one page."""


def shown_as(view: Callable[[E], V], lists: Lists[E]) -> ReadPage[V]:
    """Return what reads a page of a use case, and shows each of its entities so."""

    async def read(request: ApiRequest, query: ListQuery) -> Page[V]:
        page = await lists(actor=request.user, query=query)
        return page.map(view)

    return read


async def answer_page(
    request: ApiRequest, listing: Listing, page: type[P], read: ReadPage[Any], *, made_from: Tags = ()
) -> Response[P]:
    """Answer with the page of a list that a request asks for.

    Args:
        request: what is asked, within what the listing declares.
        listing: what may be asked.
        page: what a page is: `items`, and `next`, the cursor of the page after it.
        read: reads one.
        made_from: see `cacheable`.

    Raises:
        Malformed: something else is asked.
    """
    asked = page_request(listing, request)
    found = await read(request, asked.query)
    shown = page(items=found.items, next=asked.cursor(found))
    return cacheable(request, shown, made_from=made_from)
