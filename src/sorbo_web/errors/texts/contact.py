"""What contact's errors say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "demande_not_found": Entry(
        404,
        fr=("Demande introuvable", "Vérifiez son identifiant dans la liste des demandes."),
        en=("Request not found", "Check its id in the list of demandes."),
    ),
    "already_received": Entry(
        409,
        fr=("Demande déjà reçue", "La même demande est arrivée il y a un instant."),
        en=("Demande already received", "The same demande arrived a moment ago."),
    ),
    "move_refused": Entry(
        409,
        fr=(
            "Changement d'état refusé",
            "Une demande ne passe pas[ de « {source} » à « {target} »] ainsi. Choisissez un autre état.",
        ),
        en=(
            "Move refused",
            "A demande does not move[ from {source} to {target}] like this. Choose another state.",
        ),
    ),
    "assignee_unknown": Entry(
        422,
        fr=("Destinataire inconnu", "Choisissez le compte actif d'un membre de l'équipe."),
        en=("Assignee unknown", "Choose the active account of a member of staff."),
    ),
}
