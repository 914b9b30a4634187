"""The rules on a database do what they do in memory, one unit of work an action."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from casework.clock.falling_due import fire
from casework.issue import ending, handover, pinging, promising, resolving, triage
from casework.issue.doing import OnIssue
from casework.issue.drafts import Compose, FileDraft, compose, file_draft
from casework.issue.filing import me_too
from casework.issue.telling import Delivered, delivered
from casework.issue.visiting import GiveVisit, give_visit
from casework.messages import Kind
from casework.model.deadlines import Deadline
from casework.model.issues import Action, Grade, Issue, Promise, Rating, Report
from casework.ports import Work
from storage.deadlines import Deadlines
from storage.rows import MESSAGES
from tests.casework.neighbourhood import PEOPLE, TEN, Neighbourhood
from tests.storage.town import Town

Act = Callable[[Work], Awaitable[Any]]


class InMemory:
    def __init__(self) -> None:
        self.there = Neighbourhood()

    async def do(self, act: Act) -> Any:
        return await act(self.there.work)

    async def due(self, now: datetime) -> list[Deadline]:
        return self.there.work.due(now)


class InDatabase:
    def __init__(self, town: Town) -> None:
        self.town = town

    async def do(self, act: Act) -> Any:
        return await self.town.do(act)

    async def due(self, now: datetime) -> list[Deadline]:
        return await Deadlines(self.town.database).due(now, 100)


async def live(where: InMemory | InDatabase) -> int:
    """A report's whole life, with nobody answering at first, a question, a promise, a reopening, and a rating."""
    now = TEN

    async def until(minutes: float) -> None:
        nonlocal now
        moment = TEN + timedelta(minutes=minutes)
        while due := await where.due(moment):
            now = max(now, due[0].due_at)
            await where.do(lambda work: fire(due[0], now, work))  # noqa: B023 - awaited here
        now = moment

    def on(issue_id: int, who: str, **more: Any) -> dict[str, Any]:
        return {"issue_id": issue_id, "by": PEOPLE[who], "at": now, **more}

    await where.do(lambda work: compose(Compose(by=PEOPLE["resident"], at=now, text="单元门口路灯不亮"), work))
    await until(1)
    draft = await where.do(lambda work: compose(Compose(by=PEOPLE["resident"], at=now, text="两天了"), work))
    issue: Issue = await where.do(
        lambda work: file_draft(FileDraft(draft_id=draft.id, by=PEOPLE["resident"], at=now), work)
    )
    key = issue.id
    await where.do(lambda work: give_visit(GiveVisit(**on(key, "resident", text="302")), work))
    await until(35)
    await where.do(lambda work: me_too(OnIssue(**on(key, "neighbour")), work))
    await where.do(lambda work: pinging.watch(OnIssue(**on(key, "community")), work))
    await until(40)
    await where.do(lambda work: triage.accept(OnIssue(**on(key, "grid_head")), work))
    await where.do(lambda work: triage.ask(triage.Speak(**on(key, "grid_head", text="哪个单元？")), work))
    await until(50)
    await where.do(lambda work: triage.say(triage.Speak(**on(key, "resident", text="二单元")), work))
    plan = triage.Plan(**on(key, "grid_head", grade=Grade.LARGER, text="联系电工", why="要等配件"))
    await where.do(lambda work: triage.plan(plan, work))
    await where.do(lambda work: delivered(Delivered(issue_id=key, kind=Kind.PLAN, at=now), work))
    promise = promising.Promise(
        **on(key, "grid_head", on=(TEN + timedelta(days=2)).date(), why="等配件", interim="先用应急灯")
    )
    await where.do(lambda work: promising.promise(promise, work))
    await where.do(lambda work: delivered(Delivered(issue_id=key, kind=Kind.PROMISE, at=now), work))
    await until(2000)
    await where.do(lambda work: resolving.resolve(resolving.Resolve(**on(key, "grid_head", text="换好了")), work))
    await until(2100)
    await where.do(
        lambda work: resolving.reopen(resolving.Reopen(**on(key, "resident", what="same", text="又不亮了")), work)
    )
    await until(2200)
    await where.do(lambda work: handover.take_over(OnIssue(**on(key, "community")), work))
    await where.do(lambda work: resolving.resolve(resolving.Resolve(**on(key, "community", text="换了线路")), work))
    await where.do(lambda work: resolving.rate(resolving.Rate(**on(key, "resident", rating=Rating.GOOD)), work))
    await until(60 * 24 * 60)
    return key


