"""What the mails about an inscription tell."""

from datetime import date, datetime

from sorbo_core.catalogue.enrolment.inscription import Inscription
from sorbo_core.catalogue.formation import Formation
from sorbo_core.catalogue.session import Session
from sorbo_core.shared.outgoing.mail import Facts


def facts_of(
    inscription: Inscription, session: Session, formation: Formation, *, in_line: int, site_url: str
) -> Facts:
    """Return the inscription as templates read it.

    Args:
        inscription: whose mail it is.
        session: what it is for.
        formation: what the session is a run of.
        in_line: its place in the waiting line, 0 when it does not wait.
        site_url: where the page is on which people withdraw; it passes the token on to the API.
    """
    page = f"{site_url.rstrip('/')}/inscriptions/{inscription.id}/annuler"
    return {
        "reference": inscription.id,
        "name": inscription.applicant.name,
        "formation": formation.details.title,
        "start": _day(session.details.start),
        "end": _day(session.details.end),
        "people": inscription.people,
        "in_line": in_line,
        "hold_until": _instant(inscription.expires_at),
        "withdraw_url": f"{page}?jeton={inscription.token}",
    }


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _instant(at: datetime | None) -> str | None:
    return at.strftime("%d/%m/%Y %H:%M") if at is not None else None
