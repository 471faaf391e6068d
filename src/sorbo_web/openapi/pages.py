"""`/`, `/openapi.json` and `/docs`: the API says what it is, with no outside network."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
from litestar import MediaType, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.routes import BaseRoute

from sorbo_core import __version__
from sorbo_web.api.answers import cacheable, digest
from sorbo_web.api.controller import Controller
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.errors.http import RouteNotFound
from sorbo_web.openapi import error_page
from sorbo_web.openapi.document import build_document

# Swagger UI sets its styles through the DOM, which this allows; its icons are data: images.
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PAGE = """<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<noscript><p>Cette page demande JavaScript ; le document est à l'adresse
<a href="/openapi.json">/openapi.json</a>.</p></noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
"""
_START = """SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
});
"""
_OWN = {"start.js": (_START, "text/javascript"), "errors.css": (error_page.STYLE, "text/css")}
_ASSETS = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "favicon-32x32.png": "image/png",
}


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """What a program finds at the root."""

    name: str
    version: str
    documentation: str = "/docs"
    openapi: str = "/openapi.json"
    api: str = "/api/v1"


class PagesController(Controller):
    """The pages about the API itself.

    The interface is Swagger UI as the flask-swagger-ui package carries it; only its files are
    read, nothing of the package is imported.
    """

    def __init__(self, *, title: str, routes: Callable[[], Sequence[BaseRoute]]) -> None:
        self._title = title
        self._routes = routes
        self._document: bytes | None = None

    def routes(self) -> list[HTTPRouteHandler]:
        """Return the routes."""
        opt: dict[str, Any] = {"policy": Policy.PUBLIC}
        return [
            get("/", opt=opt)(self.index),
            get("/openapi.json", opt=opt)(self.openapi),
            get("/docs", opt=opt)(self.page),
            get("/docs/errors", opt=opt)(self.errors),
            get("/docs/{name:str}", opt=opt)(self.asset),
        ]

    async def index(self, request: ApiRequest) -> Response[Index]:
        """Answer with where to go on."""
        return cacheable(request, Index(name=self._title, version=__version__))

    async def openapi(self, request: ApiRequest) -> Response[bytes]:
        """Answer with the OpenAPI document, made at the first request."""
        if self._document is None:
            self._document = msgspec.json.encode(build_document(self._routes(), title=self._title))
        return cacheable(request, msgspec.Raw(self._document))

    async def page(self) -> Response[str]:
        """Answer with the documentation page."""
        headers = {"Content-Security-Policy": _CSP, "Cache-Control": "no-cache"}
        return Response(_PAGE.format(title=self._title), media_type=MediaType.HTML, headers=headers)

    async def errors(self) -> Response[str]:
        """Answer with the page that explains every error code."""
        headers = {"Content-Security-Policy": _CSP, "Cache-Control": "no-cache"}
        return Response(error_page.render(), media_type=MediaType.HTML, headers=headers)

    async def asset(self, name: FromPath[str]) -> Response[bytes]:
        """Answer with a file of the documentation page."""
        if name in _OWN:
            text, media_type = _OWN[name]
            return _file(text.encode(), media_type)
        if name not in _ASSETS:
            raise RouteNotFound
        return _file(_asset(name), _ASSETS[name])


def _file(data: bytes, media_type: str) -> Response[bytes]:
    headers = {"Cache-Control": "public, max-age=3600", "ETag": f'"{digest(data)}"'}
    return Response(data, media_type=media_type, headers=headers)


@cache
def _asset(name: str) -> bytes:
    spec = find_spec("flask_swagger_ui")
    if spec is None or spec.origin is None:
        raise RouteNotFound
    return (Path(spec.origin).parent / "dist" / name).read_bytes()
