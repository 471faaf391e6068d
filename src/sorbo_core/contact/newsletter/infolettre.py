"""Infolettre: an issue of the newsletter."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Self

import msgspec

from sorbo_core.contact.newsletter.errors import InfolettreBegun, InfolettreNotBegun
from sorbo_core.contact.newsletter.events import (
    InfolettreAdvanced,
    InfolettreChanged,
    InfolettreDrafted,
    InfolettrePreviewed,
    InfolettreScheduled,
    InfolettreSent,
    InfolettreStopped,
    InfolettreUnscheduled,
)
from sorbo_core.contact.newsletter.rubrique import Rubriques, distinct
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.merge_patch import patched
from sorbo_core.shared.query import CHOICE, RANGE, Field, Listing, Sort, orders
from sorbo_core.shared.text import Line, Prose
from sorbo_core.shared.validation import future


class InfolettreState(StrEnum):
    """Where an issue stands."""

    BROUILLON = "brouillon"
    PLANIFIEE = "planifiee"
    EN_COURS = "en_cours"
    ENVOYEE = "envoyee"
    ARRETEE = "arretee"


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What staff write: a subject, a plain text of paragraphs, whom it is for."""

    subject: Line
    text: Prose
    categories: Rubriques


class Infolettre(Entity, frozen=True, kw_only=True):
    """An issue of the newsletter, and how far its sending is.

    Recipients are queued in batches, by id: a batch is due when everybody in the one before has
    had a first attempt. So no more than a batch ever waits in front of other mails.

    Attributes:
        cursor: the last subscriber who was queued.
        batch: the number of the batch that is to be queued next; the event of each is recorded once
            (`announced`).
    """

    content: Content
    state: InfolettreState = InfolettreState.BROUILLON
    send_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    cursor: str = ""
    batch: int = 1
    announced: int = 0

    @classmethod
    def drafted(cls, *, id: str, content: Content, at: datetime) -> Self:
        """Write a draft.

        Raises:
            Invalid: a field breaks its rule.
        """
        blank = cls(id=id, created_at=at, updated_at=at, content=_tidy(content))
        return blank.changed(InfolettreDrafted(), at=at)

    def revise(self, fields: Mapping[str, object], *, at: datetime) -> Self:
        """Change what it says or whom it is for, by a merge patch of its content.

        Raises:
            InfolettreBegun: its sending has begun.
            Invalid: a field breaks its rule.
        """
        content = _tidy(patched(self._waiting().content, fields))
        return self if content == self.content else self.changed(InfolettreChanged(), at=at, content=content)

    def preview(self, compte_id: str, *, at: datetime) -> Self:
        """Have it sent to somebody on the staff, as it is now."""
        return self.changed(InfolettrePreviewed(compte_id=compte_id), at=at)

    def schedule(self, send_at: datetime, *, at: datetime) -> Self:
        """Plan its sending, anew perhaps.

        Raises:
            InfolettreBegun: its sending has begun.
            Invalid: that instant is not to come.
        """
        self._waiting()
        instant = future(send_at, at, pointer="/sendAt")
        if instant == self.send_at:
            return self
        event = InfolettreScheduled(send_at=instant)
        return self.changed(event, at=at, state=InfolettreState.PLANIFIEE, send_at=instant)

    def send(self, *, at: datetime) -> Self:
        """Begin its sending; once more changes nothing.

        Raises:
            InfolettreBegun: it was sent or stopped.
        """
        if self.state is InfolettreState.EN_COURS:
            return self
        begun = msgspec.structs.replace(
            self._waiting(), state=InfolettreState.EN_COURS, send_at=None, started_at=at
        )
        return begun.go_on(at=at)

    def send_if_due(self, *, at: datetime) -> Self:
        """Begin its sending if that is planned for now or before."""
        due = self.state is InfolettreState.PLANIFIEE and self.send_at is not None and self.send_at <= at
        return self.send(at=at) if due else self

    def stop(self, *, at: datetime) -> Self:
        """Make a planned one a draft again; send one that is being sent to nobody else.

        Raises:
            InfolettreNotBegun: it is neither.
        """
        if self.state is InfolettreState.ARRETEE:
            return self
        if self.state is InfolettreState.PLANIFIEE:
            draft = InfolettreState.BROUILLON
            return self.changed(InfolettreUnscheduled(), at=at, state=draft, send_at=None)
        if self.state is not InfolettreState.EN_COURS:
            raise InfolettreNotBegun
        return self.changed(InfolettreStopped(), at=at, state=InfolettreState.ARRETEE, ended_at=at)

    def awaits(self, batch: int) -> bool:
        """Tell whether this batch is the one to be queued now."""
        return self.state is InfolettreState.EN_COURS and self.batch == batch

    def queued(self, batch: int, *, cursor: str) -> Self:
        """Note that a batch was queued, up to a subscriber."""
        if not self.awaits(batch):
            return self
        return msgspec.structs.replace(self, batch=batch + 1, cursor=cursor)

    def go_on(self, *, at: datetime) -> Self:
        """Have the next batch queued, unless that is under way."""
        if self.state is not InfolettreState.EN_COURS or self.announced == self.batch:
            return self
        return self.changed(InfolettreAdvanced(batch=self.batch), at=at, announced=self.batch)

    def finish(self, batch: int, *, at: datetime) -> Self:
        """Note that nobody is left for this batch."""
        if not self.awaits(batch):
            return self
        return self.changed(InfolettreSent(), at=at, state=InfolettreState.ENVOYEE, ended_at=at)

    def _waiting(self) -> Self:
        if self.state not in {InfolettreState.BROUILLON, InfolettreState.PLANIFIEE}:
            raise InfolettreBegun
        return self


def _tidy(content: Content) -> Content:
    return msgspec.structs.replace(
        content,
        subject=content.subject.strip(),
        text=content.text.strip(),
        categories=distinct(content.categories),
    )


INFOLETTRES = Listing(
    fields=(
        Field(name="state", path="state", type=InfolettreState, ops=CHOICE),
        Field(name="createdAt", path="created_at", type=datetime, ops=RANGE),
    ),
    sorts=orders({"createdAt": Sort("created_at", type=datetime)}, "-createdAt"),
)
