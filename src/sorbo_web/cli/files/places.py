"""Two places between which files can be copied."""

from pathlib import PurePosixPath

from sorbo_web.wiring.storage_uri import Place, Scheme, parse_place


def two_places(source: str, target: str) -> tuple[Place, Place]:
    """Return the places that two URIs name.

    Raises:
        ValueError: one is none, keeps nothing, or is inside the other; the message is a sentence.
    """
    places = []
    for name, uri in (("FROM", source), ("TO", target)):
        try:
            place = parse_place(uri)
        except ValueError as error:
            message = f"{name} {error}."
            raise ValueError(message) from error
        if place.scheme is Scheme.MEMORY:
            message = f"{name} is memory://, which keeps nothing."
            raise ValueError(message)
        places.append(place)
    here, there = places
    if _within(here, there) or _within(there, here):
        # The copies would be found while the source is listed, and copied in turn.
        raise ValueError("FROM and TO are the same, or one is in the other.")
    return here, there


def _within(inner: Place, outer: Place) -> bool:
    if (inner.scheme, inner.bucket) != (outer.scheme, outer.bucket):
        return False
    if inner.scheme is Scheme.FILE:
        return inner.folder.resolve().is_relative_to(outer.folder.resolve())
    return PurePosixPath(inner.prefix).is_relative_to(PurePosixPath(outer.prefix))
