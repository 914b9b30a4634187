"""A copy of a running SQLite database, in one file."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from storage.database import parse, path_of
from storage.errors import DatabaseMissing, StorageError


def backup(url: str, to: Path) -> int:
    """Copy the database as it is at one moment into a new file, only its owner's to read; returns its size in bytes.

    For a thread of its own: the bot goes on writing meanwhile. The file appears under its name when it is whole and
    was checked. Raises StorageError: PostgreSQL has tools of its own, an existing file is not overwritten, the disk
    may be full.
    """
    address = parse(url)
    if address.get_backend_name() != "sqlite":
        raise StorageError("`weilinli backup` copies SQLite; for PostgreSQL use pg_dump (docs/operations.md)")
    return _copy(path_of(address), to)


def _copy(source: Path, to: Path) -> int:
    if not source.exists():
        raise DatabaseMissing("there is no database at {file}: `weilinli init` makes one", file=source)
    if to.exists():
        raise StorageError("{file} exists already, and a backup is not overwritten: choose another name", file=to)
    part = to.with_name(f"{to.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as live,
            closing(sqlite3.connect(part)) as copy,
        ):
            live.backup(copy)  # in one step: one state, and no beginning anew because somebody wrote
            copy.execute("PRAGMA journal_mode=DELETE").close()  # one file, without a log beside it
            check(copy)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        os.link(part, to)  # fails when somebody else made it meanwhile
        return to.stat().st_size
    except (sqlite3.Error, OSError) as error:
        raise StorageError(
            "the backup {file} was not made ({why}): choose a folder that exists, may be written and has room",
            file=to,
            why=getattr(error, "strerror", None) or error,
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def check(copy: sqlite3.Connection) -> None:
    (verdict,) = copy.execute("PRAGMA quick_check").fetchone()
    if verdict != "ok":
        raise StorageError("the copy is damaged, and so may be the database: {why}", why=verdict)
    if copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is None:
        raise StorageError("the database has no tables of ours: is it the right file?")
