"""From one record of the existing news to what an actualite says."""

import msgspec

from sorbo_core.content.actualite import ActualiteCategory, ActualiteDetails
from sorbo_core.shared.intake.links import picture
from sorbo_core.shared.intake.reader import Reader
from sorbo_core.shared.intake.record import Needed, held, opened
from sorbo_core.shared.intake.said import Said, said_in
from sorbo_core.shared.intake.values import choice, is_slug, status_in
from sorbo_core.shared.text import one_line

_USUAL = {"title": "titre", "content": "contenu", "summary": "resume", "author": "auteur"}
_EXCERPT = 300


def parse_actualite(record: object, *, company: str) -> Said[ActualiteDetails]:
    """Read one record of the existing news, with its keys in French or English.

    Title and text are required; the fuller of two texts is taken. Without a summary the beginning of
    the text is one, and without an author the company signs it, as it does elsewhere.

    Raises:
        Invalid: it cannot be used; each violation points at the record's own key (`/contenu`).
    """
    reader = opened(record)
    details = held(reader, lambda: _details(reader, company).checked(), _USUAL)
    said = said_in(reader, details, status_in(reader))
    # The articles that pages hold are linked by their ids, which are slugs.
    in_words = is_slug(said.source.key) and "-" in said.source.key
    return msgspec.structs.replace(said, slug=said.source.key) if in_words and not said.slug else said


def _details(reader: Reader, company: str) -> ActualiteDetails:
    needed = Needed(reader)
    title = needed.line("titre", "title")
    content = needed.found(reader.fullest("contenu", "content"), "", "contenu", "content")
    needed.check()
    return ActualiteDetails(
        title=title,
        content=content,
        summary=reader.prose("resume", "résumé", "summary", "description") or excerpt(content),
        author=reader.line("auteur", "author") or company,
        category=choice(reader, ActualiteCategory, "category", "categorie", "catégorie")
        or ActualiteCategory.AUTRE,
        tags=reader.lines("tags"),
        image=picture(reader, "image", "imageUrl"),
    )


def excerpt(text: str) -> str:
    """Return how a text begins: its first paragraph, cut between words where it is long."""
    first = one_line(text.split("\n\n", 1)[0]) or one_line(text)
    if len(first) <= _EXCERPT:
        return first
    return f"{first[: _EXCERPT - 1].rpartition(' ')[0] or first[: _EXCERPT - 1]}…"
