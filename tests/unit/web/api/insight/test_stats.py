"""Statistics over HTTP."""

from datetime import timedelta

import pytest

from sorbo_core.catalogue.enrolment.register import Register, register_id
from sorbo_core.identity.permissions import Role
from sorbo_core.insight.search.record import Record
from support.api import Api, refused
from support.build import NOW, TODAY, demande, inscription, open_session, published, seat_request

STATS = "/api/v1/stats"
STAFF = f"{STATS}/staff"


async def test_everybody_sees_how_much_is_published(api: Api) -> None:
    ports = api.container.ports
    await ports.search_index().keep(Record.of("formation", published()))
    await ports.sessions().add(open_session())
    await ports.counters().add({("logiciels", "a"): 2, ("logiciels", "b"): 3, ("actualites", "a"): 7})
    async with api.client() as visitor:
        answer = await visitor.get(STATS)
    assert answer.json()["published"]["formation"] == 1
    assert set(answer.json()["published"].values()) == {0, 1}
    assert answer.json()["sessionsToCome"] == 1
    assert answer.json()["downloads"] == {"logiciel": 5, "publication": 0}
    assert answer.headers["cache-control"] == "public, max-age=30"


async def test_staff_see_what_happened_in_a_period(api: Api) -> None:
    ports = api.container.ports
    session = open_session(seats=8, start=TODAY)
    await ports.sessions().add(session)
    register = Register.of(session, at=NOW - timedelta(days=2))
    await ports.registers().add(register.enrol(seat_request(people=2), at=NOW - timedelta(days=2)))
    await ports.demandes().add(demande())
    await ports.inscriptions().add(inscription(session_id=session.id))
    async with api.staff(Role.VIEWER) as viewer:
        answer = await viewer.get(STAFF)
    told = answer.json()
    assert (told["first"], told["last"]) == ("2025-04-01", "2026-03-02")
    assert (told["demandes"]["total"], told["demandes"]["byMonth"]) == (1, {"2026-03": 1})
    assert told["inscriptions"]["byState"]["demandee"] == 1
    assert told["sessions"] == {"sessions": 1, "seats": 8, "taken": 2, "waiting": 0, "fillRate": 0.25}
    assert answer.headers["cache-control"] == "private, no-store"
    assert register.id == register_id(session.id)


async def test_another_period_has_other_numbers(api: Api) -> None:
    await api.container.ports.demandes().add(demande())
    async with api.staff(Role.VIEWER) as viewer:
        told = (await viewer.get(STAFF, params={"from": "2026-01-01", "to": "2026-03-01"})).json()
    assert (told["demandes"]["total"], told["sessions"]["fillRate"]) == (0, None)


async def test_visitors_see_no_figures_of_staff(api: Api) -> None:
    async with api.client() as visitor:
        refused(await visitor.get(STAFF), 401, "authentication_required")


@pytest.mark.parametrize(
    ("query", "status", "code", "pointer"),
    [
        ("from=hier", 400, "malformed", "?from"),
        ("to=2026-02-30", 400, "malformed", "?to"),
        ("to=", 400, "malformed", "?to"),
        ("year=2026", 400, "malformed", "?year"),
        ("from=2026-03-02&to=2026-03-01", 422, "period_refused", "?to"),
        ("from=0001-01-01&to=9999-12-31", 422, "period_refused", "?from"),
    ],
)
async def test_what_is_no_period_is_refused(
    api: Api, query: str, status: int, code: str, pointer: str
) -> None:
    async with api.staff(Role.VIEWER) as viewer:
        assert refused(await viewer.get(f"{STAFF}?{query}"), status, code) == [pointer]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
async def test_the_ends_of_the_calendar_are_days_like_others(api: Api, day: str) -> None:
    async with api.staff(Role.VIEWER) as viewer:
        assert (await viewer.get(STAFF, params={"to": day})).status_code == 200
