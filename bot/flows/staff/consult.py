"""Talking one matter over 会商: whom to invite, a word by an answer, and what was agreed."""

from dataclasses import replace

from bot.flows.around import chat_id, me
from bot.flows.form import Form, Question
from bot.flows.offers import Offers
from bot.flows.staff.forms import own_words, starter
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views.common import number_words, post_label
from bot.views.staff_words import said as masked_words
from bot.views.view import View
from casework.forms import Agreeing, Consulting
from casework.meeting.consulting import Consult, SayIn, agree_on, can_be_invited, consult, say_in
from casework.messages import Kind
from casework.model.conversation import Message as Told
from casework.model.conversation import Outcome
from casework.model.issues import Action, Issue

RESIDENT, GO = "resident", "go"
AT_MOST = 10
"""People offered; more do not fit under one message."""


async def _ask(turn: Turn, issue: Issue, data: Consulting) -> Question | None:
    """Ticks, until "invite them" is pressed; then what it is about."""
    pressed, chosen = data.pick, data.chosen or ()
    ready = data.ready or (pressed == GO and bool(chosen)) or None
    if pressed not in (None, GO):
        others = tuple(one for one in chosen if one != pressed)
        chosen = others if pressed in chosen else (*others, pressed)
    knows = replace(data, pick=None, chosen=chosen, ready=ready)
    tr, number = turn.tr, number_words(issue, turn.tr)
    if not ready:
        posts = (await can_be_invited(issue, me(turn).id, turn.work))[:AT_MOST]
        labels = [(str(post.id), post_label(post, tr)) for post in posts]
        if issue.reporters:
            labels.append((RESIDENT, tr.t("The resident")))
        ticks = tuple((word, f"{'☑️' if word in chosen else '⬜'} {label}") for word, label in labels)
        text = tr.t("{number}: who should talk it over?", number=number)
        return Question(key="pick", text=text, choices=(*ticks, (GO, tr.t("Invite them"))), knows=knows)
    if data.text is None:
        text = tr.t("{number}: what is to be talked over? All who are invited read it.", number=number)
        return Question(key="text", text=text, own=tr.t("For example: who pays for the pump?"), knows=knows)
    return None


async def _invite(turn: Turn, issue: Issue, data: Consulting) -> View:
    chosen = data.chosen or ()
    command = Consult(
        issue_id=issue.id,
        by=me(turn).id,
        at=turn.at,
        chat_id=await chat_id(turn),
        posts=tuple(int(one) for one in chosen if one != RESIDENT),
        resident=RESIDENT in chosen,
        text=own_words(data.text),
    )
    await consult(command, turn.work)
    number = number_words(issue, turn.tr)
    return View(turn.tr.t("✓ {number}: they are asked. What each says, all in it read.", number=number))


async def _ask_agreed(turn: Turn, issue: Issue, data: Agreeing) -> Question | None:
    """Shown back before it counts: it ends the talk, and all who were in it read it."""
    tr, number = turn.tr, number_words(issue, turn.tr)
    if data.text is None:
        text = tr.t("{number}: what was agreed, in one sentence? The resident reads it.", number=number)
        return Question(key="text", text=text, own=tr.t("In one sentence"))
    if data.sure is None:
        agreed = masked_words(own_words(data.text))
        text = tr.t("{number}, agreed: “{words}” Is that what all agreed on?", number=number, words=agreed)
        return Question(key="sure", text=text, choices=(("yes", tr.t("Yes, say it so")),))
    return None


async def _agree(turn: Turn, issue: Issue, data: Agreeing) -> View:
    command = SayIn(
        issue_id=issue.id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn), text=own_words(data.text)
    )
    await agree_on(command, turn.work)
    return View(
        turn.tr.t("✓ {number}: all who were in it, and the resident, read it.", number=number_words(issue, turn.tr))
    )


async def said(turn: Turn, told: Told, got: Parts) -> None:
    """An answer to what is said there is a word to all. Raises NotYours, NotPossibleNow, TextNeeded."""
    assert told.issue_id is not None
    command = SayIn(issue_id=told.issue_id, by=me(turn).id, at=turn.at, text=got.text, photos=got.photos)
    entry = await say_in(command, turn.work)
    turn.became(Outcome.NOTE, entry.subject, entry.id)
    turn.say(View(turn.tr.t("✓ Passed on.")), vanish=not turn.private)


OFFERS = Offers(
    presses={"s_consult": starter("consult"), "s_agreed": starter("agreed")},
    forms={
        "consult": Form(actions=(Action.CONSULT,), ask=_ask, finish=_invite),
        "agreed": Form(actions=(Action.AGREED,), ask=_ask_agreed, finish=_agree),
    },
    replies={Kind.CONSULTED: said, Kind.CONSULTED_OWN: said},
)
