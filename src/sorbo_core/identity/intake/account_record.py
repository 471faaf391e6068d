"""From one record of the existing site's accounts to an account here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import msgspec

from sorbo_core.identity.passwords.old_hash import NONE_USABLE, cost_of_old
from sorbo_core.identity.permissions import Role
from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.errors import Violation
from sorbo_core.shared.intake.people import address, begun, typed_line
from sorbo_core.shared.intake.reader import Reader, json_type
from sorbo_core.shared.intake.record import Needed, held, id_in, opened
from sorbo_core.shared.intake.values import instant
from sorbo_core.shared.text import Line
from sorbo_core.shared.validation import check

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
    needed = Needed(reader)
    return _said(reader, needed, _role(reader, needed), ())


def parse_user(record: object) -> AccountSaid:
    """Read one of `users`, by either of its two schemas.

    Anybody could register there, and choose the role: all of them are visitors here.

    Raises:
        Invalid: it cannot be used; the second schema has no address, which is to be added.
    """
    reader = opened(record)
    notes: tuple[Violation, ...] = ()
    if typed_line(reader, "role") not in {None, "user"}:
        notes = (Violation("/role", "role_not_taken_over"),)
    return _said(reader, Needed(reader), Role.VISITOR, notes)


def without_secrets(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as a file for repair may keep it: without tokens, second factors and lockouts."""
    return {name: value for name, value in record.items() if name not in _NEVER_KEPT}


def _said(reader: Reader, needed: Needed, role: Role, notes: tuple[Violation, ...]) -> AccountSaid:
    email, name, active = address(reader, needed, "email"), _name(reader, needed), _active(reader, needed)
    needed.check()
    password = _password(reader)
    if password == NONE_USABLE:
        notes = (*notes, Violation("/password", "password_not_usable"))
    said = AccountSaid(
        key=id_in(reader) or email,
        email=email,
        name=name,
        role=role,
        password_hash=password,
        active=active,
        created_at=begun(reader),
        password_changed_at=instant(reader, "passwordChangedAt"),
        notes=notes,
    )
    left = reader.aside.keys() - _NEVER_KEPT - _NO_USE - {"password"}
    unknown = (Violation(f"/{each}", "not_taken_over") for each in sorted(left))
    whole = msgspec.structs.replace(said, notes=(*notes, *unknown))
    return held(reader, lambda: check(whole), {})


def _name(reader: Reader, needed: Needed) -> str:
    given = (typed_line(reader, "firstName"), typed_line(reader, "lastName"))
    said = " ".join(filter(None, given)) or typed_line(reader, "name", "username")
    return needed.found(said, "", "name", "username")


def _role(reader: Reader, needed: Needed) -> Role:
    said = typed_line(reader, "role")
    found = next((role for role in _ROLES if role == said), None)
    # What stands for it until it is refused may do nothing.
    return needed.found(found, Role.VISITOR, "role", code="unknown_value")


def _active(reader: Reader, needed: Needed) -> bool:
    value = reader.value("isActive")
    if value is None:
        return True
    if not isinstance(value, bool):
        needed.refuse(Violation("/isActive", "wrong_type", {"expected": "bool", "got": json_type(value)}))
        return False
    reader.use("isActive")
    return value


def _password(reader: Reader) -> str:
    value = reader.value("password")
    return value if isinstance(value, str) and cost_of_old(value) is not None else NONE_USABLE
