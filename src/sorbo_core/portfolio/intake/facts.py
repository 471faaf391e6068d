"""For whom, where and by how many a record says that a projet is done."""

from collections.abc import Mapping

import msgspec

from sorbo_core.portfolio.choices import ClientKind
from sorbo_core.portfolio.facts import Client, Coordinates, Place, TeamMember
from sorbo_core.shared.intake.markup import without_markup
from sorbo_core.shared.intake.reader import Reader, whole_number
from sorbo_core.shared.intake.values import member
from sorbo_core.shared.text import one_line


def client(reader: Reader) -> Client | None:
    """Return for whom; one without a name, or with anything else about it, stays aside."""
    said = reader.value("client")
    given = {"nom": said} if isinstance(said, str) else said
    if not isinstance(given, Mapping) or not (name := _line(given.get("nom"))):
        return None
    kind = member(ClientKind, given.get("type"))
    complete = given.keys() <= {"nom", "type", "pays", "ville"} and (kind or not given.get("type"))
    if complete and _are_lines(given, "pays", "ville"):
        reader.use("client")
    return Client(name=name, kind=kind, country=_line(given.get("pays")), city=_line(given.get("ville")))


def place(reader: Reader) -> Place | None:
    """Return where; a mere text is the name of a town."""
    said = reader.value("localisation", "location", "lieu")
    given = {"ville": said} if isinstance(said, str) else said
    if not isinstance(given, Mapping):
        return None
    point = _point(given.get("coordonnees"))
    found = Place.at(_line(given.get("pays")), city=_line(given.get("ville")), coordinates=point)
    if found == Place():
        return None
    complete = given.keys() <= {"pays", "ville", "coordonnees"} and (point or not given.get("coordonnees"))
    if complete and _are_lines(given, "pays", "ville"):
        reader.use("localisation")
    return found


def team(reader: Reader) -> tuple[TeamMember, ...]:
    """Return who took part; a list with anything else in it stays aside as well."""
    said = reader.value("equipe", "équipe", "team")
    given = said if isinstance(said, list) else []
    found = [each for each in map(_member, given) if each is not None]
    if found and len(found) == len(given):
        reader.use("equipe")
    return tuple(found)


def _member(said: object) -> TeamMember | None:
    if not isinstance(said, Mapping) or not said.keys() <= {"role", "nombre", "_id"}:
        return None
    role, count = _line(said.get("role")), whole_number(said.get("nombre", 1))
    return TeamMember(role=role, count=count) if role and count and count > 0 else None


def _point(said: object) -> Coordinates | None:
    if not isinstance(said, Mapping):
        return None
    try:
        return msgspec.convert(
            {"latitude": said.get("lat"), "longitude": said.get("lng")}, Coordinates, strict=False
        )
    except msgspec.ValidationError:
        return None


def _are_lines(given: Mapping[str, object], *names: str) -> bool:
    return all(given.get(name) is None or isinstance(given[name], str) for name in names)


def _line(said: object) -> str | None:
    return one_line(without_markup(said)) or None if isinstance(said, str) else None
