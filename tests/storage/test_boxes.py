"""Inbox, outbox, deadlines and leases."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, event

from casework.model.conversation import Message
from casework.told import Drawn
from storage.database import Database
from storage.deadlines import Deadlines
from storage.errors import StaleError
from storage.inbox import Inbox, chat_key
from storage.leases import Leases
from storage.outbox import Outbox
from storage.work import SqlWork
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.town import Town

RESIDENT = PEOPLE["resident"]
SECOND = timedelta(seconds=1)


def update(number: int, chat: int = 5) -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": chat}, "from": {"id": 9}, "text": "堵\0了"}}


async def test_updates_are_taken_in_once(database: Database) -> None:
    """A repeated update_id is harmless, within one batch as well; order is that of arrival."""
    inbox = Inbox(database)
    assert await inbox.take_in([], "polling", TEN) == 0
    assert await inbox.highest_update_id() is None
    assert await inbox.take_in([update(8), update(7), update(8)], "polling", TEN) == 2
    assert await inbox.take_in([update(7), update(9)], "webhook", TEN + SECOND) == 1
    rows = await inbox.waiting(10)
    assert [(row.update_id, row.source, row.chat_key) for row in rows] == [
        (8, "polling", "5"),
        (7, "polling", "5"),
        (9, "webhook", "5"),
    ]
    assert rows[0].raw == update(8)
    assert rows[0].received_at == TEN
    assert await inbox.highest_update_id() == 9
    assert await inbox.count_waiting() == 3
    assert len(await inbox.waiting(2)) == 2


async def test_an_update_is_done_with_what_it_caused(town: Town) -> None:
    """The row is marked in the commit of its effects; a second handler's effects are refused."""
    inbox = Inbox(town.database)
    await inbox.take_in([update(1)], "polling", TEN)
    row = (await inbox.waiting(1))[0]
    works = [town.work(), town.work()]
    for number, work in enumerate(works):
        work.meet_person(f"tg:7{number}", "新", "zh_CN")
        work.inbox_done(row.id)
    await works[0].commit()
    assert not await inbox.is_waiting(row.id)
    with pytest.raises(StaleError):
        await works[1].commit()
    again = town.work()
    assert await again.person_at("tg:70") is not None
    assert await again.person_at("tg:71") is None
    assert await inbox.waiting(10) == []
    assert await inbox.highest_update_id() == 1


async def test_what_fails_is_counted_put_aside_and_tried_again(database: Database) -> None:
    """A poisonous update leaves the queue with its error, and a person can send it round again."""
    inbox = Inbox(database)
    await inbox.take_in([update(1), update(2)], "polling", TEN)
    row = (await inbox.waiting(1))[0]
    await inbox.failed(row.id, "KeyError", TEN, False)
    assert [(one.update_id, one.attempts, one.error) for one in await inbox.waiting(1)] == [(1, 1, "KeyError")]
    await inbox.failed(row.id, "KeyError", TEN, True)
    assert [one.update_id for one in await inbox.waiting(10)] == [2]
    aside = (await inbox.put_aside_rows())[0]
    assert (aside.update_id, aside.attempts, aside.failed_at) == (1, 2, TEN)
    woken = database.received.subscribe()
    assert await inbox.retry(row.id)
    assert woken.is_set()
    assert not await inbox.retry(row.id)
    assert [(one.update_id, one.attempts) for one in await inbox.waiting(10)] == [(1, 0), (2, 0)]


@pytest.mark.parametrize(
    ("event", "key"),
    [
        ({"message": {"from": {"id": 1}, "chat": {"id": -2}}}, "-2"),
        ({"callback_query": {"from": {"id": 1}, "message": {"chat": {"id": -2}, "from": {"id": 3}}}}, "-2"),
        ({"callback_query": {"from": {"id": 1}, "inline_message_id": "x"}}, "1"),
        ({"my_chat_member": {"chat": {"id": 4}, "from": {"id": 1}}}, "4"),
        ({"poll_answer": {"poll_id": "9", "user": {"id": 6}}}, "6"),
        ({"message": "nonsense"}, ""),
    ],
)
def test_what_is_handled_in_order(event: dict[str, Any], key: str) -> None:
    """A press belongs to the chat of its message, so that it is not handled beside that chat's messages."""
    assert chat_key({"update_id": 1, **event}) == key


@given(
    st.dictionaries(
        st.text(),
        st.recursive(
            st.integers() | st.text(),
            lambda inner: st.dictionaries(st.sampled_from(["chat", "from", "user", "message", "id"]), inner),
        ),
    )
)
def test_no_update_is_too_strange_to_be_kept(event: dict[str, Any]) -> None:
    """Whatever shape an update has, it gets some key and can be put away."""
    assert isinstance(chat_key(event), str)


