"""What lists ask MongoDB, over HTTP."""

from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime
from enum import EnumMeta
from urllib.parse import quote

import httpx
import pytest
import pytest_asyncio

from sorbo_core.identity.permissions import Role
from sorbo_core.shared.query import Field, Listing, Op, Scalar, Sort
from sorbo_web.api.cursor import encode_cursor
from support.api import Api
from support.build import NOW
from support.commands.recorder import RECORDER
from support.mongo_api import mongo_api
from support.operations import Operation, operations
from support.wire import FORMATIONS, published_formation, published_session

_LISTS = {each.path: each for each in operations() if each.listing is not None}
_VALUES = {int: "100", bool: "true", date: "2027-03-01", datetime: "2027-03-01T00:00:00Z"}
_POSITIONS: dict[type, Scalar] = {str: "m", int: 100, datetime: NOW}


@pytest_asyncio.fixture
async def api(mongo_url: str, database_name: str) -> AsyncIterator[Api]:
    async with mongo_api(mongo_url, database_name) as api:
        yield api


async def test_a_page_costs_one_query_and_one_more_for_each_collection_that_it_includes(api: Api) -> None:
    async with api.staff(Role.EDITOR) as editor:
        for _ in range(5):
            formation = await published_formation(editor)
            await published_session(editor, formation)
    async with api.client() as visitor:
        plain = {"formations", "avis"}
        included = plain | {"sessions", "registers"}
        for query, expected in (
            ("", plain),
            ("?include=sessions", included),
            ("?fields=title&include=sessions", included),
        ):
            with RECORDER.watching() as sent:
                items = (await visitor.get(f"{FORMATIONS}{query}")).json()["items"]
            assert len(items) == 5
            assert all(len(item["sessions"]) == 1 for item in items if query)
            asked = {str(each.get("find") or each.get("aggregate")) for each in sent}
            assert len(sent) == len(asked)
            assert asked == expected


def _parameter(field: Field, op: Op) -> str:
    value = _VALUES.get(field.type, field.example or "x")
    if isinstance(field.type, EnumMeta):
        value = next(iter(field.type.__members__.values()))
    if op is Op.EXISTS:
        value = "true"
    name = field.name if op is field.ops[0] else f"{field.name}[{op}]"
    return f"{name}={quote(value)}"


def _questions(listing: Listing) -> Iterator[str]:
    """Yield filters: each comparison of each field alone and beside all that go with the field."""
    yield ""
    usual = {field.name: _parameter(field, field.ops[0]) for field in listing.fields}
    for names in listing.combinations:
        for name in names:
            field = listing.field(name)
            assert field is not None
            beside = [usual[other] for other in names if other != name]
            for op in field.ops:
                yield _parameter(field, op)
                yield "&".join([_parameter(field, op), *beside])


def _cursors(keys: tuple[Sort, ...], text: str) -> Iterator[str]:
    """Yield nothing, for the first page, and a cursor for each first key that is there or not."""
    yield ""
    values = [_POSITIONS[key.type] for key in keys]
    for first in (values[:1], [None]):
        yield f"&after={encode_cursor((*first, *values[1:], 'absent'), text)}"


async def _ask(client: httpx.AsyncClient, operation: Operation, listing: Listing) -> None:
    for question in dict.fromkeys(_questions(listing)):
        for text, keys in listing.sorts.items():
            for cursor in _cursors(keys, text):
                path = f"{operation.at()}?{question}&sort={text}{cursor}"
                response = await client.get(path)
                assert response.status_code in {200, 404}, f"{path}: {response.text}"


@pytest.mark.exhaustive
@pytest.mark.parametrize("path", _LISTS)
async def test_every_list_answers_every_shape_that_it_declares(api: Api, path: str) -> None:
    """Whether an index serves them is judged at the end of the run, as of every other query."""
    operation = _LISTS[path]
    assert operation.listing is not None
    async with api.staff(Role.ADMIN) as admin:
        with RECORDER.watching() as sent:
            await _ask(admin, operation, operation.listing)
    if operation.is_public:
        visible = [field for field in operation.listing.fields if not field.staff_only]
        names = {field.name for field in visible}
        together = [tuple(name for name in each if name in names) for each in operation.listing.combinations]
        async with api.client() as visitor:
            await _ask(visitor, operation, _only(operation.listing, tuple(visible), tuple(together)))
    assert sent


def _only(listing: Listing, fields: tuple[Field, ...], together: tuple[tuple[str, ...], ...]) -> Listing:
    return Listing(fields=fields, sorts=listing.sorts, together=together)
