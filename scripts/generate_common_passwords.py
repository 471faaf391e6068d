"""Write the words of common passwords that the rules of passwords know, from a list of such passwords.

Usage: generate_common_passwords.py FILE, a text with one password a line.
"""

import gzip
import sys
from pathlib import Path

from sorbo_core.identity.passwords.guessable import LEAKED, SHORTEST, letters_of

FOLDER = Path(__file__).parents[1] / "src/sorbo_core/identity/passwords"


def words_of(passwords: list[str]) -> list[str]:
    """Return the letters that these passwords are made of, and as they are those that are made of others."""
    words = {letters_of(each) if any(map(str.isalpha, each)) else each for each in passwords}
    return sorted(word for word in words if len(word) >= SHORTEST and word.isascii())


def main(arguments: list[str]) -> int:
    """Return 0 once the file is written; the same list gives the same bytes."""
    words = words_of(Path(arguments[0]).read_text("utf-8").splitlines())
    (FOLDER / LEAKED).write_bytes(gzip.compress("\n".join(words).encode(), mtime=0))
    print(f"{len(words)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
