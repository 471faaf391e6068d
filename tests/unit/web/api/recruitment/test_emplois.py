"""Job offers over HTTP."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from support.api import Api, ids_of, refused
from support.build import TODAY
from support.recruitment import EMPLOIS, applied, emploi_body, new_emploi, published_emploi
from support.wire import Json

YESTERDAY = TODAY - timedelta(days=1)
HIDDEN = {"min": 123456, "max": 654321, "shown": False}
SHOWN = HIDDEN | {"shown": True}


async def test_a_recruiter_writes_a_job_offer_and_visitors_see_it_once_it_is_published(
    recruiter: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    draft = await new_emploi(recruiter, salary=SHOWN, missions=["Concevoir"], urgent=True, posts=3)
    assert ids_of(await visitor.get(EMPLOIS)) == []
    refused(await visitor.get(f"{EMPLOIS}/{draft['id']}"), 404, "emploi_not_found")
    await recruiter.post(f"{EMPLOIS}/{draft['id']}/publish")

    shown = (await visitor.get(f"{EMPLOIS}/projeteur-routier")).json()
    assert shown["state"] == "actif"
    assert shown["place"] == {"city": "Ouagadougou", "country": "Burkina Faso", "key": "ouagadougou"}
    assert shown["salary"] == {**SHOWN, "currency": "XOF"}
    assert (shown["urgent"], shown["posts"], shown["missions"]) == (True, 3, ["Concevoir"])
    assert ids_of(await visitor.get(EMPLOIS)) == [draft["id"]]


async def test_a_hidden_salary_is_for_staff_alone(
    recruiter: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    emploi = await published_emploi(recruiter, salary=HIDDEN)
    one = f"{EMPLOIS}/{emploi['id']}"
    for path in (EMPLOIS, one):
        answer = await visitor.get(path)
        assert not any(word in answer.text for word in ("123456", "654321"))
        assert '"salary":null' in answer.text
        assert "123456" in (await recruiter.get(path)).text
    await recruiter.patch(one, json={"salary": {"shown": True}}, headers={"If-Match": "*"})
    assert (await visitor.get(one)).json()["salary"] == {**SHOWN, "currency": "XOF"}


@pytest.mark.parametrize("query", ["salary=1", "salary[gte]=1", "salaryMin=1", "sort=salary", "sort=-salary"])
async def test_nobody_filters_or_sorts_by_salary(
    recruiter: httpx.AsyncClient, visitor: httpx.AsyncClient, query: str
) -> None:
    for client in (visitor, recruiter):
        refused(await client.get(f"{EMPLOIS}?{query}"), 400, "malformed")


async def test_it_expires_by_its_date_and_is_listed_by_its_state(
    api: Api, recruiter: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    past = await published_emploi(recruiter, deadline=YESTERDAY)
    last_day = await published_emploi(recruiter, deadline=TODAY)
    one = f"{EMPLOIS}/{last_day['id']}"
    before = await visitor.get(one)
    assert ids_of(await visitor.get(f"{EMPLOIS}?state=actif")) == [last_day["id"]]
    assert ids_of(await visitor.get(f"{EMPLOIS}?state=expire")) == [past["id"]]
    assert ids_of(await visitor.get(f"{EMPLOIS}?deadline[gte]={TODAY}")) == [last_day["id"]]

    api.clock.advance(timedelta(days=1))
    after = await visitor.get(one, headers={"If-None-Match": before.headers["etag"]})
    assert (before.json()["state"], after.status_code) == ("actif", 200)
    assert after.json() == before.json() | {"state": "expire"}
    assert ids_of(await visitor.get(f"{EMPLOIS}?state=actif")) == []


async def test_the_number_of_candidatures_is_for_staff_alone_and_changes_the_entity_tag(
    recruiter: httpx.AsyncClient, viewer: httpx.AsyncClient, visitor: httpx.AsyncClient, offer: Json
) -> None:
    one = f"{EMPLOIS}/{offer['id']}"
    before = await viewer.get(one)
    await applied(visitor, offer)
    after = await viewer.get(one, headers={"If-None-Match": before.headers["etag"]})
    assert (before.json()["candidatures"], after.json()["candidatures"]) == (0, 1)
    (listed,) = (await recruiter.get(EMPLOIS)).json()["items"]
    assert listed["candidatures"] == 1
    for path in (EMPLOIS, one):
        assert "candidatures" not in (await visitor.get(path)).text
    changed = await recruiter.patch(one, json={"posts": 2}, headers={"If-Match": after.headers["etag"]})
    assert changed.status_code == 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [("contract=stage", "b"), ("contract[in]=cdi,stage", "ab"), ("city=Abidjan", "b"), ("sort=title", "ab")],
)
async def test_visitors_filter_by_contract_and_city(
    recruiter: httpx.AsyncClient, visitor: httpx.AsyncClient, query: str, expected: str
) -> None:
    await published_emploi(recruiter, title="a")
    place = {"city": "Abidjan", "country": "Côte d'Ivoire"}
    await published_emploi(recruiter, title="b", place=place, contract="stage")
    page = (await visitor.get(f"{EMPLOIS}?{query}")).json()["items"]
    assert sorted(each["title"] for each in page) == list(expected)


async def test_a_change_merges_and_the_key_of_a_place_follows_its_city(
    recruiter: httpx.AsyncClient,
) -> None:
    emploi = await new_emploi(recruiter, salary=HIDDEN)
    patch = {"place": {"city": "Bobo-Dioulasso"}, "salary": {"max": 700_000}, "contact": {"phone": "+226 25"}}
    changed = await recruiter.patch(f"{EMPLOIS}/{emploi['id']}", json=patch, headers={"If-Match": "*"})
    assert changed.json()["place"] == {
        "city": "Bobo-Dioulasso",
        "country": "Burkina Faso",
        "key": "bobo-dioulasso",
    }
    assert changed.json()["salary"] == {**HIDDEN, "max": 700_000, "currency": "XOF"}
    assert changed.json()["contact"]["email"] == "recrutement@example.com"


@pytest.mark.parametrize(
    ("change", "status", "code", "pointer"),
    [
        ({"salary": {"min": 2, "max": 1}}, 422, "salary_reversed", "/salary/max"),
        ({"contact": {"email": "nobody"}}, 422, "invalid", "/contact/email"),
        ({"place": {"city": " "}}, 422, "invalid", "/place/city"),
        ({"place": {"city": "x", "key": "y"}}, 400, "malformed", "/place/key"),
        ({"posts": 0}, 422, "invalid", "/posts"),
        ({"contract": "cdx"}, 400, "malformed", "/contract"),
        ({"state": "expire"}, 400, "malformed", "/state"),
        ({"candidatures": 9}, 400, "malformed", "/candidatures"),
    ],
)
async def test_a_wrong_member_is_refused_and_named(
    api: Api, recruiter: httpx.AsyncClient, change: dict[str, Any], status: int, code: str, pointer: str
) -> None:
    before = api.stored()
    response = await recruiter.post(EMPLOIS, json=emploi_body() | change)
    assert refused(response, status, code) == [pointer]
    assert api.stored() == before


async def test_only_who_may_write_recruitment_does(
    visitor: httpx.AsyncClient, viewer: httpx.AsyncClient, editor: httpx.AsyncClient
) -> None:
    refused(await visitor.post(EMPLOIS, json=emploi_body()), 401, "authentication_required")
    refused(await viewer.post(EMPLOIS, json=emploi_body()), 403, "forbidden")
    await new_emploi(editor)


async def test_a_recruiter_writes_nothing_else(recruiter: httpx.AsyncClient) -> None:
    refused(await recruiter.post("/api/v1/formations", json={}), 403, "forbidden")
    refused(await recruiter.get("/api/v1/demandes"), 403, "forbidden")
