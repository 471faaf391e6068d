"""What the portfolio's errors say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "projet_not_found": Entry(
        404,
        fr=("Projet introuvable", "Vérifiez son adresse dans la liste des projets."),
        en=("Projet not found", "Check its address in the list of projets."),
    ),
}
