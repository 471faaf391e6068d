"""`/api/v1/sessions`."""

from typing import Any

from litestar import Response, Router, get, patch, post
from litestar.params import FromPath, JSONBody

from sorbo_core.catalogue.session import SESSIONS, Session
from sorbo_core.catalogue.use_cases.session.archive import ArchiveSession
from sorbo_core.catalogue.use_cases.session.change import ChangeSession
from sorbo_core.catalogue.use_cases.session.count_seats import CountSeats, SeatedSession
from sorbo_core.catalogue.use_cases.session.create import CreateSession
from sorbo_core.catalogue.use_cases.session.list import ListSessions
from sorbo_core.catalogue.use_cases.session.publish import PublishSession
from sorbo_core.catalogue.use_cases.session.read import ReadSession
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.query import ListQuery, Page
from sorbo_web.api.answers import cacheable, versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.pages import answer_page
from sorbo_web.api.policy import Policy
from sorbo_web.api.preconditions import etag, expected_version
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.api.tables.export import Export
from sorbo_web.catalogue.session_schemas import SessionDraft, SessionPage, SessionPatch, SessionView

_PATH = "/api/v1/sessions"
_STAFF: dict[str, Any] = {"tag": "Sessions", "policy": Permission.WRITE_CATALOGUE}
_DRAFTS: dict[str, Any] = {"tag": "Sessions", "policy": Permission.READ_DRAFTS}
_PUBLIC: dict[str, Any] = {"tag": "Sessions", "policy": Policy.PUBLIC, "cacheable": True}


class SessionsController(Controller):
    """Sessions over HTTP: one hop to the use case, nothing else."""

    def __init__(
        self,
        *,
        list_sessions: ListSessions,
        read_session: ReadSession,
        create_session: CreateSession,
        change_session: ChangeSession,
        publish_session: PublishSession,
        archive_session: ArchiveSession,
        count_seats: CountSeats,
        idempotency: Idempotency,
    ) -> None:
        self._list = list_sessions
        self._read = read_session
        self._create = create_session
        self._change = change_session
        self._publish = publish_session
        self._archive = archive_session
        self._count_seats = count_seats
        self._idempotency = idempotency

    def router(self) -> Router:
        """Return the routes."""
        listed = operation(ListSessions, id="listSessions", listing=SESSIONS, **_DRAFTS)
        export = Export("sessions", listing=SESSIONS, view=SessionView, read=self._page)
        handlers = [
            get("/", **listed)(self.list),
            export.handler(**listed),
            get("/{id:str}", **operation(ReadSession, id="readSession", **_PUBLIC))(self.read),
            post("/", **operation(CreateSession, id="createSession", creates=True, **_STAFF))(self.create),
            patch(
                "/{id:str}",
                **operation(ChangeSession, id="changeSession", if_match_required=True, **_STAFF),
            )(self.change),
            post(
                "/{id:str}/publish",
                status_code=200,
                **operation(PublishSession, id="publishSession", if_match=True, **_STAFF),
            )(self.publish),
            post(
                "/{id:str}/archive",
                status_code=200,
                **operation(ArchiveSession, id="archiveSession", if_match=True, **_STAFF),
            )(self.archive),
        ]
        return Router(_PATH, route_handlers=handlers)

    async def list(self, request: ApiRequest) -> Response[SessionPage]:
        """Answer with one page."""
        return await answer_page(request, SESSIONS, SessionPage, self._page)

    async def _page(self, request: ApiRequest, query: ListQuery) -> Page[SessionView]:
        page = await self._list(actor=request.user, query=query)
        seated = await self._count_seats(sessions=page.items)
        return Page(tuple(map(SessionView.of, seated)), page.next)

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[SessionView]:
        """Answer with one session."""
        seated = await self._seated(await self._read(actor=request.user, id=id))
        variant = f"{seated.revision}" if seated.revision else ""
        tag, made_from = etag(seated.session.version, variant), ("session", "register", "inscription")
        return cacheable(request, SessionView.of(seated), tag=tag, made_from=made_from)

    async def create(self, request: ApiRequest, data: JSONBody[SessionDraft]) -> Response[SessionView]:
        """Answer with the new brouillon."""
        actor, details = request.user, data.details()

        async def creation(id: str) -> SeatedSession:
            return await self._seated(
                await self._create(actor=actor, id=id, formation_id=data.formation_id, details=details)
            )

        return await self._idempotency.create(request, creation, _created)

    async def change(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[SessionPatch]
    ) -> Response[SessionView]:
        """Answer with the session as it is now."""
        version = expected_version(request, required=True)
        return await self._shown(
            await self._change(actor=request.user, id=id, version=version, fields=data.fields())
        )

    async def publish(self, request: ApiRequest, id: FromPath[str]) -> Response[SessionView]:
        """Answer with the session as it is now."""
        version = expected_version(request)
        return await self._shown(await self._publish(actor=request.user, id=id, version=version))

    async def archive(self, request: ApiRequest, id: FromPath[str]) -> Response[SessionView]:
        """Answer with the session as it is now."""
        version = expected_version(request)
        return await self._shown(await self._archive(actor=request.user, id=id, version=version))

    async def _seated(self, session: Session) -> SeatedSession:
        (seated,) = await self._count_seats(sessions=(session,))
        return seated

    async def _shown(self, session: Session) -> Response[SessionView]:
        return versioned(SessionView.of(await self._seated(session)), session.version)


def _created(seated: SeatedSession) -> Response[SessionView]:
    location = f"{_PATH}/{seated.session.id}"
    return versioned(SessionView.of(seated), seated.session.version, location=location)
