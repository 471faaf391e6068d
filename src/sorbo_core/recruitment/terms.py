"""What an emploi offers: where, under which contract, for how much."""

from enum import StrEnum
from typing import Annotated, Self

import msgspec
from msgspec import Meta

from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.money import Amount, Currency
from sorbo_core.shared.phone import Phone
from sorbo_core.shared.text import Line, Slug, slugify

COUNTRY = "Burkina Faso"
Lines = Annotated[tuple[Line, ...], Meta(max_length=50)]
Posts = Annotated[int, Meta(ge=1, le=1000)]


class Contract(StrEnum):
    """The type of contract; the wire values are those of the existing data."""

    CDI = "cdi"
    CDD = "cdd"
    STAGE = "stage"
    FREELANCE = "freelance"
    AUTRE = "autre"


class EmploiState(StrEnum):
    """What an emploi that was published is today; the wire values are those of the existing data."""

    ACTIF = "actif"
    EXPIRE = "expire"
    ARCHIVE = "archive"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where one works; the key is what filters compare ("Bobo-Dioulasso": `bobo-dioulasso`).

    Attributes:
        country: None where an offer that was taken over does not say it.
    """

    city: Line
    country: Line | None = COUNTRY
    key: Slug

    @classmethod
    def of(cls, city: str, country: str | None = COUNTRY) -> Self:
        """Return the place with this name."""
        return cls(city=city, country=country, key=slugify(city))


class Salary(msgspec.Struct, frozen=True, kw_only=True):
    """What is paid a month, in the currency's minor units; None means not said.

    Attributes:
        shown: whether visitors see it.
    """

    min: Amount | None = None
    max: Amount | None = None
    currency: Currency = Currency.XOF
    shown: bool = False

    @property
    def reversed(self) -> bool:
        """Whether the lowest is higher than the highest."""
        return self.min is not None and self.max is not None and self.min > self.max


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to ask about the job; visitors see it."""

    email: EmailAddress
    phone: Phone | None = None
    person: Line | None = None
