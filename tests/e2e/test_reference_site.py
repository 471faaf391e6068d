"""The reference site in a real browser: what visitors come for, from the keyboard alone."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from support.browser import Page
from support.corpus.papers import paper
from support.program import Program
from support.reference_site import (
    DESK,
    NARROW,
    PHONE,
    Visit,
    mail_to,
    needs_chromium,
    served_site,
    visiting,
)

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]

PAGES = (
    "",
    "formations.html",
    "formation.html?slug=robot-structural-analysis-du-modele-a-la-note-de-calcul",
    "emplois.html",
    "emploi.html?slug=projeteur-routier-covadis",
    "contact.html?sujet=logiciel",
    "recherche.html?q=route",
    "actualites.html",
    "actualite.html?slug=exemple-calculer-une-crue-quand-les-donnees-manquent",
    "realisations.html",
    "logiciels.html",
    "publications.html",
    "infolettre/confirmer/?jeton=x",
    "infolettre/desabonnement/?jeton=x",
    "inscriptions/x/annuler?jeton=x",
)
GONE = ("nulle/part", "formation.html?slug=nulle-part", "emploi.html?slug=x", "actualite.html?slug=x")
SUMMARY = "document.querySelector('form:not(.newsletter) .summary:not([hidden])')"
SENT = "document.querySelector('.notice-good')"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Program, Page]]:
    async with served_site(tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest_asyncio.fixture(loop_scope="module")
async def visit(served: tuple[Program, Page]) -> AsyncIterator[Visit]:
    async with visiting(served) as visit:
        yield visit


async def _sessions(visit: Visit, slug: str) -> list[dict[str, Any]]:
    sheet = await visit.program.client.get(f"/api/v1/formations/{slug}")
    sessions: list[dict[str, Any]] = sheet.raise_for_status().json()["sessions"]
    return sessions


async def test_all_can_use_every_page_on_every_screen(visit: Visit, tmp_path: Path) -> None:
    visit.refusals = {404}
    for path in (*PAGES, *GONE):
        await visit.open(path)
        for size in (NARROW, PHONE, DESK):
            assert await visit.inspected(size, tmp_path) == [], (path, size)


async def test_the_way_from_the_first_page_to_a_seat(visit: Visit) -> None:
    await visit.open("")
    await visit.keys.reach("#sessions h3 a")
    await visit.keys.press("Enter")
    await visit.arrives("formation.html?slug=")
    slug = await visit.value("new URLSearchParams(location.search).get('slug')")
    chosen = await visit.value("document.querySelector('#inscription').elements.session.value")
    before = {each["id"]: each["seatsLeft"] for each in await _sessions(visit, slug)}

    await visit.keys.reach("#inscription button[type=submit]")
    await visit.keys.press("Enter")
    await visit.sees(SUMMARY)
    assert await visit.value(f"document.activeElement === {SUMMARY}")
    assert (await visit.text("#inscription .summary")).startswith("2 points à corriger")
    # The first link of the summary leads to the first field that is wrong.
    await visit.keys.press("Tab", "Enter")
    assert await visit.focused() == "name"
    await visit.keys.write("Conductrice de travaux")
    await visit.keys.fill({"#email": "conductrice@example.com"})
    await visit.keys.reach("#inscription button[type=submit]")
    await visit.keys.press("Enter", "Enter")
    await visit.sees(SENT)
    assert await visit.text(".notice-good h3") == "Votre demande est enregistrée"
    assert await visit.focused() == "Votre demande est enregistrée"

    text = await mail_to(visit.program, "conductrice@example.com", "/annuler?jeton=")
    after = {each["id"]: each["seatsLeft"] for each in await _sessions(visit, slug)}
    assert after == before | {chosen: before[chosen] - 1}

    # What the mail says to do if one cannot come.
    link = next(each for each in text.split() if "/annuler?jeton=" in each)
    await visit.open(link.partition("/site/")[2])
    await visit.keys.reach("#demarche button")
    await visit.keys.press("Enter")
    await visit.sees(SENT)
    assert "jeton" not in await visit.value("location.href")
    assert {each["id"]: each["seatsLeft"] for each in await _sessions(visit, slug)} == before


async def test_a_group_that_finds_no_seats_waits(visit: Visit) -> None:
    slug = "hse-chantier-prevenir-les-accidents-au-quotidien"
    (session,) = await _sessions(visit, slug)
    people = [{"name": f"Participant {number}"} for number in range(session["seats"])]
    body = {
        "name": "Responsable",
        "email": "entreprise@example.com",
        "group": {"company": "Entreprise d’exemple", "participants": people},
    }
    path = f"/api/v1/sessions/{session['id']}/inscriptions"
    (await visit.program.client.post(path, json=body)).raise_for_status()

    await visit.open(f"formation.html?slug={slug}", size=PHONE)
    assert "Complet" in await visit.text("#dates")
    assert (await visit.text("#complet")).startswith("Cette session est complète")
    await visit.keys.fill({"#name": "Chef de chantier", "#email": "chantier@example.com"})
    await visit.keys.reach("#en-groupe")
    await visit.keys.press(" ")
    await visit.keys.fill({"#group-company": "Autre entreprise", "#participant-0-name": "Maçonne"})
    await visit.keys.reach("#ajouter")
    await visit.keys.press("Enter")
    assert await visit.focused() == "participant-1-name"
    await visit.keys.write("Coffreur")
    await visit.keys.reach("#inscription button[type=submit]")
    assert await visit.focused() == "M’inscrire sur la liste d’attente"
    await visit.keys.press("Enter")
    await visit.sees(SENT)
    assert await visit.text(".notice-good h3") == "Vous êtes sur la liste d’attente"
    (session,) = await _sessions(visit, slug)
    assert session["waiting"] == 2


async def test_a_demande_is_mended_beside_its_field_then_sent(visit: Visit) -> None:
    visit.refusals = {422}
    await visit.open("contact.html", size=PHONE)
    await visit.keys.reach("#subject")
    await visit.keys.press("ArrowDown", "ArrowDown")
    # A browser takes this address, the API does not.
    fields = {"#name": "Responsable des travaux", "#email": "travaux@exemple"}
    await visit.keys.fill({**fields, "#details-formationparticipants": "6", "#message": "Une session ?"})
    await visit.keys.reach("#demande button[type=submit]")
    await visit.keys.press("Enter")
    await visit.sees(SUMMARY)
    assert (await visit.text("#demande .summary")).startswith("1 point à corriger Courriel :")
    assert "adresse électronique" in await visit.text("#email-erreur")
    assert await visit.value("document.querySelector('#email').getAttribute('aria-invalid')") == "true"

    await visit.keys.press("Tab", "Enter")
    assert await visit.focused() == "email"
    await visit.keys.write(".com")
    await visit.keys.reach("#demande button[type=submit]")
    await visit.keys.press("Enter")
    await visit.sees(SENT)
    await mail_to(visit.program, "travaux@exemple.com", "demande")


async def test_nothing_is_lost_while_the_network_is_away_or_too_much_is_asked(visit: Visit) -> None:
    visit.refusals = {429}
    address = "presse@example.com"
    body = {"subject": "autre", "name": "Chargé d’affaires", "email": address}
    for number in range(3):
        demande = {**body, "message": f"Question {number}"}
        (await visit.program.client.post("/api/v1/demandes", json=demande)).raise_for_status()

    await visit.open("contact.html?sujet=autre")
    await visit.keys.fill({"#name": "Chargée d’affaires", "#email": address, "#message": "Un devis, vite."})
    await visit.network(there=False)
    await visit.keys.reach("#demande button[type=submit]")
    await visit.keys.press("Enter")
    await visit.sees(SUMMARY)
    assert (await visit.text("#demande .summary")).startswith("Pas de connexion")
    await visit.network(there=True)
    await visit.keys.reach("#demande .summary button")
    await visit.keys.press("Enter")
    await visit.sees(f"{SUMMARY}?.innerText.startsWith('Trop de demandes')")
    assert "minutes" in await visit.text("#demande .summary")

    await visit.open("contact.html?sujet=autre")
    assert await visit.value("document.querySelector('#message').value") == "Un devis, vite."


async def test_a_candidature_goes_with_its_cv(visit: Visit, tmp_path: Path) -> None:
    visit.refusals = {422}
    photo, broken, cv = tmp_path / "photo.jpg", tmp_path / "CV abîmé.pdf", tmp_path / "CV.pdf"
    photo.write_bytes(b"\xff\xd8\xff\xe0")
    broken.write_bytes(b"%PDF-1.7\nnothing")
    cv.write_bytes(paper())

    await visit.open("emplois.html")
    await visit.keys.reach("#resultats h3 a")
    await visit.keys.press("Enter")
    await visit.arrives("emploi.html?slug=")
    await visit.keys.fill({"#name": "Projeteuse d’exemple", "#email": "projeteuse@example.com"})
    await visit.keys.reach("#level")
    await visit.keys.press("ArrowDown", "ArrowDown")
    await visit.keys.fill({"#motivation": "Vos routes me plaisent."})
    await visit.keys.reach("#cv")
    for file, said in ((photo, "Ce type de fichier n’est pas accepté"), (broken, "")):
        await visit.attach("#cv", file)
        await visit.sees("!document.querySelector('#cv-erreur').hidden")
        assert (await visit.text("#cv-erreur")).removeprefix("▲ ").startswith(said)
        assert "HTTP" not in await visit.text("#cv-erreur")
    await visit.keys.reach("#candidature .upload button")
    await visit.keys.press("Enter")
    await visit.sees("document.querySelector('#cv-erreur').hidden")
    assert await visit.focused() == "cv"
    await visit.attach("#cv", cv)
    await visit.sees("document.querySelector('.upload-state').innerText.includes('bien reçu')")
    assert await visit.value("document.querySelector('#cv-erreur').hidden")
    await visit.keys.reach("#candidature button[type=submit]")
    await visit.keys.press("Enter")
    await visit.sees(SENT)
    await mail_to(visit.program, "projeteuse@example.com", "candidature")


async def test_a_reader_subscribes_confirms_and_leaves(visit: Visit) -> None:
    reader = "lectrice@example.com"
    await visit.open("publications.html")
    for link in await visit.value("[...document.querySelectorAll('#resultats a')].map((each) => each.href)"):
        document = await visit.program.client.get(link, follow_redirects=True)
        assert document.is_success, link
    await visit.keys.fill({"#lettre-email": reader})
    await visit.keys.reach("#lettre-categories-emplois")
    await visit.keys.press(" ")
    await visit.keys.reach("#infolettre button", back=True)
    await visit.keys.press("Enter")
    await visit.sees(SENT)
    assert reader in await visit.text(".notice-good")

    text = await mail_to(visit.program, reader, "/infolettre/confirmer?jeton=")
    link = next(each for each in text.split() if "/infolettre/confirmer?jeton=" in each)
    # Without the slash at its end, as the mail has it: it leads to the folder and keeps the token.
    await visit.open(link.partition("/site/")[2])
    await visit.keys.reach("#demarche button")
    await visit.keys.press("Enter")
    await visit.sees(SENT)
    assert await visit.text(".notice-good h2") == "Vous êtes abonné"


async def test_everything_is_searched_and_the_words_are_marked(visit: Visit) -> None:
    await visit.open("", size=PHONE)
    await visit.keys.reach("#q")
    await visit.keys.write("routes")
    await visit.keys.press("Enter")
    await visit.arrives("recherche.html?q=routes")
    await visit.sees("document.querySelectorAll('#resultats .card').length > 2")
    marked = await visit.value("[...document.querySelectorAll('mark')].map((each) => each.innerText)")
    assert {each.lower() for each in marked} <= {"route", "routes"}
    assert "résultats" in await visit.text("#etat")

    await visit.keys.reach("#genre")
    await visit.keys.press("ArrowDown")
    await visit.arrives("genre=formation")
    await visit.sees("[...document.querySelectorAll('.eyebrow')].every((e) => e.innerText === 'Formation')")
    await visit.keys.reach("#resultats a")
    await visit.keys.press("Enter")
    await visit.arrives("formation.html?slug=")
    assert await visit.text("h1")

    await visit.open("recherche.html?q=xyzzy")
    assert "Rien ne correspond" in await visit.text("#resultats")
