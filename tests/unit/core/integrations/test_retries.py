from datetime import timedelta

import pytest

from sorbo_core.integrations.retries import Retries, asked_wait
from support.build import NOW, later

SCHEDULE = [
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
]


def exact() -> Retries:
    return Retries(chance=lambda: 0.0)


@pytest.mark.parametrize(("tries", "wait"), [*enumerate(SCHEDULE, start=1)])
def test_waits_are_those_of_the_specification(tries: int, wait: timedelta) -> None:
    assert exact().retry_at(tries, now=NOW) == NOW + wait


def test_after_the_tenth_attempt_there_is_none() -> None:
    assert exact().retry_at(10, now=NOW) is None
    assert exact().retry_at(10, now=NOW, retry_after="60") is None


def test_chance_makes_a_wait_up_to_a_tenth_longer() -> None:
    assert Retries(chance=lambda: 1.0).retry_at(2, now=NOW) == later(seconds=330)


@pytest.mark.parametrize(
    ("field", "wait"),
    [
        ("2", timedelta(seconds=5)),
        ("600", timedelta(minutes=10)),
        ("999999999999", timedelta(hours=24)),
        ("Mon, 02 Mar 2026 09:32:15 GMT", timedelta(seconds=119.875)),
        ("Mon, 02 Mar 2020 09:32:15 GMT", timedelta(seconds=5)),
        ("Mon, 02 Mar 2099 09:32:15 GMT", timedelta(hours=24)),
        ("-3", timedelta(seconds=5)),
        ("soon", timedelta(seconds=5)),
        ("", timedelta(seconds=5)),
    ],
)
def test_a_receiver_that_asks_for_a_longer_wait_gets_it_within_bounds(field: str, wait: timedelta) -> None:
    assert exact().retry_at(1, now=NOW, retry_after=field) == NOW + wait


def test_without_the_field_no_wait_is_asked_for() -> None:
    assert asked_wait(None, now=NOW) == timedelta(0)
