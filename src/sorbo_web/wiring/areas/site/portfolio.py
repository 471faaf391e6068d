"""The use cases of the portfolio, wired to ports."""

from dependency_injector import containers, providers

from sorbo_core.portfolio.projet import PROJET
from sorbo_core.portfolio.use_cases.take_over import ImportProjet
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_web.wiring.observed import observed


class Portfolio(containers.DeclarativeContainer):
    """Projets."""

    ports = providers.DependenciesContainer()
    files = providers.DependenciesContainer()

    projets = providers.Singleton(
        Lifecycle,
        PROJET,
        entries=ports.projets,
        clock=ports.clock,
        unit_of_work=ports.unit_of_work,
        wrapped=observed,
        uploads=files.uploads,
    )
    import_projet = providers.Singleton(
        observed(ImportProjet), projets=ports.projets, clock=ports.clock, ids=ports.ids
    )
