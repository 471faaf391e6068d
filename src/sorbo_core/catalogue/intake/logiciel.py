"""From one record of the existing software list to what a logiciel says."""

from collections.abc import Mapping

from sorbo_core.catalogue.formation import Category
from sorbo_core.catalogue.intake.source_record import DEFAULT_CATEGORY
from sorbo_core.catalogue.logiciel import LogicielDetails
from sorbo_core.catalogue.release import Requirements
from sorbo_core.shared.intake.links import link, picture
from sorbo_core.shared.intake.price import price
from sorbo_core.shared.intake.reader import Reader
from sorbo_core.shared.intake.record import Needed, held, opened
from sorbo_core.shared.intake.said import Said, said_in
from sorbo_core.shared.intake.values import flag, status_in
from sorbo_core.shared.money import Money
from sorbo_core.shared.text import fold, one_line

_USUAL = {
    "title": "nom",
    "category": "categorie",
    "currentVersion": "version",
    "features": "fonctionnalites",
    "requirements": "specifications",
}
_FRANCS = frozenset({"fcfa", "cfa", "f cfa", "xof"})
_REQUIREMENTS = {"system": "systeme", "ram": "ram", "disk": "espace", "processor": "processeur"}


def parse_logiciel(record: object) -> Said[LogicielDetails]:
    """Read one record of the existing software list, with its keys in French or English.

    Name and description are required. Ratings, testimonials and counts of downloads are kept aside.

    Raises:
        Invalid: it cannot be used; each violation points at the record's own key (`/prix`).
    """
    reader = opened(record)
    details = held(reader, lambda: _details(reader).checked(), _USUAL)
    return said_in(reader, details, status_in(reader))


def _details(reader: Reader) -> LogicielDetails:
    needed = Needed(reader)
    title, description = needed.line("nom", "name", "titre", "title"), needed.prose("description")
    cost = _price(reader, needed)
    needed.check()
    category = reader.line("categorie", "catégorie", "category") or DEFAULT_CATEGORY
    return LogicielDetails(
        title=title,
        description=description,
        category=Category.named(category),
        current_version=_version(reader),
        price=cost,
        features=reader.lines("fonctionnalites", "fonctionnalités", "features"),
        requirements=_requirements(reader),
        available=flag(reader, "disponible", "available") is not False,
        featured=flag(reader, "populaire", "featured") or False,
        download=link(reader, "lienTelechargement", "downloadUrl"),
        demo=link(reader, "lienDemo", "trialUrl"),
        image=picture(reader, "headerImage", "image", "imageUrl"),
        logo=picture(reader, "logo", alt="logoAlt"),
    )


def _price(reader: Reader, needed: Needed) -> Money | None:
    """Return the price in francs; "Gratuit", whatever follows, is free, and another currency stays aside."""
    currency, said = reader.value("devise", "currency"), reader.value("prix", "price")
    if currency is not None and not (isinstance(currency, str) and fold(currency) in _FRANCS):
        return None
    if currency is not None:
        reader.use("devise")
    if isinstance(said, str) and fold(said).startswith("gratuit"):
        if fold(said) in {"gratuit", "gratuite"}:
            reader.use("prix")
        return Money(0)
    return price(reader, needed, "prix", "price")


def _version(reader: Reader) -> str | None:
    said = reader.value("version")
    if isinstance(said, int | float) and not isinstance(said, bool):
        reader.use("version")
        return str(said)
    return reader.line("version")


def _requirements(reader: Reader) -> Requirements:
    """Return what a computer needs; an object that says anything else stays aside as well."""
    said = reader.value("specifications", "requirements")
    given = said if isinstance(said, Mapping) else {}
    lines = {ours: given.get(theirs) for ours, theirs in _REQUIREMENTS.items()}
    found = {name: one_line(text) for name, text in lines.items() if isinstance(text, str) and text.strip()}
    if found and len(found) == sum(1 for each in given.values() if each not in (None, "")):
        reader.use("specifications")
    return Requirements(**found)
