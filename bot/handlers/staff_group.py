"""What staff say in their group where the bot reads everything, and which answers nothing: of which matter it is, if of
any. Most of it is talk, which is left alone and not kept.

In this order: an open danger to which the person is called; a number; what the bot has just asked this person; the kind
and place that are named; what the person did last; the matters told there lately that the act fits.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from telegram import Message

from bot.flows.around import me
from bot.flows.group import listening
from bot.flows.placing import in_another_building
from bot.flows.privately import answer_privately
from bot.flows.resident import danger, registering, report
from bot.flows.staff import absence, orders, promise
from bot.flows.staff import said as staff_said
from bot.flows.staff.offered import able as can
from bot.flows.staff.offered import given, is_asked
from bot.flows.staff.reach import within_reach
from bot.flows.staff.relay import ask_whether
from bot.flows.staff.scene import arrives, stands_there, taken_back
from bot.handlers import hearing, next_line, of_staff
from bot.incoming.parts import Parts, parts
from bot.incoming.turn import Keep, Say, Turn
from bot.views.common import names, number_words, post_name
from bot.views.registering import someone_called
from bot.views.view import PublicView
from casework.categories import broad
from casework.frozen import frozen
from casework.issue.fitting import fits, names_another, names_thing, unknown_helpless
from casework.issue.registering import passes_on_a_call
from casework.issue.urgency import people_there
from casework.lines import post_told
from casework.messages import Kind
from casework.model.chats import Audience, Chat
from casework.model.conversation import Outcome
from casework.model.issues import Action, Issue
from casework.neighbourhood.rights import What, may, shown_of
from casework.timeline import newest
from casework.transitions import OPEN
from casework.words.acts import likely, of_else, of_work, received
from casework.words.among_staff import (
    Act,
    act_in,
    as_said,
    goes_at,
    is_talk,
    of_the_work,
    says_photo,
    takes_over,
    without_colleagues_part,
    without_speakers_place,
)
from casework.words.answers import begins_by_taking, by_number
from casework.words.asking import says_wrong
from casework.words.away import days_off, names_cover, plainly_away
from casework.words.called import elsewhere, finished, goes_on_there
from casework.words.each import kinds_in, kinds_of_trade
from casework.words.group import Said, look
from casework.words.guess import DANGER_CATEGORY, PRIVATE_DANGERS, guess, named
from casework.words.moving import speaks_of_day
from casework.words.orders import (
    asks_about,
    called,
    goes_along,
    hands_on,
    names_body,
    numbered,
    order_in,
    same_matter,
    told_withdrawn,
    without_order,
)
from casework.words.over import at_present, says_over
from casework.words.places import read_place
from casework.words.plain import breaths, plain
from casework.words.scene import found_there, lifts, of_helpers, says_coming, stands_at
from casework.words.undone import relapses
from casework.words.whose import told_for_somebody

ABOUT_A_CARD = frozenset({Kind.CARD, Kind.GROUP_NUDGE, Kind.GROUP_RUNG, Kind.GROUP_UNANSWERED})
"""What the group is told of a matter."""
LATELY = timedelta(minutes=10)
"""So long what somebody did to a matter is what he speaks of."""
RECENT = timedelta(minutes=30)
"""So long after a card words of taking, or of having done, may be about it."""
TODAY = timedelta(days=1)
"""So long it is said who may take what stands here."""
ROWS = 80
"""Of what was sent to the group, looked through for these; a card has one for each time it changed."""
JUST = timedelta(minutes=5)
"""So long what another said of a matter is what is spoken of."""
APART = timedelta(minutes=2)
"""So long after the card before it a card stands alone above what is said."""
AT_MOST = 3
"""Matters among which one is asked, in front of all."""
OF_ANYTHING: frozenset[Act] = frozenset({"done", "tells", "cannot"})
"""Acts that are said of forms, parcels and one's own home in the same words."""
ALONE: frozenset[Act] = frozenset({"take", "coming", "here", "done"})
"""Acts that are understood without anything else that tells of which matter they are."""


