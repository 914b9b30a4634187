"""Whistles as a table and a clock: every action in every state, the limits to the second, who stands how to one."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from casework.clock.retiming import Said as SaidDay
from casework.clock.retiming import SetDays, set_days
from casework.data import read
from casework.hours import DayKind, parse_hours
from casework.messages import Kind, Priority
from casework.model.chats import Audience, Chat
from casework.model.people import Person, Post, Rank, Role
from casework.model.places import Department
from casework.model.whistles import CallAction, CallRating, CallState, Whistle
from casework.neighbourhood.rights import CALL_RIGHTS, Standing
from casework.refusals import NobodyCalled, NotPossibleNow, NotYours, PrivateMatter
from casework.whistle import answering as do
from casework.whistle.answering import OnCall, Said
from casework.whistle.calling import Blow, blow, call_another, withdraw
from casework.whistle.clock import feedback_by
from casework.whistle.lines import ToDepartment
from casework.whistle.patrol import OnWhistle, plan_look
from casework.whistle.transitions import TABLE
from tests.casework.neighbourhood import PEOPLE, TEN, Neighbourhood

OFFICER, LEADER, OTHER = 300, 301, 302
S, A = CallState, CallAction

EXPECTED: dict[CallState, dict[CallAction, CallState]] = {
    S.WHISTLED: {A.REPORT_IN: S.REPORTED_IN, A.RETURN: S.RETURNED, A.WITHDRAW: S.WITHDRAWN},
    S.REPORTED_IN: {A.COUNT: S.REPORTED_IN, A.CONSULT: S.CONSULTING, A.ACT: S.ACTING},
    S.CONSULTING: {A.ACT: S.ACTING},
    S.ACTING: {A.FEED_BACK: S.FED_BACK},
    S.FED_BACK: {A.ACCEPT: S.ACCEPTED, A.REDO: S.ACTING},
    S.RETURNED: {A.STAYS: S.WHISTLED, A.CALL_ANOTHER: S.WHISTLED, A.WITHDRAW: S.WITHDRAWN},
    S.ACCEPTED: {},
    S.WITHDRAWN: {},
}


def test_the_table_is_the_practices() -> None:
    """around-an-issue.md §4, written once more by hand; a word goes to and fro until it is over. Beside
    it: what was sent back may be theirs after all."""
    spoken = {state: {to for (frm, act), to in TABLE.items() if frm is state and act is A.SAY} for state in S}
    assert {state for state, to in spoken.items() if to} == set(S) - {S.ACCEPTED}
    found = {state: {a: to for (frm, a), to in TABLE.items() if frm is state and a is not A.SAY} for state in S}
    assert found == EXPECTED
    assert set(CALL_RIGHTS) == set(CallAction)


def town() -> Neighbourhood:
    """Two departments, one with a group."""
    home = Neighbourhood()
    for number, name in ((OFFICER, "officer"), (LEADER, "leader"), (OTHER, "other")):
        home.work.put(Person(id=number, name=name, reachable=True))
    for number, person, department in ((20, OFFICER, 60), (21, LEADER, 60), (22, OTHER, 61)):
        home.work.put(
            Post(
                id=number,
                code=f"d{number}",
                role=Role.DEPARTMENT_OFFICER,
                rank=Rank.PRIMARY,
                name=str(person),
                area_id=1,
                person_id=person,
                department_id=department,
            )
        )
    home.work.departments[60] = Department(id=60, code="d1", name="城管", area_id=1, leader_post_id=21)
    home.work.departments[61] = Department(id=61, code="d2", name="派出所", area_id=1, leader_post_id=22)
    home.work.put(Chat(id=70, area_id=1, audience=Audience.DEPARTMENT, department_id=60))
    return home


async def whistled(home: Neighbourhood, **more: object) -> Whistle:
    values: dict[str, object] = {"area_id": 2, "departments": (60, 61), "matter": "占道", "place": "校门口"}
    return await blow(Blow(by=PEOPLE["community"], at=home.now, **{**values, **more}), home.work)  # type: ignore[arg-type]


async def bring(home: Neighbourhood, state: CallState) -> tuple[Whistle, OnCall]:
    """A whistle whose first department stands there."""
    whistle = await whistled(home)
    officer = OnCall(call_id=whistle.calls[0].id, by=OFFICER, at=home.now)
    said = Said(call_id=officer.call_id, by=OFFICER, at=home.now, text="行")
    judge = OnCall(call_id=officer.call_id, by=PEOPLE["community"], at=home.now)
    if state in (S.RETURNED, S.WITHDRAWN):
        await do.send_back(said, home.work)
        if state is S.WITHDRAWN:
            await withdraw(judge, home.work)
    elif state is not S.WHISTLED:
        await do.report_in(officer, home.work)
        if state is S.CONSULTING:
            await do.consult(officer, home.work)
        elif state in (S.ACTING, S.FED_BACK, S.ACCEPTED):
            await do.act(said, home.work)
            if state is not S.ACTING:
                await do.feed_back(said, home.work)
            if state is S.ACCEPTED:
                await do.accept(judge, CallRating.GOOD, home.work)
    assert whistle.calls[0].state is state
    return whistle, officer


@pytest.mark.parametrize("state", list(CallState))
@pytest.mark.parametrize("action", list(CallAction))
async def test_every_action_in_every_state(action: CallAction, state: CallState) -> None:
    """What the table allows leads where it says; all else is refused and changes nothing; nobody else may."""
    home = town()
    whistle, officer = await bring(home, state)
    by = OFFICER if Standing.OFFICER in CALL_RIGHTS[action] else PEOPLE["community"]
    on = OnCall(call_id=officer.call_id, by=by, at=home.now)
    said = Said(call_id=on.call_id, by=by, at=home.now, text="行")
    uses: dict[CallAction, Callable[[], Awaitable[Whistle]]] = {
        A.REPORT_IN: lambda: do.report_in(on, home.work),
        A.COUNT: lambda: do.count(on, 2, home.work),
        A.RETURN: lambda: do.send_back(said, home.work),
        A.STAYS: lambda: do.stays_theirs(said, home.work),
        A.CONSULT: lambda: do.consult(on, home.work),
        A.ACT: lambda: do.act(said, home.work),
        A.SAY: lambda: do.say(said, home.work),
        A.FEED_BACK: lambda: do.feed_back(said, home.work),
        A.ACCEPT: lambda: do.accept(on, CallRating.FAIR, home.work),
        A.REDO: lambda: do.redo(said, home.work),
        A.CALL_ANOTHER: lambda: call_another(on, 61, home.work),
        A.WITHDRAW: lambda: withdraw(on, home.work),
    }
    if action is A.CALL_ANOTHER:
        whistle.calls.pop()  # the other department is free
    use = uses[action]
    stranger = Said(call_id=on.call_id, by=PEOPLE["stranger"], at=home.now, text="行")
    with pytest.raises(NotYours):
        await do.begin(stranger, action, home.work)
    acts = action is A.FEED_BACK and state in (S.REPORTED_IN, S.CONSULTING)  # acts by that
    if (state, action) not in TABLE and not acts:
        with pytest.raises(NotPossibleNow):
            await use()
        assert whistle.calls[0].state is state
        return
    await use()
    after = S.FED_BACK if acts else TABLE[state, action]
    assert (whistle.calls[-1] if action is A.CALL_ANOTHER else whistle.calls[0]).state is after


async def test_a_limit_in_working_days_is_the_close_of_that_working_day() -> None:
    """Friday and three working days are Wednesday, whatever else is served at the weekend."""
    home = town()
    whistle, _ = await bring(home, S.WHISTLED)
    whistle.feedback_days = 3
    friday = datetime(2026, 11, 27, 10, tzinfo=home.work.settings.zone)
    due = feedback_by(whistle, friday, home.work.settings)
    closes = home.work.settings.service.closes(date(2026, 12, 2))
    assert due == closes


async def test_announced_days_move_what_a_department_has_to_say() -> None:
    """Three working days from Saturday are Wednesday; when Wednesday becomes a holiday they are Thursday, and the
    department and whoever whistled read so, once. A redo counts from when it was said."""
    home = town()
    whistle, _ = await bring(home, S.ACTING)
    (call, *_) = whistle.calls
    whistle.feedback_days = 3
    call.feedback_by = feedback_by(whistle, TEN, home.work.settings)
    assert call.feedback_by == home.work.settings.service.closes(date(2026, 11, 25))
    command = SetDays(at=home.now, days=[SaidDay(day=date(2026, 11, 25), kind=DayKind.HOLIDAY)], source="notice")
    await set_days(command, [], home.work)
    await home.forward(minutes=1)
    thursday = home.work.settings.service.closes(date(2026, 11, 26))
    assert call.feedback_by == thursday

    def told() -> list[tuple[int | None, int | None]]:
        return [
            (one.person_id, one.chat_id)
            for one in home.work.outbox
            if one.kind == Kind.WHISTLE_DAY and read(one.data, ToDepartment).call == call.id
        ]

    assert told() == [(None, 70), (PEOPLE["community"], None)]
    assert thursday in {one.due_at for one in whistle.deadlines if one.rung == 1}
    await set_days(replace(command, at=home.now), [], home.work)
    await home.forward(minutes=1)
    assert len(told()) == 2


async def test_the_limits_to_the_second() -> None:
    """Not there: leader and subdistrict at 30 and 60 minutes; not fed back: a nudge, an hour later the subdistrict."""
    home = town()
    whistle = await whistled(home, departments=(60,))
    await home.forward(minutes=30)
    late = [one for one in home.work.outbox if one.kind == Kind.WHISTLE_LATE]
    assert {(one.person_id, (one.due_at - TEN).total_seconds() / 60) for one in late} == {
        (LEADER, 30),
        (PEOPLE["street"], 30),
    }
    await home.forward(minutes=90)
    assert [one.rung for one in home.work.deadlines.values() if one.whistle_id] == [1, 2]
    assert whistle.calls[0].late == 2
    await do.report_in(OnCall(call_id=whistle.calls[0].id, by=OFFICER, at=home.now), home.work)
    await home.forward(hours=21, minutes=59)
    assert not [one for one in home.work.outbox if one.kind == Kind.WHISTLE_NUDGE]
    await home.forward(minutes=1)  # 24 h after the whistle
    assert len([one for one in home.work.outbox if one.kind == Kind.WHISTLE_NUDGE]) == 1
    before = len([one for one in home.work.outbox if one.kind == Kind.WHISTLE_LATE])
    await home.forward(hours=1)
    assert len([one for one in home.work.outbox if one.kind == Kind.WHISTLE_LATE]) == before + 1


async def test_in_time_is_in_time() -> None:
    """Reporting in at the very moment meets it, and nothing fires."""
    home = town()
    whistle = await whistled(home, departments=(60,), urgent=True)
    home.now += timedelta(minutes=10)
    await do.report_in(OnCall(call_id=whistle.calls[0].id, by=OFFICER, at=home.now), home.work)
    await home.forward(hours=2)
    assert not [one for one in home.work.outbox if one.kind == Kind.WHISTLE_LATE]
    assert whistle.calls[0].late == 0


async def test_over_when_all_are() -> None:
    """The whistle is over when each department is accepted, taken back or replaced; never before."""
    home = town()
    whistle, _ = await bring(home, S.ACCEPTED)
    assert whistle.open
    back = Said(call_id=whistle.calls[1].id, by=OTHER, at=home.now, text="不归我们")
    await do.send_back(back, home.work)
    assert whistle.open
    await withdraw(OnCall(call_id=back.call_id, by=PEOPLE["community"], at=home.now), home.work)
    assert whistle.ended_at == home.now


async def test_what_is_private_is_never_whistled() -> None:
    """A private matter never reaches a department; nobody is called twice for one issue."""
    home = town()
    quarrel = await home.report("邻居打人骂人", private=True)
    with pytest.raises(PrivateMatter):
        await whistled(home, issue_id=quarrel.id)
    gate = await home.report("单元门坏了")
    first = await whistled(home, issue_id=gate.id, departments=(60,))
    with pytest.raises(NobodyCalled):
        await whistled(home, issue_id=gate.id, departments=(60,))
    assert (await whistled(home, issue_id=gate.id, departments=(61,))) is first
    with pytest.raises(NotYours):
        await blow(Blow(by=PEOPLE["grid_head"], at=home.now, departments=(60,), matter="占道", area_id=3), home.work)


async def test_outside_the_hours_it_waits_unless_it_is_urgent() -> None:
    """Whistled at 19:50: awaited by 8:20 the next morning; an urgent one in ten minutes, and it is heard."""
    home = town()
    home.work.settings = replace(home.work.settings, hours=parse_hours("08:00-20:00"))
    home.now = TEN + timedelta(hours=9, minutes=50)
    calm = await whistled(home, departments=(60,))
    assert calm.calls[0].report_in_by == TEN + timedelta(hours=22, minutes=20)
    urgent = await whistled(home, departments=(60,), urgent=True)
    assert urgent.calls[0].report_in_by == home.now + timedelta(minutes=10)
    cards = [one.priority for one in home.work.outbox if one.kind == Kind.WHISTLE_CARD]
    assert cards == [Priority.PING, Priority.URGENT]


async def test_what_is_planned_is_for_another_department_at_the_same_time() -> None:
    """It comes back: the other one is awaited then too, and not within the half hour."""
    home = town()
    on = home.now + timedelta(days=4)
    command = Blow(
        by=PEOPLE["street"], at=home.now, departments=(60,), matter="夜市检查", area_id=2, place="北门", on=on
    )
    whistle = await blow(command, home.work)
    call = whistle.calls[0]
    back = Said(call_id=call.id, by=OFFICER, at=home.now, text="不归我们")
    await do.send_back(back, home.work)
    await call_another(OnCall(call_id=call.id, by=PEOPLE["street"], at=home.now), 61, home.work)
    assert whistle.calls[1].report_in_by == on


async def test_a_planned_one_is_called_to_mind() -> None:
    """For the day after tomorrow: the department hears of it on the eve and again an hour before."""
    home = town()
    await whistled(home, on=home.now + timedelta(days=2))

    def minded() -> int:
        return sum(one.kind == Kind.WHISTLE_AHEAD and one.chat_id == 70 for one in home.work.outbox)

    assert minded() == 0
    await home.forward(days=1, hours=12)
    assert minded() == 1
    await home.forward(hours=11, minutes=30)
    assert minded() == 2


async def test_somebody_is_asked_to_look_again() -> None:
    """Seven days after it is over, when that was asked for."""
    home = town()
    whistle, _ = await bring(home, S.ACCEPTED)
    await withdraw(OnCall(call_id=whistle.calls[1].id, by=PEOPLE["community"], at=home.now), home.work)
    await plan_look(OnWhistle(whistle_id=whistle.id, by=PEOPLE["community"], at=home.now), 7, home.work)
    await home.forward(days=6)
    assert not [one for one in home.work.outbox if one.kind == Kind.LOOK_AGAIN]
    await home.forward(days=1)
    assert [one.person_id for one in home.work.outbox if one.kind == Kind.LOOK_AGAIN] == [PEOPLE["community"]]
