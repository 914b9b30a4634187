"""What was handled is erased when its time is over, or when the person wants to be forgotten."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Table, event, select

from casework.forgetting import WORDS, WORDS_OF_PROMISES, WORDS_OF_REPORTS
from casework.messages import Kind, Priority
from casework.model.conversation import Message
from casework.settings import Settings
from storage import tables
from storage.columns import Words
from storage.database import Database
from storage.inbox import HANDLED, Inbox, erase_handled, without_ours
from tests.casework.neighbourhood import TEN

DAY = timedelta(days=1)
PERSON, NEIGHBOUR, GROUP = 9, 8, -5
GONE: dict[str, Any] = {}


def update(number: int, chat: int = PERSON, person: int = PERSON) -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": chat}, "from": {"id": person}, "text": "堵了"}}


KEPT = {
    "issues": {"category", "danger", "light"},
    "reports": {"outside_number"},
    "promises": set(),
}
"""Columns of words that are the case: keys of ours, and another system's number."""


@pytest.mark.parametrize(
    ("table", "erased"),
    [(tables.issues, WORDS), (tables.reports, WORDS_OF_REPORTS), (tables.promises, WORDS_OF_PROMISES)],
    ids=["issues", "reports", "promises"],
)
def test_every_column_of_words_is_erased_or_is_the_case(table: Table, erased: tuple[str, ...]) -> None:
    """What people wrote has no column that forgetting does not know."""
    words = {one.name for one in table.columns if isinstance(one.type, Words)}
    assert words == set(erased) | KEPT[table.name]


async def take(database: Database, updates: Iterable[dict[str, Any]], at: datetime = TEN) -> None:
    await Inbox(database).take_in(list(updates), "polling", at)


async def handle(database: Database, *numbers: int) -> None:
    work = database.work(Settings())
    for row in await Inbox(database).waiting(100):
        if row.update_id in numbers:
            work.inbox_done(row.id)
    await work.commit()


async def erased(database: Database, before: datetime, limit: int) -> int:
    """How many were erased of a batch."""
    asked = {"before": before, "at_most": limit}
    ids = await database.read(lambda connection: connection.execute(HANDLED, asked).scalars().all())
    if ids:
        await database.write(lambda connection: erase_handled(connection, ids))
    return len(ids)


async def stored(database: Database) -> dict[int, Any]:
    """What is kept of each update, by number."""
    inbox = tables.inbox
    statement = select(inbox.c.update_id, inbox.c.raw)
    return {
        row.update_id: row.raw for row in await database.read(lambda connection: connection.execute(statement).all())
    }


async def test_what_was_handled_goes_when_its_time_is_over(database: Database) -> None:
    """Not what is younger, waits, or was put aside: that is shown on the board until somebody handles it."""
    inbox = Inbox(database)
    await take(database, [update(number) for number in (1, 2, 3)])
    await take(database, [update(4)], TEN + DAY)
    await handle(database, 1, 4)
    await inbox.failed((await inbox.waiting(1))[0].id, "KeyError", TEN, True)
    assert await erased(database, TEN, 100) == 0
    assert await erased(database, TEN + DAY, 100) == 1
    assert sorted(await stored(database)) == [2, 3, 4]
    assert [row.update_id for row in await inbox.put_aside_rows()] == [2]
    assert [row.update_id for row in await inbox.waiting(9)] == [3]


async def test_it_goes_in_batches_past_what_stays(database: Database) -> None:
    """Each time the oldest; neither what was put aside nor the newest, which stays, holds up the rest."""
    inbox = Inbox(database)
    await take(database, [update(number) for number in (9, 1, 2, 3, 4)])
    rows = await inbox.waiting(2)
    await inbox.failed(rows[1].id, "KeyError", TEN, True)
    await handle(database, 9, 2, 3, 4)
    assert [await erased(database, TEN + DAY, 2) for _ in range(4)] == [2, 1, 1, 0]
    assert await stored(database) == {9: GONE, 1: update(1)}


async def test_the_highest_number_does_not_go_back(database: Database) -> None:
    """Its row stays without what was said, and an update that comes again is still known."""
    inbox = Inbox(database)
    await take(database, [update(1), update(2)])
    await handle(database, 1, 2)
    assert await erased(database, TEN + DAY, 100) == 2
    assert await stored(database) == {2: GONE}
    assert await inbox.highest_update_id() == 2
    assert await inbox.take_in([update(2)], "polling", TEN + DAY) == 0
    assert await inbox.waiting(9) == []
    await take(database, [update(3)], TEN + DAY)
    await erased(database, TEN + DAY, 100)
    assert await stored(database) == {3: update(3)}


