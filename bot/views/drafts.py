"""The draft of a report, before it is filed: check it, correct it (wording.md §1.3-1.6)."""

from collections.abc import Sequence

from bot.views import registering
from bot.views.common import category_name, counts, in_language, matter_name, names, number_words, post_name
from bot.views.context import RenderContext
from bot.views.pieces import button, when, words_of
from bot.views.view import NOTHING, Button, Rows, View, esc, glue, in_rows, known, put, rows
from casework.categories import CATEGORIES, QUICK, Quick
from casework.data import maybe
from casework.frozen import frozen
from casework.issue.drafts import is_unsure
from casework.issue.sheet import Sheet
from casework.model.conversation import Draft, DraftState, Message
from casework.model.issues import Issue
from casework.model.people import Post
from casework.model.timeline import AttachmentKind
from casework.told import OfDraft
from casework.words.matters import matters_in
from casework.words.whose import tattles
from locales.markup import Html, PublicHtml
from locales.translator import Translator

PICTURES = frozenset({AttachmentKind.PHOTO, AttachmentKind.VIDEO})


@frozen(kw_only=True)
class DraftSheet:
    """A draft with what is around it: its place in words, who may see a private one, what was sent along, a neighbour's
    report of the same, and the person's own matters to which it may belong: asked about before anything else where that
    is likely."""

    draft: Draft
    place: str = ""
    community: str = ""
    sent: frozenset[AttachmentKind] = frozenset()
    same: Sheet | None = None
    asked: tuple[Issue, ...] = ()
    ask_first: bool = False
    above: tuple[Post, ...] | None = None  # it complains of somebody: who alone hears it
    asked_before: bool = False  # more was sent while the card stood
    matters: tuple[tuple[str, str, str | None], ...] = ()
    """Several matters in one message: words, place and category of each."""


def draft_card(sheet: DraftSheet, tr: Translator, ctx: RenderContext) -> View:
    """Please check: place, category, words; then one press reports it."""
    draft = sheet.draft
    if sheet.ask_first and sheet.asked:
        return is_it_about(sheet, tr, ctx)
    if sheet.matters and sheet.above is None:
        return _several(sheet, tr)
    if draft.category is not None and CATEGORIES[draft.category].onward:
        onward = tr.t("This is not decided here: the petition office, or the hotline 12345, takes it up.")
        wrong = button(tr.t("Wrong category"), "draft_category", draft.id)
        return View(
            glue("\n", [onward, *_facts(sheet, tr)]), _with_answer(sheet, rows((wrong, _cancel(draft, tr))), tr)
        )
    if is_unsure(draft) and tattles(draft.text):
        return _is_it_one(sheet, tr)
    if draft.private:
        text = only_above(sheet.above, tr) if sheet.above is not None else only_here(sheet.community, tr)
        return View(
            glue("\n", [text, *_facts(sheet, tr)]), _with_answer(sheet, rows(_file(draft, tr), _cancel(draft, tr)), tr)
        )
    if not draft.text and draft.category is None and (draft.photos or draft.voice_seconds):
        return what_is_it(sheet, tr)
    if sheet.same is not None:
        return _same(sheet, sheet.same, tr, ctx)
    if draft.source is not None:
        return View(
            glue("\n", [tr.t("Registered for somebody:"), *_facts(sheet, tr)]),
            rows(*registering.buttons(draft, tr), *_corrections(draft, tr)),
        )
    if is_unsure(draft):
        return _is_it_one(sheet, tr)
    full = len(draft.text) >= ctx.settings.draft_characters or draft.photos >= ctx.settings.draft_photos
    more = [tr.t("It is full now. You can add more once it is reported.")] if full else []
    text = glue("\n", [tr.t("Please check that this is right:"), *_facts(sheet, tr), *more])
    return View(text, _with_answer(sheet, _corrections(draft, tr), tr))


def _corrections(draft: Draft, tr: Translator) -> Rows:
    """One press reports it; others correct it."""
    place = tr.t("Choose the place") if draft.area_id is None else tr.t("Other place")
    return rows(
        _file(draft, tr),
        (button(tr.t("Add words"), "draft_add", draft.id), button(place, "draft_place", draft.id)),
        (button(tr.t("Wrong category"), "draft_category", draft.id), _cancel(draft, tr)),
    )


def _is_it_one(sheet: DraftSheet, tr: Translator) -> View:
    """What may be a question, or talk: asked first, and not reported without a yes."""
    draft = sheet.draft
    text = glue("\n", [tr.t("Is this something to report? I report it only if you say so."), *_facts(sheet, tr)])
    return View(text, _with_answer(sheet, rows(*_yes_or_no(draft, tr), *_corrections(draft, tr)[1:2]), tr))


