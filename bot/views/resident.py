"""What the resident reads of the way of a report, from the receipt to the promised day (wording.md §2, §6).

Nothing here shows a light or who was late. Answering one of these messages answers the holder.
"""

from datetime import UTC, datetime

from bot.views import checks, consulting, danger, drafts, night, photos, result
from bot.views.common import (
    category_name,
    colon,
    day_words,
    decider,
    made_words,
    means_the_day,
    names,
    number_words,
    post_name,
    short_name,
    span,
)
from bot.views.company import company_line
from bot.views.context import RenderContext
from bot.views.drafts import only_above, only_here
from bot.views.pieces import (
    WORDS_LIMIT,
    Renderer,
    Told,
    about_issue,
    button,
    running,
    today,
    told_above,
    usual_buttons,
    watching,
    when,
    with_photos,
    written_at,
)
from bot.views.reasons import BACK, in_ones_own
from bot.views.view import NOTHING, Rows, View, cut, esc, glue, known, put, rows
from casework.clock.limits import has_no_clock, on_agenda_again
from casework.data import maybe, read
from casework.issue.filing import WHERE_UNSAID
from casework.issue.sheet import Sheet
from casework.lines import Agreed, Cannot, OnDay, Planned, Rejected, Rung, To, WithOther
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.deadlines import DeadlineKind, PingAnswer
from casework.model.issues import Action, Issue, Promise, Source, State
from casework.model.timeline import Entry
from casework.neighbourhood.rights import LEFT
from casework.roles import UNPAID
from casework.told import Counts, Covered, Nudged, Received, StoodStill, TakenBack, WithNumber
from casework.transitions import OPEN, possible
from casework.words.matters import matters_in
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark, translator