async def of_matter(turn: Turn, message: Message) -> bool:
    """Whether the words were of a matter, and were taken up; else nothing of them is kept."""
    chat = await turn.work.chat_at(turn.address, turn.thread)
    if chat is None or not await turn.work.posts_of(me(turn).id):
        return False
    if chat.audience is Audience.DEPARTMENT:
        return await _in_department(turn, message)
    if chat.audience is not Audience.STAFF:
        return False
    got = await of_staff.signed(turn, parts(message))
    got = replace(got, text=without_colleagues_part(got.text))
    if got.photos and wordless(message):
        return await _photo_alone(turn, message)
    if not got.text.strip():
        return False
    if call_left_out(turn, got.text) or await taken_back(turn, got, by_number(got.text)[0]):
        return True
    if await of_staff.counts_here(turn, chat.area_id, got) or await _says_away(turn, got):
        return True
    if same_matter(got.text) is not None:
        return await staff_said.merges(turn, await _hear(turn, message, got.text))
    if named := numbered(got.text) or await of_staff.each_here(turn, got):
        return await _of_numbers(turn, message, got.text, named) or await _not_theirs(turn, named)
    if (issue := await _of_danger(turn, got.text)) is not None:
        await staff_said.heard(turn, issue.id, await _hear(turn, message, got.text))
        return True
    if await next_line.answered(turn, message, got.text):
        return True
    if await _on_moving(turn, message, got.text):
        return True
    able = await _meant(turn, as_said(got.text))
    if able and await of_staff.of_kind(turn, able, await _hear(turn, message, got.text)):
        return True
    return await _told_anew(turn, got) or await _alarm(turn, message, chat, got.text)


def wordless(message: Message) -> bool:
    """Whether what is sent along has no words, or none that say more than that it is a photo."""
    text = parts(message).text.strip()
    return not text or says_photo(text)


async def _alarm(turn: Turn, message: Message, chat: Chat, text: str) -> bool:
    """ "3号楼道里煤气味挺大 谁过来看看", of which no card stands here: it is asked whether everybody is to be called.
    What is only spoken of, was once or is over is left alone."""
    if at_present(text).sure is None or says_over(text):
        return False
    found = look(Said(number=message.message_id, author="", text=text), ())
    if found.label != "danger":
        return False
    if found.guess.danger in PRIVATE_DANGERS:
        return await _in_confidence(turn, message, text)
    kind = broad(DANGER_CATEGORY[found.guess.danger or "hurt"])
    if any(one.urgent and broad(one.category) == kind for one in await _cards_here(turn, TODAY)):
        return False
    await listening.among_staff(turn, message, chat, found)
    return True


async def _in_confidence(turn: Turn, message: Message, text: str) -> bool:
    """ "二单元有人要跳楼 站在窗户上": not before all, but asked privately as if it had been said there."""
    got, here = replace(parts(message), text=text), turn.tr.t("I have answered you privately.")
    await answer_privately(turn, lambda theirs: report.take(theirs, got), here)
    turn.keep = Keep.DEEDS
    return True


async def _in_department(turn: Turn, message: Message) -> bool:
    """An officer, in the group of his department, on what was handed to it: that he takes what he was just offered,
    what he did to what he has and names, or how it goes with the only one, of which he was just asked. All else there
    is of other work."""
    said = parts(message)
    text = as_said(said.text)
    if not (text.strip() or said.photos) or guess(text).sure is not None:
        return False
    mine = [one for one in await turn.work.open_of_holder(me(turn).id) if one.state in OPEN and not one.private]
    if said.photos and wordless(message):
        return await _asked_lately(turn, mine) and await _photo_alone(turn, message)
    if named := numbered(text):
        held = {one.number for one in mine if one.holder_id == me(turn).id}
        return {number for number, _ in named} <= held and await _of_numbers(turn, message, text, named)
    mine = [one for one in mine if not one.urgent and fits(one, text) and not names_another(one, text)]
    mine = [one for one in mine if not elsewhere(text, f"{one.place} {one.text}")]
    takes = received(text) or act_in(text) in staff_said.GOES
    since = LATELY if received(text) else RECENT
    able = [one for one in mine if takes and await _given_lately(turn, one, since)]
    able = able or [one for one in mine if one.holder_id == me(turn).id and _told_of(turn, one, text)]
    if not able and _how_it_goes(text) and await _asked_lately(turn, mine):
        able = mine
    able = [one for one in able if await of_staff.could_be_there(turn, one, text)]
    return len(able) == 1 and await of_staff.of_one(turn, able, await _hear(turn, message, text))


def _how_it_goes(text: str) -> bool:
    """Done, or what he does there: of other work an officer may say that it is done too, but is asked nothing of it."""
    told = finished(text) or act_in(text) == "done" or goes_on_there(text)
    return told and not is_talk(text)


ASKED_OF = timedelta(hours=1)
"""So long after somebody was asked of the one matter that he has his plain words are about that."""


async def _asked_lately(turn: Turn, mine: Sequence[Issue]) -> bool:
    """Whether this person has just one matter, and was asked of it a short while ago, or did something to it."""
    if len(mine) != 1 or mine[0].holder_id != me(turn).id:
        return False
    asked = await turn.work.told_lately(me(turn).id, [mine[0].id], of_staff.ASKS_STAFF, turn.at - ASKED_OF)
    return bool(asked) or await _done_to_last(turn, mine) is not None


