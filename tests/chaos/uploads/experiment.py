"""Files that are uploaded while something goes wrong."""

import asyncio
import time
from collections.abc import Coroutine
from contextlib import suppress
from itertools import count

import httpx

from chaos.experiment import Experiment
from chaos.records import Row
from chaos.site.behind import behind
from chaos.site.site import Site
from chaos.uploads.cases import Case, cases_of
from chaos.uploads.editors import Uploaded, image_or_document, upload
from sorbo_core.identity.errors import EmailTaken
from sorbo_core.identity.permissions import Role

_LOOK_EVERY = 0.5
_PREPARED_WITHIN = 300.0
_ACCOUNT = {"email": "redaction@example.com", "password": "une phrase de passe assez longue"}
_NUMBERS = count()
"""Of files: no two of a run have the same bytes."""


class UploadsExperiment(Experiment[Uploaded]):
    """Editors upload images and documents; variants follow."""

    def __init__(self, name: str, site: Site, *, token: str) -> None:
        super().__init__(name, site)
        self._token = token

    @classmethod
    async def begun(cls, name: str, site: Site) -> "UploadsExperiment":
        """Log in as an editor, and begin."""
        async with behind(site) as container:
            with suppress(EmailTaken):  # an earlier round opened the account
                await container.identity.create_compte()(name="Rédaction", role=Role.EDITOR, **_ACCOUNT)
        await site.processes.answering()
        answer = await site.processes.client.post("/api/v1/auth/login", json=_ACCOUNT)
        assert answer.status_code == httpx.codes.OK, answer.text
        return cls(name, site, token=answer.json()["accessToken"])

    async def waiting(self) -> int:
        return await self._site.database["files"].count_documents({"state": "pending"})

    def _one_more(self, number: int, *, patient: bool) -> tuple[Uploaded, Coroutine[None, None, None]]:  # noqa: ARG002 — files of all rounds are numbered together
        sent = image_or_document(next(_NUMBERS), patient=patient)
        return sent, upload(self._site, self._token, sent)

    async def _judge(self) -> None:
        async with behind(self._site) as container:
            gives_up = time.monotonic() + _PREPARED_WITHIN
            cases = await cases_of(self._site, container, [sent for _, sent in self._sent])
            while time.monotonic() < gives_up and not all(case.is_complete for case in cases):
                await asyncio.sleep(_LOOK_EVERY)
                cases = await cases_of(self._site, container, [sent for _, sent in self._sent])
            client = self._site.processes.client
            for (row, _), case in zip(self._sent, cases, strict=True):
                _count(row, case)
                self.problems += [
                    f"{case.sent.name} {text}" async for text in case.problems(container, client)
                ]


def _count(row: Row, case: Case) -> None:
    row.sent += 1
    row.accepted += case.sent.id is not None
    row.unheard += case.sent.id is None and bool(case.stored)
