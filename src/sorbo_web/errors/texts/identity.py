"""What identity's errors say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "wrong_credentials": Entry(
        401,
        fr=("Identifiants refusés", "L'adresse ou le mot de passe est faux. Vérifiez les deux."),
        en=("Wrong credentials", "The address or the password is wrong. Check both."),
    ),
    "invalid_token": Entry(
        401,
        fr=("Jeton refusé", "Le jeton a expiré ou n'est pas valable. Connectez-vous de nouveau."),
        en=("Invalid token", "The token has expired or is not valid. Log in again."),
    ),
    "compte_not_found": Entry(
        404,
        fr=("Compte introuvable", "Vérifiez l'adresse ou l'identifiant du compte."),
        en=("Account not found", "Check the address or the id of the account."),
    ),
    "email_taken": Entry(
        409,
        fr=("Adresse déjà utilisée", "Un autre compte a cette adresse. Prenez-en une autre."),
        en=("Address taken", "Another account has this address. Use another one."),
    ),
    "password_too_weak": Entry(
        422,
        fr=("Mot de passe trop faible", "Choisissez un mot de passe plus long et plus varié."),
        en=("Password too weak", "Choose a password that is longer and more varied."),
    ),
}
