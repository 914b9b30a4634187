"""What may stand on the agenda of an area: found by the rows that can put it there, so that a list of a few items does
not read everything that stands. The rules decide (casework/meeting/agenda.py)."""

from datetime import date

from sqlalchemy import and_, exists, func, or_, select, text

from casework.categories import IDEA
from casework.issue.echoing import SAID_OF
from casework.model.issues import Action, Issue, State
from casework.model.places import Area
from casework.model.whistles import CallState
from storage import tables
from storage.columns import under
from storage.issues import STANDING_ISSUES, WHOLE, IssueReads

issues, entries, promises = tables.issues, tables.entries, tables.promises
calls, verdicts = tables.whistle_calls, tables.verdicts

SAID = exists().where(
    entries.c.subject_id == issues.c.id,
    entries.c.action.in_((Action.AGENDA, Action.HAND_UP, Action.PUT_OFF, Action.REFUSE)),
)
CALLED = exists().where(calls.c.whistle_id == issues.c.whistle_id, calls.c.state == CallState.WHISTLED)


class AgendaReads(IssueReads):
    """Issues of an area that may stand on its agenda."""

    async def perhaps_on_agenda(self, area: Area, today: date, limit: int) -> list[Issue]:
        """Put on an agenda, handed up, put off, sent back, or a problem case; with a promise that was moved, is asked
        to be, or is over; or with a department that was whistled and is not there; or of which enough neighbours say
        that it is not done; a suggestion. The oldest T0 first."""
        there = under(issues.c.line, [area.line])
        promised = exists().where(
            promises.c.issue_id == issues.c.id,
            text("promises.ended_at IS NULL"),
            or_(promises.c.moved, promises.c.moving_to.is_not(None), promises.c.on_day <= today),
        )
        oldest = (
            select(issues.c.id)
            .where(
                there,
                STANDING_ISSUES,
                issues.c.state != State.RESOLVED,
                or_(issues.c.problem, issues.c.category == IDEA, SAID, CALLED, promised),
            )
            .order_by(issues.c.t0, issues.c.id)
            .limit(limit)
        )
        enough = self.settings.not_yet_neighbours
        doubted = (
            select(issues.c.id)
            .join(verdicts, and_(verdicts.c.issue_id == issues.c.id, verdicts.c.round == issues.c.round))
            .where(
                there,
                issues.c.state.in_(SAID_OF),
                ~verdicts.c.fixed,
            )
            .group_by(issues.c.id)
            .having(func.count() >= enough)
            .limit(limit)
        )
        found = or_(*(issues.c.id.in_(select(one.subquery().c.id)) for one in (oldest, doubted)))
        return await self._issues(WHOLE.where(found).order_by(issues.c.t0, issues.c.id))
