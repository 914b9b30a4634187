"""What one of the staff reads privately: pings, offers, words of the resident, reminders; each says what can be done.

Wording.md §4-6. A ping says what, where, since when, who was asked and did not answer, and the resident's last words.
"""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.callbacks import encode
from bot.views.agenda import decision_words
from bot.views.cards import (
    card_buttons,
    hand_up_button,
    holders_card,
    nudge_buttons,
    nudge_text,
    over_line,
    receive_buttons,
)
from bot.views.common import (
    by_the_hour,
    category_name,
    made_words,
    number_words,
    post_name,
    promised_words,
    role_name,
    short_name,
    span,
)
from bot.views.consulting import consulted
from bot.views.context import RenderContext
from bot.views.danger import (
    also_words,
    danger_maybe,
    danger_over,
    in_danger,
    named_by,
    plea_line,
    plea_lines,
    police_buttons,
    police_line,
    reporter_says_over,
    scene_lines,
    scene_said,
)
from bot.views.lists import lists_missed, same_day_community, same_day_holder
from bot.views.night import day_changed
from bot.views.pieces import Renderer, Told, about_issue, today, when
from bot.views.staff_words import (
    GRADES,
    Say,
    at_words,
    did_say,
    ended,
    found_undone,
    holder_words,
    in_full,
    is_manager,
    next_line,
    not_answered,
    said,
    say_to,
    sent_along,
    sent_with,
    spoke,
    standing_button,
    title,
    watchers,
    where_line,
    words_line,
    wrong_words,
)
from bot.views.view import NOTHING, Button, Rows, View, cut, esc, glue, in_rows, known, put, rows
from casework.categories import category
from casework.data import maybe, read
from casework.issue.sheet import Sheet
from casework.issue.together import of_one
from casework.lines import Added, Agreed, Complained, HasItToo, Noted, Rated, WithOther, in_meeting, post_told, says_own
from casework.meeting.agenda import tier_on_agenda
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.deadlines import Ping, PingAnswer
from casework.model.issues import Action, Grade, Promise, Rating, State
from casework.model.people import Role
from casework.model.timeline import AttachmentKind, Entry
from casework.neighbourhood.rights import MANAGERS, SEAT_PASSED, Relation, What, covers, may_do
from casework.tiers import tier_row
from casework.timeline import newest
from casework.told import Apart, AsKind, GradeSet, HomeWords, Moved, Nudged
from casework.transitions import ANSWERS, OPEN, OPENED_AGAIN, REFUSED
from casework.words.masking import masked
from locales.markup import Html
from locales.translator import Translator

FIRST_ASKED = 0
A_WHILE = timedelta(minutes=2)
"""Asked so long after it was reported, it had waited for the morning."""
BUNDLE_LINES = 12
NUMBERS_IN_A_ROW = 4


# Pings, wording.md §5


