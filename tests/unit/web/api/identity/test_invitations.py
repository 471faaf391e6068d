"""Staff are invited by mail."""

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from support.accounts import ADDRESS, INVITATIONS, NAME, Mailed, can_log_in, token_in
from support.api import PASSWORD, address_of, ids_of, refused
from support.build import NOW, later

ACCEPT = f"{INVITATIONS}/accept"


def form(token: str) -> dict[str, str]:
    return {"token": token, "name": NAME, "password": PASSWORD}


async def test_who_is_invited_has_the_role_that_was_meant(
    mailed: Mailed, director: httpx.AsyncClient, anybody: httpx.AsyncClient
) -> None:
    made = await director.post(INVITATIONS, json={"email": ADDRESS, "role": "trainer"})
    invitation = made.json()
    assert (made.status_code, invitation["state"], invitation["goodUntil"]) == (201, "en_attente", None)
    (mail,) = await mailed.mails()
    assert mail.to == ADDRESS
    assert "Votre rôle : formation." in mail.content.text
    read = (await director.get(made.headers["location"])).json()
    assert read["goodUntil"] == later(hours=1).isoformat().replace("+00:00", "Z")
    assert "proofs" not in read
    accepted = await anybody.post(ACCEPT, json=form(token_in(mail)))
    assert (accepted.json()["role"], accepted.json()["name"]) == ("trainer", NAME)
    assert await can_log_in(anybody, ADDRESS)
    assert (await director.get(made.headers["location"])).json()["state"] == "utilise"
    refused(await anybody.post(ACCEPT, json=form(token_in(mail))), 404, "access_link_not_valid")


async def test_the_same_key_invites_once(mailed: Mailed, director: httpx.AsyncClient) -> None:
    body, key = {"email": ADDRESS, "role": "editor"}, {"Idempotency-Key": "one"}
    first, again = [await director.post(INVITATIONS, json=body, headers=key) for _ in range(2)]
    assert first.content == again.content
    assert len(await mailed.mails()) == 1


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPER_ADMIN])
async def test_super_admins_alone_invite_administrators(
    mailed: Mailed, manager: httpx.AsyncClient, director: httpx.AsyncClient, role: Role
) -> None:
    body = {"email": ADDRESS, "role": role}
    refused(await manager.post(INVITATIONS, json=body), 403, "role_reserved")
    made = await director.post(INVITATIONS, json=body)
    assert made.status_code == 201
    where = made.headers["location"]
    refused(await manager.post(f"{where}/resend"), 403, "role_reserved")
    refused(await manager.delete(where), 403, "role_reserved")
    assert len(await mailed.mails()) == 1


async def test_who_has_an_account_is_not_invited(director: httpx.AsyncClient) -> None:
    body = {"email": address_of(Role.SUPER_ADMIN), "role": "editor"}
    refused(await director.post(INVITATIONS, json=body), 409, "email_taken")


async def test_an_invitation_that_ran_out_is_sent_again(
    mailed: Mailed, director: httpx.AsyncClient, anybody: httpx.AsyncClient
) -> None:
    late = await mailed.invited(director)
    (id_,) = ids_of(await director.get(INVITATIONS))
    mailed.api.clock.advance(later(minutes=61) - NOW)
    refused(await anybody.post(ACCEPT, json=form(late)), 404, "access_link_not_valid")
    mailed.api.clock.advance(NOW - later(minutes=51))  # back to where the director's token is good
    again = await director.post(f"{INVITATIONS}/{id_}/resend")
    assert again.status_code == 200
    assert (await anybody.post(ACCEPT, json=form(await mailed.token()))).is_success


async def test_an_invitation_that_is_withdrawn_is_worthless(
    mailed: Mailed, director: httpx.AsyncClient, anybody: httpx.AsyncClient
) -> None:
    token = await mailed.invited(director)
    (id_,) = ids_of(await director.get(f"{INVITATIONS}?state=en_attente"))
    withdrawn = await director.delete(f"{INVITATIONS}/{id_}")
    assert (withdrawn.status_code, withdrawn.json()["state"]) == (200, "retire")
    assert (await director.delete(f"{INVITATIONS}/{id_}")).status_code == 200
    refused(await anybody.post(ACCEPT, json=form(token)), 404, "access_link_not_valid")
    refused(await director.post(f"{INVITATIONS}/{id_}/resend"), 409, "invitation_ended")
    assert await mailed.mails() == []


async def test_links_for_other_purposes_are_no_invitations(
    mailed: Mailed, director: httpx.AsyncClient, anybody: httpx.AsyncClient
) -> None:
    await anybody.post("/api/v1/auth/register", json={"email": ADDRESS})
    (link,) = mailed.api.container.ports.access_links().documents()
    assert ids_of(await director.get(INVITATIONS)) == []
    for call in (director.get, director.delete):
        refused(await call(f"{INVITATIONS}/{link['id']}"), 404, "invitation_not_found")
    refused(await director.post(f"{INVITATIONS}/{link['id']}/resend"), 404, "invitation_not_found")
