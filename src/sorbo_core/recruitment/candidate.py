"""Who applies, and with what."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

import msgspec
from msgspec import Meta

from sorbo_core.shared.email_address import EmailAddress, parse_email
from sorbo_core.shared.files.uploads import Upload
from sorbo_core.shared.personal.blank import ERASED, no_address
from sorbo_core.shared.phone import Phone
from sorbo_core.shared.text import Line, Prose
from sorbo_core.shared.validation import check

Link = Annotated[
    str, Meta(min_length=10, max_length=1000, pattern=r"^https?://[^\s\x00-\x1f\x7f<>\"]+$(?!\n)")
]
"""A web address; nothing here opens it."""


class Level(StrEnum):
    """How experienced a candidate is; the wire values are those of the existing forms."""

    DEBUTANT = "debutant"
    JUNIOR = "junior"
    CONFIRME = "confirme"
    SENIOR = "senior"


class CvFile(msgspec.Struct, frozen=True, kw_only=True):
    """A CV that was uploaded: the file's id, what the candidate called it, its size in bytes."""

    id: str
    name: str
    size: int


class Cv(msgspec.Struct, frozen=True, kw_only=True):
    """The place of a CV.

    Attributes:
        link: where the candidate has put it.
        file: what they have uploaded; it belongs to the candidature.
    """

    link: Link | None = None
    file: CvFile | None = None


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Who applies, as they say it themselves.

    Attributes:
        available_from: the first day on which they can begin; None means not said.
    """

    name: Line
    email: EmailAddress
    phone: Phone | None = None
    motivation: Prose
    level: Level
    available_from: date | None = None
    cv: Cv | None = None

    def cleaned(self) -> Self:
        """Return it without blanks around, the address in the form in which addresses are kept.

        Raises:
            Invalid: a field breaks its rule.
        """
        name, motivation = self.name.strip(), self.motivation.strip()
        email = parse_email(self.email)
        return check(msgspec.structs.replace(self, name=name, motivation=motivation, email=email))

    def with_file(self, upload: Upload) -> Self:
        """Return it with an uploaded CV, beside the link to one."""
        cv = self.cv or Cv()
        file = CvFile(id=upload.id, name=upload.name, size=upload.size)
        return msgspec.structs.replace(self, cv=msgspec.structs.replace(cv, file=file))

    def forgotten(self, id: str) -> Self:
        """Return nobody, of the same level, for the candidature with this id."""
        return type(self)(name=ERASED, email=no_address(id), motivation=ERASED, level=self.level)
