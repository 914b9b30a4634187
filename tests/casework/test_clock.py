"""The response clock and the ladder: 5, 10, 15, 30, 120 minutes, 24 h, who is asked, and what stops or moves them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from casework.clock.lights import Light, light_of
from casework.data import read
from casework.issue.doing import OnIssue
from casework.issue.handover import (
    ToPost,
    WithReason,
    assign,
    hand_back,
    hand_up,
    receive,
    refuse,
    take,
    take_over,
    transfer,
)
from casework.issue.pinging import Unreachable, unreachable, watch
from casework.issue.promising import AgreeMove, MovePromise, Promise, agree_move, move_promise, promise
from casework.issue.resolving import Reopen, Resolve, reopen, resolve, undo_resolve
from casework.issue.telling import Delivered, delivered, told_in_person
from casework.issue.triage import Plan, SetGrade, Speak, accept, ask, grade, plan, say
from casework.issue.urgency import MakeNormal, MakeUrgent, at_the_scene, make_normal, make_urgent
from casework.messages import Kind
from casework.model.deadlines import DeadlineKind, DeadlineState
from casework.model.issues import Grade, Issue, State, Tier
from casework.model.people import Role
from casework.neighbourhood.standing_in import Away, away
from casework.refusals import AlreadyHeld, AlreadyMoved, GradeTooLow, NotYours, ReasonNeeded
from casework.settings import DEFAULT_RUNGS, Rung, Settings, SettingsError
from casework.told import ListsMissed
from tests.casework.neighbourhood import PEOPLE, TEN, Neighbourhood


def on(home: Neighbourhood, issue: Issue, who: str) -> OnIssue:
    return OnIssue(issue_id=issue.id, by=PEOPLE[who], at=home.now)


def planning(home: Neighbourhood, issue: Issue, who: str, how_long: Grade, why: str = "") -> Plan:
    return Plan(issue_id=issue.id, by=PEOPLE[who], at=home.now, grade=how_long, text="约师傅上门", why=why)


async def deliver(home: Neighbourhood, issue: Issue, kind: Kind) -> None:
    await delivered(Delivered(issue_id=issue.id, kind=kind, at=home.now), home.work)


async def test_untouched_report_pings_at_exactly_5_30_120_minutes_and_24_hours() -> None:
    """A report that nobody touches asks property, grid and house at once, and then climbs at its exact times."""
    home = Neighbourhood()
    await home.report()
    await home.forward(hours=25)
    assert home.pinged() == [
        (0, "building_head"), (0, "grid_head"), (0, "steward"),
        (5, "community"), (5, "grid_deputy"), (5, "steward_deputy"),
        (30, "community"), (35, "community_deputy"),
        (120, "street"), (125, "street_deputy"),
        (1440, "street"), (1440, "supervisor"), (1445, "street_deputy"),
    ]  # fmt: skip


@pytest.mark.parametrize("step_minutes", [1, 7, 30, 1500])
async def test_jumping_equals_stepping(step_minutes: int) -> None:
    """Thirty minutes at once leave the same as thirty steps of one, whatever the step."""
    jumped, stepped = Neighbourhood(), Neighbourhood()
    await jumped.report()
    await stepped.report()
    await jumped.until(TEN + timedelta(minutes=1500), exactly=False)
    while stepped.now < TEN + timedelta(minutes=1500):
        await stepped.until(min(stepped.now + timedelta(minutes=step_minutes), TEN + timedelta(minutes=1500)))
    assert jumped.pinged() == stepped.pinged()
    assert [(m.kind, m.due_at, m.person_id) for m in jumped.work.outbox] == [
        (m.kind, m.due_at, m.person_id) for m in stepped.work.outbox
    ]


async def test_only_accepted_nudges_at_10_and_15_then_climbs() -> None:
    """One that was only accepted nudges its holder at 10 and 15 minutes, then goes to 30, 120 minutes and 24 h."""
    home = Neighbourhood()
    issue = await home.report()
    await home.forward(minutes=3)
    await accept(on(home, issue, "steward"), home.work)
    await home.forward(hours=25)
    nudges = [(m.due_at - TEN).total_seconds() / 60 for m in home.group(Kind.GROUP_NUDGE)]
    assert nudges == [10, 15]
    assert [minutes for minutes, _ in home.pinged() if minutes] == [30, 35, 120, 125, 1440, 1440, 1445]


async def test_the_resident_is_told_the_same_only_once() -> None:
    """Nobody took it: the resident hears at five minutes that the community was told, and not again at thirty."""
    home = Neighbourhood()
    await home.report()
    await home.forward(minutes=31)
    assert home.told("resident", Kind.TO_COMMUNITY) == [Kind.TO_COMMUNITY]
    held = await home.report()
    await accept(on(home, held, "steward"), home.work)
    await home.forward(minutes=31)
    assert len(home.told("resident", Kind.TO_COMMUNITY)) == 2


async def test_an_action_at_the_due_time_meets_it() -> None:
    """Accepting at exactly five minutes is in time; a second later the rung has fired first, in order."""
    home = Neighbourhood()
    issue = await home.report()
    at = TEN + timedelta(minutes=5)
    await accept(OnIssue(issue_id=issue.id, by=PEOPLE["steward"], at=at), home.work)
    assert [d.state for d in issue.deadlines if d.kind is DeadlineKind.UNDERSTAND] == [DeadlineState.MET]
    late = await home.report()
    await accept(OnIssue(issue_id=late.id, by=PEOPLE["steward"], at=at + timedelta(seconds=1)), home.work)
    assert [d.state for d in late.deadlines if d.kind is DeadlineKind.UNDERSTAND] == [DeadlineState.FIRED]
    assert {p.rung for p in late.pings} == {0, 1}


@pytest.mark.parametrize(
    ("how_long", "minutes"),
    [(Grade.GENERAL, [30, 120, 1440]), (Grade.LARGER, [120, 1440]), (Grade.COMPLEX, [1440])],
)
async def test_grade_exchanges_the_resolve_deadlines(how_long: Grade, minutes: list[int]) -> None:
    """The grade decides which of 30 minutes, 2 hours and 24 hours run, counted from T0."""
    home = Neighbourhood()
    issue = await home.report()
    await accept(on(home, issue, "steward"), home.work)
    await home.forward(minutes=4)
    await plan(planning(home, issue, "steward", how_long, "要开挖"), home.work)
    pending = [d for d in issue.deadlines if d.kind is DeadlineKind.RESOLVE and d.state is DeadlineState.PENDING]
    assert sorted((d.due_at - TEN).total_seconds() / 60 for d in pending) == minutes


async def test_a_grade_whose_limit_is_past_fires_at_once() -> None:
    """Back from "a day" to thirty minutes after an hour: the thirty-minute rung fires at once, and only once."""
    home = Neighbourhood()
    issue = await home.report()
    await accept(on(home, issue, "steward"), home.work)
    await plan(planning(home, issue, "steward", Grade.COMPLEX, "要开挖"), home.work)
    await home.forward(minutes=60)
    assert not [p for p in issue.pings if p.rung == 2]
    back = SetGrade(issue_id=issue.id, by=PEOPLE["community"], at=home.now, grade=Grade.GENERAL)
    await grade(back, home.work)
    await home.forward(minutes=0)
    assert {p.rung for p in issue.pings if p.rung > 1} == {2}
    await home.forward(hours=30)
    fired = [d.rung for d in issue.deadlines if d.kind is DeadlineKind.RESOLVE and d.state is DeadlineState.FIRED]
    assert sorted(fired) == [2, 3, 4]


async def test_longer_than_usual_needs_a_reason_and_tells_the_community_silently() -> None:
    """A grade above the usual one needs a reason, and the community reads it and may undo it."""
    home = Neighbourhood()
    issue = await home.report("单元门坏了关不上")
    await accept(on(home, issue, "grid_head"), home.work)
    with pytest.raises(ReasonNeeded):
        await plan(planning(home, issue, "grid_head", Grade.COMPLEX), home.work)
    await plan(planning(home, issue, "grid_head", Grade.COMPLEX, "等配件"), home.work)
    assert home.told("community", Kind.GRADE_FYI) == [Kind.GRADE_FYI]


async def test_illegal_building_cannot_be_graded() -> None:
    """Illegal building has legal limits of working days: it can never be "1 day", only promised."""
    home = Neighbourhood()
    issue = await home.report("楼顶有人私搭乱建盖小房", category="illegal_building")
    await accept(on(home, issue, "grid_head"), home.work)
    with pytest.raises(GradeTooLow):
        await plan(planning(home, issue, "grid_head", Grade.COMPLEX, "要拆"), home.work)


async def test_watching_ends_the_round_and_stops_no_deadline() -> None:
    """ "I'm watching" silences the round; the holder stays; the next rung still comes at its time."""
    home = Neighbourhood()
    issue = await home.report()
    await home.forward(minutes=31)
    await watch(on(home, issue, "community"), home.work)
    assert issue.holder_id is None
    await home.forward(minutes=60)
    assert (35, "community_deputy") not in home.pinged()
    await home.forward(minutes=60)
    assert (120, "street") in home.pinged()


async def test_taking_makes_the_person_the_holder_and_tells_the_others() -> None:
    """ "I'll take it" makes the person the holder; the others' pings turn into "... has it"."""
    home = Neighbourhood()
    issue = await home.report()
    await home.forward(minutes=6)
    await take_over(on(home, issue, "community"), home.work)
    assert (issue.holder_id, issue.state) == (PEOPLE["community"], State.ACCEPTED)
    assert not [p for p in issue.pings if p.live]
    assert home.told("steward_deputy", Kind.PING_OVER)


