"""From one record of the existing site's accounts to an account here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import msgspec

from sorbo_core.identity.passwords.old_hash import NONE_USABLE, cost_of_old
from sorbo_core.identity.permissions import Role
from sorbo_core.shared.email_address import EmailAddress, parse_email
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.intake.instants import begun, instant
from sorbo_core.shared.intake.reader import Reader, json_type
from sorbo_core.shared.intake.record import checked, id_in, opened
from sorbo_core.shared.text import Line

_NEVER_KEPT: Final = frozenset(
    {
        "passwordResetToken",
        "passwordResetExpires",
        "resetPasswordToken",
        "resetPasswordExpire",
        "twoFactorSecret",
        "twoFactorEnabled",
        "loginAttempts",
        "lockUntil",
    }
)

_ROLES: Final = (Role.SUPER_ADMIN, Role.ADMIN, Role.EDITOR, Role.VIEWER)
_NO_USE: Final = frozenset({"username", "lastLogin", "preferences", "avatar", "updatedAt", "__v"})


class AccountSaid(msgspec.Struct, frozen=True, kw_only=True):
    """What a record says of an account.

    Attributes:
        key: by which it is known in its collection.
        password_hash: one of theirs, or `NONE_USABLE`.
        created_at, password_changed_at: as it says, UTC to the millisecond.
        notes: what of it has no place here.
    """

    key: str
    email: EmailAddress
    name: Line
    role: Role
    password_hash: str
    active: bool
    created_at: datetime | None
    password_changed_at: datetime | None
    notes: tuple[Violation, ...]

    def __repr__(self) -> str:
        """Show what tells nothing of the holder."""
        return f"AccountSaid(key={self.key!r}, role={self.role!r})"


def parse_staff(record: object) -> AccountSaid:
    """Read one of `admin_users`: whoever manages the existing site.

    The role has to be one that there is; nobody gets one by default.

    Raises:
        Invalid: it cannot be used; each violation points at the record's own key.
    """
    reader = opened(record)
    return _said(reader, _role(reader), ())


def parse_user(record: object) -> AccountSaid:
    """Read one of `users`, by either of its two schemas.

    Anybody could register there, and choose the role: all of them are visitors here.

    Raises:
        Invalid: it cannot be used; the second schema has no address, which is to be added.
    """
    reader = opened(record)
    notes = []
    if reader.line("role") not in {None, "user"}:
        notes.append(Violation("/role", "role_not_taken_over"))
    return _said(reader, Role.VISITOR, tuple(notes))


def without_secrets(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as a file for repair may keep it: without tokens, second factors and lockouts."""
    return {name: value for name, value in record.items() if name not in _NEVER_KEPT}


def _said(reader: Reader, role: Role | Violation, notes: tuple[Violation, ...]) -> AccountSaid:
    email, name, active = _email(reader), _name(reader), _active(reader)
    violations = [each for each in (email, name, active, role) if isinstance(each, Violation)]
    if violations or not (isinstance(email, str) and isinstance(name, str)):
        raise Invalid(*violations)
    password = _password(reader)
    if password == NONE_USABLE:
        notes = (*notes, Violation("/password", "password_not_usable"))
    said = AccountSaid(
        key=id_in(reader) or email,
        email=email,
        name=name,
        role=Role(str(role)),
        password_hash=password,
        active=active is True,
        created_at=begun(reader),
        password_changed_at=instant(reader, "passwordChangedAt"),
        notes=notes,
    )
    left = reader.aside.keys() - _NEVER_KEPT - _NO_USE - {"password"}
    unknown = (Violation(f"/{each}", "not_taken_over") for each in sorted(left))
    return checked(reader, msgspec.structs.replace(said, notes=(*said.notes, *unknown)), {})


def _email(reader: Reader) -> str | Violation:
    text = reader.line("email")
    if text is None:
        return reader.unusable("email")
    try:
        return parse_email(text)
    except Invalid as error:
        return error.violations[0]


def _name(reader: Reader) -> str | Violation:
    given = " ".join(filter(None, (reader.line("firstName"), reader.line("lastName"))))
    return given or reader.line("name", "username") or reader.unusable("name")


def _role(reader: Reader) -> Role | Violation:
    text = reader.line("role")
    if text is None:
        return reader.unusable("role")
    return Role(text) if text in _ROLES else Violation("/role", "unknown_value")


def _active(reader: Reader) -> bool | Violation:
    value = reader.value("isActive")
    if value is None:
        return True
    if not isinstance(value, bool):
        return Violation("/isActive", "wrong_type", {"expected": "bool", "got": json_type(value)})
    reader.use("isActive")
    return value


def _password(reader: Reader) -> str:
    value = reader.value("password")
    return value if isinstance(value, str) and cost_of_old(value) is not None else NONE_USABLE
