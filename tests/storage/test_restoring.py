"""Going back to a backup: held until somebody has looked."""

import asyncio
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.commands.restore import DROP, GO, command, lines
from bot.config import Config, DatabaseAt
from locales.translator import translator
from storage.backup import backup
from storage.database import Database
from storage.errors import StorageError
from storage.outbox import Outbox
from storage.replicas import Replica
from storage.restoring import is_held, refuse_held, restore, waiting
from tests.storage.town import Town

pytestmark = pytest.mark.usefixtures("migrated_at_once")

EN = translator("en")


async def saved(tmp_path: Path) -> tuple[Config, Path, int]:
    """A configuration whose database was backed up with one report in it, and has lost it since: the copy, and how many
    messages were not sent."""
    url = f"sqlite:///{tmp_path / 'weilinli.db'}"
    database = await Database.open(url, create=True)
    town = Town(database)
    await town.furnish()
    await town.report(at=datetime.now(UTC) - timedelta(hours=3))
    copy = tmp_path / "copy.db"
    await asyncio.to_thread(backup, url, copy)
    found = await waiting(database, datetime.now(UTC))
    await database.close()
    return Config(database=DatabaseAt(url=url)), copy, sum(found.messages.values())


@pytest.mark.parametrize("answer", ["", GO, DROP])
async def test_nobody_is_rung_before_it_was_said(answer: str, tmp_path: Path) -> None:
    """It is put in place and held; what would ring and be sent is listed; "go" and "drop" let it go."""
    config, copy, unsent = await saved(tmp_path)
    said: list[str] = []
    assert await command(config, copy, answer or "hold", EN, said.append) == bool(answer)
    text = "\n".join(said)
    assert "somebody takes it" in text
    assert "What was there is now" in text
    assert stat.S_IMODE((tmp_path / "weilinli.db").stat().st_mode) == 0o600
    database = await Database.open(config.database.url)
    try:
        assert await is_held(database) != bool(answer)
        if answer:
            await refuse_held(database)
        else:
            with pytest.raises(StorageError, match="weilinli restore"):
                await refuse_held(database)
        left = await waiting(database, datetime.now(UTC))
        assert sum(left.messages.values()) == (0 if answer == DROP else unsent)
        assert left.deadlines, "what is due fires all the same"
        assert not await Outbox(database).failed(10)
    finally:
        await database.close()


async def test_not_under_a_bot_at_work(tmp_path: Path) -> None:
    """A bot that runs on it would go on writing into the file that is gone."""
    config, copy, _ = await saved(tmp_path)
    database = await Database.open(config.database.url)
    await Replica(database).beat()
    with pytest.raises(StorageError, match="stop it first"):
        await command(config, copy, GO, EN, lambda _: None)
    await database.close()


def test_what_is_no_backup_leaves_all_as_it_was(tmp_path: Path) -> None:
    """The database is moved away only once the copy was checked."""
    place, copy = tmp_path / "weilinli.db", tmp_path / "copy.db"
    place.write_bytes(b"what was there")
    copy.write_bytes(b"no database at all, but long enough to look at" * 100)
    with pytest.raises(StorageError):
        restore(f"sqlite:///{place}", copy, datetime.now(UTC))
    with pytest.raises(StorageError, match="no backup"):
        restore(f"sqlite:///{place}", tmp_path / "nothing.db", datetime.now(UTC))
    with pytest.raises(StorageError, match="pg_restore"):
        restore("postgresql://someone@localhost/weilinli", copy, datetime.now(UTC))
    assert place.read_bytes() == b"what was there"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.db", "weilinli.db"]


async def test_nothing_to_look_at(tmp_path: Path) -> None:
    """Said so."""
    database = await Database.open(f"sqlite:///{tmp_path / 'new.db'}", create=True)
    found = await waiting(database, datetime.now(UTC))
    await database.close()
    assert list(lines(found, EN)) == ["Nothing is overdue, and nothing waits to be sent."]
