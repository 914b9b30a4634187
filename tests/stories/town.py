"""A small 北极街道 for the stories: its tree, its people and their posts. All names are invented."""

from dataclasses import dataclass
from datetime import datetime

from casework.model.chats import Audience
from casework.model.people import Rank, Role
from casework.model.places import AreaKind
from casework.settings import Settings
from storage.database import Database
from storage.roster import AreaEntry, EstateEntry, PostEntry, Roster
from storage.work import SqlWork

ESTATE = EstateEntry(code="by-xq", name="北苑小区", company="安居物业", phone="0432-6200-0001")

AREAS = (
    AreaEntry(code="bj", kind=AreaKind.SUBDISTRICT, name="北极街道"),
    AreaEntry(code="bj-by", kind=AreaKind.COMMUNITY, name="北苑社区", parent="bj"),
    AreaEntry(code="bj-ny", kind=AreaKind.COMMUNITY, name="南苑社区", parent="bj"),
    AreaEntry(code="bj-by-3", kind=AreaKind.GRID, name="三网格", parent="bj-by", households=420),
    AreaEntry(code="bj-by-4", kind=AreaKind.GRID, name="四网格", parent="bj-by", households=380),
    AreaEntry(code="bj-ny-1", kind=AreaKind.GRID, name="一网格", parent="bj-ny", households=350),
    *(
        AreaEntry(
            code=f"bj-by-{number}h",
            kind=AreaKind.BUILDING,
            name=f"{number}号楼",
            parent="bj-by-3" if number <= 4 else "bj-by-4",
            estate=ESTATE.code,
            households=60,
        )
        for number in range(1, 8)
    ),
)


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the stories. `post`: the code of a post held from the start."""

    name: str
    post: str = ""
    home: str = ""
    language: str = "zh-hans"
    knows_bot: bool = True


def _post(
    code: str, role: Role, name: str, rank: Rank = Rank.PRIMARY, area: str | None = None, estate: str | None = None
) -> PostEntry:
    return PostEntry(code=code, role=role, rank=rank, name=name, area=area, estate=estate)


POSTS = (
    _post("p-wang", Role.PROPERTY_STEWARD, "王师傅", estate=ESTATE.code),
    _post("p-li", Role.PROPERTY_STEWARD, "李师傅", Rank.DEPUTY, estate=ESTATE.code),
    _post("p-lijie", Role.GRID_HEAD, "李姐", area="bj-by-3"),
    _post("p-xiaosun", Role.GRID_HEAD, "小孙", Rank.DEPUTY, area="bj-by-3"),
    _post("p-dage", Role.GRID_HEAD, "郑大哥", area="bj-by-4"),
    _post("p-zhao", Role.BUILDING_HEAD, "赵姨", area="bj-by-3h"),
    _post("p-zhang", Role.COMMUNITY_MANAGER, "张姐", area="bj-by"),
    _post("p-liu", Role.COMMUNITY_MANAGER, "刘哥", Rank.DEPUTY, area="bj-by"),
    _post("p-wu", Role.COMMUNITY_MANAGER, "吴姐", area="bj-ny"),
    _post("p-chen", Role.SUBDISTRICT_MANAGER, "陈主任", area="bj"),
    _post("p-ma", Role.SUBDISTRICT_MANAGER, "马哥", Rank.DEPUTY, area="bj"),
    _post("p-du", Role.SUPERVISOR, "杜督办", area="bj"),
    _post("p-admin", Role.ADMIN, "何管理", area="bj"),
)

FREE = _post("p-free", Role.BUILDING_HEAD, "", area="bj-by-5h")
"""A seat that nobody has taken."""

PEOPLE = (
    *(Someone(one.name, post=one.code) for one in POSTS),
    Someone("孙大妈", home="bj-by-3h"),  # a resident, the usual reporter
    Someone("老郑", home="bj-by-3h"),  # her neighbour
    Someone("Emma", home="bj-by-5h", language="en"),
    Someone("小周", knows_bot=False),  # has never written to the bot
)

STAFF_CHAT, RESIDENTS_CHAT = "北苑社区工作群", "北苑小区邻里群"
CHATS = ((STAFF_CHAT, Audience.STAFF), (RESIDENTS_CHAT, Audience.RESIDENTS))
STAFF = tuple(one.name for one in PEOPLE if one.post)
RESIDENTS = tuple(one.name for one in PEOPLE if not one.post)


async def settle_town(
    database: Database, settings: Settings, users: dict[str, int], chats: dict[str, int], now: datetime
) -> None:
    """Write it all: the roster, who holds which post, who lives where, which group belongs to which area."""
    await Roster(database).put([ESTATE], AREAS, (*POSTS, FREE))
    work = database.work(settings)
    for someone in PEOPLE:
        if someone.knows_bot:
            await _know(someone, users[someone.name], work, now)
    community = await work.area_by_code("bj-by")
    assert community is not None
    for title, audience in CHATS:
        await work.bind_chat(f"tg:{chats[title]}", None, community.id, audience, title)
    await work.commit()


async def _know(someone: Someone, user: int, work: SqlWork, now: datetime) -> None:
    person = work.meet_person(f"tg:{user}", someone.name, "en" if someone.language == "en" else "zh_CN")
    person.reachable, person.consent_at = True, now
    if someone.home and (home := await work.area_by_code(someone.home)):
        person.home_id = home.id
    if someone.post and (post := await work.post_by_code(someone.post)):
        post.person_id = person.id
        work.changed(post)
