"""A replica of the version before goes on after `weilinli migrate`: what it writes fits, and the new one reads it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, TableClause, column, inspect, select, table

from casework.model.deadlines import Deadline, DeadlineKind, DeadlineState
from casework.model.issues import Issue, Report, Round, Tier
from casework.model.people import Post, Rank, Role
from casework.model.places import Area, AreaKind, Department
from casework.model.subjects import Subject, SubjectKind
from casework.model.timeline import Entry
from casework.model.whistles import Whistle, WhistleCall
from casework.settings import Settings
from casework.whistle.lines import OfCall
from storage.database import Database, migrate, path_of
from storage.deadlines import Deadlines
from storage.inbox import Inbox
from storage.migrations import REVISIONS
from storage.migrations.upgrade import config
from storage.outbox import Outbox
from storage.rows import (
    AREAS,
    DEADLINES,
    DEPARTMENTS,
    ENTRIES,
    ISSUES,
    POSTS,
    REPORTS,
    ROUNDS,
    WHISTLE_CALLS,
    WHISTLES,
)
from storage.tables import metadata
from tests.casework.neighbourhood import TEN

SHAPED = "0005"
"""The revision that changed the shape, for which every replica was stopped: from the next one on they only add."""
BEFORE = max(SHAPED, REVISIONS[-2])


@pytest.fixture
async def old(empty_url: str, request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """A replica of the version before (or of the revision that is asked for), on its own tables; it stays connected
    through the migration."""
    before = getattr(request, "param", BEFORE)
    database = Database(empty_url)
    if database.url.get_backend_name() == "sqlite":
        path_of(database.url).parent.mkdir(parents=True, exist_ok=True)
    await database.write(lambda connection: command.upgrade(config(connection), before))
    yield database
    await database.close()


def columns(connection: Connection) -> dict[str, dict[str, Any]]:
    """Of each table, by name."""
    seen = inspect(connection)
    return {name: {one["name"]: one for one in seen.get_columns(name)} for name in seen.get_table_names()}


def as_before(name: str, known: dict[str, Any]) -> TableClause:
    """The table as the version before has it in its code."""
    return table(name, *(column(one.name, one.type) for one in metadata.tables[name].columns if one.name in known))


async def test_migrations_only_add(old: Database, empty_url: str) -> None:
    """Nothing that the version before knows is gone or renamed; what is new may be left out."""
    before = await old.read(columns)
    await migrate(empty_url)
    after = await old.read(columns)
    for name, known in before.items():
        assert known.keys() <= after[name].keys()
        for new in after[name].keys() - known.keys():
            assert after[name][new]["nullable"] or after[name][new]["default"] is not None, f"{name}.{new}"


def rows(number: int) -> dict[str, dict[str, Any]]:
    """What a replica writes."""
    return {
        "subjects": {"id": number, "kind": SubjectKind.AREA},
        "inbox": {
            "id": number, "update_id": number, "source": "polling", "chat_key": "5", "raw": {"update_id": number},
            "received_at": TEN, "state": "waiting", "attempts": 0,
        },
        "outbox": {
            "id": number, "kind": "card", "due_at": TEN, "priority": 3, "data": {}, "committed_at": TEN,
            "state": "pending", "attempts": 0, "message_ids": [],
        },
        "deadlines": {
            "id": number, "kind": DeadlineKind.SAME_DAY_HOLDERS, "due_at": TEN, "state": DeadlineState.PENDING,
            "round": 1, "rung": 0, "subject_kind": SubjectKind.AREA, "subject_id": number,
        },
    }  # fmt: skip


async def test_what_the_version_before_writes_is_read(old: Database, empty_url: str) -> None:
    """The same statements, over the same connections, before and after; the new version works on those rows."""
    shape = await old.read(columns)

    def work(number: int, connection: Connection) -> list[int]:
        seen = []
        for name, row in rows(number).items():
            its = as_before(name, shape[name])
            connection.execute(its.insert(), [row])
            seen += [found.id for found in connection.execute(select(its).where(its.c.id == number))]
        return seen

    assert await old.write(lambda connection: work(1, connection)) == [1] * 4
    await migrate(empty_url)
    assert await old.write(lambda connection: work(2, connection)) == [2] * 4
    new = await Database.open(empty_url)
    assert [one.update_id for one in await Inbox(new).waiting(5)] == [1, 2]
    assert [one.id for one in await Outbox(new).ready(TEN, 5)] == [1, 2]
    assert [one.id for one in await Deadlines(new).due(TEN, 5)] == [1, 2]
    await new.close()


@pytest.mark.parametrize("old", [REVISIONS[REVISIONS.index("0006") - 1]], indirect=True)
async def test_seats_and_links_so_far(old: Database, empty_url: str) -> None:
    """Of two open links of a post the younger stays; whoever holds a post is in the history, since the link was used
    where that is known."""

    def fill(connection: Connection) -> None:
        shape = columns(connection)

        def put(name: str, *rows: dict[str, Any]) -> None:
            connection.execute(as_before(name, shape[name]).insert(), list(rows))

        put("persons", *({"id": n, "name": "", "language": "en", "reachable": True} for n in (1, 2)))
        post: dict[str, Any] = {"role": Role.SUPERVISOR, "rank": Rank.PRIMARY, "name": "", "phone": ""}
        holders = enumerate([1, 2, None], start=10)
        put("posts", *(post | {"id": n, "code": f"p{n}", "person_id": person} for n, person in holders))
        later = TEN + timedelta(days=1)
        put("links", {"code": "used", "post_id": 10, "made_at": TEN, "used_at": later, "used_by": 1})
        put("links", *({"code": c, "post_id": 12, "made_at": at} for c, at in (("old", TEN), ("new", later))))
        put("links", *({"code": c, "post_id": 11, "made_at": TEN} for c in ("a", "b")))

    await old.write(fill)
    await migrate(empty_url)
    new = await Database.open(empty_url)
    work = new.work(Settings())
    assert [link.code for link, _ in await work.open_links()] == ["b", "new"]
    assert [(one.person_id, one.since) for one in await work.seats_of(10)] == [(1, TEN + timedelta(days=1))]
    assert [(one.person_id, one.since) for one in await work.seats_of(11)] == [(2, None)]
    assert await work.seats_of(12) == []
    await new.close()


@pytest.mark.parametrize("old", [REVISIONS[REVISIONS.index("0023") - 1]], indirect=True)
async def test_what_was_asked_in_conversations_is_gone(old: Database, empty_url: str) -> None:
    """The table that nobody reads any more is empty afterwards, and the version before still finds it."""

    def fill(connection: Connection) -> None:
        person = {"id": 1, "name": "", "language": "en", "reachable": True}
        connection.execute(metadata.tables["persons"].insert(), [person])
        step = {"chat_address": "tg:1", "person_id": 1, "flow": "report", "step": "place", "data": {"said": "漏得厉害"}}
        connection.execute(metadata.tables["conversations"].insert(), [step | {"version": 0}])

    await old.write(fill)
    await migrate(empty_url)
    left = await old.read(lambda connection: connection.execute(select(metadata.tables["conversations"])).all())
    assert left == []


@pytest.mark.parametrize("old", [REVISIONS[REVISIONS.index("0049") - 1]], indirect=True)
async def test_doors_and_phones_are_with_their_reports(old: Database, empty_url: str) -> None:
    """What was left with a matter is with the report of whoever told it, also where its matter is together with
    another; of two of one person the newer stays. A reporter who is forgotten is so alone."""

    def fill(connection: Connection) -> None:
        shape = columns(connection)

        def put(name: str, *rows: dict[str, Any]) -> None:
            known = [{key: value for key, value in row.items() if key in shape[name]} for row in rows]
            connection.execute(as_before(name, shape[name]).insert(), known)

        put("persons", *({"id": n, "name": "", "language": "en", "reachable": True} for n in (1, 2, 3)))
        put("subjects", *({"id": n, "kind": SubjectKind.AREA} for n in (5,)))
        area = Area(id=5, kind=AreaKind.COMMUNITY, name="", code="c", line=(5,))
        put("areas", AREAS.values(area))
        for n, forgotten in ((10, None), (20, TEN)):
            put("subjects", {"id": n, "kind": SubjectKind.ISSUE})
            issue = Issue(
                id=n,
                community_id=5,
                area_id=5,
                line=(5,),
                category="gate",
                filed_at=TEN,
                t0=TEN,
                now=Round(issue_id=n, round=1, t0=TEN),
                forgotten_at=forgotten,
            )
            put("issues", ISSUES.values(issue) | {"visit_asked": True})
            put("rounds", ROUNDS.values(issue.now))
        whose = {11: (1, None, 10), 12: (2, 20, 10), 21: (None, None, 20), 22: (3, None, 20)}
        for n, (reporter, home, issue_id) in whose.items():
            put("subjects", {"id": n, "kind": SubjectKind.REPORT})
            report = Report(
                id=n,
                issue_id=issue_id,
                community_id=5,
                number=n,
                year=2026,
                area_id=5,
                text="",
                filed_at=TEN,
                t0=TEN,
                reporter_id=reporter,
                home_id=home,
            )
            put("reports", REPORTS.values(report))
        later = TEN + timedelta(hours=1)
        note = {"person_id": 2, "at": TEN}
        put("visit_notes", note | {"id": 31, "issue_id": 10, "text": "new", "at": later})
        put("visit_notes", note | {"id": 32, "issue_id": 20, "text": "old"})

    await old.write(fill)
    await migrate(empty_url)
    new = await Database.open(empty_url)
    work = new.work(Settings())
    notes = await work.visit_notes(11, 12, 21, 22)
    assert [(one.report_id, one.person_id, one.text) for one in notes] == [(12, 2, "new")]
    whole = await work.issue(10)
    assert [(one.id, one.visit_asked) for one in whole.reports] == [(11, False), (12, True)]
    other = await work.issue(20)
    assert [(one.id, one.forgotten_at) for one in other.reports] == [(21, TEN), (22, None)]
    left = await new.read(lambda connection: connection.execute(select(metadata.tables["visit_notes"])).all())
    assert left == []
    await new.close()


@pytest.mark.parametrize("old", [REVISIONS[REVISIONS.index("0056") - 1]], indirect=True)
async def test_limits_of_whistles_of_before_count_from_somewhere(old: Database, empty_url: str) -> None:
    """Of a redo it is when it was asked for, the newest of that call; of what is planned when it is awaited; else when
    it was called. What was kept stays."""
    awaited, again, kept = TEN + timedelta(days=3), TEN + timedelta(hours=5), TEN + timedelta(hours=1)

    def fill(connection: Connection) -> None:
        shape = columns(connection)

        def put(name: str, *rows: dict[str, Any]) -> None:
            known = [{key: value for key, value in row.items() if key in shape[name]} for row in rows]
            connection.execute(as_before(name, shape[name]).insert(), known)

        put("persons", {"id": 1, "name": "", "language": "en", "reachable": True})
        put("subjects", {"id": 5, "kind": SubjectKind.AREA})
        put("areas", AREAS.values(Area(id=5, kind=AreaKind.COMMUNITY, name="", code="c", line=(5,))))
        put("posts", POSTS.values(Post(id=6, code="p", role=Role.GRID_HEAD, rank=Rank.PRIMARY, name="", area_id=5)))
        departments = (Department(id=n, code=f"d{n}", name="", area_id=5) for n in (7, 8, 9))
        put("departments", *(DEPARTMENTS.values(one) for one in departments))
        for n in (10, 20):
            put("subjects", {"id": n, "kind": SubjectKind.WHISTLE})
            blown = Whistle(
                id=n, number=n, year=2026, area_id=5, line=(5,), matter="", at=TEN, by_id=1, by_post_id=6,
                tier=Tier.COMMUNITY, report_in=timedelta(minutes=30), feedback=timedelta(hours=4),
            )  # fmt: skip
            put("whistles", WHISTLES.values(blown))
        for n, whistle_id, department_id, by, since in (
            (1, 10, 7, TEN, None),
            (12, 10, 8, TEN, None),
            (112, 10, 9, TEN, kept),
            (21, 20, 7, awaited, None),
            (22, 20, 8, TEN + timedelta(minutes=30), None),
        ):
            call = WhistleCall(
                id=n, whistle_id=whistle_id, department_id=department_id, called_at=TEN, report_in_by=by,
                feedback_by=by, feedback_from=since,
            )  # fmt: skip
            put("whistle_calls", WHISTLE_CALLS.values(call))
            if n in (12, 112):
                for number, at in ((n * 1000, TEN), (n * 1000 + 1, again)):
                    about = OfCall(call=n, department=department_id)
                    said = Entry(id=number, subject=blown_at(10), at=at, action="redo", data=about)
                    put("entries", ENTRIES.values(said))
        ahead = Deadline(
            id=31, kind=DeadlineKind.WHISTLE_AHEAD, due_at=awaited - timedelta(hours=1), subject=blown_at(20)
        )
        put("deadlines", DEADLINES.values(ahead))

    await old.write(fill)
    await migrate(empty_url)
    calls = metadata.tables["whistle_calls"]
    found = await old.read(
        lambda connection: connection.execute(select(calls.c.id, calls.c.feedback_from).order_by(calls.c.id)).all()
    )
    assert [tuple(one) for one in found] == [(1, TEN), (12, again), (21, awaited), (22, TEN), (112, kept)]


def blown_at(number: int) -> Subject:
    """That whistle."""
    return Subject(SubjectKind.WHISTLE, number)
