"""What files hold of people."""

from datetime import datetime

from sorbo_core.files.ports import StoredFiles
from sorbo_core.files.removal import Removal
from sorbo_core.files.stored_file import StoredFile
from sorbo_core.shared.personal.holding import BATCH, Category, Holding, Kept
from sorbo_core.shared.personal.ports import Erased, Person, PersonalData, Record
from sorbo_core.shared.query import Filter, ListQuery, Op

FILES_HELD = Holding(
    name="files",
    holds=StoredFile,
    about="Keep CVs with their candidatures, and the images and documents that the site shows",
    personal={
        "name": Category.IDENTITY,
        "text": Category.CAREER,
        "sha256": Category.TRACE,
        "claimed_by": Category.TRACE,
        "uploaded_by": Category.TRACE,
    },
    plain=(
        "kind",
        "public",
        "key",
        "media_type",
        "size",
        "state",
        "image",
        "variants",
        "used_at",
        "held_until",
    ),
    kept=(
        Kept(
            days=None,
            text="as long as something refers to it: a CV, as long as its candidature; else 1 day",
            source="GDPR art. 5(1)(e): no longer than what it belongs to",
        ),
    ),
    erasure="CVs deleted, their bytes included; images and documents are what the company publishes",
)

_OWNERS = ("candidature",)
"""The nouns whose entities files belong to."""


class FilesHeld(PersonalData):
    """Files that belong to something of a person's: bytes and document go together."""

    def __init__(self, *, files: StoredFiles, removal: Removal) -> None:
        self._files = files
        self._removal = removal

    async def held(self, person: Person) -> tuple[Record, ...]:
        """Return them, as `PersonalData.held` promises."""
        found = await self._of(person)
        return tuple(
            Record(id=each.id, data={"name": each.name, "size": each.size, "text": each.text})
            for each in found
        )

    async def erase(self, person: Person, *, at: datetime) -> Erased:  # noqa: ARG002 — files are not blanked
        """Delete them, as `PersonalData.erase` promises."""
        found = await self._of(person)
        for each in found:
            await self._removal(each)
        return Erased(deleted=len(found))

    async def expire(self, *, at: datetime) -> int:  # noqa: ARG002 — a file has no period of its own
        """Let go of nothing: files go with what they belong to."""
        return 0

    async def _of(self, person: Person) -> list[StoredFile]:
        owners = sorted(f"{noun}:{id_}" for noun in _OWNERS for id_ in person.ids)
        found: list[StoredFile] = []
        for first in range(0, len(owners), BATCH):
            mine = Filter("claimed_by", Op.IN, tuple(owners[first : first + BATCH]))
            query = ListQuery(filters=(mine,), limit=BATCH)
            found += (await self._files.list(query)).items
        return found
