"""What stands in the groups: the staff card in each of its states, the public card, and the short lines under a card.

In a group nobody reads a name of a resident, a voice, a photo, a phone or a flat (domain.md §7).
"""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from bot.callbacks import encode
from bot.views.common import (
    attachment_counts,
    by_the_hour,
    decider,
    made_words,
    means_the_day,
    names,
    number_words,
    post_name,
    short_name,
    span,
    stamp,
)
from bot.views.company import company_line
from bot.views.context import RenderContext
from bot.views.danger import ended_line, police_buttons, police_line, public_end, scene_lines
from bot.views.danger import public_state as danger_state
from bot.views.pieces import PublicRenderer
from bot.views.registering import registered_line, to_be_phoned
from bot.views.staff_words import (
    TIER_NAMES,
    Say,
    again_day,
    asked_line,
    at_words,
    building,
    button,
    called_line,
    did_say,
    due_of,
    ended,
    found_undone,
    holder_words,
    lamp_line,
    next_line,
    not_answered,
    put_off_day,
    said,
    spoke,
    standing_button,
    title,
    told_tier,
    undelivered,
    watchers,
    what_all_read,
    where_line,
    whose_words,
    words_line,
    wrong_words,
)
from bot.views.view import NOTHING, Button, H, PublicView, Rows, View, glue, in_rows, known, put, rows
from casework.call.calling import can_be_called_to
from casework.categories import Handler, category
from casework.clock.lights import Light
from casework.data import maybe, read
from casework.issue.echoing import SAID_OF
from casework.issue.photos import for_wall
from casework.issue.resolving import RESULT_MORE
from casework.issue.sheet import Sheet
from casework.lines import Cannot, InPerson, Rung, Unfiled, WithOther, false_alarm
from casework.messages import Kind
from casework.model.chats import Audience
from casework.model.conversation import Message
from casework.model.deadlines import DeadlineKind, DeadlineState, PingAnswer
from casework.model.issues import Action, Issue, Promise, Rating, State, Tier
from casework.model.people import Role
from casework.neighbourhood.rights import Relation, may_do
from casework.neighbourhood.wall import told_to_all
from casework.tiers import tier_row
from casework.told import Nudged
from casework.transitions import ANSWERS, OPEN, OPENED_AGAIN, REFUSED
from casework.words.guess import DANGER_CATEGORY
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

OVER: dict[State, str] = {
    State.REJECTED: mark("➖ {title} · not decided here: {why} (the resident was told to ask {whose})"),
    State.WITHDRAWN: mark("↩️ {title} · taken back by the resident"),
    State.MERGED: mark("🔗 {title} · dealt with together with {other}"),
}


def card(
    sheet: Sheet, tr: Translator, zone: ZoneInfo, *, lights: bool = True, area_id: int | None = None
) -> PublicView:
    """The card of an issue: five lines, the same in every state, and its buttons. `area_id`: whose group it stands in;
    what was handed up to that area is accepted there, or goes back."""
    lines = [card_text(sheet, tr, zone, said, lights=lights), handed_line(sheet, tr)]
    return PublicView(
        glue("\n", [one for one in lines if one]),
        rows(*_receiving(sheet, area_id, tr), *card_buttons(sheet, tr)),
    )


def _receiving(sheet: Sheet, area_id: int | None, tr: Translator) -> Rows:
    issue = sheet.issue
    if issue.handed_to is None or issue.state not in OPEN:
        return ()
    kind = tier_row(issue.handed_to).area
    here = any(one.kind is kind and one.id == area_id for one in sheet.areas)
    return receive_buttons(sheet, tr) if here else ()


def receive_buttons(sheet: Sheet, tr: Translator) -> Rows:
    """For those to whom it was handed up; the first until it is accepted."""
    issue = sheet.issue
    take = () if issue.handed_to is None else (standing_button(tr.t("Accept it"), "s_receive", issue),)
    back = standing_button(tr.t("Back, with why"), "s_down", issue)
    put_on = (
        ()
        if issue.private or not sheet.offers(Action.AGENDA)
        else (standing_button(tr.t("On the agenda"), "s_agenda", issue),)
    )
    return rows(take, (back, *put_on))


def holders_card(sheet: Sheet, tr: Translator, zone: ZoneInfo, say: Say[Html]) -> View:
    """The same for one person alone, who may be told more."""
    return View(card_text(sheet, tr, zone, say), card_buttons(sheet, tr))


def card_text(sheet: Sheet, tr: Translator, zone: ZoneInfo, say: Say[H], *, lights: bool = True) -> H:
    """Its five lines."""
    if sheet.issue.state in (State.CLOSED, *OVER):
        return over_line(sheet, tr)
    lines: list[H] = [
        lamp_line(sheet, zone, tr, lights=lights),
        where_line(sheet, zone, tr),
        _third(sheet, zone, tr, say),
        _others(sheet, zone, tr),
        tr.t("🌙 Must be tonight: {why}", why=say(sheet.issue.tonight, limit=200)) if sheet.issue.tonight else NOTHING,
        police_line(sheet, zone, tr),
        glue("\n", scene_lines(sheet, zone, tr, say)),
        registered_line(sheet, zone, tr),
        ended_line(sheet, zone, tr),
        _fourth(sheet, zone, tr),
        called_line(sheet, zone, tr),
        _fifth(sheet, zone, tr, lights=lights),
    ]
    return glue("\n", [line for line in lines if line])


