"""How often people were asked lately about the matters of some areas, and with what answer (casework/asks.py)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, func, literal, select, text

from casework.asks import LATELY, Asks, asks
from casework.clock.standstill import NOTICED
from casework.figures import ACTED_ON
from casework.messages import Kind
from casework.model.issues import Urgency
from casework.model.places import Area
from casework.roles import UNPAID
from storage.columns import UTCDateTime, under
from storage.ids import id_at
from storage.tables import IS_DONE, addresses, inbox, issues, outbox, pings, posts
from storage.unit import Unit

ACTED = func.coalesce(func.sum(case((pings.c.answer.in_(ACTED_ON), 1), else_=0)), 0)
COUNTED = select(func.count().label("pings"), ACTED.label("acted")).join(issues, issues.c.id == pings.c.issue_id)
OF_UNPAID = (
    select(pings.c.person_id, pings.c.asked_at)
    .join(posts, posts.c.id == pings.c.post_id)
    .where(posts.c.role.in_(UNPAID))
)
"""Of some matters, which are found first: joined as well, SQLite began with all pings there ever were."""


OFTEN = (
    select(pings.c.person_id, func.count().label("times"))
    .join(issues, issues.c.id == pings.c.issue_id)
    .join(posts, posts.c.id == pings.c.post_id)
    .where(posts.c.role.in_(UNPAID), issues.c.urgency != Urgency.URGENT)
    .where(pings.c.person_id.in_(bindparam("people", expanding=True)), pings.c.asked_at >= bindparam("since"))
    .group_by(pings.c.person_id)
)
TOLD_OF_STANDSTILL = select(outbox.c.id).where(
    outbox.c.id >= bindparam("first"),
    outbox.c.person_id == bindparam("person"),
    outbox.c.kind == Kind.STOOD_STILL,
    outbox.c.due_at >= bindparam("since", type_=UTCDateTime),
)
HELD_OF = (
    select(inbox.c.received_at, inbox.c.made_at)
    .join(addresses, addresses.c.address == literal("tg:") + inbox.c.chat_key)
    .where(text(f"inbox.{IS_DONE}"), addresses.c.person_id == bindparam("person"), inbox.c.made_at.is_not(None))
    .where(inbox.c.received_at >= bindparam("since", type_=UTCDateTime))
)
"""What Telegram handed over of the person's after that moment, and when it was written."""


class AskedReads(Unit):
    """For the board, and before the next is asked."""

    async def heard_of_standstill(self, person_id: int, since: datetime) -> bool:
        """Whether the person was told that nobody was at work since then, or wrote or pressed meanwhile and read so."""
        told, held = await self._rows(TOLD_OF_STANDSTILL, HELD_OF, person=person_id, since=since, first=id_at(since))
        return bool(told) or any(one.received_at - one.made_at >= NOTICED for one in held)

    async def unpaid_asked(self, person_ids: Collection[int], since: datetime) -> Mapping[int, int]:
        """How often each of them was asked since then in an unpaid post, danger left out."""
        (rows,) = await self._rows(OFTEN, people=list(person_ids), since=since)
        return {row.person_id: row.times for row in rows}

    async def asked_lately(self, areas: Sequence[Area], now: datetime) -> Asks:
        """Of what was reported there in the last days."""
        which = (under(issues.c.line, [one.line for one in areas]), issues.c.filed_at >= now - LATELY)
        (counted,) = await self._rows(COUNTED.where(*which))
        calm = select(issues.c.id).where(*which, issues.c.urgency != Urgency.URGENT)
        (unpaid,) = await self._rows(OF_UNPAID.where(pings.c.issue_id.in_(calm)))
        times = [(row.person_id, row.asked_at) for row in unpaid]
        settings = self.settings
        return asks(counted[0].acted, counted[0].pings, times, settings.unpaid_asks_a_day, settings.zone)
