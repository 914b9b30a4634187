"""Acting on the board's page: each press and form of it does, tells and refuses what the same in chat does."""

import re
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from casework.issue.doing import OnIssue
from casework.meeting.agenda import put_on_agenda
from casework.model.issues import Issue, State
from storage import tables
from tests.stories.conftest import pages_at
from tests.stories.departments import GATE, with_departments
from tests.stories.test_board_page import browser, opened, words_of
from tests.stories.test_rights_wire import (
    ACCEPTED,
    COMMUNITY,
    PROMISED,
    UP,
    Before,
    Case,
    Stage,
    _permitted,
    data_of,
)
from tests.stories.world import World, words

ON_AGENDA: Before = (COMMUNITY, OnIssue, put_on_agenda, {})


@pytest.fixture(autouse=True)
async def _settled(world: World) -> AsyncIterator[None]:
    """What the pages did is on the phones before it is asked who heard of it."""
    yield
    await world.settle()


@pytest.fixture
def more_config(port: int) -> str:
    """The bot serves the pages too."""
    return pages_at(port)


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """The same done in chat, and on the page: `word` of its address, what is filled in; "1" chooses the first."""

    word: str
    chat: Case
    page: Mapping[str, str]


def _both(word: str, verb: str, *answers: str, page: Mapping[str, str] = {}, **more: Any) -> Both:
    return Both(word=word, chat=Case(action=word, verb=verb, may=COMMUNITY, answers=answers, **more), page=page)


AGENDA = {"before": (ACCEPTED, ON_AGENDA), "seen": True}
PRESSES = (
    _both("accept", "s_accept", before=()),
    _both("watch", "s_watch"),
    _both("nudge", "s_nudge"),
    _both("takeover", "s_takeover"),
    _both("agenda", "s_agenda"),
    _both("receive", "s_receive", before=(ACCEPTED, UP)),
)
FORMS = (
    _both("assign", "s_assign", "1", page={"to": "1"}),
    _both("promise", "s_promise", ">明天", ">等配件", ">眼下没有", page={"day": "2026-11-22", "why": "parts"}),
    _both(
        "promise",
        "s_promise",
        "11-25",
        ">对",
        "要等厂家",
        "先挂灯",
        page={"day": "2026-11-25", "why": "parts", "why_own": "要等厂家", "interim": "先挂灯"},
    ),
    _both(
        "promise",
        "s_promise",
        "明天下午三点",
        ">对",
        ">等配件",
        page={"day": "2026-11-22", "hour": "15:00", "why": "parts"},
    ),
    _both(
        "move",
        "s_move",
        "11月25日下午三点",
        ">对",
        ">等配件",
        before=(ACCEPTED, PROMISED),
        page={"day": "2026-11-25", "hour": "15:00", "why": "parts"},
    ),
    _both(
        "move", "s_move", ">晚1天", ">等配件", before=(ACCEPTED, PROMISED), page={"day": "2026-11-25", "why": "parts"}
    ),
    _both("whistle", "s_whistle", ">" + GATE, ">🔔 吹哨", page={"what": "1"}),
    _both("up", "s_up", ">没权管", page={"why": "power"}),
)
DECISIONS = (
    _both("do", "m_do", "1", "换管道", ">明天", page={"to": "1", "what": "换管道", "day": "2026-11-22"}, **AGENDA),
    _both("off", "m_off", ">明天", "1", page={"day": "2026-11-22", "why": "money"}, **AGENDA),
    _both(
        "cannot",
        "m_cannot",
        "不能建",
        "划车位",
        "1",
        page={"why": "不能建", "instead": "划车位", "sure": "yes"},
        **AGENDA,
    ),
    _both("up", "m_up", ">没权管", page={"why": "power"}, **AGENDA),
)
WORLDS = [(*PRESSES, *FORMS, *DECISIONS)[start::5] for start in range(5)]


async def told_of(stage: Stage, issue: Issue) -> tuple[Counter[tuple[str, str]], list[tuple[str, str, Any]], str]:
    """Who is told what about it, by kind; what stands on the timeline; how its card reads in the group."""
    outbox, people, chats = tables.outbox, tables.persons, tables.chats
    asked = (
        select(outbox.c.kind, func.coalesce(people.c.name, chats.c.title))
        .join(people, people.c.id == outbox.c.person_id, isouter=True)
        .join(chats, chats.c.id == outbox.c.chat_id, isouter=True)
        .where(outbox.c.subject_id == issue.id)
    )
    assert stage.world.database is not None
    rows = await stage.world.database.read(lambda connection: connection.execute(asked).all())
    timeline = await stage.work().timeline(issue.id)
    card = words(await stage.world.sees("李姐", f" {issue.number}号 单元门坏了 · ", chat="staff"))
    said = re.sub(r"\d+号(?!楼)", "N号", card)
    data = [re.sub(r"(=|: )\d+", "=N", repr(one.data)) for one in timeline]
    return (
        Counter((kind, who) for kind, who in rows),
        [(one.action, one.text, about) for one, about in zip(timeline, data, strict=True)],
        re.sub(r"\d\d:\d\d", "", said),
    )


