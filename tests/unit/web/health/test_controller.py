"""The routes for whoever runs the service."""

from collections.abc import Sequence

import pytest
from litestar import Litestar
from prometheus_client import CollectorRegistry, Counter

from sorbo_core.shared.errors import Unavailable
from sorbo_web.api.policy import Policy
from sorbo_web.errors.responses import handle_exception
from sorbo_web.health.controller import HealthController
from sorbo_web.health.readiness import Probe
from support.asgi import get

TOKEN = "a token for the metrics only"


async def answers() -> None: ...


async def is_away() -> None:
    raise Unavailable(part="somewhere")


HEALTHY = (
    Probe(name="mongodb", required=True, check=answers),
    Probe(name="smtp", required=False, check=answers),
)
DEGRADED = (
    Probe(name="mongodb", required=True, check=answers),
    Probe(name="smtp", required=False, check=is_away),
)
AWAY = (
    Probe(name="mongodb", required=True, check=is_away),
    Probe(name="smtp", required=False, check=is_away),
    Probe(name="valkey", required=False, check=answers),
)


def app_of(probes: Sequence[Probe] = HEALTHY, *, token: str | None = None) -> Litestar:
    registry = CollectorRegistry()
    Counter("visits", "Visits.", registry=registry).inc()
    controller = HealthController(probes=probes, registry=registry, metrics_token=token)
    return Litestar(
        controller.routes(),
        exception_handlers={Exception: handle_exception},
        openapi_config=None,
        logging_config=None,
    )


@pytest.mark.parametrize("probes", [HEALTHY, DEGRADED, AWAY])
async def test_a_process_that_answers_is_alive_whatever_is_away(probes: Sequence[Probe]) -> None:
    answer = await get(app_of(probes), "/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_with_every_part_there_it_is_ready() -> None:
    answer = await get(app_of(), "/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "parts": {"mongodb": "ok", "smtp": "ok"}}


async def test_with_a_part_away_that_it_can_do_without_it_is_ready_and_degraded() -> None:
    answer = await get(app_of(DEGRADED), "/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {"status": "degraded", "parts": {"mongodb": "ok", "smtp": "unavailable"}}


async def test_with_a_required_part_away_it_is_not_ready_and_names_every_part_that_is_away() -> None:
    answer = await get(app_of(AWAY), "/health/ready", Accept_Language="en")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"]
    assert answer.json()["code"] == "not_ready"
    assert answer.json()["errors"] == [
        {"pointer": "/parts/mongodb", "code": "part_away", "detail": "mongodb does not answer."},
        {"pointer": "/parts/smtp", "code": "part_away", "detail": "smtp does not answer."},
    ]


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics"])
async def test_no_cache_keeps_an_answer(path: str) -> None:
    assert (await get(app_of(), path)).headers["cache-control"] == "no-store"


async def test_without_a_token_anybody_reads_the_metrics() -> None:
    answer = await get(app_of(), "/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert "visits_total 1.0" in answer.text.splitlines()


async def test_with_a_token_its_holder_reads_the_metrics() -> None:
    answer = await get(app_of(token=TOKEN), "/metrics", Authorization=f"Bearer {TOKEN}")
    assert "visits_total 1.0" in answer.text.splitlines()


@pytest.mark.parametrize("given", [None, "", TOKEN, "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}"])
async def test_with_a_token_nobody_else_reads_the_metrics(given: str | None) -> None:
    answer = await get(app_of(token=TOKEN), "/metrics", **({} if given is None else {"Authorization": given}))
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "visits" not in answer.text


def test_health_is_public_and_metrics_read_their_own_token() -> None:
    controller = HealthController(probes=HEALTHY, registry=CollectorRegistry())
    policies = {route.operation_id: route.opt["policy"] for route in controller.routes()}
    assert policies == {"live": Policy.PUBLIC, "ready": Policy.PUBLIC, "metrics": Policy.OWN}
