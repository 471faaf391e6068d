"""What an answer is made from, named so that whoever changes it can say so."""

from sorbo_core.shared.events import Event

Tags = tuple[str, ...]
"""Names of what an answer is made from: `formation` for any of them, `formation:ID` for one."""


def one(noun: str, id: str) -> str:
    """Return the tag of answers that show this entity of a noun, by the noun's singular."""
    return f"{noun}:{id}"


def of_event(event: Event) -> Tags:
    """Return what an event makes out of date: what shows its entity, and what shows any of the noun."""
    noun = event.type.partition(".")[0]
    return noun, one(noun, event.entity_id)
