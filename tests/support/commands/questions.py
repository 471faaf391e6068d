"""The questions in a command: which documents of which collection, in which order."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

Json = Mapping[str, Any]


class Question(NamedTuple):
    """A condition on the documents of a collection, and the order they are wanted in."""

    collection: str
    condition: Json
    sort: Json

    def __str__(self) -> str:
        order = f" sorted by {_shape(self.sort, of_values=False)}" if self.sort else ""
        return f"{self.collection} {_shape(self.condition)}{order}"


def shape_of(question: Question) -> str:
    """Return a question without its values: those of one shape are planned alike."""
    return str(question)


def questions_of(command: Json) -> Iterator[Question]:
    """Yield what a command looks for."""
    name, collection = next(iter(command.items()))
    match name:
        case "find":
            yield Question(collection, command.get("filter", {}), command.get("sort", {}))
        case "findAndModify":
            yield Question(collection, command.get("query", {}), command.get("sort", {}))
        case "update" | "delete":
            for each in command[f"{name}s"]:
                yield Question(collection, each["q"], {})
        case "distinct" | "count" if command.get("query"):
            yield Question(collection, command["query"], {})
        case "aggregate" if not _asks_about_itself(command["pipeline"]):
            yield from _questions_in(collection, command["pipeline"])


def _asks_about_itself(pipeline: Iterable[Json]) -> bool:
    """Tell whether a pipeline begins with what MongoDB knows of the collection, not with its documents."""
    first = next(iter(pipeline), {})
    return not first.keys().isdisjoint(("$indexStats", "$collStats"))


def _questions_in(collection: str, pipeline: Iterable[Json]) -> Iterator[Question]:
    condition: Json = {}
    sort: Json = {}
    stages = list(pipeline)
    for stage in stages:
        ((name, said),) = stage.items()
        if name == "$match" and not sort:
            condition = {"$and": [condition, said]} if condition else said
        elif name == "$sort" and not sort:
            sort = said
        else:
            break
    yield Question(collection, condition, sort)
    for stage in stages:
        for inner in (stage.get("$unionWith"), stage.get("$lookup")):
            if inner:
                yield from _questions_in(inner.get("coll", inner.get("from")), inner.get("pipeline", ()))


def _shape(value: object, *, of_values: bool = True) -> str:
    if isinstance(value, Mapping):
        inside = (f"{name}: {_shape(each, of_values=of_values)}" for name, each in value.items())
        return "{" + ", ".join(inside) + "}"
    if isinstance(value, list | tuple) and any(isinstance(each, Mapping) for each in value):
        return "[" + ", ".join(_shape(each) for each in value) + "]"
    return type(value).__name__ if of_values else str(value)
