"""What is on a button, typed instead of pressed."""

import re
from datetime import datetime, timedelta

from bot.callbacks import Press, decode, encode
from bot.flows.around import me
from bot.flows.resident import danger, follow, report, talk, verdict
from bot.flows.staff import promise
from bot.handlers import and_more, questions
from bot.incoming.parts import Parts
from bot.incoming.told import Told, sent_here
from bot.incoming.turn import ASKS_NOTHING, RESOLVED, SHOWN, Edit, Say, Toast, Turn, buttons_of
from bot.registry import OFFERED
from bot.views.common import colon, number_words
from bot.views.view import Button, View, esc, put, rows
from casework.data import maybe
from casework.issue.doing import matter
from casework.messages import Kind
from casework.model.conversation import DraftState, Outcome, Question
from casework.model.issues import Issue
from casework.questions import Card
from casework.transitions import OPEN
from casework.words.accused import accuses_neighbour
from casework.words.answers import (
    Answer,
    answer_and_rest,
    answer_in,
    asks_when,
    bare,
    by_number,
    deed_in,
    drops,
    plainly_yes,
    puts_off,
    says_keep,
    stands_in,
    which_in,
)
from casework.words.guess import guess, named, says_private
from casework.words.numbered import come_after_all, gives_up
from casework.words.plain import plain
from casework.words.verdicts import verdict_said

TYPED_WITHIN = timedelta(hours=1)
"""So long a plain yes or no counts for the bot's newest question."""
WHICH_WITHIN = timedelta(minutes=5)
"""The same for "which one is this about?": a number typed later is looked up, and takes no earlier words along."""
LONGEST_LABEL = 20
"""Longer words are on no button."""
LONGEST_SECOND_THOUGHTS = 40
"""The same of words that drop a draft, and say why."""
TOLD_BY_STAFF = (Kind.PLAN, Kind.RELAY, Kind.QUESTION, Kind.PROMISE, Kind.PROMISE_MOVED)
"""What somebody of the staff wrote to a resident, who may answer it."""
CANNOT_BE_UNDONE = ("forget.press", "withdraw.press")
"""Questions to which only a plain yes is one."""
MEANT_INSTEAD = re.compile(r"(?:是|撤|说|要)\D{0,4}?(\d{1,5})号(?!楼|院|门|单元)")
"""The number that is to be taken back instead."""
FILES = re.compile(
    "(?:那就?|还是|照样|我还是?|我)*(?:要|得|给我|帮我|替我)*报(?:上去?|一下|了)?(?:吧|呗|啊|呀|得了)?|(?:please)?(?:stil+)?(?:report|file)it(?:anyway|afterall)?|신고해?(?:주세요|줘요?)",
    re.IGNORECASE,
)
"""Asks that what was dropped is filed, and says nothing else."""
NUMBERED = re.compile(r"(?:No\. ?)?(\d+)(?:号|\b)")
"""A button that begins with a report's number."""


async def typed(turn: Turn, got: Parts, message_id: int | None) -> bool:
    """ "Yes", "never mind", "the second one", or what is on a button, typed instead of pressed: for the question that
    was replied to, else for the bot's newest that stands. False when it is none of these."""
    if got.photos or got.latitude is not None:
        return False
    return await _plainly(turn, got, message_id) or await _with_more(turn, got, message_id)


async def _plainly(turn: Turn, got: Parts, message_id: int | None) -> bool:
    """These words, and nothing else in them."""
    if len(got.text) > LONGEST_SECOND_THOUGHTS:
        return False
    if await _shown(turn, got, message_id):
        return True
    question = await _pressable(turn, message_id)
    if question is not None and question.kind == report.CARD and drops(got.text) and guess(got.text).sure is None:
        assert question.draft_id is not None
        await report.dropped(turn, await turn.work.draft(question.draft_id))
        await _nor_the_matter(turn, question, got)
        return True
    if question is not None and question.kind == report.CARD and puts_off(got.text):
        assert question.draft_id is not None
        await report.wait_for(turn, await turn.work.draft(question.draft_id))
        return True
    undoes = question is not None and question.kind in CANNOT_BE_UNDONE and answer_and_rest(got.text)[0] is not None
    if len(got.text) > LONGEST_LABEL and not undoes:
        return False
    if await _told(turn, got, message_id, question):
        return True
    if question is not None and question.kind in CANNOT_BE_UNDONE:
        return await _decided(turn, question, got)
    if question is not None and question.kind == "result.press" and answer_in(got.text) in ("no", "drop"):
        assert question.issue_id is not None  # no to "not solved?" is no praise yet
        verdict.ask(turn, await matter(question.issue_id, turn.work))
        turn.close(question)
        return True
    if question is None:
        return False
    if question.kind == report.CARD and "报" not in got.text and await told_since(turn, question):
        return False
    data = meant_button(question.kind, buttons_of(question), got.text)
    if data is not None:
        await _press(turn, question, data)
    elif question.kind == report.CARD and (answer_in(got.text) == "no" or bare(got.text).isdecimal()):
        turn.became(Outcome.NOTHING)
        turn.say(View(turn.tr.t("What is not right? Press it under the report, or just write how it is.")))
    else:
        return False
    return True


