"""What the errors of integrations say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
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
        fr=("Adresse refusée", "Le service n'appelle pas cette adresse. Corrigez ce que « errors » nomme."),
        en=("URL refused", 'The service does not call this URL. Correct what "errors" names.'),
    ),
}
