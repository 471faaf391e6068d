"""What the existing pages list, on the wired application."""

import json
from contextlib import suppress
from typing import Any

import httpx
import pytest

from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.money import Currency, Money
from support.api import Api
from support.build import NOW, TODAY, formation, later, logiciel
from support.old_pages import (
    ACTUALITE,
    EMPLOI,
    FORMATION,
    LOGICIEL,
    PROJET,
    PUBLICATION,
    Json,
    Shape,
    fits,
    shown,
)
from support.recruitment import emploi_body
from support.repository_files import read
from support.wire import (
    ACTUALITES,
    FORMATIONS,
    LOGICIELS,
    PROJETS,
    PUBLICATIONS,
    actualite_body,
    formation_body,
    logiciel_body,
    projet_body,
    publication_body,
)

EMPLOIS = "/api/v1/emplois"
NOUNS: dict[str, tuple[str, Json, Shape]] = {
    "formations": (FORMATIONS, formation_body(), FORMATION),
    "logiciels": (LOGICIELS, logiciel_body(), LOGICIEL),
    "publications": (PUBLICATIONS, publication_body(), PUBLICATION),
    "actualites": (ACTUALITES, actualite_body(), ACTUALITE),
    "emplois": (EMPLOIS, emploi_body(deadline=TODAY), EMPLOI),
    "projets": (PROJETS, projet_body(), PROJET),
}
HOSTILE = "<img src=x onerror=alert(1)>\\');alert(1);//"
DANGEROUS = set("<>\"'`\\")


async def write(staff: httpx.AsyncClient, path: str, body: Json, *, publish: bool = True) -> Json:
    made: Json = (await staff.post(path, json=body)).raise_for_status().json()
    if publish:
        (await staff.post(f"{path}/{made['id']}/publish")).raise_for_status()
    return made


@pytest.mark.parametrize("noun", NOUNS)
async def test_each_entry_has_what_the_pages_read_even_where_staff_wrote_little(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, noun: str
) -> None:
    path, body, shape = NOUNS[noun]
    made = await write(editor, path, body)
    (entry,) = shown(await visitor.get(f"/api/{noun}"))
    fits(entry, shape)
    assert entry["id"] == made["id"]


@pytest.mark.parametrize("noun", NOUNS)
async def test_staff_are_shown_what_visitors_see(editor: httpx.AsyncClient, noun: str) -> None:
    path, body, _ = NOUNS[noun]
    await write(editor, path, body, publish=False)
    assert shown(await editor.get(f"/api/{noun}")) == []


def texts_in(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts_in(each)]
    return [text for each in value for text in texts_in(each)] if isinstance(value, list) else []


def hostile(value: Any) -> Any:
    """Return a body in which every free text attacks; what is one of few values is left."""
    if isinstance(value, dict):
        kept = {"type", "category", "src", "download", "email", "phone", "deadline", "contract", "sha256"}
        return {name: each if name in kept else hostile(each) for name, each in value.items()}
    if isinstance(value, list):
        return [hostile(each) for each in value]
    return HOSTILE if isinstance(value, str) else value


@pytest.mark.parametrize("noun", NOUNS)
async def test_nothing_that_staff_write_attacks_the_pages(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, noun: str
) -> None:
    path, body, _ = NOUNS[noun]
    await write(editor, path, hostile(body))
    (entry,) = shown(await visitor.get(f"/api/{noun}"))
    texts = texts_in(entry)
    assert any("alert" in text for text in texts)
    assert [text for text in texts if DANGEROUS & set(text)] == []


async def test_every_published_formation_is_in_one_answer(api: Api, visitor: httpx.AsyncClient) -> None:
    entries = api.container.ports.formations()
    for number in range(230):
        entry = formation(title=f"Formation {number:03}")
        await entries.add(entry.publish(at=NOW) if number < 225 else entry)
    listed = shown(await visitor.get("/api/formations"))
    assert [each["title"] for each in listed] == [f"Formation {number:03}" for number in range(225)]


