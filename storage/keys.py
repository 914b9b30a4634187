"""Keys with which systems outside file: of each only its hash is kept. A key is random and long, so one round of
SHA-256 is enough: nobody guesses it, and none is asked for by its first letters.

A system stands in the tables as a person without an address, so that what it files has somebody who filed it, and what
it may do in an hour is counted as everybody's is. Nobody is written to there.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from casework.model import Person
from storage import tables
from storage.ids import new_id
from storage.rows import PERSONS
from storage.store import Store

keys, areas = tables.api_keys, tables.areas
LIVING = select(keys.c.id, keys.c.name, keys.c.person_id, keys.c.area_ids, keys.c.an_hour).where(
    keys.c.ended_at.is_(None)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A system that may file: where, and how often an hour."""

    id: int
    name: str
    person_id: int
    area_ids: Sequence[int]
    an_hour: int


class NameTaken(ValueError):
    """There is a key of that name already."""


def hash_of(key: str) -> str:
    """What is kept of it."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


class Keys:
    """Made, voided, looked up."""

    def __init__(self, database: Store) -> None:
        self._database = database

    async def make(self, name: str, area_ids: Sequence[int], an_hour: int, now: datetime) -> str:
        """The key: it is nowhere else. Raises NameTaken."""
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

        await self._database.write(write)
        return key

    async def void(self, name: str, now: datetime) -> bool:
        """It opens nothing any more; False: there is none of that name."""
        statement = update(keys).where(keys.c.name == name, keys.c.ended_at.is_(None)).values(ended_at=now)
        return bool(await self._database.write(lambda connection: connection.execute(statement).rowcount))

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
