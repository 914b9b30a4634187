"""Short forms: words to the resident, a question, a note for staff, the category, which danger, why none."""

from collections.abc import Awaitable, Callable

from bot.callbacks import Press
from bot.flows.around import chat_id, me
from bot.flows.form import Form, Question
from bot.flows.offers import Offers
from bot.flows.staff.around import current, mention, show
from bot.flows.staff.forms import own_words, photos_of, starter
from bot.incoming.turn import Turn
from bot.views.common import category_name, in_language, number_words
from bot.views.reasons import DANGERS, NO_DANGER
from bot.views.registering import told
from bot.views.result import WRONG
from bot.views.view import View, put
from casework.categories import CATEGORIES, QUICK
from casework.forms import Categorising, Endangered, Speaking, Unsolved
from casework.issue.resolving import AskedInPerson, asked_in_person
from casework.issue.triage import Recategorise, Speak, ask, note, recategorise, reply, say
from casework.issue.urgency import MakeNormal, MakeUrgent, make_normal, make_urgent
from casework.model.issues import Action, Issue
from casework.ports import Work
from locales.translator import mark

NOTED = mark("✓ {number}: noted.")
BEING_ASKED = mark("✓ {number}: the resident is being asked.")
UseCase = Callable[[Speak, Work], Awaitable[Issue]]


def _speak(action: Action, question: str, use_case: UseCase, done: str, alone: str = "") -> Form[Speaking]:
    """A form of one question in own words. `alone`: what is done where the resident has no account."""

    async def asked(turn: Turn, issue: Issue, data: Speaking) -> Question | None:
        if data.text is not None:
            return None
        text = turn.tr.t(question, number=number_words(issue, turn.tr))
        return Question(key="text", text=text, own=turn.tr.t("A few words"), photos=True)

    async def finish(turn: Turn, issue: Issue, data: Speaking) -> View:
        command = Speak(
            issue_id=issue.id,
            by=me(turn).id,
            at=turn.at,
            chat_id=await chat_id(turn),
            text=own_words(data.text),
            photos=photos_of(data),
        )
        await use_case(command, turn.work)
        return _done(turn, issue, done, alone)

    return Form(actions=(action,), ask=asked, finish=finish, takes_photos=True)


def _done(turn: Turn, issue: Issue, done: str, alone: str) -> View:
    words = turn.tr.t(done, number=number_words(issue, turn.tr))
    if not alone:
        return View(words)
    return View(told(issue, words, turn.tr.t(alone, number=number_words(issue, turn.tr)), turn.tr))


async def _ask_category(turn: Turn, issue: Issue, data: Categorising) -> Question | None:
    tr = turn.tr
    if data.group is None:
        choices = tuple((quick.key, in_language(quick, tr)) for quick in QUICK)
        return Question(key="group", text=tr.t("What is it about?"), choices=choices)
    if data.category is None:
        keys = next((quick.categories for quick in QUICK if quick.key == data.group), ())
        choices = tuple((key, category_name(CATEGORIES[key], tr)) for key in keys)
        return Question(key="category", text=tr.t("Which of these?"), choices=choices)
    return None


async def _set_category(turn: Turn, issue: Issue, data: Categorising) -> View:
    category = data.category or ""
    command = Recategorise(
        issue_id=issue.id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn), category=category
    )
    await recategorise(command, turn.work)
    facts = {"number": number_words(issue, turn.tr), "category": category_name(category, turn.tr)}
    return View(turn.tr.t("✓ {number} is now: {category}", **facts))


async def _ask_what_is_wrong(turn: Turn, issue: Issue, data: Unsolved) -> Question | None:
    if data.what is not None:
        return None
    tr = turn.tr
    choices = tuple((word, tr.t(label)) for word, label in WRONG.items())
    text = tr.t("{number}: what did they say is wrong?", number=number_words(issue, tr))
    return Question(key="what", text=text, choices=choices, own=tr.t("A few words"), photos=True)


