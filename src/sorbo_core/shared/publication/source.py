"""Where an entry that was taken over comes from."""

from typing import Annotated

import msgspec
from msgspec import Meta

from sorbo_core.shared.text import Line


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where an imported entry comes from.

    Attributes:
        key: the record's id in the source, or the slug of its title where it has none.
        digest: of the whole record, to see whether the source changed since.
        aside: the record's keys that have no field here, as a JSON object; kept, never shown.
    """

    key: Line
    digest: Line
    aside: Annotated[str, Meta(max_length=200_000)] = "{}"
