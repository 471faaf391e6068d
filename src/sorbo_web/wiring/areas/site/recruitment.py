"""The use cases of recruitment, wired to ports."""

from dependency_injector import containers, providers

from sorbo_core.privacy.disclosure import Disclosed
from sorbo_core.privacy.use_cases.note_disclosure import NoteDisclosure
from sorbo_core.recruitment.emploi import EMPLOI
from sorbo_core.recruitment.ports import CvReadings
from sorbo_core.recruitment.use_cases.candidature.apply import ApplyForEmploi
from sorbo_core.recruitment.use_cases.candidature.link_to_cv import LinkToCv
from sorbo_core.recruitment.use_cases.candidature.list import ListCandidatures
from sorbo_core.recruitment.use_cases.candidature.measure_funnel import MeasureFunnel
from sorbo_core.recruitment.use_cases.candidature.move import MoveCandidature
from sorbo_core.recruitment.use_cases.candidature.note import NoteCandidature
from sorbo_core.recruitment.use_cases.candidature.read import ReadCandidature
from sorbo_core.recruitment.use_cases.candidature.tell_candidate import TellCandidate
from sorbo_core.recruitment.use_cases.emploi.list import ListEmplois
from sorbo_core.recruitment.use_cases.emploi.read import ReadEmploi
from sorbo_core.recruitment.use_cases.emploi.take_over import ImportEmploi
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_web.wiring.observed import observed


class NotedReadings(CvReadings):
    """Readings of CVs, kept with the other disclosures of personal data."""

    def __init__(self, *, note: NoteDisclosure) -> None:
        self._note = note

    async def note(self, *, actor: Actor, candidature_id: str) -> None:
        """Note it, as `CvReadings.note` promises."""
        await self._note(actor=actor, what=Disclosed.CV, candidature_id=candidature_id)


class Recruitment(containers.DeclarativeContainer):
    """Job offers, candidatures, and the mails that follow."""

    ports = providers.DependenciesContainer()
    files = providers.DependenciesContainer()
    privacy = providers.DependenciesContainer()

    emplois = providers.Singleton(
        Lifecycle,
        EMPLOI,
        entries=ports.emplois,
        clock=ports.clock,
        unit_of_work=ports.unit_of_work,
        wrapped=observed,
    )
    list_emplois = providers.Singleton(
        observed(ListEmplois), emplois=ports.emplois, candidatures=ports.candidatures, clock=ports.clock
    )
    read_emploi = providers.Singleton(
        observed(ReadEmploi), emplois=ports.emplois, candidatures=ports.candidatures, clock=ports.clock
    )
    apply_for_emploi = providers.Singleton(
        observed(ApplyForEmploi),
        emplois=ports.emplois,
        candidatures=ports.candidatures,
        uploads=files.uploads,
        clock=ports.clock,
    )
    list_candidatures = providers.Singleton(observed(ListCandidatures), candidatures=ports.candidatures)
    read_candidature = providers.Singleton(observed(ReadCandidature), candidatures=ports.candidatures)
    move_candidature = providers.Singleton(
        observed(MoveCandidature), candidatures=ports.candidatures, clock=ports.clock
    )
    note_candidature = providers.Singleton(
        observed(NoteCandidature), candidatures=ports.candidatures, clock=ports.clock
    )
    link_to_cv = providers.Singleton(
        observed(LinkToCv),
        candidatures=ports.candidatures,
        links=files.link_to_file,
        readings=providers.Singleton(NotedReadings, note=privacy.note_disclosure),
    )
    measure_funnel = providers.Singleton(observed(MeasureFunnel), candidatures=ports.candidatures)
    tell_candidate = providers.Singleton(
        observed(TellCandidate),
        emplois=ports.emplois,
        candidatures=ports.candidatures,
        templates=ports.mail_templates,
        mailer=ports.mailer,
    )
    import_emploi = providers.Singleton(
        observed(ImportEmploi), emplois=ports.emplois, clock=ports.clock, ids=ports.ids
    )
