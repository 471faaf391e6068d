"""Job offers and candidatures as tests need them, in the core and over HTTP."""

from datetime import date, datetime, timedelta
from typing import Any

import httpx
import msgspec

from sorbo_core.recruitment.candidate import Candidate, Level
from sorbo_core.recruitment.candidature import Candidature
from sorbo_core.recruitment.emploi import Emploi, EmploiDetails
from sorbo_core.recruitment.terms import Contact, Contract, Place, Salary
from sorbo_core.shared.text import slugify
from support.build import NOW, TODAY, fresh_id
from support.wire import Json

EMPLOIS, CANDIDATURES = "/api/v1/emplois", "/api/v1/candidatures"
DEADLINE = TODAY + timedelta(days=30)


def emploi_details(**changes: Any) -> EmploiDetails:
    """Return what is said about a job offer, the same each time but for the changes."""
    return msgspec.structs.replace(
        EmploiDetails(
            title="Projeteur routier",
            company="Bureau d'études d'exemple",
            description="Du levé au dossier d'exécution.",
            profile="À l'aise sur le terrain.",
            education="BTS en génie civil",
            experience="Trois ans",
            place=Place.of("Ouagadougou"),
            contract=Contract.CDI,
            salary=Salary(min=350_000, max=500_000),
            deadline=DEADLINE,
            contact=Contact(email="recrutement@example.com"),
        ),
        **changes,
    )


def emploi(*, id: str | None = None, slug: str | None = None, at: datetime = NOW, **changes: Any) -> Emploi:
    """Return a new brouillon with its event; `changes` are fields of its details."""
    id = id or fresh_id()
    said = emploi_details(**changes)
    return Emploi.draft(id=id, slug=slug or slugify(f"emploi-{id}"), details=said, at=at)


def open_emploi(*, at: datetime = NOW, **changes: Any) -> Emploi:
    """Return a job offer that visitors see; `changes` as for `emploi`."""
    return emploi(at=at, **changes).publish(at=at)


def candidate(**changes: Any) -> Candidate:
    """Return somebody who applies; `changes` are fields."""
    return msgspec.structs.replace(
        Candidate(
            name="Projeteuse d'exemple",
            email="projeteuse@example.com",
            motivation="Je souhaite rejoindre le bureau d'études.",
            level=Level.CONFIRME,
        ),
        **changes,
    )


def candidature(
    *, id: str | None = None, emploi_id: str = "emploi", at: datetime = NOW, **changes: Any
) -> Candidature:
    """Return a candidature that has just been received; `changes` are fields of its candidate."""
    given = {"email": f"{id or fresh_id()}@example.com"} | changes
    return Candidature.received(id=id or fresh_id(), emploi_id=emploi_id, candidate=candidate(**given), at=at)


def emploi_body(*, deadline: date = DEADLINE, **changes: Any) -> Json:
    """Return a new job offer, valid but for the changes."""
    return {
        "title": "Projeteur routier",
        "company": "Bureau d'études d'exemple",
        "description": "Du levé au dossier d'exécution.",
        "profile": "À l'aise sur le terrain.",
        "education": "BTS en génie civil",
        "experience": "Trois ans",
        "place": {"city": "Ouagadougou"},
        "contract": "cdi",
        "deadline": deadline.isoformat(),
        "contact": {"email": "recrutement@example.com"},
    } | changes


def candidature_body(number: int = 1, **changes: Any) -> Json:
    """Return the n-th person's candidature, valid but for the changes."""
    return {
        "name": f"Personne {number}",
        "email": f"personne{number}@example.com",
        "motivation": "Je souhaite rejoindre le bureau d'études.",
        "level": "confirme",
    } | changes


async def new_emploi(staff: httpx.AsyncClient, **changes: Any) -> Json:
    """Create a brouillon and return it."""
    response = await staff.post(EMPLOIS, json=emploi_body(**changes))
    assert response.status_code == httpx.codes.CREATED, response.text
    made: Json = response.json()
    return made


async def published_emploi(staff: httpx.AsyncClient, **changes: Any) -> Json:
    """Create a job offer, publish it and return it."""
    made = await new_emploi(staff, **changes)
    response = await staff.post(f"{EMPLOIS}/{made['id']}/publish")
    assert response.status_code == httpx.codes.OK, response.text
    published: Json = response.json()
    return published


async def applied(visitor: httpx.AsyncClient, emploi: Json, number: int = 1, **changes: Any) -> Json:
    """Apply as the n-th person and return the receipt."""
    path = f"{EMPLOIS}/{emploi['id']}/candidatures"
    response = await visitor.post(path, json=candidature_body(number, **changes))
    assert response.status_code == httpx.codes.CREATED, response.text
    receipt: Json = response.json()
    return receipt
