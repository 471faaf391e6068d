"""Where somebody asks from."""

from sorbo_core.identity.sessions.login_session import LONGEST_ADDRESS, LONGEST_DEVICE, Device
from sorbo_web.api.request import ApiRequest
from sorbo_web.middleware.layer import client_address


def device_of(request: ApiRequest) -> Device:
    """Return what the program says of itself, and its address."""
    agent = request.headers.get("user-agent", "")
    shown = "".join(character for character in agent if character.isprintable())
    return Device(agent=shown[:LONGEST_DEVICE], address=client_address(request.scope)[:LONGEST_ADDRESS])
