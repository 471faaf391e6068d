"""The composition root."""

from dependency_injector import containers, providers

from sorbo_web.wiring.areas.catalogue import Catalogue
from sorbo_web.wiring.areas.contact import Contact
from sorbo_web.wiring.areas.counting import Counting
from sorbo_web.wiring.areas.delivery import Delivery
from sorbo_web.wiring.areas.enrolment import Enrolment
from sorbo_web.wiring.areas.files import Files
from sorbo_web.wiring.areas.identity import Identity
from sorbo_web.wiring.areas.insight import Insight
from sorbo_web.wiring.areas.integrations import Integrations
from sorbo_web.wiring.areas.mailing import Mailing
from sorbo_web.wiring.areas.newsletter import Newsletter
from sorbo_web.wiring.areas.notifications import Notifications
from sorbo_web.wiring.areas.people.api_keys import ApiKeys
from sorbo_web.wiring.areas.people.comptes import Comptes
from sorbo_web.wiring.areas.people.pages import PagesLogins
from sorbo_web.wiring.areas.people.privacy import Audit, Privacy
from sorbo_web.wiring.areas.site.content import Content
from sorbo_web.wiring.areas.site.portfolio import Portfolio
from sorbo_web.wiring.areas.site.recruitment import Recruitment
from sorbo_web.wiring.areas.site.reviews import Reviews
from sorbo_web.wiring.ports.common import CommonPorts
from sorbo_web.wiring.ports.memory import MemoryPorts
from sorbo_web.wiring.ports.mongo import MongoPorts
from sorbo_web.wiring.settings import Settings, Storage


class Container(containers.DeclarativeContainer):
    """Everything, wired. `ports` decides which adapters are used."""

    settings = providers.Dependency(instance_of=Settings)
    ports = providers.DependenciesContainer()

    files = providers.Container(Files, ports=ports, settings=settings)
    counting = providers.Container(Counting, ports=ports)
    catalogue = providers.Container(Catalogue, ports=ports, files=files, settings=settings, counting=counting)
    enrolment = providers.Container(Enrolment, ports=ports, settings=settings)
    portfolio = providers.Container(Portfolio, ports=ports, files=files)
    content = providers.Container(Content, ports=ports, files=files, settings=settings, counting=counting)
    reviews = providers.Container(Reviews, ports=ports, catalogue=catalogue)
    contact = providers.Container(Contact, ports=ports, settings=settings)
    privacy = providers.Container(Privacy, ports=ports, files=files)
    recruitment = providers.Container(Recruitment, ports=ports, files=files, privacy=privacy)
    newsletter = providers.Container(Newsletter, ports=ports, settings=settings)
    identity = providers.Container(Identity, ports=ports, settings=settings)
    comptes = providers.Container(Comptes, ports=ports, settings=settings, identity=identity)
    api_keys = providers.Container(ApiKeys, ports=ports, settings=settings, identity=identity)
    pages_logins = providers.Container(PagesLogins, ports=ports, settings=settings, identity=identity)
    notifications = providers.Container(Notifications, ports=ports)
    mailing = providers.Container(Mailing, ports=ports)
    integrations = providers.Container(Integrations, ports=ports, settings=settings)
    insight = providers.Container(
        Insight, ports=ports, contact=contact, enrolment=enrolment, recruitment=recruitment
    )
    audit = providers.Container(Audit, ports=ports)
    delivery = providers.Container(
        Delivery,
        ports=ports,
        settings=settings,
        contact=contact,
        newsletter=newsletter,
        identity=identity,
        comptes=comptes,
        api_keys=api_keys,
        notifications=notifications,
        mailing=mailing,
        integrations=integrations,
        enrolment=enrolment,
        insight=insight,
        recruitment=recruitment,
        privacy=privacy,
        files=files,
    )


def build_container(settings: Settings) -> Container:
    """Return the container for these settings. Nothing connects yet."""
    ports: CommonPorts = (MemoryPorts if settings.storage is Storage.MEMORY else MongoPorts)(
        settings=settings
    )
    return Container(settings=settings, ports=ports)
