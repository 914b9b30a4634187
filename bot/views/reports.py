"""My reports: each with its state and next time, what happened, and what one can do (wording.md §2, status.line)."""

from collections.abc import Sequence

from bot.views import night
from bot.views.cards import mended_by_itself, public_state
from bot.views.common import (
    attachment_counts,
    colon,
    date_words,
    matter_name,
    means_the_day,
    number_words,
    post_name,
    quoted,
    short_name,
)
from bot.views.context import RenderContext
from bot.views.danger import coming_words, is_not_so
from bot.views.pieces import button, running, when, words_of
from bot.views.reasons import in_ones_own
from bot.views.registering import for_him, to_be_phoned, told_buttons
from bot.views.result import HISTORY, IN_A_MEETING, WRONG, rating_buttons
from bot.views.staff_words import TIER_NAMES, again_day, ended, put_off_day
from bot.views.view import NOTHING, Button, View, cut, esc, glue, in_rows, known, put, rows
from casework.data import maybe
from casework.issue.scene import COMING
from casework.issue.sheet import Sheet
from casework.lines import Cannot, Rejected, Reopened, in_meeting
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Action, Issue, Rating, State
from casework.model.people import Post, Role
from casework.model.timeline import Entry, Visibility
from casework.transitions import REFUSED, possible
from casework.words.masking import masked
from locales.markup import Html
from locales.translator import Translator

ENTRIES_SHOWN = 25
"""Of a long history the newest."""


def status_line(sheet: Sheet, tr: Translator, ctx: RenderContext) -> Html:
    """ "412号 下水道堵塞 · 王师傅在办 · 12:00 前弄好"."""
    issue = sheet.issue
    said = [put("<b>{}</b> {}", number_words(issue, tr), matter_name(issue, tr)), _state(sheet, tr)]
    return glue(" · ", [word for word in (*said, _next(sheet, tr, ctx)) if word])


def _state(sheet: Sheet, tr: Translator) -> Html:
    person = short_name(sheet.holder, tr)
    match sheet.issue.state:
        case State.REPORTED if sheet.issue.urgent and (coming := _coming(sheet)):
            return coming_words(coming[0], sheet, tr)
        case State.REPORTED if ended(sheet) is not None:
            return tr.t("the danger is over")
        case State.REPORTED:
            return tr.t("waiting for somebody to take it")
        case State.ACCEPTED:
            return tr.t("{person} has it", person=person)
        case State.DISPATCHED:
            return tr.t("passed to {person}", person=post_name(sheet.assignee, tr))
        case State.IN_PROGRESS:
            return tr.t("{person} is on it", person=person)
        case State.WAITING:
            return tr.t("waiting for your answer")
        case State.PROMISED:
            return tr.t("{person} promised a day", person=person)
        case State.RESOLVED if sheet.issue.now.false_alarm:
            return tr.t("a false alarm, there was no danger")
        case State.RESOLVED:
            return tr.t("done, please look")
        case State.CLOSED:
            return _closed(sheet.issue, tr)
        case State.REJECTED:
            if sheet.newest(*REFUSED) == sheet.newest(Action.CANNOT):
                return tr.t("cannot be done")
            return tr.t("cannot be dealt with here")
        case State.WITHDRAWN if mended_by_itself(sheet):
            return tr.t("mended, you said")
        case State.WITHDRAWN:
            return tr.t("withdrawn")
        case State.MERGED:
            return tr.t("joined with another report")


def _coming(sheet: Sheet) -> list[Entry]:
    """Who is on the way, first who said so first."""
    return [one for one in sheet.timeline if one.action == COMING and one.round == sheet.issue.round]


def _closed(issue: Issue, tr: Translator) -> Html:
    if issue.now.resolved_at is None:
        return tr.t("noted at night")
    rating = issue.now.rating
    if rating is None and issue.now.false_alarm:
        return tr.t("a false alarm, there was no danger")
    if rating is None:
        return tr.t("closed without a rating")
    return tr.t("closed, you are satisfied") if rating is Rating.GOOD else tr.t("closed, so-so")


