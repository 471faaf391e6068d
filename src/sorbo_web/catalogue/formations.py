"""`/api/v1/formations`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from litestar import Response
from litestar.params import FromPath, JSONBody

from sorbo_core.catalogue.formation import FORMATION, FORMATIONS, Formation
from sorbo_core.catalogue.use_cases.formation.read import ReadFormation
from sorbo_core.catalogue.use_cases.session.count_seats import CountSeats, SeatedSession
from sorbo_core.catalogue.use_cases.session.list_upcoming import ListUpcomingSessions
from sorbo_core.reviews.avis import Reviewed
from sorbo_core.reviews.rating import Rating
from sorbo_core.reviews.use_cases.read_ratings import ReadRatings
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_web.api.answers import digest
from sorbo_web.api.entries.controller import EntryController
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.query.selection import included
from sorbo_web.api.request import ApiRequest
from sorbo_web.catalogue.formation_schemas import (
    FormationDraft,
    FormationItemView,
    FormationPage,
    FormationPatch,
    FormationSheetView,
    FormationView,
)


class FormationsController(EntryController[Formation, FormationDraft, FormationPatch]):
    """Formations over HTTP; each is rated, and one of them comes with its upcoming sessions."""

    noun, listing, tag = FORMATION, FORMATIONS, "Formations"
    view, page, sheet, reads = FormationView, FormationPage, FormationSheetView, ReadFormation
    shown_with = ("session", "register", "inscription", "avis")

    def __init__(
        self,
        *,
        lifecycle: Lifecycle[Formation],
        read_formation: ReadFormation,
        list_upcoming_sessions: ListUpcomingSessions,
        count_seats: CountSeats,
        read_ratings: ReadRatings,
        idempotency: Idempotency,
    ) -> None:
        super().__init__(lifecycle=lifecycle, idempotency=idempotency)
        self._read_sheet = read_formation
        self._list_upcoming = list_upcoming_sessions
        self._count_seats = count_seats
        self._read_ratings = read_ratings

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[Any]:
        """Answer with one formation and its upcoming sessions, or with where it is now."""
        sheet = await self._read_sheet(actor=request.user, key=id)
        seated = await self._count_seats(sessions=sheet.sessions)
        rating = (await self._rated(sheet.formation)).get(sheet.formation.id)
        known = " ".join(f"{each.session.id}:{each.session.version}:{each.revision}" for each in seated)
        shown = FormationSheetView.of_sheet(sheet.formation, seated, rating)
        return self.told(request, sheet.formation, id, shown, variant=digest(f"{known} {rating}".encode()))

    async def items(self, request: ApiRequest, entries: Sequence[Formation]) -> tuple[FormationItemView, ...]:
        """Return what a page shows: ratings, and the upcoming sessions if they are asked for."""
        ratings = await self._rated(*entries)
        items = tuple(FormationItemView.of_rated(each, ratings.get(each.id)) for each in entries)
        if "sessions" not in included(request):
            return items
        upcoming = await self._list_upcoming(formation_ids=[entry.id for entry in entries])
        seated: dict[str, list[SeatedSession]] = defaultdict(list)
        for each in await self._count_seats(sessions=upcoming):
            seated[each.session.formation_id].append(each)
        return tuple(item.with_sessions(seated[item.id]) for item in items)

    async def _rated(self, *formations: Formation) -> Mapping[str, Rating]:
        ids = [each.id for each in formations]
        return await self._read_ratings(noun=Reviewed.FORMATION, entry_ids=ids)

    async def create(self, request: ApiRequest, data: JSONBody[FormationDraft]) -> Response[Any]:
        """Answer with the new brouillon."""
        return await super().create(request, data)

    async def change(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[FormationPatch]
    ) -> Response[Any]:
        """Answer with the formation as it is now."""
        return await super().change(request, id, data)
