"""Orders in plain words: "15号派给王师傅", "叫李师傅去换灯泡". They are the press "give it to…" or "hand over": the
same use case with the same rights. Where nobody in particular is meant, one question with the buttons; whoever may not
give it reads who decides, and whoever has it hears the words."""

from collections.abc import Sequence
from datetime import datetime

from bot.callbacks import encode
from bot.flows.around import became, me, sheet
from bot.flows.staff.around import privately, shown
from bot.flows.staff.forms import begin_with
from bot.flows.staff.offered import able, given, offer
from bot.flows.staff.relay import keep_note, may_do, speak
from bot.flows.staff.whistle import call_about, named_in
from bot.incoming.parts import Parts
from bot.incoming.turn import Toast, Turn
from bot.views import staff_words as words
from bot.views.common import names, number_words, post_name, short_name
from bot.views.view import Button, PublicView, View, known, rows
from casework.call.calling import can_be_called_to
from casework.capabilities import Capability
from casework.clock import ladder
from casework.duty import available
from casework.forms import CallingOut, Handing
from casework.issue.handover import who_could
from casework.issue.triage import note
from casework.model.conversation import Outcome
from casework.model.issues import Action, Issue
from casework.model.people import Post, Role
from casework.model.whistles import CallState
from casework.neighbourhood.rights import What, may_be_shown
from casework.neighbourhood.seats import giver
from casework.neighbourhood.switching import is_on
from casework.transitions import OPEN
from casework.words.acts import received
from casework.words.orders import (
    Order,
    asks_word,
    called,
    calls_in,
    goes_along,
    helper_in,
    may_be,
    meant_posts,
    names_body,
    order_in,
    spoken_to,
)


