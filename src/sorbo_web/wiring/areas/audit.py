"""The use cases of the audit, wired to ports."""

import secrets

from dependency_injector import containers, providers

from sorbo_core.audit.use_cases.accept import AcceptAudit
from sorbo_core.audit.use_cases.list import ListAudit
from sorbo_core.audit.use_cases.read import ReadAuditRecord
from sorbo_core.audit.use_cases.seal import SealAudit
from sorbo_core.audit.use_cases.verify import VerifyAudit
from sorbo_web.wiring.observed import observed


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
