"""From one record of the existing downloads to what a publication says."""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from sorbo_core.content.file import File, FileType
from sorbo_core.content.publication import PublicationCategory, PublicationDetails
from sorbo_core.shared.intake.links import parse_link
from sorbo_core.shared.intake.reader import Reader
from sorbo_core.shared.intake.record import Needed, held, opened
from sorbo_core.shared.intake.said import Said, said_in
from sorbo_core.shared.intake.values import choice, member, status_in
from sorbo_core.shared.text import one_line

_FILE = ("fichier", "file", "fileUrl", "url")
_USUAL = {"title": "titre", "file": "fichier"}
_SIZE = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?) ?(o|octets|b|bytes|k[ob]|m[ob]|g[ob])", re.IGNORECASE)
# As pages write them: 1.2 MB is 1 200 000 bytes.
_UNITS = {"k": 1_000, "m": 1_000_000, "g": 1_000_000_000}


def parse_publication(record: object) -> Said[PublicationDetails]:
    """Read one record of the existing downloads, with its keys in French or English.

    Title, description and file are required. How often it was downloaded is kept aside.

    Raises:
        Invalid: it cannot be used; each violation points at the record's own key (`/fichier`).
    """
    reader = opened(record)
    details = held(reader, lambda: _details(reader).checked(), _USUAL)
    return said_in(reader, details, status_in(reader))


def _details(reader: Reader) -> PublicationDetails:
    needed = Needed(reader)
    title = needed.line("titre", "title", "nom")
    description = needed.prose("description", "resume")
    src = needed.found(parse_link(reader.value(*_FILE)), "", *_FILE, code="not_a_link")
    needed.check()
    reader.use(_FILE[0])
    return PublicationDetails(
        title=title,
        description=description,
        file=_file(reader, src),
        category=choice(reader, PublicationCategory, "category", "categorie", "catégorie")
        or PublicationCategory.AUTRE,
    )


def _file(reader: Reader, src: str) -> File:
    path = PurePosixPath(urlsplit(src).path)
    by_name = member(FileType, path.suffix[1:])
    said = choice(reader, FileType, "typeFichier", "type")
    return File(
        name=one_line(unquote(path.name)) or "document",
        src=src,
        type=said or by_name or FileType.AUTRE,
        size=_size(reader),
    )


def _size(reader: Reader) -> int | None:
    """Return the size as far as the record says it; "0 KB" is what it says of one that nobody knows."""
    said = reader.value("taille", "size")
    found = _SIZE.fullmatch(said.strip()) if isinstance(said, str) else None
    if found is None:
        return None
    size = round(float(found[1].replace(",", ".")) * _UNITS.get(found[2][0].lower(), 1))
    if size > 0:
        reader.use("taille")
    return size or None
