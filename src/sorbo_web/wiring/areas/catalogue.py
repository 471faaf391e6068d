"""The use cases of the catalogue, wired to ports."""

from dependency_injector import containers, providers

from sorbo_core.catalogue.formation import FORMATION
from sorbo_core.catalogue.logiciel import LOGICIEL
from sorbo_core.catalogue.upcoming import UpcomingSessions
from sorbo_core.catalogue.use_cases.formation.has_sessions import HasSessions
from sorbo_core.catalogue.use_cases.formation.read import ReadFormation
from sorbo_core.catalogue.use_cases.formation.take_over import ImportFormation
from sorbo_core.catalogue.use_cases.logiciel.download import DownloadLogiciel
from sorbo_core.catalogue.use_cases.logiciel.take_over import ImportLogiciel
from sorbo_core.catalogue.use_cases.logiciel.take_over_page import ImportLogicielPage
from sorbo_core.catalogue.use_cases.session.archive import ArchiveSession
from sorbo_core.catalogue.use_cases.session.change import ChangeSession
from sorbo_core.catalogue.use_cases.session.create import CreateSession
from sorbo_core.catalogue.use_cases.session.list import ListSessions
from sorbo_core.catalogue.use_cases.session.list_upcoming import ListUpcomingSessions
from sorbo_core.catalogue.use_cases.session.publish import PublishSession
from sorbo_core.catalogue.use_cases.session.read import ReadSession
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_web.wiring.observed import observed
from sorbo_web.wiring.settings import Settings


class Catalogue(containers.DeclarativeContainer):
    """Formations, sessions and logiciels."""

    ports = providers.DependenciesContainer()
    files = providers.DependenciesContainer()
    counting = providers.DependenciesContainer()
    settings = providers.Dependency(instance_of=Settings)

    has_sessions = providers.Singleton(observed(HasSessions), sessions=ports.sessions)
    formations = providers.Singleton(
        Lifecycle,
        FORMATION,
        entries=ports.formations,
        clock=ports.clock,
        unit_of_work=ports.unit_of_work,
        wrapped=observed,
        uploads=files.uploads,
        references=has_sessions,
    )
    upcoming = providers.Singleton(UpcomingSessions, sessions=ports.sessions, tables=ports.tables)
    read_formation = providers.Singleton(
        observed(ReadFormation), formations=ports.formations, upcoming=upcoming, clock=ports.clock
    )
    import_formation = providers.Singleton(
        observed(ImportFormation),
        formations=ports.formations,
        sessions=ports.sessions,
        clock=ports.clock,
        ids=ports.ids,
    )
    logiciels = providers.Singleton(
        Lifecycle,
        LOGICIEL,
        entries=ports.logiciels,
        clock=ports.clock,
        unit_of_work=ports.unit_of_work,
        wrapped=observed,
        uploads=files.uploads,
    )
    import_logiciel = providers.Singleton(
        observed(ImportLogiciel), logiciels=ports.logiciels, clock=ports.clock, ids=ports.ids
    )
    import_logiciel_page = providers.Singleton(
        observed(ImportLogicielPage), logiciels=ports.logiciels, clock=ports.clock
    )
    download_logiciel = providers.Singleton(
        observed(DownloadLogiciel),
        logiciels=ports.logiciels,
        tally=counting.tally,
        clock=ports.clock,
        site_url=settings.provided.site_url,
        files_url=files.files_url,
    )
    list_sessions = providers.Singleton(observed(ListSessions), sessions=ports.sessions)
    list_upcoming_sessions = providers.Singleton(
        observed(ListUpcomingSessions), upcoming=upcoming, clock=ports.clock
    )
    read_session = providers.Singleton(
        observed(ReadSession), formations=ports.formations, sessions=ports.sessions
    )
    create_session = providers.Singleton(
        observed(CreateSession), formations=ports.formations, sessions=ports.sessions, clock=ports.clock
    )
    change_session = providers.Singleton(
        observed(ChangeSession), sessions=ports.sessions, registers=ports.registers, clock=ports.clock
    )
    publish_session = providers.Singleton(
        observed(PublishSession), formations=ports.formations, sessions=ports.sessions, clock=ports.clock
    )
    archive_session = providers.Singleton(
        observed(ArchiveSession), sessions=ports.sessions, clock=ports.clock
    )
