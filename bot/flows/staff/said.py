"""A few words of staff in answer to a card or ping that say what a button says: "我来接", "不归我", "修好了".

Where they are plain they are the press: the same use case, with the same rights. Where they may be no more than a
word, one line offers the button. Longer words go their ordinary way (relay.py).
"""

from dataclasses import replace

from bot.callbacks import Press, encode
from bot.flows.around import me
from bot.flows.form import Data
from bot.flows.kept import keep, taken
from bot.flows.offers import Offers
from bot.flows.staff import actions, orders, scene
from bot.flows.staff.around import own_card, shown
from bot.flows.staff.forms import begin
from bot.flows.staff.relay import ask_whether, keep_note
from bot.flows.staff.resolve import said_after
from bot.incoming.parts import Parts
from bot.incoming.turn import Delete, Say, Toast, Turn
from bot.views.common import number_words
from bot.views.view import Button, PublicView, View, known, rows
from casework.issue.handover import take, take_over
from casework.issue.pinging import watch
from casework.issue.urgency import at_the_scene
from casework.model import Action, Issue, Outcome, State
from casework.neighbourhood.rights import given_by_decision, may
from casework.transitions import OPEN, STANDING, possible
from casework.words import called
from casework.words.answers import Deed, by_number, deed_and_more, deed_in, takes_plainly
from casework.words.dates import read_day
from casework.words.orders import number_in


async def heard(turn: Turn, issue_id: int, got: Parts) -> None:
    """What was said about the matter: a press in words, or anything else; a danger first."""
    if await scene.rings(turn, await turn.work.issue(issue_id), got):
        return
    if await said_after(turn, got, issue_id):
        return
    issue, deed, more = await turn.work.issue(issue_id), deed_in(got.text), ""
    if await scene.heard(turn, issue, got) or await _of_another_number(turn, issue, got):
        return
    if await orders.heard(turn, issue, got):
        return
    got = _without_own_number(issue, got)
    deed = deed_in(got.text)
    if deed is None and sends_back(got.text) and not got.photos and await _not_mine(turn, issue, got.text.strip()):
        return
    if deed is None and (found := deed_and_more(got.text)) is not None:
        deed, more = found
    first = replace(got, text=_without(got.text, more))
    plain = deed is not None and issue.state in OPEN and (not more or deed != "coming")
    if deed is None or not plain or not await _does(turn, issue, deed, first):
        if not await orders.of_the_given(turn, issue, got):
            await ask_whether(turn, issue_id, got)
    elif (more or (got.photos and deed != "done")) and not _asks(turn):
        await _rest_noted(turn, issue, got)


