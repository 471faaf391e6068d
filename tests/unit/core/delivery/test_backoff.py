from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorbo_core.delivery.backoff import Backoff
from support import build

BACKOFF = Backoff(chance=lambda: 0)
EVENT = build.demande().events[0]


@pytest.mark.parametrize(("failures", "seconds"), [(1, 1), (2, 2), (3, 4), (10, 512), (11, 600), (1000, 600)])
def test_waits_double_up_to_the_longest(failures: int, seconds: int) -> None:
    assert BACKOFF.retry_at(failures, now=build.NOW) == build.later(seconds=seconds)


@pytest.mark.parametrize(("age", "wait"), [(0, 1), (1, 1), (2, 2), (3, 3), (60, 3), (86_400, 3)])
def test_a_part_that_is_away_is_probed_again_within_three_seconds(age: int, wait: int) -> None:
    now = build.later(seconds=age)
    assert BACKOFF.probe_at(EVENT, now=now) == now + timedelta(seconds=wait)


def test_an_event_is_given_up_after_three_days_or_twelve_failures() -> None:
    assert not BACKOFF.gives_up(EVENT, 11, now=build.later(days=3))
    assert BACKOFF.gives_up(EVENT, 0, now=build.later(days=3, seconds=1))
    assert BACKOFF.gives_up(EVENT, 12, now=build.NOW)


@given(st.integers(min_value=1, max_value=10**9))
def test_every_wait_is_ahead_and_none_is_longer_than_the_longest(failures: int) -> None:
    wait = BACKOFF.retry_at(failures, now=build.NOW) - build.NOW
    assert timedelta(0) < wait <= BACKOFF.longest


def test_what_failed_together_does_not_come_back_together() -> None:
    chances = iter((0.0, 0.5, 1.0))
    backoff = Backoff(chance=lambda: next(chances))
    waits = [backoff.retry_at(3, now=build.NOW) - build.NOW for _ in range(3)]
    assert waits == [timedelta(seconds=each) for each in (4, 4.5, 5)]
