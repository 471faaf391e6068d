"""Candidature: somebody's application for an emploi."""

from datetime import datetime, timedelta
from typing import Annotated, ClassVar, Self

import msgspec
from msgspec import Meta

from sorbo_core.recruitment.candidate import Candidate
from sorbo_core.recruitment.errors import CandidatureMoveRefused, NothingToTell, ReasonMissing
from sorbo_core.recruitment.events import (
    CandidatureMoved,
    CandidatureNoted,
    CandidatureReceived,
    CandidatureRepeated,
)
from sorbo_core.recruitment.state import MOVES, NEEDS_REASON, TOLD, CandidatureState
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.errors import Violation
from sorbo_core.shared.files.uploads import Upload
from sorbo_core.shared.finding.words import terms_of
from sorbo_core.shared.personal.blank import no_address
from sorbo_core.shared.query import CHOICE, RANGE, Field, Listing, Op, Sort, orders
from sorbo_core.shared.text import Prose
from sorbo_core.shared.validation import check

TOLD_AGAIN_AFTER = timedelta(hours=1)
MOST_NOTES = 200
MOST_WORDS = 3000


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a candidature: who made it, when, from where to where, and why."""

    by: str
    at: datetime
    source: CandidatureState
    target: CandidatureState
    reason: Prose | None = None


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody on the staff wrote down about a candidature."""

    by: str
    at: datetime
    text: Prose


class Candidature(Entity, frozen=True, kw_only=True):
    """Somebody's application for one emploi, and where staff are with it.

    Attributes:
        key: stands for the emploi and the address: there is one candidature for each.
        history, notes: in order; for staff alone, the candidate never sees them.
        words: the terms of the name, the motivation and the CV, by which staff find it; lists leave them
            out. The text of the CV itself stays with the file.
        repeated_at: when the same address last applied again.
        erased_at: since when nothing is known of who applied.
    """

    masked: ClassVar = ("key", "candidate", "history", "notes", "words")

    emploi_id: str
    key: str
    candidate: Candidate
    state: CandidatureState = CandidatureState.RECUE
    history: Annotated[tuple[Move, ...], Meta(max_length=MOST_NOTES)] = ()
    notes: Annotated[tuple[Note, ...], Meta(max_length=MOST_NOTES)] = ()
    words: tuple[str, ...] = ()
    repeated_at: datetime | None = None
    erased_at: datetime | None = None

    @classmethod
    def received(
        cls, *, id: str, emploi_id: str, candidate: Candidate, cv: Upload | None = None, at: datetime
    ) -> Self:
        """Take an application in, with the CV that was uploaded for it.

        Raises:
            Invalid: a field breaks its rule.
        """
        given = candidate.cleaned()
        given = given.with_file(cv) if cv is not None else given
        text = cv.text if cv is not None else None
        blank = cls(
            id=id,
            created_at=at,
            updated_at=at,
            emploi_id=emploi_id,
            key=key_of(emploi_id, given.email),
            candidate=given,
            words=terms_of(given.name, given.motivation, text or "")[:MOST_WORDS],
        )
        return blank.changed(CandidatureReceived(emploi_id=emploi_id), at=at)

    def repeat(self, *, at: datetime) -> Self:
        """Note that the same address applied again; at most once an hour, since a mail follows."""
        if at - (self.repeated_at or self.created_at) < TOLD_AGAIN_AFTER:
            return self
        return self.changed(CandidatureRepeated(emploi_id=self.emploi_id), at=at, repeated_at=at)

    def move(
        self,
        target: CandidatureState,
        *,
        by: str,
        at: datetime,
        reason: str | None = None,
        tell: bool = False,
    ) -> Self:
        """Put the candidature in another state; the present one again changes nothing.

        Args:
            target: the state.
            by: the compte that does it.
            at: the present instant.
            reason: why, for staff.
            tell: whether a mail tells the candidate.

        Raises:
            CandidatureMoveRefused: `MOVES` has no such move.
            ReasonMissing: it is refused, and nobody says why.
            NothingToTell: there is no mail about that state.
            Invalid: a field breaks its rule.
        """
        if target is self.state:
            return self
        if target not in MOVES[self.state]:
            raise CandidatureMoveRefused(
                source=self.state, target=target, allowed=", ".join(MOVES[self.state])
            )
        if target in NEEDS_REASON and reason is None:
            raise ReasonMissing(Violation("/reason", "reason_missing"))
        if tell and target not in TOLD:
            raise NothingToTell(Violation("/tell", "nothing_to_tell", {"allowed": ", ".join(sorted(TOLD))}))
        step = check(Move(by=by, at=at, source=self.state, target=target, reason=reason))
        data = CandidatureMoved(emploi_id=self.emploi_id, source=self.state, state=target, tell=tell)
        return self.changed(data, at=at, state=target, history=(*self.history, step))

    def note(self, text: str, *, by: str, at: datetime) -> Self:
        """Write a note about it, for staff.

        Raises:
            Invalid: the text breaks its rule, or there are too many notes.
        """
        written = check(Note(by=by, at=at, text=text))
        data = CandidatureNoted(emploi_id=self.emploi_id)
        return self.changed(data, at=at, notes=(*self.notes, written))

    def forget(self, *, at: datetime) -> Self:
        """Return it without the person and all that was written, by them or about them; it still counts."""
        return msgspec.structs.replace(
            self,
            key=key_of(self.emploi_id, no_address(self.id)),
            candidate=self.candidate.forgotten(self.id),
            history=tuple(msgspec.structs.replace(each, reason=None) for each in self.history),
            notes=(),
            words=(),
            erased_at=self.erased_at or at,
        )


def owner_of(id: str) -> str:
    """Return whose the files of a candidature are, as files say it."""
    return f"candidature:{id}"


def key_of(emploi_id: str, email: str) -> str:
    """Return what stands for an address among the candidatures for one emploi."""
    return f"{emploi_id} {email}"


CANDIDATURES = Listing(
    fields=(
        Field(name="emploiId", path="emploi_id", type=str, ops=(Op.EQ,)),
        Field(name="state", path="state", type=CandidatureState, ops=CHOICE),
        Field(name="createdAt", path="created_at", type=datetime, ops=RANGE),
        Field(name="q", path="words", type=str, ops=(Op.ALL,), words=terms_of, example="projeteur covadis"),
    ),
    sorts=orders({"createdAt": Sort("created_at", type=datetime)}, "-createdAt"),
)
