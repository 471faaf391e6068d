"""Webhooks over HTTP, as an administrator manages them."""

import httpx
import pytest

from sorbo_adapters.memory.http import MemoryHttp
from sorbo_core.identity.permissions import Role
from sorbo_core.integrations.signing import PREFIX
from sorbo_core.shared.outgoing.http import OutboundPolicy
from support.api import Api, ids_of, refused
from support.wire import DEMANDES, WEBHOOKS, new_demande, new_webhook, webhook_body

IF_MATCH = {"If-Match": "*"}


@pytest.fixture
async def url(admin: httpx.AsyncClient) -> str:
    return f"{WEBHOOKS}/{(await new_webhook(admin))['id']}"


async def deliver(api: Api) -> None:
    """Let what happened reach the webhooks, as the loops behind the application do."""
    await api.container.delivery.relay_events()()
    await api.container.integrations.send_webhooks()()


@pytest.fixture
def http(monkeypatch: pytest.MonkeyPatch, api: Api) -> MemoryHttp:
    """Takes the place of the network."""
    kept = MemoryHttp()
    monkeypatch.setattr(api.container.integrations.send_webhooks()._sender, "_http", kept)
    return kept


async def test_a_webhook_shows_its_secret_when_it_is_created_and_never_again(
    admin: httpx.AsyncClient,
) -> None:
    created = await admin.post(WEBHOOKS, json=webhook_body())
    assert (created.status_code, created.headers["etag"]) == (201, '"v1"')
    made = created.json()
    assert made.pop("secret").startswith(PREFIX)
    read = await admin.get(created.headers["location"])
    assert read.json() == made
    assert (made["state"], made["eventTypes"]) == ("active", ["demande.*"])
    assert PREFIX not in (await admin.get(WEBHOOKS)).text


async def test_the_same_key_creates_one_webhook_and_shows_the_same_secret(admin: httpx.AsyncClient) -> None:
    answers = [
        await admin.post(WEBHOOKS, json=webhook_body(), headers={"Idempotency-Key": "once"}) for _ in range(2)
    ]
    assert answers[0].json() == answers[1].json()
    assert len(ids_of(await admin.get(WEBHOOKS))) == 1


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"url": "ftp://hooks.example.com/"}, 422, "/url"),
        ({"url": "http://user:x@localhost/"}, 422, "/url"),
        ({"url": ""}, 422, "/url"),
        ({"eventTypes": []}, 422, "/eventTypes"),
        ({"eventTypes": ["Demande.*"]}, 422, "/eventTypes/0"),
        ({"description": ""}, 422, "/description"),
        ({"secret": "mine"}, 400, "/secret"),
    ],
)
async def test_what_is_wrong_is_named(
    admin: httpx.AsyncClient, body: dict[str, object], status: int, pointer: str
) -> None:
    answer = await admin.post(WEBHOOKS, json=webhook_body(**body))
    assert answer.status_code == status, answer.text
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("pattern", "language", "said"),
    [
        (
            "demande.recieved",
            "en",
            'There is no type "demande.recieved". Did you mean "demande.received"? List: docs/events.md.',
        ),
        ("zzzzzz.*", "fr", "Le type « zzzzzz.* » n'existe pas. Liste : docs/events.md."),
    ],
)
async def test_a_type_of_event_that_there_is_not_is_named(
    admin: httpx.AsyncClient, url: str, pattern: str, language: str, said: str
) -> None:
    headers = {"Accept-Language": language} | IF_MATCH
    types = {"eventTypes": ["*", pattern]}
    created = await admin.post(WEBHOOKS, json=webhook_body(**types), headers=headers)
    for answer in (created, await admin.patch(url, json=types, headers=headers)):
        assert refused(answer, 422, "invalid") == ["/eventTypes/1"]
        assert answer.json()["errors"][0]["detail"] == said


@pytest.mark.parametrize(
    "target", ["http://hooks.example.com/", "https://localhost/", "https://169.254.169.254/"]
)
async def test_outside_development_only_public_hosts_are_taken(target: str) -> None:
    api = Api()
    api.replace("outbound_policy", OutboundPolicy())
    async with api.staff(Role.ADMIN) as admin:
        refused(await admin.post(WEBHOOKS, json=webhook_body(url=target)), 422, "url_refused")
        assert (await admin.post(WEBHOOKS, json=webhook_body())).status_code == 201


async def test_a_webhook_is_changed_by_who_has_read_it(admin: httpx.AsyncClient, url: str) -> None:
    refused(await admin.patch(url, json={"description": "x"}), 428, "precondition_required")
    body = {"description": "Relation client", "eventTypes": ["*"]}
    changed = await admin.patch(url, json=body, headers={"If-Match": '"v1"'})
    assert (changed.json()["description"], changed.json()["eventTypes"]) == ("Relation client", ["*"])
    again = await admin.patch(url, json={"url": "https://x.example.com/"}, headers={"If-Match": '"v1"'})
    refused(again, 412, "stale_version")
    refused(await admin.patch(url, json={"url": "ftp://x/"}, headers=IF_MATCH), 422, "url_refused")


