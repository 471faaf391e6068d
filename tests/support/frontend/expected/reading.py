"""What the examples show that read."""

from typing import Any

from support.files import png
from support.frontend.examples import Example
from support.frontend.visit import Visit
from support.program import eventually

_COVADIS = "covadis-du-leve-topographique-au-projet-routier"
_AUTOCAD = "autocad-2d-plans-d-architecture-et-de-genie-civil"


async def home(visit: Visit, example: Example) -> None:
    """Show what is featured, what is new, how much there is."""
    await visit.opens(example)
    await visit.sees("#formations a", "Robot Structural Analysis : du modèle à la note de calcul")
    await visit.sees("#actualites a", *await visit.titles("/actualites?limit=3"))
    await visit.reads("#stats", "10 formations")


async def catalogue(visit: Visit, example: Example) -> None:
    """Show four at once, more when asked, and what the filters find."""
    await visit.opens(example)
    await visit.until("document.querySelectorAll('#found li').length === 4")
    await visit.presses("#more")
    await visit.until("document.querySelectorAll('#found li').length === 8")
    await visit.changes("category", "genie-civil")
    await visit.sees("#found li", "Béton armé : dimensionner et vérifier selon l’Eurocode 2 (275 000 F CFA)")
    await visit.changes("category", "")
    await visit.changes("level", "debutant")
    await visit.changes("price[lte]", "150000")
    await visit.sees(
        "#found li",
        "AutoCAD 2D : plans d’architecture et de génie civil (120 000 F CFA)",
        "Répondre à un marché public de travaux (120 000 F CFA)",
    )


async def formation(visit: Visit, example: Example) -> None:
    """Show one with its sessions, by a former slug too, and say so where there is none."""
    await visit.opens(example, slug=_COVADIS)
    await visit.sees("h1", "Covadis : du levé topographique au projet routier")
    await visit.sees("#price", "250 000 F CFA")
    await visit.until("document.querySelectorAll('#description p').length === 2")
    await visit.until("document.querySelectorAll('#sessions a').length === 3")
    await visit.reads("#sessions li", "12 places")
    former = "hse-chantier-prevenir-les-accidents-au-quotidien"
    await visit.change(f"/formations/{former}", slug="hse-chantier")
    await visit.opens(example, slug=former)
    await visit.until("location.search === '?slug=hse-chantier'")
    await visit.opens(example, slug="absente")
    await visit.sees("h1", "Cette formation n’existe pas, ou n’existe plus.")


async def logiciels(visit: Visit, example: Example) -> None:
    """Show those that can be had."""
    await visit.opens(example)
    await visit.reads("#logiciels", "OH Route (exemple) (Hydrologie)")
    titles = await visit.titles("/logiciels?available=true")
    await visit.sees("#logiciels a", *titles)


async def logiciel(visit: Visit, example: Example) -> None:
    """Lead to the file."""
    await visit.opens(example, slug="oh-route-exemple")
    await visit.reads("#features", "Note de calcul prête à signer")
    await visit.presses()
    await visit.has_asked_for(f"{visit.origin}/telechargements/OH-Route%20v1.1.zip")


async def projets(visit: Visit, example: Example) -> None:
    """Show those of two categories, the latest first."""
    await visit.opens(example)
    await visit.sees(
        "#projets h2", *await visit.titles("/projets?category[in]=route,hydraulique&sort=-start")
    )
    await visit.until("document.images.length >= 1 && document.images[0].alt !== ''")


async def actualites(visit: Visit, example: Example) -> None:
    """Show those of one category."""
    await visit.opens(example)
    await visit.sees("#actualites h2", *await visit.titles("/actualites?category=ingenierie"))


async def article(visit: Visit, example: Example) -> None:
    """Show it paragraph by paragraph."""
    await visit.opens(example, slug="exemple-les-inscriptions-de-la-nouvelle-saison-sont-ouvertes")
    await visit.reads("#by", "Sorbo Ingénierie, le ")
    await visit.until("document.querySelectorAll('article p').length === 3")


async def publications(visit: Visit, example: Example) -> None:
    """Show the reports, each of which leads to its file."""
    await visit.opens(example)
    await visit.reads("#publications", "guide du dimensionnement des chaussées souples (pdf, 1,1 ko)")
    await visit.presses("#publications li a[href*=chaussees]")
    await visit.has_asked_for(f"{visit.origin}/site/documents/exemple-guide-chaussees.pdf")


async def jobs(visit: Visit, example: Example) -> None:
    """Show where one can still apply."""
    await visit.opens(example)
    await visit.reads("#emplois", "Projeteur routier (Covadis), Ouagadougou, jusqu’au ")
    titles = await visit.titles("/emplois?state=actif&contract=cdi&sort=deadline")
    await visit.until(f"document.querySelectorAll('#emplois li').length === {len(titles)}")


async def search(visit: Visit, example: Example) -> None:
    """Find while somebody types, and say when there is nothing."""
    await visit.opens(example)
    await visit.changes("q", "topographique cova")
    await visit.reads("#found", "Covadis : du levé topographique au projet routier")
    await visit.reads("#found mark", "Covadis")
    await visit.until(f"!!document.querySelector('#found a[href=\"/formations/{_COVADIS}\"]')")
    await visit.changes("q", "introuvable à coup sûr")
    await visit.sees("#found li", "Rien trouvé.")


async def page_by_page(visit: Visit, example: Example) -> None:
    """Show all of them."""
    await visit.opens(example)
    titles = await visit.titles("/formations?limit=100")
    assert len(titles) == 10
    await visit.sees("ol li", *titles)


async def pictures(visit: Visit, example: Example) -> None:
    """Show an image that was uploaded, in a type and width that the browser has chosen."""
    kind = {"Content-Type": "image/png"}
    path = "/api/v1/files?kind=image&name=plan.png"
    uploaded = await visit.staff.post(path, content=png(width=640, height=360), headers=kind)
    file = uploaded.raise_for_status().json()

    async def is_ready() -> bool:
        read = (await visit.staff.get(f"/api/v1/files/{file['id']}")).json()
        return bool(read["state"] == "ready" and read["variants"])

    await eventually(is_ready)
    image: dict[str, Any] = {"src": f"/files/{file['id']}", "alt": "Le plan d’un bâtiment"}
    await visit.change(f"/formations/{_AUTOCAD}", image=image)
    await visit.opens(example, slug=_AUTOCAD)
    await visit.until("document.images[0]?.complete && document.images[0].naturalWidth > 0")
    await visit.until("document.images[0].currentSrc.endsWith('.avif')")
    await visit.until("document.images[0].alt === 'Le plan d’un bâtiment'")


async def caching(visit: Visit, example: Example) -> None:
    """Show at once what has just changed."""
    slug = "conduire-un-projet-de-construction-delais-couts-risques"
    await visit.opens(example, slug=slug)
    await visit.reads("h1", "Conduire un projet de construction")
    await visit.change(f"/formations/{slug}", title="Conduire un chantier", slug=slug)
    await visit.presses()
    await visit.sees("h1", "Conduire un chantier")


EXPECTED = {
    "Home": home,
    "Catalogue": catalogue,
    "A formation": formation,
    "Logiciels": logiciels,
    "A logiciel": logiciel,
    "Projets": projets,
    "Actualites": actualites,
    "An article": article,
    "Publications": publications,
    "Jobs": jobs,
    "Search": search,
    "Page by page": page_by_page,
    "Pictures": pictures,
    "Caching": caching,
}
