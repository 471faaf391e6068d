"""StoredFile: what is known of a file whose bytes are in the storage."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Self

import msgspec
from msgspec import Meta

from sorbo_core.files.errors import FileNotFound
from sorbo_core.files.events import FileDeleted, FilePrepared, FileRefused, FileUploaded
from sorbo_core.files.inspection import Inspected
from sorbo_core.files.intake.arrival import Arrived
from sorbo_core.files.names import MAX_NAME
from sorbo_core.files.storage import Key
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.files.image import ImageFacts
from sorbo_core.shared.files.kind import ALLOWANCES, FileKind, MediaType
from sorbo_core.shared.query import CHOICE, Field, Listing, Op, Sort, orders

HELD_FOR = timedelta(hours=24)
"""How long a file is kept that nothing refers to, after it was uploaded or last asked for."""

FileName = Annotated[str, Meta(min_length=1, max_length=MAX_NAME, pattern=r"^[^/\\\x00-\x1f\x7f]+$(?!\n)")]
"""What a file is called, on one line."""

Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]


class FileState(StrEnum):
    """Where a file stands.

    Attributes:
        PENDING: it waits to be scanned, or for its variants.
        READY: it is served.
        REFUSED: something harmful was found; its bytes are gone.
        CONDEMNED: it is being removed; nobody finds it.
    """

    PENDING = "pending"
    READY = "ready"
    REFUSED = "refused"
    CONDEMNED = "condemned"


class StoredVariant(msgspec.Struct, frozen=True, kw_only=True):
    """An image in one width and type, as it is served.

    Attributes:
        size: in bytes.
    """

    width: int
    media_type: MediaType
    key: Key
    size: int


class StoredFile(Entity, frozen=True, kw_only=True):
    """One file.

    Attributes:
        public: whether anybody may read it, by its kind.
        key: of what was uploaded, in the storage.
        name: what its uploader called it.
        text: what can be read in it, where it is a CV.
        uploaded_by: the compte; None for a visitor.
        claimed_by: whose it is for good, as `candidature:ID`.
        used_at: when something that refers to it was last about to be saved.
        held_until: until then it stays, whether or not anything refers to it.
    """

    masked: ClassVar = ("name", "text", "sha256", "claimed_by", "uploaded_by")

    kind: FileKind
    public: bool
    key: Key
    name: FileName
    media_type: MediaType
    size: int
    sha256: Digest
    state: FileState = FileState.PENDING
    image: ImageFacts | None = None
    text: str | None = None
    variants: tuple[StoredVariant, ...] = ()
    uploaded_by: str | None = None
    claimed_by: str | None = None
    used_at: datetime | None = None
    held_until: datetime

    @classmethod
    def uploaded(
        cls,
        *,
        id: str,
        kind: FileKind,
        key: str,
        name: str,
        file: Arrived,
        found: Inspected,
        by: str | None,
        at: datetime,
    ) -> Self:
        """Take in a file whose bytes are stored; it waits to be made ready.

        Raises:
            Invalid: a field breaks its rule.
        """
        blank = cls(
            id=id,
            created_at=at,
            updated_at=at,
            kind=kind,
            public=ALLOWANCES[kind].public,
            key=key,
            name=name,
            media_type=found.media_type,
            size=file.size,
            sha256=file.sha256,
            image=found.image,
            # What is public is found by what entries say of it.
            text=found.text if kind is FileKind.CV else None,
            uploaded_by=by,
            held_until=at + HELD_FOR,
        )
        return blank.changed(FileUploaded(kind=kind), at=at)

    def present(self) -> Self:
        """Return the file itself unless it is being removed.

        Raises:
            FileNotFound: it is.
        """
        if self.state is FileState.CONDEMNED:
            raise FileNotFound
        return self

    def make_ready(self, variants: tuple[StoredVariant, ...], *, at: datetime) -> Self:
        """Let it be served, with these variants; only a file that waits for that changes."""
        if self.state is not FileState.PENDING:
            return self
        return self.changed(FilePrepared(kind=self.kind), at=at, state=FileState.READY, variants=variants)

    def refuse(self, *, at: datetime) -> Self:
        """Note that something harmful is in it; only a file that waits to be scanned changes."""
        if self.state is not FileState.PENDING:
            return self
        return self.changed(FileRefused(kind=self.kind), at=at, state=FileState.REFUSED, text=None)

    def hold(self, *, at: datetime) -> Self:
        """Keep it for a day, because something that refers to it is about to be saved."""
        return self.keep(until=at + HELD_FOR, at=at, used_at=at)

    def claim(self, owner: str, *, at: datetime) -> Self:
        """Give it to an owner, and hold it."""
        return msgspec.structs.replace(self.hold(at=at), claimed_by=owner)

    def keep(self, *, until: datetime, at: datetime, used_at: datetime | None = None) -> Self:
        """Keep it until then at least. Nobody is told: nothing of the file has changed."""
        until, used_at = max(until, self.held_until), used_at or self.used_at
        return msgspec.structs.replace(self, held_until=until, used_at=used_at, updated_at=at)

    def condemn(self, *, at: datetime) -> Self:
        """Have nobody find it any more; whoever removes what is left of it may be another one."""
        return msgspec.structs.replace(self, state=FileState.CONDEMNED, held_until=at, updated_at=at)

    def delete(self, *, at: datetime) -> Self:
        """Return its last state, once its bytes are gone."""
        return self.changed(FileDeleted(kind=self.kind), at=at)


FILES = Listing(
    fields=(
        Field(name="kind", path="kind", type=FileKind, ops=CHOICE),
        Field(name="state", path="state", type=FileState, ops=(Op.EQ,)),
    ),
    sorts=orders({"createdAt": Sort("created_at", type=datetime)}, "-createdAt"),
)
