"""`/api/v1/invitations`."""

from typing import Any

from litestar import Response, Router, delete, get, post
from litestar.params import FromPath, JSONBody

from sorbo_core.identity.access_link import INVITATIONS, AccessLink
from sorbo_core.identity.use_cases.invitation.accept import AcceptInvitation
from sorbo_core.identity.use_cases.invitation.invite import Invite
from sorbo_core.identity.use_cases.invitation.list import ListInvitations
from sorbo_core.identity.use_cases.invitation.read import ReadInvitation
from sorbo_core.identity.use_cases.invitation.resend import ResendInvitation
from sorbo_core.identity.use_cases.invitation.withdraw import WithdrawInvitation
from sorbo_core.shared.actor import Permission
from sorbo_web.api.answers import cacheable, versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.pages import answer_page, shown_as
from sorbo_web.api.policy import Policy
from sorbo_web.api.preconditions import etag, expected_version
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.identity.accounts.access_schemas import OpeningForm
from sorbo_web.identity.accounts.compte_schemas import InvitationForm, InvitationPage, InvitationView
from sorbo_web.identity.schemas import CompteView

_PATH = "/api/v1/invitations"
_TAG: dict[str, Any] = {"tag": "Comptes"}
_READ: dict[str, Any] = {**_TAG, "policy": Permission.READ_COMPTES}
_WRITE: dict[str, Any] = {**_TAG, "policy": Permission.WRITE_COMPTES}


class InvitationsController(Controller):
    """Invitations over HTTP: one hop to the use case, nothing else."""

    def __init__(
        self,
        *,
        invite: Invite,
        list_invitations: ListInvitations,
        read_invitation: ReadInvitation,
        resend_invitation: ResendInvitation,
        withdraw_invitation: WithdrawInvitation,
        accept_invitation: AcceptInvitation,
        idempotency: Idempotency,
    ) -> None:
        self._invite = invite
        self._page = shown_as(InvitationView.of, list_invitations)
        self._read = read_invitation
        self._resend = resend_invitation
        self._withdraw = withdraw_invitation
        self._accept = accept_invitation
        self._idempotency = idempotency

    def router(self) -> Router:
        """Return the routes."""
        listed = operation(ListInvitations, id="listInvitations", listing=INVITATIONS, **_READ)
        invited = operation(Invite, id="invite", creates=True, **_WRITE)
        accepted = operation(AcceptInvitation, id="acceptInvitation", policy=Policy.PUBLIC, **_TAG)
        resent = operation(ResendInvitation, id="resendInvitation", if_match=True, **_WRITE)
        withdrawn = operation(WithdrawInvitation, id="withdrawInvitation", if_match=True, **_WRITE)
        handlers = [
            post("/", **invited)(self.invite),
            get("/", **listed)(self.list),
            post("/accept", status_code=200, **accepted)(self.accept),
            get("/{id:str}", **operation(ReadInvitation, id="readInvitation", **_READ))(self.read),
            post("/{id:str}/resend", status_code=200, **resent)(self.resend),
            delete("/{id:str}", status_code=200, **withdrawn)(self.withdraw),
        ]
        return Router(_PATH, route_handlers=handlers)

    async def invite(self, request: ApiRequest, data: JSONBody[InvitationForm]) -> Response[InvitationView]:
        """Answer with the invitation and where it is."""

        async def invite(id_: str) -> AccessLink:
            return await self._invite(
                actor=request.user, id=id_, email=data.email, role=data.role, language=data.language
            )

        return await self._idempotency.create(request, invite, _made)

    async def list(self, request: ApiRequest) -> Response[InvitationPage]:
        """Answer with one page."""
        return await answer_page(request, INVITATIONS, InvitationPage, self._page)

    async def accept(self, data: JSONBody[OpeningForm]) -> Response[CompteView]:
        """Answer with the account, which is open."""
        compte = await self._accept(token=data.token, name=data.name, password=data.password)
        return Response(CompteView.of(compte), headers={"Cache-Control": "no-store"})

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[InvitationView]:
        """Answer with one invitation."""
        link = await self._read(actor=request.user, id=id)
        return cacheable(request, InvitationView.of(link), tag=etag(link.version))

    async def resend(self, request: ApiRequest, id: FromPath[str]) -> Response[InvitationView]:
        """Answer with the invitation as it is now."""
        version = expected_version(request)
        return _shown(await self._resend(actor=request.user, id=id, version=version))

    async def withdraw(self, request: ApiRequest, id: FromPath[str]) -> Response[InvitationView]:
        """Answer with the invitation as it is now."""
        version = expected_version(request)
        return _shown(await self._withdraw(actor=request.user, id=id, version=version))


def _made(link: AccessLink) -> Response[InvitationView]:
    return versioned(InvitationView.of(link), link.version, location=f"{_PATH}/{link.id}")


def _shown(link: AccessLink) -> Response[InvitationView]:
    return versioned(InvitationView.of(link), link.version)
