"""Disclosure: that personal data left as a file, or for the person whose they are."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from msgspec import Meta

from sorbo_core.shared.entity import Entity
from sorbo_core.shared.events import EventData


class Disclosed(StrEnum):
    """What was exported: everything of one person, the CV of one candidature, or what a list finds."""

    PERSON = "person"
    CV = "cv"
    ABONNES = "abonnes"
    AUDIT = "audit"
    AVIS = "avis"
    CANDIDATURES = "candidatures"
    DEMANDES = "demandes"
    INSCRIPTIONS = "inscriptions"


class PersonalDataExported(EventData, frozen=True, kw_only=True):
    """Personal data were exported. Whose they were is not told; of a CV, it is its candidature."""

    type = "personal_data.exported"
    what: Annotated[
        Disclosed,
        Meta(description="`person` for all that is kept of one person, `cv` for a CV, else the list."),
    ]
    by_id: Annotated[str, Meta(description="The compte that did it, `operator` for the command line.")]
    candidature_id: Annotated[str | None, Meta(description="Of a CV, the candidature.")] = None


class Disclosure(Entity, frozen=True, kw_only=True):
    """That personal data were exported: it is kept for its event, by which the audit hears of it."""

    what: Disclosed
    candidature_id: str | None = None

    @classmethod
    def made(
        cls, *, id: str, what: Disclosed, by: str, at: datetime, candidature_id: str | None = None
    ) -> Self:
        """Note an export."""
        blank = cls(id=id, created_at=at, updated_at=at, what=what, candidature_id=candidature_id)
        data = PersonalDataExported(what=what, by_id=by, candidature_id=candidature_id)
        return blank.changed(data, at=at)
