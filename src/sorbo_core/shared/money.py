"""Amounts of money."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta


class Currency(StrEnum):
    """Currencies by ISO 4217 code. XOF, the CFA franc of West Africa, has no minor unit."""

    XOF = "XOF"
    EUR = "EUR"


Amount = Annotated[int, Meta(ge=0, le=1_000_000_000_000)]


class Sum(msgspec.Struct, frozen=True):
    """Many amounts added up: as `Money`, without its bound."""

    amount: Annotated[int, Meta(ge=0)]
    currency: Currency


class Money(msgspec.Struct, frozen=True):
    """A price: an integer count of the currency's minor units (150000 XOF is 150000)."""

    amount: Amount
    currency: Currency = Currency.XOF