def _yes_or_no(draft: Draft, tr: Translator) -> Rows:
    return rows(
        button(tr.t("Yes, report it"), "file", draft.id, says="yes"),
        (
            button(tr.t("I only ask"), "draft_find", draft.id),
            button(tr.t("Not a report"), "draft_drop", draft.id, says="no"),
        ),
    )


def only_here(community: str, tr: Translator) -> Html:
    """Who can read what is private."""
    return tr.t(
        "Only the people of {community}, and the subdistrict's above them, can read this. It goes into no group.",
        community=esc(community),
    )


def only_above(posts: Sequence[Post], tr: Translator) -> Html:
    """Who can read what complains of somebody with a post."""
    people = names([post_name(post, tr) for post in posts], tr)
    if not people:
        return tr.t(
            "It is kept from whoever it is about, and goes into no group. Nobody above them can be reached here now: "
            "12345 takes complaints too."
        )
    return tr.t(
        "It goes to {people} alone, one level above whoever it is about; they themselves cannot find it. "
        "It goes into no group. Only if nobody answers, or it is not settled in time, the next in line is asked.",
        people=people,
    )


def _several(sheet: DraftSheet, tr: Translator) -> View:
    """Two matters are shown as two: file both, or it is one."""
    draft, n = sheet.draft, len(sheet.matters)
    lines: list[Html] = [tr.n("You speak of {n} matter:", "You speak of {n} matters:", n)]
    for index, (words, place, category) in enumerate(sheet.matters, start=1):
        kind = category_name(category, tr) if category else tr.t("not known yet")
        lines.append(put("{}. 🏷 {} · 📍 {}\n{}", index, kind, esc(place), words_of(words, tr)))
    if along := _along(sheet, tr):
        lines.append(along)
    both = _file_all(draft, n, tr)
    one = button(tr.t("It is one matter"), "file_one", draft.id, says="no")
    return View(glue("\n", lines), rows(both, (one, _cancel(draft, tr))))


def tries_first(tr: Translator) -> View:
    """It waits for its press, however long it is tried."""
    return View(tr.t("All right, try first. It is not reported yet: write “report it” when it is to be."))


def not_reported(draft: Draft, tr: Translator, *, others: bool = False) -> View:
    """Dropped; one press takes that back. `others`: what was said before is still waiting, and is asked about next."""
    text: Html = tr.t("All right, not reported.")
    if others:
        text = put(
            "{}\n{}",
            tr.t("All right, not reported: {words}", words=words_of(draft.text, tr)),
            tr.t("What you told before that still waits, here it is:"),
        )
    return View(text, rows(button(tr.t("Report it after all"), "draft_again", draft.id)))


def left_out(draft: Draft, tr: Translator) -> View:
    """One of several matters that is not to be reported; one press takes that back."""
    text = tr.t("All right, not reported: {words}", words=words_of(draft.text, tr))
    return View(text, rows(button(tr.t("Report it after all"), "draft_again", draft.id)))


def kept_for_later(draft: Draft, phones: list[str], tr: Translator) -> View:
    """Too many reports for now: nothing is lost, and here is who can be phoned."""
    said = words_of(draft.text, tr) if draft.text else NOTHING
    kind = tr.t("You have reported a lot. I keep this one for you; press “Report it” a little later.")
    phone = glue(" · ", [known(one) for one in (*phones, "12345")])
    text = glue("\n", [line for line in (kind, said, tr.t("If it cannot wait: {phone}", phone=phone)) if line])
    return View(text, rows(_file(draft, tr), _cancel(draft, tr)))


def _facts(sheet: DraftSheet, tr: Translator) -> list[Html]:
    draft = sheet.draft
    place = " ".join(word for word in (sheet.place, draft.place) if word)
    lines: list[Html] = [put("📍 {}", esc(place)) if place else tr.t("📍 Place not known yet")]
    if draft.latitude is not None:
        lines[0] = put("{} {}", lines[0], tr.t("(with the spot on the map)"))
    if draft.behalf:
        lines.append(tr.t("🙋 For: {behalf}", behalf=esc(draft.behalf)))
    lines += registering.facts(draft, tr)
    kind = category_name(draft.category, tr) if draft.category else tr.t("not known yet")
    lines.append(put("🏷 {}", kind))
    along = _along(sheet, tr)
    said = words_of(draft.text, tr) if draft.text else NOTHING
    lines.append(glue(" ", [part for part in (said, along) if part]))
    return [line for line in lines if line]


