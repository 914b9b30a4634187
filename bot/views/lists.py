"""Lists of issues for staff: my work, the board of an area, the same day's, what happened to one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.callbacks import encode
from bot.views.common import (
    attachment_counts,
    category_name,
    clock_time,
    date_words,
    day_words,
    hour,
    matter_name,
    names,
    number_words,
    post_name,
    promised_words,
    share_words,
)
from bot.views.context import RenderContext
from bot.views.looked_back import link as who_looked
from bot.views.staff_words import GRADES, LAMPS, Say, said, what_it_is, whose_words, wrong_words
from bot.views.view import NOTHING, TEXT_LIMIT, Button, View, cut, esc, glue, in_rows, known, put, rows, units
from casework.asks import LATELY, Asks
from casework.clock.lateness import HOLDER_ASKED, REMAINS_ASKED
from casework.clock.lights import Light, rank
from casework.clock.standing import Standing, standing_of
from casework.data import maybe, read
from casework.frozen import frozen
from casework.issue.looking import FOLLOWS, LOOKED, PLANNED
from casework.issue.photos import AGREED, REFUSED
from casework.issue.quarrel import MEDIATION_OVER
from casework.issue.resolving import RESULT_MORE
from casework.issue.scene import COMING
from casework.issue.sheet import Sheet
from casework.issue.supplying import ON_IT, SAID
from casework.lines import (
    Cannot,
    Graded,
    InPerson,
    LookAgain,
    OfCategory,
    OnDay,
    WithOther,
    in_meeting,
    post_told,
    says_own,
)
from casework.messages import Failure, Priority
from casework.model.conversation import Message
from casework.model.issues import Action, Issue, State
from casework.model.people import Post, Use
from casework.model.timeline import Entry
from casework.neighbourhood.rights import LEFT, SEAT_PASSED
from casework.same_day import without_word
from casework.settings import Settings
from casework.told import ListOf, ListsMissed
from casework.transitions import OPEN
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

LINES = 15
"""Issues listed in one message; the rest is counted."""
BUTTONS = 12
QUIET_SHOWN = 8
QUIET_FRAME = 200
"""UTF-16 units of a message about many that are for its first line, and for how many more there are."""
QUIET_CHOICES = ("20:00-8:00", "21:00-7:00", "22:00-6:00", "12:00-14:00")
"""Hours that somebody may want quiet."""
HISTORY_LINES = 40

Columns = tuple[tuple[str, frozenset[Light], str], ...]
COLUMNS: Columns = (
    ("red", frozenset({Light.RED}), mark("🔴 late")),
    ("yellow", frozenset({Light.YELLOW}), mark("🟡 nearly due")),
    ("green", frozenset({Light.GREEN, Light.URGENT, Light.WAITING, Light.ASKED, Light.NIGHT}), mark("🟢 in time")),
    ("blue", frozenset({Light.BLUE}), mark("🔵 promised")),
    ("off", frozenset({Light.PUT_OFF}), mark("⏳ put off")),
    ("again", frozenset({Light.AGAIN}), mark("⏳ talked over again")),
    ("looked", frozenset({Light.RESOLVED}), mark("☑️ being looked at")),
)
"""The columns of a board, in chat and as a page: a name for the stylesheet, which lights, what it is called."""
SELDOM = ("off", "again")
"""Columns that are shown only where something stands in them."""


@frozen(kw_only=True)
class Line:
    """One matter of a list, where it is in words, and who has it."""

    of: Standing
    place: str
    holder: Post | None = None


USES: dict[Use, str] = {
    Use.REPORT: mark("reports"),
    Use.PHOTO: mark("photos"),
    Use.PRESS: mark("presses"),
    Use.GROUP_COMMAND: mark("commands in groups"),
    Use.NUDGE: mark("nudges"),
    Use.DRAFT: mark("too long"),
}
SORTS = {
    Priority.URGENT: mark("an urgent call"),
    Priority.EMERGENCY: mark("a word to all in an emergency"),
    Priority.PING: mark("a question to staff"),
    Priority.RESIDENT: mark("a message to a resident"),
    Priority.CARD: mark("a card in a group"),
    Priority.NOTICE: mark("a notice"),
}
WHYS = {
    "dead": mark("it was returned to me"),
    "unreachable": mark("I cannot write in that group"),
    "aside": mark("I could not handle it"),
}


def line_of(issue: Issue, at: datetime, settings: Settings, place: str, holder: Post | None) -> Line:
    """An issue as one line, in chat and on the page. `settings`: those of its area then."""
    of = standing_of(issue, at, settings, holder.role if holder is not None else None)
    return Line(of=of, place=place, holder=holder)


def in_order(lines: list[Line]) -> list[Line]:
    """Most urgent first: by light, then by what is due next, then by age."""

    def place(line: Line) -> tuple[int, datetime, int]:
        return rank(line.of.light, danger=line.of.danger is not None), line.of.due or line.of.t0, line.of.id

    return sorted(lines, key=place)


def columns_of(found: Mapping[Light, int]) -> Columns:
    """Those that a board shows on which so many stand in each light."""
    return tuple(one for one in COLUMNS if one[0] not in SELDOM or one[1] & found.keys())


def counts(found: Mapping[Light, int], columns: Columns = COLUMNS) -> list[int]:
    """How many of them stand in each column."""
    return [sum(found.get(light, 0) for light in lights) for _, lights, _ in columns]


def line_words(line: Line, now: datetime, zone: ZoneInfo, tr: Translator, *, holder: bool = False) -> Html:
    """ "🟡 412 下水道堵塞 · 3号楼 · 12:00 前"."""
    of = line.of
    parts = [put("{} {}", of.number, matter_name(of, tr)), said(line.place, limit=60)]
    if of.light is Light.RED:
        parts.append(tr.t("late"))
    if of.put_off is not None:
        parts.append(tr.t("put off until {day}", day=day_words(of.put_off.astimezone(zone).date(), tr)))
    elif of.again is not None:
        day = day_words(of.again.astimezone(zone).date(), tr)
        parts.append(tr.t("talked over again {day}, on the agenda", day=day))
    elif of.promise_on is not None and of.state is State.PROMISED:
        parts.append(tr.t("promised by {day}", day=promised_words(of.promise_on, of.promise_hour, tr)))
    elif of.state is State.WAITING:
        parts.append(tr.t("waiting for the resident"))
    elif of.due is not None and of.light is not Light.RED:
        parts.append(tr.t("by {time}", time=clock_time(of.due, now, zone, tr)))
    if holder:
        parts.append(post_name(line.holder, tr) if of.held else tr.t("nobody has it"))
    if of.unanswered:
        parts.append(tr.t("nobody has answered yet"))
    return put("{} {}", known(LAMPS[of.light]), glue(" · ", parts))


def numbers(issues: Sequence[Issue | Standing], verb: str = "s_open") -> tuple[tuple[Button, ...], ...]:
    """A button with its number for each, four in a row."""
    made = [Button(str(issue.number), encode(verb, issue.id)) for issue in issues[:BUTTONS]]
    return in_rows(made, 4)


def todo(lines: list[Line], now: datetime, zone: ZoneInfo, tr: Translator, *, away: datetime | None) -> View:
    """My work: everything in all my groups, most urgent first (wording.md §4 todo.list)."""
    ordered = in_order(lines)
    soon = sum(line.of.light in (Light.YELLOW, Light.RED, Light.URGENT) for line in ordered)
    if not ordered:
        head = [tr.t("You have nothing open. Thank you.")]
    else:
        counted = tr.n("You have {n} matter", "You have {n} matters", len(ordered))
        head = [tr.t("{counted}, {n} of them due or late", counted=counted, n=soon) if soon else counted]
    text = [*head, *(line_words(line, now, zone, tr, holder=not line.of.held) for line in ordered[:LINES])]
    if len(ordered) > LINES:
        text.append(tr.t("and {n} more", n=len(ordered) - LINES))
    if away is not None and away > now:
        text.append(tr.t("You are away until {time}.", time=clock_time(away, now, zone, tr)))
        last = Button(tr.t("I'm back"), encode("s_away", word="back"))
    else:
        last = Button(tr.t("I'm away"), encode("s_away"))
    quiet = Button(tr.t("Only when it is urgent"), encode("s_quiet"))
    return View(glue("\n", text), rows(*numbers([line.of for line in ordered]), last, quiet))


def after_quiet(views: list[tuple[View, Issue | None]], tr: Translator) -> View:
    """What came while somebody wanted quiet, or nobody served, the first first; each matter with its button."""
    head = tr.n("Meanwhile {n} thing came:", "Meanwhile {n} things came:", len(views))
    said, room = [], TEXT_LIMIT - QUIET_FRAME
    for view, _ in views[:QUIET_SHOWN]:
        room -= units(view.text) + 2
        if room < 0:  # its number is below all the same
            break
        said.append(view.text)
    if len(views) > len(said):
        said.append(tr.t("and {n} more", n=len(views) - len(said)))
    issues = {issue.id: issue for _, issue in views if issue is not None}
    return View(glue("\n\n", [head, *said]), rows(*numbers(list(issues.values()))))


def quiet_hours(now: str, tr: Translator) -> View:
    """When should only urgent things come?"""
    text = [
        tr.t("When may only urgent calls and what is asked of you come through? The rest comes in one message after.")
    ]
    if now:
        text.append(tr.t("Now: {hours}", hours=known(now)))
    made = [Button(one, encode("s_quiet", word=one.replace(":", ""))) for one in QUIET_CHOICES]
    never = Button(tr.t("Always write to me"), encode("s_quiet", word="never"))
    return View(glue("\n", text), rows(*in_rows(made), never))


def failures(failed: Sequence[Failure], now: datetime, zone: ZoneInfo, tr: Translator, *, technical: bool) -> View:
    """What could not be delivered or handled. `technical`: with Telegram's words, for who looks after the bot."""
    if not failed:
        return View(tr.t("Every message was delivered and handled."))
    text: list[Html] = [failed_words(len(failed), tr)]
    for one in failed[:LINES]:
        why = put("\n<code>{}</code>", esc(cut(one.why, 80))) if technical else NOTHING
        text.append(put("· {}{}", failure_words(one, now, zone, tr), why))
    if len(failed) > LINES:
        text.append(tr.t("and {n} more", n=len(failed) - LINES))
    if technical:
        text.append(tr.t("To try them again: <code>weilinli ledger retry</code>, <code>weilinli kept --retry</code>"))
    else:
        text.append(tr.t("Whoever looks after the bot can try them again."))
    return View(glue("\n", text))