def how_it_stands(sheet: Sheet, tr: Translator, zone: ZoneInfo) -> PublicHtml:
    """Its first line alone: number, kind, state."""
    return over_line(sheet, tr) if sheet.issue.state in (State.CLOSED, *OVER) else lamp_line(sheet, zone, tr)


def mended_by_itself(sheet: Sheet) -> bool:
    """Whether its reporter said that it is well before anybody had it: nobody took anything back."""
    taken_back = sheet.newest(Action.WITHDRAW)
    mended = taken_back is not None and bool(maybe(taken_back.data, Unfiled).mended)
    return mended and sheet.issue.state is State.WITHDRAWN


def over_line(sheet: Sheet, tr: Translator) -> PublicHtml:
    """The one line of what is over."""
    issue = sheet.issue
    taken_back = sheet.newest(Action.WITHDRAW)
    if issue.state is State.WITHDRAWN and taken_back is not None and maybe(taken_back.data, Unfiled).unfiled:
        return tr.t("↩️ {title} · taken back by whoever noted it down", title=title(sheet, tr))
    if mended_by_itself(sheet):
        return tr.t("☑️ {title} · mended, says the resident", title=title(sheet, tr))
    if issue.state is State.CLOSED and issue.now.resolved_at is None:
        if issue.planned_until is not None:
            return tr.t("☑️ {title} · planned, nothing more was heard", title=title(sheet, tr))
        return tr.t("☑️ {title} · noted at night, nothing more was heard", title=title(sheet, tr))
    if issue.state is State.CLOSED:
        took = span(issue.took, tr) if issue.took is not None else NOTHING
        match issue.now.rating:
            case Rating.GOOD:
                said_so = tr.t("resident: content")
            case Rating.FAIR:
                said_so = tr.t("resident: all right")
            case _ if (asked := sheet.newest(Action.TELL_IN_PERSON)) is not None and maybe(asked.data, InPerson).solved:
                return tr.t("✅ {title} · closed · solved, said in person", title=title(sheet, tr))
            case _:
                return tr.t("✅ {title} · closed · not rated by the resident", title=title(sheet, tr))
        return tr.t("✅ {title} · closed · {rating} · took {span}", title=title(sheet, tr), rating=said_so, span=took)
    entry = next((e for e in reversed(sheet.timeline) if e.action in REFUSED), None)
    why = said(entry.text, limit=200) if entry else NOTHING
    if issue.state is State.REJECTED and entry is not None and entry.action == Action.CANNOT:
        instead = said(maybe(entry.data, Cannot).instead, limit=200)
        return tr.t(
            "➖ {title} · cannot be done: {why} Instead: {instead}", title=title(sheet, tr), why=why, instead=instead
        )
    whose = whose_words(entry)
    return tr.t(OVER[issue.state], title=title(sheet, tr), why=why, whose=whose, other=together_with(sheet, tr))


def together_with(sheet: Sheet, tr: Translator) -> PublicHtml:
    """The number of the matter with which its report is together."""
    said_so = (one.data for one in reversed(sheet.timeline) if isinstance(one.data, WithOther))
    into = next((one for one in said_so if one.into is not None), None)
    return tr.t("No. {number}", number=into.number) if into is not None else NOTHING


def handed_line(sheet: Sheet, tr: Translator) -> PublicHtml:
    """That it was handed up and is not accepted yet, or came back; why."""
    entry = sheet.newest(*ANSWERS)
    if entry is None or entry.action not in (Action.HAND_UP, Action.HAND_BACK) or sheet.issue.state not in OPEN:
        return NOTHING
    facts = {"name": post_name(sheet.posts.get(entry.post_id or 0), tr), "why": said(entry.text, limit=200)}
    if entry.action == Action.HAND_BACK:
        return tr.t("↩️ Came back from {name}: {why}", **facts)
    if sheet.issue.handed_to is None:
        return tr.t("⬆️ Handed up by {name}, accepted: {why}", **facts)
    tier = tr.t(TIER_NAMES[tier_row(sheet.issue.handed_to).role])
    return tr.t("⬆️ Handed up by {name} to {tier}, not accepted yet: {why}", tier=tier, **facts)


def hand_up_button(sheet: Sheet, tr: Translator) -> tuple[Button, ...]:
    """To the next level; nothing at the top."""
    if sheet.above not in HAND_UP_TO:
        return ()
    return (standing_button(tr.t(HAND_UP_TO[sheet.above]), "s_up", sheet.issue),)


OF_RESULT = (Action.RESOLVE, RESULT_MORE)
"""The lines whose photos show the result."""


