"""The portfolio, the news and the documents of the sample, all of them examples."""

from datetime import date
from importlib.resources import files

import msgspec

from sorbo_core.content.actualite import Actualite, ActualiteDetails
from sorbo_core.content.publication import Publication, PublicationDetails
from sorbo_core.portfolio.projet import Projet, ProjetDetails
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_web.sample.entries import SampleEntry, load_entry


class SampleSite(msgspec.Struct, frozen=True):
    """What the sample holds beside its catalogue."""

    projets: tuple[SampleEntry[ProjetDetails], ...]
    actualites: tuple[SampleEntry[ActualiteDetails], ...]
    publications: tuple[SampleEntry[PublicationDetails], ...]


def sample_site() -> SampleSite:
    """Return the sample that the package carries."""
    names = SampleSite.__struct_fields__
    parts = {
        name: msgspec.json.decode(files(__package__).joinpath(f"{name}.json").read_bytes()) for name in names
    }
    return msgspec.convert(parts, SampleSite)


async def load_site(
    *,
    projets: Lifecycle[Projet],
    actualites: Lifecycle[Actualite],
    publications: Lifecycle[Publication],
    today: date,
) -> None:
    """Write the sample through the use cases. Its ids are fixed: a second call completes the first."""
    site = sample_site()
    for projet in site.projets:
        await load_entry(projets, projet, today)
    for actualite in site.actualites:
        await load_entry(actualites, actualite, today)
    for publication in site.publications:
        await load_entry(publications, publication, today)
