"""What the catalogue's errors say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "formation_not_found": Entry(
        404,
        fr=("Formation introuvable", "Vérifiez son adresse dans la liste des formations."),
        en=("Formation not found", "Check its address in the list of formations."),
    ),
    "session_not_found": Entry(
        404,
        fr=("Session introuvable", "Vérifiez son identifiant parmi les sessions de la formation."),
        en=("Session not found", "Check its id among the sessions of the formation."),
    ),
    "logiciel_not_found": Entry(
        404,
        fr=("Logiciel introuvable", "Vérifiez son adresse dans la liste des logiciels."),
        en=("Logiciel not found", "Check its address in the list of logiciels."),
    ),
    "not_downloadable": Entry(
        409,
        fr=("Pas de téléchargement", "Ce logiciel ne se télécharge pas ici. Adressez-nous une demande."),
        en=("No download", "This logiciel cannot be downloaded here. Send us a demande."),
    ),
    "formation_not_published": Entry(
        409,
        fr=("Formation non publiée", "Publiez d'abord la formation[ « {formation} »], puis sa session."),
        en=("Formation not published", "Publish the formation[ {formation}] first, then its session."),
    ),
    "period_reversed": Entry(
        422,
        fr=("Dates inversées", "La session finit avant de commencer. Corrigez l'une des deux dates."),
        en=("Dates reversed", "The session ends before it starts. Correct one of the two dates."),
    ),
}
