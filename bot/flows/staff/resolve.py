"""The result, in a word, a photo or own words; and taking it back (wording.md §4 办好了)."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.callbacks import Press, encode
from bot.flows.around import became, chat_id, me, today_of
from bot.flows.form import Form, Question
from bot.flows.kept import keep, taken
from bot.flows.offers import Offers
from bot.flows.staff.around import current, pressed_issue, read_by_all, show
from bot.flows.staff.forms import begin, begin_with, chosen, own_words, photos_of
from bot.flows.staff.offered import offer, read_back, sure_enough
from bot.flows.staff.reach import communities
from bot.flows.staff.relay import may_do
from bot.incoming.overheard import APART
from bot.incoming.parts import Parts
from bot.incoming.turn import RESOLVED, Turn
from bot.views.common import names, number_words
from bot.views.reasons import RESULTS, results_of
from bot.views.registering import told
from bot.views.staff_words import said as said_words
from bot.views.view import Button, View, known, put, rows
from casework.categories import broad
from casework.forms import FORM, Filled, ForReason, Resolving, Undone
from casework.issue.doing import OnIssue
from casework.issue.fitting import fits, speaks_of_thing
from casework.issue.resolving import (
    MoreOfResult,
    NotFixed,
    Resolve,
    add_to_result,
    awaited_for,
    not_fixed,
    rated_it,
    resolve,
    undo_resolve,
)
from casework.model.conversation import Outcome
from casework.model.conversation import Question as Asked
from casework.model.issues import Action, Issue, State
from casework.model.timeline import AttachmentKind
from casework.neighbourhood.rights import may
from casework.transitions import OPEN
from casework.words.acts import asks_of_work, likely
from casework.words.answers import answer_in, asks, asks_when, by_number, deed_in
from casework.words.away import days_off
from casework.words.called import finished, says
from casework.words.dates import names_hour_alone, read_day
from casework.words.guess import guess, named
from casework.words.later import later
from casework.words.orders import hands_on, waits
from casework.words.plain import breaths, numbers_named, plain
from casework.words.undone import by_mistake, comes_back, relapses, takes_back, was_done_before

MISTAKEN_AT_MOST = timedelta(days=7)
"""So long after it was filed what is rated may be named as not done by whoever had it."""
LOOKED_INTO = 3
"""Communities."""
MISTAKEN_FOR = timedelta(days=1)
"""So long after a result words without a number may take it back."""
RESULT = "result"
"""The key of the form's question."""


async def _ask(turn: Turn, issue: Issue, data: Resolving) -> Question | None:
    tr = turn.tr
    awaited = await awaited_for(issue, turn.work)
    if awaited and data.despite is None:
        facts = {"number": number_words(issue, tr), "names": names([known(one) for one in awaited], tr)}
        text = tr.t("{number}: {names} were whistled and have not finished. Done all the same?", **facts)
        return Question(key="despite", text=text, choices=(("yes", tr.t("Yes, it is done")),))
    if data.result is not None:
        return None
    if data.says is not None:
        done = (("says", tr.t("Done")),)
        shown = read_back(issue, data.says, tr)
        return Question(key=RESULT, text=shown, choices=done, own=tr.t("A word or a photo"), photos=True, yes="says")
    text = tr.t("{number}: what was done? A word or a photo.", number=number_words(issue, tr))
    choices = tuple((word, tr.t(label)) for word, label in results_of(issue.category).items())
    asks = await read_by_all(turn, issue, text)
    return Question(key=RESULT, text=asks, choices=choices, own=tr.t("A word or a photo"), photos=True)


def done_already(turn: Turn, data: Filled, text: str) -> Filled | None:
    """ "今天提前弄完了" where a day, or why it takes so long, is asked for: it is done, shown back."""
    found = says(text)
    done = found is not None and found.deed == "done" and not _to_come(turn, text)
    return Resolving(form="resolve", issue=data.issue, says=text.strip()) if done else None


def _to_come(turn: Turn, text: str) -> bool:
    """Whether the words name a day to come."""
    reading = read_day(text, turn.at, turn.work.settings.zone)
    return reading is not None and reading.days[-1] > today_of(turn)