def fields_of(answer: httpx.Response) -> dict[str, str]:
    """What our form says by itself."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="(\w*)"', answer.text))


def first_of(answer: httpx.Response, name: str) -> str:
    """The first that can be chosen."""
    found = re.search(rf'<select name="{name}".*?<option value="(\w+)"', answer.text, re.DOTALL)
    assert found is not None, answer.text
    return found[1]


async def do(client: httpx.AsyncClient, issue: Issue, word: str, filled: Mapping[str, str] = {}) -> httpx.Response:
    """The press, or the form filled in."""
    path = f"/board/matter/{issue.id}"
    page = await client.get(f"{path}/{word}")
    assert page.status_code == 200, page.text
    chosen = {name: first_of(page, name) if said == "1" else said for name, said in filled.items()}
    return await client.post(f"{path}/{word}", data={**fields_of(page), **chosen})


@pytest.mark.parametrize("several", WORLDS, ids=[f"world-{n}" for n in range(1, 6)])
async def test_as_in_chat(world: World, port: int, several: tuple[Both, ...]) -> None:
    """Of two matters that are alike one is dealt with in chat and one on the page: the same stands on their timelines
    and on their cards in the group, and the same people are told the same."""
    await with_departments(world)
    stage = Stage(world)
    cases = tuple(one.chat for one in several for _ in range(2))
    issues = (await stage.set((cases[0], *cases)))[1:]  # each has another one that looks like it
    await world.says(COMMUNITY, "/help")
    await world.forward(minutes=1)
    async with browser(port) as client:
        await opened(world, COMMUNITY, client)
        for at, both in enumerate(several):
            in_chat, on_page = issues[2 * at : 2 * at + 2]
            await _permitted(stage, both.chat, data_of(both.chat, in_chat))
            done = await do(client, on_page, both.word, both.page)
            assert done.status_code == 200, (both.word, words_of(done))
            assert 'role="status"' in done.text, both.word
            assert done.url.path == f"/board/matter/{on_page.id}"
            await world.settle()
            await world.forward(seconds=10)
            for mine, theirs in zip(await told_of(stage, on_page), await told_of(stage, in_chat), strict=True):
                assert mine == theirs, both.word
            await world.forward(minutes=1)


async def _board_of_one(world: World, client: httpx.AsyncClient, person: str = COMMUNITY) -> str:
    """The board is open; the path of the first matter on it."""
    found = re.search(r"/board/matter/\d+", (await opened(world, person, client)).text)
    assert found is not None
    return found[0]


async def test_put_together_by_choice_and_by_number(world: World, port: int) -> None:
    """Two matters of the same kind are one: chosen from the list, or named by its number; another's number, one that is
    none, and the matter itself are refused in chat's words."""
    stage = Stage(world)
    issues = await stage.set((FORMS[0].chat,) * 3)
    async with browser(port) as client:
        await opened(world, COMMUNITY, client)
        first, second, _ = issues
        for wrong, why in (("99", "这个已经没有了"), ("x", "这个已经没有了"), (f"{first.number}号", "并不到一起")):
            answer = await do(client, first, "together", {"with_own": wrong})
            assert answer.status_code == 409
            assert why in words_of(answer), wrong
            assert f">{wrong}</textarea>" in answer.text, "what was filled in is kept"
        done = await do(client, first, "together", {"with": "1"})
        assert done.status_code == 200
        done = await do(client, first, "together", {"with_own": f"{second.number}号"})
        assert done.status_code == 200
    states = [(await stage.work().issue(one.id)).state for one in issues]
    assert states.count(State.MERGED) == 2


async def test_an_older_page(world: World, port: int) -> None:
    """A form of a state that is over does nothing: the matter is shown as it is, and that it was out of date."""
    stage = Stage(world)
    (issue,) = await stage.set((replace(FORMS[0].chat, before=(ACCEPTED,)),))
    async with browser(port) as client:
        await opened(world, COMMUNITY, client)
        path = f"/board/matter/{issue.id}"
        form = await client.get(f"{path}/promise")
        takeover = fields_of(await client.get(path))
        await stage.does(issue.id, PROMISED)
        filled = {**fields_of(form), "day": "2026-11-23", "why": "parts"}
        before = await stage.written(issue.id)
        for word, sent, why in (("promise", filled, "这一步过了，现在按不了"), ("takeover", takeover, "这张卡旧了")):
            late = await client.post(f"{path}/{word}", data=sent)
            assert late.status_code == 409
            assert why in words_of(late), words_of(late)
        gone = await client.get(f"{path}/promise")
        assert gone.status_code == 409
        assert "这一步过了，现在按不了" in words_of(gone)
        assert await stage.written(issue.id) == before


async def test_of_two_who_decide_at_once(world: World, port: int) -> None:
    """The second is told what was decided, on the page as in chat."""
    stage = Stage(world)
    (issue,) = await stage.set((replace(FORMS[0].chat, before=(ACCEPTED, ON_AGENDA)),))
    async with browser(port) as client:
        await opened(world, COMMUNITY, client)
        path = f"/board/matter/{issue.id}"
        form = await client.get(f"{path}/off")
        assert (await do(client, issue, "off", {"day": "2026-11-23", "why": "money"})).status_code == 200
        late = await client.post(f"{path}/off", data={**fields_of(form), "day": "2026-11-30", "why": "talks"})
        assert late.status_code == 409
        assert "已经定了" in words_of(late), words_of(late)
        assert "11月23日" in words_of(late)


