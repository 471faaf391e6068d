"""Emplois on the wire."""

from datetime import date
from typing import Any, Self

from msgspec import UNSET, UnsetType
from msgspec.structs import asdict

from sorbo_core.recruitment.emploi import EmploiDetails
from sorbo_core.recruitment.terms import (
    COUNTRY,
    Contact,
    Contract,
    EmploiState,
    Lines,
    Place,
    Posts,
    Salary,
)
from sorbo_core.recruitment.use_cases.emploi.sheets import EmploiSheet
from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.money import Amount, Currency
from sorbo_core.shared.phone import Phone
from sorbo_core.shared.text import Line, Prose, slugify
from sorbo_web.api.entries.schemas import EntryDraft, EntryPage, EntryPatch, EntryView, facts_of
from sorbo_web.api.wire import Body, Patch


class PlaceForm(Body, frozen=True, kw_only=True):
    """Where one works."""

    city: Line
    country: Line = COUNTRY


class SalaryForm(Body, frozen=True, kw_only=True):
    """What is paid a month; visitors see it when it is shown."""

    min: Amount | None = None
    max: Amount | None = None
    currency: Currency = Currency.XOF
    shown: bool = False


class ContactForm(Body, frozen=True, kw_only=True):
    """Whom to ask about the job; visitors see it."""

    email: EmailAddress
    phone: Phone | None = None
    person: Line | None = None


class EmploiDraft(EntryDraft, frozen=True, kw_only=True):
    """A new job offer. `deadline` is the last day on which one can apply."""

    title: Line
    company: Line
    description: Prose
    profile: Prose
    missions: Lines = ()
    skills: Lines = ()
    education: Line
    experience: Line
    place: PlaceForm
    contract: Contract
    salary: SalaryForm | None = None
    benefits: Lines = ()
    deadline: date
    urgent: bool = False
    posts: Posts = 1
    contact: ContactForm

    def details(self) -> EmploiDetails:
        """Return it as recruitment holds it."""
        values = asdict(self)
        del values["slug"]
        values["place"] = Place.of(self.place.city, self.place.country)
        values["contact"] = Contact(**asdict(self.contact))
        values["salary"] = Salary(**asdict(self.salary)) if self.salary is not None else None
        return EmploiDetails(**values)


class PlacePatch(Patch, frozen=True, kw_only=True):
    """A change of the place."""

    city: Line | UnsetType | None = UNSET
    country: Line | UnsetType | None = UNSET


class SalaryPatch(Patch, frozen=True, kw_only=True):
    """A change of the salary, or of whether visitors see it."""

    min: Amount | UnsetType | None = UNSET
    max: Amount | UnsetType | None = UNSET
    currency: Currency | UnsetType | None = UNSET
    shown: bool | UnsetType | None = UNSET


class ContactPatch(Patch, frozen=True, kw_only=True):
    """A change of whom to ask."""

    email: EmailAddress | UnsetType | None = UNSET
    phone: Phone | UnsetType | None = UNSET
    person: Line | UnsetType | None = UNSET


class EmploiPatch(EntryPatch, frozen=True, kw_only=True):
    """A JSON Merge Patch (RFC 7396) of an emploi: absent members stay, null clears."""

    title: Line | UnsetType | None = UNSET
    company: Line | UnsetType | None = UNSET
    description: Prose | UnsetType | None = UNSET
    profile: Prose | UnsetType | None = UNSET
    missions: Lines | UnsetType | None = UNSET
    skills: Lines | UnsetType | None = UNSET
    education: Line | UnsetType | None = UNSET
    experience: Line | UnsetType | None = UNSET
    place: PlacePatch | UnsetType | None = UNSET
    contract: Contract | UnsetType | None = UNSET
    salary: SalaryPatch | UnsetType | None = UNSET
    benefits: Lines | UnsetType | None = UNSET
    deadline: date | UnsetType | None = UNSET
    urgent: bool | UnsetType | None = UNSET
    posts: Posts | UnsetType | None = UNSET
    contact: ContactPatch | UnsetType | None = UNSET

    def fields(self) -> dict[str, Any]:
        """Return the fields to change, as recruitment holds them."""
        values = super().fields()
        place = values.get("place")
        if place and isinstance(place.get("city"), str):
            place["key"] = slugify(place["city"])
        return values


class EmploiView(EntryView, frozen=True, kw_only=True):
    """What is said of an emploi. `place.key` is what the filter `city` compares."""

    company: str
    description: str
    profile: str
    missions: tuple[str, ...]
    skills: tuple[str, ...]
    education: str
    experience: str
    place: Place
    contract: Contract
    salary: Salary | None
    benefits: tuple[str, ...]
    deadline: date
    urgent: bool
    posts: int
    contact: Contact


class EmploiSheetView(EmploiView, frozen=True, kw_only=True):
    """An emploi as it is read: with its state today, and for staff the number of its candidatures."""

    state: EmploiState | None
    candidatures: int | UnsetType = UNSET

    @classmethod
    def of_sheet(cls, sheet: EmploiSheet) -> Self:
        """Return the view of a sheet."""
        counted = UNSET if sheet.candidatures is None else sheet.candidatures
        return cls(**facts_of(sheet.emploi), state=sheet.state, candidatures=counted)


class EmploiPage(EntryPage, frozen=True, kw_only=True):
    """One page of emplois; `next` is the cursor of the next one, null on the last."""

    items: tuple[EmploiSheetView, ...]
