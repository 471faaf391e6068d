"""What a request says beyond its message, by subject.

Names and values are those of the existing site's contact form.
"""

from datetime import date, time
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from sorbo_core.shared.text import Line, Prose

_CLOCK = r"^([01][0-9]|2[0-3])(:[0-5][0-9]){2}(\.[0-9]{1,6})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?$"
LocalTime = Annotated[time, Meta(extra_json_schema={"pattern": _CLOCK})]
"""A time of day where the office is."""

Headcount = Annotated[int, Meta(ge=1, le=100_000)]


class ProjectType(StrEnum):
    """What is asked of the engineers."""

    ETUDE = "etude"
    CONCEPTION = "conception"
    SUIVI = "suivi"
    EXPERTISE = "expertise"
    AUTRE = "autre-ing"


class Budget(StrEnum):
    """Bands of a budget, in millions of XOF."""

    UNDER_5M = "moins-5m"
    FROM_5M = "5m-20m"
    FROM_20M = "20m-50m"
    FROM_50M = "50m-100m"
    OVER_100M = "plus-100m"


class FormationType(StrEnum):
    """What the wanted training is about."""

    COVADIS = "covadis"
    AUTOCAD = "autocad"
    ROBOT = "robot"
    REVIT = "revit"
    GENIE_CIVIL = "genie-civil"
    HYDRAULIQUE = "hydraulique"
    AUTRE = "autre-form"


class FormationDuration(StrEnum):
    """How long the wanted training takes."""

    ONE_DAY = "1-jour"
    TWO_TO_THREE_DAYS = "2-3-jours"
    ONE_WEEK = "1-semaine"
    TWO_WEEKS = "2-semaines"
    CUSTOM = "personnalise"


class FormationPlace(StrEnum):
    """Where the wanted training takes place."""

    OURS = "nos-locaux"
    YOURS = "votre-site"
    REMOTE = "distance"


class SoftwareName(StrEnum):
    """The product asked about."""

    STRUCT = "sorbo-struct"
    HYDRO = "sorbo-hydro"
    GEOTECH = "sorbo-geotech"
    AUTRE = "autre-soft"


class SoftwareLicense(StrEnum):
    """The licence asked for."""

    INDIVIDUELLE = "individuelle"
    ENTREPRISE = "entreprise"
    EDUCATIVE = "educative"
    ESSAI = "essai"


class SoftwareService(StrEnum):
    """A service that goes with the product."""

    INSTALLATION = "installation"
    FORMATION = "formation"
    SUPPORT = "support"
    PERSONNALISATION = "personnalisation"


class SoftwareOS(StrEnum):
    """The system that the product shall run on."""

    WINDOWS = "windows"
    MAC = "mac"
    LINUX = "linux"


class Experience(StrEnum):
    """How experienced an applicant is."""

    DEBUTANT = "debutant"
    JUNIOR = "junior"
    CONFIRME = "confirme"
    SENIOR = "senior"


class AppointmentMode(StrEnum):
    """How to meet."""

    PRESENTIEL = "presentiel"
    VISIO = "visio"
    TELEPHONE = "telephone"


class Answers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"):
    """What a subject asks beyond the message. Every answer may be left out."""


class IngenierieAnswers(Answers, frozen=True, kw_only=True, tag_field="about", tag="ingenierie"):
    """About an engineering study."""

    project_type: ProjectType | None = None
    project_description: Prose | None = None
    project_location: Line | None = None
    project_budget: Budget | None = None
    project_deadline: date | None = None


class FormationAnswers(Answers, frozen=True, kw_only=True, tag_field="about", tag="formation"):
    """About a training."""

    formation_type: FormationType | None = None
    formation_participants: Headcount | None = None
    formation_start: date | None = None
    formation_duration: FormationDuration | None = None
    formation_location: FormationPlace | None = None


class LogicielAnswers(Answers, frozen=True, kw_only=True, tag_field="about", tag="logiciel"):
    """About a software product."""

    software_name: SoftwareName | None = None
    software_license: SoftwareLicense | None = None
    software_users: Headcount | None = None
    software_services: Annotated[tuple[SoftwareService, ...], Meta(max_length=len(SoftwareService))] = ()
    software_os: SoftwareOS | None = msgspec.field(default=None, name="softwareOS")


class CarriereAnswers(Answers, frozen=True, kw_only=True, tag_field="about", tag="carriere"):
    """About working here. `career_cv` is text (a link, a file name); nothing opens it."""

    career_position: Line | None = None
    career_experience: Experience | None = None
    career_cv: Line | None = msgspec.field(default=None, name="careerCV")
    career_availability: date | None = None


class RendezvousAnswers(Answers, frozen=True, kw_only=True, tag_field="about", tag="rendezvous"):
    """About an appointment. Date and time are local to the office."""

    rdv_motif: Line | None = None
    rdv_date: date | None = None
    rdv_time: LocalTime | None = None
    rdv_mode: AppointmentMode | None = None


AnyAnswers = IngenierieAnswers | FormationAnswers | LogicielAnswers | CarriereAnswers | RendezvousAnswers
