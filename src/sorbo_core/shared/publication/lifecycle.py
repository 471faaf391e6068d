"""Every verb that all published nouns have, made for one of them."""

from typing import Any, Generic, Protocol, TypeVar

from sorbo_core.shared.files.uploads import Uploads
from sorbo_core.shared.ports import Clock, UnitOfWork
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.publication.ports import Entries, References
from sorbo_core.shared.publication.use_cases.archive import Archive
from sorbo_core.shared.publication.use_cases.change import Change
from sorbo_core.shared.publication.use_cases.create import Create
from sorbo_core.shared.publication.use_cases.delete import Delete
from sorbo_core.shared.publication.use_cases.list import List
from sorbo_core.shared.publication.use_cases.publish import Publish
from sorbo_core.shared.publication.use_cases.read import Read
from sorbo_core.shared.publication.use_cases.schedule import Schedule
from sorbo_core.shared.publication.use_cases.take_in import TakeIn
from sorbo_core.shared.publication.use_cases.unschedule import Unschedule
from sorbo_core.shared.publication.use_cases.verb import E
from sorbo_core.shared.publication.use_cases.versions.compare import CompareVersions
from sorbo_core.shared.publication.use_cases.versions.list import ListVersions
from sorbo_core.shared.publication.use_cases.versions.read import ReadVersion
from sorbo_core.shared.publication.use_cases.versions.restore import RestoreVersion

V = TypeVar("V")


class Wrapping(Protocol):
    """Puts something around a use case, such as a clock that times it."""

    def __call__(self, use_case: type[V], /, *, name: str) -> type[V]:
        """Return a use case that may take the place of this one; `name` is for logs (`PublishFormation`)."""


class Lifecycle(Generic[E]):
    """The verbs of one noun: `lifecycle.publish(actor=…, id=…)`.

    Args:
        noun: which.
        entries: where its entities are kept.
        clock: tells the time.
        unit_of_work: keeps what several verbs do together, or nothing of it.
        wrapped: put around each verb.
        references: tells of an entry whether others refer to it; None where nothing can.
        uploads: files that its entries may refer to; None where they name none.
    """

    def __init__(
        self,
        noun: Noun[E],
        *,
        entries: Entries[E],
        clock: Clock,
        unit_of_work: UnitOfWork,
        wrapped: Wrapping | None = None,
        references: References | None = None,
        uploads: Uploads | None = None,
    ) -> None:
        def made(verb: type[V], **more: object) -> V:
            name = f"{verb.__name__}{noun.name.capitalize()}"
            facts: dict[str, Any] = {"noun": noun, "entries": entries, "clock": clock, **more}
            return (wrapped(verb, name=name) if wrapped else verb)(**facts)

        self.noun = noun
        self.together = unit_of_work.run
        self.list: List[E] = made(List)
        self.read: Read[E] = made(Read)
        self.create: Create[E] = made(Create, uploads=uploads)
        self.change: Change[E] = made(Change, uploads=uploads)
        self.take_in: TakeIn[E] = made(TakeIn, uploads=uploads)
        self.publish: Publish[E] = made(Publish)
        self.schedule: Schedule[E] = made(Schedule)
        self.unschedule: Unschedule[E] = made(Unschedule)
        self.archive: Archive[E] = made(Archive)
        self.delete: Delete[E] = made(Delete, references=references)
        self.list_versions: ListVersions[E] = made(ListVersions)
        self.read_version: ReadVersion[E] = made(ReadVersion)
        self.compare_versions: CompareVersions[E] = made(CompareVersions)
        self.restore_version: RestoreVersion[E] = made(RestoreVersion, uploads=uploads)
