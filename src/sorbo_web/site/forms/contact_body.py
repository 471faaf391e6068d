"""The contact form of the existing pages: names with dashes, every field a text."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from sorbo_core.contact.demande import Subject
from sorbo_core.contact.details import AnyAnswers
from sorbo_core.contact.intake.answers import answers_of, below, is_never_kept
from sorbo_core.shared.errors import Malformed, Violation

_GROUPS: Final = ("project", "formation", "software", "rdv", "career")
_GROUPED: Final = re.compile(rf"(?:{'|'.join(_GROUPS)})-[a-z-]{{1,40}}(?:\[\])?\Z")
_MOST, _LONGEST, _LONGEST_MESSAGE = 60, 2000, 20_000


class ContactFields(msgspec.Struct, frozen=True):
    """A form, taken apart.

    Attributes:
        details: what the subject's own fields say, as far as it is known.
        message: in the visitor's words, with what else they filled in below it.
    """

    subject: Subject
    name: str
    email: str
    phone: str | None
    message: str
    details: AnyAnswers | None
    website: str


def contact_fields(form: Mapping[str, object]) -> ContactFields:
    """Take a form apart. What no field of ours takes is written below the message, so that nothing is lost.

    Raises:
        Malformed: a field of it is no text, or it has too many.
    """
    subject = _subject(_text(form, "subject"))
    details, left = answers_of(subject, dict(_filled_in(form)))
    message = below(_text(form, "message"), {name: _shown(value) for name, value in left.items()})
    return ContactFields(
        subject=subject,
        name=_text(form, "name"),
        email=_text(form, "email"),
        phone=_text(form, "phone") or None,
        message=message[:_LONGEST_MESSAGE],
        details=details,
        website=_text(form, "website"),
    )


def _subject(text: str) -> Subject:
    return Subject(text) if text in Subject.__members__.values() else Subject.AUTRE


def _text(form: Mapping[str, object], name: str) -> str:
    value = form.get(name) or ""
    if not isinstance(value, str):
        raise Malformed(Violation(f"/{name}", "wrong_type", {"expected": "str"}))
    return value.strip()


def _filled_in(form: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield the fields of the groups below the subject that are not empty."""
    if len(form) > _MOST:
        raise Malformed(Violation("", "too_long", {"max": _MOST}))
    for name, value in form.items():
        if _GROUPED.match(name) and not is_never_kept(name):
            if isinstance(value, list):
                texts = [each[:_LONGEST] for each in value[:_MOST] if isinstance(each, str) and each]
                if texts:
                    yield name.removesuffix("[]"), texts
            elif isinstance(value, str | int) and str(value).strip():
                yield name.removesuffix("[]"), str(value).strip()[:_LONGEST]


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
