"""The parameters of an operation, from what its route declares."""

import re
from typing import Any

from sorbo_web.api.policy import Policy
from sorbo_web.openapi.list_parameters import list_parameters, query_parameter, selection_parameters

Json = dict[str, Any]

_IF_MATCH = "The entity tag that the change is based on; 412 when the entity has changed since."
_IF_NONE_MATCH = "An entity tag that the caller has; 304 when it is still the present one."
_KEY = "Makes the creation happen once: the same key again gets the same answer, for 24 hours."
_ID = "Names what is told, the same at each retry; without a full stop."
_TIMESTAMP = "When it was signed, in seconds since 1970."
_TAG = r'^(\*|"v[0-9]{1,15}(-[A-Za-z0-9-]+)?")$'
_LANGUAGE = "fr or en, for the words of errors."


def parameters_of(path: str, facts: dict[str, Any], selectable: tuple[str, ...]) -> list[Json]:
    """Return the path, query and header parameters of an operation."""
    parameters = [_parameter(name, "path", {"type": "string"}) for name in re.findall(r"{(\w+)}", path)]
    if facts["listing"] is not None:
        parameters += list_parameters(facts["listing"], paged=facts.get("paged", True))
    parameters += selection_parameters(selectable, facts["listing"])
    for name, accepted in facts.get("accepts", {}).items():
        said = query_parameter(name, dict(accepted.schema), accepted.about, accepted.example)
        parameters.append(said | {"required": accepted.required})
    for name, (values, description) in facts.get("choices", {}).items():
        schema = {"type": "string", "enum": list(values), "default": next(iter(values))}
        parameters.append(query_parameter(name, schema, description, schema["default"]))
    if facts["if_match"]:
        required = facts["if_match_required"]
        tag = {"type": "string", "pattern": _TAG}
        parameters.append(_header("If-Match", _IF_MATCH, example='"v3"', required=required, schema=tag))
    if facts["cacheable"]:
        parameters.append(_header("If-None-Match", _IF_NONE_MATCH, example='"v3"'))
    if facts["creates"] or facts.get("keyed"):
        schema = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"}
        parameters.append(_header("Idempotency-Key", _KEY, schema=schema))
    if facts["policy"] is Policy.SIGNED:
        parameters.append(
            _header("webhook-id", _ID, example="msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", required=True)
        )
        parameters.append(_header("webhook-timestamp", _TIMESTAMP, example="1795356377", required=True))
    parameters.append(_header("Accept-Language", _LANGUAGE, example="fr"))
    return parameters


def _header(
    name: str, description: str, *, example: str = "", required: bool = False, schema: Json | None = None
) -> Json:
    shown = {"example": example} if example else {}
    schema = schema or {"type": "string"}
    return _parameter(name, "header", schema, description=description, required=required, **shown)


def _parameter(name: str, place: str, schema: Json, *, required: bool = False, **more: str) -> Json:
    return {"name": name, "in": place, "required": required or place == "path", "schema": schema, **more}
