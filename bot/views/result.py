"""What the resident reads of the result: look and rate, what is wrong, reopening, complaints (wording.md §7, §8)."""

from bot.views.cards import mine_not_yet, public_state, public_words
from bot.views.common import category_name, colon, number_words, post_name, short_name, span
from bot.views.context import RenderContext
from bot.views.pieces import WORDS_LIMIT, Told, button, running, told_above, usual_buttons, watching, when, written_at
from bot.views.reasons import in_ones_own
from bot.views.staff_words import at_words, building, said
from bot.views.view import NOTHING, PublicView, Rows, View, cut, esc, glue, put, rows
from casework.clock.ladder import PROBLEM_AFTER
from casework.issue.quarrel import MEDIATION_OVER
from casework.issue.resolving import RESULT_MORE, rated_it
from casework.issue.sheet import INSTEAD, Sheet
from casework.lines import About, Complained, Wrong, says_own
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Action, Issue, State
from casework.transitions import OPENED_AGAIN
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

WRONG: dict[Wrong, str] = {
    "same": mark("As it was before"),
    "half": mark("Half done"),
    "again": mark("Broken again"),
    "nobody": mark("Nobody came"),
}
"""What is wrong with the work: it goes on at once."""

COMPLAINTS: dict[About, str] = {"fee": mark("The price is wrong"), "attitude": mark("They were rude")}
"""What is wrong beside the work: for the community alone."""

BETTER: dict[str, str] = {
    "slow": mark("A bit slow"),
    "unannounced": mark("Nobody told me before"),
    "untidy": mark("Not cleaned up"),
}
"""What could be better, after "good enough"."""


def photos_of(sheet: Sheet, entry_id: int) -> tuple[tuple[str, str], ...]:
    """What was sent along with an entry."""
    return tuple((one.kind, one.ref) for one in sheet.attachments if one.entry_id == entry_id)


def rating_buttons(issue: Issue, tr: Translator) -> Rows:
    """Good, good enough, not solved: each alone in its row."""
    return rows(
        button(tr.t("😊 Solved, thank you"), "rate", issue.id, issue.round, word="good"),
        button(tr.t("🙂 Solved, so-so"), "rate", issue.id, issue.round, word="fair"),
        button(tr.t("☹️ Not solved"), "bad", issue.id),
    )


def how_was_it(issue: Issue, tr: Translator) -> View:
    """Asked once more, where words could mean more than one thing."""
    text = tr.t("{number} was finished. Is it solved? One press is enough.", number=number_words(issue, tr))
    return View(text, rating_buttons(issue, tr))


def rated_in_words(issue: Issue, good: bool, tr: Translator) -> View:
    """A word was enough: what it was taken for, and that it is not too late to say otherwise."""
    number = number_words(issue, tr)
    if good:
        text = tr.t("Noted: {number} is solved, and you are satisfied. Whoever did it reads your words.", number=number)
    else:
        text = tr.t("Noted: {number} is solved, so-so. Whoever did it reads your words.", number=number)
    return View(text, rows(button(tr.t("Not solved, go on"), "bad", issue.id)))


def checked(issue: Issue, tr: Translator) -> View:
    """Asked after it closed unrated: noted, and no rating."""
    return View(tr.t("Noted: {number} is done. Thank you.", number=number_words(issue, tr)))


