"""What the newsletter needs from outside."""

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from sorbo_core.contact.newsletter.abonne import Abonne
from sorbo_core.contact.newsletter.envoi import Envoi, EnvoiState
from sorbo_core.contact.newsletter.infolettre import Infolettre
from sorbo_core.contact.newsletter.rubrique import Rubrique
from sorbo_core.shared.ports import Listed


class Abonnes(Listed[Abonne], Protocol):
    """All subscribers, with their events.

    `add` raises AddressKnown as well: another one has this address.
    """

    @abstractmethod
    async def with_address(self, email: str) -> Abonne | None:
        """Return the subscriber with this address, or None."""

    @abstractmethod
    async def readers(self, categories: Collection[Rubrique], *, after: str, limit: int) -> tuple[str, ...]:
        """Return the ids of those who are confirmed and read one of the categories, in order, after an id."""

    @abstractmethod
    async def count_readers(self, categories: Collection[Rubrique], *, after: str) -> int:
        """Return how many `readers` there are after an id."""


class Infolettres(Listed[Infolettre], Protocol):
    """All issues, with their events."""


class Envois(Protocol):
    """The sendings of all issues to subscribers, with their events."""

    @abstractmethod
    async def add_missing(self, envois: Sequence[Envoi]) -> None:
        """Store those, with their events, whose ids are not there yet. May be repeated after any failure."""

    @abstractmethod
    async def get(self, id: str) -> Envoi:
        """Return the sending with this id.

        Raises:
            EnvoiNotFound: there is none.
        """

    @abstractmethod
    async def update(self, id: str, change: Callable[[Envoi], Envoi]) -> Envoi:
        """Replace the sending by what `change` makes of it, as `Repository.update` does.

        Raises:
            EnvoiNotFound: there is none with this id.
        """

    @abstractmethod
    async def untried(self, infolettre_id: str) -> bool:
        """Tell whether somebody was queued who has not had a first attempt (`A_ENVOYER`)."""

    @abstractmethod
    async def tally(self, infolettre_id: str) -> Mapping[EnvoiState, int]:
        """Return how many sendings of an issue are in each state; states without any may be left out."""
