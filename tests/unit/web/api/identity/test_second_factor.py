"""Logging in with something that one has, beside what one knows."""

import asyncio
from collections import Counter
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from support.api import PASSWORD, Api, address_of, memory_settings, refused
from support.authenticator import CODE, CONFIRM, DISABLE, FACTOR, LOGIN, Authenticator, enrol, ticket_of
from support.wire import ME

SHORT = "huit 8 car."
EDITOR = address_of(Role.EDITOR)
SESSIONS, PROFILE = "/api/v1/auth/sessions", "/api/v1/auth/me/password"
_STEP = timedelta(seconds=30)


@pytest.fixture(scope="module")
def strict() -> Api:
    return Api(memory_settings(SORBO_SECOND_FACTOR_FOR_ADMINS="true"))


@pytest.fixture
def api(strict: Api) -> Api:
    """An application that has administrators set up a second factor, without accounts."""
    strict.reset()
    strict.close_accounts()
    strict.container.ports.login_sessions()._documents.clear()
    return strict


async def give(client: httpx.AsyncClient, ticket: str, code: str, **more: str) -> httpx.Response:
    return await client.post(CODE, json={"ticket": ticket, "code": code, **more})


async def enrolled(api: Api) -> tuple[Authenticator, list[str]]:
    """Set up the second factor of an editor, and wait for a code that was not used."""
    async with api.staff(Role.EDITOR) as editor:
        authenticator, recovery = await enrol(editor, api.clock)
    api.clock.advance(_STEP)
    return authenticator, recovery


async def test_an_authenticator_is_set_up_by_its_uri_and_a_code_of_it(api: Api) -> None:
    async with api.staff(Role.EDITOR) as editor:
        begun = await editor.post(FACTOR, json={"currentPassword": PASSWORD})
        uri = urlsplit(begun.json()["uri"])
        assert (uri.scheme, uri.netloc) == ("otpauth", "totp")
        assert parse_qs(uri.query)["secret"] == [begun.json()["secret"]]
        assert begun.headers["cache-control"] == "no-store"
        assert not (await editor.get(FACTOR)).json()["active"]
        code = Authenticator(begun.json()["secret"], api.clock).code()
        recovery = (await editor.post(CONFIRM, json={"code": code})).json()["recoveryCodes"]
        assert len(set(recovery)) == 10
        state = (await editor.get(FACTOR)).json()
        assert (state["active"], state["mandatory"], state["recoveryCodesLeft"]) == (True, False, 10)


async def test_a_login_asks_for_a_code_and_is_complete_with_it(api: Api) -> None:
    authenticator, _ = await enrolled(api)
    async with api.client() as client:
        begun = await client.post(LOGIN, json={"email": EDITOR, "password": PASSWORD})
        said = begun.json()
        assert said["status"] == "second_factor_needed"
        assert {said[name] for name in ("accessToken", "refreshToken", "sessionId", "deviceToken")} == {None}
        done = await give(client, said["ticket"], authenticator.code())
        assert done.json()["status"] == "complete"
    async with api.client(done.json()["accessToken"]) as client:
        assert (await client.get(ME)).json()["email"] == EDITOR


async def test_a_browser_gets_its_cookies_with_the_code(api: Api) -> None:
    authenticator, _ = await enrolled(api)
    async with api.client() as client:
        ticket = await ticket_of(client, EDITOR)
        foreign = {"Origin": "https://elsewhere.example.com"}
        step = {"ticket": ticket, "code": authenticator.code(), "delivery": "cookie"}
        refused(await client.post(CODE, json=step, headers=foreign), 403, "origin_refused")
        done = await client.post(CODE, json=step, headers={"Sec-Fetch-Site": "same-origin"})
        assert done.json()["accessToken"] is None
        assert len(done.headers.get_list("set-cookie")) == 3


async def test_a_code_is_good_once_whoever_asks(api: Api) -> None:
    authenticator, _ = await enrolled(api)
    code = authenticator.code()
    async with api.client() as client:
        tickets = [await ticket_of(client, EDITOR) for _ in range(4)]
        answers = await asyncio.gather(*(give(client, each, code) for each in tickets))
        assert Counter(each.status_code for each in answers)[200] == 1
        again = await ticket_of(client, EDITOR)
        refused(await give(client, again, code), 401, "code_refused")
        # Nor is an earlier one, although the clock would still allow it.
        refused(await give(client, again, authenticator.code(step=-1)), 401, "code_refused")
        assert (await give(client, again, authenticator.code(step=1))).status_code == 200


async def test_the_code_that_set_it_up_is_used(api: Api) -> None:
    async with api.staff(Role.EDITOR) as editor:
        authenticator, _ = await enrol(editor, api.clock)
    async with api.client() as client:
        refused(
            await give(client, await ticket_of(client, EDITOR), authenticator.code()), 401, "code_refused"
        )


