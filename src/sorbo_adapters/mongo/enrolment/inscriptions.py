"""Inscriptions in MongoDB."""

from typing import ClassVar

from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.index import OUTBOX, Index, forgetting, serving
from sorbo_core.catalogue.enrolment.errors import InscriptionNotFound
from sorbo_core.catalogue.enrolment.inscription import INSCRIPTIONS, Inscription
from sorbo_core.catalogue.enrolment.personal_data import INSCRIPTIONS_HELD
from sorbo_core.catalogue.enrolment.ports import Inscriptions


class MongoInscriptions(MongoCollection[Inscription], Inscriptions):
    """Inscriptions in MongoDB."""

    name: ClassVar = "inscriptions"
    indexes: ClassVar[tuple[Index, ...]] = (
        *serving(INSCRIPTIONS, (), ("session_id",), ("state",), ("session_id", "state")),
        *forgetting(INSCRIPTIONS_HELD),
        OUTBOX,
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, Inscription, missing=InscriptionNotFound)
