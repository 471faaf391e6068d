"""What the errors of HTTP itself say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "invalid_if_match": Entry(
        400,
        fr=("If-Match mal formé", "Envoyez dans If-Match l'ETag reçu à la lecture, guillemets compris."),
        en=("Malformed If-Match", "Send in If-Match the ETag that you read, quotes included."),
    ),
    "invalid_idempotency_key": Entry(
        400,
        fr=("Clé d'idempotence mal formée", "Prenez 1 à 255 caractères ASCII visibles, un UUID par exemple."),
        en=("Malformed idempotency key", "Use 1 to 255 visible ASCII characters, such as a UUID."),
    ),
    "invalid_content_length": Entry(
        400,
        fr=("Content-Length mal formé", "Envoyez la longueur du corps en octets, en chiffres."),
        en=("Malformed Content-Length", "Send the length of the body in bytes, in digits."),
    ),
    "route_not_found": Entry(
        404,
        fr=(
            "Adresse inconnue",
            "Aucune route n'a cette adresse. La documentation de l'API les nomme toutes.",
        ),
        en=("Route not found", "No route has this path. The API documentation lists them all."),
    ),
    "method_not_allowed": Entry(
        405,
        fr=("Méthode non admise", "Cette adresse admet : {allow}."),
        en=("Method not allowed", "This path allows: {allow}."),
    ),
    "body_too_large": Entry(
        413,
        fr=("Corps trop long", "Envoyez un corps plus court[ ({limit} octets au plus)]."),
        en=("Body too large", "Send a shorter body[ ({limit} bytes at most)]."),
    ),
    "body_too_slow": Entry(
        408,
        fr=("Corps trop lent", "Envoyez de nouveau la requête, par une meilleure connexion."),
        en=("Body too slow", "Send the request again, over a better connection."),
    ),
    "unsupported_media_type": Entry(
        415,
        fr=(
            "Type de contenu non admis",
            "Envoyez le corps[ avec « Content-Type: {wanted} »][, non {given}].",
        ),
        en=("Unsupported media type", 'Send the body[ with "Content-Type: {wanted}"][, not {given}].'),
    ),
    "range_not_satisfiable": Entry(
        416,
        fr=("Plage hors du fichier", "Le fichier a {size} octets : demandez une plage qui y commence."),
        en=("Range not satisfiable", "The file has {size} bytes: ask for a range that begins within."),
    ),
    "export_too_large": Entry(
        422,
        fr=("Export trop grand", "Ce format admet {limit} lignes : filtrez, ou demandez du CSV."),
        en=("Export too large", "This format takes {limit} rows: filter, or ask for CSV."),
    ),
    "batch_refused": Entry(
        422,
        fr=("Lot refusé", "Rien n'a été fait : l'opération {number} (à partir de 0) est refusée."),
        en=("Batch refused", "Nothing was done: operation {number} (from 0) is refused."),
    ),
    "atomic_unsupported": Entry(
        422,
        fr=(
            "Tout ou rien impossible",
            "Il y faut un MongoDB en replica set : envoyez le lot sans « atomic ».",
        ),
        en=(
            "All or nothing is impossible",
            'It needs a MongoDB that is a replica set: send it without "atomic".',
        ),
    ),
    "precondition_required": Entry(
        428,
        fr=("If-Match requis", "Lisez d'abord, puis envoyez l'ETag reçu dans If-Match."),
        en=("If-Match required", "Read it first, then send the ETag that you got in If-Match."),
    ),
    "internal_error": Entry(
        500,
        fr=(
            "Erreur interne",
            "L'erreur est de notre côté. Réessayez ; si elle persiste, citez « requestId ».",
        ),
        en=("Internal error", 'The fault is ours. Try again; if it persists, tell us the "requestId".'),
    ),
    "not_ready": Entry(
        503,
        fr=("Service non prêt", "Remettez en route ce que « errors » nomme ; le service suivra de lui-même."),
        en=("Not ready", 'Bring back what "errors" names; the service recovers by itself.'),
    ),
}
