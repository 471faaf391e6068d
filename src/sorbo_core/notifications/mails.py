"""The mails of the notification centre, in French."""

from collections.abc import Sequence
from datetime import date

from sorbo_core.notifications.notification import Notification
from sorbo_core.notifications.ports import Recipient
from sorbo_core.notifications.texts import text_of
from sorbo_core.shared.errors import Deferred, Refused
from sorbo_core.shared.outgoing.mail import Facts, Language, Mail, MailTemplates


def notification_mail(notification: Notification, recipient: Recipient, templates: MailTemplates) -> Mail:
    """Return the mail that tells one person one thing at once; its key is the notification's."""
    content = templates.render("notification", Language.FR, notification_facts(notification, Language.FR))
    return Mail(key=f"notification.{notification.id}", to=recipient.email, content=content)


def digest_mail(
    notifications: Sequence[Notification], day: date, recipient: Recipient, templates: MailTemplates
) -> Mail:
    """Return the mail that tells one person what a day brought; its key is the person's and the day's."""
    facts = digest_facts(notifications, day, Language.FR)
    content = templates.render("notification_digest", Language.FR, facts)
    return Mail(key=f"digest.{day.isoformat()}.{recipient.id}", to=recipient.email, content=content)


def notification_facts(notification: Notification, language: Language) -> Facts:
    """Return a notification as its template reads it."""
    return {
        "text": text_of(notification.kind, notification.facts, language),
        "reference": notification.subject_id,
        "created_at": _shown(notification),
    }


def digest_facts(notifications: Sequence[Notification], day: date, language: Language) -> Facts:
    """Return a digest as its template reads it; `entries` are pairs of an instant and a text."""
    entries = [
        (_shown(each), f"{text_of(each.kind, each.facts, language)} ({each.subject_id})")
        for each in notifications
    ]
    return {"day": day.strftime("%d/%m/%Y"), "count": len(entries), "entries": entries}


def raise_first(failures: Sequence[Deferred | Refused]) -> None:
    """Raise what kept mails from going, if anything did.

    What may still work comes first: it is tried again before the rest is given up.
    """
    for failure in sorted(failures, key=lambda each: isinstance(each, Refused)):
        raise failure


def _shown(notification: Notification) -> str:
    return notification.created_at.strftime("%d/%m/%Y %H:%M")