async def test_a_ticket_is_good_for_five_minutes_and_one_login(api: Api) -> None:
    authenticator, _ = await enrolled(api)
    async with api.client() as client:
        old = await ticket_of(client, EDITOR)
        api.clock.advance(timedelta(minutes=5))
        refused(await give(client, old, authenticator.code()), 401, "invalid_login_ticket")
        used = await ticket_of(client, EDITOR)
        assert (await give(client, used, authenticator.code())).status_code == 200
        api.clock.advance(_STEP)
        refused(await give(client, used, authenticator.code()), 401, "invalid_login_ticket")


@pytest.mark.parametrize("ticket", ["x", "login~a~1~b", "login~é~1~b", "login~a~x~b", "refresh~a~1~b"])
async def test_a_ticket_that_is_none_of_ours_is_refused(api: Api, ticket: str) -> None:
    async with api.client() as client:
        refused(await give(client, ticket, "123456"), 401, "invalid_login_ticket")


async def test_a_ticket_is_no_token_and_no_token_is_a_ticket(api: Api) -> None:
    await enrolled(api)
    async with api.client() as client:
        ticket = await ticket_of(client, EDITOR)
        bearer = {"Authorization": f"Bearer {ticket}"}
        refused(await client.get(ME, headers=bearer), 401, "invalid_token")
        refreshed = await client.post("/api/v1/auth/refresh", json={"refreshToken": ticket})
        refused(refreshed, 401, "invalid_refresh_token")
        told, until, seal = ticket.split("~")[1:]
        longer = f"login~{told}~{int(until) + 60}~{seal}"
        refused(await give(client, longer, "123456"), 401, "invalid_login_ticket")


async def test_wrong_codes_count_with_wrong_passwords(api: Api) -> None:
    authenticator, _ = await enrolled(api)
    async with api.client() as client:
        ticket = await ticket_of(client, EDITOR)
        for _ in range(5):
            refused(await give(client, ticket, "000000"), 401, "code_refused")
            # The right password in between begins nothing anew.
            if _ < 4:
                ticket = await ticket_of(client, EDITOR)
        refused(await give(client, ticket, authenticator.code()), 429, "too_many_guesses")
        wrong = await client.post(LOGIN, json={"email": EDITOR, "password": PASSWORD})
        refused(wrong, 429, "too_many_guesses")


async def test_each_recovery_code_stands_in_once_however_it_is_typed(api: Api) -> None:
    _, recovery = await enrolled(api)
    async with api.client() as client:
        typed = recovery[0].replace("-", " ").upper()
        done = await give(client, await ticket_of(client, EDITOR), typed)
        assert done.status_code == 200, done.text
        refused(await give(client, await ticket_of(client, EDITOR), recovery[0]), 401, "code_refused")
        assert (await give(client, await ticket_of(client, EDITOR), recovery[1])).status_code == 200
    async with api.client(done.json()["accessToken"]) as editor:
        assert (await editor.get(FACTOR)).json()["recoveryCodesLeft"] == 8


async def test_setting_it_up_takes_the_password_and_ends_the_other_sessions(api: Api) -> None:
    async with api.staff(Role.EDITOR) as editor, api.client() as other:
        elsewhere = await other.post(LOGIN, json={"email": EDITOR, "password": PASSWORD})
        other.headers["Authorization"] = f"Bearer {elsewhere.json()['accessToken']}"
        wrong = await editor.post(FACTOR, json={"currentPassword": "une toute autre phrase"})
        assert refused(wrong, 422, "wrong_password") == ["/currentPassword"]
        refused(await editor.post(CONFIRM, json={"code": "123456"}), 409, "enrolment_not_begun")
        await enrol(editor, api.clock)
        refused(await other.get(ME), 401, "invalid_token")
        assert len((await editor.get(SESSIONS)).json()["items"]) == 1


async def test_what_was_begun_is_confirmed_with_its_own_code_within_a_quarter_of_an_hour(api: Api) -> None:
    async with api.staff(Role.EDITOR) as editor:
        begun = (await editor.post(FACTOR, json={"currentPassword": PASSWORD})).json()
        own = Authenticator(begun["secret"], api.clock)
        wrong = await editor.post(CONFIRM, json={"code": own.code(step=9)})
        assert refused(wrong, 422, "wrong_code") == ["/code"]
        api.clock.advance(timedelta(minutes=14))
        begun = (await editor.post(FACTOR, json={"currentPassword": PASSWORD})).json()
        late = Authenticator(begun["secret"], api.clock)
        refused(await editor.post(CONFIRM, json={"code": own.code()}), 422, "wrong_code")
    async with api.client() as client:
        again = await client.post(LOGIN, json={"email": EDITOR, "password": PASSWORD})
        client.headers["Authorization"] = f"Bearer {again.json()['accessToken']}"
        api.clock.advance(timedelta(minutes=14, seconds=59))
        fresh = await client.post("/api/v1/auth/refresh", json={"refreshToken": again.json()["refreshToken"]})
        client.headers["Authorization"] = f"Bearer {fresh.json()['accessToken']}"
        api.clock.advance(timedelta(seconds=1))
        refused(await client.post(CONFIRM, json={"code": late.code()}), 409, "enrolment_not_begun")


