"""Telegram's limits as data, and who may send next: state and time in, an answer out; no clock and no network.

A message counts from when it was started until a span after Telegram's answer, because only then is it certain that
it arrived before the span began (https://core.telegram.org/bots/faq, "My bot is hitting limits"). Times are seconds.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf

from casework.frozen import frozen


@frozen(kw_only=True)
class Limits:
    """What one token may do. Spans are counted from the answer, so they can be a little under the full time.

    A private chat takes a short burst (Telegram tolerates it); a group takes one a second and 20 a minute.
    """

    overall: int = 30
    overall_span: float = 0.97
    chat_every: float = 1.0
    private_burst: int = 3
    group: int = 20
    group_span: float = 59.97


@dataclass(slots=True)
class _Window:
    limit: int
    span: float
    under_way: int = 0
    ended: deque[float] = field(default_factory=deque)

    def free_at(self, now: float, count: int) -> float:
        while self.ended and self.ended[0] + self.span <= now:
            self.ended.popleft()
        over = self.under_way + len(self.ended) + min(count, self.limit) - self.limit
        if over <= 0:
            return now
        return self.ended[over - 1] + self.span if over <= len(self.ended) else inf

    def start(self, count: int) -> None:
        self.under_way += count

    def end(self, now: float, count: int) -> None:
        self.under_way -= count
        self.ended.extend([now] * count)


@dataclass(slots=True)
class _Chat:
    full_at: float = -inf  # when the whole burst is there again
    held_until: float = -inf  # learned from a refusal
    served_at: float = -inf
    window: _Window | None = None


@dataclass(slots=True)
class Ticket:
    """A message that was started; hand it back to `end`, once: the second time changes nothing."""

    chat: str
    started_at: float
    messages: int
    edit: bool
    ended: bool = False


def is_group(address: str) -> bool:
    """Groups, supergroups and channels have negative ids."""
    return address.startswith("tg:-")


class Limiter:
    """How much went out lately, overall and by chat."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._overall = _Window(self.limits.overall, self.limits.overall_span)
        self._chats: dict[str, _Chat] = {}

    def free_at(self, chat: str, now: float, *, messages: int = 1, edit: bool = False) -> float:
        """When so many may go to this chat: `now`, a later time, or inf while that hangs on what is under way."""
        state = self._chat(chat)
        times = [now, state.held_until, self._overall.free_at(now, messages)]
        if state.window:
            times.append(state.window.free_at(now, messages))
        if not edit:
            burst = 1 if is_group(chat) else self.limits.private_burst
            times.append(state.full_at - (burst - 1) * self.limits.chat_every)
        return max(times)

    def start(self, chat: str, now: float, *, messages: int = 1, edit: bool = False) -> Ticket:
        """So many are on their way. An album is one for the chat's second and counts whole for the others."""
        state = self._chat(chat)
        self._overall.start(messages)
        if state.window:
            state.window.start(messages)
        if not edit:
            state.full_at = max(state.full_at, now) + self.limits.chat_every
        state.served_at = now
        return Ticket(chat, now, messages, edit)

    def end(self, ticket: Ticket, now: float) -> None:
        """Telegram answered, or the call failed."""
        if ticket.ended:
            return
        ticket.ended = True
        state = self._chat(ticket.chat)
        self._overall.end(now, ticket.messages)
        if state.window:
            state.window.end(now, ticket.messages)
        if not ticket.edit:
            state.full_at += now - ticket.started_at

    def learn(self, chat: str, until: float) -> None:
        """Telegram said "retry after": this chat waits, the others go on."""
        state = self._chat(chat)
        state.held_until = max(state.held_until, until)

    def served_at(self, chat: str) -> float:
        """When the chat had its last message, for fairness."""
        return self._chats[chat].served_at if chat in self._chats else -inf

    def forget_quiet(self, now: float) -> None:
        """Drop chats that no limit knows any more, so that memory does not grow with the town."""
        old = now - self.limits.group_span - self.limits.chat_every
        for chat in [chat for chat, s in self._chats.items() if max(s.served_at, s.full_at, s.held_until) < old]:
            window = self._chats[chat].window
            if window is None or not window.under_way:
                del self._chats[chat]

    def _chat(self, chat: str) -> _Chat:
        if chat not in self._chats:
            window = _Window(self.limits.group, self.limits.group_span) if is_group(chat) else None
            self._chats[chat] = _Chat(window=window)
        return self._chats[chat]


@frozen
class Waiting:
    """Something to send. `order` is its place among those of its chat and priority; a smaller priority goes first."""

    key: int
    chat: str
    priority: int
    order: tuple[float, int] = (0.0, 0)
    messages: int = 1
    edit: bool = False
    not_before: float = -inf


def choose(waiting: Iterable[Waiting], limiter: Limiter, now: float, busy: set[str]) -> tuple[Waiting | None, float]:
    """Who may send now, or None; and when to look again (inf: only when something changes).

    By priority; within a priority the chat that was served longest ago. A chat sends one at a time, in its order;
    chats in `busy` are sending.
    """
    first: dict[str, Waiting] = {}
    for one in waiting:
        if one.chat in busy:
            continue
        rank = (one.not_before > now, one.priority, one.order)
        best = first.get(one.chat)
        if best is None or rank < (best.not_before > now, best.priority, best.order):
            first[one.chat] = one
    again = inf
    chosen: Waiting | None = None
    chosen_rank: tuple[int, float, tuple[float, int]] | None = None
    for one in first.values():
        at = max(one.not_before, limiter.free_at(one.chat, now, messages=one.messages, edit=one.edit))
        if at > now:
            again = min(again, at)
            continue
        rank_of_one = (one.priority, limiter.served_at(one.chat), one.order)
        if chosen_rank is None or rank_of_one < chosen_rank:
            chosen, chosen_rank = one, rank_of_one
    return chosen, again
