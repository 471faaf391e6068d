"""What the errors that every area shares say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "period_refused": Entry(
        422,
        fr=("Période refusée", "Donnez un premier et un dernier jour, trois ans d'écart au plus."),
        en=("Period refused", "Give a first and a last day, three years apart at most."),
    ),
    "malformed": Entry(
        400,
        fr=("Requête mal formée", "Corrigez la forme de la requête ; la documentation de l'API la décrit."),
        en=("Malformed request", "Correct the shape of the request; the API documentation describes it."),
    ),
    "authentication_required": Entry(
        401,
        fr=("Connexion requise", "Connectez-vous, puis envoyez le jeton : « Authorization: Bearer … »."),
        en=("Authentication required", 'Log in, then send the token as "Authorization: Bearer …".'),
    ),
    "forbidden": Entry(
        403,
        fr=(
            "Accès refusé",
            "Votre compte n'a pas ce droit[ ({permission})]. Demandez-le à un administrateur.",
        ),
        en=("Forbidden", "Your account lacks this permission[ ({permission})]. Ask an administrator for it."),
    ),
    "not_found": Entry(
        404,
        fr=("Introuvable", "Rien n'existe à cette adresse, ou rien que vous puissiez voir."),
        en=("Not found", "There is nothing here, or nothing that you may see. Check the address."),
    ),
    "version_not_found": Entry(
        404,
        fr=("Version introuvable", "Vérifiez son numéro parmi les versions ; les plus anciennes s'effacent."),
        en=("Version not found", "Check its number among the versions; the oldest ones are dropped."),
    ),
    "conflict": Entry(
        409,
        fr=("Conflit", "La demande contredit l'état actuel. Relisez-le, puis recommencez."),
        en=("Conflict", "The request clashes with the present state. Read it again, then retry."),
    ),
    "already_exists": Entry(
        409,
        fr=("Existe déjà", "Cette création a déjà eu lieu. Lisez ce qu'elle a créé."),
        en=("Already exists", "This has been created before. Read what was created."),
    ),
    "request_in_flight": Entry(
        409,
        fr=("Requête en cours", "La première requête avec cette clé est en cours. Répétez-la plus tard."),
        en=("Request in flight", "The first request with this key is being answered. Repeat it later."),
    ),
    "not_publishable": Entry(
        409,
        fr=("Publication impossible", "C'est déjà publié[ (état : {status})]. Il n'y a rien à faire."),
        en=("Cannot be published", "It is published already[ (status: {status})]. There is nothing to do."),
    ),
    "not_archivable": Entry(
        409,
        fr=("Archivage impossible", "C'est déjà archivé[ (état : {status})]. Il n'y a rien à faire."),
        en=("Cannot be archived", "It is archived already[ (status: {status})]. There is nothing to do."),
    ),
    "not_deletable": Entry(
        409,
        fr=(
            "Suppression refusée",
            "Seul un brouillon jamais publié se supprime : archivez-le, ou retirez sa planification.",
        ),
        en=(
            "Not deletable",
            "Only a brouillon that was never published can be deleted: archive it, or unschedule it.",
        ),
    ),
    "in_use": Entry(
        409,
        fr=("Encore utilisé", "D'autres éléments s'y réfèrent : archivez-le plutôt."),
        en=("In use", "Others refer to it: archive it instead."),
    ),
    "not_schedulable": Entry(
        409,
        fr=("Planification impossible", "C'est déjà publié[ (état : {status})]. Archivez-le d'abord."),
        en=("Cannot be scheduled", "It is published already[ (status: {status})]. Archive it first."),
    ),
    "not_scheduled": Entry(
        409,
        fr=("Rien de planifié", "Aucune publication n'est planifiée[ (état : {status})]."),
        en=("Nothing is scheduled", "No publication is planned[ (status: {status})]."),
    ),
    "slug_taken": Entry(
        409,
        fr=("Adresse déjà prise", "Une autre page a, ou a eu, cette adresse. Choisissez-en une autre."),
        en=("Slug taken", "Another page has, or had, this slug. Choose another one."),
    ),
    "source_taken": Entry(
        409,
        fr=("Source déjà reprise", "Une autre fiche vient du même enregistrement. Modifiez celle-là."),
        en=("Source taken", "Another entry was taken over from the same record. Change that one."),
    ),
    "stale_version": Entry(
        412,
        fr=("Version dépassée", "Quelqu'un l'a modifié entre-temps. Relisez, puis envoyez le nouvel ETag."),
        en=("Stale version", "Somebody has changed it since. Read it again, then send the new ETag."),
    ),
    "invalid": Entry(
        422,
        fr=("Données refusées", "Corrigez ce qui est signalé, puis recommencez."),
        en=("Invalid data", "Correct what is pointed out, then try again."),
    ),
    "idempotency_key_reused": Entry(
        422,
        fr=("Clé déjà utilisée", "Cette clé d'idempotence a servi à une autre requête. Prenez-en une autre."),
        en=("Key used before", "This idempotency key was used for another request. Take another one."),
    ),
    "too_many_requests": Entry(
        429,
        fr=("Trop de requêtes", "Attendez {retry_after} secondes, puis recommencez."),
        en=("Too many requests", "Wait {retry_after} seconds, then try again."),
    ),
    "refused": Entry(
        502,
        fr=("Refusé par un autre système", "Un autre système refuse définitivement. Écrivez-nous."),
        en=("Refused by another system", "Another system refuses this for good. Contact us."),
    ),
    "recipient_refused": Entry(
        502,
        fr=("Adresse e-mail refusée", "Personne n'est joignable à cette adresse. Vérifiez-la."),
        en=("E-mail address refused", "Nobody can be reached at this address. Check it."),
    ),
    "deferred": Entry(
        502,
        fr=("Différé par un autre système", "Un autre système refuse pour l'instant. Réessayez plus tard."),
        en=("Deferred by another system", "Another system refuses this for now. Try again later."),
    ),
    "unavailable": Entry(
        503,
        fr=("Momentanément indisponible", "Un service nécessaire ne répond pas. Réessayez dans un instant."),
        en=("Unavailable for now", "A service that this needs does not answer. Try again in a moment."),
    ),
}