def _told_of(turn: Turn, issue: Issue, text: str) -> bool:
    named_so = names_thing(issue, text) or broad(issue.category) in kinds_in(text)
    return named_so and not is_talk(text) and staff_said.plainly_said(turn, issue, text)


async def _says_away(turn: Turn, got: Parts) -> bool:
    """ "我明天开会 不在 有事找孙哥", "请三天假", "回来了 接着干" of somebody away: asked privately as if it had been
    said there; a day off without why or who is asked is talk."""
    says_so = names_cover(got.text) or plainly_away(got.text)
    off = days_off(got.text, turn.at, turn.work.settings.zone) if says_so else None
    if (off is None and not absence.ends(turn, got.text)) or got.photos:
        return False
    here = turn.tr.t("I have answered you privately.")
    await answer_privately(turn, lambda theirs: absence.said(theirs, got), here)
    turn.became(Outcome.NOTHING)
    return True


async def _on_moving(turn: Turn, message: Message, text: str) -> bool:
    """The yes or no of whoever was asked whether a promised day may move; the words are kept only where they are."""
    if not speaks_of_day(text) or is_talk(text) or not (able := await promise.asked_to_move(turn, text)):
        return False
    return await of_staff.of_one(turn, able, await _hear(turn, message, text))


async def _told_anew(turn: Turn, got: Parts) -> bool:
    """ "刚才何叔给我打电话 说他家门口井盖没了", "5号楼那边井盖又翘了": what nobody has reported, told by somebody, or
    seen at a building or where a colleague is sent: to be registered by a press in the private chat of whoever says so.
    What stands here already is no news."""
    words = told_for_somebody(got.text) or (without_order(got.text) if _tells_of_trouble(got.text) else "")
    kinds = set(map(broad, (*named(words), *([guess(words).category or ""] if words else []))))
    if not words or not kinds or got.photos:
        return False
    alike = [one for one in await within_reach(turn) if broad(one.category) in kinds and one.state in OPEN]
    if any([await of_staff.could_be_there(turn, one, got.text) for one in alike]):
        return False
    before = len(turn.answers)
    seen = not told_for_somebody(got.text)
    await answer_privately(turn, lambda theirs: registering.of_somebody(theirs, got, among_staff=seen), None)
    asked = len(turn.answers) > before
    if asked and any(isinstance(one, Say) and one.address not in ("", turn.address) for one in turn.answers[before:]):
        here = turn.tr.t("I have answered you privately: register it there.")
        turn.say_here(PublicView(here), reply_to=turn.message_id, vanish=True)
    return asked


_TROUBLE = re.compile("斜|倾|要?倒了|堆|占|黑|臭|脏|吵|噪|养|咬|乱[停放扔]|满|冒|返|漏|堵|塞")
"""What is wrong, beside what is broken."""
_NO_NEWS = re.compile("[?？]|[吗么]$|谁|咋|怎么|吧$|要是|会不会|是不是|昨|上[周次回]|以前|去年")


def _tells_of_trouble(text: str) -> bool:
    """Whether something is wrong, at a building that the words name or where somebody is sent."""
    found = guess(text)
    if not found.report or found.private or found.sure is not None or is_talk(text) or _NO_NEWS.search(plain(text)):
        return False
    over = finished(text) or says_over(text) or asks_about(text) or act_in(text) == "done"
    over = over or not (says_wrong(text) or _TROUBLE.search(text))
    return not over and (bool(read_place(text).building) or order_in(text) is not None)


def call_left_out(turn: Turn, text: str) -> bool:
    """Who called, with his number: no words for a group. It is said how, and nothing is kept or made of them. A danger
    does not wait for that, and what names a matter is about that."""
    heard = guess(text)
    if heard.sure is not None or not (heard.report or heard.recognised) or numbered(text):
        return False
    if not passes_on_a_call(text):
        return False
    turn.keep = Keep.NOTHING
    turn.say_here(someone_called(turn.tr), reply_to=turn.message_id)
    return True


async def _hear(turn: Turn, message: Message, text: str) -> Parts:
    return replace(await hearing.hear(turn, message), text=text)


async def _of_numbers(turn: Turn, message: Message, text: str, named: Sequence[tuple[int, str]]) -> bool:
    """Where every number that the words name is one of which they plainly say something."""
    if not all([await staff_said.plainly_of(turn, number, words) for number, words in named]):
        return False
    return await of_staff.of_staff_number(turn, await _hear(turn, message, text))


