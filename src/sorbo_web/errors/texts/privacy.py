"""What the errors of privacy and of the audit say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "erasure_not_found": Entry(
        404,
        fr=("Effacement introuvable", "Aucun effacement ne porte cette référence."),
        en=("Erasure not found", "No erasure has this reference."),
    ),
    "audit_record_not_found": Entry(
        404,
        fr=("Trace introuvable", "Cette adresse n’est celle d’aucun enregistrement du journal d’audit."),
        en=("Audit record not found", "No record of the audit has this id."),
    ),
    "audit_chain_broken": Entry(
        409,
        fr=(
            "Journal d’audit rompu",
            "Le journal n’est pas tel que le service l’a laissé. Lancez `sorbo audit verify`.",
        ),
        en=("Audit broken", "The audit is not as the service left it. Run `sorbo audit verify`."),
    ),
    "audit_chain_differs": Entry(
        409,
        fr=(
            "Le journal d’audit finit autrement",
            "Son dernier enregistrement n’est pas celui qui a été donné.",
        ),
        en=("The audit ends otherwise", "Its last record is not the one that was given."),
    ),
}
