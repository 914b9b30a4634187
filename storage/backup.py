"""A consistent copy of a running SQLite database."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.database import parse, path_of
from storage.errors import DatabaseMissing, StorageError


def backup(url: str, target: Path) -> int:
    """Copy the database into a new file, while it is in use; the bytes written. Raises StorageError.

    SQLite copies within one read transaction: what was committed before it began is in the copy, nothing by halves.
    """
    address = parse(url)
    if address.get_backend_name() != "sqlite":
        raise StorageError("backup copies SQLite only; for PostgreSQL use pg_dump")
    source = path_of(address)
    if not source.exists():
        raise DatabaseMissing(f"there is no database at {source}: `weilinli init` makes one")
    if target.exists():
        raise StorageError(f"{target} exists already: a backup never overwrites")
    try:
        with closing(sqlite3.connect(source)) as running, closing(sqlite3.connect(target)) as copy:
            running.backup(copy)
            # The copy is one file, to be carried away.
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise StorageError(f"the backup failed: {error}") from error
    return target.stat().st_size
