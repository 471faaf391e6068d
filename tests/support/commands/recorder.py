"""What the product asks MongoDB for while tests run, by shape."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pymongo import monitoring

from support.commands.questions import Question, questions_of, shape_of

Json = Mapping[str, Any]

_PRODUCT = str(Path("sorbo_adapters", "mongo")) + os.sep


class Asked(NamedTuple):
    """The first question of a shape, who asked it, and in which test."""

    question: Question
    by: str
    test: str


class Recorder(monitoring.CommandListener):
    """Keeps the first question of each shape that the product's own code asks, whatever the client.

    What tests ask the database for themselves is none of its business.
    """

    def __init__(self) -> None:
        self.asked: dict[str, Asked] = {}
        self._watching: list[list[Json]] = []

    @contextmanager
    def watching(self) -> Iterator[list[Json]]:
        """Yield the list that the product's commands are kept in until the end of the block."""
        sent: list[Json] = []
        self._watching.append(sent)
        yield sent
        self._watching.remove(sent)

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        asker = _asker()
        if asker is None:
            return
        for sent in self._watching:
            sent.append(event.command)
        for question in questions_of(event.command):
            test = os.environ.get("PYTEST_CURRENT_TEST", "-")
            self.asked.setdefault(shape_of(question), Asked(question, asker, test))

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """Nothing: it counts what is asked."""

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """Nothing: it counts what is asked."""


def _asker() -> str | None:
    """Return the function of the product that sends the command, if one does."""
    frame = sys._getframe(1)
    while frame.f_back is not None:
        frame = frame.f_back
        if _PRODUCT in frame.f_code.co_filename:
            return f"{Path(frame.f_code.co_filename).name} {frame.f_code.co_qualname}"
    return None


RECORDER = Recorder()
"""Hears every client of this process."""

monitoring.register(RECORDER)
