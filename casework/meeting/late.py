"""Whistles about no issue to which somebody has not come: they stand on the agenda of whoever whistled."""

from datetime import datetime

from casework.model.places import Area
from casework.model.whistles import CallState, Whistle
from casework.ports import Work
from casework.tiers import tier_of_area


async def late_whistles(area: Area, now: datetime, work: Work) -> list[Whistle]:
    """Those of the area's tier, the oldest first. One about an issue is a reason of that issue's."""
    return [
        one
        for one in await work.whistles_in([area.id])
        if one.issue_id is None
        and one.tier is tier_of_area(area.kind)
        and any(call.state is CallState.WHISTLED and call.report_in_by < now for call in one.calls)
    ]
