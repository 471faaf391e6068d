"""What sessions hold of people."""

from sorbo_core.identity.sessions.login_session import LoginSession
from sorbo_core.shared.personal.holding import Category, Holding, Kept

_KEPT_DAYS = 30

LOGIN_SESSIONS_HELD = Holding(
    name="login_sessions",
    holds=LoginSession,
    about="Let who is logged in go on, see where else they are, and end it",
    personal={
        "compte_id": Category.TRACE,
        "device": Category.TRACE,
        "family_hash": Category.SECRET,
        "token_hash": Category.SECRET,
        "previous_hash": Category.SECRET,
        "salt": Category.SECRET,
    },
    plain=("proofs", "last_used_at", "idle", "ends_at", "over_at", "ended_because"),
    refers="compte_id",
    kept=(
        Kept(
            days=_KEPT_DAYS,
            since="over_at",
            text=f"{_KEPT_DAYS} days after it was over",
            source="GDPR art. 6(1)(f): finding out what was done with somebody else's login",
        ),
    ),
    erasure="deleted: who was logged in logs in again",
)
