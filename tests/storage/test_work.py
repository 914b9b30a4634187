"""The unit of work: one object a row, nothing half written, the loser of a race is told."""

import asyncio
from datetime import timedelta

import pytest

from casework.issue.doing import OnIssue
from casework.issue.drafts import Compose, compose
from casework.issue.filing import File, file
from casework.issue.likeness import told_in
from casework.issue.triage import accept
from casework.model.conversation import Draft, DraftState, Message
from casework.model.deadlines import Deadline, DeadlineKind, DeadlineState
from casework.model.issues import MeToo, VisitNote
from casework.model.people import Post, Rank, Role, Use
from casework.model.places import AreaKind
from casework.model.subjects import Subject, SubjectKind
from casework.model.timeline import Entry
from casework.refusals import NotFound
from casework.settings import Settings
from storage.database import Database
from storage.deadlines import Deadlines
from storage.errors import StaleError
from storage.outbox import Outbox
from storage.work import SqlWork
from tests.casework.neighbourhood import BUILDING, PEOPLE, TEN
from tests.storage.town import Town

RESIDENT = PEOPLE["resident"]


async def test_the_same_row_is_the_same_object(town: Town) -> None:
    """Whichever way a row is read, a unit of work has it once."""
    issue = await town.report()
    work = town.work()
    read = await work.issue(issue.id)
    assert await work.issue(issue.id) is read
    assert await work.issue_by_number([2], 1) is read
    assert (await work.standing_in([1], 5))[0] is read
    assert (await work.reports_of(RESIDENT, 5))[0] is read
    assert await work.person(RESIDENT) is await work.person_at(f"tg:{RESIDENT}")
    assert (await work.posts_of(PEOPLE["community"]))[0] is await work.post(6)
    assert await work.area(1) is await work.area(1)
    entry = (await work.timeline(issue.id))[0]
    assert await work.entry(entry.id) is entry
    assert await work.chat(50) is (await work.chats_for([3]))[0]


async def test_what_was_added_is_read_before_it_is_written(town: Town) -> None:
    """A use case sees what an earlier one of the same update did."""
    work = town.work()
    issue = await file(File(by=RESIDENT, at=TEN, area_id=BUILDING, text="路灯不亮"), work)
    assert await work.issue(issue.id) is issue
    assert len(await work.timeline(issue.id)) == 1
    work.add(entry := Entry(id=work.new_id(), subject=issue.subject, at=TEN, action="note"))
    assert await work.entry(entry.id) is entry
    draft = await compose(Compose(by=RESIDENT, at=TEN, text="门禁坏了"), work)
    assert await work.open_draft(RESIDENT) is draft
    assert await work.draft(draft.id) is draft
    assert len(await work.draft_deadlines(draft.id)) == 2
    work.add(note := VisitNote(id=work.new_id(), report_id=issue.report.id, person_id=RESIDENT, at=TEN, text="302"))
    assert await work.visit_notes(issue.report.id) == [note]
    work.remove(note)
    assert await work.visit_notes(issue.report.id) == []
    work.add(MeToo(issue_id=issue.id, person_id=PEOPLE["neighbour"], at=TEN))
    assert await work.said_me_too(issue.id, PEOPLE["neighbour"])
    person = work.meet_person("tg:77", "新邻居", "zh_CN")
    assert await work.person_at("tg:77") is person
    assert await work.address_of(person.id) == "tg:77"
    await work.commit()
    again = town.work()
    assert await again.visit_notes(issue.report.id) == []
    assert await again.me_toos(issue.id) == [PEOPLE["neighbour"]]
    assert await again.person_at("tg:77") == person


async def test_what_no_longer_fits_is_not_found(town: Town) -> None:
    """A draft that was dropped in this unit, an alarm that was ended, a note that was removed: gone for it at once."""
    draft = await town.do(lambda work: compose(Compose(by=RESIDENT, at=TEN, text="门禁坏了"), work))
    work = town.work()
    read = await work.draft(draft.id)
    read.state = DraftState.DROPPED
    work.changed(read)
    for alarm in await work.draft_deadlines(draft.id):
        alarm.state = DeadlineState.CANCELLED
        work.changed(alarm)
    assert await work.open_draft(RESIDENT) is None
    assert await work.draft_deadlines(draft.id) == []
    await work.commit()
    assert await town.work().open_draft(RESIDENT) is None


