"""What may go now: the rows that are known, the direct answers, the limits, the chats that are busy."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import inf

from bot.outgoing.directs import Direct, Directs
from bot.outgoing.limiter import Limiter, Ticket, Waiting, choose
from bot.running.clock import Clock
from casework.frozen import frozen
from casework.messages import Kind, Priority
from casework.told import Drawn
from storage.database import Database
from storage.outbox import Outbox
from storage.targets import Target, targets
from storage.work import OutboxRow

LOOK_AHEAD = 500
"""Rows of the outbox known at a time; the most urgent ones."""
DIRECT = -2
"""Priority of direct answers: before everything in the outbox."""
PING_EVERY = timedelta(minutes=1)
"""One ping message a minute for a person; urgent ones apart (domain.md §3)."""
DRAWN_KNOWN = 60.0
"""Seconds for which it is known when a card was drawn that may change so often only."""
LOOK_EVERY = timedelta(seconds=10)
"""The outbox is read again after so long at the latest: another replica may have written."""

QUIET = "quiet hours"
"""Why a message waited that a person did not want just then."""
NEWER = "a newer process wrote it"
"""Why one waits that nobody here can read."""
EDITS = frozenset(
    {
        Kind.CARD,
        Kind.PUBLIC_CARD,
        Kind.COMPANY_CARD,
        Kind.PING_OVER,
        Kind.COPY,
        Kind.TIDY,
        Kind.WHISTLE_CARD,
        Kind.WHISTLE_MINE,
        Kind.MEDIATION_CARD,
        Kind.CALL_CARD,
    }
)
"""Kinds that mostly change what is there."""


@frozen
class Claimed:
    """Rows that become one message (several only for pings), where it goes, and the leave to send it."""

    rows: list[OutboxRow]
    target: Target
    ticket: Ticket


@frozen
class ClaimedDirect:
    """A direct answer, by its key, and the leave to send it."""

    key: int
    answer: Direct
    ticket: Ticket


class Choosing:
    """Knows what waits and what is under way. `look` reads, `claim` chooses."""

    def __init__(self, database: Database, outbox: Outbox, clock: Clock, limiter: Limiter, directs: Directs) -> None:
        self._database = database
        self._outbox = outbox
        self._clock = clock
        self._limiter = limiter
        self._directs = directs
        self._commits = database.committed.subscribe()
        self._commits.set()
        self._looked_at = -inf
        self._full = False  # there is more in the outbox than is known here
        self._hidden = False  # and perhaps something for later
        self._next_retry: datetime | None = None
        self._rows: dict[int, OutboxRow] = {}
        self._targets: dict[int, Target] = {}
        self._under_way: set[int] = set()
        self._over: set[int] = set()  # ended since the last look began
        self._busy: set[str] = set()
        self._pinged: dict[int, float] = {}
        self._drawn: dict[str, float] = {}  # by key, when what may change so often only was last sent

    # What waits

    @property
    def is_old(self) -> bool:
        """Whether the outbox is to be looked at again."""
        now = self._clock.now()
        retry = self._next_retry is not None and self._next_retry <= now
        late = now.timestamp() - self._looked_at > LOOK_EVERY.total_seconds()
        return self._commits.is_set() or retry or late or (self._hidden and not self._rows)

    @property
    def is_used_up(self) -> bool:
        """Whether all that is known is under way, and there is more."""
        return self._full and len(self._rows) <= len(self._under_way)

    @property
    def next_retry(self) -> datetime | None:
        """When something may be sent that may not be now."""
        return self._next_retry

    def is_stale(self) -> None:
        """Something waits again that was under way: look at the next occasion."""
        self._commits.set()

    def forget(self) -> None:
        """Nothing of the outbox goes any more."""
        self._rows.clear()

    async def look(self) -> None:
        """Read what waits. Raises StorageError."""
        now = self._clock.now()
        self._commits.clear()
        self._over.clear()
        self._looked_at = now.timestamp()
        limit = LOOK_AHEAD + len(self._under_way)
        rows = await self._outbox.ready(now, limit)
        # While something may go now, it hides the later ones: they are asked for when it has gone.
        next_at = None if rows else await self._outbox.next_at()
        self._hidden = bool(rows) or (next_at is not None and next_at <= now)
        self._next_retry = None if self._hidden else next_at
        self._full = len(rows) == limit
        where = await targets(self._database, [row.id for row in rows]) if rows else {}
        under_way = {key: row for key, row in self._rows.items() if key in self._under_way}
        fresh = {row.id: row for row in rows if row.id not in self._over and row.id not in under_way}
        self._targets = {key: self._targets[key] for key in under_way} | where
        self._rows = {**under_way, **fresh}

    # What goes

    def claim(self, at_most: int) -> tuple[list[Claimed | ClaimedDirect], float]:
        """All that may go now, and when the next may (inf: when something changes)."""
        now = self._clock.now().timestamp()
        claimed: list[Claimed | ClaimedDirect] = []
        again = inf
        waiting = self._waiting(now)
        while len(claimed) < at_most:
            chosen, again = choose(waiting, self._limiter, now, self._busy)
            if chosen is None:
                break
            ticket = self._limiter.start(chosen.chat, now, messages=chosen.messages, edit=chosen.edit)
            self._busy.add(chosen.chat)
            if chosen.priority == DIRECT:
                claimed.append(ClaimedDirect(chosen.key, self._directs.take(chosen.key), ticket))
            else:
                rows = self._together(self._rows[chosen.key], now)
                self._under_way.update(row.id for row in rows)
                claimed.append(Claimed(rows, self._targets[chosen.key], ticket))
            waiting = [one for one in waiting if one.chat not in self._busy and one.key not in self._under_way]
        return claimed, again

    def _waiting(self, now: float) -> list[Waiting]:
        # A card that is about to be redrawn would at once undo what a press has just made of it.
        redrawn = {self._targets[key].address for key, row in self._rows.items() if row.kind == Kind.CARD}
        waiting = [
            Waiting(key, one.address, DIRECT, (0.0, key), edit=one.edits is not None, not_before=one.not_before)
            for key, one in self._directs.items()
            if one.edits is None or one.address not in redrawn
        ]
        for key, row in self._rows.items():
            if key in self._under_way:
                continue
            not_before = -inf
            if row.kind == Kind.PING and row.priority == Priority.PING and row.person_id in self._pinged:
                not_before = self._pinged[row.person_id] + PING_EVERY.total_seconds()
                if not_before <= now:
                    del self._pinged[row.person_id]
            if row.key in self._drawn:
                not_before = max(
                    not_before, self._drawn[row.key] + (row.data.every if isinstance(row.data, Drawn) else 0)
                )
                if not_before <= now:
                    del self._drawn[row.key]
            chat = self._targets[key].address or f"nowhere {key}"
            order = (row.due_at.timestamp(), row.id)
            waiting.append(Waiting(key, chat, row.priority, order, edit=row.kind in EDITS, not_before=not_before))
        return waiting

    def _together(self, row: OutboxRow, now: float) -> list[OutboxRow]:
        """The rows that go into one message with this one: all pings that are due for the person, urgent apart; what
        waited for the end of the person's quiet hours."""
        if row.key is not None and isinstance(row.data, Drawn):
            self._drawn = {key: at for key, at in self._drawn.items() if now - at < DRAWN_KNOWN} | {row.key: now}
        if row.error == QUIET and row.person_id is not None:
            rest = [one for key, one in self._rows.items() if key != row.id and key not in self._under_way]
            return [row, *(one for one in rest if (one.error, one.person_id) == (QUIET, row.person_id))]
        if row.kind != Kind.PING or row.priority != Priority.PING or row.person_id is None:
            return [row]
        self._pinged[row.person_id] = now
        return [row] + [
            one
            for key, one in self._rows.items()
            if key != row.id
            and key not in self._under_way
            and (one.kind, one.priority, one.person_id) == (row.kind, row.priority, row.person_id)
        ]

    # What came of it

    def not_pinged(self, rows: Sequence[OutboxRow]) -> None:
        """It was not sent after all: the person's minute stays quiet."""
        self._pinged.pop(rows[0].person_id or 0, None)

    def ended(self, claimed: Claimed, *, recorded: bool) -> None:
        """It is not under way any more; what was recorded is not looked for again."""
        for row in claimed.rows:
            if recorded:
                self._over.add(row.id)
            self._under_way.discard(row.id)
            self._rows.pop(row.id, None)

    def free(self, chat: str) -> None:
        """The next one may go there."""
        self._busy.discard(chat)


def moment(at: float) -> datetime:
    """Not before `at`: whole microseconds may lie a little earlier, and a clock that stands would never get there."""
    found = datetime.fromtimestamp(at, UTC)
    return found if found.timestamp() >= at else found + timedelta(microseconds=1)
