"""Texts in CSV that no spreadsheet takes for formulas, and back.

A text that would be one gets an apostrophe in front, which spreadsheets show or hide and never
act on. One that has apostrophes there already gets one more, so that it can be taken away again.
A text that is nothing but a number (`+22625000000`, `-12,5`) can do no harm and stays as it is.
"""

import re

_NUMBER = re.compile(r"[+-]?\d[\d ]*([.,]\d+)?\Z")
# The wide ones are what some spreadsheets read as the narrow ones.
_FIRST = re.compile(r"\A(?='*(\s*[=+\-@＝＋－＠]| *[\t\r\n]))")  # noqa: RUF001 — the wide ones are meant
_COMPUTES = re.compile("[=@＝＠]")  # noqa: RUF001 — idem
# Where a file is opened with another separator than its own, what follows one is a cell as well.
_WITHIN = re.compile(r"([;,\t\r\n] *)(?='*[=@＝＠])")  # noqa: RUF001 — idem
_GUARDED_FIRST = re.compile(r"\A'(?='*(\s*[=+\-@＝＋－＠]| *[\t\r\n]))")  # noqa: RUF001 — idem
_GUARDED_WITHIN = re.compile(r"([;,\t\r\n] *)'(?='*[=@＝＠])")  # noqa: RUF001 — idem


def guarded(text: str) -> str:
    """Return the text as a cell that is shown and never computed."""
    if _NUMBER.match(text):
        return text
    first = "'" if _FIRST.match(text) else ""
    return first + (_WITHIN.sub(r"\1'", text) if _COMPUTES.search(text) else text)


def unguarded(text: str) -> str:
    """Return the text that `guarded` made a cell of."""
    return _GUARDED_FIRST.sub("", _GUARDED_WITHIN.sub(r"\1", text))
