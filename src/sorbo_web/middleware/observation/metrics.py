"""Prometheus metrics of HTTP, and the page that shows every metric."""

import os
from collections.abc import Iterable

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from sorbo_core.shared.caching.cache import Source
from sorbo_web.middleware.observation.ended import Ended

_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_UNROUTED, _OTHER = "unrouted", "OTHER"
Kind = tuple[str, str | None, int]
"""Method, route and status."""
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
        answers = Counter(
            "sorbo_cache_answers",
            "Public answers by where they came from: this process, the shared store, made, or stale.",
            ("source",),
            registry=registry,
        )
        self._by_source = {source: answers.labels(source.value) for source in Source}
        self._bound: dict[Kind, tuple[Counter, Histogram]] = {}

    def began(self) -> None:
        """Note that a request came in that takes a while."""
        self._open.inc()

    def ended(self) -> None:
        """Note that it is over."""
        self._open.dec()

    def count(self, requests: Iterable[Ended]) -> None:
        """Count and time requests that have ended."""
        kinds: dict[Kind, list[float]] = {}
        sources: dict[Source, int] = {}
        for ended in requests:
            kinds.setdefault((ended.method, ended.route, ended.status), []).append(ended.seconds)
            if ended.source is not None:
                sources[ended.source] = sources.get(ended.source, 0) + 1
        for kind, times in kinds.items():
            counter, histogram = self._bound.get(kind) or self._bind(kind)
            counter.inc(len(times))
            for seconds in times:
                histogram.observe(seconds)
        for source, answers in sources.items():
            self._by_source[source].inc(answers)

    def _bind(self, kind: Kind) -> tuple[Counter, Histogram]:
        method, route, status = kind
        labels = (method if method in _METHODS else _OTHER, route or _UNROUTED, str(status))
        bound = (self._requests.labels(*labels), self._seconds.labels(*labels))
        if method in _METHODS:
            self._bound[kind] = bound
        return bound


def metrics_page(registry: CollectorRegistry) -> tuple[bytes, str]:
    """Return every metric in the text format of Prometheus, and its content type.

    With PROMETHEUS_MULTIPROC_DIR set, those of all worker processes together; the registry is not
    read then.
    """
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # — the library types its core only
    return generate_latest(registry), CONTENT_TYPE_LATEST
