"""What the errors of integrations say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "webhook_signature_invalid": Entry(
        401,
        fr=(
            "Signature refusée",
            "Signez les octets envoyés avec un secret en vigueur ; joignez identifiant et horodatage.",
        ),
        en=(
            "Signature refused",
            "Sign the bytes that you send with a current secret; send id and timestamp.",
        ),
    ),
    "webhook_timestamp_stale": Entry(
        401,
        fr=("Horodatage dépassé", "Signez à nouveau, à l'heure exacte : 5 minutes d'écart au plus."),
        en=("Stale timestamp", "Sign again, at the exact time: it may be 5 minutes off at most."),
    ),
    "webhook_source_not_found": Entry(
        404,
        fr=("Source inconnue", "Vérifiez le nom de la source, et qu'un secret est configuré pour elle."),
        en=("Unknown source", "Check the name of the source, and that a secret is configured for it."),
    ),
    "webhook_not_found": Entry(
        404,
        fr=("Webhook introuvable", "Vérifiez son identifiant dans la liste des webhooks."),
        en=("Webhook not found", "Check its id in the list of webhooks."),
    ),
    "webhook_delivery_not_found": Entry(
        404,
        fr=("Envoi introuvable", "Vérifiez son identifiant parmi les envois du webhook, gardés 30 jours."),
        en=("Delivery not found", "Check its id among the webhook's deliveries, which are kept for 30 days."),
    ),
    "received_webhook_not_found": Entry(
        404,
        fr=("Webhook reçu introuvable", "Les webhooks reçus sont gardés 30 jours. Demandez un nouvel envoi."),
        en=("Received webhook not found", "Received webhooks are kept for 30 days. Have it sent again."),
    ),
    "webhook_not_active": Entry(
        409,
        fr=("Webhook désactivé", "Réactivez d'abord le webhook, puis recommencez."),
        en=("Webhook disabled", "Enable the webhook first, then try again."),
    ),
    "too_many_secrets": Entry(
        409,
        fr=(
            "Trop de secrets valables",
            "Attendez la fin d'un chevauchement, ou changez de secret sans chevauchement.",
        ),
        en=("Too many secrets", "Wait until an overlap ends, or rotate without an overlap."),
    ),
    "url_refused": Entry(
        422,
        fr=("Adresse refusée", "Le service n'appelle pas cette adresse. Corrigez ce qui est signalé."),
        en=("URL refused", "The service does not call this URL. Correct what is pointed out."),
    ),
}
