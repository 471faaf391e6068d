"""Sample logiciels."""

from importlib.resources import files

import msgspec

from sorbo_core.catalogue.logiciel import Logiciel, LogicielDetails
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.publication.lifecycle import Lifecycle

_LOADER = Actor(id="exemple", permissions=frozenset(Permission))


class SampleLogiciel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A logiciel that visitors see at once."""

    id: str
    details: LogicielDetails


def sample_logiciels() -> tuple[SampleLogiciel, ...]:
    """Return the logiciels that the package carries."""
    carried = files(__package__).joinpath("logiciels.json").read_bytes()
    return msgspec.json.decode(carried, type=tuple[SampleLogiciel, ...])


async def load_logiciels(logiciels: Lifecycle[Logiciel]) -> None:
    """Write them through the use cases.

    Their ids are fixed, so that a second call completes what the first one left, and leaves alone
    what staff have changed since.
    """
    for sample in sample_logiciels():
        logiciel = await logiciels.create(actor=_LOADER, id=sample.id, details=sample.details)
        if logiciel.version == 1:
            await logiciels.publish(actor=_LOADER, id=logiciel.id)
