"""Forgotten passwords, and passwords that are changed."""

from collections.abc import AsyncIterator
from datetime import datetime

import httpx
import pytest

from sorbo_adapters.memory.sessions.login_sessions import MemoryLoginSessions
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.sessions.login_session import EndReason
from support.accounts import ADDRESS, AUTH, OTHER, Mailed, ask, can_log_in, token_in
from support.api import PASSWORD, address_of, refused
from support.build import NOW, later

RESET, OWN = f"{AUTH}/password/reset", f"{AUTH}/me/password"


class Sessions(MemoryLoginSessions):
    """Notes whose sessions are to end, and why."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, EndReason]] = []

    async def end_all(
        self, compte_id: str, *, reason: EndReason, at: datetime, but: str | None = None
    ) -> tuple[str, ...]:
        self.told.append((compte_id, reason))
        return await super().end_all(compte_id, reason=reason, at=at, but=but)


@pytest.fixture
def sessions(unbuilt: Mailed) -> Sessions:
    noted = Sessions()
    unbuilt.api.replace("login_sessions", noted)
    return noted


@pytest.fixture
async def noticed(unbuilt: Mailed, sessions: Sessions) -> AsyncIterator[httpx.AsyncClient]:  # noqa: ARG001 — wired first
    """Return a client of somebody, where it is noted whose sessions end."""
    async with unbuilt.api.client() as client:
        yield client


async def forgotten(mailed: Mailed, anybody: httpx.AsyncClient, email: str = ADDRESS) -> str:
    assert (await ask(anybody, "password/forgotten", email)).status_code == 202
    return await mailed.token()


async def reset(anybody: httpx.AsyncClient, token: str, password: str = OTHER) -> httpx.Response:
    return await anybody.post(RESET, json={"token": token, "password": password})


async def test_who_reads_the_mail_chooses_another_password_and_is_told(
    unbuilt: Mailed, sessions: Sessions, noticed: httpx.AsyncClient
) -> None:
    account = await unbuilt.registered(noticed)
    await unbuilt.mails()
    answer = await reset(noticed, await forgotten(unbuilt, noticed))
    assert (answer.status_code, answer.json()["email"]) == (200, ADDRESS)
    assert (await can_log_in(noticed, ADDRESS), await can_log_in(noticed, ADDRESS, OTHER)) == (False, True)
    (warning,) = await unbuilt.mails()
    assert (warning.to, warning.content.subject[:30]) == (ADDRESS, "Votre mot de passe a été chang")
    assert sessions.told == [(account["id"], EndReason.PASSWORD_CHANGED)]


async def test_a_link_is_good_once_and_for_an_hour(mailed: Mailed, anybody: httpx.AsyncClient) -> None:
    await mailed.registered(anybody)
    late = await forgotten(mailed, anybody)
    mailed.api.clock.advance(later(hours=1) - NOW)
    refused(await reset(anybody, late), 404, "access_link_not_valid")
    token = await forgotten(mailed, anybody)
    assert (await reset(anybody, token)).is_success
    refused(await reset(anybody, token, PASSWORD), 404, "access_link_not_valid")


async def test_a_link_that_was_asked_for_before_another_password_is_worthless(
    mailed: Mailed, anybody: httpx.AsyncClient
) -> None:
    await mailed.registered(anybody)
    before = await forgotten(mailed, anybody)
    mailed.api.clock.advance(later(minutes=1) - NOW)
    assert (await reset(anybody, await forgotten(mailed, anybody))).is_success
    refused(await reset(anybody, before, PASSWORD), 404, "access_link_not_valid")


async def test_who_may_not_log_in_gets_no_link_and_one_that_was_sent_is_worthless(
    mailed: Mailed, anybody: httpx.AsyncClient, director: httpx.AsyncClient
) -> None:
    account = await mailed.registered(anybody)
    await mailed.mails()
    token = await forgotten(mailed, anybody)
    assert (await director.post(f"/api/v1/comptes/{account['id']}/deactivate")).is_success
    refused(await reset(anybody, token), 404, "access_link_not_valid")
    await mailed.mails()
    await ask(anybody, "password/forgotten", ADDRESS)
    assert await mailed.mails() == []


async def test_nobody_hears_whether_an_address_has_an_account(
    mailed: Mailed, anybody: httpx.AsyncClient
) -> None:
    await mailed.registered(anybody)
    await mailed.mails()
    known = await ask(anybody, "password/forgotten", ADDRESS)
    unknown = await ask(anybody, "password/forgotten", "personne@example.com")
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert [mail.to for mail in await mailed.mails()] == [ADDRESS]


async def test_a_common_password_is_refused_and_the_link_stays_good(
    mailed: Mailed, anybody: httpx.AsyncClient
) -> None:
    await mailed.registered(anybody)
    token = await forgotten(mailed, anybody)
    assert refused(await reset(anybody, token, "azertyuiop12345"), 422, "password_too_weak") == ["/password"]
    assert (await reset(anybody, token)).is_success


async def test_the_present_password_is_asked_for_before_it_is_changed(
    unbuilt: Mailed, sessions: Sessions, noticed: httpx.AsyncClient
) -> None:
    email = address_of(Role.VIEWER)
    async with unbuilt.api.staff(Role.VIEWER) as viewer:
        wrong = await viewer.post(OWN, json={"currentPassword": OTHER, "newPassword": OTHER})
        assert refused(wrong, 422, "wrong_password") == ["/currentPassword"]
        weak = await viewer.post(OWN, json={"currentPassword": PASSWORD, "newPassword": "court"})
        assert refused(weak, 422, "password_too_weak") == ["/newPassword"]
        assert sessions.told == []
        changed = await viewer.post(OWN, json={"currentPassword": PASSWORD, "newPassword": OTHER})
        assert changed.status_code == 200
        assert sessions.told == [(changed.json()["id"], EndReason.PASSWORD_CHANGED)]
    assert (await can_log_in(noticed, email), await can_log_in(noticed, email, OTHER)) == (False, True)


async def test_a_mail_that_arrives_twice_has_two_good_links(
    mailed: Mailed, anybody: httpx.AsyncClient
) -> None:
    await mailed.registered(anybody)
    await mailed.mails()
    await ask(anybody, "password/forgotten", ADDRESS)
    ((waiting,),) = [box.entries for box in mailed.api.container.ports.access_links().outboxes.values()]
    (first,) = await mailed.mails()
    send = mailed.api.container.comptes.send_access_link()
    await send(waiting.event)
    again = mailed.api.container.ports.mailer().sent[-1]
    assert first.key == again.key
    assert (await reset(anybody, token_in(first))).is_success
    refused(await reset(anybody, token_in(again), PASSWORD), 404, "access_link_not_valid")
