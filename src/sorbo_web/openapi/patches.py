"""Merge patches, as the document has them: null clears, and what cannot be cleared takes none."""

from typing import Any

Json = dict[str, Any]

_MADE = frozenset({"slug"})
"""What a creation may leave out because it is made, and nobody can take away."""


def refuse_nulls(paths: Json, components: Json) -> None:
    """Take null from the members of each patch that the creation of the same thing requires."""
    for path, item in paths.items():
        created = paths.get(path.rpartition("/")[0], {}).get("post", {}).get("requestBody")
        if "patch" in item and created:
            patch, draft = (
                next(iter(body["content"].values()))["schema"]
                for body in (item["patch"]["requestBody"], created)
            )
            _compare(patch, draft, components)


def _compare(patch: Json, draft: Json, components: Json) -> None:
    change, whole = _object(patch, components), _object(draft, components)
    if change is None or whole is None or change is whole:
        return
    for name, schema in change["properties"].items():
        if name in _MADE or name in whole.get("required", ()):
            _without_null(schema)
        if name in whole["properties"]:
            _compare(schema, whole["properties"][name], components)


def _without_null(schema: Json) -> None:
    kinds = schema.get("anyOf")
    if kinds:
        kept = [each for each in kinds if each.get("type") != "null"]
        if len(kept) == 1:
            schema.pop("anyOf")
            schema.update(kept[0])
        else:
            schema["anyOf"] = kept


def _object(schema: Json, components: Json) -> Json | None:
    for each in (schema, *schema.get("anyOf", ())):
        if "$ref" in each:
            return _object(components[each["$ref"].rpartition("/")[2]], components)
        if "properties" in each:
            found: Json = each
            return found
    return None
