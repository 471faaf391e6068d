"""Revenue, and how far candidatures get, over HTTP."""

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from support.api import Api, refused
from support.recruitment import CANDIDATURES, applied, published_emploi
from support.wire import FORMATIONS, INSCRIPTIONS, enrolled, published_formation, published_session

REVENUE, FUNNEL = "/api/v1/stats/revenue", "/api/v1/stats/candidatures"
NOBODY = dict.fromkeys(("recue", "preselection", "entretien", "retenue", "refusee"), 0)


async def test_revenue_is_what_was_agreed_to_and_not_what_is_asked_now(
    visitor: httpx.AsyncClient, admin: httpx.AsyncClient
) -> None:
    formation = await published_formation(admin, price={"amount": 150_000}, discount=20)
    session = await published_session(admin, formation, seats=5)
    group = await enrolled(visitor, session, 1, people=2)
    await enrolled(visitor, session, 2)
    cheaper = {"price": {"amount": 10_000}, "discount": 0}
    await admin.patch(f"{FORMATIONS}/{formation['id']}", json=cheaper, headers={"If-Match": '"v2"'})
    confirmed = await admin.post(f"{INSCRIPTIONS}/{group['id']}/confirm")

    assert confirmed.json()["price"] == {"amount": 120_000, "currency": "XOF"}
    told = await admin.get(REVENUE)
    earned = [{"amount": 240_000, "currency": "XOF"}]
    assert told.json() == {
        "first": "2025-04-01",
        "last": "2026-03-02",
        "inscriptions": 1,
        "unpriced": 0,
        "total": earned,
        "byMonth": {"2026-03": earned},
    }
    assert told.headers["cache-control"] == "private, no-store"
    await admin.post(f"{INSCRIPTIONS}/{group['id']}/cancel")
    assert (await admin.get(REVENUE)).json()["total"] == []


async def test_what_was_on_request_is_told_apart_from_revenue(
    visitor: httpx.AsyncClient, admin: httpx.AsyncClient
) -> None:
    session = await published_session(admin, await published_formation(admin, price=None), seats=5)
    asked = await enrolled(visitor, session)
    await admin.post(f"{INSCRIPTIONS}/{asked['id']}/confirm")
    told = (await admin.get(REVENUE)).json()
    assert (told["inscriptions"], told["unpriced"], told["total"], told["byMonth"]) == (1, 1, [], {})


async def test_candidatures_count_in_every_state_that_they_ever_were_in(
    api: Api, visitor: httpx.AsyncClient, admin: httpx.AsyncClient
) -> None:
    offer = await published_emploi(admin)
    first = await applied(visitor, offer, 1)
    await applied(visitor, offer, 2)
    for state in ("entretien", "retenue"):
        await admin.post(f"{CANDIDATURES}/{first['id']}/move", json={"state": state})
    async with api.staff(Role.RECRUITER) as recruiter:
        told = (await recruiter.get(FUNNEL)).json()
    steps = NOBODY | {"recue": 2, "entretien": 1, "retenue": 1}
    assert (told["total"], told["byMonth"], told["byEmploi"]) == (
        steps,
        {"2026-03": steps},
        {offer["id"]: steps},
    )


@pytest.mark.parametrize("path", [REVENUE, FUNNEL])
async def test_a_period_without_anything_has_no_months(admin: httpx.AsyncClient, path: str) -> None:
    told = (await admin.get(path, params={"from": "2025-01-01", "to": "2025-12-31"})).json()
    assert (told["first"], told["last"], told["byMonth"]) == ("2025-01-01", "2025-12-31", {})
    assert refused(await admin.get(f"{path}?to=hier"), 400, "malformed") == ["?to"]


@pytest.mark.parametrize(
    ("path", "role"),
    [
        (REVENUE, Role.EDITOR),
        (REVENUE, Role.VIEWER),
        (REVENUE, Role.RECRUITER),
        (FUNNEL, Role.EDITOR),
        (FUNNEL, Role.VIEWER),
    ],
)
async def test_figures_are_for_those_who_may_read_them(
    api: Api, visitor: httpx.AsyncClient, path: str, role: Role
) -> None:
    refused(await visitor.get(path), 401, "authentication_required")
    async with api.staff(role) as member:
        refused(await member.get(path), 403, "forbidden")
