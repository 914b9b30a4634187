"""The buttons of cards and pings that need no further question; each calls one use case (wording.md §4, §5)."""

from bot.callbacks import Press
from bot.flows.around import chat_id, context_of, me, sheet
from bot.flows.offers import Offers
from bot.flows.staff.around import current, own_card, pressed_issue, privately, show, shown
from bot.incoming.turn import Turn
from bot.views.cards import card, card_buttons, more_buttons
from bot.views.common import clock_time, colon, number_words, post_name, short_name
from bot.views.lists import history
from bot.views.staff import asked_again
from bot.views.staff_words import say_to
from bot.views.view import NOTHING, View, cut, esc, glue, known, put
from casework.clock.ladder import cover_of
from casework.clock.limits import next_step
from casework.issue.doing import OnIssue
from casework.issue.ending import reinstate
from casework.issue.handover import receive, take, take_over
from casework.issue.pinging import nudge, watch
from casework.issue.resolving import AskedInPerson, asked_in_person
from casework.issue.sheet import sheet_of
from casework.issue.telling import told_in_person
from casework.issue.together import of_one, put_all_together
from casework.issue.triage import SetGrade, accept, grade, usual_grade
from casework.issue.urgency import at_the_scene, police_told
from casework.issue.visiting import read_visit
from casework.lines import post_told
from casework.meeting.agenda import put_on_agenda, tier_on_agenda
from casework.model.conversation import Outcome
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Action, Issue
from casework.model.people import Post, Role
from casework.neighbourhood.rights import RIGHTS, What, may, may_do, not_yours
from casework.refusals import AlreadyHeld
from casework.tiers import tier_row
from casework.transitions import possible
from locales.markup import Html


async def command(turn: Turn, issue: Issue) -> OnIssue:
    """The person does something to the issue, here and now."""
    return OnIssue(issue_id=issue.id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn))


async def accept_it(turn: Turn, issue: Issue) -> None:
    """Take it. Whoever was slower is told who has it, and by how much."""
    try:
        await accept(await command(turn, issue), turn.work)
    except AlreadyHeld as late:
        if late.facts.get("holder_post_id") is not None:
            late.facts["holder"] = await turn.work.post(late.facts["holder_post_id"])
        late.facts["ago"] = turn.at - late.at
        raise
    due, number = next_step(issue), number_words(issue, turn.tr)
    if due is None or due.kind is not DeadlineKind.REPLY:
        turn.toast(turn.tr.t("{number} is yours. You also find it under /huoer.", number=number))
        return
    facts = {"number": number, "time": clock_time(due.due_at, turn.at, turn.work.settings.zone, turn.tr)}
    turn.toast(turn.tr.t("{number} is yours. Tell the resident how by {time}. You also find it under /huoer.", **facts))


async def accepting(turn: Turn, pressed: Press) -> None:
    """I'll take it."""
    issue = await pressed_issue(turn, pressed)
    await accept_it(turn, issue)
    if turn.private:
        await show(turn, issue)


async def here(turn: Turn, pressed: Press) -> None:
    """I'm there: whoever says so first holds it; everything that was said comes privately."""
    issue = await pressed_issue(turn, pressed)
    await at_the_scene(await command(turn, issue), turn.work)
    turn.toast(turn.tr.t("Noted that you are there. Take care of yourself."))


async def police(turn: Turn, pressed: Press) -> None:
    """The police have been told."""
    issue = await pressed_issue(turn, pressed)
    await police_told(await command(turn, issue), turn.work)
    turn.toast(turn.tr.t("Noted, with the time."))
    await show(turn, issue)


async def taking(turn: Turn, pressed: Press) -> None:
    """What was given to me."""
    if issue := await current(turn, pressed):
        await take(await command(turn, issue), turn.work)
        turn.toast(turn.tr.t("It is yours."))
        await show(turn, issue)


