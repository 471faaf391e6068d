"""Exports: the whole of what a list finds, in three formats, for who may read the list."""

import csv
import io
import json
from typing import Any

import httpx
import openpyxl
import pytest

from support.api import refused
from support.recruitment import CANDIDATURES, EMPLOIS, new_emploi, published_emploi
from support.wire import (
    ABONNES,
    AVIS,
    DEMANDES,
    FORMATIONS,
    INSCRIPTIONS,
    SESSIONS,
    new_demande,
    new_formation,
)
from support.wire import published_formation as published

_HOSTILE = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "'=1", 'a"b;c,d', "à\u202e💩", "{=1}")


def _csv(response: httpx.Response, separator: str = ",") -> list[dict[str, str]]:
    text = io.StringIO(response.content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=separator, strict=True))


def _cells(response: httpx.Response) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows()]


def _values(response: httpx.Response) -> str:
    return str([[cell.value for cell in row] for row in _cells(response)])


async def test_csv_holds_what_the_list_holds(editor: httpx.AsyncClient) -> None:
    made = await published(editor, objectives=["Lire", "Écrire"], price={"amount": 150000, "currency": "XOF"})
    response = await editor.get(f"{FORMATIONS}/export")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="formations.csv"'
    assert response.headers["cache-control"] == "private, no-store"
    (row,) = _csv(response)
    assert (row["id"], row["title"], row["category.label"]) == (made["id"], made["title"], "Génie civil")
    assert (row["objectives"], row["price.amount"], row["publishAt"]) == ("Lire\nÉcrire", "150000", "")
    assert response.content.count(b"\r\n") == 2


async def test_a_french_excel_gets_semicolons_and_a_byte_order_mark(editor: httpx.AsyncClient) -> None:
    await published(editor, title="Béton ; acier")
    response = await editor.get(f"{FORMATIONS}/export?dialect=excel")
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert [row["title"] for row in _csv(response, ";")] == ["Béton ; acier"]


async def test_ndjson_has_an_entity_a_line_as_the_list_shows_it(editor: httpx.AsyncClient) -> None:
    for number in range(3):
        await published(editor, title=f"Formation {number}")
    listed = (await editor.get(f"{FORMATIONS}?sort=-title")).json()["items"]
    response = await editor.get(f"{FORMATIONS}/export?format=ndjson&sort=-title")
    assert [json.loads(line) for line in response.text.splitlines()] == listed


async def test_filters_sorts_and_fields_are_those_of_the_list(editor: httpx.AsyncClient) -> None:
    for number, category in enumerate(["Logiciels", "Génie civil", "Logiciels"]):
        await published(editor, title=f"Formation {number}", category=category)
    response = await editor.get(f"{FORMATIONS}/export?category=logiciels&sort=-title&fields=title")
    rows = _csv(response)
    assert [row["title"] for row in rows] == ["Formation 2", "Formation 0"]
    assert list(rows[0]) == ["id", "title"]


async def test_xlsx_has_texts_numbers_and_dates(editor: httpx.AsyncClient) -> None:
    await published(editor, price={"amount": 150000, "currency": "XOF"})
    head, row = _cells(await editor.get(f"{FORMATIONS}/export?format=xlsx"))
    cells = {name.value: cell for name, cell in zip(head, row, strict=True)}
    assert (cells["price.amount"].value, cells["price.amount"].data_type) == (150000, "n")
    assert cells["createdAt"].data_type == "d"


@pytest.mark.parametrize("text", _HOSTILE)
async def test_no_text_becomes_a_formula(editor: httpx.AsyncClient, text: str) -> None:
    await new_formation(editor, title=text, objectives=[text])
    _, row = _cells(await editor.get(f"{FORMATIONS}/export?format=xlsx"))
    assert {cell.data_type for cell in row} <= {"s", "n", "d", "b"}
    assert [cell.value for cell in row].count(text) == 2
    (shown,) = _csv(await editor.get(f"{FORMATIONS}/export"))
    assert shown["title"][0] not in "=+-@"


async def test_each_list_has_one_for_who_may_read_the_list(
    visitor: httpx.AsyncClient, admin: httpx.AsyncClient
) -> None:
    await new_demande(visitor)
    for path in (DEMANDES, SESSIONS, INSCRIPTIONS, CANDIDATURES, ABONNES, AVIS):
        refused(await visitor.get(f"{path}/export"), 401, "authentication_required")
        assert (await admin.get(f"{path}/export")).status_code == 200
    assert [row["name"] for row in _csv(await admin.get(f"{DEMANDES}/export"))] == ["Service des achats"]


async def test_visitors_export_what_is_published_only(
    visitor: httpx.AsyncClient, editor: httpx.AsyncClient
) -> None:
    await new_formation(editor, title="Brouillon")
    await published(editor, title="Publiée")
    assert [row["title"] for row in _csv(await visitor.get(f"{FORMATIONS}/export"))] == ["Publiée"]
    refused(await visitor.get(f"{FORMATIONS}/export?status=brouillon"), 401, "authentication_required")


@pytest.mark.parametrize("format_", ["csv", "ndjson", "xlsx"])
async def test_a_salary_that_is_not_shown_leaves_by_no_export(
    visitor: httpx.AsyncClient, admin: httpx.AsyncClient, format_: str
) -> None:
    hidden = {"min": 271828, "max": 314159, "shown": False}
    await published_emploi(admin, title="Projeteur", salary=hidden)
    await new_emploi(admin, title="Brouillon", salary=hidden)
    for client, shown in ((admin, True), (visitor, False)):
        response = await client.get(f"{EMPLOIS}/export?format={format_}")
        file = _values(response) if format_ == "xlsx" else response.text
        assert "Projeteur" in file
        assert ("Brouillon" in file) is shown
        assert ("314159" in file or "271828" in file) is shown
    refused(await visitor.get(f"{EMPLOIS}/export?sort=salary"), 400, "malformed")


@pytest.mark.parametrize(
    "query",
    ["format=pdf", "format=", "dialect=x", "limit=5", "after=x", "include=sessions", "x=1", "fields=y"],
)
async def test_what_an_export_does_not_know_is_refused(editor: httpx.AsyncClient, query: str) -> None:
    assert refused(await editor.get(f"{FORMATIONS}/export?{query}"), 400, "malformed") == [
        f"?{query.partition('=')[0]}"
    ]


@pytest.mark.parametrize("title", ["Export", "Import"])
async def test_what_is_called_as_a_route_has_another_slug(editor: httpx.AsyncClient, title: str) -> None:
    made = await new_formation(editor, title=title)
    assert made["slug"] == f"{title.lower()}-2"
    body = {"title": "X", "description": "X", "category": "X", "slug": title.lower()}
    refused(await editor.post(FORMATIONS, json=body), 409, "slug_taken")
