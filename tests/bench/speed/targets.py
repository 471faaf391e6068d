"""What is compared with what, and what is aimed at."""

from typing import Final

import msgspec


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """Ours is at least `least` times as fast as `than`."""

    than: str
    least: float


class Race(msgspec.Struct, frozen=True, kw_only=True):
    """One path, asked of everybody.

    Attributes:
        paths: of each contestant, by name. ID is a formation, NUMBER one that never comes back.
        targets: what is aimed at.
        documents: how many formations there are.
        known: whether the client has the answer already.
        posts: whether a request for a quote is posted.
    """

    name: str
    paths: dict[str, str]
    targets: tuple[Target, ...]
    documents: int = 300
    known: bool = False
    posts: bool = False


OURS: Final = "sorbo"
BARE: Final = "bare ASGI"
BARE_BODY: Final = "bare ASGI, three header fields"
RAW: Final = "raw driver"
RAW_ONE: Final = "raw driver, one find"
BEANIE: Final = "FastAPI, Beanie"
EXPRESS: Final = "Express"
EXPRESS_KEEPING: Final = "Express, in-process cache"

_ONE = "/api/v1/formations/bench-7"
MANY: Final = 100_000

RACES: Final = (
    Race(
        name="hot list",
        paths={
            OURS: "/api/v1/formations?limit=20",
            BARE: "/",
            BARE_BODY: "/",
            EXPRESS: "/hot",
            EXPRESS_KEEPING: "/hot",
        },
        targets=(Target(than=BARE, least=0.6), Target(than=EXPRESS, least=8)),
    ),
    Race(
        name="hot detail",
        paths={
            OURS: _ONE,
            BARE: "/",
            BARE_BODY: "/",
            EXPRESS: "/hot/bench-7",
            EXPRESS_KEEPING: "/hot/bench-7",
        },
        targets=(Target(than=BARE, least=0.6), Target(than=EXPRESS, least=8)),
    ),
    Race(
        name="304",
        paths={OURS: "/api/v1/formations?limit=20", BARE: "/", BARE_BODY: "/"},
        targets=(Target(than=BARE, least=0.7),),
        known=True,
    ),
    Race(
        name="cold list",
        paths={
            OURS: "/api/v1/formations?price[gte]=NUMBER&sort=price&limit=20",
            RAW: "/list?price=NUMBER",
            RAW_ONE: "/list?price=NUMBER",
            BEANIE: "/list?price=NUMBER",
            EXPRESS: "/list?price=NUMBER",
        },
        targets=(Target(than=RAW, least=0.7), Target(than=EXPRESS, least=2.5)),
    ),
    Race(
        name="cold detail",
        paths={
            OURS: "/api/v1/formations/bench-NUMBER",
            RAW: "/detail/bench-NUMBER",
            RAW_ONE: "/detail/bench-NUMBER",
            BEANIE: "/detail/bench-NUMBER",
            EXPRESS: "/detail/bench-NUMBER",
        },
        targets=(Target(than=RAW, least=0.75), Target(than=EXPRESS, least=1.5)),
        documents=MANY,
    ),
    Race(
        name="accepted demande",
        paths={OURS: "/api/v1/demandes", EXPRESS: "/demandes"},
        targets=(Target(than=EXPRESS, least=1),),
        posts=True,
    ),
)
