"""`/api/v1/audit`."""

from typing import Any

from litestar import Response, Router, get
from litestar.params import FromPath

from sorbo_core.audit.record import AUDIT
from sorbo_core.audit.use_cases.list import ListAudit
from sorbo_core.audit.use_cases.read import ReadAuditRecord
from sorbo_core.shared.actor import Permission
from sorbo_web.api.answers import cacheable
from sorbo_web.api.controller import Controller
from sorbo_web.api.pages import answer_page, shown_as
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.api.tables.export import Export
from sorbo_web.audit.schemas import AuditPage, AuditRecordView

_FACTS: dict[str, Any] = {"tag": "Audit", "policy": Permission.READ_AUDIT}


class AuditController(Controller):
    """The audit over HTTP: it is read, and nothing else."""

    def __init__(self, *, list_audit: ListAudit, read_audit_record: ReadAuditRecord) -> None:
        self._page = shown_as(AuditRecordView.of, list_audit)
        self._read = read_audit_record

    def router(self) -> Router:
        """Return the routes."""
        listed = operation(ListAudit, id="listAudit", listing=AUDIT, **_FACTS)
        one = operation(ReadAuditRecord, id="readAuditRecord", **_FACTS)
        export = Export("audit", listing=AUDIT, view=AuditRecordView, read=self._page)
        handlers = [
            get("/", **listed)(self.list),
            export.handler(**listed),
            get("/{id:str}", **one)(self.read),
        ]
        return Router("/api/v1/audit", route_handlers=handlers)

    async def list(self, request: ApiRequest) -> Response[AuditPage]:
        """Answer with one page."""
        return await answer_page(request, AUDIT, AuditPage, self._page)

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[AuditRecordView]:
        """Answer with one record."""
        record = await self._read(actor=request.user, id=id)
        return cacheable(request, AuditRecordView.of(record))
