"""What staff say of what they work on, or are called to, without being asked: of whoever holds a post, which is asked
before (private.py, group.py)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from telegram import Message

from bot.flows.around import me
from bot.flows.privately import answer_privately
from bot.flows.resident import danger, opinions, registering
from bot.flows.staff import absence, agenda, called, desk, duty, orders, promise, resolve, work
from bot.flows.staff import said as staff_said
from bot.flows.staff import whistle as calling
from bot.flows.staff.around import names_of
from bot.flows.staff.offered import given, is_asked
from bot.flows.staff.reach import numbered as numbered_here
from bot.flows.staff.reach import say_card, within_reach
from bot.flows.staff.relay import may_do
from bot.flows.staff.scene import arrives, begins_again, stands_there, taken_back
from bot.handlers import questions
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views.common import names, post_name
from bot.views.view import View, glue
from casework.categories import broad
from casework.clock import ladder
from casework.duty import available
from casework.forms import Filled
from casework.issue.fitting import fits, names_another, names_thing, sound_like, speaks_of_thing, unknown_helpless
from casework.issue.promising import comes_yet
from casework.meeting.agenda import item_of
from casework.messages import Kind
from casework.model.conversation import Outcome
from casework.model.issues import Action, Issue, State
from casework.model.people import Post
from casework.model.places import Area
from casework.neighbourhood.rights import ANY_POST, HOLD_MEETINGS, MANAGERS, areas_of, may
from casework.neighbourhood.standing_in import instead
from casework.timeline import newest
from casework.transitions import OPEN
from casework.words import danger_words
from casework.words.acts import NO_WORK, asks_count, asks_of_work, likely, of_else, received, swaps, work_odds
from casework.words.acts import perhaps as guesses
from casework.words.among_staff import (
    act_in,
    asks_of_others,
    corrects,
    homes_named,
    is_talk,
    may_be_home,
    says_here,
    sets_out,
    without_speakers_place,
)
from casework.words.answers import (
    answer_in,
    asks_when,
    begins_by_taking,
    by_number,
    deed_in,
    has_deed,
    instead_of,
    only_thanks,
)
from casework.words.away import days_off
from casework.words.called import delayed, elsewhere, finished
from casework.words.dates import read_day, read_hour
from casework.words.each import each_of, kinds_asked, kinds_called, kinds_in, kinds_of_trade, said_of_it
from casework.words.guess import DANGER_CATEGORY, guess, named
from casework.words.meeting_words import calls_meeting
from casework.words.moving import speaks_of_day
from casework.words.orders import (
    asked_of_resident,
    asks_about,
    asks_of_board,
    asks_word,
    calls_in,
    decision_in,
    for_resident,
    forgot_to_say,
    named_first,
    names_another_hour,
    nobody_home,
    numbered,
    numbers_said,
    order_in,
    promises,
    puts_off,
    says_of_it,
    spoken_to,
    trouble_in,
    waits,
    with_signs,
)
from casework.words.orders import called as is_called
from casework.words.over import explains_away, nothing_there, says_over
from casework.words.places import number_of_building, read_place
from casework.words.plain import breaths, plain
from casework.words.scene import aside, cannot_come, found_there, of_helpers, says_coming, stands_at
from casework.words.staff_topics import topic_in
from casework.words.undone import not_done, relapses, stops_result, takes_back, was_done_before
from casework.words.volunteers import calls_volunteers

ASKS_STAFF = frozenset(
    {
        Kind.PING,
        Kind.NUDGE,
        Kind.OFFERED,
        Kind.ASSIGNED,
        Kind.RESIDENT_SAID,
        Kind.RESIDENT_ASKS,
        Kind.REDO,
        Kind.GO_TELL,
        Kind.PROMISE_AHEAD,
        Kind.PROMISE_EVE,
        Kind.PROMISE_DAY,
        Kind.PROMISE_HOUR,
        Kind.PUT_OFF_OVER,
        Kind.HANDED_BACK,
        Kind.STAFF_SAID,
        Kind.NOT_YET,
        Kind.DAY_CHANGED,
        Kind.MOVE_AGREED,
        Kind.INHERITED,
    }
)
"""What a plain message of somebody who holds a post may be a word on."""


async def of_work(turn: Turn, got: Parts) -> bool:
    """After something was told of what this person has or is asked to take: the words are about the matter that they
    name; where they name none, it is asked which, those first of which was told last."""
    work = [one for one in await turn.work.open_of_holder(me(turn).id) if one.state in OPEN]
    told = await turn.work.told_lately(
        me(turn).id, [one.id for one in work], ASKS_STAFF, turn.at - questions.INVITED_FOR
    )
    last_told = list(dict.fromkeys(row.issue_id for row in told))
    if not last_told:
        return False
    work.sort(key=lambda one: last_told.index(one.id) if one.id in last_told else len(last_told))
    number, _ = by_number(got.text)
    able = [one for one in work if one.number == number]
    able = able or await _meant(turn, work, got.text)
    if len(able) > 1 and not finished(got.text):
        just = [one for one in told[:1] if one.kind in HER_WORDS and one.sent_at]  # "后天也行"
        heard = {one.issue_id for one in just if one.sent_at and turn.at - one.sent_at <= ANSWERED_WITHIN}
        able = [one for one in able if one.id in heard] or able
    if not able:
        return False
    if len(able) == 1 and got.text.strip() and number in (None, able[0].number):
        await _heard_of(turn, able[0], got)
    else:
        await questions.ask_which(turn, got, issues=able[: questions.AT_MOST])
    return True


async def _heard_of(turn: Turn, issue: Issue, got: Parts) -> None:
    """Words on the one matter that they may be about."""
    await staff_said.heard(turn, issue.id, got, at_large=await _at_large(turn, issue, got))


async def _at_large(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Whether words of a manager, who has much else to speak of, name nothing of the matter: not its kind, a thing of
    which it tells, its building, who has it, nor who reported it."""
    if not turn.private or issue.urgent or got.photos or numbered(got.text):
        return False
    if not any(one.role in MANAGERS for one in await turn.work.posts_of(me(turn).id)):
        return False
    if broad(issue.category) in kinds_in(got.text) | kinds_called(got.text) or names_thing(issue, got.text):
        return False
    if issue.holder_id == me(turn).id and sets_out(got.text):  # "我下午上门看看" of what he has himself
        return False
    has_it = await turn.work.post(issue.holder_post_id) if issue.holder_post_id is not None else None
    if has_it is not None and has_it.name and has_it.name in got.text:
        return False
    area = (await turn.work.area(issue.area_id)).name
    named_so = issue.area_id != issue.community_id and area and area in plain(got.text)
    return not (named_so or _OF_THIS.search(plain(got.text)) or await names_reporter(turn, issue, got.text))


_OF_THIS = re.compile(
    "[这那](?:一?件|个?事)|此事|[这那]个(?=$|[，,。.\\s得要还先就也不没已我咱是等能今明后周下上提交拿放])(?!上[月周]|[周月]|下[月周])"
)
""" "这个事得等开春", "这个 我下午去": what was spoken of last; "这个月" is not it."""


