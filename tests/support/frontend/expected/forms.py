"""What becomes of the forms in the examples."""

from support.files import pdf
from support.frontend.examples import Example
from support.frontend.visit import Visit

_COVADIS = "/formations/covadis-du-leve-topographique-au-projet-routier"
_TOLD = "[role=status]"
_MESSAGE = "Pouvez-vous nous rappeler ?"


async def _session(visit: Visit) -> str:
    sheet = (await visit.program.client.get(f"/api/v1{_COVADIS}")).raise_for_status().json()
    return str(sheet["sessions"][0]["id"])


async def inscription(visit: Visit, example: Example) -> None:
    """Ask for a seat, then for those of a company."""
    session = await _session(visit)
    await visit.opens(example, session=session)
    await visit.fills_in(name="Projeteuse", email="projeteuse@example.com")
    await visit.presses()
    await visit.reads(_TOLD, "retenue pendant 72 heures")
    await visit.opens(example, session=session)
    await visit.fills_in(name="Responsable de la formation", email="formation@example.com")
    people = {"group/company": "Entreprise d’exemple", "group/participants": "Conducteur\nGéomètre\n"}
    await visit.fills_in(**people)
    await visit.presses()
    await visit.reads(_TOLD, "retenue pendant 72 heures")
    group, alone = await visit.items(f"/inscriptions?sessionId={session}")
    assert (alone["email"], alone["company"]) == ("projeteuse@example.com", None)
    assert group["company"] == "Entreprise d’exemple"
    assert [each["name"] for each in group["participants"]] == ["Conducteur", "Géomètre"]


async def withdrawal(visit: Visit, example: Example) -> None:
    """Give a seat up by the link of the mail, and be told where the link is none."""
    address, session = "depart@example.com", await _session(visit)
    body = {"name": "Topographe", "email": address}
    asked = await visit.program.client.post(f"/api/v1/sessions/{session}/inscriptions", json=body)
    id_ = asked.raise_for_status().json()["id"]
    token = await visit.token_of(address, f"/inscriptions/{id_}/annuler")
    await visit.opens(example, id=id_, jeton="un.autre")
    await visit.presses()
    await visit.reads(_TOLD, "lien")
    await visit.opens(example, id=id_, jeton=token)
    await visit.presses()
    await visit.sees(_TOLD, "Votre inscription est annulée.")
    found = {each["email"]: each["state"] for each in await visit.items(f"/inscriptions?sessionId={session}")}
    assert found[address] == "annulee"


async def avis(visit: Visit, example: Example) -> None:
    """Show what staff have approved; give another one."""
    slug = "revit-architecture-la-maquette-numerique-d-un-batiment"
    body = {"stars": 5, "comment": "Très clair.", "name": "Architecte", "email": "architecte@example.com"}
    given = await visit.program.client.post(f"/api/v1/formations/{slug}/avis", json=body)
    await visit.staff.post(f"/api/v1/avis/{given.raise_for_status().json()['id']}/approve")
    await visit.opens(example, slug=slug)
    await visit.sees("#avis li", "5/5, Architecte : Très clair.")
    fields = {
        "stars": "4",
        "comment": "À refaire.",
        "name": "Dessinateur",
        "email": "dessinateur@example.com",
    }
    await visit.fills_in(**fields)
    await visit.presses()
    await visit.reads(_TOLD, "après relecture")
    assert "À refaire." in [each["comment"] for each in await visit.items("/avis?state=en_attente")]


async def candidature(visit: Visit, example: Example) -> None:
    """Apply with a CV; of one that is no PDF, nothing comes but what is wrong."""
    slug = "projeteur-routier-covadis"
    cv = visit.folder / "CV.pdf"
    await visit.opens(example, slug=slug)
    fields = {"name": "Projeteuse", "email": "candidate@example.com", "motivation": "Je connais Covadis."}
    await visit.fills_in(**fields, level="confirme")
    cv.write_text("Ceci n'est pas un PDF.")
    await visit.browser.choose("[type=file]", cv)
    await visit.presses()
    await visit.reads(_TOLD, "Sont admis : PDF, DOCX, ODT")
    assert await visit.items("/candidatures") == []
    cv.write_bytes(pdf())
    await visit.browser.choose("[type=file]", cv)
    await visit.presses()
    await visit.reads(_TOLD, "Votre candidature est reçue.")
    (received,) = await visit.items("/candidatures")
    assert received["email"] == "candidate@example.com"
    assert "CV.pdf" in str(received["cv"])


