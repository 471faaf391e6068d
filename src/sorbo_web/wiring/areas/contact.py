"""The use cases of requests, wired to ports."""

from dependency_injector import containers, providers

from sorbo_core.contact.use_cases.demande.acknowledge import AcknowledgeDemande
from sorbo_core.contact.use_cases.demande.assign import AssignDemande
from sorbo_core.contact.use_cases.demande.count import CountDemandes
from sorbo_core.contact.use_cases.demande.list import ListDemandes
from sorbo_core.contact.use_cases.demande.move import MoveDemande
from sorbo_core.contact.use_cases.demande.notify_staff import NotifyStaff
from sorbo_core.contact.use_cases.demande.read import ReadDemande
from sorbo_core.contact.use_cases.demande.submit import SubmitDemande
from sorbo_core.contact.use_cases.demande.take_over import TakeOverDemande
from sorbo_web.wiring.observed import observed
from sorbo_web.wiring.settings import Settings


class Contact(containers.DeclarativeContainer):
    """Requests, and the mails that follow them."""

    ports = providers.DependenciesContainer()
    settings = providers.Dependency(instance_of=Settings)

    submit_demande = providers.Singleton(observed(SubmitDemande), demandes=ports.demandes, clock=ports.clock)
    list_demandes = providers.Singleton(observed(ListDemandes), demandes=ports.demandes)
    read_demande = providers.Singleton(observed(ReadDemande), demandes=ports.demandes)
    assign_demande = providers.Singleton(
        observed(AssignDemande), demandes=ports.demandes, clock=ports.clock, staff=ports.staff_directory
    )
    move_demande = providers.Singleton(observed(MoveDemande), demandes=ports.demandes, clock=ports.clock)
    acknowledge_demande = providers.Singleton(
        observed(AcknowledgeDemande),
        demandes=ports.demandes,
        templates=ports.mail_templates,
        mailer=ports.mailer,
    )
    notify_staff = providers.Singleton(
        observed(NotifyStaff),
        demandes=ports.demandes,
        templates=ports.mail_templates,
        mailer=ports.mailer,
        mailbox=settings.provided.mail_staff,
    )
    count_demandes = providers.Singleton(observed(CountDemandes), buckets=ports.demande_buckets)
    take_over_demande = providers.Singleton(
        observed(TakeOverDemande), demandes=ports.demandes, clock=ports.clock
    )
