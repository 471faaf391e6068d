"""The one table from codes to HTTP statuses and texts."""

from sorbo_core.shared.errors import DomainError, Violation
from sorbo_core.shared.outgoing.mail import Language
from sorbo_web.errors.entry import Entry, fill_in
from sorbo_web.errors.texts import (
    catalogue,
    contact,
    delivery,
    enrolment,
    http,
    identity,
    integrations,
    newsletter,
    notifications,
    privacy,
    shared,
    violations,
)
from sorbo_web.errors.texts.site import content, file_faults, files, portfolio, recruitment, reviews

ERRORS: dict[str, Entry] = {
    **shared.ERRORS,
    **catalogue.ERRORS,
    **enrolment.ERRORS,
    **reviews.ERRORS,
    **contact.ERRORS,
    **recruitment.ERRORS,
    **newsletter.ERRORS,
    **identity.ERRORS,
    **content.ERRORS,
    **portfolio.ERRORS,
    **delivery.ERRORS,
    **notifications.ERRORS,
    **privacy.ERRORS,
    **integrations.ERRORS,
    **files.ERRORS,
    **http.ERRORS,
}
"""Code of an error → status and texts."""

VIOLATIONS: dict[str, tuple[str, str]] = {**violations.VIOLATIONS, **file_faults.VIOLATIONS}
"""Code of a violation → its sentence in French and in English."""


def entry_for(error: type[DomainError]) -> Entry:
    """Return the row of an error; one without a row of its own is told like the kind it belongs to."""
    codes = (getattr(kind, "code", None) for kind in error.__mro__)
    return next((ERRORS[code] for code in codes if code in ERRORS), ERRORS["internal_error"])


def sentence_for(violation: Violation, language: Language) -> str:
    """Return what is wrong with a field, in words."""
    french, english = VIOLATIONS.get(violation.code, VIOLATIONS["not_accepted"])
    return fill_in(english if language is Language.EN else french, violation.params)
