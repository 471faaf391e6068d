"""The use cases of delivery, and which handler gets which event, wired to ports."""

import random
from collections.abc import Mapping, Sequence

from dependency_injector import containers, providers

from sorbo_core.delivery.backoff import Backoff
from sorbo_core.delivery.ports import EventHandler
from sorbo_core.delivery.schedule import Daily, ScheduledJob
from sorbo_core.delivery.subscriptions import subscriptions
from sorbo_core.delivery.use_cases.deliver_events import DeliverEvents
from sorbo_core.delivery.use_cases.list_dead_letters import ListDeadLetters
from sorbo_core.delivery.use_cases.relay_events import RelayEvents
from sorbo_core.delivery.use_cases.requeue_dead_letter import RequeueDeadLetter
from sorbo_core.delivery.use_cases.requeue_dead_letters import RequeueDeadLetters
from sorbo_core.delivery.use_cases.run_jobs import RunJobs
from sorbo_core.shared.caching.use_cases.forget_answers import ForgetAnswers
from sorbo_core.shared.publication.use_cases.publish_due import PublishDue
from sorbo_web.events.catalogue import TYPES
from sorbo_web.wiring.observed import observed
from sorbo_web.wiring.settings import Settings

_QUIET_HOUR, _HOUR_AFTER = 2, 3
_SHOWN_WITH_ENTRIES = ("session", "register", "inscription", "avis")
_STANDING = ("compte", "login_session", "api_key")


def _about_shown(
    update_search: EventHandler, searched: Sequence[str], forget_answers: EventHandler
) -> Mapping[str, Mapping[str, EventHandler]]:
    """Return what is subscribed to every event of a noun that something kept is made from."""
    handlers: dict[str, Mapping[str, EventHandler]] = {}
    for noun in (*searched, *_SHOWN_WITH_ENTRIES, *_STANDING):
        handlers[noun] = {"forget_answers": forget_answers}
        if noun in searched:
            handlers[noun] = {"update_search": update_search, **handlers[noun]}
    return handlers


class Delivery(containers.DeclarativeContainer):
    """Events on their way to handlers, and jobs; the names of both are stored."""

    ports = providers.DependenciesContainer()
    settings = providers.Dependency(instance_of=Settings)
    contact = providers.DependenciesContainer()
    newsletter = providers.DependenciesContainer()
    identity = providers.DependenciesContainer()
    comptes = providers.DependenciesContainer()
    api_keys = providers.DependenciesContainer()
    notifications = providers.DependenciesContainer()
    mailing = providers.DependenciesContainer()

    integrations = providers.DependenciesContainer()
    enrolment = providers.DependenciesContainer()
    insight = providers.DependenciesContainer()
    recruitment = providers.DependenciesContainer()
    privacy = providers.DependenciesContainer()
    files = providers.DependenciesContainer()

    forget_answers = providers.Singleton(ForgetAnswers, answers=ports.answers)
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
                "candidature.received": providers.Dict(
                    tell_candidate=recruitment.tell_candidate,
                    notify_people=notifications.notify_people,
                ),
                **dict.fromkeys(
                    ("candidature.repeated", "candidature.moved"),
                    providers.Dict(tell_candidate=recruitment.tell_candidate),
                ),
                "avis.submitted": providers.Dict(notify_people=notifications.notify_people),
                "abonne.asked": providers.Dict(tell_abonne=newsletter.tell_abonne),
                "infolettre.previewed": providers.Dict(send_preview=newsletter.send_preview),
                "infolettre.advanced": providers.Dict(queue_batch=newsletter.queue_batch),
                "envoi.queued": providers.Dict(send_to_one=newsletter.send_to_one),
                **dict.fromkeys(
                    ("api_key.created", "api_key.expiry_announced"),
                    providers.Dict(announce_api_key=api_keys.announce_api_key),
                ),
                **dict.fromkeys(
                    (
                        "compte.second_factor_enrolled",
                        "compte.second_factor_removed",
                        "compte.recovery_code_used",
                    ),
                    providers.Dict(announce_second_factor=identity.announce_second_factor_change),
                ),
                "compte.password_changed": providers.Dict(
                    announce_password_change=identity.announce_password_change,
                ),
                "login_session.ended": providers.Dict(warn_of_reuse=identity.warn_of_reuse),
                "compte.email_changed": providers.Dict(announce_email_change=comptes.announce_email_change),
                "access_link.asked": providers.Dict(send_access_link=comptes.send_access_link),
                "file.uploaded": providers.Dict(prepare_file=files.prepare_file),
                "webhook.disabled": providers.Dict(tell_owner=integrations.tell_owner),
                "mail.bounced": providers.Dict(suppress_reported=mailing.suppress_reported),
                "mail.complained": providers.Dict(suppress_reported=mailing.suppress_reported),
            }
        ),
        every=providers.Dict(queue_webhooks=integrations.queue_webhooks),
        of_nouns=providers.Callable(_about_shown, insight.update_search, insight.kinds, forget_answers),
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
        providers.Singleton(
            ScheduledJob,
            name="warn_of_expiring_keys",
            schedule=providers.Singleton(Daily, settings.provided.digest_hour),
            work=api_keys.warn_of_expiring_keys,
        ),
        providers.Singleton(
            ScheduledJob,
            name="expire_personal_data",
            schedule=providers.Singleton(Daily, _QUIET_HOUR),
            work=privacy.expire_personal_data,
        ),
        providers.Singleton(
            ScheduledJob,
            name="collect_orphans",
            schedule=providers.Singleton(Daily, _HOUR_AFTER),
            work=files.collect_orphans,
        ),
    )
    publish_due = providers.Singleton(
        PublishDue,
        entries=providers.List(
            ports.formations,
            ports.logiciels,
            ports.projets,
            ports.actualites,
            ports.publications,
            ports.emplois,
        ),
        clock=ports.clock,
    )
    run_jobs = providers.Singleton(RunJobs, jobs=jobs, store=ports.jobs, clock=ports.clock, ids=ports.ids)
