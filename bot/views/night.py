"""Outside the hours: the receipt at night, what is of use only now, "it must be tonight" (wording.md §2)."""

from datetime import date, time

from bot.views.common import day_words, made_words, names, number_words, post_name
from bot.views.context import RenderContext
from bot.views.pieces import Told, button, running, today, usual_buttons, when
from bot.views.view import Rows, View, cut, esc, glue, known, put, rows
from casework.data import maybe
from casework.issue.sheet import Sheet
from casework.lines import DayChanged
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.deadlines import DeadlineKind, PingAnswer
from casework.model.issues import Issue
from casework.transitions import OPEN
from locales.markup import Html
from locales.translator import Translator, mark

EVENING, MORNING = time(17), time(8)

WHY_TONIGHT: dict[str, str] = {
    "water": mark("Water comes out and does not stop"),
    "off": mark("No water, power or heating"),
    "frail": mark("Old, sick or small people here"),
    "worse": mark("It gets worse and worse"),
}
"""Why it must be tonight."""

NUMBERS: dict[str, str] = {
    "noise": mark("Noise and fights: phone 110."),
    "fireworks": mark("Fireworks: phone 110. If something burns: 119."),
    "move_car": mark("A car in the way: phone 114 or 12123; if an ambulance or a fire engine cannot pass: 110."),
    "lost_key": mark("Locked out: phone 110, they know locksmiths who are registered with the police."),
}
"""What is of use only now: whom to phone at once."""


def waits_till(issue: Issue, ctx: RenderContext) -> bool:
    """Whether its people are asked only when service begins."""
    due = running(issue, DeadlineKind.OPENING)
    return due is not None and due.due_at > ctx.now


def is_night(ctx: RenderContext) -> bool:
    """Outside the hours it is night, or a day without service."""
    local = ctx.now.astimezone(ctx.settings.zone).time()
    return local >= EVENING or local < MORNING


def tonight_words(tr: Translator, ctx: RenderContext) -> Html:
    """ "It must be tonight"; on a day without service: today."""
    return tr.t("It must be tonight") if is_night(ctx) else tr.t("It must be today")


def receipt_lines(sheet: Sheet, tr: Translator, ctx: RenderContext, *, mine: bool) -> list[Html]:
    """From when it counts, in place of who was asked. Not `mine`: whoever filed it for somebody presses nothing."""
    issue = sheet.issue
    opens, reply = running(issue, DeadlineKind.OPENING), running(issue, DeadlineKind.REPLY)
    assert opens is not None
    facts = {"now": when(ctx.now, tr, ctx), "open": when(opens.due_at, tr, ctx)}
    lines: list[Html] = [tr.t("It is {now} now and this one is not urgent: work on it begins {open}.", **facts)]
    if mine and reply is not None:
        lines.append(tr.t("By {time} you hear what will be done.", time=when(reply.due_at, tr, ctx)))
    if mine and sheet.offers_tonight:
        lines.append(tr.t("If water leaks or comes back up, or power, gas or heating is off, press this:"))
    return lines


def receipt_view(sheet: Sheet, lines: list[Html], tr: Translator, ctx: RenderContext) -> View:
    """With the way out first."""
    issue = sheet.issue
    buttons = usual_buttons(issue, tr)
    if sheet.offers_tonight:
        buttons = (*rows(button(tonight_words(tr, ctx), "tonight", issue.id)), *buttons)
    return View(glue("\n", lines), buttons)


def recorded(sheet: Sheet, tr: Translator, ctx: RenderContext, *, mine: bool) -> View:
    """The right number at once; nobody is rung, and in the morning it ends by itself."""
    issue, night = sheet.issue, is_night(ctx)
    ends = running(issue, DeadlineKind.RECORDED)
    lines: list[Html] = [tr.t("Noted: <b>{number}</b>.", number=number_words(issue, tr))]
    lines.append(tr.t(NUMBERS.get(issue.category, NUMBERS["noise"])))
    if sheet.estate is not None and sheet.estate.phone:
        company = known(f"{sheet.estate.company} {sheet.estate.phone}".strip())
        lines.append(tr.t("For your estate: {phone}", phone=company))
    lines.append(
        tr.t("I ring nobody for it at night, I only keep a record.")
        if night
        else tr.t("Nobody is at work now: I ring nobody for it, I only keep a record.")
    )
    if ends is not None and mine:
        opens = when(ends.due_at, tr, ctx)
        lines.append(
            tr.t("If it is still so in the morning, press this, and from {open} on somebody sees to it:", open=opens)
            if night
            else tr.t("If it is still so then, press this, and from {open} on somebody sees to it:", open=opens)
        )
    words = tr.t("Still so in the morning") if night else tr.t("Still so then")
    still = rows(button(words, "still", issue.id))
    return View(glue("\n", lines), still if mine else ())


