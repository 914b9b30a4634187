"""`weilinli demo-data`: a month of a neighbourhood's life, so that wall, board and figures have something to show.

What happened is drawn by a seed; what became of it is not: every report, press and delivery is the use case that
people's messages lead to, at its own time, and whatever falls due in between fires before it, in order. Nobody is
written to.
"""

import math
import random
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from casework.categories import category
from casework.clock.falling_due import fire
from casework.frozen import frozen
from casework.issue import ending, promising, resolving, together, triage
from casework.issue.doing import OnIssue
from casework.issue.filing import File, file, me_too
from casework.issue.telling import Delivered, delivered
from casework.messages import Kind
from casework.model.issues import CONTENT, Grade, Rating, Source
from casework.model.people import Person, Post, Role
from casework.model.places import Area, AreaKind, Department
from casework.model.whistles import CallRating
from casework.ports import Work
from casework.refusals import Refusal
from casework.settings import Settings
from casework.whistle import answering, calling
from casework.whistle.answering import OnCall, Said
from casework.whistle.calling import Blow
from storage.database import Database
from storage.deadlines import Deadlines
from storage.invented import count_of_issues, leave_in_peace

DAYS = 30
ISSUES = 300
A_NEIGHBOUR_EACH = 3
"""Invented residents of every building."""
NOT_INVENTED = (Role.ADMIN, Role.SUPERVISOR)
"""Posts that open doors: nobody is invented for them."""
SLOWEST = 5.0
"""So many times as long as elsewhere everything takes in one grid: the figures have something to find."""
DELIVERY = timedelta(seconds=4)
NOTE = "demo data"

KINDS: tuple[tuple[int, str, str, str], ...] = (
    (9, "sewer", "厨房下水返水了", "下水疏通好了"),
    (6, "leak", "卫生间顶上漏水", "漏的接头换了"),
    (9, "stairwell_light", "楼道灯不亮", "灯换好了"),
    (5, "stairwell_cleaning", "楼道里好几天没人扫", "楼道打扫了"),
    (6, "piled_things", "楼道里堆着旧家具", "堆放物清走了"),
    (5, "gate", "单元门关不上", "闭门器换了"),
    (4, "lift", "电梯停着不动", "电梯修好了，试了三趟"),
    (5, "parking", "车停在单元门口，轮椅过不去", "车挪走了，画了线"),
    (7, "garbage", "垃圾桶满了没人清", "垃圾清了"),
    (3, "rubble", "装修垃圾堆在绿地上", "建筑垃圾拉走了"),
    (5, "snow", "单元门口结冰，老人不敢走", "冰铲了，撒了沙子"),
    (3, "small_ads", "门洞里全是小广告", "小广告清了"),
    (3, "pests", "垃圾间有老鼠", "投了药，堵了洞"),
    (4, "facilities", "健身器材的螺丝松了", "螺丝紧好了"),
    (4, "road_damage", "小区路上有个坑", "坑填平了"),
    (5, "street_light", "院里的路灯不亮", "路灯修好了"),
    (7, "vendors", "门口占道摆摊，走不过去", "摊子撤了，划了线"),
    (3, "other", "楼号看不清，送菜的找不到", "楼号重新刷了"),
)
"""How often, kind, what is written, what is done about it."""
SOURCES = (Source.PHONE, Source.VISIT, Source.PATROL, Source.QUESTION_WALL)
PLAN = "师傅这就去看"
WHY_NOT_TODAY = "要等配件"
WHOSE = "这个归市政管，电话 12345"
TWICE = 0.15
"""Of what everybody in the building sees, so much is reported by a second one too, and put together."""
WHISTLED = 0.8
"""Of what a department is responsible for."""
MISSING = "旁边还有一处没清"

Act = Callable[[int, datetime, Work], Awaitable[Any]]


class NotEmpty(Exception):
    """The database has issues already: they would be mixed up with invented ones."""


class NobodyThere(Exception):
    """The roster has no buildings with a grid and posts: nobody could report or answer anything."""


@dataclass(slots=True)
class Matter:
    """One issue and what is going to happen to it, in order of time; the first step files it."""

    steps: list[tuple[datetime, Act]]
    issue_id: int = 0

    def __post_init__(self) -> None:
        self.steps.sort(key=lambda step: step[0])


@frozen(kw_only=True)
class Place:
    """A building: who lives there, who is asked, and how slow they are."""

    area: Area
    residents: tuple[int, ...]
    holders: tuple[int, ...]
    slow: float
    manager: int | None
    officers: Mapping[str, Sequence[tuple[int, int]]]  # by kind: departments that are responsible, each with an officer


