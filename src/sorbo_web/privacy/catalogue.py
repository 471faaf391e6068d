"""Every collection: what it holds of people, or why it holds nothing."""

from collections.abc import Mapping
from typing import Any

from sorbo_core.audit.personal_data import AUDIT_HELD
from sorbo_core.catalogue.enrolment.personal_data import INSCRIPTIONS_HELD, REGISTERS_HELD
from sorbo_core.contact.newsletter.personal_data import ABONNES_HELD, ENVOIS_HELD
from sorbo_core.contact.personal_data import DEMANDES_HELD
from sorbo_core.delivery.personal_data import DEAD_LETTERS_HELD
from sorbo_core.files.personal_data import FILES_HELD
from sorbo_core.identity.api_keys.personal_data import API_KEYS_HELD
from sorbo_core.identity.personal_data import ACCESS_LINKS_HELD, COMPTES_HELD
from sorbo_core.identity.sessions.personal_data import LOGIN_SESSIONS_HELD
from sorbo_core.integrations.personal_data import DELIVERIES_HELD, WEBHOOKS_HELD
from sorbo_core.mailing.personal_data import SUPPRESSIONS_HELD
from sorbo_core.notifications.personal_data import NOTIFICATIONS_HELD, PREFERENCES_HELD
from sorbo_core.privacy.erasure import ERASURES_HELD
from sorbo_core.recruitment.personal_data import CANDIDATURES_HELD
from sorbo_core.reviews.personal_data import AVIS_HELD
from sorbo_core.shared.incoming.personal_data import RECEIVED_HELD
from sorbo_core.shared.personal.holding import Holding

HOLDINGS: tuple[Holding[Any], ...] = (
    DEMANDES_HELD,
    INSCRIPTIONS_HELD,
    REGISTERS_HELD,
    CANDIDATURES_HELD,
    AVIS_HELD,
    ABONNES_HELD,
    ENVOIS_HELD,
    COMPTES_HELD,
    LOGIN_SESSIONS_HELD,
    API_KEYS_HELD,
    ACCESS_LINKS_HELD,
    SUPPRESSIONS_HELD,
    RECEIVED_HELD,
    DEAD_LETTERS_HELD,
    ERASURES_HELD,
    AUDIT_HELD,
    NOTIFICATIONS_HELD,
    PREFERENCES_HELD,
    WEBHOOKS_HELD,
    DELIVERIES_HELD,
    FILES_HELD,
)

_SHOWN = "what the company publishes; a person whom it names is taken out by changing it"

IMPERSONAL: Mapping[str, str] = {
    "formations": _SHOWN,
    "sessions": _SHOWN,
    "logiciels": _SHOWN,
    "projets": _SHOWN,
    "emplois": _SHOWN,
    "actualites": _SHOWN,
    "publications": _SHOWN,
    "infolettres": "what the company writes to all subscribers, and the id of the last one in the queue",
    "versions": "former states of what the company publishes",
    "search": "words of what the company publishes",
    "search_counts": "how many things of each kind are published",
    "search_rebuilds": "how far rebuilding the search index is",
    "counters": "how often something was read",
    "creations": "digests of keys and bodies, and receipts without a person, for 24 hours",
    "signing_keys": "keys that sign access tokens, sealed",
    "jobs": "which job ran when",
    "disclosures": "that a list was exported, or a CV read; who did it is in the audit",
    "audit_strays": "what the audit gets within seconds of what was deleted",
}
"""Collections that hold nothing of the people who write to the company, and why."""

ELSEWHERE: Mapping[str, str] = {
    "Access log": "the client's address and browser, for as long as logs are kept (`SORBO_LOG_RETENTION`);"
    " no query string, body or e-mail address",
    "Valkey": "counters of requests by the client's address, for minutes; of passwords that were tried,"
    " by that and by a digest of the e-mail address, for a day; tickets with ids",
    "Memory of the API": "keyed digests of address and browser, for half an hour, to count a reader once",
    "Mails that were sent": "at the mail provider and with who got them; demandes in the staff's mailbox",
    "Mails under `sorbo dev`": "the folder `.sorbo/`, on the developer's own machine",
    "Backups": "everything above, until they are replaced: erase again after restoring one",
    "Webhooks' receivers": "ids and states, with which they may have read more by the API",
}
"""Where else something of people is, and what."""
