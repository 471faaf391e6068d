"""Apply for a job."""

from datetime import datetime

import msgspec

from sorbo_core.recruitment.candidate import Candidate
from sorbo_core.recruitment.candidature import Candidature, key_of, owner_of
from sorbo_core.recruitment.emploi import EMPLOI, Emploi
from sorbo_core.recruitment.errors import AlreadyApplied, CandidatureNotFound, CandidaturesClosed
from sorbo_core.recruitment.ports import Candidatures, Emplois
from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.recruitment.terms import EmploiState
from sorbo_core.shared.actor import VISITOR
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.files.kind import FileKind
from sorbo_core.shared.files.uploads import FileUnusable, Upload, Uploads
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.publication.use_cases.read import Read


class CandidatureReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """What a visitor learns: a reference, and that it has arrived."""

    id: str
    state: CandidatureState
    received_at: datetime


class ApplyForEmploi:
    """Apply for a job, up to its deadline. The emploi is named by its slug or its id.

    An acknowledgement follows by mail, and staff who may read candidatures are told. The same
    address again, for the same job, gets the answer that it got the first time and changes nothing:
    a mail to that address tells that there is one already.

    A CV is a link, or a file that was uploaded as a `cv` before, which then belongs to the candidature
    for good: it may still wait to be scanned.

    Raises:
        Invalid: a field breaks its rule.
        EmploiNotFound: visitors see no such emploi.
        CandidaturesClosed: its deadline is over.
        FileUnusable: the file is no CV that nobody else has.
    """

    def __init__(
        self, *, emplois: Emplois, candidatures: Candidatures, uploads: Uploads, clock: Clock
    ) -> None:
        self._read = Read(noun=EMPLOI, entries=emplois, clock=clock)
        self._candidatures = candidatures
        self._uploads = uploads
        self._clock = clock

    async def __call__(
        self, *, id: str, emploi: str, candidate: Candidate, cv_file: str | None = None
    ) -> CandidatureReceipt:
        given, now = candidate.cleaned(), self._clock.now()
        known = await self._known(id)
        if known is not None:
            return _receipt(id, known.created_at)
        offer = await self._open(emploi, now)
        key = key_of(offer.id, given.email)
        cv = await self._claimed(cv_file, id=id, key=key) if cv_file is not None else None
        received = Candidature.received(id=id, emploi_id=offer.id, candidate=given, cv=cv, at=now)
        try:
            await self._candidatures.add(received)
        except AlreadyExists:  # the same request, a moment ago
            return _receipt(id, (await self._candidatures.get(id)).created_at)
        except AlreadyApplied:
            first = await self._candidatures.by_key(key)
            await self._candidatures.update(first.id, lambda current: current.repeat(at=now))
        return _receipt(id, now)

    async def _known(self, id: str) -> Candidature | None:
        # Before the emploi, which may have closed since an answer got lost.
        try:
            return await self._candidatures.get(id)
        except CandidatureNotFound:
            return None

    async def _claimed(self, file: str, *, id: str, key: str) -> Upload:
        """Give the file to the candidature that this address has; the new one, if it has none."""
        # So the same file is taken or refused whether or not the address has applied before: else
        # anybody could find that out by sending one twice.
        first = await self._with_key(key)
        try:
            return await self._claim(file, first or id)
        except FileUnusable:
            # Sent twice at once, the other request may have stored its candidature meanwhile.
            now_first = await self._with_key(key)
            if now_first in {None, first}:
                raise
            return await self._claim(file, now_first or id)

    async def _claim(self, file: str, candidature_id: str) -> Upload:
        owner = owner_of(candidature_id)
        return await self._uploads.claim(file, FileKind.CV, owner=owner, pointer="/cv/fileId")

    async def _with_key(self, key: str) -> str | None:
        try:
            return (await self._candidatures.by_key(key)).id
        except CandidatureNotFound:
            return None

    async def _open(self, key: str, now: datetime) -> Emploi:
        emploi = await self._read(actor=VISITOR, key=key)
        if emploi.state_at(now) is not EmploiState.ACTIF:
            raise CandidaturesClosed(deadline=emploi.details.deadline.strftime("%d/%m/%Y"))
        return emploi


def _receipt(id: str, at: datetime) -> CandidatureReceipt:
    return CandidatureReceipt(id=id, state=CandidatureState.RECUE, received_at=at)