async def test_a_list_has_an_end(
    api: Api, visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sorbo_web.site.lists.MOST", 150)
    for number in range(201):
        await api.container.ports.formations().add(formation(title=f"{number:03}").publish(at=NOW))
    assert len(shown(await visitor.get("/api/formations"))) == 150


async def test_a_page_is_shown_where_one_is_asked_for(api: Api, visitor: httpx.AsyncClient) -> None:
    for number in range(25):
        await api.container.ports.formations().add(formation(title=f"{number:02}").publish(at=NOW))
    body = (await visitor.get("/api/formations?page=3")).json()
    assert [each["title"] for each in body["data"]] == ["20", "21", "22", "23", "24"]
    assert body["pagination"] == {"currentPage": 3, "totalPages": 3, "perPage": 10}
    assert (body["total"], body["totalPages"], body["currentPage"]) == (25, 3, 3)
    assert len(shown(await visitor.get("/api/formations?limit=3"))) == 3
    assert len(shown(await visitor.get("/api/formations?limit=100000"))) == 25
    assert shown(await visitor.get("/api/formations?page=100000")) == []


async def test_what_a_formation_says_is_said_in_the_words_of_the_pages(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    said = formation_body(
        levels=["debutant", "intermediaire"],
        price={"amount": 150_000},
        schedule="5 séances, le samedi de 9h à 16h",
        datesText="Du 18 octobre au 15 novembre",
        location="Abidjan, Cocody",
        objectives=["Modéliser"],
        duration="40 heures",
        type="revit",
        image={"src": "/images/image 01.jpg"},
    )
    await write(editor, FORMATIONS, said)
    (entry,) = shown(await visitor.get("/api/formations"))
    assert entry["price"] == entry["prix"] == 150_000
    assert entry["objectives"] == entry["objectifs"] == ["Modéliser"]
    assert entry["niveau"] == "Débutant à intermédiaire"
    assert entry["dates"] == "Du 18 octobre au 15 novembre"
    assert entry["image"] == "/images/image%2001.jpg"
    assert entry["active"] is True


async def test_the_records_of_the_existing_site_come_back_as_its_pages_read_them(
    api: Api, editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    take_over = api.container.catalogue.import_formation()
    for record in json.loads(read("tests/fixtures/formations.json")):
        with suppress(Invalid):
            await take_over(record=record)
    for made in (await editor.get(FORMATIONS, params={"status": "brouillon"})).json()["items"]:
        (await editor.post(f"{FORMATIONS}/{made['id']}/publish")).raise_for_status()
    listed = {each["title"]: each for each in shown(await visitor.get("/api/formations"))}
    for each in listed.values():
        fits(each, FORMATION)
    entry = listed["Topographie de chantier - Implantation et récolement"]
    assert (entry["price"], entry["type"], entry["duree"]) == (175_000, "genie-civil", "24 heures")
    assert entry["dates"] == "Du 7 au 21 mars"
    assert entry["objectives"][0] == "Mettre une station en place"
    assert entry["niveau"] == "Débutant à intermédiaire"


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([], ""),
        (["avance"], "Avancé"),
        (["debutant", "avance"], "Tous niveaux"),
        (["intermediaire", "avance"], "Intermédiaire à avancé"),
    ],
)
async def test_levels_are_a_phrase(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, levels: list[str], said: str
) -> None:
    await write(editor, FORMATIONS, formation_body(levels=levels))
    assert shown(await visitor.get("/api/formations"))[0]["niveau"] == said


@pytest.mark.parametrize("price", [None, Money(900, Currency.EUR)])
async def test_a_price_that_is_none_in_francs_is_on_request(
    api: Api, visitor: httpx.AsyncClient, price: Money | None
) -> None:
    await api.container.ports.formations().add(formation(price=price).publish(at=NOW))
    assert shown(await visitor.get("/api/formations"))[0]["price"] == 0


async def test_a_logiciel_that_cannot_be_had_shows_no_link(api: Api, visitor: httpx.AsyncClient) -> None:
    for available in (True, False):
        entry = logiciel(title=f"{available}", download="/a b.rar", available=available)
        await api.container.ports.logiciels().add(entry.publish(at=NOW))
    not_there, there = shown(await visitor.get("/api/logiciels"))
    assert (there["disponible"], there["downloadUrl"]) == (True, "/a%20b.rar")
    assert (not_there["disponible"], not_there["downloadUrl"]) == (False, "")


@pytest.mark.parametrize(
    ("size", "said"),
    [(None, ""), (0, "0 octets"), (999, "999 octets"), (1200, "1,2 Ko"), (26_214_400, "26,2 Mo")],
)
async def test_sizes_are_said_as_people_say_them(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, size: int | None, said: str
) -> None:
    file = {"name": "guide.pdf", "src": "/documents/guide.pdf", "type": "pdf", "size": size}
    await write(editor, PUBLICATIONS, publication_body(file=file, issued="2026-02-01"))
    (entry,) = shown(await visitor.get("/api/publications"))
    assert (entry["taille"], entry["datePublication"]) == (said, "2026-02-01")


async def test_a_job_is_listed_until_its_last_day(
    api: Api, editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    hidden = {"min": 100, "max": 200, "shown": False}
    await write(editor, EMPLOIS, emploi_body(deadline=TODAY, salary=hidden))
    (entry,) = shown(await visitor.get("/api/emplois"))
    assert entry["dateLimite"] == TODAY.isoformat()
    assert entry["salaire"]["afficher"] is False
    assert entry["salaire"]["max"] == 0
    api.clock.advance(later(days=1) - NOW)
    assert shown(await visitor.get("/api/emplois")) == []
