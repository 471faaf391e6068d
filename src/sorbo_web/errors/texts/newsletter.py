"""What the newsletter's errors say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "abonne_not_found": Entry(
        404,
        fr=("Abonné introuvable", "Vérifiez son identifiant dans la liste des abonnés."),
        en=("Subscriber not found", "Check the id in the list of abonnes."),
    ),
    "address_known": Entry(
        409,
        fr=("Adresse déjà connue", "Un abonné a déjà cette adresse."),
        en=("Address known", "A subscriber has this address already."),
    ),
    "link_not_valid": Entry(
        404,
        fr=(
            "Lien non valable",
            "Ce lien est incomplet, a déjà servi ou a expiré. Reprenez-le en entier, ou réabonnez-vous.",
        ),
        en=(
            "Link not valid",
            "This link is incomplete, was used or has run out. Take all of it, or subscribe again.",
        ),
    ),
    "infolettre_not_found": Entry(
        404,
        fr=("Infolettre introuvable", "Vérifiez son identifiant dans la liste des infolettres."),
        en=("Issue not found", "Check its id in the list of infolettres."),
    ),
    "infolettre_begun": Entry(
        409,
        fr=("Envoi déjà commencé", "Cette infolettre part ou est partie. Écrivez-en une nouvelle."),
        en=("Sending has begun", "This issue is being sent, or was sent. Write a new one."),
    ),
    "infolettre_not_begun": Entry(
        409,
        fr=("Rien à arrêter", "Cette infolettre n'est ni planifiée ni en cours d'envoi."),
        en=("Nothing to stop", "This issue is neither planned nor being sent."),
    ),
    "envoi_not_found": Entry(
        404,
        fr=("Envoi introuvable", "Cette infolettre n'a pas d'envoi à cet abonné."),
        en=("Sending not found", "This issue has no sending to this subscriber."),
    ),
}
