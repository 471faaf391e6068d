"""The audit over HTTP: who did what in which request, told and sealed."""

from datetime import timedelta

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from support.api import Api, ids_of, refused
from support.build import demande

AUDIT = "/api/v1/audit"


async def sealed(api: Api) -> None:
    """Seal what waits."""
    await api.container.audit.seal_audit()()


async def assigned(api: Api, client: httpx.AsyncClient) -> httpx.Response:
    """Have a request assigned."""
    await api.container.ports.demandes().add(demande(id="asked"))
    me = (await client.get("/api/v1/auth/me")).json()["id"]
    current = await client.get("/api/v1/demandes/asked")
    return await client.post(
        "/api/v1/demandes/asked/assign",
        json={"assigneeId": me},
        headers={"If-Match": current.headers["etag"]},
    )


@pytest.mark.parametrize("role", [Role.EDITOR, Role.VIEWER, Role.RECRUITER])
@pytest.mark.parametrize("path", ["", "/000000000001", "/export"])
async def test_only_administrators_read_it(api: Api, role: Role, path: str) -> None:
    async with api.staff(role) as staff:
        refused(await staff.get(f"{AUDIT}{path}"), 403, "forbidden")
    async with api.client() as visitor:
        refused(await visitor.get(f"{AUDIT}{path}"), 401, "authentication_required")


async def test_a_change_tells_who_did_what_from_where_in_which_request(api: Api) -> None:
    async with api.staff(Role.ADMIN) as staff:
        done = await assigned(api, staff)
        assert done.status_code == httpx.codes.OK, done.text
        me = (await staff.get("/api/v1/auth/me")).json()["id"]
        await sealed(api)
        found = await staff.get(AUDIT, params={"type": "demande.assigned"})
        (record,) = found.json()["items"]
        one = await staff.get(f"{AUDIT}/{record['id']}")
    assert record["by"] == {"kind": "compte", "id": me, "role": "admin"}
    assert record["requestId"] == done.headers["x-request-id"]
    assert record["origin"]["address"] == "192.0.2.1"
    assert record["entityId"] == "asked"
    assert {"pointer": "/assignee_id", "before": None, "after": me} in record["changes"]
    assert one.json() == record
    assert one.headers["cache-control"] == "private, no-store"


async def test_what_is_not_there_is_said_so(api: Api) -> None:
    async with api.staff(Role.ADMIN) as staff:
        refused(await staff.get(f"{AUDIT}/nothing"), 404, "audit_record_not_found")


async def test_an_export_of_personal_data_is_noted_with_who_did_it(api: Api) -> None:
    await api.container.ports.demandes().add(demande(id="asked"))
    async with api.staff(Role.ADMIN) as staff:
        await staff.get("/api/v1/demandes/export")
        await staff.head("/api/v1/demandes/export")
        await staff.get("/api/v1/formations/export")
        await staff.post("/api/v1/personal-data/export", json={"email": "visiteur@example.com"})
        await sealed(api)
        found = await staff.get(AUDIT, params={"type": "personal_data.exported", "sort": "at"})
    shown = [each["changes"] for each in found.json()["items"]]
    told = [{each["pointer"]: each["after"] for each in changes} for changes in shown]
    assert told == [{"/what": "demandes"}, {"/what": "person"}]
    assert "visiteur@example.com" not in found.text


async def test_it_is_searched_by_who_and_period_and_read_page_by_page(api: Api) -> None:
    async with api.staff(Role.ADMIN) as staff:
        await assigned(api, staff)
        me = (await staff.get("/api/v1/auth/me")).json()["id"]
        api.clock.advance(timedelta(minutes=5))
        await staff.get("/api/v1/demandes/export")
        await sealed(api)
        mine = await staff.get(AUDIT, params={"by": me})
        late = await staff.get(AUDIT, params={"by": me, "at[gt]": "2026-03-02T09:33:00Z"})
        first = await staff.get(AUDIT, params={"by": me, "limit": 1})
        rest = await staff.get(AUDIT, params={"by": me, "after": first.json()["next"]})
        refused(await staff.get(AUDIT, params={"hash": "x"}), 400, "malformed")
    assert [each["type"] for each in late.json()["items"]] == ["personal_data.exported"]
    assert ids_of(first) + ids_of(rest) == ids_of(mine)
    assert len(ids_of(mine)) >= 2


async def test_it_is_exported_as_other_lists_are(api: Api) -> None:
    async with api.staff(Role.ADMIN) as staff:
        await assigned(api, staff)
        await sealed(api)
        csv = await staff.get(f"{AUDIT}/export", params={"type": "demande.assigned"})
        ndjson = await staff.get(f"{AUDIT}/export", params={"format": "ndjson"})
    assert csv.headers["content-type"].startswith("text/csv")
    assert "demande.assigned" in csv.text
    assert "demande.assigned" in ndjson.text