async def test_another_secret_is_shown_once(admin: httpx.AsyncClient, url: str) -> None:
    first, second = [await admin.post(f"{url}/rotate-secret", json={}) for _ in range(2)]
    assert first.json()["secret"] != second.json()["secret"]
    assert "secret" not in (await admin.get(url)).json()
    for _ in range(2):
        await admin.post(f"{url}/rotate-secret", json={})
    refused(await admin.post(f"{url}/rotate-secret", json={}), 409, "too_many_secrets")
    assert (await admin.post(f"{url}/rotate-secret", json={"overlapHours": 0})).status_code == 200
    answer = await admin.post(f"{url}/rotate-secret", json={"overlapHours": 169})
    assert refused(answer, 422, "invalid") == ["/overlapHours"]


async def test_a_webhook_is_disabled_and_enabled(admin: httpx.AsyncClient, url: str) -> None:
    disabled = await admin.post(f"{url}/disable")
    assert (disabled.json()["state"], disabled.json()["disabledReason"]) == ("disabled", "manual")
    assert ids_of(await admin.get(WEBHOOKS, params={"state": "active"})) == []
    refused(await admin.post(f"{url}/test"), 409, "webhook_not_active")
    enabled = await admin.post(f"{url}/enable", headers={"If-Match": '"v2"'})
    assert (enabled.json()["state"], enabled.json()["disabledReason"]) == ("active", None)


async def test_a_deleted_webhook_is_not_found_any_more(admin: httpx.AsyncClient, url: str) -> None:
    assert (await admin.delete(url)).json()["state"] == "deleted"
    for answer in (await admin.get(url), await admin.delete(url), await admin.post(f"{url}/enable")):
        refused(answer, 404, "webhook_not_found")
    refused(await admin.get(f"{url}/deliveries"), 404, "webhook_not_found")
    assert ids_of(await admin.get(WEBHOOKS)) == []
    assert ids_of(await admin.get(WEBHOOKS, params={"state": "deleted"})) == []


async def test_what_happens_is_sent_and_every_attempt_shown(
    api: Api, admin: httpx.AsyncClient, visitor: httpx.AsyncClient, url: str, http: MemoryHttp
) -> None:
    made = await new_demande(visitor)
    await deliver(api)
    (shown,) = (await admin.get(f"{url}/deliveries")).json()["items"]
    assert (shown["type"], shown["state"], shown["nextAttemptAt"]) == ("demande.received", "delivered", None)
    assert [attempt["status"] for attempt in shown["attempts"]] == [204]
    assert http.posted[0].body.decode() == shown["body"]
    assert made["id"] in shown["eventId"]
    one = await admin.get(f"{url}/deliveries/{shown['id']}")
    assert one.json() == shown
    assert (await admin.get(f"{DEMANDES}/{made['id']}")).status_code == 200


async def test_a_test_event_is_sent_whatever_the_filter_is(
    api: Api, admin: httpx.AsyncClient, url: str, http: MemoryHttp
) -> None:
    queued = await admin.post(f"{url}/test", headers={"Idempotency-Key": "t"})
    again = await admin.post(f"{url}/test", headers={"Idempotency-Key": "t"})
    assert (queued.status_code, queued.json()["state"]) == (201, "pending")
    assert again.json() == queued.json()
    await deliver(api)
    sent = (await admin.get(queued.headers["location"])).json()
    assert (sent["type"], sent["state"], len(http.posted)) == ("webhook.test", "delivered", 1)


async def test_one_delivery_or_a_range_is_sent_again(
    api: Api, admin: httpx.AsyncClient, url: str, http: MemoryHttp
) -> None:
    at = (await admin.post(f"{url}/test")).headers["location"]
    await deliver(api)
    assert (await admin.post(f"{at}/replay")).json()["state"] == "pending"
    await deliver(api)
    assert [posted.headers["webhook-id"] for posted in http.posted] == [at.rpartition("/")[2]] * 2
    day = {"since": "2026-03-02T00:00:00Z", "until": "2026-03-03T00:00:00Z"}
    assert (await admin.post(f"{url}/replay", json=day)).json() == {"replayed": 0}
    assert (await admin.post(f"{url}/replay", json={**day, "deliveredToo": True})).json() == {"replayed": 1}
    await deliver(api)
    assert len((await admin.get(at)).json()["attempts"]) == 3
    backwards = {"since": day["until"], "until": day["since"]}
    assert refused(await admin.post(f"{url}/replay", json=backwards), 422, "invalid") == ["/until"]


async def test_a_delivery_of_another_webhook_is_not_found(admin: httpx.AsyncClient, url: str) -> None:
    other = await new_webhook(admin)
    name = (await admin.post(f"{WEBHOOKS}/{other['id']}/test")).json()["id"]
    refused(await admin.get(f"{url}/deliveries/{name}"), 404, "webhook_delivery_not_found")
    refused(await admin.post(f"{url}/deliveries/{name}/replay"), 404, "webhook_delivery_not_found")
    refused(await admin.get(f"{url}/deliveries/nothing"), 404, "webhook_delivery_not_found")


async def test_editors_have_no_business_here(editor: httpx.AsyncClient, url: str) -> None:
    for answer in (await editor.get(WEBHOOKS), await editor.get(url), await editor.post(f"{url}/test")):
        refused(answer, 403, "forbidden")