def message(work: SqlWork, kind: str = "card", *, priority: int = 5, key: str | None = None, **more: Any) -> Message:
    made = Message(id=work.new_id(), kind=kind, due_at=TEN, priority=priority, person_id=RESIDENT, key=key, **more)
    work.add(made)
    return made


async def test_numbers_are_each_bots_own(database: Database) -> None:
    """A new token on an old database: its bot counts anew, and nothing that it brings is taken for an old update."""
    inbox = Inbox(database)
    await inbox.take_in([update(8), update(9)], "polling", TEN)  # before bots were told apart
    await inbox.belongs_to(77)
    assert await inbox.highest_update_id() == 9
    assert await inbox.take_in([update(9)], "polling", TEN) == 0
    other = Inbox(database)
    await other.belongs_to(78)
    assert await other.highest_update_id() is None
    assert await other.take_in([update(8), update(3)], "polling", TEN) == 2
    assert await other.highest_update_id() == 8
    assert await inbox.highest_update_id() == 9
    assert [(row.bot_id, row.update_id) for row in await other.waiting(9)] == [(77, 8), (77, 9), (78, 8), (78, 3)]


async def test_the_most_urgent_comes_first(town: Town) -> None:
    """Priority, then when the reason arose, then the order of writing."""
    outbox, work = Outbox(town.database), town.work()
    assert await outbox.next_at() is None
    late = message(work)
    late.due_at += SECOND
    first, ping, second = message(work), message(work, priority=1), message(work)
    await work.commit()
    assert [row.id for row in await outbox.ready(TEN, 10)] == [ping.id, first.id, second.id, late.id]
    assert [row.id for row in await outbox.ready(TEN, 2)] == [ping.id, first.id]
    assert await outbox.next_at() == TEN
    assert await outbox.count_pending() == 4


async def test_edits_of_one_card_coalesce_to_the_last(town: Town) -> None:
    """A pending message gives way to a newer one of its key; one that was sent stays."""
    outbox, work = Outbox(town.database), town.work()
    message(work, key="card:1", data=Drawn(every=1))
    message(work, key="card:1", data=Drawn(every=2))
    await work.commit()
    (second,) = await outbox.ready(TEN, 10)
    assert second.data == Drawn(every=2)
    work.outbox_sent(second.id, "tg:100", [11], TEN)
    await work.commit()
    for number in (3, 4):
        again = town.work()
        message(again, key="card:1", data=Drawn(every=number))
        await again.commit()
    assert [row.data for row in await outbox.ready(TEN, 10)] == [Drawn(every=4)]
    assert await outbox.counts() == {"sent": 1, "dropped": 1, "pending": 1}


async def test_a_card_sent_while_it_was_replaced_is_known(town: Town) -> None:
    """The sender had it in hand when a newer one came: its message id is not lost, the newer one edits it."""
    outbox, work = Outbox(town.database), town.work()
    issue = await town.report()
    message(work, "card", key="card:x", subject=issue.subject)
    await work.commit()
    in_hand = next(row for row in await outbox.ready(TEN, 10) if row.key == "card:x")
    newer = town.work()
    message(newer, "card", key="card:x", subject=issue.subject)
    await newer.commit()
    sender = town.work()
    sender.outbox_sent(in_hand.id, "tg:100", [11], TEN)
    await sender.commit()
    (sent,) = await sender.sent_for(issue.id, ["card"], person_id=RESIDENT)
    assert (sent.message_id, sent.state) == (11, "sent")


async def test_outcomes_are_kept_in_the_ledger(town: Town) -> None:
    """Sent with address, ids and attempts; retried not before its time; dead and unreachable with why; dropped."""
    outbox, work = Outbox(town.database), town.work()
    town.database.now = lambda: TEN + SECOND
    rows = [message(work, kind) for kind in ("card", "tidy", "done", "plan", "redo")]
    await work.commit()
    sent, retry, dead, unreachable, dropped = (row.id for row in rows)
    work.outbox_retry(sent, TEN, "429")
    await work.commit()
    work.outbox_sent(sent, "tg:100", [11, 12], TEN + 2 * SECOND)
    work.outbox_retry(retry, TEN + 60 * SECOND, "timed out")
    work.outbox_dead(dead, "bad request", TEN)
    work.outbox_unreachable(unreachable, "blocked", TEN)
    work.outbox_dropped(dropped, "overtaken", TEN)
    await work.commit()
    assert await outbox.ready(TEN + 59 * SECOND, 10) == []
    assert [row.id for row in await outbox.ready(TEN + 60 * SECOND, 10)] == [retry]
    assert await outbox.next_at() == TEN + 60 * SECOND
    delivered = await work.outbox_row(sent)
    assert delivered is not None
    assert (delivered.message_ids, delivered.attempts, delivered.error) == ([11, 12], 2, None)
    assert (delivered.committed_at, delivered.sent_at) == (TEN + SECOND, TEN + 2 * SECOND)
    assert [(row.kind, row.error) for row in await outbox.failed(10)] == [
        ("plan", "blocked"),
        ("done", "bad request"),
    ]
    assert await outbox.revive(dead)
    assert not await outbox.revive(dropped)
    assert [row.kind for row in await outbox.ready(TEN, 10)] == ["done"]


