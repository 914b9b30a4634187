"""The agenda of an area: a list that fills by itself, computed from rows (around-an-issue.md §3).

Nothing is kept of it. An item is an issue with the reasons why it stands there; each reason says since when. What was
decided takes an item off until something new happens: a reason counts only if it arose after the newest decision.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from casework.categories import IDEA, broad
from casework.clock import limits as clock
from casework.frozen import frozen
from casework.issue.doing import OnIssue, begin, step
from casework.issue.echoing import SAID_OF
from casework.lines import ToTier
from casework.messages import redraw
from casework.model.issues import Action, Issue, State, Tier, Verdict
from casework.model.places import Area
from casework.model.timeline import Entry
from casework.model.whistles import CallState, Whistle
from casework.neighbourhood.rights import given_by_decision
from casework.ports import Work
from casework.refusals import PrivateMatter
from casework.tiers import meeting_tier, tier_of_area, tier_row
from casework.timeline import newest
from casework.transitions import ANSWERS, DECIDES, OPEN

AT_MOST = 300
"""Matters looked at for one agenda, the oldest first."""


class Why(StrEnum):
    """Why an item stands on an agenda."""

    BROKEN = "broken"  # the promised day is over
    NOT_YET = "not_yet"  # neighbours say on the echo wall that it is not done
    WHISTLE = "whistle"  # a department did not report in
    AGAIN = "again"  # it was put off until now
    HANDED_UP = "handed_up"  # and nobody has decided
    RETURNED = "returned"  # whoever was to do it says that it is not his
    PROBLEM = "problem"  # a problem case 疑难件
    MOVED = "moved"  # the promised day was moved, or is asked to
    PUT_ON = "put_on"
    IDEA = "idea"  # a suggestion 金点子: whoever made it was promised that it is talked over


WEIGHTS: dict[Why, int] = {
    Why.BROKEN: 5,
    Why.NOT_YET: 4,
    Why.WHISTLE: 4,
    Why.AGAIN: 4,
    Why.HANDED_UP: 3,
    Why.RETURNED: 3,
    Why.PROBLEM: 3,
    Why.MOVED: 2,
    Why.PUT_ON: 2,
    Why.IDEA: 1,
}
"""What an item weighs: the sum of its reasons. Of equal weight the one that more homes have comes first, then the
older one."""


@frozen(kw_only=True)
class Reason:
    """Why, and since when. `on`: the promised day that is over, or the day until which it was put off; `departments`:
    who did not come; `entry`: what was written by whoever put it there; `n`: how many neighbours."""

    why: Why
    since: datetime
    on: date | None = None
    departments: tuple[int, ...] = ()
    entry: Entry | None = None
    n: int = 0


@frozen(kw_only=True)
class Item:
    """An issue on an agenda. `decided`: the newest decision about it, which whoever decides next has to know."""

    issue: Issue
    reasons: tuple[Reason, ...]
    decided: Entry | None = None

    @property
    def weight(self) -> int:
        """The sum of its reasons."""
        return sum(WEIGHTS[one.why] for one in self.reasons)

    @property
    def homes(self) -> int:
        """How many have it."""
        return len(self.issue.reports) + self.issue.me_toos


def tier_on_agenda(issue: Issue) -> Tier:
    """On which tier's agenda it stands: whoever decides it, or is to, but for the grid head, who holds no meeting."""
    return meeting_tier(issue.handed_to or issue.tier)


def newest_decision(timeline: Sequence[Entry]) -> Entry | None:
    """The last thing that was decided about it, in whatever round."""
    return newest(timeline, DECIDES)


def reasons_of(
    issue: Issue,
    timeline: Sequence[Entry],
    whistle: Whistle | None,
    verdicts: Sequence[Verdict],
    now: datetime,
    work: Work,
) -> tuple[Reason, ...]:
    """All that hold now, the heaviest first."""
    decided = newest_decision(timeline)
    since = decided.at if decided is not None else None
    if issue.private:
        return ()
    if issue.state in SAID_OF:
        return tuple(one for one in _not_yet(issue, verdicts, work) if since is None or one.since > since)
    if issue.state not in OPEN:
        return ()
    found = [
        one
        for one in (
            *_idea(issue),
            *_put_on(timeline),
            *_handed_up(timeline),
            *_returned(issue, timeline),
            *_problem(issue, timeline),
            *_promise(issue, timeline),
            *_whistle(whistle, now),
            *_put_off(issue, decided, work),
        )
        if since is None or one.since > since or one.why in (Why.HANDED_UP, Why.RETURNED, Why.AGAIN)
    ]
    return tuple(sorted(found, key=lambda one: (-WEIGHTS[one.why], one.since)))


