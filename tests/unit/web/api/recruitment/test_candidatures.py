"""Applying over HTTP, what staff do with it, and the mails that follow."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from sorbo_core.shared.outgoing.mail import Mail
from support.api import PASSWORD, Api, address_of, ids_of, refused
from support.recruitment import CANDIDATURES, EMPLOIS, applied, candidature_body, new_emploi
from support.wire import LOGIN, Json

AT = "2026-03-02T09:30:15.125000Z"


async def told(api: Api) -> list[tuple[str, str]]:
    """Let what waits be delivered; return to whom mails went since the last time, and their subjects."""
    sent: list[Mail] = api.container.ports.mailer()._mailer.sent
    sent.clear()
    while await api.container.delivery.relay_events()():
        pass
    return [(mail.to.partition("@")[0], mail.content.subject.partition(" –")[0]) for mail in sent]


async def pass_time(api: Api, recruiter: httpx.AsyncClient, **steps: float) -> None:
    """Let time pass; the recruiter, whose access has run out by then, logs in again."""
    api.clock.advance(timedelta(**steps))
    credentials = {"email": address_of(Role.RECRUITER), "password": PASSWORD}
    del recruiter.headers["Authorization"]
    token = (await recruiter.post(LOGIN, json=credentials)).json()["accessToken"]
    recruiter.headers["Authorization"] = f"Bearer {token}"


def ways_in(offer: Json) -> str:
    return f"{EMPLOIS}/{offer['id']}/candidatures"


async def test_who_applies_gets_a_receipt_and_a_mail_and_staff_read_it(
    api: Api, visitor: httpx.AsyncClient, recruiter: httpx.AsyncClient, offer: Json
) -> None:
    more: Json = {"phone": "+226 70 00 00 00", "availableFrom": "2026-04-01"}
    body = candidature_body(cv={"link": "https://example.com/cv.pdf"}, **more)
    response = await visitor.post(f"{EMPLOIS}/{offer['slug']}/candidatures", json=body)

    receipt = response.json()
    assert response.status_code == 201
    assert (response.headers["etag"], response.headers["cache-control"]) == ('"v1"', "no-store")
    assert response.headers["location"] == f"{CANDIDATURES}/{receipt['id']}"
    assert receipt == {"id": receipt["id"], "state": "recue", "receivedAt": AT}
    assert await told(api) == [("personne1", "Votre candidature a bien été reçue")]
    refused(await visitor.get(response.headers["location"]), 401, "authentication_required")
    read = await recruiter.get(response.headers["location"])
    assert read.headers["cache-control"] == "private, no-store"
    assert read.json() == {
        "id": receipt["id"],
        "emploiId": offer["id"],
        "state": "recue",
        **body,
        "cv": {"link": "https://example.com/cv.pdf", "file": None},
        "history": [],
        "notes": [],
        "createdAt": AT,
        "updatedAt": AT,
        "version": 1,
    }


async def test_a_second_candidature_by_the_same_address_answers_as_the_first_did_and_the_truth_goes_by_mail(
    api: Api, visitor: httpx.AsyncClient, recruiter: httpx.AsyncClient, offer: Json
) -> None:
    first = await visitor.post(ways_in(offer), json=candidature_body())
    await told(api)
    await pass_time(api, recruiter, hours=2)
    again = await visitor.post(ways_in(offer), json=candidature_body(email="Personne1@Example.com"))
    stranger = await visitor.post(ways_in(offer), json=candidature_body(2))

    assert again.status_code == first.status_code == stranger.status_code
    for header in ("etag", "cache-control", "content-type", "content-length"):
        assert again.headers[header] == first.headers[header] == stranger.headers[header]
    assert {**again.json(), "id": ""} == {**stranger.json(), "id": ""}
    assert sorted(await told(api)) == [
        ("personne1", "Vous avez déjà postulé"),
        ("personne2", "Votre candidature a bien été reçue"),
    ]
    listed = await recruiter.get(CANDIDATURES)
    assert set(ids_of(listed)) == {first.json()["id"], stranger.json()["id"]}


async def test_twenty_at_once_by_one_address_become_one(
    visitor: httpx.AsyncClient, recruiter: httpx.AsyncClient, offer: Json
) -> None:
    answers = await asyncio.gather(
        *(visitor.post(ways_in(offer), json=candidature_body()) for _ in range(20))
    )
    assert {answer.status_code for answer in answers} == {201}
    assert len(ids_of(await recruiter.get(CANDIDATURES))) == 1


async def test_with_a_key_a_candidature_happens_once(
    visitor: httpx.AsyncClient, recruiter: httpx.AsyncClient, offer: Json
) -> None:
    headers = {"Idempotency-Key": "one"}
    first = await visitor.post(ways_in(offer), json=candidature_body(), headers=headers)
    again = await visitor.post(ways_in(offer), json=candidature_body(), headers=headers)
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json() == first.json()
    assert ids_of(await recruiter.get(CANDIDATURES)) == [first.json()["id"]]


async def test_nobody_applies_after_the_deadline_or_for_what_is_not_shown(
    api: Api, visitor: httpx.AsyncClient, recruiter: httpx.AsyncClient, offer: Json
) -> None:
    draft = await new_emploi(recruiter)
    before = api.stored()
    refused(await visitor.post(ways_in(draft), json=candidature_body()), 404, "emploi_not_found")
    refused(await visitor.post(ways_in({"id": "x"}), json=candidature_body()), 404, "emploi_not_found")
    api.clock.advance(timedelta(days=31))
    closed = await visitor.post(ways_in(offer), json=candidature_body())
    refused(closed, 409, "candidatures_closed")
    assert "01/04/2026" in closed.json()["detail"]
    assert api.stored() == before


@pytest.mark.parametrize(
    ("change", "status", "pointer"),
    [
        ({"email": "personne"}, 422, "/email"),
        ({"email": "a@example.com\r\nBcc: b@example.com"}, 422, "/email"),
        ({"name": " "}, 422, "/name"),
        ({"phone": "call me"}, 422, "/phone"),
        ({"motivation": ""}, 422, "/motivation"),
        ({"level": "expert"}, 400, "/level"),
        ({"availableFrom": "demain"}, 400, "/availableFrom"),
        ({"cv": {"link": "javascript:alert(1)"}}, 422, "/cv/link"),
        ({"cv": {"fileId": "$ne"}}, 422, "/cv/fileId"),
        ({"cv": {"fileId": {"$ne": ""}}}, 400, "/cv/fileId"),
        ({"cv": {}}, 400, "/cv/link"),
        ({"state": "retenue"}, 400, "/state"),
    ],
)
async def test_a_wrong_member_is_refused_and_named(
    api: Api, visitor: httpx.AsyncClient, offer: Json, change: dict[str, Any], status: int, pointer: str
) -> None:
    before = api.stored()
    response = await visitor.post(ways_in(offer), json=candidature_body() | change)
    assert refused(response, status, {400: "malformed", 422: "invalid"}[status]) == [pointer]
    assert api.stored() == before


async def test_staff_move_a_candidature_on_and_its_history_tells_who_and_when(
    api: Api, visitor: httpx.AsyncClient, recruiter: httpx.AsyncClient, offer: Json
) -> None:
    receipt = await applied(visitor, offer)
    await told(api)
    one = f"{CANDIDATURES}/{receipt['id']}"
    who = (await recruiter.get("/api/v1/auth/me")).json()["id"]
    for state, reason, tell in (("preselection", None, False), ("refusee", "Profil éloigné.", True)):
        moved = await recruiter.post(f"{one}/move", json={"state": state, "reason": reason, "tell": tell})
        assert moved.status_code == 200, moved.text
    assert moved.json()["history"] == [
        {"by": who, "at": AT, "source": "recue", "target": "preselection", "reason": None},
        {"by": who, "at": AT, "source": "preselection", "target": "refusee", "reason": "Profil éloigné."},
    ]
    assert await told(api) == [("personne1", "Votre candidature")]
    assert "Profil" not in api.container.ports.mailer()._mailer.sent[0].content.text


async def test_a_note_is_kept_for_staff(
    visitor: httpx.AsyncClient, recruiter: httpx.AsyncClient, offer: Json
) -> None:
    receipt = await applied(visitor, offer)
    one = f"{CANDIDATURES}/{receipt['id']}"
    noted = await recruiter.post(f"{one}/notes", json={"text": "Rappeler."}, headers={"If-Match": '"v1"'})
    assert (noted.status_code, noted.headers["etag"]) == (200, '"v2"')
    assert [note["text"] for note in (await recruiter.get(one)).json()["notes"]] == ["Rappeler."]
    stale = await recruiter.post(f"{one}/notes", json={"text": "x"}, headers={"If-Match": '"v1"'})
    refused(stale, 412, "stale_version")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"state": "retenue"}, 409, "candidature_move_refused"),
        ({"state": "refusee"}, 422, "reason_missing"),
        ({"state": "entretien", "tell": True}, 422, "nothing_to_tell"),
        ({"state": "refusee", "reason": " "}, 422, "invalid"),
        ({"state": "embauchee"}, 400, "malformed"),
    ],
)
async def test_a_move_that_there_is_not_is_refused(
    api: Api,
    visitor: httpx.AsyncClient,
    recruiter: httpx.AsyncClient,
    offer: Json,
    body: dict[str, Any],
    status: int,
    code: str,
) -> None:
    receipt = await applied(visitor, offer)
    before = api.stored()
    refused(await recruiter.post(f"{CANDIDATURES}/{receipt['id']}/move", json=body), status, code)
    assert api.stored() == before


async def test_staff_list_candidatures_by_emploi_state_and_day(
    visitor: httpx.AsyncClient, recruiter: httpx.AsyncClient, offer: Json
) -> None:
    first, second = await applied(visitor, offer, 1), await applied(visitor, offer, 2)
    await recruiter.post(f"{CANDIDATURES}/{first['id']}/move", json={"state": "entretien"})
    for query, expected in (
        (f"emploiId={offer['id']}&sort=createdAt", [first, second]),
        ("emploiId=other", []),
        ("state=entretien", [first]),
        ("state[in]=recue,refusee", [second]),
        ("createdAt[gte]=2026-03-03T00:00:00Z", []),
    ):
        page = await recruiter.get(f"{CANDIDATURES}?{query}")
        assert ids_of(page) == [each["id"] for each in expected]
    assert "motivation" not in page.text


@pytest.mark.parametrize("role", [Role.EDITOR, Role.VIEWER])
async def test_who_may_not_read_candidatures_learns_nothing(
    api: Api, visitor: httpx.AsyncClient, offer: Json, role: Role
) -> None:
    receipt = await applied(visitor, offer)
    one = f"{CANDIDATURES}/{receipt['id']}"
    async with api.staff(role) as staff:
        for client, status, code in (
            (visitor, 401, "authentication_required"),
            (staff, 403, "forbidden"),
        ):
            refused(await client.get(CANDIDATURES), status, code)
            refused(await client.get(one), status, code)
            refused(await client.post(f"{one}/move", json={"state": "entretien"}), status, code)
            refused(await client.post(f"{one}/notes", json={"text": "x"}), status, code)


async def test_those_who_may_read_candidatures_are_notified_and_no_one_else(
    api: Api,
    visitor: httpx.AsyncClient,
    recruiter: httpx.AsyncClient,
    editor: httpx.AsyncClient,
    offer: Json,
) -> None:
    receipt = await applied(visitor, offer)
    await told(api)
    (notification,) = (await recruiter.get("/api/v1/notifications")).json()["items"]
    assert notification["subject"] == {"type": "candidature", "id": receipt["id"]}
    assert notification["text"] == "Nouvelle candidature à une offre d’emploi"
    assert (await editor.get("/api/v1/notifications")).json()["items"] == []
