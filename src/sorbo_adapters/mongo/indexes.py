"""Every index of the database, ensured and accounted for."""

import msgspec
import pymongo

from sorbo_adapters.mongo.audit.records import MongoAuditRecords
from sorbo_adapters.mongo.audit.trails import MongoTrails
from sorbo_adapters.mongo.catalogue import MongoFormations, MongoLogiciels, MongoSessions
from sorbo_adapters.mongo.contact import MongoDemandes
from sorbo_adapters.mongo.content.actualites import MongoActualites
from sorbo_adapters.mongo.content.publications import MongoPublications
from sorbo_adapters.mongo.creations import MongoCreations
from sorbo_adapters.mongo.delivery.dead_letters import MongoDeliveryDesk
from sorbo_adapters.mongo.enrolment.inscriptions import MongoInscriptions
from sorbo_adapters.mongo.enrolment.registers import MongoRegisters
from sorbo_adapters.mongo.files.stored_files import MongoStoredFiles
from sorbo_adapters.mongo.identity import MongoAccessLinks, MongoComptes
from sorbo_adapters.mongo.insight.search import MongoSearchIndex
from sorbo_adapters.mongo.integrations import MongoDeliveries, MongoReceivedWebhooks, MongoWebhooks
from sorbo_adapters.mongo.newsletter.abonnes import MongoAbonnes
from sorbo_adapters.mongo.newsletter.envois import MongoEnvois
from sorbo_adapters.mongo.newsletter.infolettres import MongoInfolettres
from sorbo_adapters.mongo.notifications.notifications import MongoNotifications
from sorbo_adapters.mongo.portfolio.projets import MongoProjets
from sorbo_adapters.mongo.privacy import MongoDisclosures, MongoErasures
from sorbo_adapters.mongo.publication.entries import MongoVersions
from sorbo_adapters.mongo.recruitment.candidatures import MongoCandidatures
from sorbo_adapters.mongo.recruitment.emplois import MongoEmplois
from sorbo_adapters.mongo.reviews.avis import MongoReviews
from sorbo_adapters.mongo.sessions.api_keys import MongoApiKeys
from sorbo_adapters.mongo.sessions.keys import MongoSealedKeys
from sorbo_adapters.mongo.sessions.login_sessions import MongoLoginSessions
from sorbo_adapters.mongo.store.client import Database, ping
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import OUTBOX, TRAIL

INDEXES = {
    each.name: (*each.indexes, *((TRAIL,) if OUTBOX in each.indexes else ()))
    for each in (
        MongoFormations,
        MongoLogiciels,
        MongoSessions,
        MongoRegisters,
        MongoInscriptions,
        MongoProjets,
        MongoActualites,
        MongoPublications,
        MongoReviews,
        MongoDemandes,
        MongoEmplois,
        MongoCandidatures,
        MongoAbonnes,
        MongoInfolettres,
        MongoEnvois,
        MongoComptes,
        MongoLoginSessions,
        MongoApiKeys,
        MongoSealedKeys,
        MongoAccessLinks,
        MongoCreations,
        MongoDeliveryDesk,
        MongoNotifications,
        MongoWebhooks,
        MongoDeliveries,
        MongoReceivedWebhooks,
        MongoCreations,
        MongoSearchIndex,
        MongoErasures,
        MongoDisclosures,
        MongoAuditRecords,
        MongoTrails,
        MongoStoredFiles,
        MongoVersions,
    )
}
"""Name of a collection → its indexes."""

# Building an index over a large collection takes longer than an operation may. A server that is away
# is waited for as long, too.
_LONGEST_BUILD_S = 600


class IndexState(msgspec.Struct, frozen=True):
    """Whether a declared index is there."""

    collection: str
    name: str
    present: bool


async def ensure_indexes(database: Database) -> None:
    """Create the indexes that are missing; those that are there stay.

    Raises:
        Unavailable: the database does not answer.
    """
    await ping(database)
    with translated(), pymongo.timeout(_LONGEST_BUILD_S):
        for name, indexes in INDEXES.items():
            await database[name].create_indexes([index.model for index in indexes])


async def index_states(database: Database) -> tuple[IndexState, ...]:
    """Tell of every declared index whether it is there.

    Raises:
        Unavailable: the database does not answer.
    """
    with translated():
        present = {name: await database[name].index_information() for name in INDEXES}
    return tuple(
        IndexState(name, index.name, index.name in present[name])
        for name, indexes in INDEXES.items()
        for index in indexes
    )
