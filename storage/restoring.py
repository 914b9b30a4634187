"""Going back to a backup: the database is put in place held, so that nobody is rung before somebody has looked at what
would ring, or be sent a second time (around-an-issue.md §11)."""

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, select, text, update

from casework.frozen import frozen
from storage import tables
from storage.backup import check
from storage.database import Database, parse, path_of
from storage.errors import DatabaseMissing, StorageError
from storage.leases import Leases
from storage.replicas import moment
from storage.store import Store

deadlines, outbox = tables.deadlines, tables.outbox
HELD = "held"
"""A note among the leases, owned by nobody who lives: while it stands, `weilinli run` does not start."""
OWNER = "restored"
FOR_EVER = timedelta(days=36_500)
NOT_AGAIN = "not sent again after a restore"
FILES = ("", "-wal", "-shm")
"""A SQLite database and what lies beside it."""


@frozen
class Waiting:
    """What would happen at once: how often each kind of deadline would fire, and each kind of message be sent."""

    deadlines: dict[str, int]
    messages: dict[str, int]


def restore(url: str, copy: Path, at: datetime) -> Path | None:
    """Put the copy where the database is, only its owner's to read; returns where that was moved to, if there was one.

    For a thread, with no bot at work. Raises StorageError: PostgreSQL has tools of its own, the copy may be none.
    """
    address = parse(url)
    if address.get_backend_name() != "sqlite":
        raise StorageError("`weilinli restore FILE` is for SQLite; with PostgreSQL: pg_restore, `weilinli restore`")
    if not copy.is_file():
        raise DatabaseMissing("there is no backup at {file}", file=copy)
    place = path_of(address)
    part = place.with_name(f"{place.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with (
            closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)) as saved,
            closing(sqlite3.connect(part)) as made,
        ):
            saved.backup(made)
            check(made)
        moved = _move_away(place, at)
        part.rename(place)
        return moved
    except (sqlite3.Error, OSError) as error:
        raise StorageError(
            "{file} could not be put in place ({why}): the database is as it was",
            file=copy,
            why=getattr(error, "strerror", None) or error,
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _move_away(place: Path, at: datetime) -> Path | None:
    if not place.exists():
        return None
    to = place.with_name(f"{place.stem}-until-{at:%Y%m%d-%H%M%S}{place.suffix}")
    for end in FILES:
        with suppress(FileNotFoundError):
            place.with_name(place.name + end).rename(to.with_name(to.name + end))
    return to


async def hold(database: Store) -> None:
    """From now on no bot starts on it."""
    now = await database.look(moment)
    await Leases(database).take(HELD, OWNER, now, now + FOR_EVER)


async def is_held(database: Store) -> bool:
    """Whether it was restored and nobody has let it go yet."""
    return await Leases(database).holder(HELD, await database.look(moment)) is not None


async def let_go(database: Store, at: datetime, *, drop_messages: bool) -> int:
    """A bot may start again; with `drop_messages` nothing that waits to be sent is: how many those were. What is due
    fires all the same."""

    def drop(connection: Connection) -> int:
        waiting = update(outbox).where(outbox.c.state == "pending")
        return connection.execute(waiting.values(state="dropped", error=NOT_AGAIN, sent_at=at)).rowcount

    dropped = await database.write(drop) if drop_messages else 0
    await Leases(database).release(HELD, OWNER)
    return dropped


async def waiting(database: Store, now: datetime) -> Waiting:
    """What would happen at once."""
    due = (
        select(deadlines.c.kind, func.count())
        .where(text(f"deadlines.{tables.IS_PENDING}"), deadlines.c.due_at <= now)
        .group_by(deadlines.c.kind)
    )
    unsent = select(outbox.c.kind, func.count()).where(outbox.c.state == "pending").group_by(outbox.c.kind)

    def ask(connection: Connection) -> Waiting:
        return Waiting(
            {str(kind): count for kind, count in connection.execute(due)},
            {str(kind): count for kind, count in connection.execute(unsent)},
        )

    return await database.read(ask)


async def refuse_held(database: Database) -> None:
    """Raises StorageError while it is held."""
    if await is_held(database):
        raise StorageError("the database was restored and is held: look at what would ring with `weilinli restore`")