async def test_the_second_to_accept_is_told_who_was_faster() -> None:
    """Two press at once: the loser learns who has it."""
    home = Neighbourhood()
    issue = await home.report()
    await accept(on(home, issue, "steward"), home.work)
    with pytest.raises(AlreadyHeld) as refusal:
        await accept(on(home, issue, "grid_head"), home.work)
    assert refusal.value.holder_id == PEOPLE["steward"]
    with pytest.raises(NotYours):
        await accept(on(home, issue, "stranger"), home.work)


async def test_away_means_the_deputy_is_asked() -> None:
    """Whoever is away is not asked; the deputy is, without anyone arranging it."""
    home = Neighbourhood()
    await away(Away(by=PEOPLE["steward"], at=home.now, until=TEN + timedelta(hours=8)), home.work)
    await home.report()
    assert home.pinged() == [(0, "building_head"), (0, "grid_head"), (0, "steward_deputy")]


async def test_unreachable_means_the_next_person_at_once() -> None:
    """A ping that cannot be delivered asks the next of that tier at once, and then the next tier."""
    home = Neighbourhood()
    issue = await home.report()
    await home.forward(minutes=30)
    for who in ("community", "community_deputy"):
        live = next(p for p in issue.pings if p.person_id == PEOPLE[who] and p.live)
        await unreachable(Unreachable(issue_id=issue.id, ping_id=live.id, at=home.now), home.work)
    assert home.pinged()[-2:] == [(30, "community_deputy"), (30, "street")]


