"""What the mails about a request tell."""

import msgspec

from sorbo_core.contact.demande import Demande
from sorbo_core.shared.outgoing.mail import Facts


def facts_of(demande: Demande) -> Facts:
    """Return the request as templates read it; `details` are pairs of field name and value."""
    return {
        "reference": demande.id,
        "name": demande.name,
        "email": demande.email,
        "phone": demande.phone,
        "subject": demande.subject.value,
        "message": demande.message,
        "received_at": demande.created_at.strftime("%d/%m/%Y %H:%M"),
        "details": _answers(demande),
    }


def _answers(demande: Demande) -> list[tuple[str, str]]:
    if demande.details is None:
        return []
    answers = msgspec.to_builtins(demande.details)
    del answers["about"]
    return [(name, _shown(value)) for name, value in answers.items() if value not in (None, ())]


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
