"""What the errors of the site's content say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "actualite_not_found": Entry(
        404,
        fr=("Actualité introuvable", "Vérifiez son adresse dans la liste des actualités."),
        en=("Actualite not found", "Check its address in the list of actualites."),
    ),
    "publication_not_found": Entry(
        404,
        fr=("Publication introuvable", "Vérifiez son adresse dans la liste des publications."),
        en=("Publication not found", "Check its address in the list of publications."),
    ),
}