async def test_several_replicas_erase_the_same(url: str, database: Database) -> None:
    """Both have seen the same rows when they begin to erase them."""
    other = await Database.open(url)
    try:
        await take(database, [update(number) for number in range(1, 6)])
        await handle(database, *range(1, 6))
        seen: list[Any] = []
        writing = other.write

        async def late(do: Any, **how: Any) -> Any:
            seen.append(await erased(database, TEN + DAY, 100))
            return await writing(do, **how)

        other.write = late  # type: ignore[method-assign]
        assert await erased(other, TEN + DAY, 100) == 5
        assert seen == [5]
        assert await stored(database) == {5: GONE}
    finally:
        await other.close()


async def test_whoever_is_forgotten_leaves_no_updates(database: Database) -> None:
    """Of the private chat nothing that was handled is left but the numbers; the neighbours' stay."""
    work = database.work(Settings())
    person = work.meet_person(f"tg:{PERSON}", "孙大妈", "zh_CN")
    work.meet_person(f"tg:{NEIGHBOUR}", "李大爷", "zh_CN")
    await work.commit()
    await take(database, [update(1), update(2, NEIGHBOUR, NEIGHBOUR), update(3, GROUP), update(4), update(5)])
    await handle(database, 1, 2, 3)
    work = database.work(Settings())
    work.forget_person(person.id)
    work.inbox_done((await Inbox(database).waiting(1))[0].id)
    await work.commit()
    kept = await stored(database)
    assert kept[1] == GONE
    assert kept[2] == update(2, NEIGHBOUR, NEIGHBOUR)
    assert kept[3] == update(3, GROUP), "in groups it goes with time"
    assert kept[4] == update(4), "the update that says so goes with time"
    assert [row.update_id for row in await Inbox(database).waiting(9)] == [5]
    assert await Inbox(database).take_in([update(1)], "polling", TEN) == 0
    keys = select(tables.inbox.c.chat_key).where(tables.inbox.c.update_id == 1)
    assert await database.read(lambda connection: connection.execute(keys).scalar()) == ""
    assert await erased(database, TEN + DAY, 100) == 4


async def test_no_message_says_where_somebody_was_written_to(database: Database) -> None:
    """What was sent stays in the ledger, without the address; a neighbour's keeps it."""
    work = database.work(Settings())
    people = [work.meet_person(f"tg:{number}", "x", "zh_CN") for number in (PERSON, NEIGHBOUR)]
    for person in people:
        work.add(Message(id=person.id, kind=Kind.RECEIPT, due_at=TEN, priority=Priority.RESIDENT, person_id=person.id))
    await work.commit()
    for person, number in zip(people, (PERSON, NEIGHBOUR), strict=True):
        work.outbox_sent(person.id, f"tg:{number}", [7], TEN)
    await work.commit()
    work.forget_person(people[0].id)
    await work.commit()
    rows = [await work.outbox_row(person.id) for person in people]
    assert [row and row.sent_address for row in rows] == [None, f"tg:{NEIGHBOUR}"]


async def test_neither_reads_the_whole_table(empty_database: Path) -> None:
    """However much is stored: the oldest by their ids, without sorting, and a chat's by its index."""
    database = await Database.open(f"sqlite:///{empty_database}")
    asked: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if "inbox" in statement:
            asked.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    await erased(database, TEN, 5)
    work = database.work(Settings())
    work.forget_person(1)
    await work.commit()
    event.remove(Engine, "before_cursor_execute", note)

    def explain(connection: Connection) -> list[str]:
        return [
            " / ".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters))
            for statement, parameters in asked
        ]

    oldest, chat = await database.read(explain)
    await database.close()
    assert oldest.count("SCAN inbox USING INDEX sqlite_autoindex_inbox_1") == 1  # up to the limit
    assert oldest.count("SCAN inbox") == 1
    assert "TEMP B-TREE" not in oldest
    assert "ix_inbox_done" in chat
    assert "SCAN inbox" not in chat


def test_a_press_does_not_bring_the_card_along() -> None:
    """Of our own message under a press, or that is answered, only what it is, where and its buttons; others' stay."""
    ours = {"message_id": 1, "from": {"is_bot": True}, "chat": {"id": 5}, "text": "张三丰家", "reply_markup": {"a": 1}}
    bare = {key: value for key, value in ours.items() if key != "text"}
    theirs = {"message_id": 1, "from": {"is_bot": False}, "text": "张三丰家"}
    assert without_ours({"callback_query": {"message": ours}}) == {"callback_query": {"message": bare}}
    assert without_ours({"message": {"text": "x", "reply_to_message": ours}})["message"]["reply_to_message"] == bare
    assert without_ours({"message": {"reply_to_message": theirs}}) == {"message": {"reply_to_message": theirs}}
