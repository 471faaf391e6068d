"""What became of each demande, and which promises were broken."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from chaos.demandes.visitors import Sent
from chaos.evidence import Evidence
from chaos.site.site import Site


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A demande as its sender knows it, and all that there is of it elsewhere.

    Attributes:
        ids: of what is stored of it: one, or none if it never arrived.
        waits: whether an event or a webhook of it is still on its way.
        mails: the Message-IDs that came, by recipient.
        deliveries: webhook-id and body of each that came.
    """

    sent: Sent
    ids: tuple[str, ...]
    waits: bool
    mails: dict[str, list[str]]
    deliveries: list[tuple[str, bytes]]

    @property
    def is_complete(self) -> bool:
        """Whether all that is to follow has followed."""
        followed = all(self.mails.values()) and bool(self.deliveries)
        return not self.waits and (followed or not self.ids)

    @property
    def copies(self) -> dict[str, list[str]]:
        """The keys of what arrived, by what it is."""
        return {**self.mails, "delivery": [key for key, _ in self.deliveries]}

    def problems(self, evidence: Evidence) -> Iterator[str]:
        """Tell which promises were broken."""
        if self.sent.id is not None and self.ids != (self.sent.id,):
            yield f"was answered with {self.sent.id} and is stored as {self.ids}"
        if len(self.ids) > 1:
            yield f"is stored {len(self.ids)} times"
        if self.waits:
            yield "still waits"
        if len(set(self.deliveries)) > 1:
            yield f"has different deliveries: {sorted(set(self.deliveries))}"
        for kind, keys in self.copies.items():
            yield from self._problems_of(kind, keys, evidence)

    def _problems_of(self, kind: str, keys: list[str], evidence: Evidence) -> Iterator[str]:
        if bool(keys) != bool(self.ids):
            yield f"has {'a' if keys else 'no'} {kind} and is {'' if self.ids else 'not '}stored"
        if len(set(keys)) > 1:
            yield f"has one {kind} under several ids: {sorted(set(keys))}"
        for key, count in Counter(keys).items():
            if count > 1 + evidence.excused(key):
                excused, story = evidence.excused(key), evidence.story(key)
                yield f"has its {kind} {key} {count} times: we could know of all but {excused}; {story}"


async def cases_of(site: Site, sent: Iterable[Sent]) -> list[Case]:
    """Return what there is by now of demandes that were sent."""
    addresses = [each.address for each in sent]
    pending = site.database["webhook_deliveries"].find({"state": "pending"}, {"event_id": True})
    on_their_way = {each["event_id"].partition(".")[0] async for each in pending}
    stored: dict[str, list[dict[str, Any]]] = defaultdict(list)
    async for document in site.database["demandes"].find(
        {"email": {"$in": addresses}}, {"email": True, "outbox": True}
    ):
        stored[document["email"]].append(document)
    return [_case(site, each, stored[each.address], on_their_way) for each in sent]


def _case(site: Site, sent: Sent, stored: list[dict[str, Any]], on_their_way: set[str]) -> Case:
    mailbox, hooks = site.servers.mailbox, site.servers.hooks
    ids = tuple(document["_id"] for document in stored)
    return Case(
        sent=sent,
        ids=ids,
        waits=any("outbox" in document or document["_id"] in on_their_way for document in stored),
        mails={
            "acknowledgement": mailbox.acknowledgements[sent.address],
            "notice": mailbox.notices[sent.address],
        },
        deliveries=[arrived for id in ids for arrived in hooks.of(id)],
    )