async def taking_over(turn: Turn, pressed: Press) -> None:
    """What I was offered, was pinged about, or manage."""
    if issue := await current(turn, pressed):
        await take_over(await command(turn, issue), turn.work)
        turn.toast(turn.tr.t("It is yours."))
        await show(turn, issue)


async def receiving(turn: Turn, pressed: Press) -> None:
    """What was handed up is decided by us from now on."""
    issue = await pressed_issue(turn, pressed)
    if issue.handed_to is None:  # somebody was quicker, or it went back
        await shown(turn, issue)
        turn.toast(turn.tr.t("This card was out of date, here is the new one."))
    else:
        await receive(await command(turn, issue), turn.work)
        turn.toast(turn.tr.t("Accepted: it is decided here now. Whoever has it keeps it."))
    await show(turn, issue)


async def watching(turn: Turn, pressed: Press) -> None:
    """I know, I'm watching it: no more ringing, the holder stays."""
    issue = await pressed_issue(turn, pressed)
    await watch(await command(turn, issue), turn.work)
    turn.toast(turn.tr.t("You are watching it. Whoever has it keeps it."))


async def watching_all(turn: Turn, pressed: Press) -> None:
    """Everything in a bundle, and nothing that was asked after it."""
    seen = await _in_bundle(turn, pressed)
    for issue in seen:
        await watch(await command(turn, issue), turn.work)
    turn.toast(turn.tr.n("You are watching {n} matter.", "You are watching {n} matters.", len(seen)))


async def _in_bundle(turn: Turn, pressed: Press) -> list[Issue]:
    """What still asks for the person in a bundle whose newest ping the button carries."""
    newest, mine = (pressed.ids[0] if pressed.ids else 0), me(turn).id
    return [
        issue
        for issue in await turn.work.open_of_holder(mine)
        if any(one.live and one.person_id == mine and one.id <= newest for one in issue.pings)
    ]


async def merging_all(turn: Turn, pressed: Press) -> None:
    """Those of a bundle that still look like one matter become one."""
    asking = [one for one in await _in_bundle(turn, pressed) if await may(one, Action.MERGE, me(turn).id, turn.work)]
    several = of_one(asking, turn.work.settings.same_within)
    if not several:
        turn.toast(turn.tr.t("No two of them look like one matter any more."))
        return
    stays = await put_all_together(several, me(turn).id, turn.at, turn.work)
    facts = {"n": len(several), "number": number_words(stays, turn.tr)}
    turn.toast(turn.tr.t("{n} of them are one matter now: {number}.", **facts))


async def hurrying(turn: Turn, pressed: Press) -> None:
    """A manager asks the holder how it stands."""
    issue = await pressed_issue(turn, pressed)
    await nudge(await command(turn, issue), turn.work)
    cover = await cover_of(issue, turn.at, turn.work)
    if cover is not None:
        facts = {"person": short_name((await sheet(issue, turn)).holder, turn.tr), "other": post_name(cover, turn.tr)}
        turn.toast(turn.tr.t("{person} is away just now; I have told {other}.", **facts), alert=True)
    elif issue.holder_id is None:
        turn.toast(turn.tr.t("Nobody has it yet: give it to somebody, or take it over."), alert=True)
    else:
        facts = {
            "person": short_name((await sheet(issue, turn)).holder, turn.tr),
            "number": number_words(issue, turn.tr),
        }
        turn.toast(turn.tr.t("I have asked {person} about {number}.", **facts))


async def hurried(turn: Turn, issue_id: int) -> bool:
    """The same, typed in answer to a card or ping. False for whoever may not."""
    issue = await turn.work.issue(issue_id)
    if not possible(issue.state, Action.NUDGE) or not await may(issue, Action.NUDGE, me(turn).id, turn.work):
        return False
    turn.became(Outcome.NOTHING)
    await hurrying(turn, Press("s_nudge", (issue_id,)))
    return True


