"""The newsletter: subscribers, issues and their sending, wired to ports."""

from dependency_injector import containers, providers

from sorbo_core.contact.newsletter.links import Links
from sorbo_core.contact.use_cases.abonne.confirm import ConfirmSubscription
from sorbo_core.contact.use_cases.abonne.list import ListAbonnes
from sorbo_core.contact.use_cases.abonne.read import ReadAbonne
from sorbo_core.contact.use_cases.abonne.remove import RemoveAbonne
from sorbo_core.contact.use_cases.abonne.subscribe import Subscribe
from sorbo_core.contact.use_cases.abonne.tell import TellAbonne
from sorbo_core.contact.use_cases.abonne.unsubscribe import Unsubscribe
from sorbo_core.contact.use_cases.abonne.unsubscribe_one_click import UnsubscribeOneClick
from sorbo_core.contact.use_cases.envoi.queue_batch import QueueBatch
from sorbo_core.contact.use_cases.envoi.send_due import SendDueInfolettres
from sorbo_core.contact.use_cases.envoi.send_preview import SendPreview
from sorbo_core.contact.use_cases.envoi.send_to_one import SendToOne
from sorbo_core.contact.use_cases.infolettre.change import ChangeInfolettre
from sorbo_core.contact.use_cases.infolettre.draft import DraftInfolettre
from sorbo_core.contact.use_cases.infolettre.list import ListInfolettres
from sorbo_core.contact.use_cases.infolettre.preview import PreviewInfolettre
from sorbo_core.contact.use_cases.infolettre.progress import ReadProgress
from sorbo_core.contact.use_cases.infolettre.read import ReadInfolettre
from sorbo_core.contact.use_cases.infolettre.schedule import ScheduleInfolettre
from sorbo_core.contact.use_cases.infolettre.send import SendInfolettre
from sorbo_core.contact.use_cases.infolettre.stop import StopInfolettre
from sorbo_web.wiring.observed import observed
from sorbo_web.wiring.settings import Settings


class Newsletter(containers.DeclarativeContainer):
    """The newsletter, and the mails that follow."""

    ports = providers.DependenciesContainer()
    settings = providers.Dependency(instance_of=Settings)

    links = providers.Singleton(
        Links, seals=ports.seals, site_url=settings.provided.site_url, api_url=settings.provided.api_url
    )
    subscribe = providers.Singleton(
        observed(Subscribe), abonnes=ports.abonnes, ids=ports.ids, clock=ports.clock
    )
    confirm_subscription = providers.Singleton(
        observed(ConfirmSubscription), abonnes=ports.abonnes, clock=ports.clock
    )
    unsubscribe = providers.Singleton(observed(Unsubscribe), abonnes=ports.abonnes, clock=ports.clock)
    unsubscribe_one_click = providers.Singleton(
        observed(UnsubscribeOneClick), abonnes=ports.abonnes, clock=ports.clock
    )
    list_abonnes = providers.Singleton(observed(ListAbonnes), abonnes=ports.abonnes)
    read_abonne = providers.Singleton(observed(ReadAbonne), abonnes=ports.abonnes)
    remove_abonne = providers.Singleton(observed(RemoveAbonne), abonnes=ports.abonnes, clock=ports.clock)
    tell_abonne = providers.Singleton(
        observed(TellAbonne),
        abonnes=ports.abonnes,
        links=links,
        templates=ports.mail_templates,
        mailer=ports.mailer,
    )
    list_infolettres = providers.Singleton(observed(ListInfolettres), infolettres=ports.infolettres)
    read_infolettre = providers.Singleton(observed(ReadInfolettre), infolettres=ports.infolettres)
    read_progress = providers.Singleton(
        observed(ReadProgress), infolettres=ports.infolettres, envois=ports.envois, abonnes=ports.abonnes
    )
    draft_infolettre = providers.Singleton(
        observed(DraftInfolettre), infolettres=ports.infolettres, clock=ports.clock
    )
    change_infolettre = providers.Singleton(
        observed(ChangeInfolettre), infolettres=ports.infolettres, clock=ports.clock
    )
    preview_infolettre = providers.Singleton(
        observed(PreviewInfolettre), infolettres=ports.infolettres, clock=ports.clock
    )
    schedule_infolettre = providers.Singleton(
        observed(ScheduleInfolettre), infolettres=ports.infolettres, clock=ports.clock
    )
    send_infolettre = providers.Singleton(
        observed(SendInfolettre), infolettres=ports.infolettres, clock=ports.clock
    )
    stop_infolettre = providers.Singleton(
        observed(StopInfolettre), infolettres=ports.infolettres, clock=ports.clock
    )
    queue_batch = providers.Singleton(
        observed(QueueBatch),
        infolettres=ports.infolettres,
        envois=ports.envois,
        abonnes=ports.abonnes,
        clock=ports.clock,
    )
    send_to_one = providers.Singleton(
        observed(SendToOne),
        infolettres=ports.infolettres,
        envois=ports.envois,
        abonnes=ports.abonnes,
        links=links,
        templates=ports.mail_templates,
        mailer=ports.mailer,
        clock=ports.clock,
    )
    send_preview = providers.Singleton(
        observed(SendPreview),
        infolettres=ports.infolettres,
        staff=ports.staff_directory,
        links=links,
        templates=ports.mail_templates,
        mailer=ports.mailer,
    )
    send_due = providers.Singleton(
        observed(SendDueInfolettres), infolettres=ports.infolettres, clock=ports.clock
    )
