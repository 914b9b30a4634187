"""Looking again after a whistle: in a week, in a month the grid worker is asked whether it is still fine; what came
back is reported anew, with its link to the old (劳动路 is where it did)."""

from datetime import datetime, timedelta

from casework.clock import limits as clock
from casework.frozen import frozen
from casework.issue.doing import Photo
from casework.issue.filing import File
from casework.issue.looking import DAYS, LOOKED, PLANNED, file_again, keep_look, last_look, looker, still_asked
from casework.lines import LookAgain
from casework.messages import Kind
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Issue, Source
from casework.model.timeline import Entry
from casework.model.whistles import CallState, Whistle
from casework.neighbourhood.rights import JUDGES, standings
from casework.ports import Work
from casework.refusals import NotPossibleNow, NotYours
from casework.transitions import OPEN
from casework.whistle.clock import add
from casework.whistle.due import catch_up
from casework.whistle.telling import FOLLOWED, note, note_on_issue, redraw_whistle, tell, whistler


@frozen(kw_only=True)
class OnWhistle:
    """Somebody does something about a whistle."""

    whistle_id: int
    by: int
    at: datetime


async def plan_look(command: OnWhistle, days: int, work: Work) -> Whistle:
    """Ask for a look after so many days, once for each. Raises NotYours; NotPossibleNow while it is not over."""
    whistle = await work.whistle(command.whistle_id)
    await catch_up(whistle, command.at, work)
    if not JUDGES & await standings(whistle, command.by, work):
        raise NotYours(action="look_again", holder=await work.post(whistle.by_post_id), department="")
    if whistle.open or days not in DAYS:
        raise NotPossibleNow(state=None, action="look_again")
    if not any(one.kind is DeadlineKind.LOOK_AGAIN and one.rung == days for one in whistle.deadlines):
        settings = work.settings_for(whistle.line, command.at)
        day = command.at.astimezone(settings.zone).date() + timedelta(days=days)
        add(whistle, DeadlineKind.LOOK_AGAIN, clock.local(day, settings.remind_at, settings.zone), work, days)
        note(whistle, PLANNED, command.at, work, by=command.by, data=LookAgain(days=days))
        await redraw_whistle(work, whistle, command.at)
    return whistle


@frozen(kw_only=True)
class Looked(OnWhistle):
    """Still fine, or it came back; after how many days it was asked."""

    fine: bool
    days: int


async def looked(command: Looked, work: Work) -> tuple[Whistle, Issue | None]:
    """Once for each asking; what came back has a new number. Raises NotYours, NotPossibleNow."""
    whistle = await work.whistle(command.whistle_id)
    await catch_up(whistle, command.at, work)
    post = await looker(whistle.line, None, command.by, work)
    still_asked(await work.timeline(whistle.id), command.days)
    seen = LookAgain(days=command.days, fine=command.fine)
    entry = note(whistle, LOOKED, command.at, work, by=command.by, post=post, data=seen)
    issue = None if command.fine else await _again(whistle, command, entry, work)
    to = await whistler(whistle, command.at, work)
    if not command.fine and to != command.by:
        tell(work, Kind.LOOKED, whistle, command.at, person_id=to, entry=entry)
    await redraw_whistle(work, whistle, command.at)
    return whistle, issue


async def _again(whistle: Whistle, command: Looked, entry: Entry, work: Work) -> Issue | None:
    """Reported anew, by whoever looked; the one that is still open goes on as it is."""
    old = await work.issue(whistle.issue_id) if whistle.issue_id is not None else None
    if old is not None and old.state in OPEN:
        return None
    done = "；".join(one.result for one in whistle.calls if one.state is CallState.ACCEPTED and one.result)
    again = File(
        by=command.by,
        at=command.at,
        area_id=whistle.area_id,
        text=f"{whistle.matter}，又犯了" + (f"（上回：{done}）" if done else ""),
        category=old.category if old is not None else None,
        for_nobody=True,
        place=old.place if old is not None else whistle.place,
        source=Source.STAFF,
    )
    new = await file_again(again, old, work, whistle_id=whistle.id)
    entry.data = LookAgain(days=command.days, fine=command.fine, issue=new.id)
    await note_on_issue(whistle, FOLLOWED, command.at, work, f"{new.number}号")
    return new


async def show_look(whistle: Whistle, command: OnWhistle, photos: tuple[Photo, ...], text: str, work: Work) -> Entry:
    """The photo that goes with the last look of this person, or a word: to the new report, else to the whistle. Raises
    NotPossibleNow without a look."""
    entry = last_look(await work.timeline(whistle.id), command.by)
    await keep_look(entry, whistle.subject, command.by, command.at, photos, text, work)
    work.changed(whistle)
    return entry