async def test_an_answer_finds_what_it_answers(town: Town) -> None:
    """A sent message leads to its issue, in its own chat only, and to the latest edit."""
    issue = await town.report()
    work = town.work()
    for kind in ("card", "card"):
        row = message(work, kind, subject=issue.subject)
        await work.commit()
        work.outbox_sent(row.id, "tg:-50", [11], TEN)
        await work.commit()
    found = await work.message_about("tg:-50", 11)
    assert found is not None
    assert (found.id, found.issue_id) == (row.id, issue.id)
    assert await work.message_about("tg:-51", 11) is None


async def test_what_is_due_comes_in_order(town: Town) -> None:
    """The ticker asks what is due and when the next is; the agenda names the issues' numbers."""
    deadlines = Deadlines(town.database)
    assert await deadlines.next_at() is None
    await town.report()
    minutes = [(one.due_at - TEN).total_seconds() / 60 for one in await deadlines.due(TEN + timedelta(hours=2), 10)]
    assert minutes == [5, 10, 15, 30, 120]
    assert await deadlines.due(TEN, 10) == []
    assert await deadlines.next_at() == TEN + timedelta(minutes=5)
    assert [(one.kind, one.issue_number) for one in await deadlines.agenda(2)] == [("understand", 1), ("plan", 1)]


async def test_a_lease_has_one_owner(database: Database) -> None:
    """Taken, renewed, refused to others until it runs out or is given back."""
    leases, later = Leases(database), TEN + 10 * SECOND
    assert await leases.take("sender", "a", TEN, later)
    assert not await leases.take("sender", "b", TEN + SECOND, later)
    assert await leases.take("sender", "a", TEN + SECOND, later + SECOND)
    assert await leases.holder("sender", later) == "a"
    assert await leases.take("sender", "b", later + SECOND, later + 9 * SECOND)
    await leases.release("sender", "a")
    assert await leases.holder("sender", later + SECOND) == "b"
    await leases.release("sender", "b")
    assert await leases.holder("sender", later + SECOND) is None


async def test_idle_looks_use_their_partial_indexes(empty_database: Path) -> None:
    """SQLite answers what is due, ready or waiting from the index of just those rows, without sorting."""
    database = await Database.open(f"sqlite:///{empty_database}")
    asked: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    await Deadlines(database).due(TEN, 5)
    await Deadlines(database).next_at()
    await Outbox(database).ready(TEN, 5)
    await Outbox(database).next_at()
    await Inbox(database).waiting(5)
    event.remove(Engine, "before_cursor_execute", note)

    def explain(connection: Connection) -> list[str]:
        return [
            " / ".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters))
            for statement, parameters in asked
        ]

    plans = await database.read(explain)
    await database.close()
    wanted = ["ix_deadlines_due"] * 2 + ["ix_outbox_ready"] + ["ix_outbox_next"] * 2 + ["ix_inbox_waiting"]
    assert [plan.split("INDEX ")[1].split(" ")[0] for plan in plans] == wanted
    assert not any(
        "TEMP B-TREE FOR ORDER BY" in plan for plan in plans
    )  # only what is due in the same moment is sorted


async def test_a_dead_message_that_was_replaced_stays_dead(town: Town) -> None:
    """Of one key only the newest counts: reviving everything leaves out what a newer message has replaced."""
    work = town.work()
    old, other = message(work, key="card"), message(work)
    await work.commit()
    for one in (old, other):
        work.outbox_dead(one.id, "BadRequest", TEN)
    await work.commit()
    message(work, key="card")
    await work.commit()
    outbox = Outbox(town.database)
    assert [row.id for row in await outbox.revive_all()] == [other.id]
    assert await outbox.counts() == {"pending": 2, "dead": 1}
