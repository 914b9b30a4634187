"""Whistles: the department's card, what whoever whistled reads, who is asked when nobody comes, and what the resident
hears. In a department's group nobody reads a resident's name, flat or photo (domain.md §7)."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.callbacks import encode
from bot.views.common import attachment_counts, category_name, colon, names, number_words, post_name, stamp
from bot.views.context import RenderContext
from bot.views.looking import still_fine
from bot.views.pieces import PublicRenderer, Renderer, asked_of, gathered, when
from bot.views.staff_words import said, standing_button
from bot.views.view import NOTHING, Button, PublicView, Rows, View, glue, in_rows, known, put, rows
from casework.data import read
from casework.frozen import frozen
from casework.issue.looking import DAYS, LOOKED, PLANNED
from casework.lines import LookAgain
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Issue
from casework.model.people import Post
from casework.model.places import Department
from casework.model.timeline import Entry
from casework.model.whistles import CallAction, CallRating, CallState, WhistleCall
from casework.neighbourhood.rights import JUDGES, Standing, What
from casework.whistle.lines import Calls, Late, ToLook, is_of
from casework.whistle.sheet import WhistleSheet
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

RATINGS: dict[CallRating, str] = {
    CallRating.GOOD: mark("good"),
    CallRating.FAIR: mark("fair"),
    CallRating.POOR: mark("poor"),
}
STATES: dict[CallState, str] = {
    CallState.WHISTLED: mark("🔔 {title} · please report in"),
    CallState.REPORTED_IN: mark("🟢 {title} · you are there"),
    CallState.CONSULTING: mark("🟢 {title} · talking it over"),
    CallState.ACTING: mark("🟢 {title} · being done"),
    CallState.FED_BACK: mark("☑️ {title} · done, being looked at"),
    CallState.ACCEPTED: mark("✅ {title} · accepted"),
    CallState.RETURNED: mark("↩️ {title} · given back"),
    CallState.WITHDRAWN: mark("➖ {title} · taken back"),
}
PEOPLE = (1, 2, 3, 4, 5)
LIMIT = 200


def number(sheet: WhistleSheet, tr: Translator) -> PublicHtml:
    """ "吹哨3号"."""
    return tr.t("Whistle {number}", number=sheet.whistle.number)


def title(sheet: WhistleSheet, tr: Translator) -> PublicHtml:
    """With its matter, and the number of the issue that it is about."""
    what = said(sheet.whistle.matter, limit=60)
    if not what and sheet.issue is not None:
        what = category_name(sheet.issue.category, tr)
    of_issue = put(" ({})", number_words(sheet.issue, tr)) if sheet.issue is not None else NOTHING
    return put("{} {}{}", number(sheet, tr), what, of_issue)


def place_line(sheet: WhistleSheet, tr: Translator, ctx: RenderContext) -> PublicHtml:
    """Where, and who whistled when."""
    by = sheet.posts.get(sheet.whistle.by_post_id)
    at = stamp(sheet.whistle.at, ctx.now, ctx.settings.zone, tr)
    return tr.t("📍 {place} · {name} whistled {time}", place=said(sheet.place), name=post_name(by, tr), time=at)


def words_line(sheet: WhistleSheet) -> PublicHtml:
    """What the resident, or whoever whistled, said about it: masked."""
    text = sheet.issue.text if sheet.issue is not None else sheet.whistle.text
    return put("“{}”", said(text)) if text else NOTHING


def _at(at: datetime, tr: Translator, ctx: RenderContext) -> PublicHtml:
    return stamp(at, ctx.now, ctx.settings.zone, tr)


def stands(sheet: WhistleSheet, call: WhistleCall, tr: Translator, ctx: RenderContext) -> PublicHtml:
    """How a department stands, in a line: each word by its row."""
    match call.state:
        case CallState.WHISTLED if call.late:
            return tr.t("not there, was to be by {time}", time=_at(call.report_in_by, tr, ctx))
        case CallState.WHISTLED:
            return tr.t("awaited by {time}", time=_at(call.report_in_by, tr, ctx))
        case CallState.RETURNED:
            why = said(call.reason, limit=LIMIT)
            passed = tr.t("another is called instead") if call.passed_to_id is not None else NOTHING
            return glue(" · ", [one for one in (tr.t("says it is not theirs: {why}", why=why), passed) if one])
        case CallState.WITHDRAWN:
            return tr.t("taken back")
    there = _there(call, tr, ctx)
    match call.state:
        case CallState.CONSULTING:
            more = tr.t("talking it over")
        case CallState.ACTING if call.missing:
            more = tr.t("goes on: {what} is missing", what=said(call.missing, limit=LIMIT))
        case CallState.ACTING:
            more = tr.t("at it: {what}", what=said(call.agreed, limit=LIMIT)) if call.agreed else tr.t("at it")
        case CallState.FED_BACK:
            more = tr.t("says done, not looked at yet")
        case CallState.ACCEPTED:
            assert call.rating is not None
            more = tr.t("accepted, {rating}", rating=tr.t(RATINGS[call.rating]))
        case _:
            more = NOTHING
    if call.overdue and call.state in (CallState.REPORTED_IN, CallState.CONSULTING, CallState.ACTING):
        more = glue(" · ", [one for one in (more, tr.t("🔴 no word yet what was done")) if one])
    return glue(" · ", [one for one in (there, more) if one])


def _there(call: WhistleCall, tr: Translator, ctx: RenderContext) -> PublicHtml:
    if call.reported_in_at is None:
        return NOTHING
    time = _at(call.reported_in_at, tr, ctx)
    if call.people:
        return tr.n("there {time}, {n} person", "there {time}, {n} people", call.people, time=time)
    return tr.t("there {time}", time=time)


# The department's card


def card(sheet: WhistleSheet, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """The same in each state, changed in place."""
    call = sheet.call
    if call is None:
        return None
    if sheet.private:  # it became private after the card was posted
        return PublicView(tr.t("{number} is dealt with privately.", number=number(sheet, tr)))
    others = [one for one in sheet.whistle.calls if one.id != call.id and one.state is not CallState.WITHDRAWN]
    called = names([known(sheet.name(one)) for one in others if one.passed_to_id is None], tr)
    late = call.state is CallState.WHISTLED and call.late
    head = mark("🔴 {title} · please report in, it is late") if late else STATES[call.state]
    lines = [
        put("<b>{}</b>", tr.t(head, title=title(sheet, tr))),
        place_line(sheet, tr, ctx),
        words_line(sheet),
        tr.t("Called too: {names}", names=called) if called else NOTHING,
        put("{}{}{}", known(sheet.name(call)), colon(tr), stands(sheet, call, tr, ctx)),
        _until(sheet, call, tr, ctx),
    ]
    return PublicView(glue("\n", [one for one in lines if one]), card_buttons(call, tr))


def own_card(sheet: WhistleSheet, tr: Translator, ctx: RenderContext) -> View:
    """The same for one officer who asks."""
    found = card(sheet, Message(id=0, kind=Kind.WHISTLE_CARD, due_at=ctx.now, priority=0), tr, ctx)
    return found or View()


def _until(sheet: WhistleSheet, call: WhistleCall, tr: Translator, ctx: RenderContext) -> PublicHtml:
    if call.state is CallState.FED_BACK:
        by = sheet.posts.get(sheet.whistle.by_post_id)
        done = said(call.result, limit=LIMIT)
        return tr.t("Done: {result} · {name} looks at it", result=done or known("📷"), name=post_name(by, tr))
    if call.state in (CallState.REPORTED_IN, CallState.CONSULTING, CallState.ACTING) and not call.overdue:
        return tr.t("Say what was done by {time}", time=_at(call.feedback_by, tr, ctx))
    return NOTHING


def _press(label: str, verb: str, call: WhistleCall, word: str = "") -> Button:
    return Button(label, encode(verb, call.id, word=word))


def card_buttons(call: WhistleCall, tr: Translator) -> Rows:
    """What a department can press in this state."""
    done, say = _press(tr.t("Done: what"), "wc_done", call), _press(tr.t("A word, a photo"), "wc_say", call)
    match call.state:
        case CallState.WHISTLED:
            back = _press(tr.t("Not ours"), "wc_back", call)
            return rows(_press(tr.t("🙋 We are here"), "wc_here", call), (back, say))
        case CallState.REPORTED_IN:
            people = () if call.people else tuple(_count(one, call, tr) for one in PEOPLE)
            consult, act = _press(tr.t("Talk it over"), "wc_consult", call), _press(tr.t("We start"), "wc_act", call)
            return rows(people, done, (consult, act), say)
        case CallState.CONSULTING:
            return rows(_press(tr.t("Agreed: on what"), "wc_agreed", call), (done, say))
        case CallState.ACTING:
            return rows(done, say)
        case CallState.RETURNED if call.passed_to_id is None:
            return rows(_press(tr.t("It is ours after all"), "wc_ours", call))
        case CallState.FED_BACK:
            return rows(say)
    return ()


def _count(people: int, call: WhistleCall, tr: Translator) -> Button:
    label = tr.t("{n} of us", n=people) if people < PEOPLE[-1] else tr.t("{n} or more", n=people)
    return _press(label, "wc_n", call, str(people))


# What whoever whistled reads


def mine(sheet: WhistleSheet, row: Message | None, tr: Translator, ctx: RenderContext) -> View | None:
    """All departments of a whistle, and what can be done now; changed in place."""
    calls = sheet.whistle.calls
    over = not sheet.whistle.open
    head = tr.t("✅ {title} · over", title=title(sheet, tr)) if over else put("🔔 {}", title(sheet, tr))
    lines: list[Html] = [put("<b>{}</b>", head), place_line(sheet, tr, ctx)]
    lines += [put("· {}{}{}", known(sheet.name(one)), colon(tr), stands(sheet, one, tr, ctx)) for one in calls]
    lines += _looks(sheet, tr, ctx)
    return View(glue("\n", lines), _mine_buttons(sheet, tr), silent=True)


def _mine_buttons(sheet: WhistleSheet, tr: Translator) -> Rows:
    waiting = []
    for one in sheet.whistle.calls:
        name = sheet.name(one)[:10]
        if one.state is CallState.FED_BACK:
            waiting.append(_press(tr.t("Look: {name}", name=name), "wj_see", one))
        elif one.state is CallState.RETURNED and one.passed_to_id is None:
            waiting.append(_press(tr.t("Decide: {name}", name=name), "wj_see", one))
        elif one.state is CallState.WHISTLED:
            waiting.append(_press(tr.t("Call off: {name}", name=name), "wj_see", one))
    record = Button(tr.t("Record sheet"), encode("w_record", sheet.whistle.id))
    lines: list[tuple[Button, ...]] = [(one,) for one in waiting]
    if sheet.whistle.open:
        if sheet.issue is not None:
            lines.append((Button(tr.t("Call one more"), encode("s_whistle", sheet.issue.id)), record))
        else:
            lines.append((record,))
        return rows(*lines)
    planned = {read(one.data, LookAgain).days for one in sheet.timeline if one.action == PLANNED}
    looks = [_look_button(days, sheet, tr) for days in DAYS if days not in planned]
    return rows(record, tuple(looks))


def _look_button(days: int, sheet: WhistleSheet, tr: Translator) -> Button:
    label = tr.t("Look again in a week") if days == DAYS[0] else tr.t("Look again in a month")
    return Button(label, encode("w_look", sheet.whistle.id, days))


def _looks(sheet: WhistleSheet, tr: Translator, ctx: RenderContext) -> list[PublicHtml]:
    found = []
    for one in sheet.timeline:
        if one.action == PLANNED:
            days = read(one.data, LookAgain).days
            due = next((d for d in sheet.whistle.deadlines if d.rung == days), None)
            if due is not None and due.kind is DeadlineKind.LOOK_AGAIN:
                found.append(tr.t("Looked at again: {time}", time=_at(due.due_at, tr, ctx)))
        if one.action == LOOKED:
            at = _at(one.at, tr, ctx)
            fine = read(one.data, LookAgain).fine
            found.append(tr.t("{time} looked: still fine", time=at) if fine else tr.t("{time} looked: back", time=at))
    return found


def judge(sheet: WhistleSheet, row: Message | None, tr: Translator, ctx: RenderContext) -> View | None:
    """Done, the department says: accept it with a word on how it was, or say what is missing."""
    call = sheet.call
    if call is None or call.state is not CallState.FED_BACK:
        return None
    entry = sheet.entry or _newest(sheet, call, "feed_back")
    result = put("“{}”", said(call.result, limit=1500)) if call.result else known("📷")
    facts = {"title": title(sheet, tr), "name": known(sheet.name(call)), "result": result}
    text = tr.t("☑️ {title}: {name} says done: {result}\nPlease look. How was it?", **facts)
    rated = [_press(tr.t(label), "wj_ok", call, one) for one, label in ACCEPT.items()]
    redo = _press(tr.t("Something is missing"), "wj_redo", call)
    return View(text, rows(tuple(rated), redo), photos=photos_of(sheet, entry))


ACCEPT: dict[CallRating, str] = {
    CallRating.GOOD: mark("😊 Good"),
    CallRating.FAIR: mark("🙂 Fair"),
    CallRating.POOR: mark("☹️ Poor"),
}


def _newest(sheet: WhistleSheet, call: WhistleCall, action: str) -> Entry | None:
    found = [one for one in sheet.timeline if one.action == action and is_of(one, call)]
    return found[-1] if found else None


def photos_of(sheet: WhistleSheet, entry: Entry | None) -> tuple[tuple[str, str], ...]:
    """What was sent along with an entry, for whoever may see it."""
    if entry is None or not sheet.knows(What.PHOTOS):
        return ()
    return tuple((one.kind, one.ref) for one in sheet.attachments if one.entry_id == entry.id)


def also_done(issue: Issue, tr: Translator, *, may: bool) -> View:
    """Whether the matter of which the whistle was is done as well; `may`: with the button that says so."""
    done = rows(standing_button(tr.t("Done"), "s_done", issue, says="yes")) if may else ()
    text = tr.t("{number} itself is still open. Is it done as well?", number=number_words(issue, tr))
    return View(text, done)


def returned(sheet: WhistleSheet, row: Message | None, tr: Translator, ctx: RenderContext) -> View | None:
    """Not theirs, they say: call another, or take it back."""
    call = sheet.call
    if call is None or call.state is not CallState.RETURNED or call.passed_to_id is not None:
        return None
    facts = {"title": title(sheet, tr), "name": known(sheet.name(call)), "why": said(call.reason, limit=LIMIT)}
    text = tr.t("↩️ {title}: {name} says it is not theirs: “{why}”", **facts)
    another, never = _press(tr.t("Call another"), "wj_other", call), _press(tr.t("Call it off"), "wj_off", call)
    stays = _press(tr.t("It stays theirs"), "wj_stays", call)
    return View(text, rows((another, never), stays))


def stays_theirs(call: WhistleCall, name: str, asked_id: int, tr: Translator) -> View:
    """Words of whoever whistled, right below a refusal, that decide: one press says so to the department."""
    stays = Button(tr.t("It stays theirs"), encode("wj_stays", call.id, asked_id), says="yes")
    no = Button(tr.t("Never mind"), encode("wc_which", asked_id, 0), says="no")
    text = tr.t("Shall I tell {name} that it stays theirs? They read your words.", name=known(name))
    return View(text, rows((stays, no)))


def call_off(sheet: WhistleSheet, tr: Translator) -> View:
    """Asked once, before somebody who is awaited is called off."""
    assert sheet.call is not None
    name, call_id = sheet.name(sheet.call), sheet.call.id
    off = Button(tr.t("Call off: {name}", name=name), encode("wj_off", call_id), says="yes")
    keep_it = Button(tr.t("No, they are to come"), encode("wj_keep", call_id), says="no")
    text = tr.t("{title}: {name} need not come? They are told.", title=title(sheet, tr), name=known(name))
    return View(text, rows(off, keep_it))


def word(sheet: WhistleSheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """A word or a photo of the other side. To a group it is a public one."""
    if sheet.call is None or sheet.entry is None:
        return None
    post = sheet.did(sheet.entry)
    who = known(sheet.name(sheet.call)) if row.person_id and Standing.OFFICER not in sheet.stands else NOTHING
    text = said(sheet.entry.text, limit=1000) if sheet.entry.text else known("📷")
    if sheet.entry.action == CallAction.STAYS:
        own = post is not None and post.department_id == sheet.call.department_id
        head = tr.t("It is ours after all") if own else tr.t("It stays yours, please come.")
        text = glue(" ", [one for one in (head, put("“{}”", text) if sheet.entry.text else NOTHING) if one])
    facts = {"title": title(sheet, tr), "name": who or post_name(post, tr), "words": text}
    answer = _press(tr.t("Answer"), "wc_say", sheet.call)
    photos = photos_of(sheet, sheet.entry) if row.person_id is not None else ()
    shown = attachment_counts(one for one in sheet.attachments if one.entry_id == sheet.entry.id)
    line = tr.t("💬 {title}, {name}: {words}", **facts)
    if row.person_id is None and shown and sheet.entry.text:
        line = put("{} {}", line, shown)
    return PublicView(line, rows(answer)) if row.person_id is None else View(line, rows(answer), photos=photos)


def still_theirs(call: WhistleCall, name: str, words: str, asked_id: int, tr: Translator) -> View:
    """A department that sent it back speaks of it as of its own: does it come after all? `words`: those, privately."""
    ours = Button(tr.t("It is ours after all"), encode("wc_ours", call.id, asked_id), says="yes")
    passed = Button(tr.t("Only pass it on"), encode("wc_which", asked_id, call.id))
    no = Button(tr.t("Never mind"), encode("wc_which", asked_id, 0), says="no")
    text = tr.t("{name} had sent it back. Is it yours after all?", name=known(name))
    return View(asked_of(text, words, tr), rows(ours, (passed, no)))


def is_it_theirs(call: WhistleCall, words: str, asked_id: int, tr: Translator) -> View:
    """A doubt is no refusal."""
    back = Button(tr.t("Not ours, send it back"), encode("wc_return", call.id, asked_id))
    stays = Button(tr.t("No, we come"), encode("wc_ours", call.id, asked_id))
    return View(asked_of(tr.t("Is it to be sent back as not yours?"), words, tr), rows((back, stays)))


def is_it_done(call: WhistleCall, words: str, asked_id: int, tr: Translator) -> View:
    """A result in other words: is it all? Whoever whistled looks then."""
    done = Button(tr.t("Done, please look"), encode("wc_did", call.id, asked_id), says="yes")
    passed = Button(tr.t("Only pass it on"), encode("wc_which", asked_id, call.id), says="no")
    return View(asked_of(tr.t("Is it done with that?"), words, tr), rows((done, passed)))


def redo(sheet: WhistleSheet, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """Something is missing: it rings, the card alone would not."""
    call = sheet.call
    if call is None or call.state is not CallState.ACTING or sheet.private:
        return None
    facts = {"title": title(sheet, tr), "what": said(call.missing, limit=LIMIT), "time": _at(call.feedback_by, tr, ctx)}
    return PublicView(
        tr.t("🔁 {title}: not quite done yet. Missing: {what}. Please by {time}.", **facts), card_buttons(call, tr)
    )


def ahead(sheet: WhistleSheet, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """What is planned comes near: it rings, the card of some days ago does not."""
    call = sheet.call
    if call is None or call.state is not CallState.WHISTLED or sheet.private:
        return None
    facts = {"title": title(sheet, tr), "time": _at(call.report_in_by, tr, ctx)}
    text = tr.t("⏰ {title}: please be there by {time}.", **facts)
    return PublicView(glue("\n", [text, place_line(sheet, tr, ctx)]), card_buttons(call, tr))


def off(sheet: WhistleSheet, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """They need not come."""
    if sheet.call is None or sheet.call.state is not CallState.WITHDRAWN or sheet.private:
        return None
    by = post_name(sheet.posts.get(sheet.whistle.by_post_id), tr)
    return PublicView(tr.t("➖ {title}: {name} says that you need not come.", title=title(sheet, tr), name=by))


def nudge(sheet: WhistleSheet, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """It was to be said what was done."""
    call = sheet.call
    if call is None or call.fed_back_at is not None or not call.overdue or call.over:
        return None
    facts = {"title": title(sheet, tr), "time": _at(call.feedback_by, tr, ctx)}
    text = tr.t("🔴 {title}: what was done was to be said by {time}. How does it stand?", **facts)
    return PublicView(text, card_buttons(call, tr))


def day_moved(sheet: WhistleSheet, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """Until when it is to be said what was done: another day now."""
    call = sheet.call
    if call is None or call.fed_back_at is not None or call.over:
        return None
    facts = {"title": title(sheet, tr), "name": known(sheet.name(call)), "time": _at(call.feedback_by, tr, ctx)}
    text = tr.t("📅 {title}: the working days have changed. {name} says what was done by <b>{time}</b> now.", **facts)
    return PublicView(text, silent=True)


def late(sheet: WhistleSheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """To the department's leader and the subdistrict."""
    call = sheet.call
    if call is None:
        return None
    facts = {"title": title(sheet, tr), "name": known(sheet.name(call))}
    said_of = read(row.data, Late)
    if said_of.what == DeadlineKind.WHISTLE_REPORT_IN:
        if call.state is not CallState.WHISTLED:
            return None
        by = _at(call.report_in_by, tr, ctx)
        text = tr.t("🔴 {title}: {name} was to be there by {time}, nobody has reported in.", time=by, **facts)
        if said_of.time > 1:
            text = put("{}\n{}", text, tr.t("This is the second time that I say so."))
    else:
        if call.fed_back_at is not None or call.over:
            return None
        by = _at(call.feedback_by, tr, ctx)
        text = tr.t("🔴 {title}: {name} was to say by {time} what was done, and has not.", time=by, **facts)
    buttons = card_buttons(call, tr) if Standing.OFFICER in sheet.stands else ()
    lines = [text, _their_word(sheet, call, tr, ctx), place_line(sheet, tr, ctx)]
    return View(glue("\n", [one for one in lines if one]), buttons)


