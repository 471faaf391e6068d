"""Search and statistics over all areas, wired to what each area offers."""

from dependency_injector import containers, providers

from sorbo_core.catalogue.logiciel import LOGICIEL
from sorbo_core.content.publication import PUBLICATION
from sorbo_core.insight.use_cases.read_funnel import ReadFunnel
from sorbo_core.insight.use_cases.read_public_figures import ReadPublicFigures
from sorbo_core.insight.use_cases.read_revenue import ReadRevenue
from sorbo_core.insight.use_cases.read_staff_figures import ReadStaffFigures
from sorbo_core.insight.use_cases.rebuild_search import RebuildSearch
from sorbo_core.insight.use_cases.search import Search
from sorbo_core.insight.use_cases.update_search import UpdateSearch
from sorbo_web.wiring.observed import observed


class Insight(containers.DeclarativeContainer):
    """What spans the areas."""

    ports = providers.DependenciesContainer()
    contact = providers.DependenciesContainer()
    enrolment = providers.DependenciesContainer()
    recruitment = providers.DependenciesContainer()

    searched = providers.Dict(
        formation=ports.formations,
        logiciel=ports.logiciels,
        projet=ports.projets,
        emploi=ports.emplois,
        actualite=ports.actualites,
        publication=ports.publications,
    )
    kinds = providers.Callable(tuple, searched)
    update_search = providers.Singleton(
        observed(UpdateSearch), index=ports.search_index, entries=searched, answers=ports.answers
    )
    rebuild_search = providers.Singleton(
        RebuildSearch, index=ports.search_index, rebuilds=ports.search_rebuilds, entries=searched
    )
    search = providers.Singleton(observed(Search), index=ports.search_index, kinds=kinds)
    read_public_figures = providers.Singleton(
        observed(ReadPublicFigures),
        index=ports.search_index,
        kinds=kinds,
        sessions_to_come=ports.sessions.provided.count_to_come,
        counters=ports.counters,
        downloaded=(LOGICIEL, PUBLICATION),
        clock=ports.clock,
    )
    read_revenue = providers.Singleton(
        observed(ReadRevenue), source=enrolment.measure_revenue, clock=ports.clock
    )
    read_funnel = providers.Singleton(
        observed(ReadFunnel), source=recruitment.measure_funnel, clock=ports.clock
    )
    read_staff_figures = providers.Singleton(
        observed(ReadStaffFigures),
        sources=providers.Dict(
            demandes=contact.count_demandes,
            inscriptions=enrolment.count_inscriptions,
            sessions=enrolment.measure_sessions,
        ),
        clock=ports.clock,
    )
