"""What entries refer to: uploads are held, and tell what they are, before an entry is written."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import msgspec

from sorbo_core.shared.errors import Violation
from sorbo_core.shared.files.attached import Attached
from sorbo_core.shared.files.kind import FileKind
from sorbo_core.shared.files.uploads import FileUnusable, Upload, Uploads
from sorbo_core.shared.validation import camel

S = TypeVar("S", bound=msgspec.Struct)
T = TypeVar("T")

Named = tuple[str, FileKind]
"""An upload by its id, and the kind that it has to be of."""


class Settle(Protocol):
    """Fills in what is known of the uploads that something names."""

    @abstractmethod
    def __call__(self, said: S, before: S | None, /) -> S:
        """Return what is about to be said with its uploads held and known.

        Args:
            said: what is about to be written.
            before: what it takes the place of, whose uploads are known.
        """


class AsWritten(Settle):
    """Leaves everything as it is, where nothing is uploaded."""

    def __call__(self, said: S, before: S | None, /) -> S:  # noqa: ARG002 — as `Settle` has it
        """Return what is said."""
        return said


class _Unheld(Exception):
    """What is about to be written names uploads that nobody holds.

    Attributes:
        named: each, and the JSON Pointer to where it is named.
    """

    def __init__(self, named: Mapping[Named, str]) -> None:
        super().__init__()
        self.named = named


class Attachments:
    """Holds the uploads that one write refers to.

    What the entry refers to already is known, and is not asked for again.

    Args:
        uploads: files that were uploaded; None where there are none.
    """

    def __init__(self, uploads: Uploads | None) -> None:
        self._uploads = uploads
        self._held: dict[Named, Upload] = {}

    async def settling(self, write: Callable[[Settle], Awaitable[T]]) -> T:
        """Return what `write` makes, with uploads that are held. It runs again once more of them are.

        What a change makes of an entry shows only when it is made, and nothing may be awaited there.

        Raises:
            FileUnusable: what is named is no upload, or none of this kind.
        """
        while True:
            try:
                return await write(_Settle(self._held))
            except _Unheld as unheld:
                for named, pointer in unheld.named.items():
                    self._held[named] = await self._hold(*named, pointer)

    async def _hold(self, id: str, kind: FileKind, pointer: str) -> Upload:
        if self._uploads is None:
            raise FileUnusable(Violation(pointer, "unknown_file"))
        return await self._uploads.hold(id, kind, pointer=pointer)


class _Settle(Settle):
    """Settles with the uploads that are held so far."""

    def __init__(self, held: Mapping[Named, Upload]) -> None:
        self._held = held

    def __call__(self, said: S, before: S | None, /) -> S:
        known: list[Attached] = []
        unheld: dict[Named, str] = {}

        def note(attached: Attached, _: str) -> Attached:
            known.append(attached)
            return attached

        def settle(attached: Attached, pointer: str) -> Attached:
            settled, named = self._settled(attached, known)
            if named is not None:
                unheld.setdefault(named, f"{camel(pointer)}/src")
            return settled

        _replaced(before, note)
        settled: S = _replaced(said, settle)
        if unheld:
            raise _Unheld(unheld)
        return settled

    def _settled(self, attached: Attached, known: Sequence[Attached]) -> tuple[Attached, Named | None]:
        """Return it as it was before, or as it is held; and what it names that is neither."""
        id_ = attached.upload_id
        same = [each for each in known if type(each) is type(attached) and each.upload_id]
        if id_ is None:
            return attached.apart_from(same), None
        for each in same:
            if each.upload_id == id_:
                return attached.like(each), None
        upload = self._held.get((id_, attached.kind))
        return (attached, (id_, attached.kind)) if upload is None else (attached.of(upload), None)


def _replaced(value: Any, replace: Callable[[Attached, str], Attached], pointer: str = "") -> Any:  # noqa: ANN401 — whatever details hold
    """Return a value with each attachment in it replaced; the same object where none is another."""
    if isinstance(value, Attached):
        return replace(value, pointer)
    if isinstance(value, msgspec.Struct):
        members = {name: getattr(value, name) for name in value.__struct_fields__}
        made = {name: _replaced(each, replace, f"{pointer}/{name}") for name, each in members.items()}
        changes = {name: each for name, each in made.items() if each is not members[name]}
        return msgspec.structs.replace(value, **changes) if changes else value
    if isinstance(value, tuple):
        each_made = tuple(_replaced(each, replace, f"{pointer}/{n}") for n, each in enumerate(value))
        return each_made if any(a is not b for a, b in zip(each_made, value, strict=True)) else value
    return value