async def test_a_vacant_tier_is_replaced_by_the_next() -> None:
    """Only a tier with nobody reachable is replaced, at once, by the next."""
    home = Neighbourhood()
    for who in ("community", "community_deputy"):
        home.work.people[PEOPLE[who]].reachable = False
    await home.report()
    await home.forward(minutes=5)
    assert (5, "street") in home.pinged()


async def test_nobody_left_is_mentioned_once_and_stays_unanswered() -> None:
    """Nobody of the tier left: one mention in its group, "unanswered", and no climbing."""
    home = Neighbourhood()
    issue = await home.report()
    await home.forward(minutes=90)
    assert len(home.group(Kind.GROUP_UNANSWERED)) == 1
    assert issue.unanswered
    assert "street" not in [who for _, who in home.pinged()]


async def test_a_question_after_the_plan_holds_the_clock_until_the_answer() -> None:
    """Waiting for the resident: deadlines stand still, once, and move by exactly that time."""
    home = Neighbourhood()
    issue = await home.report()
    await accept(on(home, issue, "steward"), home.work)
    await plan(planning(home, issue, "steward", Grade.GENERAL), home.work)
    await deliver(home, issue, Kind.PLAN)
    await home.forward(minutes=10)
    question = Speak(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, text="几点在家？")
    await ask(question, home.work)
    await home.forward(minutes=100)
    assert not [p for p in issue.pings if p.rung]
    await say(Speak(issue_id=issue.id, by=PEOPLE["resident"], at=home.now, text="六点"), home.work)
    assert issue.state is State.IN_PROGRESS
    await home.forward(minutes=25)
    assert [minutes for minutes, who in home.pinged() if who == "community"] == [130]