async def opening(turn: Turn, pressed: Press) -> None:
    """The card: in a group where "more" stood, privately as a message of its own."""
    issue = await pressed_issue(turn, pressed)
    mine = await shown(turn, issue)
    if turn.private and len(pressed.ids) < 2:
        turn.say(own_card(turn, mine))
    elif turn.private:
        turn.edit(await _asked(turn, issue) or own_card(turn, mine))
    elif not issue.private:
        chat = await turn.work.chat_at(turn.address, turn.thread)
        area_id = chat.area_id if chat is not None else None
        turn.edit(card(await sheet(issue, turn), turn.tr, turn.work.settings.zone, area_id=area_id))


async def _asked(turn: Turn, issue: Issue) -> View | None:
    """The ping with its buttons, as long as the person is asked."""
    live = next((one for one in issue.pings if one.live and one.person_id == me(turn).id), None)
    if live is None:
        return None
    mine = await sheet_of(issue, turn.at, turn.work, ping_id=live.id, reader_id=me(turn).id)
    return asked_again(mine, live, turn.tr, context_of(turn))


async def put_on(turn: Turn, issue: Issue) -> None:
    """On the agenda of whoever decides it; what pops up says whose that is."""
    await put_on_agenda(await command(turn, issue), turn.work)
    kind = tier_row(tier_on_agenda(issue)).area
    areas = [await turn.work.area(one) for one in issue.line]
    name = next((one.name for one in areas if one.kind is kind), areas[0].name)
    number = number_words(issue, turn.tr)
    turn.toast(turn.tr.t("{number} is on the agenda of {area}: /yicheng", number=number, area=known(name)))


async def more(turn: Turn, pressed: Press) -> None:
    """Everything else that this person may do now."""
    issue = await current(turn, pressed)
    if issue is None:
        return
    mine = await shown(turn, issue)
    may = {action for action in RIGHTS if possible(issue.state, action) and may_do(action, issue, mine.ways)}
    if Action.WHISTLE in may and not await turn.work.departments_for(issue.line):
        may.discard(Action.WHISTLE)
    if not may:
        raise await not_yours(issue, Action.NOTE, turn.work)
    asked = await _asked(turn, issue) if turn.private else None
    beside = asked.buttons if asked is not None else card_buttons(mine, turn.tr)
    buttons = more_buttons(mine, turn.tr, may, beside, page=int(pressed.word or 0) if pressed.word.isdigit() else 0)
    turn.edit(View(own_card(turn, mine).text if turn.private else NOTHING, buttons))


async def what_happened(turn: Turn, pressed: Press) -> None:
    """The timeline, privately; each line only to whoever may know it."""
    issue = await pressed_issue(turn, pressed)
    mine = await shown(turn, issue, What.STAFF_ENTRIES)
    to = {post_told(entry) for entry in mine.timeline}
    posts: dict[int, Post] = {one: await turn.work.post(one) for one in to if one is not None}
    say = say_to(mine.knows(What.NAMES))
    await privately(turn, history(mine, mine.timeline, turn.work.settings.zone, turn.tr, say, posts=posts))


async def phones(turn: Turn, pressed: Press) -> None:
    """Duty numbers: of the holder, the property company, everybody who was asked; not one's own. Privately below what
    was pressed, whose next change takes them away: of what is over no number stays."""
    issue = await pressed_issue(turn, pressed)
    gathered = await shown(turn, issue, What.DUTY_PHONES)
    stewards = await turn.work.posts_for(issue.line, issue.estate_id, (Role.PROPERTY_STEWARD,))
    found = [gathered.holder, *([] if issue.private else stewards), *(post for post, _ in gathered.asked_once())]
    people = {post.person_id: post for post in reversed(found) if post is not None and post.person_id is not None}
    people.pop(me(turn).id, None)
    lines = [
        put("{} {}", post_name(post, turn.tr), known(post.phone)) for post in reversed(people.values()) if post.phone
    ]
    estate = gathered.estate
    if estate is not None and estate.phone:
        lines.insert(
            1 if gathered.holder is not None and lines else 0, known(f"{estate.company} {estate.phone}".strip())
        )
    head = turn.tr.t("Who can be phoned about {number}:", number=number_words(issue, turn.tr))
    nobody = turn.tr.t("There is no number in the list.")
    numbers = glue("\n", [head, *(lines or [nobody])])
    if turn.private:
        view = await _asked(turn, issue) or own_card(turn, gathered)
        turn.edit(View(put("{}\n\n{}", view.text, numbers), view.buttons))
    else:
        await privately(turn, View(numbers))


