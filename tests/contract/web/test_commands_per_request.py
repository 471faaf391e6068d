"""How many commands MongoDB is sent for each public read and each frequent write, nothing being kept.

A request that comes to need more of them, or fewer, fails by its name: fewer is good news, and
changes a figure here.
"""

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any

import pytest_asyncio

from sorbo_core.identity.permissions import Role
from sorbo_core.shared.caching.tags import one
from support.api import PASSWORD, Api, address_of
from support.commands.recorder import RECORDER
from support.mongo_api import mongo_api
from support.recruitment import EMPLOIS, candidature_body, published_emploi
from support.wire import (
    ABONNES,
    AVIS,
    DEMANDES,
    FORMATIONS,
    INSCRIPTIONS,
    LOGICIELS,
    LOGIN,
    SESSIONS,
    avis_body,
    demande_body,
    enrolled,
    formation_body,
    inscription_body,
    new_avis,
    new_formation,
    published_actualite,
    published_formation,
    published_logiciel,
    published_projet,
    published_publication,
    published_session,
    session_body,
    subscription_body,
)

READS = {
    "/api/v1/formations": 2,
    "/api/v1/formations?include=sessions": 4,
    "/api/v1/formations/{formation}": 4,
    "/api/v1/formations/{slug}": 4,
    "/api/v1/formations/{formation}/avis": 2,
    "/api/v1/sessions/{session}": 3,
    "/api/v1/logiciels": 3,
    "/api/v1/logiciels/{logiciel}": 3,
    "/api/v1/projets": 1,
    "/api/v1/projets/{projet}": 1,
    "/api/v1/actualites": 2,
    "/api/v1/actualites/{actualite}": 2,
    "/api/v1/publications": 2,
    "/api/v1/publications/{publication}": 2,
    "/api/v1/publications/{publication}/download": 1,
    "/api/v1/emplois": 1,
    "/api/v1/emplois/{emploi}": 1,
    "/api/v1/search?q=sols ": 3,
    "/api/v1/search?q=nothing ": 1,
    "/api/v1/stats": 4,
    "/health/ready": 1,
}

READS_BESIDE_TABLES = {
    "/api/v1/formations": 1,
    "/api/v1/formations?include=sessions": 2,
    "/api/v1/formations/{formation}": 2,
    "/api/v1/formations/{slug}": 2,
    "/api/v1/logiciels": 2,
    "/api/v1/logiciels/{logiciel}": 2,
}
"""Of a process that keeps answers, and with them what is small: all ratings, all upcoming sessions."""

# Of what staff do, two are the standing of who asks, which is kept in the process otherwise.
WRITES = {
    "a formation is created": 3,
    "a formation is changed": 5,
    "a formation is published": 5,
    "a session is created": 5,
    "an inscription is asked for": 5,
    "an inscription is confirmed": 7,
    "a demande is sent": 1,
    "a demande is sent with a key": 3,
    "an avis is given": 2,
    "an avis is approved": 4,
    "a candidature is sent": 3,
    "somebody subscribes": 2,
    "somebody logs in": 3,
    "a logiciel is downloaded": 1,
}

Sent = dict[str, Counter[str]]


@pytest_asyncio.fixture
async def api(mongo_url: str, database_name: str) -> AsyncIterator[Api]:
    async with mongo_api(mongo_url, database_name) as api:
        yield api


async def site_of(api: Api) -> dict[str, str]:
    """Publish one of everything; return the ids."""
    async with api.staff(Role.ADMIN) as admin:
        formation = await published_formation(admin)
        made = {
            "formation": formation,
            "session": await published_session(admin, formation),
            "logiciel": await published_logiciel(admin),
            "projet": await published_projet(admin),
            "actualite": await published_actualite(admin),
            "publication": await published_publication(admin),
            "emploi": await published_emploi(admin),
            "draft": await new_formation(admin, title="Autre"),
        }
    async with api.client() as visitor:
        made["inscription"] = await enrolled(visitor, made["session"])
        made["avis"] = await new_avis(visitor, f"{FORMATIONS}/{formation['id']}")
    async for _ in api.container.insight.rebuild_search()():
        pass
    return {name: each["id"] for name, each in made.items()} | {"slug": formation["slug"]}