def _their_word(sheet: WhistleSheet, call: WhistleCall, tr: Translator, ctx: RenderContext) -> Html:
    """What the department said last, and when: "one o'clock"."""
    theirs = [one for one in sheet.timeline if one.action == "say" and is_of(one, call) and one.text]
    for one in reversed(theirs):
        if (post := sheet.did(one)) is not None and post.department_id == call.department_id:
            facts = {"name": post_name(post, tr), "time": _at(one.at, tr, ctx), "words": said(one.text, limit=LIMIT)}
            return tr.t("{name} said, {time}: “{words}”", **facts)
    return NOTHING


def deaf(sheet: WhistleSheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """A department that reads nothing of it."""
    if sheet.call is None or sheet.call.over:
        return None
    facts = {"title": title(sheet, tr), "name": known(sheet.name(sheet.call))}
    text = tr.t(
        "🔴 {title}: {name} does not hear me: no group of theirs is tied, and no officer can be written to. "
        "Please phone them.",
        **facts,
    )
    off = sheet.call.state is CallState.WHISTLED and bool(JUDGES & sheet.stands)
    name = sheet.name(sheet.call)[:10]
    return View(text, rows(_press(tr.t("Call off: {name}", name=name), "wj_off", sheet.call)) if off else ())


def unheard(names_of: Sequence[str], tr: Translator) -> View:
    """What was said is kept, and reached nobody."""
    who = names([known(one) for one in names_of], tr) if names_of else tr.t("whoever whistled")
    return View(tr.t("Noted, but at {who} nobody can read me just now. Please phone.", who=who))


def look_again(sheet: WhistleSheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """A week or a month after it."""
    days = read(row.data, ToLook).days
    done = [one.result for one in sheet.whistle.calls if one.state is CallState.ACCEPTED and one.result]
    was = put("\n{}", tr.t("Then: {what}", what=said("；".join(done), limit=LIMIT))) if done else NOTHING
    facts = {"title": title(sheet, tr), "place": said(sheet.place)}
    text = tr.t("👀 {title} · 📍 {place}\nIt was put right; please pass by and look: is it still fine?", **facts)
    return View(put("{}{}", text, was), rows(still_fine("w_seen", sheet.whistle.id, days, tr)))


def came_back(sheet: WhistleSheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """To whoever whistled: it is back, and what became of it."""
    facts = {"title": title(sheet, tr), "place": said(sheet.place)}
    text = tr.t("🔁 {title} · 📍 {place}: looked at again, it is back.", **facts)
    if sheet.entry is not None and read(sheet.entry.data, LookAgain).issue is not None:
        text = put("{} {}", text, tr.t("It is reported anew."))
    return View(text)


@frozen
class Asked:
    """A whistle that a branch secretary asks for; `waits`: nobody has whistled it yet."""

    question_id: int
    who: Post | None
    matter: str
    place: str
    departments: tuple[str, ...]
    waits: bool


def asked_for(about: Asked, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """To the community: one press whistles."""
    if not about.waits:
        return None
    facts = {
        "name": post_name(about.who, tr),
        "matter": said(about.matter, limit=LIMIT),
        "place": said(about.place),
        "departments": names([known(one) for one in about.departments], tr),
    }
    text = tr.t("🔔 {name} asks you to whistle: {matter} · 📍 {place}\nTo call: {departments}", **facts)
    go = Button(tr.t("🔔 Whistle"), encode("w_grant", about.question_id), says="yes")
    return View(text, rows(go))


# The resident


def news(sheet: WhistleSheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Who was called, that they came, what was done; no officer's name."""
    if sheet.issue is None:
        return None
    told = read(row.data, Calls)
    calls = [one for one in sheet.whistle.calls if one.id in told.calls]
    facts = {
        "number": number_words(sheet.issue, tr),
        "names": names([known(sheet.name(one)) for one in calls], tr),
    }
    match told.what:
        case "called":
            return View(tr.t("{number}: I have called {names} to come and deal with it.", **facts))
        case "here" if calls and calls[0].reported_in_at is not None:
            return View(tr.t("{number}: {names} came, {time}.", time=when(calls[0].reported_in_at, tr, ctx), **facts))
        case "done" if calls and calls[0].accepted_at is not None:
            result = said(calls[0].result, limit=1000)
            if not result:
                return View(tr.t("{number}: {names} has done its part.", **facts))
            return View(tr.t("{number}: {names} has done its part: {result}", result=result, **facts))
    return None


SAYS: dict[Kind, Callable[[WhistleSheet, Message, Translator, RenderContext], View | None]] = {
    Kind.WHISTLE_NEWS: news,
    Kind.WHISTLE_CARD: card,
    Kind.WHISTLE_MINE: mine,
    Kind.WHISTLE_LATE: late,
    Kind.WHISTLE_AHEAD: ahead,
    Kind.WHISTLE_OFF: off,
    Kind.WHISTLE_NUDGE: nudge,
    Kind.WHISTLE_DAY: day_moved,
    Kind.WHISTLE_RETURNED: returned,
    Kind.WHISTLE_SAID: word,
    Kind.WHISTLE_FED_BACK: judge,
    Kind.WHISTLE_REDO: redo,
    Kind.WHISTLE_DEAF: deaf,
    Kind.LOOK_AGAIN: look_again,
    Kind.LOOKED: came_back,
}
IN_GROUPS: dict[Kind, Callable[[WhistleSheet, Message, Translator, RenderContext], PublicView | None]] = {
    Kind.WHISTLE_CARD: card,
    Kind.WHISTLE_AHEAD: ahead,
    Kind.WHISTLE_OFF: off,
    Kind.WHISTLE_NUDGE: nudge,
    Kind.WHISTLE_DAY: day_moved,
    Kind.WHISTLE_REDO: redo,
}


def _word_in_group(sheet: WhistleSheet, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    view = word(sheet, row, tr, ctx)
    return view if isinstance(view, PublicView) else None


RENDER: dict[Kind, Renderer] = {
    **{kind: gathered(WhistleSheet, told) for kind, told in SAYS.items()},
    Kind.WHISTLE_ASKED: gathered(Asked, asked_for),
}
PUBLIC: dict[Kind, PublicRenderer] = {
    **{kind: gathered(WhistleSheet, told) for kind, told in IN_GROUPS.items()},
    Kind.WHISTLE_SAID: gathered(WhistleSheet, _word_in_group),
}


# Whistling


def choose(
    departments: Sequence[Department],
    chosen: Sequence[int],
    matter: str,
    question_id: int,
    tr: Translator,
    *,
    urgent: bool,
    place: str,
    day: str,
    busy: Sequence[str] = (),
    about: Issue | None = None,
) -> View:
    """Whom to call: each press ticks one; then one press that whistles. `about`: the open matter that words were taken
    to be about, with the button that says they are not."""
    lines: list[Html] = [tr.t("Whom shall I call?"), put("📍 {}", said(place))]
    if about is not None:
        facts = {"number": number_words(about, tr), "category": category_name(about.category, tr)}
        lines.append(tr.t("About {number} {category}", **facts))
    if matter:
        lines.append(tr.t("What: {matter}", matter=said(matter, limit=LIMIT)))
    if busy:
        lines.append(tr.t("Called already: {names}", names=names([known(one) for one in busy], tr)))
    if day:
        lines.append(tr.t("When: {day}", day=known(day)))
    ticks = [
        Button(f"{'✅ ' if one.id in chosen else ''}{one.name}", encode("w_tick", question_id, one.id))
        for one in departments
    ]
    pairs = in_rows(ticks)
    fast = Button(f"{'✅ ' if urgent else ''}{tr.t('Urgent: 10 minutes')}", encode("w_fast", question_id))
    go = Button(tr.t("🔔 Whistle"), encode("w_go", question_id))
    stop = Button(tr.t("Never mind"), encode("w_stop", question_id))
    other = (Button(tr.t("Something new"), encode("w_other", question_id)),) if about is not None else ()
    return View(glue("\n", lines), rows(*pairs, *(() if day else (fast,)), go, *other, stop))


def many(sheets: Sequence[WhistleSheet], tr: Translator, ctx: RenderContext, *, new: bool = True) -> View:
    """/chuishao: what is open, each with its number to look at it; and a new one, where there may be one."""
    lines: list[Html] = [tr.t("Open whistles:")] if sheets else [tr.t("No whistle is open.")]
    for one in sheets:
        waiting = sum(not call.over for call in one.whistle.calls)
        lines.append(put("· {} · {} · {}", title(one, tr), said(one.place, limit=60), tr.t("{n} to go", n=waiting)))
    numbers = [Button(str(one.whistle.number), encode("w_see", one.whistle.id)) for one in sheets]
    another = (Button(tr.t("🔔 Whistle"), encode("w_new")),) if new else ()
    month = Button(tr.t("Departments this month"), encode("w_month"))
    return View(glue("\n", lines), rows(*in_rows(numbers, 4), another, month))
