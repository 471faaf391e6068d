"""Enrolling over HTTP, with the mails that follow."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from sorbo_core.shared.outgoing.mail import Mail
from support.api import PASSWORD, Api, address_of, ids_of, refused
from support.wire import (
    FORMATIONS,
    INSCRIPTIONS,
    LOGIN,
    SESSIONS,
    Json,
    enrolled,
    inscription_body,
    published_formation,
    published_session,
)


@pytest.fixture
async def session(editor: httpx.AsyncClient) -> Json:
    """A published session with three seats."""
    return await published_session(editor, await published_formation(editor), seats=3)


def mails_of(api: Api) -> list[Mail]:
    sent: list[Mail] = api.container.ports.mailer()._mailer.sent
    return sent


async def told(api: Api) -> list[tuple[str, str]]:
    """Let what waits be delivered; return to whom mails went since the last time, and their subjects."""
    mails_of(api).clear()
    while await api.container.delivery.relay_events()():
        pass
    return [(mail.to.partition("@")[0], mail.content.subject.partition(" –")[0]) for mail in mails_of(api)]


async def pass_time(api: Api, editor: httpx.AsyncClient, **steps: float) -> None:
    """Let time pass; the editor, whose access has run out by then, logs in again."""
    api.clock.advance(timedelta(**steps))
    credentials = {"email": address_of(Role.EDITOR), "password": PASSWORD}
    del editor.headers["Authorization"]
    token = (await editor.post(LOGIN, json=credentials)).json()["accessToken"]
    editor.headers["Authorization"] = f"Bearer {token}"


async def seats_of(client: httpx.AsyncClient, session: Json) -> tuple[int, int]:
    read = (await client.get(f"{SESSIONS}/{session['id']}")).json()
    return read["seatsLeft"], read["waiting"]


async def test_who_enrols_holds_a_seat_for_72_hours_and_is_told_so(
    api: Api, visitor: httpx.AsyncClient, viewer: httpx.AsyncClient, session: Json
) -> None:
    path = f"{SESSIONS}/{session['id']}/inscriptions"
    response = await visitor.post(path, json=inscription_body(phone="+226 25 00 00 00"))

    receipt = response.json()
    assert response.status_code == 201
    assert response.headers["location"] == f"{INSCRIPTIONS}/{receipt['id']}"
    assert response.headers["cache-control"] == "no-store"
    assert receipt == {"id": receipt["id"], "state": "demandee"}
    assert await told(api) == [("personne1", "Vos places sont tenues")]
    read = await viewer.get(response.headers["location"])
    assert (read.headers["etag"], read.headers["cache-control"]) == ('"v1"', "private, no-store")
    assert read.json() == {
        **receipt,
        "sessionId": session["id"],
        "ending": None,
        "number": 1,
        "expiresAt": "2026-03-05T09:30:15.125000Z",
        "price": None,
        "confirmedAt": None,
        "name": "Personne 1",
        "email": "personne1@example.com",
        "phone": "+226 25 00 00 00",
        "company": None,
        "participants": [{"name": "Personne 1", "email": "personne1@example.com"}],
        "createdAt": "2026-03-02T09:30:15.125000Z",
        "updatedAt": "2026-03-02T09:30:15.125000Z",
        "version": 1,
    }


async def test_a_session_tells_visitors_how_many_seats_are_left_and_how_many_people_wait(
    visitor: httpx.AsyncClient, session: Json
) -> None:
    first = await visitor.get(f"{SESSIONS}/{session['id']}")
    assert (first.json()["seatsLeft"], first.json()["waiting"]) == (3, 0)
    await enrolled(visitor, session, 1)
    second = await visitor.get(first.request.url, headers={"If-None-Match": first.headers["etag"]})
    assert (second.status_code, second.json()["seatsLeft"]) == (200, 2)
    await enrolled(visitor, session, 2, people=3)
    # One is free, and nobody who asks now gets it: the group that waits comes first.
    assert await seats_of(visitor, session) == (0, 3)
    sheet = (await visitor.get(f"{FORMATIONS}/{session['formationId']}")).json()
    assert [(each["seatsLeft"], each["waiting"]) for each in sheet["sessions"]] == [(0, 3)]


async def test_a_group_is_all_or_nothing_and_nobody_overtakes_it(
    api: Api, visitor: httpx.AsyncClient, editor: httpx.AsyncClient, session: Json
) -> None:
    first = await enrolled(visitor, session, 1)
    group = await enrolled(visitor, session, 2, people=3)
    single = await enrolled(visitor, session, 3)
    assert [each["state"] for each in (first, group, single)] == ["demandee", "en_attente", "en_attente"]
    assert await told(api) == [
        ("personne1", "Vos places sont tenues"),
        ("personne2", "Vous êtes sur liste d’attente"),
        ("personne3", "Vous êtes sur liste d’attente"),
    ]
    assert "Rang dans la liste d’attente : 2" in mails_of(api)[-1].content.text

    cancelled = await editor.post(f"{INSCRIPTIONS}/{first['id']}/cancel")

    assert (cancelled.json()["state"], cancelled.json()["ending"]) == ("annulee", "cancelled")
    assert sorted(await told(api)) == [
        ("personne1", "Votre inscription est annulée"),
        ("personne2", "Des places se sont libérées pour vous"),
    ]
    assert (await editor.get(f"{INSCRIPTIONS}/{group['id']}")).json()["state"] == "demandee"


async def test_the_same_address_again_gets_a_strangers_answer_and_the_truth_by_mail(
    api: Api, visitor: httpx.AsyncClient, editor: httpx.AsyncClient, session: Json
) -> None:
    first = await enrolled(visitor, session, 1)
    await editor.post(f"{INSCRIPTIONS}/{first['id']}/confirm")
    await enrolled(visitor, session, 2, people=2)
    await told(api)
    await pass_time(api, editor, hours=2)

    again = await enrolled(visitor, session, 1, email="Personne1@Example.com")
    stranger = await enrolled(visitor, session, 3)

    assert again["state"] == stranger["state"] == "en_attente"
    assert again["id"] != first["id"]
    assert len(ids_of(await editor.get(INSCRIPTIONS))) == 3
    assert ("personne1", "Votre inscription est confirmée") in await told(api)
    await enrolled(visitor, session, 1)
    assert await told(api) == []


async def test_a_repeated_request_with_its_key_takes_one_place(
    visitor: httpx.AsyncClient, session: Json
) -> None:
    path, key = f"{SESSIONS}/{session['id']}/inscriptions", {"Idempotency-Key": "one"}
    first = await visitor.post(path, json=inscription_body(), headers=key)
    again = await visitor.post(path, json=inscription_body(), headers=key)
    assert (again.json(), again.headers["idempotency-replayed"]) == (first.json(), "true")
    assert await seats_of(visitor, session) == (2, 0)


async def test_confirmed_seats_stay_and_held_ones_lapse_and_go_to_who_waits(
    api: Api, visitor: httpx.AsyncClient, editor: httpx.AsyncClient, session: Json
) -> None:
    confirmed, held = await enrolled(visitor, session, 1), await enrolled(visitor, session, 2, people=2)
    await enrolled(visitor, session, 3)
    answer = await editor.post(f"{INSCRIPTIONS}/{confirmed['id']}/confirm", headers={"If-Match": '"v1"'})
    assert (answer.json()["state"], answer.json()["expiresAt"]) == ("confirmee", None)
    assert answer.headers["etag"] == '"v2"'
    await told(api)

    await pass_time(api, editor, hours=72)
    await api.container.enrolment.lapse_holds()()

    assert sorted(await told(api)) == [
        ("personne2", "Vos places ne sont plus tenues"),
        ("personne3", "Des places se sont libérées pour vous"),
    ]
    lapsed = (await editor.get(f"{INSCRIPTIONS}/{held['id']}")).json()
    assert (lapsed["state"], lapsed["ending"]) == ("annulee", "lapsed")
    refused(await editor.post(f"{INSCRIPTIONS}/{held['id']}/confirm"), 409, "inscription_ended")
    assert await seats_of(visitor, session) == (1, 0)


async def test_who_has_the_token_from_the_mail_withdraws_and_nobody_else(
    api: Api, visitor: httpx.AsyncClient, session: Json
) -> None:
    receipt = await enrolled(visitor, session, 1)
    await told(api)
    token = mails_of(api)[0].content.text.partition("jeton=")[2].split()[0]
    url = f"{INSCRIPTIONS}/{receipt['id']}/withdraw"
    refused(await visitor.post(url, json={"token": "guessed"}), 404, "inscription_not_found")
    refused(
        await visitor.post(f"{INSCRIPTIONS}/none/withdraw", json={"token": token}),
        404,
        "inscription_not_found",
    )
    for _ in range(2):
        response = await visitor.post(url, json={"token": token})
        assert (response.status_code, response.json()["state"]) == (200, "annulee")
        assert response.headers["cache-control"] == "no-store"
    assert await told(api) == [("personne1", "Votre inscription est annulée")]
    assert await seats_of(visitor, session) == (3, 0)
    assert (await enrolled(visitor, session, 1))["state"] == "demandee"


async def test_who_was_confirmed_is_marked_present_once_the_session_has_begun(
    api: Api, visitor: httpx.AsyncClient, editor: httpx.AsyncClient, session: Json
) -> None:
    receipt = await enrolled(visitor, session, 1)
    url = f"{INSCRIPTIONS}/{receipt['id']}"
    refused(await editor.post(f"{url}/mark-present"), 409, "session_not_begun")
    await editor.post(f"{url}/confirm")
    await pass_time(api, editor, days=35)
    assert (await editor.post(f"{url}/mark-present")).json()["state"] == "presente"
    refused(await editor.post(f"{url}/cancel"), 409, "already_present")


async def test_more_seats_go_to_the_line_and_fewer_than_are_taken_are_refused(
    api: Api, visitor: httpx.AsyncClient, editor: httpx.AsyncClient, session: Json
) -> None:
    url = f"{SESSIONS}/{session['id']}"
    await enrolled(visitor, session, 1, people=3)
    await enrolled(visitor, session, 2)
    await told(api)
    current = {"If-Match": f'"v{session["version"]}"'}

    problem = await editor.patch(url, json={"seats": 2}, headers=current)
    refused(problem, 409, "seats_taken")
    assert "3" in problem.json()["detail"]
    assert (await editor.patch(url, json={"seats": 4}, headers=current)).json()["seats"] == 4

    assert await told(api) == [("personne2", "Des places se sont libérées pour vous")]
    assert await seats_of(visitor, session) == (0, 0)


async def test_everybody_is_told_of_a_cancelled_session_and_it_takes_nobody_more(
    api: Api, visitor: httpx.AsyncClient, editor: httpx.AsyncClient, session: Json
) -> None:
    for number, people in ((1, 0), (2, 3)):
        await enrolled(visitor, session, number, people=people)
    await told(api)
    current = {"If-Match": f'"v{session["version"]}"'}
    await editor.patch(f"{SESSIONS}/{session['id']}", json={"state": "annulee"}, headers=current)
    assert sorted(await told(api)) == [
        ("personne1", "La session n’aura pas lieu"),
        ("personne2", "La session n’aura pas lieu"),
    ]
    response = await visitor.post(f"{SESSIONS}/{session['id']}/inscriptions", json=inscription_body(3))
    refused(response, 409, "inscriptions_closed")


async def test_what_visitors_do_not_see_takes_no_inscriptions(
    visitor: httpx.AsyncClient, editor: httpx.AsyncClient, session: Json
) -> None:
    path = f"{SESSIONS}/{session['id']}/inscriptions"
    refused(
        await visitor.post(f"{SESSIONS}/none/inscriptions", json=inscription_body()), 404, "session_not_found"
    )
    await editor.post(f"{FORMATIONS}/{session['formationId']}/archive")
    refused(await visitor.post(path, json=inscription_body()), 404, "session_not_found")


async def test_a_session_that_has_begun_and_a_group_that_is_too_large_are_refused(
    api: Api, visitor: httpx.AsyncClient, session: Json
) -> None:
    path = f"{SESSIONS}/{session['id']}/inscriptions"
    refused(await visitor.post(path, json=inscription_body(people=4)), 409, "group_too_large")
    api.clock.advance(timedelta(days=35))
    refused(await visitor.post(path, json=inscription_body()), 409, "inscriptions_closed")


TWICE = [{"name": "a", "email": "a@example.com"}, {"name": "b", "email": "A@example.com"}]


@pytest.mark.parametrize(
    ("change", "status", "code", "pointer"),
    [
        ({"email": "personne"}, 422, "invalid", "/email"),
        ({"name": " "}, 422, "invalid", "/name"),
        ({"phone": "call me"}, 422, "invalid", "/phone"),
        ({"group": {"company": "x", "participants": []}}, 422, "invalid", "/group/participants"),
        (
            {"group": {"company": "x", "participants": [{"name": "a"}] * 51}},
            422,
            "invalid",
            "/group/participants",
        ),
        (
            {"group": {"company": "x", "participants": TWICE}},
            422,
            "participant_repeated",
            "/group/participants/1/email",
        ),
        ({"state": "confirmee"}, 400, "malformed", "/state"),
    ],
)
async def test_a_wrong_member_is_refused_and_named(
    api: Api,
    visitor: httpx.AsyncClient,
    session: Json,
    change: dict[str, Any],
    status: int,
    code: str,
    pointer: str,
) -> None:
    before = api.stored()
    path = f"{SESSIONS}/{session['id']}/inscriptions"
    response = await visitor.post(path, json=inscription_body() | change)
    assert refused(response, status, code) == [pointer]
    assert api.stored() == before


async def test_staff_list_inscriptions_by_session_and_state_in_order_of_arrival(
    visitor: httpx.AsyncClient, viewer: httpx.AsyncClient, session: Json
) -> None:
    receipts = [await enrolled(visitor, session, number, people=2) for number in (1, 2, 3)]
    asked = {"sessionId": session["id"], "state": "en_attente", "sort": "number"}
    page = await viewer.get(INSCRIPTIONS, params=asked)
    assert ids_of(page) == [each["id"] for each in receipts[1:]]
    assert ids_of(await viewer.get(INSCRIPTIONS, params={"sessionId": "other"})) == []


async def test_staff_who_may_are_notified_of_a_new_inscription(
    api: Api, visitor: httpx.AsyncClient, editor: httpx.AsyncClient, session: Json
) -> None:
    receipt = await enrolled(visitor, session, 1, people=2)
    await told(api)
    (notification,) = (await editor.get("/api/v1/notifications")).json()["items"]
    assert notification["subject"] == {"type": "inscription", "id": receipt["id"]}
    assert notification["text"] == "Nouvelle inscription : 2 pers., place tenue"