async def _with_more(turn: Turn, got: Parts, message_id: int | None) -> bool:
    """An answer with more words behind it: and_more.py. Not where something else was asked since, or danger is told."""
    question = await _pressable(turn, message_id)
    if question is None or guess(got.text).danger is not None:
        return False
    answer = await and_more.read(turn, question, got)
    if answer is None or (question.kind == report.CARD and await told_since(turn, question)):
        return False
    async for one in sent_here(turn, message_id, _since(turn, question)):
        if one.asks:
            return False
    await and_more.take(turn, question, answer, press_typed)
    return True


async def _nor_the_matter(turn: Turn, question: Question, got: Parts) -> None:
    """ "算了我自己收拾了" while it is asked whether words belong to a matter: it is said of that one, too."""
    among = maybe(question.data, Card).among or ()
    if len(among) == 1 and answer_in(got.text) is None and gives_up(got.text):
        issue = await matter(among[0], turn.work)
        if issue.state in OPEN:
            await talk.on_matter(turn, "withdraw", issue)


async def _shown(turn: Turn, got: Parts, message_id: int | None) -> bool:
    """What stands on a button of a list or menu, letter for letter or by its count; nothing less, for it asks nothing
    and other words may be anything."""
    shown = (one for one in turn.questions if one.kind != RESOLVED and message_id in (None, one.message_id))
    newest = next(shown, None)
    if newest is None or newest.kind != SHOWN or not buttons_of(newest):
        return False
    if message_id is None and (turn.at - newest.asked_at > TYPED_WITHIN or await danger.in_danger(turn) is not None):
        return False
    buttons = buttons_of(newest)
    whole = [data for label, data, _ in buttons if bare(label) == bare(got.text)]
    data = whole[0] if len(whole) == 1 else _filed_after_all(buttons, got.text) or _counted(buttons, got.text)
    if data is None:
        return False
    await _press(turn, newest, data)
    return True


def _filed_after_all(buttons: list[tuple[str, str, str]], text: str) -> str | None:
    """ "报上去" under "all right, not reported": it is filed, and nothing asked once more."""
    found = (decode(data) for _, data, _ in buttons) if FILES.fullmatch(bare(text)) else ()
    return next((encode("file", *one.ids) for one in found if one.verb == "draft_again"), None)


async def _told(turn: Turn, got: Parts, message_id: int | None, question: Question | None) -> bool:
    """The same under a message that came by itself, such as "does the work have to go on?": what it shows now can be
    typed. A plain yes, no or count is a press only where it asks for one: where a button says that a yes means it."""
    if any(one.kind in questions.FIRST for one in turn.questions):
        return False
    if message_id is None and (await danger.in_danger(turn) is not None or _not_out(question)):
        return False
    newest = True
    async for one in sent_here(turn, message_id, _since(turn, question)):
        data = _on_message(one, got.text, newest=newest)
        if data is not None:
            if (what := decode(data)).verb == "s_agree":
                await _agrees(turn, one.message_id, what, got.text)
            else:
                await press_typed(turn, one.message_id, what)
            return True
        if one.asks:
            return False
        newest = False
    return False


async def _agrees(turn: Turn, message_id: int | None, what: Press, text: str) -> None:
    """ "同意 让他明天换": what is said behind the yes or no is for whoever asked."""
    rest = answer_and_rest(text)[1]
    issue = await matter(what.ids[0], turn.work)
    if not rest or bare(rest) == bare(text):
        await press_typed(turn, message_id, what)
    else:
        await promise.decide(turn, issue, rest, yes=what.word == "yes")


def _not_out(question: Question | None) -> bool:
    """Whether it was asked a moment ago, and is newer than all that is out."""
    return question is not None and question.message_id is None


