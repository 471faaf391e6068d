"""What a batch is made of, and what is told of it."""

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any, Union

import msgspec
from msgspec import Meta

from sorbo_core.shared.text import Line
from sorbo_web.api.entries.schemas import Bodies
from sorbo_web.api.wire import Body, View
from sorbo_web.errors.problem import Problem

MOST_OPERATIONS = 100

Version = Annotated[int, Meta(ge=1)]


class CreateOne(Body, frozen=True, kw_only=True, tag_field="op", tag="create"):
    """Write one down as a brouillon."""

    data: msgspec.Raw


class UpdateOne(Body, frozen=True, kw_only=True, tag_field="op", tag="update"):
    """Change one, at the version that the editor saw."""

    id: Line
    version: Version
    data: msgspec.Raw


class PublishOne(Body, frozen=True, kw_only=True, tag_field="op", tag="publish"):
    """Show one to visitors; with a version, only at that one."""

    id: Line
    version: Version | None = None


class ArchiveOne(Body, frozen=True, kw_only=True, tag_field="op", tag="archive"):
    """Hide one from visitors; with a version, only at that one."""

    id: Line
    version: Version | None = None


class DeleteOne(Body, frozen=True, kw_only=True, tag_field="op", tag="delete"):
    """Take away one that was never published, at the version that the editor saw."""

    id: Line
    version: Version


AnyOne = CreateOne | UpdateOne | PublishOne | ArchiveOne | DeleteOne


class Batch(Body, frozen=True, kw_only=True):
    """Operations, done one after the other; all or none of them where `atomic` is true."""

    operations: Annotated[tuple[AnyOne, ...], Meta(min_length=1, max_length=MOST_OPERATIONS)]
    atomic: bool = False


class OperationResult(View, frozen=True, kw_only=True):
    """What became of one operation, in place of the answer that its own route gives.

    `id` and `etag` are those of the entity after it, `etag` null where it is gone; `problem` says why it
    was refused.
    """

    status: int
    id: str | None = None
    etag: str | None = None
    problem: Problem | None = None


class BatchResults(View, frozen=True, kw_only=True):
    """What became of each operation, in their order."""

    results: tuple[OperationResult, ...]


def documented(name: str, bodies: Bodies) -> type:
    """Return the class of the body with what the operations of a noun hold, for the documentation."""
    one: Any = Union[(*_written(name, bodies), PublishOne, ArchiveOne, DeleteOne)]
    several = Annotated[tuple[one, ...], Meta(min_length=1, max_length=MOST_OPERATIONS)]
    fields: Any = [("operations", several), ("atomic", bool, False)]
    return msgspec.defstruct(f"{name}Batch", fields, bases=(Body,), kw_only=True)


def _written(name: str, bodies: Bodies) -> Iterator[type]:
    made: Any = partial(msgspec.defstruct, bases=(Body,), kw_only=True, tag_field="op")
    yield made(f"Create{name}", [("data", bodies.draft)], tag="create")
    yield made(f"Update{name}", [("id", Line), ("version", Version), ("data", bodies.patch)], tag="update")
