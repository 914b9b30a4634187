"""Questions with buttons, one after the other, that end in one use case: how long, what, what it costs; which day, why.

A form is a function that names the next question, and one that finishes. The answers lie in the conversation of (chat,
person); every button carries whose form it is, so that in a group nobody answers for somebody else. Own words are asked
for by a forced reply in a group, and are simply the next message in a private chat.
"""

from typing import Any

from telegram import Message

from bot.callbacks import Press, encode
from bot.flows.around import me
from bot.flows.form import Data, Form, Question
from bot.flows.offers import Offers, Pressed
from bot.flows.staff.around import current, mention
from bot.incoming.parts import parts
from bot.incoming.turn import Delete, Turn
from bot.views.view import TOAST_LIMIT, Button, View, cut, put, rows
from casework.issue.doing import Photo, attach
from casework.messages import redraw
from casework.model import AttachmentKind, Issue
from casework.neighbourhood.rights import authorise
from casework.transitions import next_state, possible

FLOW, WORDS, ALBUM = "form", "words", "album"
OWN, STOP = "own", "stop"
LONGEST_ANSWER = 1000
"""UTF-16 units kept of an answer in own words."""


def chosen(data: Data, key: str, table: dict[str, str], turn: Turn) -> str:
    """An answer in words: own words, or those of the button."""
    value = str(data.get(key, ""))
    return value[1:] if value.startswith("=") else turn.tr.t(table[value]) if value in table else ""


def photos_of(data: Data) -> tuple[Photo, ...]:
    """What was sent along with the answers."""
    return tuple(
        Photo(kind=AttachmentKind(kind), ref=ref, seconds=seconds) for kind, ref, seconds in data.get("photos", ())
    )


async def begin(turn: Turn, name: str, issue: Issue, *, instead: bool = False, **known: Any) -> None:
    """Start a form. `instead`: the pressed message is a question, which gives way. Raises NotYours, NotPossibleNow."""
    await _go_on(turn, issue, {"form": name, "issue": issue.id, **known}, edit=instead)


def starter(name: str) -> Pressed:
    """What takes a card's button that starts a form: nothing but that, on a card that is not old."""

    async def start(turn: Turn, pressed: Press) -> None:
        if issue := await current(turn, pressed):
            await begin(turn, name, issue)

    return start


async def _worth_asking(turn: Turn, form: Form, issue: Issue) -> None:
    """Nobody is asked what the use case would refuse in the end; whether it does is decided there alone."""
    action = next((one for one in form.actions if possible(issue.state, one)), form.actions[0])
    await authorise(issue, action, me(turn).id, turn.work)
    next_state(issue.state, action, issue.back_state)


async def _go_on(turn: Turn, issue: Issue, data: Data, *, edit: bool) -> None:
    """Ask what is missing, or finish."""
    form = turn.forms[data["form"]]
    question = await form.ask(turn, issue, data)
    if question is not None:
        await _worth_asking(turn, form, issue)
        data["asking"] = question.key
        data["own"] = bool(question.own)
        data["at"] = turn.at.timestamp()
        turn.ask(FLOW, WORDS, None, **data)
        await _show(turn, issue, question, edit=edit)
        return
    view = await form.finish(turn, issue, data)
    turn.end()
    if edit and view.text and turn.private:
        turn.edit(view)
    elif edit:  # in a group nothing stays but the card: whoever pressed reads it as a pop-up
        turn.toast(cut(view.text, TOAST_LIMIT))
        turn.answers.append(Delete())
    elif view.text:
        turn.say(view, vanish=not turn.private)


async def _show(turn: Turn, issue: Issue, question: Question, *, edit: bool) -> None:
    if not question.choices:
        await _ask_for_words(turn, question, edit=edit)
        return
    buttons = [_button(turn, issue, question, word, label) for word, label in question.choices]
    lines = [tuple(buttons[i : i + question.per_row]) for i in range(0, len(buttons), question.per_row)]
    last = [_button(turn, issue, question, STOP, turn.tr.t("Never mind"))]
    if question.own:
        last.insert(0, _button(turn, issue, question, OWN, turn.tr.t("Own words")))
    text = question.text if turn.private else put("{} {}", await mention(turn), question.text)
    view = View(text, rows(*lines, *question.links, tuple(last)))
    if edit:
        turn.edit(view)
    else:
        turn.say(view, reply_to=None if turn.private else turn.message_id)


