"""Use the core alone: a port implemented on SQLite, and two use cases run over it.

Run it with `python examples/own_adapter.py`; it needs `pip install sorbo` and nothing else.
"""

import asyncio
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import msgspec

from sorbo_core.contact.demande import Demande, DemandeState, Subject
from sorbo_core.contact.details import Budget, IngenierieAnswers, ProjectType
from sorbo_core.contact.errors import AlreadyReceived, DemandeNotFound
from sorbo_core.contact.ports import Demandes
from sorbo_core.contact.use_cases.demande.move import MoveDemande
from sorbo_core.contact.use_cases.demande.submit import SubmitDemande
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import AlreadyExists, Conflict
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.query import Filter, ListQuery, Op, Page, Position, Scalar, Sort

_SCHEMA = """
CREATE TABLE demandes (id TEXT PRIMARY KEY, entity TEXT NOT NULL);
CREATE TABLE alike (digest TEXT PRIMARY KEY, id TEXT NOT NULL);
CREATE TABLE outbox (id TEXT PRIMARY KEY, event TEXT NOT NULL);
"""
_CONDITIONS = {
    Op.EQ: "{field} = {value}",
    Op.IN: "{field} IN (SELECT value FROM json_each({value}))",
    Op.GTE: "{field} >= {value}",
    Op.LTE: "{field} <= {value}",
    Op.CONTAINS: "{value} IN (SELECT value FROM json_each({field}))",
}


class SystemClock(Clock):
    """The machine's clock. A port as small as this one is four lines."""

    def now(self) -> datetime:
        """Return the present instant, cut to the millisecond as the port promises."""
        now = datetime.now(UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)


