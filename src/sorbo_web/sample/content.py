"""What `sorbo dev` shows on its first start: a catalogue and a few requests, all of them examples."""

from datetime import date, timedelta
from importlib.resources import files

import msgspec

from sorbo_core.catalogue.formation import Formation, FormationDetails
from sorbo_core.catalogue.session import Seats, SessionDetails
from sorbo_core.catalogue.use_cases.session.create import CreateSession
from sorbo_core.catalogue.use_cases.session.publish import PublishSession
from sorbo_core.contact.demande import Subject
from sorbo_core.contact.details import AnyAnswers
from sorbo_core.contact.use_cases.submit_demande import SubmitDemande
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_core.shared.publication.publishable import Status
from sorbo_web.sample.entries import LOADER, SampleEntry, is_untouched, load_entry


class SampleSession(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A run that starts on the Monday `in_weeks` weeks after this week's, and lasts `days` days."""

    in_weeks: int
    days: int
    seats: Seats
    location: str | None = None
    remote: bool = False

    def details(self, today: date) -> SessionDetails:
        """Return the run with its dates."""
        start = today + timedelta(weeks=self.in_weeks, days=-today.weekday())
        end = start + timedelta(days=self.days - 1)
        return SessionDetails(
            start=start, end=end, seats=self.seats, location=self.location, remote=self.remote
        )


class SampleFormation(SampleEntry[FormationDetails], frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A formation of the sample catalogue with its runs."""

    sessions: tuple[SampleSession, ...]


class SampleDemande(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request as a visitor would send it."""

    id: str
    name: str
    email: str
    phone: str | None
    subject: Subject
    message: str
    details: AnyAnswers | None


class SampleContent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that the sample holds."""

    formations: tuple[SampleFormation, ...]
    demandes: tuple[SampleDemande, ...]


def sample_content() -> SampleContent:
    """Return the sample that the package carries."""
    return msgspec.json.decode(files(__package__).joinpath("content.json").read_bytes(), type=SampleContent)


async def load_sample(
    *,
    formations: Lifecycle[Formation],
    create_session: CreateSession,
    publish_session: PublishSession,
    submit_demande: SubmitDemande,
    today: date,
) -> None:
    """Write the sample through the use cases; the mails about its requests follow as for any other.

    Its ids are fixed, so that a second call completes what the first one left, and leaves alone
    what staff have changed, published or archived since.
    """
    content = sample_content()
    for sample in content.formations:
        formation = await load_entry(formations, sample, today)
        await _plan(formation, sample.sessions, create_session, publish_session, today)
    for demande in content.demandes:
        await submit_demande(**msgspec.structs.asdict(demande))


async def _plan(
    formation: Formation,
    samples: tuple[SampleSession, ...],
    create_session: CreateSession,
    publish_session: PublishSession,
    today: date,
) -> None:
    for number, sample in enumerate(samples, start=1):
        session = await create_session(
            actor=LOADER,
            id=f"{formation.id}-{number}",
            formation_id=formation.id,
            details=sample.details(today),
        )
        if formation.status is Status.PUBLIE and is_untouched(session):
            await publish_session(actor=LOADER, id=session.id)
