"""Storages of files, opened where they are."""

from typing import TYPE_CHECKING

from sorbo_core.files.storage import DirectAccess, Storage
from sorbo_core.shared.ports import Clock
from sorbo_web.wiring.settings import Settings
from sorbo_web.wiring.storage_uri import Place, Scheme, place_of

if TYPE_CHECKING:
    from sorbo_adapters.storage.bucket import Bucket


def storage_of(settings: Settings, clock: Clock) -> Storage:
    """Return where files are with these settings; nothing is touched yet."""
    return storage_at(place_of(settings), settings, clock)


def storage_at(place: Place, settings: Settings, clock: Clock) -> Storage:
    """Return what is at a place; the settings say who asks S3, and where it is."""
    if place.scheme is Scheme.MEMORY:
        from sorbo_adapters.memory.files.storage import MemoryStorage  # noqa: PLC0415 — one of them is needed

        return MemoryStorage(clock=clock)
    if place.scheme is Scheme.FILE:
        from sorbo_adapters.storage.local import LocalStorage  # noqa: PLC0415 — idem

        return LocalStorage(place.folder)
    from sorbo_adapters.storage.s3 import S3Storage  # noqa: PLC0415 — idem

    return S3Storage(_bucket(place, settings))


def links_of(settings: Settings, clock: Clock) -> tuple[DirectAccess, ...]:
    """Return what signs links into the storage: one, or none where it takes none or we have no key for it."""
    place = place_of(settings)
    if place.scheme is not Scheme.S3 or not settings.s3_access_key:
        return ()
    from sorbo_adapters.storage.links import S3Links  # noqa: PLC0415 — for S3 only

    return (S3Links(_bucket(place, settings), clock=clock),)


def _bucket(place: Place, settings: Settings) -> "Bucket":
    from sorbo_adapters.storage.bucket import Bucket  # noqa: PLC0415 — for S3 only

    return Bucket(
        name=place.bucket,
        prefix=place.prefix,
        endpoint=settings.s3_endpoint,
        region=settings.s3_region,
        access_key=settings.s3_access_key,
        secret_key=settings.s3_secret_key,
    )
