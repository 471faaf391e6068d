"""What a route says about itself, from the use case behind it."""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from litestar.routes import BaseRoute, HTTPRoute

from sorbo_core.shared.actor import Permission
from sorbo_core.shared.errors import DomainError
from sorbo_core.shared.query import Listing
from sorbo_web.api.policy import Policy

_PARAMETER = re.compile(r"\\\{[^}]+\\\}")
_RAISES = re.compile(r"\n\s*Raises:\n(?P<body>[\s\S]*)")


class Accepted(msgspec.Struct, frozen=True, kw_only=True):
    """A query parameter of one operation: what it is for, and its JSON Schema."""

    about: str
    schema: Mapping[str, Any]
    example: object = ""
    required: bool = False


def operation(  # noqa: PLR0913 — one keyword for each thing that a route may say
    use_case: type,
    *,
    id: str,
    policy: Policy | Permission,
    tag: str,
    listing: Listing | None = None,
    creates: bool = False,
    if_match: bool = False,
    if_match_required: bool = False,
    cacheable: bool = False,
    form: bool = False,
    accepts: Mapping[str, Accepted] | None = None,
) -> dict[str, Any]:
    """Return the arguments of a Litestar route decorator for a use case.

    The docstring of the use case is its documentation: the first line the summary, the rest the
    description, and the errors under `Raises` those that the OpenAPI document lists.
    """
    summary, _, description = rule_of(use_case).partition("\n\n")
    return {
        "operation_id": id,
        "summary": " ".join(summary.split()),
        "description": description.strip() or None,
        "tags": [tag],
        "opt": {
            "policy": policy,
            "raises": raised_by(use_case),
            "listing": listing,
            "creates": creates,
            "if_match": if_match or if_match_required,
            "if_match_required": if_match_required,
            "cacheable": cacheable,
            "form": form,
            "accepts": accepts or {},
        },
    }


def rule_of(use_case: type) -> str:
    """Return the docstring of a use case without its list of errors."""
    return _RAISES.sub("", inspect.getdoc(use_case) or "").strip()


def raised_by(use_case: type) -> tuple[type[DomainError], ...]:
    """Return the errors that the docstring of a use case names."""
    found = _RAISES.search(inspect.getdoc(use_case) or "")
    if found is None:
        return ()
    known = {error.__name__: error for error in _subclasses(DomainError)}
    names = re.findall(r"^\s*([A-Z][A-Za-z, ]*):", found["body"], flags=re.MULTILINE)
    return tuple(known[name.strip()] for line in names for name in line.split(","))


def _subclasses(error: type[DomainError]) -> set[type[DomainError]]:
    return {error}.union(*(_subclasses(child) for child in error.__subclasses__()))


def kept_paths(routes: Iterable[BaseRoute]) -> Callable[[str], bool]:
    """Return what tells of a path whether answers of it are kept.

    Asked before anything is routed: a path that also has a route of its own (`/formations/export`
    beside `/formations/{id}`) is that route's.
    """
    kept, own = [], set()
    for route in routes:
        if not isinstance(route, HTTPRoute):
            continue
        if any(_is_kept(handler.opt) for handler in route.route_handlers):
            kept.append(_PARAMETER.sub("[^/]+", re.escape(route.path_format)))
        else:
            own.add(route.path_format)
    pattern = re.compile("|".join(kept) or "(?!)")
    return lambda path: pattern.fullmatch(path) is not None and path not in own


def _is_kept(opt: dict[str, object]) -> bool:
    return opt.get("cacheable") is True and opt.get("policy") is Policy.PUBLIC
