"""`/api/v1/files`."""

from typing import Any

from litestar import Response, Router, delete, get, post
from litestar.params import FromPath, JSONBody

from sorbo_core.files.stored_file import FILES, StoredFile
from sorbo_core.files.use_cases.delete import DeleteFile
from sorbo_core.files.use_cases.list import ListFiles
from sorbo_core.files.use_cases.read import ReadFile
from sorbo_core.files.use_cases.upload.begin_direct import BeginDirectUpload
from sorbo_core.files.use_cases.upload.complete_direct import CompleteDirectUpload
from sorbo_core.files.use_cases.upload.receive import ReceiveFile
from sorbo_core.shared.files.kind import FileKind
from sorbo_web.api.answers import cacheable
from sorbo_web.api.controller import Controller
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.pages import answer_page, shown_as
from sorbo_web.api.policy import Policy
from sorbo_web.api.preconditions import etag, expected_version
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import Accepted, operation
from sorbo_web.files.receiving.announced import announced, announced_kind
from sorbo_web.files.receiving.body import received
from sorbo_web.files.schemas import Completion, DirectUploadForm, DirectUploadView, FilePage, FileView
from sorbo_web.middleware.limits.body_limit import FILES_PATH

_TAG = "Files"
_STAFF: dict[str, Any] = {"tag": _TAG, "policy": Policy.AUTHENTICATED}
_ANYBODY: dict[str, Any] = {"tag": _TAG, "policy": Policy.PUBLIC, "form": True}
_SAID = {
    "kind": Accepted(
        about="What it is uploaded for.",
        schema={"type": "string", "enum": [*FileKind]},
        example=FileKind.IMAGE,
        required=True,
    ),
    "name": Accepted(
        about="What it is called; in place of `filename` in `Content-Disposition`.",
        schema={"type": "string", "minLength": 1, "maxLength": 200},
        example="pont-sur-la-volta.jpg",
    ),
}


class FilesController(Controller):
    """Files over HTTP."""

    def __init__(
        self,
        *,
        receive_file: ReceiveFile,
        begin_direct_upload: BeginDirectUpload,
        complete_direct_upload: CompleteDirectUpload,
        list_files: ListFiles,
        read_file: ReadFile,
        delete_file: DeleteFile,
        idempotency: Idempotency,
    ) -> None:
        self._receive = receive_file
        self._begin = begin_direct_upload
        self._complete = complete_direct_upload
        self._page = shown_as(FileView.of, list_files)
        self._read = read_file
        self._delete = delete_file
        self._idempotency = idempotency

    def router(self) -> Router:
        """Return the routes."""
        upload = operation(ReceiveFile, id="uploadFile", creates=True, accepts=_SAID, **_ANYBODY)
        upload["opt"] |= {"uploads": True, "file": True}
        begin = operation(BeginDirectUpload, id="beginDirectUpload", **_ANYBODY)
        begin["opt"] |= {"uploads": True}
        complete = operation(CompleteDirectUpload, id="completeDirectUpload", **_ANYBODY)
        deleted = operation(DeleteFile, id="deleteFile", if_match=True, **_STAFF)
        handlers = [
            post("/", status_code=201, **upload)(self.upload),
            post("/direct", status_code=200, **begin)(self.begin),
            post("/{id:str}/complete", status_code=200, **complete)(self.complete),
            get("/", **operation(ListFiles, id="listFiles", listing=FILES, **_STAFF))(self.list),
            get("/{id:str}", **operation(ReadFile, id="readFile", **_STAFF))(self.read),
            delete("/{id:str}", **deleted)(self.delete),
        ]
        return Router(FILES_PATH, route_handlers=handlers)

    async def upload(self, request: ApiRequest) -> Response[FileView]:
        """Answer with the file that was taken in."""
        kind = announced_kind(request)
        # Nobody sends megabytes to be told that they may not.
        self._receive.check(actor=request.user, kind=kind)
        said = announced(request, kind)
        async with received(request, said) as came:
            return await self._idempotency.create(
                request,
                lambda id_: self._receive(
                    actor=request.user, id=id_, kind=kind, name=came.name, file=came.file
                ),
                lambda file: _shown(file, status=201),
                body=came.digest,
            )

    async def begin(
        self, request: ApiRequest, data: JSONBody[DirectUploadForm]
    ) -> Response[DirectUploadView]:
        """Answer with where to send the file."""
        begun = await self._begin(
            actor=request.user,
            kind=data.kind,
            name=data.name,
            size=data.size,
            media_type=data.media_type,
        )
        return Response(DirectUploadView.of(begun), headers={"Cache-Control": "no-store"}, status_code=200)

    async def complete(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[Completion]
    ) -> Response[FileView]:
        """Answer with the file that was taken in."""
        return _shown(await self._complete(actor=request.user, id=id, ticket=data.ticket), status=200)

    async def list(self, request: ApiRequest) -> Response[FilePage]:
        """Answer with one page."""
        return await answer_page(request, FILES, FilePage, self._page)

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[FileView]:
        """Answer with what is known of a file."""
        file = await self._read(actor=request.user, id=id)
        return cacheable(request, FileView.of(file), tag=etag(file.version))

    async def delete(self, request: ApiRequest, id: FromPath[str]) -> Response[None]:
        """Answer that it is gone."""
        await self._delete(actor=request.user, id=id, version=expected_version(request))
        return Response(None, status_code=204)


def _shown(file: StoredFile, *, status: int) -> Response[FileView]:
    headers = {"ETag": etag(file.version), "Cache-Control": "no-store"}
    if file.public:
        headers["Location"] = f"{FILES_PATH}/{file.id}"
    return Response(FileView.of(file), headers=headers, status_code=status)
