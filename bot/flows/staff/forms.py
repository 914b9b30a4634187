"""Questions with buttons, one after the other, that end in one use case: how long, what, what it costs; which day, why.

A form is a function that names the next question, and one that finishes. The answers so far lie in the question that
is asked next, so that a person may have several forms at once; every button carries whose form it is, so that in a
group nobody answers for somebody else. Own words are asked for by a forced reply in a group: an answer to that very
message. In a private chat they are the next message.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.callbacks import Press, encode
from bot.flows.around import became, me
from bot.flows.form import Form, Question
from bot.flows.kept import keep_along, photos_in, sent
from bot.flows.offers import Offers, Pressed
from bot.flows.staff.around import current, mention
from bot.flows.staff.kept_words import give_back
from bot.incoming.parts import Parts
from bot.incoming.turn import Delete, Turn
from bot.views.common import number_words
from bot.views.view import TOAST_LIMIT, Button, View, cut, glue, in_rows, put, rows
from casework.data import read
from casework.forms import FORM, FORMS, LEFT, ByDay, Filled
from casework.issue.doing import Photo
from casework.model.conversation import Outcome, Utterance
from casework.model.conversation import Question as Asked
from casework.model.issues import Issue
from casework.neighbourhood.rights import authorise
from casework.refusals import NotPossibleNow, NotYours, Refusal
from casework.transitions import next_state, possible
from casework.words.answers import answer_in, drops
from casework.words.dates import names_hour_alone, read_day
from locales.markup import Html

FLOW, WORDS = "form", "words"
OWN, STOP = "own", "stop"
DAY = "day"
"""The key of the question for a day: other words are no answer to it, and the person may say where they belong."""
LONGEST_ANSWER = 1000
"""UTF-16 units kept of an answer in own words."""


def chosen(answer: str | None, table: Mapping[str, str], turn: Turn) -> str:
    """An answer in words: own words, or those of the button."""
    return own_words(answer) or (turn.tr.t(table[answer]) if answer is not None and answer in table else "")


def own_words(answer: str | None) -> str:
    """An answer in own words; nothing where a button was pressed."""
    return answer[1:] if answer is not None and answer.startswith("=") else ""


def photos_of(data: Filled) -> tuple[Photo, ...]:
    """What was sent along with the answers."""
    return photos_in(data.photos)


async def begin(turn: Turn, name: str, issue: Issue, *, instead: bool = False) -> None:
    """Start a form that knows nothing yet. `instead`: the pressed message is a question, which gives way. Raises
    NotYours, NotPossibleNow."""
    await begin_with(turn, issue, FORMS[name](form=name, issue=issue.id), instead=instead)


async def begin_with(turn: Turn, issue: Issue, data: Filled, *, instead: bool = False) -> None:
    """The same with what it knows. Raises NotYours, NotPossibleNow."""
    await _go_on(turn, issue, data, edit=instead)


def starter(name: str) -> Pressed:
    """What takes a card's button that starts a form: nothing but that, on a card that is not old."""

    async def start(turn: Turn, pressed: Press) -> None:
        if issue := await current(turn, pressed):
            await begin(turn, name, issue)

    return start


async def _worth_asking(turn: Turn, form: Form[Any], issue: Issue) -> None:
    """Nobody is asked what the use case would refuse in the end; whether it does is decided there alone."""
    action = next((one for one in form.actions if possible(issue.state, one)), form.actions[0])
    await authorise(issue, action, me(turn).id, turn.work)
    next_state(issue.state, action, issue.back_state)


async def _go_on(turn: Turn, issue: Issue, data: Filled, *, edit: bool) -> None:
    """Ask what is missing, or finish."""
    form = turn.forms[data.form]
    question = await form.ask(turn, issue, data)
    if question is not None:
        await _worth_asking(turn, form, issue)
        data = replace(question.knows or data, asking=question.key, own=bool(question.own), alone=False)
        await _show(turn, issue, question, data, edit=edit)
        return
    view = await form.finish(turn, issue, data)
    if not form.takes_photos:
        await keep_along(turn, issue, photos_of(data))
    _asks_no_more(turn)
    await became(turn, Outcome.NOTE, issue)
    if edit and view.text and turn.private:
        turn.edit(view)
    elif edit:  # in a group nothing stays but the card: whoever pressed reads it as a pop-up
        turn.toast(cut(view.text, TOAST_LIMIT))
        turn.answers.append(Delete())
    elif view.text:
        turn.say(view, vanish=not turn.private)


