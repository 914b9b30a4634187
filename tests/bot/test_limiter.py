"""The limiter: it keeps Telegram's limits for any traffic, wastes nothing, and is fair."""

from collections import deque
from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.outgoing.limiter import Limiter, Limits, Waiting, choose, is_group
from sandbox.limits import BotLimits
from tests.examples import DEEP, many

PRIVATE, GROUP = "tg:1", "tg:-1"

jobs = st.lists(
    st.tuples(
        st.sampled_from(["tg:1", "tg:2", "tg:3", "tg:-1", "tg:-2"]),
        st.integers(0, 4),  # priority
        st.integers(1, 4),  # messages
        st.booleans(),  # edit
        st.floats(0.0, 0.4),  # latency
        st.floats(0.0, 1.0),  # when in that latency it arrives
    ),
    max_size=120,
)


@settings(deadline=None, max_examples=many(60))
@given(jobs)
def test_telegram_never_refuses(traffic: list[tuple[str, int, int, bool, float, float]]) -> None:
    """Whatever waits, however long answers take: the sandbox's limits, which are Telegram's, see nothing too early."""
    telegram, limiter = BotLimits(), Limiter()
    left = {
        key: Waiting(key, chat, priority, (0.0, key), 1 if edit else messages, edit)
        for key, (chat, priority, messages, edit, _, _) in enumerate(traffic)
    }
    now = 1000.0
    arrivals: list[tuple[float, Waiting]] = []
    ends: list[tuple[float, Waiting, object]] = []
    busy: set[str] = set()
    while left or ends:
        chosen, again = choose(left.values(), limiter, now, busy)
        if chosen is not None:
            latency, share = traffic[chosen.key][4], traffic[chosen.key][5]
            ticket = limiter.start(chosen.chat, now, messages=chosen.messages, edit=chosen.edit)
            arrivals.append((now + latency * share, chosen))
            ends.append((now + latency, chosen, ticket))
            busy.add(chosen.chat)
            del left[chosen.key]
            continue
        ends.sort(key=lambda one: one[0])
        step = min(again, ends[0][0] if ends else inf)
        assert step < inf, "nothing will ever be sent"
        now = max(now, step)
        while ends and ends[0][0] <= now:
            at, ended, given_ticket = ends.pop(0)
            limiter.end(given_ticket, at)  # type: ignore[arg-type]
            busy.discard(ended.chat)
    for at, one in sorted(arrivals, key=lambda pair: pair[0]):
        chat = int(one.chat.removeprefix("tg:"))
        assert telegram.charge(at, chat, one.messages, edit=one.edit) == 0


def drain(waiting: list[Waiting], limiter: Limiter, now: float = 0.0) -> list[tuple[float, Waiting]]:
    """Send everything with answers that come at once: (when, what), in order."""
    left, sent = {one.key: one for one in waiting}, []
    while left:
        chosen, again = choose(left.values(), limiter, now, set())
        if chosen is None:
            now = again
            continue
        limiter.end(limiter.start(chosen.chat, now, messages=chosen.messages, edit=chosen.edit), now)
        sent.append((now, chosen))
        del left[chosen.key]
    return sent


def test_notices_to_many_take_no_longer_than_they_must() -> None:
    """Thirty a second to different chats: all within 1.03 of the least possible time; 2,751 of them in a deep run."""
    count = 2751 if DEEP else 1000
    sent = drain([Waiting(key, f"tg:{key + 1}", 4, (0.0, key)) for key in range(count)], Limiter())
    assert sent[-1][0] <= count / 30 * 1.03


def test_a_ping_overtakes_notices() -> None:
    """Priority goes before everything that waits already."""
    waiting = [Waiting(key, f"tg:{key + 1}", 4, (0.0, key)) for key in range(100)]
    ping = Waiting(999, "tg:999", 1, (50.0, 999))
    sent = drain([*waiting, ping], Limiter())
    assert sent[0][1] is ping


def test_within_a_priority_the_chat_that_waited_longest_goes_first() -> None:
    """One chat with many messages does not hold up the others."""
    many = [Waiting(key, PRIVATE, 2, (0.0, key)) for key in range(10)]
    others = [Waiting(100 + key, f"tg:{100 + key}", 2, (1.0, key)) for key in range(5)]
    first = [one.chat for _, one in drain([*many, *others], Limiter())[:6]]
    assert first.count(PRIVATE) == 1


@given(st.permutations(range(12)))
def test_a_chat_gets_its_messages_in_order(keys: list[int]) -> None:
    """However they lie in the queue."""
    waiting = [Waiting(key, f"tg:{key % 3}", 2, (float(key), key)) for key in keys]
    sent = drain(waiting, Limiter())
    for chat in {one.chat for one in waiting}:
        mine = [one.key for _, one in sent if one.chat == chat]
        assert mine == sorted(mine)


def test_a_private_chat_takes_three_at_once_and_a_group_one() -> None:
    """The burst that Telegram tolerates in private chats; then one a second."""
    times = [at for at, _ in drain([Waiting(key, PRIVATE, 2, (0.0, key)) for key in range(5)], Limiter())]
    assert times == [0.0, 0.0, 0.0, 1.0, 2.0]
    times = [at for at, _ in drain([Waiting(key, GROUP, 2, (0.0, key)) for key in range(3)], Limiter())]
    assert times == [0.0, 1.0, 2.0]


def test_a_group_takes_twenty_a_minute_edits_included() -> None:
    """The twenty-first waits for the minute."""
    times = [at for at, _ in drain([Waiting(key, GROUP, 2, (0.0, key), edit=True) for key in range(21)], Limiter())]
    assert times[19] == 0.0
    assert times[20] >= Limits().group_span


def test_retry_after_holds_that_chat_only() -> None:
    """The others go on."""
    limiter = Limiter()
    limiter.learn(PRIVATE, 30.0)
    assert limiter.free_at(PRIVATE, 0.0) == 30.0
    assert limiter.free_at("tg:2", 0.0) == 0.0


def test_what_is_under_way_counts() -> None:
    """Thirty unanswered messages: the next waits for an answer, not for a time."""
    limiter = Limiter()
    tickets = deque(limiter.start(f"tg:{key}", 0.0) for key in range(30))
    assert limiter.free_at("tg:99", 5.0) == inf
    limiter.end(tickets.popleft(), 5.0)
    assert limiter.free_at("tg:99", 5.0) == 5.0 + Limits().overall_span


def test_quiet_chats_are_forgotten() -> None:
    """Memory does not grow with the town, and nothing that still counts is lost."""
    limiter = Limiter()
    for key in range(100):
        limiter.end(limiter.start(f"tg:{key}", 0.0), 0.0)
    limiter.learn("tg:7", 500.0)
    limiter.forget_quiet(300.0)
    assert limiter.free_at("tg:7", 300.0) == 500.0
    assert len(limiter._chats) == 1


def test_groups_have_negative_ids() -> None:
    """As Telegram numbers them."""
    assert is_group("tg:-1001")
    assert not is_group("tg:5")
