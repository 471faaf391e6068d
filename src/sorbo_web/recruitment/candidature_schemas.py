"""Candidatures on the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Self

from msgspec import Meta

from sorbo_core.recruitment.candidate import Candidate, Cv, Level, Link
from sorbo_core.recruitment.candidature import Candidature, Move, Note
from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.recruitment.use_cases.candidature.apply import CandidatureReceipt
from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.errors import Malformed, Violation
from sorbo_core.shared.files.links import FileLink
from sorbo_core.shared.phone import Phone
from sorbo_core.shared.text import Line, Prose
from sorbo_web.api.forms.body import VisitorForm
from sorbo_web.api.wire import Body, View

FileId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,64}$(?!\n)")]


class CvForm(Body, frozen=True, kw_only=True):
    """Where the CV is: a link, or the id of a file that was uploaded as a `cv`; or both."""

    link: Link | None = None
    file_id: FileId | None = None


class CandidatureForm(VisitorForm, frozen=True, kw_only=True):
    """An application. `availableFrom` is the first day on which one can begin."""

    name: Line
    email: EmailAddress
    phone: Phone | None = None
    motivation: Prose
    level: Level
    available_from: date | None = None
    cv: CvForm | None = None

    def candidate(self) -> Candidate:
        """Return it as recruitment holds it, without the file.

        Raises:
            Malformed: there is a place for a CV, and nothing in it.
        """
        if self.cv is not None and self.cv.link is None and self.cv.file_id is None:
            raise Malformed(Violation("/cv/link", "missing", {"field": "link"}))
        link = self.cv.link if self.cv is not None else None
        return Candidate(
            name=self.name,
            email=self.email,
            phone=self.phone,
            motivation=self.motivation,
            level=self.level,
            available_from=self.available_from,
            cv=Cv(link=link) if link is not None else None,
        )


class CandidatureMove(Body, frozen=True, kw_only=True):
    """The state that a candidature is put in, why (for staff), and whether a mail tells the candidate."""

    state: CandidatureState
    reason: Prose | None = None
    tell: bool = False


class CandidatureNote(Body, frozen=True, kw_only=True):
    """A note for staff."""

    text: Prose


class CandidatureReceiptView(View, frozen=True, kw_only=True):
    """What a visitor gets back: the reference, and nothing of what was written."""

    id: str
    state: CandidatureState
    received_at: datetime

    @classmethod
    def of(cls, receipt: CandidatureReceipt) -> "CandidatureReceiptView":
        """Return the view of a receipt."""
        return cls(id=receipt.id, state=receipt.state, received_at=receipt.received_at)


class CvFileView(View, frozen=True, kw_only=True):
    """A CV that was uploaded: its id, what the candidate called it, its size in bytes."""

    id: str
    name: str
    size: int


class CvView(View, frozen=True, kw_only=True):
    """The place of a CV: a link, an uploaded file."""

    link: str | None
    file: CvFileView | None

    @classmethod
    def of(cls, cv: Cv) -> "CvView":
        """Return the view of a CV."""
        file = cv.file
        shown = CvFileView(id=file.id, name=file.name, size=file.size) if file is not None else None
        return cls(link=cv.link, file=shown)


class CvLinkView(View, frozen=True, kw_only=True):
    """A link that reads a CV, and when it is over."""

    url: str
    expires_at: datetime

    @classmethod
    def of(cls, link: FileLink) -> "CvLinkView":
        """Return the view of a link."""
        return cls(url=link.url, expires_at=link.expires_at)


class CandidatureView(View, frozen=True, kw_only=True):
    """A candidature as staff list it."""

    id: str
    emploi_id: str
    state: CandidatureState
    name: str
    email: str
    phone: str | None
    level: Level
    available_from: date | None
    cv: CvView | None
    created_at: datetime
    updated_at: datetime
    version: int

    @classmethod
    def of(cls, candidature: Candidature) -> Self:
        """Return the view of a candidature."""
        return cls(**_facts(candidature))


class MoveView(View, frozen=True, kw_only=True):
    """One step: the compte that made it, when, from where to where, and why."""

    by: str
    at: datetime
    source: CandidatureState
    target: CandidatureState
    reason: str | None

    @classmethod
    def of(cls, move: Move) -> "MoveView":
        """Return the view of a move."""
        return cls(by=move.by, at=move.at, source=move.source, target=move.target, reason=move.reason)


class NoteView(View, frozen=True, kw_only=True):
    """A note: the compte that wrote it, when, and what."""

    by: str
    at: datetime
    text: str

    @classmethod
    def of(cls, note: Note) -> "NoteView":
        """Return the view of a note."""
        return cls(by=note.by, at=note.at, text=note.text)


class CandidatureFile(CandidatureView, frozen=True, kw_only=True):
    """A candidature with all that the candidate wrote, its history and the notes of staff."""

    motivation: str
    history: tuple[MoveView, ...]
    notes: tuple[NoteView, ...]

    @classmethod
    def of(cls, candidature: Candidature) -> Self:
        """Return the view of a candidature."""
        return cls(
            **_facts(candidature),
            motivation=candidature.candidate.motivation,
            history=tuple(map(MoveView.of, candidature.history)),
            notes=tuple(map(NoteView.of, candidature.notes)),
        )


class CandidaturePage(View, frozen=True, kw_only=True):
    """One page of candidatures; `next` is the cursor of the next one, null on the last."""

    items: tuple[CandidatureView, ...]
    next: str | None


def _facts(candidature: Candidature) -> dict[str, Any]:
    candidate = candidature.candidate
    return {
        "id": candidature.id,
        "emploi_id": candidature.emploi_id,
        "state": candidature.state,
        "name": candidate.name,
        "email": candidate.email,
        "phone": candidate.phone,
        "level": candidate.level,
        "available_from": candidate.available_from,
        "cv": CvView.of(candidate.cv) if candidate.cv is not None else None,
        "created_at": candidature.created_at,
        "updated_at": candidature.updated_at,
        "version": candidature.version,
    }
