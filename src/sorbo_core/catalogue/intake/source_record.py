"""From one record of the company's existing catalogue to what a formation says."""

import hashlib
import json
from typing import TypeVar

import msgspec

from sorbo_core.catalogue.formation import Category, FormationDetails
from sorbo_core.catalogue.intake.price import NotAPrice, parse_price
from sorbo_core.catalogue.intake.reader import Reader, json_type, whole_number
from sorbo_core.catalogue.level import Level, levels_in
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.money import Money
from sorbo_core.shared.publication.source import Source
from sorbo_core.shared.text import fold, slugify
from sorbo_core.shared.validation import check

T = TypeVar("T")

DEFAULT_CATEGORY = "Général"
"""What the existing pages show for a record without a category."""

_SHOWN = ("active", "actif", "publie")
_PLACES = {"nos-locaux": "Nos locaux", "client": "Chez le client", "distance": "À distance"}
# Our names whose usual name in the records is another one.
_USUAL = {"datesText": "dates", "key": "_id"}


class SourceRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What a record of the existing data says.

    Attributes:
        active: whether the existing site shows it.
    """

    details: FormationDetails
    source: Source
    active: bool


def parse_record(record: object) -> SourceRecord:
    """Read one record of the existing catalogue, with its keys in French or English.

    Title and description are required. Dates and schedules stay text. What has no field here, or
    a value of a shape that its field cannot hold, is kept in `source.aside`.

    Raises:
        Invalid: it cannot be used; each violation points at the record's own key (`/prix`).
    """
    if not isinstance(record, dict):
        raise Invalid(Violation("", "wrong_type", {"expected": "object", "got": json_type(record)}))
    digest, reader = _digest(record), Reader(record)
    details = _checked(reader, _details(reader))
    active = _active(reader)
    key = _key(reader) or slugify(details.title)
    source = _checked(reader, Source(key=key, digest=digest, aside=_json(reader.aside)))
    return SourceRecord(details=details, source=source, active=active)


def _details(reader: Reader) -> FormationDetails:
    title, description = reader.line("title", "titre"), reader.prose("description")
    price, violations = _price(reader)
    if title is None:
        violations.append(reader.unusable("title", "titre"))
    if description is None:
        violations.append(reader.unusable("description"))
    if title is None or description is None or violations:
        raise Invalid(*violations)
    return FormationDetails(
        title=title,
        description=description,
        category=Category.named(reader.line("category", "categorie", "catégorie") or DEFAULT_CATEGORY),
        type=reader.line("type"),
        levels=_levels(reader),
        price=price,
        duration=_duration(reader),
        schedule=reader.line("schedule", "horaires"),
        dates_text=reader.line("dates"),
        location=_location(reader),
        objectives=reader.lines("objectives", "objectifs"),
        prerequisites=reader.lines("prerequisites", "prerequis", "prérequis"),
    )


def _price(reader: Reader) -> tuple[Money | None, list[Violation]]:
    value = reader.value("price", "prix")
    if value is None:
        return None, []
    try:
        price = parse_price(value)
    except NotAPrice:
        return None, [Violation(reader.pointer("price"), "not_a_price")]
    reader.use("price")
    return price, []


def _levels(reader: Reader) -> tuple[Level, ...]:
    text = reader.value("level", "niveau")
    levels = levels_in(text) if isinstance(text, str) else ()
    if levels:
        reader.use("level")
    return levels


def _duration(reader: Reader) -> str | None:
    days = whole_number(reader.value("duration", "duree", "durée"))
    if days is None or days < 1:
        return reader.line("duration", "duree", "durée")
    reader.use("duration")
    return "1 jour" if days == 1 else f"{days} jours"


def _location(reader: Reader) -> str | None:
    written = reader.line("location", "localisation", "lieu")
    if written is not None:
        return written
    places = reader.lines("locations")
    return ", ".join(_PLACES.get(place, place) for place in places) or None


def _active(reader: Reader) -> bool:
    active, status = reader.value("active"), reader.value("status", "statut")
    if isinstance(active, bool):
        reader.use("active")
    if isinstance(status, str) and fold(status) in _SHOWN:
        reader.use("status")
        status = None
    return (active is None or active is True) and status is None


def _key(reader: Reader) -> str | None:
    value = reader.value("_id", "id")
    id_ = value.get("$oid") if isinstance(value, dict) else value
    text = str(id_).strip() if isinstance(id_, str) or whole_number(id_) is not None else ""
    if text:
        reader.use("_id")
    return text or None


def _digest(record: dict[str, object]) -> str:
    try:
        return hashlib.sha256(_json(record).encode()).hexdigest()
    except UnicodeEncodeError:  # a lone surrogate, which JSON can spell and no database keeps
        raise Invalid(Violation("", "not_allowed_text")) from None


def _json(values: dict[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _checked(reader: Reader, value: T) -> T:
    try:
        return check(value)
    except Invalid as error:
        raise Invalid(*(_in_source(reader, violation) for violation in error.violations)) from None


def _in_source(reader: Reader, violation: Violation) -> Violation:
    name = violation.pointer.split("/")[1]
    pointer = "" if name == "aside" else reader.pointer(_USUAL.get(name, name))
    return msgspec.structs.replace(violation, pointer=pointer)
