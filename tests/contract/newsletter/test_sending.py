"""The fan-out of an issue on real documents and a real outbox."""

from collections import Counter

from sorbo_adapters.mongo.delivery.outbox import MongoOutbox
from sorbo_adapters.mongo.newsletter.abonnes import MongoAbonnes
from sorbo_adapters.mongo.newsletter.envois import MongoEnvois
from sorbo_adapters.mongo.newsletter.infolettres import MongoInfolettres
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.contact.newsletter.infolettre import InfolettreState
from support.newsletter import Newsletter

STORES = (MongoAbonnes, MongoInfolettres, MongoEnvois)


async def test_an_issue_of_several_batches_reaches_everybody_once(database: Database) -> None:
    newsletter = Newsletter(
        abonnes=MongoAbonnes(database),
        infolettres=MongoInfolettres(database),
        envois=MongoEnvois(database),
        outbox=MongoOutbox(database, [store.name for store in STORES]),
    )
    everybody = await newsletter.confirmed(230)
    issue = await newsletter.sending()
    await newsletter.recover(3)
    assert Counter(mail.to for mail in newsletter.mailbox.sent) == Counter(each.email for each in everybody)
    progress = await newsletter.progress(issue)
    assert (progress.state, progress.sent, progress.left) == (InfolettreState.ENVOYEE, 230, 0)
