"""The caches, wired: in the process, in Redis, and told by the other processes."""

import time
from collections.abc import Callable
from typing import Any

import msgspec
from dependency_injector import providers
from redis.asyncio import Redis

from sorbo_adapters.memory.cache import MemoryTier
from sorbo_adapters.redis.cache import RedisTier
from sorbo_adapters.redis.invalidations import RedisInvalidations
from sorbo_core.identity.api_keys.standing import KeyStanding
from sorbo_core.identity.sessions.standing import Standing
from sorbo_core.shared.caching.cache import Cache, Lifetimes
from sorbo_core.shared.caching.invalidating import Invalidating
from sorbo_core.shared.caching.ports import Kept
from sorbo_core.shared.caching.tables import Tables
from sorbo_web.middleware.answers.kept_answer import KeptAnswer

Answers = Cache[KeptAnswer]

_TABLES, _MOST_OF_A_TABLE = 16, 2000
"""Each has room for so many documents: some megabytes at most."""
_STANDINGS = 20_000
# What a worker does not hear of in this time is true there all the same: under a second, everywhere.
_MOMENT = Lifetimes(fresh=0.9, stale=0)


def answers_cache(room: int, url: str, connect: Callable[[], Redis]) -> Answers:
    """Return the cache of a process, with `room` bytes of its own; without a URL of Redis, alone with it."""
    process: MemoryTier[KeptAnswer] = MemoryTier(room=room, weigh=lambda answer: answer.weight)
    shared = _tier(connect()) if url else None
    return Cache(process=process, shared=shared, lifetimes=Lifetimes(), now=time.time)


def tables_beside(answers: Answers, room: int) -> Tables:
    """Return the tables that a process keeps beside its answers; none where it keeps no answers."""
    process: MemoryTier[Any] = MemoryTier(room=_TABLES, weigh=lambda _: 1)
    return Tables(cache=answers.beside(process), most=_MOST_OF_A_TABLE if room else 0)


def standings_beside(answers: Answers, room: int) -> Cache[Standing]:
    """Return the standings that a process keeps: for a moment, and none where no answers are kept."""
    process: MemoryTier[Standing] = MemoryTier(room=_STANDINGS if room else 0, weigh=lambda _: 1)
    return answers.beside(process, lifetimes=_MOMENT)


def key_standings_beside(answers: Answers, room: int) -> Cache[KeyStanding]:
    """Return the standings of API keys that a process keeps: as those of logins, and as many."""
    process: MemoryTier[KeyStanding] = MemoryTier(room=_STANDINGS if room else 0, weigh=lambda _: 1)
    return answers.beside(process, lifetimes=_MOMENT)


def invalidations(redis: Redis, answers: Answers) -> RedisInvalidations:
    """Return what listens to the other processes; it keeps a connection of this client for itself."""
    return RedisInvalidations(
        redis, opened=answers.open, invalidated=answers.invalidated, closed=answers.close
    )


def shown(
    answers: providers.Provider[Any],
    noun: str,
    *repository: Any,  # noqa: ANN401 — a class, and what it is made with
) -> providers.Singleton[Any]:
    """Return the provider of a repository of something of which answers, or standings, are kept."""
    return providers.Singleton(Invalidating, providers.Singleton(*repository), noun=noun, answers=answers)


def _tier(redis: Redis) -> RedisTier[KeptAnswer]:
    encoder, decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Kept[KeptAnswer])
    return RedisTier(client=redis, encode=encoder.encode, decode=decoder.decode)
