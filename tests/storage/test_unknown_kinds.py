"""What a newer version wrote is left for it: not claimed, not late, not dead, and no error; it is counted."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, text

from casework.model.deadlines import DeadlineKind
from casework.model.people import Role
from storage.audit import audit
from storage.claims import ClaimedDeadlines
from storage.database import Database
from storage.deadlines import Deadlines
from storage.ledger import Ledger
from storage.outbox import Outbox
from storage.replicas import Replica
from tests.casework.neighbourhood import TEN
from tests.storage.town import Town

LATER = TEN + timedelta(days=9)


async def change(database: Database, statement: str) -> None:
    def do(connection: Connection) -> Any:
        assert connection.execute(text(statement)).rowcount

    await database.write(do)


async def test_deadlines(town: Town) -> None:
    """Not due here, on one replica or several; the issue is read without it, and nobody calls it overdue."""
    issue = await town.report()
    await change(town.database, "UPDATE deadlines SET kind = 'sing' WHERE kind = 'understand'")
    several = Replica(town.database)
    several.others = frozenset({"somebody"})
    for deadlines in (Deadlines(town.database), ClaimedDeadlines(town.database, several)):
        assert await deadlines.next_at() == TEN + timedelta(minutes=10)
        found = {one.kind for one in await deadlines.due(LATER, 99)}
        assert found == {DeadlineKind.PLAN, DeadlineKind.REPLY, DeadlineKind.RESOLVE}
        assert await deadlines.next_at() == TEN + timedelta(minutes=10)
        assert len(await deadlines.agenda(9)) == 5
    read = await town.work().issue(issue.id)
    assert {one.kind for one in read.deadlines} == found
    assert (await Ledger(town.database).waiting()).unknown == {"deadlines": 1, "outbox": 0}
    assert (await audit(town.database, TEN + timedelta(minutes=9), TEN)).clean


async def test_messages(town: Town) -> None:
    """Not sent, not in the way of others, and nothing for which the sender wakes; the ledger lists it."""
    await town.report()
    outbox = Outbox(town.database)
    before = len(await outbox.ready(LATER, 99))
    await change(town.database, "UPDATE outbox SET kind = 'song' WHERE kind = 'receipt'")
    assert len(await outbox.ready(LATER, 99)) == before - 1
    await change(town.database, "UPDATE outbox SET state = 'sent' WHERE kind <> 'song'")
    assert await outbox.next_at() is None
    waiting = await Ledger(town.database).waiting()
    assert (waiting.unknown, waiting.pending) == ({"deadlines": 0, "outbox": 1}, {})
    assert "song" in {one.kind for one in await Ledger(town.database).deliveries()}


async def test_roles_and_subjects(town: Town) -> None:
    """A role nobody here knows is nobody's role; an entry about something unknown is read as it stands."""
    issue = await town.report()
    await change(town.database, "UPDATE posts SET role = 'lamp_lighter' WHERE role = 'grid_head'")
    posts = await town.work().posts_for((4, 3, 2, 1), 9, list(Role))
    assert posts
    assert "lamp_lighter" not in {post.role for post in posts}
    await change(town.database, "INSERT INTO subjects (id, kind) VALUES (5, 'procession')")
    moved = "UPDATE entries SET subject_id = 5, subject_kind = 'procession' WHERE action = 'file'"
    await change(town.database, moved)
    (entry,) = await town.work().timeline(5)
    assert (entry.issue_id, entry.subject.kind) == (None, "procession")
    assert await town.work().timeline(issue.id) == []
