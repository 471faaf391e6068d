"""Visitors open accounts, by the link of a mail."""

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from support.accounts import ADDRESS, AUTH, NAME, Mailed, ask, can_log_in, token_in
from support.api import PASSWORD, address_of, refused
from support.build import NOW, later

CONFIRM = f"{AUTH}/register/confirm"


def form(token: str, **changes: object) -> dict[str, object]:
    return {"token": token, "name": NAME, "password": PASSWORD} | changes


async def test_who_reads_the_mail_chooses_name_and_password_and_is_a_visitor(
    mailed: Mailed, anybody: httpx.AsyncClient
) -> None:
    asked = await ask(anybody, "register", " Visiteuse@Example.com ")
    assert (asked.status_code, asked.json()) == (202, {"state": "en_attente"})
    assert asked.headers["cache-control"] == "no-store"
    assert not await can_log_in(anybody, ADDRESS)
    (mail,) = await mailed.mails()
    assert (mail.to, mail.content.subject) == (ADDRESS, "Ouvrez votre compte")
    opened = await anybody.post(CONFIRM, json=form(token_in(mail)))
    account = opened.json()
    assert (account["email"], account["name"], account["role"]) == (ADDRESS, NAME, "visitor")
    assert account["permissions"] == []
    assert await can_log_in(anybody, ADDRESS)


async def test_the_mail_is_in_english_for_who_asks_for_it(mailed: Mailed, anybody: httpx.AsyncClient) -> None:
    await anybody.post(f"{AUTH}/register", json={"email": ADDRESS, "language": "en"})
    (mail,) = await mailed.mails()
    assert mail.content.subject == "Open your account"


async def test_a_link_is_good_once(mailed: Mailed, anybody: httpx.AsyncClient) -> None:
    await ask(anybody, "register", ADDRESS)
    token = await mailed.token()
    assert (await anybody.post(CONFIRM, json=form(token))).is_success
    refused(await anybody.post(CONFIRM, json=form(token)), 404, "access_link_not_valid")


async def test_a_link_is_good_for_an_hour(mailed: Mailed, anybody: httpx.AsyncClient) -> None:
    await ask(anybody, "register", ADDRESS)
    token = await mailed.token()
    mailed.api.clock.advance(later(hours=1) - NOW)
    refused(await anybody.post(CONFIRM, json=form(token)), 404, "access_link_not_valid")


@pytest.mark.parametrize("where", ["password/reset", "email/confirm", "../invitations/accept"])
async def test_a_link_is_good_for_nothing_else(
    mailed: Mailed, anybody: httpx.AsyncClient, where: str
) -> None:
    await ask(anybody, "register", ADDRESS)
    body = form(await mailed.token())
    wanted = {"email/confirm": ("token",), "password/reset": ("token", "password")}.get(where, tuple(body))
    path = f"/api/v1/{where[3:]}" if where.startswith("../") else f"{AUTH}/{where}"
    answer = await anybody.post(path, json={name: body[name] for name in wanted})
    refused(answer, 404, "access_link_not_valid")


@pytest.mark.parametrize("token", ["x", ".", "absent.secret", "{id}", "{id}.", "{id}.wrong", "{token}x"])
async def test_a_token_that_nobody_was_sent_opens_nothing(
    mailed: Mailed, anybody: httpx.AsyncClient, token: str
) -> None:
    await ask(anybody, "register", ADDRESS)
    sent = await mailed.token()
    guess = token.format(id=sent.partition(".")[0], token=sent)
    refused(await anybody.post(CONFIRM, json=form(guess)), 404, "access_link_not_valid")


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("court", "15 caractères au moins."),
        ("motdepasse12345", "Trop courant, ou une simple suite : il serait essayé parmi les premiers."),
        (
            "Sorbo Ingénierie 26",
            "Presque rien d'autre que le nom de l'entreprise, le vôtre ou votre adresse.",
        ),
        (
            "visiteuse@example.com",
            "Presque rien d'autre que le nom de l'entreprise, le vôtre ou votre adresse.",
        ),
    ],
)
async def test_a_password_is_refused_with_the_rule_and_the_link_stays_good(
    mailed: Mailed, anybody: httpx.AsyncClient, password: str, sentence: str
) -> None:
    await ask(anybody, "register", ADDRESS)
    token = await mailed.token()
    answer = await anybody.post(CONFIRM, json=form(token, password=password))
    assert refused(answer, 422, "password_too_weak") == ["/password"]
    assert answer.json()["errors"][0]["detail"] == sentence
    assert password not in answer.text
    assert (await anybody.post(CONFIRM, json=form(token))).is_success


