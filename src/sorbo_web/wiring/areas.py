"""The use cases of each area, wired to ports."""

import random

from dependency_injector import containers, providers

from sorbo_core.catalogue.formation import FORMATION
from sorbo_core.catalogue.use_cases.formation.read import ReadFormation
from sorbo_core.catalogue.use_cases.formation.take_over import ImportFormation
from sorbo_core.catalogue.use_cases.session.archive import ArchiveSession
from sorbo_core.catalogue.use_cases.session.change import ChangeSession
from sorbo_core.catalogue.use_cases.session.create import CreateSession
from sorbo_core.catalogue.use_cases.session.list import ListSessions
from sorbo_core.catalogue.use_cases.session.publish import PublishSession
from sorbo_core.catalogue.use_cases.session.read import ReadSession
from sorbo_core.contact.use_cases.acknowledge_demande import AcknowledgeDemande
from sorbo_core.contact.use_cases.assign_demande import AssignDemande
from sorbo_core.contact.use_cases.list_demandes import ListDemandes
from sorbo_core.contact.use_cases.move_demande import MoveDemande
from sorbo_core.contact.use_cases.notify_staff import NotifyStaff
from sorbo_core.contact.use_cases.read_demande import ReadDemande
from sorbo_core.contact.use_cases.submit_demande import SubmitDemande
from sorbo_core.delivery.backoff import Backoff
from sorbo_core.delivery.schedule import Daily, ScheduledJob
from sorbo_core.delivery.subscriptions import subscriptions
from sorbo_core.delivery.use_cases.deliver_events import DeliverEvents
from sorbo_core.delivery.use_cases.list_dead_letters import ListDeadLetters
from sorbo_core.delivery.use_cases.relay_events import RelayEvents
from sorbo_core.delivery.use_cases.requeue_dead_letter import RequeueDeadLetter
from sorbo_core.delivery.use_cases.requeue_dead_letters import RequeueDeadLetters
from sorbo_core.delivery.use_cases.run_jobs import RunJobs
from sorbo_core.identity.use_cases.announce_password_change import AnnouncePasswordChange
from sorbo_core.identity.use_cases.authenticate import Authenticate
from sorbo_core.identity.use_cases.create_compte import CreateCompte
from sorbo_core.identity.use_cases.log_in import LogIn
from sorbo_core.identity.use_cases.read_own_compte import ReadOwnCompte
from sorbo_core.identity.use_cases.set_password import SetPassword
from sorbo_core.mailing.use_cases.suppress_reported import SuppressReported
from sorbo_core.notifications.use_cases.change_preferences import ChangePreferences
from sorbo_core.notifications.use_cases.count_unread import CountUnread
from sorbo_core.notifications.use_cases.forget_old import ForgetOldNotifications
from sorbo_core.notifications.use_cases.list_notifications import ListNotifications
from sorbo_core.notifications.use_cases.mark_all_read import MarkAllRead
from sorbo_core.notifications.use_cases.mark_read import MarkRead
from sorbo_core.notifications.use_cases.notify_people import NotifyPeople
from sorbo_core.notifications.use_cases.read_preferences import ReadPreferences
from sorbo_core.notifications.use_cases.send_digests import SendDigests
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_core.shared.publication.use_cases.publish_due import PublishDue
from sorbo_web.events.catalogue import TYPES
from sorbo_web.wiring.observed import observed
from sorbo_web.wiring.settings import Settings

_QUIET_HOUR = 2


class Catalogue(containers.DeclarativeContainer):
    """Formations and sessions."""

    ports = providers.DependenciesContainer()

    formations = providers.Singleton(
        Lifecycle, FORMATION, entries=ports.formations, clock=ports.clock, wrapped=observed
    )
    read_formation = providers.Singleton(
        observed(ReadFormation), formations=ports.formations, sessions=ports.sessions, clock=ports.clock
    )
    import_formation = providers.Singleton(
        observed(ImportFormation), formations=ports.formations, clock=ports.clock, ids=ports.ids
    )
    list_sessions = providers.Singleton(observed(ListSessions), sessions=ports.sessions)
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


class Identity(containers.DeclarativeContainer):
    """Accounts and logins."""

    ports = providers.DependenciesContainer()

    log_in = providers.Singleton(
        observed(LogIn),
        comptes=ports.comptes,
        hasher=ports.password_hasher,
        clock=ports.clock,
        tokens=ports.access_tokens,
    )
    # Not observed: it is synchronous, takes microseconds and runs for every request.
    authenticate = providers.Singleton(Authenticate, tokens=ports.access_tokens, clock=ports.clock)
    read_own_compte = providers.Singleton(observed(ReadOwnCompte), comptes=ports.comptes)
    create_compte = providers.Singleton(
        observed(CreateCompte),
        comptes=ports.comptes,
        hasher=ports.password_hasher,
        clock=ports.clock,
        ids=ports.ids,
    )
    set_password = providers.Singleton(
        observed(SetPassword), comptes=ports.comptes, hasher=ports.password_hasher, clock=ports.clock
    )
    announce_password_change = providers.Singleton(
        observed(AnnouncePasswordChange),
        comptes=ports.comptes,
        templates=ports.mail_templates,
        mailer=ports.mailer,
    )


