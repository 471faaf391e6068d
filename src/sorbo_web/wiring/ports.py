"""The ports, each wired to an adapter: MongoDB, Redis and SMTP, or memory."""

from dependency_injector import containers, providers

from sorbo_adapters.http.client import GuardedHttp
from sorbo_adapters.memory.catalogue import MemoryFormations, MemoryLogiciels, MemorySessions
from sorbo_adapters.memory.contact import MemoryDemandes, MemoryStaffDirectory
from sorbo_adapters.memory.content.actualites import MemoryActualites
from sorbo_adapters.memory.content.publications import MemoryPublications
from sorbo_adapters.memory.creations import MemoryCreations
from sorbo_adapters.memory.delivery.jobs import MemoryJobs
from sorbo_adapters.memory.delivery.outbox import MemoryOutbox
from sorbo_adapters.memory.delivery.queue import AbsentQueue
from sorbo_adapters.memory.enrolment.inscriptions import MemoryInscriptions
from sorbo_adapters.memory.enrolment.registers import MemoryRegisters
from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.insight.buckets import MemoryBuckets
from sorbo_adapters.memory.insight.search import MemoryRebuilds, MemorySearchIndex
from sorbo_adapters.memory.integrations import (
    MemoryDeliveries,
    MemoryOwners,
    MemoryReceivedWebhooks,
    MemoryWebhooks,
)
from sorbo_adapters.memory.mail import MemoryMailer, MemorySuppressions
from sorbo_adapters.memory.newsletter.abonnes import MemoryAbonnes
from sorbo_adapters.memory.newsletter.envois import MemoryEnvois
from sorbo_adapters.memory.newsletter.infolettres import MemoryInfolettres
from sorbo_adapters.memory.notifications.notifications import MemoryNotifications
from sorbo_adapters.memory.notifications.preferences import MemoryPreferences
from sorbo_adapters.memory.notifications.recipients import MemoryRecipients
from sorbo_adapters.memory.portfolio.projets import MemoryProjets
from sorbo_adapters.memory.privacy import MemoryErasures
from sorbo_adapters.memory.publication.counters import MemoryCounters
from sorbo_adapters.memory.rate_limits import MemoryRateLimiter
from sorbo_adapters.memory.recruitment.candidatures import MemoryCandidatures
from sorbo_adapters.memory.recruitment.emplois import MemoryEmplois
from sorbo_adapters.memory.reviews.avis import MemoryReviews
from sorbo_adapters.memory.store.stage import MemoryUnitOfWork
from sorbo_adapters.mongo.catalogue import MongoFormations, MongoLogiciels, MongoSessions
from sorbo_adapters.mongo.contact import MongoDemandes, MongoStaffDirectory
from sorbo_adapters.mongo.content.actualites import MongoActualites
from sorbo_adapters.mongo.content.publications import MongoPublications
from sorbo_adapters.mongo.creations import MongoCreations
from sorbo_adapters.mongo.delivery.dead_letters import MongoDeliveryDesk
from sorbo_adapters.mongo.delivery.jobs import MongoJobs
from sorbo_adapters.mongo.delivery.outbox import MongoOutbox
from sorbo_adapters.mongo.enrolment.inscriptions import MongoInscriptions
from sorbo_adapters.mongo.enrolment.registers import MongoRegisters
from sorbo_adapters.mongo.identity import MongoComptes
from sorbo_adapters.mongo.insight.buckets import MongoBuckets
from sorbo_adapters.mongo.insight.rebuilds import MongoRebuilds
from sorbo_adapters.mongo.insight.search import MongoSearchIndex
from sorbo_adapters.mongo.integrations import (
    MongoDeliveries,
    MongoOwners,
    MongoReceivedWebhooks,
    MongoWebhooks,
)
from sorbo_adapters.mongo.mailing import MongoSuppressions
from sorbo_adapters.mongo.newsletter.abonnes import MongoAbonnes
from sorbo_adapters.mongo.newsletter.envois import MongoEnvois
from sorbo_adapters.mongo.newsletter.infolettres import MongoInfolettres
from sorbo_adapters.mongo.notifications.notifications import MongoNotifications
from sorbo_adapters.mongo.notifications.preferences import MongoPreferences
from sorbo_adapters.mongo.notifications.recipients import MongoRecipients
from sorbo_adapters.mongo.portfolio.projets import MongoProjets
from sorbo_adapters.mongo.privacy import MongoErasures
from sorbo_adapters.mongo.publication.counters import MongoCounters
from sorbo_adapters.mongo.recruitment.candidatures import MongoCandidatures
from sorbo_adapters.mongo.recruitment.emplois import MongoEmplois
from sorbo_adapters.mongo.reviews.avis import MongoReviews
from sorbo_adapters.mongo.store.client import connect as connect_mongo
from sorbo_adapters.mongo.store.client import database_of
from sorbo_adapters.mongo.store.transactions import MongoUnitOfWork
from sorbo_adapters.redis.client import connect as connect_redis
from sorbo_adapters.redis.rate_limits import RedisRateLimiter
from sorbo_adapters.security.passwords import Argon2Hasher
from sorbo_adapters.security.random_tokens import RandomTokens
from sorbo_adapters.security.seals import HmacSeals
from sorbo_adapters.security.signing_key import parse_signing_key
from sorbo_adapters.security.tokens import Ed25519AccessTokens
from sorbo_adapters.security.webhook_secrets import RandomSecrets
from sorbo_adapters.smtp.mailer import SmtpMailer
from sorbo_adapters.system.clock import SystemClock
from sorbo_adapters.system.ids import UuidIds
from sorbo_adapters.templates.mail_templates import MjmlMailTemplates
from sorbo_core import __version__
from sorbo_core.catalogue.enrolment.place import InscriptionState
from sorbo_core.contact.demande import DemandeState, Subject
from sorbo_core.delivery.queue import Queue
from sorbo_core.mailing.suppressing_mailer import SuppressingMailer
from sorbo_core.shared.caching.invalidating import InvalidatingTogether
from sorbo_core.shared.outgoing.http import IN_DEVELOPMENT, OutboundPolicy
from sorbo_web.wiring.caching import answers_cache, shown
from sorbo_web.wiring.settings import Env, Settings
from sorbo_web.wiring.smtp_url import smtp_server


