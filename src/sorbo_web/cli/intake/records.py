"""Reads files of the company's existing data."""

import json
from pathlib import Path
from typing import NoReturn

_BEGIN = 60


class UnreadableFile(Exception):
    """A file cannot be read as a list of records; the message says why, and where."""

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(f"{file}: {reason}")


def read_records(file: Path, kind: str) -> list[object]:
    """Return the records of a JSON file: a list, or an object that holds one as `data` or under its kind.

    An object of objects by slug is a list of them as well; each then says its `slug`.

    Raises:
        UnreadableFile: there is no such file, or it is not that.
    """
    content = _load(file)
    if isinstance(content, dict):
        content = next((content[name] for name in ("data", kind) if name in content), content)
    if isinstance(content, dict) and content and all(isinstance(each, dict) for each in content.values()):
        content = [{**record, "slug": slug} for slug, record in content.items()]
    if not isinstance(content, list):
        raise UnreadableFile(file, 'a list of records, or {"data": [...]}, is expected')
    return content


def _load(file: Path) -> object:
    try:
        text = file.read_text(encoding="utf-8-sig")
        content: object = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse)
    except OSError as error:
        raise UnreadableFile(file, error.strerror or type(error).__name__) from None
    except UnicodeDecodeError as error:
        raise UnreadableFile(file, f"not UTF-8 at byte {error.start}") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UnreadableFile(file, f"not JSON at {place}: {error.msg}") from None
    except ValueError as error:
        raise UnreadableFile(file, str(error)) from None
    except RecursionError:
        raise UnreadableFile(file, "nested too deeply") from None
    return content


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        begin = f"{names[0]}: {pairs[0][1]}"[:_BEGIN]
        msg = f'the key "{twice}" occurs twice in the object that begins with {begin}'
        raise ValueError(msg)
    return values


def _refuse(constant: str) -> NoReturn:
    msg = f"{constant} is not a JSON value"
    raise ValueError(msg)
