"""Leave the newsletter with one click."""

from sorbo_core.contact.use_cases.abonne.unsubscribe import Unsubscribe


class UnsubscribeOneClick(Unsubscribe):
    """Leave as a mail provider asks it for its user (RFC 8058): without login, question or cookie.

    The body is the form `List-Unsubscribe=One-Click`, urlencoded or multipart.

    Raises:
        LinkNotValid: the token is not whole, or the subscriber has gone.
    """