async def door_and_phone(turn: Turn, pressed: Press) -> None:
    """For the holder alone, privately; every look is on the timeline."""
    issue = await pressed_issue(turn, pressed)
    left = await read_visit(await command(turn, issue), turn.work)
    head = turn.tr.t("{number}, for whoever works on it:", number=number_words(issue, turn.tr))
    for first in range(0, len(left), DOORS_AT_ONCE):
        some = [_door(turn, number, text, len(left)) for number, text in left[first : first + DOORS_AT_ONCE]]
        await privately(turn, View(glue("\n", [head, *some])))


DOORS_AT_ONCE = 10
"""Of an incident many people may have left theirs."""


def _door(turn: Turn, number: int, text: str, of: int) -> Html:
    """Of several each has the number of its report."""
    if of == 1:
        return esc(text)
    return put("{}{}{}", turn.tr.t("No. {number}", number=number), colon(turn.tr), esc(cut(text, 300)))


async def told(turn: Turn, pressed: Press) -> None:
    """Somebody went and told the resident."""
    issue = await pressed_issue(turn, pressed)
    await told_in_person(await command(turn, issue), turn.work)
    turn.toast(turn.tr.t("Thank you for going there. It counts as told."))
    if turn.private:
        await show(turn, issue)


async def fine(turn: Turn, pressed: Press) -> None:
    """Somebody asked at the door, and it is done."""
    issue = await pressed_issue(turn, pressed)
    on = await command(turn, issue)
    await asked_in_person(
        AskedInPerson(issue_id=issue.id, by=on.by, at=on.at, chat_id=on.chat_id, what=None), turn.work
    )
    turn.toast(turn.tr.t("Thank you for asking. It is closed, as said in person."))
    if turn.private:
        await show(turn, issue)


async def all_right(turn: Turn, pressed: Press) -> None:
    """Nothing changes; the buttons go away. "I'll go" keeps the button with which one says that one went."""
    await shown(turn, await pressed_issue(turn, pressed))
    turn.toast(turn.tr.t("Good, thank you."))
    if pressed.word != "go" and turn.private:
        turn.edit(View())


async def grade_back(turn: Turn, pressed: Press) -> None:
    """The community takes a longer grade back to the usual one."""
    issue = await pressed_issue(turn, pressed)
    usual = usual_grade(issue)
    back = SetGrade(issue_id=issue.id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn), grade=usual)
    await grade(back, turn.work)
    turn.toast(turn.tr.t("It is the usual time again."))
    turn.edit(View())


async def taking_after_all(turn: Turn, pressed: Press) -> None:
    """What was refused is taken after all."""
    issue = await pressed_issue(turn, pressed)
    await reinstate(await command(turn, issue), turn.work)
    turn.toast(turn.tr.t("It is yours."))
    await show(turn, issue)


OFFERS = Offers(
    presses={
        "s_accept": accepting,
        "s_here": here,
        "s_police": police,
        "s_take": taking,
        "s_takeover": taking_over,
        "s_receive": receiving,
        "s_watch": watching,
        "s_watchall": watching_all,
        "s_mergeall": merging_all,
        "s_nudge": hurrying,
        "s_open": opening,
        "s_more": more,
        "s_hist": what_happened,
        "s_phone": phones,
        "s_visit": door_and_phone,
        "s_told": told,
        "s_fine": fine,
        "s_ok": all_right,
        "s_gradeno": grade_back,
        "s_reinstate": taking_after_all,
    },
)
