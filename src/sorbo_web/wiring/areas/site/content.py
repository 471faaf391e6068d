"""The use cases of the site's content, wired to ports."""

from dependency_injector import containers, providers

from sorbo_core.content.actualite import ACTUALITE
from sorbo_core.content.publication import PUBLICATION
from sorbo_core.content.use_cases.download import DownloadPublication
from sorbo_core.content.use_cases.take_over import ImportActualite, ImportPublication
from sorbo_core.shared.counting.use_cases.read_counted import ReadCounted
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_web.wiring.observed import observed
from sorbo_web.wiring.settings import Settings


class Content(containers.DeclarativeContainer):
    """Actualites and publications."""

    ports = providers.DependenciesContainer()
    files = providers.DependenciesContainer()
    counting = providers.DependenciesContainer()
    settings = providers.Dependency(instance_of=Settings)

    company = settings.provided.company
    actualites = providers.Singleton(
        Lifecycle,
        ACTUALITE,
        entries=ports.actualites,
        clock=ports.clock,
        unit_of_work=ports.unit_of_work,
        wrapped=observed,
        uploads=files.uploads,
    )
    read_actualite = providers.Singleton(
        observed(ReadCounted, name="ReadCountedActualite"),
        noun=ACTUALITE,
        entries=ports.actualites,
        clock=ports.clock,
        tally=counting.tally,
    )
    publications = providers.Singleton(
        Lifecycle,
        PUBLICATION,
        entries=ports.publications,
        clock=ports.clock,
        unit_of_work=ports.unit_of_work,
        wrapped=observed,
        uploads=files.uploads,
    )
    import_actualite = providers.Singleton(
        observed(ImportActualite),
        actualites=ports.actualites,
        clock=ports.clock,
        ids=ports.ids,
        company=company,
    )
    import_publication = providers.Singleton(
        observed(ImportPublication), publications=ports.publications, clock=ports.clock, ids=ports.ids
    )
    download_publication = providers.Singleton(
        observed(DownloadPublication),
        publications=ports.publications,
        tally=counting.tally,
        clock=ports.clock,
        site_url=settings.provided.site_url,
        files_url=files.files_url,
    )
