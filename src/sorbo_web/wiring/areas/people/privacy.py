"""Privacy, wired to what each area keeps of people; the audit."""

import secrets
from typing import Any

from dependency_injector import containers, providers

from sorbo_core.audit.personal_data import AuditHeld
from sorbo_core.audit.use_cases.accept import AcceptAudit
from sorbo_core.audit.use_cases.list import ListAudit
from sorbo_core.audit.use_cases.read import ReadAuditRecord
from sorbo_core.audit.use_cases.seal import SealAudit
from sorbo_core.audit.use_cases.verify import VerifyAudit
from sorbo_core.catalogue.enrolment.forgetting import InscriptionsHeld
from sorbo_core.contact.newsletter.personal_data import ABONNES_HELD, ENVOIS_HELD
from sorbo_core.contact.personal_data import DEMANDES_HELD
from sorbo_core.delivery.personal_data import DeadLettersHeld
from sorbo_core.files.personal_data import FilesHeld
from sorbo_core.identity.api_keys.personal_data import API_KEYS_HELD
from sorbo_core.identity.personal_data import ACCESS_LINKS_HELD, COMPTES_HELD
from sorbo_core.identity.sessions.personal_data import LOGIN_SESSIONS_HELD
from sorbo_core.mailing.personal_data import SuppressionsHeld
from sorbo_core.privacy.erasure import ERASURES_HELD
from sorbo_core.privacy.use_cases.erase import ErasePersonalData
from sorbo_core.privacy.use_cases.expire import ExpirePersonalData
from sorbo_core.privacy.use_cases.export import ExportPersonalData
from sorbo_core.privacy.use_cases.note_disclosure import NoteDisclosure
from sorbo_core.recruitment.forgetting import CandidaturesHeld
from sorbo_core.reviews.personal_data import AVIS_HELD
from sorbo_core.shared.incoming.personal_data import ReceivedHeld
from sorbo_core.shared.personal.entities import EntitiesHeld
from sorbo_core.shared.personal.holding import Holding
from sorbo_web.wiring.observed import observed


def _entities(holding: Holding[Any], repository: providers.Provider[Any]) -> providers.Provider[Any]:
    return providers.Singleton(EntitiesHeld, holding=providers.Object(holding), repository=repository)


class Privacy(containers.DeclarativeContainer):
    """What is kept of a person, over all areas."""

    ports = providers.DependenciesContainer()
    files = providers.DependenciesContainer()

    # What refers to others' ids comes after them.
    holders = providers.Dict(
        demandes=_entities(DEMANDES_HELD, ports.demandes),
        inscriptions=providers.Singleton(
            InscriptionsHeld, inscriptions=ports.inscriptions, registers=ports.registers
        ),
        candidatures=providers.Singleton(
            CandidaturesHeld, candidatures=ports.candidatures, uploads=files.uploads
        ),
        avis=_entities(AVIS_HELD, ports.reviews),
        abonnes=_entities(ABONNES_HELD, ports.abonnes),
        comptes=_entities(COMPTES_HELD, ports.comptes),
        login_sessions=_entities(LOGIN_SESSIONS_HELD, ports.login_sessions),
        api_keys=_entities(API_KEYS_HELD, ports.api_keys),
        access_links=_entities(ACCESS_LINKS_HELD, ports.access_links),
        suppressions=providers.Singleton(SuppressionsHeld, suppressions=ports.suppressions),
        received_webhooks=providers.Singleton(ReceivedHeld, received=ports.received_webhooks),
        files=providers.Singleton(FilesHeld, files=ports.stored_files, removal=files.removal),
        erasures=_entities(ERASURES_HELD, ports.erasures),
        envois=_entities(ENVOIS_HELD, ports.envois),
        dead_letters=providers.Singleton(DeadLettersHeld, letters=ports.delivery_desk),
        audit=providers.Singleton(AuditHeld, records=ports.audit_records),
    )
    note_disclosure = providers.Singleton(
        observed(NoteDisclosure), disclosures=ports.disclosures, clock=ports.clock, ids=ports.ids
    )
    export_personal_data = providers.Singleton(
        observed(ExportPersonalData), holders=holders, note=note_disclosure, clock=ports.clock
    )
    erase_personal_data = providers.Singleton(
        observed(ErasePersonalData),
        holders=holders,
        erasures=ports.erasures,
        digester=ports.seals,
        clock=ports.clock,
    )
    expire_personal_data = providers.Singleton(observed(ExpirePersonalData), holders=holders)


class Audit(containers.DeclarativeContainer):
    """Who did what: sealed, verified, read."""

    ports = providers.DependenciesContainer()

    seal_audit = providers.Singleton(
        SealAudit,
        trails=ports.trails,
        chain=ports.audit_records,
        seal=ports.audit_seals.provided.seal,
        new_salt=providers.Object(secrets.token_urlsafe),
        clock=ports.clock,
        ids=ports.ids,
    )
    verify_audit = providers.Singleton(
        observed(VerifyAudit),
        records=ports.audit_records,
        trails=ports.trails,
        seal=ports.audit_seals.provided.seal,
    )
    accept_audit = providers.Singleton(
        observed(AcceptAudit), records=ports.audit_records, seal=ports.audit_seals.provided.seal
    )
    list_audit = providers.Singleton(observed(ListAudit), records=ports.audit_records)
    read_audit_record = providers.Singleton(observed(ReadAuditRecord), records=ports.audit_records)
