"""What `explain` says of every list that the resources offer."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import timedelta
from itertools import product
from typing import Any

import msgspec
import pytest

from sorbo_adapters.mongo.catalogue import MongoFormations, MongoLogiciels, MongoSessions
from sorbo_adapters.mongo.contact import MongoDemandes
from sorbo_adapters.mongo.content.actualites import MongoActualites
from sorbo_adapters.mongo.content.publications import MongoPublications
from sorbo_adapters.mongo.delivery.dead_letters import MongoDeliveryDesk, document_of
from sorbo_adapters.mongo.integrations import MongoDeliveries, MongoWebhooks
from sorbo_adapters.mongo.newsletter.abonnes import MongoAbonnes
from sorbo_adapters.mongo.newsletter.infolettres import MongoInfolettres
from sorbo_adapters.mongo.notifications.notifications import (
    MongoNotifications,
)
from sorbo_adapters.mongo.portfolio.projets import MongoProjets
from sorbo_adapters.mongo.recruitment.candidatures import MongoCandidatures
from sorbo_adapters.mongo.recruitment.emplois import MongoEmplois
from sorbo_adapters.mongo.reviews.avis import MongoReviews
from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.queries import condition_of, order_of
from sorbo_core.catalogue.formation import FORMATIONS, Category, Formation
from sorbo_core.catalogue.level import Level
from sorbo_core.catalogue.logiciel import LOGICIELS, Logiciel
from sorbo_core.catalogue.session import SESSIONS, Session
from sorbo_core.contact.demande import DEMANDES, Demande, DemandeState, Subject
from sorbo_core.contact.newsletter.abonne import ABONNES, Abonne, AbonneState
from sorbo_core.contact.newsletter.infolettre import INFOLETTRES, InfolettreState
from sorbo_core.contact.newsletter.rubrique import Rubrique
from sorbo_core.content.actualite import ACTUALITES, Actualite, ActualiteCategory
from sorbo_core.content.file import FileType
from sorbo_core.content.publication import PUBLICATIONS, Publication, PublicationCategory
from sorbo_core.delivery.dead_letter import DEAD_LETTERS, DeadLetter
from sorbo_core.integrations.delivery import DELIVERIES, DeliveryState
from sorbo_core.integrations.endpoint import WEBHOOKS, WebhookState
from sorbo_core.notifications.notification import NOTIFICATIONS, ReadState
from sorbo_core.portfolio.choices import ProjetCategory
from sorbo_core.portfolio.facts import Place
from sorbo_core.portfolio.projet import PROJETS, Projet
from sorbo_core.recruitment.candidature import CANDIDATURES, Candidature
from sorbo_core.recruitment.emploi import EMPLOIS, Emploi
from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.recruitment.terms import Contract
from sorbo_core.recruitment.terms import Place as EmploiPlace
from sorbo_core.reviews.avis import AVIS, SHOWN_AVIS, Avis, AvisState, Reviewed, approved_of
from sorbo_core.shared.money import Money
from sorbo_core.shared.publication import Status
from sorbo_core.shared.query import SEVERAL, Field, Filter, Listing, ListQuery, Op, Page
from support.build import (
    NOW,
    TODAY,
    abonne,
    avis,
    delivery,
    demande,
    formation,
    infolettre,
    later,
    logiciel,
    session,
    webhook,
)
from support.commands.plans import fault_of
from support.commands.questions import Question
from support.notifications import some_notification
from support.recruitment import candidature, emploi
from support.site import actualite, projet, publication

pytestmark = pytest.mark.exhaustive

MANY = 150
Values = Mapping[str, Any]

CATEGORIES = ("Génie civil", "BIM", "Gestion de projet")
FORMATION_VALUES: Values = {
    "category": "bim",
    "level": Level.AVANCE,
    "price": 800,
    "featured": True,
    "status": Status.PUBLIE,
}
LOGICIEL_VALUES: Values = {
    "category": "bim",
    "featured": True,
    "available": True,
    "status": Status.PUBLIE,
}
AVIS_VALUES: Values = {"state": AvisState.EN_ATTENTE, "noun": Reviewed.FORMATION, "entryId": "f1"}
SESSION_VALUES: Values = {"formationId": "f1", "start": TODAY.isoformat(), "status": Status.PUBLIE}
DEMANDE_VALUES: Values = {
    "state": DemandeState.NOUVEAU,
    "subject": Subject.LOGICIEL,
    "assigneeId": "c1",
    "createdAt": later(minutes=40),
}

ABONNE_VALUES: Values = {
    "state": AbonneState.CONFIRME,
    "category": Rubrique.EMPLOIS,
    "createdAt": later(minutes=40),
}
INFOLETTRE_VALUES: Values = {"state": InfolettreState.PLANIFIEE, "createdAt": later(minutes=40)}
HANDLERS = ("notify_staff", "acknowledge_demande")
DEAD_LETTER_VALUES: Values = {
    "handler": HANDLERS[0],
    "type": "demande.received",
    "buriedAt": later(minutes=40),
}
NOTIFICATION_VALUES: Values = {"state": ReadState.UNREAD}
WEBHOOK_VALUES: Values = {"state": WebhookState.ACTIVE}
DELIVERY_VALUES: Values = {
    "state": DeliveryState.FAILED,
    "type": "demande.received",
    "createdAt": later(minutes=40),
}

EMPLOI_VALUES: Values = {
    "contract": Contract.STAGE,
    "city": "abidjan",
    "deadline": TODAY.isoformat(),
    "status": Status.PUBLIE,
}
CANDIDATURE_VALUES: Values = {
    "emploiId": "e1",
    "state": CandidatureState.ENTRETIEN,
    "createdAt": later(minutes=40),
    "q": ("bureau", "etude"),
}
# What is asked by state becomes a question about status and deadline before it gets here.
STORED_EMPLOIS = msgspec.structs.replace(
    EMPLOIS, fields=tuple(field for field in EMPLOIS.fields if field.name != "state")
)


def some_emploi(n: int) -> Emploi:
    draft = emploi(
        title=f"Titre {n % 40}",
        contract=list(Contract)[n % 5],
        place=EmploiPlace.of(("Ouagadougou", "Abidjan", "Bobo-Dioulasso")[n % 3]),
        deadline=TODAY + timedelta(days=n % 50 - 20),
    )
    return draft.publish(at=later(minutes=n // 2)) if n % 4 else draft


PROJET_VALUES: Values = {
    "category": ProjetCategory.ROUTE,
    "country": "togo",
    "featured": True,
    "status": Status.PUBLIE,
}
ACTUALITE_VALUES: Values = {
    "category": ActualiteCategory.FORMATION,
    "tag": "BIM",
    "publishedAt": later(minutes=40),
    "status": Status.PUBLIE,
}
PUBLICATION_VALUES: Values = {
    "category": PublicationCategory.RAPPORT,
    "type": FileType.PDF,
    "status": Status.PUBLIE,
}


def some_projet(n: int) -> Projet:
    draft = projet(
        title=f"Titre {n % 40}",
        category=list(ProjetCategory)[n % 6],
        place=Place.at("Togo") if n % 3 else None,
        start=TODAY + timedelta(days=n % 50) if n % 5 else None,
        featured=n % 7 == 0,
    )
    return draft.publish(at=later(minutes=n // 2)) if n % 4 else draft


def some_candidature(n: int) -> Candidature:
    received = candidature(emploi_id=f"e{n % 5}", at=later(minutes=n // 2))
    return received.move(CandidatureState.ENTRETIEN, by="c", at=later(days=1)) if n % 3 else received


def some_actualite(n: int) -> Actualite:
    draft = actualite(
        title=f"Titre {n % 40}", category=list(ActualiteCategory)[n % 5], tags=("BIM",) if n % 3 else ()
    )
    return draft.publish(at=later(minutes=n // 2)) if n % 4 else draft


def some_publication(n: int) -> Publication:
    draft = publication(
        title=f"Titre {n % 40}",
        category=list(PublicationCategory)[n % 5],
        issued=TODAY + timedelta(days=n % 50) if n % 3 else None,
    )
    return draft.publish(at=later(minutes=n // 2)) if n % 4 else draft


def some_formation(n: int) -> Formation:
    draft = formation(
        title=f"Titre {n % 40}",
        category=Category.named(CATEGORIES[n % 3]),
        levels=tuple(Level)[n % 3 :],
        price=Money(n % 16 * 100) if n % 7 else None,
    )
    return draft.publish(at=later(minutes=n // 2)) if n % 4 else draft


def some_logiciel(n: int) -> Logiciel:
    category = Category.named(CATEGORIES[n % 3])
    draft = logiciel(title=f"Titre {n % 40}", category=category, featured=n % 5 == 0, available=n % 6 > 0)
    return draft.publish(at=later(minutes=n // 2)) if n % 4 else draft


def some_avis(n: int) -> Avis:
    noun = Reviewed.LOGICIEL if n % 3 == 0 else Reviewed.FORMATION
    given = avis(at=later(minutes=n // 2), noun=noun, entry_id=f"f{n % 5}", stars=n % 5 + 1)
    return given.decide(AvisState.APPROUVE, by="c1", at=later(days=1)) if n % 4 else given


def some_session(n: int) -> Session:
    draft = session(formation_id=f"f{n % 5}", start=TODAY + timedelta(days=n % 50 - 10))
    return draft.publish(at=later()) if n % 4 else draft


def some_demande(n: int) -> Demande:
    asked = demande(at=later(minutes=n // 2), subject=list(Subject)[n % 6])
    taken = asked.assign(f"c{n % 3}", at=later(days=1)) if n % 4 else asked
    return taken.move(DemandeState.TRAITE, at=later(days=1)) if n % 3 else taken


def some_abonne(n: int) -> Abonne:
    asked = abonne(at=later(minutes=n // 2), categories=tuple(Rubrique)[n % 4 :])
    return asked.prove_wish(1, "p").confirm("p", at=later(minutes=n)) if n % 3 else asked


def conditions(field: Field, value: Any) -> list[tuple[Filter, ...]]:
    """Return the conditions that a list may have on a field: each comparison, and a range."""
    several = (value, *(each for each in CATEGORIES if field.type is str))
    each_op: list[tuple[Filter, ...]] = [
        (field.condition(op, {Op.EXISTS: True}.get(op, several if op in SEVERAL else value)),)
        for op in field.ops
    ]
    if {Op.GTE, Op.LTE} <= set(field.ops):
        each_op.append((field.condition(Op.GTE, value), field.condition(Op.LTE, value)))
    return each_op


def asked_together(listing: Listing, values: Values) -> Iterator[tuple[Filter, ...]]:
    """Yield conditions of every shape that a listing offers.

    Each set of filters that go together, some left out, with the first comparison of each; and in
    the largest sets each other comparison of one of them.
    """
    offered = {field.name: conditions(field, values[field.name]) for field in listing.fields}
    for names in listing.combinations:
        for some in product(*((False, True) for _ in names)):
            yield sum((offered[name][0] for name, is_in in zip(names, some, strict=True) if is_in), ())
        for name in names:
            others = [offered[other][0] for other in names if other != name]
            for beside in ((), *others, sum(others, ())):
                yield from (chosen + beside for chosen in offered[name][1:])


def shapes(listing: Listing, values: Values, *always: Filter) -> Iterator[ListQuery]:
    """Yield a question of every shape that a listing offers, each with some filters more."""
    for sort in listing.sorts.values():
        for chosen in dict.fromkeys(asked_together(listing, values)):
            yield ListQuery(sort=sort, filters=(*always, *chosen), limit=5)


async def unserved(
    collection: str,
    lister: Callable[[ListQuery], Awaitable[Page[Any]]],
    database: Database,
    listing: Listing,
    values: Values,
    *always: Filter,
) -> list[str]:
    """Return the lists that are not read in the order of an index, on the first page or later."""
    wrong = []
    for query in shapes(listing, values, *always):
        second = msgspec.structs.replace(query, after=(await lister(query)).next)
        for page in (query, second):
            asked = Question(collection, condition_of(page), dict(order_of(page)))
            if fault := await fault_of(database, asked):
                wrong.append(f"{page}: {fault}")
    return wrong


async def test_every_list_of_formations_is_read_in_the_order_of_an_index(database: Database) -> None:
    formations = MongoFormations(database)
    for n in range(MANY):
        await formations.add(some_formation(n))
    assert await unserved(formations.name, formations.list, database, FORMATIONS, FORMATION_VALUES) == []


async def test_every_list_of_logiciels_is_read_in_the_order_of_an_index(database: Database) -> None:
    logiciels = MongoLogiciels(database)
    for n in range(MANY):
        await logiciels.add(some_logiciel(n))
    assert await unserved(logiciels.name, logiciels.list, database, LOGICIELS, LOGICIEL_VALUES) == []


async def test_every_list_of_avis_is_read_in_the_order_of_an_index(database: Database) -> None:
    reviews = MongoReviews(database)
    for n in range(MANY):
        await reviews.add(some_avis(n))
    shown = approved_of(Reviewed.FORMATION, "f1")
    assert await unserved(reviews.name, reviews.list, database, AVIS, AVIS_VALUES) == []
    assert await unserved(reviews.name, reviews.list, database, SHOWN_AVIS, {}, *shown) == []


async def test_every_list_of_subscribers_is_read_in_the_order_of_an_index(database: Database) -> None:
    abonnes = MongoAbonnes(database)
    for n in range(MANY):
        await abonnes.add(some_abonne(n))
    assert await unserved(abonnes.name, abonnes.list, database, ABONNES, ABONNE_VALUES) == []


async def test_every_list_of_issues_is_read_in_the_order_of_an_index(database: Database) -> None:
    issues = MongoInfolettres(database)
    for n in range(MANY):
        draft = infolettre(at=later(minutes=n // 2))
        await issues.add(draft.schedule(later(days=n + 1), at=NOW) if n % 3 else draft)
    assert await unserved(issues.name, issues.list, database, INFOLETTRES, INFOLETTRE_VALUES) == []


async def test_every_list_of_sessions_is_read_in_the_order_of_an_index(database: Database) -> None:
    sessions = MongoSessions(database)
    for n in range(MANY):
        await sessions.add(some_session(n))
    assert await unserved(sessions.name, sessions.list, database, SESSIONS, SESSION_VALUES) == []


async def test_every_list_of_projets_is_read_in_the_order_of_an_index(database: Database) -> None:
    projets = MongoProjets(database)
    for n in range(MANY):
        await projets.add(some_projet(n))
    assert await unserved(projets.name, projets.list, database, PROJETS, PROJET_VALUES) == []


async def test_every_list_of_actualites_is_read_in_the_order_of_an_index(database: Database) -> None:
    actualites = MongoActualites(database)
    for n in range(MANY):
        await actualites.add(some_actualite(n))
    assert await unserved(actualites.name, actualites.list, database, ACTUALITES, ACTUALITE_VALUES) == []


async def test_every_list_of_publications_is_read_in_the_order_of_an_index(database: Database) -> None:
    publications = MongoPublications(database)
    for n in range(MANY):
        await publications.add(some_publication(n))
    found = await unserved(publications.name, publications.list, database, PUBLICATIONS, PUBLICATION_VALUES)
    assert found == []


async def test_every_list_of_requests_is_read_in_the_order_of_an_index(database: Database) -> None:
    demandes = MongoDemandes(database)
    for n in range(MANY):
        await demandes.add(some_demande(n))
    assert await unserved(demandes.name, demandes.list, database, DEMANDES, DEMANDE_VALUES) == []


async def test_every_list_of_emplois_is_read_in_the_order_of_an_index(database: Database) -> None:
    emplois = MongoEmplois(database)
    for n in range(MANY):
        await emplois.add(some_emploi(n))
    assert await unserved(emplois.name, emplois.list, database, STORED_EMPLOIS, EMPLOI_VALUES) == []


async def test_every_list_of_candidatures_is_read_in_the_order_of_an_index(database: Database) -> None:
    candidatures = MongoCandidatures(database)
    for n in range(MANY):
        await candidatures.add(some_candidature(n))
    found = await unserved(candidatures.name, candidatures.list, database, CANDIDATURES, CANDIDATURE_VALUES)
    assert found == []


async def test_every_list_of_notifications_is_read_in_the_order_of_an_index(database: Database) -> None:
    notifications = MongoNotifications(database)
    for n in range(MANY):
        await notifications.add(some_notification(n))
    mine = (Filter("recipient_id", Op.EQ, "c1"), Filter("in_app", Op.EQ, value=True))
    found = await unserved(
        notifications.name, notifications.list, database, NOTIFICATIONS, NOTIFICATION_VALUES, *mine
    )
    assert found == []


async def test_every_list_of_webhooks_is_read_in_the_order_of_an_index(database: Database) -> None:
    webhooks = MongoWebhooks(database)
    for n in range(MANY):
        await webhooks.add(webhook(at=later(minutes=n // 2)))
    assert await unserved(webhooks.name, webhooks.list, database, WEBHOOKS, WEBHOOK_VALUES) == []


async def test_every_list_of_deliveries_is_read_in_the_order_of_an_index(database: Database) -> None:
    deliveries = MongoDeliveries(database)
    for n in range(MANY):
        queued = delivery(endpoint_id=f"hook-{n % 3}", at=later(minutes=n // 2))
        await deliveries.add(queued if n % 4 else queued.give_up(at=NOW))
    of_one = Filter("endpoint_id", Op.EQ, "hook-1")
    assert (
        await unserved(deliveries.name, deliveries.list, database, DELIVERIES, DELIVERY_VALUES, of_one) == []
    )


async def test_every_list_of_dead_letters_is_read_in_the_order_of_an_index(database: Database) -> None:
    desk = MongoDeliveryDesk(database, [])
    (event,) = demande().events
    for n in range(MANY):
        letter = DeadLetter.of(
            event, HANDLERS[n % 2], collection="demandes", reason="refused", at=later(minutes=n)
        )
        await database[desk.name].insert_one(document_of(msgspec.structs.replace(letter, id=f"{n}")))
    assert await unserved(desk.name, desk.dead_letters, database, DEAD_LETTERS, DEAD_LETTER_VALUES) == []
