"""What pages need to know of an image."""

import msgspec


class ImageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What pages need to know of an image before they load it.

    Attributes:
        width, height: in pixels, the right way up.
        color: the dominant one, as `#rrggbb`.
        placeholder: a few pixels of it to blur, as a `data:` URL of under 700 characters.
    """

    width: int
    height: int
    color: str
    placeholder: str
