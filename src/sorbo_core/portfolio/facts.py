"""What a projet is made of."""

from typing import Annotated, Self

import msgspec
from msgspec import Meta

from sorbo_core.portfolio.choices import ClientKind
from sorbo_core.shared.text import Line, Slug, slugify

Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]


class Client(msgspec.Struct, frozen=True, kw_only=True):
    """For whom the work was done."""

    name: Line
    kind: ClientKind | None = None
    country: Line | None = None
    city: Line | None = None


class Coordinates(msgspec.Struct, frozen=True, kw_only=True):
    """A point on the map, in degrees (WGS 84)."""

    latitude: Latitude
    longitude: Longitude


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where it is built. The key is what filters compare ("Côte d'Ivoire": `cote-d-ivoire`)."""

    country: Line | None = None
    country_key: Slug | None = None
    city: Line | None = None
    coordinates: Coordinates | None = None

    @classmethod
    def at(
        cls, country: str | None = None, *, city: str | None = None, coordinates: Coordinates | None = None
    ) -> Self:
        """Return the place in this country, with the key that follows from its name."""
        key = slugify(country) if country else None
        return cls(country=country, country_key=key, city=city, coordinates=coordinates)


class TeamMember(msgspec.Struct, frozen=True, kw_only=True):
    """A role in the team, and how many people had it."""

    role: Line
    count: Annotated[int, Meta(ge=1, le=1000)] = 1
