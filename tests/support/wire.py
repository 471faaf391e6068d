"""Bodies as callers of the API send them, and what tests do with them again and again."""

from itertools import count
from typing import Any

import httpx

FORMATIONS, SESSIONS = "/api/v1/formations", "/api/v1/sessions"
DEMANDES, LOGIN, ME = "/api/v1/demandes", "/api/v1/auth/login", "/api/v1/auth/me"
INSCRIPTIONS = "/api/v1/inscriptions"
LOGICIELS, AVIS = "/api/v1/logiciels", "/api/v1/avis"
ABONNES, INFOLETTRES = "/api/v1/abonnes", "/api/v1/infolettres"
NOTIFICATIONS = "/api/v1/notifications"
WEBHOOKS, DEAD_LETTERS = "/api/v1/webhooks", "/api/v1/dead-letters"
PROJETS, ACTUALITES, PUBLICATIONS = "/api/v1/projets", "/api/v1/actualites", "/api/v1/publications"
MAIL_REPORTS = "/api/v1/incoming-webhooks/mail"

Json = dict[str, Any]
_KEYS = count()


def formation_body(**changes: Any) -> Json:
    """Return a new formation, valid but for the changes."""
    return {
        "title": "Étude de sols",
        "description": "Du sondage au rapport.",
        "category": "Génie civil",
    } | changes


def projet_body(**changes: Any) -> Json:
    """Return a new projet, valid but for the changes."""
    stated = {"title": "Pont d'exemple", "description": "Trois travées.", "category": "genie-civil"}
    return stated | changes


def actualite_body(**changes: Any) -> Json:
    """Return a new actualite, valid but for the changes."""
    stated = {"title": "Une nouvelle", "content": "Ce qui arrive.", "summary": "En bref."}
    return stated | changes


def publication_body(**changes: Any) -> Json:
    """Return a new publication, valid but for the changes."""
    file = {"name": "guide.pdf", "src": "/documents/guide.pdf", "type": "pdf", "size": 1200}
    return {"title": "Guide", "description": "La méthode.", "file": file} | changes


def logiciel_body(**changes: Any) -> Json:
    """Return a new logiciel, valid but for the changes."""
    return {
        "title": "OH Route",
        "description": "Les ouvrages hydrauliques d'une route.",
        "category": "Hydrologie",
        "download": "/OH-Route v1.1.rar",
    } | changes


def avis_body(number: int = 1, **changes: Any) -> Json:
    """Return the n-th person's avis, valid but for the changes."""
    return {
        "name": "Projeteur",
        "email": f"personne{number}@example.com",
        "stars": 4,
        "comment": "Des exemples réels.",
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


async def new_projet(staff: httpx.AsyncClient, **changes: Any) -> Json:
    """Create a brouillon of a projet and return it."""
    return await _made(staff, PROJETS, projet_body(**changes))


async def published_projet(staff: httpx.AsyncClient, **changes: Any) -> Json:
    """Create a projet, publish it and return it."""
    return await _published(staff, PROJETS, await new_projet(staff, **changes))


async def new_actualite(staff: httpx.AsyncClient, **changes: Any) -> Json:
    """Create a brouillon of an actualite and return it."""
    return await _made(staff, ACTUALITES, actualite_body(**changes))


async def published_actualite(staff: httpx.AsyncClient, **changes: Any) -> Json:
    """Create an actualite, publish it and return it."""
    return await _published(staff, ACTUALITES, await new_actualite(staff, **changes))


async def new_publication(staff: httpx.AsyncClient, **changes: Any) -> Json:
    """Create a brouillon of a publication and return it."""
    return await _made(staff, PUBLICATIONS, publication_body(**changes))


async def published_publication(staff: httpx.AsyncClient, **changes: Any) -> Json:
    """Create a publication, publish it and return it."""
    return await _published(staff, PUBLICATIONS, await new_publication(staff, **changes))


async def new_logiciel(staff: httpx.AsyncClient, **changes: Any) -> Json:
    """Create a brouillon of a logiciel and return it."""
    return await _made(staff, LOGICIELS, logiciel_body(**changes))


async def published_logiciel(staff: httpx.AsyncClient, **changes: Any) -> Json:
    """Create a logiciel, publish it and return it."""
    return await _published(staff, LOGICIELS, await new_logiciel(staff, **changes))


async def new_avis(visitor: httpx.AsyncClient, path: str, number: int = 1, **changes: Any) -> Json:
    """Give the n-th person's avis on what is at a path, and return the receipt."""
    return await _made(visitor, f"{path}/avis", avis_body(number, **changes))


async def new_session(staff: httpx.AsyncClient, formation: Json, **changes: Any) -> Json:
    """Create a brouillon of a session and return it."""
    return await _made(staff, SESSIONS, session_body(formation["id"], **changes))


async def published_session(staff: httpx.AsyncClient, formation: Json, **changes: Any) -> Json:
    """Create a session, publish it and return it."""
    return await _published(staff, SESSIONS, await new_session(staff, formation, **changes))


async def new_demande(visitor: httpx.AsyncClient, **changes: Any) -> Json:
    """Send a request and return its receipt. The same words again are another request."""
    key = {"Idempotency-Key": str(next(_KEYS))}
    answer = await visitor.post(DEMANDES, json=demande_body(**changes), headers=key)
    receipt: Json = answer.raise_for_status().json()
    return receipt


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
