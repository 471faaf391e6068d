"""What is noted of answers that were kept: where they came from, and whom they are counted for."""

from typing import Final

from litestar.types import HTTPScope
from prometheus_client import CollectorRegistry, Counter

from sorbo_core.shared.caching.cache import Source
from sorbo_core.shared.counting.tally import Tally
from sorbo_web.middleware.visitor import visitor_of


class Lookups:
    """Counts from where public answers came; the hit ratio of a tier is its share."""

    def __init__(self, registry: CollectorRegistry) -> None:
        lookups = Counter(
            "sorbo_cache_answers",
            "Public answers by where they came from: this process, the shared store, made, or stale.",
            ("source",),
            registry=registry,
        )
        self._by_source: Final = {source: lookups.labels(source.value).inc for source in Source}

    def count(self, source: Source) -> None:
        """Count an answer."""
        self._by_source[source]()


class Visits:
    """Counts who gets a kept answer as its use case counts who reads: once in a while, robots never."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def count(self, scope: HTTPScope, noun: str, id: str) -> None:
        """Count that whoever asks reads this."""
        visitor = visitor_of(scope)
        if visitor is not None:
            self._tally.count(noun, id, by=visitor)
