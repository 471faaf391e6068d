"""Actualites on the wire."""

from typing import Self

from msgspec import UNSET, UnsetType

from sorbo_core.content.actualite import Actualite, ActualiteCategory, ActualiteDetails, Summary, Tags
from sorbo_core.shared.text import Line, Prose
from sorbo_core.shared.validation import convert
from sorbo_web.api.entries.counted import CountedView
from sorbo_web.api.entries.pictures import PictureForm, PicturePatch, PictureView
from sorbo_web.api.entries.schemas import EntryDraft, EntryPage, EntryPatch, EntryView, facts_of


class ActualiteDraft(EntryDraft, frozen=True, kw_only=True):
    """A new actualite. Without an author the company signs it."""

    title: Line
    content: Prose
    summary: Summary
    author: Line | None = None
    category: ActualiteCategory = ActualiteCategory.AUTRE
    tags: Tags = ()
    image: PictureForm | None = None

    def details(self) -> ActualiteDetails:
        """Return it as the site's content holds it."""
        return convert(self.said(), ActualiteDetails)


class ActualitePatch(EntryPatch, frozen=True, kw_only=True):
    """A JSON Merge Patch (RFC 7396) of an actualite: absent members stay, null clears."""

    title: Line | UnsetType | None = UNSET
    content: Prose | UnsetType | None = UNSET
    summary: Summary | UnsetType | None = UNSET
    author: Line | UnsetType | None = UNSET
    category: ActualiteCategory | UnsetType | None = UNSET
    tags: Tags | UnsetType | None = UNSET
    image: PicturePatch | UnsetType | None = UNSET


class ActualiteView(EntryView, frozen=True, kw_only=True):
    """An actualite."""

    content: str
    summary: str
    author: str
    category: ActualiteCategory
    tags: tuple[str, ...]
    image: PictureView | None


class ActualiteSheetView(ActualiteView, CountedView, frozen=True, kw_only=True):
    """An actualite and how often it was read, some seconds ago. The count is not in the entity tag."""

    views: int

    @classmethod
    def counted(cls, entry: Actualite, count: int) -> Self:
        """Return the view of an actualite that was read so often."""
        return cls(**facts_of(entry), views=count)


class ActualitePage(EntryPage, frozen=True, kw_only=True):
    """One page of actualites; `next` is the cursor of the next one, null on the last."""

    items: tuple[ActualiteSheetView, ...]
