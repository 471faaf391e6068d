"""What can be taken over from files of the existing site, and by what."""

from enum import StrEnum

from sorbo_core.shared.intake.taken import Importer
from sorbo_web.wiring.container import Container


class Kind(StrEnum):
    """What the records of a file are of."""

    FORMATIONS = "formations"
    LOGICIELS = "logiciels"
    LOGICIEL_DETAILS = "logiciel-details"
    ACTUALITES = "actualites"
    PUBLICATIONS = "publications"
    PROJETS = "projets"
    EMPLOIS = "emplois"


def importer_of(kind: Kind, container: Container) -> Importer:
    """Return what takes records of this kind over."""
    importers = {
        Kind.FORMATIONS: container.catalogue.import_formation,
        Kind.LOGICIELS: container.catalogue.import_logiciel,
        Kind.LOGICIEL_DETAILS: container.catalogue.import_logiciel_page,
        Kind.ACTUALITES: container.content.import_actualite,
        Kind.PUBLICATIONS: container.content.import_publication,
        Kind.PROJETS: container.portfolio.import_projet,
        Kind.EMPLOIS: container.recruitment.import_emploi,
    }
    importer: Importer = importers[kind]()
    return importer
