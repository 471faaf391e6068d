"""Abonne: a subscriber to the newsletter."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Self

import msgspec

from sorbo_core.contact.newsletter.errors import LinkNotValid
from sorbo_core.contact.newsletter.events import AbonneAsked, AbonneConfirmed, AbonneLeft, LeftBy
from sorbo_core.contact.newsletter.rubrique import Rubrique, Rubriques, distinct
from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.outgoing.mail import Language
from sorbo_core.shared.query import CHOICE, RANGE, Field, Listing, Op, Sort, orders

CONFIRMED_WITHIN = timedelta(days=7)
TOLD_AGAIN_AFTER = timedelta(hours=1)


class AbonneState(StrEnum):
    """Where a subscription stands."""

    EN_ATTENTE = "en_attente"
    CONFIRME = "confirme"
    DESABONNE = "desabonne"


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked with an address, until its holder confirms it.

    Attributes:
        number: tells the wishes of one subscriber apart.
        until: from then on it cannot be confirmed.
        proof: of the link that confirms it (`links.proof_of`), None until a mail is written.
    """

    categories: Rubriques
    language: Language
    number: int
    until: datetime
    proof: str | None = None


class Abonne(Entity, frozen=True, kw_only=True):
    """An address, and what its holder agreed to get.

    Anybody can type any address: what is asked becomes true when the holder follows the link of
    the mail, for a first subscription as for a change of one.

    Attributes:
        wish: what was asked and not confirmed.
        asked_at: when the latest mail about a wish was due.
        asks: how often the address was typed.
        leave_proofs: of the links that end the subscription; links of old mails stay good.
    """

    masked: ClassVar = ("email", "language", "categories", "wish", "leave_proofs")

    email: EmailAddress
    language: Language
    categories: Rubriques
    state: AbonneState = AbonneState.EN_ATTENTE
    wish: Wish | None = None
    asked_at: datetime
    asks: int = 1
    leave_proofs: tuple[str, ...] = ()
    confirmed_at: datetime | None = None
    left_at: datetime | None = None

    @classmethod
    def asked(
        cls, *, id: str, email: str, categories: tuple[Rubrique, ...], language: Language, at: datetime
    ) -> Self:
        """Take in an address that nobody typed before.

        Raises:
            Invalid: a field breaks its rule.
        """
        wanted = distinct(categories)
        blank = cls(
            id=id,
            created_at=at,
            updated_at=at,
            asked_at=at,
            email=email,
            categories=wanted,
            language=language,
        )
        return blank.wishing(wanted, language, at=at)

    def ask(self, categories: tuple[Rubrique, ...], language: Language, *, at: datetime) -> Self:
        """Note what is asked with the same address again; at most once an hour, since a mail follows.

        Within the hour the typing alone is counted: the mail that is on its way stays true.
        """
        counted = msgspec.structs.replace(self, asks=self.asks + 1)
        if at - self.asked_at < TOLD_AGAIN_AFTER:
            return counted
        return counted.wishing(distinct(categories), language, at=at)

    def prove_leaving(self, proof: str) -> Self:
        """Know the link to leave of a mail that is about to be sent."""
        if proof in self.leave_proofs:
            return self
        return msgspec.structs.replace(self, leave_proofs=(*self.leave_proofs, proof))

    def prove_wish(self, number: int, proof: str) -> Self:
        """Know the link to confirm of a mail that is about to be sent, if that is about the present wish."""
        if self.wish is None or self.wish.number != number:
            return self
        return msgspec.structs.replace(self, wish=msgspec.structs.replace(self.wish, proof=proof))

    def confirm(self, proof: str, *, at: datetime) -> Self:
        """Agree to what was asked; the link is good once.

        Raises:
            LinkNotValid: it confirms nothing, any more.
        """
        wish = self.wish
        if wish is None or wish.proof != proof or at >= wish.until:
            raise LinkNotValid
        return self.changed(
            AbonneConfirmed(),
            at=at,
            state=AbonneState.CONFIRME,
            categories=wish.categories,
            language=wish.language,
            wish=None,
            confirmed_at=at,
            left_at=None,
        )

    def leave(self, by: LeftBy, *, at: datetime) -> Self:
        """Get nothing any more, and forget what was asked; once more changes nothing."""
        if self.state is AbonneState.DESABONNE and self.wish is None:
            return self
        return self.changed(AbonneLeft(by=by), at=at, state=AbonneState.DESABONNE, wish=None, left_at=at)

    def reads(self, categories: Collection[Rubrique]) -> bool:
        """Tell whether an issue about these categories is for this subscriber."""
        return self.state is AbonneState.CONFIRME and not set(self.categories).isdisjoint(categories)

    def wishing(self, categories: tuple[Rubrique, ...], language: Language, *, at: datetime) -> Self:
        """Wait for the holder to confirm this, in place of what was asked before."""
        number, until = self.last_event + 1, at + CONFIRMED_WITHIN
        wish = Wish(categories=categories, language=language, number=number, until=until)
        return self.changed(AbonneAsked(), at=at, asked_at=at, wish=wish)


ABONNES = Listing(
    fields=(
        Field(name="state", path="state", type=AbonneState, ops=CHOICE),
        Field(name="category", path="categories", type=Rubrique, ops=(Op.CONTAINS,)),
        Field(name="createdAt", path="created_at", type=datetime, ops=RANGE),
    ),
    sorts=orders({"createdAt": Sort("created_at", type=datetime)}, "-createdAt"),
)
