"""Words about an issue for those who work on it: lights, states, who was asked, who has it, what comes next.

All pure. Lights and lateness are for staff only domain.md §7.
"""

from datetime import date, datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.callbacks import encode
from bot.views.common import (
    OF_SOMEBODY,
    attachment_counts,
    category_name,
    day_words,
    kind_name,
    made_words,
    names,
    number_words,
    post_name,
    promised_words,
    stamp,
)
from bot.views.reasons import DANGERS
from bot.views.view import NOTHING, Button, H, PublicView, Rows, cut, esc, glue, known, put, rows
from casework.categories import broad
from casework.clock import limits as clock
from casework.clock.lights import Light, late
from casework.data import maybe, read
from casework.issue.sheet import Sheet, did_since_called
from casework.lines import Carried, NoDanger, Rejected, Reopened, says_own
from casework.messages import Kind
from casework.model.deadlines import Deadline, DeadlineKind, Ping, PingAnswer
from casework.model.issues import Action, Grade, Issue, State
from casework.model.people import Post, Role
from casework.model.timeline import AttachmentKind, Entry
from casework.model.whistles import CallState
from casework.neighbourhood.rights import What
from casework.tiers import ABOVE_COMMUNITY, TIERS
from casework.transitions import OPENED_AGAIN
from casework.words.guess import DANGER_CATEGORY
from casework.words.masking import masked
from casework.words.script import Script, script_of
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

T_co = TypeVar("T_co", covariant=True)
ADDED_SHOWN = 3
"""Additions on a card, the newest."""
WORDS_LIMIT = 400
"""UTF-16 units of people's words on a card; the frame is never cut."""

LAMPS: dict[Light, str] = {
    Light.GREEN: "🟢",
    Light.YELLOW: "🟡",
    Light.RED: "🔴",
    Light.BLUE: "🔵",
    Light.WAITING: "⏸",
    Light.URGENT: "🆘",
    Light.RESOLVED: "☑️",
    Light.OVER: "✅",
    Light.ASKED: "⚪",
    Light.NIGHT: "🌙",
    Light.PUT_OFF: "⏳",
    Light.AGAIN: "⏳",
}

STATES: dict[State, str] = {
    State.REPORTED: mark("waiting for somebody to take it"),
    State.ACCEPTED: mark("somebody has it"),
    State.DISPATCHED: mark("given on, not taken yet"),
    State.IN_PROGRESS: mark("being done"),
    State.WAITING: mark("waiting for the resident"),
    State.PROMISED: mark("a day was promised"),
    State.RESOLVED: mark("done, the resident looks"),
    State.CLOSED: mark("closed"),
    State.REJECTED: mark("not decided here"),
    State.WITHDRAWN: mark("taken back by the resident"),
    State.MERGED: mark("put together with another"),
}

GRADES: dict[Grade, str] = {
    Grade.GENERAL: mark("within 30 minutes"),
    Grade.LARGER: mark("within 2 hours"),
    Grade.COMPLEX: mark("within the day"),
}

WRONG: dict[str, str] = {
    "same": mark("it is still the same"),
    "half": mark("only half of it was done"),
    "again": mark("it came back"),
    "nobody": mark("nobody came"),
}

COSTS: dict[str, str] = {
    "none": mark("costs nothing"),
    "look": mark("the price after a look"),
}


def button(label: str, verb: str, issue: Issue, word: str = "") -> Button:
    """A button of a card: it carries the card's turn, so that an old one is known to be old."""
    return Button(label, encode(verb, issue.id, issue.turn, word=word))


def standing_button(label: str, verb: str, issue: Issue, word: str = "", *, says: str = "") -> Button:
    """A button of a private message: it stays good while the rules allow what it does. `says`: "yes" or "no", where
    that typed means it."""
    return Button(label, encode(verb, issue.id, word=word), says=says)


def title(sheet: Sheet, tr: Translator) -> PublicHtml:
    """ "412号 下水道堵塞"."""
    return put("{} {}", number_words(sheet.issue, tr), what_it_is(sheet, tr))


def danger_of(sheet: Sheet) -> str | None:
    """The danger it is about, or was before somebody said that it is over."""
    over = sheet.newest(Action.MAKE_NORMAL)
    return sheet.issue.danger or (maybe(over.data, NoDanger).danger if over is not None else None)


