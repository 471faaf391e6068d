"""Everything that is kept of a person, found area by area."""

from collections.abc import Mapping, Sequence

import msgspec

from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.personal.ports import Person, PersonalData, Record

Holders = Mapping[str, PersonalData]
"""What each kind holds, by name. What refers to others' ids comes after these."""

Found = Mapping[str, Sequence[Record]]


async def find_all(holders: Holders, email: str) -> tuple[Person, Found]:
    """Return who is meant, with the ids of all that is theirs, and what is kept of them, by kind.

    Raises:
        Invalid: the address is none.
    """
    person = Person(address=parse_email(email))
    found: dict[str, Sequence[Record]] = {}
    for kind, holder in holders.items():
        records = await holder.held(person)
        found[kind] = records
        person = msgspec.structs.replace(person, ids=person.ids | {each.id for each in records})
    return person, found
