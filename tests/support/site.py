"""Entries of the portfolio and of the site's content, as tests need them."""

from datetime import datetime
from typing import Any

import msgspec

from sorbo_core.content.actualite import Actualite, ActualiteDetails
from sorbo_core.content.file import File, FileType
from sorbo_core.content.publication import Publication, PublicationDetails
from sorbo_core.portfolio.choices import ProjetCategory
from sorbo_core.portfolio.projet import Projet, ProjetDetails
from sorbo_core.shared.publication.source import Source
from sorbo_core.shared.text import slugify
from support.build import NOW, fresh_id

SOURCE = Source(key="12", digest="sha256:1f", aside='{"testimonials": [{"role": "$maitre.ouvrage"}]}')
FILE = File(name="guide.pdf", src="/documents/guide.pdf", type=FileType.PDF, size=1200)


def projet(
    *,
    id: str | None = None,
    slug: str | None = None,
    at: datetime = NOW,
    source: Source | None = None,
    **changes: Any,
) -> Projet:
    """Return a new brouillon of a projet with its event; `changes` are fields of its details."""
    id = id or fresh_id()
    stated = ProjetDetails(
        title="Pont d'exemple", description="Trois travées.", category=ProjetCategory.GENIE_CIVIL
    )
    said = msgspec.structs.replace(stated, **changes)
    return Projet.draft(id=id, slug=slug or slugify(f"projet-{id}"), details=said, at=at, source=source)


def actualite(
    *,
    id: str | None = None,
    slug: str | None = None,
    at: datetime = NOW,
    source: Source | None = None,
    **changes: Any,
) -> Actualite:
    """Return a new brouillon of an actualite with its event; `changes` are fields of its details."""
    id = id or fresh_id()
    stated = ActualiteDetails(
        title="Une nouvelle", content="Ce qui arrive.", summary="En bref.", author="L'équipe"
    )
    said = msgspec.structs.replace(stated, **changes)
    return Actualite.draft(id=id, slug=slug or slugify(f"actualite-{id}"), details=said, at=at, source=source)


def publication(
    *,
    id: str | None = None,
    slug: str | None = None,
    at: datetime = NOW,
    source: Source | None = None,
    **changes: Any,
) -> Publication:
    """Return a new brouillon of a publication with its event; `changes` are fields of its details."""
    id = id or fresh_id()
    said = msgspec.structs.replace(
        PublicationDetails(title="Guide", description="La méthode.", file=FILE), **changes
    )
    slug = slug or slugify(f"publication-{id}")
    return Publication.draft(id=id, slug=slug, details=said, at=at, source=source)
