"""`Register.enrol` as one conditional update: the same rules, in the database's own words.

A test drives both side by side.
"""

from datetime import datetime

from sorbo_adapters.mongo.store.client import Document
from sorbo_adapters.mongo.store.queries import encoded
from sorbo_core.catalogue.enrolment.events import RegisterChanged
from sorbo_core.catalogue.enrolment.place import InscriptionState, Place, SeatRequest
from sorbo_core.catalogue.enrolment.register import HELD_FOR, MOST_PLACES
from sorbo_core.delivery.ports import Pending
from sorbo_core.shared.events import envelop

_WAITS = InscriptionState.EN_ATTENTE.value
_GIVEN_UP = InscriptionState.ANNULEE.value


def room_for(request: SeatRequest, at: datetime) -> Document:
    """Return what a register meets that can take the request in as it is: `Register.admit`, and swept."""
    theirs: Document = {"key": {"$eq": request.key}, "state": {"$ne": _GIVEN_UP}}
    return {
        "open": True,
        "start": {"$gt": at.date().isoformat()},
        "seats": {"$gte": request.people},
        f"places.{MOST_PLACES - 1}": {"$exists": False},
        "places": {"$not": {"$elemMatch": {"$or": [{"id": {"$eq": request.id}}, theirs]}}},
        "$or": [{"next_expiry": None}, {"next_expiry": {"$gt": at}}],
    }


def appending(request: SeatRequest, at: datetime) -> list[Document]:
    """Return the pipeline that gives the request a place and records the event."""
    people, until = request.people, at + HELD_FOR
    fits: Document = {
        "$and": [
            {"$eq": ["$waiting", 0]},
            {"$lte": [{"$add": ["$taken", people]}, "$seats"]},
        ]
    }
    # Computed first, since a stage sees the fields as they were before it.
    decide: Document = {
        "fits": fits,
        "last_number": {"$add": ["$last_number", 1]},
        "last_event": {"$add": ["$last_event", 1]},
        "version": {"$add": ["$version", 1]},
        "updated_at": at,
    }
    count: Document = {
        "taken": {"$add": ["$taken", {"$cond": ["$fits", people, 0]}]},
        "waiting": {"$add": ["$waiting", {"$cond": ["$fits", 0, people]}]},
        # $min leaves out a null.
        "next_expiry": {"$min": ["$next_expiry", {"$cond": ["$fits", until, None]}]},
        "places": {"$concatArrays": ["$places", [_place(request, at, until)]]},
    }
    tell: Document = {
        "outbox.due": {"$ifNull": ["$outbox.due", at]},
        "outbox.entries": {"$concatArrays": [{"$ifNull": ["$outbox.entries", []]}, [_entry(at)]]},
    }
    return [{"$set": decide}, {"$set": count}, {"$set": tell}, {"$unset": "fits"}]


def _place(request: SeatRequest, at: datetime, until: datetime) -> Document:
    place = Place(
        id=request.id,
        key=request.key,
        people=request.people,
        number=0,
        state=InscriptionState.DEMANDEE,
        since=at,
        expires_at=until,
    )
    # In a pipeline, `$literal` keeps values from acting as expressions.
    literal: Document = {name: {"$literal": value} for name, value in encoded(place).items()}
    return {
        **literal,
        "number": "$last_number",
        "state": {"$cond": ["$fits", literal["state"], _WAITS]},
        "expires_at": {"$cond": ["$fits", until, None]},
    }


def _entry(at: datetime) -> Document:
    """Return the event's entry in the outbox, with what depends on the document left to it."""
    changed = RegisterChanged(session_id="", taken=0, waiting=0)
    entry: Document = encoded(Pending(event=envelop(changed, entity_id="", sequence=0, occurred_at=at)))
    entry["event"] |= {
        "id": {"$concat": ["$_id", ".", {"$toString": "$last_event"}]},
        "entity_id": "$_id",
        "sequence": "$last_event",
        "data": {"session_id": "$session_id", "taken": "$taken", "waiting": "$waiting"},
    }
    return entry
