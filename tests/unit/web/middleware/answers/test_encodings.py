import gzip
from collections.abc import AsyncIterator

import brotli
import httpx
import pytest
import zstandard

from sorbo_core.identity.permissions import Role
from sorbo_web.middleware.answers.encodings import ENCODINGS, IDENTITY, compressed, preferred
from support.api import Api, memory_settings
from support.build import NOW, formation

PATH = "/api/v1/formations"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        (None, IDENTITY),
        (b"", IDENTITY),
        (b"gzip, deflate, br, zstd", "zstd"),
        (b"gzip, deflate, br", "br"),
        (b"GZIP", "gzip"),
        (b"br;q=0.5, gzip;q=0.8", "gzip"),
        (b"zstd;q=0, br;q=0, gzip;q=0", IDENTITY),
        (b"zstd;q=0, *", "br"),
        (b"*;q=0", IDENTITY),
        (b"br;q=0.2, identity;q=0.9", IDENTITY),
        (b"identity", IDENTITY),
        (b"deflate, compress", IDENTITY),
        (b"br;q=nonsense", IDENTITY),
        (b"br;q=2", IDENTITY),
        (b"br ; q=1.000", "br"),
        (b"\xff\xfe, br", "br"),
    ],
)
def test_the_encoding_that_a_client_likes_best_is_used(accepted: bytes | None, encoding: str) -> None:
    assert preferred(accepted) == encoding


def decoded(body: bytes, encoding: str) -> bytes:
    if encoding == "zstd":
        return zstandard.ZstdDecompressor().decompress(body)
    unpacked: bytes = brotli.decompress(body) if encoding == "br" else gzip.decompress(body)
    return unpacked


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_packed_body_is_smaller_and_the_same_each_time(encoding: str) -> None:
    body = b'{"title": "Covadis"}' * 500

    packed = compressed(body, encoding)

    assert len(packed) < len(body) / 10
    assert compressed(body, encoding) == packed
    assert decoded(packed, encoding) == body


@pytest.fixture(params=["33554432", "0"], ids=["kept", "not kept"])
async def api(request: pytest.FixtureRequest) -> Api:
    api = Api(memory_settings(SORBO_CACHE_MEMORY=request.param))
    entry = formation(title="Covadis", description="Tracer une route. " * 200)
    await api.container.ports.formations().add(entry.publish(at=NOW))
    return api


@pytest.fixture
async def visitor(api: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with api.client() as client:
        yield client


async def raw(client: httpx.AsyncClient, path: str, **headers: str) -> tuple[httpx.Response, bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with client.stream("GET", path, headers=named) as answer:
        return answer, b"".join([chunk async for chunk in answer.aiter_raw()])


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_an_answer_comes_as_the_client_likes_it(visitor: httpx.AsyncClient, encoding: str) -> None:
    _, plain = await raw(visitor, PATH, accept_encoding="identity")

    answer, body = await raw(visitor, PATH, accept_encoding=encoding)

    assert answer.headers["content-encoding"] == encoding
    assert answer.headers["content-length"] == str(len(body))
    assert decoded(body, encoding) == plain
    assert "Accept-Encoding" in answer.headers["vary"]


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_each_encoding_has_an_entity_tag_of_its_own(visitor: httpx.AsyncClient, encoding: str) -> None:
    plain, _ = await raw(visitor, PATH, accept_encoding="identity")
    packed, _ = await raw(visitor, PATH, accept_encoding=encoding)

    assert packed.headers["etag"] == f'{plain.headers["etag"][:-1]}-{encoding}"'

    tag = packed.headers["etag"]
    again, body = await raw(visitor, PATH, accept_encoding=encoding, if_none_match=tag)
    assert (again.status_code, body, again.headers["etag"]) == (304, b"", tag)

    other, _ = await raw(visitor, PATH, accept_encoding="identity", if_none_match=tag)
    assert other.status_code == 200


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_if_match_takes_the_tag_of_any_encoding(api: Api, encoding: str) -> None:
    async with api.staff(Role.EDITOR) as editor:
        found = (await editor.get(PATH)).json()["items"][0]
        path = f"{PATH}/{found['id']}"
        answer, _ = await raw(editor, path, accept_encoding=encoding)
        assert answer.headers["etag"].endswith(f'-{encoding}"')

        match = {"If-Match": answer.headers["etag"]}
        changed = await editor.patch(path, json={"title": "Autre"}, headers=match)
        stale = await editor.patch(path, json={"title": "Encore"}, headers=match)

    assert (changed.status_code, stale.status_code) == (200, 412)


async def test_what_is_small_is_left_alone(visitor: httpx.AsyncClient) -> None:
    answer, _ = await raw(visitor, "/api/v1/projets", accept_encoding="br")

    assert "content-encoding" not in answer.headers
    assert not answer.headers["etag"].endswith('-br"')


async def test_the_document_of_the_api_is_packed(visitor: httpx.AsyncClient) -> None:
    answer, body = await raw(visitor, "/openapi.json", accept_encoding="br")

    assert answer.headers["content-encoding"] == "br"
    assert decoded(body, "br").startswith(b'{"openapi"')


async def test_what_a_write_answers_is_left_alone(visitor: httpx.AsyncClient) -> None:
    headers = {"Accept-Encoding": "br"}

    answer = await visitor.post(
        "/api/v1/auth/login", json={"email": "a@example.com", "password": "x" * 5000}, headers=headers
    )

    assert "content-encoding" not in answer.headers
