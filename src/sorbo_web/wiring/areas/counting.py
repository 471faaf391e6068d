"""What counts how often entries are used, wired to ports."""

from dependency_injector import containers, providers

from sorbo_core.shared.counting.tally import Tally
from sorbo_core.shared.counting.use_cases.tell_counts import TellCounts
from sorbo_web.wiring.observed import observed


class Counting(containers.DeclarativeContainer):
    """The one tally of the process, and what tells the counts."""

    ports = providers.DependenciesContainer()

    tally = providers.Singleton(Tally, counters=ports.counters, clock=ports.clock)
    tell_counts = providers.Singleton(observed(TellCounts), counters=ports.counters)
