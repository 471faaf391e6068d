"""Prices as the existing data writes them."""

import re

from sorbo_core.shared.errors import Violation
from sorbo_core.shared.intake.reader import Reader, whole_number
from sorbo_core.shared.intake.record import Needed
from sorbo_core.shared.money import Money
from sorbo_core.shared.text import fold

_ON_REQUEST = ("sur demande", "prix sur demande", "sur devis")
_FREE = ("gratuit", "gratuite")
_AMOUNT = re.compile(r"([0-9]{1,15}|[0-9]{1,3}(?:[ .,][0-9]{3}){1,4}) ?(?:f ?cfa|cfa|xof|f)?")


class NotAPrice(ValueError):
    """No amount can be made out."""


def price(reader: Reader, needed: Needed, *names: str) -> Money | None:
    """Return the price; None means on request, which is what the existing pages show for the number 0."""
    value = reader.value(*names)
    try:
        found = parse_price(value) if value is not None else None
    except NotAPrice:
        needed.refuse(Violation(reader.pointer(names[0]), "not_a_price"))
        return None
    if value is not None:
        reader.use(names[0])
    return None if whole_number(value) == 0 else found


def parse_price(value: object) -> Money | None:
    """Return the price in XOF; None means on request.

    A number is taken as it is, a text by its figures: "150 000 FCFA", "150.000", "Gratuit",
    "Sur devis".

    Raises:
        NotAPrice: it is neither.
    """
    if isinstance(value, str):
        return _parse_text(fold(value))
    amount = whole_number(value)
    if amount is None:
        raise NotAPrice(value)
    return Money(amount)


def _parse_text(folded: str) -> Money | None:
    if folded in _ON_REQUEST:
        return None
    if folded in _FREE:
        return Money(0)
    found = _AMOUNT.fullmatch(folded)
    if found is None:
        raise NotAPrice(folded)
    return Money(int(re.sub(r"[^0-9]", "", found[1])))
