"""Quiet hours, and what waiting for the resident does to a clock that stands still at night."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from casework.clock import limits as clock
from casework.clock.night import quiet
from casework.clock.standstill import is_waited_for
from casework.hours import parse_hours
from casework.issue.doing import OnIssue
from casework.issue.triage import Speak, accept, ask, say
from casework.issue.urgency import MakeUrgent, make_urgent
from casework.model.deadlines import DeadlineKind
from casework.settings import Settings
from tests.casework.neighbourhood import PEOPLE, TEN, Neighbourhood

OFFICE = Settings(hours=parse_hours("08:00-20:00"))
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("hours", "at", "silent"),
    [
        ("always", "03:00", True),  # people sleep where service hours are off, too
        ("always", "00:00", True),  # a promised day that is over
        ("always", "07:59", True),
        ("always", "08:00", False),
        ("always", "21:00", False),
        ("08:00-20:00", "07:59", True),
        ("08:00-20:00", "08:00", False),
        ("08:00-20:00", "20:00", False),  # what is due at the close may still be heard
        ("08:00-20:00", "20:01", True),
        ("06:00-23:00", "07:00", True),  # never loud before eight and from nine on, whatever the hours are
        ("06:00-23:00", "20:59", False),
        ("06:00-23:00", "21:01", True),
        ("00:00-24:00", "12:00", False),
        ("00:00-24:00", "02:00", True),
    ],
)
def test_quiet(hours: str, at: str, silent: bool) -> None:
    """One window of quiet for everything."""
    moment = datetime.fromisoformat(f"2026-11-25 {at}").replace(tzinfo=SHANGHAI)
    assert quiet(moment, Settings(hours=parse_hours(hours))) is silent


async def test_a_question_over_night_moves_the_clock_by_service_alone() -> None:
    """Asked at ten to eight in the evening, answered at ten past eight in the morning: twenty minutes of service."""
    home = Neighbourhood(OFFICE)
    home.now = at(19, 45)
    issue = await home.report("楼道灯不亮", category="stairwell_light")
    await accept(OnIssue(issue_id=issue.id, by=PEOPLE["steward"], at=home.now), home.work)
    issue.now.replied_at = home.now  # the resident was told
    asked = Speak(issue_id=issue.id, by=PEOPLE["steward"], at=at(19, 50), text="几点在家？")
    assert clock.running(issue, DeadlineKind.RESOLVE)[0].due_at == at(8, 15, days=1)
    await ask(asked, home.work)
    await say(Speak(issue_id=issue.id, by=PEOPLE["resident"], at=at(8, 10, days=1), text="六点"), home.work)
    assert issue.paused == timedelta(minutes=20)
    assert clock.running(issue, DeadlineKind.RESOLVE)[0].due_at == at(8, 35, days=1)


async def test_a_standstill_in_hours_of_service() -> None:
    """Whoever waits is told of ten minutes of service, not of a night; nor of what was over before, or is in danger."""
    home = Neighbourhood(OFFICE)
    home.now = at(19, 57)
    issue = await home.report("楼道灯不亮", category="stairwell_light")
    due = clock.running(issue, DeadlineKind.UNDERSTAND)[0].due_at
    assert due == at(8, 2, days=1)
    assert not is_waited_for(issue, at(19, 58), due, home.work), "it is due just now"
    assert not is_waited_for(issue, at(19, 58), at(8, 5, days=1), home.work), "seven minutes of service"
    assert is_waited_for(issue, at(19, 58), at(8, 8, days=1), home.work)
    urgent = MakeUrgent(issue_id=issue.id, by=PEOPLE["steward"], at=at(19, 58), danger="wire")
    await make_urgent(urgent, home.work)
    assert not is_waited_for(issue, at(19, 58), at(8, 8, days=1), home.work)


async def test_danger_never_pauses() -> None:
    """It becomes urgent at night: from then on its clock runs."""
    home = Neighbourhood(OFFICE)
    home.now = at(23, 0)
    issue = await home.report("楼道灯不亮", category="stairwell_light")
    (opening,) = clock.running(issue, DeadlineKind.OPENING)
    assert opening.due_at == at(8, 0, days=1)
    assert not issue.pings
    urgent = MakeUrgent(issue_id=issue.id, by=PEOPLE["steward"], at=at(23, 30), danger="wire")
    await make_urgent(urgent, home.work)
    assert issue.pings
    assert not clock.running(issue, DeadlineKind.OPENING)
    assert clock.running(issue, DeadlineKind.UNDERSTAND)[0].due_at == at(23, 35)


async def test_a_limit_in_working_hours_counts_working_days_alone() -> None:
    """Litter: four working hours, from Saturday at ten: Monday at noon."""
    home = Neighbourhood(OFFICE)
    issue = await home.report("垃圾没人清", category="garbage")
    assert clock.limit_due(issue, home.work) == at(12, 0, days=2)


def at(hour: int, minute: int, *, days: int = 0) -> datetime:
    """A time of that Saturday, or of a later day."""
    return TEN.astimezone(SHANGHAI).replace(hour=hour, minute=minute) + timedelta(days=days)