async def test_a_question_before_any_plan_does_not_hold_the_clock() -> None:
    """Asking before anything was told does not stop the clock."""
    home = Neighbourhood()
    issue = await home.report()
    await accept(on(home, issue, "steward"), home.work)
    await ask(Speak(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, text="哪个单元？"), home.work)
    await home.forward(minutes=30)
    assert (30, "community") in home.pinged()


async def test_an_unanswered_question_ends_after_24_hours() -> None:
    """Standing still ends by itself after 24 hours, and everything held runs on."""
    home = Neighbourhood()
    issue = await home.report()
    await accept(on(home, issue, "steward"), home.work)
    await plan(planning(home, issue, "steward", Grade.GENERAL), home.work)
    await ask(Speak(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, text="几点在家？"), home.work)
    await home.forward(hours=24, minutes=29)
    assert issue.state is State.IN_PROGRESS
    assert not [p for p in issue.pings if p.rung]
    await home.forward(minutes=1)
    assert (24 * 60 + 30, "community") in home.pinged()


async def test_a_promise_counts_once_delivered_and_replaces_the_resolve_deadlines() -> None:
    """Until the resident has it the clock runs on; then eve, day and end of the promised day are asked about."""
    home = Neighbourhood()
    issue = await home.report("3号楼东侧路灯不亮")
    await accept(on(home, issue, "grid_head"), home.work)
    until = date(2026, 11, 25)
    await promise(
        Promise(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now, on=until, why="灯头要订货"), home.work
    )
    await home.forward(minutes=30)
    assert (30, "community") in home.pinged()
    await deliver(home, issue, Kind.PROMISE)
    assert light_of(issue, home.now, home.work.settings) is Light.RED or issue.promise_told_at == home.now
    before = len(home.pinged())
    await home.forward(days=3)
    assert home.told("grid_head", Kind.PROMISE_EVE)
    assert len(home.pinged()) == before
    await home.forward(days=2)
    assert home.told("resident", Kind.PROMISE_TODAY, Kind.PROMISE_BROKEN) == [Kind.PROMISE_TODAY, Kind.PROMISE_BROKEN]
    assert {p.rung for p in issue.pings if p.asked_at > TEN + timedelta(days=3)} == {4}


async def test_moving_a_promise_once_with_a_reason_and_the_communitys_yes() -> None:
    """The date moves once, with a reason, when the community agrees."""
    home = Neighbourhood()
    issue = await home.report("3号楼东侧路灯不亮")
    await accept(on(home, issue, "grid_head"), home.work)
    by, at = PEOPLE["grid_head"], home.now
    await promise(Promise(issue_id=issue.id, by=by, at=at, on=date(2026, 11, 23), why="灯头要订货"), home.work)
    await deliver(home, issue, Kind.PROMISE)
    later = MovePromise(issue_id=issue.id, by=by, at=at, on=date(2026, 11, 26), why="货还没到")
    await move_promise(later, home.work)
    assert issue.promise_on == date(2026, 11, 23)
    await agree_move(AgreeMove(issue_id=issue.id, by=PEOPLE["community"], at=at, agree=True, text="盯着呢"), home.work)
    assert issue.promise_on == date(2026, 11, 26)
    ends = [d for d in issue.deadlines if d.kind is DeadlineKind.PROMISE_END and d.state is DeadlineState.PENDING]
    assert [d.due_at.astimezone(home.work.settings.zone).date() for d in ends] == [date(2026, 11, 27)]
    with pytest.raises(AlreadyMoved):
        await move_promise(later, home.work)


