"""What the errors of enrolment say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "inscription_not_found": Entry(
        404,
        fr=("Inscription introuvable", "Vérifiez la référence, ou reprenez le lien du dernier courriel."),
        en=("Enrolment not found", "Check the reference, or use the link of the latest mail."),
    ),
    "register_not_found": Entry(
        404,
        fr=("Session sans inscription", "Personne n'a encore demandé de place dans cette session."),
        en=("Session without enrolments", "Nobody has asked for seats in this session so far."),
    ),
    "inscriptions_closed": Entry(
        409,
        fr=("Inscriptions closes", "Cette session n'a pas lieu ou a commencé. Choisissez-en une autre."),
        en=("Enrolment closed", "This session does not take place or has begun. Choose another one."),
    ),
    "group_too_large": Entry(
        409,
        fr=("Groupe trop nombreux", "La session n'a que {seats} places. Répartissez le groupe."),
        en=("Group too large", "The session has {seats} seats only. Split the group."),
    ),
    "waiting_line_full": Entry(
        409,
        fr=("Liste d'attente complète", "La liste d'attente est pleine. Choisissez une autre session."),
        en=("Waiting list full", "The waiting list is full. Choose another session."),
    ),
    "seats_taken": Entry(
        409,
        fr=("Places déjà données", "Il faut au moins {least} places : annulez d'abord des inscriptions."),
        en=("Seats taken", "At least {least} seats are needed: cancel enrolments first."),
    ),
    "inscription_ended": Entry(
        409,
        fr=("Inscription annulée", "La place n'est plus tenue. Faites une nouvelle inscription."),
        en=("Enrolment ended", "The seats are no longer held. Enrol again."),
    ),
    "no_seat_held": Entry(
        409,
        fr=("État inadapté", "L'inscription est « {state} ». Attendez une place ou confirmez-la d'abord."),
        en=("Wrong state", "The enrolment is {state}. Wait for seats, or confirm it first."),
    ),
    "already_present": Entry(
        409,
        fr=("Déjà présent", "Ces personnes ont participé : l'inscription ne s'annule plus."),
        en=("Already present", "These people took part: the enrolment can no longer be cancelled."),
    ),
    "session_not_begun": Entry(
        409,
        fr=("Session pas commencée", "Notez la présence à partir du {start}."),
        en=("Session not begun", "Record who is present from {start} on."),
    ),
    "participant_repeated": Entry(
        422,
        fr=("Participant en double", "Deux participants ont la même adresse. Corrigez l'une des deux."),
        en=("Participant repeated", "Two participants have the same address. Correct one of them."),
    ),
}