def seen(issue: Issue) -> dict[str, Any]:
    """Everything but ids, versions, and what boards count by: it is written by the database's unit of work alone."""
    facts = asdict(issue)
    for name in ("id", "version", "light", "turns_at", "wanted_at", "apart"):
        del facts[name]
    for part in (facts["now"], *facts["reports"]):
        part.pop("id", None)
        del part["issue_id"]
    facts["deadlines"] = sorted((d.kind, d.round, d.rung, d.due_at, d.state, d.ended_at) for d in issue.deadlines)
    facts["copies"] = [
        (copy.person, copy.kind, copy.entry is None, copy.ping is None, copy.chat) for copy in issue.copies
    ]
    facts["pings"] = [
        (p.round, p.rung, p.person_id, p.post_id, p.asked_at, p.answer, p.answered_at) for p in issue.pings
    ]
    return facts


async def test_a_whole_life_is_the_same_as_in_memory(town: Town) -> None:
    """Issue, deadlines, pings, timeline and messages are those of the rules in memory, to the microsecond."""
    memory = InMemory()
    wanted_id = await live(memory)
    found_id = await live(InDatabase(town))
    there, work = memory.there.work, town.work()
    wanted, found = await there.issue(wanted_id), await work.issue(found_id)
    assert found.now.rating is Rating.GOOD
    assert found.round == 2
    known = {(d.kind, d.round, d.rung, d.due_at) for d in found.deadlines}
    wanted.deadlines = [d for d in wanted.deadlines if (d.kind, d.round, d.rung, d.due_at) in known]
    wanted.pings = [p for p in wanted.pings if p.round == 2]
    assert {d.round for d in found.deadlines} == {2}
    assert seen(found) == seen(wanted)
    timeline = [(e.at, e.action, e.person_id, e.post_id, e.visibility, e.text) for e in await work.timeline(found_id)]
    assert timeline == [
        (e.at, e.action, e.person_id, e.post_id, e.visibility, e.text) for e in await there.timeline(wanted_id)
    ]
    assert await work.me_toos(found_id) == [PEOPLE["neighbour"]]
    assert await work.visit_notes(found.report.id) == []  # erased 30 days after closing
    rows = await town.database.read(lambda connection: connection.execute(select(MESSAGES.table)).all())
    assert sorted((row.kind, row.person_id, row.due_at) for row in rows if row.key is None) == sorted(
        (one.kind, one.person_id, one.due_at) for one in there.outbox if one.key is None
    )


async def test_every_field_of_an_issue_comes_back(town: Town) -> None:
    """Nothing is lost between two units of work, whatever was set."""
    issue = await town.report()
    work = town.work()
    changed = await work.issue(issue.id)
    report = changed.report
    rest: dict[str, Any] = {"moved": True, "moving_to": TEN.date(), "moving_reason": "等配件", "interim": "桶"}
    report.place, report.latitude, report.private, report.told_at = "3栋\0", 43.9, True, TEN
    report.rating, changed.paused = Rating.NOT_SOLVED, timedelta(microseconds=7)
    changed.promise = Promise(
        id=work.new_id(), issue_id=issue.id, round=1, on_day=TEN.date(), reason="没料", made_at=TEN, told_at=TEN, **rest
    )
    changed.grade, changed.danger = Grade.COMPLEX, "gas"
    changed.back_state, changed.now.rating, changed.now.closed_at = issue.state, Rating.FAIR, TEN
    work.changed(changed)
    await work.commit()
    again = await town.work().issue(issue.id)
    changed.report.place = "3栋"
    assert again == changed
    assert again is not changed


