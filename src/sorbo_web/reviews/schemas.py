"""Avis and ratings on the wire."""

from datetime import datetime
from typing import Any

from msgspec.structs import asdict

from sorbo_core.reviews.avis import Avis, AvisState, Opinion, Reviewed
from sorbo_core.reviews.rating import Rating, Stars
from sorbo_core.reviews.use_cases.submit import AvisReceipt
from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.text import Line, Prose
from sorbo_web.api.forms.body import VisitorForm
from sorbo_web.api.wire import View


class RatingView(View, frozen=True, kw_only=True):
    """How something is rated: the average of the stars, to one decimal, and how many avis there are."""

    average: float
    count: int

    @classmethod
    def of(cls, rating: Rating | None) -> "RatingView | None":
        """Return the view of a rating."""
        return None if rating is None else cls(average=rating.average, count=rating.count)


class AvisForm(VisitorForm, frozen=True, kw_only=True):
    """An avis: who gives it (a name or a role), 1 to 5 stars, and why. The address is never shown."""

    name: Line
    position: Line | None = None
    company: Line | None = None
    email: EmailAddress
    stars: Stars
    comment: Prose

    def opinion(self) -> Opinion:
        """Return it as reviews hold it."""
        return Opinion(**self.own())


class AvisReceiptView(View, frozen=True, kw_only=True):
    """What whoever gives an avis gets back: a reference, and that it waits for staff."""

    id: str
    state: AvisState

    @classmethod
    def of(cls, receipt: AvisReceipt) -> "AvisReceiptView":
        """Return the view of a receipt."""
        return cls(id=receipt.id, state=receipt.state)


class ShownAvisView(View, frozen=True, kw_only=True):
    """An avis as visitors see it."""

    id: str
    name: str
    position: str | None
    company: str | None
    stars: int
    comment: str
    created_at: datetime

    @classmethod
    def of(cls, avis: Avis) -> "ShownAvisView":
        """Return the view of an avis."""
        return cls(**_named_in(cls, avis))


class ShownAvisPage(View, frozen=True, kw_only=True):
    """One page of what people say; `next` is the cursor of the next one, null on the last."""

    items: tuple[ShownAvisView, ...]
    next: str | None


class AvisView(View, frozen=True, kw_only=True):
    """An avis as staff see it. `moderatedBy` is the id of a compte, null while nobody has decided."""

    id: str
    noun: Reviewed
    entry_id: str
    state: AvisState
    moderated_by: str | None
    name: str
    position: str | None
    company: str | None
    email: str
    stars: int
    comment: str
    created_at: datetime
    updated_at: datetime
    version: int

    @classmethod
    def of(cls, avis: Avis) -> "AvisView":
        """Return the view of an avis."""
        return cls(**_named_in(cls, avis))


class AvisPage(View, frozen=True, kw_only=True):
    """One page of avis; `next` is the cursor of the next one, null on the last."""

    items: tuple[AvisView, ...]
    next: str | None


def _named_in(view: type[View], avis: Avis) -> dict[str, Any]:
    values = {**asdict(avis), **asdict(avis.opinion)}
    return {name: values[name] for name in view.__struct_fields__}