async def _not_theirs(turn: Turn, named: Sequence[tuple[int, str]]) -> bool:
    """ "5号我来吧" of somebody who may not take it, where its card stands: who may, in a line."""
    number, words = named[0]
    told = [one for one in await _cards_here(turn, TODAY) if one.number == number]
    if act_in(words) != "take" or not told:
        return False
    issue, mine = told[0], me(turn).id
    if any([await may(issue, one, mine, turn.work) for one in (Action.ACCEPT, Action.TAKE, Action.TAKE_OVER)]):
        return False
    ids = [issue.holder_post_id] if issue.holder_post_id else [one.post_id for one in issue.pings if one.live]
    who = [post_name(await turn.work.post(one), turn.tr) for one in ids if one is not None]
    if not who:
        return False
    facts = {"number": number_words(issue, turn.tr), "names": names(who, turn.tr)}
    text = turn.tr.t("{number} is not yours to take: it is for {names}.", **facts)
    turn.say_here(PublicView(text), reply_to=turn.message_id, vanish=True)
    return True


async def _of_danger(turn: Turn, text: str) -> Issue | None:
    """The open danger to which the person is called, where he says that he is there or comes, what he found, that it is
    over, or who else comes; of two the one that was told here last."""
    comes = act_in(text) in ("coming", "here") or says_coming(text) or says_over(text) or of_helpers(text)
    first = next(iter(breaths(plain(text))), "")
    asks_beside = says_coming(text) and first.startswith(("我", "俺")) and not is_talk(first)
    found = found_there(text)
    comes = comes or found or lifts(text)
    if stands_at(text) is not None:
        for one in await _told_here(turn, danger.URGENT_TALK):
            if (
                one.urgent
                and await may(one, Action.NOTE, me(turn).id, turn.work)
                and await stands_there(turn, one, text)
            ):
                return one
    if not arrives(text)[0] and ((is_talk(text) and not asks_beside and not found) or not comes):
        return None
    called_to = [one for one in await _told_here(turn, danger.URGENT_TALK) if await of_staff.is_called_to(turn, one)]
    return called_to[0] if called_to else await _of_danger_elsewhere(turn, text)


async def _of_danger_elsewhere(turn: Turn, text: str) -> Issue | None:
    """The one danger that this group was not told of, but another of the person's, or he alone: there he said not yet
    that he is. What he has himself here, and was told lately, is rather meant."""
    if not (arrives(text)[0] or act_in(text) in ("coming", "here") or says_coming(text)):
        return None
    told = await _told_here(turn, RECENT)
    if any(one.holder_id == me(turn).id for one in told):
        return None
    lately = [one for one in await within_reach(turn) if turn.at - one.t0 <= danger.URGENT_TALK]
    able = [one for one in lately if await of_staff.is_called_to(turn, one)]
    able = [one for one in able if me(turn).id not in await people_there(one, turn.work)]
    return able[0] if len(able) == 1 else None


async def _told_here(turn: Turn, since: timedelta) -> list[Issue]:
    """Those of the open matters of which this group was told that the person may know of; newest first."""
    return await shown_of(await _cards_here(turn, since), What.CARD, me(turn).id, turn.work)


async def _came_here(turn: Turn) -> dict[int, datetime]:
    """When this group was first told of each matter."""
    rows = await turn.work.newest_sent(turn.address, ROWS)
    found: dict[int, datetime] = {}
    for one in sorted(rows, key=lambda one: one.id, reverse=True):
        if one.kind in ABOUT_A_CARD and one.sent_at and one.issue_id is not None:
            found[one.issue_id] = one.sent_at
    return found


async def _cards_here(turn: Turn, since: timedelta) -> list[Issue]:
    """The open matters of which this group was told since then, newest first."""
    rows = await turn.work.newest_sent(turn.address, ROWS)
    told = [one for one in rows if one.kind in ABOUT_A_CARD and one.sent_at and turn.at - one.sent_at <= since]
    ids = dict.fromkeys(row.issue_id for row in told if row.issue_id is not None)
    found = [await turn.work.issue(one) for one in ids]
    return [one for one in found if one.state in OPEN and not one.private]


async def _meant(turn: Turn, text: str) -> list[Issue]:
    """Those of which the words may be; where they name a home and no kind, none that another reported."""
    text = without_speakers_place(text)
    able = await _may_mean(turn, text)
    if kinds_in(text):
        return able
    return [one for one in able if not await of_staff.of_another_home(turn, one, text)]


