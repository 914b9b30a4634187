"""Words of staff for the resident: an answer to a card is passed on only after one question (wording.md §4 relay)."""

from bot.callbacks import Press, encode
from bot.flows.around import me
from bot.flows.offers import Offers
from bot.flows.staff.plan import chat_id
from bot.incoming.turn import Delete, Turn
from bot.views.common import number_words
from bot.views.view import Button, View, cut, rows
from casework.issue.doing import Photo
from casework.issue.triage import Speak, reply
from casework.model import Action, AttachmentKind
from casework.neighbourhood.rights import may
from casework.transitions import possible

FLOW = "relay"
LONGEST = 1500
KEPT = 5
"""Answers to cards that wait for the question at the same time, per person and chat."""


async def pass_on(turn: Turn, issue_id: int, text: str, photos: tuple[Photo, ...]) -> None:
    """To the resident, now. Raises NotYours, NotPossibleNow, TextNeeded."""
    command = Speak(
        issue_id=issue_id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn), text=text, photos=photos
    )
    issue = await reply(command, turn.work)
    words = turn.tr.t("✓ {number}: passed on. I say when it has arrived.", number=number_words(issue, turn.tr))
    if turn.pressed:
        turn.edit(View(words))
    else:
        turn.say(View(words), vanish=not turn.private)


async def ask_whether(turn: Turn, issue_id: int, text: str, photos: tuple[Photo, ...]) -> None:
    """ "To the resident?" Only whoever may speak to the resident is asked; others just talk in their group."""
    issue = await turn.work.issue(issue_id)
    speaks = possible(issue.state, Action.REPLY) and await may(issue, Action.REPLY, me(turn).id, turn.work)
    if not speaks or turn.message_id is None or not (text.strip() or photos):
        return
    tr, key = turn.tr, str(turn.message_id)
    before = turn.conversation.data if turn.conversation is not None and turn.conversation.flow == FLOW else {}
    waiting = dict(list(before.items())[-KEPT + 1 :])
    sent = [[one.kind, one.ref, one.seconds] for one in photos]
    waiting[key] = {"issue": issue_id, "text": cut(text.strip(), LONGEST), "photos": sent}
    turn.ask(FLOW, "press", None, **waiting)
    ids = (issue.id, me(turn).id, turn.message_id)
    yes = Button(tr.t("To the resident"), encode("s_relay", *ids, word="yes"))
    no = Button(tr.t("Only here"), encode("s_relay", *ids, word="no"))
    question = tr.t("{number}: pass this on to the resident?", number=number_words(issue, tr))
    turn.say(View(question, rows((yes, no))), reply_to=turn.message_id)


async def decided(turn: Turn, pressed: Press) -> None:
    """To the resident, or only here; asked of whoever wrote it."""
    tr = turn.tr
    if len(pressed.ids) != 3 or pressed.ids[1] != me(turn).id:
        turn.toast(tr.t("This question is for somebody else."), alert=True)
        return
    data = dict(turn.conversation.data) if turn.conversation and turn.conversation.flow == FLOW else {}
    kept = data.pop(str(pressed.ids[2]), None)
    if kept is None or kept["issue"] != pressed.ids[0]:
        turn.toast(tr.t("I no longer have those words. Please answer the card once more."), alert=True)
        turn.answers.append(Delete())
        return
    if data:
        turn.ask(FLOW, "press", None, **data)
    else:
        turn.end()
    if pressed.word != "yes":
        turn.toast(tr.t("It stays here."))
        turn.answers.append(Delete())
        return
    photos = tuple(Photo(kind=AttachmentKind(kind), ref=ref, seconds=seconds) for kind, ref, seconds in kept["photos"])
    await pass_on(turn, kept["issue"], kept["text"], photos)


OFFERS = Offers(
    presses={
        "s_relay": decided,
    },
)
