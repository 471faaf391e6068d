"""One person who uses everything, and all that they type."""

import json
from typing import Any

import httpx

from sorbo_core.contact.newsletter.envoi import Envoi, EnvoiState
from sorbo_core.identity.permissions import Role
from sorbo_core.mailing.events import MailBounced
from sorbo_core.mailing.suppression import Suppression
from sorbo_core.shared.incoming.webhook import ReceivedWebhook
from support.api import Api
from support.build import NOW, infolettre, open_session, published
from support.recruitment import open_emploi
from support.wire import Json

ADDRESS = "Marqueur.Personne@Example.com"
NAME = "Marqueur-du-nom"
PHONE = "+229 97 12 34 56"
WORDS = ("marqueur-demande", "marqueur-candidature", "marqueur-avis", "marqueur-note", "marqueur-lieu")
MARKERS = (ADDRESS.lower(), NAME.lower(), PHONE, *WORDS)
OTHER = "collegue@example.com"


async def use_everything(api: Api) -> Json:
    """Have the person ask, enrol alone and in a group, apply, subscribe and give an avis; return the ids."""
    ports = api.container.ports
    formation = await ports.formations().add(published())
    session = await ports.sessions().add(open_session(formation_id=formation.id, seats=3))
    second = await ports.sessions().add(open_session(formation_id=formation.id, seats=3))
    emploi = await ports.emplois().add(open_emploi())
    who = {"name": NAME, "email": ADDRESS, "phone": PHONE}
    async with api.client() as visitor:
        demande = who | {
            "subject": "ingenierie",
            "message": WORDS[0],
            "details": {"about": "ingenierie", "projectLocation": WORDS[4]},
        }
        asked = await _made(visitor, "/api/v1/demandes", demande, {"Idempotency-Key": "one"})
        own = await _made(visitor, f"/api/v1/sessions/{session.id}/inscriptions", who)
        group = {
            "name": "Responsable",
            "email": OTHER,
            "group": {
                "company": "Bureau d'exemple",
                "participants": [{"name": NAME, "email": ADDRESS}, {"name": "Collègue", "email": OTHER}],
            },
        }
        others = await _made(visitor, f"/api/v1/sessions/{second.id}/inscriptions", group)
        application = who | {"motivation": WORDS[1], "level": "junior"}
        applied = await _made(visitor, f"/api/v1/emplois/{emploi.id}/candidatures", application)
        opinion = {"name": NAME, "email": ADDRESS, "stars": 5, "comment": WORDS[2]}
        await _made(visitor, f"/api/v1/formations/{formation.id}/avis", opinion)
        subscription = {"email": ADDRESS, "categories": ["formations"]}
        assert (await visitor.post("/api/v1/abonnes", json=subscription)).is_success
        for path in ("register", "password/forgotten"):
            assert (await visitor.post(f"/api/v1/auth/{path}", json={"email": ADDRESS})).is_success
    await be_refused(api)
    async with api.staff(Role.ADMIN) as staff:
        note = {"text": WORDS[3]}
        path = f"/api/v1/candidatures/{applied['id']}/notes"
        assert (await staff.post(path, json=note)).is_success
    return {"demande": asked["id"], "own": own["id"], "group": others["id"], "candidature": applied["id"]}


async def be_refused(api: Api) -> None:
    """Have mails to the person refused, so that what servers say of the address is kept, too."""
    ports = api.container.ports
    said = f"550 5.1.1 <{ADDRESS}>: unknown, {NAME}"
    abonne = await ports.abonnes().with_address(ADDRESS.lower())
    assert abonne is not None
    issue = await ports.infolettres().add(infolettre())
    envoi = Envoi.queued(issue.id, abonne.id, at=NOW).became(EnvoiState.DIFFERE, reason=said, at=NOW)
    await ports.envois().add_missing([envoi])
    body = json.dumps({"type": "mail.bounced", "data": {"address": ADDRESS, "reason": said}})
    await ports.received_webhooks().add(
        ReceivedWebhook.received(
            MailBounced(permanent=True), source="mail", webhook_id="one", body=body, at=NOW
        )
    )
    await ports.suppressions().add(Suppression(address=ADDRESS.lower(), reason=said, since=NOW))


async def _made(
    visitor: httpx.AsyncClient, path: str, body: Json, headers: dict[str, str] | None = None
) -> Json:
    response = await visitor.post(path, json=body, headers=headers)
    assert response.status_code == httpx.codes.CREATED, response.text
    made: dict[str, Any] = response.json()
    return made
