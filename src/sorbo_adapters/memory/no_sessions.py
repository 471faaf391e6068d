"""Sessions that nobody keeps."""

from datetime import datetime

from sorbo_core.identity.ports import Ended, SessionsOfCompte


class NoSessions(SessionsOfCompte):
    """Ends nothing: as long as no sessions are kept, access tokens run out by themselves."""

    async def end_all(self, compte_id: str, *, why: Ended, at: datetime) -> None:
        """Do nothing."""
