"""The routes that every published noun has, written once."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Generic, TypeVar, get_args, get_type_hints

from litestar import Response, Router, delete, get, patch, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from sorbo_core.shared.caching.tags import Tags, one
from sorbo_core.shared.publication.entry import Details, Entry
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.publication.use_cases.archive import Archive
from sorbo_core.shared.publication.use_cases.change import Change
from sorbo_core.shared.publication.use_cases.create import Create
from sorbo_core.shared.publication.use_cases.delete import Delete
from sorbo_core.shared.publication.use_cases.list import List
from sorbo_core.shared.publication.use_cases.publish import Publish
from sorbo_core.shared.publication.use_cases.read import Read
from sorbo_core.shared.publication.use_cases.schedule import Schedule
from sorbo_core.shared.publication.use_cases.unschedule import Unschedule
from sorbo_core.shared.query import Listing, ListQuery, Page
from sorbo_web.api.answers import cacheable, moved, versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.entries.batch import BatchRoute
from sorbo_web.api.entries.imports import ImportRoute
from sorbo_web.api.entries.operation import noun_operation
from sorbo_web.api.entries.schemas import Bodies, EntryDraft, EntryPage, EntryPatch, EntryView, ScheduleForm
from sorbo_web.api.entries.versions import VersionRoutes
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.pages import answer_page
from sorbo_web.api.policy import Policy
from sorbo_web.api.preconditions import etag, expected_version
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.tables.export import Export
from sorbo_web.api.wire import View

E = TypeVar("E", bound=Entry)
D = TypeVar("D", bound=EntryDraft)
P = TypeVar("P", bound=EntryPatch)


class EntryController(Controller, Generic[E, D, P]):
    """A published noun over HTTP: one hop to the use case, nothing else.

    A noun says what it is and how it looks, and gives `create` and `change` the types of their
    bodies.

    Attributes:
        noun: which.
        listing: what may be asked of its list.
        tag: what its routes are listed under in the documentation.
        view: what is shown of one.
        page: a page of these.
        sheet: what `read` answers with, where that is more than the view.
        reads, lists: the use cases behind `read` and `list`, where these are the noun's own.
        shown_with: the other nouns that lists and reads show something of: tags of kept answers.
    """

    noun: ClassVar[Noun[Any]]
    listing: ClassVar[Listing]
    tag: ClassVar[str]
    view: ClassVar[type[EntryView]]
    page: ClassVar[type[EntryPage]]
    sheet: ClassVar[type[View] | None] = None
    reads: ClassVar[type] = Read
    lists: ClassVar[type] = List
    shown_with: ClassVar[Tags] = ()

    def __init__(self, *, lifecycle: Lifecycle[E], idempotency: Idempotency) -> None:
        self._lifecycle = lifecycle
        self._idempotency = idempotency

    @property
    def path(self) -> str:
        """Where its routes are."""
        return f"/api/v1/{self.noun.plural}"

    def router(self) -> Router:
        """Return the routes."""
        versions = VersionRoutes(self._lifecycle, tag=self.tag, view=self.view)
        return Router(self.path, route_handlers=[*self._handlers(), *versions.handlers()])

    def beside(self) -> Iterable[HTTPRouteHandler]:
        """Return the batch."""
        bodies, idempotency = self._bodies(), self._idempotency
        yield BatchRoute(self._lifecycle, bodies, idempotency=idempotency, tag=self.tag).handler()

    def details(self, draft: D) -> Details:
        """Return what a draft says, as the core keeps it. A noun fills in what may be left out."""
        return draft.details()

    def _bodies(self) -> Bodies:
        """Return what it is written by, as the noun has declared it."""
        (declared,) = (base for base in vars(type(self))["__orig_bases__"] if get_args(base))
        _, draft, patch = get_args(declared)
        (item, _) = get_args(get_type_hints(self.page)["items"])
        return Bodies(draft=draft, patch=patch, view=item, details=self.details)

    def _handlers(self) -> Iterator[HTTPRouteHandler]:
        public: dict[str, Any] = {"policy": Policy.PUBLIC, "cacheable": True}
        listed = self._said(self.lists, "list", answers=self.page, listing=self.listing, **public)
        read = self._said(self.reads, "read", answers=self.sheet or self.view, redirects=True, **public)
        changed = self._said(Change, "change", policy=self.noun.writes, if_match_required=True)
        deleted = self._said(
            Delete, "delete", policy=self.noun.writes, if_match_required=True, answers=type(None)
        )
        bodies = self._bodies()
        export = Export(self.noun.plural, listing=self.listing, view=bodies.view, read=self._page)
        imported = ImportRoute(self._lifecycle, bodies, ids=self._idempotency.ids, tag=self.tag)
        yield get("/", **listed)(self.list)
        yield export.handler(**listed)
        yield imported.handler()
        yield get("/{id:str}", **read)(self.read)
        yield post("/", **self._said(Create, "create", policy=self.noun.writes, creates=True))(self.create)
        yield patch("/{id:str}", **changed)(self.change)
        yield delete("/{id:str}", **deleted)(self.delete)
        for verb, handler in (
            (Publish, self.publish),
            (Schedule, self.schedule),
            (Unschedule, self.unschedule),
            (Archive, self.archive),
        ):
            word = verb.__name__.lower()
            done = self._said(verb, word, policy=self.noun.writes, if_match=True)
            yield post(f"/{{id:str}}/{word}", status_code=200, **done)(handler)

    def _said(
        self,
        use_case: type,
        verb: str,
        *,
        answers: type | None = None,
        **facts: Any,  # noqa: ANN401 — those of operation()
    ) -> dict[str, Any]:
        name = self.noun.name.capitalize() + ("s" if verb == "list" else "")
        answers = answers or self.view
        return noun_operation(self.noun, use_case, id=f"{verb}{name}", tag=self.tag, answers=answers, **facts)

    async def list(self, request: ApiRequest) -> Response[Any]:
        """Answer with one page."""
        # Kept until an entry, or what is shown with them, changes.
        made_from = (self.noun.name, *self.shown_with)
        return await answer_page(request, self.listing, self.page, self._page, made_from=made_from)

    async def _page(self, request: ApiRequest, query: ListQuery) -> Page[Any]:
        page = await self._lifecycle.list(actor=request.user, query=query)
        return Page(await self.items(request, page.items), page.next)

    async def items(self, request: ApiRequest, entries: Sequence[E]) -> tuple[View, ...]:  # noqa: ARG002 — for nouns
        """Return what a page shows of its entries. A noun with relations embeds those that are asked for."""
        return tuple(map(self.view.of, entries))

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[Any]:
        """Answer with one entry, or with where it is now."""
        entry = await self._lifecycle.read(actor=request.user, key=id)
        return self.told(request, entry, id, self.view.of(entry))

    async def create(self, request: ApiRequest, data: JSONBody[D]) -> Response[Any]:
        """Answer with the new brouillon. A noun overrides it to give `data` its own type."""
        actor, details = request.user, self.details(data)
        return await self._idempotency.create(
            request,
            lambda id: self._lifecycle.create(actor=actor, id=id, details=details, slug=data.slug),
            lambda entry: self.shown(entry, location=f"{self.path}/{entry.id}"),
        )

    async def change(self, request: ApiRequest, id: FromPath[str], data: JSONBody[P]) -> Response[Any]:
        """Answer with the entry as it is now. A noun overrides it to give `data` its own type."""
        version = expected_version(request, required=True)
        entry = await self._lifecycle.change(
            actor=request.user, id=id, version=version, fields=data.fields(), slug=data.chosen_slug()
        )
        return self.shown(entry)

    async def delete(self, request: ApiRequest, id: FromPath[str]) -> None:
        """Answer that it is gone."""
        version = expected_version(request, required=True)
        await self._lifecycle.delete(actor=request.user, id=id, version=version)

    async def publish(self, request: ApiRequest, id: FromPath[str]) -> Response[Any]:
        """Answer with the entry as it is now."""
        version = expected_version(request)
        return self.shown(await self._lifecycle.publish(actor=request.user, id=id, version=version))

    async def schedule(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[ScheduleForm]
    ) -> Response[Any]:
        """Answer with the entry as it is now."""
        version, publish_at = expected_version(request), data.publish_at
        entry = await self._lifecycle.schedule(
            actor=request.user, id=id, version=version, publish_at=publish_at
        )
        return self.shown(entry)

    async def unschedule(self, request: ApiRequest, id: FromPath[str]) -> Response[Any]:
        """Answer with the entry as it is now."""
        version = expected_version(request)
        return self.shown(await self._lifecycle.unschedule(actor=request.user, id=id, version=version))

    async def archive(self, request: ApiRequest, id: FromPath[str]) -> Response[Any]:
        """Answer with the entry as it is now."""
        version = expected_version(request)
        return self.shown(await self._lifecycle.archive(actor=request.user, id=id, version=version))

    def told(
        self, request: ApiRequest, entry: Entry, key: str, shown: View, *, variant: str = ""
    ) -> Response[Any]:
        """Return the answer to who reads an entry: what is shown of it, or where it is now.

        Args:
            request: who reads.
            entry: what they read.
            key: what they asked for: its id, its slug, or one that it had once.
            shown: what they see of it.
            variant: tells apart what is shown of one version, where that changes without it.
        """
        if entry.moved_from(key):
            # A former slug, which may be another entry's one day.
            return moved(f"{self.path}/{entry.slug}")
        made_from = (one(self.noun.name, entry.id), *self.shown_with)
        return cacheable(request, shown, tag=etag(entry.version, variant), made_from=made_from)

    def shown(self, entry: Entry, *, location: str | None = None) -> Response[Any]:
        """Return the answer with an entry at its version."""
        return versioned(self.view.of(entry), entry.version, location=location)
