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
        fr=("Jeton refusé", "Le jeton ou la clé a expiré ou n'est pas valable. Connectez-vous."),
        en=("Invalid token", "The token or key has expired or is not valid. Log in again."),
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
        fr=("Mot de passe trop faible", "Choisissez-en un autre, selon la règle qui est signalée."),
        en=("Password too weak", "Choose another one, by the rule that is pointed out."),
    ),
    "wrong_password": Entry(
        422,
        fr=("Mot de passe actuel faux", "Donnez le mot de passe que vous avez encore."),
        en=("Wrong present password", "Give the password that you still have."),
    ),
    "role_reserved": Entry(
        403,
        fr=("Réservé aux super-admins", "Seul un super-admin décide des comptes d'administration."),
        en=("For super-admins only", "Super-admins alone decide about accounts of administrators."),
    ),
    "own_compte": Entry(
        403,
        fr=("Votre propre compte", "Personne ne change son rôle ni son état : demandez à un collègue."),
        en=("Your own account", "Nobody changes their own role or state: ask a colleague."),
    ),
    "last_super_admin": Entry(
        409,
        fr=("Dernier super-admin", "Il ne resterait aucun super-admin actif : nommez-en d'abord un autre."),
        en=("Last super-admin", "No active super-admin would be left: make another one first."),
    ),
    "compte_erased": Entry(
        409,
        fr=("Compte effacé", "Plus personne n'a ce compte. Invitez la personne à en ouvrir un."),
        en=("Account erased", "Nobody has this account any more. Invite the person to open one."),
    ),
    "invitation_not_found": Entry(
        404,
        fr=("Invitation introuvable", "Vérifiez l'identifiant ; elles s'effacent après sept jours."),
        en=("Invitation not found", "Check the id; invitations are deleted after seven days."),
    ),
    "invitation_ended": Entry(
        409,
        fr=("Invitation terminée", "Elle a été acceptée ou retirée[ (état : {state})]."),
        en=("Invitation ended", "It was accepted or withdrawn[ (state: {state})]."),
    ),
    "access_link_not_found": Entry(
        404,
        fr=("Lien introuvable", "Vérifiez son identifiant ; les liens s'effacent après sept jours."),
        en=("Link not found", "Check its id; links are deleted after seven days."),
    ),
    "access_link_not_valid": Entry(
        404,
        fr=("Lien non valable", "Il a servi, a expiré ou n'est pas entier. Demandez-en un autre."),
        en=("Link not valid", "It was used, has run out or is not whole. Ask for another one."),
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
    "second_factor_required": Entry(
        403,
        fr=(
            "Second facteur à installer",
            "Votre rôle en demande un : POST /api/v1/auth/me/second-factor, puis …/confirm.",
        ),
        en=(
            "Second factor to be set up",
            "Your role asks for one: POST /api/v1/auth/me/second-factor, then …/confirm.",
        ),
    ),
    "invalid_login_ticket": Entry(
        401,
        fr=("Connexion à recommencer", "Elle a duré trop longtemps, ou le compte a changé. Recommencez."),
        en=("Login to begin anew", "It took too long, or the account has changed. Begin anew."),
    ),
    "code_refused": Entry(
        401,
        fr=("Code refusé", "Il est faux ou a déjà servi. Attendez le suivant, ou prenez un code de secours."),
        en=("Code refused", "It is wrong or was used before. Wait for the next, or use a recovery code."),
    ),
    "wrong_code": Entry(
        422,
        fr=("Code faux", "Il est faux ou a déjà servi. Attendez le suivant."),
        en=("Wrong code", "It is wrong or was used before. Wait for the next one."),
    ),
    "no_second_factor": Entry(
        404,
        fr=("Pas de second facteur", "Ce compte n'en a pas."),
        en=("No second factor", "This account has none."),
    ),
    "enrolment_not_begun": Entry(
        409,
        fr=("Rien à confirmer", "Recommencez l'installation : elle se confirme en un quart d'heure."),
        en=("Nothing to confirm", "Begin to set it up again: a quarter of an hour is left to confirm it."),
    ),
    "second_factor_mandatory": Entry(
        409,
        fr=("Second facteur obligatoire", "Votre rôle en demande un. Renouvelez-le plutôt."),
        en=("Second factor mandatory", "Your role asks for one. Renew it instead."),
    ),
    "api_key_not_found": Entry(
        404,
        fr=("Clé introuvable", "Vérifiez son identifiant ; les clés s'effacent un mois après leur fin."),
        en=("API key not found", "Check its id; keys are deleted a month after they are over."),
    ),
    "login_required": Entry(
        403,
        fr=("Connexion requise", "Une clé d'API ne suffit pas ici. Connectez-vous."),
        en=("Login required", "An API key is not enough here. Log in."),
    ),
    "scope_not_held": Entry(
        422,
        fr=("Portée refusée", "Une clé ne reçoit que des droits que vous avez, hors comptes."),
        en=("Scope refused", "A key gets only what you may do yourself, accounts apart."),
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
