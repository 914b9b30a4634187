"""What happens by itself, seen in what people are told then: without its deadline nobody would hear of it."""

from datetime import date, timedelta

from casework.capabilities import Capability
from casework.clock.trial import Try, try_out
from casework.hours import parse_hours
from casework.issue.doing import OnIssue
from casework.issue.promising import Promise, promise
from casework.issue.telling import Delivered, delivered
from casework.issue.triage import accept
from casework.mediation.confiding import Appoint, appoint
from casework.messages import Kind
from casework.model.issues import Source, State
from casework.model.people import Role, Rota
from casework.neighbourhood.shifts import set_turns
from casework.neighbourhood.standing_in import PlanAway, plan_away
from casework.neighbourhood.switching import Switch, switch
from casework.settings import Settings
from casework.transitions import OPEN
from tests.casework.neighbourhood import PEOPLE, TEN, Neighbourhood
from tests.casework.test_mediation import talking

GRID_HEAD = PEOPLE["grid_head"]
BEFORE = TEN - timedelta(days=30)


def rota(post_id: int, weekday: int) -> Rota:
    """The community's duty of one whole day of the week."""
    return Rota(
        id=900 + weekday,
        role=Role.COMMUNITY_MANAGER,
        area_id=2,
        post_id=post_id,
        weekday=weekday,
        starts=0,
        ends=1440,
        since=BEFORE,
    )


async def test_of_a_long_promise_it_is_asked_half_way_and_the_week_before() -> None:
    """Told today for a day six weeks ahead: the holder is asked on the 21st day, and seven days before."""
    home = Neighbourhood()
    issue = await home.report("3号楼东侧路灯不亮")
    await accept(OnIssue(issue_id=issue.id, by=GRID_HEAD, at=home.now), home.work)
    until = date(2027, 1, 2)
    await promise(Promise(issue_id=issue.id, by=GRID_HEAD, at=home.now, on=until, why="灯头要订货"), home.work)
    await delivered(Delivered(issue_id=issue.id, kind=Kind.PROMISE, at=home.now), home.work)
    asked = []
    for day in range(1, 42):
        before = len(home.told("grid_head", Kind.PROMISE_AHEAD))
        await home.forward(days=1)
        if len(home.told("grid_head", Kind.PROMISE_AHEAD)) > before:
            asked.append(day)
    assert asked == [21, 35]


async def test_before_a_promised_hour_whoever_promised_it_is_reminded() -> None:
    """Half an hour before, and not at once."""
    home = Neighbourhood()
    issue = await home.report("厨房下水返水")
    await accept(OnIssue(issue_id=issue.id, by=GRID_HEAD, at=home.now), home.work)
    until = home.now.astimezone(home.work.settings.zone) + timedelta(hours=4)
    promised = Promise(issue_id=issue.id, by=GRID_HEAD, at=home.now, on=until.date(), hour=until.time(), why="等管子")
    await promise(promised, home.work)
    await delivered(Delivered(issue_id=issue.id, kind=Kind.PROMISE, at=home.now), home.work)
    await home.forward(hours=3)
    assert not home.told("grid_head", Kind.PROMISE_HOUR)
    await home.forward(minutes=45)
    assert home.told("grid_head", Kind.PROMISE_HOUR)


async def test_the_day_of_an_order_from_outside_is_told() -> None:
    """The hotline's own day comes: whoever has it hears of it."""
    home = Neighbourhood()
    issue = await home.report(
        "3号楼东侧路灯不亮", source=Source.HOTLINE, outside_number="23001", outside_due=date(2026, 11, 25)
    )
    await accept(OnIssue(issue_id=issue.id, by=GRID_HEAD, at=home.now), home.work)
    assert not home.told("grid_head", Kind.OUTSIDE_DAY)
    await home.forward(days=5)
    assert home.told("grid_head", Kind.OUTSIDE_DAY)


async def test_what_was_only_noted_at_night_ends_in_the_morning() -> None:
    """Noise at 22:30 rings nobody, and is over when service begins."""
    home = Neighbourhood(Settings(hours=parse_hours("08:00-20:00")))
    await home.forward(hours=12, minutes=30)
    issue = await home.report("楼上半夜蹦迪", category="noise")
    assert issue.state in OPEN
    await home.forward(hours=10)
    assert issue.state is State.CLOSED
    assert not issue.pings