def _since(turn: Turn, question: Question | None) -> tuple[datetime, int]:
    """What came before this is answered by no word: something was asked after it, or it is too long ago."""
    asked = [(question.asked_at, question.message_id or 0)] if question is not None else []
    return max([(turn.at - TYPED_WITHIN, 0), *asked])


def _on_message(one: Told, text: str, *, newest: bool) -> str | None:
    """The callback data of the button that is meant."""
    whole = [data for label, data, _ in one.buttons if bare(label) == bare(text)]
    if len(whole) == 1 and (one.asks or (newest and deed_in(text) is None)):  # of several to take it is asked which
        return whole[0]
    if not one.asks:
        return None
    return meant_button("told.press", one.buttons, text) or _counted([(a, b, "") for a, b, _ in one.buttons], text)


async def _decided(turn: Turn, question: Question, got: Parts) -> bool:
    """What cannot be undone is done at a plain yes only; at anything that is neither that nor a plain no the question
    is put once more, with its buttons. False for what is another matter."""
    other = await _another_number(turn, question, got.text)
    if other is not None:
        turn.close(question)
        await talk.on_matter(turn, "withdraw", other)
        return True
    buttons = buttons_of(question)
    label = next((data for text, data, _ in buttons if bare(text) == bare(got.text)), None)
    first, rest = answer_and_rest(got.text)
    against = (guess(rest).report and bool(named(rest))) or verdict_said(rest) == "bad"
    stays = question.kind == "withdraw.press" and come_after_all(got.text)
    keep_it = stays or says_keep(got.text) or answer_in(got.text) in ("no", "drop") or first == "no"
    says = "no" if keep_it else "yes" if plainly_yes(got.text) and not against else ""
    data = label or next((data for _, data, meant in buttons if meant == says), None) if label or says else None
    if data is not None:
        await _press(turn, question, data)
        rest = got.text if stays else rest
        if (stays or first == "no") and rest and not says_keep(rest) and question.issue_id is not None:
            apart = says_private(rest) or accuses_neighbour(rest)
            issue = await matter(question.issue_id, turn.work)
            await (report.take(turn, Parts(text=rest)) if apart else follow.about(turn, issue, Parts(text=rest)))
        return True
    another = asks_when(got.text) or talk.word_in(got.text) is not None or talk.number_said(got) is not None
    another = another or await talk.called_mended(turn, got.text)
    if answer_in(got.text) is None and not says and await told_since(turn, question):
        return False  # staff wrote since, and that is what is answered
    if answer_in(got.text) is None and (another or guess(got.text).report or guess(got.text).talk is not None):
        return False
    flow, _, step = question.kind.partition(".")
    turn.became(Outcome.NOTHING)
    yes, no = (next(text for text, _, meant in buttons if meant == one) for one in ("yes", "no"))
    text = turn.tr.t("I have not done it. “{yes}” or “{no}”?", yes=esc(yes), no=esc(no))
    if question.issue_id is not None:
        known = (await turn.work.issue(question.issue_id)).as_known_to(me(turn).id)
        text = put("{}{}{}", number_words(known, turn.tr), colon(turn.tr), text)
    again = View(text, rows(*(Button(text, data, says=meant) for text, data, meant in buttons)))
    turn.ask(flow, step, again, about=question.subject)
    return True


async def told_since(turn: Turn, question: Question) -> bool:
    """Whether staff said or asked something of a matter of this person's own after that was asked: "行 我在家等着" is
    for them."""
    mine = [one.id for one in await turn.reports() if one.state in OPEN]
    return bool(mine and await turn.work.told_lately(me(turn).id, mine, TOLD_BY_STAFF, question.asked_at))


async def _another_number(turn: Turn, question: Question, text: str) -> Issue | None:
    """ "撤错了，是2号" while "really withdraw No. 1?" stands: the other report that can be taken back."""
    found = MEANT_INSTEAD.search(plain(text)) if question.kind == "withdraw.press" else None
    issue = await talk.own(turn, int(found[1])) if found is not None else None
    return issue if issue is not None and issue.id != question.issue_id and issue.state in OPEN else None


