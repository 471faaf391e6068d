"""What the errors of reviews say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "avis_not_found": Entry(
        404,
        fr=("Avis introuvable", "Vérifiez son identifiant dans la liste des avis."),
        en=("Review not found", "Check its id in the list of avis."),
    ),
    "avis_repeated": Entry(
        409,
        fr=("Avis déjà donné", "Cette adresse a déjà donné son avis à ce sujet."),
        en=("Review repeated", "This address has reviewed the same thing before."),
    ),
}
