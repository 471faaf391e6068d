"""What an issue tells as a mail."""

from sorbo_core.contact.newsletter.infolettre import Infolettre
from sorbo_core.shared.outgoing.mail import Facts


def facts_of(issue: Infolettre, *, leave_url: str) -> Facts:
    """Return the issue as templates read it."""
    return {"headline": issue.content.subject, "text": issue.content.text, "leave_url": leave_url}
