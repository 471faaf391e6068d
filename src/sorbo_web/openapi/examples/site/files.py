"""Examples of files."""

from typing import Any

from sorbo_web.files.schemas import Completion, DirectUploadForm, DirectUploadView, FilePage, FileView
from sorbo_web.openapi.examples.common import CREATED, ID, UPDATED, Json

_TICKET = "eyJpZCI6IjAxOTM3NmYyIn0=.Wl7nJb2oY1C8aR0tGm5xVq3sLkZpUeHd"
_file: Json = {
    "id": ID,
    "kind": "image",
    "name": "pont-sur-la-volta.jpg",
    "mediaType": "image/jpeg",
    "size": 2_418_703,
    "sha256": "9f2feb0f1ef425b292f2f94bc8482494df1a3b0c7a5a8d2cf1c2ac4a0c9f9b11",
    "state": "ready",
    "url": f"/files/{ID}/w1920.webp",
    "image": {
        "width": 4032,
        "height": 3024,
        "color": "#8a7f6c",
        "placeholder": "data:image/webp;base64,UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAAAfQ//73v/+BiOh/AAA=",
    },
    "variants": [
        {"width": 480, "mediaType": "image/webp", "size": 24_310, "url": f"/files/{ID}/w480.webp"},
        {"width": 1920, "mediaType": "image/webp", "size": 211_904, "url": f"/files/{ID}/w1920.webp"},
    ],
    "uploadedBy": ID,
    "heldUntil": UPDATED,
    "createdAt": CREATED,
    "updatedAt": UPDATED,
    "version": 2,
}

EXAMPLES: dict[Any, Json] = {
    FileView: _file,
    FilePage: {"items": [_file], "next": None},
    DirectUploadForm: {
        "kind": "document",
        "name": "Guide des voiries.pdf",
        "size": 4_200_000,
        "mediaType": "application/pdf",
    },
    DirectUploadView: {
        "id": ID,
        "url": "https://files.example.com/incoming/5f0c…?X-Amz-Signature=…",
        "headers": {"Content-Type": "application/pdf", "If-None-Match": "*"},
        "expiresAt": UPDATED,
        "ticket": _TICKET,
    },
    Completion: {"ticket": _TICKET},
}
