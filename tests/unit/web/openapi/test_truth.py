"""What schemas and links of the document say beyond the types of bodies and answers."""

from typing import Any

import httpx
import msgspec

from sorbo_web.openapi.document import build_document
from sorbo_web.wiring.application import build_routes
from support.api import Api, ids_of
from support.wire import FORMATIONS, new_formation

Json = dict[str, Any]

_DOCUMENT: Json = msgspec.json.decode(
    msgspec.json.encode(build_document(build_routes(Api().container).routes, title="API"))
)
_SCHEMAS: Json = _DOCUMENT["components"]["schemas"]
_OPERATIONS: dict[str, Json] = {
    operation["operationId"]: operation for item in _DOCUMENT["paths"].values() for operation in item.values()
}


def _takes_null(schema: Json) -> bool:
    return {"type": "null"} in schema.get("anyOf", ())


def test_a_patch_takes_null_for_what_can_be_cleared_and_for_nothing_else() -> None:
    members = _SCHEMAS["FormationPatch"]["properties"]
    assert {name for name, schema in members.items() if not _takes_null(schema)} == {
        "slug",
        "title",
        "description",
        "category",
    }


def test_so_does_a_patch_within_a_patch() -> None:
    members = _SCHEMAS["MoneyPatch"]["properties"]
    assert not _takes_null(members["amount"])
    assert _takes_null(members["currency"])


async def test_what_takes_no_null_is_refused_one(editor: httpx.AsyncClient) -> None:
    made = await new_formation(editor)
    for name in ("slug", "title", "description", "category"):
        answer = await editor.patch(
            f"{FORMATIONS}/{made['id']}", json={name: None}, headers={"If-Match": "*"}
        )
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "required")


def test_an_answer_that_fields_may_shorten_is_whole_or_a_selection() -> None:
    content = _OPERATIONS["readFormation"]["responses"]["200"]["content"]["application/json"]
    whole, selection = (each["$ref"].rpartition("/")[2] for each in content["schema"]["anyOf"])
    assert _SCHEMAS[selection]["required"] == ["id"]
    assert _SCHEMAS[selection]["properties"] == _SCHEMAS[whole]["properties"]


def test_so_is_each_item_of_a_page() -> None:
    assert _SCHEMAS["FormationPageSelection"]["properties"]["items"]["items"] == {
        "$ref": "#/components/schemas/FormationItemViewSelection"
    }
    assert _SCHEMAS["FormationPage"]["properties"]["items"]["items"] == {
        "$ref": "#/components/schemas/FormationItemView"
    }


def test_every_link_leads_to_an_operation_by_parameters_that_it_has() -> None:
    links = [
        link
        for operation in _OPERATIONS.values()
        for answer in operation["responses"].values()
        for link in answer.get("links", {}).values()
    ]
    assert len(links) > 50
    for link in links:
        target = _OPERATIONS[link["operationId"]]
        declared = {f"{each['in']}.{each['name']}" for each in target["parameters"]}
        needed = {f"{each['in']}.{each['name']}" for each in target["parameters"] if each["required"]}
        assert needed <= set(link.get("parameters", ())) <= declared


def test_what_is_created_below_another_thing_is_linked_to_where_it_is() -> None:
    links = _OPERATIONS["requestInscription"]["responses"]["201"]["links"]
    assert links["readInscription"]["parameters"] == {"path.id": "$response.body#/id"}


async def test_a_link_can_be_followed_from_what_is_created_to_its_change_and_its_list(
    editor: httpx.AsyncClient,
) -> None:
    links = _OPERATIONS["createFormation"]["responses"]["201"]["links"]
    created = await editor.post(
        FORMATIONS, json={"title": "Un titre", "description": "Un texte.", "category": "Une catégorie"}
    )
    assert links["changeFormation"]["parameters"] == {
        "path.id": "$response.body#/id",
        "header.If-Match": "$response.header.ETag",
    }
    path = f"{FORMATIONS}/{created.json()['id']}"
    headers = {"If-Match": created.headers["etag"]}
    assert (await editor.patch(path, json={"title": "Un autre"}, headers=headers)).is_success
    assert links["listFormations"].get("parameters") is None
    assert created.json()["id"] in ids_of(await editor.get(FORMATIONS))
