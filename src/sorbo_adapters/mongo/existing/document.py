"""A document of the existing database as Extended JSON, or what keeps it from being read."""

import json
from base64 import b64encode
from typing import Any

import msgspec
from bson import decode
from bson.codec_options import CodecOptions, DatetimeConversion
from bson.errors import InvalidBSON
from bson.json_util import RELAXED_JSON_OPTIONS, dumps

_KINDS: CodecOptions[dict[str, Any]] = CodecOptions(
    tz_aware=True, datetime_conversion=DatetimeConversion.DATETIME_AUTO
)
_FORGIVING = _KINDS.with_options(unicode_decode_error_handler="replace")


class ExistingDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document.

    Attributes:
        id: its id, as people read it; empty where it cannot be read.
        content: as relaxed Extended JSON spells it. Of one that cannot be read, what can be; else its
            bytes in base64, as `bytes`.
        fault: the code of what keeps it from being read: `not_utf8` or `unreadable`.
    """

    id: str
    content: dict[str, Any]
    fault: str | None = None


def document_of(raw: bytes) -> ExistingDocument:
    """Read a document from its bytes; no byte makes this fail."""
    try:
        content = _spelled(raw, _KINDS)
    except InvalidBSON:
        return _damaged(raw)
    return ExistingDocument(id=_id(content), content=content)


def _damaged(raw: bytes) -> ExistingDocument:
    try:
        content = _spelled(raw, _FORGIVING)
    except InvalidBSON:
        return ExistingDocument(id="", content={"bytes": b64encode(raw).decode()}, fault="unreadable")
    return ExistingDocument(id=_id(content), content=content, fault="not_utf8")


def _spelled(raw: bytes, kinds: CodecOptions[dict[str, Any]]) -> dict[str, Any]:
    spelled: dict[str, Any] = json.loads(dumps(decode(raw, kinds), json_options=RELAXED_JSON_OPTIONS))
    return spelled


def _id(content: dict[str, Any]) -> str:
    id_ = content.get("_id")
    if isinstance(id_, dict) and id_.keys() == {"$oid"}:
        return str(id_["$oid"])
    return id_ if isinstance(id_, str) else json.dumps(id_, ensure_ascii=False)
