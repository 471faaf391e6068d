"""The types of events that there are, for whoever asks to be told of some."""

from collections.abc import Collection
from difflib import get_close_matches

import msgspec

from sorbo_core.integrations.endpoint import EventPatterns, matches
from sorbo_core.shared.errors import Invalid, Param, Violation

_MOST_NAMED = 5


class KnownTypes(msgspec.Struct, frozen=True):
    """The types of events that there are."""

    types: frozenset[str]

    def check(self, patterns: EventPatterns, *, held: Collection[str] = ()) -> None:
        """Return only when each pattern covers a type that there is.

        Args:
            patterns: what an endpoint is to be told of.
            held: what it is told of already; a type of these that is gone may stay.

        Raises:
            Invalid: some patterns cover nothing; the violations name the first five of them, and for
                each a similar one that does.
        """
        wrong = [
            Violation(f"/eventTypes/{place}", "event_type_unknown", self._named(pattern))
            for place, pattern in enumerate(patterns)
            if pattern not in held and not self._covers_any(pattern)
        ]
        if wrong:
            raise Invalid(*wrong[:_MOST_NAMED])

    def _covers_any(self, pattern: str) -> bool:
        return any(matches(pattern, each) for each in self.types)

    def _named(self, pattern: str) -> dict[str, Param]:
        entities = {f"{each.partition('.')[0]}.*" for each in self.types}
        similar = get_close_matches(pattern, sorted(self.types | entities), n=1)
        return {"type": pattern, **({"similar": similar[0]} if similar else {})}
