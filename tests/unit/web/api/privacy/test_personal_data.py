"""What is kept of a person, over HTTP."""

import pytest

from sorbo_core.identity.permissions import Role
from sorbo_core.shared.personal.blank import pseudonym_of
from support.api import PASSWORD, Api, address_of, refused
from support.build import demande

EXPORT, ERASE = "/api/v1/personal-data/export", "/api/v1/personal-data/erase"
ADDRESS = "visiteur@example.com"


@pytest.mark.parametrize("path", [EXPORT, ERASE])
@pytest.mark.parametrize("role", [Role.EDITOR, Role.VIEWER, Role.RECRUITER])
async def test_only_administrators_may(api: Api, path: str, role: Role) -> None:
    async with api.staff(role) as staff:
        refused(await staff.post(path, json={"email": ADDRESS}), 403, "forbidden")
    async with api.client() as visitor:
        refused(await visitor.post(path, json={"email": ADDRESS}), 401, "authentication_required")


@pytest.mark.parametrize("path", [EXPORT, ERASE])
async def test_what_is_no_address_is_refused(api: Api, path: str) -> None:
    async with api.staff(Role.ADMIN) as staff:
        assert refused(await staff.post(path, json={"email": "nobody"}), 422, "invalid") == ["/email"]
        refused(await staff.post(path, json={"email": {"$gt": ""}}), 400, "malformed")


async def test_an_export_is_found_in_any_case_and_kept_by_no_cache(api: Api) -> None:
    await api.container.ports.demandes().add(demande(id="asked", email=ADDRESS))
    async with api.staff(Role.ADMIN) as staff:
        response = await staff.post(EXPORT, json={"email": ADDRESS.upper()})
    assert response.headers["cache-control"] == "no-store"
    told = response.json()
    assert told["email"] == ADDRESS
    (found,) = told["kinds"]["demandes"]
    assert (found["id"], found["email"]) == ("asked", ADDRESS)
    assert "createdAt" in found


async def test_an_account_in_use_is_shown_without_its_password_and_stays() -> None:
    api = Api()
    async with api.staff(Role.ADMIN) as staff:
        shown = (await staff.post(EXPORT, json={"email": address_of(Role.ADMIN)})).json()
        erased = (await staff.post(ERASE, json={"email": address_of(Role.ADMIN)})).json()
        # Where it was logged in is forgotten: it has to log in again.
        known = await staff.get("/api/v1/auth/me")
        body = {"email": address_of(Role.ADMIN), "password": PASSWORD}
        again = await staff.post("/api/v1/auth/login", json=body)
    (found,) = shown["kinds"]["comptes"]
    assert "passwordHash" not in found
    assert erased["kept"] == {"comptes": ["compte_in_use"]}
    assert (known.status_code, again.status_code) == (401, 200)


async def test_an_erasure_is_told_of_without_the_address(api: Api) -> None:
    await api.container.ports.demandes().add(demande(email=ADDRESS))
    async with api.staff(Role.ADMIN) as staff:
        done = (await staff.post(ERASE, json={"email": ADDRESS})).json()
    (waiting,) = api.container.ports.erasures().outboxes.values()
    (pending,) = waiting.entries
    assert pending.event.type == "personal_data.erased"
    assert pending.event.entity_id == done["reference"]
    assert {name: pending.event.data[name] for name in ("deleted", "blanked")} == {"deleted": 0, "blanked": 1}
    assert ADDRESS not in str(pending)
    assert pseudonym_of(ADDRESS) not in str(pending)
