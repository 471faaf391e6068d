"""What the examples do for somebody who has an account, or wants one."""

import httpx
import pyotp

from support.dev_site import PASSWORD, editor
from support.frontend.examples import Example
from support.frontend.visit import Visit

_TOLD, _FACTOR = "[role=status]", "/api/v1/auth/me/second-factor"
_ADDRESS = "redaction@example.com"


async def _recovery_codes(visit: Visit) -> list[str]:
    """Give the editor a second factor, and return codes that do instead of it."""
    client = visit.program.client
    login = await client.post("/api/v1/auth/login", json={"email": _ADDRESS, "password": PASSWORD})
    headers = {"Authorization": f"Bearer {login.raise_for_status().json()['accessToken']}"}
    async with httpx.AsyncClient(base_url=client.base_url, headers=headers) as person:
        begun = await person.post(_FACTOR, json={"currentPassword": PASSWORD})
        code = pyotp.TOTP(begun.raise_for_status().json()["secret"]).now()
        confirmed = await person.post(f"{_FACTOR}/confirm", json={"code": code})
    codes: list[str] = confirmed.raise_for_status().json()["recoveryCodes"]
    return codes


async def login(visit: Visit, example: Example) -> None:
    """Log in with a password and a second factor; be told when the password is wrong."""
    assert await editor(visit.program, visit.staff) == _ADDRESS
    codes = await _recovery_codes(visit)
    await visit.opens(example)
    await visit.fills_in(email=_ADDRESS, password="une autre phrase de passe")
    await visit.presses()
    await visit.is_told()
    await visit.until("document.querySelector('[name=code]').closest('label').hidden")
    await visit.fills_in(password=PASSWORD)
    await visit.presses()
    await visit.sees(_TOLD, "Donnez le code de votre application.")
    await visit.fills_in(code=codes[0])
    await visit.presses()
    await visit.sees(_TOLD, "Vous êtes connecté.")
    assert await visit.browser.evaluate("document.cookie") == ""


async def account(visit: Visit, example: Example) -> None:
    """Show who is logged in, which the example before did, and log out."""
    await visit.opens(example)
    await visit.sees("h1", "Rédaction (editor)")
    await visit.reads("#sessions", "Cet appareil")
    await visit.presses("#leave")
    await visit.sees("h1", "Connectez-vous.")


async def opening(visit: Visit, example: Example) -> None:
    """Ask for an account, and get a mail."""
    await visit.opens(example)
    await visit.fills_in(email="visiteuse@example.com")
    await visit.presses()
    await visit.reads(_TOLD, "Suivez le lien")
    assert await visit.token_of("visiteuse@example.com", "/compte/activation")


async def behind_the_link(visit: Visit, example: Example) -> None:
    """Open an account; a weak password is refused beside its field."""
    token = await visit.token_of("visiteuse@example.com", "/compte/activation")
    await visit.opens(example, fragment=f"#jeton={token}")
    await visit.until("location.hash === ''")
    await visit.fills_in(name="Visiteuse", password="court")
    await visit.presses()
    await visit.until("!!document.querySelector('[name=password] + .refused')")
    await visit.fills_in(password=PASSWORD)
    await visit.presses()
    await visit.sees(_TOLD, "Votre compte est ouvert, Visiteuse.")


EXPECTED = {
    "Login": login,
    "The account page": account,
    "Opening an account": opening,
    "The page behind the link": behind_the_link,
}
