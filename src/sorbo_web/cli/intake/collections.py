"""What is taken over from the collections of the existing database, in this order, and by what."""

from collections.abc import Callable, Mapping
from typing import Any

from sorbo_core.contact.intake.demande_record import without_never_kept
from sorbo_core.identity.intake.account_record import without_secrets
from sorbo_core.shared.intake.taken import Importer
from sorbo_web.cli.intake.kinds import Kind, importer_of
from sorbo_web.wiring.container import Container

CONTENT = ("formations", "logiciels", "actualites", "publications", "projets", "emplois")
COLLECTIONS = (*CONTENT, "contacts", "admin_users", "users")
"""Of two accounts with one address, that of `admin_users` comes first and stays."""

_KEPT: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "contacts": without_never_kept,
    "admin_users": without_secrets,
    "users": without_secrets,
}


def importer_from(collection: str, container: Container) -> Importer:
    """Return what takes the documents of one of COLLECTIONS over."""
    people: dict[str, Callable[[], Importer]] = {
        "contacts": container.contact.take_over_demande,
        "admin_users": container.comptes.take_over_staff,
        "users": container.comptes.take_over_user,
    }
    if collection in people:
        return people[collection]()
    return importer_of(Kind(collection), container)


def kept_of(collection: str, document: Mapping[str, Any], *, fault: str | None) -> dict[str, Any]:
    """Return what a file for repair may keep of a document of a collection, with the fault that it has."""
    if fault == "unreadable" and collection in _KEPT:  # nobody knows what is in its bytes
        return {}
    kept = _KEPT.get(collection, dict)
    return kept(document)
