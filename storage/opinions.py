"""What is registered in one go: listening days, what waits for the press, and the matters that came of it."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import and_, bindparam, func, select, text

from casework.model.conversation import Draft, DraftState
from casework.model.issues import Issue, ListeningDay, State
from storage import tables
from storage.broadcasts import BroadcastReads
from storage.issues import WHOLE, IssueReads
from storage.rows import DRAFTS, LISTENING_DAYS

days, reports, issues = tables.listening_days, tables.reports, tables.issues

_LISTED = DRAFTS.select().where(
    text(f"drafts.{tables.IS_LISTED}"), tables.drafts.c.listening_id == bindparam("day"), text("drafts.state = 'left'")
)
_OF_DAY = select(reports.c.issue_id).where(
    text(f"reports.{tables.IS_LISTED}"), reports.c.listening_id == bindparam("day")
)
_STATES = (
    select(reports.c.listening_id, issues.c.state, func.count())
    .join(issues, issues.c.id == reports.c.issue_id)
    .where(text(f"reports.{tables.IS_LISTED}"), reports.c.listening_id.in_(bindparam("days", expanding=True)))
    .group_by(reports.c.listening_id, issues.c.state)
)


_ORDERS = text(f"reports.{tables.IS_ORDER}")


class OpinionReads(BroadcastReads, IssueReads):
    """A listening day has some hundred matters at most."""

    async def listening_day(self, day_id: int) -> ListeningDay:
        """Raises NotFound."""
        return await self._one(LISTENING_DAYS, day_id)

    async def listening_days_in(self, area_ids: Collection[int], limit: int) -> list[ListeningDay]:
        """Those that were registered, of these areas or below, the newest first."""
        there = await self._under(area_ids)
        asked = (
            LISTENING_DAYS.select()
            .join(tables.areas, tables.areas.c.id == days.c.area_id)
            .where(and_(there, days.c.filed_at.is_not(None)))
            .order_by(days.c.filed_at.desc(), days.c.id.desc())
            .limit(limit)
        )
        found = await self._all(LISTENING_DAYS, asked, lambda one: one.filed_at is not None)
        return sorted(found, key=lambda one: (one.filed_at or one.at, one.id), reverse=True)[:limit]

    async def drafts_listed(self, day_id: int) -> list[Draft]:
        """What waits to be registered in one go, by its number in the list."""
        found = await self._all(
            DRAFTS, _LISTED, lambda one: one.listening_id == day_id and one.state is DraftState.LEFT, day=day_id
        )
        return sorted(found, key=lambda one: (one.listed or 0, one.id))

    async def issues_listed(self, day_id: int) -> list[Issue]:
        """The matters in which its reports are, by their numbers."""
        found = await self._issues(WHOLE.where(issues.c.id.in_(_OF_DAY)), day=day_id)
        return sorted(found, key=lambda one: (one.year, one.number))

    async def orders_known(self, numbers: Collection[str]) -> dict[str, Issue]:
        """What is registered with these numbers of other systems, unless it was taken back."""
        if not numbers:
            return {}
        with_one = select(reports.c.issue_id).where(_ORDERS, reports.c.outside_number.in_(list(numbers)))
        found = await self._issues(WHOLE.where(issues.c.id.in_(with_one)))
        return {
            one.outside_number: issue
            for issue in found
            if issue.state is not State.WITHDRAWN
            for one in issue.reports
            if one.outside_number in numbers and one.outside_number
        }

    async def states_listed(self, day_ids: Collection[int]) -> dict[int, dict[State, int]]:
        """How many reports of each stand how."""
        found: dict[int, dict[State, int]] = {}
        if day_ids:
            (rows,) = await self._rows(_STATES, days=list(day_ids))
            for row in rows:
                counted: Any = row
                found.setdefault(counted[0], {})[counted[1]] = int(counted[2])
        return found
