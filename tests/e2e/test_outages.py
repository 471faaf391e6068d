"""What the API answers while a part is away, and how soon all is well after its return."""

import time

import httpx

from sorbo_adapters.embedded.inbox import Inbox
from support.program import eventually

from .conftest import Site
from .test_crashes import DEMANDE

PROBLEM = "application/problem+json"
SAFETY = 2.0
"""The promise is 3 seconds to hear of an outage and 5 to be well again; shared machines are slow."""


async def _readiness(site: Site) -> httpx.Response:
    return await site.api.client.get("/health/ready")


async def test_without_mongodb_a_503_says_so_and_all_is_well_after_its_return(site: Site) -> None:
    assert (await _readiness(site)).json()["status"] == "ok"
    await site.mongod.stop()

    started = time.monotonic()
    refused = await site.api.client.get("/api/v1/formations")
    assert time.monotonic() - started < 3 * SAFETY
    assert refused.status_code == httpx.codes.SERVICE_UNAVAILABLE
    assert refused.headers["content-type"] == PROBLEM
    assert refused.headers["retry-after"]
    assert (refused.json()["code"], refused.json()["status"]) == ("unavailable", 503)
    posted = await site.api.client.post("/api/v1/demandes", json=DEMANDE)
    assert posted.status_code == httpx.codes.SERVICE_UNAVAILABLE
    assert (await _readiness(site)).status_code == httpx.codes.SERVICE_UNAVAILABLE
    assert (await site.api.client.get("/health/live")).is_success

    await site.mongod.start()
    await eventually(lambda: _is_listing(site), within=5 * SAFETY)
    assert (await _readiness(site)).json()["status"] == "ok"
    assert (await site.api.client.post("/api/v1/demandes", json=DEMANDE)).status_code == 201


async def test_without_valkey_the_api_works_degraded_and_recovers(site: Site) -> None:
    await site.valkey.stop()
    ready = await _readiness(site)
    assert ready.is_success
    assert ready.json()["status"] == "degraded"
    assert (await site.api.client.get("/api/v1/formations")).is_success
    assert (await site.api.client.post("/api/v1/demandes", json=DEMANDE)).status_code == 201

    await site.valkey.start()
    await eventually(lambda: _is_ready(site), within=5 * SAFETY)
    assert (await site.api.client.post("/api/v1/demandes", json=DEMANDE)).status_code == 201


async def test_without_smtp_demandes_are_accepted_and_the_mails_leave_after_its_return(
    site: Site, inbox: Inbox
) -> None:
    await site.smtp.stop()
    assert (await site.api.client.post("/api/v1/demandes", json=DEMANDE)).status_code == 201
    assert (await _readiness(site)).json()["parts"]["smtp"] == "unavailable"
    assert (await _readiness(site)).is_success
    # Long enough for several failed attempts: the waits between them must not grow.
    await eventually(lambda: _has_failed(site), within=30)

    await site.smtp.start()
    await eventually(lambda: _has_both(inbox), within=5 * SAFETY)
    assert (await _readiness(site)).json()["status"] == "ok"


async def _is_listing(site: Site) -> bool:
    return (await site.api.client.get("/api/v1/formations")).is_success


async def _is_ready(site: Site) -> bool:
    return bool((await _readiness(site)).json()["status"] == "ok")


async def _has_failed(site: Site) -> bool:
    metrics = (await site.api.client.get("/metrics")).text
    failed = 'sorbo_use_case_seconds_count{outcome="unavailable",use_case="AcknowledgeDemande"} '
    lines = [line for line in metrics.splitlines() if line.startswith(failed)]
    return any(float(line.rpartition(" ")[2]) >= 4 for line in lines)


async def _has_both(inbox: Inbox) -> bool:
    return len(await inbox.newest()) == 2