async def test_the_first_rows_are_those_of_a_report(town: Town) -> None:
    """Filing writes the number, the line, the clock's deadlines, the pings, the first line of the timeline."""
    issue = await town.report()
    again = await town.work().issue(issue.id)
    assert (again.number, again.year, again.line, again.community_id) == (1, 2026, (4, 3, 2, 1), 2)
    assert again == issue
    assert len(again.deadlines) == 6
    assert {ping.person_id for ping in again.pings} == {101, 103, 105}
    assert [entry.action for entry in await town.work().timeline(issue.id)] == [Action.FILE]


async def test_a_withdrawn_one_stands_no_more(town: Town) -> None:
    """Lists of what stands leave out what is over."""
    issue, other = await town.report(), await town.report("路灯不亮")
    await town.do(lambda work: ending.withdraw(OnIssue(issue_id=issue.id, by=PEOPLE["resident"], at=TEN), work))
    assert [one.id for one in await town.work().standing_in([1], 10)] == [other.id]


async def test_several_reports_come_back_in_order(town: Town) -> None:
    """An issue with two reports is read as one, in lists too; each number and each reporter finds it."""
    issue = await town.report()
    work = town.work()
    first = await work.issue(issue.id)
    values = asdict(first.report) | {"id": work.new_id(), "number": 7, "reporter_id": PEOPLE["neighbour"]}
    first.reports.append(Report(**values | {"filed_at": TEN + timedelta(minutes=1)}))
    work.changed(first)
    await work.commit()
    for found in (
        [await town.work().issue(issue.id)],
        await town.work().standing_in([1], 1),
        await town.work().filed_since(2, TEN),
        await town.work().reports_of(PEOPLE["neighbour"], 1),
        await town.work().reports_of(PEOPLE["resident"], 1),
        [await town.work().issue_by_number([2], 7)],
        await town.work().foresee_issues([issue.id]),
    ):
        (one,) = found
        assert one is not None
        assert [report.number for report in one.reports] == [1, 7]
        assert one.reporters == [PEOPLE["resident"], PEOPLE["neighbour"]]
        assert len(one.deadlines) == len(issue.deadlines)


async def test_rounds_and_promises_stay(town: Town) -> None:
    """What was rated "not solved" and what was promised before is kept beside what counts now."""
    issue = await town.report()
    on: dict[str, Any] = {"issue_id": issue.id, "by": PEOPLE["steward"], "at": TEN}
    await town.do(lambda work: triage.accept(OnIssue(**on), work))
    made = promising.Promise(**on, on=date(2026, 11, 23), why="等配件")
    await town.do(lambda work: promising.promise(made, work))
    await town.do(lambda work: resolving.resolve(resolving.Resolve(**on, text="好了"), work))
    again = resolving.Reopen(issue_id=issue.id, by=PEOPLE["resident"], at=TEN + timedelta(hours=1), what="same")
    await town.do(lambda work: resolving.reopen(again, work))
    work = town.work()
    read = await work.issue(issue.id)
    first, second = await work.rounds(issue.id)
    assert (first.rating, first.rated_at, first.resolved_by_id) == (Rating.NOT_SOLVED, again.at, PEOPLE["steward"])
    assert (first.accepted_by_id, first.resolved_at) == (PEOPLE["steward"], TEN)
    assert read.now is second
    assert (second.t0, second.rating, second.accepted_by_id) == (again.at, None, PEOPLE["steward"])
    assert read.promise is None
    (kept,) = await work.promises(issue.id)
    assert (kept.reason, kept.round, kept.ended_at) == ("等配件", 1, again.at)
