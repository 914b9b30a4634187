"""Which of the bot's questions a person's words answer; if it could be several, he or she is asked which.

An answer by Telegram's reply goes to the question that was replied to. In a private chat a plain message goes to the
question that stands. What comes after a question has expired is new.
"""

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.callbacks import Press, encode
from bot.flows.around import context_of, me
from bot.flows.kept import keep_in, taken
from bot.flows.resident import danger, follow, opinions, report
from bot.flows.staff import desk, emergency, forms, outage, resolve
from bot.flows.staff import said as staff_said
from bot.flows.staff.reach import within_reach
from bot.incoming.parts import Parts
from bot.incoming.turn import ASKS_NOTHING, Delete, Turn
from bot.registry import OFFERED
from bot.views.common import category_name, colon, number_words
from bot.views.pieces import asked_of, when
from bot.views.view import Button, View, cut, rows
from casework.categories import broad
from casework.data import maybe, read
from casework.forms import Filled
from casework.issue.doing import matter
from casework.issue.fitting import fits, sound_like
from casework.messages import Kind
from casework.model.conversation import DraftState, Outcome, Question
from casework.model.issues import Issue, State
from casework.questions import Calling, Which
from casework.transitions import OPEN
from casework.words.answers import answer_in, drops
from casework.words.called import finished
from casework.words.dates import days_alone, read_day
from casework.words.each import kinds_called
from casework.words.guess import guess, named
from casework.words.lines import left_out
from casework.words.outage_words import tells_when
from casework.words.places import may_name_building, read_place
from casework.words.plain import numbers_named
from casework.words.service_words import may_tell_of_service
from casework.words.verdicts import well_again

INVITED_FOR = timedelta(hours=24)
"""How long what staff told a resident, or the bot asked of staff, may be answered by a plain message."""
FIRST = ("report.danger", "danger.issue", danger.PERHAPS)
"""Whatever is said while these stand belongs to them."""
HOME_WORDS = "home.words"
"""Estate and building, in words, where no button was the person's home."""
OUTAGE_WHAT = "outage.what"
"""What fails: a button, or words of an outage; anything else is something else."""
ASKING_WHERE = ("home.", "draft.", "links.", "report.at")
"""Questions for a place, or a post, in words: a photo is no answer to them but a report."""
SAID_TO_ALL = ("emergency.why", "emergency.word", "emergency.off")
"""What is said to all in an emergency speaks of danger by its nature, and is shown back before it counts."""
LOOKS_FOR = "links.words"
"""Words that look through a list, while nothing was asked since."""
WORDS_ALONE = (*SAID_TO_ALL, "emergency.home", "outage.", "hours.", follow.VISIT, "opinions.")
"""Answers of which a photo has nowhere to go: whoever sends one is told so."""
OF_STAFF = ("form.", "whistle.", "outage.", "register.", "scene.")
"""Forms of staff: their words speak of danger by their nature."""
HEAR_DANGER = (*FIRST, *SAID_TO_ALL, *OF_STAFF, "report.at", "issue.add", "result.wrong", "opinions.")
"""Questions whose takers hear danger themselves; words of danger are no answer to any other."""
TELLS_NOTHING = frozenset({Kind.CARD, Kind.PUBLIC_CARD, Kind.PING_OVER, Kind.COPY, Kind.TIDY, Kind.RECEIPT})
"""What comes without anything that somebody may answer."""
SHORT = 6
"""Characters of a yes or no that says nothing else."""
LOOKED_AT = 5
"""Messages of the chat, the newest."""
FRESH = timedelta(hours=1)
"""So long words without a reply are taken as the answer to a form; afterwards it is asked whether they are."""
LABEL = 8
"""Characters of a report's words on a button."""
AT_MOST = 4
"""Matters among which one is asked."""
OUTAGE_HOURS = ("outage.when", "outage.sure")
"""From when to when: words that name a matter by its number, and no day or hour, are about that matter."""
PHOTO_OF_LOOK = ("look.photo", "whistle.photo")
"""How it looks now: a photo or a word of it, and nothing else that is wrong."""
SPEAK_OF_DANGER = ("note", "tell", "ask", "answered", "danger")
"""Forms of which the words may be about danger: "煤气先关了"."""
OF_WORKS = re.compile("停|检修|抢修|维修|施工|计划")
"""What a planned outage is spoken of by."""


async def standing(turn: Turn) -> Question | None:
    """The newest question that words may answer; the card of a draft that was filed or dropped asks nothing more."""
    for one in turn.questions:
        if one.kind not in ASKS_NOTHING and (one.kind != report.CARD or await turn.begun() is not None):
            return one
    return None


