"""What `fields` leaves of an answer: all of its members but the id may be absent."""

from typing import Any

Json = dict[str, Any]

_REF = "#/components/schemas/{}Selection"


def selection_of(schema: Json, components: Json) -> Json:
    """Return the schema of a selection of what another one describes, a page of it included.

    Its component is added to the others.
    """
    name = schema["$ref"].rpartition("/")[2]
    whole, selection = components[name], f"{name}Selection"
    if selection not in components:
        properties = whole["properties"]
        if "items" in properties:
            items = properties["items"]
            chosen = selection_of(items["items"], components)
            members = {**properties, "items": {**items, "items": chosen}}
            components[selection] = {**whole, "title": selection, "properties": members}
        else:
            about = f"{whole.get('description', name)} Of it, the `fields` that were asked for."
            components[selection] = {
                **whole,
                "title": selection,
                "description": about,
                "required": ["id"],
            }
    return {"$ref": _REF.format(name)}
