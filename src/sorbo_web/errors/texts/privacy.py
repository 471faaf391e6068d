"""What privacy's errors say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "erasure_not_found": Entry(
        404,
        fr=("Effacement introuvable", "Aucun effacement ne porte cette référence."),
        en=("Erasure not found", "No erasure has this reference."),
    ),
}