async def _not_solved(turn: Turn, issue: Issue, data: Unsolved) -> View:
    command = AskedInPerson(
        issue_id=issue.id,
        by=me(turn).id,
        at=turn.at,
        chat_id=await chat_id(turn),
        what=next((one for one in WRONG if one == data.what), "words"),
        text=own_words(data.what),
        photos=photos_of(data),
    )
    await asked_in_person(command, turn.work)
    return View(turn.tr.t("✓ {number} goes on, as said in person.", number=number_words(issue, turn.tr)))


async def _ask_danger(turn: Turn, issue: Issue, data: Endangered) -> Question | None:
    if data.danger is not None:
        return None
    choices = tuple((word, turn.tr.t(label)) for word, label in DANGERS.items())
    text = turn.tr.t("{number}: which danger? I call everyone on duty.", number=number_words(issue, turn.tr))
    return Question(key="danger", text=text, choices=choices)


async def _set_urgent(turn: Turn, issue: Issue, data: Endangered) -> View:
    command = MakeUrgent(
        issue_id=issue.id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn), danger=data.danger or ""
    )
    await make_urgent(command, turn.work)
    await _ask_what_it_is(turn, issue)
    return View(turn.tr.t("🆘 {number}: everyone on duty is being called.", number=number_words(issue, turn.tr)))


async def _ask_what_it_is(turn: Turn, issue: Issue) -> None:
    """They run already; what whoever pressed knows of it, in a line, goes to all of them."""
    tr = turn.tr
    text = tr.t(
        "{number}: what happened, and where? One line: everybody who was called reads it at once.",
        number=number_words(issue, tr),
    )
    if not turn.private:
        hint = tr.t("Please write it as an answer to this message.")
        text = put("{} {}\n{}", await mention(turn), text, hint)
    hold = "" if turn.private else tr.t("A few words")
    turn.ask("scene", "words", View(text, force_reply=hold), about=issue.subject)


STARTS = {
    "s_tell": "tell",
    "s_ask": "ask",
    "s_note": "note",
    "s_answered": "answered",
    "s_cat": "category",
    "s_danger": "danger",
    "s_unsolved": "unsolved",
}


async def ask_again(turn: Turn, pressed: Press) -> None:
    """The same question once more."""
    if issue := await current(turn, pressed):
        command = Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn), text=issue.question)
        await ask(command, turn.work)
        turn.toast(_done(turn, issue, BEING_ASKED, NOTED).text)
        await show(turn, issue)


async def no_danger(turn: Turn, pressed: Press) -> None:
    """The danger is over, or there was none: the button itself is the reason."""
    if issue := await current(turn, pressed):
        why = turn.tr.t(NO_DANGER.get(pressed.word, NO_DANGER["over"]))
        command = MakeNormal(
            issue_id=issue.id,
            by=me(turn).id,
            at=turn.at,
            chat_id=await chat_id(turn),
            why=why,
            false=pressed.word == "false",
        )
        await make_normal(command, turn.work)
        turn.toast(turn.tr.t("Not urgent any more. Everybody who was called is told."))
        await show(turn, issue)


OFFERS = Offers(
    presses={
        **{verb: starter(form) for verb, form in STARTS.items()},
        "s_again": ask_again,
        "s_normal": no_danger,
    },
    forms={
        "tell": _speak(
            Action.REPLY,
            mark("{number}: what shall I tell the resident?"),
            reply,
            mark("✓ {number}: passed on. I say when it has arrived."),
            NOTED,
        ),
        "ask": _speak(
            Action.ASK,
            mark("{number}: what shall I ask the resident?"),
            ask,
            BEING_ASKED,
            NOTED,
        ),
        "answered": _speak(
            Action.ANSWER,
            mark("{number}: what did the resident say?"),
            say,
            mark("✓ {number}: noted, the clock goes on."),
        ),
        "note": _speak(
            Action.NOTE,
            mark("{number}: your note? The resident does not read it."),
            note,
            mark("✓ {number}: noted, for staff only."),
        ),
        "unsolved": Form(
            actions=(Action.TELL_IN_PERSON,), ask=_ask_what_is_wrong, finish=_not_solved, takes_photos=True
        ),
        "category": Form(actions=(Action.RECATEGORISE,), ask=_ask_category, finish=_set_category),
        "danger": Form(actions=(Action.MAKE_URGENT,), ask=_ask_danger, finish=_set_urgent),
    },
)
