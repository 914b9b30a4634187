"""What many messages need is read at once, and is the same as what each would have asked for."""

from datetime import timedelta
from typing import Any

import pytest

from casework.issue.doing import OnIssue
from casework.issue.filing import me_too
from casework.issue.sheet import sheet_of
from casework.issue.triage import accept
from casework.messages import Kind
from casework.model.issues import Issue
from storage.foresight import ForeseeingWork
from storage.outbox import Outbox
from storage.work import OutboxRow, SqlWork
from tests.casework.neighbourhood import BUILDING, PEOPLE, TEN
from tests.storage.town import Town

MINUTE = timedelta(minutes=1)
EARLIER: dict[str, tuple[str, ...]] = {Kind.CARD: (Kind.CARD,), Kind.PING_OVER: (Kind.PING,)}


async def lives_here(work: SqlWork) -> None:
    """The neighbour, whose street lamp it is too."""
    person = await work.person(PEOPLE["neighbour"])
    person.home_id = BUILDING
    work.changed(person)


async def taken(town: Town) -> tuple[list[Issue], list[OutboxRow]]:
    """Two issues whose messages are on the phones, in two messages a ping of each; one was accepted since."""
    issues = [await town.report(), await town.report("路灯不亮")]
    for row in await Outbox(town.database).ready(TEN, 100):
        work = town.work()
        address = f"tg:{row.person_id or -(row.chat_id or 0)}"
        message_id = (row.person_id or 7) if row.kind == Kind.PING else row.id % 1000
        work.outbox_sent(row.id, address, [message_id], TEN)
        await work.commit()
    await town.do(lives_here)
    await town.do(lambda work: me_too(OnIssue(by=PEOPLE["neighbour"], at=TEN, issue_id=issues[1].id), work))
    command = OnIssue(by=PEOPLE["grid_head"], at=TEN + MINUTE, issue_id=issues[0].id)
    await town.do(lambda work: accept(command, work))
    return issues, await Outbox(town.database).ready(TEN + MINUTE, 100)


async def all_answers(issues: list[Issue], rows: list[OutboxRow], work: SqlWork) -> list[Any]:
    """Whatever the sender asks for about these messages."""
    found: list[Any] = []
    for row in rows:
        issue = await work.issue(row.issue_id or 0)
        of = {"entry_id": row.entry_id, "ping_id": row.ping_id}
        found.append(await sheet_of(issue, TEN, work, **of, reader_id=row.person_id))
        found.append(await work.said_me_too(issue.id, PEOPLE["neighbour"]))
        if row.chat_id is not None:
            found.append(await work.chat(row.chat_id))
            found.append(await work.address_of(PEOPLE["grid_head"]))
        for kind, before in EARLIER.items():
            if row.kind == kind:
                sent = await work.sent_for(issue.id, before, chat_id=row.chat_id, person_id=row.person_id)
                assert sent, row.kind
                found.append(sent)
        if row.kind == Kind.PING_OVER:
            (mine,) = await work.sent_for(issue.id, [Kind.PING], person_id=row.person_id)
            found.append(await work.sent_as(mine.sent_address or "", mine.message_id or 0))
    return found


async def test_foreseen_is_what_would_be_asked(town: Town) -> None:
    """Sheets, chats, addresses and what was sent before are those that a plain unit of work reads."""
    issues, rows = await taken(town)
    assert {Kind.CARD, Kind.PING_OVER, Kind.ACCEPTED} <= {Kind(row.kind) for row in rows}
    foreseeing = ForeseeingWork(town.database, town.settings)
    await foreseeing.foresee_messages(rows, EARLIER)
    assert await all_answers(issues, rows, foreseeing) == await all_answers(issues, rows, town.work())


async def test_what_was_foreseen_is_not_asked_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many messages: three trips."""
    issues, rows = await taken(town)
    trips = 0
    look = town.database.look

    async def counted(ask: Any) -> Any:
        nonlocal trips
        trips += 1
        return await look(ask)

    monkeypatch.setattr(town.database, "look", counted)
    foreseeing = ForeseeingWork(town.database, town.settings)
    await foreseeing.foresee_messages(rows, EARLIER)
    await all_answers(issues, rows, foreseeing)
    assert len(rows) > 3
    assert trips == 3


async def test_what_was_not_foreseen_is_asked_as_ever(town: Town) -> None:
    """An issue beside those foreseen, a kind that nobody named, a person who holds nothing."""
    issues, rows = await taken(town)
    one = ForeseeingWork(town.database, town.settings)
    await one.foresee_messages([row for row in rows if row.issue_id == issues[0].id], {})
    plain = town.work()
    assert await one.timeline(issues[1].id) == await plain.timeline(issues[1].id)
    assert await one.attachments(issues[1].id) == []
    assert await one.address_of(PEOPLE["resident"]) == f"tg:{PEOPLE['resident']}"
    assert await one.sent_for(issues[0].id, [Kind.PING]) == await plain.sent_for(issues[0].id, [Kind.PING]) != []
    nothing = ForeseeingWork(town.database, town.settings)
    await nothing.foresee_messages([], EARLIER)
    assert await nothing.sent_as("tg:1", 1) == []