def more_photos(turn: Turn, said: Utterance, got: Parts) -> bool:
    """A further photo of an album that answered a form: it goes on with the form. False when none waits that was asked
    since."""
    waits = next((one for one in turn.questions if one.kind == FORM and one.asked_at >= said.at), None)
    if said.outcome is not Outcome.ANSWER or said.subject is not None or waits is None:
        return False
    data = read(waits.data, Filled)
    waits.data = replace(data, photos=(*(data.photos or ()), *sent(got.photos)))
    turn.work.changed(waits)
    return True


async def _show(turn: Turn, issue: Issue, question: Question, data: Filled, *, edit: bool) -> None:
    if not question.choices:
        await _ask_for_words(turn, issue, question, data, edit=edit)
        return
    buttons = [_button(turn, issue, question, word, label) for word, label in question.choices]
    last = [_button(turn, issue, question, STOP, turn.tr.t("Never mind"))]
    if question.own:
        last.insert(0, _button(turn, issue, question, OWN, turn.tr.t("Own words")))
    text = question.text if turn.private else put("{} {}", await mention(turn), question.text)
    if question.photos and not turn.private:
        text = put("{}\n{}", text, turn.tr.t("A photo: send it as an answer to this message."))
    lines = in_rows(buttons, question.per_row)
    _ask(turn, issue, data, View(text, rows(*lines, *question.links, tuple(last))), edit=edit)


def _ask(turn: Turn, issue: Issue, data: Filled, view: View, *, edit: bool) -> None:
    """Ask it, by the pressed message or a new one; the answers so far go along. Of two forms of one kind about one
    issue the later counts."""
    for older in [one for one, found in _forms(turn) if (found.issue, found.form) == (issue.id, data.form)]:
        turn.close(older)
    if edit:
        _asks_no_more(turn)
        turn.edit(view)
        turn.ask(FLOW, WORDS, about=issue.subject, beside=True, data=data)
    else:
        answers = not turn.private and not view.force_reply
        reply_to = turn.message_id if answers else None
        turn.ask(FLOW, WORDS, view, about=issue.subject, beside=True, reply_to=reply_to, data=data)


def _asks_no_more(turn: Turn) -> None:
    """The pressed message asks something else now, or nothing: a form that was asked by it waits no longer. One form
    leads into another by a link, and the first would wait for ever for a press that nobody can make."""
    for older in [one for one in turn.questions if turn.pressed and one.kind == FORM]:
        if older.message_id is not None and older.message_id == turn.message_id:
            turn.close(older)


async def still_asked(turn: Turn, asked: Asked) -> bool:
    """Whether a form still wants an answer: not once the matter or the post moved on, while nothing was written. What
    was written is said back by whoever takes the answer. A form that is over is closed here."""
    data = asked.data
    if asked.kind != FORM or not isinstance(data, Filled) or data.own or typed_in(data):
        return True
    issue = await turn.work.issue(data.issue)
    try:
        await _worth_asking(turn, turn.forms[data.form], issue)
    except (NotYours, NotPossibleNow):
        turn.close(asked)
        return False
    return True


def _forms(turn: Turn) -> list[tuple[Asked, Filled]]:
    """What is asked here for a form, newest first."""
    return [(one, one.data) for one in turn.waiting(FORM) if isinstance(one.data, Filled)]


def _button(turn: Turn, issue: Issue, question: Question, word: str, label: str) -> Button:
    return Button(label, encode("s_q", issue.id, me(turn).id, word=f"{question.key}.{word}"))


async def _ask_for_words(turn: Turn, issue: Issue, question: Question, data: Filled, *, edit: bool) -> None:
    if edit and not turn.private:
        turn.answers.append(Delete())
    data = replace(data, alone=True)
    gone = await _give_way(turn, issue, data) if turn.private else []
    hint = turn.tr.t("Please write it as an answer to this message.")
    text = question.text if turn.private else put("{} {}\n{}", await mention(turn), question.text, hint)
    stop = replace(_button(turn, issue, question, STOP, turn.tr.t("Never mind")), says="no")
    if gone:
        text = put("{}\n{}", text, turn.tr.t("I wait no more for your words on {matters}.", matters=glue("、", gone)))
    view = View(text, rows(stop)) if turn.private else View(text, force_reply=question.own)
    _ask(turn, issue, data, view, edit=edit and turn.private)


