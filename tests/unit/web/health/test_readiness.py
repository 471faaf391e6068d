"""Whether the parts answer."""

import asyncio

import pytest
from loguru import logger

from sorbo_core.shared.errors import Unavailable
from sorbo_web.health.readiness import Health, Probe, readiness

OK, DEGRADED, UNAVAILABLE = Health.OK, Health.DEGRADED, Health.UNAVAILABLE


async def answers() -> None: ...


async def is_away() -> None:
    raise Unavailable(part="mongodb")


async def hangs() -> None:
    await asyncio.Event().wait()


async def is_broken() -> None:
    raise RuntimeError


def probe(name: str, *, required: bool, check: object = answers) -> Probe:
    return Probe(name=name, required=required, check=check)  # type: ignore[arg-type]  # — one of the above


@pytest.mark.parametrize(
    ("mongodb", "smtp", "status"),
    [
        (answers, answers, OK),
        (answers, is_away, DEGRADED),
        (answers, hangs, DEGRADED),
        (is_away, answers, UNAVAILABLE),
        (hangs, answers, UNAVAILABLE),
        (is_away, is_away, UNAVAILABLE),
        (is_broken, answers, UNAVAILABLE),
        (answers, is_broken, DEGRADED),
    ],
)
async def test_the_whole_is_as_well_as_its_parts(mongodb: object, smtp: object, status: Health) -> None:
    probes = [probe("mongodb", required=True, check=mongodb), probe("smtp", required=False, check=smtp)]
    report = await readiness(probes, timeout=0.01)
    assert report.status is status
    assert report.parts == {
        "mongodb": OK if mongodb is answers else UNAVAILABLE,
        "smtp": OK if smtp is answers else UNAVAILABLE,
    }


async def test_parts_are_asked_at_the_same_time() -> None:
    meeting = asyncio.Barrier(3)
    probes = [probe(name, required=True, check=meeting.wait) for name in ("a", "b", "c")]
    assert (await readiness(probes, timeout=5)).status is OK


async def test_a_probe_that_fails_in_a_way_nobody_foresaw_is_logged() -> None:
    written: list[str] = []
    sink = logger.add(written.append, format="{message}", backtrace=False, diagnose=False)
    await readiness([probe("mongodb", required=True, check=is_broken)])
    logger.remove(sink)
    assert "the probe of mongodb failed" in written[0]
    assert "RuntimeError" in written[0]
