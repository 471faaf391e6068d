"""The notification centre over HTTP."""

import httpx
import pytest

from sorbo_adapters.memory.mail import MemoryMailer
from support.api import Api, ids_of, refused
from support.wire import DEMANDES, ME, NOTIFICATIONS, new_demande

UNREAD = f"{NOTIFICATIONS}/unread-count"


async def relay(api: Api) -> None:
    """Let what waits be delivered."""
    await api.container.delivery.relay_events()()


async def received(api: Api, visitor: httpx.AsyncClient, **changes: str) -> str:
    """Send a request, let people be told, and return its id."""
    demande = await new_demande(visitor, **changes)
    await relay(api)
    return str(demande["id"])


async def unread(staff: httpx.AsyncClient) -> int:
    return int((await staff.get(UNREAD)).json()["unread"])


async def test_staff_see_a_new_request_and_nothing_of_who_sent_it(
    api: Api, visitor: httpx.AsyncClient, viewer: httpx.AsyncClient
) -> None:
    demande = await received(api, visitor, subject="formation")
    response = await viewer.get(NOTIFICATIONS)
    (told,) = response.json()["items"]
    assert told == {
        "id": told["id"],
        "kind": "demande.received",
        "subject": {"type": "demande", "id": demande},
        "facts": {"subject": "formation"},
        "text": "Nouvelle demande : Formation",
        "state": "unread",
        "createdAt": "2026-03-02T09:30:15.125000Z",
        "readAt": None,
    }
    assert response.headers["cache-control"] == "private, no-store"


async def test_texts_are_in_the_language_that_is_asked_for(
    api: Api, visitor: httpx.AsyncClient, viewer: httpx.AsyncClient
) -> None:
    await received(api, visitor)
    english = {"Accept-Language": "en"}
    (listed,) = (await viewer.get(NOTIFICATIONS, headers=english)).json()["items"]
    read = await viewer.post(f"{NOTIFICATIONS}/{listed['id']}/read", headers=english)
    assert listed["text"] == read.json()["text"] == "New request: Other request"


async def test_an_assignment_is_told_to_the_assignee_alone(
    api: Api, visitor: httpx.AsyncClient, editor: httpx.AsyncClient, viewer: httpx.AsyncClient
) -> None:
    demande = await received(api, visitor)
    me = (await viewer.get(ME)).json()["id"]
    await editor.post(f"{DEMANDES}/{demande}/assign", json={"assigneeId": me})
    await relay(api)
    told = (await viewer.get(NOTIFICATIONS)).json()["items"]
    assert sorted(each["kind"] for each in told) == ["demande.assigned", "demande.received"]
    assert (await unread(viewer), await unread(editor)) == (2, 1)


async def test_the_list_is_paged_the_newest_first_and_filtered(
    api: Api, visitor: httpx.AsyncClient, editor: httpx.AsyncClient
) -> None:
    for _ in range(3):
        await received(api, visitor)
    ids = ids_of(await editor.get(NOTIFICATIONS))
    first = (await editor.get(NOTIFICATIONS, params={"limit": "2"})).json()
    second = (await editor.get(NOTIFICATIONS, params={"limit": "2", "after": first["next"]})).json()
    assert ids_of(first["items"]) + ids_of(second["items"]) == ids
    assert ids_of(await editor.get(NOTIFICATIONS, params={"sort": "createdAt"})) == ids[::-1]
    await editor.post(f"{NOTIFICATIONS}/{ids[0]}/read")
    assert ids_of(await editor.get(NOTIFICATIONS, params={"state": "unread"})) == ids[1:]
    assert ids_of(await editor.get(NOTIFICATIONS, params={"state": "read"})) == ids[:1]


async def test_what_is_read_once_stays_read_at_that_time(
    api: Api, visitor: httpx.AsyncClient, editor: httpx.AsyncClient
) -> None:
    await received(api, visitor)
    (id_,) = ids_of(await editor.get(NOTIFICATIONS))
    first = await editor.post(f"{NOTIFICATIONS}/{id_}/read")
    again = await editor.post(f"{NOTIFICATIONS}/{id_}/read")
    assert first.status_code == again.status_code == 200
    assert (first.json()["state"], first.json()["readAt"]) == ("read", "2026-03-02T09:30:15.125000Z")
    assert again.json() == first.json()
    assert await unread(editor) == 0


async def test_all_are_read_at_once_and_those_of_others_stay(
    api: Api, visitor: httpx.AsyncClient, editor: httpx.AsyncClient, viewer: httpx.AsyncClient
) -> None:
    for _ in range(2):
        await received(api, visitor)
    first, again = [await editor.post(f"{NOTIFICATIONS}/read-all") for _ in range(2)]
    assert (first.status_code, first.json(), again.json()) == (200, {"read": 2}, {"read": 0})
    assert (await unread(editor), await unread(viewer)) == (0, 2)


async def test_another_persons_notification_is_not_there(
    api: Api, visitor: httpx.AsyncClient, editor: httpx.AsyncClient, viewer: httpx.AsyncClient
) -> None:
    await received(api, visitor)
    (id_,) = ids_of(await viewer.get(NOTIFICATIONS))
    assert ids_of(await editor.get(NOTIFICATIONS)) != [id_]
    before = api.stored()
    refused(await editor.post(f"{NOTIFICATIONS}/{id_}/read"), 404, "notification_not_found")
    refused(await editor.post(f"{NOTIFICATIONS}/nothing/read"), 404, "notification_not_found")
    assert api.stored() == before


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("GET", "/unread-count"),
        ("POST", "/read-all"),
        ("POST", "/any/read"),
        ("GET", "/preferences"),
        ("PATCH", "/preferences"),
    ],
)
async def test_a_visitor_has_no_notification_centre(
    visitor: httpx.AsyncClient, method: str, path: str
) -> None:
    refused(await visitor.request(method, f"{NOTIFICATIONS}{path}"), 401, "authentication_required")


async def test_a_mail_goes_at_once_to_who_chose_it_beside_the_notice_to_the_mailbox(
    api: Api, visitor: httpx.AsyncClient, editor: httpx.AsyncClient, viewer: httpx.AsyncClient
) -> None:
    mailer: MemoryMailer = api.container.ports.sending_mailer()
    mailer.sent.clear()
    assert (await viewer.get(ME)).status_code == 200
    wanted = {"kinds": {"demande.received": {"mail": "at_once"}}}
    await editor.patch(f"{NOTIFICATIONS}/preferences", json=wanted, headers={"If-Match": '"v0"'})
    await received(api, visitor, subject="formation")
    subjects = {mail.to: mail.content.subject for mail in mailer.sent}
    assert len(subjects) == len(mailer.sent)
    assert subjects["editor@example.com"] == "Nouvelle demande : Formation"
    assert "viewer@example.com" not in subjects
    assert subjects[api.container.settings().mail_staff].startswith("Nouvelle demande (Formation)")
