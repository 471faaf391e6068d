"""What a race showed, in words."""

from collections.abc import Iterator

from bench.speed.field import Outcome
from bench.speed.targets import OURS, Race, Target


def lines(race: Race, outcome: Outcome) -> Iterator[str]:
    """Yield the rate of each contestant, and whether each target is met."""
    ours = outcome.rate(OURS)
    yield f"{race.name}, requests per second (median of {len(outcome.rates[OURS])})"
    for name in outcome.rates:
        rate, cpu = outcome.rate(name), outcome.cpu(name)
        yield (
            f"  {name:32}{rate:8.0f}   ours ÷ it {ours / rate:6.2f}"
            f"   {cpu:7.1f} µs of processor, it ÷ ours {cpu / outcome.cpu(OURS):6.2f}"
        )
    for target in race.targets:
        yield f"  target: at least {target.least} of {target.than}: {_verdict(outcome, target)}"


def _verdict(outcome: Outcome, target: Target) -> str:
    if target.than not in outcome.rates:
        return "not measured"
    ratio = outcome.rate(OURS) / outcome.rate(target.than)
    return f"{'met' if ratio >= target.least else 'NOT met'} ({ratio:.2f})"