async def test_a_deadline_read_by_the_ticker_becomes_the_units_own(town: Town) -> None:
    """What the ticker fetched and a use case changed is the object that the unit goes on with."""
    draft = await town.do(lambda work: compose(Compose(by=RESIDENT, at=TEN, text="门禁坏了"), work))
    due = (await Deadlines(town.database).due(TEN + timedelta(hours=1), 10))[0]
    work = town.work()
    due.state, due.ended_at = DeadlineState.FIRED, due.due_at
    work.changed(due)
    assert [one.id == due.id for one in await work.draft_deadlines(draft.id)] == [False]
    await work.commit()
    assert len(await Deadlines(town.database).due(TEN + timedelta(hours=1), 10)) == 1


async def test_what_is_not_there_is_not_found(work: SqlWork) -> None:
    """Reading by an id that nobody has is a typed refusal."""
    for read in (work.issue, work.entry, work.draft, work.area, work.estate, work.person, work.post, work.chat):
        with pytest.raises(NotFound):
            await read(5)
    assert await work.issue_by_number([5], 1) is None
    assert await work.standing_in([5], 10) == []
    assert await work.person_at("tg:5") is None


async def test_the_loser_of_a_race_writes_nothing(town: Town) -> None:
    """Two heads press at once: one has it, the other's unit is refused whole, messages and all."""
    issue = await town.report()
    first, second = town.work(), town.work()
    await accept(OnIssue(issue_id=issue.id, by=PEOPLE["grid_head"], at=TEN), first)
    await accept(OnIssue(issue_id=issue.id, by=PEOPLE["steward"], at=TEN), second)
    person = second.meet_person("tg:77", "新邻居", "zh_CN")
    await first.commit()
    before = await Outbox(town.database).counts()
    with pytest.raises(StaleError):
        await second.commit()
    again = town.work()
    assert (await again.issue(issue.id)).holder_id == PEOPLE["grid_head"]
    assert len(await again.timeline(issue.id)) == 2
    assert await again.person_at("tg:77") is None
    assert (await second.issue(issue.id)).version == 0
    assert await Outbox(town.database).counts() == before
    with pytest.raises(NotFound):
        await again.person(person.id)


async def test_versions_go_up_after_the_commit_only(town: Town) -> None:
    """A unit may commit twice; a new row starts at 0."""
    work = town.work()
    issue = await file(File(by=RESIDENT, at=TEN, area_id=BUILDING, text="路灯不亮"), work)
    work.changed(issue)
    await work.commit()
    assert issue.version == 0
    for version in (1, 2):
        work.changed(issue)
        assert issue.version == version - 1
        await work.commit()
        assert issue.version == version
    assert (await town.work().issue(issue.id)).version == 2


