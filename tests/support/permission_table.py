"""The tables of docs/security/permissions.md."""

from typing import NamedTuple

from support.repository_files import read

NOBODY, KEY = "nobody", "key"


class Cell(NamedTuple):
    """What a table says of one role, under the name of its row."""

    row: tuple[str, ...]
    role: str
    says: str


def cells(first_column: str, *, named_by: int = 1) -> tuple[Cell, ...]:
    """Return the cells of all tables that begin with a column of this name, and are told apart by some."""
    found: list[Cell] = []
    columns: list[str] = []
    for line in read("docs/security/permissions.md").splitlines():
        if not line.startswith("|"):
            columns = []
            continue
        values = [value.strip().strip("`") for value in line.strip("|").split("|")]
        if not columns:
            columns = values
        elif columns[0] == first_column and (columns[1] == "whose") is (named_by > 1) and values[0] != "---":
            row = tuple(values[:named_by])
            said = zip(columns[named_by:], values[named_by:], strict=True)
            found += [Cell(row, role, says) for role, says in said]
    return tuple(found)
