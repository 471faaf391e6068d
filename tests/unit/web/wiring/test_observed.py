"""Use cases, timed and logged from outside."""

import asyncio
import inspect
from collections.abc import Iterator

import pytest
from loguru import logger
from prometheus_client import REGISTRY

from sorbo_core.shared.errors import NotFound
from sorbo_web.wiring.observed import observed


class Whisper:
    """Repeat a secret, unless an error is asked for."""

    def __init__(self, *, error: BaseException | None = None) -> None:
        self._error = error

    async def __call__(self, *, secret: str) -> str:
        if self._error is not None:
            raise self._error
        return secret


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What is logged at any level."""
    written: list[str] = []
    sink = logger.add(written.append, level="TRACE", format="{message} {extra}")
    yield written
    logger.remove(sink)


def _calls(outcome: str) -> float:
    labels = {"use_case": "Whisper", "outcome": outcome}
    return REGISTRY.get_sample_value("sorbo_use_case_seconds_count", labels) or 0.0


async def test_an_observed_use_case_does_what_it_did() -> None:
    assert await observed(Whisper)()(secret="x") == "x"


def test_an_observed_use_case_keeps_its_name_its_rule_and_its_ports() -> None:
    wrapped = observed(Whisper)
    assert (wrapped.__name__, wrapped.__doc__) == ("Whisper", Whisper.__doc__)
    assert inspect.signature(wrapped.__init__) == inspect.signature(Whisper.__init__)
    assert issubclass(wrapped, Whisper)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [(NotFound(), "not_found"), (RuntimeError("boom"), "error"), (asyncio.CancelledError(), "error")],
)
async def test_an_error_is_counted_by_its_code_and_passed_on(error: BaseException, outcome: str) -> None:
    before = _calls(outcome)
    with pytest.raises(type(error)) as caught:
        await observed(Whisper)(error=error)(secret="x")
    assert caught.value is error
    assert _calls(outcome) == before + 1


async def test_names_and_outcomes_are_logged_and_inputs_never(lines: list[str]) -> None:
    before = _calls("ok")
    await observed(Whisper)()(secret="p4ssw0rd")
    with pytest.raises(NotFound):
        await observed(Whisper)(error=NotFound(id="p4ssw0rd"))(secret="p4ssw0rd")
    assert _calls("ok") == before + 1
    assert [line.split(" in ")[0] for line in lines] == ["Whisper ok", "Whisper not_found"]
    assert "p4ssw0rd" not in "".join(lines)
