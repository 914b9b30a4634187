"""What fifty chatting groups cost the bot: CPU of a message of chatter, of looking at it, and the rate that is 5 % of a
core.

Conversations go, message by message, through inbox and handlers of the real bot with a database file, as if Telegram
had just sent them, to GROUPS groups. Neither fetching nor sending is in it: of chatter there is nothing to send.
"""

import csv
import logging
import os
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from telegram import User

from benchmarks.town import Town, database_for
from bot.app import App
from bot.config import TOKEN_VARIABLE, parse
from bot.handlers.errors import refuse
from bot.incoming.handling import Handling
from bot.registry import OFFERED
from bot.views import system
from casework.model.chats import Audience
from casework.settings import Settings
from casework.words.group import Look, Said, look
from storage.inbox import Inbox

GROUPS, MESSAGES = 50, 2000
GOAL = 0.05
"""Of a core, for all groups together."""
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
TABLE = Path(__file__).parents[1] / "tests" / "casework" / "sentences" / "shared_group.csv"
CONTEXT = 30
NOWHERE = "http://127.0.0.1:9"


async def measure() -> dict[str, Any]:
    """The figures."""
    os.environ.setdefault(TOKEN_VARIABLE, "1:" + "x" * 35)
    logging.getLogger("bot").setLevel(logging.ERROR)  # nobody answers where this bot would send to
    with TABLE.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    chatter = [row for row in rows if row["label"] == "none"]
    figures: dict[str, Any] = {"groups": GROUPS, "messages": MESSAGES, "look_ms": _looking(chatter) * 1000}
    with tempfile.TemporaryDirectory(prefix="weilinli-bench-") as temporary:
        for name, what, listens in (("off", chatter, False), ("chatter", chatter, True), ("all", rows, True)):
            spent, kept = await _handling(what, Path(temporary) / f"{name}.db", listens=listens)
            figures |= {f"{name}_ms": spent * 1000, f"{name}_a_second": GOAL / spent, f"{name}_kept": kept}
    return figures


def _looking(rows: list[dict[str, str]]) -> float:
    """CPU seconds of one look."""
    began, recent = time.process_time(), list[Look]()
    for number in range(MESSAGES):
        row = rows[number % len(rows)]
        recent.append(look(Said(number=number, author=row["author"], text=row["text"]), recent[-CONTEXT:]))
    return (time.process_time() - began) / MESSAGES


def _update(number: int, row: dict[str, str]) -> dict[str, Any]:
    """As Telegram sends it."""
    group, author = number % GROUPS, 5000 + ord(row["author"][0])
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": int((NOW + timedelta(seconds=number)).timestamp()),
            "chat": {"id": -1001 - group, "type": "supergroup", "title": "邻里群"},
            "from": {"id": author, "is_bot": False, "first_name": row["author"], "language_code": "zh-hans"},
            "text": row["text"],
        },
    }


async def _handling(rows: list[dict[str, str]], path: Path, *, listens: bool) -> tuple[float, int]:
    """CPU seconds of one message, from the inbox to the commit, and how many rows of the inbox still say something."""
    town = Town(communities=1, residents_each=1, chats={0: -1})
    town.users = {name: number for number, name in enumerate(town.names(), 1)}
    database = await database_for(town, path, NOW, Settings())
    work = database.work(Settings())
    (area,) = await work.find_areas(None)
    for group in range(GROUPS):
        chat = await work.bind_chat(f"tg:{-1001 - group}", None, area.id, Audience.RESIDENTS, "邻里群")
        chat.listens_at = NOW if listens else None
    await work.commit()
    await database.close()
    app = await App.build(parse(f'[telegram]\nbase_url = "{NOWHERE}"\n[database]\nurl = "sqlite:///{path}"\n'))
    app.bot._bot_user = User(1, "微邻里", is_bot=True, username="weilinli_bot")
    app.application._initialized = True
    hands = Handling(
        app.application, app.database, app.config, app.sender, refuse, lambda turn: system.kept(turn.tr), OFFERED.forms
    )
    inbox = Inbox(app.database)
    began = time.process_time()
    for number in range(1, MESSAGES + 1):
        await inbox.take_in([_update(number, rows[number % len(rows)])], "polling", NOW + timedelta(seconds=number))
        for row in await inbox.waiting(10):
            await hands.handle(row)
    spent = (time.process_time() - began) / MESSAGES
    says = "SELECT count(*) FROM inbox WHERE raw LIKE '%message%'"
    kept = await app.database.read(lambda connection: connection.exec_driver_sql(says).scalar_one())
    await app.close()
    return spent, int(kept)


def told(figures: dict[str, Any]) -> list[str]:
    """For people."""
    f = figures
    lines = [f"to look at a message: {f['look_ms']:.2f} ms CPU"]
    for name, what in (
        ("off", "chatter, not read along"),
        ("chatter", "chatter, read along"),
        ("all", "talk of all kinds"),
    ):
        every = GROUPS / f[f"{name}_a_second"]
        lines.append(
            f"{what}: {f[f'{name}_ms']:.2f} ms CPU a message; {GOAL:.0%} of a core is {f[f'{name}_a_second']:.1f} a "
            f"second, in each of {GROUPS} groups one every {every:.1f} s; {f[f'{name}_kept']} rows left in the inbox"
        )
    return lines
