"""Download a publication."""

from sorbo_core.content.publication import Publication
from sorbo_core.shared.counting.use_cases.read_counted import ReadCounted


class DownloadPublication(ReadCounted[Publication]):
    """Lead to the file of a publication.

    Visitors get the files of published ones only; staff who may read drafts get all of them. A
    visitor's download counts, once in half an hour; that of staff and of robots does not.

    Raises:
        PublicationNotFound: there is none with this slug or id that the actor may see.
    """
