"""Words of staff for the resident: an answer to a card is passed on only after one question (wording.md §4 relay)."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.callbacks import Press, encode
from bot.flows.around import became, chat_id, me
from bot.flows.kept import keep_in, taken
from bot.flows.offers import Offers
from bot.flows.staff.around import names_of
from bot.flows.staff.hour import hour_words, keep, said_hour
from bot.incoming.parts import Parts
from bot.incoming.turn import Delete, Turn
from bot.views import registering
from bot.views.common import number_words
from bot.views.pieces import asked_of
from bot.views.view import Button, View, rows
from casework.data import read
from casework.issue.doing import attach
from casework.issue.triage import Speak, note, reply
from casework.messages import redraw
from casework.model.conversation import Outcome, Utterance
from casework.model.issues import Action, Issue
from casework.neighbourhood.rights import may
from casework.questions import OfMatter
from casework.transitions import possible
from casework.words.kept_back import kept_back
from casework.words.orders import told_to_resident

LATE = timedelta(hours=1)
"""Words that are passed on so long after they were written say when that was: "water at two" was yesterday's."""


async def speak(turn: Turn, issue: Issue, got: Parts) -> Speak:
    """What somebody of staff says of it here."""
    group = await chat_id(turn)
    return Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, chat_id=group, text=got.text, photos=got.photos)


async def pass_on(turn: Turn, issue_id: int, got: Parts, *, written: datetime | None = None) -> None:
    """To the resident, now; `written`: when, where that was long ago. Raises NotYours, NotPossibleNow, TextNeeded."""
    issue = await turn.work.issue(issue_id)
    got = replace(got, text=told_to_resident(got.text, await names_of(turn, issue)))
    said = await speak(turn, issue, got)
    issue = await reply(replace(said, written=written), turn.work)
    await became(turn, Outcome.NOTE, issue)
    words = registering.told(
        issue,
        turn.tr.t("✓ {number}: passed on. I say when it has arrived.", number=number_words(issue, turn.tr)),
        turn.tr.t("✓ {number}: noted.", number=number_words(issue, turn.tr)),
        turn.tr,
    )
    turn.reply(View(words), vanish=not turn.private)


async def may_do(turn: Turn, issue: Issue, action: Action) -> bool:
    """Whether this person may do it to the issue now."""
    return possible(issue.state, action) and await may(issue, action, me(turn).id, turn.work)


async def ask_whether(turn: Turn, issue_id: int, got: Parts) -> None:
    """ "To the resident?" Only whoever may speak to the resident is asked; what others say of it is a note."""
    issue = await turn.work.issue(issue_id)
    if not (got.text.strip() or got.photos):
        return
    note_alone = kept_back(got.text) and await may_do(turn, issue, Action.NOTE)
    if note_alone or not await may_do(turn, issue, Action.REPLY):
        if await may_do(turn, issue, Action.NOTE):
            await keep_note(turn, issue, got)
        return
    tr, asked_id = turn.tr, turn.work.new_id()
    ids = (issue.id, me(turn).id, asked_id)
    to_him = tr.t("To the resident") if issue.reporters else tr.t("To be told in person")
    yes = Button(to_him, encode("s_relay", *ids, word="yes"), says="yes")
    only = tr.t("Only a note") if turn.private else tr.t("Only here")
    no = Button(only, encode("s_relay", *ids, word="no"), says="no")
    by = await said_hour(turn, issue, got)
    until = [Button(tr.t("By {time}", time=hour_words(turn, by)), encode("s_relay", *ids, word="keep"))] if by else []
    pass_it_on = tr.t("{number}: pass this on to the resident?", number=number_words(issue, tr))
    if by is not None:
        facts = {"number": number_words(issue, tr), "time": hour_words(turn, by)}
        pass_it_on = tr.t("{number}: pass this on to the resident? “By {time}”, and I hold you to that hour.", **facts)
    ask = registering.told(
        issue,
        pass_it_on,
        tr.t("{number}: is this to be told to the resident?", number=number_words(issue, tr)),
        tr,
    )
    shown = told_to_resident(got.text, await names_of(turn, issue)) if turn.private else ""
    view = View(asked_of(ask, shown, tr), rows(*[(one,) for one in until], (yes, no)))
    turn.ask(
        "relay",
        "press",
        view,
        about=issue.subject,
        beside=True,
        reply_to=turn.message_id,
        asked_id=asked_id,
        data=keep_in(OfMatter(issue=issue_id), turn, got),
    )


async def keep_note(turn: Turn, issue: Issue, got: Parts, *, silent: bool = False) -> None:
    """For the staff alone. `silent`: what else is said here says enough."""
    await note(await speak(turn, issue, got), turn.work)
    await became(turn, Outcome.NOTE, issue)
    if silent:
        return
    view = View(turn.tr.t("✓ {number}: noted, for staff only.", number=number_words(issue, turn.tr)))
    if turn.pressed:
        turn.edit(view)
    else:
        turn.say(view, reply_to=None if turn.private else turn.message_id, vanish=not turn.private)


async def decided(turn: Turn, pressed: Press) -> None:
    """To the resident, or only here; asked of whoever wrote it."""
    tr = turn.tr
    if len(pressed.ids) != 3 or pressed.ids[1] != me(turn).id:
        turn.toast(tr.t("This question is for somebody else."), alert=True)
        return
    asked = next((one for one in turn.waiting("relay.press") if one.id == pressed.ids[2]), None)
    if asked is None or (issue_id := read(asked.data, OfMatter).issue) != pressed.ids[0]:
        turn.toast(tr.t("I no longer have those words. Please answer the card once more."), alert=True)
        turn.answers.append(Delete())
        return
    got = await taken(turn, asked)
    if pressed.word == "yes":
        late = turn.at - asked.asked_at > LATE
        await pass_on(turn, issue_id, got, written=asked.asked_at if late else None)
        return
    issue = await turn.work.issue(issue_id)
    if pressed.word == "keep":
        turn.answers.append(Delete())
        await keep(turn, issue, got, asked.asked_at)
        return
    if turn.private and await may_do(turn, issue, Action.NOTE):
        await keep_note(turn, issue, got)
        return
    turn.became(Outcome.NOTHING)
    turn.toast(tr.t("It stays here."))
    turn.answers.append(Delete())


async def more_of_note(turn: Turn, said: Utterance, got: Parts) -> None:
    """A further photo of the album goes with the first."""
    if said.subject is None or said.entry_id is None:
        return
    issue, entry = await turn.work.issue(said.subject.id), await turn.work.entry(said.entry_id)
    attach(issue.subject, entry, got.photos, turn.work)
    await redraw(turn.work, issue, turn.at)


OFFERS = Offers(presses={"s_relay": decided})