async def calls_unless_no(turn: Turn, question: Question) -> bool:
    """Whether it asks if anybody is in danger of what was told a moment ago, whose words say it outright."""
    if question.kind != report.ASKED or question.draft_id is None:
        return question.kind == danger.ASKED
    draft = await turn.work.draft(question.draft_id)
    return draft.state is DraftState.OPEN and bool(draft.danger)


async def taken_by(turn: Turn, question: Question, got: Parts) -> bool:
    """Whether that question takes the words."""
    if not can_take(turn, question, got):
        return False
    await _answer(turn, question, got)
    return True


async def replied(turn: Turn, message_id: int, got: Parts) -> bool:
    """An answer to one of the bot's messages, by its number. False when it answers nothing that still waits."""
    question = await turn.work.question_at(turn.address, message_id)
    if question is None or question.person_id != me(turn).id or _step(question) is None:
        return False
    waiting = next((one for one in turn.questions if one.id == question.id), None)
    if waiting is not None:
        await _answer(turn, waiting, got)
    elif question.kind == danger.TOLD:
        await _answer(turn, question, got)
    elif question.kind.startswith("form.") and await resolve.said_after(turn, got, question.issue_id):
        return True
    elif question.kind.startswith("form."):
        turn.became(Outcome.NOTHING)
        turn.say(_no_longer(turn), vanish=not turn.private)
    else:
        return False
    return True


def _no_longer(turn: Turn) -> View:
    return View(turn.tr.t("I no longer wait for that answer. Please press the button on the card once more."))


def _step(question: Question) -> object:
    flow, _, step = question.kind.partition(".")
    return OFFERED.steps.get((flow, step))


async def _answer(turn: Turn, question: Question, got: Parts) -> None:
    flow, _, step = question.kind.partition(".")
    turn.question = turn.ends = question
    await OFFERED.steps[flow, step](turn, got)
    if got.photos and got.text.strip() and question.kind.startswith(WORDS_ALONE):
        turn.say(View(turn.tr.t("I have used the words alone: a photo is not kept here.")), vanish=not turn.private)


async def answers_question(turn: Turn, got: Parts) -> bool:
    """A plain message in the private chat goes to the question that stands; of several that could take it the person
    says which. False when none can."""
    able = [one for one in list(turn.questions) if can_take(turn, one, got) and await forms.still_asked(turn, one)]
    able = [one for one in able if one.kind != follow.VISIT or not await _of_another(turn, one, got)]
    if any(map(_asks_day, able)) and await _overtaken(turn, able[0], got):
        able = [one for one in able if not _asks_day(one)]
    able = [one for one in able if one.kind != danger.PERHAPS or not await danger.is_of_another(turn, one, got)]
    able = [one for one in able if one.kind != LOOKS_FOR or one is able[0]]
    if first := [one for one in able if one.kind in FIRST]:
        able = able[:1] if await _newer_than(turn, first[0], able[0], got) else first[:1]
    if able and isinstance(able[0].data, Filled) and able[0].data.alone:
        able = able[:1]  # whoever has just pressed for it writes that
    apart = list({one.subject or one.kind: one for one in reversed(able)}.values())[::-1]
    if not apart:
        return False
    others = await _rather_of(turn, apart, got)
    old = is_old(turn, apart[0]) and not _fits(turn, apart[0], got)
    if len(apart) == 1 and not others and not old:
        await _answer(turn, apart[0], got)
    else:
        await ask_which(turn, got, questions=apart[: AT_MOST - len(others)], issues=others)
    return True


def _asks_day(question: Question) -> bool:
    return isinstance(question.data, Filled) and question.data.asking == forms.DAY


async def _overtaken(turn: Turn, question: Question, got: Parts) -> bool:
    """Whether something else was told here since that wants an answer: then only a day, a yes or a no is for the
    question; "收到 周一我联系供电" is about that."""
    if days_alone(got.text, turn.at, turn.work.settings.zone) or drops(got.text):
        return False
    if answer_in(got.text) and len(got.text.strip()) <= SHORT:
        return False
    told = await turn.work.newest_sent(turn.address, LOOKED_AT)
    return any(one.kind not in TELLS_NOTHING and one.sent_at and one.sent_at > question.asked_at for one in told)


async def _newer_than(turn: Turn, danger_asked: Question, newest: Question, got: Parts) -> bool:
    """Whether words without danger rather answer what was asked since: of a danger that only may be it was asked, and
    silence calls nobody."""
    if newest.kind in FIRST or newest.kind == report.CARD or guess(got.text).danger is not None:
        return False
    return not await calls_unless_no(turn, danger_asked)


