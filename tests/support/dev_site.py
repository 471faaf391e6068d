"""`sorbo dev` from outside: its panel, its inbox, who is logged in."""

import email
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import policy

import httpx

from support.program import Program, eventually

PASSWORD = "une phrase de passe assez longue"


async def panel_of(program: Program) -> dict[str, str]:
    """Return what the panel shows, by label; nothing before it is there."""
    return dict(re.findall(r"│ (\w[\w ]*?) {2,}(\S+) +│", program.output))


@asynccontextmanager
async def staff_of(program: Program) -> AsyncIterator[httpx.AsyncClient]:
    """Yield a client that is logged in as what the panel shows: once, as its code is good once."""
    shown = await eventually(lambda: panel_of(program))
    credentials = {"email": shown["Staff account"], "password": shown["Password"]}
    begun = (await program.client.post("/api/v1/auth/login", json=credentials)).json()
    step = {"ticket": begun["ticket"], "code": shown["Code"]}
    login = (await program.client.post("/api/v1/auth/login/second-factor", json=step)).json()
    headers = {"Authorization": f"Bearer {login['accessToken']}"}
    async with httpx.AsyncClient(base_url=program.client.base_url, headers=headers) as client:
        yield client


async def mailed(program: Program, address: str, pattern: str) -> str:
    """Wait for a mail to an address whose text has a pattern in it; return its first group."""

    async def found() -> str | None:
        listed = (await program.client.get("/inbox")).text
        for path in re.findall(r'href="(/inbox/[^"/]+)"', listed):
            source = (await program.client.get(f"{path}/source")).text
            mail = email.message_from_string(source, policy=policy.default)
            body = mail.get_body(("plain",))
            match = re.search(pattern, body.get_content()) if body and address in str(mail["to"]) else None
            if match is not None:
                return match[1]
        return None

    return await eventually(found)


async def editor(program: Program, staff: httpx.AsyncClient) -> str:
    """Have an editor invited, who follows the link of the mail; return their address."""
    address = "redaction@example.com"
    invited = await staff.post("/api/v1/invitations", json={"email": address, "role": "editor"})
    assert invited.is_success, invited.text
    token = await mailed(program, address, r"#jeton=([\w~.-]+)")
    given = {"token": token, "name": "Rédaction", "password": PASSWORD}
    accepted = await program.client.post("/api/v1/invitations/accept", json=given)
    assert accepted.is_success, accepted.text
    return address