async def test_whoever_comes_on_duty_hears_it_and_the_former_when_he_does_not_take_it() -> None:
    """Saturday is one's, Sunday the other's: at midnight it turns, and what is not taken is told to who had it."""
    home = Neighbourhood()
    for one in (rota(6, 5), rota(7, 6)):
        home.work.rota[one.id] = one
    await set_turns(home.now, home.work)
    await home.forward(hours=15)
    assert home.told("community_deputy", Kind.SHIFT)
    await home.forward(hours=12)
    assert home.told("community", Kind.SHIFT_NOT_TAKEN)


async def test_hours_that_the_rota_gives_to_nobody_are_told() -> None:
    """Saturdays alone are on the rota: who manages the community hears of the days that are nobody's."""
    home = Neighbourhood()
    home.work.rota[905] = rota(6, 5)
    await home.calendar()
    await home.forward(days=1)
    assert home.told("community", Kind.DUTY_GAP)


async def test_a_week_is_posted_where_the_community_wants_it() -> None:
    """On Friday each residents' group reads it."""
    home = Neighbourhood()
    await home.calendar()
    await home.forward(days=7)
    assert not home.group(Kind.WALL_WEEK)
    wanted = Switch(by=PEOPLE["community"], at=home.now, area_id=2, capability=Capability.WALL_WEEK, on=True)
    await switch(wanted, home.work)
    await home.forward(days=7)
    assert home.group(Kind.WALL_WEEK)


async def test_at_the_end_of_a_trial_its_managers_hear_what_it_brought() -> None:
    """The morning after its last day."""
    home = Neighbourhood()
    await try_out(Try(at=home.now, area_id=2, until=date(2026, 11, 28), by=PEOPLE["community"]), home.work)
    await home.forward(days=7)
    assert not home.told("community", Kind.TRIAL_OVER)
    await home.forward(days=1)
    assert home.told("community", Kind.TRIAL_OVER)
    assert home.told("street", Kind.TRIAL_OVER)


async def test_an_absence_that_was_said_before_begins_by_itself() -> None:
    """On its day the person is away, and the person and whoever is asked instead read it."""
    home = Neighbourhood()
    day = timedelta(days=1)
    plan = PlanAway(by=GRID_HEAD, at=home.now, since=TEN + day, until=TEN + 3 * day)
    await plan_away(plan, home.work)
    assert not home.told("grid_head", Kind.AWAY_BEGINS)
    await home.forward(days=1)
    assert home.told("grid_head", Kind.AWAY_BEGINS)
    assert home.told("grid_deputy", Kind.AWAY_BEGINS)
    assert (await home.work.person(GRID_HEAD)).away_until == TEN + 3 * day


async def test_a_mediation_in_which_nothing_happens_is_asked_about() -> None:
    """After three days its mediator reads it once more, after three more whoever has the matter."""
    home, _ = await talking()
    before = len(home.told("building_head", Kind.MEDIATION_CARD))
    await home.forward(days=3)
    assert len(home.told("building_head", Kind.MEDIATION_CARD)) == before + 1
    assert not home.told("community", Kind.MEDIATION_NEWS)
    await home.forward(days=3)
    assert home.told("community", Kind.MEDIATION_NEWS)


async def test_the_evening_before_they_meet_and_the_hour_after() -> None:
    """Both sides and the mediator are reminded; then the mediator is asked how it was."""
    home, mediation = await talking()
    meet = Appoint(
        mediation_id=mediation.id,
        by=PEOPLE["building_head"],
        at=home.now,
        meets_at=TEN + timedelta(days=2),
        text="周一上午十点，居委会",
    )
    await appoint(meet, home.work)
    before = {one: len(home.told(one, Kind.MEDIATION_TOLD)) for one in ("resident", "neighbour")}
    await home.until(TEN + timedelta(days=1, hours=8))
    for one, count in before.items():
        assert len(home.told(one, Kind.MEDIATION_TOLD)) == count + 1
    assert home.told("building_head", Kind.MEDIATION_NEWS)
    asked = len(home.told("building_head", Kind.MEDIATION_CARD))
    await home.until(TEN + timedelta(days=2, hours=1))
    assert len(home.told("building_head", Kind.MEDIATION_CARD)) == asked + 1
