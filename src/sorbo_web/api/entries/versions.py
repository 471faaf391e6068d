"""The routes of a published noun's versions, written once."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from sorbo_core.shared.actor import Permission
from sorbo_core.shared.publication.differences import differences
from sorbo_core.shared.publication.errors import VersionNotFound
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_core.shared.publication.use_cases.versions.compare import CompareVersions
from sorbo_core.shared.publication.use_cases.versions.list import VERSIONS, ListVersions
from sorbo_core.shared.publication.use_cases.versions.read import ReadVersion
from sorbo_core.shared.publication.use_cases.versions.restore import RestoreVersion
from sorbo_web.api.answers import cacheable, versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.entries.operation import noun_operation
from sorbo_web.api.entries.schemas import (
    ComparisonView,
    DifferenceView,
    EntryView,
    VersionPage,
    VersionView,
)
from sorbo_web.api.listing import whole_number
from sorbo_web.api.pages import answer_page, shown_as
from sorbo_web.api.preconditions import expected_version
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import Accepted

_ONE = "/{id:str}/versions/{number:str}"
_MOST_DIGITS = 9
_WITH = {
    "with": Accepted(
        about="The version to compare with; the present one when it is left out.",
        schema={"type": "integer", "minimum": 1},
    )
}
# They tell the versions apart, not what is said in them.
_OF_THE_VERSION = ("version", "updatedAt")


class VersionRoutes(Controller):
    """Versions of one noun over HTTP.

    Args:
        lifecycle: the noun's use cases.
        tag: what the routes are listed under in the documentation.
        view: what is shown of one.
    """

    def __init__(self, lifecycle: Lifecycle[Any], *, tag: str, view: type[EntryView]) -> None:
        self._lifecycle = lifecycle
        self._tag = tag
        self._view = view

    def handlers(self) -> Iterator[HTTPRouteHandler]:
        """Return the routes, below the path of the noun."""
        noun = self._lifecycle.noun
        name = noun.name.capitalize()

        def said(use_case: type, verb: str, answers: type, **facts: Any) -> dict[str, Any]:  # noqa: ANN401 — those of operation()
            id_ = f"{verb}{name}Version{'' if answers is self._view else 's'}"
            return noun_operation(noun, use_case, id=id_, tag=self._tag, answers=answers, **facts)

        reading: dict[str, Any] = {"policy": Permission.READ_DRAFTS, "cacheable": True}
        listed = said(ListVersions, "list", VersionPage, listing=VERSIONS, **reading)
        compared = said(CompareVersions, "compare", ComparisonView, accepts=_WITH, **reading)
        restored = said(RestoreVersion, "restore", self._view, policy=noun.writes, if_match=True)
        yield get("/{id:str}/versions", **listed)(self.list)
        yield get(_ONE, **said(ReadVersion, "read", self._view, **reading))(self.read)
        yield get(f"{_ONE}/diff", **compared)(self.compare)
        yield post(f"{_ONE}/restore", status_code=200, **restored)(self.restore)

    async def list(self, request: ApiRequest, id: FromPath[str]) -> Response[VersionPage]:
        """Answer with one page."""
        lists = partial(self._lifecycle.list_versions, id=id)
        return await answer_page(request, VERSIONS, VersionPage, shown_as(VersionView.of, lists))

    async def read(self, request: ApiRequest, id: FromPath[str], number: FromPath[str]) -> Response[Any]:
        """Answer with the entry as it stood."""
        entry = await self._lifecycle.read_version(actor=request.user, id=id, number=_number(number))
        return cacheable(request, self._view.of(entry))

    async def compare(
        self, request: ApiRequest, id: FromPath[str], number: FromPath[str]
    ) -> Response[ComparisonView]:
        """Answer with what differs."""
        before, after = await self._lifecycle.compare_versions(
            actor=request.user, id=id, number=_number(number), other=whole_number(request, "with")
        )
        found = differences(self._said(before), self._said(after))
        told = tuple(map(DifferenceView.of, found))
        return cacheable(
            request, ComparisonView(before=before.version, after=after.version, differences=told)
        )

    async def restore(self, request: ApiRequest, id: FromPath[str], number: FromPath[str]) -> Response[Any]:
        """Answer with the entry as it is now."""
        entry = await self._lifecycle.restore_version(
            actor=request.user, id=id, number=_number(number), version=expected_version(request)
        )
        return versioned(self._view.of(entry), entry.version)

    def _said(self, entry: object) -> dict[str, Any]:
        shown: dict[str, Any] = msgspec.to_builtins(self._view.of(entry))
        return {name: value for name, value in shown.items() if name not in _OF_THE_VERSION}


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise VersionNotFound
    return int(text)
