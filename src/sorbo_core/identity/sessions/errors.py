"""What sessions refuse."""

from sorbo_core.shared.errors import Forbidden, NotFound, TooMany, Unauthenticated


class LoginSessionNotFound(NotFound):
    """The actor has no such session."""

    code = "login_session_not_found"


class RefreshTokenInvalid(Unauthenticated):
    """The refresh token is not one of ours, has been used before, or its session is over."""

    code = "invalid_refresh_token"


class TooManyGuesses(TooMany):
    """Too many wrong passwords for this address, or from this place. `retry_after` is in seconds."""

    code = "too_many_guesses"


class CredentialsDisagree(Unauthenticated):
    """The request carries a token of one account and a cookie of another."""

    code = "credentials_disagree"


class OriginRefused(Forbidden):
    """A browser's cookie came with a write, and not from a page that may send it."""

    code = "origin_refused"
