"""People who send demandes, and how they take it when no answer comes."""

import httpx
import msgspec

from support.program import eventually

_PATIENCE = 300.0
_PAUSE = 0.3
_TRY_AGAIN = {httpx.codes.CONFLICT, httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE}


class Sent(msgspec.Struct, kw_only=True):
    """A demande as its sender knows it.

    Attributes:
        address: of the visitor, another one for each demande.
        patient: whether it is sent again, under one key, until it is answered.
        id: what the answer says; None as long as there is none.
    """

    address: str
    patient: bool
    id: str | None = None


async def submit(client: httpx.AsyncClient, sent: Sent) -> None:
    """Send a demande, and note the id that it is answered with.

    Raises:
        TimeoutError: a patient visitor has had no answer for too long.
        AssertionError: it was refused.
    """
    await eventually(lambda: _is_over(client, sent), within=_PATIENCE, every=_PAUSE)


async def _is_over(client: httpx.AsyncClient, sent: Sent) -> bool:
    body = {"subject": "autre", "name": "Visiteur", "email": sent.address, "message": "Bonjour."}
    try:
        answer = await client.post(
            "/api/v1/demandes", json=body, headers={"Idempotency-Key": f"key-of-{sent.address}"}
        )
    except httpx.TransportError:
        return not sent.patient
    if answer.status_code == httpx.codes.CREATED:
        sent.id = answer.json()["id"]
        return True
    assert answer.status_code in _TRY_AGAIN, answer.text
    return not sent.patient
