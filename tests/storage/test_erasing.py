"""What is erased when its time is over: all of it, nothing else, and without reading whole tables."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, select

from bot.config import keys
from casework.forgetting import forget
from casework.issue.doing import OnIssue, Photo
from casework.issue.drafts import Compose, OnDraft, compose, drop_draft
from casework.issue.filing import me_too
from casework.issue.resolving import Rate, Reopen, Resolve, close, rate, reopen, resolve
from casework.issue.together import PutTogether, put_together
from casework.issue.triage import Speak, accept, reply, say
from casework.issue.visiting import GiveVisit, give_visit, read_visit
from casework.messages import Kind
from casework.model.chats import Link
from casework.model.issues import Issue, Rating
from casework.model.people import Use
from casework.model.timeline import AttachmentKind
from casework.neighbourhood.people import OfPerson, SetHome, set_home
from casework.settings import Settings
from storage import tables
from storage.database import Database
from storage.erasing import ERASERS, STAYS, WITH_ANOTHER, due, erase_all, erase_some
from storage.outbox import Outbox
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.town import Town

DAY = timedelta(days=1)
LATER = datetime(2030, 1, 1, tzinfo=TEN.tzinfo)
"""After the ids of this test's rows, which go by the machine's clock, whatever day the test runs."""
SECRETS = ("张三丰家", "漏得厉害", "file-1", "voice-1", "疏通过了", "126.55")


async def stored_text(database: Database) -> str:
    """All that is in the database."""

    def ask(connection: Connection) -> str:
        return "\n".join(
            str(tuple(row)) for table in tables.metadata.sorted_tables for row in connection.execute(select(table))
        )

    return await database.read(ask)


async def one_life(town: Town, *, over: bool) -> Issue:
    """A report with everything that identifies somebody, worked on, and perhaps rated."""
    photos = (
        Photo(kind=AttachmentKind.PHOTO, ref="file-1"),
        Photo(kind=AttachmentKind.VOICE, ref="voice-1", seconds=3),
    )
    issue = await town.report(
        "张三丰家漏得厉害",
        latitude=43.8,
        longitude=126.55,
        behalf="张三丰家",
        photos=photos,
        category="stairwell_light",  # of a shared place: neighbours have it too
    )
    await town.do(lambda work: set_home(SetHome(by=PEOPLE["neighbour"], at=TEN, area_id=issue.area_id), work))
    resident, steward = PEOPLE["resident"], PEOPLE["steward"]
    await town.do(lambda work: accept(OnIssue(issue_id=issue.id, by=steward, at=TEN), work))
    await town.do(lambda work: reply(Speak(issue_id=issue.id, by=steward, at=TEN, text="张三丰家疏通过了"), work))
    await town.do(lambda work: say(Speak(issue_id=issue.id, by=resident, at=TEN, text="还是漏得厉害"), work))
    await town.do(lambda work: me_too(OnIssue(issue_id=issue.id, by=PEOPLE["neighbour"], at=TEN), work))
    if over:
        done = Resolve(issue_id=issue.id, by=steward, at=TEN, text="张三丰家疏通过了")
        await town.do(lambda work: resolve(done, work))
        await town.do(lambda work: rate(Rate(issue_id=issue.id, by=resident, at=TEN, rating=Rating.GOOD), work))
    return issue


def test_every_table_is_spoken_for() -> None:
    """A new table says by which eraser it goes, or why it stays; each setting has its key."""
    erased = [one.table for one in ERASERS]
    assert {*erased, *WITH_ANOTHER, *STAYS} == set(tables.metadata.tables)
    assert len(erased) + len(WITH_ANOTHER) + len(STAYS) == len(tables.metadata.tables)
    for one in ERASERS:
        assert hasattr(Settings(), one.setting)
        assert any(key.rpartition(".")[2] == f"{one.setting}_days" for key in keys()), one.setting


async def test_the_words_of_what_is_over_go(town: Town) -> None:
    """After a year nothing of what people wrote, sent or said who they are is left of it; the case is."""
    over = await one_life(town, over=True)
    await erase_all(town.database, town.settings, TEN + 365 * DAY)
    assert "张三丰家" in await stored_text(town.database), "not a moment before"
    settings = Settings(words_kept=30 * DAY)
    counted = await due(town.database, settings, LATER)
    assert counted["issues"] == 1
    erased = await erase_all(town.database, settings, LATER)
    assert erased == counted
    assert sum((await due(town.database, settings, LATER)).values()) == 0
    left = await stored_text(town.database)
    assert [secret for secret in SECRETS if secret in left] == []
    work = town.work()
    issue = await work.issue(over.id)
    assert (issue.number, issue.category, issue.now.rating, issue.reporter_id) == (1, over.category, Rating.GOOD, None)
    assert issue.t0 == TEN
    timeline = await work.timeline(over.id)
    assert [entry.action for entry in timeline][:3] == ["file", "accept", "reply"]
    assert {entry.erased_at for entry in timeline} == {LATER}
    assert {entry.person_id for entry in timeline} == {None}
    assert [one.kind for one in await work.attachments(over.id, *(one.id for one in issue.reports))] == [
        "photo",
        "voice",
    ]


async def test_what_is_open_stays_whole(town: Town) -> None:
    """However old: its words are needed, and so are the messages by which its card is found."""
    await one_life(town, over=False)
    for row in await Outbox(town.database).ready(TEN, 100):
        work = town.work()
        work.outbox_sent(row.id, "tg:1", [row.id % 1000], TEN)
        await work.commit()
    erased = await erase_all(town.database, town.settings, LATER)
    assert (erased["issues"], erased["outbox"]) == (0, 0)
    left = await stored_text(town.database)
    assert [secret for secret in SECRETS if secret not in left] == []
    assert str(Kind.CARD) in left


async def test_messages_of_what_is_over_go(town: Town) -> None:
    """Sent ones of a matter that is over; what still waits to be sent stays."""
    await one_life(town, over=True)
    rows = await Outbox(town.database).ready(TEN, 100)
    work = town.work()
    for row in rows[1:]:
        work.outbox_dropped(row.id, "overtaken", TEN)
    await work.commit()
    await erase_all(town.database, town.settings, LATER)
    assert [one.id for one in await Outbox(town.database).ready(TEN, 100)] == [rows[0].id]
    left = await town.database.read(lambda connection: connection.execute(select(tables.outbox.c.id)).all())
    assert [row.id for row in left] == [rows[0].id]


async def test_drafts_links_and_counts_go(town: Town) -> None:
    """The words of what was not filed, used links, and how often somebody did something."""
    resident = PEOPLE["resident"]
    said = Compose(by=resident, at=TEN, text="张三丰家", photos=(Photo(kind=AttachmentKind.PHOTO, ref="file-1"),))
    draft = await town.do(lambda work: compose(said, work))
    await town.do(lambda work: drop_draft(OnDraft(draft_id=draft.id, by=resident, at=TEN), work))
    town.database.now = lambda: TEN
    work = town.work()
    work.count_use(resident, Use.PRESS, TEN)
    used, old = Link(code="used", post_id=1, made_at=TEN), Link(code="never opened", post_id=2, made_at=TEN)
    work.add(used)
    work.add(old)
    await work.commit()
    work = town.work()
    used.used_at, used.used_by = TEN, resident
    work.changed(used)
    await work.commit()
    secrets = ("张三丰家", "file-1", used.code)
    await erase_some(town.database, town.settings, TEN + DAY)
    left = await stored_text(town.database)
    assert all(secret in left for secret in secrets), "not a moment before"
    erased = await erase_some(town.database, town.settings, LATER)
    assert {name: count for name, count in erased.items() if count} == {
        "drafts": 1,
        "links": 2,
        "uses": 1,
    }
    left = await stored_text(town.database)
    assert [secret for secret in secrets if secret in left] == []
    assert sum((await erase_some(town.database, town.settings, LATER)).values()) == 0


async def test_whoever_is_forgotten_is_erased_when_it_is_over(town: Town) -> None:
    """What goes on without the reporter (neighbours have it too) loses its words as soon as it is over."""
    issue = await one_life(town, over=False)
    work = town.work()
    found = await work.issue(issue.id)
    found.forgotten_at = found.report.forgotten_at = TEN
    found.report.reporter_id = None
    work.changed(found)
    await work.commit()
    assert (await erase_some(town.database, town.settings, TEN + DAY))["issues"] == 0
    done = Resolve(issue_id=issue.id, by=PEOPLE["steward"], at=TEN + DAY, text="疏通过了")
    await town.do(lambda work: resolve(done, work))
    work = town.work()
    await close(await work.issue(issue.id), TEN + DAY, work)
    await work.commit()
    assert (await erase_some(town.database, town.settings, TEN + DAY))["issues"] == 1
    left = await stored_text(town.database)
    assert [secret for secret in SECRETS if secret in left] == []


async def test_one_of_several_is_forgotten(town: Town) -> None:
    """Of a matter that two reported, what is left of the one goes when it is over; the other's words, name and door
    stay, and the matter is found and can be opened again."""
    head, (a, b) = PEOPLE["grid_head"], (PEOPLE["resident"], PEOPLE["neighbour"])
    one = await town.report("单元门坏了，找张三丰家")
    two = await town.report("门关不上，李四海家", by=b)
    whole = await town.do(
        lambda work: put_together(PutTogether(issue_id=one.id, other_id=two.id, by=PEOPLE["community"], at=TEN), work)
    )
    doors = [GiveVisit(issue_id=whole.id, by=who, at=TEN, text=text) for who, text in ((a, "住甲门"), (b, "住乙门"))]
    await town.do(lambda work: give_visit(doors[0], work))
    await town.do(lambda work: give_visit(doors[1], work))
    await town.do(lambda work: say(Speak(issue_id=whole.id, by=b, at=TEN, text="晚上也关不上"), work))
    await town.do(lambda work: accept(OnIssue(issue_id=whole.id, by=head, at=TEN), work))
    await town.do(lambda work: forget(OfPerson(by=b, at=TEN), work))
    assert await town.do(lambda work: read_visit(OnIssue(issue_id=whole.id, by=head, at=TEN), work)) == [(1, "住甲门")]
    assert (await erase_some(town.database, town.settings, TEN))["reports"] == 0
    assert "晚上也关不上" in await stored_text(town.database)
    await town.do(lambda work: resolve(Resolve(issue_id=whole.id, by=head, at=TEN, text="修好了"), work))
    await town.do(lambda work: rate(Rate(issue_id=whole.id, by=a, at=TEN, rating=Rating.GOOD), work))
    erased = await erase_some(town.database, town.settings, TEN + DAY)
    assert (erased["reports"], erased["issues"]) == (1, 0)
    left = await stored_text(town.database)
    assert [word for word in ("门关不上", "李四海", "晚上也关不上", "住乙门") if word in left] == []
    assert [word for word in ("单元门坏了", "住甲门", "修好了") if word not in left] == []
    assert [found.id for found in await town.work().reports_of(a, 5)] == [whole.id]
    again = Reopen(issue_id=whole.id, by=a, at=TEN + DAY, what="same")
    assert (await town.do(lambda work: reopen(again, work))).round == 2
    await town.do(lambda work: forget(OfPerson(by=a, at=TEN + DAY), work))
    assert [word for word in ("张三丰", "住甲门") if word in await stored_text(town.database)] == []


@pytest.mark.parametrize("big", ["issues", "entries", "outbox", "drafts", "links", "uses"])
async def test_an_idle_look_reads_no_whole_table(empty_database: Path, big: str) -> None:
    """What is due is found by an index, whatever else is stored."""
    database = await Database.open(f"sqlite:///{empty_database}")
    asked: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    await erase_some(database, Settings(), LATER)
    event.remove(Engine, "before_cursor_execute", note)

    def explain(connection: Connection) -> list[str]:
        return [
            row[3]
            for statement, parameters in asked
            if statement.lstrip().startswith("SELECT")
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]

    plan = await database.read(explain)
    await database.close()
    assert [line for line in plan if line == f"SCAN {big}"] == []
