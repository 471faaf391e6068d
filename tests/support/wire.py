"""Bodies as callers of the API send them, and what tests do with them again and again."""

from typing import Any

import httpx

FORMATIONS, SESSIONS = "/api/v1/formations", "/api/v1/sessions"
DEMANDES, LOGIN, ME = "/api/v1/demandes", "/api/v1/auth/login", "/api/v1/auth/me"
INSCRIPTIONS = "/api/v1/inscriptions"
ABONNES, INFOLETTRES = "/api/v1/abonnes", "/api/v1/infolettres"
NOTIFICATIONS = "/api/v1/notifications"
WEBHOOKS, DEAD_LETTERS = "/api/v1/webhooks", "/api/v1/dead-letters"
MAIL_REPORTS = "/api/v1/incoming-webhooks/mail"

Json = dict[str, Any]


def formation_body(**changes: Any) -> Json:
    """Return a new formation, valid but for the changes."""
    return {
        "title": "Étude de sols",
        "description": "Du sondage au rapport.",
        "category": "Génie civil",
    } | changes


def session_body(formation_id: str, **changes: Any) -> Json:
    """Return a new session of a formation, valid but for the changes."""
    return {"formationId": formation_id, "start": "2026-04-06", "end": "2026-04-10", "seats": 12} | changes


def demande_body(**changes: Any) -> Json:
    """Return a request, valid but for the changes."""
    return {
        "subject": "autre",
        "name": "Service des achats",
        "email": "achats@example.com",
        "message": "Pouvez-vous nous rappeler ?",
    } | changes


def inscription_body(number: int = 1, *, people: int = 0, **changes: Any) -> Json:
    """Return the n-th person's inscription, or their group's of so many people, valid but for the changes."""
    participants = [{"name": f"Participant {each}"} for each in range(people)]
    group = {"company": "Entreprise d'exemple", "participants": participants} if people else None
    return {"name": f"Personne {number}", "email": f"personne{number}@example.com", "group": group} | changes


def subscription_body(**changes: Any) -> Json:
    """Return a subscription to the newsletter, valid but for the changes."""
    return {"email": "lecteur@example.com", "categories": ["formations"]} | changes


def infolettre_body(**changes: Any) -> Json:
    """Return a new issue of the newsletter, valid but for the changes."""
    return {"subject": "Le printemps", "text": "Bonjour.", "categories": ["formations"]} | changes


async def new_infolettre(staff: httpx.AsyncClient, **changes: Any) -> Json:
    """Draft an issue and return it."""
    return await _made(staff, INFOLETTRES, infolettre_body(**changes))


def webhook_body(**changes: Any) -> Json:
    """Return a new webhook, valid but for the changes."""
    return {"url": "https://hooks.example.com/sorbo", "eventTypes": ["demande.*"]} | changes


async def new_formation(staff: httpx.AsyncClient, **changes: Any) -> Json:
    """Create a brouillon and return it."""
    return await _made(staff, FORMATIONS, formation_body(**changes))


async def published_formation(staff: httpx.AsyncClient, **changes: Any) -> Json:
    """Create a formation, publish it and return it."""
    return await _published(staff, FORMATIONS, await new_formation(staff, **changes))


async def new_session(staff: httpx.AsyncClient, formation: Json, **changes: Any) -> Json:
    """Create a brouillon of a session and return it."""
    return await _made(staff, SESSIONS, session_body(formation["id"], **changes))


async def published_session(staff: httpx.AsyncClient, formation: Json, **changes: Any) -> Json:
    """Create a session, publish it and return it."""
    return await _published(staff, SESSIONS, await new_session(staff, formation, **changes))


async def new_demande(visitor: httpx.AsyncClient, **changes: Any) -> Json:
    """Send a request and return its receipt."""
    return await _made(visitor, DEMANDES, demande_body(**changes))


async def enrolled(visitor: httpx.AsyncClient, session: Json, number: int = 1, **changes: Any) -> Json:
    """Enrol the n-th person in a session and return the receipt."""
    path = f"{SESSIONS}/{session['id']}/inscriptions"
    return await _made(visitor, path, inscription_body(number, **changes))


async def new_webhook(admin: httpx.AsyncClient, **changes: Any) -> Json:
    """Create a webhook and return it, with its secret."""
    return await _made(admin, WEBHOOKS, webhook_body(**changes))


async def _made(client: httpx.AsyncClient, path: str, body: Json) -> Json:
    response = await client.post(path, json=body)
    assert response.status_code == httpx.codes.CREATED, response.text
    made: Json = response.json()
    return made


async def _published(staff: httpx.AsyncClient, path: str, entity: Json) -> Json:
    response = await staff.post(f"{path}/{entity['id']}/publish")
    assert response.status_code == httpx.codes.OK, response.text
    published: Json = response.json()
    return published


def report_body(**changes: Any) -> Json:
    """Return a report of a permanent bounce, valid but for the changes of its data."""
    data = {
        "address": "ancien@example.com",
        "permanent": True,
        "status": "5.1.1",
        "reason": "550 5.1.1 no such user",
        "occurredAt": "2026-03-02T09:00:00Z",
    }
    return {"type": "mail.bounced", "data": data | changes}
