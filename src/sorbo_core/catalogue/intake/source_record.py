"""From one record of the company's existing catalogue to what a formation says."""

from sorbo_core.catalogue.formation import Category, FormationDetails
from sorbo_core.catalogue.intake import presentation
from sorbo_core.catalogue.intake.price import NotAPrice, parse_price
from sorbo_core.catalogue.level import Level, levels_in
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.intake.reader import Reader, whole_number
from sorbo_core.shared.intake.record import checked, id_in, opened, source_of
from sorbo_core.shared.intake.said import Said
from sorbo_core.shared.money import Money
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.text import fold, slugify

DEFAULT_CATEGORY = "Général"
"""What the existing pages show for a record without a category."""

_SHOWN = ("active", "actif", "publie")
_PLACES = {"nos-locaux": "Nos locaux", "client": "Chez le client", "distance": "À distance"}
# Our names whose usual name in the records is another one.
_USUAL = {"datesText": "dates", "venues": "locations"}


def parse_record(record: object) -> Said[FormationDetails]:
    """Read one record of the existing catalogue, with its keys in French or English.

    Title and description are required. Dates and schedules stay text. What has no field here, or
    a value of a shape that its field cannot hold, is kept in `source.aside`.

    Raises:
        Invalid: it cannot be used; each violation points at the record's own key (`/prix`).
    """
    reader = opened(record)
    details = checked(reader, _details(reader), _USUAL)
    status = Status.PUBLIE if _active(reader) else Status.BROUILLON
    key = id_in(reader) or slugify(details.title)
    source = source_of(reader, key)
    return Said(details=details, source=source, status=status, aside=tuple(reader.aside))


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
        syllabus=presentation.syllabus(reader),
        discount=presentation.discount(reader),
        image=presentation.image(reader),
        venues=presentation.venues(reader),
        featured=presentation.featured(reader),
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
