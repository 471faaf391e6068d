"""Tell the holder of an account that it has another password."""

from sorbo_core.identity.holder_mails import HolderMails, minute
from sorbo_core.shared.events import Event


class AnnouncePasswordChange:
    """Warn the holder of an account by mail, in French, that its password was changed.

    Raises:
        CompteNotFound: the account has gone.
        Unavailable, Refused: as `Mailer.send`.
    """

    def __init__(self, *, mails: HolderMails) -> None:
        self._mails = mails

    async def __call__(self, event: Event) -> None:
        changed_at = minute(event.occurred_at)
        await self._mails.send(
            event, "compte_password_changed", compte_id=event.entity_id, changed_at=changed_at
        )
