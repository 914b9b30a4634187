"""Each sentence that states a fact stands on a row: without the row the sentence is gone.

A table: the view, the sentence, how the row comes about, and how it is taken away.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.views import duty, whistle
from bot.views.cards import card, public_card
from bot.views.context import RenderContext
from bot.views.reports import status_line
from bot.views.resident import accepted, reply_late, to_community
from bot.views.staff import ping
from casework.data import NOTHING
from casework.issue.doing import OnIssue
from casework.issue.pinging import watch
from casework.issue.sheet import Sheet, sheet_of
from casework.issue.telling import Delivered, delivered
from casework.issue.triage import Plan, Speak, accept, plan, say
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.deadlines import PingAnswer
from casework.model.issues import Action, Grade, Issue
from casework.model.whistles import CallState
from casework.told import Covered, OfShift
from casework.whistle.sheet import whistle_sheet
from locales.translator import Translator, translator
from tests.casework.neighbourhood import PEOPLE, Neighbourhood
from tests.casework.test_incident import outage
from tests.casework.test_together import put, reported
from tests.casework.test_whistles import bring, town

Show = Callable[[Sheet, Message, Translator, RenderContext], object]
Do = Callable[[Neighbourhood, Issue], Awaitable[None]]
Take = Callable[[Neighbourhood, Issue], object]


def _by(home: Neighbourhood, issue: Issue, who: str) -> OnIssue:
    return OnIssue(issue_id=issue.id, by=PEOPLE[who], at=home.now)


async def _taken(home: Neighbourhood, issue: Issue) -> None:
    await accept(_by(home, issue, "steward"), home.work)


async def _late(home: Neighbourhood, issue: Issue) -> None:
    await home.forward(minutes=6)


async def _watched(home: Neighbourhood, issue: Issue) -> None:
    await home.forward(minutes=6)
    await watch(_by(home, issue, "community"), home.work)


async def _planned(home: Neighbourhood, issue: Issue) -> None:
    await _taken(home, issue)
    by, at = PEOPLE["steward"], home.now
    done = Plan(issue_id=issue.id, by=by, at=at, grade=Grade.GENERAL, text="找人通", public="找人通")
    await plan(done, home.work)


async def _heard(home: Neighbourhood, issue: Issue) -> None:
    await _planned(home, issue)
    person = PEOPLE["resident"]
    await delivered(Delivered(issue_id=issue.id, kind=Kind.PLAN, at=home.now, person_id=person), home.work)


async def _added(home: Neighbourhood, issue: Issue) -> None:
    await say(Speak(issue_id=issue.id, by=PEOPLE["resident"], at=home.now, text="漫出来了"), home.work)


def _no_entry(*actions: str) -> Take:
    def take(home: Neighbourhood, issue: Issue) -> None:
        for key in [key for key, one in home.work.entries.items() if one.action in actions]:
            del home.work.entries[key]

    return take


def _no_answer(home: Neighbourhood, issue: Issue) -> None:
    for one in issue.pings:
        if one.answer is PingAnswer.WATCH:
            one.answer = None


def _not_reached(home: Neighbourhood, issue: Issue) -> None:
    for one in issue.pings:
        one.answer = PingAnswer.UNREACHABLE


def _no_deadline(home: Neighbourhood, issue: Issue) -> None:
    issue.deadlines.clear()


def _no_holder(home: Neighbourhood, issue: Issue) -> None:
    issue.holder_id = issue.holder_post_id = None


def _card(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> object:
    return card(sheet, tr, ctx.settings.zone)


def _line(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> object:
    return status_line(sheet, tr, ctx)


TABLE: dict[str, tuple[Show, str, Do, Take]] = {
    "watches, to the resident": (to_community, "community盯着", _watched, _no_answer),
    "watches, on the card": (_card, "community盯着", _watched, _no_answer),
    "was told": (to_community, "告诉社区 community了", _late, _not_reached),
    "was told, after fifteen minutes": (reply_late, "告诉社区 community了", _late, _not_reached),
    "was asked, on the card": (_card, "物业 steward", lambda *_: _nothing(), _not_reached),
    "was told, on the public card": (public_card, "通知值班的人了", lambda *_: _nothing(), _not_reached),
    "took it then": (_card, "10:00 接", _taken, _no_entry(Action.ACCEPT)),
    "the resident was told": (_card, "10:00 已回居民", _heard, _no_entry("delivered")),
    "added": (_card, "补：“漫出来了”", _added, _no_entry(Action.AMEND)),
    "until then you hear": (accepted, "10:15 前告诉您咋办", _taken, _no_deadline),
    "you hear by then, in the list": (_line, "10:15", _taken, _no_deadline),
    "to be done by then, in the list": (_line, "10:30", _planned, _no_entry(Action.PLAN)),
    "being done, in public": (public_card, "找人通", _planned, _no_entry(Action.PLAN)),
    "somebody is at it": (public_card, "有人在办", _taken, _no_holder),
}


async def _nothing() -> None:
    """It is so from the start."""


async def _shown(name: str, home: Neighbourhood, issue: Issue) -> str:
    show = TABLE[name][0]
    reader = None if show in (_card, public_card) else PEOPLE["resident"]
    sheet = await sheet_of(issue, home.now, home.work, reader_id=reader)
    row = Message(id=1, kind="", due_at=home.now, priority=0)
    return str(show(sheet, row, translator("zh_CN"), RenderContext(now=home.now, settings=home.work.settings)))


@pytest.mark.parametrize("name", TABLE)
async def test_without_its_row_the_sentence_is_gone(name: str) -> None:
    """With the row the sentence stands there; the row taken away, it does not."""
    _, sentence, do, take = TABLE[name]
    home = Neighbourhood()
    issue = await home.report()
    await do(home, issue)
    assert sentence in await _shown(name, home, issue)
    take(home, issue)
    assert sentence not in await _shown(name, home, issue)


async def test_who_has_not_answered_is_asked_still() -> None:
    """ "has not answered" is said while the question stands, and of nobody whose question was settled."""
    home = Neighbourhood()
    issue = await home.report()
    await _taken(home, issue)
    await home.forward(minutes=36)
    asked = next(one for one in issue.pings if one.person_id == PEOPLE["community_deputy"])
    ctx = RenderContext(now=home.now, settings=home.work.settings)
    row = Message(id=1, kind="ping", due_at=home.now, priority=0)

    async def said() -> str:
        reader = PEOPLE["community_deputy"]
        sheet = await sheet_of(issue, home.now, home.work, ping_id=asked.id, reader_id=reader)
        return str(ping(sheet, row, translator("zh_CN"), ctx))

    assert "没应，轮到您" in await said()
    first = next(one for one in issue.pings if one.person_id == PEOPLE["community"] and one.live)
    first.answer, first.answered_at = PingAnswer.DONE, home.now - timedelta(minutes=1)
    assert "没应，轮到您" not in await said()


async def test_what_is_dealt_with_together_stands_on_its_reports() -> None:
    """The card names the other number while its report is there, the public card counts the homes that said so."""
    home = Neighbourhood()
    first, second = await reported(home, PEOPLE["resident"], PEOPLE["neighbour"])
    whole = await put(home, second, first)

    async def said(issue: Issue) -> str:
        sheet = await sheet_of(issue, home.now, home.work)
        ctx = RenderContext(now=home.now, settings=home.work.settings)
        row = Message(id=1, kind="", due_at=home.now, priority=0)
        tr = translator("zh_CN")
        return f"{card(sheet, tr, ctx.settings.zone)} {public_card(sheet, row, tr, ctx)}"

    assert "一起办的：2号" in await said(whole)
    whole.reports.pop()
    assert "2号" not in await said(whole)
    home = Neighbourhood()
    *_, many = await outage(home, 5)
    assert "4 位邻居" in await said(many)
    many.reports.pop()
    assert "4 位邻居" not in await said(many)


async def test_a_cover_is_named_by_the_row_alone() -> None:
    """ "is away, I have told …" is said only where somebody was asked instead."""
    home = Neighbourhood()
    issue = await home.report()
    await _taken(home, issue)
    sheet = await sheet_of(issue, home.now, home.work, reader_id=PEOPLE["resident"])
    ctx = RenderContext(now=home.now, settings=home.work.settings)
    deputy = next(post for post in home.work.posts.values() if post.person_id == PEOPLE["steward_deputy"])
    sheet.posts[deputy.id] = deputy
    row = Message(id=1, kind="reply_late", due_at=home.now, priority=0, data=Covered(cover=deputy.id))
    assert "这会儿不在" in str(reply_late(sheet, row, translator("zh_CN"), ctx))
    row.data = NOTHING
    assert "这会儿不在" not in str(reply_late(sheet, row, translator("zh_CN"), ctx))


async def test_a_department_is_there_by_its_row() -> None:
    """ "there 10:00" stands on the moment at which it reported in."""
    home = town()
    called, _ = await bring(home, CallState.REPORTED_IN)
    ctx = RenderContext(now=home.now, settings=home.work.settings)
    sheet = await whistle_sheet(called, home.now, home.work)
    assert "10:00" in str(whistle.stands(sheet, called.calls[0], translator("zh_CN"), ctx))
    called.calls[0].reported_in_at = None
    assert "10:00" not in str(whistle.stands(sheet, called.calls[0], translator("zh_CN"), ctx))


async def test_a_shift_says_what_its_rows_are() -> None:
    """Whoever had it before, and what is to be watched, are said where there are such rows; a shift that is another's
    now says nothing."""
    home = Neighbourhood()
    issue = await home.report()
    ctx = RenderContext(now=home.now, settings=home.work.settings)
    row = Message(id=1, kind="shift", due_at=home.now, priority=0, data=OfShift(shift_id=1, area=2))
    before = next(post for post in home.work.posts.values() if post.person_id == PEOPLE["community"])
    about = duty.About(place="北苑社区", before=before, after=before, open=1, tonight=[(issue, None)])

    def said(now: duty.About) -> str:
        return str(duty.SAYS[Kind.SHIFT](now, row, translator("zh_CN"), ctx))

    assert "上一班" in said(about)
    assert "1 下水道堵塞" in said(about)
    assert "上一班" not in said(replace(about, before=None))
    assert "1 下水道堵塞" not in said(replace(about, tonight=[]))
    assert said(replace(about, current=False)) == "None"