async def has_work(turn: Turn, text: str) -> bool:
    """Whether this person has something that stands, or is asked of what the words may say to be done, and reported
    nothing of his own."""
    work = [one for one in await turn.work.open_of_holder(me(turn).id) if one.state in OPEN]
    return any(one.holder_id == me(turn).id or finished(text) for one in work) and not await turn.reports()


ANSWERED_WITHIN = timedelta(minutes=5)
"""So long words that name none are an answer to what a resident has just said."""
HER_WORDS = frozenset({Kind.RESIDENT_SAID, Kind.RESIDENT_ASKS})


async def signed(turn: Turn, got: Parts) -> Parts:
    """The words of somebody who holds a post with "号" at the numbers of matters that stand in his places, where he
    left it out ("73那家通开了"). Whoever has a list before him names its rows."""
    if (spoken := named_first(got.text)) != got.text:
        got = replace(got, text=spoken)
    if not numbers_said(got.text) or turn.person is None or not await turn.work.posts_of(me(turn).id):
        return got
    standing = await questions.standing(turn) if turn.private else None
    if standing is not None and standing.kind in opinions.KINDS:
        return got
    known = {one.number for issue in await within_reach(turn) for one in issue.reports if one.number is not None}
    return replace(got, text=with_signs(got.text, known))


CALLED = frozenset(
    {Kind.PING, Kind.PING_OVER, Kind.SCENE_SAID, Kind.RESIDENT_SAID, Kind.IN_DANGER, Kind.MOVED, Kind.DANGER_OVER}
)
"""What somebody reads who was called to a danger."""
_SENTENCES = re.compile("(?<=[?？。！!\n])")
LAST_READ = 12
"""Messages of the chat among which a danger is the newest to which the person was called."""


async def of_danger(turn: Turn, message: Message, got: Parts) -> bool:
    """Plain words of somebody who was called lately to a danger that is open are about that, unless they name another
    matter, or answer a message that is about one; those that say so begin one again that is over. Of two dangers the
    person says which."""
    answered = message.reply_to_message
    if answered is not None and await turn.work.message_about(turn.address, answered.message_id) is not None:
        return False
    if got.empty or got.latitude is not None:
        return False
    if asks_of_work(got.text) in ("duty", "board") and not guess(got.text).sure:
        return False
    of_danger = says_coming(got.text) or arrives(got.text)[0] or says_over(got.text)
    if not of_danger and any(questions.can_take(turn, one, got) for one in turn.questions):
        return False
    if await turn.begun() is not None or _beside_it(turn, got.text):
        return False
    told = [one for one in await turn.work.newest_sent(turn.address, LAST_READ) if one.kind in CALLED]
    heard = max((one.sent_at for one in told if one.sent_at is not None), default=turn.at)
    if _answers_later_form(turn, got, heard):
        return False
    lately = [one.issue_id for one in told if one.sent_at and turn.at - one.sent_at <= danger.URGENT_TALK]
    found = [await turn.work.issue(one) for one in dict.fromkeys(lately) if one is not None]
    called_to = [one for one in found if await is_called_to(turn, one)]
    if called_to and (meant := await _of_what_he_has(turn, called_to, got.text)):
        return await of_one(turn, meant[: questions.AT_MOST], got)
    able = [one for one in called_to if not _of_another(turn, one, got)]
    able = able or [one for one in found if await begins_again(turn, one, got)]
    able = able or await _seen_uncalled(turn, got)
    return await of_one(turn, able[: questions.AT_MOST], got)


async def _seen_uncalled(turn: Turn, got: Parts) -> list[Issue]:
    """The open dangers in this person's places of which the words tell who is out, or what was found, or where this
    person stands: the head of a building is before it, and nobody called her."""
    stands = stands_at(got.text) is not None
    if not stands and not found_there(got.text):
        return []
    able = [one for one in await within_reach(turn) if one.urgent and one.state in OPEN]
    able = [one for one in able if not one.is_reporter(me(turn).id)]
    if there := [one for one in able if stands and await stands_there(turn, one, got.text)]:
        return there
    able = [one for one in able if found_there(got.text) and not _of_another(turn, one, got)]
    return [one for one in able if await could_be_there(turn, one, got.text)]


def _beside_it(turn: Turn, text: str) -> bool:
    """Of a meal, or of hours that he is away: no news of a danger, unless it says that he cannot come."""
    return aside(text) or (days_off(text, turn.at, turn.work.settings.zone) is not None and not cannot_come(text))


async def _of_what_he_has(turn: Turn, dangers: Sequence[Issue], text: str) -> list[Issue]:
    """The other matters that whoever was called has and plainly says something of; where it may as well be of the
    danger, that one too. Whatever alarms, and that he comes or is there, is of the danger."""
    alarms = guess(text).danger is not None or any(danger_words.names_danger(text, one.danger) for one in dangers)
    if (
        alarms
        or _AT_A_DOOR.search(text)
        or danger_words.asks_help(text)
        or says_coming(text)
        or arrives(text)[0]
        or of_helpers(text)
    ):
        return []
    held = [one for one in await turn.work.open_of_holder(me(turn).id) if one.state in OPEN and not one.urgent]
    held = [one for one in held if one.holder_id == me(turn).id]
    if staff_said.names_day(turn, text) and (
        theirs := [one for one in held if _names(one, dangers, text) or await names_reporter(turn, one, text)]
    ):
        return theirs  # "何叔那个后天上午"
    held = [one for one in held if staff_said.plainly_said(turn, one, text)]
    if named_so := [one for one in held if _names(one, dangers, text)]:
        surely = not says_over(text) or act_in(text) == "plan" or _THAT_ONE.search(text)
        return named_so if surely else [*named_so, *dangers]
    of_theirs = [one for one in held if await names_reporter(turn, one, text)]
    return [*of_theirs, *dangers] if of_theirs else []


def _names(issue: Issue, dangers: Sequence[Issue], text: str) -> bool:
    """By its number, kind, or a thing of which its reports tell, and no danger's."""
    if re.search(rf"(?<!\d){issue.number}号(?!楼|院|门|线)", plain(text)):
        return True
    of_kind = broad(issue.category) in kinds_in(text) - {broad(one.category) for one in dangers}
    return of_kind or all(speaks_of_thing(one, issue, text) for one in dangers)


async def names_reporter(turn: Turn, issue: Issue, text: str) -> bool:
    """Whether they speak of somebody who reported it."""
    return any(len(name) >= NAME_AT_LEAST and name in text for name in await names_of(turn, issue))


_AT_A_DOOR = re.compile("撬|敲不|破门|屋[里内]没人|没人应|钥匙")
"""Of a door as those speak who want to come to somebody behind it."""
_THAT_ONE = re.compile("[那这](?:个|家|件|位|事)|\\d号")
"""How one speaks of a matter by what it is."""


async def calms(turn: Turn, got: Parts) -> bool:
    """ "闻过了，是酸菜的味儿，没有煤气" of somebody who holds a post is a word on what stands there of that kind; where
    nothing does it is asked whether it is a report. It is none that files itself."""
    if guess(got.text).sure is None or not says_over(got.text):
        return False
    if await turn.begun() is not None or any(one.state in OPEN for one in await turn.reports()):
        return False
    kinds = _kinds_named(got.text)
    stands = [one for one in await within_reach(turn) if one.state in OPEN and broad(one.category) in kinds]
    if await of_one(turn, [one for one in stands if await could_be_there(turn, one, got.text)], got):
        return True
    await desk.ask_whether(turn, got)
    return True


