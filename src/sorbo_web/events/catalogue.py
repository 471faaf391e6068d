"""Every type of event of every area, each by an example of what it carries."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sorbo_core.catalogue.enrolment.events import (
    InscriptionAttended,
    InscriptionCancelled,
    InscriptionConfirmed,
    InscriptionLapsed,
    InscriptionPromoted,
    InscriptionRepeated,
    InscriptionRequested,
    RegisterChanged,
    RegisterResized,
)
from sorbo_core.catalogue.enrolment.place import Ending, InscriptionState
from sorbo_core.catalogue.formation import (
    FormationArchived,
    FormationChanged,
    FormationCreated,
    FormationDeleted,
    FormationPublished,
    FormationScheduled,
    FormationUnscheduled,
)
from sorbo_core.catalogue.logiciel import (
    LogicielArchived,
    LogicielChanged,
    LogicielCreated,
    LogicielDeleted,
    LogicielPublished,
    LogicielScheduled,
    LogicielUnscheduled,
)
from sorbo_core.catalogue.session import SessionArchived, SessionChanged, SessionCreated, SessionPublished
from sorbo_core.contact.demande import (
    DemandeAssigned,
    DemandeImported,
    DemandeMoved,
    DemandeReceived,
    DemandeState,
    Subject,
)
from sorbo_core.contact.newsletter.events import (
    AbonneAsked,
    AbonneConfirmed,
    AbonneLeft,
    EnvoiQueued,
    InfolettreAdvanced,
    InfolettreChanged,
    InfolettreDrafted,
    InfolettrePreviewed,
    InfolettreScheduled,
    InfolettreSent,
    InfolettreStopped,
    InfolettreUnscheduled,
    LeftBy,
)
from sorbo_core.content.events.actualite import (
    ActualiteArchived,
    ActualiteChanged,
    ActualiteCreated,
    ActualiteDeleted,
    ActualitePublished,
    ActualiteScheduled,
    ActualiteUnscheduled,
)
from sorbo_core.content.events.publication import (
    PublicationArchived,
    PublicationChanged,
    PublicationCreated,
    PublicationDeleted,
    PublicationPublished,
    PublicationScheduled,
    PublicationUnscheduled,
)
from sorbo_core.files.events import FileDeleted, FilePrepared, FileRefused, FileUploaded
from sorbo_core.identity.api_keys.api_key import ApiKeyCreated, ApiKeyExpiryAnnounced, ApiKeyRevoked
from sorbo_core.identity.events import (
    AccessLinkAsked,
    AccessLinkUsed,
    AccessLinkWithdrawn,
    CompteCreated,
    CompteDeactivated,
    CompteEmailChanged,
    ComptePasswordChanged,
    CompteReactivated,
    CompteRecoveryCodeUsed,
    CompteRenamed,
    CompteRoleChanged,
    CompteSecondFactorEnrolled,
    CompteSecondFactorRemoved,
    LinkPurpose,
)
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.sessions.login_session import (
    EndReason,
    LoginSessionConfirmed,
    LoginSessionEnded,
    LoginSessionOpened,
    Proof,
)
from sorbo_core.integrations.events import (
    DisabledReason,
    WebhookChanged,
    WebhookCreated,
    WebhookDeleted,
    WebhookDisabled,
    WebhookEnabled,
    WebhookSecretRotated,
)
from sorbo_core.mailing.events import MailBounced, MailComplained
from sorbo_core.portfolio.events import (
    ProjetArchived,
    ProjetChanged,
    ProjetCreated,
    ProjetDeleted,
    ProjetPublished,
    ProjetScheduled,
    ProjetUnscheduled,
)
from sorbo_core.privacy.disclosure import Disclosed, PersonalDataExported
from sorbo_core.privacy.erasure import PersonalDataErased
from sorbo_core.recruitment.emploi import (
    EmploiArchived,
    EmploiChanged,
    EmploiCreated,
    EmploiDeleted,
    EmploiPublished,
    EmploiScheduled,
    EmploiUnscheduled,
)
from sorbo_core.recruitment.events import (
    CandidatureMoved,
    CandidatureNoted,
    CandidatureReceived,
    CandidatureRepeated,
)
from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.reviews.avis import AvisApproved, AvisRefused, AvisSubmitted, Reviewed
from sorbo_core.shared.events import Event, EventData, envelop
from sorbo_core.shared.files.kind import FileKind

_IDS = {
    "formation": "019376f2a4c87b1e9d3c5a7e8f905678",
    "session": "019376f2a4c87b1e9d3c5a7e8f901234",
    "register": "019376f2a4c87b1e9d3c5a7e8f901234-register",
    "inscription": "019376f2a4c87b1e9d3c5a7e8f907890",
    "projet": "019376f2a4c87b1e9d3c5a7e8f902345",
    "actualite": "019376f2a4c87b1e9d3c5a7e8f902456",
    "publication": "019376f2a4c87b1e9d3c5a7e8f902567",
    "logiciel": "019376f2a4c87b1e9d3c5a7e8f902678",
    "avis": "019376f2a4c87b1e9d3c5a7e8f903456",
    "demande": "019376f2a4c87b1e9d3c5a7e8f904321",
    "emploi": "019376f2a4c87b1e9d3c5a7e8f902468",
    "candidature": "019376f2a4c87b1e9d3c5a7e8f901357",
    "abonne": "019376f2a4c87b1e9d3c5a7e8f902579",
    "infolettre": "019376f2a4c87b1e9d3c5a7e8f901468",
    "envoi": "019376f2a4c87b1e9d3c5a7e8f901468-019376f2a4c87b1e9d3c5a7e8f902579",
    "compte": "019376f2a4c87b1e9d3c5a7e8f908765",
    "login_session": "019376f2a4c87b1e9d3c5a7e8f908766",
    "api_key": "019376f2a4c87b1e9d3c5a7e8f908653",
    "access_link": "019376f2a4c87b1e9d3c5a7e8f908642",
    "webhook": "019376f2a4c87b1e9d3c5a7e8f906543",
    "file": "019376f2a4c87b1e9d3c5a7e8f904680",
    "personal_data": "u0qX3zG1m8Jt5bQ2c7VwYdR4sKfLhN6p",
    "mail": "7c1f0c7b9a3e42468b0d7c6e1f2a3b4c",
}
"""The entity that an example is about, for each name."""
_BY = "019376f2a4c87b1e9d3c5a7e8f907531"
_FIRST = datetime(2026, 1, 12, 8, 30, tzinfo=UTC)

CATALOGUE: tuple[EventData, ...] = (
    FormationCreated(slug="covadis-conception-de-projets-routiers"),
    FormationChanged(),
    FormationScheduled(publish_at=datetime(2026, 2, 2, 7, 0, tzinfo=UTC)),
    FormationUnscheduled(),
    FormationPublished(),
    FormationArchived(),
    FormationDeleted(),
    SessionCreated(formation_id=_IDS["formation"]),
    SessionChanged(),
    SessionPublished(),
    SessionArchived(),
    RegisterChanged(session_id=_IDS["session"], taken=9, waiting=0),
    RegisterResized(session_id=_IDS["session"], seats=14),
    InscriptionRequested(session_id=_IDS["session"], people=3, state=InscriptionState.EN_ATTENTE),
    InscriptionRepeated(session_id=_IDS["session"]),
    InscriptionPromoted(session_id=_IDS["session"], people=3),
    InscriptionConfirmed(session_id=_IDS["session"], people=3),
    InscriptionLapsed(session_id=_IDS["session"], people=3),
    InscriptionCancelled(session_id=_IDS["session"], people=3, ending=Ending.WITHDRAWN),
    InscriptionAttended(session_id=_IDS["session"], people=3),
    ProjetCreated(slug="pont-sur-la-volta-blanche"),
    ProjetChanged(),
    ProjetScheduled(publish_at=datetime(2026, 2, 2, 7, 0, tzinfo=UTC)),
    ProjetUnscheduled(),
    ProjetPublished(),
    ProjetArchived(),
    ProjetDeleted(),
    ActualiteCreated(slug="ouverture-des-inscriptions"),
    ActualiteChanged(),
    ActualiteScheduled(publish_at=datetime(2026, 2, 2, 7, 0, tzinfo=UTC)),
    ActualiteUnscheduled(),
    ActualitePublished(),
    ActualiteArchived(),
    ActualiteDeleted(),
    PublicationCreated(slug="guide-du-dimensionnement-des-chaussees"),
    PublicationChanged(),
    PublicationScheduled(publish_at=datetime(2026, 2, 2, 7, 0, tzinfo=UTC)),
    PublicationUnscheduled(),
    PublicationPublished(),
    PublicationArchived(),
    PublicationDeleted(),
    LogicielCreated(slug="oh-route"),
    LogicielChanged(),
    LogicielScheduled(publish_at=datetime(2026, 2, 2, 7, 0, tzinfo=UTC)),
    LogicielUnscheduled(),
    LogicielPublished(),
    LogicielArchived(),
    LogicielDeleted(),
    AvisSubmitted(noun=Reviewed.FORMATION, entry_id=_IDS["formation"]),
    AvisApproved(noun=Reviewed.FORMATION, entry_id=_IDS["formation"]),
    AvisRefused(noun=Reviewed.FORMATION, entry_id=_IDS["formation"]),
    DemandeReceived(subject=Subject.INGENIERIE),
    DemandeImported(subject=Subject.FORMATION, state=DemandeState.EN_TRAITEMENT),
    DemandeAssigned(assignee_id=_IDS["compte"]),
    DemandeMoved(state=DemandeState.TRAITE),
    EmploiCreated(slug="projeteur-routier"),
    EmploiChanged(),
    EmploiScheduled(publish_at=datetime(2026, 2, 2, 7, 0, tzinfo=UTC)),
    EmploiUnscheduled(),
    EmploiPublished(),
    EmploiArchived(),
    EmploiDeleted(),
    CandidatureReceived(emploi_id=_IDS["emploi"]),
    CandidatureRepeated(emploi_id=_IDS["emploi"]),
    CandidatureMoved(
        emploi_id=_IDS["emploi"],
        source=CandidatureState.ENTRETIEN,
        state=CandidatureState.RETENUE,
        tell=True,
    ),
    CandidatureNoted(emploi_id=_IDS["emploi"]),
    AbonneAsked(),
    AbonneConfirmed(),
    AbonneLeft(by=LeftBy.LINK),
    InfolettreDrafted(),
    InfolettreChanged(),
    InfolettrePreviewed(compte_id=_IDS["compte"]),
    InfolettreScheduled(send_at=datetime(2026, 2, 2, 7, 0, tzinfo=UTC)),
    InfolettreUnscheduled(),
    InfolettreAdvanced(batch=1),
    InfolettreSent(),
    InfolettreStopped(),
    EnvoiQueued(infolettre_id=_IDS["infolettre"]),
    CompteCreated(role=Role.EDITOR),
    ComptePasswordChanged(),
    CompteRenamed(),
    CompteEmailChanged(link_id=_IDS["access_link"]),
    CompteRoleChanged(before=Role.EDITOR, role=Role.ADMIN, by_id=_BY),
    CompteDeactivated(by_id=_BY),
    CompteReactivated(by_id=_BY),
    CompteSecondFactorEnrolled(),
    CompteSecondFactorRemoved(by_id=_BY),
    CompteRecoveryCodeUsed(left=9),
    LoginSessionOpened(compte_id=_IDS["compte"]),
    LoginSessionConfirmed(compte_id=_IDS["compte"], proof=Proof.SECOND_FACTOR),
    LoginSessionEnded(compte_id=_IDS["compte"], reason=EndReason.LOGGED_OUT),
    ApiKeyCreated(compte_id=_IDS["compte"]),
    ApiKeyExpiryAnnounced(compte_id=_IDS["compte"]),
    ApiKeyRevoked(compte_id=_IDS["compte"], by_id=_BY),
    AccessLinkAsked(purpose=LinkPurpose.INVITATION),
    AccessLinkUsed(purpose=LinkPurpose.INVITATION),
    AccessLinkWithdrawn(purpose=LinkPurpose.INVITATION, by_id=_BY),
    WebhookCreated(),
    WebhookChanged(),
    WebhookSecretRotated(),
    WebhookDisabled(reason=DisabledReason.GONE),
    WebhookEnabled(),
    WebhookDeleted(),
    MailBounced(permanent=True),
    MailComplained(),
    FileUploaded(kind=FileKind.IMAGE),
    FilePrepared(kind=FileKind.IMAGE),
    FileRefused(kind=FileKind.DOCUMENT),
    FileDeleted(kind=FileKind.IMAGE),
    PersonalDataErased(by_id="019376f2a4c87b1e9d3c5a7e8f908765", deleted=2, blanked=3),
    PersonalDataExported(what=Disclosed.DEMANDES, by_id="019376f2a4c87b1e9d3c5a7e8f908765"),
)
"""By entity, in the order of its life; two versions of a type one after the other."""

TYPES = frozenset(data.type for data in CATALOGUE)
"""The names that a subscription or a filter can have."""


def entity_of(data: EventData) -> str:
    """Return the name of the entity to which this type of event happens."""
    return data.type.partition(".")[0]


def enveloped() -> Iterator[tuple[EventData, Event]]:
    """Return every example with its envelope: the life of one entity each, an event a day."""
    lived = dict.fromkeys(_IDS, 0)
    for data in CATALOGUE:
        entity = entity_of(data)
        lived[entity] += 1
        at = _FIRST + timedelta(days=lived[entity])
        yield data, envelop(data, entity_id=_IDS[entity], sequence=lived[entity], occurred_at=at)