async def test_resolving_ends_clock_and_pings_and_an_undo_restores_them() -> None:
    """After the result nothing fires; a mistaken press within ten minutes puts the same deadlines back."""
    home = Neighbourhood()
    issue = await home.report()
    await accept(on(home, issue, "steward"), home.work)
    await home.forward(minutes=2)
    await resolve(Resolve(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, text="已疏通"), home.work)
    await home.forward(minutes=5)
    await undo_resolve(on(home, issue, "steward"), home.work)
    await home.forward(minutes=40)
    assert (30, "community") in home.pinged()


async def test_reopening_starts_a_new_round_and_pings_the_community_at_once() -> None:
    """Not solved: same number, T0 is now, the former holder, the community is asked at once."""
    home = Neighbourhood()
    issue = await home.report()
    await accept(on(home, issue, "steward"), home.work)
    await resolve(Resolve(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, text="已疏通"), home.work)
    await home.forward(minutes=60)
    again = Reopen(issue_id=issue.id, by=PEOPLE["resident"], at=home.now, what="same")
    await reopen(again, home.work)
    assert (issue.round, issue.number, issue.holder_id) == (2, 1, PEOPLE["steward"])
    assert (60, "community") in home.pinged()
    await home.forward(minutes=30)
    assert (90, "community") in home.pinged()


async def test_the_third_redo_is_a_problem_case_for_the_subdistrict() -> None:
    """Three re-dos make a problem case, and the subdistrict is asked."""
    home = Neighbourhood()
    issue = await home.report()
    for _ in range(3):
        await resolve(Resolve(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, text="已疏通"), home.work)
        await reopen(Reopen(issue_id=issue.id, by=PEOPLE["resident"], at=home.now, what="same"), home.work)
    assert issue.problem
    assert (0, "street") in home.pinged()


async def test_urgent_pings_every_tier_at_once_and_again_until_somebody_answers() -> None:
    """Danger to life: everyone on duty and the deputies at T0; unanswered, again every five minutes six times, then
    every fifteen; the reporter hears after the first round that nobody has answered."""
    home = Neighbourhood()
    await home.report("楼道里全是煤气味", urgent=True, danger="gas")
    tiers = {"steward", "grid_head", "community", "street"}
    tiers |= {"steward_deputy", "grid_deputy", "community_deputy", "street_deputy"}
    await home.forward(minutes=29)
    assert {who for minutes, who in home.pinged() if minutes == 0} == tiers
    await home.forward(minutes=40)
    again = sorted({minutes for minutes, who in home.pinged() if who == "grid_head"})
    assert again == [0, 5, 10, 15, 20, 25, 30, 45, 60]
    nobody = [one.due_at for one in home.work.outbox if one.kind == Kind.NOBODY_YET]
    assert nobody == [TEN + timedelta(minutes=5)]


async def test_urgent_ends_with_an_answer_and_with_a_persons_word_that_it_is_none() -> None:
    """One answer silences the urgent rounds; whoever is at the scene makes it normal with a reason, others may not."""
    home = Neighbourhood()
    issue = await home.report()
    await make_urgent(MakeUrgent(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, danger="gas"), home.work)
    await watch(on(home, issue, "community"), home.work)
    await home.forward(minutes=4)
    normal = MakeNormal(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now, why="是做饭的味")
    with pytest.raises(NotYours):
        await make_normal(normal, home.work)
    await at_the_scene(on(home, issue, "grid_head"), home.work)
    await make_normal(normal, home.work)
    await home.forward(hours=8)
    assert [minutes for minutes, who in home.pinged() if who == "grid_head"] == [0, 0]
    assert [who for minutes, who in home.pinged() if minutes > 4] == []
    told = {one.person_id for one in home.work.outbox if one.kind == Kind.DANGER_OVER}
    assert {PEOPLE["street"], PEOPLE["community"], PEOPLE["steward"]} <= told


