"""`python -m storage.migrations.check`: exits 1 when the tables and the migrations differ, and says how.

With `--write MESSAGE` it writes the missing revision into versions/, to be read and corrected by hand.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import URL, Connection, create_engine, text

from storage.indexes import metadata
from storage.migrations import REVISIONS
from storage.migrations.upgrade import config, upgrade


def indexes(connection: Connection) -> set[str]:
    """The indexes as they were made: comparing does not look at the condition of a partial index."""
    return set(
        connection.execute(text("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")).scalars()
    )


def differences(folder: Path) -> list[str]:
    """What the migrations make otherwise than the tables say."""
    migrated = create_engine(URL.create("sqlite", database=str(folder / "migrated.db")))
    wanted = create_engine(URL.create("sqlite", database=str(folder / "wanted.db")))
    try:
        with migrated.begin() as old, wanted.begin() as new:
            upgrade(old)
            metadata.create_all(new)
            context = MigrationContext.configure(old, opts={"compare_type": True})
            found = [str(each) for each in compare_metadata(context, metadata)]
            found += [f"missing: {each}" for each in sorted(indexes(new) - indexes(old))]
            found += [f"too much: {each}" for each in sorted(indexes(old) - indexes(new))]
            return found
    finally:
        migrated.dispose()
        wanted.dispose()


def write(folder: Path, message: str) -> None:
    """Write the missing revision."""
    engine = create_engine(URL.create("sqlite", database=str(folder / "written.db")))
    with engine.begin() as connection:
        if any((Path(__file__).parent / "versions").glob("0*.py")):
            upgrade(connection)
        command.revision(config(connection), message, autogenerate=True, rev_id=f"{len(REVISIONS):04}")
    engine.dispose()


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", metavar="MESSAGE", help="name the new revision in REVISIONS first")
    message = parser.parse_args(arguments).write
    with tempfile.TemporaryDirectory() as folder:
        if message:
            write(Path(folder), message)
            return 0
        found = differences(Path(folder))
    for each in found:
        print(each)
    if not found:
        print(f"migrations: {len(REVISIONS)}, and they make the tables as they are")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
