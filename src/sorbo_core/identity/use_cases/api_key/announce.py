"""Tell the holder of an account of its API keys."""

from sorbo_core.identity.api_keys.api_key import ApiKeyCreated, ApiKeyExpiryAnnounced
from sorbo_core.identity.api_keys.ports import ApiKeys
from sorbo_core.identity.holder_mails import HolderMails, minute
from sorbo_core.shared.events import Event

_MAILS = {ApiKeyCreated.type: "api_key_created", ApiKeyExpiryAnnounced.type: "api_key_expiring"}


class AnnounceApiKey:
    """Tell the holder of a key by mail, in French, that it was made, or that it expires; not its secret.

    Raises:
        ApiKeyNotFound, CompteNotFound: they have gone.
        Unavailable, Refused: as `Mailer.send`.
    """

    def __init__(self, *, keys: ApiKeys, mails: HolderMails) -> None:
        self._keys = keys
        self._mails = mails

    async def __call__(self, event: Event) -> None:
        key = await self._keys.get(event.entity_id)
        # What was revoked before the mail left needs no renewing.
        if event.type == ApiKeyExpiryAnnounced.type and key.revoked_at is not None:
            return
        await self._mails.send(
            event,
            _MAILS[event.type],
            compte_id=key.compte_id,
            key_name=key.name,
            prefix=key.prefix,
            scopes=", ".join(key.scopes),
            created_at=minute(key.created_at),
            expires_at=minute(key.expires_at),
        )
