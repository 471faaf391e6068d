"""What answers made from the search index are kept under."""

from typing import Final

SEARCH: Final = "search"
"""The tag of what is made from the index, which changes a moment after the entries do."""