def command_of(sent: Mapping[str, Any]) -> str:
    """Return which command it is, and on which collection."""
    name = next(iter(sent))
    return f"{name} {sent[name]}" if isinstance(sent[name], str) else name


def differences(expected: Mapping[str, int], sent: Sent) -> Iterable[str]:
    """Yield what was sent for each request that needs another number than is expected."""
    assert expected.keys() == sent.keys()
    for name, commands in sent.items():
        if commands.total() != expected[name]:
            told = ", ".join(f"{count} {each}" for each, count in commands.items())
            yield f"{name}: {commands.total()} instead of {expected[name]}: {told}"


async def test_each_public_read_needs_as_many_commands_as_it_should(api: Api) -> None:
    assert not (told := await told_of_reads(api, READS)), told


async def test_a_read_that_is_not_kept_asks_less_where_answers_are(
    mongo_url: str, database_name: str
) -> None:
    async with mongo_api(mongo_url, database_name, SORBO_CACHE_MEMORY="1000000") as api:
        assert not (told := await told_of_reads(api, READS_BESIDE_TABLES, again=True)), told


async def told_of_reads(api: Api, reads: Mapping[str, int], *, again: bool = False) -> str:
    """Return which reads need another number of commands; `again` when they were read before."""
    ids = await site_of(api)
    sent: Sent = {}
    async with api.client() as visitor:
        for path in reads:
            if again:
                await visitor.get(path.format_map(ids))
                shown = [one(noun, ids[noun]) for noun in ("formation", "logiciel")]
                await api.container.ports.answers().invalidate(["formation", "logiciel", *shown])
            with RECORDER.watching() as commands:
                answer = await visitor.get(path.format_map(ids))
            assert answer.status_code in {200, 302, 303, 307}, answer.text
            sent[path] = Counter(map(command_of, commands))
    return "\n".join(differences(reads, sent))


async def test_each_write_needs_as_many_commands_as_it_should(api: Api) -> None:
    ids = await site_of(api)
    formation, emploi = f"{FORMATIONS}/{ids['formation']}", f"{EMPLOIS}/{ids['emploi']}"
    draft, session = f"{FORMATIONS}/{ids['draft']}", f"{SESSIONS}/{ids['session']}"
    login = {"email": address_of(Role.ADMIN), "password": PASSWORD}
    sent: Sent = {}
    async with api.staff(Role.ADMIN) as admin, api.client() as visitor, api.client() as keyed:
        admin.headers["If-Match"] = "*"
        keyed.headers["Idempotency-Key"] = "once-and-for-all"
        confirm = f"{INSCRIPTIONS}/{ids['inscription']}/confirm"
        download, approve = f"{LOGICIELS}/{ids['logiciel']}/download", f"{AVIS}/{ids['avis']}/approve"
        for name, client, path, body in (
            ("a formation is created", admin, FORMATIONS, formation_body(title="Une autre")),
            ("a formation is changed", admin, draft, {"location": "Abidjan"}),
            ("a formation is published", admin, f"{draft}/publish", None),
            ("a session is created", admin, SESSIONS, session_body(ids["formation"])),
            ("an inscription is asked for", visitor, f"{session}/inscriptions", inscription_body(2)),
            ("an inscription is confirmed", admin, confirm, None),
            ("a demande is sent", visitor, DEMANDES, demande_body()),
            ("a demande is sent with a key", keyed, DEMANDES, demande_body()),
            ("an avis is given", visitor, f"{formation}/avis", avis_body(2)),
            ("an avis is approved", admin, approve, None),
            ("a candidature is sent", visitor, f"{emploi}/candidatures", candidature_body()),
            ("somebody subscribes", visitor, ABONNES, subscription_body()),
            ("somebody logs in", visitor, LOGIN, login),
            ("a logiciel is downloaded", visitor, download, None),
        ):
            method = "PATCH" if path == draft else "POST"
            with RECORDER.watching() as commands:
                answer = await client.request(method, path, json=body)
            assert answer.status_code < 400, (name, answer.text)
            sent[name] = Counter(map(command_of, commands))
    assert not (told := list(differences(WRITES, sent))), "\n".join(told)
