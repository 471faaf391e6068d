"""From one record of the existing site's `contacts` to a request here."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from sorbo_core.contact.demande import Demande, DemandeImported, DemandeState, Subject
from sorbo_core.contact.details import AnyAnswers
from sorbo_core.contact.intake.answers import answers_of, below, is_never_kept
from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.intake.extended_json import plain
from sorbo_core.shared.intake.people import address, begun, typed, typed_line
from sorbo_core.shared.intake.reader import Reader, whole_number
from sorbo_core.shared.intake.record import Needed, digest_of, held, id_in, json_text, opened
from sorbo_core.shared.intake.values import choice, instant
from sorbo_core.shared.phone import Phone
from sorbo_core.shared.text import Line, Prose, one_line
from sorbo_core.shared.validation import check

_DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)T[\d:.]+(?:Z|[+-]00:?00)?\Z")
_SUBJECT: Final = ("subject", "sujet", "objet")
_STATE: Final = ("status", "statut")
_CHOICES: Final = (*_SUBJECT, *_STATE)
_NEVER: Final = datetime.min.replace(tzinfo=UTC)
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
        told = blank.changed(DemandeImported(subject=self.subject, state=self.state), at=at)
        # How long it may be kept counts from the last that happened to it, not from the day it came over.
        return msgspec.structs.replace(told, updated_at=min(max(self.changed_at, self.sent_at), at))


def parse_demande(record: object) -> DemandeSaid:
    """Read one request of the existing site, with the names of its form or of its database.

    What no field takes is written below the message. Numbers of identity cards are not kept.

    Raises:
        Invalid: it cannot be used; each violation points at the record's own key.
    """
    reader = opened(record)
    needed = Needed(reader)
    name, email = needed.found(_name(reader), "", "name", "nom"), address(reader, needed, "email", "courriel")
    message = needed.found(typed(reader, "message"), "", "message")
    sent_at = needed.found(begun(reader), _NEVER, "createdAt", code="not_a_date")
    needed.check()
    changed_at, key = instant(reader, "updatedAt") or sent_at, id_in(reader)
    subject, state, phone = _subject(reader), _state(reader), _phone(reader)
    kept = without_never_kept(reader.aside)
    details, left = answers_of(subject, _given(kept))
    texts = {name: _shown(value) for name, value in left.items()}
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
        notes=_notes(reader, left),
    )
    return held(reader, lambda: check(said), {})


def without_never_kept(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record without what must not be kept, not even in a file for repair, however deep it is."""
    return {name: _cleaned(value) for name, value in record.items() if not is_never_kept(name)}


def _cleaned(value: object) -> object:
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    return without_never_kept(value) if isinstance(value, dict) else value


def _notes(reader: Reader, left: Mapping[str, object]) -> tuple[Violation, ...]:
    """Return what was understood in part, or not kept."""
    unknown = (Violation(f"/{name}", "unknown_value") for name in _CHOICES if name in left)
    dropped = (Violation(f"/{name}", "never_kept") for name in reader.aside if is_never_kept(name))
    return (*unknown, *dropped)


def _name(reader: Reader) -> str | None:
    both = (typed_line(reader, "prenom", "prénom"), typed_line(reader, "name", "nom"))
    return " ".join(filter(None, both)) or None


def _subject(reader: Reader) -> Subject:
    return choice(reader, Subject, *_SUBJECT) or Subject.AUTRE


def _state(reader: Reader) -> DemandeState:
    return choice(reader, DemandeState, *_STATE) or DemandeState.NOUVEAU


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
