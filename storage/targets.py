"""Where messages of the outbox go: asked for many at once, since the sender looks at hundreds."""

from collections.abc import Collection

from sqlalchemy import bindparam, func, select

from casework.frozen import frozen
from storage import tables
from storage.store import Store

outbox, persons, chats, addresses = tables.outbox, tables.persons, tables.chats, tables.addresses


@frozen
class Target:
    """An address, "" where nobody knows one; a topic of a group, and whether it is tied; the language of a person, ""
    for a chat."""

    address: str
    thread: int | None = None
    language: str = ""
    reachable: bool = True
    bound: bool = True
    quiet: tuple[int | None, int | None] = (None, None)
    """The person's own quiet hours, in minutes of the day."""


OWN = select(func.min(addresses.c.address)).where(addresses.c.person_id == outbox.c.person_id).scalar_subquery()
TARGETS = (
    select(
        outbox.c.id,
        OWN,
        persons.c.language,
        persons.c.reachable,
        persons.c.quiet_from,
        persons.c.quiet_to,
        chats.c.address,
        chats.c.thread,
        chats.c.bound,
    )
    .select_from(
        outbox.outerjoin(persons, outbox.c.person_id == persons.c.id).outerjoin(chats, outbox.c.chat_id == chats.c.id)
    )
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
)


async def targets(database: Store, row_ids: Collection[int]) -> dict[int, Target]:
    """Where each of these messages goes."""
    ids = {"ids": list(row_ids)}
    rows = await database.look(lambda connection: connection.execute(TARGETS, ids).all())
    return {
        row_id: Target(chat, thread, bound=bound)
        if chat is not None
        else Target(own or "", None, language or "", bool(reachable), quiet=(quiet_from, quiet_to))
        for row_id, own, language, reachable, quiet_from, quiet_to, chat, thread, bound in rows
    }
