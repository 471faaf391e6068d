"""`/api/v1/search`."""

from litestar import Response, Router, get

from sorbo_core.insight.tags import SEARCH
from sorbo_core.insight.use_cases.search import Search
from sorbo_core.shared.query import MAX_LIMIT, ListQuery
from sorbo_web.api.answers import cacheable
from sorbo_web.api.controller import Controller
from sorbo_web.api.listing import limit_of
from sorbo_web.api.policy import Policy
from sorbo_web.api.query.text import parameters, refuse
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import Accepted, operation
from sorbo_web.insight.schemas import FoundPage, FoundView

_LONGEST = 200
_LIMIT = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": ListQuery().limit}
_TEXT = {"type": "string", "minLength": 1, "maxLength": _LONGEST}


class SearchController(Controller):
    """Search over HTTP."""

    def __init__(self, *, search: Search) -> None:
        self._search = search

    def router(self) -> Router:
        """Return the route."""
        kinds = {"type": "string", "enum": list(self._search.kinds)}
        accepts = {
            "q": Accepted(about="The words to find.", schema=_TEXT, example="génie civil", required=True),
            "kind": Accepted(about="Only things of this kind.", schema=kinds, example="formation"),
            "limit": Accepted(about="How many are told at most.", schema=_LIMIT, example=20),
        }
        said = operation(
            Search, id="search", policy=Policy.PUBLIC, tag="Search", cacheable=True, accepts=accepts
        )
        return Router("/api/v1/search", route_handlers=[get("/", **said)(self.search)])

    async def search(self, request: ApiRequest) -> Response[FoundPage]:
        """Answer with what was found."""
        given = parameters(request.scope["query_string"])
        text, kind = given.get("q", ""), given.get("kind")
        if not text.strip():
            refuse("q", "missing")
        if kind is not None and kind not in self._search.kinds:
            refuse("kind", "unknown_value", allowed=", ".join(self._search.kinds))
        limit = limit_of(given.get("limit", str(ListQuery().limit)))
        found = await self._search(text=text, kind=kind, limit=limit)
        return cacheable(request, FoundPage(items=tuple(map(FoundView.of, found))), made_from=(SEARCH,))
