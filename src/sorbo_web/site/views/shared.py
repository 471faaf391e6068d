"""What the entries of every noun are shown with: both identifiers, both names of each field."""

from datetime import datetime
from typing import Any

from sorbo_core.shared.media.link import Picture
from sorbo_core.shared.money import Currency, Money
from sorbo_core.shared.publication.entry import Entry
from sorbo_web.site.answers import Json
from sorbo_web.site.neutral import Address, Name


def named(entry: Entry) -> Json:
    """Return what identifies an entry, and when it changed."""
    id_, title = Name(entry.id), entry.details.title
    return {
        "_id": id_,
        "id": id_,
        "slug": entry.slug,
        "title": title,
        "titre": title,
        "createdAt": entry.created_at,
        "updatedAt": entry.updated_at,
    }


def twice(english: str, french: str, value: Any) -> Json:  # noqa: ANN401 — any JSON
    """Return a member under both of its names."""
    return {english: value, french: value}


def text(value: str | None) -> str:
    """Return a text, empty where there is none: of a missing one, pages print `undefined`."""
    return value or ""


def price(money: Money | None) -> int:
    """Return what pages print before "FCFA"; 0, which is "on request" to them, where it is no such sum."""
    return money.amount if money is not None and money.currency is Currency.XOF else 0


def source(picture: Picture | None) -> Address:
    """Return where a picture is, empty without one: then pages take their own."""
    return Address(picture.src if picture else "")


def published_at(entry: Entry) -> datetime:
    """Return when visitors saw it first."""
    return entry.published_at or entry.created_at