def failure_words(one: Failure, now: datetime, zone: ZoneInfo, tr: Translator) -> Html:
    """When, of which matter, what sort of message, and what became of it; nobody's words."""
    sort = tr.t(SORTS[one.priority]) if one.priority in SORTS else tr.t("what somebody sent me")
    parts = [clock_time(one.at, now, zone, tr), sort, tr.t(WHYS.get(one.state, WHYS["dead"]))]
    if one.number is not None:
        parts.insert(1, known(str(one.number)))
    return glue(" · ", parts)


def failed_words(n: int, tr: Translator) -> Html:
    """How many."""
    return tr.n(
        "⚠️ {n} message could not be delivered or handled.", "⚠️ {n} messages could not be delivered or handled.", n
    )


def board(
    area: Html,
    lines: Sequence[Line],
    lights: Mapping[Light, int],
    now: datetime,
    zone: ZoneInfo,
    tr: Translator,
    *,
    failed: int = 0,
    refused: Mapping[str, int] = MappingProxyType({}),
    asked: Asks | None = None,
    page: bool = False,
    app: str = "",
    ledger: bool = False,
    record: bool = False,
) -> View:
    """My area, red first: the most urgent matters, and how many stand in each light. `failed`: how many messages could
    not be delivered or handled; `refused`: how often somebody was refused what one person may do so often only, in
    the whole neighbourhood and the last day; `asked`: how often people were asked lately. `page`: there is one with all
    of it; `app`: its address, where it opens inside Telegram; `ledger`: it can be had as a file; `record`:
    who looked at what is personal can be read."""
    every, columns = sum(lights.values()), columns_of(lights)
    head = tr.t("<b>{area}</b>: {n} open", area=area, n=every)
    facts = [put("{} {}", tr.t(label), n) for (_, _, label), n in zip(columns, counts(lights, columns), strict=True)]
    text = [head, glue(" · ", facts), *(line_words(one, now, zone, tr, holder=True) for one in lines)]
    if every > len(lines):
        text.append(tr.t("and {n} more", n=every - len(lines)))
    last = [Button(tr.t("Look again"), encode("s_board"))]
    if failed:
        text.append(failed_words(failed, tr))
        last.append(Button(tr.t("Which ones?"), encode("s_failed")))
    if ledger:
        last.append(Button(tr.t("📒 Ledger"), encode("s_ledger")))
    if record:
        last.append(who_looked(tr))
    opens = [Button(tr.t("🖥 Open the board"), app=app)] if app else []
    if page:
        link = tr.t("🔗 As a page, on a computer") if app else tr.t("🖥 As a page")
        (opens or last).append(Button(link, encode("s_web")))
    if asked is not None and asked.acted_on.whole:
        text += asked_words(asked, tr)
    if refused:
        text.append(refused_words(refused, tr))
    return View(glue("\n", text), rows(*numbers([one.of for one in lines]), tuple(last), tuple(opens)))


