"""Published nouns whose uses are counted: each is shown with its count."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, Generic, Self

from litestar import Response
from litestar.params import FromPath

from sorbo_core.shared.counting.use_cases.tell_counts import TellCounts
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_web.api.entries.controller import D, E, EntryController, P
from sorbo_web.api.entries.schemas import EntryView
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.request import ApiRequest


class CountedView(EntryView, frozen=True, kw_only=True):
    """What is shown of an entry with its count. A count is no change: the entity tag of the entry stays."""

    @classmethod
    @abstractmethod
    def counted(cls, entry: Any, count: int) -> Self:  # noqa: ANN401 — an Entry; nouns narrow it to their own
        """Return the view of an entry that was used so often."""


class CountedController(EntryController[E, D, P], Generic[E, D, P]):
    """A published noun whose lists and reads show how often each was used.

    Attributes:
        sheet: what lists and reads show: the view and the count.
    """

    sheet: ClassVar[type[CountedView]]

    def __init__(self, *, lifecycle: Lifecycle[E], tell_counts: TellCounts, idempotency: Idempotency) -> None:
        super().__init__(lifecycle=lifecycle, idempotency=idempotency)
        self._tell_counts = tell_counts

    async def items(self, request: ApiRequest, entries: Sequence[E]) -> tuple[CountedView, ...]:  # noqa: ARG002 — as declared
        """Return what a page shows of its entries."""
        return tuple(map(self.sheet.counted, entries, await self.counts(entries)))

    async def counts(self, entries: Sequence[E]) -> tuple[int, ...]:
        """Return how often each of these was used."""
        return await self._tell_counts(noun=self.noun.plural, ids=[entry.id for entry in entries])

    async def find(self, request: ApiRequest, key: str) -> E:
        """Return the entry that is read."""
        return await self._lifecycle.read(actor=request.user, key=key)

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[Any]:
        """Answer with one entry, or with where it is now."""
        entry = await self.find(request, id)
        (shown,) = await self.items(request, [entry])
        return self.told(request, entry, id, shown)