def _third(sheet: Sheet, zone: ZoneInfo, tr: Translator, say: Say[H]) -> H:
    issue = sheet.issue
    match issue.state:
        case State.WAITING if issue.question:
            asked = next((e for e in reversed(sheet.timeline) if e.action == Action.ASK), None)
            when = at_words(asked.at, sheet, zone, tr) if asked else NOTHING
            return tr.t("Asked: “{question}” ({time})", question=say(issue.question), time=when)
        case State.PROMISED if issue.promise is not None:
            made = sheet.newest(Action.PROMISE, Action.DECIDE, Action.MOVE_PROMISE)
            if made is not None and made.action == Action.DECIDE:
                return tr.t("How: {plan}", plan=say(issue.plan))
            return tr.t("Why: {why}", why=say(issue.promise.reason))
        case State.RESOLVED:
            done = next((e for e in reversed(sheet.timeline) if e.action == Action.RESOLVE), None)
            of_it = {e.id for e in sheet.timeline if done is not None and e.at >= done.at and e.action in OF_RESULT}
            photos = attachment_counts(a for a in sheet.attachments if a.entry_id in of_it)
            result = say(issue.result)
            return glue(" ", [part for part in (tr.t("Result: {result}", result=result), photos) if part])
        case State.ACCEPTED if issue.round > 1:
            again = next((e for e in reversed(sheet.timeline) if e.action in OPENED_AGAIN), None)
            if again is not None and again.action == Action.NOT_FIXED:
                return found_undone(again, tr, say)
            if words := wrong_words(again, tr, say, voice=spoke(sheet, again)):
                return tr.t("The resident says: {words}", words=words)
    return words_line(sheet, tr, say)


