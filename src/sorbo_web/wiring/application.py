"""The application: routes behind layers, clients opened and closed with it."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from litestar import Litestar
from litestar.types import ASGIApp
from prometheus_client import REGISTRY

from sorbo_adapters.mongo.store.client import ping as ping_mongo
from sorbo_adapters.redis.client import ping as ping_redis
from sorbo_adapters.smtp.ping import ping as ping_smtp
from sorbo_core.files.intake.folder import remove_left_behind
from sorbo_core.files.storage import answer
from sorbo_web.api.guards.in_turn import in_turn
from sorbo_web.api.guards.limits import limit_guard
from sorbo_web.api.guards.provenance import disclosure_guard, name_author
from sorbo_web.api.listing import known_parameters
from sorbo_web.api.policy import policy_guard
from sorbo_web.api.request import ApiRequest, require_media_type
from sorbo_web.errors.responses import handle_exception
from sorbo_web.health.controller import HealthController
from sorbo_web.health.readiness import Probe
from sorbo_web.openapi.pages import PagesController
from sorbo_web.wiring.background.clients import close_clients
from sorbo_web.wiring.background.counting import counting
from sorbo_web.wiring.background.listening import listening
from sorbo_web.wiring.background.work import at_work, measuring
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.controllers import controllers_of
from sorbo_web.wiring.layers import behind_layers, new_reports, throttle_of
from sorbo_web.wiring.settings import Env, Settings, Storage
from sorbo_web.wiring.site_door import door_of
from sorbo_web.wiring.smtp_url import smtp_server
from sorbo_web.wiring.storage_uri import Scheme, place_of


def build_app(container: Container) -> ASGIApp:
    """Return the whole application of a container, ready for an ASGI server."""
    reports = new_reports()
    return behind_layers(container, build_routes(container, told=reports.flush), reports=reports)


def build_routes(container: Container, *, told: Callable[[], None] = lambda: None) -> Litestar:
    """Return the routes of a container, without the layers in front of them.

    Args:
        container: what they are made with.
        told: has the metrics told what they do not know yet.
    """
    settings, wired = container.settings(), controllers_of(container)
    controllers = wired.all()
    pages = PagesController(title=f"{settings.company}, API", routes=lambda: app.routes)
    app = Litestar(
        route_handlers=[
            *(controller.router() for controller in controllers),
            *(route for controller in controllers for route in controller.beside()),
            *door_of(container, wired),
            *pages.routes(),
            *_health(container, settings, told).routes(),
        ],
        request_class=ApiRequest,
        guards=[
            in_turn(
                policy_guard(wired.credentials()),
                name_author,
                limit_guard(throttle_of(container)),
                known_parameters,
                require_media_type,
                disclosure_guard(container.privacy.note_disclosure()),
            )
        ],
        exception_handlers={Exception: handle_exception},
        lifespan=[partial(running, container)],
        openapi_config=None,
        logging_config=None,
        # The layers in front limit and log; Litestar would answer in a form of its own.
        request_max_body_size=None,
    )
    return app


@asynccontextmanager
async def running(container: Container, _: Litestar | None = None) -> AsyncIterator[None]:
    """Count, measure, and unless workers do it, work beside the requests; close every client at the end."""
    await asyncio.to_thread(remove_left_behind)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(close_clients, container)
        await stack.enter_async_context(listening(container))
        await stack.enter_async_context(counting(container.counting.tally()))
        await stack.enter_async_context(measuring(container))
        if container.settings().work_in_api:
            await stack.enter_async_context(at_work(container))
        yield


def _health(container: Container, settings: Settings, told: Callable[[], None]) -> HealthController:
    token = settings.metrics_token
    if not token and settings.env is not Env.DEVELOPMENT:
        token = secrets.token_hex()  # nobody knows it: without a token the page is closed
    return HealthController(
        probes=list(_probes(container, settings)),
        registry=REGISTRY,
        metrics_token=token or None,
        told=told,
    )


def _probes(container: Container, settings: Settings) -> Iterator[Probe]:
    ports = container.ports
    if settings.storage is Storage.MONGO:
        yield Probe(name="mongodb", required=True, check=partial(ping_mongo, ports.database()))
    if settings.redis_url:
        yield Probe(name="redis", required=False, check=partial(ping_redis, ports.redis()))
    if settings.smtp_url:
        server = smtp_server(settings.smtp_url)
        yield Probe(name="smtp", required=False, check=partial(ping_smtp, server))
    if place_of(settings).scheme is not Scheme.MEMORY:
        yield Probe(name="storage", required=False, check=partial(answer, ports.storage()))
    for scanner in ports.scanners():
        yield Probe(name="clamav", required=False, check=scanner.ping)