async def _give_way(turn: Turn, issue: Issue, data: Filled) -> list[Html]:
    """Whoever presses for one prompt in the middle of another writes the one that was pressed last: the others wait no
    longer. Which these were; what was half done is set aside, and can be gone on with."""
    await set_aside(turn, but=(issue.id, data.form))
    others = [(one, found) for one, found in _forms(turn) if found.alone and found.issue != issue.id]
    for one, _ in others:
        turn.close(one)
    return [number_words(await turn.work.issue(found.issue), turn.tr) for _, found in others]


async def answered(turn: Turn, pressed: Press) -> None:
    """A button of a question: only for whose form it is, and only while it is asked."""
    tr = turn.tr
    if len(pressed.ids) != 2 or pressed.ids[1] != me(turn).id:
        turn.toast(tr.t("This question is for somebody else. You can press on the card yourself."), alert=True)
        return
    key, _, word = pressed.word.partition(".")
    asked = _pressed(turn, pressed.ids[0], key)
    if asked is None:
        turn.out_of_date()
        turn.answers.append(Delete())
        return
    data = read(asked.data, Filled)
    if word == STOP:
        turn.close(asked)
        turn.answers.append(Delete())
        return
    question = await turn.forms[data.form].ask(turn, await turn.work.issue(data.issue), data)
    if question is None or word not in {OWN if question.own else "", *(choice for choice, _ in question.choices)}:
        turn.out_of_date()
        return
    await _take(turn, asked, key, word)


def _pressed(turn: Turn, issue_id: int, key: str) -> Asked | None:
    """The question under whose message the button is, or the newest that asks the same."""
    mine = [one for one, data in _forms(turn) if (data.issue, data.asking) == (issue_id, key)]
    return next((one for one in mine if one.message_id == turn.message_id), next(iter(mine), None))


async def _take(turn: Turn, asked: Asked, key: str, word: str, photos: tuple[Photo, ...] = ()) -> None:
    data = read(asked.data, Filled)
    form = turn.forms[data.form]
    issue = await turn.work.issue(data.issue)
    turn.close(asked)
    turn.ends = asked  # the issue may have moved on: refused, the form is over, else every next message runs into it
    if word == OWN:
        question = await form.ask(turn, issue, data)
        if question is not None:
            only_words = Question(key=key, text=question.text, own=question.own)
            await _ask_for_words(turn, issue, only_words, question.knows or data, edit=turn.pressed)
        return
    data = replace(data.answered(key, word), photos=(*(data.photos or ()), *sent(photos)))
    if await form.ask(turn, issue, data) is None and typed_in(data):
        try:
            await _worth_asking(turn, form, issue)
        except (NotYours, NotPossibleNow) as moved_on:
            await _too_late(turn, issue, data, moved_on)
            return
    await _go_on(turn, issue, data, edit=turn.pressed)


def typed_in(data: Filled) -> str:
    """What the person wrote in own words, or sent; nothing where there were only presses."""
    said = [own_words(one) for one in data.so_far().values() if isinstance(one, str)]
    return "\n".join(one for one in said if one) or ("📷" if data.photos else "")


async def _too_late(turn: Turn, issue: Issue, data: Filled, why: Refusal) -> None:
    """The matter, or the post, moved on while it was written: what became of it, and the words are not lost."""
    turn.became(Outcome.NOTHING)
    await give_back(turn, issue, Parts(text=typed_in(data).removeprefix("📷"), photos=photos_of(data)), why)


async def set_aside(turn: Turn, *, but: tuple[int, str] | None = None) -> None:
    """Something else was begun in the middle, by a command, a key or another button: what was answered so far waits for
    a press. `but`: the matter and form that are being gone on with."""
    for asked, data in [(one, data) for one, data in _forms(turn) if data.so_far() and (data.issue, data.form) != but]:
        turn.close(asked)
        issue, asked_id = await turn.work.issue(data.issue), turn.work.new_id()
        on = Button(turn.tr.t("Go on with it"), encode("s_left", asked_id, word="on"))
        stop = Button(turn.tr.t("Never mind"), encode("s_left", asked_id, word="stop"))
        number = number_words(issue, turn.tr)
        text = turn.tr.t("{number}: you were in the middle of it. I have kept that.", number=number)
        view = View(text, rows((on, stop)))
        turn.ask("left", "press", view, about=issue.subject, beside=True, asked_id=asked_id, data=data)


