"""What staff do about accounts."""

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from support.accounts import ADDRESS, AUTH, COMPTES, Mailed, can_log_in
from support.api import address_of, ids_of, refused


async def opened(mailed: Mailed, role: Role) -> str:
    """Open an account beside the one that tests ask with, and return where it is."""
    compte = await mailed.api.container.identity.create_compte()(
        email=f"autre-{role}@example.com", name="Autre", password="agrafe cheval batterie", role=role
    )
    return f"{COMPTES}/{compte.id}"


async def test_accounts_are_listed_by_role_and_state_without_passwords(
    mailed: Mailed, manager: httpx.AsyncClient
) -> None:
    where = await opened(mailed, Role.EDITOR)
    page = await manager.get(f"{COMPTES}?role=editor&active=true")
    assert ids_of(page) == [where.rpartition("/")[2]]
    assert "assword" not in page.text.replace("passwordChangedAt", "")
    assert (await manager.get(where)).headers["etag"] == '"v1"'
    exported = await manager.get(f"{COMPTES}/export?format=ndjson&role=editor")
    assert "autre-editor@example.com" in exported.text
    refused(await manager.get(f"{COMPTES}/absent"), 404, "compte_not_found")


@pytest.mark.parametrize("verb", ["change-role", "deactivate", "reactivate"])
@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPER_ADMIN])
async def test_super_admins_alone_decide_about_administrators(
    mailed: Mailed, manager: httpx.AsyncClient, director: httpx.AsyncClient, role: Role, verb: str
) -> None:
    where = await opened(mailed, role)
    body = {"role": "viewer"} if verb == "change-role" else None
    refused(await manager.post(f"{where}/{verb}", json=body), 403, "role_reserved")
    assert (await director.post(f"{where}/{verb}", json=body)).status_code == 200


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPER_ADMIN])
async def test_super_admins_alone_make_administrators(
    mailed: Mailed, manager: httpx.AsyncClient, director: httpx.AsyncClient, role: Role
) -> None:
    where = await opened(mailed, Role.EDITOR)
    refused(await manager.post(f"{where}/change-role", json={"role": role}), 403, "role_reserved")
    made = await director.post(f"{where}/change-role", json={"role": role})
    assert (made.status_code, made.json()["role"]) == (200, role)


@pytest.mark.parametrize("verb", ["change-role", "deactivate", "reactivate"])
@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPER_ADMIN])
async def test_nobody_decides_about_their_own(mailed: Mailed, role: Role, verb: str) -> None:
    async with mailed.api.staff(role) as client:
        own = (await client.get(f"{AUTH}/me")).json()["id"]
        body = {"role": "viewer"} if verb == "change-role" else None
        refused(await client.post(f"{COMPTES}/{own}/{verb}", json=body), 403, "own_compte")
        assert (await client.get(f"{AUTH}/me")).json()["role"] == role


async def test_who_is_deactivated_cannot_log_in_until_reactivated(
    mailed: Mailed, manager: httpx.AsyncClient, anybody: httpx.AsyncClient
) -> None:
    account = await mailed.registered(anybody)
    where = f"{COMPTES}/{account['id']}"
    closed = await manager.post(f"{where}/deactivate", headers={"If-Match": '"v1"'})
    assert (closed.status_code, closed.json()["active"]) == (200, False)
    assert not await can_log_in(anybody, ADDRESS)
    again = await manager.post(f"{where}/deactivate")
    assert again.headers["etag"] == closed.headers["etag"]
    refused(await manager.post(f"{where}/reactivate", headers={"If-Match": '"v1"'}), 412, "stale_version")
    assert (await manager.post(f"{where}/reactivate")).json()["active"] is True
    assert await can_log_in(anybody, ADDRESS)


async def test_an_account_that_was_erased_is_nobodys_for_good(
    mailed: Mailed, manager: httpx.AsyncClient, anybody: httpx.AsyncClient
) -> None:
    account = await mailed.registered(anybody)
    where = f"{COMPTES}/{account['id']}"
    erase = {"email": ADDRESS}
    kept = await manager.post("/api/v1/personal-data/erase", json=erase)
    assert kept.json()["kept"] == {"comptes": ["compte_in_use"]}
    await manager.post(f"{where}/deactivate")
    assert (await manager.post("/api/v1/personal-data/erase", json=erase)).is_success
    shown = (await manager.get(where)).json()
    assert (ADDRESS in str(shown), shown["name"], shown["active"]) == (False, "(effacé)", False)
    assert ADDRESS not in str(mailed.api.stored())
    refused(await manager.post(f"{where}/reactivate"), 409, "compte_erased")
    refused(await manager.post(f"{where}/change-role", json={"role": "editor"}), 409, "compte_erased")


async def test_a_visitor_with_an_account_is_nobody_to_work_with(
    mailed: Mailed, manager: httpx.AsyncClient, anybody: httpx.AsyncClient
) -> None:
    account = await mailed.registered(anybody)
    directory = mailed.api.container.ports.staff_directory()
    assert not await directory.includes(account["id"])
    await manager.post(f"{COMPTES}/{account['id']}/change-role", json={"role": "editor"})
    assert await directory.includes(account["id"])


async def test_what_happens_to_an_account_is_told_without_secrets(
    mailed: Mailed, director: httpx.AsyncClient
) -> None:
    where = await opened(mailed, Role.EDITOR)
    me = (await director.get(f"{AUTH}/me")).json()["id"]
    await director.post(f"{where}/change-role", json={"role": "viewer"})
    await director.post(f"{where}/deactivate")
    box = mailed.api.container.ports.comptes().outboxes[where.rpartition("/")[2]]
    told = [(pending.event.type, pending.event.data) for pending in box.entries]
    assert told[1:] == [
        ("compte.role_changed", {"before": "editor", "role": "viewer", "by_id": me}),
        ("compte.deactivated", {"by_id": me}),
    ]
    assert address_of(Role.EDITOR) not in str(told)
