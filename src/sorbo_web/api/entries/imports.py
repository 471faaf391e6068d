"""`POST /api/v1/formations/import`: entries from a file, told row by row."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import msgspec
from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from msgspec import Meta

from sorbo_core.shared.errors import DomainError, Invalid, Unavailable, Violation
from sorbo_core.shared.ports import Ids
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_core.shared.publication.use_cases.take_in import Outcome, TakeIn
from sorbo_web.api.controller import Controller
from sorbo_web.api.entries.rows import MOST_ROWS, Row, csv_rows, json_rows
from sorbo_web.api.entries.schemas import Bodies
from sorbo_web.api.query.text import parameters, refuse
from sorbo_web.api.request import JSON_TYPES, ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.api.wire import Body, View
from sorbo_web.errors.language import language_of
from sorbo_web.errors.problem import Problem, problem_for

_CSV = "text/csv"
_DRY_RUN = {"dryRun": (("false", "true"), "Tell what would become of each row, and write nothing.")}


class RowResult(View, frozen=True, kw_only=True):
    """What became of one row.

    `row` counts from 1, the line with the names of the columns aside. `problem` says why it was
    refused; its pointers lead into the row.
    """

    row: int
    outcome: Outcome
    slug: str | None = None
    id: str | None = None
    problem: Problem | None = None


class ImportReport(View, frozen=True, kw_only=True):
    """What became of all rows, in numbers and one by one."""

    dry_run: bool
    created: int
    changed: int
    unchanged: int
    refused: int
    rows: tuple[RowResult, ...]


class ImportRoute(Controller):
    """The import of one noun.

    Args:
        lifecycle: the noun's use cases.
        bodies: what the noun is written by. Columns of its view may come back from an export.
        ids: makes those of new entries.
        tag: what the route is listed under in the documentation.
    """

    def __init__(self, lifecycle: Lifecycle[Any], bodies: Bodies, *, ids: Ids, tag: str) -> None:
        self._lifecycle = lifecycle
        self._bodies = bodies
        self._ids = ids
        self._tag = tag

    def handler(self) -> HTTPRouteHandler:
        """Return the route, below the path of the noun."""
        noun = self._lifecycle.noun
        said = operation(TakeIn, id=f"import{noun.plural.capitalize()}", tag=self._tag, policy=noun.writes)
        body = _documented(noun.plural.capitalize(), self._bodies.draft)
        more = {
            "body": body,
            "media_types": (*JSON_TYPES[:1], _CSV),
            "example": self._example,
            "choices": _DRY_RUN,
            "answers": ImportReport,
        }
        told = {name: noun.told(said[name]) for name in ("summary", "description")}
        return post("/import", status_code=200, **{**said, **told, "opt": said["opt"] | more})(self.run)

    async def run(self, request: ApiRequest) -> Response[ImportReport]:
        """Answer with what became of each row."""
        dry_run = _is_dry(request)
        known: dict[str, int] = {}
        results = [
            await self._result(request, number, row, known, dry_run=dry_run)
            for number, row in enumerate(await self._rows(request), 1)
        ]
        counts = {each.value: sum(result.outcome is each for result in results) for each in Outcome}
        report = ImportReport(dry_run=dry_run, rows=tuple(results), **counts)
        return Response(report, headers={"Cache-Control": "no-store"})

    async def _rows(self, request: ApiRequest) -> Iterator[Row]:
        body = await request.body()
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        return (
            csv_rows(body, self._bodies.draft, self._bodies.view) if media_type == _CSV else json_rows(body)
        )

    async def _result(
        self, request: ApiRequest, number: int, row: Row, known: dict[str, int], *, dry_run: bool
    ) -> RowResult:
        slug = None
        try:
            slug = _slug_of(row, number, known)
            entry, outcome = await self._lifecycle.take_in(
                actor=request.user,
                id=self._ids.new(),
                slug=slug,
                details=lambda: self._bodies.details(row(self._bodies.draft)),
                fields=lambda: row(self._bodies.patch).fields(),
                dry_run=dry_run,
            )
        except Unavailable:  # the rest would be refused for the same reason: the whole is asked again
            raise
        except DomainError as error:
            problem = problem_for(error, language=language_of(request.scope["headers"]))
            return RowResult(row=number, outcome=Outcome.REFUSED, slug=slug, problem=problem)
        nobody = dry_run and outcome is Outcome.CREATED
        return RowResult(row=number, outcome=outcome, slug=entry.slug, id=None if nobody else entry.id)

    def _example(self, examples: Mapping[Any, Any]) -> dict[str, Any]:
        return {"rows": [{**examples[self._bodies.draft], "slug": "exemple"}]}


class _Key(msgspec.Struct):
    slug: Any = None


def _slug_of(row: Row, number: int, known: dict[str, int]) -> str:
    """Return the slug that tells which entry a row is about.

    Raises:
        Invalid: it has none, or a row before it has the same.
    """
    slug = row(_Key).slug
    if not isinstance(slug, str):
        raise Invalid(Violation("/slug", "missing", {"field": "slug"}))
    first = known.setdefault(slug, number)
    if first != number:
        raise Invalid(Violation("/slug", "repeated_row", {"first": first}))
    return slug


def _documented(name: str, draft: Any) -> type:  # noqa: ANN401 — a class, which is put into a type here
    """Return the class of the body with what the rows of a noun hold, for the documentation."""
    several = Annotated[tuple[draft, ...], Meta(min_length=1, max_length=MOST_ROWS)]
    return msgspec.defstruct(f"{name}Import", [("rows", several)], bases=(Body,), kw_only=True)


def _is_dry(request: ApiRequest) -> bool:
    text = parameters(request.scope["query_string"]).get("dryRun", "false")
    if text not in ("false", "true"):
        refuse("dryRun", "unknown_value", allowed="false, true")
    return text == "true"
