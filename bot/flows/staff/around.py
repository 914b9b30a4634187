"""What the staff's buttons share: whose issue it is, whether a card is old, the card as this person may see it."""

from bot.callbacks import Press
from bot.flows.around import me, sheet
from bot.incoming.turn import Turn
from bot.views.cards import holders_card
from bot.views.staff_words import say_to
from bot.views.view import View, known, put
from casework.messages import redraw
from casework.model import Action, Issue
from casework.neighbourhood.rights import capacities
from casework.refusals import NotFound, NotYours
from casework.transitions import Who, possible, who_may
from locales.markup import PublicHtml

STAFF = frozenset({Who.HOLDER, Who.MANAGERS, Who.POST, Who.GRID_HEAD_UP, Who.PINGED, Who.ASSIGNEE, Who.RESOLVER})
"""In any of these ways somebody stands to an issue as staff."""


async def ways(turn: Turn, issue: Issue) -> set[Who]:
    """In what ways the person stands to the issue."""
    return capacities(issue, me(turn).id, await turn.work.posts_of(me(turn).id))


async def staff_issue(turn: Turn, press: Press) -> Issue:
    """The issue of a staff button. Raises NotYours for everybody else, NotFound for what we did not make."""
    if not press.ids:
        raise NotFound
    issue = await turn.work.issue(press.ids[0])
    if not await ways(turn, issue) & STAFF:
        raise NotYours(issue=issue, action=None)
    return issue


async def current(turn: Turn, press: Press) -> Issue | None:
    """The issue of a card's button; None when the card is old: the fresh one is drawn then, and the person told so."""
    issue = await staff_issue(turn, press)
    if len(press.ids) < 2 or press.ids[1] == issue.turn:
        return issue
    turn.toast(turn.tr.t("This card was out of date, here is the new one."))
    await show(turn, issue)
    return None


async def show(turn: Turn, issue: Issue) -> None:
    """Bring the pressed message up to date: in a group the card, privately the card as this person may see it."""
    if turn.private:
        turn.edit(await own_card(turn, issue))
    elif not issue.private:
        await redraw(turn.work, issue, turn.at)


async def own_card(turn: Turn, issue: Issue) -> View:
    """The card in a private chat: unmasked for the holder alone."""
    say = say_to(issue.holder_id == me(turn).id)
    return holders_card(await sheet(issue, turn), turn.tr, turn.work.settings.zone, say)


async def allowed(turn: Turn, issue: Issue) -> set[Action]:
    """What the person may do to the issue in its present state."""
    mine = await ways(turn, issue)
    return {action for action in Action if possible(issue.state, action) and mine & who_may(issue.state, action)}


async def with_holder(turn: Turn, refusal: NotYours) -> NotYours:
    """The refusal with the post that may do it, so that the words can say who."""
    issue = refusal.facts.get("issue")
    if isinstance(issue, Issue) and issue.holder_post_id is not None:
        refusal.facts["holder"] = await turn.work.post(issue.holder_post_id)
    return refusal


async def mention(turn: Turn) -> PublicHtml:
    """The person's name, so that the phone rings and an answer is asked of this person alone; HTML."""
    person = me(turn)
    address = await turn.work.address_of(person.id)
    name = known(person.name) or turn.tr.t("You")
    return put('<a href="tg://user?id={}">{}</a>', known(address.removeprefix("tg:")), name) if address else name


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
