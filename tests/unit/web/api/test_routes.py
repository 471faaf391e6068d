"""Who may call which route: denied unless a route says otherwise."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import NamedTuple, cast

import httpx
import pytest
from dependency_injector import providers
from litestar import Litestar, get
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute
from litestar.types import ASGIApp

from sorbo_adapters.memory.system import FixedClock
from sorbo_core.identity.use_cases.authenticate import Authenticate
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.errors import DomainError
from sorbo_core.shared.publication import lifecycle
from sorbo_web.api.access.credentials import Credentials, Pages
from sorbo_web.api.policy import Policy, policy_guard
from sorbo_web.api.routes import raised_by, rule_of
from sorbo_web.errors.responses import handle_exception
from sorbo_web.site.door import is_of_the_door
from sorbo_web.wiring import areas
from sorbo_web.wiring.application import build_routes
from support.api import Api, refused
from support.asgi import client_of
from support.build import NOW
from support.old_pages import told
from support.tokens import Holders, NoKeys


class Route(NamedTuple):
    """One operation of the application."""

    method: str
    path: str
    handler: HTTPRouteHandler


def _routes() -> Iterator[Route]:
    for route in build_routes(Api().container).routes:
        if isinstance(route, HTTPRoute):
            for method, (handler, _) in sorted(route.route_handler_map.items()):
                yield Route(method, route.path_format, handler)


def _wired() -> Iterator[ModuleType]:
    """Return the modules that wire use cases."""
    for found in pkgutil.walk_packages(areas.__path__, f"{areas.__name__}."):
        yield importlib.import_module(found.name)
    yield lifecycle


_ROUTES = [route for route in _routes() if route.method != "OPTIONS"]
_BY_NAME = {f"{route.method} {route.path}": route for route in _ROUTES}
_PERMITTED = [name for name, route in _BY_NAME.items() if isinstance(route.handler.opt["policy"], Permission)]
_KNOWN_ONLY = [
    name for name, route in _BY_NAME.items() if route.handler.opt["policy"] is Policy.AUTHENTICATED
]
_PUBLIC = [name for name, route in _BY_NAME.items() if route.handler.opt["policy"] is Policy.PUBLIC]
_USE_CASES = [
    found
    for module in _wired()
    for found in vars(module).values()
    if inspect.isclass(found) and ".use_cases." in found.__module__
]


@pytest.fixture(scope="module")
def holders() -> Api:
    api = Api()
    holders = Holders()
    api.replace("access_tokens", holders)
    api.container.identity.standings.override(providers.Object(holders))
    return api


def _allowed(path: str) -> str:
    methods = {route.method for route in _ROUTES if route.path == path} | {"OPTIONS"}
    return ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))


async def _answer(api: Api, name: str, token: str | None) -> httpx.Response:
    route = _BY_NAME[name]
    async with api.client(token) as client:
        return await client.request(route.method, route.path)


@pytest.mark.parametrize("name", _BY_NAME)
def test_every_route_declares_its_policy(name: str) -> None:
    assert isinstance(_BY_NAME[name].handler.opt.get("policy"), Policy | Permission)


def test_writes_without_a_permission_are_the_few_that_visitors_need_and_those_of_ones_own() -> None:
    public, own = (
        {name for name in names if not name.startswith("GET ")} for names in (_PUBLIC, _KNOWN_ONLY)
    )
    assert public == {
        "POST /api/v1/demandes",
        "POST /api/v1/sessions/{id}/inscriptions",
        "POST /api/v1/emplois/{id}/candidatures",
        "POST /api/v1/inscriptions/{id}/withdraw",
        "POST /api/v1/logiciels/{id}/download",
        "POST /api/v1/formations/{id}/avis",
        "POST /api/v1/logiciels/{id}/avis",
        "POST /api/v1/abonnes",
        "POST /api/v1/abonnes/confirm",
        "POST /api/v1/abonnes/unsubscribe",
        "POST /api/v1/abonnes/unsubscribe/{token}",
        "POST /api/v1/auth/register",
        "POST /api/v1/auth/register/confirm",
        "POST /api/v1/auth/password/forgotten",
        "POST /api/v1/auth/password/reset",
        "POST /api/v1/auth/email/confirm",
        "POST /api/v1/invitations/accept",
        # Of CVs; the use cases ask for more where it is about others.
        "POST /api/v1/files",
        "POST /api/v1/files/direct",
        "POST /api/v1/files/{id}/complete",
        # Of the second door; the first two are other names of demandes and abonnes above.
        "POST /api/contact",
        "POST /api/zoho-proxy/send",
        "PUT /api/publications/{id}/telecharger",
    }
    # Any one of several permissions will do, which no policy says.
    own -= {"DELETE /api/v1/files/{id}"}
    assert all("/api/v1/notifications/" in name or "/api/v1/auth/" in name for name in own)


def test_one_comes_in_by_logging_in_going_on_and_logging_out_only() -> None:
    entrances = {name for name, route in _BY_NAME.items() if route.handler.opt["policy"] is Policy.ENTRANCE}
    paths = ("/login", "/login/second-factor", "/refresh", "/logout")
    of_the_door = {"POST /api/admin/auth/login"}
    assert entrances == {f"POST /api/v1/auth{path}" for path in paths} | of_the_door


def test_only_the_metrics_and_the_existing_pages_have_a_token_of_their_own() -> None:
    own = [name for name, route in _BY_NAME.items() if route.handler.opt["policy"] is Policy.OWN]
    assert sorted(own) == ["GET /api/admin/auth/verify", "GET /metrics"]


def test_only_what_others_tell_us_is_let_in_by_a_signature() -> None:
    signed = [name for name, route in _BY_NAME.items() if route.handler.opt["policy"] is Policy.SIGNED]
    assert signed == ["POST /api/v1/incoming-webhooks/mail"]


@pytest.mark.parametrize("path", sorted({route.path for route in _ROUTES}))
async def test_options_are_answered_to_anybody(api: Api, path: str) -> None:
    async with api.client("no token of ours") as client:
        response = await client.options(path)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["allow"] == _allowed(path)


@pytest.mark.parametrize("path", sorted({route.path for route in _ROUTES}))
async def test_a_method_that_a_path_does_not_know_is_told_all_that_it_knows(api: Api, path: str) -> None:
    async with api.client() as client:
        response = await client.request("TRACE", path)
    if is_of_the_door(path):
        told(response, 405, "METHOD_NOT_ALLOWED")
    else:
        refused(response, 405, "method_not_allowed")
    assert response.headers["allow"] == _allowed(path)


@pytest.mark.parametrize("name", [*_PERMITTED, *_KNOWN_ONLY])
async def test_a_visitor_is_asked_to_log_in(api: Api, name: str) -> None:
    response = await _answer(api, name, None)
    refused(response, 401, "authentication_required")
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("name", _PERMITTED)
async def test_every_permission_but_the_right_one_is_not_enough(holders: Api, name: str) -> None:
    others = set(Permission) - {_BY_NAME[name].handler.opt["policy"]}
    refused(await _answer(holders, name, " ".join(others)), 403, "forbidden")


@pytest.mark.parametrize("name", _PERMITTED)
async def test_the_right_permission_alone_is_enough(holders: Api, name: str) -> None:
    response = await _answer(holders, name, _BY_NAME[name].handler.opt["policy"])
    assert response.status_code not in {401, 403}


async def test_a_route_that_declares_nothing_is_closed_to_everybody() -> None:
    holders = Holders()
    authenticate = Authenticate(tokens=holders, standings=holders, keys=NoKeys(), clock=FixedClock(NOW))
    guard = policy_guard(Credentials(authenticate=authenticate, pages=Pages(())))

    @get("/")
    async def forgotten() -> str:
        return "secret"

    app = Litestar(
        [forgotten], guards=[guard], exception_handlers={Exception: handle_exception}, openapi_config=None
    )
    async with client_of(cast("ASGIApp", app)) as client:
        for headers in ({}, {"Authorization": f"Bearer {' '.join(Permission)}"}):
            response = await client.get("/", headers=headers)
            assert (response.status_code, response.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize("use_case", _USE_CASES, ids=lambda use_case: str(use_case.__name__))
def test_the_docstring_of_a_use_case_names_errors_that_exist(use_case: type) -> None:
    raised = raised_by(use_case)
    assert all(issubclass(error, DomainError) for error in raised)
    assert ("Raises:" in (inspect.getdoc(use_case) or "")) is bool(raised)
    assert rule_of(use_case)
    assert "Raises" not in rule_of(use_case)
