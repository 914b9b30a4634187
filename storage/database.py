"""The database of a process: opened once, checked for its revision, read and written by functions of a connection."""

import logging
import os
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, inspect, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from casework.settings import Settings
from storage.area_settings import Kept
from storage.errors import (
    DatabaseFromTheFuture,
    DatabaseMissing,
    DatabaseOutdated,
    DatabaseUnavailable,
    StaleError,
    StorageError,
)
from storage.migrations import REVISIONS
from storage.sqlite import Sqlite
from storage.store import WakeUp
from storage.work import SqlWork

if TYPE_CHECKING:
    from storage.postgres import Postgres

T = TypeVar("T")
_log = logging.getLogger(__name__)

UNIQUE = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505"}
AGAIN = {"40001", "40P01"}  # PostgreSQL: serialization failure, deadlock


class Database:
    """One per process. `now` gives the time for `committed_at` and follows the sandbox's clock when told to."""

    def __init__(self, url: str) -> None:
        self.url = parse(url)
        self.committed = WakeUp()
        """Messages or deadlines."""
        self.received = WakeUp()
        """Updates."""
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.area_settings = Kept()
        """What areas set for themselves, as it was read last."""
        self._backend = _backend(self.url)
        self._outages: dict[str, float] = {}

    @classmethod
    async def open(cls, url: str, *, create: bool = False) -> "Database":
        """Open "sqlite:///path" or "postgresql://..."; `create` makes or moves the tables forward first.

        Raises DatabaseMissing, DatabaseOutdated, DatabaseFromTheFuture, DatabaseUnavailable.
        """
        if create:
            await migrate(url)
        address = parse(url)
        if address.get_backend_name() == "sqlite" and not path_of(address).exists():
            raise DatabaseMissing("there is no database at {file}: `weilinli init` makes one", file=path_of(address))
        database = cls(url)
        try:
            check_revision(await database.look(revision_of))
            await database.look(database.area_settings.fresh)
        except BaseException:
            await database.close()
            raise
        return database

    def work(self, settings: Settings) -> SqlWork:
        """A unit of work: one per update or firing, never shared between tasks."""
        return SqlWork(self, settings)

    def long_work(self, settings: Settings) -> SqlWork:
        """A unit of work that only reads, and reads where long reads go (reading.py): for the pages."""
        return SqlWork(LongReads(self), settings)

    async def look(self, ask: Callable[[Connection], T]) -> T:
        """Run `ask`, which reads a few rows that an index finds. Raises DatabaseUnavailable."""
        return await self._asked(self._backend.look(ask))

    async def read(self, ask: Callable[[Connection], T]) -> T:
        """Run `ask`, which may read for long. Raises DatabaseUnavailable."""
        return await self._asked(self._backend.read(ask))

    async def _asked(self, asking: Awaitable[T]) -> T:
        try:
            found = await asking
        except (DBAPIError, PoolTimeout, OSError) as error:
            raise self._away("read", error) from error
        self._back("read")
        return found

    async def write(self, do: Callable[[Connection], T], *, durable: bool = True) -> T:
        """Run `do` in one transaction. Raises StaleError and DatabaseUnavailable; then nothing was written."""
        try:
            done = await self._backend.write(do, durable=durable)
        except (DBAPIError, PoolTimeout, OSError) as error:
            raise self._away("written", error) from error
        self._back("written")
        return done

    def _away(self, what: str, error: DBAPIError | PoolTimeout | OSError) -> Exception:
        """The error as one of ours; the first of an outage is logged, by its code only."""
        ours = translated(error)
        if isinstance(ours, DatabaseUnavailable) and what not in self._outages:
            self._outages[what] = time.monotonic()
            _log.error("the database cannot be %s (%s): what came is kept where it is, trying again", what, code(error))
        return ours

    def _back(self, what: str) -> None:
        if self._outages and (since := self._outages.pop(what, None)) is not None:
            _log.warning("the database can be %s again, after %.0f s", what, time.monotonic() - since)

    @property
    def is_server(self) -> bool:
        """A server tells the replicas of each other's commits, and can crash and come back while they live. Else it is
        a file."""
        return not isinstance(self._backend, Sqlite)

    async def listen(self) -> None:
        """From now on commits here wake the other replicas, and theirs wake us. Nothing to do on SQLite."""
        if not isinstance(self._backend, Sqlite):
            self.committed.tell = self.received.tell = await self._backend.listen(self.wake)

    def wake(self) -> None:
        """Everybody here looks again."""
        self.committed.wake()
        self.received.wake()

    async def close(self) -> None:
        """Let go of it."""
        await self._backend.close()


