"""Second factors on the wire."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from sorbo_core.identity.second_factor.ports import NewSecret
from sorbo_core.identity.use_cases.second_factor.read import SecondFactorState
from sorbo_web.api.wire import Body, View
from sorbo_web.identity.accounts.access_schemas import Code, Password
from sorbo_web.identity.schemas import Delivery


class CodeCredentials(Body, frozen=True, kw_only=True):
    """The ticket of a login that waits for a code, and a code."""

    ticket: Annotated[str, Meta(min_length=1, max_length=200)]
    code: Code
    delivery: Delivery = Delivery.TOKEN
    device_token: str | None = None


class SecondFactorBeginning(Body, frozen=True, kw_only=True):
    """The password, and a code where there is a second factor already."""

    current_password: Password
    code: Code | None = None


class SecondFactorConfirmation(Body, frozen=True, kw_only=True):
    """A code of the authenticator that is being set up."""

    code: Code


class SecondFactorEnd(Body, frozen=True, kw_only=True):
    """The password and a code."""

    current_password: Password
    code: Code


class SecondFactorView(View, frozen=True, kw_only=True):
    """Whether an account has a second factor."""

    active: bool
    since: datetime | None
    mandatory: Annotated[bool, Meta(description="Whether the role asks for one.")]
    recovery_codes_left: int

    @classmethod
    def of(cls, state: SecondFactorState) -> "SecondFactorView":
        """Return the view of what an account has."""
        return cls(
            active=state.since is not None,
            since=state.since,
            mandatory=state.mandatory,
            recovery_codes_left=state.recovery_codes_left,
        )


class AuthenticatorView(View, frozen=True, kw_only=True):
    """What an authenticator is set up with; it is shown this once."""

    secret: Annotated[str, Meta(description="To be typed, in base32.")]
    uri: Annotated[str, Meta(description="To be scanned as a QR code.")]

    @classmethod
    def of(cls, secret: NewSecret) -> "AuthenticatorView":
        """Return the view of a new secret."""
        return cls(secret=secret.text, uri=secret.uri)


class RecoveryCodesView(View, frozen=True, kw_only=True):
    """Codes for when the authenticator is lost, each good once; they are shown this once."""

    recovery_codes: tuple[str, ...]