def _next(sheet: Sheet, tr: Translator, ctx: RenderContext) -> Html:
    issue = sheet.issue
    if day := put_off_day(sheet, ctx.settings.zone, tr):
        return tr.t("put off until {day}", day=day)
    if day := again_day(sheet, ctx.settings.zone, tr):
        return tr.t("talked over again {day}, on the agenda", day=day)
    if issue.state is State.PROMISED and issue.promise_on is not None:
        return tr.t("by {day}", day=date_words(issue.promise_on, tr))
    if issue.state is State.IN_PROGRESS:
        return _said_until(sheet, tr, ctx)
    kind = NAMED.get(issue.state)
    due = running(issue, kind) if kind is not None else None
    if due is None:
        return NOTHING
    time = when(due.due_at, tr, ctx)
    match due.kind:
        case DeadlineKind.UNDERSTAND:
            return tr.t("to be taken by {time}", time=time)
        case DeadlineKind.REPLY:
            return tr.t("you hear by {time}", time=time)
        case _:
            return tr.t("to be started by {time}", time=time)


NAMED = {
    State.REPORTED: DeadlineKind.UNDERSTAND,
    State.ACCEPTED: DeadlineKind.REPLY,
    State.DISPATCHED: DeadlineKind.REPORT_IN,
}
"""The limits that the receipt, or the message that it was given on, has named to the resident."""


def _said_until(sheet: Sheet, tr: Translator, ctx: RenderContext) -> Html:
    """Until when it is to be done, if somebody has said so; the ladder's own limits are nobody's word."""
    until = sheet.issue.plan_until
    if sheet.newest(Action.PLAN) is None or until is None or until <= ctx.now:
        return NOTHING
    if means_the_day(until, ctx.settings.zone):
        return tr.t("It should be done today.")
    return tr.t("to be done by {time}", time=when(until, tr, ctx))


def mine(
    sheets: Sequence[Sheet],
    tr: Translator,
    ctx: RenderContext,
    too: Sequence[Sheet] = (),
    registered: Sequence[Sheet] = (),
) -> View:
    """The list, youngest first, each with a button. `too`: what one said "my home too" to, as anybody may read it;
    `registered`: what one took down for people without an account."""
    if not sheets and not too and not registered:
        return View(tr.t("You have not reported anything yet. Just write what is wrong."))
    lines: list[Html] = [tr.t("Your reports:"), *(status_line(sheet, tr, ctx) for sheet in sheets)] if sheets else []
    lines += [_too(sheet, tr, ctx) for sheet in too]
    lines += [registered_line(sheet, tr, ctx) for sheet in registered]
    buttons = [button(number_words(sheet.issue, tr), "see", sheet.issue.id) for sheet in sheets]
    buttons += [button(number_words(sheet.issue, tr), "reg_see", sheet.issue.id) for sheet in registered]
    return View(glue("\n", lines), in_rows(buttons, 3))


def registered_line(sheet: Sheet, tr: Translator, ctx: RenderContext) -> Html:
    """ "1号 井盖 · 替张大爷报的 · 王师傅在办"; the report's own number, where it is together with another."""
    issue = sheet.issue
    match issue.state:
        case State.WAITING:
            how: Html = tr.t("somebody has to ask him")
        case State.RESOLVED:
            how = tr.t("done")
        case State.CLOSED:
            how = tr.t("over")
        case _:
            how = glue(" · ", [word for word in (_state(sheet, tr), _next(sheet, tr, ctx)) if word])
    what = put("<b>{}</b> {}", number_words(issue, tr), matter_name(issue, tr))
    return glue(" · ", [what, for_him(sheet, tr), how])


def registered(sheet: Sheet, tr: Translator, ctx: RenderContext) -> View:
    """How it stands, to whoever registered it: what there is to tell, and that it was told."""
    issue = sheet.issue
    lines: list[Html] = [registered_line(sheet, tr, ctx)]
    lines.append(put("📍 {} · {}", esc(sheet.place), tr.t("reported {time}", time=when(issue.filed_at, tr, ctx))))
    if issue.text:
        lines.append(words_of(masked(issue.text), tr))
    if issue.plan and issue.state not in (State.RESOLVED, State.CLOSED):
        lines.append(tr.t("The plan: {plan}", plan=esc(cut(masked(in_ones_own(issue.plan, tr)), 600))))
    if issue.result:
        lines.append(tr.t("The result: {result}", result=esc(cut(masked(in_ones_own(issue.result, tr)), 600))))
    return View(glue("\n", lines), told_buttons(sheet, tr) if to_be_phoned(sheet) else ())