def doubts(issue: Issue, verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Who says of the newest result that it is not done, the first first."""
    here = [one for one in verdicts if one.round == issue.round and not one.fixed]
    return sorted(here, key=lambda one: one.at)


def _not_yet(issue: Issue, verdicts: Iterable[Verdict], work: Work) -> list[Reason]:
    """Since there are enough of them."""
    said, enough = doubts(issue, verdicts), work.settings.not_yet_neighbours
    return [Reason(why=Why.NOT_YET, since=said[enough - 1].at, n=len(said))] if len(said) >= enough else []


def _idea(issue: Issue) -> list[Reason]:
    return [Reason(why=Why.IDEA, since=issue.t0)] if broad(issue.category) == IDEA else []


def _put_on(timeline: Sequence[Entry]) -> list[Reason]:
    put = newest(timeline, (Action.AGENDA,))
    return [Reason(why=Why.PUT_ON, since=put.at, entry=put)] if put is not None else []


def _handed_up(timeline: Sequence[Entry]) -> list[Reason]:
    """The newest word of those that answer a handing up is the handing up itself."""
    last = newest(timeline, ANSWERS)
    if last is None or last.action != Action.HAND_UP:
        return []
    return [Reason(why=Why.HANDED_UP, since=last.at, entry=last)]


def _returned(issue: Issue, timeline: Sequence[Entry]) -> list[Reason]:
    """Whoever was given it by a decision sent it back, and nobody has decided since."""
    back = newest(timeline, (*ANSWERS, Action.REFUSE))
    if back is None or back.action != Action.REFUSE or not given_by_decision(issue):
        return []
    return [Reason(why=Why.RETURNED, since=back.at, entry=back)]


def _problem(issue: Issue, timeline: Sequence[Entry]) -> list[Reason]:
    """Since the transfer, or the redo, that was one too many."""
    if not issue.problem:
        return []
    made = newest(timeline, (Action.TRANSFER, Action.REOPEN))
    return [Reason(why=Why.PROBLEM, since=made.at if made is not None else issue.t0)]


def _promise(issue: Issue, timeline: Sequence[Entry]) -> list[Reason]:
    """Broken once its day is over; else moved, or asked to be."""
    made = issue.promise
    if made is None or issue.state is not State.PROMISED:
        return []
    over = newest(timeline, ("due_promise_end",))
    if over is not None and over.at > made.made_at and over.at.date() >= made.on_day:
        return [Reason(why=Why.BROKEN, since=over.at, on=made.on_day)]
    asked = newest(timeline, (Action.MOVE_PROMISE,))
    if asked is not None and asked.at >= made.made_at and (made.moved or made.moving_to is not None):
        return [Reason(why=Why.MOVED, since=asked.at, on=made.on_day)]
    return []


def _whistle(whistle: Whistle | None, now: datetime) -> list[Reason]:
    if whistle is None:
        return []
    late = [one for one in whistle.calls if one.state is CallState.WHISTLED and one.report_in_by < now and not one.over]
    if not late:
        return []
    since = min(one.report_in_by for one in late)
    return [Reason(why=Why.WHISTLE, since=since, departments=tuple(one.department_id for one in late))]


def _put_off(issue: Issue, decided: Entry | None, work: Work) -> list[Reason]:
    """From the day on until which it was put off."""
    since = clock.on_agenda_again(issue)
    if since is None:
        return []
    on = since.astimezone(work.settings_for(issue.line, since).zone).date()
    return [Reason(why=Why.AGAIN, since=since, on=on, entry=decided)]


async def item_of(issue: Issue, now: datetime, work: Work) -> Item:
    """The issue as an item, whether it stands on an agenda or not: then it has no reasons."""
    timeline = await work.timeline(issue.id)
    whistle = await work.whistle(issue.whistle_id) if issue.whistle_id is not None else None
    verdicts = await work.verdicts(issue.id) if issue.state in SAID_OF else []
    return Item(
        issue=issue,
        reasons=reasons_of(issue, timeline, whistle, verdicts, now, work),
        decided=newest_decision(timeline),
    )


def meets(area: Area) -> bool:
    """Whether the area holds joint meetings, and so has an agenda."""
    tier = tier_of_area(area.kind)
    return tier is not None and bool(tier_row(tier).meets)


async def agenda_of(area: Area, now: datetime, work: Work) -> list[Item]:
    """What stands on the area's agenda, by weight: matters that its tier decides. Nothing where the area holds no
    meetings."""
    tier = tier_of_area(area.kind)
    if not meets(area):
        return []
    today = now.astimezone(work.settings_for(area.line, now).zone).date()
    found = [await item_of(one, now, work) for one in await work.perhaps_on_agenda(area, today, AT_MOST)]
    items = [one for one in found if one.reasons and tier_on_agenda(one.issue) is tier]
    return sorted(items, key=lambda one: (not one.issue.urgent, -one.weight, -one.homes, one.issue.t0, one.issue.id))


async def put_on_agenda(command: OnIssue, work: Work) -> Issue:
    """Put it on the agenda of whoever decides it. What is private is talked over in no meeting: PrivateMatter."""
    issue, post = await begin(command, Action.AGENDA, work)
    if issue.private:
        raise PrivateMatter
    item = await item_of(issue, command.at, work)
    if not any(one.why is Why.PUT_ON for one in item.reasons):
        step(issue, Action.AGENDA, command, post, work, data=ToTier(tier=tier_on_agenda(issue)))
        await redraw(work, issue, command.at)
    return issue
