"""Timing and logging of use cases, from outside."""

import time
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, TypeVar, cast

from loguru import logger
from prometheus_client import Histogram

from sorbo_core.shared.errors import DomainError

T = TypeVar("T")

_SECONDS = Histogram(
    "sorbo_use_case_seconds",
    "Time that use cases take, by outcome (ok, or the code of the error).",
    ("use_case", "outcome"),
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5),
)


def observed(use_case: type[T], *, name: str = "") -> type[T]:
    """Return the use case with its calls timed; only names and codes are logged, never inputs.

    Args:
        use_case: its class.
        name: what it is called in logs and metrics, by default as its class.
    """
    inner = cast("Callable[..., Awaitable[Any]]", use_case.__call__)
    name = name or use_case.__name__

    @wraps(inner)
    async def timed(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 — whatever the use case takes and returns
        started, outcome = time.perf_counter(), "ok"
        try:
            return await inner(*args, **kwargs)
        except DomainError as error:
            outcome = error.code
            raise
        except BaseException:
            outcome = "error"
            raise
        finally:
            seconds = time.perf_counter() - started
            _SECONDS.labels(name, outcome).observe(seconds)
            logger.debug("{} {} in {:.1f} ms", name, outcome, seconds * 1000)

    # A subclass rather than a wrapper: controllers ask for the use case by its type.
    return cast("type[T]", type(name, (use_case,), {"__call__": timed, "__doc__": use_case.__doc__}))
