"""Entities as tests need them: valid, with ids of their own, at a fixed instant."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import msgspec

from sorbo_core.catalogue.enrolment.inscription import Applicant, Inscription
from sorbo_core.catalogue.enrolment.place import InscriptionState, Place, SeatRequest
from sorbo_core.catalogue.enrolment.register import HELD_FOR, Register
from sorbo_core.catalogue.formation import Category, Formation, FormationDetails
from sorbo_core.catalogue.level import Level
from sorbo_core.catalogue.logiciel import Logiciel, LogicielDetails
from sorbo_core.catalogue.session import Session, SessionDetails
from sorbo_core.contact.demande import Demande, Subject
from sorbo_core.contact.newsletter.abonne import Abonne
from sorbo_core.contact.newsletter.infolettre import Content, Infolettre
from sorbo_core.contact.newsletter.rubrique import Rubrique
from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.api_keys.api_key import ApiKey
from sorbo_core.identity.api_keys.key_text import KeyText
from sorbo_core.identity.compte import Compte
from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.sessions.login_session import Device, Lifetime, LoginSession, Proof
from sorbo_core.integrations.delivery import Delivery
from sorbo_core.integrations.endpoint import Webhook
from sorbo_core.integrations.signing import secret_of
from sorbo_core.reviews.avis import Avis, Opinion, Reviewed
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.money import Money
from sorbo_core.shared.outgoing.mail import Language
from sorbo_core.shared.publication.source import Source
from sorbo_core.shared.text import slugify

NOW = datetime(2026, 3, 2, 9, 30, 15, 125_000, tzinfo=UTC)
TODAY = NOW.date()
SECRET = secret_of(b"a secret of thirty-two characters")
HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FtcGxlc2FsdA$c2FtcGxlaGFzaA"

_numbers = count(1)


def later(**steps: float) -> datetime:
    """Return an instant after NOW, such as `later(minutes=5)`."""
    return NOW + timedelta(**steps)


def fresh_id() -> str:
    """Return an id that no other call returns; later ones sort after earlier ones."""
    return f"id-{next(_numbers):06d}"


def details(**changes: Any) -> FormationDetails:
    """Return what is said about a formation, the same each time but for the changes."""
    return msgspec.structs.replace(
        FormationDetails(
            title="Covadis pour la topographie",
            description="Du levé au projet routier.",
            category=Category.named("Génie civil"),
            levels=(Level.DEBUTANT, Level.INTERMEDIAIRE),
            price=Money(150_000),
        ),
        **changes,
    )


def formation(
    *,
    id: str | None = None,
    slug: str | None = None,
    at: datetime = NOW,
    source: Source | None = None,
    **changes: Any,
) -> Formation:
    """Return a new brouillon with its event; `changes` are fields of its details."""
    id = id or fresh_id()
    return Formation.draft(
        id=id, slug=slug or slugify(f"formation-{id}"), details=details(**changes), source=source, at=at
    )


def published(*, at: datetime = NOW, **changes: Any) -> Formation:
    """Return a formation that visitors see."""
    return formation(at=at, **changes).publish(at=at)


def logiciel(
    *, id: str | None = None, slug: str | None = None, at: datetime = NOW, **changes: Any
) -> Logiciel:
    """Return a new brouillon of a logiciel; `changes` are fields of its details."""
    id = id or fresh_id()
    stated = LogicielDetails(
        title="OH Route",
        description="Les ouvrages hydrauliques d'une route.",
        category=Category.named("Hydrologie"),
    )
    written = msgspec.structs.replace(stated, **changes)
    return Logiciel.draft(id=id, slug=slug or slugify(f"logiciel-{id}"), details=written, at=at)


def avis(
    *,
    id: str | None = None,
    noun: Reviewed = Reviewed.FORMATION,
    entry_id: str = "formation",
    at: datetime = NOW,
    **changes: Any,
) -> Avis:
    """Return an avis that waits, by somebody who has given none; `changes` are fields of the opinion."""
    id = id or fresh_id()
    stated = Opinion(name="Projeteur", email=f"{id}@example.com", stars=4, comment="Des exemples réels.")
    opinion = msgspec.structs.replace(stated, **changes)
    return Avis.submitted(id=id, noun=noun, entry_id=entry_id, opinion=opinion, at=at)


def session(
    *,
    id: str | None = None,
    formation_id: str = "formation",
    start: date = TODAY,
    at: datetime = NOW,
    **changes: Any,
) -> Session:
    """Return a new brouillon of a session of five days; `changes` are fields of its details."""
    stated = SessionDetails(start=start, end=start + timedelta(days=4), seats=12)
    return Session.draft(
        id=id or fresh_id(),
        formation_id=formation_id,
        details=msgspec.structs.replace(stated, **changes),
        at=at,
    )


def demande(*, id: str | None = None, at: datetime = NOW, **changes: Any) -> Demande:
    """Return a request that has just been received, one of its kind; `changes` are its fields."""
    stated: dict[str, Any] = {
        "name": "Responsable des achats",
        "email": "achats@example.com",
        "phone": None,
        "subject": Subject.FORMATION,
        "message": "Pouvez-vous nous envoyer un devis ?",
        "details": None,
        "one_of_its_kind": True,
    }
    return Demande.received(id=id or fresh_id(), at=at, **(stated | changes))


def compte(*, id: str | None = None, at: datetime = NOW, **changes: Any) -> Compte:
    """Return a new account with an address of its own; `changes` are its fields."""
    id = id or fresh_id()
    stated: dict[str, Any] = {
        "email": f"{id}@example.com",
        "name": "Responsable du catalogue",
        "role": Role.EDITOR,
        "password_hash": HASH,
    }
    return Compte.opened(id=id, at=at, **(stated | changes))


def access_link(*, id: str | None = None, at: datetime = NOW, **changes: Any) -> AccessLink:
    """Return what was asked for an address of its own, another password if nothing else is said."""
    id = id or fresh_id()
    stated: dict[str, Any] = {
        "purpose": LinkPurpose.PASSWORD_RESET,
        "email": f"{id}@example.com",
        "language": Language.FR,
    }
    return AccessLink.asked(id=id, at=at, **(stated | changes))


def webhook(*, id: str | None = None, at: datetime = NOW, **changes: Any) -> Webhook:
    """Return a webhook that is told of everything about demandes; `changes` are its fields."""
    stated: dict[str, Any] = {
        "url": "https://hooks.example.com/sorbo",
        "description": None,
        "event_types": ("demande.*",),
        "owner_id": "admin",
        "secret": SECRET,
    }
    return Webhook.opened(id=id or fresh_id(), at=at, **(stated | changes))


def delivery(*, id: str | None = None, endpoint_id: str = "hook", at: datetime = NOW) -> Delivery:
    """Return the delivery of a received demande that is due now."""
    (event,) = demande(at=at).events
    queued = Delivery.of(event, webhook(id=endpoint_id), at=at)
    return msgspec.structs.replace(queued, id=id or fresh_id())


def open_session(*, seats: int = 12, start: date = TODAY + timedelta(days=30), **changes: Any) -> Session:
    """Return a session that visitors see and that takes inscriptions; `changes` as for `session`."""
    return session(seats=seats, start=start, **changes).publish(at=NOW)


def register(*, seats: int = 12, at: datetime = NOW, **changes: Any) -> Register:
    """Return the register of an open session in which nobody has enrolled; `changes` as for `session`."""
    return Register.of(open_session(seats=seats, **changes), at=at)


def seat_request(*, id: str | None = None, key: str | None = None, people: int = 1) -> SeatRequest:
    """Return a request for seats by somebody who has none."""
    id = id or fresh_id()
    return SeatRequest(id=id, key=key or f"key of {id}", people=people)


def inscription(*, id: str | None = None, at: datetime = NOW, **changes: Any) -> Inscription:
    """Return an inscription that has just been made for one person; `changes` are its other fields."""
    stated: dict[str, Any] = {
        "session_id": "session",
        "token": "a-token-that-nobody-guesses",
        "applicant": Applicant.of(name="Projeteur", email="projeteur@example.com", phone=None, group=None),
    }
    place = Place(
        id=id or fresh_id(),
        key="key",
        people=1,
        number=1,
        state=InscriptionState.DEMANDEE,
        since=at,
        expires_at=at + HELD_FOR,
    )
    return Inscription.requested(place, at=at, **(stated | changes))


def abonne(*, id: str | None = None, at: datetime = NOW, **changes: Any) -> Abonne:
    """Return somebody who has just asked for the newsletter, with an address of their own."""
    id = id or fresh_id()
    stated: dict[str, Any] = {
        "email": f"{id}@example.com",
        "categories": (Rubrique.FORMATIONS,),
        "language": Language.FR,
    }
    return Abonne.asked(id=id, at=at, **(stated | changes))


def confirmed_abonne(number: int, **changes: Any) -> Abonne:
    """Return the n-th of many who have confirmed, with no event that waits."""
    asked = abonne(id=f"abonne-{number:05d}", **changes)
    confirmed = asked.prove_wish(1, "proof").confirm("proof", at=NOW)
    return msgspec.structs.replace(confirmed, events=())


def infolettre(*, id: str | None = None, at: datetime = NOW, **changes: Any) -> Infolettre:
    """Return a new draft; `changes` are fields of its content."""
    stated: dict[str, Any] = {
        "subject": "Les formations du printemps",
        "text": "Bonjour,\n\nTrois sessions ouvrent : https://www.example.com/formations",
        "categories": (Rubrique.FORMATIONS, Rubrique.LOGICIELS),
    }
    return Infolettre.drafted(id=id or fresh_id(), content=Content(**(stated | changes)), at=at)


def login_session(*, compte_id: str = "compte", at: datetime = NOW) -> LoginSession:
    """Return a session that was just opened; its token's hash is `token`."""
    return LoginSession.opened(
        id=fresh_id(),
        compte_id=compte_id,
        proofs=(Proof.PASSWORD,),
        device=Device(agent="Firefox", address="192.0.2.1"),
        hashes=("family", "token"),
        lifetime=Lifetime(idle=timedelta(hours=72), longest=timedelta(days=30)),
        at=at,
    )


def api_key(*, at: datetime = NOW, text: KeyText | None = None, **changes: Any) -> ApiKey:
    """Return a key for a month that was just made, of this text perhaps; `changes` are its fields."""
    id = text.key_id if text else fresh_id()
    stated: dict[str, Any] = {
        "compte_id": "compte",
        "name": "Export des demandes",
        "hash": text.hash if text else "hash",
        "scopes": frozenset({Permission.READ_DEMANDES}),
        "expires_at": at + timedelta(days=30),
        "longest": timedelta(days=365),
    }
    return ApiKey.issued(id=id, at=at, **(stated | changes))
