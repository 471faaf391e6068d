"""The forms of the existing pages: what becomes of what visitors send."""

from typing import Any

import httpx
import pytest

from sorbo_core.contact.newsletter.rubrique import Rubrique
from support.api import Api, memory_settings
from support.old_pages import Json, told
from support.wire import ABONNES, DEMANDES

SEND, CONTACT = "/api/zoho-proxy/send", "/api/contact"


def order(email: str | None = "lecteur@example.com", **changes: Any) -> Json:
    """Return what the newsletter's form of the pages sends; without a name the field is not in it."""
    data = {"timestamp": "02/03/2026 09:30", "source": "https://www.example.com/", "userAgent": "Mozilla/5.0"}
    return {
        "to": "somebody@elsewhere.example",
        "subject": "Nouvelle inscription",
        "html": "<h1>Spam</h1>",
        "text": "Spam",
        "type": "newsletter",
        "formData": {**data, "formType": "newsletter"} | ({"email": email} if email else {}),
    } | changes


def message(**changes: Any) -> Json:
    """Return what the contact form of the pages sends."""
    return {
        "name": "Service des achats",
        "email": "achats@example.com",
        "phone": "",
        "subject": "ingenierie",
        "message": "Pouvez-vous nous rappeler ?",
    } | changes


async def subscribers(admin: httpx.AsyncClient) -> list[Json]:
    listed: list[Json] = (await admin.get(ABONNES)).json()["items"]
    return listed


async def received(admin: httpx.AsyncClient) -> list[Json]:
    items = (await admin.get(DEMANDES)).json()["items"]
    return [(await admin.get(f"{DEMANDES}/{each['id']}")).json() for each in items]


async def test_a_subscriber_is_taken_in_once_and_has_to_confirm(
    visitor: httpx.AsyncClient, admin: httpx.AsyncClient
) -> None:
    for _ in range(2):
        answer = await visitor.post(SEND, json=order())
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert body["success"] is True
        assert body["message"]
        assert body["emailId"]
        assert body["timestamp"]
    (abonne,) = await subscribers(admin)
    assert (abonne["email"], abonne["state"]) == ("lecteur@example.com", "en_attente")


async def test_what_the_page_would_have_mailed_is_kept_nowhere(api: Api, visitor: httpx.AsyncClient) -> None:
    await visitor.post(SEND, json=order())
    (stored,) = api.stored()["abonnes"][0].values()
    assert "elsewhere" not in str(stored)
    assert "Spam" not in str(api.stored())
    assert {str(each) for each in Rubrique} <= set(str(stored).replace("'", " ").replace('"', " ").split())


@pytest.mark.parametrize(
    "body",
    [
        order(None),
        order(""),
        order(type="confirmation", to="lecteur@example.com"),
        {"to": "lecteur@example.com", "subject": "x", "html": "x", "type": "confirmation"},
        {"type": "newsletter", "formData": None},
    ],
)
async def test_without_an_address_or_as_a_confirmation_it_is_a_success_that_does_nothing(
    api: Api, visitor: httpx.AsyncClient, body: Json
) -> None:
    before = api.stored()
    answer = await visitor.post(SEND, json=body)
    assert (answer.status_code, answer.json()["success"]) == (200, True)
    assert api.stored() == before


@pytest.mark.parametrize("kind", ["inscription", "rendez-vous", "devis", "", "x"])
async def test_it_relays_no_mail(api: Api, visitor: httpx.AsyncClient, kind: str) -> None:
    before = api.stored()
    told(await visitor.post(SEND, json=order(type=kind)), 422, "NOT_SENT")
    assert api.stored() == before


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (order("no address"), 422),
        (order("a@example.com\nBcc: b@example.com"), 422),
        (order(formData={"email": {"$ne": None}}), 400),
        (order(formData=[]), 400),
    ],
)
async def test_what_is_no_address_is_refused(
    api: Api, visitor: httpx.AsyncClient, body: Json, status: int
) -> None:
    before = api.stored()
    answer = await visitor.post(SEND, json=body)
    assert (answer.status_code, answer.json()["success"]) == (status, False)
    assert api.stored() == before


async def test_a_robot_is_answered_as_if_all_went_well(api: Api, visitor: httpx.AsyncClient) -> None:
    before = api.stored()
    trapped = order(formData={"email": "robot@example.com", "website": "https://spam.example"})
    assert (await visitor.post(SEND, json=trapped)).status_code == 200
    assert (await visitor.post(CONTACT, json=message(website="x"))).status_code == 201
    assert api.stored() == before