class Notifications(containers.DeclarativeContainer):
    """What staff are told: in the application, by mail at once, by mail once a day."""

    ports = providers.DependenciesContainer()

    list_notifications = providers.Singleton(observed(ListNotifications), notifications=ports.notifications)
    count_unread = providers.Singleton(observed(CountUnread), notifications=ports.notifications)
    mark_read = providers.Singleton(observed(MarkRead), notifications=ports.notifications, clock=ports.clock)
    mark_all_read = providers.Singleton(
        observed(MarkAllRead), notifications=ports.notifications, clock=ports.clock
    )
    read_preferences = providers.Singleton(
        observed(ReadPreferences), preferences=ports.notification_preferences, clock=ports.clock
    )
    change_preferences = providers.Singleton(
        observed(ChangePreferences), preferences=ports.notification_preferences, clock=ports.clock
    )
    notify_people = providers.Singleton(
        observed(NotifyPeople),
        notifications=ports.notifications,
        preferences=ports.notification_preferences,
        recipients=ports.recipients,
        templates=ports.mail_templates,
        mailer=ports.mailer,
        clock=ports.clock,
    )
    send_digests = providers.Singleton(
        observed(SendDigests),
        digests=ports.notifications,
        preferences=ports.notification_preferences,
        recipients=ports.recipients,
        templates=ports.mail_templates,
        mailer=ports.mailer,
    )
    forget_old = providers.Singleton(observed(ForgetOldNotifications), notifications=ports.notifications)


class Mailing(containers.DeclarativeContainer):
    """What is reported of mails after they were handed over."""

    ports = providers.DependenciesContainer()

    suppress_reported = providers.Singleton(
        observed(SuppressReported),
        received=ports.received_webhooks,
        suppressions=ports.suppressions,
        own=ports.own_mailboxes,
    )


class Delivery(containers.DeclarativeContainer):
    """Events on their way to handlers, and jobs; the names of both are stored."""

    ports = providers.DependenciesContainer()
    settings = providers.Dependency(instance_of=Settings)
    contact = providers.DependenciesContainer()
    identity = providers.DependenciesContainer()
    notifications = providers.DependenciesContainer()
    mailing = providers.DependenciesContainer()

    integrations = providers.DependenciesContainer()
    enrolment = providers.DependenciesContainer()

    backoff = providers.Singleton(Backoff, chance=providers.Object(random.random))
    subscriptions = providers.Singleton(
        subscriptions,
        TYPES,
        some=providers.Dict(
            {
                "demande.received": providers.Dict(
                    acknowledge_demande=contact.acknowledge_demande,
                    notify_staff=contact.notify_staff,
                    notify_people=notifications.notify_people,
                ),
                "demande.assigned": providers.Dict(notify_people=notifications.notify_people),
                **dict.fromkeys(
                    (
                        "session.created",
                        "session.changed",
                        "session.published",
                        "session.archived",
                        "register.resized",
                    ),
                    providers.Dict(follow_session=enrolment.follow_session),
                ),
                "register.changed": providers.Dict(record_places=enrolment.record_places),
                "inscription.requested": providers.Dict(
                    tell_applicant=enrolment.tell_applicant,
                    notify_people=notifications.notify_people,
                ),
                **dict.fromkeys(
                    (
                        "inscription.repeated",
                        "inscription.promoted",
                        "inscription.confirmed",
                        "inscription.lapsed",
                        "inscription.cancelled",
                    ),
                    providers.Dict(tell_applicant=enrolment.tell_applicant),
                ),
                "compte.password_changed": providers.Dict(
                    announce_password_change=identity.announce_password_change,
                ),
                "webhook.disabled": providers.Dict(tell_owner=integrations.tell_owner),
                "mail.bounced": providers.Dict(suppress_reported=mailing.suppress_reported),
                "mail.complained": providers.Dict(suppress_reported=mailing.suppress_reported),
            }
        ),
        every=providers.Dict(queue_webhooks=integrations.queue_webhooks),
    )
    deliver_events = providers.Singleton(
        DeliverEvents,
        outbox=ports.outbox,
        subscriptions=subscriptions,
        clock=ports.clock,
        ids=ports.ids,
        backoff=backoff,
    )
    relay_events = providers.Singleton(
        RelayEvents,
        outbox=ports.outbox,
        queue=ports.queue,
        deliver=deliver_events,
        clock=ports.clock,
        ids=ports.ids,
    )
    list_dead_letters = providers.Singleton(observed(ListDeadLetters), desk=ports.delivery_desk)
    requeue_dead_letter = providers.Singleton(
        observed(RequeueDeadLetter), desk=ports.delivery_desk, clock=ports.clock
    )
    requeue_dead_letters = providers.Singleton(
        observed(RequeueDeadLetters), desk=ports.delivery_desk, clock=ports.clock
    )
    jobs = providers.List(
        providers.Singleton(
            ScheduledJob,
            name="send_digests",
            schedule=providers.Singleton(Daily, settings.provided.digest_hour),
            work=notifications.send_digests,
        ),
        providers.Singleton(
            ScheduledJob,
            name="forget_old_notifications",
            schedule=providers.Singleton(Daily, _QUIET_HOUR),
            work=notifications.forget_old,
        ),
    )
    publish_due = providers.Singleton(PublishDue, entries=providers.List(ports.formations), clock=ports.clock)
    run_jobs = providers.Singleton(RunJobs, jobs=jobs, store=ports.jobs, clock=ports.clock, ids=ports.ids)
