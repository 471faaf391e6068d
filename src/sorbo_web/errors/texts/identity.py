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
    "login_session_not_found": Entry(
        404,
        fr=("Connexion introuvable", "Elle est peut-être déjà terminée. Relisez la liste de vos connexions."),
        en=("Session not found", "It may be over already. Read the list of your sessions again."),
    ),
    "invalid_refresh_token": Entry(
        401,
        fr=("Session terminée", "Le jeton a déjà servi ou n'est plus valable. Connectez-vous de nouveau."),
        en=("Session over", "The token was used before or is not valid any more. Log in again."),
    ),
    "too_many_guesses": Entry(
        429,
        fr=("Trop d'essais", "Attendez {retry_after} secondes avant d'essayer de nouveau."),
        en=("Too many tries", "Wait {retry_after} seconds before you try again."),
    ),
    "credentials_disagree": Entry(
        401,
        fr=(
            "Deux comptes à la fois",
            "Le jeton et le cookie sont de deux comptes. Envoyez un seul des deux.",
        ),
        en=("Two accounts at once", "The token and the cookie are of two accounts. Send one of them only."),
    ),
    "origin_refused": Entry(
        403,
        fr=("Page refusée", "Envoyez la demande depuis une page du site, ou avec un jeton et sans cookie."),
        en=("Page refused", "Send the request from a page of the site, or with a token and no cookie."),
    ),
}
