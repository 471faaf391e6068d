"""What becomes of a record."""

from enum import StrEnum


class Outcome(StrEnum):
    """What became of a record that was taken over."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
