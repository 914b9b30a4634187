"""What the staff's buttons share: whose issue it is, whether a card is old, the card as this person may see it."""

import re

from bot.callbacks import Press
from bot.flows.around import me, sheet
from bot.incoming.turn import Turn
from bot.views.cards import holders_card
from bot.views.staff_words import say_to
from bot.views.view import View, known, put
from casework.issue.sheet import Sheet, sheet_of
from casework.messages import redraw, residents_chat
from casework.model.issues import Issue
from casework.neighbourhood.rights import What
from casework.refusals import NotFound, NotYours
from locales.markup import Html, PublicHtml


async def pressed_issue(turn: Turn, press: Press) -> Issue:
    """The issue of a button; whether the person may do it is the use case's matter. Raises NotFound for what we did
    not make."""
    if not press.ids:
        raise NotFound
    return await turn.work.issue(press.ids[0])


async def shown(turn: Turn, issue: Issue, what: What = What.CARD) -> Sheet:
    """The issue as this person may see it. Raises NotYours when he or she may not know that of it."""
    found = await sheet_of(issue, turn.at, turn.work, reader_id=me(turn).id)
    if not found.knows(what):
        raise NotYours(issue=issue, action=None)
    return found


async def current(turn: Turn, press: Press) -> Issue | None:
    """The issue of a card's button; None when the card is old: the fresh one is drawn then, and the person told so."""
    issue = await pressed_issue(turn, press)
    if len(press.ids) < 2 or press.ids[1] == issue.turn:
        return issue
    await shown(turn, issue)
    turn.toast(turn.tr.t("This card was out of date, here is the new one."))
    await show(turn, issue)
    return None


async def show(turn: Turn, issue: Issue) -> None:
    """Bring the pressed message up to date: in a group the card, privately the card as this person may see it; whoever
    has no more to do with it keeps no buttons."""
    if turn.private:
        found = await sheet(issue, turn)
        turn.edit(own_card(turn, found) if found.knows(What.CARD) else View())
    elif not issue.private:
        await redraw(turn.work, issue, turn.at)


def own_card(turn: Turn, found: Sheet) -> View:
    """The card in a private chat: unmasked for the holder alone."""
    return holders_card(found, turn.tr, turn.work.settings.zone, say_to(found.knows(What.NAMES)))


async def mention(turn: Turn) -> PublicHtml:
    """The person's name, so that the phone rings and an answer is asked of this person alone; HTML."""
    person = me(turn)
    address = await turn.work.address_of(person.id)
    name = known(person.name) or turn.tr.t("You")
    return put('<a href="tg://user?id={}">{}</a>', known(address.removeprefix("tg:")), name) if address else name


async def read_by_all(turn: Turn, issue: Issue, text: Html) -> Html:
    """A question, and below it which words the residents' group will read, where it has a card of this."""
    if await residents_chat(turn.work, issue) is None:
        return text
    what = turn.tr.t("The residents' group reads what you press. What you write yourself it does not read.")
    return put("{}\n{}", text, what)


async def privately(turn: Turn, view: View) -> None:
    """Say it in the person's private chat, wherever the button was; who never started one is told how."""
    person = me(turn)
    if turn.private:
        turn.say(view)
        return
    address = await turn.work.address_of(person.id)
    if address is None or not person.reachable:
        hint = turn.tr.t("I may only say that privately. Open my chat (@{bot}) and press Start.", bot=turn.bot_username)
        turn.toast(hint, alert=True)
        return
    turn.say(view, address=address)
    turn.toast(turn.tr.t("I sent it to you privately."))


async def names_of(turn: Turn, issue: Issue) -> list[str]:
    """What those are called who reported it, be it by the surname alone: "老孙" for "孙大妈"."""
    names = [(await turn.work.person(one)).name for one in issue.reporters]
    return [*names, *(f"{old}{one[0]}" for one in names if _CHINESE.match(one) for old in "老小")]


_CHINESE = re.compile("[一-鿿]{2,4}$")
