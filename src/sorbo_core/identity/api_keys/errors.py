"""What API keys refuse."""

from sorbo_core.shared.errors import Forbidden, Invalid, NotFound


class ApiKeyNotFound(NotFound):
    """No such API key, or somebody else's."""

    code = "api_key_not_found"


class LoginRequired(Forbidden):
    """What is asked for takes somebody who has logged in: no API key may do it."""

    code = "login_required"


class ScopeNotHeld(Invalid):
    """A scope is one that the holder's role does not have, or that no key can have."""

    code = "scope_not_held"
