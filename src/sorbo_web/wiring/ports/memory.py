"""The ports, with entities in memory."""

from dependency_injector import providers

from sorbo_adapters.memory.audit.chain import MemoryAuditRecords, MemoryTrails
from sorbo_adapters.memory.catalogue import MemoryFormations, MemoryLogiciels, MemorySessions
from sorbo_adapters.memory.contact import MemoryDemandes, MemoryStaffDirectory
from sorbo_adapters.memory.content.actualites import MemoryActualites
from sorbo_adapters.memory.content.publications import MemoryPublications
from sorbo_adapters.memory.creations import MemoryCreations
from sorbo_adapters.memory.delivery.jobs import MemoryJobs
from sorbo_adapters.memory.delivery.outbox import MemoryOutbox
from sorbo_adapters.memory.enrolment.inscriptions import MemoryInscriptions
from sorbo_adapters.memory.enrolment.registers import MemoryRegisters
from sorbo_adapters.memory.files.stored_files import MemoryStoredFiles
from sorbo_adapters.memory.identity import MemoryAccessLinks, MemoryComptes
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
from sorbo_adapters.memory.privacy import MemoryDisclosures, MemoryErasures
from sorbo_adapters.memory.publication.counters import MemoryCounters
from sorbo_adapters.memory.recruitment.candidatures import MemoryCandidatures
from sorbo_adapters.memory.recruitment.emplois import MemoryEmplois
from sorbo_adapters.memory.reviews.avis import MemoryReviews
from sorbo_adapters.memory.sessions.api_keys import MemoryApiKeys
from sorbo_adapters.memory.sessions.keys import MemorySealedKeys
from sorbo_adapters.memory.sessions.login_sessions import MemoryLoginSessions
from sorbo_adapters.memory.store.stage import MemoryUnitOfWork
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


class MemoryPorts(CommonPorts):
    """Entities in memory: nothing is kept when the process ends."""

    answers = CommonPorts.answers

    unit_of_work = providers.Singleton(
        InvalidatingTogether, providers.Singleton(MemoryUnitOfWork), answers=CommonPorts.answers
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
    comptes = providers.Singleton(
        InvalidatingComptes, providers.Singleton(MemoryComptes), noun=COMPTE, answers=CommonPorts.answers
    )
    access_links = providers.Singleton(MemoryAccessLinks)
    login_sessions = providers.Singleton(
        InvalidatingSessions,
        providers.Singleton(MemoryLoginSessions),
        noun=SESSION,
        answers=CommonPorts.answers,
    )
    api_keys = shown(answers, API_KEY, MemoryApiKeys)
    sealed_keys = providers.Singleton(MemorySealedKeys)
    key_ring = key_ring(sealed_keys)
    access_tokens = access_tokens(key_ring)
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
    disclosures = providers.Singleton(MemoryDisclosures)
    stored_files = providers.Singleton(MemoryStoredFiles)
    with_events = providers.List(
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
        access_links,
        login_sessions,
        api_keys,
        webhooks,
        received_webhooks,
        erasures,
        disclosures,
        stored_files,
    )
    outbox = providers.Singleton(MemoryOutbox, with_events)
    trails = providers.Singleton(MemoryTrails, with_events)
    audit_records = providers.Singleton(MemoryAuditRecords)
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
