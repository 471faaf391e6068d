"""What API keys hold of people."""

from sorbo_core.identity.api_keys.api_key import ApiKey
from sorbo_core.shared.personal.holding import Category, Holding, Kept

_KEPT_DAYS = 30

API_KEYS_HELD = Holding(
    name="api_keys",
    holds=ApiKey,
    about="Let programs do what the holder of an account lets them do",
    personal={
        "id": Category.TRACE,
        "compte_id": Category.TRACE,
        "name": Category.WORDS,
        "hash": Category.SECRET,
    },
    plain=("scopes", "expires_at", "over_at", "revoked_at", "warned_at", "last_used_at"),
    refers="compte_id",
    kept=(
        Kept(
            days=_KEPT_DAYS,
            since="over_at",
            text=f"{_KEPT_DAYS} days after it was over",
            source="GDPR art. 6(1)(f): finding out what was done with a key that leaked",
        ),
    ),
    erasure="deleted: programs that use it are refused",
)
