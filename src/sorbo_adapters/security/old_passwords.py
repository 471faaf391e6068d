"""Passwords whose hashes were taken over from the existing site: bcrypt, checked and never made."""

import bcrypt

from sorbo_core.identity.passwords.old_hash import MOST_COST, cost_of_old

_MOST_BYTES = 72


class BcryptHashes:
    """Tells whether a password has a bcrypt hash, for the same work whatever hash it is, and without any."""

    def __init__(self) -> None:
        self._salts = {cost: bcrypt.gensalt(cost) for cost in range(4, MOST_COST + 1)}

    def matches(self, password: str, hash: str | None) -> bool:
        """Tell whether the password, as it was typed, has this hash, if it is one of bcrypt."""
        # The old site gave bcrypt the whole password, which reads no more of it.
        read = password.encode()[:_MOST_BYTES]
        cost = cost_of_old(hash) if hash is not None else None
        if hash is None or cost is None:
            bcrypt.hashpw(read, self._salts[MOST_COST])
            return False
        right = bcrypt.checkpw(read, hash.encode())
        # 2^c, and 2^c + … + 2^11 once more, are 2^12: a cheaper hash does not show in the time.
        for rest in range(cost, MOST_COST):
            bcrypt.hashpw(read, self._salts[rest])
        return right
