"""A made-up town of any size: communities with a grid, an estate, heads, and residents with a building each."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from casework.model.chats import Audience
from casework.model.people import Rank, Role
from casework.model.places import AreaKind
from casework.settings import Settings
from storage.database import Database, migrate
from storage.inbox import Inbox
from storage.roster import AreaEntry, EstateEntry, PostEntry, Roster
from storage.work import SqlWork

STAFF = (
    ("wuye", Role.PROPERTY_STEWARD, Rank.PRIMARY, "物业"),
    ("wuye2", Role.PROPERTY_STEWARD, Rank.DEPUTY, "物业副"),
    ("wang", Role.GRID_HEAD, Rank.PRIMARY, "网格长"),
    ("wang2", Role.GRID_HEAD, Rank.DEPUTY, "网格长副"),
    ("she", Role.COMMUNITY_MANAGER, Rank.PRIMARY, "社区"),
    ("she2", Role.COMMUNITY_MANAGER, Rank.DEPUTY, "社区副"),
)
"""The posts of a community: beginning of the code, role, rank, beginning of the name."""
ABOVE = (
    ("jie", Role.SUBDISTRICT_MANAGER, Rank.PRIMARY, "街道"),
    ("jie2", Role.SUBDISTRICT_MANAGER, Rank.DEPUTY, "街道副"),
    ("du", Role.SUPERVISOR, Rank.PRIMARY, "督办"),
)
"""The posts of a subdistrict."""
HTTP_SECONDS = 60.0


@dataclass
class Town:
    """Who is who at the sandbox, after `build`. A community is named by its number from 0 on."""

    communities: int
    residents_each: int
    each_subdistrict: int = 4
    bot: dict[str, Any] = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)
    """Telegram id of a post's code ("wang-3") or a resident ("res-3-7")."""
    chats: dict[int, int] = field(default_factory=dict)
    """The staff's group of each community."""
    heard: int = 0

    @property
    def subdistricts(self) -> int:
        """So many are needed."""
        return -(-self.communities // self.each_subdistrict)

    def roster(self) -> tuple[list[EstateEntry], list[AreaEntry], list[PostEntry]]:
        """All of it, for storage."""
        estates, areas, posts = [], [], []
        for number in range(self.subdistricts):
            top = f"jd-{number}"
            areas.append(AreaEntry(code=top, kind=AreaKind.SUBDISTRICT, name=f"{number}街道"))
            posts += [
                PostEntry(code=f"{code}-{number}", role=role, rank=rank, name=f"{name}{number}", area=top)
                for code, role, rank, name in ABOVE
            ]
        for number in range(self.communities):
            here, top = f"sq-{number}", f"jd-{number // self.each_subdistrict}"
            estates.append(EstateEntry(code=f"xq-{number}", name=f"{number}小区", company="安居物业"))
            areas.append(AreaEntry(code=here, kind=AreaKind.COMMUNITY, name=f"{number}社区", parent=top))
            areas.append(AreaEntry(code=f"wg-{number}", kind=AreaKind.GRID, name="一网格", parent=here))
            areas += [
                AreaEntry(
                    code=f"lou-{number}-{one}",
                    kind=AreaKind.BUILDING,
                    name=f"{one}栋",
                    parent=f"wg-{number}",
                    estate=f"xq-{number}",
                )
                for one in range(self.residents_each)
            ]
            for code, role, rank, name in STAFF:
                place: dict[str, Any] = {"area": here}
                if role is Role.PROPERTY_STEWARD:
                    place = {"estate": f"xq-{number}"}
                elif role is Role.GRID_HEAD:
                    place = {"area": f"wg-{number}"}
                posts.append(PostEntry(code=f"{code}-{number}", role=role, rank=rank, name=f"{name}{number}", **place))
        return estates, areas, posts

    def names(self) -> list[str]:
        """Everybody."""
        above = [f"{one[0]}-{number}" for number in range(self.subdistricts) for one in ABOVE]
        staff = [f"{one[0]}-{number}" for number in range(self.communities) for one in STAFF]
        return above + staff + self.residents()

    def residents(self) -> list[str]:
        """Those who report."""
        return [f"res-{number}-{one}" for number in range(self.communities) for one in range(self.residents_each)]

    async def build(self, http: httpx.AsyncClient) -> None:
        """At the sandbox: everybody has started the bot; each community has its group. The bot has heard it all."""
        self.bot = await _post(http, "/api/bots", username="weilinli_bot", name="微邻里")
        names = self.names()
        for at in range(0, len(names), 20):
            await asyncio.gather(*(self._join(http, name) for name in names[at : at + 20]))
        for number in range(self.communities):
            ids = [self.users[f"{one[0]}-{number}"] for one in STAFF]
            ids += [self.users[f"res-{number}-{one}"] for one in range(self.residents_each)]
            chat = await _post(
                http,
                "/api/chats",
                type="supergroup",
                title=f"{number}社区工作群",
                members=ids,
                bots=[self.bot["id"]],
                owner=ids[0],
            )
            self.chats[number] = chat["id"]
        polling = f"/bot{self.bot['token']}/getUpdates"
        offset = 0
        while heard := (await _post(http, polling, timeout=0, limit=100, offset=offset))["result"]:
            self.heard = heard[-1]["update_id"]
            offset = self.heard + 1

    async def _join(self, http: httpx.AsyncClient, name: str) -> None:
        user = await _post(http, "/api/users", first_name=name, language_code="zh-hans")
        self.users[name] = user["id"]
        await _post(http, f"/api/users/{user['id']}/start", bot=self.bot["id"])

    async def settle(self, database: Database, settings: Settings, now: datetime) -> None:
        """The same in the database: posts are held, homes known, groups bound, the updates so far taken in."""
        await Roster(database).put(*self.roster())
        work = database.work(settings)
        for name in self.names():
            await self._know(name, work, now)
        for number in range(self.communities):
            community = await work.area_by_code(f"sq-{number}")
            assert community is not None
            await work.bind_chat(f"tg:{self.chats[number]}", None, community.id, Audience.STAFF, f"{number}社区工作群")
        await work.commit()
        inbox = Inbox(database)
        await inbox.take_in([{"update_id": self.heard}], "polling", now)
        for row in await inbox.waiting(1):
            done = database.work(settings)
            done.inbox_done(row.id)
            await done.commit()

    async def _know(self, name: str, work: SqlWork, now: datetime) -> None:
        person = work.meet_person(f"tg:{self.users[name]}", name, "zh_CN")
        person.reachable, person.consent_at = True, now
        if name.startswith("res-"):
            home = await work.area_by_code(f"lou-{name.removeprefix('res-')}")
            assert home is not None
            person.home_id = home.id
        elif post := await work.post_by_code(name):
            post.person_id = person.id
            work.changed(post)


async def database_for(town: Town, path: Path, now: datetime, settings: Settings) -> Database:
    """A new database file with the town in it, open."""
    url = f"sqlite:///{path}"
    await migrate(url)
    database = await Database.open(url)
    await town.settle(database, settings, now.astimezone(UTC))
    return database


def config_text(base_url: str, database_url: str) -> str:
    """The configuration of a bot at the sandbox."""
    without = "".join(f"{name} = 1_000_000\n" for name in ("reports_an_hour", "reports_a_day", "presses_a_minute"))
    return (
        f'[telegram]\nbase_url = "{base_url}"\n[database]\nurl = "{database_url}"\n[clock]\nsource = "sandbox"\n'
        f"[limits]\n{without}"  # a few phones stand for a town
    )


async def _post(http: httpx.AsyncClient, path: str, **body: Any) -> Any:
    answer = await http.post(path, json=body)
    if answer.status_code >= 400:
        raise RuntimeError(f"{path}: {answer.text}")
    return answer.json()
