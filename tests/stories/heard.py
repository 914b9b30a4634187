"""Silence is the default of every story: which kinds of message each phone may get stands in heard.json, anything else
on any phone fails the story.

Cards, receipts and what merely tidies up are everybody's default and are not listed. After a change that is meant:
`HEARD=update make test ARGS=tests/stories`, and read the difference line by line: it is who is woken, and by what.
"""

import fcntl
import json
import os
from functools import cache
from pathlib import Path

from sqlalchemy import select

from casework.messages import Kind
from storage import tables
from storage.database import Database
from tests.stories.world import World

PATH = Path(__file__).with_name("heard.json")
UPDATE = os.environ.get("HEARD") == "update"
DEFAULT = frozenset({Kind.CARD, Kind.PUBLIC_CARD, Kind.PING_OVER, Kind.COPY, Kind.TIDY, Kind.RECEIPT})
"""What every phone may get: cards and their edits, receipts, what takes buttons and short messages away."""

Heard = dict[str, str]
"""Kinds by phone or group, sorted, with a blank between."""


async def heard(world: World, database: Database) -> Heard:
    """What was sent in the story so far."""
    outbox, addresses, chats = tables.outbox, tables.addresses, tables.chats
    private = select(outbox.c.kind, addresses.c.address).join(addresses, addresses.c.person_id == outbox.c.person_id)
    public = select(outbox.c.kind, chats.c.address).join(chats, chats.c.id == outbox.c.chat_id)
    sent = outbox.c.state == "sent"
    rows = await database.read(
        lambda connection: [
            (str(kind), str(address))
            for question in (private.where(sent), public.where(sent))
            for kind, address in connection.execute(question)
        ]
    )
    names = {f"tg:{number}": name for name, number in (world.users | world.chats).items()}
    found: dict[str, set[str]] = {}
    for kind, address in rows:
        if kind not in DEFAULT:
            found.setdefault(names.get(address, "somebody else"), set()).add(kind)
    return {name: " ".join(sorted(kinds)) for name, kinds in sorted(found.items())}


def compare(story: str, now: Heard) -> None:
    """Fails when any phone got what is not declared for this story, or did not get what is."""
    if UPDATE:
        _declare(story, now)
        return
    wanted = _declared().get(story, {})
    wrong = [
        f"{name}: {', '.join([f'+{kind}' for kind in sorted(got - may)] + [f'-{kind}' for kind in sorted(may - got)])}"
        for name in sorted(now.keys() | wanted.keys())
        if (got := set(now.get(name, "").split())) != (may := set(wanted.get(name, "").split()))
    ]
    assert not wrong, "on the phones, against tests/stories/heard.json (+ too much, - missing):\n" + "\n".join(wrong)


@cache
def _declared() -> dict[str, Heard]:
    found: dict[str, Heard] = json.loads(PATH.read_text(encoding="utf-8"))
    return found


def _declare(story: str, now: Heard) -> None:
    with PATH.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # several workers write
        file.seek(0)
        declared: dict[str, Heard] = json.loads(file.read() or "{}")
        declared[story] = now
        file.seek(0)
        file.truncate()
        json.dump(dict(sorted(declared.items())), file, ensure_ascii=False, indent=1)
        file.write("\n")
