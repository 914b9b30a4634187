"""Whatever people do, in whatever order, and whenever somebody sums or looks: what is kept is what the rounds say, and
boards count each matter as its card shows it."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import Connection, delete

from casework.area_settings import HOURS
from casework.clock.falling_due import fire
from casework.clock.lights import light_of
from casework.clock.retiming import Set, set_for_area
from casework.clock.standing import standing_of
from casework.issue.doing import OnIssue
from casework.issue.filing import File, file
from casework.issue.moving import Move, move
from casework.issue.telling import Delivered, delivered
from casework.issue.together import PutTogether, put_together, take_apart
from casework.messages import Kind
from casework.model.subjects import SubjectKind
from casework.refusals import Refusal
from casework.transitions import to_be_looked_at
from storage import tables
from storage.database import Database
from storage.deadlines import Deadlines
from storage.sums import recount, sum_some
from tests.casework.neighbourhood import BUILDING, PEOPLE, TEN
from tests.casework.test_machine import PLAIN
from tests.examples import DEEP, many
from tests.storage.town import Town

T = TypeVar("T")
STAYS = {"areas", "estates", "persons", "addresses", "posts", "chats", "subjects", "links", "departments"}
RUN = settings(
    max_examples=many(3, 20),  # on PostgreSQL a third at every run: each takes fifteen times as long
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
WHO = st.sampled_from([*sorted(PEOPLE), "holder", "holder", "reporter", "reporter"])
WHICH = st.integers(0, 3)


class Days(RuleBasedStateMachine):
    """A town, and a worker who comes now and then."""

    town: ClassVar[Town]
    loop: ClassVar[asyncio.AbstractEventLoop]

    def __init__(self) -> None:
        super().__init__()
        self.now = TEN
        self.ids: list[int] = []
        self.ahead = False
        self.town.database.now = lambda: self.now
        self.do(self.town.database.write(_empty))
        self.town.database.area_settings.counts = None  # rows are never deleted but here

    def do(self, doing: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(doing)

    def act(self, use_case: Any, command: Any) -> Any:
        """In a unit of work of its own; what is refused does not happen."""
        try:
            return self.do(self.town.do(lambda work: use_case(command, work)))
        except Refusal:
            return None

    @precondition(lambda self: len(self.ids) < 4)
    @rule(urgent=st.sampled_from([False, False, True]))
    def files(self, urgent: bool) -> None:
        values: dict[str, Any] = {"by": PEOPLE["resident"], "at": self.now, "area_id": BUILDING, "text": "返水"}
        issue = self.act(file, File(**values, category="sewer", urgent=urgent, danger="gas" if urgent else None))
        self.ids.append(issue.id)

    @precondition(lambda self: self.ids)
    @rule(name=st.sampled_from(sorted(PLAIN)), who=WHO, which=WHICH)
    def acts(self, name: str, who: str, which: int) -> None:
        issue_id = self.ids[which % len(self.ids)]
        issue = self.do(self.town.work().issue(issue_id))
        person = {"holder": issue.holder_id, "reporter": issue.reporter_id}.get(who, PEOPLE.get(who))
        if person is not None:
            kind, use_case, values = PLAIN[name]
            self.act(use_case, kind(issue_id=issue_id, by=person, at=self.now, **values))

    @precondition(lambda self: self.ids)
    @rule(which=WHICH, area=st.sampled_from([2, 3, 4]))
    def moves(self, which: int, area: int) -> None:
        """To another grid, or to none."""
        on = {"issue_id": self.ids[which % len(self.ids)], "by": PEOPLE["resident"], "at": self.now}
        self.act(move, Move(**on, area_id=area))  # type: ignore[arg-type]

    @precondition(lambda self: len(self.ids) > 1)
    @rule(one=WHICH, other=WHICH, apart=st.booleans())
    def merges(self, one: int, other: int, apart: bool) -> None:
        """Two become one, or one becomes two."""
        first, second = self.ids[one % len(self.ids)], self.ids[other % len(self.ids)]
        if apart:
            self.act(take_apart, OnIssue(issue_id=first, by=PEOPLE["community"], at=self.now))
        elif first != second:
            self.act(put_together, PutTogether(issue_id=first, other_id=second, by=PEOPLE["community"], at=self.now))

    @precondition(lambda self: self.ids)
    @rule(kind=st.sampled_from([Kind.PLAN, Kind.RELAY, Kind.PROMISE, Kind.QUESTION]), which=WHICH)
    def a_message_arrives(self, kind: Kind, which: int) -> None:
        issue_id = self.ids[which % len(self.ids)]
        self.act(delivered, Delivered(issue_id=issue_id, kind=kind, at=self.now, person_id=PEOPLE["resident"]))

    @rule(minutes=st.sampled_from([1, 4, 10, 30, 120, 24 * 60, 3 * 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        until = self.now + timedelta(minutes=minutes)
        while due := self.do(Deadlines(self.town.database).due(until, 1)):
            self.now = max(self.now, due[0].due_at)
            self.do(self.town.do(lambda work: fire(due[0], self.now, work)))
        self.now = until

    @rule(hours=st.sampled_from(["always", "08:00-20:00", "09:00-11:00"]), days=st.sampled_from([-2, 0, 1]))
    def hours_are_set(self, hours: str, days: int) -> None:
        """From now on, or (a correction) from some days ago."""
        self.ahead |= days > 0
        self.act(set_for_area, Set(at=self.now + timedelta(days=days), key=HOURS, value=hours, area_id=2))

    @rule()
    def a_batch_is_summed(self) -> None:
        self.do(sum_some(self.town.database, self.town.settings, self.now))

    @rule()
    def all_is_summed(self) -> None:
        while self.do(sum_some(self.town.database, self.town.settings, self.now)):
            pass

    @rule()
    def somebody_looks(self) -> None:
        assert self.wrong() == []
        if not self.ahead:  # hours of a day to come turn no light by themselves
            self.do(self.on_boards())

    async def on_boards(self) -> None:
        """A look counts them all, each in the light that its card has, and its line says what the whole matter does."""
        work = self.town.work()
        everywhere = await work.find_areas(None)
        found = await work.board(everywhere, await work.posts_of(PEOPLE["street"]), self.now, size=10)
        assert found.unlit == 0
        every = [await work.issue(one) for one in self.ids]
        shown = [one for one in every if to_be_looked_at(one)]
        roles = [(await work.post(one.holder_post_id)).role if one.holder_post_id else None for one in shown]
        lights = Counter(
            light_of(one, self.now, work.settings_for(one.line, self.now), role)
            for one, role in zip(shown, roles, strict=True)
        )
        assert found.lights() == lights
        said = [
            replace(standing_of(one, self.now, work.settings_for(one.line, self.now), role), asked=())
            for one, role in zip(shown, roles, strict=True)
        ]
        assert sorted(found.shown.matters, key=lambda one: one.id) == sorted(said, key=lambda one: one.id)
        assert found.shown.all == len(shown)

    def wrong(self) -> list[Any]:
        return self.do(recount(self.town.database, self.town.settings, self.now))[1]

    def teardown(self) -> None:
        """As it stands, and when all is summed: the same, and from the kept sums alone."""
        assert self.wrong() == []
        self.all_is_summed()
        assert self.wrong() == []


def _empty(connection: Connection) -> None:
    for table in reversed(tables.metadata.sorted_tables):
        if table.name not in STAYS:
            connection.execute(delete(table))
    connection.execute(delete(tables.subjects).where(tables.subjects.c.kind != SubjectKind.AREA))


def test_what_is_kept_is_what_the_rounds_say(url: str) -> None:
    """With merges, splits, reopenings, pauses, moves, and hours that are set afterwards; on both databases."""
    Days.loop = asyncio.new_event_loop()
    database = Days.loop.run_until_complete(Database.open(url))
    try:
        Days.town = Town(database)
        Days.loop.run_until_complete(Days.town.furnish())
        there = settings(RUN, max_examples=RUN.max_examples // 3) if database.is_server and not DEEP else RUN
        run_state_machine_as_test(Days, settings=there)
    finally:
        Days.loop.run_until_complete(database.close())
        Days.loop.close()
