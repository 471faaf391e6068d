"""The contact form of the existing pages: names with dashes, every field a text."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from sorbo_core.contact.demande import Subject
from sorbo_core.contact.details import (
    Answers,
    AnyAnswers,
    CarriereAnswers,
    FormationAnswers,
    IngenierieAnswers,
    LogicielAnswers,
    RendezvousAnswers,
)
from sorbo_core.shared.errors import Malformed, Violation

_ANSWERS: Final[Mapping[Subject, type[Answers]]] = {
    Subject.INGENIERIE: IngenierieAnswers,
    Subject.FORMATION: FormationAnswers,
    Subject.LOGICIEL: LogicielAnswers,
    Subject.CARRIERE: CarriereAnswers,
    Subject.RENDEZVOUS: RendezvousAnswers,
}
_GROUPS: Final = ("project", "formation", "software", "rdv", "career")
# The number of an identity card is asked for by that form, and needed by nobody.
_NEVER_KEPT: Final = frozenset({"formation-cni"})
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
    given = dict(_filled_in(form))
    details, left = _details(subject, given)
    message = "\n".join((_text(form, "message"), *_below(left)))
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
        if _GROUPED.match(name) and name not in _NEVER_KEPT:
            if isinstance(value, list):
                texts = [each[:_LONGEST] for each in value[:_MOST] if isinstance(each, str) and each]
                if texts:
                    yield name.removesuffix("[]"), texts
            elif isinstance(value, str | int) and str(value).strip():
                yield name.removesuffix("[]"), str(value).strip()[:_LONGEST]


def _details(subject: Subject, given: dict[str, object]) -> tuple[AnyAnswers | None, dict[str, object]]:
    """Return what the subject's answers take, and what is left."""
    answers = _ANSWERS.get(subject)
    if answers is None:
        return None, given
    taken: dict[str, Any] = {}
    left = {}
    for name, value in given.items():
        member = _members(answers).get(name)
        fits = member is not None and _fits(answers, member, value)
        if fits and member is not None:
            taken[member] = value
        else:
            left[name] = value
    return (_converted(answers, taken) if taken else None), left


def _members(answers: type[Answers]) -> dict[str, str]:
    """Return the members of some answers by the names that the pages have for them."""
    fields = msgspec.structs.fields(answers)
    return {field.name.replace("_", "-"): field.encode_name for field in fields}


def _fits(answers: type[Answers], member: str, value: object) -> bool:
    # A member decides for itself: one odd value does not cost the visitor the others.
    try:
        _converted(answers, {member: value})
    except msgspec.ValidationError:
        return False
    return True


def _converted(answers: type[Answers], members: dict[str, Any]) -> Any:  # noqa: ANN401 — one of AnyAnswers
    tagged = {**members, "about": answers.__struct_config__.tag}
    return msgspec.convert(tagged, answers, strict=False)


def _below(left: Mapping[str, object]) -> Iterator[str]:
    if left:
        yield ""
    for name, value in left.items():
        yield f"{name} : {', '.join(value) if isinstance(value, list) else value}"
