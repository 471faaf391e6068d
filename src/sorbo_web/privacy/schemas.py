"""Personal data on the wire."""

import re
from datetime import datetime
from typing import Any

from sorbo_core.privacy.use_cases.erase import Outcome
from sorbo_core.privacy.use_cases.export import Exported
from sorbo_core.shared.email_address import EmailAddress
from sorbo_web.api.wire import Body, View


class PersonForm(Body, frozen=True, kw_only=True):
    """Whom a request is about."""

    email: EmailAddress


class PersonalDataView(View, frozen=True, kw_only=True):
    """Everything that is kept under an address; `kinds` has what there is of each."""

    email: str
    exported_at: datetime
    kinds: dict[str, tuple[dict[str, Any], ...]]

    @classmethod
    def of(cls, exported: Exported) -> "PersonalDataView":
        """Return the view of what was found."""
        kinds = {
            _camel(kind): tuple(_renamed({"id": each.id, **each.data}) for each in records)
            for kind, records in exported.kinds.items()
        }
        return cls(email=exported.address, exported_at=exported.at, kinds=kinds)


class ErasedView(View, frozen=True, kw_only=True):
    """How many of one kind were deleted, and how many blanked."""

    deleted: int
    blanked: int


class ErasureView(View, frozen=True, kw_only=True):
    """What was erased by kind, and which codes tell why something had to stay."""

    reference: str
    erased: dict[str, ErasedView]
    kept: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, outcome: Outcome) -> "ErasureView":
        """Return the view of what was done."""
        erased = {
            _camel(kind): ErasedView(deleted=each.deleted, blanked=each.blanked)
            for kind, each in outcome.erased.items()
        }
        kept = {_camel(kind): reasons for kind, reasons in outcome.kept.items()}
        return cls(reference=outcome.reference, erased=erased, kept=kept)


def _renamed(value: Any) -> Any:  # noqa: ANN401 — any plain value
    if isinstance(value, dict):
        return {_camel(name): _renamed(each) for name, each in value.items()}
    return [_renamed(each) for each in value] if isinstance(value, list | tuple) else value


def _camel(name: str) -> str:
    return re.sub("_([a-z])", lambda found: found[1].upper(), name)