def refused_words(refused: Mapping[str, int], tr: Translator) -> PublicHtml:
    """How often somebody was refused what one person may do so often only."""
    what = names([put("{} {}", tr.t(USES[Use(one)]), n) for one, n in refused.items() if one in set(Use)], tr)
    return tr.t("Too often for one person, in a day: {what}", what=what)


def counts_words(
    area: PublicHtml, today: Sequence[Issue] | None, lights: Mapping[Light, int], tr: Translator
) -> PublicHtml:
    """How much was reported `today` (None: too many places to look) and is done, is open, and late."""
    text = tr.t(
        "{area}: {n} not done, {late} of them late.",
        area=area,
        n=sum(lights.values()) - lights.get(Light.RESOLVED, 0),
        late=lights.get(Light.RED, 0),
    )
    if today is None:
        return text
    done = len([one for one in today if one.state in (State.RESOLVED, State.CLOSED)])
    return glue("\n", [text, tr.t("Reported today: {n}, done of these: {done}.", n=len(today), done=done)])


def asked_words(found: Asks, tr: Translator) -> list[PublicHtml]:
    """How many askings brought an answer, and how often an unpaid neighbour was asked in a day."""
    lines = [
        tr.t(
            "Askings of the last {n} days that were acted on: {share}",
            n=LATELY.days,
            share=known(share_words(found.acted_on)),
        )
    ]
    if found.most:
        lines.append(
            tr.t(
                "An unpaid neighbour was asked {n} times in a day at most ({limit} should be enough).",
                n=found.most,
                limit=found.limit,
            )
        )
    if found.above:
        lines.append(tr.n("⚠️ On {n} day it was more.", "⚠️ On {n} days it was more.", found.above))
    return lines


