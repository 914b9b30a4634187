"""What is kept, and for how long: kept, retention, backup, restore, copy-database."""

import argparse
import asyncio
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.shared import Commands, add, opened
from bot.config import load
from casework.audited import BackedUp
from locales.translator import Translator


def add_to(commands: Commands) -> None:
    kept = add(commands, "kept", "show messages that could not be handled", _kept)
    kept.add_argument("--retry", action="store_true", help="handle them again")
    what = "erase what was kept long enough; the running bot does it by itself"
    retention = add(commands, "retention", what, _retention)
    retention.add_argument("--dry-run", action="store_true", help="only count")
    backup = add(commands, "backup", "copy a running SQLite database", _backup)
    backup.add_argument("file", type=Path, metavar="FILE", help="where to; must not exist yet")
    what = "put a backup in place; nobody is rung before you have seen what would ring, and said so"
    restored = add(commands, "restore", what, _restore)
    restored.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="the backup; without: look again, and answer"
    )
    restored.add_argument("--answer", choices=("go", "drop", "hold"), default="", help="instead of being asked")
    what = "copy everything into an empty database, also between SQLite and PostgreSQL"
    copied = commands.add_parser("copy-database", help=what, description=what)
    copied.add_argument("source", metavar="FROM", help="sqlite:///FILE or postgresql://user@host/name; the bot stopped")
    copied.add_argument("target", metavar="TO", help="the same; must be empty")
    copied.set_defaults(command=_copy_database)


async def _kept(given: argparse.Namespace, tr: Translator) -> int:
    from storage.inbox import Inbox
    from storage.replicas import at_work

    async with opened(load(given.config)) as database:
        inbox = Inbox(database)
        rows = await inbox.put_aside_rows()
        for row in rows:
            print(f"{row.update_id}  {row.received_at:%Y-%m-%d %H:%M}  {row.error}")
            if given.retry:
                await inbox.retry(row.id)
        if not rows:
            print(tr.t("Every message was handled."))
        elif given.retry:
            running = await at_work(database)
            print(
                tr.t("The running bot handles them again now.")
                if running
                else tr.t("They are handled when the bot runs: weilinli run starts it.")
            )
    return 0


async def _retention(given: argparse.Namespace, tr: Translator) -> int:
    from storage.erasing import ERASERS, due, erase_all

    config = load(given.config)
    async with opened(config) as database:
        do = due if given.dry_run else erase_all
        counts = await do(database, config.settings, datetime.now(UTC))
    for eraser in ERASERS:
        days = getattr(config.settings, eraser.setting).days
        print(tr.t("{table}: {n} (kept for {days} days)", table=eraser.table, n=counts[eraser.table], days=days))
    return 0


async def _backup(given: argparse.Namespace, tr: Translator) -> int:
    from casework.model.audited import Audited
    from casework.neighbourhood.record import record
    from storage.backup import backup

    config = load(given.config)
    size = await asyncio.to_thread(backup, config.database.url, given.file)
    async with opened(config) as database:
        work = database.work(config.settings)
        record(work, Audited.BACKED_UP, datetime.now(UTC), by=None, data=BackedUp(size=size))
        await work.commit()
    print(tr.t("{file}: {size} bytes", file=given.file, size=size))
    return 0


async def _restore(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.restore import command

    return 0 if await command(load(given.config), given.file, given.answer, tr, print) else 1


async def _copy_database(given: argparse.Namespace, tr: Translator) -> int:
    from storage.copy import copy_database

    for table, rows in (await copy_database(given.source, given.target)).items():
        print(f"{table}: {rows}")
    print(tr.t("Everything is copied and counted. Set database.url to the new address, then weilinli run."))
    return 0
