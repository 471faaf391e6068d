"""What people change about their own accounts."""

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from support.accounts import ADDRESS, AUTH, OTHER, Mailed, can_log_in, token_in
from support.api import PASSWORD, address_of, refused
from support.authenticator import DISABLE, enrol
from support.build import NOW, later

EMAIL, PROFILE, CONFIRM = f"{AUTH}/me/email", f"{AUTH}/me/profile", f"{AUTH}/email/confirm"
BEFORE = address_of(Role.VIEWER)


async def ask_for(
    viewer: httpx.AsyncClient, email: str = ADDRESS, password: str = PASSWORD
) -> httpx.Response:
    return await viewer.post(EMAIL, json={"email": email, "currentPassword": password})


async def test_another_address_is_confirmed_there_and_told_to_the_one_before(
    mailed: Mailed, anybody: httpx.AsyncClient
) -> None:
    async with mailed.api.staff(Role.VIEWER) as viewer:
        asked = await ask_for(viewer)
    assert (asked.status_code, asked.json()) == (202, {"state": "en_attente"})
    (mail,) = await mailed.mails()
    assert mail.to == ADDRESS
    assert await can_log_in(anybody, BEFORE)
    changed = await anybody.post(CONFIRM, json={"token": token_in(mail)})
    assert (changed.status_code, changed.json()["email"]) == (200, ADDRESS)
    assert (await can_log_in(anybody, BEFORE), await can_log_in(anybody, ADDRESS)) == (False, True)
    (notice,) = await mailed.mails()
    assert (notice.to, ADDRESS in notice.content.text) == (BEFORE, False)
    assert "a été changée" in notice.content.subject
    refused(await anybody.post(CONFIRM, json={"token": token_in(mail)}), 404, "access_link_not_valid")


async def test_an_address_is_changed_by_who_knows_the_password(mailed: Mailed) -> None:
    async with mailed.api.staff(Role.VIEWER) as viewer:
        assert refused(await ask_for(viewer, password=OTHER), 422, "wrong_password") == ["/currentPassword"]
        assert refused(await ask_for(viewer, email="personne"), 422, "invalid") == ["/email"]
    assert await mailed.mails() == []


async def test_an_address_that_has_an_account_is_told_so_and_nobody_else_is(
    mailed: Mailed, anybody: httpx.AsyncClient
) -> None:
    await mailed.registered(anybody)
    await mailed.mails()
    async with mailed.api.staff(Role.VIEWER) as viewer:
        answers = [await ask_for(viewer, email) for email in (ADDRESS, "libre@example.com")]
    assert len({(answer.status_code, answer.content) for answer in answers}) == 1
    subjects = {mail.to: mail.content.subject for mail in await mailed.mails()}
    assert subjects[ADDRESS] == "Vous avez déjà un compte"
    assert subjects["libre@example.com"] == "Confirmez votre nouvelle adresse"


async def test_of_two_new_addresses_the_first_that_is_confirmed_counts(
    mailed: Mailed, anybody: httpx.AsyncClient
) -> None:
    async with mailed.api.staff(Role.VIEWER) as viewer:
        for email in (ADDRESS, "libre@example.com"):
            await ask_for(viewer, email)
    tokens = {mail.to: token_in(mail) for mail in await mailed.mails()}
    assert (await anybody.post(CONFIRM, json={"token": tokens[ADDRESS]})).is_success
    other = await anybody.post(CONFIRM, json={"token": tokens["libre@example.com"]})
    refused(other, 404, "access_link_not_valid")


async def test_an_address_that_somebody_else_got_meanwhile_is_refused(
    mailed: Mailed, anybody: httpx.AsyncClient
) -> None:
    async with mailed.api.staff(Role.VIEWER) as viewer:
        await ask_for(viewer)
    token = await mailed.token()
    await mailed.registered(anybody)
    refused(await anybody.post(CONFIRM, json={"token": token}), 409, "email_taken")
    assert await can_log_in(anybody, BEFORE)


async def test_a_link_for_another_address_runs_out(mailed: Mailed, anybody: httpx.AsyncClient) -> None:
    async with mailed.api.staff(Role.VIEWER) as viewer:
        await ask_for(viewer)
    token = await mailed.token()
    mailed.api.clock.advance(later(hours=1) - NOW)
    refused(await anybody.post(CONFIRM, json={"token": token}), 404, "access_link_not_valid")


