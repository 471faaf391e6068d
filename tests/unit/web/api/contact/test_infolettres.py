"""Issues of the newsletter over HTTP."""

import httpx
import pytest

from support.api import Api, refused
from support.newsletter import tokens_in
from support.wire import ABONNES, INFOLETTRES, infolettre_body, new_infolettre, subscription_body

_LATER = "2026-03-03T08:00:00Z"


@pytest.fixture
async def url(editor: httpx.AsyncClient) -> str:
    return f"{INFOLETTRES}/{(await new_infolettre(editor))['id']}"


async def test_an_issue_is_drafted_changed_and_listed(editor: httpx.AsyncClient, url: str) -> None:
    changed = await editor.patch(url, json={"subject": "L’été"}, headers={"If-Match": '"v1"'})
    assert (changed.status_code, changed.json()["subject"], changed.json()["version"]) == (200, "L’été", 2)
    assert (await editor.get(url)).json() == changed.json()
    (listed,) = (await editor.get(INFOLETTRES, params={"state": "brouillon"})).json()["items"]
    assert listed == changed.json()


async def test_a_change_says_what_it_is_based_on(editor: httpx.AsyncClient, url: str) -> None:
    refused(await editor.patch(url, json={"subject": "x"}), 428, "precondition_required")
    stale = await editor.patch(url, json={"subject": "x"}, headers={"If-Match": '"v7"'})
    refused(stale, 412, "stale_version")
    cleared = await editor.patch(url, json={"text": None}, headers={"If-Match": '"v1"'})
    assert refused(cleared, 422, "invalid") == ["/text"]


async def test_a_draft_with_a_key_is_made_once(editor: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "one"}
    first, again = [await editor.post(INFOLETTRES, json=infolettre_body(), headers=key) for _ in range(2)]
    assert (first.status_code, first.json()) == (201, again.json())
    assert first.headers["location"] == f"{INFOLETTRES}/{first.json()['id']}"


async def test_an_issue_is_sent_to_who_confirmed_and_its_progress_is_told(
    api: Api, visitor: httpx.AsyncClient, editor: httpx.AsyncClient, url: str
) -> None:
    mailer, relay = api.container.ports.sending_mailer(), api.container.delivery.relay_events()
    mailer.sent.clear()
    await visitor.post(ABONNES, json=subscription_body())
    await relay()
    await visitor.post(f"{ABONNES}/confirm", json={"token": tokens_in(mailer.sent[0])[0]})
    before = (await editor.get(f"{url}/progress")).json()
    sent = await editor.post(f"{url}/send")
    assert (sent.status_code, sent.json()["state"]) == (200, "en_cours")
    await relay()
    after = (await editor.get(f"{url}/progress")).json()
    assert before == {"state": "brouillon", "sent": 0, "failed": 0, "skipped": 0, "left": 1}
    assert after == {"state": "envoyee", "sent": 1, "failed": 0, "skipped": 0, "left": 0}
    assert [mail.content.subject for mail in mailer.sent[1:]] == ["Le printemps"]
    refused(await editor.post(f"{url}/send"), 409, "infolettre_begun")


async def test_an_issue_is_planned_and_stopped(editor: httpx.AsyncClient, url: str) -> None:
    refused(await editor.post(f"{url}/stop"), 409, "infolettre_not_begun")
    planned = await editor.post(f"{url}/schedule", json={"sendAt": _LATER})
    assert (planned.json()["state"], planned.json()["sendAt"]) == ("planifiee", _LATER)
    stopped = await editor.post(f"{url}/stop")
    assert (stopped.json()["state"], stopped.json()["sendAt"]) == ("brouillon", None)
    past = await editor.post(f"{url}/schedule", json={"sendAt": "2026-03-01T08:00:00Z"})
    assert refused(past, 422, "invalid") == ["/sendAt"]


async def test_a_preview_goes_to_who_asks(api: Api, editor: httpx.AsyncClient, url: str) -> None:
    mailer = api.container.ports.sending_mailer()
    mailer.sent.clear()
    assert (await editor.post(f"{url}/preview")).status_code == 200
    await api.container.delivery.relay_events()()
    assert [mail.to for mail in mailer.sent] == ["editor@example.com"]


@pytest.mark.parametrize(("method", "suffix"), [("GET", ""), ("GET", "/progress"), ("POST", "/send")])
async def test_an_issue_that_does_not_exist_is_not_found(
    editor: httpx.AsyncClient, method: str, suffix: str
) -> None:
    refused(await editor.request(method, f"{INFOLETTRES}/none{suffix}"), 404, "infolettre_not_found")


async def test_readers_of_subscribers_write_nothing_and_visitors_see_nothing(
    visitor: httpx.AsyncClient, viewer: httpx.AsyncClient, url: str
) -> None:
    assert (await viewer.get(url)).status_code == 200
    for suffix in ("send", "stop", "preview"):
        refused(await viewer.post(f"{url}/{suffix}"), 403, "forbidden")
        refused(await visitor.post(f"{url}/{suffix}"), 401, "authentication_required")
    refused(await viewer.post(INFOLETTRES, json=infolettre_body()), 403, "forbidden")
    refused(await visitor.get(url), 401, "authentication_required")