async def _may_mean(turn: Turn, text: str) -> list[Issue]:
    """Named by their kind, or by whoever has them, else the one that this person did something to last, else those told
    here lately that the act fits."""
    if able := await of_staff.named_plainly(turn, text):
        return await _rather(turn, able, text)
    if able := await of_staff.of_meeting(turn, text) or await of_staff.done_lately(turn, text):
        return able
    if asks_about(text):
        return await _of_whom(turn, text)
    for line in LINES:
        if line.heard(text) and (able := await _of_line(turn, line, text)):
            return able
    if wanted := await _wanted_of_me(turn, text):
        return wanted
    if received(text):
        return []
    if theirs := await _held_of_homes(turn, text):
        return theirs
    if own := await of_staff.of_ones_own(turn, text) or await _of_the_only_one(turn, text):
        return own
    if able := await _where_he_stands(turn, text) or await of_staff.told_wrongly(turn, text):
        return able
    return await _by_its_act(turn, text) or await _by_its_sound(turn, text)


async def _by_its_act(turn: Turn, text: str) -> list[Issue]:
    """That of which the words name a thing, or to which what they plainly say was done, or will be."""
    act = act_in(text)
    if (act is not None or _sounds_like_an_act(text)) and (named := await _of_thing(turn, text)):
        return [named]
    if act is None or kinds_in(text) or (act in OF_ANYTHING and of_else(text)):
        return []
    if (act == "take" or (act == "plan" and goes_at(text))) and (able := await _of_line(turn, TAKES, text)):
        return able
    trade = kinds_of_trade(text)
    told = [one for one in await _told_here(turn, RECENT) if not _of_other_trade(one, text, trade)]
    if (lately := await _done_to_last(turn, told)) and fits(lately, text) and not names_another(lately, text):
        return [lately]
    if act not in ALONE:
        return []
    able = [one for one in told if await _fits(turn, one, act) and await of_staff.could_be_there(turn, one, text)]
    return able[:AT_MOST] if len(able) == 1 or act == "done" else []


async def _by_its_sound(turn: Turn, text: str) -> list[Issue]:
    """ "机器拉过来了 正在掏": no rule knows the words, but they are probably of work, and there is one matter of which
    whoever says so can mean them: what he has, was asked to take a short while ago, or calls by its trade and may
    take."""
    trade = kinds_of_trade(text)
    done_so = bool(trade) and act_in(text) == "done" and not of_else(text)  # "换好了 亮堂堂的"
    if not (of_work(text) or done_so) or told_for_somebody(text) or text.rstrip().endswith(("?", "？")):
        return []
    told = await _told_here(turn, TODAY)
    held = [one for one in told if one.holder_id == me(turn).id]
    free = [one for one in await _told_here(turn, RECENT) if one.holder_id is None and is_asked(turn, one)]
    called_so = [one for one in told if one.holder_id is None and one not in free]
    free += [one for one in called_so if _calls(one, text, trade) and await _fits(turn, one, "take")]
    able = [one for one in (*held, *free) if not one.urgent and not names_another(one, text)]
    able = [one for one in able if fits(one, text) or _of_its_trade(one, text, trade)]
    able = [one for one in able if not _of_other_trade(one, text, trade)]
    able = [one for one in able if await of_staff.could_be_there(turn, one, text)]
    able = await _called_so(turn, [one for one in able if not await of_staff.of_another_home(turn, one, text)], text)
    nearest = await _nearest(turn, able) if len(able) > 1 else None
    return [nearest] if nearest is not None else able if len(able) == 1 else []


def _of_other_trade(issue: Issue, text: str, trade: set[str]) -> bool:
    """Whether the tools and deeds of which the words tell belong to another matter than this: a gas company to no
    drain."""
    return bool(trade) and broad(issue.category) not in trade and not names_thing(issue, text)


def _of_its_trade(issue: Issue, text: str, trade: set[str]) -> bool:
    """ "阀门锈死了" of a drain: a part of it, though the word is a leak's."""
    return broad(issue.category) in trade and not unknown_helpless(issue, text)


def _calls(issue: Issue, text: str, trade: set[str]) -> bool:
    """Whether the words call it by a thing, its kind or its trade: whoever was not asked has to."""
    return names_thing(issue, text) or broad(issue.category) in kinds_in(text) | trade


async def _where_he_stands(turn: Turn, text: str) -> list[Issue]:
    """ "到老郑家了 主管道堵的": of what this person has that which is there."""
    at = stands_at(text)
    if at is None or not at.home:
        return []
    held = [one for one in await within_reach(turn) if one.holder_id == me(turn).id and one.state in OPEN]
    there = [one for one in held if await stands_there(turn, one, text)]
    return there if len(there) == 1 else []


async def _held_of_homes(turn: Turn, text: str) -> list[Issue]:
    """ "老郑家弄完了": of what this person has that which is of the home that is named."""
    held = [one for one in await of_staff.of_homes(turn, text) if one.holder_id == me(turn).id]
    said = [one for one in held if fits(one, text) and staff_said.plainly_said(turn, one, text)]
    if not said and told_withdrawn(text):
        theirs = await _told_here(turn, TODAY)
        said = [one for one in theirs if await of_staff.names_reporter(turn, one, text)]
    return said[:AT_MOST]


