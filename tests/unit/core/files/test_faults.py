"""A refusal says what is wrong, and what may be sent instead."""

import pytest

from sorbo_core.files.faults import Fault, allowed_of, refusal
from sorbo_core.shared.files.kind import FileKind


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        (FileKind.CV, "PDF, DOCX, ODT (10 MB)"),
        (FileKind.IMAGE, "JPEG, PNG, WEBP, AVIF (15 MB)"),
        (FileKind.DOCUMENT, "PDF, DOCX, XLSX, ODT, ZIP (50 MB)"),
    ],
)
def test_each_kind_says_what_may_be_sent(kind: FileKind, allowed: str) -> None:
    assert allowed_of(kind) == allowed
    assert refusal(kind, Fault.BOMB).params["allowed"] == allowed


def test_a_refusal_points_at_the_file() -> None:
    (violation,) = refusal(FileKind.CV, Fault.ACTIVE_CONTENT, "/JavaScript").violations
    assert (violation.pointer, violation.code) == ("/file", "file_active_content")
    assert violation.params == {"what": "/JavaScript"}
