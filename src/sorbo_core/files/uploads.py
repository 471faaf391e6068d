"""Files as other areas refer to them."""

from collections.abc import Callable

import msgspec

from sorbo_core.files.errors import FileNotFound
from sorbo_core.files.ports import StoredFiles
from sorbo_core.files.removal import Removal
from sorbo_core.files.stored_file import FileState, StoredFile
from sorbo_core.shared.errors import Violation
from sorbo_core.shared.files.kind import FileKind
from sorbo_core.shared.files.uploads import FileUnusable, Upload, Uploads
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.query import MAX_LIMIT, Filter, ListQuery, Op

_LOST = frozenset({FileState.REFUSED, FileState.CONDEMNED})


class HeldUploads(Uploads):
    """Holds and claims: each is one conditional write, so that a file is not removed meanwhile."""

    def __init__(self, *, files: StoredFiles, removal: Removal, clock: Clock) -> None:
        self._files = files
        self._removal = removal
        self._clock = clock

    async def hold(self, id: str, kind: FileKind, *, pointer: str = "") -> Upload:
        """Hold it, as `Uploads.hold` promises."""
        return await self._change(
            id, lambda file: _of(file, kind, pointer).hold(at=self._clock.now()), pointer
        )

    async def claim(self, id: str, kind: FileKind, *, owner: str, pointer: str = "") -> Upload:
        """Give it to an owner, as `Uploads.claim` promises."""

        def claim(file: StoredFile) -> StoredFile:
            if _of(file, kind, pointer).claimed_by not in {None, owner}:
                raise FileUnusable(Violation(pointer, "file_claimed"))
            return file.claim(owner, at=self._clock.now())

        return await self._change(id, claim, pointer)

    async def release(self, owner: str) -> None:
        """Remove its files, as `Uploads.release` promises."""
        mine = Filter("claimed_by", Op.EQ, owner)
        query = ListQuery(filters=(mine,), limit=MAX_LIMIT)
        while True:
            page = await self._files.list(query)
            for file in page.items:
                await self._removal(file)
            if page.next is None:
                return
            query = msgspec.structs.replace(query, after=page.next)

    async def _change(self, id: str, change: Callable[[StoredFile], StoredFile], pointer: str) -> Upload:
        try:
            file = await self._files.update(id, change)
        except FileNotFound:
            raise FileUnusable(Violation(pointer, "unknown_file")) from None
        return upload_of(file)


def upload_of(file: StoredFile) -> Upload:
    """Return what others may know of a file."""
    return Upload(
        id=file.id,
        kind=file.kind,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        image=file.image,
        text=file.text,
    )


def _of(file: StoredFile, kind: FileKind, pointer: str) -> StoredFile:
    if file.state in _LOST:
        raise FileUnusable(Violation(pointer, "unknown_file"))
    if file.kind is not kind:
        raise FileUnusable(Violation(pointer, "wrong_file_kind", {"kind": kind}))
    return file
