"""The use cases of avis, wired to ports; what they are about is in other areas."""

from collections.abc import Mapping
from typing import Any

from dependency_injector import containers, providers

from sorbo_core.reviews.avis import Reviewed
from sorbo_core.reviews.kept_ratings import KeptRatings
from sorbo_core.reviews.ports import Shown
from sorbo_core.reviews.use_cases.approve import ApproveAvis
from sorbo_core.reviews.use_cases.list import ListAvis
from sorbo_core.reviews.use_cases.list_shown import ListShownAvis
from sorbo_core.reviews.use_cases.read import ReadAvis
from sorbo_core.reviews.use_cases.read_ratings import ReadRatings
from sorbo_core.reviews.use_cases.refuse import RefuseAvis
from sorbo_core.reviews.use_cases.submit import SubmitAvis
from sorbo_core.shared.actor import VISITOR
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_web.wiring.observed import observed


class ShownEntries(Shown):
    """What visitors see, by the lifecycle of each noun that avis are about."""

    def __init__(self, lifecycles: Mapping[str, Lifecycle[Any]]) -> None:
        self._lifecycles = lifecycles

    async def identify(self, noun: Reviewed, key: str) -> str:
        """Return the id of what visitors find under this slug or id."""
        entry = await self._lifecycles[noun].read(actor=VISITOR, key=key)
        return str(entry.id)


class Reviews(containers.DeclarativeContainer):
    """Avis, and what they add up to."""

    ports = providers.DependenciesContainer()
    catalogue = providers.DependenciesContainer()

    shown = providers.Singleton(
        ShownEntries, providers.Dict(formation=catalogue.formations, logiciel=catalogue.logiciels)
    )
    submit_avis = providers.Singleton(
        observed(SubmitAvis), reviews=ports.reviews, shown=shown, clock=ports.clock
    )
    list_shown_avis = providers.Singleton(observed(ListShownAvis), reviews=ports.reviews, shown=shown)
    list_avis = providers.Singleton(observed(ListAvis), reviews=ports.reviews)
    read_avis = providers.Singleton(observed(ReadAvis), reviews=ports.reviews)
    approve_avis = providers.Singleton(observed(ApproveAvis), reviews=ports.reviews, clock=ports.clock)
    refuse_avis = providers.Singleton(observed(RefuseAvis), reviews=ports.reviews, clock=ports.clock)
    read_ratings = providers.Singleton(
        observed(ReadRatings),
        ratings=providers.Singleton(KeptRatings, reviews=ports.reviews, tables=ports.tables),
    )
