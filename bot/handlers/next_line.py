"""What the bot asked somebody by name in front of all, answered by his next words, though they answer no message: the
words of a form, which matter is meant, and, straight below the question, what is on its buttons."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from telegram import Message

from bot.callbacks import decode, encode
from bot.flows.staff import said as staff_said
from bot.flows.staff.around import names_of
from bot.flows.staff.forms import DAY, plain_yes
from bot.handlers import hearing, of_staff, questions, typed
from bot.incoming.turn import Turn, buttons_of
from casework.categories import broad
from casework.forms import ByDay, Filled
from casework.issue.fitting import fits, names_another, names_thing
from casework.model.conversation import Question
from casework.model.issues import Issue
from casework.questions import Which
from casework.words.acts import received
from casework.words.among_staff import act_in, answers, asks_of_matter, is_talk, says_own
from casework.words.answers import answer_in, deed_in
from casework.words.dates import names_hour_alone
from casework.words.each import kinds_called, kinds_in
from casework.words.guess import guess
from casework.words.later import later
from casework.words.plain import breaths, number_of, plain

ASKED = timedelta(minutes=15)
"""So long words without a reply may be the answer to what the bot asked this person in front of all."""
BELOW = 2
"""Messages further down: nobody else has spoken since, or only the bot itself."""
TYPED = ("word.press", "relay.press", "more.press", "undo.press", "which.press", "called.press", "form.words")
"""Questions whose buttons may be typed straight below them."""
WHISTLE_WORDS = "whistle.words"


async def answered(turn: Turn, message: Message, text: str) -> bool:
    """Whether something that was asked of this person here a short while ago, and still waits, was answered. What is
    no answer is never taken for one, since a resident may read it."""
    for asked in list(turn.questions):
        if asked.message_id is None or turn.at - asked.asked_at > ASKED:
            continue
        if await _in_words(turn, asked, text):
            got = await hearing.hear(turn, message)
            return await questions.replied(turn, asked.message_id, replace(got, text=text))
        if (data := await _button(turn, asked, text)) is not None:
            await typed.press_typed(turn, asked.message_id, decode(data))
            return True
    return False


def _straight_below(turn: Turn, asked: Question) -> bool:
    return asked.message_id is not None and 0 < (turn.message_id or 0) - asked.message_id <= BELOW


async def _in_words(turn: Turn, asked: Question, text: str) -> bool:
    if asked.kind == WHISTLE_WORDS:
        return says_own(text) and not received(text)
    return isinstance(asked.data, Filled) and await _answers_form(turn, asked, asked.data, text)


async def _answers_form(turn: Turn, asked: Question, form: Filled, text: str) -> bool:
    issue, kinds, below = await turn.work.issue(form.issue), kinds_in(text), _straight_below(turn, asked)
    if below and answer_in(text) == "yes" and deed_in(text) != "seen" and await plain_yes(turn, form):
        return True
    if not form.own or guess(text).sure is not None:
        return False
    if form.asking == "why" and (form.alone or below) and says_own(text) and not received(text):
        of_it = act_in(text) is not None or names_thing(issue, text) or answers(text, form.asking)
        return bool(form.alone and below) or (of_it and not names_another(issue, text))
    if not fits(issue, text) or (kinds and broad(issue.category) not in kinds):
        return False
    if form.asking == DAY:
        named = isinstance(form, ByDay) and bool(form.day)
        hour = named and names_hour_alone(text, turn.at, turn.work.settings.zone)
        return not is_talk(text) and (staff_said.names_day(turn, text) or hour)
    if form.form == "ask" and below and asks_of_matter(text):
        return True
    return answers(text, "home" if form.form == "ask" else form.asking or "")


async def _button(turn: Turn, asked: Question, text: str) -> str | None:
    """The callback data of the button that the words are; of a danger nothing is pressed by them."""
    if asked.kind not in TYPED:
        return None
    if isinstance(asked.data, Which):
        issues = [await turn.work.issue(one) for one in asked.data.issues]
        if (index := await _which(turn, issues, text)) is not None:
            return encode("which", asked.id, len(asked.data.questions) + index)
    issue = await turn.work.issue(asked.issue_id) if asked.issue_id is not None else None
    if not _straight_below(turn, asked) or deed_in(text) == "seen" or (issue is not None and issue.urgent):
        return None
    buttons = buttons_of(asked)
    return typed.meant_button(asked.kind, buttons, text) if buttons else None


_MEANS = later(r"^(?:\S{1,8}\s+)?我(?:说|指|问)的?(?:就)?是")
""" "灯 我说的是灯"."""
_NUMBER = later(
    r"(?:是|就是|说的是|选|要)*(?:No\.?\s*)?(?P<n>\d{1,5}|[一二三四五六七八九十]{1,3})号?(?:那|这)?(?:个|件|家)?(?:的)?(?:吧|呗|啊|那)*"
)
_HOUSE = later(
    r"(?:是|就是|说的是|我说|选|要)*(?:[\u4e00-\u9fff]{0,6}?(?:小区|家园|院))?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:号?楼|栋|号院)(?:\S{0,4}单元)?"
    r"(?:那|这)?(?:边|个|家|户|头)?(?:的)?(?:那个|那家)?(?:吧|呗|啊)*"
)
_THING = later(
    r"(?:是|就是|说的是|我说|选|要)*(?P<thing>[\u4e00-\u9fff]{1,6}?)(?:那|这)?(?:边|个|家|户|事儿?)?(?:的)?(?:那个|那家)?(?:吧|呗|啊)*"
)


async def _which(turn: Turn, issues: Sequence[Issue], text: str) -> int | None:
    """Which of these the words name and nothing else: "4号", "8号楼的", "灯那个", "刘婶家的"; by its place among
    them."""
    words = plain(text).strip(" ，,。.!！~～")
    words = _MEANS.sub("", (breaths(words) or [words])[-1]) if _MEANS.search(words) else words
    if (number := _NUMBER.fullmatch(words)) is not None:
        able = [one for one in issues if one.number == number_of(number["n"])]
    elif _HOUSE.fullmatch(words):
        able = [one for one in issues if await of_staff.could_be_there(turn, one, words)]
    elif (thing := _THING.fullmatch(words)) is not None:
        kinds = kinds_called(words)
        able = [one for one in issues if broad(one.category) in kinds]
        able = able or [one for one in issues if thing["thing"].removesuffix("家") in await names_of(turn, one)]
    else:
        return None
    return issues.index(able[0]) if len(able) == 1 else None
