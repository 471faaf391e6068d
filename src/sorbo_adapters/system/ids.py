"""Ids that need no coordination."""

import uuid_utils

from sorbo_core.shared.ports import Ids


class UuidIds(Ids):
    """Makes ids of 32 hexadecimal digits: a UUID version 7 without its hyphens."""

    def new(self) -> str:
        return uuid_utils.uuid7().hex