async def test_one_changes_ones_own_name_and_nothing_else(mailed: Mailed) -> None:
    async with mailed.api.staff(Role.VIEWER) as viewer:
        renamed = await viewer.patch(PROFILE, json={"name": "Lectrice"})
        assert (renamed.status_code, renamed.json()["name"]) == (200, "Lectrice")
        assert (await viewer.get(f"{AUTH}/me")).json()["name"] == "Lectrice"
        same = await viewer.patch(PROFILE, json={}, headers={"If-Match": renamed.headers["etag"]})
        assert same.headers["etag"] == renamed.headers["etag"]
        stale = await viewer.patch(PROFILE, json={"name": "Autre"}, headers={"If-Match": '"v1"'})
        refused(stale, 412, "stale_version")
        assert refused(await viewer.patch(PROFILE, json={"name": None}), 422, "invalid") == ["/name"]


@pytest.mark.parametrize("member", ["role", "email", "active", "permissions", "id", "passwordHash"])
async def test_nobody_gives_themselves_anything(mailed: Mailed, member: str) -> None:
    async with mailed.api.staff(Role.VIEWER) as viewer:
        answer = await viewer.patch(PROFILE, json={"name": "Lectrice", member: "super-admin"})
        assert refused(answer, 400, "malformed") == [f"/{member}"]
        assert (await viewer.get(f"{AUTH}/me")).json()["role"] == "viewer"


@pytest.mark.parametrize(
    ("path", "change"),
    [(EMAIL, {"email": ADDRESS}), (f"{AUTH}/me/password", {"newPassword": OTHER})],
)
async def test_with_a_second_factor_an_address_or_a_password_takes_a_code(
    mailed: Mailed, path: str, change: dict[str, str]
) -> None:
    body = {**change, "currentPassword": PASSWORD}
    async with mailed.api.staff(Role.VIEWER) as viewer:
        _, recovery = await enrol(viewer, mailed.api.clock)
        await mailed.mails()
        for wrong in ({}, {"code": "123456"}, {"code": recovery[0][:-1]}):
            assert refused(await viewer.post(path, json={**body, **wrong}), 422, "wrong_code") == ["/code"]
        assert await mailed.mails() == []
        assert (await viewer.post(path, json={**body, "code": recovery[0]})).status_code in {200, 202}


@pytest.mark.parametrize("path", [EMAIL, f"{AUTH}/me/password"])
async def test_passwords_cannot_be_tried_out_where_they_are_asked_for_once_more(
    mailed: Mailed, path: str
) -> None:
    body = {"email": ADDRESS, "newPassword": OTHER} | {"currentPassword": "a wrong one"}
    del body["newPassword" if path == EMAIL else "email"]
    async with mailed.api.staff(Role.VIEWER) as viewer:
        answers = [await viewer.post(path, json=body) for _ in range(6)]
    assert [each.json()["code"] for each in answers] == ["wrong_password"] * 5 + ["too_many_guesses"]


async def test_the_holder_is_told_of_everything_that_happens_to_the_second_factor(mailed: Mailed) -> None:
    async with mailed.api.staff(Role.VIEWER) as viewer:
        await mailed.mails()
        _, recovery = await enrol(viewer, mailed.api.clock)
        (enrolled,) = await mailed.mails()
        assert (
            await viewer.post(DISABLE, json={"currentPassword": PASSWORD, "code": recovery[0]})
        ).is_success
        used, removed = await mailed.mails()
    for mail, subject in (
        (enrolled, "Second facteur installé"),
        (used, "Un code de secours a servi"),
        (removed, "Second facteur retiré"),
    ):
        assert (mail.to, mail.content.subject) == (BEFORE, f"{subject} – Sorbo Ingénierie")
    assert "Codes restants : 9" in used.content.text
    assert all(each not in mail.content.text for each in recovery for mail in (enrolled, used, removed))


async def test_the_holder_is_told_when_the_operator_takes_the_second_factor(mailed: Mailed) -> None:
    async with mailed.api.staff(Role.VIEWER) as viewer:
        await enrol(viewer, mailed.api.clock)
    await mailed.mails()
    await mailed.api.container.identity.remove_second_factor()(email=BEFORE)
    (mail,) = await mailed.mails()
    assert mail.content.subject == "Second facteur retiré – Sorbo Ingénierie"
