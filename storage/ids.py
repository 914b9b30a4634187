"""Ids that no other process gives out: 63 bits, 41 of milliseconds since 2024, 10 random per process, 12 counted.

They grow with time within a process, so that a table is written at its end. The milliseconds are those of the wall
clock, not of the casework: two rows of one jump of the sandbox's clock still differ, and a clock set back repeats none.
"""

import secrets
import time
from datetime import datetime

_EPOCH_MS = 1_704_067_200_000  # 2024-01-01T00:00Z
_PROCESS = secrets.randbelow(1 << 10) << 12
_last = 0


def id_at(moment: datetime) -> int:
    """No id that was given out before that moment, by this machine's clock, is as large."""
    milliseconds = int(moment.timestamp() * 1000) - _EPOCH_MS
    return max(0, milliseconds) << 22


def new_id() -> int:
    """The next id. Called from the event loop only; more than 4,096 in a millisecond borrow from the next one."""
    global _last
    _last = max(_last + 1, (time.time_ns() // 1_000_000 - _EPOCH_MS) << 12)
    return (_last >> 12) << 22 | _PROCESS | (_last & 0xFFF)
