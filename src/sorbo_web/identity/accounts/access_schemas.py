"""What people send about their own accounts, and by the links of mails."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.outgoing.mail import Language
from sorbo_core.shared.text import Line
from sorbo_web.api.wire import Body, Patch, View

Password = Annotated[str, Meta(min_length=1, max_length=1024)]
Code = Annotated[
    str, Meta(min_length=1, max_length=64, description="Of the authenticator, or a recovery code.")
]
LinkToken = Annotated[str, Meta(min_length=1, max_length=200)]


class AddressForm(Body, frozen=True, kw_only=True):
    """The address that a mail is to go to."""

    email: EmailAddress
    language: Language = Language.FR


class AskedReceipt(View, frozen=True, kw_only=True):
    """The same for everybody: what follows goes by mail, if there is reason to."""

    state: Literal["en_attente"] = "en_attente"


class OpeningForm(Body, frozen=True, kw_only=True):
    """The token from the mail, and what its reader chooses."""

    token: LinkToken
    name: Line
    password: Password


class ResetForm(Body, frozen=True, kw_only=True):
    """The token from the mail, and another password."""

    token: LinkToken
    password: Password


class LinkForm(Body, frozen=True, kw_only=True):
    """The token from the mail."""

    token: LinkToken


class ProfilePatch(Patch, frozen=True, kw_only=True):
    """A change of one's own account."""

    name: Line | UnsetType | None = UNSET


class PasswordChange(Body, frozen=True, kw_only=True):
    """The present password and the one to come, and a code where there is a second factor."""

    current_password: Password
    new_password: Password
    code: Code | None = None


class EmailChange(Body, frozen=True, kw_only=True):
    """The address to come, the present password, and a code where there is a second factor."""

    email: EmailAddress
    current_password: Password
    code: Code | None = None
    language: Language = Language.FR