def _button(turn: Turn, issue: Issue, question: Question, word: str, label: str) -> Button:
    return Button(label, encode("s_q", issue.id, me(turn).id, word=f"{question.key}.{word}"))


async def _ask_for_words(turn: Turn, question: Question, *, edit: bool) -> None:
    if edit and not turn.private:
        turn.answers.append(Delete())
    if turn.private and edit:
        turn.edit(View(question.text))
        return
    hint = turn.tr.t("Please write it as an answer to this message.")
    text = question.text if turn.private else put("{} {}\n{}", await mention(turn), question.text, hint)
    turn.say(View(text, force_reply="" if turn.private else question.own))


async def answered(turn: Turn, pressed: Press) -> None:
    """A button of a question: only for whose form it is, and only while it is asked."""
    tr = turn.tr
    if len(pressed.ids) != 2 or pressed.ids[1] != me(turn).id:
        turn.toast(tr.t("This question is for somebody else. You can press on the card yourself."), alert=True)
        return
    key, _, word = pressed.word.partition(".")
    data = _data(turn)
    if data is None or data["issue"] != pressed.ids[0] or data["asking"] != key:
        turn.toast(tr.t("This button is out of date. Please use the newest message."))
        turn.answers.append(Delete())
        return
    if word == STOP:
        turn.end()
        turn.answers.append(Delete())
        return
    question = await turn.forms[data["form"]].ask(turn, await turn.work.issue(data["issue"]), dict(data))
    if question is None or word not in {OWN if question.own else "", *(choice for choice, _ in question.choices)}:
        turn.toast(tr.t("This button is out of date. Please use the newest message."))
        return
    await _take(turn, data, key, word)


def _data(turn: Turn) -> Data | None:
    conversation = turn.conversation
    return dict(conversation.data) if conversation is not None and conversation.flow == FLOW else None


async def _take(turn: Turn, data: Data, key: str, word: str) -> None:
    form = turn.forms[data["form"]]
    issue = await turn.work.issue(data["issue"])
    turn.ends = True  # the issue may have moved on: refused, the form is over, else every next message runs into it
    if word == OWN:
        question = await form.ask(turn, issue, data)
        turn.ask(FLOW, WORDS, None, **data)
        if question is not None:
            asked = Question(key=key, text=question.text, own=question.own)
            await _ask_for_words(turn, asked, edit=turn.pressed)
        return
    data[key] = word
    await _go_on(turn, issue, data, edit=turn.pressed)


async def written(turn: Turn, message: Message) -> None:
    """An answer in own words, or a photo."""
    data = _data(turn)
    found = parts(message)
    if data is None:
        return
    if not data.get("own"):
        turn.say(View(turn.tr.t("Please press one of the buttons above.")), vanish=not turn.private)
        return
    if found.empty:
        turn.say(View(turn.tr.t("Please write a few words.")), vanish=not turn.private)
        return
    data["photos"] = [*data.get("photos", ()), *((one.kind, one.ref, one.seconds) for one in found.photos)]
    await _take(turn, data, data["asking"], "=" + cut(found.text.strip(), LONGEST_ANSWER))
    if turn.conversation is None and message.media_group_id is not None:
        # The form is finished by the first photo of an album; the others come as messages of their own.
        turn.ask(FLOW, ALBUM, None, issue=data["issue"], group=message.media_group_id, at=turn.at.timestamp())


async def more_photos(turn: Turn, message: Message) -> None:
    """The rest of an album goes with what its first photo said; what is of no album is never handed in here."""
    data = _data(turn) or {}
    if message.media_group_id != data.get("group"):
        return
    issue = await turn.work.issue(data["issue"])
    mine = [entry for entry in await turn.work.timeline(issue.id) if entry.person_id == me(turn).id]
    if mine:
        attach(issue.subject, mine[-1], parts(message).photos, turn.work)
        await redraw(turn.work, issue, turn.at)


OFFERS = Offers(
    presses={
        "s_q": answered,
    },
    steps={
        (FLOW, WORDS): written,
        (FLOW, ALBUM): more_photos,
    },
)