def _too(sheet: Sheet, tr: Translator, ctx: RenderContext) -> Html:
    issue = sheet.issue
    what = put("<b>{}</b> {}", number_words(issue, tr), matter_name(issue, tr))
    how: Html
    match issue.state:
        case State.RESOLVED | State.CLOSED:
            how = tr.t("done")
        case State.REJECTED | State.WITHDRAWN | State.MERGED:
            how = _state(sheet, tr)
        case _:
            how = public_state(sheet, ctx.settings.zone, tr)
    return glue(" · ", [what, tr.t("my home too"), how])


def one(sheet: Sheet, tr: Translator, ctx: RenderContext) -> View:
    """How it stands, and what can be done."""
    issue = sheet.issue
    lines: list[Html] = [status_line(sheet, tr, ctx)]
    lines.append(put("📍 {} · {}", esc(sheet.place), tr.t("reported {time}", time=when(issue.filed_at, tr, ctx))))
    along = attachment_counts([one for one in sheet.attachments if one.entry_id is None])
    if issue.text or along:
        said = words_of(issue.text, tr) if issue.text else NOTHING
        lines.append(glue(" ", [part for part in (said, along) if part]))
    if issue.plan and issue.state not in (State.RESOLVED, State.CLOSED):
        lines.append(tr.t("The plan: {plan}", plan=esc(cut(in_ones_own(issue.plan, tr), 600))))
    if issue.question:
        lines.append(tr.t("Asked: “{question}”", question=esc(cut(issue.question, 600))))
    if issue.result:
        lines.append(tr.t("The result: {result}", result=esc(cut(in_ones_own(issue.result, tr), 600))))
    lines += _refusal(sheet, tr)
    if issue.me_toos:
        lines.append(tr.n("{n} neighbour has it too", "{n} neighbours have it too", issue.me_toos))
    if issue.state is State.RESOLVED and issue.now.false_alarm:
        return View(glue("\n", lines), rows(*is_not_so(sheet, tr), _history(sheet, tr)))
    if issue.state is State.RESOLVED:
        return View(glue("\n", lines), (*rating_buttons(issue, tr), (_history(sheet, tr),)))
    return View(glue("\n", lines), rows(*_lines(sheet, tr, ctx)))


def _refusal(sheet: Sheet, tr: Translator) -> list[Html]:
    """Why it was refused, and whose it is, or what can be done instead."""
    entry = sheet.newest(*REFUSED) if sheet.issue.state is State.REJECTED else None
    if entry is None:
        return []
    lines: list[Html] = [tr.t("Why: {reason}", reason=esc(cut(in_ones_own(entry.text, tr), 600)))]
    if whose := maybe(entry.data, Rejected).whose:
        lines.append(tr.t("It is a matter for: {whose}", whose=esc(cut(in_ones_own(whose, tr), 300))))
    if instead := maybe(entry.data, Cannot).instead:
        lines.append(tr.t("What can be done instead: {instead}", instead=esc(cut(instead, 600))))
    return lines


def _history(sheet: Sheet, tr: Translator) -> Button:
    return button(tr.t("What happened"), "history", sheet.issue.id)


def _lines(sheet: Sheet, tr: Translator, ctx: RenderContext) -> list[tuple[Button, ...]]:
    issue = sheet.issue
    first, second = [_history(sheet, tr)], []
    if possible(issue.state, Action.AMEND):
        first.append(button(tr.t("Add something"), "add", issue.id))
    if sheet.offers_tonight:
        first.append(button(night.tonight_words(tr, ctx), "tonight", issue.id))
    if possible(issue.state, Action.NUDGE) and not (issue.planned_until or running(issue, DeadlineKind.RECORDED)):
        second.append(button(tr.t("Ask how it stands"), "nudge", issue.id))
    if possible(issue.state, Action.WITHDRAW):
        second.append(button(tr.t("Withdraw"), "withdraw", issue.id))
    if possible(issue.state, Action.APPEAL):
        second.append(button(tr.t("Look at it again"), "appeal", issue.id))
    if (
        issue.state is State.CLOSED
        and issue.now.closed_at
        and ctx.now <= issue.now.closed_at + ctx.settings.reopen_within
    ):
        second.append(button(tr.t("Not solved, go on"), "bad", issue.id))
    return [tuple(first), tuple(second)]


