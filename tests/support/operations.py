"""Every operation of the application, as its routes and its OpenAPI document have it."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from litestar.routes import HTTPRoute

from sorbo_core.shared.query import Listing
from sorbo_web.api.policy import Policy
from sorbo_web.openapi.document import build_document
from sorbo_web.wiring.application import build_routes
from support.api import Api

Json = dict[str, Any]


class Operation(NamedTuple):
    """An operation: how it is called, and what it may be sent."""

    method: str
    path: str
    query: tuple[str, ...]
    body: Json | None
    listing: Listing | None
    """What may be asked of a list, page by page."""
    is_public: bool

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    def at(self, **ids: str) -> str:
        """Return its path; what `ids` does not name does not exist."""
        known = {name: ids.get(name, "absent") for name in self.places}
        return self.path.format(**known)

    @property
    def places(self) -> list[str]:
        """The names of its path parameters."""
        return [part[1:-1] for part in self.path.split("/") if part.startswith("{")]


@cache
def operations() -> tuple[Operation, ...]:
    """Return every operation; those that the document leaves out have no parameters of their own."""
    return tuple(_operations())


def _operations() -> Iterator[Operation]:
    routes = build_routes(Api().container).routes
    paths: Json = build_document(routes, title="API")["paths"]
    for route in routes:
        if isinstance(route, HTTPRoute):
            path = route.path_format
            for method, (handler, _) in sorted(route.route_handler_map.items()):
                if method != "OPTIONS":
                    said = paths.get(path, {}).get(method.lower(), {})
                    paged = handler.opt.get("paged", True)
                    listing = handler.opt.get("listing") if paged else None
                    is_public = handler.opt["policy"] in {Policy.PUBLIC, Policy.ENTRANCE}
                    yield Operation(method, path, _query(said), _body(said), listing, is_public)


def _query(said: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(each["name"] for each in said.get("parameters", ()) if each["in"] == "query")


def _body(said: Mapping[str, Any]) -> Json | None:
    # A form that others define is tried where its route is.
    json_body = said.get("requestBody", {}).get("content", {}).get("application/json")
    if json_body is None:
        return None
    example: Json = json_body["example"]
    return example
