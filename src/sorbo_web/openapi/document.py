"""The OpenAPI 3.1 document, made from the routes that the application really has."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.routes import BaseRoute, HTTPRoute

from sorbo_core import __version__
from sorbo_web.api.access.cookies import ACCESS_COOKIE
from sorbo_web.api.policy import Policy, is_for_keys
from sorbo_web.api.query.selection import answer_type, selectable
from sorbo_web.api.request import JSON_TYPES
from sorbo_web.errors.problem import Problem
from sorbo_web.openapi.examples import EXAMPLES
from sorbo_web.openapi.files import file_content
from sorbo_web.openapi.links import add_links
from sorbo_web.openapi.parameters import parameters_of
from sorbo_web.openapi.patches import refuse_nulls
from sorbo_web.openapi.responses import error_responses, success_response
from sorbo_web.openapi.selections import selection_of

Json = dict[str, Any]

_REF = "#/components/schemas/{name}"
_ABOUT = """Backend of the site: catalogue, requests, accounts.

Errors are problem documents (RFC 9457) with a stable `code`, in French or English by
`Accept-Language`. Lists page by cursor: pass `next` as `after`, with the same filters and sort.
Changes carry the entity tag they are based on (`If-Match`); creations may carry an
`Idempotency-Key`. Times are RFC 3339 in UTC; money is an integer count of minor units."""

_SECURITY_SCHEMES: Json = {
    "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "apiKey": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "sorbo_…",
        "description": "A key of `POST /api/v1/auth/api-keys`, for programs: it may do what its scopes say,"
        " as long as its holder may. Operations without it take a login.",
    },
    "cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": ACCESS_COOKIE,
        "description": "Of a login with `delivery: cookie`. Writes need an `Origin` that may send it.",
    },
    "signature": {
        "type": "apiKey",
        "in": "header",
        "name": "webhook-signature",
        "description": "Standard Webhooks 1.0, over `webhook-id`, `webhook-timestamp` and the body.",
    },
}


def build_document(routes: Sequence[BaseRoute], *, title: str) -> Json:
    """Return the document of every route that declares an operation."""
    operations = list(_operations(routes))
    types = [Problem, *(type_ for _, _, handler in operations for type_ in _types_of(handler))]
    schemas, components = msgspec.json.schema_components(types, ref_template=_REF)
    refs = dict(zip(map(_key, types), schemas, strict=True))
    paths: dict[str, Json] = {}
    for path, method, handler in operations:
        paths.setdefault(path, {})[method.lower()] = _operation(path, handler, refs)
        if selectable(handler):
            _allow_selections(paths[path][method.lower()], components)
    refuse_nulls(paths, components)
    add_links(paths)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": __version__, "description": _ABOUT, "license": {"name": "MIT"}},
        "servers": [{"url": "/"}],
        "tags": [{"name": name} for name in dict.fromkeys(op["tags"][0] for op in _all(paths))],
        "paths": paths,
        "components": {
            "schemas": _with_optional_tags(components),
            "securitySchemes": _SECURITY_SCHEMES,
        },
    }


def _operations(routes: Sequence[BaseRoute]) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    for route in routes:
        if not isinstance(route, HTTPRoute):
            continue
        # Litestar keeps the methods of a path in a set: sorted, every process makes the same document.
        for method, (handler, _) in sorted(route.route_handler_map.items()):
            if "raises" in handler.opt:
                yield route.path_format, method, handler


def _operation(path: str, handler: HTTPRouteHandler, refs: dict[str, Json]) -> Json:
    body, answer = _body_type(handler), answer_type(handler)
    operation: Json = {
        "operationId": handler.operation_id,
        "summary": handler.summary,
        "description": handler.description or handler.summary,
        "tags": list(handler.tags or ()),
        "parameters": parameters_of(path, handler.opt, selectable(handler)),
        "security": _security(handler.opt["policy"]),
        "responses": {
            **success_response(handler, refs[_key(answer)], EXAMPLES.get(answer)),
            **error_responses(handler.opt, has_body=body is not None or "file" in handler.opt),
        },
    }
    if handler.opt.get("file"):
        operation["requestBody"] = {"required": True, "content": file_content()}
    elif body is not None:
        operation["requestBody"] = {"required": True, "content": _content(handler, refs[_key(body)], body)}
    return operation


def _allow_selections(operation: Json, components: dict[str, Json]) -> None:
    content = operation["responses"]["200"]["content"].get("application/json")
    if content is not None:  # a file has the columns that it has
        whole = content["schema"]
        content["schema"] = {"anyOf": [whole, selection_of(whole, components)]}


def _content(handler: HTTPRouteHandler, schema: Json, type_: Any) -> Json:  # noqa: ANN401 — a class or a union of classes
    made = handler.opt.get("example")
    example = made(EXAMPLES) if made else EXAMPLES.get(type_)
    content = {"schema": schema} | ({"example": example} if example else {})
    # A change may come under either name.
    json_types = JSON_TYPES if "PATCH" in handler.http_methods else JSON_TYPES[:1]
    text: Json = {"schema": {"type": "string", "minLength": 1}}
    accepted = handler.opt.get("media_types", json_types)
    return {media: text if media.startswith("text/") else content for media in accepted}


def _types_of(handler: HTTPRouteHandler) -> Iterator[Any]:
    body = _body_type(handler)
    if body is not None:
        yield body
    yield answer_type(handler)


def _body_type(handler: HTTPRouteHandler) -> Any:  # noqa: ANN401 — idem
    declared = handler.parsed_data_field
    return declared.annotation if declared else handler.opt.get("body")


def _key(type_: Any) -> str:  # noqa: ANN401 — idem
    return repr(type_)


def _security(policy: object) -> list[Json]:
    if policy is Policy.SIGNED:
        return [{"signature": []}]
    known: list[Json] = [{"bearer": []}, {"cookie": []}]
    if is_for_keys(policy):
        known.append({"apiKey": []})
    return [{}, *known] if policy in {Policy.PUBLIC, Policy.ENTRANCE} else known


def _all(paths: dict[str, Json]) -> Iterator[Json]:
    for item in paths.values():
        yield from item.values()


def _with_optional_tags(components: dict[str, Json]) -> dict[str, Json]:
    """Let the `about` of answers be left out: the subject beside them says the same."""
    for schema in components.values():
        if "about" in schema.get("properties", {}):
            schema["required"] = [name for name in schema.get("required", ()) if name != "about"]
    return components
