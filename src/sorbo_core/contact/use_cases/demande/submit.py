"""Send a request."""

from sorbo_core.contact.demande import Demande, Subject
from sorbo_core.contact.details import AnyAnswers
from sorbo_core.contact.ports import Demandes
from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.ports import Clock


class SubmitDemande:
    """Take in what a visitor asks: a study, a training, software, a job, an appointment.

    The request is stored at once; an acknowledgement to the visitor and a notice to the staff
    follow by mail. The same id again returns the request that it made the first time.

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
    ) -> Demande:
        demande = Demande.received(
            id=id,
            name=name.strip(),
            email=parse_email(email),
            phone=phone,
            subject=subject,
            message=message.strip(),
            details=details,
            at=self._clock.now(),
        )
        try:
            return await self._demandes.add(demande)
        except AlreadyExists:
            return await self._demandes.get(id)