def _along(sheet: DraftSheet, tr: Translator) -> PublicHtml:
    """What was sent along: a paper is called a file, and no photo."""
    draft = sheet.draft
    if draft.photos and AttachmentKind.DOCUMENT in sheet.sent and not sheet.sent & PICTURES:
        files = put("📎 {}", tr.n("{n} file", "{n} files", draft.photos))
        return glue(" ", [one for one in (files, counts(0, draft.voice_seconds)) if one])
    return counts(draft.photos, draft.voice_seconds)


def _file(draft: Draft, tr: Translator) -> Button:
    return button(tr.t("✅ Report it"), "file", draft.id, says="yes")


def _file_all(draft: Draft, n: int, tr: Translator) -> Button:
    return button(tr.t("✅ Report both") if n == 2 else tr.t("✅ Report all"), "file_both", draft.id, says="yes")


def _cancel(draft: Draft, tr: Translator) -> Button:
    return button(tr.t("Don't report"), "draft_drop", draft.id, says="drop")


def _with_answer(sheet: DraftSheet, buttons: Rows, tr: Translator) -> Rows:
    """While a question to the person stands, what was written may well be the answer to it."""
    answers = (
        (button(tr.t("It answers {number}", number=number_words(one, tr)), "draft_say", sheet.draft.id, one.id),)
        for one in sheet.asked
    )
    return (*buttons, *answers)


def is_it_about(sheet: DraftSheet, tr: Translator, ctx: RenderContext) -> View:
    """Whoever has something open may mean that: asked first, a new report second."""
    draft = sheet.draft
    said = words_of(draft.text, tr) if draft.text else _along(sheet, tr)
    another = button(tr.t("No, report another"), "draft_new", draft.id, says="no")
    if len(sheet.asked) == 1:
        number = number_words(sheet.asked[0], tr)
        yes = button(tr.t("Yes"), "draft_say", draft.id, sheet.asked[0].id, says="yes")
        asked = tr.t("Is this about {number}?", number=number)
        if (sheet.asked[0].area_id, sheet.asked[0].category) == (draft.area_id, draft.category):
            time = when(sheet.asked[0].filed_at, tr, ctx)
            known_one = tr.t("You have reported that already: {number}, {time}.", number=number, time=time)
            asked = put("{}\n{}", known_one, asked)
        if draft.private and not sheet.asked[0].private:
            readers = tr.t("Careful: whoever works on {number} reads what you add, in their group too.", number=number)
            asked = put("{}\n{}", asked, readers)
        return View(put("{}\n{}", asked, said), rows(yes, another))
    which = [
        button(f"{number_words(one, tr)} {matter_name(one, tr)}", "draft_say", draft.id, one.id) for one in sheet.asked
    ]
    return View(put("{}\n{}", tr.t("Which one is this about?"), said), rows(*which, another))


def what_is_it(sheet: DraftSheet, tr: Translator) -> View:
    """Only a photo, or only a voice message: what is it about?"""
    draft = sheet.draft
    if sheet.asked_before:
        text = tr.t("I have all of it: {what}. What kind of matter is it?", what=_along(sheet, tr))
    elif draft.voice_seconds:
        text = tr.t("I have your voice message. It goes as it is to whoever does the work, and into no group.")
        text = put("{}\n{}", text, tr.t("What kind of matter is it?"))
    elif AttachmentKind.VIDEO in sheet.sent:
        text = tr.t("I have your video. What is it about?")
    elif AttachmentKind.DOCUMENT in sheet.sent:
        text = tr.t("I have your file. What is it about?")
    else:
        text = tr.t("I have your photo. What is it about?")
    buttons = (*quick_buttons(draft, tr), (_file(draft, tr),), (_cancel(draft, tr),))
    return View(text, _with_answer(sheet, buttons, tr))


def quick_buttons(draft: Draft, tr: Translator) -> Rows:
    """The six words of wording.md §1.4."""
    six = [button(_quick_name(one, tr), "quick", draft.id, word=one.key) for one in QUICK]
    return in_rows(six)


def _quick_name(quick: Quick, tr: Translator) -> str:
    return in_language(quick, tr)


def choose_category(draft: Draft, tr: Translator) -> View:
    """Wrong category: which then?"""
    back = button(tr.t("Back"), "draft", draft.id)
    return View(tr.t("What kind of matter is it?"), (*quick_buttons(draft, tr), (back,)))


