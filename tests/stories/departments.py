"""Departments for the stories about whistles: three with a group or officers, the menu, a grid worker."""

from datetime import UTC, datetime, timedelta

from casework.model.chats import Audience
from casework.model.people import Rank, Role
from casework.settings import Settings
from storage.departments import DepartmentEntry, MenuEntry, put_departments, put_menu
from storage.roster import Codes, PostEntry, Roster, Transaction
from tests.stories.world import TEN, World

CITY, POLICE, MARKET = "城管执法", "派出所", "市场监管所"
CITY_CHAT, POLICE_CHAT = "城管执法群", "派出所群"
OFFICERS = {
    "郭队": ("d-guo", "bj"),
    "小田": ("d-tian", "bj"),
    "周警官": ("d-zhou", "bj"),
    "钱所长": ("d-qian", "bj"),
    "小冯": ("d-feng", "bj"),
}
WORKER = "何网格"
SECRETARY = "林书记"
GATE = "校门口占道"


def _post(code: str, role: Role, name: str, area: str) -> PostEntry:
    return PostEntry(code=code, role=role, rank=Rank.PRIMARY, name=name, area=area)


DEPARTMENTS = (
    DepartmentEntry(code="d1", name=CITY, area="bj", officers=("d-guo", "d-tian"), categories=("vendors",)),
    DepartmentEntry(code="d2", name=POLICE, area="bj", officers=("d-zhou",), group="派出所新群"),
    DepartmentEntry(code="d3", name=MARKET, area="bj", officers=("d-qian", "d-feng")),
)
MENU = (
    MenuEntry(
        code="m1",
        matter=GATE,
        area="bj",
        departments=("d1", "d2", "d3"),
        report_in=timedelta(minutes=30),
        feedback=timedelta(hours=4),
    ),
    MenuEntry(
        code="m2",
        matter="夜市检查",
        area="bj",
        departments=("d3",),
        report_in=None,
        feedback=timedelta(hours=8),
    ),
)


def _further(connection: Transaction, codes: Codes, at: datetime) -> None:
    put_departments(connection, DEPARTMENTS, codes, at, False)
    put_menu(connection, MENU, codes, at, False)


async def with_departments(world: World) -> World:
    """城管执法 (郭队 leads, 小田) and 派出所 (周警官) have groups; 市场监管所 (钱所长 leads, 小冯) has none."""
    database = world.database
    assert database is not None
    posts = [_post(code, Role.DEPARTMENT_OFFICER, name, area) for name, (code, area) in OFFICERS.items()]
    posts.append(_post("p-worker", Role.GRID_WORKER, WORKER, "bj-by-3"))
    posts.append(_post("p-lin", Role.BRANCH_SECRETARY, SECRETARY, "bj-by"))
    await Roster(database).put((), (), posts, then=_further)
    for post in posts:
        await world.joins(post.name, post.code)
    for title, members in ((CITY_CHAT, ("郭队", "小田", "小周")), (POLICE_CHAT, ("周警官",))):
        ids = [world.users[name] for name in members]
        chat = await world._post(
            "/api/chats", type="supergroup", title=title, members=ids, bots=[world.bot["id"]], owner=ids[0]
        )
        world.chats[title] = chat["id"]
    await world.settle()
    work = database.work(Settings())
    subdistrict = await work.area_by_code("bj")
    assert subdistrict is not None
    departments = {one.name: one.id for one in await work.departments_for((subdistrict.id,))}
    for title, name in ((CITY_CHAT, CITY), (POLICE_CHAT, POLICE)):
        address = f"tg:{world.chats[title]}"
        await work.bind_chat(
            address, None, subdistrict.id, Audience.DEPARTMENT, title, TEN.astimezone(UTC), departments[name]
        )
    await work.commit()
    return world


async def whistled(world: World, manager: str = "张姐", *, on: str = "") -> None:
    """The manager whistles about issue 1 by the menu's first matter: all three departments are called."""
    await world.press(manager, "吹哨", on=on)
    await world.press(manager, GATE)
    await world.press(manager, "🔔 吹哨", on="叫谁来")
