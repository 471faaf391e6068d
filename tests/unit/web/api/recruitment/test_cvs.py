"""CVs over HTTP: uploaded, sent along, read by recruiters, gone with their candidature."""

from datetime import timedelta

import httpx

from sorbo_core.files.stored_file import StoredFile
from sorbo_core.identity.permissions import Role
from sorbo_core.shared.query import ListQuery, Page
from support.api import Api, ids_of, refused
from support.files import pdf
from support.recruitment import CANDIDATURES, EMPLOIS, applied, candidature_body, published_emploi
from support.wire import Json

FILES = "/api/v1/files"
FIRST, SECOND = pdf(remark=b"one"), pdf(remark=b"two")


async def uploaded(visitor: httpx.AsyncClient, content: bytes = FIRST, kind: str = "cv") -> str:
    """Upload a file and return its id."""
    sent = await visitor.post(
        FILES,
        params={"kind": kind, "name": "Mon CV.pdf"},
        content=content,
        headers={"Content-Type": "application/pdf"},
    )
    assert sent.status_code == httpx.codes.CREATED, sent.text
    id_: str = sent.json()["id"]
    return id_


async def made_ready(api: Api) -> None:
    """Let what waits be delivered."""
    while await api.container.delivery.relay_events()():
        pass


async def every_file(api: Api) -> tuple[StoredFile, ...]:
    page: Page[StoredFile] = await api.container.ports.stored_files().list(ListQuery())
    return page.items


def ways_in(offer: Json) -> str:
    return f"{EMPLOIS}/{offer['id']}/candidatures"


def link_of(receipt: Json) -> str:
    return f"{CANDIDATURES}/{receipt['id']}/cv/link"


async def test_a_recruiter_reads_the_cv_by_a_link_that_is_soon_over(
    api: Api, visitor: httpx.AsyncClient, recruiter: httpx.AsyncClient, offer: Json
) -> None:
    id_ = await uploaded(visitor)
    receipt = await applied(visitor, offer, cv={"fileId": id_})
    waiting = await recruiter.post(link_of(receipt))
    refused(waiting, 503, "file_not_ready")
    assert "retry-after" in waiting.headers
    await made_ready(api)
    answer = await recruiter.post(link_of(receipt))
    assert answer.status_code == 200, answer.text
    assert "no-store" in answer.headers["cache-control"]
    link = answer.json()
    assert link["expiresAt"] == "2026-03-02T09:32:15Z"
    opened = await visitor.get(link["url"])
    assert (opened.status_code, opened.content) == (200, FIRST)
    assert 'filename="Mon CV.pdf"' in opened.headers["content-disposition"]
    api.clock.advance(timedelta(minutes=2))
    refused(await visitor.get(link["url"]), 403, "file_link_invalid")
    read = await recruiter.get(f"{CANDIDATURES}/{receipt['id']}")
    assert read.json()["cv"] == {
        "link": None,
        "file": {"id": id_, "name": "Mon CV.pdf", "size": len(FIRST)},
    }
    assert read.headers["etag"] == '"v1"'


async def test_the_audit_tells_who_got_at_which_cv(
    api: Api, visitor: httpx.AsyncClient, recruiter: httpx.AsyncClient, offer: Json
) -> None:
    receipt = await applied(visitor, offer, cv={"fileId": await uploaded(visitor)})
    await made_ready(api)
    for _ in range(2):
        await recruiter.post(link_of(receipt))
    who = (await recruiter.get("/api/v1/auth/me")).json()["id"]
    await api.container.audit.seal_audit()()
    async with api.staff(Role.ADMIN) as admin:
        found = (await admin.get("/api/v1/audit", params={"type": "personal_data.exported"})).json()["items"]
    assert [each["by"]["id"] for each in found] == [who, who]
    told = [{change["pointer"]: change["after"] for change in each["changes"]} for each in found]
    assert told == [{"/what": "cv", "/candidature_id": receipt["id"]}] * 2


async def test_nobody_else_gets_at_a_cv_and_without_one_there_is_no_link(
    api: Api, visitor: httpx.AsyncClient, recruiter: httpx.AsyncClient, offer: Json
) -> None:
    id_ = await uploaded(visitor)
    receipt = await applied(visitor, offer, cv={"fileId": id_})
    await made_ready(api)
    for role in (Role.EDITOR, Role.VIEWER):
        async with api.staff(role) as staff:
            refused(await staff.post(link_of(receipt)), 403, "forbidden")
    refused(await visitor.post(link_of(receipt)), 401, "authentication_required")
    refused(await visitor.get(f"/files/{id_}/Mon%20CV.pdf"), 404, "file_not_found")
    plain = await applied(visitor, offer, 2, cv={"link": "https://example.com/cv.pdf"})
    refused(await recruiter.post(link_of(plain)), 404, "cv_not_found")
    refused(await recruiter.post(f"{CANDIDATURES}/nothing/cv/link"), 404, "candidature_not_found")