@frozen
class Counts:
    """What was made."""

    issues: int
    deadlines: int


@dataclass(slots=True)
class Month:
    """Draws a month and lets it happen."""

    database: Database
    settings: Settings
    until: datetime
    chance: random.Random
    fired: int = 0
    matters: list[Matter] = field(default_factory=list)

    async def live(self, issues: int) -> Counts:
        """Everything up to `until`. Raises NotEmpty, NobodyThere."""
        if await count_of_issues(self.database):
            raise NotEmpty
        places, invented = await self._cast()
        weights = [place.slow**0.5 for place in places]
        for place in self.chance.choices(places, weights, k=issues):
            self.matters += self._draw(place)
        del self.matters[issues:]
        steps = sorted(
            ((at, number) for number, one in enumerate(self.matters) for at, _ in one.steps), key=lambda s: s
        )
        for at, number in steps:
            if at > self.until:
                break
            await self._fire_until(at)
            await self._step(self.matters[number], at)
        await self._fire_until(self.until)
        await leave_in_peace(self.database, invented, NOTE, self.until)
        return Counts(sum(one.issue_id > 0 for one in self.matters), self.fired)

    # Who is there

    async def _cast(self) -> tuple[list[Place], list[int]]:
        """The buildings, with invented neighbours, and somebody invented in every empty seat."""
        work = self.database.work(self.settings)
        begin = self.until - timedelta(days=DAYS + 1)
        invented = []

        def invent(name: str, home: Area | None = None) -> int:
            person = Person(
                id=work.new_id(), name=name, reachable=True, consent_at=begin, home_id=home.id if home else None
            )
            work.add(person)
            invented.append(person.id)
            return person.id

        posts = await work.all_posts()
        for post in posts:
            if post.person_id is None and post.role not in NOT_INVENTED:
                post.person_id, post.reachable = invent(post.name), True
                work.changed(post)
        buildings = await work.areas_of_kind(AreaKind.BUILDING)
        grids = sorted({one.parent_id for one in buildings if one.parent_id is not None})
        pace = {grid: self.chance.uniform(0.6, 1.6) for grid in grids}
        if grids:
            pace[self.chance.choice(grids)] = SLOWEST
        places = []
        for area in buildings:
            if area.parent_id is not None and (holders := _holders(posts, area)):
                residents = tuple(invent("居民", area) for _ in range(A_NEIGHBOUR_EACH))
                places.append(
                    Place(
                        area=area,
                        residents=residents,
                        holders=holders,
                        slow=pace[area.parent_id],
                        manager=_manager(posts, area),
                        officers=_officers(posts, await work.departments_for(area.line)),
                    )
                )
        if not places:
            raise NobodyThere
        await work.commit()
        return places, invented

    # What happens

    async def _fire_until(self, at: datetime) -> None:
        deadlines = Deadlines(self.database)
        while due := await deadlines.due(at, 1):
            work = self.database.work(self.settings)
            await fire(due[0], due[0].due_at, work)
            await work.commit()
            self.fired += 1

    async def _step(self, matter: Matter, at: datetime) -> None:
        """The next thing of this matter; what is refused (it was done already, somebody was faster) does not happen."""
        _, act = matter.steps.pop(0)
        work = self.database.work(self.settings)
        try:
            made = await act(matter.issue_id, at, work)
            await work.commit()
        except Refusal:
            return
        matter.issue_id = matter.issue_id or made.id

    # What is drawn

    def _draw(self, place: Place) -> list[Matter]:
        """A matter; or two reports of it, which are put together."""
        chance = self.chance
        _, key, text, result = chance.choices(KINDS, [kind[0] for kind in KINDS])[0]
        at = self._moment()
        if not category(key).shared_place or chance.random() > TWICE:
            return [Matter(list(self._story(place, key, text, result, at, None)))]
        second = self._files(place, place.residents[-1], key, f"{text}，我也看见了", by=None)
        again = Matter([(at + self._takes(4, 1), second)])
        return [Matter(list(self._story(place, key, text, result, at, again))), again]

    def _moment(self) -> datetime:
        """In these days, nearly always between seven and nine."""
        zone = self.settings.zone
        day = self.until.astimezone(zone).date() - timedelta(days=self.chance.randrange(DAYS))
        minute = self.chance.triangular(7 * 60, 21 * 60, 10 * 60)
        return datetime.combine(day, time(0), zone) + timedelta(minutes=minute)

    def _takes(self, minutes: float, slow: float, spread: float = 0.7) -> timedelta:
        """Half of them within so many minutes, some much longer."""
        return timedelta(minutes=math.exp(self.chance.gauss(math.log(minutes * slow), spread)))

    def _story(
        self, place: Place, key: str, text: str, result: str, at: datetime, again: Matter | None
    ) -> Iterator[tuple[datetime, Act]]:
        chance = self.chance
        who, neighbours = place.residents[0], place.residents[1:]
        holder = chance.choice(place.holders)
        yield at, self._files(place, who, key, text, by=holder if chance.random() < 0.15 else None)
        if category(key).shared_place and chance.random() < 0.4:
            yield at + timedelta(seconds=50), _me_too(neighbours[0])
        at += self._takes(2.5, place.slow)
        yield at, _accept(holder)
        if chance.random() < 0.05:
            yield at + timedelta(minutes=4), _reject(holder)
            return
        if again is not None:
            yield max(at, again.steps[0][0]) + timedelta(minutes=1), _put_together(holder, again)
        if place.manager is not None and key in place.officers and chance.random() < WHISTLED:
            yield from self._whistled(place, place.manager, who, holder, key, result, at)
            return
        at += self._takes(5, place.slow, 0.4)
        yield at, _plan(holder, Grade(category(key).grade))
        yield at + DELIVERY, _told(who, Kind.PLAN)
        if chance.random() < 0.12:
            days = chance.randint(1, 4)
            yield at + timedelta(minutes=6), _promise(holder, days)
            yield at + timedelta(minutes=6) + DELIVERY, _told(who, Kind.PROMISE)
            at += timedelta(days=days) * min(1.0, chance.uniform(0.5, 1.1))
        at += self._takes({"general": 14, "larger": 55, "complex": 400}[category(key).grade], place.slow)
        yield at, _resolve(holder, result)
        yield at + DELIVERY, _told(who, Kind.DONE)
        yield from self._rated(place, who, holder, result, at)

    def _whistled(
        self, place: Place, manager: int, who: int, holder: int, key: str, result: str, at: datetime
    ) -> Iterator[tuple[datetime, Act]]:
        chance = self.chance
        department, officer = chance.choice(place.officers[key])
        call = OfCall()
        at += self._takes(4, 1)
        yield at, call.blown(manager, department, category(key).zh)
        at += self._takes(18, place.slow**0.5)
        yield at, call.reported_in(officer)
        at += self._takes(90, 1)
        yield at, call.fed_back(officer, result)
        if chance.random() < 0.2:
            at += self._takes(20, 1)
            yield at, call.redone(manager)
            at += self._takes(60, 1)
            yield at, call.fed_back(officer, result)
        at += self._takes(30, 1)
        yield at, call.accepted(manager, chance.choices(tuple(CallRating), (6, 3, 1))[0])
        at += self._takes(15, 1)
        yield at, _resolve(holder, result)
        yield at + DELIVERY, _told(who, Kind.DONE)
        yield from self._rated(place, who, holder, result, at)

    def _rated(self, place: Place, who: int, holder: int, result: str, at: datetime) -> Iterator[tuple[datetime, Act]]:
        chance = self.chance
        if chance.random() > 0.7:
            return  # says nothing; it lapses
        at += self._takes(90, 1)
        if chance.random() < (0.25 if place.slow == SLOWEST else 0.07):
            yield at, _not_solved(who)
            at += self._takes(120, place.slow)
            yield at, _resolve(holder, result)
            yield at + DELIVERY, _told(who, Kind.DONE)
            at += self._takes(60, 1)
        yield at, _rate(who, chance.choices(CONTENT, (4, 1))[0])

    def _files(self, place: Place, who: int, key: str, text: str, by: int | None) -> Act:
        source = (
            self.chance.choice(SOURCES) if by else self.chance.choice((Source.PRIVATE, Source.PRIVATE, Source.GROUP))
        )

        def act(_: int, at: datetime, work: Work) -> Awaitable[Any]:
            report = File(
                by=by or who, at=at, area_id=place.area.id, text=text, category=key, source=source, reporter_id=who
            )
            return file(report, work)

        return act


