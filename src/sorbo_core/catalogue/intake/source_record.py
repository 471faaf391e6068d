"""From one record of the company's existing catalogue to what a formation says."""

from sorbo_core.catalogue.formation import Category, FormationDetails, Venue
from sorbo_core.catalogue.intake import presentation
from sorbo_core.catalogue.intake.planned import PLACES, planned_in
from sorbo_core.catalogue.level import Level, levels_in
from sorbo_core.shared.intake.links import picture
from sorbo_core.shared.intake.price import price
from sorbo_core.shared.intake.reader import Reader, whole_number
from sorbo_core.shared.intake.record import Needed, held, opened
from sorbo_core.shared.intake.said import Said, said_in
from sorbo_core.shared.intake.values import flag, member, status_in

DEFAULT_CATEGORY = "Général"
"""What the existing pages show for a record without a category."""

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
    details = held(reader, lambda: _details(reader).checked(), _USUAL)
    planned_in(reader)
    return said_in(reader, details, status_in(reader))


def _details(reader: Reader) -> FormationDetails:
    needed = Needed(reader)
    title, description = needed.line("title", "titre"), needed.prose("description")
    cost = price(reader, needed, "price", "prix")
    needed.check()
    return FormationDetails(
        title=title,
        description=description,
        category=Category.named(reader.line("category", "categorie", "catégorie") or DEFAULT_CATEGORY),
        type=reader.line("type"),
        levels=_levels(reader),
        price=cost,
        duration=_duration(reader),
        schedule=reader.line("schedule", "horaires"),
        dates_text=reader.line("dates"),
        location=_location(reader),
        objectives=reader.lines("objectives", "objectifs"),
        prerequisites=reader.lines("prerequisites", "prerequis", "prérequis"),
        syllabus=presentation.syllabus(reader),
        discount=presentation.discount(reader),
        image=picture(reader, "image", "imageUrl"),
        venues=presentation.venues(reader),
        featured=flag(reader, "featured") or False,
    )


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
    return ", ".join(_spelled_out(place) for place in places) or None


def _spelled_out(place: str) -> str:
    venue = member(Venue, place)
    return place if venue is None else PLACES[venue]
