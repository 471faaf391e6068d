"""The links of mails: what they prove, and where they lead."""

import hashlib
from abc import abstractmethod
from typing import Protocol

import msgspec

from sorbo_core.contact.newsletter.abonne import Abonne, Wish


class Seals(Protocol):
    """Makes what nobody can guess, for links that must be the same at every attempt to send a mail."""

    @abstractmethod
    def seal(self, *about: str) -> str:
        """Return letters, digits, `-` and `_`: 128 bits or more, from a secret and these texts."""


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """Writes the links of mails to subscribers.

    A token is the subscriber's id and a seal. Only its hash is stored, when its mail is written.

    Attributes:
        site_url: where the pages are that pass a token on to the API.
        api_url: where mail providers call the API themselves.
    """

    seals: Seals
    site_url: str
    api_url: str

    def confirm_token(self, abonne: Abonne, wish: Wish) -> str:
        """Return the token that confirms a wish."""
        return f"{abonne.id}.{self.seals.seal('confirm', abonne.id, str(wish.number))}"

    def leave_token(self, abonne: Abonne) -> str:
        """Return the token that ends a subscription."""
        return f"{abonne.id}.{self.seals.seal('leave', abonne.id)}"

    def confirm_page(self, token: str) -> str:
        """Return the page on which people confirm."""
        return f"{self.site_url.rstrip('/')}/infolettre/confirmer?jeton={token}"

    def leave_page(self, token: str) -> str:
        """Return the page on which people leave."""
        return f"{self.site_url.rstrip('/')}/infolettre/desabonnement?jeton={token}"

    def one_click(self, token: str) -> str:
        """Return what a mail provider sends a POST to when its user wants to leave (RFC 8058)."""
        base = self.api_url or self.site_url
        return f"{base.rstrip('/')}/api/v1/abonnes/unsubscribe/{token}"


def proof_of(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def holder_of(token: str) -> str:
    """Return the id of the subscriber whom a token names."""
    return token.partition(".")[0]