def categories_of(draft: Draft, quick_key: str, tr: Translator) -> View:
    """The categories behind one of the six words."""
    quick = next((one for one in QUICK if one.key == quick_key), QUICK[-1])
    kinds = [button(category_name(CATEGORIES[key], tr), "category", draft.id, word=key) for key in quick.categories]
    lines = in_rows(kinds)
    return View(tr.t("Which of these?"), (*lines, (button(tr.t("Back"), "draft_category", draft.id),)))


def _same(sheet: DraftSheet, same: Sheet, tr: Translator, ctx: RenderContext) -> View:
    """A neighbour has just reported it: is it this one?"""
    issue, draft = same.issue, sheet.draft
    facts = {
        "place": esc(same.place),
        "category": category_name(issue.category, tr),
        "time": when(issue.filed_at, tr, ctx),
    }
    if issue.holder_id is not None:
        text = tr.t(
            "A neighbour has just reported: {place} {category}, {time}. Somebody is on it. Is it this one?", **facts
        )
    else:
        text = tr.t("A neighbour has just reported: {place} {category}, {time}. Is it this one?", **facts)
    buttons = rows(
        button(tr.t("This one, my home too"), "same", draft.id, issue.id, says="yes"),
        button(tr.t("No, report another"), "file", draft.id, says="no"),
        _cancel(draft, tr),
    )
    said = glue("\n", _facts(sheet, tr))
    return View(put("{}\n\n{}", text, said), _with_answer(sheet, buttons, tr))


def choose_place(draft: Draft, has_home: bool, tr: Translator) -> View:
    """Where is it?"""
    mine = button(tr.t("My building"), "place_home", draft.id) if has_home else None
    elsewhere = button(tr.t("Elsewhere here"), "place_words", draft.id)
    buttons = rows(
        (*((mine,) if mine else ()), elsewhere),
        (button(tr.t("Another building"), "walk", draft.id), button(tr.t("Send the spot"), "place_spot", draft.id)),
        (button(tr.t("For someone else"), "behalf", draft.id), button(tr.t("Back"), "draft", draft.id)),
    )
    return View(tr.t("Where is it?"), buttons)


def which_building(choices: Sequence[tuple[str, int]], draft_id: int, tr: Translator) -> View:
    """Several buildings have the number that was said: name and area of each."""
    buttons = [(button(name, "live", draft_id, area_id),) for name, area_id in choices]
    return View(tr.t("There are several of that number. Which one is it?"), rows(*buttons))


def draft_ask(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Two minutes without a press."""
    draft = ctx.draft
    said_of = maybe(row.data, OfDraft)
    if draft is not None and said_of.number is not None:
        number = tr.t("No. {number}", number=said_of.number)
        added = tr.t("I have added it to {number}: whoever has it reads it.", number=number)
        another = button(tr.t("Not the same, report it"), "draft_again", draft.id)
        return View(put("{}\n{}", added, words_of(draft.text, tr)), rows(another))
    if draft is None or draft.state not in (DraftState.OPEN, DraftState.LEFT):
        return None
    if draft.state is DraftState.LEFT and not draft.danger:  # another was begun: it waits for its own press
        return None
    said = put("\n{}", words_of(draft.text, tr)) if draft.text else NOTHING
    if draft.area_id is None:
        text = tr.t("This is not reported yet: I still need the place.")
        return View(
            put("{}{}", text, said), rows(button(tr.t("Choose the place"), "draft_place", draft.id), _cancel(draft, tr))
        )
    parts = matters_in(draft.text) if draft.source is None and not said_of.one else ()
    if parts:
        both = _file_all(draft, len(parts), tr)
        return View(put("{}{}", not_yet(tr), said), rows(both, _cancel(draft, tr)))
    if is_unsure(draft):
        text = tr.t("I have not reported this, and do not unless you press “Yes”.")
        return View(put("{}{}", text, said), _yes_or_no(draft, tr))
    text = tr.t("This is not reported yet. Press “Report it” and it is done.")
    return View(put("{}{}", text, said), rows((_file(draft, tr), _cancel(draft, tr))))


def close_the_valve(phones: Sequence[str], tr: Translator) -> View:
    """Water comes and does not stop: what helps before anybody can be there."""
    text = tr.t("First the water: close the main valve, by the meter or under the sink.")
    if phones:
        phone = glue(" · ", [known(one) for one in phones])
        told = tr.t("If it won't close, phone the property company at once, don't wait for me: {phone}", phone=phone)
        text = put("{}\n{}", text, told)
    return View(text)


def not_yet(tr: Translator) -> Html:
    """Before a card whose button says how many matters it reports."""
    return tr.t("This is not reported yet. One press below does it.")
