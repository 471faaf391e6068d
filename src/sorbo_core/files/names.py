"""Names that visitors give files: what is shown of them, and what their end claims."""

import re
import unicodedata

MAX_NAME = 120
_EXTENSION = re.compile(r"(?<=[^.])\.([A-Za-z0-9]{1,10})\Z")
_SEPARATORS = re.compile(r"[/\\]")
# What no file may be called on Windows, where most of these files are opened.
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])\Z", re.IGNORECASE)
_NAMELESS = "fichier"


def clean_name(given: str) -> str:
    """Return the name to show for a file, whatever a visitor called it; never empty.

    One line of at most `MAX_NAME` characters in NFC, without folders, controls, marks that turn or hide
    text, or what Windows refuses. Its extension is kept, in lower case.
    """
    last = _SEPARATORS.split(given)[-1]
    visible = "".join(_shown(character) for character in unicodedata.normalize("NFC", last))
    name = _FORBIDDEN.sub("-", " ".join(visible.split())).strip(". ")
    extension = extension_of(name)
    stem = name[: -len(extension) - 1] if extension else name
    end = f".{extension}" if extension else ""
    return _harmless(stem.rstrip(". "))[: MAX_NAME - len(end)].rstrip(". ") + end


def extension_of(name: str) -> str:
    """Return what follows the last dot of a name, in lower case; empty where that is no extension."""
    found = _EXTENSION.search(name)
    return found[1].lower() if found else ""


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] == "Z" or character in "\t\n\r":
        return " "
    # Controls, surrogates, private use, and the marks that make "exe.pdf" of "fdp.exe".
    return "" if category[0] == "C" else character


def _harmless(stem: str) -> str:
    if not stem:
        return _NAMELESS
    return f"_{stem}" if _RESERVED.match(stem.split(".", maxsplit=1)[0].rstrip()) else stem
