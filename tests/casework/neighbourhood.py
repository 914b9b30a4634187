"""A small neighbourhood in memory, and a clock to fire its deadlines: for the rules' tests."""

from datetime import UTC, datetime, timedelta

from casework.clock.falling_due import fire
from casework.issue.filing import File, file
from casework.messages import Kind
from casework.model.chats import Audience, Chat
from casework.model.conversation import Message
from casework.model.issues import Issue
from casework.model.people import Person, Post, Rank, Role
from casework.model.places import Area, AreaKind, Estate
from casework.same_day import ensure_calendar
from casework.settings import Settings
from tests.casework.memory import MemoryWork

TEN = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)  # 10:00 in Jilin
BUILDING = 4

PEOPLE = {
    "resident": 100,
    "steward": 101,
    "steward_deputy": 102,
    "grid_head": 103,
    "grid_deputy": 104,
    "building_head": 105,
    "community": 106,
    "community_deputy": 107,
    "street": 108,
    "street_deputy": 109,
    "supervisor": 110,
    "neighbour": 111,
    "stranger": 112,
}
ID_TO_NAME = {number: name for name, number in PEOPLE.items()}


def post(
    number: int, role: Role, rank: Rank, person: str, *, area: int | None = None, estate: int | None = None
) -> Post:
    return Post(
        id=number,
        code=f"p{number}",
        role=role,
        rank=rank,
        name=person,
        area_id=area,
        estate_id=estate,
        person_id=PEOPLE[person],
    )


class Neighbourhood:
    """MemoryWork with a subdistrict, a community, a grid, a building in an estate, and the people of PEOPLE."""

    def __init__(self, settings: Settings | None = None, *, staff_chat: bool = True) -> None:
        self.work = MemoryWork(settings)
        self.now = TEN
        self.work.put(
            Area(id=1, kind=AreaKind.SUBDISTRICT, name="北极街道", code="bj"),
            Area(id=2, kind=AreaKind.COMMUNITY, name="北苑社区", code="by", parent_id=1),
            Area(id=3, kind=AreaKind.GRID, name="三网格", code="by3", parent_id=2),
            Area(id=4, kind=AreaKind.BUILDING, name="3号楼", code="by3-3", parent_id=3, estate_id=9),
            Estate(id=9, name="北苑小区", code="by", company="安居物业"),
        )
        for name, number in PEOPLE.items():
            self.work.put(Person(id=number, name=name, reachable=True, home_id=BUILDING))
        primary, deputy = Rank.PRIMARY, Rank.DEPUTY
        self.work.put(
            post(1, Role.PROPERTY_STEWARD, primary, "steward", estate=9),
            post(2, Role.PROPERTY_STEWARD, deputy, "steward_deputy", estate=9),
            post(3, Role.GRID_HEAD, primary, "grid_head", area=3),
            post(4, Role.GRID_HEAD, deputy, "grid_deputy", area=3),
            post(5, Role.BUILDING_HEAD, primary, "building_head", area=4),
            post(6, Role.COMMUNITY_MANAGER, primary, "community", area=2),
            post(7, Role.COMMUNITY_MANAGER, deputy, "community_deputy", area=2),
            post(8, Role.SUBDISTRICT_MANAGER, primary, "street", area=1),
            post(9, Role.SUBDISTRICT_MANAGER, deputy, "street_deputy", area=1),
            post(10, Role.SUPERVISOR, primary, "supervisor", area=1),
        )
        if staff_chat:
            self.work.put(Chat(id=50, area_id=3, audience=Audience.STAFF, title="三网格工作群"))
            self.work.put(Chat(id=51, area_id=2, audience=Audience.RESIDENTS, title="北苑微邻里"))

    async def report(self, text: str = "厨房下水返水，堵两天了", **more: object) -> Issue:
        """The resident files it now."""
        values: dict[str, object] = {
            "by": PEOPLE["resident"],
            "at": self.now,
            "area_id": BUILDING,
            "text": text,
            "source": "private",
        }
        return await file(File(**{**values, **more}), self.work)  # type: ignore[arg-type]

    async def forward(self, **duration: float) -> None:
        """Let time pass in one jump; what is due fires in order, each at its due time or later."""
        await self.until(self.now + timedelta(**duration))

    async def until(self, moment: datetime, *, exactly: bool = True) -> None:
        """Fire everything due by `moment`; `exactly`: with the clock stopping at each due time, as the ticker does."""
        while due := self.work.due(moment):
            self.now = max(self.now, due[0].due_at) if exactly else moment
            await fire(due[0], self.now, self.work)
        self.now = moment

    async def calendar(self) -> None:
        """Set the daily lists."""
        await ensure_calendar(self.now, self.work)

    def pinged(self) -> list[tuple[float, str]]:
        """(minutes after 10:00, who) of every ping asked so far."""
        return sorted(
            ((ping.asked_at - TEN).total_seconds() / 60, ID_TO_NAME[ping.person_id])
            for ping in self.work.pings.values()
        )

    def told(self, person: str, *kinds: Kind) -> list[str]:
        """Kinds of messages put into the outbox for a person."""
        return [
            one.kind for one in self.work.outbox if one.person_id == PEOPLE[person] and (not kinds or one.kind in kinds)
        ]

    def group(self, kind: Kind) -> list[Message]:
        """Messages of a kind for the staff group or the residents' group."""
        return [one for one in self.work.outbox if one.chat_id is not None and one.kind == kind]
