"""The forms of identity that anybody can send."""

import pytest

from sorbo_web.middleware.limits.throttle import GUARDED_PATHS
from support.api import Api, memory_settings, refused
from support.operations import operations

_AREAS = ("/api/v1/auth/", "/api/v1/invitations/")
# Whoever sends them has a token already, and guesses nothing.
_TOKENS_OF_SESSIONS = {"/api/v1/auth/refresh", "/api/v1/auth/logout"}
_FORMS = sorted(
    each.path
    for each in operations()
    if each.method == "POST"
    and each.is_public
    and each.path.startswith(_AREAS)
    and each.path not in _TOKENS_OF_SESSIONS
)


def test_every_one_of_them_is_guarded_and_so_are_those_that_ask_for_a_secret() -> None:
    own = {f"/api/v1/auth/me/{name}" for name in ("password", "email", "second-factor")}
    codes = {f"/api/v1/auth/me/second-factor/{verb}" for verb in ("confirm", "disable")}
    guarded = {*_FORMS, *own, *codes, "/api/admin/auth/login"}
    assert guarded == GUARDED_PATHS


@pytest.fixture(scope="module")
def narrow() -> Api:
    return Api(memory_settings(SORBO_LOGINS_PER_MINUTE="2"))


async def test_they_are_refused_together_to_who_sends_too_many(narrow: Api) -> None:
    async with narrow.client() as visitor:
        for path in _FORMS[:2]:
            assert (await visitor.post(path, json={})).status_code == 400
        for path in _FORMS:
            refused(await visitor.post(path, json={}), 429, "too_many_requests")


@pytest.mark.parametrize("path", _FORMS)
async def test_a_member_that_is_not_asked_for_is_refused(api: Api, path: str) -> None:
    (body,) = (each.body for each in operations() if each.name == f"POST {path}")
    assert body is not None
    async with api.client() as visitor:
        for member in ("role", "active", "permissions", "id", "email_verified"):
            answer = await visitor.post(path, json=body | {member: "admin"})
            assert refused(answer, 400, "malformed") == [f"/{member}"]