class LongReads:
    """The same database, where every question may take long: none of them holds the event loop up."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.now = database.now
        self.committed, self.received = database.committed, database.received
        self.area_settings = database.area_settings
        self.look = self.read = database.read
        self.write, self.wake = database.write, database.wake

    @property
    def is_server(self) -> bool:
        """Whether other processes may share it over the network."""
        return self._database.is_server


def _backend(url: URL) -> "Sqlite | Postgres":
    if url.get_backend_name() == "sqlite":
        return Sqlite(path_of(url))
    from storage.postgres import Postgres  # a fifth of the time of the whole start, and most never need it

    return Postgres(url)


def parse(url: str) -> URL:
    """The address with its driver. Raises StorageError for any other kind of database."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise StorageError("database.url: has to be sqlite:///FILE or postgresql://user@host/name") from None
    match parsed.get_backend_name():
        case "sqlite":
            return parsed
        case "postgresql" | "postgres":
            return parsed.set(drivername="postgresql+asyncpg")
        case other:
            raise StorageError(
                "database.url: {kind} is not supported, only sqlite:///FILE and postgresql://user@host/name",
                kind=other,
            )


def path_of(url: URL) -> Path:
    """Where the SQLite file lies. Raises StorageError for a database in memory: it would be gone at the first crash."""
    if not url.database or url.database == ":memory:":
        raise StorageError("database.url: sqlite needs a file, sqlite:///FILE")
    return Path(url.database)


def sqlite_files(url: str) -> list[Path]:
    """The files of a SQLite database, whether they are there or not; none of another database."""
    address = parse(url)
    if address.get_backend_name() != "sqlite":
        return []
    path = path_of(address)
    return [path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")]


def translated(error: DBAPIError | PoolTimeout | OSError) -> Exception:
    """A driver's error as one of ours; a mistake of the program (a missing parent, a wrong column) stays what it is."""
    if not isinstance(error, DBAPIError):
        return DatabaseUnavailable("the database does not answer: {why}", why=error)
    its = code(error)
    if its in AGAIN or (isinstance(error, IntegrityError) and its in UNIQUE):
        return StaleError(f"somebody else wrote first: {error.orig}")
    if isinstance(error, IntegrityError) or its[:2] in ("22", "42") or its == "SQLITE_ERROR":
        return error
    return DatabaseUnavailable("the database does not answer: {why}", why=error.orig)


def code(error: DBAPIError | PoolTimeout | OSError) -> str:
    """SQLITE_FULL, SQLITE_BUSY, 57P01, ...; else the name of the error."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or type(cause).__name__


def revision_of(connection: Connection) -> str | None:
    """The revision that the database is at; None when it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def check_revision(revision: str | None) -> None:
    """Raises when the database is not at the newest revision."""
    if revision is None:
        raise DatabaseMissing("the database has no tables yet: `weilinli migrate` makes them")
    if revision not in REVISIONS:
        raise DatabaseFromTheFuture(
            "the database is at revision {revision}, written by a newer version of weilinli: install that one",
            revision=revision,
        )
    if revision != REVISIONS[-1]:
        raise DatabaseOutdated(
            "the database is at revision {revision}: `weilinli migrate` moves it to {newest}",
            revision=revision,
            newest=REVISIONS[-1],
        )


async def migrate(url: str) -> None:
    """Make the tables, or move them forward to the newest revision. Raises DatabaseFromTheFuture."""
    from storage.migrations.upgrade import upgrade  # Alembic is needed here only, and takes a while to import

    address = parse(url)
    if address.get_backend_name() == "sqlite":
        folder = path_of(address).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(
                "the folder {folder} cannot be made ({why}): set database.url to one that may be written",
                folder=folder,
                why=error.strerror,
            ) from None
        _touch_private(path_of(address))
    database = Database(url)
    try:
        revision = await database.look(revision_of)
        if revision is not None and revision not in REVISIONS:
            check_revision(revision)
        if revision != REVISIONS[-1]:
            if isinstance(database._backend, Sqlite):
                try:
                    await database._backend.rebuild(upgrade)
                except (DBAPIError, OSError) as error:
                    raise translated(error) from error
            else:
                await database.write(upgrade)
    finally:
        await database.close()


def _touch_private(path: Path) -> None:
    """A new file that only its owner may read. SQLite gives what it puts beside it (-wal, -shm) the same rights."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