async def test_a_file_that_is_unknown_somebody_else_s_or_no_cv_is_refused(
    api: Api, visitor: httpx.AsyncClient, editor: httpx.AsyncClient, offer: Json
) -> None:
    taken = await uploaded(visitor)
    await applied(visitor, offer, cv={"fileId": taken})
    document = await uploaded(editor, kind="document")
    before = api.stored()
    for id_, code in (("nothing", "unknown_file"), (taken, "file_claimed"), (document, "wrong_file_kind")):
        body = candidature_body(2, cv={"fileId": id_})
        answer = await visitor.post(ways_in(offer), json=body)
        assert refused(answer, 422, "file_unusable") == ["/cv/fileId"]
        assert answer.json()["errors"][0]["code"] == code
    assert api.stored() == before


async def test_staff_find_words_of_cv_and_motivation_and_visitors_find_nothing(
    api: Api, visitor: httpx.AsyncClient, recruiter: httpx.AsyncClient, offer: Json
) -> None:
    # What the stand-in reads in any PDF: six years of Covadis.
    with_cv = await applied(visitor, offer, cv={"fileId": await uploaded(visitor)})
    without = await applied(visitor, offer, 2, motivation="Études de béton armé.")
    for text, expected in (
        ("COVADIS", [with_cv]),
        ("routiers ans", [with_cv]),
        ("beton", [without]),
        ("l'étude du béton", [without]),
        ("personne", [without, with_cv]),
        ("beton covadis", []),
        ("de la", []),
    ):
        found = await recruiter.get(CANDIDATURES, params={"q": text, "emploiId": offer["id"]})
        assert found.status_code == 200, found.text
        assert ids_of(found) == [each["id"] for each in expected], text
        assert "words" not in found.text
    exported = await recruiter.get(f"{CANDIDATURES}/export", params={"q": "covadis", "format": "ndjson"})
    assert exported.text.count("\n") == 1
    await made_ready(api)
    for text in ("covadis", "beton arme"):
        assert (await visitor.get("/api/v1/search", params={"q": text})).json()["items"] == []
    refused(await visitor.get(CANDIDATURES, params={"q": "covadis"}), 401, "authentication_required")


async def test_who_is_erased_loses_the_cv_as_well(
    api: Api, visitor: httpx.AsyncClient, recruiter: httpx.AsyncClient, offer: Json
) -> None:
    mine, others = await uploaded(visitor), await uploaded(visitor, SECOND)
    receipt = await applied(visitor, offer, 1, cv={"fileId": mine})
    await applied(visitor, offer, 2, cv={"fileId": others})
    await made_ready(api)
    async with api.staff(Role.ADMIN) as admin:
        person = {"email": "personne1@example.com"}
        told = (await admin.post("/api/v1/personal-data/export", json=person)).json()["kinds"]
        done = await admin.post("/api/v1/personal-data/erase", json=person)
    assert [each["id"] for each in told["files"]] == [mine]
    (shown,) = told["candidatures"]
    assert shown["candidate"]["cv"]["file"]["name"] == "Mon CV.pdf"
    assert "words" not in shown
    assert done.json()["erased"]["files"]["deleted"] == 1
    refused(await recruiter.post(link_of(receipt)), 404, "cv_not_found")
    assert [file.id for file in await every_file(api)] == [others]
    assert len(api.container.ports.storage()._objects) == 1
    assert ids_of(await recruiter.get(CANDIDATURES, params={"q": "personne"})) != [receipt["id"]]


async def test_at_the_end_of_its_period_the_nightly_job_takes_the_cv_with_the_candidature() -> None:
    api = Api()  # of its own: keys are renewed in two years, which the next test could not undo
    async with api.staff(Role.RECRUITER) as recruiter, api.client() as visitor:
        offer = await published_emploi(recruiter)
        await applied(visitor, offer, cv={"fileId": await uploaded(visitor)})
    await made_ready(api)
    api.clock.advance(timedelta(days=700))
    await api.container.files.collect_orphans()(due=api.clock.now())
    await api.container.privacy.expire_personal_data()(due=api.clock.now())
    assert len(await every_file(api)) == 1
    api.clock.advance(timedelta(days=31))
    await api.container.privacy.expire_personal_data()(due=api.clock.now())
    assert await every_file(api) == ()
    assert api.container.ports.storage()._objects == {}