async def _of_another_number(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "6号城管今儿又来了" on the card of No. 15: it is about No. 6; whoever may write nothing there is asked whether
    this one is meant. False where the number is no matter's that stands."""
    found = number_in(got.text)
    if found is None or any(one.number == found[0] for one in issue.reports):
        return False
    other = await turn.work.issue_by_number((issue.community_id,), found[0])
    if other is None or other.state not in STANDING or other.id == issue.id:
        return False
    if await may(other, Action.NOTE, me(turn).id, turn.work):
        await heard(turn, other.id, replace(got, text=found[1]))
    elif await _may(turn, issue, Action.NOTE):
        _ask_whether_here(turn, issue, found[0], got)
    else:
        return False
    return True


def _ask_whether_here(turn: Turn, issue: Issue, number: int, got: Parts) -> None:
    tr, asked_id = turn.tr, turn.work.new_id()
    facts = {"other": tr.t("No. {number}", number=number), "number": number_words(issue, tr)}
    ids = (issue.id, me(turn).id, asked_id)
    here = Button(tr.t("Note it for {number}", **facts), encode("s_word", *ids, word="note"), says="yes")
    no = Button(tr.t("Never mind"), encode("s_word", *ids, word="drop"), says="no")
    view = View(tr.t("{other} is not yours to write on. Do you mean {number}?", **facts), rows((here, no)))
    _keep_until(turn, issue, got, view, asked_id)


def _without_own_number(issue: Issue, got: Parts) -> Parts:
    """ "15号我接" on the card of No. 15."""
    number, rest = by_number(got.text)
    return replace(got, text=rest) if any(one.number == number for one in issue.reports) else got


def _asks(turn: Turn) -> bool:
    return any(isinstance(one, Say) and one.asks is not None for one in turn.answers)


def sends_back(text: str) -> bool:
    """ "不归我们管，归水务局的": not ours, and why."""
    found = called.says(text)
    return found is not None and found.deed == "back"


def _without(text: str, more: str) -> str:
    """What was said first, where more follows."""
    return text.strip().removesuffix(more) if more else text


async def _rest_noted(turn: Turn, issue: Issue, got: Parts) -> None:
    """ "我接了，后天上午带人疏通": taken; the words are noted, a day in them is one press away."""
    if await _may(turn, issue, Action.NOTE):
        await keep_note(turn, issue, got, silent=True)
    names_day = read_day(got.text, turn.at, turn.work.settings.zone) is not None
    if names_day and issue.holder_id == me(turn).id and await _may(turn, issue, Action.PROMISE):
        _offer(turn, issue, got, "promise")


async def _may(turn: Turn, issue: Issue, action: Action) -> bool:
    return possible(issue.state, action) and await may(issue, action, me(turn).id, turn.work)


def _asked(turn: Turn, issue: Issue) -> bool:
    """Whether this person is being asked just now."""
    return any(one.live and one.person_id == me(turn).id for one in issue.pings)


async def _does(turn: Turn, issue: Issue, deed: Deed, got: Parts) -> bool:
    """Whether the words were taken as what they say."""
    match deed:
        case "take":
            return await _takes(turn, issue, got)
        case "not_mine":
            return await _not_mine(turn, issue)
        case "done":
            return await _done(turn, issue, got)
        case "watch":
            return await _watches(turn, issue)
        case "later" if issue.holder_id == me(turn).id and await _may(turn, issue, Action.PROMISE):
            _offer(turn, issue, got, "promise")
            return True
        case "coming" | "later" | "seen" if _asked(turn, issue) and await _may(turn, issue, Action.ACCEPT):
            _offer(turn, issue, got, "take")
            return True
    return False


async def _takes(turn: Turn, issue: Issue, got: Parts) -> bool:
    mine = me(turn).id
    if issue.holder_id == mine:
        return False
    offered = await turn.work.post(issue.transfer_post_id) if issue.transfer_post_id is not None else None
    if offered is not None and offered.person_id == mine:
        await take_over(await actions.command(turn, issue), turn.work)
        _say(turn, turn.tr.t("It is yours."))
    elif await _may(turn, issue, Action.TAKE):
        await take(await actions.command(turn, issue), turn.work)
        _say(turn, turn.tr.t("It is yours."))
    elif await _may(turn, issue, Action.ACCEPT):
        await actions.accept_it(turn, issue)
        _popped_up(turn)
    elif await _may(turn, issue, Action.TAKE_OVER):
        _offer(turn, issue, got, "takeover")
    elif takes_plainly(got.text) and await may(issue, Action.ACCEPT, mine, turn.work):
        await actions.accept_it(turn, issue)  # says who has it
    else:
        return False
    turn.became(Outcome.NOTHING)
    return True


async def _not_mine(turn: Turn, issue: Issue, why: str = "") -> bool:
    """`why`: the reason, where the words have one."""
    mine = me(turn).id
    given = issue.state is State.DISPATCHED or given_by_decision(issue)
    if given and await _may(turn, issue, Action.REFUSE):
        known: Data = {"why": f"={why}"} if why else {}
        await begin(turn, "refuse", issue, **known)
    elif (issue.holder_id == mine or _asked(turn, issue)) and await _may(turn, issue, Action.TRANSFER):
        if why and await _may(turn, issue, Action.NOTE):
            await keep_note(turn, issue, Parts(text=why), silent=True)
        await begin(turn, "hand_over", issue)
    else:
        return False
    turn.became(Outcome.NOTHING)
    return True


async def _done(turn: Turn, issue: Issue, got: Parts) -> bool:
    if issue.holder_id not in (None, me(turn).id) or not await _may(turn, issue, Action.RESOLVE):
        return False
    turn.became(Outcome.ANSWER)
    if got.photos:
        photos = [(one.kind, one.ref, one.seconds) for one in got.photos]
        await begin(turn, "resolve", issue, result="=" + got.text.strip(), photos=photos)
    else:
        await begin(turn, "resolve", issue)
    return True


async def _watches(turn: Turn, issue: Issue) -> bool:
    if not _asked(turn, issue) or not await _may(turn, issue, Action.WATCH):
        return False
    await watch(await actions.command(turn, issue), turn.work)
    turn.became(Outcome.NOTHING)
    _say(turn, turn.tr.t("You are watching it. Whoever has it keeps it."))
    return True


def _say(turn: Turn, words: str) -> None:
    """Privately a message; in the group a short answer that goes away."""
    if turn.private:
        turn.toast(words)
    else:
        turn.say_here(PublicView(known(words)), reply_to=turn.message_id, vanish=True)


def _popped_up(turn: Turn) -> None:
    """What a press would have let pop up."""
    if not turn.private:
        said = [one for one in turn.answers if isinstance(one, Toast)]
        turn.answers = [one for one in turn.answers if not isinstance(one, Toast)]
        for one in said:
            _say(turn, one.text)


# --- one line with the button


def _offer(turn: Turn, issue: Issue, got: Parts, deed: str) -> None:
    """Not sure enough for a press: the button, and "only a note"."""
    tr, asked_id = turn.tr, turn.work.new_id()
    number = number_words(issue, tr)
    text, label = {
        "take": (tr.t("{number}: do you take it?", number=number), tr.t("🙋 I'll take it")),
        "takeover": (tr.t("{number}: do you take it over?", number=number), tr.t("I take it over")),
        "promise": (tr.t("{number}: name a day, so that the resident knows?", number=number), tr.t("Name a day")),
    }[deed]
    ids = (issue.id, me(turn).id, asked_id)
    yes = Button(label, encode("s_word", *ids, word=deed), says="yes")
    only = Button(tr.t("Only a note"), encode("s_word", *ids, word="note"), says="no")
    _keep_until(turn, issue, got, View(text, rows((yes, only))), asked_id)


def _keep_until(turn: Turn, issue: Issue, got: Parts, view: View, asked_id: int) -> None:
    """The words wait for one of these buttons."""
    turn.ask(
        "word",
        "press",
        view,
        about=issue.subject,
        beside=True,
        reply_to=turn.message_id,
        asked_id=asked_id,
        **keep(turn, got),
    )


async def pressed(turn: Turn, press: Press) -> None:
    """The button, or only a note; asked of whoever wrote it."""
    tr = turn.tr
    if len(press.ids) != 3 or press.ids[1] != me(turn).id:
        turn.toast(tr.t("This question is for somebody else."), alert=True)
        return
    asked = turn.pressed_question("word.press", press.ids[2])
    if asked is None:
        turn.answers.append(Delete())
        return
    issue, got = await turn.work.issue(press.ids[0]), await taken(turn, asked)
    if press.word == "note":
        await _only_a_note(turn, issue, got)
        return
    if press.word == "drop":
        turn.close(asked)
        turn.toast(tr.t("All right."))
        turn.answers.append(Delete())
        return
    turn.ends = asked
    turn.answers.append(Delete())
    if press.word == "promise":
        await begin(turn, "promise", issue)
        return
    if press.word == "take":
        await actions.accept_it(turn, issue)
    elif press.word == "takeover":
        await take_over(await actions.command(turn, issue), turn.work)
        turn.toast(tr.t("It is yours."))
    else:
        await at_the_scene(await actions.command(turn, issue), turn.work)
        turn.toast(tr.t("Noted that you are there. Take care of yourself."))
    await _also_noted(turn, issue, got)
    if turn.private:
        turn.say(own_card(turn, await shown(turn, issue)))


async def _also_noted(turn: Turn, issue: Issue, got: Parts) -> None:
    """The words themselves are not lost."""
    if await _may(turn, issue, Action.NOTE):
        await keep_note(turn, issue, got, silent=True)


async def _only_a_note(turn: Turn, issue: Issue, got: Parts) -> None:
    if await _may(turn, issue, Action.NOTE):
        await keep_note(turn, issue, got, silent=not turn.private)
    if not turn.private:
        turn.toast(turn.tr.t("✓ {number}: noted, for staff only.", number=number_words(issue, turn.tr)))
        turn.answers.append(Delete())


async def of_the_scene(turn: Turn, got: Parts) -> None:
    """What somebody who called everybody to a danger knows of it: as any word on it."""
    asked = turn.question
    assert asked is not None
    assert asked.issue_id is not None
    turn.close(asked)
    await heard(turn, asked.issue_id, got)


OFFERS = Offers(presses={"s_word": pressed}, steps={("scene", "words"): of_the_scene})
