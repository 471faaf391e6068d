"""Slugs of entries: free ones are found, taken ones stay with whom they belong to."""

import re
from collections.abc import Awaitable, Callable, Iterator
from itertools import count
from typing import TypeVar

from sorbo_core.shared.publication.errors import SlugTaken
from sorbo_core.shared.text import slugify

T = TypeVar("T")

RESERVED = frozenset({"export", "import"})
"""What stands for something else where the slug of an entry would stand in a URL."""
_MOST_NUMBERED = 20
_TAIL = 12


def candidates(title: str, id: str) -> Iterator[str]:
    """Yield, without end, slugs for an entry of this title: `etude`, `etude-2`, …, `etude-20`.

    Where so many share a title, the end of the entry's id comes next, so that the hundredth does
    not have to try a hundred; in the end numbers go on.
    """
    slug = slugify(title)
    yield slug
    yield from (f"{slug}-{n}" for n in range(2, _MOST_NUMBERED + 1))
    yield f"{slug}-{_tail(id)}"
    yield from (f"{slug}-{n}" for n in count(_MOST_NUMBERED + 1))


def is_slug_of(title: str, slug: str, id: str) -> bool:
    """Tell whether the slug was made from the title (rather than chosen by staff)."""
    return re.fullmatch(rf"{slugify(title)}(-(\d+|{_tail(id)}))?", slug) is not None


async def with_free_slug(title: str, id: str, write: Callable[[str], Awaitable[T]]) -> T:
    """Return what `write` makes with the first slug for the title that is free.

    The repository's unique index decides what is free, so that two who write at once never share.
    """
    for slug in candidates(title, id):
        try:
            return await write(slug)
        except SlugTaken:
            continue
    raise AssertionError(title)  # pragma: no cover — candidates never end


def _tail(id: str) -> str:
    return slugify(id)[-_TAIL:].strip("-")
