"""MongoDB's wire protocol: which message commits a demande or a file, which one leases their events."""

import struct
from collections.abc import Callable, Iterator
from typing import Any

import bson

from chaos.wire.moments import Moment
from chaos.wire.piece import Piece, Wire, Written

_HEADER = struct.Struct("<iiii")
_OP_MSG = 2013
_FLAGS = 4
_LEASE = "outbox.token"

_INSERTS = {
    "demandes": (Moment.BEFORE_COMMIT, Moment.AFTER_COMMIT),
    "files": (Moment.BEFORE_FILE, Moment.AFTER_FILE),
}
_VARIANTS = (Moment.DURING_VARIANTS, Moment.AFTER_VARIANTS)
_LEASES = (None, Moment.AFTER_LEASE)
_Around = tuple[Moment | None, Moment | None]


class MongoWire(Wire):
    """Tells before and after a demande or a file is inserted, or a file has its variants, and after a lease.

    Args:
        written: called with changes of documents, each by its id, once they were made.
    """

    def __init__(self, written: Callable[[list[Written]], None]) -> None:
        self._written = written
        self._sent, self._answered = _Frames(), _Frames()
        self._awaited: dict[int, Moment] = {}
        self._changing: dict[int, list[Written]] = {}

    def sent(self, data: bytes) -> Iterator[Piece]:
        for frame in self._sent.take(data):
            command = _decoded(frame)
            before, after = _moments_around(command)
            request_id = _HEADER.unpack_from(frame)[1]
            if after is not None:
                self._awaited[request_id] = after
            self._changing[request_id] = _changed_by(command)
            yield Piece(frame, before)

    def answered(self, data: bytes) -> Iterator[Piece]:
        for frame in self._answered.take(data):
            request_id = _HEADER.unpack_from(frame)[2]
            moment = self._awaited.pop(request_id, None)
            changed = self._changing.pop(request_id, None)
            happened = bool(moment or changed) and _changed_something(_decoded(frame))
            if changed and happened:
                self._written(changed)
            yield Piece(frame, moment if happened else None)


class _Frames:
    """Whole messages out of whatever chunks they arrive in."""

    def __init__(self) -> None:
        self._rest = b""

    def take(self, data: bytes) -> Iterator[bytes]:
        self._rest += data
        while len(self._rest) >= _HEADER.size:
            (length, *_) = _HEADER.unpack_from(self._rest)
            if len(self._rest) < length:
                return
            frame, self._rest = self._rest[:length], self._rest[length:]
            yield frame


def _decoded(frame: bytes) -> dict[str, Any]:
    """Return the command or the reply in a message; empty for messages of another kind."""
    if _HEADER.unpack_from(frame)[3] != _OP_MSG:
        return {}
    found: dict[str, Any] = {}
    at = _HEADER.size + _FLAGS
    while at < len(frame):
        kind, at = frame[at], at + 1
        (length,) = struct.unpack_from("<i", frame, at)
        section, at = frame[at : at + length], at + length
        if kind == 0:
            found |= bson.decode(section)
        else:
            name, _, documents = section[4:].partition(b"\0")
            found[name.decode()] = bson.decode_all(documents)
    return found


def _moments_around(command: dict[str, Any]) -> _Around:
    if "insert" in command:
        return _INSERTS.get(command["insert"], (None, None))
    assigned = list(_assigned_by(command))
    if any(_LEASE in each for each in assigned):
        return _LEASES
    is_file = command.get("update") == "files"
    if is_file and any(each.get("variants", {}).get("$literal") for each in assigned):
        return _VARIANTS
    return None, None


def _assigned_by(command: dict[str, Any]) -> Iterator[dict[str, Any]]:
    changes = [each["u"] for each in command.get("updates", ())]
    if "findAndModify" in command:
        changes.append(command.get("update"))
    for change in changes:
        for stage in change if isinstance(change, list) else [change]:
            if isinstance(stage, dict):
                yield stage.get("$set", {})


def _changed_by(command: dict[str, Any]) -> list[Written]:
    return [
        Written(each["q"]["_id"], _recorded_in(each["u"]))
        for each in command.get("updates", ())
        if isinstance(each["q"].get("_id"), str)
    ]


def _recorded_in(change: dict[str, Any] | list[dict[str, Any]]) -> str | None:
    added = change.get("$addToSet", {}) if isinstance(change, dict) else {}
    return next(iter(added.values()), None)


def _changed_something(reply: dict[str, Any]) -> bool:
    return bool(reply.get("value") or reply.get("n"))