async def test_unable_hands_up_and_lateness_alone_never_does() -> None:
    """The tier changes only when a person hands it up with a reason, and those above accept; or hand it back."""
    home = Neighbourhood()
    issue = await home.report()
    await home.forward(hours=30)
    tiers = [issue.tier]
    await accept(on(home, issue, "grid_head"), home.work)
    with pytest.raises(ReasonNeeded):
        await hand_up(WithReason(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now, why=" "), home.work)
    tiers.append(issue.tier)
    await hand_up(WithReason(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now, why="没权管"), home.work)
    tiers.append(issue.tier)
    await receive(on(home, issue, "community"), home.work)
    tiers.append(issue.tier)
    await hand_back(WithReason(issue_id=issue.id, by=PEOPLE["community"], at=home.now, why="楼里能办"), home.work)
    tiers.append(issue.tier)
    assert tiers == [Tier.BUILDING, Tier.BUILDING, Tier.BUILDING, Tier.COMMUNITY, Tier.BUILDING]
    assert home.told("community", Kind.HANDED_UP)
    assert home.told("grid_head", Kind.HANDED_BACK)


async def test_assigning_taking_and_refusing() -> None:
    """A manager assigns; the assignee takes it and becomes the holder, or it comes back with the reason."""
    home = Neighbourhood()
    issue = await home.report()
    await assign(ToPost(issue_id=issue.id, by=PEOPLE["community"], at=home.now, post_id=2), home.work)
    assert issue.state is State.DISPATCHED
    back = WithReason(issue_id=issue.id, by=PEOPLE["steward_deputy"], at=home.now, why="不归物业")
    await refuse(back, home.work)
    assert (issue.state, issue.holder_id) == (State.ACCEPTED, PEOPLE["community"])
    assert home.told("community", Kind.REFUSED)
    await assign(ToPost(issue_id=issue.id, by=PEOPLE["community"], at=home.now, post_id=2), home.work)
    await take(on(home, issue, "steward_deputy"), home.work)
    assert (issue.state, issue.holder_id) == (State.IN_PROGRESS, PEOPLE["steward_deputy"])


async def test_the_owner_changes_only_when_a_transfer_is_taken() -> None:
    """First receiver stays the owner until the hand-over is accepted; three transfers are a problem case."""
    home = Neighbourhood()
    issue = await home.report()
    await accept(on(home, issue, "grid_head"), home.work)
    for _ in range(3):
        await transfer(ToPost(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now, post_id=1), home.work)
        assert issue.holder_id == PEOPLE["grid_head"]
    assert issue.problem
    await take_over(on(home, issue, "steward"), home.work)
    assert issue.holder_id == PEOPLE["steward"]
    with pytest.raises(NotYours):
        await refuse(WithReason(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, why="不归物业"), home.work)


async def test_a_transfer_that_was_taken_counts_no_more() -> None:
    """From hand to hand, and somebody has it each time: that is no problem case."""
    home = Neighbourhood()
    issue = await home.report()
    await accept(on(home, issue, "grid_head"), home.work)
    for who, post_id in (("steward", 1), ("grid_head", 3), ("steward", 1)):
        giver = PEOPLE["grid_head" if who == "steward" else "steward"]
        await transfer(ToPost(issue_id=issue.id, by=giver, at=home.now, post_id=post_id), home.work)
        await take_over(on(home, issue, who), home.work)
        assert issue.holder_id == PEOPLE[who]
    assert not issue.problem


