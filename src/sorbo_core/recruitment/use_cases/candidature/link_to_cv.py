"""Get at the CV of a candidature."""

from sorbo_core.recruitment.errors import CvNotFound
from sorbo_core.recruitment.ports import Candidatures, CvReadings
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.files.links import FileLink, FileLinks


class LinkToCv:
    """Make a link that reads the CV of a candidature, for two minutes: whoever has it needs nothing else.

    The audit tells who got one, and of which candidature.

    Raises:
        Unauthenticated, Forbidden: the actor may not read candidatures.
        CandidatureNotFound: there is none with this id.
        CvNotFound: no file was sent with it.
        FileNotFound: the file is gone, or was found harmful.
        FileNotReady: it waits to be scanned.
        Unavailable: it cannot be noted: then there is no link.
    """

    def __init__(self, *, candidatures: Candidatures, links: FileLinks, readings: CvReadings) -> None:
        self._candidatures = candidatures
        self._links = links
        self._readings = readings

    async def __call__(self, *, actor: Actor, id: str) -> FileLink:
        actor.require(Permission.READ_CANDIDATURES)
        cv = (await self._candidatures.get(id)).candidate.cv
        if cv is None or cv.file is None:
            raise CvNotFound
        link = await self._links(id=cv.file.id)
        # Before it leaves: nobody reads what was not noted.
        await self._readings.note(actor=actor, candidature_id=id)
        return link
