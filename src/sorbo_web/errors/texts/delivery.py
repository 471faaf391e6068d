"""What delivery's errors say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "dead_letter_not_found": Entry(
        404,
        fr=("Envoi introuvable", "Il a peut-être déjà été relancé. Relisez la liste."),
        en=("Dead letter not found", "It may have been requeued already. Read the list again."),
    ),
}
