"""What the contestants read: formations of the size that real ones have."""

from typing import Any

import pymongo

from sorbo_adapters.mongo.indexes import ensure_indexes
from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.collection import new_document
from sorbo_core.catalogue.formation import Category, Formation, FormationDetails
from sorbo_core.shared.money import Money
from support.build import later

_AT_ONCE = 1000
_PATIENCE = 600
_CHEAPEST = 100_000_000
"""So that every number a cold list is filtered by has all formations above it."""
_WORDS = (
    "Conception et dessin de plans, métrés, notes de calcul et dossiers d'exécution, sur des projets "
    "que les participants apportent. "
)


def formation(number: int) -> Formation:
    """Return a published formation of some 1.4 kB of JSON."""
    details = FormationDetails(
        title=f"Formation {number:07}",
        description=_WORDS * 4,
        category=Category.named("Génie civil"),
        price=Money(_CHEAPEST + number * 1000),
        duration="40 heures",
        location="Abidjan, Cocody",
        objectives=tuple(f"Savoir mener à bien l'étape {step} d'un projet" for step in range(6)),
        prerequisites=("Connaître les bases du dessin technique",),
    )
    drafted = Formation.draft(
        id=f"bench-{number}",
        slug=f"formation-{number}",
        details=details,
        source=None,
        at=later(seconds=number),
    )
    return drafted.publish(at=later(seconds=number))


async def fill(database: Database, count: int) -> None:
    """Store so many formations, with every index, as if nothing waited to be told."""
    for first in range(0, count, _AT_ONCE):
        batch = list(map(_document, range(first, min(count, first + _AT_ONCE))))
        with pymongo.timeout(_PATIENCE):
            await database["formations"].insert_many(batch, ordered=False)
    # Afterwards: sorting a million keys once is faster than finding the place of each.
    await ensure_indexes(database)


def _document(number: int) -> dict[str, Any]:
    document = new_document(formation(number))
    document.pop("outbox", None)
    return document
