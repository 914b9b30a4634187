"""Where it is was wrong: whoever has it, or decides there, says where it is, in words or by a button."""

from dataclasses import replace

from bot.flows.around import place_words
from bot.flows.form import Form, Question
from bot.flows.offers import Offers
from bot.flows.placing import CORRECTS, goes_to, moved_to, places_named
from bot.flows.staff.forms import begin_with, starter
from bot.flows.staff.relay import may_do
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views.common import number_words
from bot.views.view import View, esc, put
from casework.forms import Placing
from casework.model.conversation import Outcome
from casework.model.issues import Action, Issue
from casework.words.guess import named
from casework.words.orders import order_in


async def elsewhere(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "76号是北苑小区8号楼": asked once, since people of another place hear of it; a danger goes there at once. False
    where the words correct no place, or this person may not."""
    if got.photos or order_in(got.text) is not None or (named(got.text) and not CORRECTS.search(got.text)):
        return False
    if not await may_do(turn, issue, Action.RELOCATE):
        return False
    found = await moved_to(turn, issue, got.text)
    if found is None:
        return False
    if issue.urgent and CORRECTS.search(got.text):
        turn.say(await goes_to(turn, issue, *found, got, Action.RELOCATE))
    elif issue.urgent:
        return False
    else:
        await begin_with(turn, issue, Placing(form="place", issue=issue.id, place=f"={got.text.strip()}"))
    turn.became(Outcome.ANSWER)
    return True


async def _ask(turn: Turn, issue: Issue, data: Placing) -> Question | None:
    tr, said = turn.tr, data.place or ""
    if said and not said.startswith("="):
        return None
    facts = {"number": number_words(issue, tr)}
    own = tr.t("For example: Beiyuan, building 5")
    found = await places_named(turn, issue, said[1:]) if said else []
    if not found:
        text = tr.t("{number}: where is it? Write the estate and the building.", **facts)
        if said:
            text = put("{}\n{}", tr.t("I could not find that place, or it is there already."), text)
        return Question(key="place", text=text, own=own)
    knows = replace(data, words=said[1:], rest=found[0][1])
    names = [(str(area_id), f"{await place_words(area_id, turn.work)}{rest and ' ' + rest}") for area_id, rest in found]
    if len(names) > 1:
        which = tr.t("{number}: which of these?", **facts)
        return Question(key="place", text=which, choices=tuple(names), own=own, knows=knows)
    there, name = names[0]
    shown = tr.t("{number}: is it at {place}? Whoever is on duty there is told.", place=esc(name), **facts)
    yes = ((there, tr.t("Yes, it is there")),)
    return Question(key="place", text=shown, choices=yes, own=own, yes=there, knows=knows)


async def _finish(turn: Turn, issue: Issue, data: Placing) -> View:
    got = Parts(text=data.words or "")
    return await goes_to(turn, issue, int(data.place or 0), data.rest or "", got, Action.RELOCATE)


OFFERS = Offers(
    presses={"s_place": starter("place")},
    forms={"place": Form(actions=(Action.RELOCATE,), ask=_ask, finish=_finish)},
)
