"""`/api/v1/formations`."""

from typing import Any

from litestar import Response, Router, get, patch, post
from litestar.params import FromPath, JSONBody

from sorbo_core.catalogue.formation import FORMATIONS, Formation
from sorbo_core.catalogue.use_cases.formation.archive import ArchiveFormation
from sorbo_core.catalogue.use_cases.formation.change import ChangeFormation
from sorbo_core.catalogue.use_cases.formation.create import CreateFormation
from sorbo_core.catalogue.use_cases.formation.list import ListFormations
from sorbo_core.catalogue.use_cases.formation.publish import PublishFormation
from sorbo_core.catalogue.use_cases.formation.read import ReadFormation
from sorbo_core.catalogue.use_cases.session.count_seats import CountSeats
from sorbo_core.shared.actor import Permission
from sorbo_web.api.answers import cacheable, digest, versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.listing import page_request
from sorbo_web.api.policy import Policy
from sorbo_web.api.preconditions import etag, expected_version
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.catalogue.formation_schemas import (
    FormationDraft,
    FormationPage,
    FormationPatch,
    FormationSheetView,
    FormationView,
)

_PATH = "/api/v1/formations"
_FACTS: dict[str, Any] = {"tag": "Formations"}
_STAFF: dict[str, Any] = {"tag": "Formations", "policy": Permission.WRITE_CATALOGUE}


class FormationsController(Controller):
    """Formations over HTTP: one hop to the use case, nothing else."""

    def __init__(
        self,
        *,
        list_formations: ListFormations,
        read_formation: ReadFormation,
        create_formation: CreateFormation,
        change_formation: ChangeFormation,
        publish_formation: PublishFormation,
        archive_formation: ArchiveFormation,
        count_seats: CountSeats,
        idempotency: Idempotency,
    ) -> None:
        self._list = list_formations
        self._read = read_formation
        self._create = create_formation
        self._change = change_formation
        self._publish = publish_formation
        self._archive = archive_formation
        self._count_seats = count_seats
        self._idempotency = idempotency

    def router(self) -> Router:
        """Return the routes."""
        public = {**_FACTS, "policy": Policy.PUBLIC, "cacheable": True}
        handlers = [
            get("/", **operation(ListFormations, id="listFormations", listing=FORMATIONS, **public))(
                self.list
            ),
            get("/{formation:str}", **operation(ReadFormation, id="readFormation", **public))(self.read),
            post("/", **operation(CreateFormation, id="createFormation", creates=True, **_STAFF))(
                self.create
            ),
            patch(
                "/{formation:str}",
                **operation(ChangeFormation, id="changeFormation", if_match_required=True, **_STAFF),
            )(self.change),
            post(
                "/{formation:str}/publish",
                status_code=200,
                **operation(PublishFormation, id="publishFormation", if_match=True, **_STAFF),
            )(self.publish),
            post(
                "/{formation:str}/archive",
                status_code=200,
                **operation(ArchiveFormation, id="archiveFormation", if_match=True, **_STAFF),
            )(self.archive),
        ]
        return Router(_PATH, route_handlers=handlers)

    async def list(self, request: ApiRequest) -> Response[FormationPage]:
        """Answer with one page."""
        asked = page_request(FORMATIONS, request)
        page = await self._list(actor=request.user, query=asked.query)
        items = tuple(map(FormationView.of, page.items))
        return cacheable(request, FormationPage(items=items, next=asked.cursor(page)))

    async def read(self, request: ApiRequest, formation: FromPath[str]) -> Response[FormationSheetView]:
        """Answer with one formation and its upcoming sessions."""
        sheet = await self._read(actor=request.user, key=formation)
        seated = await self._count_seats(sessions=sheet.sessions)
        shown = (f"{each.session.id}:{each.session.version}:{each.revision}" for each in seated)
        tag = etag(sheet.formation.version, digest(" ".join(shown).encode()) if seated else "")
        return cacheable(request, FormationSheetView.of_sheet(sheet.formation, seated), tag=tag)

    async def create(self, request: ApiRequest, data: JSONBody[FormationDraft]) -> Response[FormationView]:
        """Answer with the new brouillon."""
        actor, details = request.user, data.details()
        return await self._idempotency.create(
            request, lambda id: self._create(actor=actor, id=id, details=details), _created
        )

    async def change(
        self, request: ApiRequest, formation: FromPath[str], data: JSONBody[FormationPatch]
    ) -> Response[FormationView]:
        """Answer with the formation as it is now."""
        version = expected_version(request, required=True)
        return _shown(
            await self._change(actor=request.user, id=formation, version=version, fields=data.fields())
        )

    async def publish(self, request: ApiRequest, formation: FromPath[str]) -> Response[FormationView]:
        """Answer with the formation as it is now."""
        return _shown(
            await self._publish(actor=request.user, id=formation, version=expected_version(request))
        )

    async def archive(self, request: ApiRequest, formation: FromPath[str]) -> Response[FormationView]:
        """Answer with the formation as it is now."""
        return _shown(
            await self._archive(actor=request.user, id=formation, version=expected_version(request))
        )


def _shown(formation: Formation) -> Response[FormationView]:
    return versioned(FormationView.of(formation), formation.version)


def _created(formation: Formation) -> Response[FormationView]:
    location = f"{_PATH}/{formation.id}"
    return versioned(FormationView.of(formation), formation.version, location=location)
