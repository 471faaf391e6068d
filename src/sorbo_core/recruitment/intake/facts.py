"""Where a record says that one works, and whom one asks about it."""

from collections.abc import Mapping

import msgspec

from sorbo_core.recruitment.terms import Contact, Place
from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.intake.reader import Reader
from sorbo_core.shared.intake.record import Needed
from sorbo_core.shared.phone import Phone
from sorbo_core.shared.text import fold, one_line

_PLACE = ("lieu", "localisation", "location")
_NOBODY = Contact(email="")
_NOWHERE = Place(city="", key="sans-titre")
# Where the company works: what a text names after its last comma is a country, or a part of the town.
_COUNTRIES = frozenset(
    {"benin", "burkina faso", "cote d'ivoire", "ghana", "guinee", "mali", "niger", "senegal", "togo"}
)


def place(reader: Reader, needed: Needed) -> Place:
    """Return where one works: a town and a country, or a text, whose country is said only if it is known."""
    said = reader.value(*_PLACE)
    found = _written(said) if isinstance(said, str) else _told(said)
    if found is None:
        return needed.found(None, _NOWHERE, *_PLACE, code="not_accepted")
    if isinstance(said, str) or (isinstance(said, Mapping) and said.keys() <= {"ville", "pays"}):
        reader.use(_PLACE[0])
    return found


def contact(reader: Reader, needed: Needed) -> Contact:
    """Return whom to ask; what cannot be used of it stays aside."""
    said = reader.value("contact")
    given: Mapping[str, object] = {}
    if isinstance(said, Mapping):
        given = said
    elif isinstance(said, str):
        given = {"email": said}
    else:
        given = {"email": reader.value("email", "contactEmail")}
    email, phone, person = _email(given.get("email")), _phone(given.get("telephone")), given.get("personne")
    if email is None:
        return needed.found(None, _NOBODY, "contact", "email", code="email")
    name = one_line(person) if isinstance(person, str) else ""
    complete = given.keys() <= {"email", "telephone", "personne"} and (phone or not given.get("telephone"))
    if complete and (name or not person):
        reader.use("contact" if said is not None else "email")
    return Contact(email=email, phone=phone, person=name or None)


def _written(text: str) -> Place:
    city, _, country = one_line(text).rpartition(",")
    if city.strip() and fold(country.replace("\u2019", "'")) in _COUNTRIES:
        return Place.of(city.strip(), country.strip())
    return Place.of(one_line(text), None)


def _told(said: object) -> Place | None:
    if not isinstance(said, Mapping) or not isinstance(said.get("ville"), str):
        return None
    city, country = one_line(said["ville"]), said.get("pays")
    if not city or not isinstance(country, str | None):
        return None
    return Place.of(city, one_line(country or "") or None)


def _email(said: object) -> str | None:
    try:
        return parse_email(said) if isinstance(said, str) else None
    except Invalid:
        return None


def _phone(said: object) -> str | None:
    try:
        return msgspec.convert(one_line(said), Phone) if isinstance(said, str) else None
    except msgspec.ValidationError:
        return None
