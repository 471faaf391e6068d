"""Prometheus metrics of HTTP, and the page that shows every metric."""

import os

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from sorbo_web.middleware.observation.exchange import Exchange

_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_UNROUTED, _OTHER = "unrouted", "OTHER"
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class HttpMetrics:
    """Counts requests and times them by method, route template and status.

    Labels are bounded: paths that no route has are `unrouted`, methods that HTTP does not define
    are `OTHER`. Each combination is bound once, when it is first seen.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        labels = ("method", "route", "status")
        self._requests = Counter(
            "sorbo_http_requests", "Requests that were answered.", labels, registry=registry
        )
        self._seconds = Histogram(
            "sorbo_http_request_duration_seconds",
            "Time until the answer was complete.",
            labels,
            buckets=_BUCKETS,
            registry=registry,
        )
        self._open = Gauge(
            "sorbo_http_requests_in_progress",
            "Requests that are being answered.",
            multiprocess_mode="livesum",
            registry=registry,
        )
        self._bound: dict[tuple[str, str | None, int], tuple[Counter, Histogram]] = {}

    def began(self) -> None:
        """Note that a request came in."""
        self._open.inc()

    def ended(self, exchange: Exchange) -> None:
        """Count and time a request that has ended."""
        self._open.dec()
        method = exchange.method if exchange.method in _METHODS else _OTHER
        key = (method, exchange.route, exchange.status)
        counter, histogram = self._bound.get(key) or self._bind(key)
        counter.inc()
        histogram.observe(exchange.seconds)

    def _bind(self, key: tuple[str, str | None, int]) -> tuple[Counter, Histogram]:
        method, route, status = key
        labels = (method, route or _UNROUTED, str(status))
        self._bound[key] = (self._requests.labels(*labels), self._seconds.labels(*labels))
        return self._bound[key]


def metrics_page(registry: CollectorRegistry) -> tuple[bytes, str]:
    """Return every metric in the text format of Prometheus, and its content type.

    With PROMETHEUS_MULTIPROC_DIR set, those of all worker processes together; the registry is not
    read then.
    """
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # — the library types its core only
    return generate_latest(registry), CONTENT_TYPE_LATEST
