"""The OpenAPI document says what the application does."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import httpx
import msgspec
import pytest
from litestar.routes import HTTPRoute
from openapi_spec_validator import OpenAPIV31SpecValidator

from sorbo_core.catalogue.formation import FORMATIONS
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.query import SEVERAL
from sorbo_web.api.policy import Policy
from sorbo_web.openapi.document import build_document
from sorbo_web.wiring.application import build_routes
from support.api import Api

Json = dict[str, Any]

_ROUTES = build_routes(Api().container).routes
_DOCUMENT: Json = msgspec.json.decode(msgspec.json.encode(build_document(_ROUTES, title="API")))
_PROBLEM = "application/problem+json"


class Operation(NamedTuple):
    """One operation of the document, and what its route declares."""

    said: Json
    path: str
    method: str
    opt: Json


def _operations() -> Iterator[tuple[str, Operation]]:
    for route in _ROUTES:
        if isinstance(route, HTTPRoute) and route.path_format.startswith(
            ("/api/v1", "/files/", "/.well-known/")
        ):
            for method, (handler, _) in sorted(route.route_handler_map.items()):
                if method != "OPTIONS":
                    path = route.path_format
                    said = _DOCUMENT["paths"][path][method.lower()]
                    yield f"{method} {path}", Operation(said, path, method, dict(handler.opt))


_OPERATIONS = dict(_operations())


@pytest.fixture(params=_OPERATIONS)
def operation(request: pytest.FixtureRequest) -> Operation:
    return _OPERATIONS[request.param]


def test_the_document_is_valid() -> None:
    OpenAPIV31SpecValidator(_DOCUMENT).validate()


async def test_it_is_served_as_it_is_made(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get("/openapi.json")
    assert response.headers["content-type"] == "application/json"
    assert response.json()["openapi"] == "3.1.0"
    assert response.json()["paths"] == _DOCUMENT["paths"]


def test_every_operation_of_the_api_is_in_it_and_no_other() -> None:
    documented = {f"{method.upper()} {path}" for path, item in _DOCUMENT["paths"].items() for method in item}
    assert documented == set(_OPERATIONS)


def test_operation_ids_are_unique() -> None:
    ids = [operation.said["operationId"] for operation in _OPERATIONS.values()]
    assert all(ids)
    assert len(set(ids)) == len(ids)


def test_an_operation_says_what_it_does(operation: Operation) -> None:
    assert operation.said["summary"].endswith(".")
    assert operation.said["description"]
    assert "Raises" not in operation.said["description"]
    assert operation.said["tags"][0] in {tag["name"] for tag in _DOCUMENT["tags"]}


def test_a_success_has_a_schema_and_an_example_or_leads_elsewhere(operation: Operation) -> None:
    elsewhere = operation.said["responses"].get(str(operation.opt.get("leads", 303)))
    if elsewhere is not None:
        assert "Location" in elsewhere["headers"]
        return
    if "204" in operation.said["responses"]:
        assert "content" not in operation.said["responses"]["204"]
        return
    successes = [answer for status, answer in operation.said["responses"].items() if status[0] == "2"]
    assert len(successes) == (2 if operation.opt.get("ranges") else 1)
    for success in successes:
        assert success["content"]
        for content in success["content"].values():
            assert content["schema"]
            assert content["example"]


def test_every_refusal_is_a_problem_with_examples(operation: Operation) -> None:
    refusals = {status: answer for status, answer in operation.said["responses"].items() if status >= "400"}
    assert {"400", "401", "429", "500", "503"} <= refusals.keys()
    for status, refusal in refusals.items():
        content = refusal["content"][_PROBLEM]
        assert content["schema"] == {"$ref": "#/components/schemas/Problem"}
        for code, example in content["examples"].items():
            assert (example["value"]["code"], example["value"]["status"]) == (code, int(status))


def test_statuses_follow_from_what_the_route_declares(operation: Operation) -> None:
    statuses = set(operation.said["responses"])
    assert ({"408", "413", "415"} <= statuses) is ("requestBody" in operation.said)
    assert ("304" in statuses) is bool(operation.opt["cacheable"] or operation.opt.get("ranges"))
    assert ("308" in statuses) is bool(operation.opt.get("redirects"))
    assert ("201" in statuses) is bool(operation.opt["creates"])
    assert ("428" in statuses) is bool(operation.opt["if_match_required"])
    if isinstance(operation.opt["policy"], Permission):
        assert "403" in statuses


def test_what_needs_a_token_says_so(operation: Operation) -> None:
    is_public = operation.opt["policy"] in {Policy.PUBLIC, Policy.ENTRANCE}
    assert ({} in operation.said["security"]) is is_public
    credential = "signature" if operation.opt["policy"] is Policy.SIGNED else "bearer"
    assert {credential: []} in operation.said["security"]


def test_path_parameters_are_declared(operation: Operation) -> None:
    declared = {each["name"] for each in operation.said["parameters"] if each["in"] == "path"}
    assert declared == set(re.findall(r"{(\w+)}", operation.path))


def test_headers_that_a_route_reads_are_declared(operation: Operation) -> None:
    declared = {each["name"]: each for each in operation.said["parameters"] if each["in"] == "header"}
    assert ("Idempotency-Key" in declared) is bool(operation.opt["creates"] or operation.opt.get("keyed"))
    assert ("If-Match" in declared) is bool(operation.opt["if_match"])
    assert ("If-None-Match" in declared) is bool(operation.opt["cacheable"])
    if operation.opt["if_match_required"]:
        assert declared["If-Match"]["required"]
    assert ({"webhook-id", "webhook-timestamp"} <= declared.keys()) is (
        operation.opt["policy"] is Policy.SIGNED
    )


def test_every_parameter_of_a_list_has_a_description_and_shows_what_its_filters_take(
    operation: Operation,
) -> None:
    listing = operation.opt["listing"]
    declared = {each["name"]: each for each in operation.said["parameters"] if each["in"] == "query"}
    for field in listing.fields if listing else ():
        for op in field.ops:
            said = declared[field.name if op is field.ops[0] else f"{field.name}[{op}]"]
            assert said["description"]
            assert (said["schema"]["type"] == "array") is (op in SEVERAL)
            assert "example" in said or (field.type is str and not field.example)


def test_what_can_be_selected_and_embedded_is_declared() -> None:
    declared = {each["name"]: each for each in _OPERATIONS["GET /api/v1/formations"].said["parameters"]}
    assert {"id", "title", "price"} <= set(declared["fields"]["schema"]["items"]["enum"])
    assert "sessions" not in declared["fields"]["schema"]["items"]["enum"]
    assert declared["include"]["schema"]["items"]["enum"] == ["sessions"]
    assert "upcoming sessions" in declared["include"]["description"]
    unread = _OPERATIONS["GET /api/v1/notifications/unread-count"].said["parameters"]
    assert not {"fields", "include"} & {each["name"] for each in unread}


def test_filters_that_do_not_all_go_together_say_with_which_they_do() -> None:
    declared = {each["name"]: each for each in _OPERATIONS["GET /api/v1/demandes"].said["parameters"]}
    assert declared["assigneeId"]["description"].endswith("Goes with: state, createdAt.")


def test_a_list_declares_its_filters_and_sorts() -> None:
    declared = {each["name"]: each for each in _OPERATIONS["GET /api/v1/formations"].said["parameters"]}
    filters = {
        "category",
        "category[in]",
        "level",
        "price",
        "price[gte]",
        "price[lte]",
        "status",
        "status[in]",
    }
    assert filters | {"limit", "after", "sort"} <= declared.keys()
    assert declared["sort"]["schema"]["enum"] == list(FORMATIONS.sorts)
    assert declared["level"]["schema"]["enum"] == ["debutant", "intermediaire", "avance"]


def _components(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield schema["$ref"].rpartition("/")[2]
        for value in schema.values():
            yield from _components(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _components(value)


def test_bodies_refuse_members_that_they_do_not_know() -> None:
    contents = [
        operation.said["requestBody"]["content"]
        for operation in _OPERATIONS.values()
        # What others send may say more than concerns us.
        if "requestBody" in operation.said and operation.opt["policy"] is not Policy.SIGNED
    ]
    reached = set(_components(contents))
    schemas = _DOCUMENT["components"]["schemas"]
    bodies = [schemas[name] for name in reached if schemas[name].get("type") == "object"]
    assert len(bodies) >= 13
    assert [body["title"] for body in bodies if body.get("additionalProperties") is not False] == []


def test_a_change_may_come_as_a_merge_patch(operation: Operation) -> None:
    content = operation.said.get("requestBody", {"content": {}})["content"]
    assert ("application/merge-patch+json" in content) is (operation.method == "PATCH")


def test_a_use_case_that_serves_every_noun_speaks_of_the_one_at_hand() -> None:
    published = _OPERATIONS["POST /api/v1/formations/{id}/publish"].said
    assert published["operationId"] == "publishFormation"
    assert published["summary"].startswith("Show a formation to visitors")
    assert "formation_not_found" in published["responses"]["404"]["content"][_PROBLEM]["examples"]


def test_no_operation_speaks_of_entries(operation: Operation) -> None:
    assert not re.search(r"\bentr(y|ies)\b", operation.said["summary"] + operation.said["description"])