def docket_queue(url: str) -> Queue:
    """Return the queue on Valkey or Redis; it connects when it is first used."""
    # What it stands on takes half a second to import: whoever runs a command need not wait for it.
    from sorbo_adapters.redis.queue import DocketQueue  # noqa: PLC0415 — see above

    return DocketQueue(url)


class CommonPorts(containers.DeclarativeContainer):
    """The ports that do not depend on where entities are kept."""

    settings = providers.Dependency(instance_of=Settings)
    given = settings.provided

    clock = providers.Singleton(SystemClock)
    ids = providers.Singleton(UuidIds)
    password_hasher = providers.Singleton(Argon2Hasher)
    access_tokens = providers.Singleton(
        Ed25519AccessTokens,
        seed=providers.Callable(parse_signing_key, given.signing_key),
        issuer=given.site_url,
        audience="sorbo-api",
        ids=ids,
    )
    mail_templates = providers.Singleton(MjmlMailTemplates, company=given.company, site_url=given.site_url)
    smtp_mailer = providers.Singleton(
        SmtpMailer,
        server=providers.Callable(smtp_server, given.smtp_url),
        sender=given.mail_from,
        sender_name=given.company,
        clock=clock,
        per_second=given.mails_per_second,
    )
    own_mailboxes = providers.List(given.mail_staff)
    tokens = providers.Singleton(RandomTokens)
    seals = providers.Singleton(HmacSeals, providers.Callable(parse_signing_key, given.signing_key))
    webhook_secrets = providers.Singleton(RandomSecrets)
    outbound_policy = providers.Singleton(
        lambda env: IN_DEVELOPMENT if env is Env.DEVELOPMENT else OutboundPolicy(), given.env
    )
    outbound_http = providers.Singleton(
        GuardedHttp, policy=outbound_policy, user_agent=f"Sorbo-Webhooks/{__version__}"
    )
    local_limiter = providers.Singleton(MemoryRateLimiter)
    redis = providers.Singleton(connect_redis, given.redis_url)
    # Without Redis (development only) writes are counted in the one process that there is, and the
    # relay delivers by itself.
    has_redis = providers.Callable(lambda url: "redis" if url else "memory", given.redis_url)
    queue = providers.Selector(
        has_redis,
        redis=providers.Singleton(docket_queue, given.redis_url),
        memory=providers.Singleton(AbsentQueue),
    )
    listening_redis = providers.Singleton(connect_redis, given.redis_url, size=1)
    answers = providers.Singleton(answers_cache, given.cache_memory, given.redis_url, redis.provider)
    shared_limiter = providers.Selector(
        has_redis,
        redis=providers.Singleton(RedisRateLimiter, client=redis),
        memory=providers.Singleton(MemoryRateLimiter),
    )


