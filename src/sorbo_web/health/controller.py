"""Routes for whoever runs the service: is it alive, is it ready, what does it measure."""

import hmac
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from prometheus_client import CollectorRegistry

from sorbo_core.shared.errors import Unauthenticated, Violation
from sorbo_web.api.controller import Controller
from sorbo_web.api.policy import Policy
from sorbo_web.errors.http import NotReady
from sorbo_web.health.readiness import Health, Probe, Report, readiness
from sorbo_web.middleware.observation.metrics import metrics_page

_HEADERS = {"Cache-Control": "no-store"}


class Alive(msgspec.Struct, frozen=True):
    """The process answers."""

    status: Health = Health.OK


class HealthController(Controller):
    """Answers orchestrators and monitoring.

    Args:
        probes: what the service needs.
        registry: the metrics of this process.
        metrics_token: whoever reads the metrics has to show it; without one, anybody may.
        told: has the metrics told what they do not know yet.
    """

    def __init__(
        self,
        *,
        probes: Sequence[Probe],
        registry: CollectorRegistry,
        metrics_token: str | None = None,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        self._probes = probes
        self._registry = registry
        self._told = told
        self._authorization = f"Bearer {metrics_token}".encode() if metrics_token else None

    def routes(self) -> list[HTTPRouteHandler]:
        """Return the route handlers."""
        public: dict[str, Any] = {"opt": {"policy": Policy.PUBLIC}, "tags": ["health"]}
        own: dict[str, Any] = {"opt": {"policy": Policy.OWN}, "tags": ["health"]}
        return [
            get("/health/live", operation_id="live", **public)(self.live),
            get("/health/ready", operation_id="ready", **public)(self.ready),
            get("/metrics", operation_id="metrics", **own)(self.metrics),
        ]

    async def live(self) -> Response[Alive]:
        """Tell that the process answers, whatever became of the parts that it needs."""
        return Response(Alive(), headers=_HEADERS)

    async def ready(self) -> Response[Report]:
        """Tell whether the service can work, part by part.

        200 also while it is degraded: a part is away that it can do without for a time.

        Raises:
            NotReady: a part is away without which nothing works.
        """
        report = await readiness(self._probes)
        if report.status is Health.UNAVAILABLE:
            raise _not_ready(report)
        return Response(report, headers=_HEADERS)

    async def metrics(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Return every metric in the text format of Prometheus.

        Raises:
            Unauthenticated: the metrics token is missing or wrong.
        """
        given = request.headers.get("authorization", "").encode("latin-1")
        if self._authorization is not None and not hmac.compare_digest(given, self._authorization):
            raise Unauthenticated
        self._told()
        page, content_type = metrics_page(self._registry)
        return Response(page, media_type=content_type, headers=_HEADERS)


def _not_ready(report: Report) -> NotReady:
    away = [name for name, state in report.parts.items() if state is not Health.OK]
    violations = (Violation(f"/parts/{name}", "part_away", {"part": name}) for name in away)
    return NotReady(*violations, part=", ".join(away))
