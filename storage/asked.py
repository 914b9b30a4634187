"""How often people were asked lately about the matters of some areas, and with what answer (casework/asks.py)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, func, select

from casework.asks import LATELY, Asks, asks
from casework.figures import ACTED_ON
from casework.model import Area, Urgency
from casework.roles import UNPAID
from storage.columns import under
from storage.tables import issues, pings, posts
from storage.unit import Unit

ACTED = func.coalesce(func.sum(case((pings.c.answer.in_(ACTED_ON), 1), else_=0)), 0)
COUNTED = select(func.count().label("pings"), ACTED.label("acted")).join(issues, issues.c.id == pings.c.issue_id)
OF_UNPAID = (
    select(pings.c.person_id, pings.c.asked_at)
    .join(issues, issues.c.id == pings.c.issue_id)
    .join(posts, posts.c.id == pings.c.post_id)
    .where(posts.c.role.in_(UNPAID), issues.c.urgency != Urgency.URGENT)
)


OFTEN = (
    select(pings.c.person_id, func.count().label("times"))
    .join(issues, issues.c.id == pings.c.issue_id)
    .join(posts, posts.c.id == pings.c.post_id)
    .where(posts.c.role.in_(UNPAID), issues.c.urgency != Urgency.URGENT)
    .where(pings.c.person_id.in_(bindparam("people", expanding=True)), pings.c.asked_at >= bindparam("since"))
    .group_by(pings.c.person_id)
)


class AskedReads(Unit):
    """For the board, and before the next is asked."""

    async def unpaid_asked(self, person_ids: Collection[int], since: datetime) -> Mapping[int, int]:
        """How often each of them was asked since then in an unpaid post, danger left out."""
        (rows,) = await self._rows(OFTEN, people=list(person_ids), since=since)
        return {row.person_id: row.times for row in rows}

    async def asked_lately(self, areas: Sequence[Area], now: datetime) -> Asks:
        """Of what was reported there in the last days."""
        which = (under(issues.c.line, [one.line for one in areas]), issues.c.filed_at >= now - LATELY)
        (counted,) = await self._rows(COUNTED.where(*which))
        (unpaid,) = await self._rows(OF_UNPAID.where(*which))
        times = [(row.person_id, row.asked_at) for row in unpaid]
        settings = self.settings
        return asks(counted[0].acted, counted[0].pings, times, settings.unpaid_asks_a_day, settings.zone)
