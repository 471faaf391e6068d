"""Whether the parts that the application needs answer."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum

import msgspec
from loguru import logger

from sorbo_core.shared.errors import Unavailable

TIMEOUT_SECONDS = 1.0


class Health(StrEnum):
    """How a part, or the whole, is. Degraded: it serves, and something waits for a part's return."""

    OK = "ok"
    DEGRADED = "degraded"
    UNAVAILABLE = "unavailable"


class Probe(msgspec.Struct, frozen=True, kw_only=True):
    """How to find out whether a part answers.

    Attributes:
        name: of the part, such as `mongodb`.
        required: whether nothing works without it.
        check: returns when the part answers; raises Unavailable when it does not.
    """

    name: str
    required: bool
    check: Callable[[], Awaitable[object]]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """How the whole is, and each part by name."""

    status: Health
    parts: dict[str, Health]


async def readiness(probes: Sequence[Probe], *, timeout: float = TIMEOUT_SECONDS) -> Report:  # noqa: ASYNC109 — each probe has the time, not the whole
    """Ask every part at the same time; one that has not answered after `timeout` seconds is away."""
    states = await asyncio.gather(*(_state(probe, timeout) for probe in probes))
    parts = {probe.name: state for probe, state in zip(probes, states, strict=True)}
    away = [probe for probe in probes if parts[probe.name] is not Health.OK]
    status = Health.DEGRADED if away else Health.OK
    if any(probe.required for probe in away):
        status = Health.UNAVAILABLE
    return Report(status=status, parts=parts)


async def _state(probe: Probe, seconds: float) -> Health:
    try:
        async with asyncio.timeout(seconds):
            await probe.check()
    except (Unavailable, TimeoutError):
        return Health.UNAVAILABLE
    except Exception as error:  # noqa: BLE001 — a part that answers in a way nobody foresaw is not ready
        logger.opt(exception=error).warning("the probe of {} failed", probe.name)
        return Health.UNAVAILABLE
    return Health.OK