async def test_nothing_collected_is_no_transaction(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading alone never waits for the writer."""
    work = town.work()
    await work.person(RESIDENT)
    monkeypatch.setattr(town.database, "write", None)
    await work.commit()


async def test_increments_in_contention_are_all_kept(town: Town) -> None:
    """100 units that count up the same issue, four at a time, each run again when it lost: none is lost."""
    issue = await town.report()
    lost = 0

    async def count_up() -> None:
        nonlocal lost
        while True:
            work = town.work()
            read = await work.issue(issue.id)
            await asyncio.sleep(0)
            read.me_toos += 1
            work.changed(read)
            try:
                return await work.commit()
            except StaleError:
                lost += 1

    async def many() -> None:
        for _ in range(25):
            await count_up()

    await asyncio.gather(*(many() for _ in range(4)))
    read = await town.work().issue(issue.id)
    assert (read.me_toos, read.version) == (100, 100)
    assert lost > 0  # it was contended


async def test_a_deadline_cannot_fire_twice(town: Town) -> None:
    """Two replicas that fetched the same due deadline: the second is refused by the database."""
    await town.do(lambda work: compose(Compose(by=RESIDENT, at=TEN, text="门禁坏了"), work))
    works = []
    for _ in range(2):
        due = (await Deadlines(town.database).due(TEN + timedelta(hours=1), 1))[0]
        work = town.work()
        due.state = DeadlineState.FIRED
        work.changed(due)
        works.append(work)
    await works[0].commit()
    with pytest.raises(StaleError):
        await works[1].commit()


async def test_several_issues_in_one_commit_are_all_guarded(town: Town) -> None:
    """One stale issue among several undoes the whole commit."""
    ids = [(await town.report(f"路灯不亮 {n}")).id for n in range(3)]
    work, other = town.work(), town.work()
    for key in ids:
        issue = await work.issue(key)
        issue.report.place = "3栋"
        work.changed(issue)
    stale = await other.issue(ids[1])
    other.changed(stale)
    await other.commit()
    with pytest.raises(StaleError):
        await work.commit()
    again = town.work()
    assert [(await again.issue(key)).place for key in ids] == ["", "", ""]


async def test_one_open_draft_a_person(town: Town) -> None:
    """Two chats at once do not begin two drafts for one person."""
    works = [town.work(), town.work()]
    for work in works:
        work.add(Draft(id=work.new_id(), person_id=RESIDENT, created_at=TEN))
    await works[0].commit()
    with pytest.raises(StaleError):
        await works[1].commit()


async def test_people_changed_at_the_same_time_keep_both_changes(town: Town) -> None:
    """One update sets the language while the sender notes that the person is out of reach."""
    one, two = town.work(), town.work()
    first, second = await one.person(RESIDENT), await two.person(RESIDENT)
    first.language, second.reachable = "en", False
    one.changed(first)
    two.changed(second)
    await one.commit()
    await two.commit()
    found = await town.work().person(RESIDENT)
    assert (found.language, found.reachable) == ("en", False)


async def test_numbers_are_given_out_once(town: Town) -> None:
    """50 reports at once get the numbers 1 to 50; another year and another community begin at 1."""
    works = [town.work() for _ in range(50)]
    numbers = await asyncio.gather(*(work.next_number(2, 2026) for work in works))
    assert sorted(numbers) == list(range(1, 51))
    assert await works[0].next_number(2, 2027) == 1
    assert await works[0].next_number(1, 2026) == 1


async def test_a_posts_reach_follows_its_person_at_once(town: Town) -> None:
    """Somebody turns out to be out of reach: the same unit of work asks the deputy."""
    work = town.work()
    roles = [Role.COMMUNITY_MANAGER]
    assert [post.reachable for post in await work.posts_for((4, 3, 2, 1), 9, roles)] == [True, True]
    person = await work.person(PEOPLE["community"])
    person.reachable, person.away_until = False, TEN
    work.changed(person)
    primary, deputy = await work.posts_for((4, 3, 2, 1), 9, roles)
    assert (primary.reachable, primary.away_until, deputy.reachable) == (False, TEN, True)
    assert (await work.post(primary.id)).reachable is False


async def test_posts_come_nearest_first(town: Town) -> None:
    """The estate's posts count as nearest; primary before deputy; then the code."""
    work = town.work()
    roles = [Role.SUBDISTRICT_MANAGER, Role.PROPERTY_STEWARD, Role.BUILDING_HEAD, Role.GRID_HEAD]
    found = await work.posts_for((4, 3, 2, 1), 9, roles)
    assert [post.code for post in found] == ["p1", "p5", "p2", "p3", "p4", "p8", "p9"]
    assert await work.posts_for((4, 3, 2, 1), None, [Role.PROPERTY_STEWARD]) == []
    assert [post.code for post in await work.posts_at(area_id=3)] == ["p3", "p4"]
    assert [post.code for post in await work.posts_at(estate_id=9)] == ["p1", "p2"]


async def test_lists_of_issues(town: Town) -> None:
    """What somebody holds, was asked about, reported; what stands under an area; what was filed since."""
    old = await town.report("路灯不亮")
    new = await town.report("楼道堆物", at=TEN + timedelta(hours=1), reporter_id=PEOPLE["neighbour"])
    await town.do(lambda work: accept(OnIssue(issue_id=old.id, by=PEOPLE["grid_head"], at=TEN), work))
    work = town.work()

    def ids(found: list[object]) -> list[int]:
        return [one.id for one in found]  # type: ignore[attr-defined]

    assert ids([*await work.open_of_holder(PEOPLE["grid_head"])]) == [old.id, new.id]
    assert ids([*await work.open_of_holder(PEOPLE["steward"])]) == [new.id]
    assert ids([*await work.open_of_holder(PEOPLE["stranger"])]) == []
    assert ids([*await work.reports_of(RESIDENT, 10)]) == [old.id]
    assert ids([*await work.standing_in([4, 1], 10)]) == [old.id, new.id]
    assert ids([*await work.standing_in([1], 1)]) == [old.id]
    assert ids([*await work.filed_since(2, TEN + timedelta(minutes=1))]) == [new.id]
    assert ids([*await work.standing_of_kinds(2, (new.category,), TEN)])[0] == new.id
    assert ids([*await work.standing_of_kinds(2, (new.category,), TEN + timedelta(hours=2))]) == []
    assert ids([*await work.standing_of_kinds(2, ("bus",), TEN)]) == []
    told = dict(await work.told_of_kinds(2, (new.category,), TEN))
    assert told[new.id] == told_in(await work.issue(new.id))
    assert await work.told_of_kinds(2, (new.category,), TEN + timedelta(hours=2)) == []
    assert await work.told_of_kinds(2, ("bus",), TEN) == []
    assert all(issue.deadlines for issue in await work.standing_in([1], 10))


async def test_what_lies_beside_is_not_under(town: Town) -> None:
    """Area 1 does not contain what lies in area 12, although the digits begin alike."""
    from storage.roster import AreaEntry, Roster

    await town.report()
    await Roster(town.database).put([], [AreaEntry(code="x", kind=AreaKind.SUBDISTRICT, name="别处")], [])
    work = town.work()
    other = await work.area_by_code("x")
    assert other is not None
    assert await work.standing_in([other.id], 10) == []
    assert len(await work.standing_in([3], 10)) == 1


async def test_commits_that_make_work_wake_the_sleepers(town: Town) -> None:
    """Deadlines and messages wake; a changed name does not."""
    event = town.database.committed.subscribe()
    work = town.work()
    person = await work.person(RESIDENT)
    person.name = "张阿姨"
    work.changed(person)
    await work.commit()
    assert not event.is_set()
    work.add(Message(id=work.new_id(), kind="receipt", due_at=TEN, priority=1, person_id=RESIDENT))
    await work.commit()
    assert event.is_set()


async def test_calendar_deadlines_run_once_for_an_area(town: Town) -> None:
    """The day's list of a community is set once, and the next day's with the firing of this one's."""
    kind = DeadlineKind.SAME_DAY_HOLDERS
    community = Subject(SubjectKind.AREA, 2)

    def at_day(work: SqlWork, day: int) -> Deadline:
        return Deadline(id=work.new_id(), kind=kind, due_at=TEN + timedelta(days=day), subject=community)

    work, other = town.work(), town.work()
    work.add(at_day(work, 0))
    other.add(at_day(other, 0))
    await work.commit()
    with pytest.raises(StaleError):
        await other.commit()
    work = town.work()
    (today,) = await work.calendar_deadlines(kind)
    today.state = DeadlineState.FIRED
    work.changed(today)
    work.add(at_day(work, 1))
    await work.commit()
    assert [one.due_at for one in await town.work().calendar_deadlines(kind)] == [TEN + timedelta(days=1)]


async def test_a_new_post_is_there_at_once(town: Town) -> None:
    """The first administrator's post has neither area nor estate."""
    work = town.work()
    post = Post(id=work.new_id(), code="admin", role=Role.ADMIN, rank=Rank.PRIMARY, name="管理员", person_id=RESIDENT)
    work.add(post)
    assert [one.code for one in await work.posts_of(RESIDENT)] == ["admin"]
    await work.commit()
    found = await town.work().posts_of(RESIDENT)
    assert [(one.code, one.reachable) for one in found] == [("admin", True)]


async def test_a_post_that_is_taken_is_known_at_once(town: Town) -> None:
    """Though the person's posts were read before: they are read once a unit, until it takes one or gives one back."""
    work = town.work()
    before = [one.code for one in await work.posts_of(PEOPLE["community"])]
    post = await work.post_by_code("p6")
    assert post is not None
    assert await work.posts_of(RESIDENT) == []
    post.person_id = RESIDENT
    work.changed(post)
    assert [one.code for one in await work.posts_of(RESIDENT)] == ["p6"]
    assert [one.code for one in await work.posts_of(PEOPLE["community"])] == [one for one in before if one != "p6"]
    await work.commit()
    assert [one.code for one in await work.posts_of(RESIDENT)] == ["p6"]


async def test_an_issue_is_read_in_one_go(database: Database, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """An issue with its deadlines and pings is one trip to the database."""
    issue = await town.report()
    trips = 0
    look = database.look

    async def counted(ask: object) -> object:
        nonlocal trips
        trips += 1
        return await look(ask)  # type: ignore[arg-type]

    monkeypatch.setattr(database, "look", counted)
    work = town.work()
    await work.issue(issue.id)
    await work.issue(issue.id)
    assert trips == 1


async def test_what_was_foreseen_needs_no_further_trip(town: Town) -> None:
    """Several issues are read at once, with their deadlines and pings, and `issue` hands out the same objects."""
    issues = [await town.report() for _ in range(3)]
    work = town.work()
    await work.foresee([one.id for one in issues])
    asked: list[object] = []
    work._rows = lambda *statements: asked.extend(statements)  # type: ignore[method-assign, assignment]
    found = [await work.issue(one.id) for one in issues]
    seats = [await work.posts_for(one.line, one.estate_id, list(Role)) for one in found]
    chats = [await work.chats_for(one.line) for one in found]
    afresh = town.work()
    assert seats == [await afresh.posts_for(one.line, one.estate_id, list(Role)) for one in found]
    assert chats == [await afresh.chats_for(one.line) for one in found]
    assert all(seats)
    assert [one.id for one in found] == [one.id for one in issues]
    assert all(one.deadlines and one.pings for one in found)
    assert not asked


async def test_uses_are_counted_by_the_minute(database: Database) -> None:
    """Twice in one commit and again in another; refusals apart; another person and another kind are not mixed in."""
    work = database.work(Settings())
    one, other = (work.meet_person(f"tg:{number}", "x", "zh_CN") for number in (1, 2))
    for person, what, minute in ((one, Use.PRESS, TEN), (one, Use.PRESS, TEN), (other, Use.PRESS, TEN)):
        work.count_use(person.id, what, minute)
    work.count_refusal(one.id, Use.REPORT, TEN)
    await work.commit()
    work = database.work(Settings())
    work.count_use(one.id, Use.PRESS, TEN)
    work.count_refusal(one.id, Use.PRESS, TEN)
    work.count_use(one.id, Use.PRESS, TEN + timedelta(minutes=1))
    await work.commit()
    found = await database.work(Settings()).uses(one.id, Use.PRESS, TEN)
    assert sorted((each.minute, each.used, each.refused) for each in found) == [
        (TEN, 3, 1),
        (TEN + timedelta(minutes=1), 1, 0),
    ]
    assert len(await database.work(Settings()).uses(one.id, Use.PRESS, TEN + timedelta(minutes=1))) == 1
    assert await database.work(Settings()).refusals(TEN) == {"report": 1, "press": 1}
