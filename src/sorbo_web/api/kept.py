"""Which answers are kept: those of public reads that say so."""

import re
from collections.abc import Callable, Iterable

from litestar.routes import BaseRoute, HTTPRoute

from sorbo_web.api.policy import Policy

_PARAMETER = re.compile(r"\\\{[^}]+\\\}")


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