async def test_renewing_takes_a_code_and_the_old_ones_are_worth_nothing(api: Api) -> None:
    async with api.staff(Role.EDITOR) as editor:
        old, recovery = await enrol(editor, api.clock)
        api.clock.advance(_STEP)
        refused(await editor.post(FACTOR, json={"currentPassword": PASSWORD}), 422, "wrong_code")
        new, _ = await enrol(editor, api.clock, code=old.code())
    api.clock.advance(_STEP)
    async with api.client() as client:
        ticket = await ticket_of(client, EDITOR)
        refused(await give(client, ticket, old.code()), 401, "code_refused")
        refused(await give(client, ticket, recovery[0]), 401, "code_refused")
        assert (await give(client, ticket, new.code())).status_code == 200


async def test_doing_without_takes_both_and_a_password_that_can_stand_alone(api: Api) -> None:
    async with api.staff(Role.EDITOR) as editor:
        refused(
            await editor.post(DISABLE, json={"currentPassword": PASSWORD, "code": "1"}),
            404,
            "no_second_factor",
        )
    authenticator, recovery = await enrolled(api)
    async with api.client() as client:
        done = await give(client, await ticket_of(client, EDITOR), recovery[0])
        client.headers["Authorization"] = f"Bearer {done.json()['accessToken']}"
        refused(
            await client.post(DISABLE, json={"currentPassword": PASSWORD, "code": "000000"}),
            422,
            "wrong_code",
        )
        both = {"currentPassword": PASSWORD, "code": authenticator.code()}
        assert (await client.post(DISABLE, json=both)).status_code == 204
        alone = await client.post(LOGIN, json={"email": EDITOR, "password": PASSWORD})
        assert alone.json()["status"] == "complete"


async def test_beside_a_second_factor_eight_characters_are_enough_and_not_without(api: Api) -> None:
    change = {"currentPassword": PASSWORD, "newPassword": SHORT}
    async with api.staff(Role.EDITOR) as editor:
        refused(await editor.post(PROFILE, json=change), 422, "password_too_weak")
    authenticator, recovery = await enrolled(api)
    async with api.client() as client:
        done = await give(client, await ticket_of(client, EDITOR), recovery[0])
        client.headers["Authorization"] = f"Bearer {done.json()['accessToken']}"
        assert (await client.post(PROFILE, json={**change, "code": recovery[1]})).status_code == 200
        del client.headers["Authorization"]
        begun = await client.post(LOGIN, json={"email": EDITOR, "password": SHORT})
        done = await give(client, begun.json()["ticket"], authenticator.code())
        client.headers["Authorization"] = f"Bearer {done.json()['accessToken']}"
        both = {"currentPassword": SHORT, "code": recovery[2]}
        weak = await client.post(DISABLE, json=both)
        assert refused(weak, 422, "password_too_weak") == ["/currentPassword"]


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPER_ADMIN])
async def test_admins_may_do_nothing_but_set_it_up(api: Api, role: Role) -> None:
    async with api.staff(role) as staff:
        for path in (ME, SESSIONS, "/api/v1/demandes", "/api/v1/comptes", "/api/v1/audit"):
            refused(await staff.get(path), 403, "second_factor_required")
        refused(await staff.post("/api/v1/formations", json={}), 403, "second_factor_required")
        # What everybody sees, they see; drafts they do not.
        assert (await staff.get("/api/v1/formations")).status_code == 200
        refused(await staff.get("/api/v1/formations?status=brouillon"), 403, "forbidden")
        assert (await staff.get(FACTOR)).json()["mandatory"]
        await enrol(staff, api.clock)
        assert (await staff.get("/api/v1/comptes")).status_code == 200


async def test_admins_do_not_do_without_it(api: Api) -> None:
    async with api.staff(Role.ADMIN) as staff:
        authenticator, _ = await enrol(staff, api.clock)
        api.clock.advance(_STEP)
        both = {"currentPassword": PASSWORD, "code": authenticator.code()}
        refused(await staff.post(DISABLE, json=both), 409, "second_factor_mandatory")


async def test_who_becomes_an_admin_has_to_set_it_up(api: Api) -> None:
    async with api.staff(Role.SUPER_ADMIN) as head, api.client() as client:
        await enrol(head, api.clock)
        id_ = await api.open_account(Role.EDITOR)
        answer = await head.post(f"/api/v1/comptes/{id_}/change-role", json={"role": "admin"})
        assert answer.status_code == 200, answer.text
        login = await client.post(LOGIN, json={"email": EDITOR, "password": PASSWORD})
        client.headers["Authorization"] = f"Bearer {login.json()['accessToken']}"
        refused(await client.get(ME), 403, "second_factor_required")


async def test_the_secret_and_the_codes_are_stored_where_nobody_reads_them(api: Api) -> None:
    async with api.staff(Role.EDITOR) as editor:
        begun = (await editor.post(FACTOR, json={"currentPassword": PASSWORD})).json()
        code = Authenticator(begun["secret"], api.clock).code()
        recovery = (await editor.post(CONFIRM, json={"code": code})).json()["recoveryCodes"]
    kept = str(api.stored())
    assert "compte.second_factor_enrolled" in kept
    assert begun["secret"] not in kept
    assert not any(each in kept or each.replace("-", "") in kept for each in recovery)
