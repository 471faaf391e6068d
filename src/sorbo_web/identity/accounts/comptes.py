"""`/api/v1/comptes`."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath, JSONBody

from sorbo_core.identity.compte import COMPTES, Compte
from sorbo_core.identity.use_cases.compte.change_role import ChangeRole
from sorbo_core.identity.use_cases.compte.deactivate import DeactivateCompte
from sorbo_core.identity.use_cases.compte.list import ListComptes
from sorbo_core.identity.use_cases.compte.reactivate import ReactivateCompte
from sorbo_core.identity.use_cases.compte.read import ReadCompte
from sorbo_core.shared.actor import Permission
from sorbo_web.api.answers import cacheable, versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.pages import answer_page, shown_as
from sorbo_web.api.preconditions import etag, expected_version
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.api.tables.export import Export
from sorbo_web.identity.accounts.compte_schemas import ComptePage, RoleChange, StaffCompteView

_TAG: dict[str, Any] = {"tag": "Comptes"}
_READ: dict[str, Any] = {**_TAG, "policy": Permission.READ_COMPTES}
_WRITE: dict[str, Any] = {**_TAG, "policy": Permission.WRITE_COMPTES, "if_match": True}


class ComptesController(Controller):
    """Accounts over HTTP: one hop to the use case, nothing else."""

    def __init__(
        self,
        *,
        list_comptes: ListComptes,
        read_compte: ReadCompte,
        change_role: ChangeRole,
        deactivate_compte: DeactivateCompte,
        reactivate_compte: ReactivateCompte,
    ) -> None:
        self._page = shown_as(StaffCompteView.of, list_comptes)
        self._read = read_compte
        self._change_role = change_role
        self._deactivate = deactivate_compte
        self._reactivate = reactivate_compte

    def router(self) -> Router:
        """Return the routes."""
        listed = operation(ListComptes, id="listComptes", listing=COMPTES, **_READ)
        export = Export("comptes", listing=COMPTES, view=StaffCompteView, read=self._page)
        roled = operation(ChangeRole, id="changeRole", **_WRITE)
        closed = operation(DeactivateCompte, id="deactivateCompte", **_WRITE)
        opened = operation(ReactivateCompte, id="reactivateCompte", **_WRITE)
        handlers = [
            get("/", **listed)(self.list),
            export.handler(**listed),
            get("/{id:str}", **operation(ReadCompte, id="readCompte", **_READ))(self.read),
            post("/{id:str}/change-role", status_code=200, **roled)(self.change_role),
            post("/{id:str}/deactivate", status_code=200, **closed)(self.deactivate),
            post("/{id:str}/reactivate", status_code=200, **opened)(self.reactivate),
        ]
        return Router("/api/v1/comptes", route_handlers=handlers)

    async def list(self, request: ApiRequest) -> Response[ComptePage]:
        """Answer with one page."""
        return await answer_page(request, COMPTES, ComptePage, self._page)

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[StaffCompteView]:
        """Answer with one account."""
        compte = await self._read(actor=request.user, id=id)
        return cacheable(request, StaffCompteView.of(compte), tag=etag(compte.version))

    async def change_role(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[RoleChange]
    ) -> Response[StaffCompteView]:
        """Answer with the account as it is now."""
        version = expected_version(request)
        return _shown(await self._change_role(actor=request.user, id=id, role=data.role, version=version))

    async def deactivate(self, request: ApiRequest, id: FromPath[str]) -> Response[StaffCompteView]:
        """Answer with the account as it is now."""
        version = expected_version(request)
        return _shown(await self._deactivate(actor=request.user, id=id, version=version))

    async def reactivate(self, request: ApiRequest, id: FromPath[str]) -> Response[StaffCompteView]:
        """Answer with the account as it is now."""
        version = expected_version(request)
        return _shown(await self._reactivate(actor=request.user, id=id, version=version))


def _shown(compte: Compte) -> Response[StaffCompteView]:
    return versioned(StaffCompteView.of(compte), compte.version)
