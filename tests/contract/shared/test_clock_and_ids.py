import re
from datetime import UTC, datetime, timedelta

import pytest

from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_adapters.system.clock import SystemClock
from sorbo_adapters.system.ids import UuidIds
from sorbo_core.shared.ports import Clock, Ids

AT = datetime(2026, 3, 12, 14, 5, 7, 123_000, tzinfo=UTC)


@pytest.mark.parametrize("clock", [SystemClock(), FixedClock(AT)])
def test_an_instant_is_in_utc_to_the_millisecond(clock: Clock) -> None:
    now = clock.now()

    assert now.utcoffset() == timedelta(0)
    assert now.microsecond % 1000 == 0


def test_the_system_clock_tells_the_present() -> None:
    before = datetime.now(UTC) - timedelta(milliseconds=1)

    assert before <= SystemClock().now() <= datetime.now(UTC)


def test_a_fixed_clock_stands_still_until_it_is_advanced() -> None:
    clock = FixedClock(AT)

    assert clock.now() == clock.now() == AT
    clock.advance(timedelta(minutes=15))
    assert clock.now() == AT + timedelta(minutes=15)


@pytest.mark.parametrize("ids", [UuidIds(), SequentialIds()])
class TestIds:
    def test_ids_are_plain_unique_and_in_order(self, ids: Ids) -> None:
        made = [ids.new() for _ in range(5_000)]

        assert all(re.fullmatch(r"[A-Za-z0-9_-]+", id) for id in made)
        assert len(set(made)) == len(made)
        assert made == sorted(made)


def test_two_sources_of_uuids_do_not_meet() -> None:
    assert not {UuidIds().new() for _ in range(1_000)} & {UuidIds().new() for _ in range(1_000)}