async def _rather_of(turn: Turn, asked: Sequence[Question], got: Parts) -> list[Issue]:
    """What somebody of staff has or looks after that the words name, where they speak of something else than what the
    forms that wait for words are about: "房顶雪厚" while it is asked what helps against the drain."""
    ids = [one.issue_id for one in asked if one.kind == "form.words" and one.issue_id is not None]
    if not ids or len(ids) < len(asked):
        return []
    if any([fits(await turn.work.issue(one), got.text) for one in ids]):
        return []
    able = [one for one in await within_reach(turn) if one.state in OPEN and one.id not in ids]
    return sound_like(able, got.text)[:1]


def _fits(turn: Turn, question: Question, got: Parts) -> bool:
    """Whether words so long after are plainly what is asked: a day where one is, hours of an outage."""
    if question.kind.startswith("outage."):
        return outage.tells_of_one(got.text)
    of_day = isinstance(question.data, Filled) and question.data.asking == forms.DAY
    of_day = of_day or maybe(question.data, Calling).what == "when"
    return of_day and read_day(got.text, turn.at, turn.work.settings.zone) is not None


async def _of_another(turn: Turn, question: Question, got: Parts) -> bool:
    """ "等下，楼道灯也灭了" is no door and no phone; and of two matters the one that is called is meant."""
    assert question.issue_id is not None
    issue, kinds = await turn.work.issue(question.issue_id), kinds_called(got.text)
    others = [one for one in await turn.reports() if one.state in OPEN and one.id != issue.id]
    if broad(issue.category) not in kinds and any(broad(one.category) in kinds for one in others):
        return True
    return follow.names_no_door(issue, got.text)


async def lines_of_list(turn: Turn, got: Parts) -> bool:
    """Several lines while a list of many matters stands are for the list, whatever they are about: danger in one of
    them is looked at there. A number alone is a row of it, and counts no buttons."""
    question = await standing(turn)
    if question is None or question.kind not in opinions.KINDS:
        return False
    if "\n" not in got.text.strip() and not (question.kind == opinions.KINDS[1] and left_out(got.text)):
        return False
    await _answer(turn, question, got)
    return True


def is_old(turn: Turn, question: Question) -> bool:
    """Whether a form of staff was begun so long ago that what is typed now may be about anything."""
    return (
        question.kind.startswith(("form.", "whistle.", "outage.", "register.")) and turn.at - question.asked_at > FRESH
    )


def can_take(turn: Turn, question: Question, got: Parts) -> bool:
    if _step(question) is None or got.empty:
        return False
    if is_old(turn, question) and (guess(got.text).sure or _only_presses(question)):
        return False  # a danger of its own; and only presses answered it
    if got.photos and question.kind.startswith(ASKING_WHERE) and question.kind != "report.at":
        return False
    if question.kind == HOME_WORDS and named(got.text) and not may_name_building(got.text):
        return False  # something else that is wrong, and no home
    if not is_old(turn, question) and resolve.takes_no_such_result(turn, question, got):
        return False  # of an old one it is asked all the same
    if question.kind == "issue.add" and not got.photos and well_again(got.text):
        return False  # no photo of how it looks: it is mended
    if question.kind in PHOTO_OF_LOOK and not got.photos and named(got.text):
        return False
    if question.kind == OUTAGE_WHAT and not outage.tells_of_one(got.text):
        return False
    if question.kind.startswith("hours.") and (named(got.text) or not may_tell_of_service(got.text)):
        return False
    if question.kind in OUTAGE_HOURS and numbers_named(got.text) and not tells_when(got.text):
        return False
    if question.kind in emergency.OF_HOMES and emergency.is_of_a_matter(got.text):
        return False
    return (question.kind.startswith(HEAR_DANGER) and not _is_cry(question, got)) or not guess(got.text).sure


def _is_cry(question: Question, got: Parts) -> bool:
    """Whether words of danger are no answer to a form that asks for a time, for what was done or why, or for buildings
    where something fails; in no form what burns at a building that is named."""
    if question.kind == "form.words":
        speaks = (
            isinstance(question.data, Filled)
            and question.data.form in SPEAK_OF_DANGER
            and not read_place(got.text).building
        )
        return not speaks and not finished(got.text)
    if question.kind == "whistle.words":
        return maybe(question.data, Calling).what == "when"
    return question.kind.startswith("outage.") and OF_WORKS.search(got.text) is None


def _only_presses(question: Question) -> bool:
    return isinstance(question.data, Filled) and question.data.own is False


async def waits_for_words(turn: Turn, got: Parts) -> bool:
    """Whether a question stands that these words may be the answer to, or people are called for this person."""
    return any(can_take(turn, one, got) for one in turn.questions) or await danger.in_danger(turn) is not None


async def awaits_answer(turn: Turn) -> bool:
    """Whether staff asked this person something: then "all right" is the answer."""
    return any(one.state is State.WAITING for one in await turn.reports())


