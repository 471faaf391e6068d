"""Logs: loguru with one sink, JSON lines or pretty, and what other libraries log led into it."""

import logging
import sys
from datetime import UTC
from typing import TYPE_CHECKING, Any

import msgspec
from loguru import logger

from sorbo_web.wiring.settings import Env, LogFormat, Settings

if TYPE_CHECKING:
    from loguru import Message

_PRETTY = "<dim>{time:HH:mm:ss.SSS}</dim> <level>{level: <7}</level> {message}"
# Where the line for the file is kept while loguru formats it.
_LINE = "json_line"
_encoder = msgspec.json.Encoder()


def configure_logs(settings: Settings) -> None:
    """Send logs to standard error, and to a file if the settings name one.

    Tracebacks never show values of variables: they may be secrets.
    """
    logger.remove()
    pretty = settings.log_format is LogFormat.PRETTY or (
        settings.log_format is LogFormat.AUTO and sys.stderr.isatty()
    )
    development = settings.env is Env.DEVELOPMENT
    common: dict[str, Any] = {
        "level": settings.log_level.value,
        "diagnose": False,
        "backtrace": development,
        "catch": True,
    }
    if pretty:
        logger.add(sys.stderr, format=_PRETTY, **common)
    else:
        logger.add(_to_stderr, format="{message}", **common)
    if settings.log_file:
        logger.add(
            settings.log_file,
            format=_file_format,
            rotation=settings.log_rotation,
            retention=settings.log_retention,
            **common,
        )
    # What drivers log with the standard library goes the same way, and only from warnings on.
    logging.basicConfig(handlers=[_ToLoguru()], level=logging.WARNING, force=True)
    # The queue warns every second, with a traceback, that its server is away; the health page says so.
    logging.getLogger("docket").setLevel(logging.ERROR)


class _ToLoguru(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        logger.opt(exception=record.exc_info).log(
            record.levelname, "{}: {}", record.name, record.getMessage()
        )


def _to_stderr(message: "Message") -> None:
    sys.stderr.write(_line_of(message.record) + "\n")


def _file_format(record: Any) -> str:  # noqa: ANN401 — loguru's record is a dict known to type checkers only
    record["extra"][_LINE] = _line_of(record)
    return "{extra[" + _LINE + "]}\n"


def _line_of(record: Any) -> str:  # noqa: ANN401 — idem
    error = record["exception"]
    line = {
        "time": record["time"].astimezone(UTC).isoformat(timespec="milliseconds"),
        "level": record["level"].name,
        "message": record["message"],
        "where": f"{record['name']}:{record['line']}",
        **{name: value for name, value in record["extra"].items() if name != _LINE},
    }
    if error is not None and error.type is not None:
        line["error"] = error.type.__name__
        line["traceback"] = _frames(error.traceback)
    return _encoder.encode(line).decode()


def _frames(traceback: Any) -> list[str]:  # noqa: ANN401 — a traceback object
    frames = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        frames.append(f"{code.co_filename.rpartition('/')[2]}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return frames
