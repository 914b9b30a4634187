"""Noise is a budget (around-an-issue.md §11): how often ten standard cases ring whose phone. What is in docs/noise.md
counts; one message more fails the build until the page is changed knowingly: `NOISE=update make test
ARGS=tests/stories/test_noise.py`."""

import fcntl
import os
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from casework.model.people import Role
from tests.stories.test_resident_followed import accepted, done_again, planned, reported
from tests.stories.town import CHATS, POSTS, RESIDENTS_CHAT
from tests.stories.world import TEN, World

PAGE = Path(__file__).parents[2] / "docs" / "noise.md"
UPDATE = os.environ.get("NOISE") == "update"
GAS = "楼道里煤气味特别大"
HEAD = """# Noise

How many messages ten standard cases bring, loud + silent, to all people of a role together, and to the groups. Changed
cards are no message. Printed by `tests/stories/test_noise.py`, which plays them and fails at one more or one less.

"""
NAMES = (
    "resident",
    "neighbour",
    "building head",
    "property",
    "grid heads",
    "community",
    "subdistrict",
    "supervisor",
    "staff group",
    "residents' group",
)
COLUMNS = (
    "孙大妈",
    "老郑",
    Role.BUILDING_HEAD,
    Role.PROPERTY_STEWARD,
    Role.GRID_HEAD,
    Role.COMMUNITY_MANAGER,
    Role.SUBDISTRICT_MANAGER,
    Role.SUPERVISOR,
    *(title for title, _ in CHATS),
)
ROLE_OF = {one.name: one.role for one in POSTS if one.name}


async def quickly_done(world: World) -> None:
    await planned(world)
    await done_again(world)
    await world.press("孙大妈", "好了，满意")
    await world.forward(hours=24)


async def nobody_touches_it(world: World) -> None:
    await reported(world)
    await world.forward(hours=24)


async def only_taken(world: World) -> None:
    await accepted(world)
    await world.forward(hours=24)


async def an_outage_with_a_neighbour(world: World) -> None:
    await reported(world, "整个楼都停水了")
    await world.press("老郑", "我家也是", chat=RESIDENTS_CHAT)
    await world.press("王师傅", "我来接", chat="staff")
    for label in ("跟居民说咋办", "2小时内", "找供水"):
        await world.press("王师傅", label, chat="staff")
    await world.press("王师傅", "不花", chat="staff")
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已", chat="staff", on="咋办好的")
    await world.forward(hours=24)


async def a_promise_that_is_kept(world: World) -> None:
    await accepted(world)
    await world.press("王师傅", "更多", chat="staff")
    for label in ("今天办不完", "3天内", "等配件", "眼下没有"):
        await world.press("王师傅", label, chat="staff")
    await world.forward(to=TEN.replace(day=24, hour=10))
    await done_again(world)
    await world.press("孙大妈", "好了，满意")


async def not_solved_and_done_again(world: World) -> None:
    await planned(world)
    await done_again(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "还是老样子")
    await world.press("孙大妈", "不拍了，接着办")
    await world.forward(minutes=3)
    await done_again(world)
    await world.press("孙大妈", "好了，满意")


async def gas_and_somebody_is_there(world: World) -> None:
    await world.says("孙大妈", GAS)
    await world.press("孙大妈", "打了")
    await world.forward(minutes=2)
    await world.press("王师傅", "我到场了", chat="staff")
    await world.press("王师傅", "已解除", chat="staff")
    await world.forward(hours=1)


async def gas_and_nobody_answers(world: World) -> None:
    await world.says("孙大妈", GAS)
    await world.press("孙大妈", "打了")
    await world.forward(hours=1)


async def a_quarrel(world: World) -> None:
    await world.says("孙大妈", "楼上老李两口子天天吵架，谁来劝劝")
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=10)
    await world.press("张姐", "我来接")
    await world.forward(hours=1)


async def asked_and_answered(world: World) -> None:
    await planned(world)
    await world.press("王师傅", "更多", chat="staff")
    await world.press("王师傅", "问居民一句", chat="staff")
    await world.says("王师傅", "您几点在家？", chat="staff", answering="问")
    await world.says("孙大妈", "下午都在", answering="几点在家")
    await world.forward(minutes=10)


CASES: dict[str, Callable[[World], Awaitable[None]]] = {
    "done within the half hour": quickly_done,
    "nobody touches it for a day": nobody_touches_it,
    "taken, and nothing more for a day": only_taken,
    "an outage, with a neighbour": an_outage_with_a_neighbour,
    "a promise that is kept": a_promise_that_is_kept,
    "not solved, done again": not_solved_and_done_again,
    "gas, somebody is there in two minutes": gas_and_somebody_is_there,
    "gas, nobody answers for an hour": gas_and_nobody_answers,
    "a quarrel, private": a_quarrel,
    "a question to the resident": asked_and_answered,
}


def _rung(world: World) -> str:
    """A row of the page."""
    names = {number: name for name, number in (world.users | world.chats).items()}
    loud: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    for event in world.events():
        if event["type"] == "message" and event["message"].get("from", {}).get("id") == world.bot["id"]:
            name = names[event.get("user") or event["chat"]]
            counted = silent if event["message"]["notification"] == "silent" else loud
            counted[ROLE_OF.get(name, name)] += 1
    return " | ".join(f"{loud[one]} + {silent[one]}" if loud[one] or silent[one] else "" for one in COLUMNS)


@pytest.mark.parametrize("case", CASES)
async def test_noise(case: str, world: World) -> None:
    """As many messages as the page says."""
    started = _rung(world)
    assert not started.strip(" |"), "counted from the report on"
    await CASES[case](world)
    row = f"| {case} | {_rung(world)} |"
    rows = _rows()
    if UPDATE:
        _write(case, row)
    else:
        assert rows.get(case) == row, f"docs/noise.md says\n{rows.get(case)}\nand it is\n{row}"


def _rows() -> dict[str, str]:
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    return {line.split(" | ")[0].removeprefix("| "): line for line in text.splitlines() if line.startswith("| ")}


def _write(case: str, row: str) -> None:
    with PAGE.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # several workers write
        file.seek(0)
        rows = _rows() | {case: row}
        file.seek(0)
        file.truncate()
        head = (f"| case | {' | '.join(NAMES)} |", "|---" * (len(NAMES) + 1) + "|")
        file.write(HEAD + "\n".join([*head, *(rows[one] for one in CASES if one in rows)]) + "\n")
