"""What can be taken over from files of the existing site, and by what."""

from enum import StrEnum

from sorbo_core.shared.intake.taken import Importer
from sorbo_web.wiring.container import Container


class Kind(StrEnum):
    """What the records of a file are of."""

    FORMATIONS = "formations"


def importer_of(kind: Kind, container: Container) -> Importer:
    """Return what takes records of this kind over."""
    importers = {
        Kind.FORMATIONS: container.catalogue.import_formation,
    }
    importer: Importer = importers[kind]()
    return importer