def _holders(posts: Sequence[Post], building: Area) -> tuple[int, ...]:
    """Who takes what is reported there: the grid's head, the steward of the estate."""
    return tuple(
        post.person_id
        for post in posts
        if post.person_id is not None
        and (
            (post.role is Role.GRID_HEAD and post.area_id == building.parent_id)
            or (post.role is Role.PROPERTY_STEWARD and post.estate_id == building.estate_id is not None)
        )
    )


def _manager(posts: Sequence[Post], building: Area) -> int | None:
    """Whoever looks after the community, and may whistle there."""
    managers = (one for one in posts if one.role is Role.COMMUNITY_MANAGER and one.area_id in building.line)
    return next((one.person_id for one in managers if one.person_id is not None), None)


def _officers(posts: Sequence[Post], departments: Sequence[Department]) -> dict[str, list[tuple[int, int]]]:
    """By kind, the departments that are responsible for it, each with one of its people."""
    people = {one.department_id: one.person_id for one in posts if one.person_id is not None}
    found: dict[str, list[tuple[int, int]]] = {}
    for one in departments:
        officer = people.get(one.id)
        if officer is not None:
            for key in one.categories:
                found.setdefault(key, []).append((one.id, officer))
    return found


@dataclass(slots=True)
class OfCall:
    """A department that is whistled, and what it and the whistler do: known once it was called."""

    id: int = 0

    def blown(self, by: int, department: int, matter: str) -> Act:
        """Called about the issue."""

        async def act(issue_id: int, at: datetime, work: Work) -> None:
            blow = Blow(by=by, at=at, departments=(department,), matter=matter, issue_id=issue_id)
            self.id = (await calling.blow(blow, work)).calls[0].id

        return act

    def reported_in(self, by: int) -> Act:
        """They are there."""
        return lambda _, at, work: answering.report_in(OnCall(call_id=self.id, by=by, at=at), work)

    def fed_back(self, by: int, text: str) -> Act:
        """It is done."""
        return lambda _, at, work: answering.feed_back(Said(call_id=self.id, by=by, at=at, text=text), work)

    def redone(self, by: int) -> Act:
        """Something is missing."""
        return lambda _, at, work: answering.redo(Said(call_id=self.id, by=by, at=at, text=MISSING), work)

    def accepted(self, by: int, rating: CallRating) -> Act:
        """It is good as it is."""
        return lambda _, at, work: answering.accept(OnCall(call_id=self.id, by=by, at=at), rating, work)


