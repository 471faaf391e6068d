"""From one record of the existing site's `contacts` to a request here."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import msgspec

from sorbo_core.contact.demande import Demande, DemandeState, DemandeTakenOver, Subject
from sorbo_core.contact.details import AnyAnswers
from sorbo_core.contact.intake.answers import answers_of, below, is_never_kept
from sorbo_core.shared.email_address import EmailAddress, parse_email
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.intake.extended_json import plain
from sorbo_core.shared.intake.instants import begun, instant
from sorbo_core.shared.intake.reader import Reader, whole_number
from sorbo_core.shared.intake.record import checked, digest_of, id_in, json_text, opened
from sorbo_core.shared.phone import Phone
from sorbo_core.shared.text import Line, Prose, fold, one_line

_DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)T[\d:.]+(?:Z|[+-]00:?00)?\Z")
_INTERNAL: Final = frozenset({"_id", "__v"})


class DemandeSaid(msgspec.Struct, frozen=True, kw_only=True):
    """What a record says of a request.

    Attributes:
        key: by which it is known in its collection.
        fields: of the request, by name.
        sent_at, changed_at: as it says, UTC to the millisecond.
        below: names of its keys that no field takes, which are written below the message.
        notes: what of it was understood in part, or not kept.
    """

    key: str
    name: Line
    email: EmailAddress
    phone: Phone | None
    subject: Subject
    message: Prose
    details: AnyAnswers | None
    state: DemandeState
    sent_at: datetime
    changed_at: datetime
    below: tuple[str, ...]
    notes: tuple[Violation, ...]

    def __repr__(self) -> str:
        """Show what tells nothing of who sent it."""
        return f"DemandeSaid(key={self.key!r}, subject={self.subject!r})"

    def demande(self, id: str, *, at: datetime) -> Demande:
        """Return the request, as old as it is.

        Raises:
            Invalid: it was sent later than at this instant.
        """
        if self.sent_at > at:
            raise Invalid(Violation("/createdAt", "not_in_the_past"))
        blank = Demande(
            id=id,
            created_at=self.sent_at,
            updated_at=self.sent_at,
            name=self.name,
            email=self.email,
            phone=self.phone,
            subject=self.subject,
            message=self.message,
            details=self.details,
            state=self.state,
        )
        told = blank.changed(DemandeTakenOver(subject=self.subject, state=self.state), at=at)
        # How long it may be kept counts from the last that happened to it, not from the day it came over.
        return msgspec.structs.replace(told, updated_at=min(max(self.changed_at, self.sent_at), at))


def parse_demande(record: object) -> DemandeSaid:
    """Read one request of the existing site, with the names of its form or of its database.

    What no field takes is written below the message. Numbers of identity cards are not kept.

    Raises:
        Invalid: it cannot be used; each violation points at the record's own key.
    """
    reader = opened(record)
    name, email, message, sent_at = _name(reader), _email(reader), _message(reader), _sent_at(reader)
    violations = [each for each in (name, email, message, sent_at) if isinstance(each, Violation)]
    if violations or not (
        isinstance(name, str)
        and isinstance(email, str)
        and isinstance(message, str)
        and isinstance(sent_at, datetime)
    ):
        raise Invalid(*violations)
    changed_at, key = instant(reader, "updatedAt") or sent_at, id_in(reader)
    subject, state, phone = _subject(reader), _state(reader), _phone(reader)
    kept = {name: value for name, value in reader.aside.items() if not is_never_kept(name)}
    details, left = answers_of(subject, _given(kept))
    texts = {name: _shown(value) for name, value in left.items()}
    notes = [
        Violation(f"/{name}", "unknown_value")
        for name in ("subject", "sujet", "status", "statut")
        if name in left
    ]
    notes += [Violation(f"/{name}", "never_kept") for name in reader.aside if is_never_kept(name)]
    said = DemandeSaid(
        key=key or digest_of(kept),
        name=name,
        email=email,
        phone=phone,
        subject=subject,
        message=below(message, texts),
        details=details,
        state=state,
        sent_at=sent_at,
        changed_at=changed_at,
        below=tuple(texts),
        notes=tuple(notes),
    )
    return checked(reader, said, {})


def without_never_kept(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record without what must not be kept, not even in a file for repair."""
    return {name: value for name, value in record.items() if not is_never_kept(name)}


def _name(reader: Reader) -> str | Violation:
    first, last = reader.line("prenom", "prénom"), reader.line("name", "nom")
    both = " ".join(filter(None, (first, last)))
    return both or reader.unusable("name", "nom")


def _email(reader: Reader) -> str | Violation:
    text = reader.line("email", "courriel")
    if text is None:
        return reader.unusable("email", "courriel")
    try:
        return parse_email(text, pointer=reader.pointer("email"))
    except Invalid as error:
        return error.violations[0]


def _message(reader: Reader) -> str | Violation:
    return reader.prose("message") or reader.unusable("message")


def _sent_at(reader: Reader) -> datetime | Violation:
    return begun(reader) or reader.unusable("createdAt")


def _subject(reader: Reader) -> Subject:
    value = reader.value("subject", "sujet", "objet")
    for subject in Subject:
        if isinstance(value, str) and fold(value) == subject:
            reader.use("subject")
            return subject
    return Subject.AUTRE


def _state(reader: Reader) -> DemandeState:
    value = reader.value("status", "statut")
    for state in DemandeState:
        if isinstance(value, str) and fold(value).replace(" ", "_") == state:
            reader.use("status")
            return state
    return DemandeState.NOUVEAU


def _phone(reader: Reader) -> str | None:
    value = reader.value("phone", "telephone", "téléphone")
    number = whole_number(value)
    text = str(number) if number is not None else value
    if not isinstance(text, str):
        return None
    try:
        found: str = msgspec.convert(one_line(text), Phone)
    except msgspec.ValidationError:
        return None
    reader.use("phone")
    return found


def _given(kept: Mapping[str, object]) -> dict[str, object]:
    """Return what the record says beside, as the form would: what is empty left out, days without a time."""
    given: dict[str, object] = {}
    for name, spelled in kept.items():
        value = plain(spelled)
        if isinstance(value, str):
            value = _DAY.sub(r"\1", value.strip())
        if name not in _INTERNAL and value not in (None, "", [], {}):
            number = whole_number(value)
            given[name.removesuffix("[]")] = value if number is None else number
    return given


def _shown(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    return json_text({"": value})[4:-1]
