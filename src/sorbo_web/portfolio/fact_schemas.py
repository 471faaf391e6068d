"""What a projet is made of, on the wire."""

from typing import Annotated, Self

from msgspec import UNSET, Meta, UnsetType

from sorbo_core.portfolio.choices import ClientKind
from sorbo_core.portfolio.facts import Client, Coordinates, Latitude, Longitude, Place, TeamMember
from sorbo_core.portfolio.projet import MOST_MEMBERS
from sorbo_core.shared.text import Line
from sorbo_web.api.wire import Body, Patch, View


class ClientForm(Client, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For whom the work was done."""


class CoordinatesForm(Coordinates, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A point on the map, in degrees (WGS 84)."""


class PlaceForm(Body, frozen=True, kw_only=True):
    """Where it is built."""

    country: Line | None = None
    city: Line | None = None
    coordinates: CoordinatesForm | None = None


class TeamMemberForm(TeamMember, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A role in the team, and how many people had it."""


TeamForm = Annotated[tuple[TeamMemberForm, ...], Meta(max_length=MOST_MEMBERS)]


class ClientPatch(Patch, frozen=True, kw_only=True):
    """A change of what is said about the client."""

    name: Line | UnsetType | None = UNSET
    kind: ClientKind | UnsetType | None = UNSET
    country: Line | UnsetType | None = UNSET
    city: Line | UnsetType | None = UNSET


class CoordinatesPatch(Patch, frozen=True, kw_only=True):
    """A change of the point on the map."""

    latitude: Latitude | UnsetType | None = UNSET
    longitude: Longitude | UnsetType | None = UNSET


class PlacePatch(Patch, frozen=True, kw_only=True):
    """A change of where it is built."""

    country: Line | UnsetType | None = UNSET
    city: Line | UnsetType | None = UNSET
    coordinates: CoordinatesPatch | UnsetType | None = UNSET


class PlaceView(View, frozen=True, kw_only=True):
    """Where a projet is built."""

    country: str | None
    city: str | None
    coordinates: Coordinates | None

    @classmethod
    def of(cls, place: Place) -> Self:
        """Return the view of a place."""
        return cls(country=place.country, city=place.city, coordinates=place.coordinates)
