"""Preferences of the notification centre over HTTP."""

from typing import Any

import httpx
import pytest

from support.api import Api, refused
from support.wire import NOTIFICATIONS

PREFERENCES = f"{NOTIFICATIONS}/preferences"
DEFAULT = {"inApp": True, "mail": "none"}
ASSIGNED = {"inApp": True, "mail": "at_once"}
ENROLLED = {"inApp": True, "mail": "digest"}


def patch(**choice: Any) -> dict[str, Any]:
    return {"kinds": {"demande.received": choice}}


async def test_who_never_chose_reads_the_defaults_at_version_0(editor: httpx.AsyncClient) -> None:
    response = await editor.get(PREFERENCES)
    assert response.json() == {
        "kinds": {
            "demande.received": DEFAULT,
            "demande.assigned": ASSIGNED,
            "inscription.requested": ENROLLED,
            "candidature.received": ENROLLED,
        },
        "version": 0,
    }
    assert response.headers["etag"] == '"v0"'


async def test_a_choice_is_kept_and_belongs_to_one_person(
    editor: httpx.AsyncClient, viewer: httpx.AsyncClient
) -> None:
    changed = await editor.patch(PREFERENCES, json=patch(mail="digest"), headers={"If-Match": '"v0"'})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"v1"')
    again = await editor.patch(PREFERENCES, json=patch(inApp=False), headers={"If-Match": '"v1"'})
    read = (await editor.get(PREFERENCES)).json()
    assert read == again.json()
    assert read["kinds"] == {
        "demande.received": {"inApp": False, "mail": "digest"},
        "demande.assigned": ASSIGNED,
        "inscription.requested": ENROLLED,
        "candidature.received": ENROLLED,
    }
    assert (await viewer.get(PREFERENCES)).json()["version"] == 0


async def test_a_change_needs_the_version_that_it_is_based_on(api: Api, editor: httpx.AsyncClient) -> None:
    refused(await editor.patch(PREFERENCES, json=patch(mail="none")), 428, "precondition_required")
    await editor.patch(PREFERENCES, json=patch(mail="at_once"), headers={"If-Match": '"v0"'})
    before = api.stored()
    for stale in ('"v0"', '"v2"'):
        late = await editor.patch(PREFERENCES, json=patch(mail="digest"), headers={"If-Match": stale})
        refused(late, 412, "stale_version")
    assert api.stored() == before


async def test_a_change_without_an_effect_stores_nothing(api: Api, editor: httpx.AsyncClient) -> None:
    before = api.stored()
    response = await editor.patch(PREFERENCES, json=patch(**DEFAULT), headers={"If-Match": '"v0"'})
    assert (response.status_code, response.json()["version"]) == (200, 0)
    assert api.stored() == before


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"kinds": None},
        {"kinds": {"demande.lost": {"mail": "none"}}},
        {"kinds": {"demande.received": {"mail": "weekly"}}},
        {"kinds": {"demande.received": {"inApp": "yes"}}},
        {"kinds": {"demande.received": {"sms": True}}},
    ],
)
async def test_a_choice_that_there_is_not_is_refused(
    api: Api, editor: httpx.AsyncClient, body: dict[str, Any]
) -> None:
    before = api.stored()
    refused(await editor.patch(PREFERENCES, json=body, headers={"If-Match": '"v0"'}), 400, "malformed")
    assert api.stored() == before
