"""Envoi: the sending of one issue to one subscriber."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Self

import msgspec

from sorbo_core.contact.newsletter.events import EnvoiQueued
from sorbo_core.shared.entity import Entity

_MAX_REASON = 300


class EnvoiState(StrEnum):
    """What became of the mail.

    Attributes:
        IGNORE: not sent, as the subscriber has left or the issue was stopped.
        DIFFERE: refused for now by the mail server; it is tried again.
    """

    A_ENVOYER = "a_envoyer"
    DIFFERE = "differe"
    ENVOYE = "envoye"
    ECHOUE = "echoue"
    IGNORE = "ignore"


class Envoi(Entity, frozen=True, kw_only=True):
    """One issue for one subscriber; the address is the subscriber's own, looked up when it is sent.

    Attributes:
        reason: what the mail server said, where it did not take the mail.
        erased_at: since when that is not known any more.
    """

    masked: ClassVar = ("abonne_id", "reason")

    infolettre_id: str
    abonne_id: str
    state: EnvoiState = EnvoiState.A_ENVOYER
    reason: str | None = None
    erased_at: datetime | None = None

    @classmethod
    def queued(cls, infolettre_id: str, abonne_id: str, *, at: datetime) -> Self:
        """Let it be the subscriber's turn; the id follows from both, so that there is one for each."""
        blank = cls(
            id=f"{infolettre_id}-{abonne_id}",
            created_at=at,
            updated_at=at,
            infolettre_id=infolettre_id,
            abonne_id=abonne_id,
        )
        return blank.changed(EnvoiQueued(infolettre_id=infolettre_id), at=at)

    @property
    def open(self) -> bool:
        """Whether the mail is still to be sent."""
        return self.state in {EnvoiState.A_ENVOYER, EnvoiState.DIFFERE}

    def became(self, state: EnvoiState, *, reason: str | None = None, at: datetime) -> Self:
        """Note what became of the mail; what is settled stays."""
        if not self.open or state is self.state:
            return self
        shortened = reason[:_MAX_REASON] if reason is not None else None
        return msgspec.structs.replace(self, state=state, reason=shortened, updated_at=at)

    def forget(self, *, at: datetime) -> Self:
        """Return it without what the mail server said, which may name the address; it still counts.

        What was to be sent is not.
        """
        state = EnvoiState.IGNORE if self.open else self.state
        return msgspec.structs.replace(self, state=state, reason=None, erased_at=self.erased_at or at)