async def test_who_may_not(world: World, port: int) -> None:
    """A grid head may not decide or whistle: no such button, and by its address he reads what chat says; whoever has no
    board, or another's, finds no such page; a form that is not ours does nothing."""
    await with_departments(world)
    stage = Stage(world)
    (issue,) = await stage.set((replace(FORMS[0].chat, before=(ACCEPTED, ON_AGENDA)),))
    before = await stage.written(issue.id)
    path = f"/board/matter/{issue.id}"
    async with browser(port) as li, browser(port) as wu, browser(port) as zhang, browser(port) as nobody:
        page = await opened(world, "李姐", li)
        await opened(world, "吴姐", wu)
        await opened(world, COMMUNITY, zhang)
        matter = await li.get(path)
        form = fields_of(matter) or fields_of(page)
        for word, case in (
            ("do", DECISIONS[0]),
            ("off", DECISIONS[1]),
            ("cannot", DECISIONS[2]),
            ("whistle", next(one for one in FORMS if one.word == "whistle")),
        ):
            said = await world.forges("李姐", data_of(case.chat, issue))
            assert f"{path}/{word}" not in matter.text
            for answer in (await li.get(f"{path}/{word}"), await li.post(f"{path}/{word}", data={**form, "day": "x"})):
                assert answer.status_code == 409, word
                assert said in words_of(answer)
            assert (await wu.get(f"{path}/{word}")).status_code == 404
            assert (await nobody.get(f"{path}/{word}")).status_code == 401
            assert (await zhang.post(f"{path}/{word}", data={"day": "2026-11-23"})).status_code == 403
        assert (await zhang.get(f"{path}/reject")).status_code == 404
    assert await stage.written(issue.id) == before


BAD: tuple[tuple[str, dict[str, str], str], ...] = (
    ("assign", {}, "请选一个"),
    ("assign", {"to": "7"}, "请选一个"),
    ("assign", {"to": "1'; drop table issues"}, "请选一个"),
    ("promise", {"day": "", "why": "parts"}, "这个日子不行"),
    ("promise", {"day": "2026-11-20", "why": "parts"}, "这个日子不行"),
    ("promise", {"day": "2036-11-20", "why": "parts"}, "这个日子不行"),
    ("promise", {"day": "2026-02-30", "why": "parts"}, "这个日子不行"),
    ("promise", {"day": "99999-01-01", "why": "parts"}, "这个日子不行"),
    ("promise", {"day": "2026-11-21", "hour": "08:00", "why": "parts"}, "这个日子不行"),
    ("promise", {"day": "2026-11-23", "hour": "25:00", "why": "parts"}, "这个日子不行"),
    ("promise", {"day": "2026-11-23"}, "为啥"),
    ("promise", {"day": "2026-11-23", "why": "nonsense"}, "请选一个"),
    ("whistle", {"what_own": "占道"}, "请至少点一个"),
    ("whistle", {"what": "1", "on": "2026-13-01T25:00"}, "这个日子不行"),
    ("do", {"to": "1", "what": " \0 ", "day": "2026-11-23"}, "写几个字"),
    ("off", {"day": "2026-11-21", "why": "money"}, "这个日子不行"),
    ("cannot", {"why": "不能建", "instead": "没有", "sure": "yes"}, "为啥"),
    ("cannot", {"why": "不能建", "instead": "划车位"}, "请选一个"),
)


async def test_what_cannot_be_taken(world: World, port: int) -> None:
    """Days that are none or past, choices that were not offered, empty reasons: said in words, nothing is written, and
    what was filled in stays; no more than a form of ours is taken, and no sign that no database takes."""
    await with_departments(world)
    stage = Stage(world)
    (issue,) = await stage.set((replace(FORMS[0].chat, before=(ACCEPTED, ON_AGENDA)),))
    before = await stage.written(issue.id)
    async with browser(port) as client:
        await opened(world, COMMUNITY, client)
        path = f"/board/matter/{issue.id}"
        for word, filled, why in BAD:
            answer = await do(client, issue, word, filled)
            assert answer.status_code == 409, (word, filled)
            assert why in words_of(answer), (word, filled, words_of(answer))
            assert await stage.written(issue.id) == before, (word, filled)
            await world.forward(minutes=1)
        form = fields_of(await client.get(f"{path}/off"))
        for sent in ({"why_own": "长" * 30000}, {f"x{n}": "1" for n in range(300)}):
            assert (await client.post(f"{path}/off", data={**form, **sent})).status_code == 400
        odd = "<1>\0没钱</1> =1+1 \ud800".encode("utf-8", "replace").decode()
        done = await client.post(f"{path}/off", data={**form, "day": "2026-11-23", "why_own": odd})
        assert done.status_code == 200
        assert "<1>没钱" not in done.text
        assert "&lt;1&gt;没钱" in done.text