async def _finish(turn: Turn, issue: Issue, data: Resolving) -> View:
    result = data.result if data.result != "says" else f"={data.says}"
    command = Resolve(
        issue_id=issue.id,
        by=me(turn).id,
        at=turn.at,
        chat_id=await chat_id(turn),
        text=chosen(result, RESULTS, turn),
        public=turn.tr.t(RESULTS[result]) if result in RESULTS else "",
        photos=photos_of(data),
        whistle_known=data.despite is not None,
    )
    await resolve(command, turn.work)
    _remember(turn, issue)
    tr = turn.tr
    asked = tr.t("✓ {number} is done, the resident is asked to look.", number=number_words(issue, tr))
    text = told(issue, asked, tr.t("✓ {number} is done.", number=number_words(issue, tr)), tr)
    if not turn.private and not issue.result:
        text = put("{}{}", text, tr.t("A word to it? Answer the card."))
    if not turn.private or any(one.person_id == me(turn).id for one in issue.pings):
        return View(text)  # the way back is on the card, which goes on to say how it stands
    return View(text, rows(Button(tr.t("Undo"), encode("s_undo", issue.id))))


async def start(turn: Turn, pressed: Press) -> None:
    """It is done: what was done?"""
    if issue := await current(turn, pressed):
        await begin(turn, "resolve", issue)


async def undo(turn: Turn, pressed: Press) -> None:
    """Pressed by mistake: it goes on. What is past taking back is opened again, with what is not done; whoever may not
    take a false alarm back may call everybody once more."""
    issue = await pressed_issue(turn, pressed)
    mine = await may(issue, Action.UNDO_RESOLVE, me(turn).id, turn.work)
    if issue.now.false_alarm and not mine and await may_do(turn, issue, Action.MAKE_URGENT):
        await begin(turn, "danger", issue)
        return
    if mine and issue.state is State.RESOLVED and not _in_time(turn, issue):
        await begin(turn, "undone", issue)
        return
    if not mine and issue.state in OPEN:  # it goes on already
        turn.out_of_date()
        return
    command = OnIssue(issue_id=issue.id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn))
    await undo_resolve(command, turn.work)
    turn.toast(turn.tr.t("Taken back, it goes on."))
    await show(turn, issue)


# What follows: the photo came first, or the words did


def _remember(turn: Turn, issue: Issue) -> None:
    """What this person says in this chat in the next minutes may belong to the result."""
    flow, _, step = RESOLVED.partition(".")
    lasts = turn.work.settings_for(issue.line, turn.at).undo_resolve
    kept = turn.ask(flow, step, about=issue.subject, lasts=lasts, beside=True)
    kept.message_id, turn.question = None, None


async def _by_mistake(turn: Turn, got: Parts, issue_id: int | None) -> bool:
    """ "还没弄完，点错了" of whoever said "done", in whatever chat: the way back is one press. Of what is past taking
    back, or came back, the words themselves are shown as what its resident would read."""
    if got.photos or turn.person is None:
        return False
    issue = await unsaid(turn, got.text, issue_id)
    if issue is None:
        return False
    turn.became(Outcome.NOTHING)
    if not _in_time(turn, issue) or comes_back(got.text) or _on_another_day(turn, got.text):
        said, all_said = got.text.strip(), breaths(got.text)
        kept = [one for one in all_said if hands_on(one) is None]
        says = said if kept == all_said else "，".join(kept) or said
        up = hands_on(got.text) == "up"
        await begin_with(turn, issue, Undone(form="undone", issue=issue.id, says=says, up=up))
        return True
    text = turn.tr.t("{number}: was “done” a mistake?", number=number_words(issue, turn.tr))
    yes = Button(turn.tr.t("Wrong, go on"), encode("s_undo", issue.id), says="yes")
    turn.ask("undo", "press", View(text, rows(yes)), about=issue.subject, beside=True)
    return True


async def unsaid(turn: Turn, text: str, issue_id: int | None) -> Issue | None:
    """What this person said to be done, where the words say that it is not: plainly, or that it is on another day
    ("得等配件 周二到货"), of the matter that they name, or of what was done a moment ago with nothing else in hand."""
    if takes_back(text):
        return await said_done(turn, text, issue_id)
    if not _on_another_day(turn, text) or (issue_id is None and not waits(text)):
        return None
    found = await said_done(turn, text, issue_id)
    held = await turn.work.open_of_holder(me(turn).id) if issue_id is None else []
    beside = any(one.state in OPEN for one in held) or (found is not None and not _in_time(turn, found))
    return found if issue_id is not None or not beside else None


