"""What the life of a published thing refuses."""

from sorbo_core.shared.errors import Conflict, NotFound


class NotPublishable(Conflict):
    """It is published already."""

    code = "not_publishable"


class NotArchivable(Conflict):
    """It is archived already."""

    code = "not_archivable"


class NotSchedulable(Conflict):
    """It is published already: there is nothing to wait for."""

    code = "not_schedulable"


class NotScheduled(Conflict):
    """It is not planned, so there is no plan to take back."""

    code = "not_scheduled"


class NotDeletable(Conflict):
    """It is no brouillon, or was published once: it is archived, and not deleted."""

    code = "not_deletable"


class InUse(Conflict):
    """Others refer to it, so that it cannot be deleted."""

    code = "in_use"


class SlugTaken(Conflict):
    """Another entry has this slug, or had it once."""

    code = "slug_taken"


class SourceTaken(Conflict):
    """Another entry was taken over from this record of the source."""

    code = "source_taken"


class VersionNotFound(NotFound):
    """The entry never was at this version, or that is too long ago."""

    code = "version_not_found"
