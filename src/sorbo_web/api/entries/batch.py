"""`POST /api/v1/formations:batch`: many changes of one noun in one request."""

from collections.abc import Mapping, Sequence
from typing import Any

from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from sorbo_core.shared.errors import DomainError, Invalid, Malformed, Unavailable, Violation
from sorbo_core.shared.publication.entry import Entry
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_core.shared.validation import decode_body
from sorbo_web.api.controller import Controller
from sorbo_web.api.entries.operations import (
    AnyOne,
    ArchiveOne,
    Batch,
    BatchResults,
    CreateOne,
    DeleteOne,
    OperationResult,
    PublishOne,
    UpdateOne,
    documented,
)
from sorbo_web.api.entries.schemas import Bodies
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.preconditions import etag
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.errors.http import BatchRefused
from sorbo_web.errors.language import language_of
from sorbo_web.errors.problem import problem_for

_CREATED, _OK, _GONE = 201, 200, 204


class ChangeMany:
    """Create, update, publish, archive and delete many entries, each as its own route does.

    At most 100 operations, one after the other. Each is done or refused by itself: what is refused
    changes nothing, and the others are done all the same. `results` tells each, in their order. With
    `"atomic": true` all of them are done or none is, and a 422 names the one that was refused; that
    needs a MongoDB that is a replica set. An `Idempotency-Key` covers all of them: after a lost answer
    the same request makes nothing twice.

    Raises:
        BatchRefused: an operation of an atomic batch is refused; nothing was done.
        AtomicUnsupported: the database cannot do all or nothing.
    """


class BatchRoute(Controller):
    """The batch of one noun.

    Args:
        lifecycle: the noun's use cases.
        bodies: what it is written by.
        idempotency: makes it happen once.
        tag: what the route is listed under in the documentation.
    """

    def __init__(
        self, lifecycle: Lifecycle[Any], bodies: Bodies, *, idempotency: Idempotency, tag: str
    ) -> None:
        self._lifecycle = lifecycle
        self._bodies = bodies
        self._idempotency = idempotency
        self._tag = tag

    def handler(self) -> HTTPRouteHandler:
        """Return the route, with its whole path: it is beside that of the noun."""
        noun = self._lifecycle.noun
        said = operation(
            ChangeMany, id=f"change{noun.plural.capitalize()}", tag=self._tag, policy=noun.writes
        )
        body = documented(noun.name.capitalize(), self._bodies)
        more = {"body": body, "keyed": True, "answers": BatchResults, "example": self._example}
        told = {name: noun.told(said[name]) for name in ("summary", "description")}
        path = f"/api/v1/{noun.plural}:batch"
        return post(path, status_code=_OK, **{**said, **told, "opt": said["opt"] | more})(self.run)

    async def run(self, request: ApiRequest) -> Response[BatchResults]:
        """Answer with what became of each."""
        batch = decode_body(await request.body(), Batch)

        async def all_of_them(id: str) -> tuple[OperationResult, ...]:
            # The same id at each attempt, so that what was created is found and not created again.
            named = [(f"{id}-{n}", one) for n, one in enumerate(batch.operations)]
            if batch.atomic:
                return await self._lifecycle.together(lambda: self._all(request, named))
            return tuple([await self._result(request, one, id) for id, one in named])

        return await self._idempotency.create(request, all_of_them, _answer)

    async def _all(
        self, request: ApiRequest, named: Sequence[tuple[str, AnyOne]]
    ) -> tuple[OperationResult, ...]:
        """Do all of them, or raise at the first that is refused."""
        results = []
        for number, (id, one) in enumerate(named):
            try:
                results.append(await self._done(request, one, id))
            except Unavailable:
                raise
            except DomainError as error:
                raise _refusal(number, error) from error
        return tuple(results)

    async def _result(self, request: ApiRequest, one: AnyOne, id: str) -> OperationResult:
        try:
            return await self._done(request, one, id)
        except Unavailable:  # the rest would be refused for the same reason: the whole is asked again
            raise
        except DomainError as error:
            problem = problem_for(error, language=language_of(request.scope["headers"]))
            return OperationResult(status=problem.status, id=getattr(one, "id", None), problem=problem)

    async def _done(self, request: ApiRequest, one: AnyOne, id: str) -> OperationResult:
        actor, verbs = request.user, self._lifecycle
        match one:
            case CreateOne():
                draft = decode_body(bytes(one.data), self._bodies.draft)
                details = self._bodies.details(draft)
                return _told(
                    await verbs.create(actor=actor, id=id, details=details, slug=draft.slug), _CREATED
                )
            case UpdateOne():
                patch = decode_body(bytes(one.data), self._bodies.patch)
                fields, slug = patch.fields(), patch.chosen_slug()
                changed = await verbs.change(
                    actor=actor, id=one.id, version=one.version, fields=fields, slug=slug
                )
                return _told(changed)
            case PublishOne():
                return _told(await verbs.publish(actor=actor, id=one.id, version=one.version))
            case ArchiveOne():
                return _told(await verbs.archive(actor=actor, id=one.id, version=one.version))
            case DeleteOne():
                await verbs.delete(actor=actor, id=one.id, version=one.version)
                return OperationResult(status=_GONE, id=one.id)

    def _example(self, examples: Mapping[Any, Any]) -> dict[str, Any]:
        return {
            "operations": [
                {"op": "create", "data": examples[self._bodies.draft]},
                {
                    "op": "update",
                    "id": "01a2039442a776a5",
                    "version": 3,
                    "data": examples[self._bodies.patch],
                },
                {"op": "publish", "id": "01a2039442a776a5"},
                {"op": "delete", "id": "01a2039442a776b6", "version": 1},
            ],
            "atomic": False,
        }


def _told(entry: Entry, status: int = _OK) -> OperationResult:
    return OperationResult(status=status, id=entry.id, etag=etag(entry.version))


def _refusal(number: int, error: DomainError) -> BatchRefused:
    """Return what is told of a batch whose operation of this number is refused."""
    at = f"/operations/{number}"
    inner = error.violations if isinstance(error, Malformed | Invalid) else ()
    told = (replace(each, pointer=f"{at}/data{each.pointer}") for each in inner)
    return BatchRefused(Violation(at, "operation_refused", {"reason": error.code}), *told, number=number)


def _answer(results: tuple[OperationResult, ...]) -> Response[BatchResults]:
    return Response(BatchResults(results=results), status_code=_OK, headers={"Cache-Control": "no-store"})
