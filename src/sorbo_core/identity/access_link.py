"""AccessLink: a link that a mail takes to an address, and what following it proves."""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Self

import msgspec

from sorbo_core.identity.errors import AccessLinkNotValid, InvitationEnded
from sorbo_core.identity.events import AccessLinkAsked, AccessLinkUsed, AccessLinkWithdrawn, LinkPurpose
from sorbo_core.identity.permissions import Role
from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.outgoing.mail import Language
from sorbo_core.shared.query import CHOICE, RANGE, Field, Listing, Sort, orders

GOOD_FOR = timedelta(hours=1)
KEPT_PROOFS = 5


class LinkState(StrEnum):
    """Where a link stands; one that has run out still waits."""

    EN_ATTENTE = "en_attente"
    UTILISE = "utilise"
    RETIRE = "retire"


class Proof(msgspec.Struct, frozen=True):
    """What is kept of the token of one mail: a digest, and when the token runs out."""

    digest: str
    until: datetime


class AccessLink(Entity, frozen=True, kw_only=True):
    """What somebody asked for that only the holder of an address may have.

    Anybody can ask, for any address. The asking is kept alike whether the address is known or not;
    what becomes of it is decided behind the scenes, when the mail is written.

    Attributes:
        email: where the mail goes.
        former_email: of a change of address, the one that the account has until then.
        role: of an invitation, what the account will be for.
        compte_id: the account that it is about, once that is known.
        by_id: the compte of who invites.
        proofs: of the latest mails, so that a mail that arrives twice has two good links.
        told_at: when the latest mail with a link was written.
    """

    masked: ClassVar = ("email", "former_email", "language", "compte_id", "by_id", "proofs")

    purpose: LinkPurpose
    email: EmailAddress
    language: Language
    former_email: EmailAddress | None = None
    role: Role | None = None
    compte_id: str | None = None
    by_id: str | None = None
    state: LinkState = LinkState.EN_ATTENTE
    asked_at: datetime
    told_at: datetime | None = None
    proofs: tuple[Proof, ...] = ()

    @classmethod
    def asked(
        cls,
        purpose: LinkPurpose,
        *,
        id: str,
        email: str,
        language: Language,
        at: datetime,
        former_email: str | None = None,
        role: Role | None = None,
        compte_id: str | None = None,
        by_id: str | None = None,
    ) -> Self:
        """Take in what is asked.

        Raises:
            Invalid: the address breaks its rule.
        """
        blank = cls(
            id=id,
            created_at=at,
            updated_at=at,
            asked_at=at,
            purpose=purpose,
            email=email,
            language=language,
            former_email=former_email,
            role=role,
            compte_id=compte_id,
            by_id=by_id,
        )
        return blank.changed(AccessLinkAsked(purpose=purpose), at=at)

    def ask_again(self, *, at: datetime) -> Self:
        """Have another mail sent, with a link of its own.

        Raises:
            InvitationEnded: it was accepted or withdrawn.
        """
        if self.state is not LinkState.EN_ATTENTE:
            raise InvitationEnded(state=self.state)
        return self.changed(AccessLinkAsked(purpose=self.purpose), at=at, asked_at=at)

    def prove(self, token: str, *, compte_id: str | None, at: datetime) -> Self:
        """Know the token of a mail that is about to be sent, and whose account it is about."""
        proof = Proof(self.digest_of(token), at + GOOD_FOR)
        kept = (*self.proofs, proof)[-KEPT_PROOFS:]
        return msgspec.structs.replace(self.tell(at=at), proofs=kept, compte_id=compte_id or self.compte_id)

    def tell(self, *, at: datetime) -> Self:
        """Count a mail that is about to be sent."""
        return msgspec.structs.replace(self, told_at=at, updated_at=at)

    def check(self, token: str, purpose: LinkPurpose, *, at: datetime) -> Self:
        """Return the link if this token opens it for this purpose now.

        Raises:
            AccessLinkNotValid: it does not.
        """
        digest = self.digest_of(token)
        good = any(proof.digest == digest and at < proof.until for proof in self.proofs)
        if self.purpose is not purpose or self.state is not LinkState.EN_ATTENTE or not good:
            raise AccessLinkNotValid
        return self

    def use(self, token: str, purpose: LinkPurpose, *, at: datetime) -> Self:
        """Follow the link: it is good once.

        Raises:
            AccessLinkNotValid: the token does not open it for this purpose now.
        """
        used = self.check(token, purpose, at=at)
        return used.changed(AccessLinkUsed(purpose=purpose), at=at, state=LinkState.UTILISE, proofs=())

    def withdraw(self, *, by: str, at: datetime) -> Self:
        """Make the links of all mails about it worthless; once more changes nothing.

        Raises:
            InvitationEnded: it was accepted.
        """
        if self.state is LinkState.RETIRE:
            return self
        if self.state is LinkState.UTILISE:
            raise InvitationEnded(state=self.state)
        withdrawn = AccessLinkWithdrawn(purpose=self.purpose, by_id=by)
        return self.changed(withdrawn, at=at, state=LinkState.RETIRE, proofs=())

    def digest_of(self, token: str) -> str:
        """Return what is kept of a token; of the same token for another purpose it is another one."""
        return hashlib.sha256(f"{self.purpose}\n{token}".encode()).hexdigest()

    @property
    def good_until(self) -> datetime | None:
        """When the link of the latest mail runs out."""
        return self.proofs[-1].until if self.proofs else None


INVITATIONS = Listing(
    fields=(
        Field(name="state", path="state", type=LinkState, ops=CHOICE),
        Field(name="role", path="role", type=Role, ops=CHOICE),
        Field(name="createdAt", path="created_at", type=datetime, ops=RANGE),
    ),
    sorts=orders({"createdAt": Sort("created_at", type=datetime)}, "-createdAt"),
)