async def test_told_in_person_counts_as_delivered() -> None:
    """The building head went and told it: the reply deadline is met."""
    home = Neighbourhood()
    home.work.people[PEOPLE["resident"]].reachable = False
    issue = await home.report()
    await accept(on(home, issue, "steward"), home.work)
    await home.forward(minutes=15)
    assert home.told("building_head", Kind.GO_TELL)
    await told_in_person(on(home, issue, "building_head"), home.work)
    assert issue.now.replied_at == home.now


async def test_private_matters_reach_the_community_alone_and_no_group() -> None:
    """Quarrels and complaints about a person are asked of the community only, and make no card."""
    home = Neighbourhood()
    await home.report("楼上邻居天天跟我吵架还骂人", category="quarrel")
    assert home.pinged() == [(0, "community")]
    assert not [m for m in home.work.outbox if m.chat_id is not None]
    await home.forward(minutes=5)
    assert home.pinged()[1:] == [(5, "community"), (5, "community_deputy")]


async def test_days_on_which_the_machine_stood_still() -> None:
    """Five days without it: the day that was due and yesterday's are made up, of those between it is said, once, that
    nobody gets their lists; after a night without it there is nothing to say."""
    home = Neighbourhood()
    await home.calendar()
    await home.until(home.now + timedelta(hours=20), exactly=False)
    assert not home.told("community", Kind.LISTS_MISSED)
    await home.until(home.now + timedelta(days=5), exactly=False)
    (said,) = [one for one in home.work.outbox if one.kind == Kind.LISTS_MISSED]
    days = [datetime.fromtimestamp(one, UTC).day - TEN.day for one in read(said.data, ListsMissed).days]
    assert days == [2, 4]


async def test_the_same_day_lists() -> None:
    """At 16:30 each holder and at 17:00 the community are shown what of today has neither result nor promise."""
    home = Neighbourhood()
    await home.calendar()
    issue = await home.report()
    await accept(on(home, issue, "steward"), home.work)
    await home.forward(hours=7)
    assert home.told("steward", Kind.SAME_DAY_HOLDER) == [Kind.SAME_DAY_HOLDER]
    assert home.told("community", Kind.SAME_DAY_COMMUNITY) == [Kind.SAME_DAY_COMMUNITY]
    await home.forward(hours=24)
    assert len(home.told("steward", Kind.SAME_DAY_HOLDER)) == 1


async def test_lights() -> None:
    """Green, yellow at a third of the time left, red while a passed deadline is unmet."""
    home = Neighbourhood()
    issue = await home.report()
    settings = home.work.settings
    assert light_of(issue, TEN, settings) is Light.GREEN
    assert light_of(issue, TEN + timedelta(minutes=4), settings) is Light.YELLOW
    await home.forward(minutes=6)
    assert light_of(issue, home.now, settings) is Light.RED
    await accept(on(home, issue, "steward"), home.work)
    assert light_of(issue, home.now, settings) is not Light.RED


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ({"plan": timedelta(minutes=4)}, "clock.plan"),
        ({"reply": timedelta(minutes=31)}, "clock.reply"),
        ({"rungs": (*DEFAULT_RUNGS[:3], Rung(number=4, after=timedelta(hours=25), roles=()))}, "ladder.4.roles"),
        (
            {"rungs": (*DEFAULT_RUNGS[:2], Rung(number=3, after=timedelta(minutes=20), roles=(Role.SUPERVISOR,)),
                       DEFAULT_RUNGS[3])},
            "ladder.3.after",
        ),
        ({"rungs": DEFAULT_RUNGS[:3]}, "ladder"),
        ({"draft_ask": timedelta(minutes=20)}, "clock.draft_ask"),
        ({"urgent_times": -1}, "clock.urgent_times"),
        ({"ask_on_every": timedelta()}, "clock.ask_on_every"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_refused_with_the_key_named(settings: dict[str, object], key: str) -> None:
    """Thirty minutes after two hours, a rung without a role: refused at start, with the key."""
    with pytest.raises(SettingsError) as error:
        Settings(**settings)  # type: ignore[arg-type]
    assert error.value.key == key