TALKED_OVER = frozenset({Action.CONSULT, Action.CONSULT_SAY, Action.AGREED})
"""Words to several at once: what they name of others is masked for each of them."""


def history(sheet: Sheet, tr: Translator, ctx: RenderContext) -> View:
    """Everything that the reporter may read, oldest first; long words are cut."""
    shown = [e for e in sheet.timeline if e.visibility is Visibility.PUBLIC and e.action in (*HISTORY, "due_resolve")]
    lines: list[Html] = [status_line(sheet, tr, ctx), NOTHING]
    if len(shown) > ENTRIES_SHOWN:
        lines.append(known("…"))
    lines += [_entry(sheet, entry, tr, ctx) for entry in shown[-ENTRIES_SHOWN:]]
    return View(glue("\n", lines), rows(button(tr.t("Back"), "again", sheet.issue.id)))


def _entry(sheet: Sheet, entry: Entry, tr: Translator, ctx: RenderContext) -> Html:
    who = post_name(sheet.posts[entry.post_id], tr) if entry.post_id in sheet.posts else NOTHING
    said_of = HISTORY | IN_A_MEETING if in_meeting(entry) else HISTORY
    what = tr.t("not done in time") if entry.action == "due_resolve" else tr.t(said_of[entry.action])
    said = cut(masked(entry.text) if entry.action in TALKED_OVER else entry.text, 100)
    if isinstance(entry.data, Reopened) and (wrong := entry.data.what) in WRONG:
        said = " ".join((tr.t(WRONG[wrong]), said)).strip()
    at = when(entry.at, tr, ctx)
    line = glue(" ", [word for word in (at, who, what) if word])
    if entry.erased_at is not None and not said:
        return put("{} {}", line, tr.t("(erased)"))
    return put("{}{}{}", line, colon(tr), quoted(said, tr)) if said else line


def really_withdraw(sheet: Sheet, tr: Translator) -> View:
    """One more press, since it cannot be taken back."""
    issue = sheet.issue
    text = tr.t("Withdraw {number}? Nobody will work on it any more.", number=number_words(issue, tr))
    yes = button(tr.t("Yes, withdraw"), "take_back", issue.id, says="yes")
    return View(text, rows((yes, button(tr.t("No, keep it"), "again", issue.id, says="no"))))


def looks_again(to: Post | None, tr: Translator, *, words: bool = False) -> View:
    """Who was asked to look at it again; `words`: and reads what was said against it."""
    text = tr.t("I have asked the community to look at it again.")
    if to is not None and to.role in TIER_NAMES and to.role is not Role.COMMUNITY_MANAGER:
        tier = tr.t(TIER_NAMES[to.role])
        text = tr.t("I have asked {tier} to look at it again: {name}.", tier=tier, name=post_name(to, tr))
    return View(put("{} {}", text, tr.t("Your words go with it.")) if words else text)


def look_again(issue: Issue, tr: Translator) -> View:
    """Words came as an answer to a refusal: what do they mean?"""
    number = number_words(issue, tr)
    again = button(tr.t("Look at it again"), "appeal", issue.id, says="yes")
    new = button(tr.t("Something new"), "said_new", issue.id)
    return View(tr.t("Shall I ask to look at {number} again, with your words?", number=number), rows(again, new))


def forced(to: Post | None, tr: Translator) -> View:
    """Somebody made the person withdraw: who is told, and nobody else."""
    if to is None:
        return View(tr.t("Noted. I have found nobody yet who may read it, and tell nobody else."))
    return View(tr.t("Noted. Only {person} is told.", person=post_name(to, tr)))
