"""Send a request."""

from sorbo_core.contact.demande import Demande, Subject
from sorbo_core.contact.details import AnyAnswers
from sorbo_core.contact.errors import AlreadyReceived
from sorbo_core.contact.ports import Demandes
from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.ports import Clock


class SubmitDemande:
    """Take in what a visitor asks: a study, a training, software, a job, an appointment.

    The request is stored at once; an acknowledgement to the visitor and a notice to the staff
    follow by mail. The same id again returns the request that it made the first time, and so does the
    same request again within ten minutes: somebody pressed the button twice.

    Raises:
        Invalid: a field breaks its rule.
    """

    def __init__(self, *, demandes: Demandes, clock: Clock) -> None:
        self._demandes = demandes
        self._clock = clock

    async def __call__(
        self,
        *,
        id: str,
        name: str,
        email: str,
        phone: str | None,
        subject: Subject,
        message: str,
        details: AnyAnswers | None,
        one_of_its_kind: bool = False,
    ) -> Demande:
        """Return the request.

        Args:
            id: what it gets, unless it is there already.
            name: who asks.
            email: where the answer goes.
            phone: of theirs, if they gave one.
            subject: what it is about.
            message: in their words.
            details: what the form of the subject asks beside.
            one_of_its_kind: the sender tells requests apart by other means, and means each of them.
        """
        demande = Demande.received(
            id=id,
            name=name.strip(),
            email=parse_email(email),
            phone=phone,
            subject=subject,
            message=message.strip(),
            details=details,
            at=self._clock.now(),
            one_of_its_kind=one_of_its_kind,
        )
        try:
            return await self._demandes.add(demande)
        except AlreadyExists:
            return await self._demandes.get(id)
        except AlreadyReceived:
            return await self._demandes.like(demande)
