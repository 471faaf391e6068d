"""The reference site: what its files are made of, and how `sorbo dev` serves them."""

import re
from collections.abc import AsyncIterator, Iterable
from enum import StrEnum
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from sorbo_core.catalogue.level import Level
from sorbo_core.contact import details
from sorbo_core.contact.demande import Subject
from sorbo_core.contact.newsletter.rubrique import Rubrique
from sorbo_core.content.actualite import ActualiteCategory
from sorbo_core.recruitment import candidate
from sorbo_core.recruitment.terms import Contract
from sorbo_web.cli.dev import reference_site
from sorbo_web.sample.site import sample_site
from support.api import Api, memory_settings
from support.asgi import answering, client_of
from support.observatory import directives
from support.repository_files import ROOT

SITE = ROOT / "examples" / "site"
PAGES = sorted(SITE.rglob("*.html"))
SCRIPTS, STYLES = sorted(SITE.rglob("*.js")), sorted(SITE.rglob("*.css"))
# Names of things, to programs that read them; nothing is loaded from there.
NAMES = {"https://schema.org", "https://api.example.com/api/v1", "http://www.w3.org/2000/svg"}


class Elements(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def choices(page: str, name: str) -> set[str]:
    """Return what a select, or a group of boxes, lets people choose."""
    text = (SITE / page).read_text(encoding="utf-8")
    select = re.search(rf'<select[^>]* name="{name}".*?</select>', text, re.DOTALL)
    within = select[0] if select else "".join(re.findall(rf'<input[^>]* name="{name}"[^>]*>', text))
    return set(re.findall(r'value="([^"]+)"', within))


def imported(scripts: Iterable[Path]) -> set[Path]:
    """Return what scripts import, and what that does."""
    found: set[Path] = set()
    waiting = list(scripts)
    while waiting:
        script = waiting.pop()
        named = re.findall(r'(?:from|import) "(\.[^"]+)"', script.read_text(encoding="utf-8"))
        new = {(script.parent / name).resolve() for name in named} - found
        found |= new
        waiting += new
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(SITE)))
def test_a_page_runs_and_loads_nothing_but_files_of_the_site(page: Path) -> None:
    for tag, attributes in Elements(page).found:
        assert not {name for name in attributes if name.startswith("on")} | (attributes.keys() & {"style"})
        assert tag != "style"
        if tag == "script":
            assert attributes["type"] == "module"
        for name in ("src", "href", "action"):
            target = attributes.get(name, "").partition("?")[0].partition("#")[0]
            assert not re.match(r"[a-z]+:|//", target), attributes
            if target and tag != "base":
                assert (page.parent / target).resolve().is_file(), (page.name, target)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(SITE)))
def test_a_page_names_at_once_all_that_its_scripts_import(page: Path) -> None:
    elements = Elements(page).found
    scripts = [attributes["src"] for tag, attributes in elements if tag == "script"]
    early = {attributes["href"] for _, attributes in elements if attributes.get("rel") == "modulepreload"}
    assert {(page.parent / each).resolve() for each in early} == imported(
        page.parent / each for each in scripts
    )


@pytest.mark.parametrize("part", ["header", "footer"])
def test_every_page_has_the_same_head_and_foot(part: str) -> None:
    def plainly(page: Path) -> str:
        text = page.read_text(encoding="utf-8")
        found = re.search(rf'<{part} class="site-{part}.*?</{part}>', text, re.DOTALL)
        assert found, page
        return found[0].replace("../", "").replace(' aria-current="page"', "")

    assert len({plainly(page) for page in PAGES}) == 1


