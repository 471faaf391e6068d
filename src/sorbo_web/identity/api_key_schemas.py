"""API keys on the wire."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from sorbo_core.identity.api_keys.api_key import ApiKey
from sorbo_core.identity.use_cases.api_key.create import NewApiKey
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.text import Line
from sorbo_web.api.wire import Body, View

_MOST_SCOPES = 50
Instant = Annotated[datetime, Meta(tz=True)]


class ApiKeyForm(Body, frozen=True, kw_only=True):
    """What a key is called, what it may do, and until when."""

    name: Line
    scopes: Annotated[
        tuple[Permission, ...],
        Meta(min_length=1, max_length=_MOST_SCOPES, description="Of what its holder may do."),
    ]
    expires_at: Annotated[Instant, Meta(description="Within a year.")]


class ApiKeyView(View, frozen=True, kw_only=True):
    """A key, without its secret."""

    id: str
    compte_id: Annotated[str, Meta(description="Whose it is.")]
    name: str
    prefix: Annotated[str, Meta(description="What it begins with.")]
    scopes: tuple[Permission, ...]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: Annotated[datetime | None, Meta(description="To the minute; null if it never was.")]

    @classmethod
    def of(cls, key: ApiKey) -> "ApiKeyView":
        """Return the view of a key."""
        return cls(**{name: getattr(key, name) for name in cls.__struct_fields__})


class NewApiKeyView(ApiKeyView, frozen=True, kw_only=True):
    """A key that was just made, with its secret."""

    key: Annotated[
        str, Meta(description="To be sent as `Authorization: Bearer sorbo_…`; it is shown this once.")
    ]

    @classmethod
    def made(cls, new: NewApiKey) -> "NewApiKeyView":
        """Return the view of a new key."""
        about = ApiKeyView.of(new.key)
        return cls(key=new.text.text, **{name: getattr(about, name) for name in about.__struct_fields__})


class ApiKeyPage(View, frozen=True, kw_only=True):
    """One page of keys; `next` is the cursor of the next one, null on the last."""

    items: tuple[ApiKeyView, ...]
    next: str | None