def first_button(sheet: Sheet, view: View, ctx: RenderContext) -> Rows:
    """What the receipt at night speaks of, for whoever shows its words under other buttons."""
    spoken_of = running(sheet.issue, DeadlineKind.RECORDED) is not None or (
        sheet.offers_tonight and waits_till(sheet.issue, ctx)
    )
    return view.buttons[:1] if spoken_of else ()


def why_tonight(issue: Issue, tr: Translator) -> View:
    """Why can't it wait for the morning?"""
    reasons = [button(tr.t(name), "tonight_why", issue.id, word=key) for key, name in WHY_TONIGHT.items()]
    own = button(tr.t("Something else, I'll say"), "tonight_words", issue.id)
    return View(tr.t("Why can't it wait for the morning?"), rows(*reasons, own))


def tonight_noted(sheet: Sheet, tr: Translator, ctx: RenderContext) -> View:
    """Who was asked now, and by when somebody takes it."""
    issue = sheet.issue
    lines: list[Html] = [tr.t("Good, {number} does not wait for the morning.", number=number_words(issue, tr))]
    if sheet.holder is not None:
        lines.append(tr.t("I have told {person}.", person=post_name(sheet.holder, tr)))
    else:
        reached = [post for post, ping in sheet.asked_once(0) if ping.answer is not PingAnswer.UNREACHABLE]
        if reached:
            lines.append(tr.t("Asked: {people}.", people=names((post_name(one, tr) for one in reached), tr)))
    if take := running(issue, DeadlineKind.UNDERSTAND):
        lines.append(tr.t("· by {time}: somebody takes it", time=when(take.due_at, tr, ctx)))
    if reply := running(issue, DeadlineKind.REPLY):
        lines.append(tr.t("· by {time}: you hear what will be done", time=when(reply.due_at, tr, ctx)))
    return View(glue("\n", lines))


def set_back(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Somebody looked at it: it can wait, why, and from when it goes on."""
    issue, entry = sheet.issue, sheet.entry
    if entry is None or issue.state not in OPEN or issue.tonight:
        return None
    by = post_name(sheet.posts.get(entry.post_id) if entry.post_id else None, tr)
    facts = {"number": number_words(issue, tr), "person": by, "why": esc(cut(entry.text, 600))}
    lines: list[Html] = [tr.t("{person} has looked at {number}: it can wait for the morning. {why}", **facts)]
    if reply := running(issue, DeadlineKind.REPLY):
        lines.append(tr.t("By {time} you hear what will be done.", time=when(reply.due_at, tr, ctx)))
    lines.append(tr.t("If somebody is in danger, phone 110, 119 or 120."))
    return View(glue("\n", lines))


def day_changed(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Public holidays or hours have changed, and with them the day or the time that was named."""
    issue, entry = sheet.issue, sheet.entry
    if entry is None or issue.state not in OPEN:
        return None
    number = number_words(issue, tr)
    was = maybe(entry.data, DayChanged).was
    if was is not None and issue.promise is not None:
        near = today(ctx)
        days = {
            "was": day_words(date.fromisoformat(str(was)), tr, near=near),
            "day": made_words(issue.promise, tr, near=near),
        }
        head = tr.t("{number}: the public holidays and working days have changed.", number=number)
        return View(put("{}\n{}", head, tr.t("Not by {was} but <b>by {day}</b>.", **days)))
    lines: list[Html] = [tr.t("{number}: the hours of service have changed.", number=number)]
    if opens := running(issue, DeadlineKind.OPENING):
        lines.append(tr.t("Work on it begins {open}.", open=when(opens.due_at, tr, ctx)))
    if reply := running(issue, DeadlineKind.REPLY):
        lines.append(
            tr.t("The resident hears by {time} what will be done.", time=when(reply.due_at, tr, ctx))
            if row.kind == Kind.DAY_CHANGED
            else tr.t("By {time} you hear what will be done.", time=when(reply.due_at, tr, ctx))
        )
    return View(glue("\n", lines)) if len(lines) > 1 else None


TOLD: dict[Kind, Told] = {
    Kind.SET_BACK: set_back,
    Kind.DAY_CHANGED_OWN: day_changed,
}
"""The residents' kinds."""