async def begin_anew(turn: Turn) -> None:
    """A command, or a key of the keyboard: whatever was asked in words is over, and what was half done is set aside."""
    await set_aside(turn)
    turn.question = None
    turn.end()


async def taken_up(turn: Turn, pressed: Press) -> None:
    """The form goes on where it was left, or is dropped."""
    asked = turn.pressed_question(LEFT, pressed.ids[0])
    if asked is None:
        turn.answers.append(Delete())
        return
    turn.close(asked)
    if pressed.word != "on":
        turn.answers.append(Delete())
        return
    data = read(asked.data, Filled)
    issue = await turn.work.issue(data.issue)
    try:
        await _worth_asking(turn, turn.forms[data.form], issue)
    except (NotYours, NotPossibleNow) as moved_on:
        turn.edit(View())
        await _too_late(turn, issue, data, moved_on)
        return
    await _go_on(turn, issue, data, edit=True)


async def _leads_on(turn: Turn, asked: Asked, got: Parts) -> bool:
    """Words that answer another form: that one goes on with them."""
    data = read(asked.data, Filled)
    form = turn.forms[data.form]
    leads = form.leads(turn, data, got.text) if form.leads is not None else None
    if leads is None:
        return False
    if got.photos:
        leads = replace(leads, photos=sent(got.photos))
    turn.became(Outcome.ANSWER)
    turn.close(asked)
    await begin_with(turn, await turn.work.issue(data.issue), leads)
    return True


async def plain_yes(turn: Turn, data: Filled) -> str:
    """What a yes means to this question; nothing where it asks for something else."""
    question = await turn.forms[data.form].ask(turn, await turn.work.issue(data.issue), data)
    return question.yes if question is not None and question.key == data.asking else ""


async def written(turn: Turn, got: Parts) -> None:
    """An answer in own words, or a photo."""
    asked = turn.question
    assert asked is not None
    data = read(asked.data, Filled)
    key = data.asking or ""
    if answer_in(got.text) == "yes" and (yes := await plain_yes(turn, data)):
        turn.became(Outcome.ANSWER)
        await _take(turn, asked, key, yes)
        return
    if await _leads_on(turn, asked, got):
        return
    if not data.own:
        turn.became(Outcome.NOTHING)
        issue = await turn.work.issue(data.issue)
        if turn.private and not got.empty:
            await give_back(turn, issue, got, turn.tr.t("Please press one of the buttons above."))
        else:
            turn.say(View(turn.tr.t("Please press one of the buttons above.")), vanish=not turn.private)
        return
    if got.empty:
        turn.became(Outcome.NOTHING)
        turn.say(View(turn.tr.t("Please write a few words.")), vanish=not turn.private)
        return
    if (drops(got.text) or turn.forms[data.form].takes_back(got.text)) and not got.photos:
        turn.became(Outcome.NOTHING)
        turn.close(asked)
        turn.say(View(turn.tr.t("All right, nothing is changed.")), vanish=not turn.private)
        return
    if turn.private and key == DAY and read_day(got.text, turn.at, turn.work.settings.zone) is None:
        turn.became(Outcome.NOTHING)
        why = turn.tr.t("I could not read that as a day. Please write it like 11-25.")
        await give_back(turn, await turn.work.issue(data.issue), got, why)
        return
    turn.became(Outcome.ANSWER)
    words = cut(_of_the_day_said(turn, data, got.text).strip(), LONGEST_ANSWER)
    await _take(turn, asked, key, "=" + words, got.photos)


def _of_the_day_said(turn: Turn, data: Filled, text: str) -> str:
    """ "下午才到货" after "礼拜一头晌": an hour alone is of the day that was just named."""
    before = own_words(data.day) if isinstance(data, ByDay) and data.asking == DAY else ""
    alone = names_hour_alone(text, turn.at, turn.work.settings.zone)
    return f"{before}，{text}" if before and alone else text


OFFERS = Offers(
    presses={
        "s_q": answered,
        "s_left": taken_up,
    },
    steps={
        (FLOW, WORDS): written,
    },
)