def _kinds_named(text: str) -> set[str]:
    """The kinds that the words name, that of a danger among them."""
    kind = guess(text).danger
    return {broad(one) for one in (*named(text), *([DANGER_CATEGORY[kind]] if kind is not None else ()))}


async def asks(turn: Turn, got: Parts) -> bool:
    """A question of somebody who holds a post is answered with what stands: the card of the one matter of that kind, or
    the board. It is no danger, and no word on one; nobody else hears it."""
    if got.photos or got.latitude is not None:
        return False
    if not asks_of_board(got.text) or by_number(got.text)[0] is not None or await turn.begun() is not None:
        return False
    if any(questions.can_take(turn, one, got) for one in turn.questions) or await danger.in_danger(turn) is not None:
        return False
    said = _SENTENCES.split(got.text)
    if asks_of_work(got.text) == "duty":  # of nothing that burns: what does is told beside it, after a comma too
        said = [breath for one in said for breath in breaths(plain(one))]
    if any(guess(one).sure and not asks_of_board(one) for one in said):
        return False  # "谁在岗？3号楼有人砸门": a danger is told beside the question
    kinds, kind = _kinds_named(got.text), guess(got.text).danger
    mine = await turn.reports()
    if not kind and any(broad(one.category) in kinds or not kinds for one in mine if one.state in OPEN):
        return False  # of what this person reported
    how = asks_when(got.text, names=True) or asks_word(got.text)
    if how and await registering.asked_of(turn, got.text, named(got.text)):
        return True  # of what this person wrote down for somebody
    for_those_there = asks_about(got.text) and not _asks_who_is_there(got.text)
    if not kinds and _ASKS_SCENE.search(got.text):
        dangers = [one for one in await within_reach(turn) if one.urgent and one.state in OPEN]
        shows = len(dangers) == 1 and not for_those_there
        if await (say_card(turn, dangers[0]) if shows else of_one(turn, dangers, got)):
            return True
    if (not kinds or asks_of_work(got.text) == "duty") and await asks_work(turn, got):
        return True
    able = await _of_kinds(turn, kinds, got.text) or await _of_kinds(turn, kinds_asked(got.text), got.text)
    if not able and not kinds:  # "烤串那个办完了吗": by what its report tells
        able = await of_homes(turn, got.text) or [one for one in await _reach(turn, None) if names_thing(one, got.text)]
    if not kinds and not homes_named(got.text) and asks_word(got.text):
        able = (await _spoken_of_to_me(turn))[:1]
    wants_word = len(able) == 1 and await orders.is_for_holder(turn, able[0], got.text)
    if wants_word or (len(able) == 1 and able[0].urgent and for_those_there):
        await staff_said.heard(turn, able[0].id, got)  # whoever is there, or has it, reads it too
        return True
    if len(able) == 1 and await say_card(turn, able[0]):
        return True
    turn.became(Outcome.NOTHING)
    if kinds and not able:
        turn.say(View(turn.tr.t("Nothing of that kind stands in your area. If you see it, write what and where.")))
    await _what_stands(turn, got.text)
    return True


async def _spoken_of_to_me(turn: Turn) -> list[Issue]:
    """What stands in this person's places of what he was told of lately, the newest first; where it is none, the only
    one that stands."""
    able = [one for one in await within_reach(turn) if one.state in OPEN]
    return await _told_to_me(turn, able) or (able if len(able) == 1 else [])


async def _told_to_me(turn: Turn, issues: Sequence[Issue]) -> list[Issue]:
    """Those of which this person was told lately, the newest first."""
    since = turn.at - questions.INVITED_FOR
    told = await turn.work.told_lately(me(turn).id, [one.id for one in issues], ASKS_STAFF, since)
    stands = {one.id: one for one in issues}
    return [stands[one] for one in dict.fromkeys(row.issue_id for row in told) if one is not None]


async def to_colleague(turn: Turn, got: Parts) -> bool:
    """ "王师傅你抓紧点", "问问老王修完没": to whoever is spoken to, of what he has, the one told last of several."""
    whom = spoken_to(got.text) if turn.private and not got.photos else ""
    if not whom or guess(got.text).sure:
        return False
    waiting = [one.data for one in turn.questions if questions.can_take(turn, one, got)]
    if any(not isinstance(one, Filled) or one.own for one in waiting):
        return False
    able = await _held_by(turn, [one for one in await within_reach(turn) if one.state in OPEN], whom)
    kinds = kinds_in(got.text) & {broad(one.category) for one in able}
    able = [one for one in able if one.holder_id != me(turn).id and (not kinds or broad(one.category) in kinds)]
    lately = [one for one in await _spoken_of_to_me(turn) if one in able]
    return await of_one(turn, lately[:1] or able, got)


_WHO_IS_THERE = re.compile(
    r"^[^啥咋怎样]{0,6}?(?:现在|目前|都|到底)*(?:谁|几个人|多少人|有人|有没有人)(?:现在|都|已经|先|在|到|去|过去|赶到|来)*(?:了|现场|场|那儿?|那边)*"
    r"(?:了)?(?:没有?|吗|啊|呢)?[?？]?$"
)


def _asks_who_is_there(text: str) -> bool:
    """Whether no more is asked than the card says."""
    return _WHO_IS_THERE.search(plain(text).strip()) is not None


_ASKS_SCENE = re.compile(
    "现场|(?:人|老太太|老爷子|老人|孩子|大妈|大爷)(?:人|都|现在)*(?:咋样|怎么样|有事没|没事|救|出来|送)|啥情况|什么情况|谁(?:都)?(?:已经)?(?:去|到|过去|在那)(?:了|儿|边|里)|(?:有|来)人(?:去|到)(?:了)?没|到没到|到了没|去没去"
)
"""Who is there, or how it is there: of a danger that is open."""


async def _what_stands(turn: Turn, text: str, *, own: bool = False) -> None:
    """What stands in the areas of whoever looks after some, or in the one that the words name, unless his `own` work is
    asked about; else that."""
    if own or not await work.overseeing(turn):
        await work.work_key(turn)
    else:
        named_so = await _area_named(turn, text)
        view = await work.my_board(turn, named_so)
        if asks_count(text):
            areas = [named_so] if named_so else await areas_of(await work.overseeing(turn), turn.work)
            view = replace(view, text=glue("\n", [*[await work.in_numbers(turn, one) for one in areas], view.text]))
        turn.say(view)


async def counts_here(turn: Turn, area_id: int, got: Parts) -> bool:
    """ "今天一共几件了" in the staff's group: numbers alone in front of all, the list to whoever asked."""
    asked = asks_count(got.text)
    if asked is None or got.photos:
        return False
    here = (
        await work.my_numbers(turn) if asked == "mine" else await work.in_numbers(turn, await turn.work.area(area_id))
    )
    await answer_privately(turn, lambda theirs: asks_work(theirs, got), here)
    turn.became(Outcome.NOTHING)
    return True


