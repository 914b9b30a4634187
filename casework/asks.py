"""How often people are asked, and how often that brings an answer: noise is a budget (around-an-issue.md §11)."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from casework.area_settings import local_date
from casework.figures import Share
from casework.frozen import frozen

LATELY = timedelta(days=7)
"""Of matters that were reported in these days the board says it."""


@frozen(kw_only=True)
class Asks:
    """`acted_on`: pings answered "I know" or "I take it", of all. Of unpaid neighbours, danger left out: `most`, how
    often one of them was asked in one day at most; on how many days somebody was asked more than the `limit`."""

    acted_on: Share
    most: int
    above: int
    limit: int


def asks(acted: int, pings: int, unpaid: Iterable[tuple[int, datetime]], limit: int, zone: ZoneInfo) -> Asks:
    """`unpaid`: whom of them, when, once for each asking."""
    days = Counter((person_id, local_date(at, zone)) for person_id, at in unpaid)
    return Asks(
        acted_on=Share(acted, pings),
        most=max(days.values(), default=0),
        above=sum(one > limit for one in days.values()),
        limit=limit,
    )