async def contact(visit: Visit, example: Example) -> None:
    """Be shown beside the field what is refused; mend it, and be received. A robot is not."""
    await visit.opens(example)
    fields = {"name": "Responsable des travaux", "email": "travaux@example.com", "message": _MESSAGE}
    await visit.fills_in(**fields, phone="1", **{"details/formationParticipants": "6"})
    await visit.presses()
    await visit.until("document.activeElement.name === 'phone' && !!document.activeElement.ariaInvalid")
    await visit.sees("[name=phone] + .refused", "4 caractères ou éléments au moins.")
    await visit.fills_in(phone="+226 25 00 00 00")
    await visit.presses()
    await visit.reads(_TOLD, "Votre demande est reçue")
    assert await visit.browser.evaluate("document.querySelectorAll('.refused').length") == 0
    await visit.opens(example)
    await visit.fills_in(
        name="Robot", email="robot@example.com", message="Achetez !", website="https://x.example"
    )
    await visit.presses()
    await visit.reads(_TOLD, "Votre demande est reçue")
    received = await visit.items("/demandes?subject=formation")
    assert received[0]["email"] == "travaux@example.com"
    assert received[0]["details"]["formationParticipants"] == 6
    assert "robot@example.com" not in [each["email"] for each in received]


async def newsletter(visit: Visit, example: Example) -> None:
    """Subscribe to what is ticked."""
    await visit.opens(example)
    await visit.fills_in(email="abonnee@example.com")
    await visit.presses()
    await visit.reads(_TOLD, "suivez le lien")
    assert await visit.token_of("abonnee@example.com", "/infolettre/confirmer")
    (abonne,) = [each for each in await visit.items("/abonnes") if each["email"] == "abonnee@example.com"]
    assert (abonne["categories"], abonne["state"]) == (["formations"], "en_attente")


async def _follows(visit: Visit, example: Example, address: str, page: str) -> object:
    """Subscribe behind the browser's back, follow a link of the mail; return what the subscription is."""
    body = {"email": address, "categories": ["emplois"]}
    (await visit.program.client.post("/api/v1/abonnes", json=body)).raise_for_status()
    await visit.opens(example, jeton=await visit.token_of(address, page))
    await visit.presses()
    await visit.is_told()
    return next(each["state"] for each in await visit.items("/abonnes") if each["email"] == address)


async def confirmation(visit: Visit, example: Example) -> None:
    """Confirm."""
    assert await _follows(visit, example, "lecteur@example.com", "/infolettre/confirmer") == "confirme"
    await visit.sees(_TOLD, "Votre abonnement est confirmé.")


async def leaving(visit: Visit, example: Example) -> None:
    """Leave."""
    state = await _follows(visit, example, "ancien@example.com", "/infolettre/desabonnement")
    assert state == "desabonne"
    await visit.sees(_TOLD, "Vous ne recevrez plus notre infolettre.")


async def errors(visit: Visit, example: Example) -> None:
    """Show what a problem says."""
    await visit.opens(example)
    await visit.reads("pre", '"status":422,"code":"invalid"')
    await visit.reads("pre", '"pointers":["/email"]')


async def too_often(visit: Visit, example: Example) -> None:
    """Send until it is too much."""
    await visit.opens(example)
    for _ in range(3):
        await visit.presses()
        await visit.reads(_TOLD, "Envoyé.")
        await visit.browser.evaluate(f"document.querySelector('{_TOLD}').textContent = ''")
    await visit.presses()
    await visit.reads(_TOLD, "Réessayez dans")


EXPECTED = {
    "Inscription": inscription,
    "Giving up an inscription": withdrawal,
    "Avis": avis,
    "Candidature": candidature,
    "Contact": contact,
    "Newsletter": newsletter,
    "Confirming a subscription": confirmation,
    "Leaving the newsletter": leaving,
    "Errors": errors,
    "Too often": too_often,
}
