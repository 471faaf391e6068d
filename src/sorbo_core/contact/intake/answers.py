"""What the existing site asks beside the message, under the names of its form and of its database."""

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

_ANSWERS: Final[Mapping[Subject, type[Answers]]] = {
    Subject.INGENIERIE: IngenierieAnswers,
    Subject.FORMATION: FormationAnswers,
    Subject.LOGICIEL: LogicielAnswers,
    Subject.CARRIERE: CarriereAnswers,
    Subject.RENDEZVOUS: RendezvousAnswers,
}
_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_OF_IDENTITY: Final = frozenset({"cni", "identite", "passeport"})


def is_never_kept(name: str) -> bool:
    """Tell whether a field is the number of an identity card, which that site asks for and nobody needs."""
    plain = name.replace("é", "e")
    return any(word.lower() in _OF_IDENTITY for word in _WORD.findall(plain))


def answers_of(subject: Subject, given: Mapping[str, object]) -> tuple[AnyAnswers | None, dict[str, object]]:
    """Return what the answers of a subject take of what was given, None if nothing, and what is left."""
    answers = _ANSWERS.get(subject)
    if answers is None:
        return None, dict(given)
    members = _members(answers)
    taken: dict[str, Any] = {}
    left = {}
    for name, value in given.items():
        member = members.get(name)
        if member is not None and member not in taken and _fits(answers, member, value):
            taken[member] = value
        else:
            left[name] = value
    return (_converted(answers, taken) if taken else None), left


def below(message: str, left: Mapping[str, str]) -> str:
    """Return a message with what no field takes in lines below it, so that nothing is lost."""
    if not left:
        return message
    return "\n".join((message, "", *_lines(left)))


def _lines(left: Mapping[str, str]) -> Iterator[str]:
    for name, text in left.items():
        yield f"{name} : {text}"


def _members(answers: type[Answers]) -> dict[str, str]:
    """Return the members of some answers by the names that they have there."""
    fields = msgspec.structs.fields(answers)
    dashed = {field.name.replace("_", "-"): field.encode_name for field in fields}
    return dashed | {field.encode_name: field.encode_name for field in fields}


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
