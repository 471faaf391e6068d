"""What the errors of files say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "file_not_found": Entry(
        404,
        fr=("Fichier introuvable", "Vérifiez son adresse ; il a pu être supprimé."),
        en=("File not found", "Check its address; it may have been deleted."),
    ),
    "object_missing": Entry(
        404,
        fr=("Contenu introuvable", "Le stockage n'a plus ce fichier. Prévenez un administrateur."),
        en=("Bytes not found", "The storage no longer has this file. Tell an administrator."),
    ),
    "file_too_large": Entry(
        413,
        fr=("Fichier trop lourd", "Envoyez un fichier de {limit} octets au plus."),
        en=("File too large", "Send a file of {limit} bytes at most."),
    ),
    "file_refused": Entry(
        422,
        fr=("Fichier refusé", "Ce fichier ne convient pas[. Sont admis : {allowed}]."),
        en=("File refused", "This file will not do[. Allowed: {allowed}]."),
    ),
    "file_unusable": Entry(
        422,
        fr=("Fichier inutilisable", "Envoyez d'abord le fichier, puis donnez son identifiant."),
        en=("File not usable", "Upload the file first, then give its id."),
    ),
    "file_in_use": Entry(
        409,
        fr=("Fichier utilisé", "Un contenu, ou une de ses versions, s'y réfère : retirez-l'en d'abord."),
        en=("File in use", "Something, or a former version of it, refers to the file: take it out first."),
    ),
    "direct_upload_unsupported": Entry(
        409,
        fr=("Envoi direct impossible", "Envoyez le fichier dans la requête : « POST /api/v1/files »."),
        en=("No direct upload", 'Send the file in the request: "POST /api/v1/files".'),
    ),
    "file_not_arrived": Entry(
        409,
        fr=("Fichier non reçu", "Envoyez-le d'abord en entier à l'adresse reçue, puis recommencez."),
        en=("File has not arrived", "Send all of it to the URL that you were given, then try again."),
    ),
    "upload_ticket_invalid": Entry(
        422,
        fr=("Ticket d'envoi refusé", "Il est expiré, modifié ou d'un autre fichier : recommencez l'envoi."),
        en=("Upload ticket refused", "It is over, changed, or of another file: begin the upload again."),
    ),
    "file_link_invalid": Entry(
        403,
        fr=("Lien refusé", "Le lien est expiré ou modifié : demandez-en un autre."),
        en=("Link refused", "The link is over, or was changed: ask for another one."),
    ),
    "file_not_ready": Entry(
        503,
        fr=("Fichier en préparation", "Le fichier est vérifié et préparé. Réessayez dans un instant."),
        en=("File not ready", "The file is being checked and made ready. Try again in a moment."),
    ),
}
