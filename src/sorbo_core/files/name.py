"""Names of files, as their uploaders gave them: kept to be shown, and for nothing else."""

import unicodedata
from typing import Annotated

from msgspec import Meta

from sorbo_core.shared.text import one_line

MAX_NAME = 120
_LONGEST_ENDING = 10
_RESERVED = str.maketrans(dict.fromkeys(':*?"<>|', "-"))

FileName = Annotated[str, Meta(min_length=1, max_length=MAX_NAME, pattern=r"^[^/\\\x00-\x1f\x7f]+$(?!\n)")]
"""What a file is called, on one line."""


def clean_name(text: str) -> str:
    """Return a name that can be shown anywhere and stored on any disk; empty where nothing is left.

    Folders go, and whatever is not seen: control characters, marks that turn the direction of writing.
    A name that is too long loses the end of what comes before its ending.
    """
    last = unicodedata.normalize("NFC", text).replace("\\", "/").rstrip("/").rpartition("/")[2]
    # Categories C…: controls, formats (the marks of direction), surrogates, what is not assigned.
    seen = "".join(c if c.isspace() else "" if unicodedata.category(c)[0] == "C" else c for c in last)
    name = one_line(seen).translate(_RESERVED).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING:
        return name[:MAX_NAME].rstrip(" .")
    return f"{stem[: MAX_NAME - len(dot + ending)].rstrip(' .')}{dot}{ending}"