WITH_EVENTS = (
    MongoFormations.name,
    MongoSessions.name,
    MongoRegisters.name,
    MongoInscriptions.name,
    MongoProjets.name,
    MongoActualites.name,
    MongoPublications.name,
    MongoLogiciels.name,
    MongoReviews.name,
    MongoDemandes.name,
    MongoEmplois.name,
    MongoCandidatures.name,
    MongoAbonnes.name,
    MongoInfolettres.name,
    MongoEnvois.name,
    MongoComptes.name,
    MongoWebhooks.name,
    MongoReceivedWebhooks.name,
    MongoErasures.name,
)


class MongoPorts(CommonPorts):
    """Entities in MongoDB."""

    given, answers = CommonPorts.given, CommonPorts.answers

    mongo = providers.Singleton(connect_mongo, given.mongo_url)
    database = providers.Singleton(database_of, mongo, given.mongo_database)
    unit_of_work = providers.Singleton(
        InvalidatingTogether, providers.Singleton(MongoUnitOfWork, mongo), answers=answers
    )
    formations = shown(answers, "formation", MongoFormations, database)
    sessions = shown(answers, "session", MongoSessions, database)
    registers = providers.Singleton(MongoRegisters, database)
    inscriptions = shown(answers, "inscription", MongoInscriptions, database)
    projets = shown(answers, "projet", MongoProjets, database)
    actualites = shown(answers, "actualite", MongoActualites, database)
    publications = shown(answers, "publication", MongoPublications, database)
    counters = providers.Singleton(MongoCounters, database)
    logiciels = shown(answers, "logiciel", MongoLogiciels, database)
    reviews = shown(answers, "avis", MongoReviews, database)
    demandes = providers.Singleton(MongoDemandes, database)
    emplois = shown(answers, "emploi", MongoEmplois, database)
    candidatures = providers.Singleton(MongoCandidatures, database)
    abonnes = providers.Singleton(MongoAbonnes, database)
    infolettres = providers.Singleton(MongoInfolettres, database)
    envois = providers.Singleton(MongoEnvois, database)
    comptes = providers.Singleton(MongoComptes, database)
    staff_directory = providers.Singleton(MongoStaffDirectory, database)
    notifications = providers.Singleton(MongoNotifications, database)
    notification_preferences = providers.Singleton(MongoPreferences, database)
    recipients = providers.Singleton(MongoRecipients, database)
    jobs = providers.Singleton(MongoJobs, database)
    webhooks = providers.Singleton(MongoWebhooks, database)
    webhook_deliveries = providers.Singleton(MongoDeliveries, database)
    webhook_owners = providers.Singleton(MongoOwners, database)
    received_webhooks = providers.Singleton(MongoReceivedWebhooks, database)
    erasures = providers.Singleton(MongoErasures, database)
    creations = providers.Singleton(MongoCreations, database)
    outbox = providers.Singleton(MongoOutbox, database, collections=WITH_EVENTS)
    delivery_desk = providers.Singleton(MongoDeliveryDesk, database, collections=WITH_EVENTS)
    suppressions = providers.Singleton(MongoSuppressions, database)
    search_index = providers.Singleton(MongoSearchIndex, database)
    search_rebuilds = providers.Singleton(MongoRebuilds, database)
    demande_buckets = providers.Singleton(
        MongoBuckets,
        database,
        collection=MongoDemandes.name,
        values={"state": tuple(DemandeState), "subject": tuple(Subject)},
    )
    inscription_buckets = providers.Singleton(
        MongoBuckets,
        database,
        collection=MongoInscriptions.name,
        values={"state": tuple(InscriptionState)},
    )
    mailer = providers.Singleton(
        SuppressingMailer,
        mailer=CommonPorts.smtp_mailer,
        suppressions=suppressions,
        clock=CommonPorts.clock,
        own=CommonPorts.own_mailboxes,
    )


