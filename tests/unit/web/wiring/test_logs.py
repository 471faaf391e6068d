"""Logs: one JSON object a line, and never a secret."""

import json
import logging
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from loguru import logger

from sorbo_web.wiring.logs import configure_logs
from support.api import memory_settings

pytestmark = pytest.mark.usefixtures("restored_logs")

_SECRET = "kQ4vTz81mWpX"


def _fail(password: str) -> None:
    if password:
        raise ValueError("the login failed")


def _log_a_failure() -> None:
    try:
        _fail(_SECRET)
    except ValueError:
        logger.exception("something failed")


def _lines(captured: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in captured.readouterr().err.splitlines()]


def test_a_line_is_json_with_time_level_and_message(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(memory_settings(SORBO_LOG_FORMAT="json"))
    logger.warning("{} waits\nfor {}", "the relay", "smtp")
    (line,) = _lines(capsys)
    assert (line["level"], line["message"]) == ("WARNING", "the relay waits\nfor smtp")
    assert datetime.fromisoformat(line["time"]).tzinfo is not None


def test_lines_are_json_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(memory_settings())
    logger.info("started")
    assert [line["message"] for line in _lines(capsys)] == ["started"]


def test_the_id_of_the_request_is_in_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(memory_settings(SORBO_LOG_FORMAT="json"))
    logger.bind(request_id="0193").error("unhandled error")
    assert [line["request_id"] for line in _lines(capsys)] == ["0193"]


def test_less_severe_lines_than_the_level_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(memory_settings(SORBO_LOG_FORMAT="json", SORBO_LOG_LEVEL="WARNING"))
    logger.info("no")
    logger.error("yes")
    assert [line["message"] for line in _lines(capsys)] == ["yes"]


def test_a_traceback_tells_where_and_never_what(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(memory_settings(SORBO_LOG_FORMAT="json"))
    _log_a_failure()
    written = capsys.readouterr().err
    line = json.loads(written)
    assert line["error"] == "ValueError"
    assert [frame.split()[1] for frame in line["traceback"]] == ["_log_a_failure", "_fail"]
    assert _SECRET not in written


def test_a_pretty_traceback_shows_no_values_either(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(memory_settings(SORBO_LOG_FORMAT="pretty"))
    _log_a_failure()
    written = capsys.readouterr().err
    assert "something failed" in written
    assert "_fail" in written
    assert _SECRET not in written


def test_what_other_libraries_log_comes_along(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(memory_settings(SORBO_LOG_FORMAT="json"))
    logging.getLogger("driver").warning("slow %s {braces}", "query")
    logging.getLogger("driver").info("chatter")
    assert [(line["level"], line["message"]) for line in _lines(capsys)] == [
        ("WARNING", "driver: slow query {braces}")
    ]


def test_a_file_gets_the_same_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "sorbo.log"
    configure_logs(memory_settings(SORBO_LOG_FORMAT="json", SORBO_LOG_FILE=str(file)))
    logger.info("one {braces}")
    _log_a_failure()
    logger.complete()
    assert file.read_text(encoding="utf-8") == capsys.readouterr().err


def test_a_full_file_is_rotated(tmp_path: Path) -> None:
    file = tmp_path / "sorbo.log"
    limits = {"SORBO_LOG_ROTATION": "1 kB", "SORBO_LOG_RETENTION": "1 day"}
    configure_logs(memory_settings(SORBO_LOG_FILE=str(file), **limits))
    for number in range(60):
        logger.info("line {}", number)
    assert len(list(tmp_path.iterdir())) > 1
    assert file.stat().st_size <= 1000