async def heard(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Whether the words were an order about this matter, and were taken as one."""
    order = order_in(got.text)
    if order is None or issue.state not in OPEN or not await may_be_shown(issue, What.CARD, me(turn).id, turn.work):
        return False
    meant = await meant_in(turn, issue, order)
    if [one.person_id for one in meant] == [issue.holder_id]:
        return await to_holder(turn, issue, got)
    if await given(turn, issue) == "assigned" and meant:
        return await _back_or_on(turn, issue, got, meant)
    of_department = not meant and order.whom and named_in(order.whom, await turn.work.departments_for(issue.line))
    if of_department and await whistles(turn, issue, got):
        return True
    form = await _form(turn, issue)
    outside = of_department or (not meant and names_body(order.whom))
    if order.own and not meant and not outside:
        return False
    if outside and form is not None and await _needs_those_above(turn, issue, order, got):
        return True
    if form is None:
        return await not_theirs(turn, issue, got)
    if outside and form == "hand_over":  # the community calls departments
        if await may_do(turn, issue, Action.NOTE):
            await note(await speak(turn, issue, got), turn.work)
        turn.became(Outcome.ANSWER, issue.subject)
        above = tuple(one.id for one in await meant_in(turn, issue, Order("社区"))) or None
        await begin_with(turn, issue, Handing(form=form, issue=issue.id, among=above))
        return True
    if await may_do(turn, issue, Action.NOTE):
        await note(await speak(turn, issue, got), turn.work, order=True)
    await _give(turn, issue, form, got, order, meant)
    return True


async def give(turn: Turn, issue: Issue, got: Parts) -> None:
    """What was asked is pressed: to whom the words name, else to whom is asked."""
    order, form = order_in(got.text), await _form(turn, issue)
    if form is None:
        turn.out_of_date()
        return
    meant = await meant_in(turn, issue, order) if order is not None else []
    await _give(turn, issue, form, got, order or Order(""), meant)


async def meant_in(turn: Turn, issue: Issue, order: Order) -> list[Post]:
    """Those of the matter's place whom the order may mean, but the person."""
    posts = await turn.work.posts_for(issue.line, issue.estate_id, set(Role) - {Role.RESIDENT})
    return [one for one in meant_posts(order, posts) if one.person_id != me(turn).id]


async def may_pass_on(turn: Turn, issue: Issue, order: Order) -> bool:
    """Whether this person may give it to one of those whom the order names, and he has it not yet; or may call, or
    have called, the public body that it names."""
    if names_body(order.whom):
        return await may_do(turn, issue, Action.WHISTLE) or await able(turn, issue, "not_mine")
    if await _form(turn, issue) is None and await given(turn, issue) != "assigned":
        return False
    meant = await meant_in(turn, issue, order)
    return bool(meant) and issue.holder_id not in [one.person_id for one in meant]


async def spoken_of_by(turn: Turn, issues: Sequence[Issue], order: Order, since: datetime) -> list[Issue]:
    """Of these the one of which whoever the order names said something last, since then: "赵姨那你弄吧"."""
    found = []
    for issue in issues:
        who = {one.person_id for one in await meant_in(turn, issue, order)}
        said = [one.at for one in await turn.work.timeline(issue.id) if one.person_id in who and one.at >= since]
        found += [(max(said), issue.id, issue)] if said else []
    return [max(found)[2]] if found else []


async def _back_or_on(turn: Turn, issue: Issue, got: Parts, meant: list[Post]) -> bool:
    """ "我这走不开 让李师傅去吧" of whoever was given it: taken and passed on, or sent back with these words."""
    if noted := await may_do(turn, issue, Action.NOTE):
        await keep_note(turn, issue, got, silent=True)
    who = names([short_name(one, turn.tr) for one in meant], turn.tr)
    facts = {"number": number_words(issue, turn.tr), "names": who}
    text = turn.tr.t("{number} was given to you. Do you take it and pass it on to {names}, or send it back?", **facts)
    offer(turn, issue, got, text, ("take_on", "back"), noted=noted)
    return True


async def _needs_those_above(turn: Turn, issue: Issue, order: Order, got: Parts) -> bool:
    """ "这事得找城管" of who may not whistle: those above do, and it is handed up to them by one press."""
    if not await able(turn, issue, "up"):
        return False
    if noted := await may_do(turn, issue, Action.NOTE):
        await keep_note(turn, issue, got, silent=True)
    facts = {"number": number_words(issue, turn.tr), "name": known(order.whom)}
    text = turn.tr.t("{number}: departments ({name}) are called by those above. Shall I hand it up to them?", **facts)
    offer(turn, issue, got, text, ("up",), noted=noted)
    return True


async def whistles(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "吹哨城管": whoever may chooses, with what is named chosen already. False for whoever may not."""
    if issue.state not in OPEN or issue.private or not await may_do(turn, issue, Action.WHISTLE):
        return False
    if await may_do(turn, issue, Action.NOTE):
        await note(await speak(turn, issue, got), turn.work, order=True)
    await call_about(turn, issue, named=" ".join([got.text, *await _departments_of_officers(turn, issue, got.text)]))
    if not turn.private:
        text = turn.tr.t("{number}: I sent you privately whom to call.", number=number_words(issue, turn.tr))
        _say(turn, PublicView(text))
    turn.became(Outcome.ANSWER, issue.subject)
    return True


async def after_whistle(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "摊子又回来了" of what departments were called to, of whoever may call them: those who said that it is done do
    it again, or all are called anew, by one press. The words are noted."""
    if issue.whistle_id is None or got.photos or issue.urgent or not await may_do(turn, issue, Action.WHISTLE):
        return False
    whistle, tr = await turn.work.whistle(issue.whistle_id), turn.tr
    if await may_do(turn, issue, Action.NOTE):
        await keep_note(turn, issue, got, silent=True)
    buttons = []
    for call in whistle.calls:
        if whistle.open and call.state is CallState.FED_BACK:
            name = (await turn.work.department(call.department_id)).name
            buttons.append(Button(tr.t("Once more: {name}", name=name), encode("wj_redo", call.id)))
    if not whistle.open:
        buttons = [Button(tr.t("Whistle again"), encode("s_whistle", issue.id))]
    elif not buttons:
        buttons = [Button(tr.t("Look at the whistle"), encode("w_see", whistle.id))]
    text = tr.t("✓ {number}: noted that it is so again.", number=number_words(issue, tr))
    await privately(turn, View(text, rows(*buttons)))
    if not turn.private:
        turn.answers = [one for one in turn.answers if not isinstance(one, Toast)]
        _say(turn, PublicView(tr.t("{number}: I have answered you privately.", number=number_words(issue, tr))))
    turn.became(Outcome.NOTHING, issue.subject)
    return True


async def calls_department(turn: Turn, issue: Issue, text: str) -> bool:
    """ "周一让城管来一趟": whether somebody is called whom the place whistles for."""
    return calls_in(text) and bool(named_in(text, await turn.work.departments_for(issue.line)))


async def _departments_of_officers(turn: Turn, issue: Issue, text: str) -> list[str]:
    """ "给郭队吹哨": the departments of the officers whom the words name."""
    departments = await turn.work.departments_for(issue.line)
    officers = {one.name: await turn.work.officers(one.id) for one in departments}
    return [name for name, posts in officers.items() if any(len(one.name) > 1 and one.name in text for one in posts)]


async def calls_out(turn: Turn, issue: Issue) -> bool:
    """ "喊志愿者": the form, privately; where there are no volunteers, or from whoever may not, it is another word."""
    if issue.state not in OPEN or not can_be_called_to(issue) or not await may_do(turn, issue, Action.CALL_OUT):
        return False
    if not is_on(Capability.CALL_OUTS, issue.line, turn.at, turn.work):
        return False
    turn.became(Outcome.ANSWER, issue.subject)
    await begin_with(turn, issue, CallingOut(form="call_out", issue=issue.id))
    return True


async def _form(turn: Turn, issue: Issue) -> str | None:
    """A manager gives it; whoever has it, or was asked first, offers it to another."""
    if await may_do(turn, issue, Action.ASSIGN):
        return "assign"
    return "hand_over" if await may_do(turn, issue, Action.TRANSFER) else None


async def _give(turn: Turn, issue: Issue, form: str, got: Parts, order: Order, meant: list[Post]) -> None:
    could = await who_could(issue, me(turn).id, turn.at, turn.work)
    there_are = {one.person_id for one in could}
    reachable = [one for one in meant if one.person_id in there_are]
    turn.became(Outcome.ANSWER, issue.subject)
    if len(reachable) == 1 and order.unsure and not turn.pressed:
        facts = {"number": number_words(issue, turn.tr), "name": short_name(reachable[0], turn.tr)}
        text = turn.tr.t("{number}: is {name} to see to it?", **facts)
        offer(turn, issue, got, text, ("give",), noted=await may_do(turn, issue, Action.NOTE), whom=facts["name"])
        return
    if len(reachable) == 1:
        await begin_with(turn, issue, Handing(form=form, issue=issue.id, to=str(reachable[0].id)))
        return
    if order.whom and not meant:
        reachable = [one for one in could if may_be(one, order.whom)]  # asked, and not denied
    if order.whom and not reachable:
        there = any(available(one, turn.at) for one in meant)
        _say(turn, words.cannot_go(issue, meant, turn.tr, there=there))
    among = tuple(one.id for one in reachable) or None
    await begin_with(turn, issue, Handing(form=form, issue=issue.id, among=among))


async def named_for(turn: Turn, issue: Issue, since: datetime) -> bool:
    """Whether a colleague said since then that this person is to do it: "让李师傅去吧"."""
    mine = await turn.work.posts_of(me(turn).id)
    for entry in await turn.work.timeline(issue.id):
        order = order_in(entry.text) if entry.at >= since and entry.person_id != me(turn).id else None
        if order is not None and any(called(post, order.whom) for post in mine):
            return True
    return False


async def to_holder(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Whoever is to do it has it already: the words are for that person."""
    if not await may_do(turn, issue, Action.NOTE):
        return False
    cover = await ladder.cover_of(issue, turn.at, turn.work)
    await tell(turn, issue, got, *await ladder.for_holder(issue, turn.at, turn.work))
    holder = short_name((await sheet(issue, turn)).holder, turn.tr)
    facts = {"number": number_words(issue, turn.tr), "name": holder}
    said = turn.tr.t("✓ {number}: I have told {name}, who has it.", **facts)
    if cover is not None:
        facts["cover"] = post_name(cover, turn.tr)
        said = turn.tr.t("✓ {number}: {name}, who has it, is away; I have told {cover} too.", **facts)
    _say(turn, PublicView(said))
    return True


async def is_for_holder(turn: Turn, issue: Issue, text: str) -> bool:
    """Whether the words ask for word of it, or speak to whoever has it."""
    if issue.holder_id in (None, me(turn).id) or issue.holder_post_id is None:
        return False
    of_him = asks_word(text) and not names_body(text)
    return of_him or called(await turn.work.post(issue.holder_post_id), spoken_to(text))


async def goes_along_with(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "我有钥匙 我陪李姐去一趟" of what she has: she reads it."""
    whom = goes_along(got.text)
    if not whom or issue.holder_id in (None, me(turn).id) or issue.holder_post_id is None:
        return False
    return called(await turn.work.post(issue.holder_post_id), whom) and await to_holder(turn, issue, got)


async def to_named(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "得有人背下楼 求张姐协调一下": to the colleague whose help is asked for, who gets nothing to do by it."""
    whom = helper_in(got.text)
    if not whom or not await may_do(turn, issue, Action.NOTE):
        return False
    meant = [one for one in await meant_in(turn, issue, Order(whom)) if one.person_id != issue.holder_id]
    if len({one.person_id for one in meant}) != 1:
        return False
    await tell(turn, issue, got, meant[0].person_id)
    facts = {"number": number_words(issue, turn.tr), "name": short_name(meant[0], turn.tr)}
    _say(turn, PublicView(turn.tr.t("✓ {number}: I have told {name}.", **facts)))
    return True


async def not_theirs(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Who goes is for whoever has it to say, and for the community: told to him."""
    if issue.holder_id is None or not await may_do(turn, issue, Action.NOTE):
        return False
    await tell(turn, issue, got, issue.holder_id)
    holder = post_name((await sheet(issue, turn)).holder, turn.tr)
    facts = {"number": number_words(issue, turn.tr), "name": holder}
    text = turn.tr.t("{number}: {name} has it and decides with the community who goes. I have passed this on.", **facts)
    _say(turn, PublicView(text))
    return True


async def tell(turn: Turn, issue: Issue, got: Parts, *to: int | None) -> None:
    """Noted, and on the phone of whoever has to hear it."""
    await note(await speak(turn, issue, got), turn.work, to=to)
    await became(turn, Outcome.NOTE, issue)


async def of_the_given(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Whoever was given it says something else than yes or no: who gave it hears that, unless it is no more than that
    he has read it. False for everybody else."""
    to_do = await given(turn, issue)
    if issue.state not in OPEN or to_do is None:
        return False
    if not await may_do(turn, issue, Action.NOTE):  # of another place, who reads no more of it until he has it
        text = turn.tr.t("{number}: do you take it over?", number=number_words(issue, turn.tr))
        offer(turn, issue, got, text, ("takeover", "back"))
        return True
    assigned = to_do == "assigned"
    given_by = await giver(issue, turn.at, turn.work) if assigned else None
    to = (given_by.person_id if given_by else None) if assigned else issue.holder_id
    if to is None or to == me(turn).id:
        return False
    text = turn.tr.t("{number}: do you take it?", number=number_words(issue, turn.tr))
    if not received(got.text):
        await tell(turn, issue, got, to)
        posts = await turn.work.posts_of(to)
        facts = {"number": number_words(issue, turn.tr), "name": short_name(next(iter(posts), None), turn.tr)}
        text = turn.tr.t("✓ {number}: I have told {name}. Do you take it?", **facts)
    mine_now = await shown(turn, issue)
    turn.say_here(
        PublicView(text, rows(*words.given_buttons(mine_now, turn.tr, assigned=assigned))),
        reply_to=turn.message_id,
        vanish=not turn.private,
    )
    return True


def _say(turn: Turn, view: PublicView) -> None:
    if turn.private:
        turn.say(View(view.text))
    else:
        turn.say_here(view, reply_to=turn.message_id, vanish=True)
