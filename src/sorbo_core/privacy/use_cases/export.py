"""Export what is kept of a person."""

from datetime import datetime

import msgspec

from sorbo_core.privacy.disclosure import Disclosed
from sorbo_core.privacy.person import Found, Holders, find_all
from sorbo_core.privacy.use_cases.note_disclosure import NoteDisclosure
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is kept under an address, by kind."""

    address: str
    at: datetime
    kinds: Found


class ExportPersonalData:
    """Collect everything that is kept under an address, over all areas.

    It is what a person gets who asks for it (GDPR art. 15 and 20): requests, inscriptions, also as a
    participant of a group, candidatures with what staff wrote, the newsletter, avis, accounts, and
    what the mail provider reported. Passwords, tokens and other people's data are left out. The
    address is in the body: in a URL it would be in logs. That it was done is in the audit.

    Raises:
        Unauthenticated, Forbidden: the actor may not manage personal data.
        Invalid: the address is none.
    """

    def __init__(self, *, holders: Holders, note: NoteDisclosure, clock: Clock) -> None:
        self._holders = holders
        self._note = note
        self._clock = clock

    async def __call__(self, *, actor: Actor, email: str) -> Exported:
        actor.require(Permission.MANAGE_PERSONAL_DATA)
        await self._note(actor=actor, what=Disclosed.PERSON)
        person, found = await find_all(self._holders, email)
        kinds = {kind: records for kind, records in found.items() if records}
        return Exported(address=person.address, at=self._clock.now(), kinds=kinds)
