"""Issues of the newsletter in MongoDB."""

from typing import ClassVar

from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.index import OUTBOX, Index, serving
from sorbo_core.contact.newsletter.errors import InfolettreNotFound
from sorbo_core.contact.newsletter.infolettre import INFOLETTRES, Infolettre
from sorbo_core.contact.newsletter.ports import Infolettres


class MongoInfolettres(MongoCollection[Infolettre], Infolettres):
    """Issues in MongoDB."""

    name: ClassVar = "infolettres"
    indexes: ClassVar[tuple[Index, ...]] = (
        *serving(INFOLETTRES, (), ("state",)),
        Index(name="planned", paths=("state", "send_at", "_id")),
        OUTBOX,
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, Infolettre, missing=InfolettreNotFound)
