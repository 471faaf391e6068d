"""Imports: each row is written whole or told, and the same rows again change nothing."""

from typing import Any

import httpx
import pytest

from support.api import Api, refused
from support.wire import FORMATIONS, formation_body, new_formation, published_formation

_IMPORT = f"{FORMATIONS}/import"
_HEAD = "slug,title,description,category,levels,price.amount,price.currency\r\n"
_GOOD = _HEAD + 'beton,Béton,"Du ""sec"", du frais",Génie civil,"debutant\navance",150000,XOF\r\n'
Json = dict[str, Any]


async def _sent(client: httpx.AsyncClient, text: str | bytes, query: str = "") -> httpx.Response:
    return await client.post(f"{_IMPORT}{query}", content=text, headers={"Content-Type": "text/csv"})


def _counts(response: httpx.Response) -> tuple[int, ...]:
    report = response.json()
    return tuple(report[name] for name in ("created", "changed", "unchanged", "refused"))


async def test_rows_become_brouillons_and_the_same_rows_change_nothing(editor: httpx.AsyncClient) -> None:
    assert _counts(await _sent(editor, _GOOD)) == (1, 0, 0, 0)
    made = (await editor.get(f"{FORMATIONS}/beton")).json()
    assert (made["title"], made["description"], made["status"]) == (
        "Béton",
        'Du "sec", du frais',
        "brouillon",
    )
    assert (made["price"]["amount"], made["levels"]) == (150000, ["debutant", "intermediaire", "avance"])
    assert _counts(await _sent(editor, _GOOD)) == (0, 0, 1, 0)
    assert (await editor.get(f"{FORMATIONS}/beton")).json()["version"] == 1


async def test_what_is_left_out_stays_and_what_is_empty_is_taken_away(editor: httpx.AsyncClient) -> None:
    made = await new_formation(editor, location="Ouagadougou", schedule="le soir")
    report = await _sent(editor, f"slug;title;location\n{made['slug']};Étude des sols;\n")
    assert _counts(report) == (0, 1, 0, 0)
    changed = (await editor.get(f"{FORMATIONS}/{made['id']}")).json()
    assert [changed[name] for name in ("title", "location", "schedule")] == [
        "Étude des sols",
        None,
        "le soir",
    ]
    assert (changed["slug"], changed["version"]) == (made["slug"], 2)


async def test_a_dry_run_tells_the_same_and_writes_nothing(api: Api, editor: httpx.AsyncClient) -> None:
    await new_formation(editor, slug="sols")
    rows = [formation_body(slug="beton"), {"slug": "sols", "title": "Sols"}, {"slug": "x", "title": "X"}]
    before = api.stored()
    dry = await editor.post(f"{_IMPORT}?dryRun=true", json={"rows": rows})
    assert api.stored() == before
    wet = await editor.post(_IMPORT, json={"rows": rows})
    assert _counts(dry) == _counts(wet) == (1, 1, 0, 1)
    told = [[row["outcome"] for row in answer.json()["rows"]] for answer in (dry, wet)]
    assert told == [["created", "changed", "refused"]] * 2


async def test_an_error_names_its_row_and_its_field_and_the_others_are_written(
    editor: httpx.AsyncClient,
) -> None:
    text = "slug,title,description,category,price.amount\n"
    for line in (
        "a,A,A,A,12",
        ",B,B,B,",
        "c,C,C,C,douze",
        "a,D,D,D,",
        "Pas Un Slug,E,E,E,",
        "f,F,F,F,,,",
        "g,,G,G,",
    ):
        text += f"{line}\n"
    report = (await _sent(editor, text)).json()
    assert [row["outcome"] for row in report["rows"]] == ["created"] + ["refused"] * 6
    problems = [row["problem"]["errors"][0] for row in report["rows"][1:]]
    told = [(each["pointer"], each["code"]) for each in problems]
    assert told == [
        ("/slug", "missing"),
        ("/price/amount", "wrong_type"),
        ("/slug", "repeated_row"),
        ("/slug", "not_allowed_text"),
        ("", "too_many_cells"),
        ("/title", "missing"),
    ]
    assert [row["row"] for row in report["rows"]] == [1, 2, 3, 4, 5, 6, 7]
    assert len((await editor.get(FORMATIONS)).json()["items"]) == 1


@pytest.mark.parametrize("dialect", ["rfc4180", "excel"])
async def test_an_export_comes_back_as_it_was(editor: httpx.AsyncClient, dialect: str) -> None:
    await published_formation(editor, title="=1+1", objectives=["-2", "@x"], description="'=a;=b\n\n-c")
    file = (await editor.get(f"{FORMATIONS}/export?dialect={dialect}")).content
    assert _counts(await _sent(editor, file)) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"slug,title\n\xff,x\n", "not_utf8"),
        (b'slug,title\n"a,x\n', "invalid_csv"),
        (b"slug,x\na,b\n", "unknown_column"),
        (b"slug,slug\na,b\n", "repeated_column"),
        (b"slug\n" + b"a\n" * 1001, "too_long"),
        (b"slug,title\n" + b"a" * 140_000 + b",x\n", "invalid_csv"),
    ],
)
async def test_a_file_that_is_no_table_is_refused_whole(
    editor: httpx.AsyncClient, file: bytes, code: str
) -> None:
    response = await _sent(editor, file)
    refused(response, 400, "malformed")
    assert response.json()["errors"][0]["code"] == code


async def test_other_types_and_longer_files_are_refused(editor: httpx.AsyncClient) -> None:
    xml = {"Content-Type": "application/xml"}
    refused(await editor.post(_IMPORT, content=b"<a/>", headers=xml), 415, "unsupported_media_type")
    refused(await _sent(editor, b"slug\n" + b"a" * 300_000), 413, "body_too_large")
    refused(await _sent(editor, _GOOD, "?dryRun=yes"), 400, "malformed")
    refused(await _sent(editor, _GOOD, "?dry=true"), 400, "malformed")


async def test_only_who_may_write_may_import(visitor: httpx.AsyncClient, viewer: httpx.AsyncClient) -> None:
    refused(await _sent(visitor, _GOOD), 401, "authentication_required")
    refused(await _sent(viewer, _GOOD, "?dryRun=true"), 403, "forbidden")
