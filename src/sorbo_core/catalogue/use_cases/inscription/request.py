"""Enrol in a session."""

from contextlib import suppress
from datetime import datetime

import msgspec

from sorbo_core.catalogue.enrolment.errors import (
    GroupTooLarge,
    InscriptionEnded,
    InscriptionNotFound,
    InscriptionsClosed,
    RegisterNotFound,
)
from sorbo_core.catalogue.enrolment.inscription import Applicant, Group, Inscription
from sorbo_core.catalogue.enrolment.place import InscriptionState, Place, SeatRequest
from sorbo_core.catalogue.enrolment.ports import Inscriptions, Registers, Tokens
from sorbo_core.catalogue.enrolment.register import key_of, register_id
from sorbo_core.catalogue.enrolment.registration import update_register
from sorbo_core.catalogue.errors import SessionNotFound
from sorbo_core.catalogue.ports import Formations, Sessions
from sorbo_core.catalogue.session import Session
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.money import Money
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.publication import Status


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What a visitor learns: a reference, and whether there were seats."""

    id: str
    state: InscriptionState


class RequestInscription:
    """Ask for seats in a session, for oneself or for a company's group: all of them or none.

    Seats that are free are held for 72 hours (`demandee`), until the inscription is confirmed;
    otherwise the people wait (`en_attente`), strictly first come, first served: nobody overtakes a
    group for which there are not enough seats yet. A mail says which, and has the link to withdraw.

    What each participant pays is written down as it is at that moment, the discount taken off: it
    stays, whatever becomes of the formation's price.

    The same address again, for the same session, gets the answer that anybody would get now, and
    changes nothing; a mail to that address tells how things stand.

    Raises:
        Invalid: a field breaks its rule, or two participants have one address.
        SessionNotFound: visitors see no such session.
        InscriptionsClosed: it does not take place, or has begun.
        GroupTooLarge: it has fewer seats than there are people.
        WaitingLineFull: thousands wait already.
        InscriptionEnded: this very request lost its place meanwhile; a new one may be made.
    """

    def __init__(
        self,
        *,
        formations: Formations,
        sessions: Sessions,
        registers: Registers,
        inscriptions: Inscriptions,
        tokens: Tokens,
        clock: Clock,
    ) -> None:
        self._formations = formations
        self._sessions = sessions
        self._registers = registers
        self._inscriptions = inscriptions
        self._tokens = tokens
        self._clock = clock

    async def __call__(
        self, *, id: str, session_id: str, name: str, email: str, phone: str | None, group: Group | None
    ) -> Receipt:
        applicant = Applicant.of(name=name, email=email, phone=phone, group=group)
        known = await self._known(id)
        if known is not None:
            return Receipt(id=id, state=known.state)
        session, price = await self._shown(session_id)
        people = len(applicant.participants)
        request = SeatRequest(id=id, key=key_of(session_id, applicant.email), people=people)
        now = self._clock.now()
        place = await self._placed(session, request, now)
        if place.id != id:
            return await self._told_again(session, place, request, now)
        if not place.live:
            raise InscriptionEnded
        inscription = Inscription.requested(
            place,
            session_id=session_id,
            applicant=applicant,
            token=self._tokens.new(),
            price=price,
            at=now,
        )
        # Should this process die here, `RecordPlaces` gives the place up after some minutes.
        with suppress(AlreadyExists):
            await self._inscriptions.add(inscription)
        return Receipt(id=id, state=place.state)

    async def _known(self, id: str) -> Inscription | None:
        # Before the register, which has forgotten those that were given up: the same request would
        # get a second place.
        try:
            return await self._inscriptions.get(id)
        except InscriptionNotFound:
            return None

    async def _shown(self, session_id: str) -> tuple[Session, Money | None]:
        """Return the session, and what somebody pays who asks now."""
        session = await self._sessions.get(session_id)
        formation = await self._formations.get(session.formation_id)
        if {session.status, formation.status} != {Status.PUBLIE}:
            raise SessionNotFound
        return session, formation.details.due

    async def _placed(self, session: Session, request: SeatRequest, at: datetime) -> Place:
        id_ = register_id(session.id)
        try:
            return await self._registers.enrol(id_, request, at=at)
        except (RegisterNotFound, InscriptionsClosed, GroupTooLarge):
            # It follows its session some moments later, unless somebody asks for seats just then.
            await update_register(
                self._registers, session, lambda register: register.follow(session, at=at), at=at
            )
            return await self._registers.enrol(id_, request, at=at)

    async def _told_again(
        self, session: Session, place: Place, request: SeatRequest, at: datetime
    ) -> Receipt:
        """Have the truth told by mail, and answer what a first request would be answered now."""
        register = await self._registers.get(register_id(session.id))
        state = register.answer_to(request, at=at)
        with suppress(InscriptionNotFound):
            await self._inscriptions.update(place.id, lambda inscription: inscription.repeat(at=at))
        return Receipt(id=request.id, state=state)