def _others(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """Which company is at it, which reports are together with it, and what it looks like."""
    lines = [company] if (company := company_line(sheet, zone, tr)) else []
    joined = sheet.issue.joined
    if joined and sheet.issue.incident_at is None:
        shown = names([tr.t("No. {number}", number=one.number) for one in joined[:JOINED_SHOWN]], tr)
        more = put(" +{}", len(joined) - JOINED_SHOWN) if len(joined) > JOINED_SHOWN else NOTHING
        lines.append(put("{}{}", tr.t("🔗 Together with: {numbers}", numbers=shown), more))
    if sheet.like is not None:
        lines.append(tr.t("🔗 Looks like {number}", number=number_words(sheet.like, tr)))
    return glue("\n", lines)


def _fourth(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    issue = sheet.issue
    if issue.state is State.REPORTED:
        quiet = due_of(issue, DeadlineKind.RECORDED, DeadlineKind.OUTAGE_END) or ended(sheet)
        return NOTHING if quiet else asked_line(sheet, zone, tr)
    if issue.state is State.DISPATCHED:
        return tr.t("Given to: {name}", name=post_name(sheet.assignee, tr))
    if issue.state is State.RESOLVED and issue.took is not None:
        if issue.now.false_alarm or sheet.holder is None:
            return NOTHING
        took = span(issue.took, tr)
        return tr.t("Who: {name} · took {span}", name=post_name(sheet.holder, tr), span=took)
    line = holder_words(sheet, zone, tr)
    if issue.round > 1 and (watching := watchers(sheet)):
        line = put("{} · {}", line, tr.t("{names} watches", names=post_name(watching[0], tr)))
    return line


def _fifth(sheet: Sheet, zone: ZoneInfo, tr: Translator, *, lights: bool) -> PublicHtml:
    issue = sheet.issue
    if issue.state is State.RESOLVED:
        lapse = due_of(issue, DeadlineKind.LAPSE)
        if lapse is None:
            return NOTHING
        ends = at_words(lapse.due_at, sheet, zone, tr)
        if not issue.reporters:
            return tr.t("Ends by itself {time}", time=ends)
        return tr.t("Ends by itself {time}, if the resident says nothing", time=ends)
    if (mended := due_of(issue, DeadlineKind.MENDED)) is not None:
        ends = at_words(mended.due_at, sheet, zone, tr)
        return tr.t("The resident says it is mended. Press “Done”, else it ends by itself {time}.", time=ends)
    return next_line(sheet, zone, tr, lights=lights)


def card_buttons(sheet: Sheet, tr: Translator) -> Rows:
    """Two to four buttons a state, none once it is over; the rest is under "more"."""
    issue = sheet.issue
    more = button(tr.t("More"), "s_more", issue)
    if issue.urgent and issue.state in OPEN:
        first = button(tr.t("I'm there"), "s_here", issue)  # until it is over, not what a dripping tap needs
        over = button(tr.t("Danger is over"), "s_normal", issue, word="over")
        false = button(tr.t("False alarm"), "s_normal", issue, word="false")
        return rows(first, (over, false), *police_buttons(sheet, tr), more)
    done = button(tr.t("Done"), "s_done", issue)
    told = (button(tr.t("Told in person"), "s_told", issue),) if undelivered(sheet) or to_be_phoned(sheet) else ()
    like = () if sheet.like is None else (button(tr.t("Put together"), "s_merge", issue, word=str(sheet.like.id)),)
    match issue.state:
        case State.REPORTED:
            not_mine = button(tr.t("Not mine"), "s_notmine", issue)
            danger = button(tr.t("Danger"), "s_danger", issue)
            take = tr.t("🙋 I'll do it now") if sheet.light is Light.NIGHT else tr.t("🙋 I'll take it")
            return rows(button(take, "s_accept", issue), (not_mine, danger, more), like)
        case State.ACCEPTED:
            ask = button(tr.t("Ask the resident"), "s_ask", issue)
            return rows(button(tr.t("Tell the resident how"), "s_plan", issue), (ask, done, more), told, like)
        case State.DISPATCHED:
            back = button(tr.t("Not ours, back"), "s_refuse", issue)
            return rows(button(tr.t("We take it"), "s_take", issue), (back, more))
        case State.IN_PROGRESS:
            tell = button(tr.t("Tell the resident"), "s_tell", issue)
            later = button(tr.t("Not today"), "s_promise", issue)
            if not issue.plan and issue.now.replied_at is None:  # it was given to somebody before anything was said
                return rows(button(tr.t("Tell the resident how"), "s_plan", issue), (done, later), (*told, more))
            return rows(done, (tell, later), (*told, more))
        case State.WAITING:
            answered = button(tr.t("They answered"), "s_answered", issue)
            again = button(tr.t("Ask again"), "s_again", issue)
            return rows(answered, (again, done, more), told)
        case State.PROMISED:
            tell = button(tr.t("Say how it goes"), "s_tell", issue)
            return rows(done, (tell, button(tr.t("Another day"), "s_move", issue)), (*told, more))
        case State.RESOLVED:
            mine = (button(tr.t("Wrong, go on"), "s_undo", issue),) if _takes_back(sheet) else ()
            return rows((*told, *mine), photos_button(sheet, tr))
        case State.CLOSED if sheet.ways:
            return rows(photos_button(sheet, tr))
    return ()


def _takes_back(sheet: Sheet) -> bool:
    """Whether the reader may say that it is not done, or that a false alarm was none; in a group whoever presses is
    looked at then."""
    issue, ways = sheet.issue, sheet.ways
    calls = issue.now.false_alarm and may_do(Action.MAKE_URGENT, issue, ways)
    return not ways or calls or may_do(Action.UNDO_RESOLVE, issue, ways)


def photos_button(sheet: Sheet, tr: Translator) -> tuple[Button, ...]:
    """The way to its photos for the echo wall, where there are any; in a group whoever presses is looked at then."""
    allowed = not sheet.ways or may_do(Action.SHOW_PHOTO, sheet.issue, sheet.ways)
    if not allowed or not told_to_all(sheet.issue) or not for_wall(sheet.issue, sheet.timeline, sheet.attachments):
        return ()
    return (button(tr.t("📷 Photos for the wall"), "s_photos", sheet.issue),)


JOINED_SHOWN = 5
"""Numbers of the reports that are together with it; the others are counted."""
MORE_AT_MOST = 6
"""Buttons under "more", beside the way back; the last of them leads to the rest."""
LIKELY = (
    Action.TAKE_OVER,
    Action.NUDGE,
    Action.RESOLVE,
    Action.PROMISE,
    Action.MEDIATE,
    Action.WHISTLE,
    Action.CALL_OUT,
    Action.ASK,
    Action.TRANSFER,
    Action.RECEIVE,
    Action.HAND_UP,
    Action.AGENDA,
    Action.AGREED,
    Action.RECATEGORISE,
    Action.NOTE,
    Action.MERGE,
    Action.DECLARE,
    Action.CONSULT,
    Action.PLAN,
    Action.ASSIGN,
    Action.REPLY,
    Action.MOVE_PROMISE,
    Action.REJECT,
    Action.HAND_BACK,
    Action.SET_BACK,
    Action.MAKE_URGENT,
    Action.RELOCATE,  # mostly said in words
    Action.TELL_IN_PERSON,
)
"""What is pressed most first."""
PROPOSED: Mapping[Handler, tuple[Action, ...]] = {
    "steward": (),
    "alliance": (Action.WHISTLE, Action.AGENDA),
    "volunteers": (Action.CALL_OUT,),
}
"""By who handles such a matter (three handlers, around-an-issue.md §6), what comes before that: the category proposes,
a person decides."""


def _likely(issue: Issue) -> list[Action]:
    first = PROPOSED[category(issue.category).handler]
    return [*first, *(one for one in LIKELY if one not in first)]


HAND_UP_TO: dict[Tier, str] = {
    Tier.COMMUNITY: mark("To the community"),
    Tier.SUBDISTRICT: mark("To the subdistrict"),
    Tier.DISTRICT: mark("To the district"),
    Tier.CITY: mark("To the city"),
}


def leads_nowhere(sheet: Sheet) -> set[Action]:
    """What the tables allow, and is not offered just now all the same."""
    no, issue = set(), sheet.issue
    if issue.urgent or issue.state not in OPEN:
        no.add(Action.MAKE_URGENT)
    if issue.incident_at is not None or not category(issue.category).shared_place:
        no.add(Action.DECLARE)
    if issue.urgent or not issue.tonight:
        no.add(Action.SET_BACK)
    if sheet.above is None or (issue.handed_to is not None and not may_do(Action.RECEIVE, issue, sheet.ways)):
        no.add(Action.HAND_UP)
    if sheet.below is None and issue.handed_to is None and not _of_a_department(sheet):
        no.add(Action.HAND_BACK)
    if issue.private:
        no |= {
            Action.WHISTLE,
            Action.CALL_OUT,
            Action.AGENDA,
            Action.CONSULT,
            Action.DECIDE,
            Action.PUT_OFF,
            Action.CANNOT,
        }
    if issue.urgent:
        no |= {Action.PUT_OFF, Action.CANNOT}
    if issue.handed_to is None:
        no.add(Action.RECEIVE)
    if any(way.relation is Relation.HOLDER for way in sheet.ways):  # nobody takes over or hurries what is theirs
        no |= {Action.TAKE_OVER, Action.NUDGE}
    if not can_be_called_to(issue) or sheet.called_out:
        no.add(Action.CALL_OUT)
    if not sheet.can_mediate:
        no.add(Action.MEDIATE)
    if issue.holder_id is None:
        no |= {Action.NUDGE, Action.PLAN, Action.REPLY, Action.PROMISE, Action.ASK}
    else:
        no.add(Action.ACCEPT)
    if issue.state is State.REPORTED:  # "not mine" stands on the card
        no.add(Action.TRANSFER)
    return no


def _of_a_department(sheet: Sheet) -> bool:
    """Whether an officer who holds it looks at it: departments are of no tier, and give back to whoever gave."""
    return any(way.relation is Relation.HOLDER and way.role is Role.DEPARTMENT_OFFICER for way in sheet.ways)


def more_buttons(sheet: Sheet, tr: Translator, allowed: set[Action], beside: Rows, page: int = 0) -> Rows:
    """What else this person may do now and would get somewhere with, most likely first, two in a row. `beside`: the
    buttons that led here."""
    issue = sheet.issue
    down = ("s_giveback", tr.t("Not ours, back")) if _of_a_department(sheet) else ("s_down", tr.t("One level down"))
    labels: dict[Action, tuple[str, str]] = {
        Action.PLAN: ("s_plan", tr.t("Tell the resident how")),
        Action.RESOLVE: ("s_done", tr.t("Done")),
        Action.PROMISE: ("s_promise", tr.t("Not today")),
        Action.MOVE_PROMISE: ("s_move", tr.t("Another day")),
        Action.ASK: ("s_ask", tr.t("Ask the resident")),
        Action.REPLY: ("s_tell", tr.t("Tell the resident")),
        Action.TRANSFER: ("s_xfer", tr.t("Hand over")),
        Action.ASSIGN: ("s_assign", tr.t("Give it to…")),
        Action.TAKE_OVER: ("s_takeover", tr.t("I take it over")),
        Action.HAND_UP: ("s_up", tr.t(HAND_UP_TO[sheet.above]) if sheet.above in HAND_UP_TO else NOTHING),
        Action.WHISTLE: ("s_whistle", tr.t("Whistle departments")),
        Action.CALL_OUT: ("s_callout", tr.t("🙋 Call volunteers")),
        Action.AGENDA: ("s_agenda", tr.t("On the agenda")),
        Action.CONSULT: ("s_consult", tr.t("Consult others")),
        Action.MEDIATE: ("s_mediate", tr.t("Ask a mediator")),
        Action.AGREED: ("s_agreed", tr.t("🤝 Agreed")),
        Action.SET_BACK: ("s_setback", tr.t("The morning will do")),
        Action.RECEIVE: ("s_receive", tr.t("Accept it")),
        Action.HAND_BACK: down,
        Action.NUDGE: ("s_nudge", tr.t("Hurry them")),
        Action.RECATEGORISE: ("s_cat", tr.t("Wrong category")),
        Action.RELOCATE: ("s_place", tr.t("Wrong place")),
        Action.NOTE: ("s_note", tr.t("Note for staff")),
        Action.MERGE: ("s_merge", tr.t("Put together…")),
        Action.DECLARE: ("s_incident", tr.t("Many have it")),
        Action.REJECT: ("s_reject", tr.t("Not for us")),
        Action.TELL_IN_PERSON: ("s_told", tr.t("Told in person")),
        Action.MAKE_URGENT: ("s_danger", tr.t("Danger")),
    }
    standing = {one.data.split(":")[0] for row in beside for one in row}
    may = {one for one in (allowed & set(LIKELY)) - leads_nowhere(sheet) if sheet.offers(one)}
    talk = sheet.newest(Action.CONSULT, Action.AGREED)
    if talk is None or talk.action == Action.AGREED:
        may.discard(Action.AGREED)
    wanted = [button(labels[one][1], labels[one][0], issue) for one in _likely(issue) if one in may]
    wanted = [one for one in wanted if one.data.split(":")[0] not in standing]
    if "s_hist" not in standing:
        wanted.insert(MORE_AT_MOST - 2, button(tr.t("What happened"), "s_hist", issue))
    if issue.joined and issue.incident_at is None and Action.MERGE in allowed:
        wanted.append(button(tr.t("Take apart…"), "s_apart", issue))
    if issue.visit_asked or Action.VISIT in allowed:
        wanted.insert(0, button(tr.t("Door and phone"), "s_visit", issue))
    shown = wanted
    if len(wanted) > MORE_AT_MOST:
        first = page * (MORE_AT_MOST - 1)
        shown = wanted[first : first + MORE_AT_MOST - 1]
        further = str(page + 1) if len(wanted) > first + len(shown) else "0"
        shown = [*shown, button(tr.t("Others…"), "s_more", issue, word=further)]
    pairs = in_rows(shown)
    return rows(*pairs, button(tr.t("‹ Back"), "s_open", issue))


def _card(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    if sheet is None:
        return None
    if sheet.issue.private:  # it became private after its card was posted
        return PublicView(tr.t("{number} is dealt with privately.", number=number_words(sheet.issue, tr)))
    if ctx.chat_area_id is not None and ctx.chat_area_id not in sheet.issue.line:
        return elsewhere(sheet, tr)
    lights = ctx.audience is not Audience.RESIDENTS
    return card(sheet, tr, ctx.settings.zone, lights=lights, area_id=ctx.chat_area_id)


def elsewhere(sheet: Sheet, tr: Translator) -> PublicView:
    """In a group where it was reported, and is not."""
    facts = {"title": title(sheet, tr), "place": building(sheet)}
    return PublicView(tr.t("➡️ {title}: the place was corrected, it is at {place}, not here.", **facts))


def public_card(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """The residents' group: what, where, who is at it, until when, how many; no name, no light, no lateness."""
    if sheet is None:
        return None
    issue, zone = sheet.issue, ctx.settings.zone
    if issue.private:
        return PublicView(tr.t("{number} is dealt with privately.", number=number_words(issue, tr)))
    if ctx.chat_area_id is not None and ctx.chat_area_id not in issue.line:
        return elsewhere(sheet, tr)
    what = what_all_read(sheet, tr)
    facts: dict[str, PublicHtml | int] = {"place": building(sheet), "what": what, "number": issue.number}
    done = sheet.newest(Action.RESOLVE)
    if issue.state in (State.RESOLVED, State.CLOSED) and done is not None and false_alarm(done):
        head = tr.t("✅ {place}: {what} (No. {number})", **facts)
        return PublicView(glue("\n", [head, public_end(sheet, zone, tr)]))
    if issue.state in (State.RESOLVED, State.CLOSED) and issue.now.resolved_at is not None:
        facts["time"] = stamp(issue.now.resolved_at, ctx.now, zone, tr)
        head = tr.t("✅ {place}: {what} (No. {number}) is done, {time}.", **facts)
        how = public_words(sheet, Action.RESOLVE)
        return PublicView(glue("\n", [head, how] if how else [head]), mine_not_yet(sheet, tr))
    if issue.state is State.REJECTED:
        entry = next((e for e in reversed(sheet.timeline) if e.action in REFUSED), None)
        if entry is not None and entry.action == Action.CANNOT:
            facts["why"] = said(entry.text, limit=200)
            facts["instead"] = said(maybe(entry.data, Cannot).instead, limit=200)
            facts["who"] = decider(entry, sheet.posts.get(entry.post_id or 0), tr)
            return PublicView(
                tr.t("📣 {place}: {what} (No. {number}) cannot be done, said {who}: {why} Instead: {instead}", **facts)
            )
        facts["whose"] = whose_words(entry)
        return PublicView(tr.t("{place}: {what} (No. {number}) is not decided here. Whose it is: {whose}", **facts))
    if issue.state in (State.WITHDRAWN, State.MERGED):
        if issue.state is State.MERGED:
            facts["other"] = together_with(sheet, tr)
            return PublicView(tr.t("{place}: {what} (No. {number}) is dealt with together with {other}.", **facts))
        if mended_by_itself(sheet):
            return PublicView(tr.t("✅ {place}: {what} (No. {number}) is well again, says who reported it.", **facts))
        return PublicView(tr.t("{place}: {what} (No. {number}) was taken back.", **facts))
    lines = [tr.t("📢 {place}: {what} (No. {number})", **facts)]
    over = public_end(sheet, zone, tr)
    nobody_too = ended(sheet) is not None and issue.category in DANGER_CATEGORY.values()
    if over and (nobody_too or not category(issue.category).shared_place):  # what is left is not drawn here any more
        return PublicView(glue("\n", [*lines, over]))
    lines.append(public_state(sheet, zone, tr))
    if over:
        lines.append(over)
    if company := company_line(sheet, zone, tr):
        lines.append(company)
    if too := issue.others:
        lines.append(tr.n("{n} neighbour says: my home too", "{n} neighbours say: my home too", too))
    may = issue.state in OPEN and sheet.offers(Action.ME_TOO)
    metoo = (Button(tr.t("My home too"), button("", "s_metoo", issue).data),) if may else ()
    return PublicView(glue("\n", lines), rows(metoo))


def company_card(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """The same in the group of the company that supplies the place, who says that it is at it, or that it is back."""
    view = public_card(sheet, row, tr, ctx)
    if view is None or sheet is None or sheet.issue.private or sheet.issue.state not in OPEN:
        return view
    on_it = button(tr.t("We are on it"), "c_on", sheet.issue)
    back = button(tr.t("Back in service"), "c_back", sheet.issue)
    hint = tr.t("Answer this message, and whoever has it reads it.")
    return PublicView(put("{}\n{}", view.text, hint), rows((on_it, back)))


def public_state_of(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicView:
    """An answer to "how does it stand?" before everybody: what it is, and what its card there says."""
    facts: dict[str, PublicHtml | int] = {"place": building(sheet), "what": what_all_read(sheet, tr)}
    facts["number"] = sheet.issue.number
    return PublicView(glue("\n", [tr.t("📢 {place}: {what} (No. {number})", **facts), public_state(sheet, zone, tr)]))


def mine_not_yet(sheet: Sheet, tr: Translator) -> Rows:
    """ "Mine is not", for neighbours: of what the wall shows (wording.md §3.13)."""
    issue = sheet.issue
    if not told_to_all(issue) or issue.state not in SAID_OF:
        return ()
    return rows(Button(tr.t("Mine is not"), encode("not_yet", issue.id, issue.round)))


def public_words(sheet: Sheet, action: Action) -> PublicHtml:
    """What anybody may read of a plan, a reason or a result: words of their own, never those said to one resident."""
    return said(sheet.open_words.get(action, "").rstrip("。."), limit=200)


def _promise_over(issue: Issue, made: Promise) -> bool:
    """Whether the promised day has come to its end; of a day that was moved, the new one."""
    if due_of(issue, DeadlineKind.PROMISE_END) is not None:
        return False
    ends = [one for one in issue.deadlines if one.kind is DeadlineKind.PROMISE_END and one.round == issue.round]
    return any(one.state is DeadlineState.FIRED and one.due_at > made.made_at for one in ends)


def public_state(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """How it stands, for anybody to read; each sentence by the row that it comes from."""
    issue = sheet.issue
    if issue.planned_until is not None:
        return tr.t("Planned, until {time}.", time=at_words(issue.planned_until, sheet, zone, tr))
    if issue.urgent:
        return danger_state(issue, at_words(issue.t0, sheet, zone, tr), tr)
    if day := put_off_day(sheet, zone, tr):
        return tr.t("Put off until {day}, then it is talked over again.", day=day)
    if day := again_day(sheet, zone, tr):
        return tr.t("Talked over again {day}: it is on the agenda.", day=day)
    if issue.state is State.PROMISED and issue.promise is not None and issue.promise.told_at is not None:
        day, why = made_words(issue.promise, tr), public_words(sheet, Action.PROMISE)
        if _promise_over(issue, issue.promise):
            return tr.t("Promised by {day}, and not done by then. We are sorry; it goes on.", day=day)
        return tr.t("{why}. Promised by {day}.", why=why, day=day) if why else tr.t("Promised by {day}.", day=day)
    if Action.PLAN in sheet.open_words and issue.plan_until is not None and issue.plan_until > sheet.now:
        whole_day = means_the_day(issue.plan_until, zone)
        until = tr.t("within the day") if whole_day else at_words(issue.plan_until, sheet, zone, tr)
        if plan := public_words(sheet, Action.PLAN):
            return tr.t("Being done: {plan}, about {time}", plan=plan, time=until)
        return tr.t("Being done, about {time}", time=until)
    if issue.state is State.DISPATCHED:
        return tr.t("Given to somebody, and not taken yet.")
    if issue.holder_id is not None:
        return tr.t("Somebody is at it.")
    when = at_words(issue.t0, sheet, zone, tr)
    if (opens := due_of(issue, DeadlineKind.OPENING)) is not None:
        return tr.t("Reported {time}, work begins {open}.", time=when, open=at_words(opens.due_at, sheet, zone, tr))
    if due_of(issue, DeadlineKind.RECORDED) is not None or issue.state is State.CLOSED:
        return tr.t("Noted {time}. If it goes on, phone 110.", time=when)
    if any(ping.answer is not PingAnswer.UNREACHABLE for _, ping in sheet.asked()):
        return tr.t("Reported {time}, the people on duty were told.", time=when)
    return tr.t("Reported {time}, nobody on duty could be reached yet.", time=when)


def _live(sheet: Sheet | None, ctx: RenderContext) -> Sheet | None:
    """The sheet, if staff may still be told about it in this group."""
    if sheet is None or sheet.issue.private or ctx.audience is Audience.RESIDENTS or sheet.issue.state not in OPEN:
        return None
    return sheet


def called(sheet: Sheet, person_id: int | None, name: PublicHtml, ctx: RenderContext) -> PublicHtml:
    """A name that rings that person's phone, where the address is known."""
    address = ctx.addresses.get(person_id) if person_id is not None else None
    return put('<a href="tg://user?id={}">{}</a>', known(address.removeprefix("tg:")), name) if address else name


def group_nudge(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """One short message under the card: the holder should plan, reply, or is asked about by a manager."""
    sheet = _live(sheet, ctx)
    if sheet is None or sheet.issue.holder_id is None:
        return None
    text = nudge_text(sheet, row, tr, ctx, called(sheet, sheet.issue.holder_id, short_name(sheet.holder, tr), ctx))
    return PublicView(text, nudge_buttons(sheet, tr)) if text else None


def nudge_text(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext, who: PublicHtml) -> PublicHtml:
    """What the holder is reminded of; nothing when it was done meanwhile."""
    issue, zone = sheet.issue, ctx.settings.zone
    facts = {"who": who, "title": title(sheet, tr), "time": stamp(row.due_at, ctx.now, zone, tr)}
    nudge = read(row.data, Nudged)
    match nudge.why:
        case "plan" if not issue.plan:
            due = due_of(issue, DeadlineKind.REPLY)
            if due is None:
                return tr.t("{who}, {title}: what is to be done?", **facts)
            facts["time"] = stamp(due.due_at, ctx.now, zone, tr)
            return tr.t("{who}, {title}: what is to be done? The resident is to hear by {time}.", **facts)
        case "reply" if issue.now.replied_at is None:
            return tr.t("{who}, {title}: the resident was to hear by {time}. Please say a word.", **facts)
        case "left":
            return tr.t("{who}, {title}: the danger is over. Anything left to do? If not, press “Done”.", **facts)
        case "scene" if issue.urgent:
            return tr.t(
                "{who}, {title}: you are there, as you said. Is it over? If so, press “Danger is over”.", **facts
            )
        case "limit":
            return tr.t("{who}, {title}: the promised day is over. How does it stand?", **facts)
        case "manager":
            by = sheet.posts.get(nudge.by or 0)
            return tr.t("{who}, {by} asks how {title} stands.", by=post_name(by, tr), **facts)
    return NOTHING


def nudge_buttons(sheet: Sheet, tr: Translator) -> Rows:
    """Wording.md §5.8."""
    issue = sheet.issue
    if issue.urgent:
        return card_buttons(sheet, tr)
    first = button(tr.t("Tell the resident how"), "s_plan", issue)
    return rows(first, (button(tr.t("Done"), "s_done", issue), button(tr.t("Not today"), "s_promise", issue)))


def group_rung(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """One short line under the card: who was told, and why."""
    sheet = _live(sheet, ctx)
    if sheet is None:
        return None
    rung = read(row.data, Rung).rung
    when = stamp(row.due_at, ctx.now, ctx.settings.zone, tr)
    if (tier := told_tier(sheet, rung, tr)) is None:  # that nobody can be reached is said by itself
        return None
    facts = {"title": title(sheet, tr), "time": when, "tier": tier}
    if rung == 1 and sheet.issue.holder_id is None:
        return PublicView(tr.t("🔴 {title}: nobody took it by {time}, {tier} was told.", **facts))
    if rung == 1:
        return None
    if rung == 4 and sheet.issue.state is State.PROMISED:
        if by_the_hour(sheet.issue):
            return PublicView(tr.t("🔴 {title}: the promised hour is over, {tier} was told.", **facts))
        return PublicView(tr.t("🔴 {title}: the promised day is over, {tier} was told.", **facts))
    if sheet.light is Light.ASKED:
        return PublicView(tr.t("⚪ {title}: takes longer, {tier} was told.", **facts))
    return PublicView(tr.t("🔴 {title}: not done by {time}, {tier} was told.", **facts))


def group_unanswered(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """Nobody of a tier answered: one mention in that tier's group."""
    sheet = _live(sheet, ctx)
    if sheet is None or not sheet.issue.unanswered:
        return None
    asked = not_answered(sheet, tr)
    lines = [
        tr.t("🔴 Nobody answers: {title}", title=title(sheet, tr)),
        where_line(sheet, ctx.settings.zone, tr),
        tr.t("Asked: {names}", names=asked) if asked else tr.t("There was nobody who could be reached."),
    ]
    if did := did_say(sheet, ctx.settings.zone, tr):
        lines = [*lines[: 2 if not asked else 3], tr.t("Answered: {names}", names=did)]
    takeover = button(tr.t("I take it over"), "s_takeover", sheet.issue)
    return PublicView(glue("\n", lines), rows(button(tr.t("I'm watching it"), "s_watch", sheet.issue), takeover))


RENDER: dict[Kind, PublicRenderer] = {
    Kind.CARD: _card,
    Kind.PUBLIC_CARD: public_card,
    Kind.COMPANY_CARD: company_card,
    Kind.GROUP_NUDGE: group_nudge,
    Kind.GROUP_RUNG: group_rung,
    Kind.GROUP_UNANSWERED: group_unanswered,
}