class SqliteDemandes(Demandes):
    """Requests in SQLite, each a JSON document.

    It inherits from the port, so that Python refuses to build it while a method is missing. The
    calls block for microseconds; a driver that waits for a network would be awaited instead.
    """

    def __init__(self, path: str) -> None:
        # Transactions begin where we say so, not where the driver thinks fit.
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.executescript(_SCHEMA)

    async def add(self, demande: Demande) -> Demande:
        """Store a new request."""
        stored = msgspec.structs.replace(demande, version=1, events=())
        with self._transaction():
            try:
                self._write("INSERT INTO demandes (entity, id) VALUES (?, ?)", stored)
            except sqlite3.IntegrityError as error:
                raise AlreadyExists from error
            self._keep_digests(demande)
            self._keep_events(demande)
        return stored

    async def get(self, id: str) -> Demande:
        """Return a request."""
        row = self._database.execute("SELECT entity FROM demandes WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise DemandeNotFound
        return _decoded(row[0])

    async def update(self, id: str, change: Callable[[Demande], Demande]) -> Demande:
        """Change a request within one transaction: nobody writes between its reading and its writing."""
        with self._transaction():
            current = await self.get(id)
            changed = change(current)
            if changed == current:
                return current
            stored = msgspec.structs.replace(changed, version=current.version + 1, events=())
            self._write("UPDATE demandes SET entity = ? WHERE id = ?", stored)
            self._keep_digests(changed)
            self._keep_events(changed)
        return stored

    async def like(self, demande: Demande) -> Demande:
        """Return the request that says the same and came at about the same time."""
        asked = "SELECT id FROM alike WHERE digest IN (SELECT value FROM json_each(?))"
        row = self._database.execute(asked, (_encoded(demande.alike),)).fetchone()
        if row is None:
            raise DemandeNotFound
        return await self.get(row[0])

    def waiting(self) -> list[str]:
        """Return the types of the events that wait to be delivered, in the order they happened."""
        rows = self._database.execute("SELECT json_extract(event, '$.type') FROM outbox ORDER BY rowid")
        return [type_ for (type_,) in rows]

    async def list(self, query: ListQuery) -> Page[Demande]:
        """Return one page; one row more than asked for tells whether another page follows."""
        conditions = [_condition(one) for one in query.filters]
        if query.after is not None:
            conditions.append(_after(query.order, query.after))
        where = " AND ".join(text for text, _ in conditions) or "TRUE"
        keys = ", ".join(_field(key.path) for key in query.order)
        order = ", ".join(f"{_field(key.path)} {'DESC' if key.descending else 'ASC'}" for key in query.order)
        rows = self._database.execute(
            f"SELECT entity, {keys} FROM demandes WHERE {where} ORDER BY {order} LIMIT ?",  # noqa: S608 — values are bound; paths are the domain's own
            [value for _, values in conditions for value in values] + [query.limit + 1],
        ).fetchall()
        page = rows[: query.limit]
        return Page(tuple(_decoded(row[0]) for row in page), page[-1][1:] if len(rows) > len(page) else None)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def _write(self, statement: str, demande: Demande) -> None:
        self._database.execute(statement, (_encoded(demande), demande.id))

    def _keep_digests(self, demande: Demande) -> None:
        self._database.execute("DELETE FROM alike WHERE id = ?", (demande.id,))
        rows = [(digest, demande.id) for digest in demande.alike]
        try:
            self._database.executemany("INSERT INTO alike (digest, id) VALUES (?, ?)", rows)
        except sqlite3.IntegrityError as error:
            raise AlreadyReceived from error

    def _keep_events(self, demande: Demande) -> None:
        # In the transaction of the change: no event is lost, and none tells of what did not happen.
        rows = [(event.id, _encoded(event)) for event in demande.events]
        self._database.executemany("INSERT INTO outbox (id, event) VALUES (?, ?)", rows)


def _plain(value: object) -> Any:  # noqa: ANN401 — whatever JSON holds
    """Return a value as JSON holds it; instants have all their digits, so that texts sort like them."""
    plain = msgspec.to_builtins(value, builtin_types=(datetime,))
    return plain.isoformat(timespec="milliseconds") if isinstance(plain, datetime) else plain


def _encoded(entity: object) -> str:
    return json.dumps(_plain(entity), default=_plain, ensure_ascii=False)


def _decoded(text: str) -> Demande:
    return msgspec.convert(json.loads(text), Demande)


def _field(path: str) -> str:
    return f"json_extract(entity, '$.{path}')"


def _condition(one: Filter) -> tuple[str, list[object]]:
    value = _encoded(one.value) if one.op is Op.IN else _plain(one.value)
    return _CONDITIONS[one.op].format(field=_field(one.path), value="?"), [value]


def _after(order: tuple[Sort, ...], position: Position) -> tuple[str, list[object]]:
    """Return the condition for what follows a position: beyond it by one key, level by those before."""
    alternatives, values = [], list[object]()
    for count, key in enumerate(order):
        level = [f"{_field(before.path)} IS ?" for before in order[:count]]
        alternatives.append(" AND ".join([*level, _beyond(key, position[count])]))
        values += [_plain(value) for value in position[: count + (position[count] is not None)]]
    return f"({' OR '.join(alternatives)})", values


def _beyond(key: Sort, value: Scalar | None) -> str:
    # None sorts before every value, in SQLite as in the port.
    field = _field(key.path)
    if value is None:
        return "FALSE" if key.descending else f"{field} IS NOT NULL"
    return f"({field} < ? OR {field} IS NULL)" if key.descending else f"{field} > ?"


async def main() -> None:
    """Take a request in, move it on, and show what was kept."""
    demandes, clock = SqliteDemandes(":memory:"), SystemClock()
    submit = SubmitDemande(demandes=demandes, clock=clock)
    move = MoveDemande(demandes=demandes, clock=clock)

    demande = await submit(
        id="demande-1",
        name="Responsable des travaux",
        email="Travaux@Example.com",
        phone=None,
        subject=Subject.INGENIERIE,
        message="Nous préparons un forage et son château d'eau.",
        details=IngenierieAnswers(project_type=ProjectType.ETUDE, project_budget=Budget.FROM_20M),
    )
    print(f"received: {demande.id} from {demande.email}, {demande.state}, version {demande.version}")

    staff = Actor(id="compte-1", permissions=frozenset({Permission.WRITE_DEMANDES}))
    demande = await move(actor=staff, id=demande.id, state=DemandeState.EN_TRAITEMENT)
    print(f"moved: {demande.state}, version {demande.version}")

    try:
        await move(actor=staff, id=demande.id, state=DemandeState.NOUVEAU)
    except Conflict as error:
        print(f"refused: {error.code}, from {error.params['source']} to {error.params['target']}")

    page = await demandes.list(ListQuery(filters=(Filter("state", Op.EQ, DemandeState.EN_TRAITEMENT),)))
    print(f"in progress: {[each.id for each in page.items]}")
    print(f"events that wait: {demandes.waiting()}")
    demandes.close()


if __name__ == "__main__":
    asyncio.run(main())