async def test_forms_are_limited_with_those_of_the_first_door() -> None:
    api = Api(memory_settings(SORBO_FORMS_PER_MINUTE="2"))
    async with api.client() as client:
        for number in range(2):
            assert (await client.post(SEND, json=order(f"n{number}@example.com"))).status_code == 200
        told(await client.post(CONTACT, json=message()), 429, "TOO_MANY_REQUESTS")
    api = Api(memory_settings(SORBO_FORMS_PER_MAILBOX="1"))
    async with api.client() as client:
        assert (await client.post(SEND, json=order())).status_code == 200
        told(await client.post(SEND, json=order()), 429, "TOO_MANY_REQUESTS")


async def test_a_message_becomes_a_demande_with_what_its_subject_asks(
    visitor: httpx.AsyncClient, admin: httpx.AsyncClient
) -> None:
    sent = message(
        **{
            "phone": "+226 70 00 00 00",
            "project-type": "etude",
            "project-description": "Un pont",
            "project-location": "Bobo-Dioulasso",
            "project-budget": "5m-20m",
            "project-deadline": "2026-09-01",
        }
    )
    answer = await visitor.post(CONTACT, json=sent)
    assert answer.status_code == 201, answer.text
    assert answer.json()["message"]
    (demande,) = await received(admin)
    assert demande["id"] == answer.json()["data"]["id"]
    assert demande["message"] == "Pouvez-vous nous rappeler ?"
    assert demande["details"] == {
        "about": "ingenierie",
        "projectType": "etude",
        "projectDescription": "Un pont",
        "projectLocation": "Bobo-Dioulasso",
        "projectBudget": "5m-20m",
        "projectDeadline": "2026-09-01",
    }


async def test_what_no_field_takes_is_below_the_message_and_the_identity_card_nowhere(
    api: Api, visitor: httpx.AsyncClient, admin: httpx.AsyncClient
) -> None:
    sent = message(
        subject="logiciel",
        **{
            "software-name": "un autre",
            "software-users": "12",
            "software-services[]": ["installation", "support"],
            "software-os": "windows",
            "formation-niveau": "Avancé",
            "formation-cni": "CNI 12345",
            "project-type": "",
            "unknown": "x",
        },
    )
    assert (await visitor.post(CONTACT, json=sent)).status_code == 201
    (demande,) = await received(admin)
    assert demande["details"]["softwareUsers"] == 12
    assert demande["details"]["softwareServices"] == ["installation", "support"]
    assert demande["details"]["softwareOS"] == "windows"
    assert demande["details"].get("softwareName") is None
    assert demande["message"].splitlines() == [
        "Pouvez-vous nous rappeler ?",
        "",
        "software-name : un autre",
        "formation-niveau : Avancé",
    ]
    assert "12345" not in str(api.stored())


@pytest.mark.parametrize(
    ("given", "kept"),
    [("rendezvous", "rendezvous"), ("carriere", "carriere"), ("zzz", "autre"), ("", "autre")],
)
async def test_every_subject_of_the_form_is_taken(
    visitor: httpx.AsyncClient, admin: httpx.AsyncClient, given: str, kept: str
) -> None:
    await visitor.post(CONTACT, json=message(subject=given))
    (demande,) = await received(admin)
    assert demande["subject"] == kept


async def test_the_same_message_twice_is_one(visitor: httpx.AsyncClient, admin: httpx.AsyncClient) -> None:
    first, second = [await visitor.post(CONTACT, json=message()) for _ in range(2)]
    assert first.json() == second.json()
    assert len(await received(admin)) == 1


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"name": ""}, 422),
        ({"email": ""}, 422),
        ({"email": "x"}, 422),
        ({"message": ""}, 422),
        ({"name": {"$ne": None}}, 400),
        ({"message": ["x"]}, 400),
        ({f"project-{chr(97 + number % 26) * (number // 26 + 1)}": "x" for number in range(70)}, 400),
    ],
)
async def test_a_message_that_cannot_be_answered_is_refused(
    api: Api, visitor: httpx.AsyncClient, changes: Json, status: int
) -> None:
    before = api.stored()
    answer = await visitor.post(CONTACT, json=message(**changes))
    assert (answer.status_code, answer.json()["success"]) == (status, False), answer.text
    assert answer.json()["message"]
    assert api.stored() == before
