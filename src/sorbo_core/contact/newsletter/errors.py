"""What the newsletter refuses."""

from sorbo_core.shared.errors import Conflict, NotFound


class AbonneNotFound(NotFound):
    """No such subscriber."""

    code = "abonne_not_found"


class AddressKnown(Conflict):
    """Another subscriber has this address. Nobody outside hears of it."""

    code = "address_known"


class LinkNotValid(NotFound):
    """The link of a mail is not whole, was used, or has run out."""

    code = "link_not_valid"


class InfolettreNotFound(NotFound):
    """No such issue of the newsletter."""

    code = "infolettre_not_found"


class InfolettreBegun(Conflict):
    """The issue has been sent, or its sending has begun: this can no longer be done."""

    code = "infolettre_begun"


class InfolettreNotBegun(Conflict):
    """There is nothing to stop: the issue is neither planned nor being sent."""

    code = "infolettre_not_begun"


class EnvoiNotFound(NotFound):
    """No such sending of an issue to a subscriber."""

    code = "envoi_not_found"
