"""What can be found of an entry by the words in it."""

import msgspec


class Findable(msgspec.Struct, frozen=True, kw_only=True):
    """The words of an entry, by how much they say about it.

    Attributes:
        title: says most.
        keywords: categories, types, tools, places: what it is filed under.
        text: everything else that visitors read; what it starts with is shown where nothing else fits.
    """

    title: str
    keywords: tuple[str, ...] = ()
    text: str = ""