@pytest.mark.parametrize("extra", [{"role": "admin"}, {"active": True}, {"id": "x"}, {"permissions": []}])
async def test_a_visitor_cannot_say_what_they_may_do(
    mailed: Mailed, anybody: httpx.AsyncClient, extra: dict[str, object]
) -> None:
    (name,) = extra
    asked = await anybody.post(f"{AUTH}/register", json={"email": ADDRESS} | extra)
    assert refused(asked, 400, "malformed") == [f"/{name}"]
    await ask(anybody, "register", ADDRESS)
    answer = await anybody.post(CONFIRM, json=form(await mailed.token()) | extra)
    assert refused(answer, 400, "malformed") == [f"/{name}"]


async def test_who_has_an_account_is_told_so_by_mail_alone(
    mailed: Mailed, anybody: httpx.AsyncClient
) -> None:
    await mailed.api.open_account(Role.EDITOR)
    await mailed.mails()
    known = await ask(anybody, "register", address_of(Role.EDITOR))
    (mail,) = await mailed.mails()
    unknown = await ask(anybody, "register", ADDRESS)
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert mail.content.subject == "Vous avez déjà un compte"
    assert "jeton=" not in mail.content.text


async def test_asking_again_sends_the_mail_again_three_times_an_hour_at_most(
    mailed: Mailed, anybody: httpx.AsyncClient
) -> None:
    tokens = []
    for _ in range(5):
        assert (await ask(anybody, "register", ADDRESS)).status_code == 202
        tokens += [token_in(mail) for mail in await mailed.mails()]
    assert len(tokens) == 3
    mailed.api.clock.advance(later(minutes=61) - NOW)
    await ask(anybody, "register", ADDRESS)
    assert (await anybody.post(CONFIRM, json=form(await mailed.token()))).is_success


async def test_of_two_links_to_one_address_one_opens_an_account(
    mailed: Mailed, anybody: httpx.AsyncClient
) -> None:
    for _ in range(2):
        await ask(anybody, "register", ADDRESS)
    first, second = [token_in(mail) for mail in await mailed.mails()]
    assert (await anybody.post(CONFIRM, json=form(first))).is_success
    refused(await anybody.post(CONFIRM, json=form(second)), 409, "email_taken")


async def test_what_is_kept_of_a_link_does_not_open_it(mailed: Mailed, anybody: httpx.AsyncClient) -> None:
    await ask(anybody, "register", ADDRESS)
    token = await mailed.token()
    assert len(token.partition(".")[2]) == 43
    assert token.partition(".")[2] not in str(mailed.api.stored())


async def test_who_never_confirms_is_forgotten_after_a_week(
    mailed: Mailed, anybody: httpx.AsyncClient
) -> None:
    await ask(anybody, "register", ADDRESS)
    await mailed.mails()
    expire = mailed.api.container.privacy.expire_personal_data()
    mailed.api.clock.advance(later(days=6) - NOW)
    await expire(due=mailed.api.clock.now())
    assert ADDRESS in str(mailed.api.stored())
    mailed.api.clock.advance(later(days=2) - NOW)
    await expire(due=mailed.api.clock.now())
    assert ADDRESS not in str(mailed.api.stored())


async def test_an_address_that_is_none_is_refused(anybody: httpx.AsyncClient) -> None:
    for verb in ("register", "password/forgotten"):
        assert refused(await ask(anybody, verb, "personne"), 422, "invalid") == ["/email"]