async def _pressable(turn: Turn, message_id: int | None) -> Question | None:
    """The question that a typed press may be meant for; one about a draft that is over stands no more."""
    if any(one.kind in questions.FIRST for one in turn.questions):
        return None
    of_a_danger = bool(turn.questions) and turn.questions[0].kind in danger.STANDING
    if message_id is None and not of_a_danger and await danger.in_danger(turn) is not None:
        return None
    for one in [one for one in turn.questions if one.kind not in ASKS_NOTHING]:
        draft = await turn.work.draft(one.subject.id) if one.draft_id is not None and one.subject is not None else None
        if draft is not None and draft.state not in (DraftState.OPEN, DraftState.LEFT):
            if one.kind == report.CARD:
                turn.close(one)
            continue
        if message_id is not None and one.message_id != message_id:
            continue
        within = WHICH_WITHIN if one.kind == "which.press" else TYPED_WITHIN
        old = one.kind != "consent.press" and turn.at - one.asked_at > within
        return one if buttons_of(one) and not (old and message_id is None) else None
    return None


def meant_button(kind: str, buttons: list[tuple[str, str, str]], text: str) -> str | None:
    """The callback data of the one button that the words are on, count to, or say yes or no to."""
    said, words = answer_in(text) or _of_swap(buttons, text) or _of_day(buttons, text), bare(text)
    if said is not None and not kind.startswith("form."):
        meant = {"drop": ("drop", "no")}.get(said, (said,))
        found = next((data for one in meant for _, data, says in buttons if says == one), None)
        if found is not None:
            return found
    labels = [(bare(label), data) for label, data, _ in buttons]
    whole = [data for label, data in labels if label == words]
    if not whole and said is None and len(words) > 1 and not kind.startswith("form."):
        whole = [data for label, data in labels if words in label]
    if len(whole) == 1:
        return whole[0]
    if kind == report.CARD and bare(text).isdecimal() and buttons[0][2] == "yes":
        return buttons[int(bare(text)) - 1][1] if 0 < int(bare(text)) <= len(buttons) else None
    return _counted(buttons, text) if buttons[0][2] == "" else None


def _of_swap(buttons: list[tuple[str, str, str]], text: str) -> Answer | None:
    """ "我替", "替不了" where it is asked whether somebody covers."""
    return stands_in(text) if any(decode(data).verb == "s_swapyes" for _, data, _ in buttons) else None


def _of_day(buttons: list[tuple[str, str, str]], text: str) -> Answer | None:
    """ "同意 让他明天换", "不行 今天必须弄完" where it is asked whether a day moves: its first word."""
    if not any(decode(data).verb == "s_agree" for _, data, _ in buttons):
        return None
    said, rest = answer_and_rest(text)
    return None if _NO_ANSWER.search(plain(rest)) or by_number(text)[0] is not None else said


_NO_ANSWER = re.compile("[?？]|[吗么]$|^(?:我|俺|的话|啥|什么|谁)|咋办|谁说|[0-9]+号(?!楼|前|之前)")


def _counted(buttons: list[tuple[str, str, str]], text: str) -> str | None:
    """ "1" is No. 1 where there is one of that number, else the first choice."""
    number, choices = which_in(text), [(label, data) for label, data, says in buttons if not says]
    if number is None:
        return None
    if bare(text).isdecimal():
        heads = [(NUMBERED.match(label), data) for label, data in choices]
        numbered = [data for head, data in heads if head is not None and head[1] == str(number)]
        if numbered:
            return numbered[0]
    index = number if number < 0 else number - 1
    return choices[index][1] if -len(choices) <= index < len(choices) else None


async def _press(turn: Turn, question: Question, data: str) -> None:
    await press_typed(turn, question.message_id, decode(data))


async def press_typed(turn: Turn, message_id: int | None, what: Press) -> None:
    """The same as the press under that message; what would pop up is said, and what would change the message above is
    said below it."""
    turn.became(Outcome.NOTHING)
    turn.pressed, turn.message_id = True, message_id
    await (questions.which if what.verb == "which" else OFFERED.presses[what.verb])(turn, what)
    edits = [one for one in turn.answers if isinstance(one, Edit) and one.view.text]
    changed = edits[-1] if edits else None
    if changed is not None and what.verb != "file":  # the receipt comes by itself
        asked = next(
            (one for one in turn.questions if one.asked_at == turn.at and one.message_id == turn.message_id), None
        )
        turn.answers = [one for one in turn.answers if one not in edits]
        turn.answers += [Edit(View()), Say(changed.view, asks=asked)]
    said = any(isinstance(one, (Say, Toast)) or (isinstance(one, Edit) and one.view.text) for one in turn.answers)
    if turn.private and not said:
        turn.say(View(turn.tr.t("All right.")))