class MemoryPorts(CommonPorts):
    """Entities in memory: nothing is kept when the process ends."""

    answers = CommonPorts.answers

    unit_of_work = providers.Singleton(
        InvalidatingTogether, providers.Singleton(MemoryUnitOfWork), answers=answers
    )
    formations = shown(answers, "formation", MemoryFormations)
    sessions = shown(answers, "session", MemorySessions)
    registers = providers.Singleton(MemoryRegisters)
    inscriptions = shown(answers, "inscription", MemoryInscriptions)
    projets = shown(answers, "projet", MemoryProjets)
    actualites = shown(answers, "actualite", MemoryActualites)
    publications = shown(answers, "publication", MemoryPublications)
    counters = providers.Singleton(MemoryCounters)
    logiciels = shown(answers, "logiciel", MemoryLogiciels)
    reviews = shown(answers, "avis", MemoryReviews)
    demandes = providers.Singleton(MemoryDemandes)
    emplois = shown(answers, "emploi", MemoryEmplois)
    candidatures = providers.Singleton(MemoryCandidatures)
    abonnes = providers.Singleton(MemoryAbonnes)
    infolettres = providers.Singleton(MemoryInfolettres)
    envois = providers.Singleton(MemoryEnvois)
    comptes = providers.Singleton(MemoryComptes)
    staff_directory = providers.Singleton(MemoryStaffDirectory, comptes)
    notifications = providers.Singleton(MemoryNotifications)
    notification_preferences = providers.Singleton(MemoryPreferences)
    recipients = providers.Singleton(MemoryRecipients, comptes)
    jobs = providers.Singleton(MemoryJobs)
    webhooks = providers.Singleton(MemoryWebhooks)
    webhook_deliveries = providers.Singleton(MemoryDeliveries)
    webhook_owners = providers.Singleton(MemoryOwners, comptes)
    received_webhooks = providers.Singleton(MemoryReceivedWebhooks)
    erasures = providers.Singleton(MemoryErasures)
    creations = providers.Singleton(MemoryCreations)
    outbox = providers.Singleton(
        MemoryOutbox,
        providers.List(
            formations,
            sessions,
            registers,
            inscriptions,
            logiciels,
            reviews,
            projets,
            actualites,
            publications,
            demandes,
            emplois,
            candidatures,
            abonnes,
            infolettres,
            envois,
            comptes,
            webhooks,
            received_webhooks,
            erasures,
        ),
    )
    delivery_desk = outbox
    sending_mailer = providers.Selector(
        providers.Callable(lambda url: "smtp" if url else "memory", CommonPorts.given.smtp_url),
        smtp=CommonPorts.smtp_mailer,
        memory=providers.Singleton(MemoryMailer),
    )
    suppressions = providers.Singleton(MemorySuppressions)
    search_index = providers.Singleton(MemorySearchIndex)
    search_rebuilds = providers.Singleton(MemoryRebuilds)
    demande_buckets = providers.Singleton(MemoryBuckets, demandes, values=("state", "subject"))
    inscription_buckets = providers.Singleton(MemoryBuckets, inscriptions, values=("state",))
    mailer = providers.Singleton(
        SuppressingMailer,
        mailer=sending_mailer,
        suppressions=suppressions,
        clock=CommonPorts.clock,
        own=CommonPorts.own_mailboxes,
    )