@frozen
class Line:
    """What a line of staff may do to a matter that it does not call by its kind.

    heard: whether the words do that. able: whether whoever says them may do it to that one, and may mean it. since: how
    long ago it was told here at most. held: what he has counts too, though it was told elsewhere. asks: of several it
    is asked which; else they are about none.
    """

    heard: Callable[[str], bool]
    able: Callable[[Turn, Issue, str], Awaitable[bool]]
    since: timedelta
    held: bool = False
    asks: bool = True


async def _of_line(turn: Turn, line: Line, text: str) -> list[Issue]:
    """Of which it is: what is named by a thing or by who reported it, else the one that this person did something to
    last, or whose card stands straight above, else all that it may be."""
    told = await _told_here(turn, line.since)
    if line.held:
        mine = [one for one in await within_reach(turn) if one.state in OPEN and one.holder_id == me(turn).id]
        told = [*mine, *(one for one in told if one not in mine)]
    able = [one for one in told if not names_another(one, text)]
    able = [one for one in able if await of_staff.could_be_there(turn, one, text)]
    able = [one for one in able if await line.able(turn, one, text)]
    able = await _called_so(turn, able, text)
    if len(able) > 1 and (just_given := [one for one in able if await _given_lately(turn, one)]):
        return just_given[:1]
    order = order_in(text) if len(able) > 1 else None
    if order is not None and (theirs := await orders.spoken_of_by(turn, able, order, turn.at - LATELY)):
        return theirs
    nearest = await _nearest(turn, able) if len(able) > 1 else None
    able = [nearest] if nearest is not None else able
    return able[:AT_MOST] if line.asks or len(able) == 1 else []


async def _called_so(turn: Turn, able: list[Issue], text: str) -> list[Issue]:
    """Those that the words name as staff call a matter; all where they name none."""
    return await of_staff.called_so(turn, able, text) or able


async def _nearest(turn: Turn, issues: Sequence[Issue]) -> Issue | None:
    """Of these the one of which something was just said here, or that this person did something to last, unless the
    card of another came since; or the one whose card came last, where the others came a while before."""
    cards = await _came_here(turn)
    if (spoken := await _just_spoken_of(turn, issues, cards)) is not None:
        return spoken
    came = sorted(((cards[one.id], one.id, one) for one in issues if one.id in cards), reverse=True)
    lately = await _done_to_last(turn, issues)
    last = await _last_word(turn, lately) if lately is not None else None
    if last is not None and not any(at > last and one is not lately for at, _, one in came):
        return lately
    alone = len(came) == 1 or (len(came) > 1 and came[0][0] - came[1][0] >= APART)
    return came[0][2] if alone and turn.at - came[0][0] <= LATELY else None


async def _just_spoken_of(turn: Turn, issues: Sequence[Issue], cards: dict[int, datetime]) -> Issue | None:
    """ "灯那个谁管啊": that of these of which something was said here last, be it by another, unless the card of a
    second came since."""
    newest = (await turn.work.spoken_of(turn.address, turn.at - JUST))[:1]
    found = next((one for one in issues if one.id in newest), None)
    others = [cards[one.id] for one in issues if one is not found and one.id in cards]
    since = max([turn.at - JUST, *others])
    return found if found is not None and found.id in await turn.work.spoken_of(turn.address, since) else None


def _gives(text: str) -> bool:
    order = order_in(text)
    if order is None or act_in(text) == "take" or (not order.of and _TO_ME.search(plain(text))):
        return False
    return not is_talk(_RATHER.sub("", text))


async def _may_give(turn: Turn, issue: Issue, text: str) -> bool:
    """ "让王师傅去吧 我不会弄", "那给赵姨了": what he has, or was just told here, that a colleague is to do."""
    order = order_in(text)
    if order is None or not fits(issue, text) or not await orders.may_pass_on(turn, issue, order):
        return False
    of = _BUILDING.sub("", order.of)
    if not of or names_thing(issue, text) or broad(issue.category) in kinds_in(of) | kinds_of_trade(of):
        return True
    return await of_staff.names_reporter(turn, issue, order.of)


_BUILDING = re.compile("[0-9一二三四五六七八九十]{1,3}号?(?:楼|院|单元)")
_TO_ME = re.compile("(?:[上下过进回]?来|回)(?:一?[趟下]|社区|单位|办公室|这)")
""" "王师傅你上来一趟": to the speaker, and to no matter."""
_RATHER = re.compile(
    "还是|(?:到底|究竟)?(?:咋|怎么)(?:回事|样|了)|(?:啥|什么)情况|谁(?:来|去|给)*(?:管|弄|办|接|负责|去|跟|盯)"
)


