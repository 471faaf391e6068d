"""Links: which operation goes on with what another one answered."""

import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

_API = "/api/v1/"
_CHANGES = ("patch", "delete")
_TAG = "$response.header.ETag"


def add_links(paths: Json) -> None:
    """Link what creates and what lists to what reads, changes and lists, by the ids in the answers.

    What is changed is changed at the version that was answered, by its entity tag.
    """
    for path, item in paths.items():
        if "201" in item.get("post", {}).get("responses", {}):
            _link(item["post"], "201", _from_creation(paths, path))
        if "get" in item and _parameter(item["get"], "query", "after"):
            _link(item["get"], "200", _from_list(paths, path))
        elif "get" in item and re.search(r"{\w+}$", path):
            _link(item["get"], "200", _from_read(item, path))


def _link(operation: Json, status: str, links: Iterator[tuple[Json, Json]]) -> None:
    found = {target["operationId"]: _said(target, parameters) for target, parameters in links}
    if found:
        operation["responses"][status]["links"] = found


def _said(target: Json, parameters: Json) -> Json:
    said: Json = {"operationId": target["operationId"], "description": target["summary"]}
    return said | ({"parameters": parameters} if parameters else {})


def _from_creation(paths: Json, path: str) -> Iterator[tuple[Json, Json]]:
    # What is created below another thing has an address of its own.
    home = _API + path.rpartition("/")[2]
    for other, item in paths.items():
        found = re.fullmatch(rf"{home}/{{(\w+)}}(/[a-z-]+)?", other)
        if found is None:
            continue
        for operation in item.values():
            yield operation, {f"path.{found[1]}": "$response.body#/id"} | _at_version(operation)
    listed = paths.get(home, {}).get("get")
    if listed:
        yield listed, {}


def _from_list(paths: Json, path: str) -> Iterator[tuple[Json, Json]]:
    for other, item in paths.items():
        found = re.fullmatch(rf"{re.escape(path)}/{{(\w+)}}", other)
        if found and "get" in item:
            above = {f"path.{name}": f"$request.path.{name}" for name in re.findall(r"{(\w+)}", path)}
            name = "version" if found[1] == "number" else "id"
            yield item["get"], above | {f"path.{found[1]}": f"$response.body#/items/0/{name}"}


def _from_read(item: Json, path: str) -> Iterator[tuple[Json, Json]]:
    for method in _CHANGES:
        if method in item:
            same = {f"path.{name}": f"$request.path.{name}" for name in re.findall(r"{(\w+)}", path)}
            yield item[method], same | _at_version(item[method])


def _at_version(operation: Json) -> Json:
    return {"header.If-Match": _TAG} if _parameter(operation, "header", "If-Match") else {}


def _parameter(operation: Json, place: str, name: str) -> bool:
    return any((each["in"], each["name"]) == (place, name) for each in operation["parameters"])