async def of_several(turn: Turn, message_id: int, got: Parts) -> bool:
    """An answer to a message that speaks of several matters: which one? False when it speaks of one, or of none."""
    rows = await turn.work.sent_as(turn.address, message_id)
    spoken_of = list(dict.fromkeys(row.issue_id for row in rows if row.issue_id is not None))
    if len(spoken_of) < 2:
        return False
    await ask_which(turn, got, issues=[await turn.work.issue(one) for one in spoken_of[:AT_MOST]])
    return True


async def ask_which(
    turn: Turn, got: Parts, *, questions: Sequence[Question] = (), issues: Sequence[Issue] = ()
) -> None:
    """The words wait in a question of their own until the person says what they belong to."""
    tr, asked_id = turn.tr, turn.work.new_id()
    labels = await _labels(turn, questions)
    labels += await _of_issues(turn, issues)
    buttons = [Button(label, encode("which", asked_id, index)) for index, label in enumerate(labels)]
    new = tr.t("Something new") if turn.private else tr.t("Never mind")
    another = Button(new, encode("which", asked_id, len(labels)), says="" if turn.private else "no")
    known = Which(questions=tuple(one.id for one in questions), issues=tuple(one.id for one in issues))
    turn.ask(
        "which",
        "press",
        View(asked_of(tr.t("Which one is this about?"), got.text if turn.private else "", tr), rows(*buttons, another)),
        beside=True,
        reply_to=turn.message_id,
        asked_id=asked_id,
        data=keep_in(known, turn, got),
    )


async def _labels(turn: Turn, questions: Sequence[Question]) -> list[str]:
    """What each question is called; two that are called alike are told apart by when they were asked."""
    labels = [await _label(turn, one) for one in questions]
    return [
        f"{label} {when(question.asked_at, turn.tr, context_of(turn))}" if labels.count(label) > 1 else label
        for label, question in zip(labels, questions, strict=True)
    ]


async def _of_issues(turn: Turn, issues: Sequence[Issue]) -> list[str]:
    """What each matter is called; those of one kind are told apart by where they are."""
    kinds = [category_name(one.category, turn.tr) for one in issues]
    called = [(kind, (await turn.work.area(one.area_id)).name) for one, kind in zip(issues, kinds, strict=True)]
    apart = [1 < kinds.count(kind) > called.count((kind, area)) for kind, area in called]
    return [
        f"{number_words(one, turn.tr)} {kind}{f' · {area}' if where else ''}"
        for one, (kind, area), where in zip(issues, called, apart, strict=True)
    ]


async def _label(turn: Turn, question: Question) -> str:
    tr = turn.tr
    what = {
        "note": tr.t("Note for staff"),
        "ask": tr.t("Ask the resident"),
        "tell": tr.t("To the resident"),
        "resolve": tr.t("Done"),
        "promise": tr.t("Name a day"),
        "move": tr.t("Another day"),
        "plan": tr.t("Tell the resident how"),
    }.get(question.data.form if isinstance(question.data, Filled) else "", "")
    if question.issue_id is not None:
        number = number_words((await turn.work.issue(question.issue_id)).as_known_to(me(turn).id), tr)
        return f"{number} {what}".strip()
    what = tr.t("The place") if question.kind.startswith(ASKING_WHERE) else tr.t("The report")
    what = tr.t("Hours and days") if question.kind.startswith("hours.") else what
    what = tr.t("The outage") if question.kind.startswith("outage.") else what
    words = (await turn.work.draft(question.draft_id)).text if question.draft_id is not None else ""
    return f"{what}{colon(tr)}{cut(words, LABEL)}" if words else what


async def which(turn: Turn, pressed: Press) -> None:
    """This one, or something new."""
    asked = turn.pressed_question("which.press", pressed.ids[0])
    if asked is None:
        return
    got, index = await taken(turn, asked), pressed.ids[1]
    of = read(asked.data, Which)
    questions, issues = of.questions, of.issues
    turn.pressed = False  # what comes now answers the words
    if turn.private:
        turn.edit(View())
    else:
        turn.answers.append(Delete())
    if index < len(questions):
        waiting = next((one for one in turn.questions if one.id == questions[index]), None)
        if waiting is not None:
            await _answer(turn, waiting, got)
        else:
            turn.say(_no_longer(turn))
    elif index < len(questions) + len(issues):
        issue = await matter(issues[index - len(questions)], turn.work)
        if issue.is_reporter(me(turn).id):
            await follow.about(turn, issue, got)
        else:
            await staff_said.heard(turn, issue.id, got)
    elif not turn.private:
        turn.became(Outcome.NOTHING)  # among colleagues it was talk
    elif guess(got.text).recognised or not await desk.not_a_report(turn, got):
        await report.take(turn, got)
