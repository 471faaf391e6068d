"""What mail servers say of an address (enhanced status codes, RFC 3463 and 7505)."""

# These speak of the recipient's address and of nothing else: the mailbox, its host or its form is wrong,
# it has moved, its domain takes no mail, it is disabled. A bare 550 may as well be about policy or
# content; 5.1.7 and 5.1.8 are about the sender.
_ADDRESS_REFUSED = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})


def refuses_the_address(status: str) -> bool:
    """Tell whether nobody can be reached at the address, whatever is sent there."""
    return status in _ADDRESS_REFUSED
