"""Releases of a software product, and what a computer needs to run it."""

import datetime as dt
from typing import Annotated

import msgspec
from msgspec import Meta

from sorbo_core.shared.media.link import Link
from sorbo_core.shared.text import Line, Prose


class Requirements(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a computer needs to run it, in free text ("Windows 10 ou 11", "8 Go")."""

    system: Line | None = None
    ram: Line | None = None
    disk: Line | None = None
    processor: Line | None = None


class Release(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of the software itself; versions of the entry are something else.

    Attributes:
        number: as its makers call it ("1.1").
        date: the day it came out.
        notes: what is new.
        link: where it is downloaded.
        size: of the download, in bytes.
    """

    number: Line
    date: dt.date | None = None
    notes: Prose | None = None
    link: Link | None = None
    size: Annotated[int, Meta(ge=0, le=1_000_000_000_000)] | None = None


Releases = Annotated[tuple[Release, ...], Meta(max_length=100)]
