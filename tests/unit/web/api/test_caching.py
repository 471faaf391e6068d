"""Answers that may be kept: entity tags, 304, Cache-Control and Vary."""

import httpx
import pytest

from support.wire import (
    DEMANDES,
    FORMATIONS,
    ME,
    SESSIONS,
    demande_body,
    new_demande,
    published_formation,
    published_session,
)


@pytest.fixture
async def url(editor: httpx.AsyncClient) -> str:
    return f"{FORMATIONS}/{(await published_formation(editor))['slug']}"


def _varies_by(response: httpx.Response) -> set[str]:
    headers = response.headers.get_list("vary", split_commas=True)
    return {name.lower() for name in headers}


async def test_what_visitors_read_may_be_kept_by_caches(visitor: httpx.AsyncClient, url: str) -> None:
    for path in (url, FORMATIONS, "/openapi.json"):
        response = await visitor.get(path)
        assert response.headers.get_list("cache-control") == ["public, max-age=30"]
        assert {"accept-encoding", "authorization"} <= _varies_by(response)


async def test_what_staff_read_is_kept_by_no_cache(editor: httpx.AsyncClient, url: str) -> None:
    demande = await new_demande(editor)
    for path in (url, FORMATIONS, SESSIONS, DEMANDES, f"{DEMANDES}/{demande['id']}", ME):
        response = await editor.get(path)
        assert response.status_code == 200
        assert response.headers["cache-control"] == "private, no-store"
        assert "authorization" in _varies_by(response)


async def test_a_caller_that_has_the_representation_is_told_so(visitor: httpx.AsyncClient, url: str) -> None:
    for path in (url, FORMATIONS):
        tag = (await visitor.get(path)).headers["etag"]
        response = await visitor.get(path, headers={"If-None-Match": tag})
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["etag"] == tag
        assert response.headers["cache-control"] == "public, max-age=30"
        assert (
            "content-type" not in response.headers or response.headers["content-type"] != "application/json"
        )


@pytest.mark.parametrize("form", ["W/{tag}", '"v0", {tag}', "*", '"x" ,W/{tag}'])
async def test_if_none_match_may_list_weak_and_other_tags(
    visitor: httpx.AsyncClient, url: str, form: str
) -> None:
    tag = (await visitor.get(url)).headers["etag"]
    response = await visitor.get(url, headers={"If-None-Match": form.format(tag=tag)})
    assert response.status_code == 304


@pytest.mark.parametrize("given", ['"v0"', "v2", "", "nothing"])
async def test_another_tag_gets_the_representation(visitor: httpx.AsyncClient, url: str, given: str) -> None:
    assert (await visitor.get(url, headers={"If-None-Match": given})).status_code == 200


async def test_the_tag_of_a_formation_changes_with_it_and_with_its_sessions(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    formation = await published_formation(editor)
    url = f"{FORMATIONS}/{formation['id']}"
    tags = [(await visitor.get(url)).headers["etag"]]
    session = await published_session(editor, formation)
    tags.append((await visitor.get(url)).headers["etag"])
    change = {"seats": 30}
    await editor.patch(f"{SESSIONS}/{session['id']}", json=change, headers={"If-Match": "*"})
    tags.append((await visitor.get(url)).headers["etag"])
    await editor.patch(url, json={"type": "sols"}, headers={"If-Match": "*"})
    tags.append((await visitor.get(url)).headers["etag"])
    assert len(set(tags)) == len(tags)


async def test_the_tag_of_a_list_changes_with_what_is_in_it(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    empty = (await visitor.get(FORMATIONS)).headers["etag"]
    await published_formation(editor)
    response = await visitor.get(FORMATIONS, headers={"If-None-Match": empty})
    assert response.status_code == 200


async def test_answers_to_writes_and_problems_are_kept_by_no_cache(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    formation = await published_formation(editor)
    answers = [
        await editor.post(f"{FORMATIONS}/{formation['id']}/archive"),
        await visitor.post(DEMANDES, json=demande_body()),
        await visitor.get(f"{FORMATIONS}/{formation['id']}"),
    ]
    assert [answer.status_code for answer in answers] == [200, 201, 404]
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}