def by_part(parts: Sequence[tuple[str, Mapping[Light, int]]], tr: Translator) -> PublicHtml:
    """Of each part of an area how much is open and late, where most is late first."""
    ordered = sorted(parts, key=lambda one: (-one[1].get(Light.RED, 0), -sum(one[1].values())))
    text = [
        tr.t("{area}: {n} open, {late} late", area=known(name), n=sum(lights.values()), late=lights.get(Light.RED, 0))
        for name, lights in ordered[:LINES]
    ]
    return glue("\n", [tr.t("<b>Where most is late now</b>"), *text])


def board_link(url: str, tr: Translator) -> View:
    """The way to the board's page."""
    text = tr.t("This link opens the board once, within ten minutes. It is yours alone: pass it on to nobody.")
    return View(text, rows(Button(tr.t("🖥 Open the board"), url=url)))


def same_day_holder(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Half past four: what has neither a result nor a promise today (wording.md §4 dayend.head)."""
    mine = [one.issue for one in ctx.issues if one.issue.holder_id == row.person_id]
    if not mine:
        return None
    listed = glue(", ", [known(str(issue.number)) for issue in mine])
    text = tr.n(
        "Today {n} matter is neither done nor promised: {numbers}. What cannot be done today: name a day.",
        "Today {n} matters are neither done nor promised: {numbers}. What cannot be done today: name a day.",
        len(mine),
        numbers=listed,
    )
    days = [
        Button(tr.t("{number}: name a day", number=issue.number), encode("s_promise", issue.id))
        for issue in mine[:BUTTONS]
    ]
    return View(text, rows(*in_rows(days)))


def same_day_community(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Five o'clock, to the community (wording.md §5.10)."""
    if not ctx.issues:
        return None
    done = sum(one.state in (State.RESOLVED, State.CLOSED) for one in ctx.today)
    promised = sum(one.promise_told_at is not None and one.state in OPEN for one in ctx.today)
    head = tr.t(
        "Reported today: {all}. Done {done}, promised {promised}, without a word yet {left}:",
        all=len(ctx.today),
        done=done,
        promised=promised,
        left=sum(without_word(one) for one in ctx.today),
    )
    lines: list[Html] = [
        put("{} · {}", _title(one, tr), post_name(one.holder, tr) if one.holder else tr.t("nobody has it"))
        for one in ctx.issues[:LINES]
    ]
    hurry = Button(tr.t("Hurry them all"), encode("s_hurryall", read(row.data, ListOf).area_id))
    return View(glue("\n", [head, *lines]), rows(hurry, *numbers([one.issue for one in ctx.issues])))


def lists_missed(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> View:
    """The machine stood still for days: there are lists that nobody gets any more."""
    first, last = (datetime.fromtimestamp(one, ctx.settings.zone).date() for one in read(row.data, ListsMissed).days)
    days = [date_words(one, tr) for one in dict.fromkeys((first, last))]
    text = tr.t(
        "I stood still: the lists of the day of {days} are not made up. What is still open stands on the board.",
        days=glue(" – ", days),
    )
    return View(text, rows(Button(tr.t("My area, red first"), encode("s_board"))), silent=True)


def _title(sheet: Sheet, tr: Translator) -> Html:
    return put("{} {}", sheet.issue.number, what_it_is(sheet, tr))


DID: dict[str, str] = {
    Action.FILE: mark("reported"),
    Action.ACCEPT: mark("took it"),
    Action.GRADE: mark("set how long: {grade}"),
    Action.PLAN: mark("told the resident how"),
    Action.REPLY: mark("to the resident"),
    Action.TELL_IN_PERSON: mark("told the resident in person"),
    Action.NOTE: mark("noted for staff"),
    Action.ASK: mark("asked the resident"),
    Action.ANSWER: mark("answered"),
    Action.ASSIGN: mark("gave it to {name}"),
    Action.TAKE: mark("took what was given"),
    Action.TAKE_OVER: mark("took it over"),
    Action.WATCH: mark("knows and is watching"),
    Action.REFUSE: mark("gave it back"),
    Action.TRANSFER: mark("offered it to {name}"),
    Action.HAND_UP: mark("handed it up"),
    Action.HAND_BACK: mark("handed it back down"),
    Action.RECEIVE: mark("accepted what was handed up"),
    Action.PROMISE: mark("promised {day}"),
    Action.MOVE_PROMISE: mark("asked for {day} instead"),
    Action.AGREE_MOVE: mark("decided about the day"),
    Action.RESOLVE: mark("done"),
    RESULT_MORE: mark("more of the result"),
    Action.UNDO_RESOLVE: mark("took “done” back"),
    Action.RATE: mark("rated it"),
    Action.REOPEN: mark("says it is not solved"),
    Action.COMPLAIN: mark("complained"),
    Action.REJECT: mark("refused it; whose it is: {whose}"),
    Action.AGENDA: mark("put it on the agenda of the joint meeting"),
    Action.DECIDE: mark("decided: {name} does it by {day}:"),
    Action.PUT_OFF: mark("put it off until {day}:"),
    Action.VERIFY: mark("looked at it, it is done:"),
    Action.NOT_FIXED: mark("looked at it, and opened it again:"),
    Action.CONSULT: mark("asked others to talk it over:"),
    Action.CONSULT_SAY: mark("said when it was talked over:"),
    Action.AGREED: mark("🤝 wrote down what was agreed:"),
    Action.MEDIATE: mark("asked for a mediator"),
    MEDIATION_OVER: mark("🤝 the mediation is over"),
    Action.CALL_OUT: mark("🙋 called volunteers"),
    "call_over": mark("🙋 the call for volunteers is over"),
    Action.CANNOT: mark("said that it cannot be done; instead: {instead}"),
    Action.SHOW_PHOTO: mark("looked at a photo: it may stand on the echo wall"),
    Action.HIDE_PHOTO: mark("took a photo off the echo wall"),
    AGREED: mark("lets a photo stand on the echo wall"),
    REFUSED: mark("does not want a photo on the echo wall"),
    Action.APPEAL: mark("asked to look again"),
    Action.REINSTATE: mark("took it after all"),
    Action.WITHDRAW: mark("took it back"),
    Action.AMEND: mark("added"),
    Action.RECATEGORISE: mark("changed the category: {category}"),
    Action.RELOCATE: mark("corrected the place:"),
    Action.VISIT: mark("gave door and phone"),
    Action.NUDGE: mark("asked how it stands"),
    Action.ME_TOO: mark("my home too"),
    Action.MAKE_URGENT: mark("said there is danger"),
    Action.MAKE_NORMAL: mark("said there is no danger"),
    Action.MERGE: mark("put it together with No. {number}"),
    Action.SPLIT: mark("took it apart from No. {number}"),
    ON_IT: mark("has it in hand"),
    SAID: mark("says:"),
    "incident": mark("many have it: one matter for all"),
    COMING: mark("is on the way"),
    HOLDER_ASKED: mark("was due; whoever has it was asked"),
    REMAINS_ASKED: mark("was due; the community was asked whether anything remains"),
    "looks_like": mark("looks like No. {number}"),
    Action.WHISTLE: mark("whistled departments:"),
    "whistle_here": mark("came to the whistle:"),
    "whistle_done": mark("was accepted after the whistle:"),
    "whistle_followed": mark("it is back, reported anew as"),
    FOLLOWS: mark("it is back, first reported as"),
    PLANNED: mark("wants somebody to look again (in days: {number})"),
    LOOKED: mark("looked again"),
    Action.TONIGHT: mark("says it must be tonight"),
    Action.SET_BACK: mark("says the morning will do"),
    Action.RECORD: mark("ended by itself, noted at night"),
    "still_there": mark("says it is still so"),
    "overrun": mark("it does not wait for the end of the planned outage any more"),
    "would_ring": mark("trial run: the next level would have been rung now"),
    "day_changed": mark("the hours or the holidays have changed, and with them the day"),
    "delivered": mark("the resident has it"),
    "undelivered": mark("did not reach the resident"),
    LEFT: mark("left the post; it is with {name} now"),
    SEAT_PASSED: mark("has somebody new in the post, who goes on with it"),
    "claimed": mark("told it by phone or in person, and reads it here now"),
    "visit_read": mark("looked at door and phone"),
    "taken_out": mark("had a name, a phone or a flat taken out"),
    "unreachable": mark("could not be reached"),
    "forced": mark("says somebody made him take it back"),
    "due_understand": mark("nobody took it in time, the community was told"),
    "due_plan": mark("no plan in time"),
    "due_reply": mark("no word to the resident in time"),
    "due_resolve": mark("not done in time, the next level was told"),
    "due_report_in": mark("not taken in time"),
    "due_waiting_end": mark("no answer of the resident, the clock goes on"),
    "due_promise_end": mark("the promised day is over"),
    "due_put_off_end": mark("was put off until now"),
    "due_lapse": mark("ended by itself, not rated"),
    "check_drawn": mark("was drawn by lot to be asked after"),
    "check_asked": mark("had the resident asked whether it is done"),
    "check_fine": mark("says, when asked, that it is done"),
    "check_not_reached": mark("could not reach the resident"),
    "due_visit_erase": mark("door and phone erased"),
}
"""What an entry of the timeline says; those that are missing are not shown."""
DID_WITHOUT_LOOKING: dict[str, str] = {
    Action.NOT_FIXED: mark("says that it is not done after all, and opened it again:"),
}
"""The same of whoever had said that it is done."""
DID_IN_A_MEETING: dict[str, str] = {
    Action.DECIDE: mark("decided in the joint meeting: {name} does it by {day}:"),
    Action.PUT_OFF: mark("put it off in the joint meeting until {day}:"),
    Action.CANNOT: mark("said in the joint meeting that it cannot be done; instead: {instead}"),
}
"""The same of what was decided while a meeting sat."""


def history(
    sheet: Sheet, entries: list[Entry], zone: ZoneInfo, tr: Translator, say: Say[Html], *, posts: dict[int, Post]
) -> View:
    """What happened, a line an entry: when, who, what, and the words."""
    shown = [entry for entry in entries if entry.action in DID][-HISTORY_LINES:]
    head = put(
        "<b>{} {}</b> · {}",
        number_words(sheet.issue, tr),
        what_it_is(sheet, tr),
        said(sheet.place, limit=60),
    )
    lines: list[Html] = [head]
    day = None
    for entry in shown:
        local = entry.at.astimezone(zone)
        if local.date() != day:
            day = local.date()
            lines.append(put("<i>{}</i>", date_words(day, tr, near=sheet.now.astimezone(zone).date())))
        lines.append(_entry_line(sheet, entry, hour(local), tr, say, posts=posts))
    return View(glue("\n", lines))


def _entry_line(
    sheet: Sheet, entry: Entry, time: PublicHtml, tr: Translator, say: Say[Html], *, posts: dict[int, Post]
) -> Html:
    facts = _facts(entry, tr, posts)
    who = _who(sheet, entry, tr)
    words: Html = wrong_words(entry, tr, say) if entry.action == Action.REOPEN else NOTHING
    if not words and entry.erased_at is not None and not entry.text:
        words = tr.t("(erased)")
    if not words and entry.text:
        words = put("“{}”", say(entry.text, limit=60))
    if (solved := maybe(entry.data, InPerson).solved) is not None:
        words = tr.t("Asked in person: solved") if solved else tr.t("Asked in person: not solved")
    if entry.action == LOOKED:
        seen = tr.t("Still fine") if read(entry.data, LookAgain).fine else tr.t("It is back")
        words = glue(" ", [seen, *([words] if words else ())])
    along = attachment_counts(one for one in sheet.attachments if one.entry_id == entry.id)
    did = DID | DID_IN_A_MEETING if in_meeting(entry) else DID
    did = did | DID_WITHOUT_LOOKING if says_own(entry) else did
    parts = (time, who, tr.t(did[entry.action], **facts), words, along)
    return glue(" ", [part for part in parts if part])


def _who(sheet: Sheet, entry: Entry, tr: Translator) -> Html:
    if entry.post_id in sheet.posts:
        assert entry.post_id is not None
        return post_name(sheet.posts[entry.post_id], tr)
    if entry.person_id is None:
        return NOTHING
    if entry.person_id in sheet.issue.reporters:
        return tr.t("the resident")
    return tr.t("a neighbour")


def _facts(entry: Entry, tr: Translator, posts: dict[int, Post]) -> dict[str, PublicHtml]:
    data = entry.data
    number = data.number if isinstance(data, WithOther) else data.days if isinstance(data, LookAgain) else None
    return {
        "grade": tr.t(GRADES[data.grade]) if isinstance(data, Graded) else NOTHING,
        "name": post_name(posts.get(post_told(entry) or 0), tr),
        "day": promised_words(data.on, data.hour, tr) if isinstance(data, OnDay) else NOTHING,
        "category": category_name(data.category, tr) if isinstance(data, OfCategory) else NOTHING,
        "whose": whose_words(entry),
        "instead": said(maybe(data, Cannot).instead, limit=100),
        "number": known(str(number)) if number is not None else NOTHING,
    }
