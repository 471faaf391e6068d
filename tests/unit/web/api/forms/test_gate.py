"""The gate that every form of visitors passes."""

from datetime import timedelta
from typing import Any, get_args

import httpx
import pytest
from litestar.routes import HTTPRoute
from prometheus_client import REGISTRY

from sorbo_web.api.forms.body import VisitorForm
from sorbo_web.wiring.application import build_routes
from support.api import Api, memory_settings, refused
from support.operations import Operation, operations
from support.wire import DEMANDES, demande_body

_API, _FILES = "/api/v1/", "/api/v1/files"
_SHOWN, _LEAST = "/api/v1/forms/shown", timedelta(seconds=3)
_HANDLERS = {
    route.path_format: handler
    for route in build_routes(Api().container).routes
    if isinstance(route, HTTPRoute)
    for handler in route.route_handlers
    # Uploads count as forms of visitors, and have no fields that a robot would fill in; the pages
    # behind the second door send what they send.
    if handler.opt.get("form") and route.path_format.startswith(_API) and _FILES not in route.path_format
}
_FORMS = [each for each in operations() if each.method == "POST" and each.path in _HANDLERS]
every_form = pytest.mark.parametrize("form", _FORMS, ids=[each.path for each in _FORMS])


def _caught(reason: str) -> float:
    samples = (each for metric in REGISTRY.collect() for each in metric.samples)
    return sum(each.value for each in samples if _is_of(each.name, each.labels, reason))


def _is_of(name: str, labels: dict[str, str], reason: str) -> bool:
    return name == "sorbo_forms_caught_total" and labels["reason"] == reason


async def _sent(api: Api, form: Operation, **more: Any) -> httpx.Response:
    assert form.body is not None
    async with api.client() as visitor:
        return await visitor.post(form.at(), json=form.body | more)


async def _shown(api: Api) -> str:
    async with api.client() as page:
        answer = await page.get(_SHOWN)
    assert answer.headers["cache-control"] == "no-store"
    return str(answer.json()["shown"])


def test_every_form_of_visitors_is_one_and_there_are_six() -> None:
    assert len(_HANDLERS) == 6
    for handler in _HANDLERS.values():
        assert handler.parsed_data_field is not None
        body = handler.parsed_data_field.annotation
        assert all(issubclass(each, VisitorForm) for each in get_args(body) or (body,))


@every_form
async def test_a_robot_that_fills_what_nobody_sees_is_told_that_all_went_well(
    api: Api, form: Operation
) -> None:
    before, caught = api.stored(), _caught("filled")
    answer = await _sent(api, form, website="https://spam.example")
    assert answer.status_code in {201, 202}
    assert answer.headers["cache-control"] == "no-store"
    assert api.stored() == before
    assert _caught("filled") == caught + 1


@every_form
async def test_a_robot_that_is_too_fast_or_forges_is_told_the_same(api: Api, form: Operation) -> None:
    before, counted = api.stored(), (_caught("too_fast"), _caught("forged"))
    shown = await _shown(api)
    api.clock.advance(_LEAST - timedelta(milliseconds=1))
    instant, _, seal = shown.partition("~")
    for forged in (f"{int(instant) - 3_600_000}~{seal}", f"{instant}~é", "", "~", "9" * 200):
        assert (await _sent(api, form, shown=forged)).is_success
    assert (await _sent(api, form, shown=shown)).is_success
    assert api.stored() == before
    assert (_caught("too_fast"), _caught("forged")) == (counted[0] + 1, counted[1] + 5)


async def test_a_robot_gets_an_answer_of_the_form_that_everybody_gets(visitor: httpx.AsyncClient) -> None:
    person = await visitor.post(DEMANDES, json=demande_body())
    robot = await visitor.post(DEMANDES, json=demande_body(website="x"))
    assert robot.status_code == person.status_code
    assert robot.json().keys() == person.json().keys()
    assert robot.headers["location"].endswith(robot.json()["id"])
    assert robot.headers["etag"] == person.headers["etag"]


async def test_a_person_takes_three_seconds_and_any_number_of_days(
    api: Api, visitor: httpx.AsyncClient
) -> None:
    shown = await _shown(api)
    for waited in (_LEAST, timedelta(days=2)):
        api.clock.advance(waited)
        body = demande_body(shown=shown, message=str(waited))
        sent = (await visitor.post(DEMANDES, json=body)).json()
        assert (await api.container.ports.demandes().get(sent["id"])).message == str(waited)


async def test_a_page_is_told_how_long_to_wait_for_who_is_faster(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get(_SHOWN)).json()["seconds"] == _LEAST.total_seconds()


async def test_a_program_need_not_say_when_a_form_was_shown(api: Api, visitor: httpx.AsyncClient) -> None:
    sent = (await visitor.post(DEMANDES, json=demande_body())).json()
    assert (await api.container.ports.demandes().get(sent["id"])).email == demande_body()["email"]


async def test_a_mail_address_has_a_limit_of_its_own_in_whatever_case_it_is_written() -> None:
    api = Api(memory_settings(SORBO_FORMS_PER_MAILBOX="2"))
    async with api.client() as visitor:
        for email in ("achats@example.com", "Achats@Example.com"):
            assert (await visitor.post(DEMANDES, json=demande_body(email=email))).status_code == 201
        answer = await visitor.post(DEMANDES, json=demande_body())
        refused(answer, 429, "too_many_requests")
        assert '"mailbox";r=0' in answer.headers["ratelimit"]
        assert int(answer.headers["retry-after"]) > 60
        other = await visitor.post(DEMANDES, json=demande_body(email="travaux@example.com"))
    assert other.status_code == 201


async def test_the_same_demande_again_is_the_same_one_for_ten_minutes(
    api: Api, visitor: httpx.AsyncClient
) -> None:
    first = await visitor.post(DEMANDES, json=demande_body())
    api.clock.advance(timedelta(minutes=9))
    again = await visitor.post(DEMANDES, json=demande_body(email="ACHATS@example.com"))
    assert again.json() == first.json()
    other = await visitor.post(DEMANDES, json=demande_body(message="Autre chose."))
    assert other.json()["id"] != first.json()["id"]
    api.clock.advance(timedelta(minutes=11))
    later = await visitor.post(DEMANDES, json=demande_body())
    assert later.json()["id"] != first.json()["id"]
    assert len(api.container.ports.demandes()._documents) == 3
