"""`/files`: what is inside pages, so that these addresses stay for ever."""

from typing import Any

from litestar import Response, Router, get
from litestar.params import FromPath
from litestar.response.base import ASGIResponse

from sorbo_core.files.use_cases.serving.locate import LocateFile
from sorbo_core.files.use_cases.serving.open import OpenFile
from sorbo_core.files.use_cases.serving.open_signed import OpenSignedFile
from sorbo_web.api.answers import moved
from sorbo_web.api.controller import Controller
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.errors.http import RangeNotSatisfiable
from sorbo_web.files.serving.answer import FOR_EVER, FOR_NOBODY, file_answer

_PUBLIC: dict[str, Any] = {"tag": "Files", "policy": Policy.PUBLIC}
_MEDIA = {"image/webp": "RIFF…", "image/avif": "…ftypavif…", "application/pdf": "%PDF-…"}


class ServingController(Controller):
    """Files as browsers load them."""

    def __init__(
        self, *, open_file: OpenFile, locate_file: LocateFile, open_signed_file: OpenSignedFile
    ) -> None:
        self._open = open_file
        self._locate = locate_file
        self._open_signed = open_signed_file

    def router(self) -> Router:
        """Return the routes."""
        named = _served(OpenFile, "openFile")
        signed = _served(OpenSignedFile, "openSignedFile")
        located = operation(LocateFile, id="locateFile", **_PUBLIC)
        located["opt"] |= {"redirects": True, "leads": 308}
        handlers = [
            get("/{id:str}", status_code=308, **located)(self.locate),
            get("/{id:str}/{name:str}", **named)(self.open),
            get("/signed/{token:str}", **signed)(self.open_signed),
        ]
        return Router("/files", route_handlers=handlers)

    async def locate(self, id: FromPath[str]) -> Response[Any]:
        """Answer with where the file is."""
        return moved(await self._locate(id=id))

    async def open(self, request: ApiRequest, id: FromPath[str], name: FromPath[str]) -> ASGIResponse:
        """Answer with the file."""
        file = await self._open(id=id, name=name)
        return file_answer(request, file, self._open.read, kept=FOR_EVER)

    async def open_signed(self, request: ApiRequest, token: FromPath[str]) -> ASGIResponse:
        """Answer with the file."""
        file = await self._open_signed(token=token)
        return file_answer(request, file, self._open.read, kept=FOR_NOBODY)


def _served(use_case: type, id: str) -> dict[str, Any]:
    said = operation(use_case, id=id, **_PUBLIC)
    said["opt"] |= {
        "media": _MEDIA,
        "ranges": True,
        "raises": (*said["opt"]["raises"], RangeNotSatisfiable),
        "answers": bytes,
    }
    return said
