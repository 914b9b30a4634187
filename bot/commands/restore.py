"""`weilinli restore`: puts a backup in place, says what would ring or be sent again, and asks before anything does."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.config import Config
from bot.views.system import AGENDA
from casework.model.deadlines import DeadlineKind
from locales.translator import Translator
from storage.database import Database, migrate
from storage.errors import StorageError
from storage.replicas import at_work
from storage.restoring import Waiting, hold, is_held, let_go, restore, waiting

GO, DROP = "go", "drop"
"""The answers; anything else leaves it held."""


async def command(config: Config, copy: Path | None, answer: str, tr: Translator, say: Callable[[str], None]) -> bool:
    """Restore, where a copy is given; list; ask. Whether the database may be used. Raises StorageError."""
    url, now = config.database.url, datetime.now(UTC)
    if copy is not None:
        await _put_in_place(url, copy, now, tr, say)
    database = await Database.open(url)
    try:
        if await at_work(database):
            raise StorageError("a bot is at work on this database: stop it first")
        if copy is None and not await is_held(database):
            await hold(database)
        for line in lines(await waiting(database, now), tr):
            say(line)
        answer = answer or await _asked(tr)
        if answer not in (GO, DROP):
            say(tr.t("It stays held. Let it go with: weilinli restore --answer go (or drop)"))
            return False
        dropped = await let_go(database, now, drop_messages=answer == DROP)
    finally:
        await database.close()
    if dropped:
        say(tr.n("{n} message is not sent any more.", "{n} messages are not sent any more.", dropped))
    say(tr.t("Now start the bot: weilinli run"))
    return True


async def _put_in_place(url: str, copy: Path, now: datetime, tr: Translator, say: Callable[[str], None]) -> None:
    if await _works(url):
        raise StorageError("a bot is at work on this database: stop it first")
    moved = await asyncio.to_thread(restore, url, copy, now)
    if moved is not None:
        say(tr.t("What was there is now {file}.", file=moved))
    await migrate(url)
    database = await Database.open(url)
    try:
        await hold(database)
    finally:
        await database.close()


async def _works(url: str) -> bool:
    """Whether a bot is at work there; one that cannot be read has none."""
    try:
        database = await Database.open(url)
    except StorageError:
        return False
    try:
        return await at_work(database)
    finally:
        await database.close()


def lines(found: Waiting, tr: Translator) -> Iterator[str]:
    """What would happen at once, most first."""
    if not found.deadlines and not found.messages:
        yield tr.t("Nothing is overdue, and nothing waits to be sent.")
    if found.deadlines:
        yield tr.t("Overdue since the backup; all of it happens at once, in order:")
        yield from (f"  {count} × {_words(kind, tr)}" for kind, count in _most_first(found.deadlines))
    if found.messages:
        yield tr.t("Not sent when the backup was made; it may have been sent since:")
        yield from (f"  {count} × {kind}" for kind, count in _most_first(found.messages))


def _most_first(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _words(kind: str, tr: Translator) -> str:
    known = AGENDA.get(DeadlineKind(kind)) if kind in set(DeadlineKind) else None
    return tr.t(known) if known else kind


async def _asked(tr: Translator) -> str:
    """What the administrator says; nothing where nobody can be asked."""
    if not sys.stdin.isatty():
        return ""
    question = tr.t("go: as it is; drop: without the messages that were not sent; anything else: stay held. ")
    return (await asyncio.to_thread(input, question)).strip().lower()
