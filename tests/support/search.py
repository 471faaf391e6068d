"""Records of the search index, as tests need them."""

from datetime import datetime
from typing import Any

from sorbo_core.insight.search.record import Record
from support.build import NOW, published

KINDS = ("formation", "projet")


def record(title: str, *, kind: str = "formation", at: datetime = NOW, **changes: Any) -> Record:
    """Return what is kept of a published formation; `changes` are fields of its details."""
    return Record.of(kind, published(at=at, title=title, **changes))
