"""All sample content, loaded through the use cases."""

from sorbo_web.sample.content import load_sample
from sorbo_web.sample.logiciels import load_logiciels
from sorbo_web.sample.recruitment import load_emplois
from sorbo_web.sample.site import load_site
from sorbo_web.wiring.container import Container


async def load_all(container: Container) -> None:
    """Load what a site needs to be looked at, dated from today on."""
    catalogue, today = container.catalogue, container.ports.clock().now().date()
    await load_sample(
        formations=catalogue.formations(),
        create_session=catalogue.create_session(),
        publish_session=catalogue.publish_session(),
        submit_demande=container.contact.submit_demande(),
        today=today,
    )
    await load_site(
        projets=container.portfolio.projets(),
        actualites=container.content.actualites(),
        publications=container.content.publications(),
        today=today,
    )
    await load_emplois(emplois=container.recruitment.emplois(), today=today)
    await load_logiciels(catalogue.logiciels())
