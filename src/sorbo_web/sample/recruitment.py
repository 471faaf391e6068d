"""The job offers of the sample."""

from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import msgspec

from sorbo_core.recruitment.emploi import Emploi, EmploiDetails
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.publication.lifecycle import Lifecycle

_LOADER = Actor(id="exemple", permissions=frozenset(Permission))


class SampleEmploi(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A job offer for which one can apply until `open_for` days after it is loaded.

    Attributes:
        said: its details but for the deadline.
        published: whether visitors see it at once.
    """

    id: str
    open_for: int
    said: dict[str, Any]
    published: bool = True

    def details(self, today: date) -> EmploiDetails:
        """Return it with its deadline."""
        deadline = (today + timedelta(days=self.open_for)).isoformat()
        return msgspec.convert({**self.said, "deadline": deadline}, EmploiDetails)


def sample_emplois() -> tuple[SampleEmploi, ...]:
    """Return the job offers that the package carries."""
    source = files(__package__).joinpath("emplois.json")
    return msgspec.json.decode(source.read_bytes(), type=tuple[SampleEmploi, ...])


async def load_emplois(*, emplois: Lifecycle[Emploi], today: date) -> None:
    """Write the job offers of the sample.

    Their ids are fixed, so that a second call completes what the first one left, and leaves alone
    what staff have changed, published or archived since.
    """
    for sample in sample_emplois():
        emploi = await emplois.create(actor=_LOADER, id=sample.id, details=sample.details(today))
        if sample.published and emploi.version == 1:
            await emplois.publish(actor=_LOADER, id=emploi.id)