@pytest.mark.parametrize("file", [*SCRIPTS, *STYLES], ids=lambda file: str(file.relative_to(SITE)))
def test_scripts_take_no_markup_and_name_nobody_else(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|@import", text)
    assert set(re.findall(r"https?://[^\s\"'`)]+", text)) <= NAMES | {"https://."}
    assert imported([file]) <= set(SCRIPTS)


@pytest.mark.parametrize(
    ("page", "name", "values"),
    [
        ("contact.html", "subject", Subject),
        ("contact.html", "details/projectType", details.ProjectType),
        ("contact.html", "details/projectBudget", details.Budget),
        ("contact.html", "details/formationType", details.FormationType),
        ("contact.html", "details/formationDuration", details.FormationDuration),
        ("contact.html", "details/formationLocation", details.FormationPlace),
        ("contact.html", "details/softwareName", details.SoftwareName),
        ("contact.html", "details/softwareLicense", details.SoftwareLicense),
        ("contact.html", "details/softwareServices", details.SoftwareService),
        ("contact.html", "details/softwareOS", details.SoftwareOS),
        ("contact.html", "details/careerExperience", details.Experience),
        ("contact.html", "details/rdvMode", details.AppointmentMode),
        ("emploi.html", "level", candidate.Level),
        ("formations.html", "niveau", Level),
        ("emplois.html", "contrat", set(Contract) - {Contract.AUTRE}),
        ("actualites.html", "rubrique", ActualiteCategory),
        ("index.html", "categories", Rubrique),
    ],
)
def test_people_choose_among_what_the_api_takes(page: str, name: str, values: Iterable[StrEnum]) -> None:
    assert choices(page, name) == {str(each) for each in values}


def test_the_pictures_of_the_sample_are_there() -> None:
    site = sample_site()
    pictures = [each.details.image for each in site.actualites if each.details.image]
    pictures += [picture for each in site.projets for picture in each.details.images]
    assert pictures
    for picture in pictures:
        assert (SITE / picture.src.removeprefix("/")).is_file()


def test_the_documents_of_the_sample_are_there() -> None:
    documents = [each.details.file for each in sample_site().publications if each.published]
    assert documents
    for document in documents:
        assert document.src == f"{reference_site.PREFIX}/documents/{document.name}"
        assert (SITE / "documents" / document.name).stat().st_size == document.size


@pytest.fixture
async def dev() -> AsyncIterator[httpx.AsyncClient]:
    folder = reference_site.reference_site()
    assert folder == SITE
    async with client_of(reference_site.with_site(answering(body=b"the API"), folder)) as client:
        yield client


async def test_the_site_has_a_policy_of_its_own_and_leaves_all_else_to_the_api(
    dev: httpx.AsyncClient,
) -> None:
    assert (await dev.get("/site")).headers["location"] == "/site/"
    home = await dev.get("/site/")
    assert home.headers["content-type"] == "text/html; charset=utf-8"
    assert home.headers["content-encoding"]
    policy = directives(home.headers["content-security-policy"])
    assert policy["default-src"] == ["'self'"]
    assert not {"script-src", "style-src", "connect-src"} & policy.keys()
    assert home.headers["x-content-type-options"] == "nosniff"
    assert (await dev.post("/site/contact.html")).status_code == 405
    for path in ("/", "/sites", "/api/v1/formations"):
        assert (await dev.get(path)).text == "the API"


async def test_what_is_not_there_is_told_with_links_that_lead_somewhere(dev: httpx.AsyncClient) -> None:
    answer = await dev.get("/site/nulle/part")
    assert answer.status_code == 404
    assert '<base href="/site/">' in answer.text


async def test_the_links_of_mails_lead_to_pages(dev: httpx.AsyncClient) -> None:
    for path in ("infolettre/confirmer", "infolettre/desabonnement"):
        moved = await dev.get(f"/site/{path}?jeton=a.b")
        assert (moved.status_code, moved.headers["location"]) == (308, f"/site/{path}/?jeton=a.b")
        assert (await dev.get(moved.headers["location"])).is_success
    withdrawal = await dev.get("/site/inscriptions/0193-a_b/annuler?jeton=x")
    assert "Se désister" in withdrawal.text


def test_an_installed_package_has_no_site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reference_site, "_OF_THE_CHECKOUT", tmp_path)
    assert reference_site.reference_site() is None


async def test_pages_of_a_folder_may_be_held_to_the_same_policy() -> None:
    api = Api(memory_settings(SORBO_SITE_DIR=str(SITE), SORBO_SITE_STRICT="true"))
    async with api.client() as client:
        home = await client.get("/")
        assert directives(home.headers["content-security-policy"])["default-src"] == ["'self'"]
        assert '<base href="/">' in (await client.get("/nulle/part")).text