def receipt(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The number, who was asked, and by when what happens."""
    issue = sheet.issue
    if issue.state in (State.WITHDRAWN, State.MERGED):
        return None
    lines: list[Html] = [tr.t("Reported: <b>{number}</b>.", number=number_words(issue, tr))]
    if issue.place == WHERE_UNSAID and not issue.urgent:
        lines.append(tr.t("Where it is, is not clear yet: write it, and whoever takes it reads it."))
    reached = (post for post, ping in sheet.asked_once(0) if ping.answer is not PingAnswer.UNREACHABLE)
    asked = names((post_name(post, tr) for post in reached), tr)
    mine = row.person_id in issue.reporters  # whoever filed it for somebody else follows it as staff
    if not mine and issue.incident_at is not None:
        return _registered_too(sheet, row, tr, ctx)
    if issue.urgent:
        lines += danger.receipt_lines(sheet, tr, ctx)
        return View(glue("\n", lines), usual_buttons(issue, tr) if mine else ())
    if running(issue, DeadlineKind.RECORDED):
        return night.recorded(sheet, tr, ctx, mine=mine)
    waits = night.waits_till(issue, ctx)
    if issue.accused:
        lines.append(only_above([post for post, _ in sheet.asked_once(0)], tr))
    elif issue.private:
        lines.append(only_here(sheet.community, tr))
    if issue.private and issue.report.source is Source.GROUP:
        lines.append(tr.t("Your own message stands in that group, where all read it: delete it there, if you like."))
    if issue.accused or issue.private or waits:
        pass
    elif asked:
        lines.append(tr.t("Asked: {people}.", people=asked))
    else:
        lines.append(tr.t("Nobody on duty can be reached here right now; I keep looking higher up."))
    if waits:
        lines += night.receipt_lines(sheet, tr, ctx, mine=mine)
        return night.receipt_view(sheet, lines, tr, ctx) if mine else View(glue("\n", lines))
    if mine and not issue.private and len(matters_in(issue.text)) > 1:
        lines.append(tr.t("Everything that you said is in this one number."))
    if accept := running(issue, DeadlineKind.UNDERSTAND):
        lines.append(tr.t("· by {time}: somebody takes it", time=when(accept.due_at, tr, ctx)))
    if mine and (reply := running(issue, DeadlineKind.REPLY)):
        lines.append(tr.t("· by {time}: you hear what will be done", time=when(reply.due_at, tr, ctx)))
    if not mine and not issue.reporters and issue.visit_asked:
        lines.append(tr.t("Whoever takes it on is asked to phone or go and say how it stands."))
    if has_no_clock(issue):
        lines.append(beside_words(issue, tr))
        return View(glue("\n", lines), usual_buttons(issue, tr) if mine else ())
    lines.append(tr.t("If nobody minds it by then, I go higher up by myself. You need not chase anybody."))
    return View(glue("\n", lines), (*_mediation_button(sheet, tr), *usual_buttons(issue, tr)) if mine else ())


def _mediation_button(sheet: Sheet, tr: Translator) -> Rows:
    """Of a quarrel that somebody could mediate: whoever reported it can ask for that himself."""
    able = sheet.can_mediate and sheet.offers(Action.MEDIATE)
    return rows(button(tr.t("Ask a mediator"), "mediate", sheet.issue.id)) if able else ()


def beside_words(issue: Issue, tr: Translator) -> Html:
    """What becomes of an idea, or of something lost or found."""
    if issue.category == "suggestion":
        return tr.t("An idea needs no hurry: the community talks it over, and you hear here what comes of it.")
    return tr.t("They ask around. When it is found, or its owner is, you hear it here.")


def draft_filed(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Filed by itself after ten minutes: the receipt, and it can be taken back with one press."""
    whole = receipt(sheet, row, tr, ctx)
    if whole is None or not possible(sheet.issue.state, Action.WITHDRAW):
        return None
    if sheet.issue.urgent:
        filed = danger.filed(sheet, tr)
        return View(put("{}\n{}", filed.text, whole.text), filed.buttons)
    number = number_words(sheet.issue, tr)
    text = tr.t("I reported it for you: {number}. If you did not want that, press “Withdraw”.", number=number)
    first = night.first_button(sheet, whole, ctx)
    return View(put("{}\n{}", text, whole.text), (*first, *usual_buttons(sheet.issue, tr)))


def accepted(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Who has it."""
    issue = sheet.issue
    if issue.state not in OPEN:
        return None
    who = {"number": number_words(issue, tr), "person": post_name(sheet.holder, tr)}
    lines: list[Html] = [tr.t("{number} has been taken on by {person}.", **who)]
    if issue.urgent:
        return View(glue("\n", [*lines, tr.t("What you write here now goes at once to everybody who was called.")]))
    if reply := running(issue, DeadlineKind.REPLY):
        lines.append(tr.t("By {time} you hear what will be done.", time=when(reply.due_at, tr, ctx)))
    buttons = rows(
        button(tr.t("How to find me"), "visit", issue.id),
        button(tr.t("No visit needed"), "noted", issue.id),
    )
    return View(glue("\n", lines), buttons)


def plan(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """What will be done, until when, at what cost."""
    issue = sheet.issue
    text = in_ones_own(sheet.entry.text if sheet.entry else issue.plan, tr)
    lines: list[Html] = [
        tr.t("{number}, this is the plan: {plan}", number=number_words(issue, tr), plan=esc(cut(text, WORDS_LIMIT)))
    ]
    if issue.plan_until and issue.plan_until > ctx.now:
        if means_the_day(issue.plan_until, ctx.settings.zone):
            lines.append(tr.t("It should be done today."))
        else:
            lines.append(tr.t("It should be done by about {time}.", time=when(issue.plan_until, tr, ctx)))
    told = sheet.entry
    cost = issue.cost if told is None else told.data.cost if isinstance(told.data, Planned) else ""
    lines += cost_words(cost, tr)
    lines += [NOTHING, tr.t("Answer this message and {person} reads it.", person=short_name(sheet.holder, tr))]
    if issue.state not in OPEN:
        return View(glue("\n", lines[:-2]))
    buttons = (button(tr.t("All right"), "noted", issue.id, says="yes"), button(tr.t("I have a word"), "add", issue.id))
    return View(glue("\n", lines), rows(buttons))


def cost_words(cost: str, tr: Translator) -> list[Html]:
    """A line about the money, if anything was said."""
    match cost:
        case "":
            return []
        case "none":
            return [tr.t("It costs nothing.")]
        case "look":
            return [tr.t("Cost: the repairer looks first and tells you the price before starting.")]
        case _:
            return [tr.t("It costs {sum}; nothing is started before you agree.", sum=esc(cut(cost, 200)))]


def relay(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Words of whoever works on it."""
    entry = sheet.entry
    if entry is None:
        return None
    speaker = sheet.posts.get(entry.post_id) if entry.post_id else None
    who = put("💬 {} {}", number_words(sheet.issue, tr), short_name(speaker, tr))
    head = put("{}{}{}{}", who, written_at(entry, tr, ctx), colon(tr), esc(cut(entry.text, WORDS_LIMIT).rstrip()))
    text = put("{}\n{}", head, tr.t("(Answer this message and they read it.)"))
    return View(text)


def question(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Somebody asks; an answer to this message is the answer."""
    entry = sheet.entry
    if entry is None or sheet.issue.state is not State.WAITING:
        return None
    speaker = sheet.posts.get(entry.post_id) if entry.post_id else None
    asked = tr.t(
        "{number}: {person} asks you: {question}",
        number=number_words(sheet.issue, tr),
        person=short_name(speaker, tr),
        question=esc(cut(entry.text, WORDS_LIMIT)),
    )
    text = put("{}\n{}", asked, tr.t("Just answer this message. When you have answered, the work goes on."))
    return View(text, rows(button(tr.t("Answer"), "add", sheet.issue.id)))


def dispatched(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Given to somebody who has yet to take it."""
    issue = sheet.issue
    if issue.state is not State.DISPATCHED:
        return None
    to = {"number": number_words(issue, tr), "person": post_name(sheet.assignee, tr)}
    lines: list[Html] = [tr.t("{number} was passed to {person}.", **to)]
    if due := running(issue, DeadlineKind.REPORT_IN):
        lines.append(tr.t("They should be on it by {time}.", time=when(due.due_at, tr, ctx)))
    if sheet.holder is not None:
        lines.append(tr.t("Until then {person} answers for it.", person=post_name(sheet.holder, tr)))
    return View(glue("\n", lines))


def stood_still(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View:
    """To whoever only waited while nobody was at work."""
    told = read(row.data, StoodStill)
    return View(
        tr.t(
            "From {since} to {until} I stood still: I could call nobody, and tell you nothing. What you reported is "
            "not lost, and goes on now. I am sorry that you had to wait.",
            since=when(datetime.fromtimestamp(told.since, UTC), tr, ctx),
            until=when(datetime.fromtimestamp(told.until, UTC), tr, ctx),
        )
    )


def to_community(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Nobody took it, or it is not done, in time; whom I told, and whether anybody watches."""
    issue = sheet.issue
    if issue.state not in OPEN:
        return None
    number = number_words(issue, tr)
    if sheet.holder is None:
        return View(put("{}\n{}", tr.t("Nobody has taken on {number} in time.", number=number), _who_knows(sheet, tr)))
    if read(row.data, Rung).rung == 1:  # taken meanwhile, and said
        return None
    lines = [tr.t("{number} is not done in time.", number=number), _who_knows(sheet, tr)]
    return View(glue("\n", [*lines, tr.t("{person} goes on with it.", person=post_name(sheet.holder, tr))]))


def _who_knows(sheet: Sheet, tr: Translator) -> Html:
    """Who watches, else who was told, else that nobody could be reached, and whom to phone."""
    if (post := watching(sheet)) is not None:
        return tr.t("{watcher} is watching it.", watcher=post_name(post, tr))
    if people := told_above(sheet, tr):
        return tr.t("I have told {person}.", person=people)
    nobody = tr.t("I have found nobody who can be reached, and go on trying.")
    if sheet.estate is None or not sheet.estate.phone:
        return put("{} {}", nobody, tr.t("If it cannot wait, phone 12345."))
    phone = known(f"{sheet.estate.company} {sheet.estate.phone}".strip())
    return put("{} {}", nobody, tr.t("If it cannot wait, phone {phone}, or 12345.", phone=phone))


def to_subdistrict(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """It has taken long; whom I told."""
    issue = sheet.issue
    if issue.state not in OPEN:
        return None
    late = tr.t("{number} has taken long.", number=number_words(issue, tr))
    if read(row.data, Rung).rung > 3:
        long = span(row.due_at - issue.t0, tr)
        late = tr.t("{number} is still not done after {span}.", number=number_words(issue, tr), span=long)
    text = put("{}\n{}", late, _who_knows(sheet, tr))
    if sheet.holder is not None:
        text = put("{}\n{}", text, tr.t("{person} goes on with it.", person=post_name(sheet.holder, tr)))
    return View(text, rows(button(tr.t("How it stands"), "see", issue.id)))


def reply_late(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The time that the receipt named is over."""
    issue = sheet.issue
    if issue.state not in OPEN or issue.now.replied_at is not None:
        return None
    facts = {"number": number_words(issue, tr), "time": when(row.due_at, tr, ctx)}
    head = tr.t("{number}: I said you hear by {time} what will be done. Nobody has said so yet, we are sorry.", **facts)
    cover = sheet.posts.get(maybe(row.data, Covered).cover or 0)
    if cover is not None:
        facts = {"person": post_name(sheet.holder, tr), "other": post_name(cover, tr)}
        return View(put("{}\n{}", head, tr.t("{person} is away just now; I have told {other}.", **facts)))
    if sheet.holder is not None:
        name = post_name(sheet.holder, tr)
        unpaid = sheet.holder.role in UNPAID  # they are asked, and not reminded
        more = (
            tr.t("{person} goes on with it.", person=name) if unpaid else tr.t("I have reminded {person}.", person=name)
        )
        return View(put("{}\n{}", head, more))
    return View(put("{}\n{}", head, _who_knows(sheet, tr)))


def _handed_back(entry: Entry, number: PublicHtml, tr: Translator) -> Html:
    """The reason where it is one of the buttons; what was written is for staff."""
    why = in_ones_own(entry.text, translator("en"))
    if why == BACK["can"]:
        return tr.t("{number} was looked at above: it can be settled here.", number=number)
    if why == BACK["first"]:
        return tr.t("{number} was looked at above: first it is to be talked over here.", number=number)
    return tr.t("{number} was looked at above and came back.", number=number)


def turned(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """ "Done" was a mistake, a higher tier decides, or who had it has left."""
    entry, issue = sheet.entry, sheet.issue
    if entry is None or issue.state not in OPEN:
        return None
    number, holder = number_words(issue, tr), post_name(sheet.holder, tr)
    if entry.action == Action.UNDO_RESOLVE:
        text = tr.t("{number} is not done after all, “done” was a mistake.", number=number)
        more = tr.t("{person} goes on with it.", person=holder)
        return View(put("{} {}", text, more), usual_buttons(issue, tr))
    if entry.action == Action.RELOCATE:
        by = post_name(sheet.posts.get(entry.post_id) if entry.post_id else None, tr)
        moved = {"number": number, "name": by, "place": esc(sheet.place)}
        there = tr.t(
            "{number}: {name} corrected the place, it is at {place}. If that is wrong, just write where.", **moved
        )
        return View(there, usual_buttons(issue, tr))
    if entry.action == LEFT:
        if issue.holder_id is None:
            return None
        text = tr.t("Somebody else has {number} now: {person}. It stays the same matter.", number=number, person=holder)
        return View(text, usual_buttons(issue, tr))
    if entry.action == Action.HAND_BACK:
        lines: list[Html] = [_handed_back(entry, number, tr)]
        goes_on = tr.t("{person} goes on with it.", person=holder)
    else:
        lines = [tr.t("{number} was handed up, for those above to decide.", number=number)]
        goes_on = tr.t("{person} answers for it until then.", person=holder)
    if issue.holder_id is not None:
        lines.append(goes_on)
    return View(glue("\n", lines), usual_buttons(issue, tr))


def promise(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Not today: why, what, by which day, what helps meanwhile, who answers for it."""
    issue = sheet.issue
    made = issue.promise
    if made is None or issue.state not in OPEN:
        return None
    decided = sheet.entry is not None and sheet.entry.action == Action.DECIDE
    if made.hour is not None and not decided:
        return _by_the_hour(sheet, made, tr, ctx)
    same_day = made.on_day <= today(ctx)
    if decided:
        who = _decider(sheet, tr)
        lines: list[Html] = [tr.t("{number}: {who} has decided.", number=number_words(issue, tr), who=who)]
    else:
        late = tr.t("To be honest with you: {number} cannot be done today.", number=number_words(issue, tr))
        lines = [tr.t("{number} is to be done today.", number=number_words(issue, tr)) if same_day else late]
        lines.append(tr.t("Why: {reason}", reason=esc(cut(in_ones_own(made.reason, tr), 600))))
    if issue.plan:
        lines.append(tr.t("What will be done: {plan}", plan=esc(cut(in_ones_own(issue.plan, tr), 600))))
    lines.append(tr.t("Promised: <b>by {day}</b>", day=made_words(made, tr, today=today(ctx))))
    if made.interim:
        lines.append(tr.t("For now: {interim}", interim=esc(cut(in_ones_own(made.interim, tr), 600))))
    lines.append(tr.t("Responsible: {person}.", person=post_name(sheet.holder, tr)))
    if not same_day:
        lines.append(tr.t("The day before, I remind them first, and on the day I tell you."))
    return View(glue("\n", lines), promise_buttons(issue, tr))


def _by_the_hour(sheet: Sheet, made: Promise, tr: Translator, ctx: RenderContext) -> View:
    """An hour that somebody named: his words, and by when."""
    issue = sheet.issue
    facts = {"number": number_words(issue, tr), "person": post_name(sheet.holder, tr)}
    by_whom = sheet.posts.get(sheet.entry.post_id or 0) if sheet.entry is not None else None
    if by_whom is not None:
        facts["person"] = post_name(by_whom, tr)
    words = esc(cut(in_ones_own(made.reason, tr), 600))
    lines: list[Html] = [tr.t("{number}, {person}: {words}", words=words, **facts)]
    lines.append(_promised(made, tr, ctx))
    if made.interim:
        lines.append(tr.t("For now: {interim}", interim=esc(cut(in_ones_own(made.interim, tr), 600))))
    return View(glue("\n", lines), promise_buttons(issue, tr))


def _promised(made: Promise, tr: Translator, ctx: RenderContext) -> Html:
    """By when it is done, or somebody comes."""
    by = made_words(made, tr, today=today(ctx))
    if made.comes and made.hour is not None:
        return tr.t("As promised: somebody comes <b>by {time}</b>", time=by)
    if made.hour is not None:
        return tr.t("Promised time: <b>by {time}</b>", time=by)
    return tr.t("Promised: <b>by {day}</b>", day=by)


def promise_buttons(issue: Issue, tr: Translator) -> Rows:
    """Fine, can't wait, a word."""
    return rows(
        button(tr.t("Fine, I'll wait"), "noted", issue.id, says="yes"),
        (
            button(tr.t("I can't wait"), "cannot_wait", issue.id, says="no"),
            button(tr.t("I have a word"), "add", issue.id),
        ),
    )


def together(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """It is one matter with a neighbour's: how that stands, and a way out."""
    issue, entry = sheet.issue, sheet.entry
    if entry is None or issue.state not in OPEN:
        return None
    other = tr.t("No. {number}", number=read(row.data, WithNumber).number)
    number = number_words(issue, tr)
    lines: list[Html] = [tr.t("{number} and {other} are the same matter.", number=number, other=other)]
    lines.append(tr.t("They are dealt with together, and you hear of everything."))
    if issue.holder_id is not None:
        lines.append(tr.t("{person} has it.", person=post_name(sheet.holder, tr)))
    if issue.promise is not None and issue.promise.told_at is not None:
        lines.append(_promised(issue.promise, tr, ctx))
    elif issue.plan:
        lines.append(tr.t("The plan: {plan}", plan=esc(cut(in_ones_own(issue.plan, tr), 600))))
    elif reply := running(issue, DeadlineKind.REPLY):
        lines.append(tr.t("By {time} you hear what will be done.", time=when(reply.due_at, tr, ctx)))
    return View(
        glue("\n", lines), rows(button(tr.t("Not the same"), "apart", read(entry.data, WithOther).issue_id or 0))
    )


def many(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Many have it: known since when, how many, who is at it, until when; and a way out for whoever means another."""
    issue = sheet.issue
    if issue.state not in OPEN or issue.incident_at is None:
        return None
    what = category_name(issue.category, tr)
    number = number_words(issue, tr)
    if issue.planned_until is not None:
        return _planned(sheet, issue.planned_until, tr, ctx)
    lines = [_known(issue, issue.incident_at, number, tr, ctx)]
    if isinstance(row.data, Counts) and row.data.counts:
        lines = [tr.t("{number}: {what} is not planned any more, so yours counts from now.", number=number, what=what)]
        if issue.state is State.REPORTED and any(ping.live for ping in issue.pings):
            lines.append(tr.t("I have asked those who see to it."))
    lines += _how_it_stands(sheet, tr, ctx)
    lines.append(tr.t("You need do nothing more: I write to you when there is news."))
    return View(glue("\n", lines), rows(button(tr.t("Mine is another matter"), "another", issue.id)))


def _known(issue: Issue, since: datetime, number: Html, tr: Translator, ctx: RenderContext) -> Html:
    """Noted, and nothing new; `number` is the reader's."""
    facts: dict[str, Html] = {"number": number, "what": category_name(issue.category, tr)}
    if issue.planned_until is not None:
        facts["time"] = when(issue.planned_until, tr, ctx)
        return tr.t("{number} is noted: {what} is planned, until {time}.", **facts)
    return tr.t("{number} is noted: {what}, known since {time}.", time=when(since, tr, ctx), **facts)


def _registered_too(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The same to whoever registered it for somebody who reads nothing here."""
    issue = sheet.issue
    if issue.state not in OPEN or issue.incident_at is None:
        return None
    number = tr.t("No. {number}", number=maybe(row.data, Received).number or issue.number)
    lines = [_known(issue, issue.incident_at, number, tr, ctx)]
    if issue.planned_until is None:
        lines += _how_it_stands(sheet, tr, ctx)
    return View(glue("\n", lines))


def _how_it_stands(sheet: Sheet, tr: Translator, ctx: RenderContext) -> list[Html]:
    """How many have it, who is at it, until when."""
    issue, lines = sheet.issue, list[Html]()
    if issue.others:
        lines.append(tr.n("{n} home has reported it.", "{n} homes have reported it.", issue.others + 1))
    if issue.promise is not None and issue.promise.told_at is not None:
        lines.append(_promised(issue.promise, tr, ctx))
    elif issue.plan:
        lines.append(tr.t("The plan: {plan}", plan=esc(cut(in_ones_own(issue.plan, tr), 600))))
        if issue.plan_until and issue.plan_until > ctx.now:
            lines.append(tr.t("It should be done by about {time}.", time=when(issue.plan_until, tr, ctx)))
    elif issue.holder_id is not None:
        lines.append(tr.t("{person} has it.", person=post_name(sheet.holder, tr)))
    if company := company_line(sheet, ctx.settings.zone, tr):
        lines.append(company)
    return lines


def _planned(sheet: Sheet, until: datetime, tr: Translator, ctx: RenderContext) -> View:
    """It was planned: until when, and what to do if it is not back then."""
    issue = sheet.issue
    lines: list[Html] = [
        _known(issue, until, number_words(issue, tr), tr, ctx),
        tr.t("You need do nothing. If it is not back then, press below, or just write it to me."),
    ]
    other = button(tr.t("Mine is another matter"), "another", issue.id)
    return View(glue("\n", lines), rows(button(tr.t("Time is over, and it is not back"), "notback", issue.id), other))


def apart(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """It goes on by itself, with the number that it always had."""
    issue = sheet.issue
    if issue.state not in OPEN:
        return None
    lines: list[Html] = [tr.t("{number} is dealt with by itself from now on.", number=number_words(issue, tr))]
    if issue.holder_id is not None:
        lines.append(tr.t("{person} has it.", person=post_name(sheet.holder, tr)))
    if reply := running(issue, DeadlineKind.REPLY):
        lines.append(tr.t("By {time} you hear what will be done.", time=when(reply.due_at, tr, ctx)))
    return View(glue("\n", lines), usual_buttons(issue, tr))


def promise_today(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The promised day has come."""
    if sheet.issue.state is not State.PROMISED:
        return None
    by = row.data.by if isinstance(row.data, Nudged) else None
    reminded = sheet.holder if by is None else sheet.posts.get(by, sheet.holder)
    facts = {"number": number_words(sheet.issue, tr), "person": short_name(reminded, tr)}
    return View(tr.t("{number} was promised for today. {person} has been reminded.", **facts))


def promise_moved(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Another day, once, with the reason and the community's word."""
    issue = sheet.issue
    made = issue.promise
    if made is None or issue.state not in OPEN:
        return None
    agreed = next((e for e in reversed(sheet.timeline) if maybe(e.data, Agreed).agree), None)
    number = number_words(issue, tr)
    same_day = made.hour is not None and made.on_day == today(ctx)
    other = tr.t("We are sorry: {number} will be later than said.", number=number)
    lines: list[Html] = [
        other if same_day else tr.t("We are sorry: the day for {number} has to change.", number=number)
    ]
    lines.append(tr.t("Why: {reason}", reason=esc(cut(in_ones_own(made.reason, tr), 600))))
    by = made_words(made, tr, today=today(ctx))
    lines.append(tr.t("Now: <b>by {time}</b>", time=by) if same_day else tr.t("New day: <b>by {day}</b>", day=by))
    if agreed is not None:
        who = post_name(sheet.posts.get(agreed.post_id) if agreed.post_id else None, tr)
        lines.append(tr.t("Agreed by {person}. {words}", person=who, words=esc(cut(agreed.text, 600))))
    seen = (
        button(tr.t("I see"), "noted", issue.id, says="yes"),
        button(tr.t("I don't agree"), "cannot_wait", issue.id, says="no"),
    )
    return View(glue("\n", lines), rows(seen))


def promise_broken(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The promised day is over."""
    issue = sheet.issue
    if issue.state is not State.PROMISED:
        return None
    number, made = number_words(issue, tr), issue.promise
    text = tr.t("The promised day is over and {number} is not done. We are sorry.", number=number)
    if made is not None and made.hour is not None:
        by = made_words(made, tr, today=today(ctx))
        text = tr.t("{number} was promised by {time}, and is not done. We are sorry.", number=number, time=by)
        if made.comes:
            text = tr.t(
                "{number}: somebody was to come by {time}, and I have no word of it. We are sorry.",
                number=number,
                time=by,
            )
    more = _who_knows(sheet, tr)
    if sheet.holder is not None:
        more = put("{} {}", more, tr.t("{person} goes on with it.", person=post_name(sheet.holder, tr)))
    buttons = (button(tr.t("How it stands"), "see", issue.id), button(tr.t("I have a word"), "add", issue.id))
    return View(put("{}\n{}", text, more), rows(buttons))


def rejected(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Not decided here: why, and whose matter it is."""
    if sheet.issue.state is not State.REJECTED or sheet.entry is None:
        return None
    lines: list[Html] = [
        tr.t(
            "{number} cannot be dealt with here: {reason}",
            number=number_words(sheet.issue, tr),
            reason=esc(cut(in_ones_own(sheet.entry.text, tr), 600)),
        )
    ]
    if whose := maybe(sheet.entry.data, Rejected).whose:
        lines.append(tr.t("It is a matter for: {whose}", whose=esc(cut(in_ones_own(whose, tr), 300))))
    lines.append(tr.t("If you think that is wrong, press the button."))
    return View(glue("\n", lines), rows(button(tr.t("Look at it again"), "appeal", sheet.issue.id)))


def _decider(sheet: Sheet, tr: Translator) -> PublicHtml:
    assert sheet.entry is not None
    return decider(sheet.entry, sheet.posts.get(sheet.entry.post_id or 0), tr)


def put_off(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """It was put off: by whom, until when, and why."""
    entry, issue = sheet.entry, sheet.issue
    if entry is None or issue.state not in OPEN or sheet.newest(Action.PUT_OFF) != entry:
        return None
    until = day_words(read(entry.data, OnDay).on, tr, near=today(ctx))
    lines: list[Html] = [
        tr.t("{number}: {who} has put it off.", number=number_words(issue, tr), who=_decider(sheet, tr)),
        tr.t("Why: {reason}", reason=esc(cut(in_ones_own(entry.text, tr), 600))),
        tr.t("It is talked over again on <b>{day}</b>. You need not chase anybody.", day=until),
    ]
    return View(glue("\n", lines), usual_buttons(issue, tr))


def put_off_again(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The day has come until which it was put off: who looks at it again today."""
    if sheet.issue.state not in OPEN or on_agenda_again(sheet.issue) is None:
        return None
    number, by = number_words(sheet.issue, tr), sheet.posts.get(maybe(row.data, To).to_post_id or 0)
    text = tr.t("{number} was put off until today. It is talked over again, I tell you what is decided.", number=number)
    if by is not None:
        again = mark("{number} was put off until today. {who} looks at it again, I tell you what is decided.")
        text = tr.t(again, number=number, who=post_name(by, tr))
    return View(text, usual_buttons(sheet.issue, tr))


def cannot(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """It cannot be done: why, and what can be done instead (wording.md §9.3)."""
    entry, issue = sheet.entry, sheet.issue
    if entry is None or issue.state is not State.REJECTED:
        return None
    lines: list[Html] = [
        tr.t(
            "{number}: {who} has decided. To be honest with you: it cannot be done.",
            number=number_words(issue, tr),
            who=_decider(sheet, tr),
        ),
        tr.t("Why: {reason}", reason=esc(cut(in_ones_own(entry.text, tr), 600))),
        tr.t("What can be done instead: {instead}", instead=esc(cut(maybe(entry.data, Cannot).instead, 600))),
        tr.t("If you think that is wrong, press the button."),
    ]
    return View(glue("\n", lines), rows(button(tr.t("Look at it again"), "appeal", issue.id)))


def reinstated(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The community took it after all."""
    if sheet.issue.state not in OPEN:
        return None
    facts = {"number": number_words(sheet.issue, tr), "person": post_name(sheet.holder, tr)}
    return View(tr.t("{number} was looked at again: {person} takes it on.", **facts), usual_buttons(sheet.issue, tr))


def withdrawn(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Taken back; was it your own wish?"""
    issue = sheet.issue
    if issue.state is not State.WITHDRAWN:
        text = tr.t("{number}: you have taken it back.", number=number_words(issue, tr))
        return View(put("{} {}", text, tr.t("Neighbours have it too, it goes on for them.")))
    text = tr.t("{number} is withdrawn.", number=number_words(issue, tr))
    if maybe(row.data, TakenBack).unfiled:
        mistake = tr.t("Somebody on duty had filed it for you by mistake. If it should be dealt with, write it to me.")
        return View(put("{} {}", text, mistake))
    if issue.source is Source.DRAFT_AUTO and not sheet.asked() and issue.holder_id is None:
        return View(text)
    text = put("{} {}", text, tr.t("Was it your own wish not to report it?"))
    to = sheet.posts.get(maybe(row.data, To).to_post_id or 0)
    if to is not None:
        who = post_name(to, tr)
        text = put("{}\n{}", text, tr.t("The second answer is seen by {person} alone.", person=who))
    else:
        text = put("{}\n{}", text, tr.t("The second answer is kept, and nobody in the group or at work reads it."))
    return View(
        text,
        rows(
            button(tr.t("Yes, my own"), "own_wish", issue.id, says="yes"),
            button(tr.t("Somebody made me"), "forced", issue.id, says="no"),
            (button(tr.t("Report it after all"), "report_again", issue.id),),
        ),
    )


TOLD: dict[Kind, Told] = {
    Kind.NOBODY_YET: danger.nobody_yet,
    Kind.THERE: danger.there,
    Kind.ON_THE_WAY: danger.on_the_way,
    Kind.NORMAL_AGAIN: danger.normal_again,
    Kind.RECEIPT: receipt,
    Kind.DRAFT_FILED: draft_filed,
    Kind.ACCEPTED: accepted,
    Kind.PLAN: plan,
    Kind.RELAY: relay,
    Kind.QUESTION: question,
    Kind.DISPATCHED: dispatched,
    Kind.TO_COMMUNITY: to_community,
    Kind.TO_SUBDISTRICT: to_subdistrict,
    Kind.PROMISE: promise,
    Kind.PROMISE_TODAY: promise_today,
    Kind.PROMISE_MOVED: promise_moved,
    Kind.PROMISE_BROKEN: promise_broken,
    Kind.REPLY_LATE: reply_late,
    Kind.STOOD_STILL: stood_still,
    Kind.TURNED: turned,
    Kind.TOGETHER: together,
    Kind.APART: apart,
    Kind.INCIDENT: many,
    Kind.REJECTED: rejected,
    Kind.REINSTATED: reinstated,
    Kind.PUT_OFF: put_off,
    Kind.PUT_OFF_AGAIN: put_off_again,
    Kind.CANNOT: cannot,
    Kind.CONSULTED_OWN: consulting.consulted_own,
    Kind.AGREED: consulting.agreed,
    Kind.WITHDRAWN: withdrawn,
    **result.TOLD,
    **checks.TOLD,
    **night.TOLD,
    **photos.TOLD,
}

WORDS_OF_STAFF = frozenset(
    {
        Kind.PLAN,
        Kind.RELAY,
        Kind.QUESTION,
        Kind.PROMISE,
        Kind.PROMISE_MOVED,
        Kind.REJECTED,
        Kind.PUT_OFF,
        Kind.CANNOT,
        Kind.CONSULTED_OWN,
        Kind.AGREED,
    }
)
"""What carries words that somebody wrote for the resident: a photo with them comes along."""

RENDER: dict[Kind, Renderer] = {
    **{kind: about_issue(with_photos(told) if kind in WORDS_OF_STAFF else told) for kind, told in TOLD.items()},
    Kind.DRAFT_ASK: drafts.draft_ask,
}
"""The residents' kinds, for bot/views/render.py."""
