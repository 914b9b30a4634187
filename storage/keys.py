"""Keys with which systems outside file: of each only its hash is kept. A key is random and long, so one round of
SHA-256 is enough: nobody guesses it, and none is asked for by its first letters.

A system stands in the tables as a person without an address, so that what it files has somebody who filed it, and what
it may do in an hour is counted as everybody's is. Nobody is written to there.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, Connection, bindparam, insert, select, text, update

from casework.audited import KeyMade, Named
from casework.frozen import frozen
from casework.model.audited import Audit, Audited
from casework.model.people import Person
from storage import tables
from storage.columns import UTCDateTime
from storage.errors import NameTaken
from storage.ids import new_id
from storage.rows import AUDIT, PERSONS
from storage.store import Store
from storage.unit import Unit

keys, areas, filings = tables.api_keys, tables.areas, tables.filings
LIVING = select(keys.c.id, keys.c.name, keys.c.person_id, keys.c.area_ids, keys.c.an_hour).where(
    keys.c.ended_at.is_(None)
)

FILED = text(
    "INSERT INTO filings (key_id, sign, content, issue_id, at) VALUES (:key_id, :sign, :content, :issue_id, :at) "
    "ON CONFLICT (key_id, sign) DO UPDATE SET content = excluded.content, issue_id = excluded.issue_id, "
    "at = excluded.at WHERE filings.at < :since"
).bindparams(
    bindparam("key_id", type_=BigInteger),
    bindparam("issue_id", type_=BigInteger),
    bindparam("at", type_=UTCDateTime()),
    bindparam("since", type_=UTCDateTime()),
)
"""Finds no row where the same was filed meanwhile."""


@frozen(kw_only=True)
class Key:
    """A system that may file: where, and how often an hour."""

    id: int
    name: str
    person_id: int
    area_ids: Sequence[int]
    an_hour: int


def hash_of(key: str) -> str:
    """What is kept of it."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


@frozen(kw_only=True)
class Filed:
    """What was filed under a sign: which matter, and what was sent (a hash)."""

    issue_id: int
    content: str


class FilingReads(Unit):
    """The unit of work's part: what a system filed already."""

    async def filed(self, key_id: int, sign: str, since: datetime) -> Filed | None:
        """What stands under the sign since then."""
        asked = select(filings.c.issue_id, filings.c.content).where(
            filings.c.key_id == key_id, filings.c.sign == sign, filings.c.at >= since
        )
        (rows,) = await self._rows(asked)
        return next((Filed(issue_id=row.issue_id, content=row.content) for row in rows), None)

    def note_filed(self, key_id: int, sign: str, filed: Filed, at: datetime, since: datetime) -> None:
        """In the commit that files it; when another did so since then, the commit raises StaleError."""
        row = {"content": filed.content, "issue_id": filed.issue_id, "at": at, "since": since}
        self._mark(FILED, sure=True, key_id=key_id, sign=sign, **row)


class Keys:
    """Made, voided, looked up."""

    def __init__(self, database: Store) -> None:
        self._database = database

    async def make(self, name: str, area_ids: Sequence[int], an_hour: int, now: datetime, by: int | None = None) -> str:
        """The key: it is nowhere else. `by`: who made it; None: the command line. Raises NameTaken."""
        key = f"wll_{secrets.token_urlsafe(32)}"
        system = Person(id=new_id(), name=name)
        row = {
            "id": new_id(), "name": name, "hash": hash_of(key), "person_id": system.id, "area_ids": [*area_ids],
            "an_hour": an_hour, "made_at": now, "ended_at": None,
        }  # fmt: skip

        def write(connection: Connection) -> None:
            if connection.execute(LIVING.where(keys.c.name == name)).first() is not None:
                raise NameTaken(name)
            connection.execute(PERSONS.insert, PERSONS.values(system))
            connection.execute(insert(keys), row)
            data = KeyMade(name=name, area_ids=(*area_ids,), an_hour=an_hour)
            made = Audit(id=new_id(), at=now, action=Audited.KEY_MADE, person_id=by, data=data)
            connection.execute(AUDIT.insert, AUDIT.values(made))

        await self._database.write(write)
        return key

    async def void(self, name: str, now: datetime, by: int | None = None) -> bool:
        """It opens nothing any more; False: there is none of that name."""
        statement = update(keys).where(keys.c.name == name, keys.c.ended_at.is_(None)).values(ended_at=now)
        data = Named(name=name)
        voided = Audit(id=new_id(), at=now, action=Audited.KEY_VOIDED, person_id=by, data=data)

        def write(connection: Connection) -> bool:
            found = bool(connection.execute(statement).rowcount)
            if found:
                connection.execute(AUDIT.insert, AUDIT.values(voided))
            return found

        return await self._database.write(write)

    async def find(self, key: str) -> Key | None:
        """Whose it is; None: nobody's, or not any more."""
        asked = LIVING.where(keys.c.hash == hash_of(key))
        row = await self._database.look(lambda connection: connection.execute(asked).mappings().first())
        return Key(**row) if row is not None else None

    async def all(self) -> list[tuple[Key, list[str]]]:
        """Each with the names of its areas."""

        def ask(connection: Connection) -> list[tuple[Key, list[str]]]:
            names = {row.id: row.name for row in connection.execute(select(areas.c.id, areas.c.name))}
            rows = connection.execute(LIVING.order_by(keys.c.name)).mappings()
            return [(Key(**row), [names[one] for one in row["area_ids"] if one in names]) for row in rows]

        return await self._database.read(ask)