def _refuses(text: str) -> bool:
    return not is_talk(text) and not begins_by_taking(text) and (_names_body(text) or staff_said.sends_back(text))


def _names_body(text: str) -> bool:
    order = order_in(text)
    return order is not None and names_body(order.whom)


async def _may_refuse(turn: Turn, issue: Issue, text: str) -> bool:
    """ "不归我们物业管", "这个得城管来": what he has, or is asked to take or pass on."""
    deeds = ("up", "not_mine") if _names_body(text) else ("not_mine",)
    return not issue.urgent and any([await can(turn, issue, deed) for deed in deeds])


def _hands_up(text: str) -> bool:
    return hands_on(text) == "up" and not is_talk(text)


async def _may_hand_up(turn: Turn, issue: Issue, text: str) -> bool:
    """ "说过两回了 不听啊 得社区出面"."""
    return not issue.urgent and await can(turn, issue, "up")


async def _is_so_again(turn: Turn, issue: Issue, text: str) -> bool:
    """ "校门口摊子又回来了" of what is open: a thing of it, or of its trade, is named; of whoever has it and whistled,
    none need be."""
    whistled = issue.whistle_id is not None and issue.holder_id == me(turn).id
    named_so = whistled or names_thing(issue, text) or broad(issue.category) in kinds_in(text) | kinds_of_trade(text)
    return named_so and not issue.urgent and not is_talk(text) and await may(issue, Action.NOTE, me(turn).id, turn.work)


async def _may_take_over(turn: Turn, issue: Issue, text: str) -> bool:
    """ "8号楼那个我接着弄": what a colleague has."""
    return issue.holder_id is not None and not issue.urgent and await can(turn, issue, "takeover")


async def _may_take(turn: Turn, issue: Issue, text: str) -> bool:
    """ "吃完饭过去瞅瞅", "小周家我去": what nobody has; of whose home is named what came from there."""
    return await _fits(turn, issue, "take") and not await of_staff.of_another_home(turn, issue, text)


async def _may_go_along(turn: Turn, issue: Issue, text: str) -> bool:
    """ "我有钥匙 我陪李姐去一趟": what she has."""
    if issue.holder_post_id is None or issue.holder_id == me(turn).id:
        return False
    return called(await turn.work.post(issue.holder_post_id), goes_along(text))


LINES = (
    Line(_gives, _may_give, LATELY, held=True),
    Line(_refuses, _may_refuse, RECENT),
    Line(_hands_up, _may_hand_up, LATELY),
    Line(relapses, _is_so_again, TODAY, held=True, asks=False),
    Line(bool, of_staff.for_its_resident, TODAY, asks=False),
    Line(takes_over, _may_take_over, TODAY, asks=False),
    Line(lambda text: bool(goes_along(text)), _may_go_along, TODAY, asks=False),
)
"""In this order; the first that is heard, and of which there is one, it is."""
TAKES = Line(bool, _may_take, RECENT)


_SOUNDS = frozenset({"take", "not_mine", "order", "cannot", "up", "done", "done_other", "later_day", "coming", "late"})
"""What words that no rule knows may sound like; with the matter named beside it that is asked about."""


def _sounds_like_an_act(text: str) -> bool:
    return not is_talk(text) and next(iter(likely(text)), None) in _SOUNDS


async def _of_thing(turn: Turn, text: str) -> Issue | None:
    """The one matter told here of which the words name the kind, or a thing of which its own words tell: "玻璃我换"."""
    kinds, told = kinds_in(text), await _told_here(turn, TODAY)
    able = [one for one in told if broad(one.category) in kinds] or [one for one in told if names_thing(one, text)]
    able = [one for one in able if not await in_another_building(turn, one, text)]
    return able[0] if len(able) == 1 else None


async def _rather(turn: Turn, able: list[Issue], text: str) -> list[Issue]:
    """Of several of a kind the one that this person did something to last, else the one that he has."""
    able = await _called_so(turn, able, text)
    if len(able) == 1:
        return able
    if act_in(text) != "take" and (lately := await _done_to_last(turn, able)) is not None:
        return [lately]
    able = [one for one in able if await _fits(turn, one, act_in(text) or "plan")] or able
    return able[:AT_MOST]


async def _done_to_last(turn: Turn, issues: Sequence[Issue]) -> Issue | None:
    """Of these the one of which the person said or pressed something last, a short while ago."""
    found = [(at, one.id, one) for one in issues if (at := await _last_word(turn, one)) and turn.at - at <= LATELY]
    return max(found)[2] if found else None


