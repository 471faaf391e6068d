"""Salaries as the existing data writes them."""

import re
from collections.abc import Mapping

from sorbo_core.recruitment.terms import Salary
from sorbo_core.shared.intake.price import NotAPrice, parse_price
from sorbo_core.shared.intake.reader import Reader, whole_number
from sorbo_core.shared.text import fold

_FRANCS = frozenset({"fcfa", "cfa", "f cfa", "xof"})
_BETWEEN = re.compile(r"\s+(?:-|–|a)\s+|\s*[-–]\s*")


def salary(reader: Reader) -> Salary | None:
    """Return what is paid, in francs; one in another currency or in other words stays aside.

    An object says whether it is shown; a text is shown as the existing pages do. 0 is what the
    existing data has where nothing is said.
    """
    said = reader.value("salaire", "salary")
    found = _written(said) if isinstance(said, str) else _told(said)
    if found is not None:
        reader.use("salaire")
    return None if found == Salary() else found


def _told(said: object) -> Salary | None:
    if not isinstance(said, Mapping) or not said.keys() <= {"min", "max", "devise", "afficher"}:
        return None
    currency = said.get("devise") or "FCFA"
    if not isinstance(currency, str) or fold(currency) not in _FRANCS:
        return None
    bounds = [whole_number(said.get(name)) or None for name in ("min", "max")]
    if any(bound is None and said.get(name) for bound, name in zip(bounds, ("min", "max"), strict=True)):
        return None
    return Salary(min=bounds[0], max=bounds[1], shown=said.get("afficher") is True)


def _written(said: str) -> Salary | None:
    parts = _BETWEEN.split(fold(said))
    try:
        amounts = [parse_price(part) for part in parts]
    except NotAPrice:
        return None
    bounds = [each.amount for each in amounts if each is not None]
    if len(bounds) != len(parts) or not 1 <= len(bounds) <= 2:  # noqa: PLR2004 — lowest and highest
        return None
    return Salary(min=bounds[0], max=bounds[-1], shown=True)