def _answers_later_form(turn: Turn, got: Parts, heard: datetime) -> bool:
    """Whether a form of this person was begun after what was said last of a danger, at `heard`: then only the plainest
    words ("on my way", "I'm there") are about the danger, and the rest answers the form."""
    if has_deed(got.text, "coming") or delayed(got.text) or arrives(got.text)[0]:
        return False
    return any(
        one.kind.startswith("form.") and one.asked_at >= heard and questions.can_take(turn, one, got)
        for one in turn.questions
    )


async def is_called_to(turn: Turn, issue: Issue) -> bool:
    """Whether the danger is open, and this person is called to it."""
    called = me(turn).id in ladder.called(issue)
    return issue.urgent and issue.state in OPEN and called and await may(issue, Action.NOTE, me(turn).id, turn.work)


def _of_another(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Whether the words are none about this danger: another number, something else that is broken, a danger that rings
    of itself, or talk with the bot."""
    number, _ = by_number(got.text)
    if number is not None:
        return issue.number != number
    if deed_in(got.text) is not None or says_coming(got.text) or arrives(got.text)[0] or says_over(got.text):
        return False
    found = guess(got.text)
    if found.sure is None and _AT_A_DOOR.search(got.text):
        return False
    return found.sure is not None or found.talk not in (None, "over") or danger.another_matter(issue, got)


async def order(turn: Turn, got: Parts) -> bool:
    """ "15号派给王师傅", "叫李师傅去换灯泡", "下水那家再催催" without a reply: about the matter that the number or the
    kind names, else the one that was asked about lately, else the only one; of several the person says which."""
    if guess(got.text).sure:
        return False
    nudges = says_of_it(got.text, names_day=False) in ("nudge", "whistle") and not await turn.reports()
    nudges = nudges or calls_volunteers(got.text)
    said = order_in(got.text)
    if not (nudges or said):
        return False
    able = [one for one in await within_reach(turn) if one.state in OPEN]
    able = await _there(turn, able, got.text)
    if kinds := kinds_in(got.text) & {broad(one.category) for one in able}:
        able = [one for one in able if broad(one.category) in kinds]
    elif len(able) > 1:
        able = sound_like(able, got.text) or [one for one in able if names_thing(one, got.text)] or able
    if len(able) > 1:
        able = [one for one in able if await given(turn, one)] or able
        told = await _told_to_me(turn, able)
        able = [one for one in able if one in told] or able
    if not nudges and said is not None and said.own:
        able = [one for one in able[: questions.AT_MOST] if await orders.meant_in(turn, one, said)]
    if not able:
        return False
    if len(able) == 1:
        await staff_said.heard(turn, able[0].id, got)
    elif len(able) <= questions.AT_MOST:
        await questions.ask_which(turn, got, issues=able)
    else:
        turn.became(Outcome.NOTHING)
        turn.say(View(turn.tr.t("Which one? Write its number with it, for example: “No. 15, give it to Wang”.")))
    return True


async def meeting(turn: Turn, got: Parts) -> bool:
    """ "咱们碰个头吧 周五上午 叫上物业" of whoever holds meetings: of the matter that the words name, else it is asked
    of which; one on no matter, or for no day, is left to how meetings are held."""
    if not turn.private or got.photos or numbered(got.text) or not calls_meeting(got.text):
        return False
    zone = turn.work.settings.zone
    timed = read_day(got.text, turn.at, zone) is not None or read_hour(got.text, turn.at, zone) is not None
    if not timed and topic_in(got.text) == "meeting":
        return False
    if guess(got.text).sure or not any(one.role in HOLD_MEETINGS for one in await turn.work.posts_of(me(turn).id)):
        return False
    able = [one for one in await _reach(turn, None) if not one.urgent and await may_do(turn, one, Action.AGENDA)]
    kinds = kinds_in(got.text) | kinds_called(got.text)
    named_so = [one for one in able if broad(one.category) in kinds or names_thing(one, got.text)]
    if len(named_so) == 1:
        return await of_one(turn, named_so, got)
    told_of = await _told_to_me(turn, able)
    able = (named_so or [*told_of, *(one for one in able if one not in told_of)])[: questions.AT_MOST]
    if able:
        await questions.ask_which(turn, got, issues=able)
    return bool(able)


async def whistle(turn: Turn, got: Parts) -> bool:
    """ "6号楼下夜市太吵，叫派出所来看看": departments are called to what the words themselves tell. Of an open matter
    of that kind there the preview says so; else it is a whistle on its own."""
    if not turn.private or got.photos:
        return False
    if by_number(got.text)[0] is not None or guess(got.text).sure:
        return False
    trouble = trouble_in(got.text)
    if not trouble or not named(trouble) or not calls_in(got.text):
        return False
    departments = await calling.may_call(turn)
    if not calling.named_in(got.text, departments):
        return False
    kinds = set(map(broad, named(trouble)))
    stands = [one for one in await within_reach(turn) if one.state in OPEN and not one.private]
    alike = [one for one in stands if broad(one.category) in kinds and await could_be_there(turn, one, trouble)]
    turn.became(Outcome.NOTHING)
    if len(alike) == 1 and await may_do(turn, alike[0], Action.WHISTLE):
        await calling.call_about(turn, alike[0], named=got.text, words=got.text)
    else:
        await calling.call_to(turn, got.text)
    return True


async def could_be_there(turn: Turn, issue: Issue, text: str) -> bool:
    """Whether the words do not name another building than the matter's."""
    building = read_place(without_speakers_place(text)).building
    name = (await turn.work.area(issue.area_id)).name
    return not building or building in (number_of_building(name), read_place(f"{issue.place} {issue.text}").building)


async def _there(turn: Turn, issues: list[Issue], text: str) -> list[Issue]:
    """Those at the building that the words name; all where they name none of theirs."""
    words = plain(text)
    names = {one.area_id: (await turn.work.area(one.area_id)).name for one in issues}
    return [one for one in issues if names[one.area_id] and names[one.area_id] in words] or issues


async def of_moving(turn: Turn, got: Parts) -> bool:
    """ "改天不行 说好24号的" of whoever was asked whether a promised day may move; of several it is asked which. What
    speaks of no day is for what was asked last."""
    if got.photos or by_number(got.text)[0] is not None or answer_in(got.text) is not None:
        return False
    if not speaks_of_day(got.text):
        return False
    return await of_one(turn, await promise.asked_to_move(turn, got.text), got)


async def named_plainly(turn: Turn, text: str) -> list[Issue]:
    """In a group, where most is talk: the open matters that words name by their kind, and the place where they name
    one, and of which they plainly say, order or ask something."""
    if guess(text).sure is not None:
        return []
    taken = {kind for one in breaths(plain(text)) if act_in(said_of_it(one)) == "take" for kind in kinds_called(one)}
    order = order_in(text)
    ordered = kinds_in(order.of) if order is not None else set()
    able = await _of_kinds(turn, taken or kinds_in(text) | ordered, text)
    able = [one for one in able if staff_said.plainly_said(turn, one, text)]
    if able and asks_about(text):
        able = [one for one in able if not await of_another_home(turn, one, text)]
    if able or not asks_about(text) or _WHOSE_FAULT.search(plain(text)) or asks_of_others(text):
        return able
    if homes_named(text):
        return await _asked_of_homes(turn, text)
    lately = await _spoken_of(turn)
    asked = [one for one in await _of_kinds(turn, kinds_asked(text), text) if not lately or one.id == lately[0].id]
    return asked or [one for one in lately[:1] if fits(one, text) and await could_be_there(turn, one, text)]


async def _asked_of_homes(turn: Turn, text: str) -> list[Issue]:
    """ "老郑家那个弄完没": of that home alone; of several those of the kind of which one asks so."""
    able = await of_homes(turn, text)
    asked = [one for one in able if broad(one.category) in kinds_asked(text)]
    return (asked or able)[: questions.AT_MOST]


_WHOSE_FAULT = re.compile(
    "(?:[坏了病伤丢死]|出(?:了|点)*事儿?|肚子)[，,\\s]*(?:到时候|回头)?(?:算|是)?谁(?:来|给)?(?:负责|赔|的|担|兜)"
)
""" "吃坏肚子谁负责": nobody asks how something stands."""


async def _of_kinds(turn: Turn, kinds: set[str], text: str) -> list[Issue]:
    """What stands in this person's places of these kinds, where the words name no other building."""
    able = [one for one in await _reach(turn, None) if broad(one.category) in kinds] if kinds else []
    return [one for one in able if await could_be_there(turn, one, text)]


async def _spoken_of(turn: Turn) -> list[Issue]:
    """What stands in this person's places of what was said here lately, the newest first."""
    lately = await turn.work.spoken_of(turn.address, turn.at - SPOKEN_OF_FOR)
    stands = {one.id: one for one in await _reach(turn, None)} if lately else {}
    return [stands[one] for one in lately if one in stands]


SPOKEN_OF_FOR = timedelta(minutes=10)
"""So long what was said last in a group is what is spoken of."""


async def of_ones_own(turn: Turn, text: str) -> list[Issue]:
    """In a group: what this person has of which words tell that name none: a promise with its day; or, where one of
    these was spoken of last, also that it is done, or when it is."""
    if guess(text).sure is not None or _ONES_OWN_HOME.search(text):
        return []
    names_day = staff_said.names_day(turn, text)
    said = says_of_it(text, names_day=names_day) or ("done" if deed_in(text) == "done" else None)
    talk = is_talk(text) if said == "later" else said == "done" and of_else(text)
    said = None if talk else said
    have = [one for one in await _reach(turn, None) if one.holder_id == me(turn).id]
    calm = explains_away(text)  # "我到了 闻着没味了 是炖菜糊锅了": of a danger, and of nothing that was promised
    if says_here(text) and not calm and len(promised_to_come := [one for one in have if comes_yet(one)]) == 1:
        return promised_to_come
    if of_theirs := await _for_resident(turn, have, text):
        return of_theirs
    lacks = names_day and (waits(text) or act_in(text) == "cannot")
    alone = lacks or forgot_to_say(text) or names_another_hour(text)
    promised = promises(text, names_day=names_day) or (alone and len(have) == 1)
    if not promised and said not in ("done", "later", "move", "can"):
        return []
    held = [one for one in have if fits(one, _OURS.sub("", text)) and not names_another(one, text)]
    held = [one for one in held if await could_be_there(turn, one, text)]  # "五号楼的也是我 一块换了" is of that one
    spoken = [one for one in (await _spoken_of(turn))[:1] if one in held]
    return spoken or (held if promised and not spoken else [])


_OURS = re.compile("物业(?:的|库里|仓库|那边|这边|办|也|都|开会)?")
"""What staff say of their own side, of which a resident might complain."""


async def _for_resident(turn: Turn, held: Sequence[Issue], text: str) -> list[Issue]:
    """Of what this person has that of which the resident is to be told or asked something: who is called by the name,
    else the one that was spoken of last, or the only one."""
    able = []
    for one in held:
        known = await names_of(turn, one)
        asks_her = asked_of_resident(text, known)
        alike = fits(one, text) or (asks_her != text.strip() and not names_another(one, asks_her))
        if alike and for_resident(text, known):
            able.append(one)
    named_so = [one for one in able if await names_reporter(turn, one, text)]
    spoken = [one for one in (await _spoken_of(turn))[:1] if one in able]
    return named_so or spoken or (able if len(held) == 1 else [])


async def for_its_resident(turn: Turn, issue: Issue, text: str) -> bool:
    """Whether whoever reported it is to be told or asked something, by the name, and this person may."""
    if not await names_reporter(turn, issue, text) or not for_resident(text, await names_of(turn, issue)):
        return False
    return fits(issue, text) and await may_do(turn, issue, Action.REPLY)


async def of_another_home(turn: Turn, issue: Issue, text: str) -> bool:
    """Whether the words name somebody's home, "小周家", and it is nobody's who reported this."""
    homes = await _homes_in(turn, issue, text)
    names = [one for one in await names_of(turn, issue) if one]
    return bool(homes) and not any(may_be_home(name, home) for name in names for home in homes)


async def _homes_in(turn: Turn, issue: Issue, text: str) -> list[str]:
    """Whose homes the words name; a colleague who is called so is none: "老王那边"."""
    homes = homes_named(text)
    if all(homes.values()):
        return list(homes)
    posts = await turn.work.posts_for(issue.line, issue.estate_id, ANY_POST)
    return [one for one, plainly in homes.items() if plainly or not any(is_called(post, one) for post in posts)]


async def of_homes(turn: Turn, text: str) -> list[Issue]:
    """What stands in this person's places of the homes that the words name, by who reported it."""
    if not homes_named(text):
        return []
    stands = await _reach(turn, None)
    return [one for one in stands if await _of_its_home(turn, one, text)]


async def _of_its_home(turn: Turn, issue: Issue, text: str) -> bool:
    names = [one for one in await names_of(turn, issue) if re.match("[一-鿿]", one)]
    homes = await _homes_in(turn, issue, text)
    return any(may_be_home(name, home) for name in names for home in homes)


async def called_reporter(turn: Turn, issue: Issue, whom: str) -> bool:
    """Whether somebody who reported it is called so."""
    return any(whom in (name, name.removesuffix("家")) for name in await names_of(turn, issue))


async def each_here(turn: Turn, got: Parts) -> list[tuple[int, str]]:
    """In a group: each breath to the one that it names, where all of them plainly say something of it."""
    parts = await _of_each(turn, got) if len(kinds_in(got.text)) > 1 else []
    stands = {one.number: one for one in await _reach(turn, None)} if parts else {}
    plain_ones = [staff_said.plainly_said(turn, stands[number], words) for number, words in parts if number in stands]
    return parts if len(plain_ones) == len(parts) and all(plain_ones) else []


async def of_meeting(turn: Turn, text: str) -> list[Issue]:
    """ "这个上会吧", "会上定了：物业出钱", "下次再议" of whoever may: of what was spoken of last, else of what is on
    the agenda, or all that stands of which they may speak."""
    what = decision_in(text)
    if _ASKS_OR_CHATS.search(plain(text)):
        return []
    said = says_of_it(text, names_day=False) if what is None else None
    decides = what is not None or (said == "later" and "议" in text and puts_off(text))
    if guess(text).sure is not None or not (decides or said == "agenda"):
        return []
    wanted = (Action.DECIDE, Action.PUT_OFF) if decides else (Action.AGENDA, Action.HAND_UP)
    able = [one for one in await _reach(turn, None) if any([await may_do(turn, one, each) for each in wanted])]
    if decides:
        able = [one for one in able if (await item_of(one, turn.at, turn.work)).reasons]
    kinds = kinds_in(text) & {broad(one.category) for one in able}
    named_so = [one for one in able if broad(one.category) in kinds or names_thing(one, text)]
    named_so += [one for one in able if one not in named_so and await names_reporter(turn, one, text)]
    able = named_so or able
    if len(named_so) > 1 and said == "agenda" and _ALL_OF_THEM.search(text):
        return named_so
    able = await _there(turn, able, text)
    ids = [one.id for one in able]
    spoken = [one for one in (await _spoken_of(turn))[:1] if one.id in ids]
    plainly = bool(named_so) or _THIS.search(text) is not None
    return spoken or (able if (decides or plainly) and len(able) <= questions.AT_MOST else [])


_ALL_OF_THEM = re.compile("都|还有|这俩|一起")
_ASKS_OR_CHATS = re.compile("[?？]|[吗呢没么]$|啥|什么|谁|几点|吃|喝")
_THIS = re.compile("这(?:个|事|件|条)|那(?:个|事|件)|此事")


async def said_of_meeting(turn: Turn, got: Parts) -> bool:
    """The same privately."""
    if got.photos or await questions.waits_for_words(turn, got):
        return False
    able = await of_meeting(turn, got.text)
    if not decision_in(got.text) and _ALL_OF_THEM.search(got.text) and 1 < len(able) <= questions.AT_MOST:
        for one in able:  # "灯那个 还有烤串那个 下回都说说"
            await staff_said.heard(turn, one.id, got)
        return True
    return await of_one(turn, able, got)


async def of_kind(turn: Turn, able: Sequence[Issue], got: Parts) -> bool:
    """What is said of those (named_plainly): a question is answered with how the one stands."""
    asks_it = len(able) == 1 and asks_about(got.text) and not sets_out(got.text)
    stands = asks_it and not await orders.is_for_holder(turn, able[0], got.text)
    if stands and await say_card(turn, able[0]):
        staff_said.shows(turn, able[0])
        return True
    return await of_one(turn, able, got)


async def of_one(turn: Turn, able: Sequence[Issue], got: Parts) -> bool:
    """The words are about the one matter; of several it is asked which. False where there is none, or too many."""
    if not 0 < len(able) <= questions.AT_MOST:
        return False
    if len(able) == 1:
        await _heard_of(turn, able[0], got)
    else:
        await questions.ask_which(turn, got, issues=able)
    return True


async def _meant(turn: Turn, issues: list[Issue], text: str) -> list[Issue]:
    """Those that the words name by building and kind, or as staff call a matter; where they name none of theirs, all
    that they may be about."""
    there, kinds = await _there(turn, issues, text), kinds_in(text)
    named_so = [one for one in there if broad(one.category) in kinds and not unknown_helpless(one, text)]
    if not named_so and guess(text).sure is None:
        named_so = await called_so(turn, [one for one in there if not names_another(one, text)], text)
    return named_so or [one for one in there if fits(one, text) and not names_another(one, text)]


async def called_so(turn: Turn, issues: Sequence[Issue], text: str) -> list[Issue]:
    """Those that staff name by who reported it ("到孙大妈家了", "大妈家不让进"), by a thing of which it tells, or by
    the parts and deeds of its trade ("阀门锈死了"); none where they name none, or all."""
    trade = kinds_of_trade(text)
    homes = [one for one in issues if await names_reporter(turn, one, text) or await _of_its_home(turn, one, text)]
    ways = (
        homes,
        [one for one in issues if await _by_title(turn, one, text)],
        [one for one in issues if names_thing(one, text) and not unknown_helpless(one, text)],
        [one for one in issues if broad(one.category) in trade and not unknown_helpless(one, text)],
    )
    return next((found for found in ways if 0 < len(found) < len(issues)), [])


async def _by_title(turn: Turn, issue: Issue, text: str) -> bool:
    """Whether somebody who reported it is called by what he is: "大妈" of 孙大妈."""
    names = await names_of(turn, issue)
    return any(name.endswith(title) for title in _TITLE.findall(plain(text)) for name in names)


_TITLE = re.compile("(?<![一-鿿])(?:跟|给|问|让|到|去|上)?(大[妈爷娘爸姐哥叔婶]|阿姨|奶奶|爷爷)")


async def of_staff_number(turn: Turn, got: Parts) -> bool:
    """ "15号我接，2号给李师傅": words of staff that begin with the number of what they work on or look after. Each part
    goes to its own; a number that is none of theirs is said to be none, where the words order or ask something."""
    if turn.private and (await staff_said.merges(turn, got) or await taken_back(turn, got, by_number(got.text)[0])):
        return True
    parts = numbered(got.text) or await _of_the_promised(turn, got) or await _of_each(turn, got)
    if not parts:
        return False
    mine = await turn.reports() if turn.private else []
    number, words = parts[0]
    if any(one.as_known_to(me(turn).id).number == number for one in mine):
        return False
    if turn.private and len(parts) == 1 and asks_about(words) and await registering.of_number(turn, number):
        return True
    if await called.not_needed(turn, got):
        return True
    standing = await questions.standing(turn) if turn.private else None
    strictly = standing is not None and standing.kind != danger.TOLD and questions.can_take(turn, standing, got)
    asked = standing.data if standing is not None else None
    if strictly and isinstance(asked, Filled):  # what is named is meant, not what another is asked about
        strictly = any(one.id == asked.issue for one in await numbered_here(turn, number))
    return await staff_said.of_numbers(turn, parts, got, strictly=strictly)


async def _of_the_promised(turn: Turn, got: Parts) -> list[tuple[int, str]]:
    """ "1号能办完" of what this person has promised: no day of the month."""
    number, rest = by_number(got.text)
    if number is None or says_of_it(rest, names_day=False) not in ("can", "move"):
        return []
    held = await turn.work.open_of_holder(me(turn).id)
    return [(number, rest)] if any(one.state is State.PROMISED and one.number == number for one in held) else []


async def _of_each(turn: Turn, got: Parts) -> list[tuple[int, str]]:
    """ "先弄下水那个，灯等明天": each breath to the one that it names, of several that this person has. What is likely
    nothing that staff say may be a report."""
    if guess(got.text).sure is not None:
        return []
    held = {one.id: one for one in await turn.work.open_of_holder(me(turn).id) if one.state in OPEN}
    numbers: dict[int | None, int] = {one.number: one.id for one in held.values()}
    found = each_of(got.text, {one.id: one.category for one in held.values()}, numbers)
    meant = [likely(words) for words in found.values()]
    if not any(one and one[0] not in NO_MATTER for one in meant):
        return []
    return [(held[issue_id].number, words) for issue_id, words in found.items()]


_ONES_OWN_HOME = re.compile("[我俺](?:家|们?楼|们?单元)")


def _of_held(turn: Turn, words: str, held: Sequence[Issue]) -> list[Issue]:
    """What this person has of which longer words tell that it is done, when it is, or who is above it: they can be
    about nothing else. A new trouble is none of these."""
    if guess(words).sure is not None or _ONES_OWN_HOME.search(words):
        return []
    said = says_of_it(words, names_day=staff_said.names_day(turn, words))
    if nobody_home(words):
        return list(held)
    if said == "done":
        return [one for one in held if fits(one, words)] or list(held)
    if said in ("later", "move", "up", "down") or begins_by_taking(words):
        return [one for one in held if fits(one, words)]
    return []


async def _just_asked(turn: Turn, work: Sequence[Issue], text: str) -> list[Issue]:
    """ "收到 周一我联系供电": of what this person was told last, where he is asked to take that."""
    first, *more = breaths(text) or [""]
    if not more or not received(first):
        return []
    return [one for one in (await _told_to_me(turn, work))[:1] if is_asked(turn, one)]


async def staff_deed(turn: Turn, got: Parts) -> bool:
    """ "修好了", "我来接" without a reply: about what this person holds or is asked to take; of several, which."""
    number, rest = by_number(got.text)
    deed = deed_in(rest) or ("not_mine" if staff_said.sends_back(rest) else None)
    work = [one for one in await turn.work.open_of_holder(me(turn).id) if one.state in OPEN]
    if number is not None:
        work = [one for one in work if one.number == number]
        got = replace(got, text=rest)
    held = [one for one in work if one.holder_id == me(turn).id]
    asked = [one for one in work if is_asked(turn, one)]
    given = [one for one in work if one not in held and one not in asked]
    if deed == "seen" and len(asked) != 1:
        return False
    if deed is None:
        just = await _just_asked(turn, work, rest)
        able = just or _of_held(turn, rest, held) or await _for_resident(turn, held or await _reach(turn, number), rest)
    elif deed in ("done", "later"):
        able = held
    else:
        able = [*asked, *given, *held] if deed == "not_mine" else [*asked, *given]
    if deed is None and nothing_there(rest):
        able = held or (await numbered_here(turn, number) if number is not None else await _called(turn, rest))
    able = await _meant(turn, able, got.text) or able
    able = [one for one in able if not names_another(one, got.text)]
    if deed == "take" and (whom := instead_of(rest)):
        able = await _held_by(turn, await _reach(turn, number), whom) or able
    if deed == "take":
        able = [one for one in able if await could_be_there(turn, one, got.text)]
    takes = act_in(got.text) == "take"
    if not able and number is None and (finished(got.text) or takes) and not await turn.reports():
        able = await _called(turn, got.text)
    return await of_one(turn, able[: questions.AT_MOST], got)


TOLD_TO_RESIDENT = (Action.REPLY, Action.PROMISE, Action.MOVE_PROMISE, Action.PLAN)
"""By what somebody who reported it reads when it is."""
CORRECTED_FOR = timedelta(days=1)
"""So long what somebody told a resident is what he says was wrong."""


async def told_wrongly(turn: Turn, text: str) -> list[Issue]:
    """ "刚才说错了 是周二收": of that of which this person told its resident something last, today."""
    zone = turn.work.settings.zone
    if not corrects(text) or not (read_day(text, turn.at, zone) or read_hour(text, turn.at, zone)):
        return []
    told = []
    for one in await within_reach(turn):
        if one.state in OPEN and one.reporters and fits(one, text) and not names_another(one, text):
            said = newest(await turn.work.timeline(one.id), TOLD_TO_RESIDENT)
            if said is not None and said.person_id == me(turn).id and turn.at - said.at <= CORRECTED_FOR:
                told.append((said.at, said.id, one))
    return [max(told)[2]] if told else []


async def sets_right(turn: Turn, got: Parts) -> bool:
    """The same privately."""
    return await of_one(turn, await told_wrongly(turn, got.text), got)


async def _reach(turn: Turn, number: int | None) -> list[Issue]:
    """What stands in this person's places; of that number, where one is named."""
    stands = [one for one in await within_reach(turn) if one.state in OPEN]
    return [one for one in stands if number in (None, one.number)]


async def _called(turn: Turn, text: str) -> list[Issue]:
    """What stands in this person's places of the kind that the words name: "下水那个弄好了"."""
    kinds = kinds_in(text)
    stands = [one for one in await within_reach(turn) if one.state in OPEN and not one.urgent]
    return [one for one in await _there(turn, stands, text) if broad(one.category) in kinds]


async def _area_named(turn: Turn, text: str) -> Area | None:
    """Of what this person looks after the one area that the words name, the smallest: "北苑那边现在啥情况"."""
    words = plain(text)
    named_so = [one for one in await work.areas_seen(turn) if _SHORT_NAME.sub("", one.name) in words]
    inner = [one for one in named_so if not any(one.id in other.line[1:] for other in named_so)]
    return inner[0] if len(inner) == 1 else None


_SHORT_NAME = re.compile("(?<=..)(?:社区|街道|小区)$")
"""What is left out of an area's name when it is spoken of."""


async def _who_stands_in(turn: Turn, text: str) -> bool:
    """ "李姐今天谁替": whether she is away, and who is asked instead. False where nobody of these places is named, and
    for whoever would swap with her."""
    if swaps(text):
        return False
    post = await _colleague_named(turn, text)
    if post is None or post.person_id is None:
        return False
    facts = {"name": post_name(post, turn.tr)}
    if available(post, turn.at):
        text = turn.tr.t("{name} is not away: I ask as ever.", **facts)
        if spans := await absence.planned_spans(turn, post.person_id):
            text = turn.tr.t("{name} is here now, and away {spans}.", spans=names(spans, turn.tr), **facts)
        turn.say(View(text))
        return True
    there = await instead(post.person_id, turn.at, turn.work)
    who = names([post_name(one, turn.tr) for one in there], turn.tr) or turn.tr.t("the next level")
    turn.say(View(turn.tr.t("{name} is away. I ask {who}.", who=who, **facts)))
    return True


async def _colleague_named(turn: Turn, text: str) -> Post | None:
    """Of whom the words speak: of the places that this person looks after and the levels above, else beside him."""

    def named_of(posts: Sequence[Post]) -> Post | None:
        known = (one for one in posts if len(one.name) >= NAME_AT_LEAST and one.name in text)
        return next((one for one in known if one.person_id not in (None, me(turn).id)), None)

    for area in await work.areas_seen(turn):
        above = await turn.work.posts_for(area.line, None, ANY_POST)
        if (found := named_of([*await turn.work.posts_within(area, ANY_POST), *above])) is not None:
            return found
    own = await turn.work.posts_of(me(turn).id)
    return named_of([one for post in own for one in await duty.colleagues(turn, post)])


NAME_AT_LEAST = 2
"""Characters of a name by which somebody is spoken of."""


async def asks_work(turn: Turn, got: Parts) -> bool:
    """ "哪些事最急", "今天还剩几个": the list that answers it, the most urgent first; whoever looks after an area reads
    what stands there, unless his own is asked about."""
    if got.photos or not turn.private or guess(got.text).sure:
        return False
    asked = asks_of_work(got.text)
    if asked is None:
        return False
    turn.became(Outcome.NOTHING)
    if asked == "slowest" and await work.overseeing(turn):
        await work.slowest(turn, got.text)
    elif asked == "agenda":
        await agenda.agenda_key(turn)
    elif asked == "duty":
        if not await _who_stands_in(turn, got.text):
            await (duty.duty_key(turn) if swaps(got.text) else duty.on_duty_now(turn, got.text))
    else:
        await _what_stands(turn, got.text, own=asked == "mine")
    return True


async def acknowledges(turn: Turn, got: Parts) -> bool:
    """ "收到", "好的", "👌" of whoever works here, where nothing is asked: a short word, and nothing is made of it."""
    if got.photos or not turn.private:
        return False
    if not received(got.text) or only_thanks(got.text) or await questions.awaits_answer(turn):
        return False
    turn.became(Outcome.NOTHING)
    turn.say(View(turn.tr.t("All right.")))
    return True


async def perhaps(turn: Turn, got: Parts) -> bool:
    """Where the rules are silent: what the words probably mean, about what this person has or is asked to take, or for
    a manager what stands there. Of several, which; and "something new" where they may be a report."""
    if not turn.private or got.latitude is not None or guess(got.text).sure:
        return False
    if await of_one(turn, await done_lately(turn, got.text), got):
        return True
    meant = likely(got.text)
    if not meant:
        return await called.perhaps(turn, got) or await _of_what_stands(turn, got)
    if meant[0] == "away":
        turn.became(Outcome.NOTHING)
        first = breaths(plain(got.text))[0]
        if _OF_MYSELF.search(first) or not await _who_stands_in(turn, first):
            await absence.away_key(turn)
        return True
    if meant[0] in NO_MATTER:
        return False
    able = [one for one in await turn.work.open_of_holder(me(turn).id) if one.state in OPEN]
    able = await _meant(turn, able, got.text) or able
    able = [one for one in able if not names_another(one, got.text)]
    held = bool(able)
    if not held:
        able = await _there(turn, [one for one in await within_reach(turn) if one.state in OPEN], got.text)
        able = [one for one in able if not names_another(one, got.text)]
        able = await _held_by_named(turn, sound_like(able, got.text) or able, got.text)
    if not able:
        return await called.perhaps(turn, got)
    plainly = held or meant[0] in ("order", "up", "question")
    at_large = len(able) == 1 and await _at_large(turn, able[0], got)
    plainly = plainly and (held or not at_large)
    if len(able) == 1 and plainly and not guess(got.text).recognised:
        await staff_said.heard(turn, able[0].id, got, at_large=at_large)
    elif len(able) <= questions.AT_MOST or held:
        await questions.ask_which(turn, got, issues=able[: questions.AT_MOST])
    else:
        return False
    return True


_OF_MYSELF = re.compile("[我俺咱替顶盯找让]")
"""Words of leave without these are of the colleague whom they name: "张姐这两天去市里开会"."""


async def done_lately(turn: Turn, text: str) -> list[Issue]:
    """What this person said last to be done, within a day, of which words take that back; else what somebody did whose
    kind, or a thing of it, they name, where they say that it is so again."""
    if guess(text).sure is not None:
        return []
    if (own := await resolve.unsaid(turn, text, None)) is not None:
        return [own]
    if not not_done(text):
        return []
    kinds = kinds_in(text) | kinds_of_trade(text)
    again = await _done_lately(turn, text) + (await resolve.over_lately(turn) if relapses(text) else [])
    done = [one for one in again if not one.private and await could_be_there(turn, one, text)]
    named_so = [one for one in done if broad(one.category) in kinds or names_thing(one, text)]
    mine = [one for one in done if one.now.resolved_by_id == me(turn).id]
    if named_so or kinds:
        return named_so
    if len(mine) == 1 and was_done_before(text):
        return mine
    return await _not_done_yet(turn, done, text) if takes_back(text) or stops_result(text) else []


JUST_DONE = timedelta(hours=2)
"""So long after a result words that name nothing are against it."""


async def _not_done_yet(turn: Turn, done: Sequence[Issue], text: str) -> list[Issue]:
    """ "没弄好，先别结" of whoever did not say that it is done: against what was said to be done a short while ago; in
    a group of what was told there, and not where it may be of forms."""
    if (not turn.private and not (stops_result(text) or work_odds(text) >= NO_WORK)) or is_talk(text):
        return []
    if elsewhere(text, ""):
        return []
    lately = [one for one in done if one.now.resolved_at and turn.at - one.now.resolved_at <= JUST_DONE]
    lately = [one for one in lately if not one.urgent and await may_do(turn, one, Action.NOT_FIXED)]
    if not turn.private:
        told = {one.issue_id for one in await turn.work.newest_sent(turn.address, SAID_HERE)}
        lately = [one for one in lately if one.id in told]
    return sorted(lately, key=lambda one: one.now.resolved_at or one.t0, reverse=True)[: questions.AT_MOST]


SAID_HERE = 80
"""Of what was sent to a group, looked through for its cards."""


async def _done_lately(turn: Turn, text: str) -> list[Issue]:
    """What was said to be done within a day in this person's places, and may be meant; within a week where it is so
    again."""
    done = [one for one in await within_reach(turn) if one.state is State.RESOLVED and not one.now.false_alarm]
    since = turn.at - (resolve.MISTAKEN_AT_MOST if relapses(text) else resolve.MISTAKEN_FOR)
    lately = [one for one in done if one.now.resolved_at and one.now.resolved_at >= since]
    return [one for one in await _there(turn, lately, text) if fits(one, text)]


async def _held_by_named(turn: Turn, issues: list[Issue], text: str) -> list[Issue]:
    """ "跟老王说今天必须通": those that the person has of whom it speaks; all where it names nobody who has one."""
    found = _TO_SOMEBODY.search(plain(text))
    return (found and await _held_by(turn, issues, found["whom"])) or issues


async def _held_by(turn: Turn, issues: Sequence[Issue], whom: str) -> list[Issue]:
    """Those that somebody has who is called so."""
    posts = {one.id: await turn.work.post(one.holder_post_id) for one in issues if one.holder_post_id is not None}
    return [one for one in issues if one.id in posts and is_called(posts[one.id], whom)]


_TO_SOMEBODY = re.compile(
    "(?:跟|和|告诉|转告|提醒|通知)(?P<whom>[一-鿿]{2,4}?)(?:说|讲|一声|今|明|后|必|赶|快|抓|马|别|得|要)"
)


async def _of_what_stands(turn: Turn, got: Parts) -> bool:
    """Nothing is even likely, and it is no report and no talk: of the few matters that stand in the person's places it
    is asked whether it is one of these."""
    meant = guesses(got.text)
    if not meant or meant[0] in (*NO_MATTER, "away") or guess(got.text).recognised or guess(got.text).talk is not None:
        return False
    able = await _there(turn, [one for one in await within_reach(turn) if one.state in OPEN], got.text)
    able = sound_like(able, got.text) or able
    if not 0 < len(able) <= questions.AT_MOST:
        return False
    await questions.ask_which(turn, got, issues=able)
    return True


NO_MATTER = ("talk", "report", "received")
"""What words may mean that is about no matter of theirs."""
