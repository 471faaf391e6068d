"""What a projet can be; the wire values are those of the existing data."""

from enum import StrEnum


class ProjetCategory(StrEnum):
    """The field of engineering."""

    BATIMENT = "batiment"
    GENIE_CIVIL = "genie-civil"
    HYDRAULIQUE = "hydraulique"
    ROUTE = "route"
    ENVIRONNEMENT = "environnement"
    AUTRE = "autre"


class ClientKind(StrEnum):
    """Who owns the client."""

    PUBLIC = "public"
    PRIVE = "prive"
    MIXTE = "mixte"


class Service(StrEnum):
    """What the company did (its *prestations*)."""

    ETUDE = "etude"
    CONCEPTION = "conception"
    SUIVI = "suivi"
    EXPERTISE = "expertise"
    AUTRE = "autre"


class Progress(StrEnum):
    """How far it is. Not to be taken for the status, which says who sees it."""

    EN_COURS = "en_cours"
    TERMINE = "termine"
    EN_PAUSE = "en_pause"
    ANNULE = "annule"


class Budget(StrEnum):
    """Which band the cost of the works is in, in millions of CFA francs, or that nobody is told."""

    MOINS_5M = "moins-5m"
    DE_5M_A_20M = "5m-20m"
    DE_20M_A_50M = "20m-50m"
    DE_50M_A_100M = "50m-100m"
    PLUS_100M = "plus-100m"
    CONFIDENTIEL = "confidentiel"
