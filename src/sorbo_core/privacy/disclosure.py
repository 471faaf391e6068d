"""Disclosure: that personal data left as a file, or for the person whose they are."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from msgspec import Meta

from sorbo_core.shared.entity import Entity
from sorbo_core.shared.events import EventData


class Disclosed(StrEnum):
    """What was exported: everything of one person, or what a list finds."""

    PERSON = "person"
    ABONNES = "abonnes"
    AUDIT = "audit"
    AVIS = "avis"
    CANDIDATURES = "candidatures"
    DEMANDES = "demandes"
    INSCRIPTIONS = "inscriptions"


class PersonalDataExported(EventData, frozen=True, kw_only=True):
    """Personal data were exported. Whose they were is not told."""

    type = "personal_data.exported"
    what: Annotated[
        Disclosed, Meta(description="`person` for all that is kept of one person, else the list.")
    ]
    by_id: Annotated[str, Meta(description="The compte that did it, `operator` for the command line.")]


class Disclosure(Entity, frozen=True, kw_only=True):
    """That personal data were exported: it is kept for its event, by which the audit hears of it."""

    what: Disclosed

    @classmethod
    def made(cls, *, id: str, what: Disclosed, by: str, at: datetime) -> Self:
        """Note an export."""
        blank = cls(id=id, created_at=at, updated_at=at, what=what)
        return blank.changed(PersonalDataExported(what=what, by_id=by), at=at)
