"""Telephone numbers."""

from typing import Annotated

from msgspec import Meta

Phone = Annotated[str, Meta(min_length=4, max_length=40, pattern=r"^[0-9+(][0-9 ()./+-]*$(?!\n)")]
"""A telephone number as people write it."""
