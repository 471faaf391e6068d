"""What programs log in with: made by people, shown once, and never more than their holders."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from sorbo_adapters.memory.rate_limits import MemoryRateLimiter
from sorbo_core.identity.api_keys.key_text import KeyText
from sorbo_core.identity.permissions import Role
from sorbo_core.shared.actor import Permission
from support.accounts import Mailed
from support.api import Api, address_of, memory_settings, refused
from support.authenticator import FACTOR, enrol
from support.build import NOW, later
from support.wire import DEMANDES, FORMATIONS, ME, NOTIFICATIONS, formation_body

KEYS, STAFF_KEYS = "/api/v1/auth/api-keys", "/api/v1/api-keys"
READS, WRITES = Permission.READ_DEMANDES, Permission.WRITE_CATALOGUE


def form(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Export des demandes",
        "scopes": [READS],
        "expiresAt": later(days=30).isoformat(),
    } | changes


async def status(api: Api, key: str, path: str = DEMANDES) -> int:
    async with api.client(key) as program:
        return (await program.get(path)).status_code


async def revoke(api: Api, key: str) -> None:
    async with api.staff(Role.EDITOR) as editor:
        gone = await editor.delete(f"{KEYS}/{id_of(key)}")
        assert (gone.status_code, gone.headers["cache-control"]) == (204, "no-store")


def parsed(key: str) -> KeyText:
    text = KeyText.parsed(key)
    assert text is not None
    return text


def id_of(key: str) -> str:
    return parsed(key).key_id


async def test_a_key_is_shown_once(mailed: Mailed) -> None:
    async with mailed.api.staff(Role.EDITOR) as editor:
        made = await editor.post(KEYS, json=form())
        said = made.json()
        assert (made.status_code, made.headers["cache-control"]) == (200, "no-store")
        assert said["key"].startswith(said["prefix"] + "_")
        (listed,) = (await editor.get(KEYS)).json()["items"]
        read = await editor.get(f"{KEYS}/{said['id']}")
        assert read.json() == listed == {name: value for name, value in said.items() if name != "key"}
        assert (listed["name"], listed["lastUsedAt"], listed["revokedAt"]) == (
            "Export des demandes",
            None,
            None,
        )
    secret = parsed(said["key"]).secret
    assert secret not in str(mailed.api.stored())


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"scopes": []}, "/scopes"),
        ({"expiresAt": NOW.isoformat()}, "/expiresAt"),
        ({"expiresAt": later(days=366).isoformat()}, "/expiresAt"),
        ({"name": "  "}, "/name"),
    ],
)
async def test_what_is_wrong_with_a_key_is_said(mailed: Mailed, wrong: dict[str, Any], pointer: str) -> None:
    async with mailed.api.staff(Role.EDITOR) as editor:
        assert refused(await editor.post(KEYS, json=form(**wrong)), 422, "invalid") == [pointer]


@pytest.mark.parametrize("name", ["name", "scopes", "expiresAt"])
async def test_a_key_without_a_name_a_scope_or_an_end_is_none(mailed: Mailed, name: str) -> None:
    body = form()
    del body[name]
    async with mailed.api.staff(Role.EDITOR) as editor:
        assert refused(await editor.post(KEYS, json=body), 400, "malformed") == [f"/{name}"]


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        (Role.VIEWER, Permission.WRITE_DEMANDES),
        (Role.EDITOR, Permission.READ_AUDIT),
        (Role.VISITOR, Permission.READ_DRAFTS),
        (Role.SUPER_ADMIN, Permission.WRITE_COMPTES),
        (Role.SUPER_ADMIN, Permission.MANAGE_ADMINS),
    ],
)
async def test_nobody_gives_a_key_what_they_do_not_have_or_no_key_can(
    mailed: Mailed, role: Role, scope: Permission
) -> None:
    async with mailed.api.staff(role) as holder:
        answer = await holder.post(KEYS, json=form(scopes=[scope]))
        assert refused(answer, 422, "scope_not_held") == ["/scopes"]


async def test_a_key_opens_what_its_scopes_say_and_nothing_else(mailed: Mailed) -> None:
    async with mailed.api.client(await mailed.api.key(Role.EDITOR, READS)) as program:
        assert (await program.get(DEMANDES)).status_code == 200
        assert (await program.get(FORMATIONS)).status_code == 200
        refused(await program.post(FORMATIONS, json=formation_body()), 403, "forbidden")
        refused(await program.get("/api/v1/inscriptions"), 403, "forbidden")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ME),
        ("PATCH", f"{ME}/profile"),
        ("POST", f"{ME}/password"),
        ("POST", f"{ME}/email"),
        ("GET", FACTOR),
        ("POST", FACTOR),
        ("GET", KEYS),
        ("POST", KEYS),
        ("GET", "/api/v1/auth/sessions"),
        ("POST", "/api/v1/auth/logout-everywhere"),
        ("GET", NOTIFICATIONS),
        ("POST", "/api/v1/invitations"),
        ("POST", f"{STAFF_KEYS}/any/revoke"),
    ],
)
async def test_what_takes_a_login_takes_more_than_a_key(mailed: Mailed, method: str, path: str) -> None:
    async with mailed.api.client(await mailed.api.key(Role.SUPER_ADMIN)) as program:
        refused(await program.request(method, path, json=form()), 403, "login_required")


async def test_a_revoked_key_is_worth_nothing_and_revoking_it_again_changes_nothing(mailed: Mailed) -> None:
    key = await mailed.api.key(Role.EDITOR, READS)
    assert await status(mailed.api, key) == 200
    for _ in range(2):
        await revoke(mailed.api, key)
        assert await status(mailed.api, key) == 401
    # Where a visitor is let in, a key that is over is no visitor: its program should hear of it.
    assert await status(mailed.api, key, FORMATIONS) == 401


async def test_every_key_that_is_none_is_refused_alike(mailed: Mailed) -> None:
    api = mailed.api
    good, revoked = await api.key(Role.EDITOR, READS), await api.key(Role.EDITOR, READS)
    await revoke(api, revoked)
    wrong = [
        revoked,
        good[:-1] + "0",
        KeyText.made(id_of(good), "another secret").text,
        KeyText.made("nobody", "seed").text,
        "sorbo_",
    ]
    answers = set()
    for key in wrong:
        async with api.client(key) as program:
            answer = await program.get(DEMANDES)
            refused(answer, 401, "invalid_token")
            answers.add((answer.json()["title"], answer.json()["detail"]))
    assert len(answers) == 1


async def test_a_key_ends_with_its_time_and_with_its_holder(
    mailed: Mailed, director: httpx.AsyncClient
) -> None:
    api = mailed.api
    key = await api.key(Role.EDITOR, READS)
    holder = await api.container.ports.comptes().by_email(address_of(Role.EDITOR))
    for verb, expected in (("deactivate", 401), ("reactivate", 200)):
        await director.post(f"/api/v1/comptes/{holder.id}/{verb}", headers={"If-Match": "*"})
        assert await status(api, key) == expected
    await director.post(
        f"/api/v1/comptes/{holder.id}/change-role", json={"role": "recruiter"}, headers={"If-Match": "*"}
    )
    assert await status(api, key) == 403
    api.clock.advance(timedelta(days=30))
    assert await status(api, key) == 401


async def test_a_key_is_no_cookie(mailed: Mailed) -> None:
    key = await mailed.api.key(Role.EDITOR, READS)
    async with mailed.api.client() as browser:
        answer = await browser.get(DEMANDES, headers={"Cookie": f"__Host-sorbo_access={key}"})
        assert answer.status_code == 401


async def test_when_a_key_was_used_is_told_to_the_minute(mailed: Mailed) -> None:
    api = mailed.api
    key = await api.key(Role.EDITOR, READS)
    path = f"{KEYS}/{id_of(key)}"
    async with api.staff(Role.EDITOR) as editor:
        before = (await editor.get(path)).headers["etag"]
        await status(api, key)
        api.clock.advance(timedelta(seconds=30))
        await status(api, key)
        read = await editor.get(path, headers={"If-None-Match": before})
    assert read.json()["lastUsedAt"] == "2026-03-02T09:30:15.125000Z"


async def test_staff_see_everybodys_keys_and_revoke_them(mailed: Mailed, manager: httpx.AsyncClient) -> None:
    api = mailed.api
    editors, director = await api.key(Role.EDITOR, READS), await api.key(Role.SUPER_ADMIN, READS)
    listed = (await manager.get(STAFF_KEYS)).json()["items"]
    assert [each["id"] for each in listed] == [id_of(director), id_of(editors)]
    own = await manager.get(STAFF_KEYS, params={"compteId": listed[1]["compteId"]})
    assert [each["id"] for each in own.json()["items"]] == [id_of(editors)]
    gone = await manager.post(f"{STAFF_KEYS}/{id_of(editors)}/revoke")
    assert gone.json()["revokedAt"] == "2026-03-02T09:30:15.125000Z"
    refused(await manager.post(f"{STAFF_KEYS}/{id_of(director)}/revoke"), 403, "role_reserved")
    refused(await manager.post(f"{STAFF_KEYS}/nobody/revoke"), 404, "api_key_not_found")
    assert (await status(api, editors), await status(api, director)) == (401, 200)


async def test_the_holder_is_told_of_a_new_key_and_of_its_end_and_never_of_its_secret(mailed: Mailed) -> None:
    key = await mailed.api.key(Role.EDITOR, READS)
    (mail,) = await mailed.mails()
    assert (mail.to, mail.content.subject) == (
        address_of(Role.EDITOR),
        "Nouvelle clé d’API – Sorbo Ingénierie",
    )
    assert f"sorbo_{id_of(key)}…" in mail.content.text
    mailed.api.clock.advance(timedelta(days=25))
    await mailed.api.container.api_keys.warn_of_expiring_keys()(due=later(days=25))
    (warning,) = await mailed.mails()
    assert "expire bientôt" in warning.content.subject
    assert all(key not in each.content.text + each.content.html for each in (mail, warning))


async def test_the_audit_names_the_key_that_did_it_and_keeps_no_secret(mailed: Mailed) -> None:
    api = mailed.api
    key = await api.key(Role.EDITOR, WRITES)
    async with api.client(key) as program:
        made = await program.post(FORMATIONS, json=formation_body())
        assert made.status_code == 201
    await revoke(api, key)
    await api.container.audit.seal_audit()()
    records = list(api.container.ports.audit_records()._records.values())
    done = {each["type"]: each["by"] for each in records}
    assert done["formation.created"] == {"kind": "api_key", "id": id_of(key), "role": "editor"}
    assert done["api_key.created"]["kind"] == "compte"
    assert "api_key.revoked" in done
    assert parsed(key).hash not in str(records)


async def test_writes_count_by_key_and_not_by_holder() -> None:
    api = Api(memory_settings(SORBO_ACCOUNT_WRITES_PER_MINUTE="3"))
    api.replace("shared_limiter", MemoryRateLimiter())
    one, other = await api.key(Role.EDITOR, WRITES), await api.key(Role.EDITOR, WRITES)
    statuses = []
    for key in (one, one, one, one, other):
        async with api.client(key) as program:
            statuses.append((await program.post(FORMATIONS, json={})).status_code)
    assert statuses == [400, 400, 400, 429, 400]


async def test_an_admin_makes_keys_once_the_second_factor_is_proven() -> None:
    api = Api(memory_settings(SORBO_SECOND_FACTOR_FOR_ADMINS="true"))
    async with api.staff(Role.ADMIN) as admin:
        refused(await admin.post(KEYS, json=form()), 403, "second_factor_required")
        await enrol(admin, api.clock)
        key = (await admin.post(KEYS, json=form())).json()["key"]
    assert await status(api, key) == 200
    await api.container.identity.remove_second_factor()(email=address_of(Role.ADMIN))
    async with api.client(key) as program:
        refused(await program.get(DEMANDES), 403, "second_factor_required")
        assert (await program.get(FORMATIONS)).status_code == 200


async def test_keys_are_exported_without_their_hash_and_go_with_their_holder(
    mailed: Mailed, director: httpx.AsyncClient
) -> None:
    api, person = mailed.api, {"email": address_of(Role.EDITOR)}
    key = await api.key(Role.EDITOR, READS)
    exported = await director.post("/api/v1/personal-data/export", json=person)
    assert id_of(key) in exported.text
    assert parsed(key).hash not in exported.text
    holder = await api.container.ports.comptes().by_email(person["email"])
    await director.post(f"/api/v1/comptes/{holder.id}/deactivate", headers={"If-Match": "*"})
    assert (await director.post("/api/v1/personal-data/erase", json=person)).status_code == 200
    assert (await director.get(STAFF_KEYS)).json()["items"] == []
    assert await status(api, key) == 401
