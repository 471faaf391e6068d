"""Names of visitors are cleaned, whatever they hold."""

import unicodedata

import pytest

from sorbo_core.files.names import MAX_NAME, clean_name, extension_of


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("CV Awa.PDF", "CV Awa.pdf"),
        ("/home/awa/cv.pdf", "cv.pdf"),
        ("C:\\fakepath\\cv.pdf", "cv.pdf"),
        ("..\\..\\cv.pdf", "cv.pdf"),
        ("cv\u202efdp.exe", "cvfdp.exe"),
        ("c\u200bv\u2066.pdf\x00", "cv.pdf"),
        ("ligne\r\nX-Header: 1.pdf", "ligne X-Header- 1.pdf"),
        ('a<b>"c"|d?*.pdf', "a-b--c--d--.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1.annexe.pdf", "_lpt1.annexe.pdf"),
        ("Console.pdf", "Console.pdf"),
        (".pdf", "pdf"),
        ("...", "fichier"),
        ("", "fichier"),
        ("cv . .pdf", "cv.pdf"),
        ("cv.pdf. .", "cv.pdf"),
        ("re\u0301sume\u0301.pdf", "r\u00e9sum\u00e9.pdf"),
        ("سيرة ذاتية.pdf", "سيرة ذاتية.pdf"),
        ("архив.tar.zip", "архив.tar.zip"),
    ],
)
def test_what_is_shown_of_a_name(given: str, shown: str) -> None:
    assert clean_name(given) == shown


@pytest.mark.parametrize("letter", ["a", "é", "ж", "e\u0301", "\U0001f477"])
def test_a_name_of_three_hundred_characters_is_cut_before_its_extension(letter: str) -> None:
    name = clean_name(letter * 300 + ".docx")
    assert len(name) == MAX_NAME
    assert name.endswith(".docx")
    assert unicodedata.is_normalized("NFC", name)


def test_a_clean_name_stays_as_it_is() -> None:
    for given in ("CON .pdf", "a" * 300, "é/.docx", " . ", "x" * 119 + ".pdf"):
        once = clean_name(given)
        assert clean_name(once) == once


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("a.pdf", "pdf"),
        ("a.PDF", "pdf"),
        ("a.pdf.exe", "exe"),
        ("a", ""),
        ("a.", ""),
        (".pdf", ""),
        ("a.b c", ""),
    ],
)
def test_what_the_end_of_a_name_claims(name: str, extension: str) -> None:
    assert extension_of(name) == extension