def _on_another_day(turn: Turn, text: str) -> bool:
    """Whether words say by which day to come it is, or what it waits for."""
    if finished(text) or guess(text).sure is not None or asks(text):
        return False
    return waits(text) or (_MOVED.search(plain(text)) is not None and _to_come(turn, text))


_MOVED = later("改(?:到|成|在|个)?|推(?:到|迟|后)|延(?:到|期|后)|才(?:能)?(?:到|来|有|修|弄|换|装|干|办)")


def _in_time(turn: Turn, issue: Issue) -> bool:
    """Whether "done" may still be taken back as if nothing had happened."""
    if issue.state is not State.RESOLVED:
        return False
    lasts = turn.work.settings_for(issue.line, turn.at).undo_resolve
    return issue.now.resolved_at is not None and turn.at - issue.now.resolved_at <= lasts


async def said_done(turn: Turn, text: str, issue_id: int | None) -> Issue | None:
    """What this person said last to be done, if the words may take that back: a moment ago they do; later only where
    they say that it was a mistake, or nothing else is on the person's hands that may not be done yet."""
    held = [one for one in await turn.work.open_of_holder(me(turn).id) if issue_id in (None, one.id)]
    over = await over_lately(turn) if issue_id is None else [await turn.work.issue(issue_id)]
    able = {one.id: one for one in (*held, *over)}.values()
    done = [one for one in able if one.state in (State.RESOLVED, State.CLOSED)]
    done = [one for one in done if one.now.resolved_by_id == me(turn).id]
    done = [one for one in done if issue_id is not None or fits(one, text)]
    newest = max(done, key=lambda one: one.now.resolved_at or one.t0, default=None)
    if newest is None or issue_id is not None or _in_time(turn, newest):
        return newest
    assert newest.now.resolved_at is not None
    lately = turn.at - newest.now.resolved_at <= MISTAKEN_FOR
    alone = not any(one.state in OPEN for one in held)
    return newest if lately and (alone or by_mistake(text)) else None


async def over_lately(turn: Turn) -> list[Issue]:
    """What was rated already, of this person's places, that was filed or opened within a week."""
    since, places = turn.at - MISTAKEN_AT_MOST, await communities(turn)
    if len(places) > LOOKED_INTO:
        return []  # who looks after so many finishes nothing with his own hands
    found = [one for each in places for one in await turn.work.filed_since(each, since)]
    return [one for one in found if one.state is State.CLOSED]


async def _ask_undone(turn: Turn, issue: Issue, data: Undone) -> Question | None:
    tr = turn.tr
    if data.text is not None:
        return None
    facts = {"number": number_words(issue, tr)}
    if data.says is not None:
        text = tr.t("{number}: open it again? The resident reads “{words}”.", words=said_words(data.says), **facts)
        again = (("says", tr.t("🔁 Open it again")),)
        return Question(key="text", text=text, choices=again, own=tr.t("A few words"), yes="says")
    text = tr.t("{number}: what is not done? The resident and whoever has it read it.", **facts)
    return Question(key="text", text=text, own=tr.t("A few words"))


async def _open_again(turn: Turn, issue: Issue, data: Undone) -> View:
    """Where the words name a day to come, it is asked whether the resident is told of it."""
    text = data.says or "" if data.text == "says" else own_words(data.text)
    chat = await chat_id(turn)
    command = NotFixed(issue_id=issue.id, by=me(turn).id, at=turn.at, chat_id=chat, text=text, own=True)
    again = await not_fixed(command, turn.work)
    if data.up and await may_do(turn, again, Action.HAND_UP):
        await begin_with(turn, again, ForReason(form="up", issue=again.id))
    elif _to_come(turn, text) and await may_do(turn, again, Action.PROMISE):
        await sure_enough(turn, again, Parts(text=text), "promise")
    text = turn.tr.t("✓ {number} is opened again, whoever had it goes on.", number=number_words(issue, turn.tr))
    calls_anew = turn.private and again.whistle_id is not None and await may_do(turn, again, Action.WHISTLE)
    anew = Button(turn.tr.t("Whistle again"), encode("s_whistle", again.id))
    return View(text, rows(anew) if calls_anew else ())