async def _last_word(turn: Turn, issue: Issue) -> datetime | None:
    """When this person said or pressed something of it last."""
    mine = [entry.at for entry in await turn.work.timeline(issue.id) if entry.person_id == me(turn).id]
    return mine[-1] if mine else None


async def _of_the_only_one(turn: Turn, text: str) -> list[Issue]:
    """ "老郑家没人 白跑一趟", "我回去取弹簧": how it goes with the one that this person has; whose home is named
    has reported it."""
    if not of_the_work(text):
        return []
    held = [one for one in await _told_here(turn, TODAY) if one.holder_id == me(turn).id and not one.urgent]
    whose = HOME_OF.search(plain(text))
    if whose is not None and not is_nobody(whose["whom"]):
        held = [one for one in held if await of_staff.called_reporter(turn, one, whose["whom"])]
    elif len([one for one in await turn.work.open_of_holder(me(turn).id) if one.holder_id == me(turn).id]) != 1:
        held = await of_staff.called_so(turn, held, text)
    able = [one for one in held if not names_another(one, text) and await of_staff.could_be_there(turn, one, text)]
    return able if len(able) == 1 else []


HOME_OF = re.compile("^(?P<whom>[一-鿿]{2,4})家(?:里)?(?:都|又|还|这会儿)*(?:没人|锁)")


def is_nobody(whom: str) -> bool:
    """ "她家", "那家": nobody by name."""
    return re.search("[我俺你您他她那这]|人家|居民|住户", whom) is not None


async def _wanted_of_me(turn: Turn, text: str) -> list[Issue]:
    """ "收到", "行 我马上过去 半小时": what was just given to this person, or he was just named for."""
    if not received(text) and act_in(text) not in staff_said.GOES:
        return []
    told = [one for one in await _told_here(turn, TODAY) if fits(one, text) and not names_another(one, text)]
    if able := [one for one in told if await _given_lately(turn, one)]:
        return able[:1]
    since = turn.at - staff_said.NAMED_FOR
    wanted = [one for one in told if one.holder_id != me(turn).id and await orders.named_for(turn, one, since)]
    return wanted[:1] if not received(text) else []


async def _given_lately(turn: Turn, issue: Issue, since: timedelta = LATELY) -> bool:
    """Whether somebody gave it to this person a short while ago, who has not said yet that he takes it."""
    if issue.holder_id == me(turn).id or not (is_asked(turn, issue) or await given(turn, issue)):
        return False
    entry = newest(await turn.work.timeline(issue.id), (Action.TRANSFER, Action.ASSIGN))
    to = post_told(entry) if entry is not None and turn.at - entry.at <= since else None
    return to is not None and (await turn.work.post(to)).person_id == me(turn).id


async def _fits(turn: Turn, issue: Issue, act: Act) -> bool:
    """Whether the person may mean this one by that act: what he has, or may take while nobody has it, or it is offered
    to him."""
    if issue.holder_id == me(turn).id:
        return act != "take"
    if act in ("done", "plan", "cannot", "tells"):
        return False
    if await given(turn, issue):
        return True
    free = issue.holder_id is None or is_asked(turn, issue)
    return free and await may(issue, Action.ACCEPT, me(turn).id, turn.work)


_WHOM = re.compile("^(?P<whom>[一-鿿]{2,4}?)(?:那边|那儿)?(?:去|接|到|来|弄|修|办|看|回|应)")


async def _of_whom(turn: Turn, text: str) -> list[Issue]:
    """ "郭队接了没": the one matter that somebody of that name has, was given or is offered."""
    found = _WHOM.match(plain(text).strip())
    if found is None:
        return []
    able = []
    for one in await within_reach(turn):
        ids = {one.holder_post_id, one.assignee_post_id, one.transfer_post_id} - {None}
        posts = [await turn.work.post(post_id) for post_id in ids if post_id is not None]
        if one.state in OPEN and any(called(post, found["whom"]) for post in posts):
            able.append(one)
    lately = await _done_to_last(turn, able) if len(able) > 1 else None
    return [lately] if lately is not None else able if len(able) == 1 else []


async def _photo_alone(turn: Turn, message: Message) -> bool:
    """A photo without a word, of somebody who has one matter: asked once whether it is for the resident."""
    held = [one for one in await turn.work.open_of_holder(me(turn).id) if one.holder_id == me(turn).id]
    held = [one for one in held if one.state in OPEN]
    if len(held) != 1 or held[0].private or turn.waiting("relay.press", held[0].subject):
        return False
    await ask_whether(turn, held[0].id, await hearing.hear(turn, message))
    return True
