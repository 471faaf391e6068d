"""What the errors of recruitment say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "emploi_not_found": Entry(
        404,
        fr=("Offre d'emploi introuvable", "Vérifiez son adresse dans la liste des emplois."),
        en=("Job offer not found", "Check its address in the list of emplois."),
    ),
    "salary_reversed": Entry(
        422,
        fr=("Salaires inversés", "Le salaire le plus bas dépasse le plus haut. Corrigez l'un des deux."),
        en=("Salaries reversed", "The lowest salary is higher than the highest. Correct one of them."),
    ),
    "candidature_not_found": Entry(
        404,
        fr=("Candidature introuvable", "Vérifiez son identifiant dans la liste des candidatures."),
        en=("Candidature not found", "Check its id in the list of candidatures."),
    ),
    "candidatures_closed": Entry(
        409,
        fr=("Candidatures closes", "On pouvait postuler jusqu'au {deadline}. Voyez les autres offres."),
        en=("Candidatures closed", "One could apply until {deadline}. See the other offers."),
    ),
    "cv_not_found": Entry(
        404,
        fr=("CV introuvable", "Aucun fichier n'a été envoyé avec cette candidature. Voyez `cv.link`."),
        en=("CV not found", "No file was sent with this candidature. See `cv.link`."),
    ),
    "already_applied": Entry(
        409,
        fr=("Candidature déjà reçue", "Cette adresse a déjà postulé à cette offre."),
        en=("Already applied", "This address has applied for this job already."),
    ),
    "candidature_move_refused": Entry(
        409,
        fr=(
            "Changement d'état refusé",
            "Une candidature ne passe pas de « {source} » à « {target} ». États admis : {allowed}.",
        ),
        en=(
            "Move refused",
            "A candidature does not move from {source} to {target}. Allowed: {allowed}.",
        ),
    ),
    "reason_missing": Entry(
        422,
        fr=("Motif manquant", "Donnez le motif du refus : seule l'équipe le lit."),
        en=("Reason missing", "Say why the candidature is refused: only staff read it."),
    ),
    "nothing_to_tell": Entry(
        422,
        fr=("Pas de courriel", "Cet état n'a pas de courriel. Retirez `tell`, ou choisissez une issue."),
        en=("No mail", "There is no mail about this state. Leave `tell` out, or choose an outcome."),
    ),
}
