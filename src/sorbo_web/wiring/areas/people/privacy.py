"""Privacy, wired to what each area keeps of people."""

from typing import Any

from dependency_injector import containers, providers

from sorbo_core.catalogue.enrolment.forgetting import InscriptionsHeld
from sorbo_core.contact.newsletter.personal_data import ABONNES_HELD, ENVOIS_HELD
from sorbo_core.contact.personal_data import DEMANDES_HELD
from sorbo_core.delivery.personal_data import DeadLettersHeld
from sorbo_core.identity.personal_data import ACCESS_LINKS_HELD, COMPTES_HELD
from sorbo_core.mailing.personal_data import SuppressionsHeld
from sorbo_core.privacy.erasure import ERASURES_HELD
from sorbo_core.privacy.use_cases.erase import ErasePersonalData
from sorbo_core.privacy.use_cases.expire import ExpirePersonalData
from sorbo_core.privacy.use_cases.export import ExportPersonalData
from sorbo_core.recruitment.personal_data import CANDIDATURES_HELD
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

    # What refers to others' ids comes after them.
    holders = providers.Dict(
        demandes=_entities(DEMANDES_HELD, ports.demandes),
        inscriptions=providers.Singleton(
            InscriptionsHeld, inscriptions=ports.inscriptions, registers=ports.registers
        ),
        candidatures=_entities(CANDIDATURES_HELD, ports.candidatures),
        avis=_entities(AVIS_HELD, ports.reviews),
        abonnes=_entities(ABONNES_HELD, ports.abonnes),
        comptes=_entities(COMPTES_HELD, ports.comptes),
        access_links=_entities(ACCESS_LINKS_HELD, ports.access_links),
        suppressions=providers.Singleton(SuppressionsHeld, suppressions=ports.suppressions),
        received_webhooks=providers.Singleton(ReceivedHeld, received=ports.received_webhooks),
        erasures=_entities(ERASURES_HELD, ports.erasures),
        envois=_entities(ENVOIS_HELD, ports.envois),
        dead_letters=providers.Singleton(DeadLettersHeld, letters=ports.delivery_desk),
    )
    export_personal_data = providers.Singleton(
        observed(ExportPersonalData), holders=holders, clock=ports.clock
    )
    erase_personal_data = providers.Singleton(
        observed(ErasePersonalData),
        holders=holders,
        erasures=ports.erasures,
        digester=ports.seals,
        clock=ports.clock,
    )
    expire_personal_data = providers.Singleton(observed(ExpirePersonalData), holders=holders)
