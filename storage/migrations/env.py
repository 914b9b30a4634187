"""What Alembic runs: always on a given connection (upgrade.py), which may be asyncpg's through `run_sync`."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from storage.columns import Duration, Json, OneOf, Words
from storage.indexes import metadata


def render(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """A revision names what the database has, not our types, whose ways may change after it was written."""
    if kind == "type" and isinstance(item, Words | Json | OneOf):
        return "sa.Text()"
    if kind == "type" and isinstance(item, Duration):
        return "sa.BigInteger()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
    render_item=render,
    user_module_prefix="columns.",
)
with context.begin_transaction():
    context.run_migrations()
