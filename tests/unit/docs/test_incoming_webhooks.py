"""The examples of docs/incoming-webhooks.md sign as a receiver that is not ours verifies."""

import json
import re
import subprocess
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from standardwebhooks import Webhook

from sorbo_core.mailing.report import read_report
from support.repository_files import ROOT
from support.signing import SECRET

PAGE = (ROOT / "docs/incoming-webhooks.md").read_text(encoding="utf-8")


def example(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)
    return str(found)


def test_the_command_posts_a_report_that_is_signed() -> None:
    # In place of curl, its arguments: each behind a NUL, which none can hold.
    script = "curl() { printf '%s\\0' \"$@\"; }\n" + example("sh")
    environment = {"PATH": "/usr/bin:/bin", "SECRET": SECRET, "API": "http://127.0.0.1:5000/api/v1"}
    done = subprocess.run(["/bin/sh", "-euc", script], env=environment, capture_output=True, check=True)  # noqa: S603 — our own page
    arguments = done.stdout.decode().rstrip("\0").split("\0")
    headers = dict(each.split(": ", 1) for flag, each in pairwise(arguments) if flag == "-H")
    assert arguments[:2] == ["-i", "http://127.0.0.1:5000/api/v1/incoming-webhooks/mail"]
    Webhook(SECRET).verify(arguments[-1], headers)
    assert read_report(arguments[-1].encode()) is not None


def test_the_function_posts_a_report_that_is_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    posted: list[Any] = []
    monkeypatch.setattr("urllib.request.urlopen", posted.append)
    monkeypatch.setenv("SECRET", SECRET)
    names: dict[str, Any] = {}
    exec(example("python"), names)  # noqa: S102 — our own page
    names["forward"]("r-1", "ancien@example.com", True, None, "no such user", datetime.now(UTC).isoformat())  # noqa: FBT003 — as the page has it
    (request,) = posted
    headers = {name.lower(): value for name, value in request.header_items()}
    Webhook(SECRET).verify(request.data.decode(), headers)
    assert read_report(request.data) is not None


def test_the_form_on_the_page_is_one_that_is_read() -> None:
    assert read_report(json.dumps(json.loads(example("json"))).encode()) is not None
