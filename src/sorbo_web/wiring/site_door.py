"""The second door, wired over the use cases of the first."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

from litestar import Router
from litestar.datastructures import ResponseHeader
from litestar.handlers import HTTPRouteHandler

from sorbo_core.catalogue.formation import FORMATIONS
from sorbo_core.catalogue.logiciel import LOGICIEL, LOGICIELS
from sorbo_core.content.actualite import ACTUALITES
from sorbo_core.content.publication import PUBLICATION, PUBLICATIONS
from sorbo_core.portfolio.projet import PROJETS
from sorbo_core.recruitment.emploi import EMPLOIS
from sorbo_core.recruitment.terms import EmploiState
from sorbo_core.shared.counting.use_cases.tell_counts import TellCounts
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.query import Filter, Op
from sorbo_web.site.about import AboutController
from sorbo_web.site.door import deprecation
from sorbo_web.site.downloads import DownloadsController
from sorbo_web.site.forms.admin import AdminController
from sorbo_web.site.forms.contact import ContactController
from sorbo_web.site.forms.newsletter import NewsletterController
from sorbo_web.site.lists import SiteList
from sorbo_web.site.views.actualites import actualite
from sorbo_web.site.views.emplois import emploi
from sorbo_web.site.views.formations import formation
from sorbo_web.site.views.logiciels import logiciel
from sorbo_web.site.views.projets import projet
from sorbo_web.site.views.publications import publication
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.controllers import Controllers
from sorbo_web.wiring.settings import Settings

_OPEN_TODAY = Filter("state", Op.EQ, EmploiState.ACTIF)


def door_of(container: Container, wired: Controllers) -> Iterator[Router]:
    """Yield the routes of the door, below `/api`; nothing where it is shut."""
    settings = container.settings()
    if settings.site_door:
        handlers = [
            *(handler for each in _lists(container) for handler in each.handlers()),
            *_others(container, wired, settings),
        ]
        # Here as well as in the layer: what is kept is sent past the layers.
        told = [ResponseHeader(name=name, value=value) for name, value in deprecation(settings.site_sunset)]
        yield Router("/api", route_handlers=handlers, response_headers=told, include_in_schema=False)


def _lists(container: Container) -> Iterator[SiteList[Any]]:
    catalogue, content, tables = container.catalogue, container.content, container.ports.tables()
    yield SiteList(
        "/formations",
        lists=catalogue.formations().list,
        listing=FORMATIONS,
        view=formation,
        made_from=("formation",),
        tables=tables,
    )
    yield SiteList(
        "/logiciels",
        lists=catalogue.logiciels().list,
        listing=LOGICIELS,
        view=logiciel,
        made_from=("logiciel",),
        tables=tables,
        counts=_counts(container, LOGICIEL),
    )
    yield SiteList(
        "/publications",
        lists=content.publications().list,
        listing=PUBLICATIONS,
        view=publication,
        made_from=("publication",),
        tables=tables,
        counts=_counts(container, PUBLICATION),
    )
    yield SiteList(
        "/actualites",
        lists=content.actualites().list,
        listing=ACTUALITES,
        view=actualite,
        made_from=("actualite",),
        tables=tables,
    )
    yield SiteList(
        "/emplois",
        lists=container.recruitment.list_emplois(),
        listing=EMPLOIS,
        view=emploi,
        made_from=("emploi",),
        tables=tables,
        filters=(_OPEN_TODAY,),
    )
    yield SiteList(
        "/projets",
        lists=container.portfolio.projets().list,
        listing=PROJETS,
        view=projet,
        made_from=("projet",),
        tables=tables,
    )


def _others(container: Container, wired: Controllers, settings: Settings) -> Iterator[HTTPRouteHandler]:
    ports, gate = container.ports, wired.form_gate()
    yield from AboutController(
        company=settings.company, read_figures=container.insight.read_public_figures(), clock=ports.clock()
    ).handlers()
    yield from DownloadsController(
        logiciels=container.catalogue.logiciels(),
        publications=container.content.publications(),
        download_logiciel=container.catalogue.download_logiciel(),
        download_publication=container.content.download_publication(),
        tell_counts=container.counting.tell_counts(),
    ).handlers()
    yield from AdminController(
        log_in=container.pages_logins.log_in(), verify=container.pages_logins.verify()
    ).handlers()
    yield from ContactController(
        submit_demande=container.contact.submit_demande(), gate=gate, ids=ports.ids()
    ).handlers()
    yield from NewsletterController(
        subscribe=container.newsletter.subscribe(), gate=gate, ids=ports.ids(), clock=ports.clock()
    ).handlers()


def _counts(container: Container, noun: Noun[Any]) -> Callable[[Sequence[Any]], Awaitable[Sequence[int]]]:
    tell_counts: TellCounts = container.counting.tell_counts()

    async def counts(entries: Sequence[Any]) -> Sequence[int]:
        return await tell_counts(noun=noun.plural, ids=[entry.id for entry in entries])

    return counts
