"""`/api/v1/stats`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from litestar import Response, Router, get

from sorbo_core.insight.tags import SEARCH
from sorbo_core.insight.use_cases.read_funnel import ReadFunnel
from sorbo_core.insight.use_cases.read_public_figures import ReadPublicFigures
from sorbo_core.insight.use_cases.read_revenue import ReadRevenue
from sorbo_core.insight.use_cases.read_staff_figures import ReadStaffFigures
from sorbo_core.shared.actor import Permission
from sorbo_web.api.answers import cacheable
from sorbo_web.api.controller import Controller
from sorbo_web.api.policy import Policy
from sorbo_web.api.query.text import parameters, refuse
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import Accepted, operation
from sorbo_web.insight.schemas import (
    FunnelFiguresView,
    PublicFiguresView,
    RevenueFiguresView,
    StaffFiguresView,
)

_TAG = "Statistics"
_DAY = {"type": "string", "format": "date"}
_PERIOD = {
    "from": Accepted(about="The first day.", schema=_DAY, example="2026-01-01"),
    "to": Accepted(about="The last day, included.", schema=_DAY, example="2026-12-31"),
}


class StatsController(Controller):
    """Statistics over HTTP."""

    def __init__(
        self,
        *,
        read_public_figures: ReadPublicFigures,
        read_staff_figures: ReadStaffFigures,
        read_revenue: ReadRevenue,
        read_funnel: ReadFunnel,
    ) -> None:
        self._read_public = read_public_figures
        self._read_staff = read_staff_figures
        self._read_revenue = read_revenue
        self._read_funnel = read_funnel

    def router(self) -> Router:
        """Return the routes."""
        public = operation(
            ReadPublicFigures, id="readPublicStats", policy=Policy.PUBLIC, tag=_TAG, cacheable=True
        )
        staff = _of_period(ReadStaffFigures, id="readStaffStats", policy=Permission.READ_STATISTICS)
        revenue = _of_period(ReadRevenue, id="readRevenueStats", policy=ReadRevenue.permission)
        funnel = _of_period(ReadFunnel, id="readCandidatureStats", policy=ReadFunnel.permission)
        handlers = [
            get("/", **public)(self.public),
            get("/staff", **staff)(self.staff),
            get("/revenue", **revenue)(self.revenue),
            get("/candidatures", **funnel)(self.candidatures),
        ]
        return Router("/api/v1/stats", route_handlers=handlers)

    async def public(self, request: ApiRequest) -> Response[PublicFiguresView]:
        """Answer with the public figures."""
        shown = PublicFiguresView.of(await self._read_public())
        return cacheable(request, shown, made_from=(SEARCH, "session"))

    async def staff(self, request: ApiRequest) -> Response[StaffFiguresView]:
        """Answer with the figures of a period."""
        told = await self._read_staff(actor=request.user, **_days(request))
        return cacheable(request, StaffFiguresView.of(told))

    async def revenue(self, request: ApiRequest) -> Response[RevenueFiguresView]:
        """Answer with what was earned in a period."""
        told = await self._read_revenue(actor=request.user, **_days(request))
        return cacheable(request, RevenueFiguresView.of(told))

    async def candidatures(self, request: ApiRequest) -> Response[FunnelFiguresView]:
        """Answer with how far the candidatures of a period got."""
        told = await self._read_funnel(actor=request.user, **_days(request))
        return cacheable(request, FunnelFiguresView.of(told))


def _of_period(use_case: type, *, id: str, policy: Permission) -> dict[str, Any]:
    return operation(use_case, id=id, policy=policy, tag=_TAG, cacheable=True, accepts=_PERIOD)


def _days(request: ApiRequest) -> dict[str, date | None]:
    given = parameters(request.scope["query_string"])
    return {"first": _day(given, "from"), "last": _day(given, "to")}


def _day(given: Mapping[str, str], name: str) -> date | None:
    if name not in given:
        return None
    try:
        return msgspec.convert(given[name], date)
    except msgspec.ValidationError:
        refuse(name, "not_a_date")