def what_all_read(sheet: Sheet, tr: Translator) -> PublicHtml:
    """The same for neighbours."""
    return category_name(sheet.category, tr) if danger_of(sheet) in OF_SOMEBODY else what_it_is(sheet, tr)


def what_it_is(sheet: Sheet, tr: Translator) -> PublicHtml:
    """Its kind; where people are called for a danger that came of it, that danger first. Whoever was missing or ill was
    so, also when it is over."""
    issue = sheet.issue
    kind = kind_name(issue.category, danger_of(sheet), tr)
    danger = issue.danger if issue.urgent else None
    if danger not in DANGERS or broad(DANGER_CATEGORY[danger]) == broad(issue.category):
        return kind
    return tr.t("{danger} ({kind})", danger=tr.t(DANGERS[danger]), kind=kind)


def at_words(at: datetime, sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """A moment, as seen when the sheet was gathered: cards outlive their day."""
    return stamp(at, sheet.now, zone, tr)


def _today(sheet: Sheet, zone: ZoneInfo) -> date:
    return sheet.now.astimezone(zone).date()


def lamp_line(sheet: Sheet, zone: ZoneInfo, tr: Translator, *, lights: bool = True) -> PublicHtml:
    """The first line: light, number, category, state; a colour never stands without its word."""
    issue = sheet.issue
    state = tr.t(STATES[issue.state])
    if issue.state is State.RESOLVED and not issue.reporters:  # nobody is asked to look
        state = tr.t("done")
    if issue.state is State.RESOLVED and issue.now.false_alarm:
        state = tr.t("a false alarm, there was no danger")
    if ended(sheet) is not None:
        state = tr.t("the danger is over")
    if not lights:
        return put("<b>{}</b> · {}", title(sheet, tr), state)
    lamp = known(LAMPS[sheet.light])
    if issue.round > 1 and issue.state is State.ACCEPTED and sheet.newest(*OPENED_AGAIN, Action.REINSTATE) is not None:
        state = tr.t("open again (time {round})", round=issue.round - 1)
    if sheet.light is Light.RED:
        state = _late(sheet, zone, tr)
    elif sheet.light is Light.YELLOW:
        state = tr.t("{state}, nearly due", state=state)
    if issue.urgent and sheet.light in (Light.URGENT, Light.RED):
        state = tr.t("danger, go now") if sheet.light is Light.URGENT else tr.t("danger, {state}", state=state)
    if issue.state is State.PROMISED and issue.promise is not None and sheet.light is not Light.RED:
        by = made_words(issue.promise, tr, near=_today(sheet, zone))
        state = tr.t("comes by {time}", time=by) if issue.promise.comes else tr.t("promised by {day}", day=by)
    if (opens := due_of(issue, DeadlineKind.OPENING)) is not None and sheet.light is Light.NIGHT:
        state = tr.t("counts from {time} on", time=at_words(opens.due_at, sheet, zone, tr))
    if sheet.light is Light.PUT_OFF:
        state = tr.t("put off until {day}", day=put_off_day(sheet, zone, tr))
    elif sheet.light is Light.AGAIN:
        state = tr.t("talked over again {day}, on the agenda", day=again_day(sheet, zone, tr))
    if due_of(issue, DeadlineKind.RECORDED) is not None:
        state = tr.t("noted at night, nobody is asked")
    if issue.planned_until is not None and issue.state is State.REPORTED:
        until = at_words(issue.planned_until, sheet, zone, tr)
        state = tr.t("planned until {time}, nobody is asked", time=until)
    problem = put(" · {}", tr.t("problem case")) if issue.problem else NOTHING
    return put("{} <b>{}</b> · {}{}", lamp, title(sheet, tr), state, problem)


def _late(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """By which limit; what was put off by its day alone."""
    if day := again_day(sheet, zone, tr):
        return tr.t("late (put off until {day}, not decided)", day=day)
    first, made = late(sheet.issue)[0], sheet.issue.promise
    if first.kind is DeadlineKind.PROMISE_END and made is not None and made.hour is None:
        return tr.t("late (promised by {day})", day=made_words(made, tr, near=_today(sheet, zone)))
    text = mark("late (a plan was due {time})") if first.kind is DeadlineKind.PLAN else mark("late (due {time})")
    return tr.t(text, time=at_words(first.due_at, sheet, zone, tr))


def put_off_day(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """Until which day; nothing of what is not put off."""
    until = clock.put_off_until(sheet.issue)
    return day_words(until.astimezone(zone).date(), tr, near=_today(sheet, zone)) if until is not None else NOTHING


def again_day(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """On which day it is talked over again; nothing of what is not."""
    since = clock.on_agenda_again(sheet.issue)
    return day_words(since.astimezone(zone).date(), tr, near=_today(sheet, zone)) if since is not None else NOTHING


def ended(sheet: Sheet) -> Entry | None:
    """Who said that the danger is over, of what nobody has taken: it waits for nobody, unless something is left."""
    issue = sheet.issue
    if issue.urgent or issue.state is not State.REPORTED or issue.holder_id is not None:
        return None
    entry = sheet.newest(Action.MAKE_NORMAL)
    return None if entry is None or maybe(entry.data, NoDanger).broken else entry


def where_line(sheet: Sheet, zone: ZoneInfo, tr: Translator, *, community: bool = False) -> PublicHtml:
    """The second line: the place down to the building, and when it was reported."""
    place = sheet.place
    if community and sheet.community not in place:
        place = f"{sheet.community} {place}"
    too = sheet.issue.others
    more = put(" · {}", tr.t("{n} more homes", n=too)) if too else NOTHING
    filed = at_words(sheet.issue.filed_at, sheet, zone, tr)
    return put("{}{}", tr.t("📍 {place} · reported {time}", place=esc(masked(place)), time=filed), more)


class Say(Protocol[T_co]):
    """How people's words are written: `said` for anybody, `in_full` for whoever may read them whole."""

    def __call__(self, text: str, *, limit: int = WORDS_LIMIT) -> T_co:
        """As HTML, cut."""


def said(text: str, *, limit: int = WORDS_LIMIT) -> PublicHtml:
    """People's words as HTML: masked, and cut."""
    return esc(cut(masked(text), limit))


def whose_words(entry: Entry | None, *, limit: int = 100) -> PublicHtml:
    """Whose matter it is: a company of the roster with its number, else people's words."""
    whose = maybe(entry.data, Rejected) if entry is not None else Rejected()
    return known(cut(whose.whose, limit)) if whose.of_roster else said(whose.whose, limit=limit)


def in_full(text: str, *, limit: int = WORDS_LIMIT) -> Html:
    """The same as they were written, for the holder alone."""
    return esc(cut(text, limit))


def say_to(holder: bool) -> Say[Html]:
    """In full to the holder, masked to everybody else."""
    return in_full if holder else said


def words_line(sheet: Sheet, tr: Translator, say: Say[H]) -> H:
    """The third line: what the resident said, and how much was sent along."""
    first = [one for one in sheet.attachments if one.entry_id is None or one.entry_id == _filed_entry(sheet)]
    counted = attachment_counts(first)
    words = put("“{}”", say(sheet.issue.text)) if sheet.issue.text else NOTHING
    nothing = tr.t("(erased)") if sheet.issue.erased_at is not None else tr.t("(no words)")
    written = script_words(sheet.issue.text, tr)
    lines: list[H] = [glue(" ", [part for part in (words, written, counted) if part]) or nothing]
    lines += [_added(sheet, one, tr, say) for one in sheet.added[-ADDED_SHOWN:]]
    return glue("\n", lines)


def _added(sheet: Sheet, entry: Entry, tr: Translator, say: Say[H]) -> H:
    """One addition from before anybody had it, with how much was sent along."""
    along = attachment_counts(one for one in sheet.attachments if one.entry_id == entry.id)
    words = put("“{}”", say(entry.text, limit=200)) if entry.text else NOTHING
    parts = (words, script_words(entry.text, tr), along)
    if entry.action == Action.ME_TOO:
        return tr.t("A neighbour too: {words}", words=glue(" ", [part for part in parts if part]))
    return tr.t("Added: {words}", words=glue(" ", [part for part in parts if part]))


SCRIPTS: dict[Script, str] = {
    "korean": mark("(in Korean)"),
    "japanese": mark("(in Japanese)"),
    "cyrillic": mark("(in Cyrillic letters)"),
    "arabic": mark("(in Arabic letters)"),
    "thai": mark("(in Thai)"),
    "latin": mark("(in Latin letters)"),
}
READ_IN: dict[str, Script] = {"en": "latin", "ko": "korean"}
"""What the reader of a language reads without being told."""


def script_words(text: str, tr: Translator) -> PublicHtml:
    """ "（韩文）": that somebody who reads it has to be found; nothing for Chinese and the reader's own."""
    script = script_of(text)
    return NOTHING if script is None or READ_IN.get(tr.language) == script else tr.t(SCRIPTS[script])


def _filed_entry(sheet: Sheet) -> int | None:
    return next((entry.id for entry in sheet.timeline if entry.action == Action.FILE), None)


def holder_words(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """Who does it, since when, and when the resident heard."""
    issue = sheet.issue
    who = tr.t("Who: {name}", name=post_name(sheet.holder, tr))
    facts = []
    if (took := taken(sheet)) is not None:
        facts.append(tr.t("took it {time}", time=at_words(took.at, sheet, zone, tr)))
    if issue.now.replied_at is not None and (heard := last_delivery(sheet)) is not None:
        facts.append(tr.t("resident told {time}", time=at_words(heard.at, sheet, zone, tr)))
    if undelivered(sheet):
        facts.append(tr.t("did not reach the resident"))
    if issue.transfer_post_id in sheet.posts:
        assert issue.transfer_post_id is not None
        facts.append(tr.t("offered to {name}", name=post_name(sheet.posts[issue.transfer_post_id], tr)))
    return glue(" · ", [who, *facts])


def called_line(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """The departments that were whistled, and since when each is there; nothing once all are over."""
    if sheet.whistle is None or not sheet.whistle.open:
        return NOTHING
    said_of = []
    for one in sheet.whistle.calls:
        if one.state is CallState.RETURNED or one.over:
            continue
        name = known(sheet.departments[one.department_id].name)
        there = one.reported_in_at
        how = at_words(there, sheet, zone, tr) if there is not None else tr.t("not there yet")
        said_of.append(put("{} {}", name, how))
    return tr.t("Whistled: {departments}", departments=glue(" · ", said_of)) if said_of else NOTHING


def taken(sheet: Sheet) -> Entry | None:
    """The line that says when whoever has it now took it; whoever was given it, or kept it, has none."""
    issue = sheet.issue
    took = sheet.newest(Action.ACCEPT, Action.TAKE, Action.TAKE_OVER, Action.REINSTATE)
    mine = took is not None and took.person_id == issue.holder_id and took.post_id == issue.holder_post_id
    return took if mine else None


def last_delivery(sheet: Sheet) -> Entry | None:
    """The newest word that arrived with the resident. That a question arrived answers nothing."""
    told = [e for e in sheet.timeline if e.action == Action.TELL_IN_PERSON or _arrived(e)]
    return told[-1] if told else None


def _arrived(entry: Entry) -> bool:
    return entry.action == "delivered" and read(entry.data, Carried).kind != Kind.QUESTION


def undelivered(sheet: Sheet) -> bool:
    """Whether the newest word did not arrive, and nobody went since."""
    tried = ("delivered", "undelivered", Action.TELL_IN_PERSON)
    newest = next((e for e in reversed(sheet.timeline) if e.action in tried), None)
    return newest is not None and newest.action == "undelivered"


def watchers(sheet: Sheet) -> list[Post]:
    """Who answered "I know, I'm watching" in this round."""
    found = {post.id: post for post, ping in sheet.asked() if ping.answer is PingAnswer.WATCH}
    return list(found.values())


def asked_line(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """Who was asked first."""
    if (opens := due_of(sheet.issue, DeadlineKind.OPENING)) is not None:
        return tr.t("Who takes it: is asked {time}", time=at_words(opens.due_at, sheet, zone, tr))
    asked = [post_name(post, tr) for post, ping in sheet.asked_once(0) if ping.answer is not PingAnswer.UNREACHABLE]
    return tr.t("Who takes it: {names}", names=names(asked, tr) or tr.t("nobody could be reached"))


def not_answered(sheet: Sheet, tr: Translator, *, before: Ping | None = None) -> PublicHtml:
    """Who was asked and did not answer: "物业值班（没回）、网格长李姐（没回）".

    Whoever was asked together with `before` has had no time to answer. Whoever was no longer asked, since another had
    taken it, owed no answer; whoever wrote of it has given one.
    """
    newest: dict[int, tuple[Post, Ping]] = {}
    for post, ping in sheet.asked():
        if before is None or (ping.asked_at < before.asked_at and ping.person_id != before.person_id):
            newest[ping.person_id] = (post, ping)
    told = []
    for post, ping in newest.values():
        if ping.answer in (PingAnswer.WATCH, PingAnswer.TAKE, PingAnswer.DONE) or sheet.answered(ping):
            continue
        why = tr.t("could not be reached") if ping.answer is PingAnswer.UNREACHABLE else tr.t("no answer")
        told.append(tr.t("{name} ({why})", name=post_name(post, tr), why=why))
    return names(told, tr)


DID: dict[str, str] = {
    Action.WHISTLE: mark("whistled"),
    Action.WATCH: mark("is watching"),
    Action.TRANSFER: mark("says whose it is"),
    Action.ASSIGN: mark("gave it to somebody"),
    Action.HAND_UP: mark("handed it up"),
    Action.HAND_BACK: mark("handed it back"),
    Action.NUDGE: mark("hurried it"),
    Action.REPLY: mark("told the resident"),
    Action.ASK: mark("asked the resident"),
    Action.CALL_OUT: mark("called volunteers"),
    Action.AGENDA: mark("put it on the agenda"),
}
"""What somebody did who was asked; anything else is a word."""
DID_AT_MOST = 3
"""Of them, the last."""


def did_say(sheet: Sheet, zone: ZoneInfo, tr: Translator, *, deeds: bool = False) -> PublicHtml:
    """ "社区 张姐（10:06 吹了哨）": who has answered by a word or a deed, and what that was; nothing for nobody.
    `deeds`: where the words stand, and who watches."""
    told = []
    done = [one for one in did_since_called(sheet) if not deeds or one.action in DID.keys() - {Action.WATCH}]
    for one in done[-DID_AT_MOST:]:
        facts = {"name": post_name(sheet.posts.get(one.post_id or 0), tr), "time": at_words(one.at, sheet, zone, tr)}
        told.append(tr.t("{name} ({time} {did})", did=tr.t(DID.get(one.action, WROTE)), **facts))
    return names(told, tr)


WROTE = mark("wrote")
COMMUNITYS_LAST = 2
"""The last rung that the community hears of; what comes after it is the subdistrict's."""
ABOVE = ABOVE_COMMUNITY | {Role.COMMUNITY_MANAGER}
"""Who is asked to see to it, not to do it."""
TIER_NAMES: dict[Role, str] = {
    Role.COMMUNITY_MANAGER: mark("the community"),
    Role.SUBDISTRICT_MANAGER: mark("the subdistrict"),
    Role.DISTRICT_MANAGER: mark("the district"),
    Role.CITY_MANAGER: mark("the city"),
}
"""A tier by its manager's role, in a sentence."""


def told_tier(sheet: Sheet, rung: int, tr: Translator) -> PublicHtml | None:
    """The same, by who was really asked: where that tier cannot be reached, whoever was asked in its place; None where
    nobody was reached."""
    above = [(post, ping) for post, ping in sheet.asked() if post.role in ABOVE]
    if sheet.issue.unanswered and not any(_reached(ping) for _, ping in above):
        return None
    asked = [(post, ping) for post, ping in above if ping.rung == rung]
    reached = [post for post, ping in asked if _reached(ping)]
    if asked and not reached:
        return None
    usual = Role.COMMUNITY_MANAGER if rung <= COMMUNITYS_LAST else Role.SUBDISTRICT_MANAGER
    of_rung = {usual} if rung <= COMMUNITYS_LAST else ABOVE_COMMUNITY
    told = {post.role for post in reached}
    if not asked or told & of_rung:
        higher = [row.role for row in TIERS if row.optional and row.role in told & of_rung]
        return tr.t(TIER_NAMES[higher[-1] if higher else usual])
    return names(dict.fromkeys(post_name(post, tr) for post in reached), tr)


def _reached(ping: Ping) -> bool:
    return ping.answer is not PingAnswer.UNREACHABLE


def due_of(issue: Issue, *kinds: DeadlineKind) -> Deadline | None:
    """The next running deadline of these kinds."""
    return next(iter(clock.running(issue, *kinds)), None)


def next_line(sheet: Sheet, zone: ZoneInfo, tr: Translator, *, lights: bool = True) -> PublicHtml:
    """The fifth line: what comes next, and by when; once it is late: who was told."""
    issue = sheet.issue
    put_off = sheet.light is Light.PUT_OFF or clock.on_agenda_again(issue) is not None
    if lights and sheet.light is Light.RED and not put_off:
        return _late_line(sheet, zone, tr)
    if put_off:
        entry = sheet.newest(Action.PUT_OFF)
        return tr.t("Why: {why}", why=said(entry.text, limit=200)) if entry is not None else NOTHING
    if (ends := due_of(issue, DeadlineKind.RECORDED, DeadlineKind.OUTAGE_END)) is not None:
        return tr.t("Ends by itself {time}, unless it is still so", time=at_words(ends.due_at, sheet, zone, tr))
    match issue.state:
        case State.REPORTED if ended(sheet) is not None:
            return tr.t("If something is left to do, whoever does it takes it")
        case State.REPORTED:
            take, reply = due_of(issue, DeadlineKind.UNDERSTAND), due_of(issue, DeadlineKind.REPLY)
            if take is None or reply is None:
                return tr.t("Next: somebody takes it")
            return tr.t(
                "Take it by {take} · tell the resident by {reply}",
                take=at_words(take.due_at, sheet, zone, tr),
                reply=at_words(reply.due_at, sheet, zone, tr),
            )
        case State.ACCEPTED:
            return _step_line(sheet, zone, tr)
        case State.DISPATCHED:
            due = due_of(issue, DeadlineKind.REPORT_IN)
            if due is None:
                return tr.t("Next: it is taken or comes back")
            return tr.t("Next: taken by {time}", time=at_words(due.due_at, sheet, zone, tr))
        case State.IN_PROGRESS:
            return _plan_line(sheet, zone, tr) if issue.plan else _step_line(sheet, zone, tr)
        case State.WAITING:
            due = due_of(issue, DeadlineKind.WAITING_END)
            if issue.waiting_since is None or due is None:
                return tr.t("The clock goes on while the resident is asked.")
            return tr.t(
                "The clock stands still until the answer, {time} at most.", time=at_words(due.due_at, sheet, zone, tr)
            )
        case State.PROMISED:
            made = issue.promise
            if made is not None and made.moving_to is not None:
                day = promised_words(made.moving_to, made.moving_hour, tr, near=_today(sheet, zone))
                return tr.t("Wants to move it to {day}, the community decides", day=day)
            if made is not None and made.interim:
                return tr.t("Meanwhile: {what}", what=said(made.interim))
            return tr.t("What: {plan}", plan=said(issue.plan)) if issue.plan else NOTHING
        case _:
            return NOTHING


def _step_line(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """Where no plan is: the limit that comes next, and what it is the limit of."""
    due = clock.next_step(sheet.issue)
    if due is None:
        return tr.t("Next: tell the resident how")
    if due.kind is DeadlineKind.RESOLVE:
        return tr.t("Next: done by {time}", time=at_words(due.due_at, sheet, zone, tr))
    return tr.t("Next: tell the resident how by {time}", time=at_words(due.due_at, sheet, zone, tr))


def _plan_line(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    issue = sheet.issue
    due = clock.wanted_by(issue, sheet.now)
    parts = [tr.t("How: {plan}", plan=said(issue.plan))]
    if issue.cost:
        parts.append(cost_words(issue.cost, tr))
    if due is not None:
        parts.append(tr.t("by {time}", time=at_words(due, sheet, zone, tr)))
    return glue(" · ", parts)


def cost_words(cost: str, tr: Translator) -> PublicHtml:
    """What it costs, for staff."""
    return tr.t(COSTS[cost]) if cost in COSTS else tr.t("costs {sum}", sum=said(cost, limit=60))


def _late_line(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    higher = [(post, ping) for post, ping in sheet.asked() if ping.rung >= 1]
    if not higher:
        if sheet.issue.plan:
            return _plan_line(sheet, zone, tr)
        due = due_of(sheet.issue, DeadlineKind.REPLY)
        if due is None:
            return tr.t("Next: tell the resident how")
        return tr.t("Next: tell the resident how by {time}", time=at_words(due.due_at, sheet, zone, tr))
    newest = max(higher, key=lambda pair: (pair[1].rung, pair[1].asked_at))[1]
    time, tier = at_words(newest.asked_at, sheet, zone, tr), told_tier(sheet, newest.rung, tr)
    line = tr.t("{time}: told {tier}", time=time, tier=tier) if tier else tr.t("{time}: nobody reached", time=time)
    if watching := watchers(sheet):
        line = put("{} · {}", line, tr.t("{names} watches", names=names([post_name(p, tr) for p in watching], tr)))
    elif sheet.issue.unanswered:
        line = put("{} · {}", line, tr.t("nobody has answered yet"))
    return line


def building(sheet: Sheet) -> PublicHtml:
    """The building alone, else the estate, or the nearest area."""
    return known(sheet.place_in_short)


def sent_along(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Photos and voices of the matter; only ever for the private chat of somebody who may see them."""
    return tuple((one.kind, one.ref) for one in sheet.attachments) if sheet.knows(What.PHOTOS) else ()


def sent_with(sheet: Sheet, entry: Entry) -> tuple[tuple[str, str], ...]:
    """Those of one entry; a place on the map is no picture."""
    found = sheet.attachments if sheet.knows(What.PHOTOS) else []
    sent = [one for one in found if one.entry_id == entry.id and one.kind is not AttachmentKind.LOCATION]
    return tuple((one.kind, one.ref) for one in sent)


def spoke(sheet: Sheet, entry: Entry | None) -> bool:
    """Whether something was said by voice with it."""
    voices = (one.entry_id for one in sheet.attachments if one.kind is AttachmentKind.VOICE)
    return entry is not None and entry.id in voices


def wrong_words(entry: Entry | None, tr: Translator, say: Say[H], *, voice: bool = False) -> H:
    """What the resident says is wrong with the result; `voice`: by voice."""
    if entry is None:
        return NOTHING
    what = entry.data.what if isinstance(entry.data, Reopened) else None
    parts: list[H] = [tr.t(WRONG[what])] if what in WRONG else []
    if entry.text:
        parts.append(put("“{}”", say(entry.text)))
    elif not parts and voice:
        parts.append(tr.t("🎤 by voice"))
    return glue(" ", parts)


def found_undone(entry: Entry, tr: Translator, say: Say[H]) -> H:
    """What whoever looked found, or what who had said "done" says of it now."""
    words = say(entry.text, limit=WORDS_LIMIT)
    if says_own(entry):
        return tr.t("Not done after all: {words}", words=words)
    return tr.t("Looked at, not done: {words}", words=words)


def cannot_go(issue: Issue, posts: list[Post], tr: Translator, *, there: bool) -> PublicView:
    """Who was named has no post for it, cannot be reached, or is `there` and may not have it; a name that is none of
    the roster is not repeated."""
    number = number_words(issue, tr)
    if posts:
        name = post_name(posts[0], tr)
        text = mark("{number}: I cannot reach {name} just now.")
        if there:
            text = mark("{number} cannot be given to {name}. Who else?")
        return PublicView(tr.t(text, number=number, name=name))
    return PublicView(tr.t("{number}: nobody of that name has a post here.", number=number))


def given_buttons(sheet: Sheet, tr: Translator, *, assigned: bool) -> Rows:
    """For whoever was given it; else it was offered, be it that another was given it and has not come."""
    if assigned:
        take = standing_button(tr.t("We take it"), "s_take", sheet.issue)
    else:
        take = standing_button(tr.t("I'll take it"), "s_takeover", sheet.issue)
    return rows((take, standing_button(tr.t("Not ours, back"), "s_refuse", sheet.issue)))


def is_manager(post: Post | None) -> bool:
    """Of the community or above."""
    return post is not None and post.role in ABOVE
