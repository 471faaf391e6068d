"""Objects by key, folder after folder, from storages that list in an order of their own."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import msgspec

from sorbo_core.files.storage import Stored, checked_prefix


class Folder(msgspec.Struct, frozen=True):
    """What is right in a folder.

    Attributes:
        objects: those whose key has no further `/`.
        folders: what the keys of the others begin with, each up to its next `/`.
    """

    objects: Sequence[Stored]
    folders: Sequence[str]


Look = Callable[[str], Awaitable[Folder]]
"""Returns what is in a folder: `""`, or one that ends with `/`."""


async def walk(look: Look, prefix: str, after: str | None) -> AsyncIterator[Stored]:
    """Yield the objects whose key begins with `prefix` and comes after `after`, by key.

    Not every storage lists `a-b` before `a/b`, as S3 does; one folder at a time is put in order here.
    """
    checked_prefix(prefix)
    start = prefix[: prefix.rfind("/") + 1]
    waiting: list[str | Stored] = [start]
    while waiting:
        step = waiting.pop()
        if isinstance(step, Stored):
            yield step
            continue
        folder = await look(step)
        found: dict[str, str | Stored] = {
            each.key: each for each in folder.objects if each.key > (after or "")
        }
        found |= {name: name for name in folder.folders if _reaches(name, after)}
        steps = (found[name] for name in sorted(found, reverse=True) if _begins(name, prefix))
        waiting.extend(steps)


def _reaches(folder: str, after: str | None) -> bool:
    return after is None or folder > after or after.startswith(folder)


def _begins(name: str, prefix: str) -> bool:
    return name.startswith(prefix) or (name.endswith("/") and prefix.startswith(name))
