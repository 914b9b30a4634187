"""What one person may cause at a time, so that others are still heard (around-an-issue.md §9).

Uses are counted by the minute, in the database: an hour is this minute and the 59 before it.
"""

from datetime import datetime, timedelta

from casework.model.people import Use
from casework.ports import Work
from casework.refusals import TooManyCommands, TooManyPhotos, TooManyPresses, TooManyReports, TooOften
from casework.settings import MINUTE, Settings

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
REFUSED_WITHIN = DAY
"""So long whoever looks after a place is shown how often somebody was refused."""
REFUSALS: dict[Use, type[TooOften]] = {
    Use.REPORT: TooManyReports,
    Use.PHOTO: TooManyPhotos,
    Use.PRESS: TooManyPresses,
    Use.GROUP_COMMAND: TooManyCommands,
}


def minute_of(at: datetime) -> datetime:
    """When that minute began."""
    return at.replace(second=0, microsecond=0)


def allowed(what: Use, settings: Settings) -> list[tuple[int, timedelta]]:
    """So many times within so long, the shortest time first; a nudge: of each matter. A draft has a size instead."""
    match what:
        case Use.REPORT:
            return [(settings.reports_an_hour, HOUR), (settings.reports_a_day, DAY)]
        case Use.PHOTO:
            return [(settings.photos_an_hour, HOUR), (settings.photos_a_day, DAY)]
        case Use.PRESS:
            return [(settings.presses_a_minute, MINUTE)]
        case Use.GROUP_COMMAND:
            return [(settings.group_commands_an_hour, HOUR)]
        case Use.NUDGE:
            return [(1, settings.nudge_every)]
        case Use.DRAFT:
            return []


async def allow(by: int, what: Use, at: datetime, work: Work) -> None:
    """Count one more use. Raises TooManyReports, TooManyPhotos, TooManyPresses, TooManyCommands; then it is not
    counted."""
    limits = allowed(what, work.settings)
    begins = {within: minute_of(at) + MINUTE - within for _, within in limits}
    counts = await work.uses(by, what, min(begins.values()))
    for times, within in limits:
        lately = [one for one in counts if one.minute >= begins[within]]
        if sum(one.used for one in lately) >= times:
            before = sum(one.refused for one in lately)
            just = sum(one.refused for one in lately if one.minute == minute_of(at))
            raise REFUSALS[what](what=what, times=times, within=within, before=before, just=just)
    work.count_use(by, what, minute_of(at))


async def allow_report(by: int, at: datetime, work: Work) -> None:
    """The same for a report; whoever holds a post files for others, and is not counted out. Raises TooManyReports."""
    await _allow_without_post(by, Use.REPORT, at, work)


async def allow_photo(by: int, at: datetime, work: Work) -> None:
    """The same for a photo or a recording; whoever holds a post shows what was done. Raises TooManyPhotos."""
    await _allow_without_post(by, Use.PHOTO, at, work)


async def _allow_without_post(by: int, what: Use, at: datetime, work: Work) -> None:
    try:
        await allow(by, what, at, work)
    except TooOften:
        if not await work.posts_of(by):
            raise


def count_refusal(by: int, what: Use, at: datetime, work: Work) -> None:
    """For the board."""
    work.count_refusal(by, what, minute_of(at))