def done(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The result: please look, and say so."""
    issue = sheet.issue
    if issue.state is not State.RESOLVED or issue.took is None:
        return None
    number = number_words(issue, tr)
    photos = photos_of(sheet, row.entry_id) if row.entry_id else ()
    seen = put(" 📷{}", len(photos)) if photos else NOTHING
    text: Html
    if issue.result:
        result = esc(cut(in_ones_own(issue.result, tr), WORDS_LIMIT))
        text = tr.t("{number} is done: {result}", number=number, result=result)
    else:
        text = tr.t("{number} is done, see the photo.", number=number)
    if issue.incident_at is not None:
        back = rows(
            button(tr.t("😊 It is back"), "rate", issue.id, issue.round, word="good", says="yes"),
            button(tr.t("☹️ Mine is not"), "wrong", issue.id, word="same", says="no"),
        )
        return View(put("{}{}\n{}", text, seen, tr.t("Is it back at your home too?")), back, photos=photos)
    took = tr.t("It took {span}. Please look: is it solved?", span=span(issue.took, tr))
    return View(put("{}{}\n{}", text, seen, took), rating_buttons(issue, tr), photos=photos)


def done_more(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """What came after it: its words, or a photo. It asks nothing, the question stands."""
    issue, entry = sheet.issue, sheet.entry
    if entry is None or issue.state is not State.RESOLVED or rated_it(issue, row.person_id):
        return None
    photos = photos_of(sheet, entry.id)
    text = esc(cut(entry.text, WORDS_LIMIT)) if entry.text else NOTHING
    words = glue(" ", [one for one in (text, put("📷{}", len(photos)) if photos else NOTHING) if one])
    return View(tr.t("{number}, more: {words}", number=number_words(issue, tr), words=words), photos=photos)


def _which_one(sheet: Sheet, tr: Translator) -> dict[str, PublicHtml]:
    """Of several that somebody said "my home too" to, this one."""
    issue = sheet.issue
    return {
        "number": number_words(issue, tr),
        "category": category_name(issue.category, tr),
        "place": building(sheet),
    }


def done_neighbour(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """The result, for those who said "my home too": they may read what anybody may."""
    issue = sheet.issue
    if issue.private or issue.state not in (State.RESOLVED, State.CLOSED):
        return None
    facts = _which_one(sheet, tr)
    text = tr.t("{number} ({category}, {place}), which you have too, is done.", **facts)
    how = public_words(sheet, Action.RESOLVE)
    return PublicView(put("{}\n{}", text, how) if how else text, mine_not_yet(sheet, tr))


def news_neighbour(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """How it stands, for the same people: word for word what the public card says; or what was said of it,
    for all who have it."""
    issue = sheet.issue
    if issue.private or issue.state in (State.RESOLVED, State.CLOSED, State.WITHDRAWN, State.MERGED):
        return None
    facts = _which_one(sheet, tr)
    if issue.state is State.REJECTED and (why := public_words(sheet, Action.CANNOT)):
        head = tr.t("{number} ({category}, {place}), which you have too, cannot be done: {why}", why=why, **facts)
        instead = said(sheet.open_words.get(INSTEAD, ""), limit=200)
        return PublicView(put("{}\n{}", head, tr.t("What can be done instead: {instead}", instead=instead)))
    if issue.state is State.REJECTED:
        return PublicView(tr.t("{number} ({category}, {place}), which you have too, is not decided here.", **facts))
    text = tr.t("{number} ({category}, {place}), which you have too:", **facts)
    if sheet.entry is not None and sheet.entry.action == Action.REPLY:
        speaker = sheet.posts.get(sheet.entry.post_id) if sheet.entry.post_id else None
        who = put("{}{}", short_name(speaker, tr), written_at(sheet.entry, tr, ctx))
        words = put("💬 {}{}{}", who, colon(tr), said(sheet.entry.text))
        return PublicView(put("{}\n{}", text, words))
    how = _estimate_over(sheet, tr, ctx) or public_state(sheet, ctx.settings.zone, tr)
    lines = [text, _not_done_after_all(sheet, tr), how]
    return PublicView(glue("\n", [line for line in lines if line]))


def _estimate_over(sheet: Sheet, tr: Translator, ctx: RenderContext) -> PublicHtml:
    """The time that the plan named is over, and it goes on; nothing where none was, or another word is newer."""
    issue = sheet.issue
    if issue.state is not State.IN_PROGRESS or issue.plan_until is None or issue.plan_until > ctx.now:
        return NOTHING
    time = at_words(issue.plan_until, sheet, ctx.settings.zone, tr)
    return tr.t("About {time} was named, and it is not done by then. We are sorry; it goes on.", time=time)


def _not_done_after_all(sheet: Sheet, tr: Translator) -> PublicHtml:
    """They read that it is done, and it is not."""
    if sheet.entry is not None and sheet.entry.action == Action.UNDO_RESOLVE:
        return tr.t("“Done” was a mistake, we are sorry: it goes on.")
    if sheet.entry is not None and sheet.entry.action in OPENED_AGAIN:
        return tr.t("It is not solved yet, and goes on.")
    return NOTHING


def rate_reminder(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Once, on the next morning."""
    if sheet.issue.state is not State.RESOLVED or rated_it(sheet.issue, row.person_id):
        return None
    text = tr.t("{number} was finished. Is it solved? One press is enough.", number=number_words(sheet.issue, tr))
    return View(text, rating_buttons(sheet.issue, tr))


def lapsed(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Closed without a word of the resident; that is not "satisfied"."""
    issue = sheet.issue
    if issue.state is not State.CLOSED or rated_it(issue, row.person_id):
        return None
    text = tr.t(
        "{number} is closed for now. You did not rate it, and it does <b>not</b> count as satisfied. "
        "If it is not solved, press the button within {days} days.",
        number=number_words(issue, tr),
        days=ctx.settings.reopen_within.days,
    )
    return View(text, rows(button(tr.t("Not solved, go on"), "bad", issue.id)))


def reopened(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The same number goes on; who above was told, or watches already."""
    issue = sheet.issue
    if issue.urgent and sheet.entry is not None and sheet.entry.action == Action.MAKE_URGENT:
        number = number_words(issue, tr)
        return View(
            tr.t(
                "⚠️ {number}: it is not over yet, keep away from it. Everyone on duty is being called again.",
                number=number,
            )
        )
    if issue.urgent:  # who was called was said; a time is none to wait for
        return None
    due = running(issue, DeadlineKind.REPLY)
    facts = {
        "number": number_words(issue, tr),
        "time": when(due.due_at, tr, ctx) if due else NOTHING,
    }
    if sheet.entry is not None and sheet.entry.action == Action.NOT_FIXED:
        found = said(sheet.entry.text, limit=400)
        first = tr.t("{number}: neighbours say that it is not done, so somebody looked.", **facts)
        if says_own(sheet.entry):
            by = sheet.posts.get(sheet.entry.post_id) if sheet.entry.post_id else None
            first = tr.t("{number} is not done after all, says {name}.", name=post_name(by, tr), **facts)
        lines = [first, put("“{}”", found)]
        lines.append(tr.t("It goes on under the same number."))
    elif issue.round > PROBLEM_AFTER:
        lines = [tr.t("{number} was worked on several times and is still not solved.", **facts)]
    else:
        lines = [tr.t("Understood: {number} goes on under the same number, you need not report it again.", **facts)]
    if (who := watching(sheet)) is not None:
        lines.append(tr.t("{watcher} is watching it.", watcher=post_name(who, tr)))
    elif people := told_above(sheet, tr):
        lines.append(tr.t("I have told {person}.", person=people))
    if due:
        lines.append(tr.t("You get an answer by {time}.", **facts))
    return View(glue("\n", lines), usual_buttons(issue, tr))


def complaint_taken(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Only the community reads it; does the work have to go on?"""
    issue = sheet.issue
    said = sheet.entry.data if sheet.entry is not None and isinstance(sheet.entry.data, Complained) else None
    about = said.about if said is not None else ""
    to = sheet.posts.get(said.to_post_id or 0) if said is not None else None
    if to is None:
        return View(tr.t("Your words are kept, and go into no group. I have found nobody yet who may read them."))
    who = post_name(to, tr)
    if about == "attitude":
        text = tr.t(
            "Your words are seen by {person} alone: not in a group, and not by whoever did the work.", person=who
        )
    else:
        text = tr.t("The matter of the money is seen by {person} alone, and goes into no group.", person=who)
    if issue.state not in (State.RESOLVED, State.CLOSED):
        return View(text)
    text = put("{}\n{}", text, tr.t("Does the work itself have to go on?"))
    return View(
        text,
        rows(
            (
                button(tr.t("Yes, go on"), "bad_work", issue.id, says="yes"),
                button(tr.t("The work is fine"), "noted", issue.id, says="no"),
            )
        ),
    )


def what_is_wrong(issue: Issue, tr: Translator) -> View:
    """The question after "not solved"."""
    text = tr.t("We are sorry that {number} is not solved. What is wrong?", number=number_words(issue, tr))
    same, half, again, nobody = (button(tr.t(name), "wrong", issue.id, word=key) for key, name in WRONG.items())
    complaints = tuple(button(tr.t(name), "complain", issue.id, word=key) for key, name in COMPLAINTS.items())
    other = button(tr.t("Something else, I'll say"), "wrong_words", issue.id)
    return View(text, rows((same, half), (again, nobody), complaints, other))


def work_is_wrong(issue: Issue, tr: Translator) -> View:
    """The same without the complaints: one was just made."""
    view = what_is_wrong(issue, tr)
    return View(view.text, (*view.buttons[:2], view.buttons[3]))


def thanks(sheet_holder: PublicHtml, tr: Translator, issue: Issue) -> View:
    """After "good": a word for whoever did it."""
    text = tr.t("Thank you. Would you like to say a word to {person}? Write it, I'll pass it on.", person=sheet_holder)
    return View(text, rows(button(tr.t("No, thanks"), "no_word", issue.id)))


def could_be_better(issue: Issue, tr: Translator) -> View:
    """After "so-so": for the property company and the community only; nothing is reopened."""
    text = tr.t("Noted. What could be better?")
    slow, unannounced, untidy = (button(tr.t(name), "better", issue.id, word=key) for key, name in BETTER.items())
    return View(text, rows((slow, unannounced), (untidy, button(tr.t("I'd rather not say"), "no_word", issue.id))))


HISTORY: dict[str, str] = {
    Action.FILE: mark("reported"),
    Action.ACCEPT: mark("taken on"),
    Action.PLAN: mark("the plan was told"),
    Action.REPLY: mark("a message to you"),
    Action.TELL_IN_PERSON: mark("told in person"),
    Action.ASK: mark("a question to you"),
    Action.ANSWER: mark("you answered"),
    Action.ASSIGN: mark("passed on"),
    Action.TAKE: mark("is on it"),
    Action.TAKE_OVER: mark("took it over"),
    Action.HAND_UP: mark("handed up"),
    Action.HAND_BACK: mark("handed back"),
    Action.PROMISE: mark("a day was promised"),
    Action.RESOLVE: mark("done"),
    RESULT_MORE: mark("more of the result"),
    Action.UNDO_RESOLVE: mark("not done yet, work goes on"),
    Action.RATE: mark("you rated it"),
    Action.REOPEN: mark("not solved, opened again"),
    Action.REJECT: mark("cannot be dealt with here"),
    Action.AGENDA: mark("on the agenda of the joint meeting"),
    Action.DECIDE: mark("decided"),
    Action.PUT_OFF: mark("put off"),
    Action.VERIFY: mark("looked at once more"),
    Action.NOT_FIXED: mark("not done yet, opened again"),
    Action.CONSULT: mark("talked over with you"),
    Action.CONSULT_SAY: mark("a word when it was talked over"),
    Action.AGREED: mark("agreed"),
    Action.MEDIATE: mark("a mediator is asked"),
    MEDIATION_OVER: mark("the mediation is over"),
    Action.CALL_OUT: mark("volunteers are asked"),
    "call_over": mark("volunteers were asked"),
    Action.CANNOT: mark("cannot be done"),
    Action.APPEAL: mark("you asked to look again"),
    Action.REINSTATE: mark("taken on after all"),
    Action.WITHDRAW: mark("withdrawn"),
    Action.AMEND: mark("you added"),
    Action.RELOCATE: mark("the place was corrected"),
    Action.NUDGE: mark("asked how it stands"),
    Action.MERGE: mark("put together with a neighbour's report"),
    Action.SPLIT: mark("goes on by itself"),
    Action.WHISTLE: mark("departments were called"),
    "whistle_here": mark("came"),
    "whistle_done": mark("did its part"),
    "whistle_followed": mark("it was back, and is reported anew"),
    Action.TONIGHT: mark("it must be tonight"),
    Action.SET_BACK: mark("it can wait for the morning"),
    "still_there": mark("still so, you said"),
    "day_changed": mark("the holidays have changed, and with them the day"),
    "due_understand": mark("nobody had taken it on by then"),
    "due_promise_end": mark("the promised day was over"),
    "due_lapse": mark("closed without a rating"),
    "check_fine": mark("done, you said when you were asked"),
    "thank": mark("a word of yours"),
}

IN_A_MEETING: dict[str, str] = {
    Action.DECIDE: mark("decided in the joint meeting"),
    Action.PUT_OFF: mark("put off in the joint meeting"),
    Action.CANNOT: mark("cannot be done, said the joint meeting"),
}
"""The same of what was decided while a meeting sat."""

TOLD: dict[Kind, Told] = {
    Kind.DONE: done,
    Kind.DONE_MORE: done_more,
    Kind.RATE_REMINDER: rate_reminder,
    Kind.LAPSED: lapsed,
    Kind.REOPENED: reopened,
    Kind.COMPLAINT_TAKEN: complaint_taken,
}