def ping(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """One person is asked. Dropped when the ping was answered or overtaken meanwhile; several are one message."""
    if len(ctx.bundle) > 1:
        return ping_bundle(ctx.bundle, tr, ctx)
    if sheet.ping is None or not sheet.ping.live or sheet.issue.state not in OPEN:
        return None
    photos = sent_along(sheet) if sheet.ping.rung == FIRST_ASKED or sheet.issue.private else _last_voice(sheet)
    return replace(asked_again(sheet, sheet.ping, tr, ctx), photos=photos)


def _last_voice(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """What the resident said last, where that can only be listened to."""
    last = sheet.last_words
    return sent_with(sheet, last) if last is not None and not last.text else ()


def asked_again(sheet: Sheet, asked: Ping, tr: Translator, ctx: RenderContext) -> View:
    """The ping's text and buttons, without what was sent along."""
    zone = ctx.settings.zone
    lines: list[Html] = [
        _passed_on(sheet, asked, ctx, tr),
        _ping_head(sheet, asked, ctx, tr),
        where_line(sheet, zone, tr, community=True),
        *_ping_facts(sheet, asked, zone, tr, say_to(sheet.knows(What.NAMES))),
    ]
    return View(glue("\n", [line for line in lines if line]), ping_buttons(sheet, asked, tr))


def _passed_on(sheet: Sheet, asked: Ping, ctx: RenderContext, tr: Translator) -> Html:
    """5.7: who of the same round was asked before and did not answer."""
    passed = sheet.newest(Action.TRANSFER)
    if asked.rung == FIRST_ASKED and passed is not None and post_told(passed) == asked.post_id:
        by = sheet.posts.get(passed.post_id) if passed.post_id else None
        return tr.t("{name} says it is yours:", name=post_name(by, tr))
    if asked.rung < 2:
        return NOTHING
    waiting = [(post, one) for post, one in sheet.asked(asked.rung) if not sheet.answered(one)]
    before = [(post, one) for post, one in waiting if one.live and one.asked_at < asked.asked_at]
    if not before:
        return NOTHING
    post, one = before[-1]
    waited = span(asked.asked_at - one.asked_at, tr)
    return tr.t("{name} has not answered for {span}, so it is your turn:", name=post_name(post, tr), span=waited)


def _ping_head(sheet: Sheet, asked: Ping, ctx: RenderContext, tr: Translator) -> Html:
    issue = sheet.issue
    facts = {"title": title(sheet, tr), "span": _late_by(asked, ctx, tr)}
    if issue.urgent:
        return tr.t("🆘 <b>{title}</b> · danger, go now", **facts)
    redos = sum(one.action in OPENED_AGAIN for one in sheet.timeline)
    began = sheet.newest(*OPENED_AGAIN, Action.SPLIT)  # what was taken apart begins anew, and was never done
    if asked.rung == 1 and began is not None and began.action in OPENED_AGAIN:
        return tr.t("🔁 <b>{title}</b> · not solved, the resident says (time {round})", round=redos, **facts)
    if asked.rung == FIRST_ASKED:
        return tr.t("🟢 <b>{title}</b> · who takes it?", **facts)
    if asked.rung == 4 and issue.state is State.PROMISED:
        if by_the_hour(issue):
            return tr.t("🔴 <b>{title}</b> · the promised hour is over", **facts)
        return tr.t("🔴 <b>{title}</b> · the promised day is over", **facts)
    if asked.rung >= 3:
        return tr.t("🔴 <b>{title}</b> · not done after {span}", **facts)
    if issue.holder_id is None:
        return tr.t("🔴 <b>{title}</b> · nobody takes it", **facts)
    if asked.rung == 1:
        return tr.t("🟡 <b>{title}</b> · please keep an eye on it", **facts)
    return tr.t("🔴 <b>{title}</b> · not done in time", **facts)


def _late_by(asked: Ping, ctx: RenderContext, tr: Translator) -> Html:
    return span(ctx.settings.rung(asked.rung).after, tr) if asked.rung else NOTHING


def _ping_facts(sheet: Sheet, asked: Ping, zone: ZoneInfo, tr: Translator, say: Say[Html]) -> list[Html]:
    issue = sheet.issue
    lines: list[Html] = [words_line(sheet, tr, say), plea_line(sheet, tr), police_line(sheet, zone, tr)]
    if asked.rung == 1 and issue.holder_id is None:
        waited = span(asked.asked_at - issue.t0, tr)
        lines.append(tr.t("Reported {span} ago.", span=waited))
    wrong: Html = NOTHING
    if issue.round > 1:
        again = next((e for e in reversed(sheet.timeline) if e.action in OPENED_AGAIN), None)
        if again is not None and again.action == Action.NOT_FIXED:
            lines.append(found_undone(again, tr, say))
        elif wrong := wrong_words(again, tr, say, voice=spoke(sheet, again)):
            lines.append(tr.t("The resident says: {words}", words=wrong))
    if issue.holder_id is not None:
        lines.append(holder_words(sheet, zone, tr))
        if issue.plan:
            lines.append(tr.t("How: {plan}", plan=say(issue.plan, limit=200)))
    if (silent := not_answered(sheet, tr, before=asked)) and (issue.holder_id is None or issue.urgent):
        lines.append(tr.t("Asked: {names}", names=silent))
    if issue.holder_id is None and not issue.urgent:
        lines += _written(sheet, zone, tr, say)
        if did := did_say(sheet, zone, tr, deeds=True):
            lines.append(tr.t("Answered: {names}", names=did))
    lines += [
        tr.t("{name} knows and is watching", name=post_name(post, tr)) for post in watchers(sheet) if asked.rung > 1
    ]
    lines += scene_lines(sheet, zone, tr, say)
    named = named_by(sheet) if asked.rung == FIRST_ASKED and issue.urgent else None
    if named is not None and named.text and named not in sheet.added:
        lines.insert(1, put("🆘 “{}”", say(named.text, limit=200)))  # what made it a danger may have been said later
    if asked.rung == FIRST_ASKED:
        lines.append(next_line(sheet, zone, tr, lights=False))
    elif sheet.last_words is not None:
        when = at_words(sheet.last_words.at, sheet, zone, tr)
        last = put("“{}”", say(sheet.last_words.text, limit=200)) if sheet.last_words.text else tr.t("🎤 by voice")
        lines.append(tr.t("The resident's last words ({time}): {words}", time=when, words=last))
    elif issue.reporters and not wrong:
        lines.append(tr.t("The resident has said nothing more."))
    return lines


def _written(sheet: Sheet, zone: ZoneInfo, tr: Translator, say: Say[Html]) -> list[Html]:
    """What those who were asked wrote of it instead of taking it: the last words of each."""
    wrote = {ping.person_id for _, ping in sheet.asked_once() if sheet.answered(ping)}
    notes = [one for one in sheet.timeline if one.action == Action.NOTE and one.text and one.round == sheet.issue.round]
    lines: list[Html] = []
    for one in {one.person_id: one for one in notes if one.person_id in wrote}.values():
        facts = {"name": post_name(sheet.posts.get(one.post_id or 0), tr), "time": at_words(one.at, sheet, zone, tr)}
        lines.append(tr.t("{name}: “{words}” ({time})", **facts, words=say(one.text, limit=200)))
    return lines


def ping_buttons(sheet: Sheet, asked: Ping, tr: Translator) -> Rows:
    """Watching / take it / nudge / assign / promise / history, as fits the rung (wording.md §5)."""
    issue = sheet.issue
    if issue.holder_id == asked.person_id and not issue.urgent:  # nobody hurries himself, or takes over from himself
        return card_buttons(sheet, tr)
    post = sheet.posts.get(asked.post_id)
    watch = standing_button(tr.t("I'm watching it"), "s_watch", issue)
    history = standing_button(tr.t("What happened"), "s_hist", issue)
    phone = standing_button(tr.t("Phone somebody"), "s_phone", issue)
    if issue.urgent:
        there = standing_button(tr.t("I'm there"), "s_here", issue)
        if not is_manager(post):
            return rows(there, (watch, phone))
        over = standing_button(tr.t("Danger is over"), "s_normal", issue, word="over")
        false = standing_button(tr.t("False alarm"), "s_normal", issue, word="false")
        return rows(watch, (phone, there), (over, false), *police_buttons(sheet, tr))
    if asked.rung == FIRST_ASKED and not is_manager(post):
        not_mine = standing_button(tr.t("Not mine"), "s_notmine", issue)
        danger = standing_button(tr.t("Danger"), "s_danger", issue)
        return rows(standing_button(tr.t("🙋 I'll take it"), "s_accept", issue), (not_mine, danger), (history,))
    take = standing_button(tr.t("I take it over"), "s_takeover", issue)
    assign = standing_button(tr.t("Give it to…"), "s_assign", issue)
    more = standing_button(tr.t("More"), "s_more", issue)
    if not is_manager(post):
        return rows(standing_button(tr.t("🙋 I'll take it"), "s_takeover", issue), (watch, history))
    if issue.holder_id is None:
        return rows(watch, (take, assign), (phone, history))
    hurry = standing_button(tr.t("Hurry {name}", name=cut(_plain(sheet, tr), 10)), "s_nudge", issue)
    day = standing_button(tr.t("Name a day"), "s_promise", issue)
    above = post is not None and post.role in MANAGERS - {Role.COMMUNITY_MANAGER}
    last = history if above else more
    whistle = standing_button(tr.t("Whistle departments"), "s_whistle", issue)
    offered = (whistle,) if above and sheet.can_whistle and not issue.private else ()
    if issue.state is State.PROMISED:
        day = standing_button(tr.t("Another day"), "s_move", issue)
    return rows(watch, (hurry, assign), (take, day), (phone, last), offered)


def _plain(sheet: Sheet, tr: Translator) -> str:
    return sheet.holder.name if sheet.holder and sheet.holder.name else tr.t("them")


def ping_over(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The ping's message, once it is answered: who has it. Whoever took it gets the card with its buttons."""
    mine, issue = sheet.ping, sheet.issue
    if isinstance(row.data, Apart):
        return _apart_again(sheet, row, tr)
    if mine is not None and mine.live:
        return None
    if len(ctx.bundle) > 1:
        return _bundle_over([one for _, one in ctx.bundle], row, tr)
    facts = {"title": title(sheet, tr), "name": post_name(sheet.holder, tr)}
    if not sheet.knows(What.CARD):
        return View(tr.t("{number} is with others now.", number=number_words(issue, tr)))
    if (own := _yours(sheet, tr, ctx)) is not None:
        return own
    watching = watchers(sheet)
    history = rows(standing_button(tr.t("What happened"), "s_hist", issue))
    if mine is None:  # of a round before
        return View(_who_has_it(sheet, tr), history)
    asked = sheet.posts.get(mine.post_id)
    if asked is not None and not covers(asked, issue.line, issue.estate_id) and moved_entry(sheet) is not None:
        place = esc(masked(sheet.place))
        return View(tr.t("{title}: it is at {place}, not yours.", title=facts["title"], place=place))
    if mine.answer is PingAnswer.OVERTAKEN and any(one.live and one.person_id == row.person_id for one in issue.pings):
        return View(tr.t("{title}: you were asked again, see below.", **facts))
    if issue.state not in OPEN:
        return View(_who_has_it(sheet, tr), history)
    if mine.answer is PingAnswer.WATCH and mine.person_id == row.person_id:
        return View(tr.t("✓ {title}: you are watching it.", **facts), _watching_buttons(sheet, tr))
    passed = sheet.newest(Action.TRANSFER)
    if issue.holder_id is None and passed is not None and passed.person_id == mine.person_id:
        to = sheet.posts.get(post_told(passed) or 0)
        accept = standing_button(tr.t("🙋 I'll take it"), "s_accept", issue)
        text = tr.t("{title}: {name} was asked. Nobody has it yet.", title=facts["title"], name=post_name(to, tr))
        return View(text, rows(accept, *history))
    if watching and mine.answered_at is not None and issue.now.accepted_at != mine.answered_at:
        return View(
            tr.t("{title}: {name} is watching it.", title=facts["title"], name=post_name(watching[-1], tr)), history
        )
    if issue.urgent:  # whoever comes after the first presses it too
        return _asked_in_danger(sheet, mine, tr, ctx)
    return View(_who_has_it(sheet, tr), history)


def _apart_again(sheet: Sheet, row: Message, tr: Translator) -> View:
    """Where it stood that it is together with another, on the phone of somebody who was asked before that."""
    history = rows(standing_button(tr.t("What happened"), "s_hist", sheet.issue))
    asked_anew = any(one.live and one.person_id == row.person_id for one in sheet.issue.pings)
    if not sheet.knows(What.CARD):
        return View(tr.t("{number} is with others now.", number=number_words(sheet.issue, tr)))
    if asked_anew and sheet.issue.state in OPEN:
        return View(tr.t("{title} goes on by itself again, see below.", title=title(sheet, tr)), history)
    return View(_who_has_it(sheet, tr), history)


def _yours(sheet: Sheet, tr: Translator, ctx: RenderContext) -> View | None:
    """The holder's card, for whoever has it; None for everybody else."""
    issue = sheet.issue
    if issue.state not in (*OPEN, State.RESOLVED) or all(way.relation is not Relation.HOLDER for way in sheet.ways):
        return None
    own = holders_card(sheet, tr, ctx.settings.zone, in_full)
    return View(put("{}\n{}", tr.t("✓ It is yours."), own.text) if issue.state in OPEN else own.text, own.buttons)


def _asked_in_danger(sheet: Sheet, mine: Ping, tr: Translator, ctx: RenderContext) -> View:
    """Who is there, who is on the way, what they found; and the button with which one says that one is there."""
    own = [tr.t("✓ {title}: you are on the way.", title=title(sheet, tr))] if mine.answer is PingAnswer.TAKE else []
    head: list[Html] = [*(own or [title(sheet, tr)])]
    if sheet.issue.holder_id is not None:
        head = [tr.t("{title}: {name} has it.", title=title(sheet, tr), name=post_name(sheet.holder, tr)), *own]
    lines = [*head, *scene_lines(sheet, ctx.settings.zone, tr, say_to(sheet.knows(What.NAMES)))]
    there = standing_button(tr.t("I'm there"), "s_here", sheet.issue)
    return View(glue("\n", lines), rows((there, standing_button(tr.t("What happened"), "s_hist", sheet.issue))))


def _bundle_over(sheets: list[Sheet], row: Message, tr: Translator) -> View:
    """The message of several, when none of them asks any more: a line each, and its number to look at it."""
    lines: list[Html] = [put("· {}", _how_it_ended(sheet, row.person_id, tr)) for sheet in sheets[:BUNDLE_LINES]]
    numbers = [standing_button(str(one.issue.number), "s_open", one.issue) for one in sheets[:BUNDLE_LINES]]
    return View(glue("\n", lines), rows(*in_rows(numbers, NUMBERS_IN_A_ROW)))


def _how_it_ended(sheet: Sheet, person_id: int | None, tr: Translator) -> Html:
    if not sheet.knows(What.CARD):
        return tr.t("{number} is with others now.", number=number_words(sheet.issue, tr))
    watching = sheet.ping is not None and sheet.ping.answer is PingAnswer.WATCH and sheet.ping.person_id == person_id
    if watching and sheet.issue.state in OPEN:
        return tr.t("✓ {title}: you are watching it.", title=title(sheet, tr))
    return _who_has_it(sheet, tr)


def _watching_buttons(sheet: Sheet, tr: Translator) -> Rows:
    issue = sheet.issue
    history = standing_button(tr.t("What happened"), "s_hist", issue)
    take = standing_button(tr.t("I take it over"), "s_takeover", issue)
    if issue.urgent:
        return rows(standing_button(tr.t("I'm there"), "s_here", issue), (take, history))
    if issue.holder_id is None:
        return rows((take, history))
    hurry = standing_button(tr.t("Hurry {name}", name=cut(_plain(sheet, tr), 10)), "s_nudge", issue)
    return rows((hurry, take), (history,))


def ping_bundle(pings: list[tuple[Message, Sheet]], tr: Translator, ctx: RenderContext) -> View | None:
    """Several due at once for one person: one message, a line and a number button each (wording.md §5.6)."""
    live = [(row, s) for row, s in pings if s.ping is not None and s.ping.live and s.issue.state in OPEN]
    if not live:
        return None
    if len(live) == 1:
        return ping(live[0][1], live[0][0], tr, replace(ctx, bundle=[]))
    nobody = sum(sheet.issue.holder_id is None for _, sheet in live)
    head: Html = tr.n("🔴 {n} matter asks for you", "🔴 {n} matters ask for you", len(live))
    live.sort(key=lambda one: (not one[1].issue.urgent, -(one[1].ping.rung if one[1].ping else 0), one[1].issue.t0))
    if all(_from_the_night(sheet) for _, sheet in live):
        head = tr.n("🌅 {n} matter came in the night", "🌅 {n} matters came in the night", len(live))
    elif all(sheet.ping is not None and sheet.ping.rung == FIRST_ASKED for _, sheet in live):
        head = tr.n("🟢 {n} new matter", "🟢 {n} new matters", len(live))
    elif nobody:
        head = put("{}{}", head, tr.t(", {n} of them nobody has taken", n=nobody))
    if len({sheet.issue.community_id for _, sheet in live}) == 1:
        head = put("{}{}", head, tr.t(", all in {place}", place=esc(live[0][1].community)))
    one = of_one([s.issue for _, s in live if may_do(Action.MERGE, s.issue, s.ways)], ctx.settings.same_within)
    if one:
        what = category_name(one[0].category, tr)
        head = put("{}{}", head, tr.t(", {n} look like one matter ({what})", n=len(one), what=what))
    lines: list[Html] = [head, *(_bundle_line(sheet, tr) for _, sheet in live[:BUNDLE_LINES])]
    if len(live) > BUNDLE_LINES:
        lines.append(tr.t("and {n} more: /huoer", n=len(live) - BUNDLE_LINES))
    numbers = [standing_button(str(sheet.issue.number), "s_open", sheet.issue) for _, sheet in live[:BUNDLE_LINES]]
    newest = max(sheet.ping.id for _, sheet in live if sheet.ping is not None)
    watch = Button(tr.t("I'm watching them"), encode("s_watchall", newest))
    merge = (Button(tr.t("Make the {n} one matter", n=len(one)), encode("s_mergeall", newest)),) if one else ()
    return View(glue("\n", lines), rows(merge, *in_rows(numbers, NUMBERS_IN_A_ROW), watch))


def _from_the_night(sheet: Sheet) -> bool:
    """Whether it waited for the morning to be asked about."""
    asked = sheet.ping
    return asked is not None and asked.rung == FIRST_ASKED and asked.asked_at - sheet.issue.t0 > A_WHILE


def _bundle_line(sheet: Sheet, tr: Translator) -> Html:
    who = short_name(sheet.holder, tr) if sheet.holder else tr.t("nobody has it")
    return put("· {} · {} · {}", title(sheet, tr), said(sheet.place, limit=60), who)


# The holder's and the managers' other messages


def _card_under(head: Html, sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> Html:
    own = holders_card(sheet, tr, ctx.settings.zone, say_to(sheet.knows(What.NAMES)))
    return put("{}\n{}", head, own.text)


def _open(sheet: Sheet, tr: Translator) -> Button:
    return standing_button(tr.t("Show it"), "s_open", sheet.issue)


def _nudge(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if sheet.issue.state not in OPEN:
        return None
    if row.ping_id is not None:
        return _instead(sheet, row, tr, ctx)
    text = nudge_text(sheet, row, tr, ctx, short_name(sheet.holder, tr))
    return View(text, nudge_buttons(sheet, tr)) if text else None


def _instead(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The holder is away: whoever covers is asked instead."""
    issue = sheet.issue
    if sheet.ping is None or not sheet.ping.live or issue.holder_id in (None, row.person_id):
        return None
    time = when(row.due_at, tr, ctx)
    nudge = read(row.data, Nudged)
    by = sheet.posts.get(nudge.by or 0)
    what: Html
    match nudge.why:
        case "plan":
            what = tr.t("What is to be done was due {time}.", time=time)
        case "reply":
            what = tr.t("The resident was to hear by {time}.", time=time)
        case "eve":
            what = tr.t("Tomorrow is the promised day.")
        case "day":
            what = tr.t("Today is the promised day.")
        case "hour":
            what = tr.t("The promised time comes near.")
        case "today":
            what = tr.t("It is neither done nor promised today.")
        case "left":
            what = tr.t("The danger is over. Is anything left to do?")
        case "resident":
            what = tr.t("The resident asks how it stands.")
        case "scene":
            what = tr.t("Somebody was there. Is it over?")
        case "redo":
            what = _not_done(sheet, tr)
        case _:
            what = tr.t("{by} asks how it stands.", by=post_name(by, tr))
    who = tr.t("{person} is away, so I ask you: {title}.", person=post_name(sheet.holder, tr), title=title(sheet, tr))
    take = standing_button(tr.t("I take it over"), "s_takeover", issue)
    watch = standing_button(tr.t("I'm watching it"), "s_watch", issue)
    return View(put("{}\n{}", who, what), rows(take, watch))


def _not_done(sheet: Sheet, tr: Translator) -> Html:
    """That it is not done after all, in the words of whoever said so last."""
    entry = newest(sheet.timeline, (Action.REOPEN, Action.NOT_FIXED))
    words = wrong_words(entry, tr, say_to(sheet.knows(What.NAMES))) if entry is not None else NOTHING
    text = tr.t("It is not done after all: it goes on.")
    return put("{} {}", text, words) if words else text


def _resident_said(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if sheet.entry is None:
        return None
    say = say_to(sheet.knows(What.NAMES))
    text = put("“{}”", say(sheet.entry.text, limit=1500)) if sheet.entry.text else NOTHING
    along = {kind for kind, _ in sent_with(sheet, sheet.entry)}
    sign = known("🎤" if along == {AttachmentKind.VOICE} else "📷")
    head = tr.t("💬 {title}, the resident: {words}", title=title(sheet, tr), words=text or sign)
    if sheet.entry.action == Action.ME_TOO:
        return _neighbour_too(sheet, sheet.entry, text, tr)
    added = maybe(sheet.entry.data, Added)
    by, urgent = sheet.entry.person_id, sheet.issue.urgent
    own = by is None or sheet.entry.post_id is not None or sheet.issue.is_reporter(by)
    if sheet.entry.action == Action.AMEND and not own and not urgent:
        head = tr.t("💬 {title}, a neighbour: {words}", title=title(sheet, tr), words=text)
        return View(head, rows((_open(sheet, tr),)))
    if added.cannot_wait:
        head = tr.t("💬 {title}, the resident cannot wait: {words}", title=title(sheet, tr), words=text)
    hint = tr.t("Answer this message, and it goes to the resident.")
    photos = sent_with(sheet, sheet.entry)
    if sheet.issue.urgent and added.over:
        return replace(reporter_says_over(sheet, text, tr), photos=photos)
    if added.over and sheet.issue.state in OPEN:
        ask = tr.t("The resident says it is mended. Is it? Then press “Done”; nobody is called about it any more.")
        done = standing_button(tr.t("Done"), "s_done", sheet.issue)
        return View(put("{}\n{}", head, ask), rows((done, _open(sheet, tr))), photos=photos)
    if sheet.issue.urgent and sheet.issue.state in OPEN:
        there = standing_button(tr.t("I'm there"), "s_here", sheet.issue)
        calm = bool(added.plea or added.calm)
        first = head if calm else put("🆘 {}", head)
        lines = [one for one in (first, also_words(sheet.entry, tr), plea_lines(sheet.entry, tr)) if one]
        return View(glue("\n", lines), rows((there, _open(sheet, tr))), photos=photos, silent=calm)
    tell = standing_button(tr.t("Answer"), "s_tell", sheet.issue)
    return View(put("{}\n{}", head, hint), rows((tell, _open(sheet, tr))), photos=photos)


def _neighbour_too(sheet: Sheet, entry: Entry, text: Html, tr: Translator) -> View:
    """A danger says at which building, since that is one more door to knock at."""
    at = maybe(entry.data, HasItToo).at
    words = text or (known("📷") if sent_with(sheet, entry) else NOTHING)
    facts = {"title": title(sheet, tr), "words": words, "place": esc(at or "")}
    if not sheet.issue.urgent or sheet.issue.state not in OPEN:
        head = tr.t("💬 {title}, a neighbour has it too: {words}", **facts)
        return View(head, rows((_open(sheet, tr),)), photos=sent_with(sheet, entry))
    head = tr.t("🆘 {title}: a neighbour at {place} says that it is there too. {words}", **facts)
    if not at:
        head = tr.t("🆘 {title}: a neighbour says that it is at home too. {words}", **facts)
    there = standing_button(tr.t("I'm there"), "s_here", sheet.issue)
    return View(head, rows((there, _open(sheet, tr))), photos=sent_with(sheet, entry))


def moved_entry(sheet: Sheet) -> Entry | None:
    """The reporter's newest word that it is elsewhere."""
    return next((one for one in reversed(sheet.timeline) if maybe(one.data, Added).moved_to), None)


def _moved(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """To everybody who was asked: where it is; and to those of the former place that it is not theirs."""
    issue = sheet.issue
    if sheet.entry is None or issue.state not in OPEN or sheet.entry != moved_entry(sheet):
        return None
    say = say_to(sheet.knows(What.NAMES))
    facts = {"title": title(sheet, tr), "place": esc(masked(sheet.place)), "words": say(sheet.entry.text, limit=1500)}
    if not read(row.data, Moved).here:
        return View(tr.t("✓ {title}: the place was corrected, it is at {place}. You need not go any more.", **facts))
    text = tr.t("{title}, the place was corrected: {place}. “{words}”", **facts)
    photos = sent_with(sheet, sheet.entry)
    if not issue.urgent:
        return View(text, rows((_open(sheet, tr),)), photos=photos)
    there = standing_button(tr.t("I'm there"), "s_here", issue)
    return View(put("🆘 {}", text), rows((there, _open(sheet, tr))), photos=photos)


def _staff_said(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """A word of one of the staff that another has to hear."""
    if sheet.entry is None:
        return None
    say = say_to(sheet.knows(What.NAMES))
    words = put("“{}”", say(sheet.entry.text, limit=1500)) if sheet.entry.text else known("📷")
    name = post_name(sheet.posts.get(sheet.entry.post_id or 0), tr)
    head = tr.t("💬 {title}, {name}: {words}", title=title(sheet, tr), name=name, words=words)
    return View(head, rows((_open(sheet, tr),)), photos=sent_with(sheet, sheet.entry))


def _resident_asks(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if sheet.issue.state not in OPEN:
        return None
    head: Html = tr.t("❓ {title}: the resident asks how it stands.", title=title(sheet, tr))
    hint = tr.t("Answer this message, and it goes to the resident.")
    issue = sheet.issue
    if sheet.entry is not None and sheet.entry.action == Action.AMEND:
        words = put("“{}”", say_to(sheet.knows(What.NAMES))(sheet.entry.text, limit=1500))
        head = tr.t("❓ {title}: the resident asks you to hurry. {words}", title=title(sheet, tr), words=words)
    if issue.holder_id is None:
        take = standing_button(tr.t("🙋 I'll take it"), "s_accept", issue)
        return View(put("{}\n{}", head, next_line(sheet, ctx.settings.zone, tr)), rows(take, _open(sheet, tr)))
    tell = standing_button(tr.t("Answer"), "s_tell", issue)
    return View(put("{}\n{}", head, hint), rows((tell, _open(sheet, tr))))


def _arrived(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    text = tr.t(
        "✓ {number}: the resident has it, {time}",
        number=number_words(sheet.issue, tr),
        time=at_words(row.due_at, sheet, ctx.settings.zone, tr),
    )
    return View(text, silent=True)


def _grade_fyi(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    issue = sheet.issue
    made = read(row.data, GradeSet)
    if issue.state not in OPEN or issue.grade is None or made.grade != issue.grade:
        return None
    usual = Grade(category(issue.category).grade)
    post = sheet.posts.get(made.post_id) if made.post_id is not None else sheet.holder
    text = tr.t(
        "{title} is to be done {grade}, longer than usual: {why}. Decided by {name}.",
        title=title(sheet, tr),
        grade=tr.t(GRADES[issue.grade]),
        why=said(made.why.rstrip("。."), limit=200),
        name=post_name(post, tr),
    )
    no = standing_button(tr.t("No, {grade}", grade=tr.t(GRADES[usual])), "s_gradeno", issue, says="no")
    return View(text, rows((standing_button(tr.t("All right"), "s_ok", issue, says="yes"), no)), silent=True)


def _settled(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """To who holds, held or might hold it: it is withdrawn, somebody else has it now, the longer time was not agreed
    to, or another who was asked says that it is his or hers."""
    entry = sheet.entry
    if entry is None:
        return None
    by = sheet.posts.get(entry.post_id) if entry.post_id else None
    facts = {"title": title(sheet, tr), "name": post_name(by, tr)}
    match entry.action:
        case Action.WITHDRAW:
            return View(tr.t("↩️ {title}: the resident has taken it back. There is nothing more to do.", **facts))
        case "left_to_neighbours":
            left = tr.t("{title}: whoever reported it took it back; neighbours have it too, so it goes on.", **facts)
            return View(left, rows((_open(sheet, tr),)), silent=True)
        case Action.TRANSFER if sheet.issue.state is State.REPORTED:
            accept = standing_button(tr.t("🙋 I'll take it"), "s_accept", sheet.issue)
            text = put("{} {}", tr.t("{name} says it is yours:", name=facts["name"]), facts["title"])
            return View(text, rows(accept, (_open(sheet, tr),)))
        case Action.TAKE_OVER:
            return View(tr.t("{title}: {name} has taken it over. It is off your hands.", **facts), silent=True)
        case Action.DECIDE | Action.PUT_OFF | Action.CANNOT:
            to = sheet.posts.get(post_told(entry) or 0)
            what = decision_words(entry, to, tr)
            if in_meeting(entry):
                text = tr.t("{title}: {name} decided in the joint meeting. {what}", what=what, **facts)
                return View(text, silent=True)
            return View(tr.t("{title}: {name} decided. {what}", what=what, **facts), silent=True)
        case Action.MERGE:
            other = tr.t("No. {number}", number=read(entry.data, WithOther).number)
            return View(tr.t("🔗 {title} is dealt with together with {other}.", other=other, **facts), silent=True)
        case Action.SPLIT if sheet.issue.state in OPEN:
            text = tr.t("{title} is a matter of its own after all, and yours.", **facts)
            return View(text, rows((_open(sheet, tr),)))
        case Action.GRADE if sheet.issue.state in OPEN and sheet.issue.grade is not None:
            grade = tr.t(GRADES[sheet.issue.grade])
            text = tr.t("{title}: {name} says it is to be done {grade}.", grade=grade, **facts)
            return View(text, rows((_open(sheet, tr),)))
    return None


def _inherited(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if sheet.issue.state not in OPEN:
        return None
    left = sheet.posts.get(sheet.entry.post_id) if sheet.entry and sheet.entry.post_id else None
    if sheet.entry is not None and sheet.entry.action == SEAT_PASSED:
        head = tr.t("This belongs to the post that you have taken. It is yours now:")
    else:
        head = tr.t("{name} has left the post. This is yours now:", name=post_name(left, tr))
    own = holders_card(sheet, tr, ctx.settings.zone, say_to(sheet.knows(What.NAMES)))
    return View(put("{}\n{}", head, own.text), own.buttons, photos=sent_along(sheet))


def _offered(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    issue = sheet.issue
    if issue.transfer_post_id is None or issue.state not in OPEN:
        return None
    head = tr.t("{name} would like to hand this over to you:", name=post_name(sheet.holder, tr))
    take = standing_button(tr.t("🙋 I'll take it"), "s_takeover", issue, says="yes")
    view = _card_under(head, sheet, row, tr, ctx)
    if ordered := _ordered(sheet, tr):
        view = put("{}\n{}", view, ordered)
    if sheet.entry is not None and sheet.entry.text:
        view = put("{}\n{}", view, tr.t("Why: {why}", why=said(sheet.entry.text)))
    refuse = standing_button(tr.t("Not mine, back"), "s_refuse", issue, says="no")
    return View(view, rows(take, (refuse,)), photos=sent_along(sheet))


def _assigned(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    issue = sheet.issue
    if issue.state is not State.DISPATCHED or issue.assignee_post_id is None:
        return None
    by = sheet.posts.get(sheet.entry.post_id) if sheet.entry and sheet.entry.post_id else None
    head: Html = tr.t("{name} gives this to you:", name=post_name(by, tr))
    if ordered := _ordered(sheet, tr):
        head = put("{}\n{}", head, ordered)
    take = standing_button(tr.t("We take it"), "s_take", issue, says="yes")
    back = standing_button(tr.t("Not ours, back"), "s_refuse", issue, says="no")
    return View(_card_under(head, sheet, row, tr, ctx), rows(take, (back,)), photos=sent_along(sheet))


ORDERED_WITHIN = timedelta(minutes=10)


def _ordered(sheet: Sheet, tr: Translator) -> Html:
    """In which words it was given, where they were more than a press."""
    given = sheet.entry
    if given is None:
        return NOTHING
    notes = [
        one for one in sheet.timeline if one.action == Action.NOTE and one.person_id == given.person_id and one.text
    ]
    said_then = [
        one for one in notes if maybe(one.data, Noted).order and given.at - ORDERED_WITHIN <= one.at <= given.at
    ]
    return put("💬 “{}”", say_to(sheet.knows(What.NAMES))(said_then[-1].text, limit=300)) if said_then else NOTHING


def _came_back(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    by = sheet.posts.get(sheet.entry.post_id) if sheet.entry and sheet.entry.post_id else None
    why = said(sheet.entry.text) if sheet.entry else NOTHING
    text = tr.t("{title} came back from {name}: {why}", title=title(sheet, tr), name=post_name(by, tr), why=why)
    assign = standing_button(tr.t("Give it to…"), "s_assign", sheet.issue)
    return View(text, rows((assign, _open(sheet, tr))))


def _not_reported_in(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if sheet.issue.state is not State.DISPATCHED:
        return None
    text = tr.t("{title}: {name} has not taken it yet.", title=title(sheet, tr), name=post_name(sheet.assignee, tr))
    take = standing_button(tr.t("I take it over"), "s_takeover", sheet.issue)
    phone = standing_button(tr.t("Phone somebody"), "s_phone", sheet.issue)
    return View(text, rows((phone, take), (_open(sheet, tr),)))


def _handed(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    by = sheet.posts.get(sheet.entry.post_id) if sheet.entry and sheet.entry.post_id else None
    up = row.kind == Kind.HANDED_UP
    facts = {"name": post_name(by, tr), "why": said(sheet.entry.text) if sheet.entry else NOTHING}
    head = (
        tr.t("{name} cannot settle this and hands it up: {why}", **facts)
        if up
        else tr.t("{name} hands this back down: {why}", **facts)
    )
    text = _card_under(head, sheet, row, tr, ctx)
    take = standing_button(tr.t("I take it over"), "s_takeover", sheet.issue)
    if not up:
        return View(text, rows(*(() if sheet.issue.holder_id == row.person_id else (take,)), _open(sheet, tr)))
    return View(text, rows(*receive_buttons(sheet, tr), (take, *hand_up_button(sheet, tr)), (_open(sheet, tr),)))


def _copy(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """A card that came by hand, as it stands now: its own buttons while it still asks, the card of whoever has it, else
    who has it."""
    issue, kind = sheet.issue, Kind(read(row.data, AsKind).kind)
    if not sheet.knows(What.CARD):
        return View(tr.t("{number} is with others now.", number=number_words(issue, tr)))
    if sheet.entry is not None and _still_asks(sheet, kind, row.person_id):
        return PRIVATE[kind](sheet, replace(row, kind=kind), tr, ctx)  # what is changed sends no photos anew
    if (own := _yours(sheet, tr, ctx)) is not None:
        return own
    history = rows(standing_button(tr.t("What happened"), "s_hist", issue))
    return View(_who_has_it(sheet, tr), history)


def _still_asks(sheet: Sheet, kind: Kind, person_id: int | None) -> bool:
    issue = sheet.issue
    if kind is Kind.ASSIGNED:
        given = sheet.assignee if issue.state is State.DISPATCHED else None
        return given is not None and given.person_id == person_id
    if kind is Kind.OFFERED:
        to = sheet.posts.get(issue.transfer_post_id) if issue.transfer_post_id and issue.state in OPEN else None
        return to is not None and to.person_id == person_id
    after = sheet.timeline[sheet.timeline.index(sheet.entry) + 1 :] if sheet.entry in sheet.timeline else []
    return issue.state in OPEN and not any(one.action in ANSWERS for one in after)


def _who_has_it(sheet: Sheet, tr: Translator) -> Html:
    facts = {"title": title(sheet, tr), "name": post_name(sheet.holder, tr)}
    if sheet.issue.state is State.RESOLVED and sheet.issue.now.false_alarm:
        return tr.t("{title}: a false alarm, there was no danger.", **facts)
    if sheet.issue.state is State.RESOLVED:
        return tr.t("{title}: done.", **facts)
    if sheet.issue.state not in OPEN:
        return over_line(sheet, tr)
    if sheet.issue.holder_id is not None:
        return tr.t("{title}: {name} has it.", **facts)
    if ended(sheet) is not None:
        return tr.t("{title}: the danger is over.", **facts)
    return tr.t("{title}: nobody has it yet.", **facts)


def _promise_eve(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    issue = sheet.issue
    if issue.state is not State.PROMISED or issue.promise is None:
        return None
    eve = row.kind == Kind.PROMISE_EVE
    if issue.promise.hour is not None:
        text = _hour_near(sheet, issue.promise, tr, ctx, eve=eve)
    elif row.kind == Kind.PROMISE_HOUR:
        return None
    elif eve:
        text = tr.t("Tomorrow is the promised day: {title}.", title=title(sheet, tr))
    else:
        text = tr.t("Today is the promised day: {title}.", title=title(sheet, tr))
    can = standing_button(tr.t("It will be done"), "s_ok", issue, says="yes")
    if not eve:
        can = standing_button(tr.t("Done"), "s_done", issue)
    return View(text, rows((can, standing_button(tr.t("Another day"), "s_move", issue, says="no"))))


def _hour_near(sheet: Sheet, made: Promise, tr: Translator, ctx: RenderContext, *, eve: bool) -> Html:
    """What was promised by which hour, and what to say when it is so."""
    facts = {"title": title(sheet, tr), "time": made_words(made, tr, today=today(ctx))}
    if made.comes:
        text = tr.t("{title}: you are to be there by {time}, as you said.", **facts)
        return text if eve else put("{} {}", text, tr.t("When you are, write “I'm there”."))
    text = tr.t("{title}: promised by {time}.", **facts)
    return text if eve else put("{} {}", text, tr.t("When it is done, press “Done”."))


def _put_off_over(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Dropped where somebody has gone on with it."""
    entry = sheet.newest(*ANSWERS)
    if sheet.issue.state not in OPEN or entry is None or entry.action != Action.PUT_OFF:
        return None
    facts = {"title": title(sheet, tr), "why": said(entry.text, limit=200)}
    more = standing_button(tr.t("More"), "s_more", sheet.issue)
    role = role_name(tier_row(tier_on_agenda(sheet.issue)).role, tr)
    text = tr.t(
        "⏳ {title} was put off until today, and is on the agenda of the {role} again: {why}", role=role, **facts
    )
    return View(text, rows((more, _open(sheet, tr))))


def _promise_ahead(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    issue = sheet.issue
    if issue.state is not State.PROMISED or issue.promise is None:
        return None
    text = tr.t(
        "{title} is promised by {day}. How far is it?",
        title=title(sheet, tr),
        day=made_words(issue.promise, tr, near=today(ctx)),
    )
    buttons = (
        standing_button(tr.t("Say how it goes"), "s_tell", issue),
        (standing_button(tr.t("Done"), "s_done", issue), standing_button(tr.t("Another day"), "s_move", issue)),
    )
    return View(text, rows(*buttons))


def _promise_fyi(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    issue = sheet.issue
    if issue.state is not State.PROMISED or issue.promise is None or sheet.holder is None:
        return None
    text = tr.t(
        "{title}: {name} promised it by {day}. Why: {why}",
        title=title(sheet, tr),
        name=post_name(sheet.holder, tr),
        day=made_words(issue.promise, tr, near=today(ctx)),
        why=said(issue.promise.reason, limit=200),
    )
    return View(text, rows(_open(sheet, tr)), silent=True)


def _move_asked(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    issue = sheet.issue
    made = issue.promise
    if made is None or made.moving_to is None:
        return None
    text = tr.t(
        "{title}: {name} asks to move the promised day from {old} to {new}. Why: {why}",
        title=title(sheet, tr),
        name=post_name(sheet.holder, tr),
        old=made_words(made, tr),
        new=promised_words(made.moving_to, made.moving_hour, tr),
        why=said(made.moving_reason),
    )
    yes = standing_button(tr.t("Agree"), "s_agree", issue, word="yes", says="yes")
    no = standing_button(tr.t("Don't agree"), "s_agree", issue, word="no", says="no")
    return View(text, rows((yes, no), (standing_button(tr.t("What happened"), "s_hist", issue),)))


def _move_agreed(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    issue = sheet.issue
    if issue.promise is None:
        return None
    facts = {"title": title(sheet, tr), "day": made_words(issue.promise, tr)}
    if read(row.data, Agreed).agree:
        return View(tr.t("✓ {title}: the community agrees, the day is {day} now.", **facts))
    return View(tr.t("{title}: the community does not agree. It stays {day}.", **facts), rows(_open(sheet, tr)))


def _complaint(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if sheet.entry is None:
        return None
    what = read(sheet.entry.data, Complained)
    if not sheet.entry.text and what.more:  # the rest of an album
        text = tr.t("🔒 {title}: it belongs to the complaint too.", title=title(sheet, tr))
        return View(text, photos=sent_with(sheet, sheet.entry), silent=True)
    facts = {"title": title(sheet, tr), "words": in_full(sheet.entry.text, limit=1500) or known("📷")}
    head = (
        tr.t("🔒 {title}: about the money, for you alone. “{words}”", **facts)
        if what.about == "fee"
        else tr.t("🔒 {title}: about how people were treated, for you alone. “{words}”", **facts)
    )
    photos = sent_with(sheet, sheet.entry)
    holder = tr.t("Who: {name}", name=post_name(sheet.holder, tr))
    history = standing_button(tr.t("What happened"), "s_hist", sheet.issue)
    return View(put("{}\n{}", head, holder), rows(history), photos=photos)


def _forced(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    text = tr.t(
        "🔒 {title} was taken back, and the resident says somebody made him do it. You alone read this.",
        title=title(sheet, tr),
    )
    return View(
        put("{}\n{}", text, words_line(sheet, tr, said)),
        rows(standing_button(tr.t("What happened"), "s_hist", sheet.issue)),
    )


def _appeal(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    issue = sheet.issue
    if issue.state is not State.REJECTED:
        return None
    entry = next((e for e in reversed(sheet.timeline) if e.action in REFUSED), None)
    why = said(entry.text) if entry else NOTHING
    text: Html = tr.t(
        "{title} was refused: {why}. The resident asks you to look again.", title=title(sheet, tr), why=why
    )
    if sheet.entry is not None and sheet.entry.text:
        words = put("“{}”", say_to(sheet.knows(What.NAMES))(sheet.entry.text))
        text = put("{}\n{}", text, tr.t("The resident says: {words}", words=words))
    take = standing_button(tr.t("We take it after all"), "s_reinstate", issue)
    return View(
        put("{}\n{}", text, words_line(sheet, tr, said)),
        rows(take, (standing_button(tr.t("What happened"), "s_hist", issue),)),
        photos=sent_with(sheet, sheet.entry) if sheet.entry is not None else (),
    )


def _redo(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    issue = sheet.issue
    if issue.state not in OPEN or sheet.entry is None:
        return None
    words = wrong_words(sheet.entry, tr, say_to(sheet.knows(What.NAMES)), voice=spoke(sheet, sheet.entry))
    if sheet.entry.action == Action.NOT_FIXED:
        return _looked(sheet, sheet.entry, tr, ctx)
    text = tr.t("{title}, the resident says: {words}. Please go on with it.", title=title(sheet, tr), words=words)
    if not words:
        text = tr.t("{title}, the resident says that it is not solved. Please go on with it.", title=title(sheet, tr))
    photos = sent_with(sheet, sheet.entry)
    plan = standing_button(tr.t("Tell the resident how"), "s_plan", issue)
    line = next_line(sheet, ctx.settings.zone, tr, lights=False)
    return View(put("{}\n{}", text, line), rows(plan, (_open(sheet, tr),)), photos=photos)


def _looked(sheet: Sheet, entry: Entry, tr: Translator, ctx: RenderContext) -> View:
    by = sheet.posts.get(entry.post_id) if entry.post_id else None
    facts = {"title": title(sheet, tr), "name": post_name(by, tr), "words": said(entry.text, limit=400)}
    text = tr.t("{title}: {name} says that it is not done after all: {words}. Please go on with it.", **facts)
    if not says_own(entry):
        text = tr.t(
            "{title}: neighbours say that it is not done. {name} looked: {words}. Please go on with it.", **facts
        )
    plan = standing_button(tr.t("Tell the resident how"), "s_plan", sheet.issue)
    return View(
        put("{}\n{}", text, next_line(sheet, ctx.settings.zone, tr, lights=False)), rows(plan, (_open(sheet, tr),))
    )


def _go_tell(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    issue = sheet.issue
    if issue.state not in OPEN:
        return None
    text = tr.t("{title}: my messages do not reach the resident. Could you go and tell them?", title=title(sheet, tr))
    where = where_line(sheet, ctx.settings.zone, tr)
    what = tr.t("What to tell: {plan}", plan=said(issue.plan)) if issue.plan else NOTHING
    line = glue("\n", [part for part in (text, where, words_line(sheet, tr, said), what) if part])
    go = standing_button(tr.t("I'll go"), "s_ok", issue, word="go", says="yes")
    return View(line, rows(standing_button(tr.t("Told in person"), "s_told", issue), (go, _open(sheet, tr))))


def _visit_note(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    text = tr.t("{title}: door and phone are there, for whoever works on it.", title=title(sheet, tr))
    return View(text, rows(standing_button(tr.t("Door and phone"), "s_visit", sheet.issue)))


def _mended_asked(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Neighbours say that it is over; what counts is the holder's word."""
    issue = sheet.issue
    if issue.state not in OPEN or issue.holder_id != row.person_id:
        return None
    text = tr.t("{title}: neighbours write in their group that it is over. Is it?", title=title(sheet, tr))
    return View(text, rows((standing_button(tr.t("Done"), "s_done", issue, says="yes"),)))


def _tonight(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The reporter cannot wait for the morning: why, and that it may be set back."""
    if sheet.entry is None or not sheet.issue.tonight or sheet.issue.state not in OPEN:
        return None
    say = say_to(sheet.knows(What.NAMES))
    head = tr.t("🌙 {title}: the resident says it must be tonight.", title=title(sheet, tr))
    why = tr.t("Why: {why}", why=say(sheet.entry.text, limit=400))
    back = standing_button(tr.t("The morning will do"), "s_setback", sheet.issue)
    return View(put("{}\n{}", head, why), rows((_open(sheet, tr), back)))


def _decided(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """It was decided that somebody does it: what, by when, and the card with its buttons."""
    entry = sheet.entry
    if entry is None or sheet.issue.state not in OPEN:
        return None
    by = sheet.posts.get(entry.post_id) if entry.post_id else None
    own = holders_card(sheet, tr, ctx.settings.zone, say_to(sheet.knows(What.NAMES)))
    facts = {"name": post_name(by, tr), "what": decision_words(entry, sheet.holder, tr)}
    if in_meeting(entry):
        head = tr.t("The joint meeting gives this to you ({name}): {what}", **facts)
    else:
        head = tr.t("{name} gives this to you: {what}", **facts)
    back = standing_button(tr.t("Not ours, back"), "s_refuse", sheet.issue)
    return View(put("{}\n{}", head, own.text), (*own.buttons, (back,)), photos=sent_along(sheet))


def _not_yet(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Neighbours say on the echo wall that it is not done: quietly, to the community."""
    if sheet.issue.state not in (State.RESOLVED, State.CLOSED):
        return None
    many = ctx.settings.not_yet_neighbours
    text = tr.n(
        "{n} neighbour says that {title} is not done yet.",
        "{n} neighbours say that {title} is not done yet.",
        many,
        title=title(sheet, tr),
    )
    return View(text, rows(standing_button(tr.t("Have a look"), "s_open", sheet.issue)))


def _rated(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    entry, issue = sheet.entry, sheet.issue
    took = span(issue.took, tr) if issue.took is not None else NOTHING
    facts = {"title": title(sheet, tr), "span": took}
    good = entry is not None and maybe(entry.data, Rated).rating is Rating.GOOD
    text: Html = (
        tr.t("😊 {title}: the resident is content. It took {span}.", **facts)
        if good
        else tr.t("🙂 {title}: the resident says it is all right.", **facts)
    )
    if entry is not None and maybe(entry.data, Rated).praise:
        text = tr.t("💐 {title}: the resident praises you.", **facts)
    if entry is not None and entry.text:
        text = put("{}\n{}", text, put("“{}”", said(entry.text, limit=1000)))
    return View(text, silent=True, photos=sent_with(sheet, entry) if entry is not None else ())


def home_unknown(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Nothing is to be pressed: the roster has to be mended."""
    words = in_full(read(row.data, HomeWords).words)
    head = tr.t("A resident cannot find the building they live in. They wrote: “{words}”", words=words)
    hint = tr.t("Please see whether it is missing in the roster.")
    return View(put("{}\n{}", head, hint), silent=True)


PRIVATE: dict[Kind, Told] = {
    Kind.PING: ping,
    Kind.PING_OVER: ping_over,
    Kind.NUDGE: _nudge,
    Kind.RESIDENT_SAID: _resident_said,
    Kind.RESIDENT_ASKS: _resident_asks,
    Kind.MOVED: _moved,
    Kind.STAFF_SAID: _staff_said,
    Kind.ARRIVED: _arrived,
    Kind.GRADE_FYI: _grade_fyi,
    Kind.INHERITED: _inherited,
    Kind.SETTLED: _settled,
    Kind.COPY: _copy,
    Kind.OFFERED: _offered,
    Kind.ASSIGNED: _assigned,
    Kind.REFUSED: _came_back,
    Kind.NOT_REPORTED_IN: _not_reported_in,
    Kind.PUT_OFF_OVER: _put_off_over,
    Kind.HANDED_UP: _handed,
    Kind.HANDED_BACK: _handed,
    Kind.PROMISE_EVE: _promise_eve,
    Kind.PROMISE_DAY: _promise_eve,
    Kind.PROMISE_HOUR: _promise_eve,
    Kind.PROMISE_AHEAD: _promise_ahead,
    Kind.PROMISE_FYI: _promise_fyi,
    Kind.MOVE_ASKED: _move_asked,
    Kind.MOVE_AGREED: _move_agreed,
    Kind.COMPLAINT: _complaint,
    Kind.FORCED: _forced,
    Kind.APPEAL: _appeal,
    Kind.REDO: _redo,
    Kind.GO_TELL: _go_tell,
    Kind.VISIT_NOTE: _visit_note,
    Kind.RATED: _rated,
    Kind.IN_DANGER: in_danger,
    Kind.DANGER_OVER: danger_over,
    Kind.SCENE_SAID: scene_said,
    Kind.MENDED_ASKED: _mended_asked,
    Kind.TONIGHT: _tonight,
    Kind.DAY_CHANGED: day_changed,
    Kind.NOT_YET: _not_yet,
    Kind.DECIDED: _decided,
    Kind.CONSULTED: consulted,
}
"""Messages about one issue."""


RENDER: dict[Kind, Renderer] = {
    **{kind: about_issue(told) for kind, told in PRIVATE.items()},
    Kind.SAME_DAY_HOLDER: same_day_holder,
    Kind.SAME_DAY_COMMUNITY: same_day_community,
    Kind.LISTS_MISSED: lists_missed,
    Kind.HOME_UNKNOWN: home_unknown,
    Kind.DANGER_MAYBE: danger_maybe,
}
