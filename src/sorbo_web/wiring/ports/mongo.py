"""The ports, with entities in MongoDB."""

from dependency_injector import providers

from sorbo_adapters.mongo.audit.records import MongoAuditRecords
from sorbo_adapters.mongo.audit.trails import MongoTrails
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
from sorbo_adapters.mongo.files.stored_files import MongoStoredFiles
from sorbo_adapters.mongo.identity import MongoAccessLinks, MongoComptes
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
from sorbo_adapters.mongo.privacy import MongoDisclosures, MongoErasures
from sorbo_adapters.mongo.publication.counters import MongoCounters
from sorbo_adapters.mongo.recruitment.candidatures import MongoCandidatures
from sorbo_adapters.mongo.recruitment.emplois import MongoEmplois
from sorbo_adapters.mongo.reviews.avis import MongoReviews
from sorbo_adapters.mongo.sessions.api_keys import MongoApiKeys
from sorbo_adapters.mongo.sessions.keys import MongoSealedKeys
from sorbo_adapters.mongo.sessions.login_sessions import MongoLoginSessions
from sorbo_adapters.mongo.store.client import connect as connect_mongo
from sorbo_adapters.mongo.store.client import database_of
from sorbo_adapters.mongo.store.transactions import MongoUnitOfWork
from sorbo_core.catalogue.enrolment.place import InscriptionState
from sorbo_core.contact.demande import DemandeState, Subject
from sorbo_core.identity.api_keys.standing import API_KEY
from sorbo_core.identity.sessions.standing import (
    COMPTE,
    SESSION,
    InvalidatingComptes,
    InvalidatingSessions,
)
from sorbo_core.mailing.suppressing_mailer import SuppressingMailer
from sorbo_core.shared.caching.invalidating import InvalidatingTogether
from sorbo_web.wiring.caching import shown
from sorbo_web.wiring.ports.common import CommonPorts, access_tokens, key_ring

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
    MongoLoginSessions.name,
    MongoApiKeys.name,
    MongoAccessLinks.name,
    MongoWebhooks.name,
    MongoReceivedWebhooks.name,
    MongoErasures.name,
    MongoDisclosures.name,
    MongoStoredFiles.name,
)


class MongoPorts(CommonPorts):
    """Entities in MongoDB."""

    given, answers = CommonPorts.given, CommonPorts.answers

    mongo = providers.Singleton(connect_mongo, given.mongo_url)
    database = providers.Singleton(database_of, mongo, given.mongo_database)
    unit_of_work = providers.Singleton(
        InvalidatingTogether, providers.Singleton(MongoUnitOfWork, mongo), answers=CommonPorts.answers
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
    comptes = providers.Singleton(
        InvalidatingComptes,
        providers.Singleton(MongoComptes, database),
        noun=COMPTE,
        answers=CommonPorts.answers,
    )
    access_links = providers.Singleton(MongoAccessLinks, database)
    login_sessions = providers.Singleton(
        InvalidatingSessions,
        providers.Singleton(MongoLoginSessions, database),
        noun=SESSION,
        answers=CommonPorts.answers,
    )
    api_keys = shown(answers, API_KEY, MongoApiKeys, database)
    sealed_keys = providers.Singleton(MongoSealedKeys, database)
    key_ring = key_ring(sealed_keys)
    access_tokens = access_tokens(key_ring)
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
    disclosures = providers.Singleton(MongoDisclosures, database)
    stored_files = providers.Singleton(MongoStoredFiles, database)
    audit_records = providers.Singleton(MongoAuditRecords, database)
    trails = providers.Singleton(MongoTrails, database, collections=WITH_EVENTS)
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
