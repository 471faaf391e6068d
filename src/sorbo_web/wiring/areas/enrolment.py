"""Enrolment: seats, waiting lines, and the mails that follow, wired to ports."""

from dependency_injector import containers, providers

from sorbo_core.catalogue.use_cases.inscription.cancel import CancelInscription
from sorbo_core.catalogue.use_cases.inscription.confirm import ConfirmInscription
from sorbo_core.catalogue.use_cases.inscription.follow_session import FollowSession
from sorbo_core.catalogue.use_cases.inscription.lapse_holds import LapseHolds
from sorbo_core.catalogue.use_cases.inscription.list import ListInscriptions
from sorbo_core.catalogue.use_cases.inscription.mark_present import MarkPresent
from sorbo_core.catalogue.use_cases.inscription.read import ReadInscription
from sorbo_core.catalogue.use_cases.inscription.record_places import RecordPlaces
from sorbo_core.catalogue.use_cases.inscription.request import RequestInscription
from sorbo_core.catalogue.use_cases.inscription.tell_applicant import TellApplicant
from sorbo_core.catalogue.use_cases.inscription.withdraw import WithdrawInscription
from sorbo_core.catalogue.use_cases.session.count_inscriptions import CountInscriptions
from sorbo_core.catalogue.use_cases.session.count_seats import CountSeats
from sorbo_core.catalogue.use_cases.session.measure import MeasureSessions
from sorbo_core.catalogue.use_cases.session.measure_revenue import MeasureRevenue
from sorbo_web.wiring.observed import observed
from sorbo_web.wiring.settings import Settings


class Enrolment(containers.DeclarativeContainer):
    """Inscriptions, and the registers that decide about them."""

    ports = providers.DependenciesContainer()
    settings = providers.Dependency(instance_of=Settings)

    request_inscription = providers.Singleton(
        observed(RequestInscription),
        formations=ports.formations,
        sessions=ports.sessions,
        registers=ports.registers,
        inscriptions=ports.inscriptions,
        tokens=ports.tokens,
        clock=ports.clock,
    )
    list_inscriptions = providers.Singleton(observed(ListInscriptions), inscriptions=ports.inscriptions)
    read_inscription = providers.Singleton(observed(ReadInscription), inscriptions=ports.inscriptions)
    confirm_inscription = providers.Singleton(
        observed(ConfirmInscription),
        registers=ports.registers,
        inscriptions=ports.inscriptions,
        clock=ports.clock,
    )
    cancel_inscription = providers.Singleton(
        observed(CancelInscription),
        registers=ports.registers,
        inscriptions=ports.inscriptions,
        clock=ports.clock,
    )
    mark_present = providers.Singleton(
        observed(MarkPresent), registers=ports.registers, inscriptions=ports.inscriptions, clock=ports.clock
    )
    withdraw_inscription = providers.Singleton(
        observed(WithdrawInscription),
        registers=ports.registers,
        inscriptions=ports.inscriptions,
        clock=ports.clock,
    )
    count_seats = providers.Singleton(observed(CountSeats), registers=ports.registers)
    record_places = providers.Singleton(
        observed(RecordPlaces), registers=ports.registers, inscriptions=ports.inscriptions, clock=ports.clock
    )
    follow_session = providers.Singleton(
        observed(FollowSession), sessions=ports.sessions, registers=ports.registers, clock=ports.clock
    )
    tell_applicant = providers.Singleton(
        observed(TellApplicant),
        formations=ports.formations,
        sessions=ports.sessions,
        registers=ports.registers,
        inscriptions=ports.inscriptions,
        templates=ports.mail_templates,
        mailer=ports.mailer,
        site_url=settings.provided.site_url,
    )
    lapse_holds = providers.Singleton(observed(LapseHolds), registers=ports.registers, clock=ports.clock)
    count_inscriptions = providers.Singleton(observed(CountInscriptions), buckets=ports.inscription_buckets)
    measure_revenue = providers.Singleton(observed(MeasureRevenue), inscriptions=ports.inscriptions)
    measure_sessions = providers.Singleton(
        observed(MeasureSessions), sessions=ports.sessions, registers=ports.registers
    )
