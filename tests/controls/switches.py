"""Controls that can be switched off one at a time, and the plugin of pytest that does so.

`SORBO_TEST_SWITCHED_OFF=limits pytest -p controls.switches …` runs tests without the limits.
"""

import json
import os
from base64 import urlsafe_b64decode
from collections.abc import Callable
from importlib import import_module
from typing import Any

import msgspec

from sorbo_core.files.inspection import Inspected, Verdict
from sorbo_core.files.names import extension_of
from sorbo_core.identity.sessions.ports import Claims
from sorbo_core.shared.files.kind import EXTENSIONS, MediaType
from sorbo_core.shared.ports import Limit, Quota
from sorbo_web.middleware.limits.throttle import Hit

VARIABLE = "SORBO_TEST_SWITCHED_OFF"


class Control(msgspec.Struct, frozen=True, kw_only=True):
    """A control.

    Attributes:
        where: module, and in it what does the work.
        without: what takes its place.
        test: path and name of the test that fails then.
    """

    where: tuple[str, str]
    without: Callable[..., Any]
    test: tuple[str, str]


def _yes(*_: object, **__: object) -> bool:
    return True


def _no(*_: object, **__: object) -> bool:
    return False


def _itself(self: object, *_: object, **__: object) -> object:
    return self


def _nothing(*_: object, **__: object) -> None:
    return None


async def _nothing_soon(*_: object, **__: object) -> None:
    return None


async def _through(layer: Any, *request: Any) -> None:
    await layer._app(*request)


async def _believed(_: object, token: str, **__: object) -> Claims:
    payload = token.split(".")[1]
    said = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return Claims(compte_id=said["sub"], session_id=said["sid"])


async def _uncounted(_: object, name: str, limit: Limit, __: str) -> Hit:
    return Hit(name, limit, Quota(allowed=True, remaining=limit.amount, reset_after=1))


async def _taken_at_its_word(*_: object, name: str, **__: object) -> Inspected:
    return Inspected(media_type=EXTENSIONS.get(extension_of(name), MediaType.PDF))


async def _found_clean(*_: object) -> Verdict:
    return Verdict()


CONTROLS = {
    "permissions": Control(
        where=("sorbo_core.shared.actor", "Actor.may"),
        without=_yes,
        test=(
            "tests/unit/web/api/test_routes.py",
            "test_every_permission_but_the_right_one_is_not_enough",
        ),
    ),
    "keys": Control(
        where=("sorbo_web.api.policy", "is_for_keys"),
        without=_yes,
        test=(
            "tests/unit/web/api/identity/test_api_keys.py",
            "test_what_takes_a_login_takes_more_than_a_key",
        ),
    ),
    "signatures": Control(
        where=("sorbo_adapters.security.tokens", "Ed25519AccessTokens.verify"),
        without=_believed,
        test=(
            "tests/contract/identity/test_access_tokens.py",
            "test_a_token_whose_claims_were_altered_is_refused",
        ),
    ),
    "session-ends": Control(
        where=("sorbo_core.identity.sessions.login_session", "LoginSession.ended"),
        without=_itself,
        test=(
            "tests/unit/core/identity/test_sessions.py",
            "test_who_logs_out_is_nobody_at_once",
        ),
    ),
    "origins": Control(
        where=("sorbo_web.api.access.credentials", "Pages.check"),
        without=_nothing,
        test=(
            "tests/unit/web/api/identity/test_sessions.py",
            "test_another_page_does_not_write_with_a_cookie",
        ),
    ),
    "limits": Control(
        where=("sorbo_web.middleware.limits.throttle", "Throttle.exact"),
        without=_uncounted,
        test=(
            "tests/unit/web/security/test_public_forms.py",
            "test_they_are_refused_together_to_who_sends_too_many",
        ),
    ),
    "guesses": Control(
        where=("sorbo_core.identity.sessions.guessing", "Guessing.begin"),
        without=_nothing_soon,
        test=(
            "tests/unit/core/identity/test_sessions.py",
            "test_after_five_wrong_passwords_each_try_waits_twice_as_long",
        ),
    ),
    "common-passwords": Control(
        where=("sorbo_core.identity.password", "is_common"),
        without=_no,
        test=(
            "tests/unit/core/identity/test_password.py",
            "test_what_is_tried_first_is_refused_in_french_and_english",
        ),
    ),
    "forms": Control(
        where=("sorbo_web.api.forms.gate", "FormGate._given_away"),
        without=_nothing,
        test=(
            "tests/unit/web/api/forms/test_gate.py",
            "test_a_robot_that_fills_what_nobody_sees_is_told_that_all_went_well",
        ),
    ),
    "headers": Control(
        where=("sorbo_web.middleware.security_headers", "SecurityHeaders.handle"),
        without=_through,
        test=(
            "tests/unit/web/middleware/test_security_headers.py",
            "test_every_answer_has_them_whatever_its_status",
        ),
    ),
    "proxies": Control(
        where=("sorbo_web.middleware.trusted", "TrustedPeers._judge"),
        without=_yes,
        test=("tests/unit/web/middleware/test_trusted.py", "test_a_stranger_is_believed_in_nothing"),
    ),
    "bodies": Control(
        where=("sorbo_web.middleware.limits.body_limit", "BodyLimit.handle"),
        without=_through,
        test=("tests/unit/web/middleware/test_body_limit.py", "test_a_longer_body_in_chunks_is_stopped"),
    ),
    "outbound": Control(
        where=("sorbo_core.shared.outgoing.http", "OutboundPolicy.check_address"),
        without=_nothing,
        test=(
            "tests/unit/core/shared/test_outbound.py",
            "test_an_address_that_is_not_public_is_refused",
        ),
    ),
    "inspection": Control(
        where=("sorbo_adapters.inspection.inspector", "SandboxedInspector.inspect"),
        without=_taken_at_its_word,
        test=(
            "tests/unit/inspection/test_corpus.py",
            "test_every_hostile_file_is_refused_for_what_it_is",
        ),
    ),
    "scanner": Control(
        where=("sorbo_adapters.clamav.scanner", "ClamavScanner.scan"),
        without=_found_clean,
        test=("tests/unit/clamav/test_scanner.py", "test_what_is_harmful_is_named"),
    ),
    "page-texts": Control(
        where=("sorbo_web.site.neutral", "_text"),
        without=_itself,
        test=("tests/unit/web/site/test_neutral.py", "test_no_text_becomes_markup"),
    ),
}


def pytest_configure() -> None:
    """Switch off what the environment names, before a test is collected."""
    name = os.environ.get(VARIABLE)
    if not name:
        return
    module, path = CONTROLS[name].where
    *owners, last = path.split(".")
    owner: Any = import_module(module)
    for each in owners:
        owner = getattr(owner, each)
    getattr(owner, last)  # one that has moved is no longer there to be switched off
    setattr(owner, last, CONTROLS[name].without)
