"""Hashes of passwords as the existing site kept them."""

import re

MOST_COST = 12
"""What the existing site spends on one at the most; each more would double what a login costs everybody."""

NONE_USABLE = "*"
"""In the place of a hash that nothing can be made of: it is that of no password."""

_BCRYPT = re.compile(r"\$2[aby]\$(0[4-9]|1[0-2])\$[./A-Za-z0-9]{53}\Z")


def cost_of_old(hash: str) -> int | None:
    """Return the cost of a bcrypt hash that can be taken over; None of anything else."""
    found = _BCRYPT.match(hash)
    return int(found[1]) if found else None
