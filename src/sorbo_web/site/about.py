"""`/api/health` and what else the existing pages ask about the service itself."""

from collections.abc import Iterator
from typing import Any

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from sorbo_core import __version__
from sorbo_core.insight.tags import SEARCH
from sorbo_core.insight.use_cases.read_public_figures import ReadPublicFigures
from sorbo_core.shared.ports import Clock
from sorbo_web.api.answers import cacheable
from sorbo_web.api.controller import Controller
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.site.answers import Json, envelope, succeeded

_PUBLIC: dict[str, Any] = {"policy": Policy.PUBLIC}


class AboutController(Controller):
    """Tells that the service is there, what it is called, and how much it shows."""

    def __init__(self, *, company: str, read_figures: ReadPublicFigures, clock: Clock) -> None:
        self._company = company
        self._read_figures = read_figures
        self._clock = clock

    def handlers(self) -> Iterator[HTTPRouteHandler]:
        """Return the routes."""
        yield get("/health", opt=_PUBLIC)(self.health)
        yield get("/test", opt=_PUBLIC)(self.test)
        yield get("/info", opt=_PUBLIC)(self.info)
        yield get("/stats", opt={**_PUBLIC, "cacheable": True})(self.stats)

    async def health(self) -> Response[Json]:
        """Answer that the process is there; each open page asks every half minute, so it asks nobody."""
        return succeeded(
            message="Le service répond.", status="OK", timestamp=self._clock.now(), version=__version__
        )

    async def test(self) -> Response[Json]:
        """Answer that the door is open."""
        return succeeded(message="L'API répond.", timestamp=self._clock.now())

    async def info(self) -> Response[Json]:
        """Answer with what this is."""
        name = f"{self._company}, API"
        about = {"name": name, "version": __version__, "documentation": "/docs"}
        return succeeded(about, message=name, version=__version__)

    async def stats(self, request: ApiRequest) -> Response[Any]:
        """Answer with how much visitors can see, by noun."""
        figures = await self._read_figures()
        shown = {f"{noun}s": count for noun, count in figures.published.items()}
        body = envelope({**shown, "sessions": figures.sessions_to_come})
        return cacheable(request, body, made_from=(SEARCH, "session"))
