"""What is wrong with a field, by code: in French, in English."""

VIOLATIONS: dict[str, tuple[str, str]] = {
    # The rules and shapes that types declare.
    "too_short": ("{min} caractères ou éléments au moins.", "At least {min} characters or items."),
    "too_long": ("{max} caractères ou éléments au plus.", "At most {max} characters or items."),
    "wrong_length": (
        "Exactement {length} caractères ou éléments.",
        "Exactly {length} characters or items.",
    ),
    "too_small": ("{min} au moins.", "{min} or more."),
    "too_large": ("{max} au plus.", "{max} or less."),
    "out_of_range": ("Nombre trop grand ou trop petit.", "Number out of range."),
    "not_allowed_text": (
        "Texte vide, ou caractères non admis ici.",
        "Blank text, or characters that are not allowed here.",
    ),
    "unknown_file": (
        "Aucun fichier n'a cet identifiant : envoyez-le d'abord.",
        "No file has this id: upload it first.",
    ),
    "wrong_file_kind": ("Un fichier de sorte « {kind} » est attendu.", 'A file of kind "{kind}" is wanted.'),
    "file_claimed": ("Ce fichier appartient déjà à autre chose.", "This file belongs to something else."),
    "invalid_form": (
        "Envoyez un formulaire multipart/form-data complet, d'un seul fichier.",
        "Send a whole multipart/form-data form with a single file.",
    ),
    "missing": ("Ce champ est obligatoire.", "This field is required."),
    "unknown_field": (
        "Ce champ n'existe pas. Vérifiez son nom ou retirez-le.",
        "There is no such field. Check its name or leave it out.",
    ),
    "unknown_value": (
        "Valeur inconnue.[ Valeurs admises : {allowed}.]",
        "Unknown value.[ Allowed: {allowed}.]",
    ),
    "not_a_date": (
        "Donnez une date RFC 3339, comme 2027-01-31 ou 2027-01-31T09:00:00Z.",
        "Give an RFC 3339 date, such as 2027-01-31 or 2027-01-31T09:00:00Z.",
    ),
    "wrong_type": (
        "Mauvais type de valeur[ : {expected} attendu, {got} reçu].",
        "Wrong type of value[: expected {expected}, got {got}].",
    ),
    "not_accepted": ("Valeur refusée.", "This value is not accepted."),
    # The domain's own rules.
    "email": (
        "Donnez une adresse électronique, comme contact@example.com.",
        "Give an e-mail address, such as contact@example.com.",
    ),
    "password_too_short": ("{min} caractères au moins.", "At least {min} characters."),
    "password_too_long": ("{max} caractères au plus.", "At most {max} characters."),
    "password_monotonous": (
        "Au moins {different} caractères différents.",
        "At least {different} different characters.",
    ),
    "password_common": (
        "Trop courant, ou une simple suite : il serait essayé parmi les premiers.",
        "Too common, or a mere sequence: it would be among the first that are tried.",
    ),
    "password_personal": (
        "Presque rien d'autre que le nom de l'entreprise, le vôtre ou votre adresse.",
        "Little else than the name of the company, your own or your address.",
    ),
    "wrong_password": ("Ce n'est pas le mot de passe actuel.", "This is not the present password."),
    "wrong_code": ("Il est faux ou a déjà servi.", "It is wrong, or was used before."),
    "scope_not_held": ("Pas pour cette clé : {scopes}.", "Not for this key: {scopes}."),
    "participant_repeated": (
        "Cette adresse est déjà celle d'un autre participant.",
        "Another participant has this address already.",
    ),
    "required": (
        "Ce champ ne peut pas être vidé.",
        "This field cannot be cleared.",
    ),
    "not_in_the_future": ("Donnez un instant à venir.", "Give an instant in the future."),
    "period_reversed": ("Pas avant le début[, le {start}].", "Not before the start[, {start}]."),
    "period_too_long": ("{max} jours au plus.", "{max} days at most."),
    "salary_reversed": ("Pas moins que le salaire le plus bas.", "Not less than the lowest salary."),
    "reason_missing": ("Donnez le motif du refus.", "Say why it is refused."),
    "nothing_to_tell": (
        "Pas de courriel pour cet état. États annoncés : {allowed}.",
        "There is no mail about this state. Told: {allowed}.",
    ),
    "assignee_unknown": (
        "Aucun membre actif de l'équipe n'a ce compte.",
        "No active member of staff has this account.",
    ),
    "url_unreadable": (
        "Donnez une adresse complète, comme https://hooks.example.com/sorbo.",
        "Give a complete URL, such as https://hooks.example.com/sorbo.",
    ),
    "url_scheme": ("L'adresse commence par : {allowed}.", "The URL starts with: {allowed}."),
    "url_credentials": (
        "Ni mot de passe ni fragment (#) dans l'adresse.",
        "No password and no fragment (#) in the URL.",
    ),
    "url_port": ("Ports admis : {allowed}.", "Allowed ports: {allowed}."),
    "url_address": (
        "Seules les machines publiques sont appelées.",
        "Only public hosts are called.",
    ),
    "event_type_unknown": (
        "Le type « {type} » n'existe pas.[ Vouliez-vous dire « {similar} » ?] Liste : docs/events.md.",
        'There is no type "{type}".[ Did you mean "{similar}"?] List: docs/events.md.',
    ),
    # Existing data that is taken over.
    "not_a_price": (
        "Donnez un prix en francs CFA, comme 150000, ou « Sur devis ».",
        'Give a price in CFA francs, such as 150000, or "Sur devis".',
    ),
    "not_a_link": (
        "Ni une adresse http ou https, ni un chemin du site : ce n'est pas repris.",
        "Neither an address of http or https nor a path of the site: it is not taken over.",
    ),
    "no_such_logiciel": (
        "Aucun logiciel n'a ce nom : reprenez d'abord les logiciels.",
        "No logiciel has this name: take the logiciels over first.",
    ),
    "several_logiciels": (
        "Plusieurs logiciels ont ce nom, à la version près.",
        "Several logiciels have this name, but for the version.",
    ),
    "repeated_record": (
        "L'enregistrement {first} est déjà le même.",
        "It is in record {first} already.",
    ),
    "not_in_the_past": ("Donnez un instant passé.", "Give an instant in the past."),
    "unreadable": (
        "Ce document est endommagé et ne peut pas être lu.",
        "This document is damaged and cannot be read.",
    ),
    "never_kept": (
        "Un numéro de pièce d'identité n'est pas conservé.",
        "The number of an identity card is not kept.",
    ),
    "not_taken_over": ("Cela n'a pas sa place ici.", "There is no place for this here."),
    "role_not_taken_over": (
        "Chacun pouvait s'y donner ce rôle : le compte est celui d'un visiteur.",
        "Anybody could take this role there: the account is a visitor's.",
    ),
    "password_not_usable": (
        "Empreinte inutilisable : le titulaire choisit un autre mot de passe par courriel.",
        "No hash that can be used: its holder chooses another password by mail.",
    ),
    "email_taken": (
        "Un autre compte a cette adresse, et reste comme il est.",
        "Another account has this address, and stays as it is.",
    ),
    # Operations of a batch, rows of an import.
    "operation_refused": ("Cette opération est refusée : {reason}.", "This operation is refused: {reason}."),
    "invalid_csv": ("Ce n'est pas du CSV valide.", "This is not valid CSV."),
    "unknown_column": (
        "La colonne « {column} » n'existe pas.[ Colonnes admises : {allowed}.]",
        'There is no column "{column}".[ Allowed: {allowed}.]',
    ),
    "repeated_column": ("La colonne « {column} » est là deux fois.", 'The column "{column}" is there twice.'),
    "repeated_row": ("La ligne {first} a déjà ce slug.", "Row {first} has this slug already."),
    "too_many_cells": ("Plus de cellules que de colonnes.", "More cells than columns."),
    # Documents and query strings.
    "invalid_json": ("Ce n'est pas du JSON valide.", "This is not valid JSON."),
    "not_utf8": ("Encodez le texte en UTF-8.", "Encode the text in UTF-8."),
    "too_deep": ("Trop de niveaux imbriqués.", "Nested too deeply."),
    "duplicate_key": (
        "Un membre est donné deux fois dans le même objet.",
        "A member is given twice in the same object.",
    ),
    "nul_character": ("Le caractère NUL n'est pas admis.", "The NUL character is not allowed."),
    "expected_object": ("Envoyez un objet JSON.", "Send a JSON object."),
    "invalid_query_string": (
        "Encodez les paramètres en UTF-8 et en pour-cent ; n'en donnez pas trop.",
        "Percent-encode the parameters in UTF-8, and do not give too many.",
    ),
    "unknown_parameter": (
        "Paramètre inconnu.[ Paramètres admis : {allowed}.]",
        "Unknown parameter.[ Allowed: {allowed}.]",
    ),
    "repeated_parameter": ("Donnez ce paramètre une seule fois.", "Give this parameter once."),
    "unknown_sort": ("Tri inconnu.[ Tris admis : {allowed}.]", "Unknown sort.[ Allowed: {allowed}.]"),
    "unknown_filter_operator": (
        "Comparaison non admise.[ Admises : {allowed}.]",
        "This comparison is not offered.[ Allowed: {allowed}.]",
    ),
    "unknown_combination": (
        "Ces filtres ne vont pas ensemble.[ Ensembles admis : {allowed}.]",
        "These filters do not go together.[ Allowed together: {allowed}.]",
    ),
    "limit_out_of_range": ("De 1 à {max}.", "From 1 to {max}."),
    "invalid_cursor": (
        "Reprenez le curseur tel que reçu, avec le même tri, ou repartez de la première page.",
        "Send the cursor as you got it, with the same sort, or start from the first page.",
    ),
    "not_one_click": (
        "Envoyez le formulaire List-Unsubscribe=One-Click.",
        "Send the form List-Unsubscribe=One-Click.",
    ),
    # Readiness.
    "part_away": ("{part} ne répond pas.", "{part} does not answer."),
}
