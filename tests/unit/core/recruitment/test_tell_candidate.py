import pytest

from sorbo_adapters.memory.mail import MemoryMailer
from sorbo_adapters.memory.recruitment.candidatures import MemoryCandidatures
from sorbo_adapters.memory.recruitment.emplois import MemoryEmplois
from sorbo_core.recruitment.candidature import Candidature
from sorbo_core.recruitment.errors import CandidatureNotFound
from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.recruitment.use_cases.candidature.tell_candidate import TellCandidate
from sorbo_core.shared.errors import Unavailable
from support.build import later
from support.notifications import PlainTemplates
from support.recruitment import candidature, open_emploi

SECRETS = ("motivation secrète", "motif secret", "note secrète")


@pytest.fixture
def mailer() -> MemoryMailer:
    return MemoryMailer()


@pytest.fixture
async def tell(
    emplois: MemoryEmplois, candidatures: MemoryCandidatures, mailer: MemoryMailer
) -> TellCandidate:
    await emplois.add(open_emploi(id="e"))
    return TellCandidate(
        emplois=emplois, candidatures=candidatures, templates=PlainTemplates(), mailer=mailer
    )


def received() -> Candidature:
    return candidature(id="c", emploi_id="e", email="p@example.com", motivation=SECRETS[0])


def interviewed() -> Candidature:
    return received().move(CandidatureState.ENTRETIEN, by="s", at=later(hours=1))


async def test_a_candidate_is_told_in_french_that_the_candidature_has_arrived(
    tell: TellCandidate, candidatures: MemoryCandidatures, mailer: MemoryMailer
) -> None:
    entity = received()
    await candidatures.add(entity)
    for _ in range(2):
        await tell(entity.events[0])
    assert {(mail.key, mail.to) for mail in mailer.sent} == {("c.1.candidate", "p@example.com")}
    assert mailer.sent[0].content.subject == "candidature_acknowledgement fr"


async def test_who_applies_again_is_told_of_the_first_time(
    tell: TellCandidate, candidatures: MemoryCandidatures, mailer: MemoryMailer
) -> None:
    entity = received().repeat(at=later(days=1))
    await candidatures.add(entity)
    await tell(entity.events[-1])
    (mail,) = mailer.sent
    assert mail.content.subject == "candidature_repeated fr"
    assert "'applied_on': '02/03/2026'" in mail.content.text


@pytest.mark.parametrize(
    ("state", "template"),
    [
        (CandidatureState.RETENUE, "candidature_retained fr"),
        (CandidatureState.REFUSEE, "candidature_refused fr"),
    ],
)
async def test_an_outcome_is_told_where_staff_ask_for_it(
    tell: TellCandidate,
    candidatures: MemoryCandidatures,
    mailer: MemoryMailer,
    state: CandidatureState,
    template: str,
) -> None:
    moved = interviewed().move(state, by="s", at=later(hours=2), reason=SECRETS[1], tell=True)
    await candidatures.add(moved.note(SECRETS[2], by="s", at=later(hours=3)))
    await tell(moved.events[-1])
    (mail,) = mailer.sent
    assert mail.content.subject == template
    assert not any(secret in mail.content.text for secret in SECRETS)


@pytest.mark.parametrize("state", [CandidatureState.RETENUE, CandidatureState.REFUSEE])
async def test_without_being_asked_nothing_is_told_of_a_move(
    tell: TellCandidate, candidatures: MemoryCandidatures, mailer: MemoryMailer, state: CandidatureState
) -> None:
    moved = interviewed().move(state, by="s", at=later(hours=2), reason="x")
    await candidatures.add(moved)
    for event in moved.events[1:]:
        await tell(event)
    assert mailer.sent == []


async def test_an_outcome_that_was_taken_back_meanwhile_is_not_told(
    tell: TellCandidate, candidatures: MemoryCandidatures, mailer: MemoryMailer
) -> None:
    refused = received().move(CandidatureState.REFUSEE, by="s", at=later(), reason="x", tell=True)
    await candidatures.add(refused.move(CandidatureState.ENTRETIEN, by="s", at=later(minutes=1)))
    await tell(refused.events[-1])
    assert mailer.sent == []


async def test_a_mail_server_that_is_away_is_told_to_who_delivers(
    tell: TellCandidate, candidatures: MemoryCandidatures, mailer: MemoryMailer
) -> None:
    entity = received()
    with pytest.raises(CandidatureNotFound):
        await tell(entity.events[0])
    await candidatures.add(entity)
    mailer.failure = Unavailable(part="smtp")
    with pytest.raises(Unavailable):
        await tell(entity.events[0])
