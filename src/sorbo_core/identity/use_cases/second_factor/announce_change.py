"""Tell the holder of an account what happened to its second factor."""

from sorbo_core.identity.events import (
    CompteRecoveryCodeUsed,
    CompteSecondFactorEnrolled,
    CompteSecondFactorRemoved,
)
from sorbo_core.identity.holder_mails import HolderMails, minute
from sorbo_core.shared.events import Event

_MAILS = {
    CompteSecondFactorEnrolled.type: "second_factor_enrolled",
    CompteSecondFactorRemoved.type: "second_factor_removed",
}


class AnnounceSecondFactorChange:
    """Warn the holder of an account by mail, in French, of what was done to its second factor.

    It was set up or renewed, with new recovery codes; it was taken away; or a recovery code was used,
    and so many are left.

    Raises:
        CompteNotFound: the account has gone.
        Unavailable, Refused: as `Mailer.send`.
    """

    def __init__(self, *, mails: HolderMails) -> None:
        self._mails = mails

    async def __call__(self, event: Event) -> None:
        used, at = CompteRecoveryCodeUsed.of(event), minute(event.occurred_at)
        if used is not None:
            await self._mails.send(
                event, "recovery_code_used", compte_id=event.entity_id, changed_at=at, left=used.left
            )
            return
        name = _MAILS[event.type]
        await self._mails.send(event, name, compte_id=event.entity_id, changed_at=at)
