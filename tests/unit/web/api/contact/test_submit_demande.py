"""Sending a request over HTTP."""

from typing import Any

import httpx
import pytest

from support.api import Api, refused
from support.wire import DEMANDES, demande_body, new_demande

_DETAILS: dict[str, dict[str, Any]] = {
    "ingenierie": {
        "projectType": "etude",
        "projectDescription": "Un forage.\nUn château d'eau.",
        "projectLocation": "Bouaké",
        "projectBudget": "20m-50m",
        "projectDeadline": "2026-12-31",
    },
    "formation": {
        "formationType": "autocad",
        "formationParticipants": 8,
        "formationStart": "2026-09-01",
        "formationDuration": "2-3-jours",
        "formationLocation": "votre-site",
    },
    "logiciel": {
        "softwareName": "sorbo-struct",
        "softwareLicense": "entreprise",
        "softwareUsers": 12,
        "softwareServices": ["installation", "support"],
        "softwareOS": "windows",
    },
    "carriere": {
        "careerPosition": "Projeteur",
        "careerExperience": "junior",
        "careerCV": "cv.pdf",
        "careerAvailability": "2026-06-01",
    },
    "rendezvous": {
        "rdvMotif": "Visite du chantier",
        "rdvDate": "2026-04-02",
        "rdvTime": "10:30:00",
        "rdvMode": "visio",
    },
}


@pytest.mark.parametrize("subject", _DETAILS)
async def test_staff_read_the_details_that_a_subject_asks_for(
    visitor: httpx.AsyncClient, editor: httpx.AsyncClient, subject: str
) -> None:
    receipt = await new_demande(visitor, subject=subject, details=_DETAILS[subject], phone="+225 01 02 03")
    read = (await editor.get(f"{DEMANDES}/{receipt['id']}")).json()
    assert read["details"] == {"about": subject, **_DETAILS[subject]}
    sent = demande_body(subject=subject, phone="+225 01 02 03")
    assert {name: read[name] for name in sent} == sent


@pytest.mark.parametrize("subject", [*_DETAILS, "autre"])
@pytest.mark.parametrize("details", [{}, {"details": None}])
async def test_details_may_be_left_out(
    visitor: httpx.AsyncClient, editor: httpx.AsyncClient, subject: str, details: dict[str, None]
) -> None:
    receipt = await new_demande(visitor, subject=subject, **details)
    assert (await editor.get(f"{DEMANDES}/{receipt['id']}")).json()["details"] is None


@pytest.mark.parametrize("subject", _DETAILS)
async def test_each_of_the_details_may_be_left_out(visitor: httpx.AsyncClient, subject: str) -> None:
    for name, value in _DETAILS[subject].items():
        await new_demande(visitor, subject=subject, details={name: value})
    await new_demande(visitor, subject=subject, details={})


@pytest.mark.parametrize("subject", [*_DETAILS, "autre"])
async def test_details_of_another_subject_are_refused(
    api: Api, visitor: httpx.AsyncClient, subject: str
) -> None:
    before = api.stored()
    for other in _DETAILS.keys() - {subject}:
        body = demande_body(subject=subject, details=_DETAILS[other])
        (pointer,) = refused(await visitor.post(DEMANDES, json=body), 400, "malformed")
        assert pointer.startswith("/details")
        about = demande_body(subject=subject, details={"about": other})
        refused(await visitor.post(DEMANDES, json=about), 400, "malformed")
    assert api.stored() == before


async def test_the_receipt_tells_the_reference_and_nothing_that_was_written(
    visitor: httpx.AsyncClient,
) -> None:
    response = await visitor.post(DEMANDES, json=demande_body())
    receipt = response.json()
    assert response.status_code == 201
    assert response.headers["location"] == f"{DEMANDES}/{receipt['id']}"
    assert response.headers["cache-control"] == "no-store"
    assert receipt == {
        "id": receipt["id"],
        "state": "nouveau",
        "receivedAt": "2026-03-02T09:30:15.125000Z",
    }


async def test_a_visitor_cannot_read_what_the_location_of_a_receipt_leads_to(
    visitor: httpx.AsyncClient,
) -> None:
    response = await visitor.post(DEMANDES, json=demande_body())
    refused(await visitor.get(response.headers["location"]), 401, "authentication_required")


async def test_the_receipt_of_a_repeated_request_says_nothing_of_what_staff_did(
    visitor: httpx.AsyncClient, editor: httpx.AsyncClient
) -> None:
    key = {"Idempotency-Key": "one"}
    first = await visitor.post(DEMANDES, json=demande_body(), headers=key)
    await editor.post(f"{DEMANDES}/{first.json()['id']}/move", json={"state": "traite"})
    again = await visitor.post(DEMANDES, json=demande_body(), headers=key)
    assert (again.json(), again.headers["etag"]) == (first.json(), first.headers["etag"])


async def test_an_address_is_kept_in_lower_case(
    visitor: httpx.AsyncClient, editor: httpx.AsyncClient
) -> None:
    receipt = await new_demande(visitor, email="Achats@Example.COM", name="  Achats ")
    read = (await editor.get(f"{DEMANDES}/{receipt['id']}")).json()
    assert (read["email"], read["name"]) == ("achats@example.com", "Achats")


@pytest.mark.parametrize(
    ("change", "status", "pointer"),
    [
        ({"email": "achats.example.com"}, 422, "/email"),
        ({"email": "a@example.com\r\nBcc: b@example.com"}, 422, "/email"),
        ({"name": " "}, 422, "/name"),
        ({"name": "a\r\nBcc: b@example.com"}, 422, "/name"),
        ({"phone": "call me"}, 422, "/phone"),
        ({"message": ""}, 422, "/message"),
        ({"message": "x" * 20_001}, 422, "/message"),
        ({"subject": "spam"}, 400, "/subject"),
        ({"subject": None}, 400, "/subject"),
        ({"state": "traite"}, 400, "/state"),
        (
            {"subject": "formation", "details": {"formationParticipants": 0}},
            422,
            "/details/formationParticipants",
        ),
        ({"subject": "formation", "details": {"formationType": "x"}}, 400, "/details/formationType"),
        ({"subject": "rendezvous", "details": {"rdvTime": "25:00:00"}}, 400, "/details/rdvTime"),
        (
            {"subject": "logiciel", "details": {"softwareServices": "support"}},
            400,
            "/details/softwareServices",
        ),
        (
            {"subject": "logiciel", "details": {"softwareServices": ["support"] * 5}},
            422,
            "/details/softwareServices",
        ),
    ],
)
async def test_a_wrong_member_is_refused_and_named(
    api: Api, visitor: httpx.AsyncClient, change: dict[str, Any], status: int, pointer: str
) -> None:
    before = api.stored()
    response = await visitor.post(DEMANDES, json=demande_body(**change))
    code = {400: "malformed", 422: "invalid"}[status]
    assert refused(response, status, code) == [pointer]
    assert api.stored() == before


@pytest.mark.parametrize("name", ["subject", "name", "email", "message"])
async def test_a_missing_member_is_refused_and_named(visitor: httpx.AsyncClient, name: str) -> None:
    body = demande_body()
    del body[name]
    assert refused(await visitor.post(DEMANDES, json=body), 400, "malformed") == [f"/{name}"]