def _put_together(by: int, other: Matter) -> Act:
    return lambda issue_id, at, work: together.put_together(
        together.PutTogether(issue_id=issue_id, by=by, at=at, other_id=other.issue_id), work
    )


def _accept(by: int) -> Act:
    return lambda issue_id, at, work: triage.accept(OnIssue(issue_id=issue_id, by=by, at=at), work)


def _me_too(by: int) -> Act:
    return lambda issue_id, at, work: me_too(OnIssue(issue_id=issue_id, by=by, at=at), work)


def _plan(by: int, grade: Grade) -> Act:
    return lambda issue_id, at, work: triage.plan(
        triage.Plan(issue_id=issue_id, by=by, at=at, grade=grade, text=PLAN, public=PLAN), work
    )


def _told(who: int, kind: Kind) -> Act:
    return lambda issue_id, at, work: delivered(Delivered(issue_id=issue_id, kind=kind, at=at, person_id=who), work)


def _promise(by: int, days: int) -> Act:
    def act(issue_id: int, at: datetime, work: Work) -> Awaitable[Any]:
        on = (at.astimezone(work.settings.zone) + timedelta(days=days)).date()
        made = promising.Promise(issue_id=issue_id, by=by, at=at, on=on, why=WHY_NOT_TODAY, public=WHY_NOT_TODAY)
        return promising.promise(made, work)

    return act


def _reject(by: int) -> Act:
    return lambda issue_id, at, work: ending.reject(
        ending.Reject(issue_id=issue_id, by=by, at=at, why="不在小区范围", whose=WHOSE), work
    )


def _resolve(by: int, text: str) -> Act:
    return lambda issue_id, at, work: resolving.resolve(
        resolving.Resolve(issue_id=issue_id, by=by, at=at, text=text, public=text), work
    )


def _not_solved(by: int) -> Act:
    return lambda issue_id, at, work: resolving.reopen(
        resolving.Reopen(issue_id=issue_id, by=by, at=at, what="same"), work
    )


def _rate(by: int, rating: Rating) -> Act:
    return lambda issue_id, at, work: resolving.rate(
        resolving.Rate(issue_id=issue_id, by=by, at=at, rating=rating), work
    )
