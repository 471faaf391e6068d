"""`/api/v1/infolettres/{id}`: how an issue is sent."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath, JSONBody

from sorbo_core.contact.newsletter.infolettre import Infolettre
from sorbo_core.contact.use_cases.infolettre.preview import PreviewInfolettre
from sorbo_core.contact.use_cases.infolettre.progress import ReadProgress
from sorbo_core.contact.use_cases.infolettre.schedule import ScheduleInfolettre
from sorbo_core.contact.use_cases.infolettre.send import SendInfolettre
from sorbo_core.contact.use_cases.infolettre.stop import StopInfolettre
from sorbo_core.shared.actor import Permission
from sorbo_web.api.answers import cacheable, versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.preconditions import expected_version
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.contact.infolettre_schemas import InfolettrePlan, InfolettreView, ProgressView

_READ: dict[str, Any] = {"tag": "Infolettres", "policy": Permission.READ_ABONNES}
_VERB: dict[str, Any] = {"tag": "Infolettres", "policy": Permission.WRITE_ABONNES, "if_match": True}


class InfolettreSendingController(Controller):
    """The sending of issues over HTTP: one hop to the use case, nothing else."""

    def __init__(
        self,
        *,
        read_progress: ReadProgress,
        preview_infolettre: PreviewInfolettre,
        schedule_infolettre: ScheduleInfolettre,
        send_infolettre: SendInfolettre,
        stop_infolettre: StopInfolettre,
    ) -> None:
        self._progress = read_progress
        self._preview = preview_infolettre
        self._schedule = schedule_infolettre
        self._send = send_infolettre
        self._stop = stop_infolettre

    def router(self) -> Router:
        """Return the routes."""
        followed = operation(ReadProgress, id="readInfolettreProgress", **_READ)
        previewed = operation(PreviewInfolettre, id="previewInfolettre", **_VERB)
        scheduled = operation(ScheduleInfolettre, id="scheduleInfolettre", **_VERB)
        sent = operation(SendInfolettre, id="sendInfolettre", **_VERB)
        stopped = operation(StopInfolettre, id="stopInfolettre", **_VERB)
        handlers = [
            get("/progress", **followed)(self.progress),
            post("/preview", status_code=200, **previewed)(self.preview),
            post("/schedule", status_code=200, **scheduled)(self.schedule),
            post("/send", status_code=200, **sent)(self.send),
            post("/stop", status_code=200, **stopped)(self.stop),
        ]
        return Router("/api/v1/infolettres/{id:str}", route_handlers=handlers)

    async def progress(self, request: ApiRequest, id: FromPath[str]) -> Response[ProgressView]:
        """Answer with the numbers of the moment."""
        return cacheable(request, ProgressView.of(await self._progress(actor=request.user, id=id)))

    async def preview(self, request: ApiRequest, id: FromPath[str]) -> Response[InfolettreView]:
        """Answer with the issue; the mail follows."""
        return _shown(await self._preview(actor=request.user, id=id, version=expected_version(request)))

    async def schedule(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[InfolettrePlan]
    ) -> Response[InfolettreView]:
        """Answer with the issue as it is now."""
        version = expected_version(request)
        return _shown(await self._schedule(actor=request.user, id=id, send_at=data.send_at, version=version))

    async def send(self, request: ApiRequest, id: FromPath[str]) -> Response[InfolettreView]:
        """Answer with the issue as it is now."""
        return _shown(await self._send(actor=request.user, id=id, version=expected_version(request)))

    async def stop(self, request: ApiRequest, id: FromPath[str]) -> Response[InfolettreView]:
        """Answer with the issue as it is now."""
        return _shown(await self._stop(actor=request.user, id=id, version=expected_version(request)))


def _shown(issue: Infolettre) -> Response[InfolettreView]:
    return versioned(InfolettreView.of(issue), issue.version)