async def again(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "夜市摊子又回来了" of whoever works there, of what is done: is it to be opened again? False for who may not."""
    if got.photos or not await may_do(turn, issue, Action.NOT_FIXED):
        return False
    turn.became(Outcome.NOTHING)
    await begin_with(turn, issue, Undone(form="undone", issue=issue.id, says=got.text.strip()))
    return True


async def said_after(turn: Turn, got: Parts, issue_id: int | None = None) -> bool:
    """Words or photos right after "it is done", by whoever said that: they belong to the result. Where it has its words
    already, more words may be about anything, and are asked about. `issue_id`: they answer a card or question of it.
    False when it is something else."""
    if await _by_mistake(turn, got, issue_id):
        return True
    able = [one for one in turn.waiting(RESOLVED) if issue_id in (None, one.issue_id)]
    if not able or got.empty or got.latitude is not None or await turn.begun() is not None:
        return False
    assert able[0].issue_id is not None
    issue = await turn.work.issue(able[0].issue_id)
    if relapses(got.text):
        return was_done_before(got.text) and await again(turn, issue, got)
    if issue.state not in (State.RESOLVED, State.CLOSED) or not _of_result(issue, got.text):
        return False
    if issue_id is None and (_to_come(turn, got.text) or _names_others(issue, got.text)):
        return False
    if issue_id is None and not await _may_be_of(turn, issue, got.text):
        return False
    voice = any(one.kind is AttachmentKind.VOICE for one in got.photos) and not got.text.strip()
    if issue_id is None and (voice or (got.text.strip() and issue.result)):
        _ask_whether(turn, issue, got)
    else:
        await _add(turn, issue, got)
    return True


async def _may_be_of(turn: Turn, issue: Issue, text: str) -> bool:
    """Whether the words speak of nothing that is another's: of another kind, or of a thing of what this person has."""
    if not fits(issue, text):
        return False
    if not text.strip():
        return True
    others = [one for one in await turn.work.open_of_holder(me(turn).id) if one.state in OPEN and one.id != issue.id]
    if any(speaks_of_thing(issue, one, text) for one in others) or not _tells_what_was(turn, text):
        return False
    ends = issue.now.resolved_at or issue.t0
    held = {one.id: one for one in others if one.holder_id == me(turn).id}
    lately = await turn.work.spoken_of(turn.address, ends) if held else []
    begun = any(one.now.accepted_at is not None and one.now.accepted_at > ends for one in held.values())
    return not begun and (not lately or lately[0] not in held)


_OF_NO_RESULT = frozenset(
    {"away", "question", "order", "coming", "late", "later_day", "cannot", "up", "not_mine", "take", "asks"}
)
"""What words may mean that tell of nothing that was done."""


def _tells_what_was(turn: Turn, text: str) -> bool:
    """Whether words may tell what was done: no plan, no hour to come, nothing of the own duty."""
    if relapses(text):
        return False
    if finished(text):
        return True
    zone = turn.work.settings.zone
    act = next(iter(likely(text)), None)
    of_duty = days_off(text, turn.at, zone) is not None or asks_of_work(text) is not None or _OF_DUTY.search(text)
    return act not in _OF_NO_RESULT and not of_duty and not names_hour_alone(text, turn.at, zone)


_OF_DUTY = later("[替顶]我|我班|(?:别|甭|不)(?:再)?(?:响|吵|叫我|找我|打扰)|我自己盯|不用.{1,4}替")


def _of_result(issue: Issue, text: str) -> bool:
    """Whether the words may say what was done: no thanks, no question, no other number, nothing else that is broken."""
    if not text.strip():
        return True
    number, _ = by_number(text)
    found, deed, kinds = guess(text), deed_in(text), [broad(one) for one in named(text)]
    if found.sure is not None or number not in (None, issue.number) or "?" in text or "？" in text:
        return False
    if found.talk not in (None, "over") or asks_when(text) or (deed not in (None, "done")):
        return False
    elsewhere = found.report and bool(kinds) and broad(issue.category) not in kinds
    return not elsewhere and (answer_in(text) is None or deed == "done")


def _names_others(issue: Issue, text: str) -> bool:
    """Whether another matter is named by its number, wherever in the words."""
    return bool(numbers_named(text) - {issue.number})


def _pressed_lately(turn: Turn) -> Asked | None:
    """What waits for the photo of this person's result: the question, or the result itself."""
    lately = [one for one in turn.questions if turn.at - one.asked_at <= APART]
    return next((one for one in lately if one.kind == RESOLVED or _asks_result(one)), None)


def takes_no_such_result(turn: Turn, asked: Asked, got: Parts) -> bool:
    """Whether it is asked what was done, and the words are a plan, an hour to come or the number of a matter: "行
    四点半去" closes nothing."""
    text = got.text.strip()
    if not _asks_result(asked) or not text or got.photos or takes_back(text):
        return False
    return _NUMBER_ALONE.fullmatch(text) is not None or not _tells_what_was(turn, text)


_NUMBER_ALONE = later(r"(?:No\.?\s*|[#＃]\s*)?\d{1,5}\s*号?[?？。]?")


def _asks_result(asked: Asked) -> bool:
    return asked.kind == FORM and isinstance(asked.data, Filled) and asked.data.asking == RESULT


async def photo_after(turn: Turn, hear: Callable[[], Awaitable[Parts]]) -> bool:
    """In a group that reaches us whole: a photo of whoever pressed "done" a moment ago, though it answers nothing. Any
    picture may be meant, so whoever sent it is asked first."""
    asked = _pressed_lately(turn)
    if asked is None or asked.issue_id is None:
        return False
    issue, got = await turn.work.issue(asked.issue_id), await hear()
    if asked.kind == RESOLVED:
        _ask_whether(turn, issue, got)
        return True
    text = turn.tr.t(
        "{number}: is this the photo of the result? The resident sees it.", number=number_words(issue, turn.tr)
    )
    offer(turn, issue, got, text, ("done",))
    return True


def _ask_whether(turn: Turn, issue: Issue, got: Parts) -> None:
    tr, asked_id = turn.tr, turn.work.new_id()
    yes = Button(tr.t("Add it"), encode("s_result", issue.id, asked_id, word="yes"), says="yes")
    no = Button(tr.t("No"), encode("s_result", issue.id, asked_id, word="no"), says="no")
    text = tr.t("{number}: add this to the result? The resident reads it.", number=number_words(issue, tr))
    kept, view = keep(turn, got), View(text, rows((yes, no)))
    turn.ask("more", "press", view, about=issue.subject, beside=True, asked_id=asked_id, data=kept)


async def _add(turn: Turn, issue: Issue, got: Parts) -> None:
    command = MoreOfResult(
        issue_id=issue.id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn), text=got.text, photos=got.photos
    )
    issue = await add_to_result(command, turn.work)
    await became(turn, Outcome.NOTE, issue)
    number = number_words(issue, turn.tr)
    if all(rated_it(issue, one) for one in issue.reporters):
        text = turn.tr.t("✓ {number}: added to the result. It was rated already, nobody is told again.", number=number)
    else:
        text = turn.tr.t("✓ {number}: added to the result, the resident reads it too.", number=number)
    turn.reply(View(text), vanish=not turn.private)


async def more_pressed(turn: Turn, pressed: Press) -> None:
    """It belongs to the result, or it does not: then it is kept nowhere, and the person may say where."""
    asked = turn.pressed_question("more.press", pressed.ids[1])
    if asked is None:
        turn.edit(View())
        return
    issue, got = await turn.work.issue(pressed.ids[0]), await taken(turn, asked)
    if pressed.word == "yes":
        await _add(turn, issue, got)
        return
    turn.became(Outcome.NOTHING)
    turn.edit(View(turn.tr.t("All right, it is not added.")))


OFFERS = Offers(
    presses={
        "s_done": start,
        "s_undo": undo,
        "s_result": more_pressed,
    },
    forms={
        "undone": Form(actions=(Action.NOT_FIXED,), ask=_ask_undone, finish=_open_again),
        "resolve": Form(actions=(Action.RESOLVE,), ask=_ask, finish=_finish, takes_back=takes_back, takes_photos=True),
    },
)
