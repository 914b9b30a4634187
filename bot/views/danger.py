"""Danger to life: the advice before everything, who is told, what the reporter and those who were called read.

Wording.md §1.5, §3.12, §5.5. Violence and somebody in despair are the community's alone: no view here says otherwise.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.views.common import OF_SOMEBODY, category_name, colon, names, number_words, post_name
from bot.views.context import RenderContext
from bot.views.pieces import button
from bot.views.staff_words import (
    Say,
    at_words,
    danger_of,
    in_full,
    said,
    say_to,
    sent_with,
    standing_button,
    title,
    where_line,
    words_line,
)
from bot.views.view import NOTHING, Button, H, PublicView, Rows, View, esc, glue, known, put, rows
from casework.data import maybe
from casework.issue.quietly import kept_quiet
from casework.issue.scene import COMING
from casework.issue.sheet import Sheet
from casework.issue.urgency import police_needed
from casework.lines import Added, Coming, NoDanger, Noted, false_alarm, post_told, says_there
from casework.model.conversation import DraftState, Message
from casework.model.issues import Action, Issue, State
from casework.model.people import Post
from casework.model.places import AreaKind, Supply, Utility
from casework.model.timeline import Entry
from casework.neighbourhood.rights import What, may_do
from casework.transitions import OPEN, STANDING
from casework.words.danger_words import names_danger
from casework.words.guess import PRIVATE_DANGERS, guess
from casework.words.masking import mask_people
from casework.words.places import read_place
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

ADVICE: dict[str, str] = {
    "gas": mark(
        "⚠️ Smell of gas: no light switch, no flame, no phone call indoors. Close the valve if you can, open the "
        "windows, go down first; outside, call 119 and the gas company."
    ),
    "fire": mark("⚠️ Fire: get out first, don't take the lift, call 119."),
    "lift": mark(
        "⚠️ Somebody in the lift: press the red call button, don't force the door. "
        "Call the property company; if nobody answers, 119."
    ),
    "wire": mark("⚠️ A wire is down or live: keep away, don't touch water. Call the power company, 95598."),
    "hurt": mark("⚠️ Somebody is hurt or unwell: call 120."),
    "ill": mark(
        "⚠️ Somebody is very ill, or does not wake up: call 120 now, do what they tell you, and stay there. "
        "Poison: do not make them vomit, keep the bottle or the packet."
    ),
    "missing": mark(
        "⚠️ Somebody is missing: call 110 now, there is no need to wait 24 hours. Have a photo ready, what they wear, "
        "and where they were seen last."
    ),
    "drowning": mark(
        "⚠️ Somebody is in the water: call 119 and 120. Do not go in; throw something that floats, or hold out a pole."
    ),
    "structure": mark("⚠️ Something may come down: get everybody out, keep away, do not go back for things. Call 119."),
    "trapped": mark("⚠️ Somebody cannot get out: call 119, and say if there is a child, a sick person or a lit stove."),
    "height": mark(
        "⚠️ Somebody may fall: call 119 and 110 now. Do not shout, do not startle; whoever can get in goes quietly and "
        "holds on from behind. Nobody stands below."
    ),
    "violence": mark(
        "⚠️ Somebody is violent, you are afraid: get to a safe place, call 110. If you cannot speak, send a text "
        "message to 12110."
    ),
    "suicide": mark(
        "I am glad that you say it. You need not bear this alone. Call {line} now: somebody listens there, day and "
        "night. If somebody is near you, ask them to stay with you."
    ),
}
OF_SOMEBODY_ELSE = mark(
    "⚠️ Somebody may take his or her life: call 110 now, at a height 119 too. Speak slowly, do not go close, do not "
    "pull. What to say, {line} tells you."
)
"""For whoever sees it, and is not the one who is in despair."""
HARMED = mark(
    "⚠️ Call 120 now: say what was taken and how much, or where it bleeds. Press a clean cloth on a wound, keep the "
    "packet, and do not stay alone."
)
"""Before everything else where somebody in despair has done it already."""
WITH_NUMBER: dict[str, tuple[Supply, str]] = {
    "gas": (
        Supply.GAS,
        mark(
            "⚠️ Smell of gas: no light switch, no flame, no phone call indoors. Close the valve if you can, open the "
            "windows, go down first; outside, call 119 and the gas company, {phone}."
        ),
    ),
    "wire": (
        Supply.POWER,
        mark("⚠️ A wire is down or live: keep away, don't touch water. Call the power company, {phone}."),
    ),
}
"""The same where the roster knows the company's number of the place."""
CALL: dict[str, str] = {
    "fire": "119",
    "gas": "119",
    "lift": "119",
    "structure": "119",
    "trapped": "119",
    "height": "119 · 110",
    "drowning": "119 · 120",
    "wire": "95598 · 119",
    "hurt": "120",
    "ill": "120",
    "missing": "110",
    "violence": "110",
}
"""Whom to phone oneself; in despair it is the hotline of the settings."""
WITH_PROPERTY = frozenset({"gas", "fire", "lift", "wire", "structure", "trapped", "height"})
"""Where the property company's phone helps."""
NAMES: dict[str, str] = {
    "gas": mark("gas"),
    "fire": mark("fire"),
    "lift": mark("somebody in the lift"),
    "wire": mark("a live wire"),
    "hurt": mark("somebody hurt"),
    "ill": mark("somebody very ill"),
    "missing": mark("somebody missing"),
    "drowning": mark("somebody in the water"),
    "structure": mark("something coming down"),
    "trapped": mark("somebody who cannot get out"),
    "height": mark("somebody who may fall"),
    "violence": mark("violence"),
    "suicide": mark("somebody in despair"),
}


def number_to_call(danger: str | None, ctx_line: str) -> PublicHtml:
    """119, 110, 120 or the hotline, as fits the danger."""
    return known(f"{ctx_line} · 110" if danger == "suicide" else CALL.get(danger or "", "119 · 110 · 120"))


Numbers = Mapping[Supply, Utility]
"""Of the utility companies at a place."""


def _first(danger: str, numbers: Numbers, tr: Translator, crisis_line: str) -> PublicHtml:
    supply, with_number = WITH_NUMBER.get(danger, (None, ""))
    if supply is not None and (company := numbers.get(supply)):
        return tr.t(with_number, phone=known(company.phone))
    return tr.t(ADVICE.get(danger, ADVICE["hurt"]), line=known(crisis_line))


def advice(
    danger: str,
    phones: list[str],
    numbers: Numbers,
    tr: Translator,
    *,
    crisis_line: str,
    people: Html = NOTHING,
    more: bool = False,
    of_another: bool = False,
    harmed: bool = False,
) -> View:
    """Before everything else, and before any button. `people`: to whom alone it goes, where it is private. `more`: it
    is said in the middle of another danger, whose readers were named. `of_another`: the despair is somebody else's;
    `harmed`: it was done already."""
    lines: list[Html] = [_first(danger, numbers, tr, crisis_line)]
    if danger == "suicide" and of_another:
        lines = [tr.t(OF_SOMEBODY_ELSE, line=known(crisis_line))]
    elif danger == "suicide":
        lines.append(tr.t("If it is somebody else, or it is about to happen: call 110 now."))
    if danger == "suicide" and harmed:
        lines.insert(0, tr.t(HARMED))
    if phones and danger in WITH_PROPERTY:
        lines.append(glue(" · ", [known(one) for one in phones]))
    lines.append(NOTHING)
    if danger in PRIVATE_DANGERS and not more:
        lines.append(only_them(people, tr))
    lines.append(tr.t("<b>I cannot phone for you.</b>"))
    return View(glue("\n", lines))


def called_for_the_house(text: str, tr: Translator) -> View:
    """Everybody is called for the gas or the fire; of what else was said they read nothing."""
    return View(tr.t("I have called everyone on duty for this too. They read only “{words}”.", words=esc(text)))


def tell_them_too(first: Issue, other: Issue, asked_id: int, tr: Translator) -> View:
    """Two dangers are open, and the words may be about either: the few have them already."""
    facts = {
        "first": number_words(first, tr),
        "number": number_words(other, tr),
        "what": tr.t(NAMES.get(other.danger or "", NAMES["hurt"])),
    }
    text = tr.t("I told only the people of {first}. Should those of {number} ({what}) read it too?", **facts)
    yes = button(tr.t("Yes, tell them too"), "danger_too", asked_id, word="yes", says="yes")
    no = button(tr.t("No, only {first}", first=facts["first"]), "danger_too", asked_id, word="no", says="no")
    return View(text, rows(yes, no))


def also_words(entry: Entry, tr: Translator) -> PublicHtml:
    """The second danger that the reporter's words name, and whom to phone for it."""
    kind = maybe(entry.data, Added).also
    if kind is None or kind not in NAMES:
        return NOTHING
    return tr.t("⚠️ And now: {what} ({number})", what=tr.t(NAMES[kind]), number=number_to_call(kind, ""))


def only_them(people: Html, tr: Translator) -> Html:
    """Exactly who reads what is private."""
    if not people:
        return tr.t("What you say here is read by the people on duty who are called alone, and by nobody else.")
    return tr.t(
        "What you say here is read by {people}. If none of them answers, I call the tier above. Nobody else reads it.",
        people=people,
    )


def public_advice(danger: str, numbers: Numbers, tr: Translator) -> PublicView:
    """The same where neighbours read along; of what is private nothing but the numbers."""
    if danger in PRIVATE_DANGERS:
        return PublicView(tr.t("In an emergency call 110, 119 or 120 yourself. <b>I cannot phone for you.</b>"))
    text = _first(danger, numbers, tr, "")
    return PublicView(put("{}\n\n{}", text, tr.t("<b>I cannot phone for you.</b>")))


def _answers(verb: str, subject_id: int, tr: Translator) -> Rows:
    return rows(
        button(tr.t("🆘 Yes, come now"), verb, subject_id, word="yes"),
        (
            button(tr.t("I have phoned"), verb, subject_id, word="phoned"),
            button(tr.t("I can't get through"), verb, subject_id, word="no_line"),
        ),
        button(tr.t("No, not that urgent"), verb, subject_id, word="no"),
    )


def is_anyone(
    verb: str,
    subject_id: int,
    danger: str,
    tr: Translator,
    people: Html = NOTHING,
    above: Html = NOTHING,
    home: str = "",
    or_mine: str = "",
    door: bool = False,
) -> View:
    """Sure: anything but "no" calls everybody, a minute's silence too. With unit and door. `people`: who hears of what
    is private. `above`: who alone reads what is said of somebody where everybody is called. `home`: where it is taken
    to be, though the words do not say so. `or_mine`: the reporter's home, where it is perhaps another's, which nobody
    knows. `door`: they say which."""
    ask = tr.t("Is anyone in danger?") if door else tr.t("Is anyone in danger? Which unit, which door?")
    if danger in PRIVATE_DANGERS:
        who = people or tr.t("the community's people on duty")
        then = tr.t("If it is not a plain “no”, I tell {people} at once, and nobody else.", people=who)
    else:
        then = tr.t("If it is not a plain “no”, I call everyone on duty at once.")
    if above:
        then = put("{} {}", then, tr.t("What you say of somebody I tell {people} alone.", people=above))
    lines = [put("{} {}", ask, then)]
    if home:
        lines.insert(0, tr.t("I take it to be at {place}. If it is not, write where.", place=known(home)))
    answers = _answers(verb, subject_id, tr)
    if or_mine:
        lines.insert(
            0,
            tr.t(
                "I do not know where that is: write which building. At your home ({place}), press the first button.",
                place=known(or_mine),
            ),
        )
        answers = rows(button(tr.t("🆘 At my home, come now"), verb, subject_id, word="home"), *answers)
    return View(glue("\n", lines), answers)


def not_told(tr: Translator, *, others: bool = False) -> View:
    """To whoever is beaten and wants nobody told: nobody was; where she may turn by herself. Without a sound.
    `others`: what was said before is still waiting, and is asked about next."""
    text = tr.t(
        "All right. I have reported nothing and told nobody. If it gets bad: 110. If you cannot speak: a text message "
        "to 12110. To talk it over when it is quiet: 12338, the women's federation. Write to me whenever you like."
    )
    if others:
        text = put("{}\n{}", text, tr.t("What you told before that still waits, here it is:"))
    return View(text, silent=True)


def perhaps(verb: str, subject_id: int, tr: Translator) -> View:
    """Maybe: only the question, with two buttons; silence calls nobody."""
    yes = button(tr.t("🆘 Yes, come now"), verb, subject_id, word="yes")
    no = button(tr.t("No, not that urgent"), verb, subject_id, word="no")
    return View(tr.t("Is anyone in danger right now?"), rows(yes, no))


def still_asked(verb: str, subject_id: int, tr: Translator) -> View:
    """Thanks are neither a yes nor a no."""
    return View(tr.t("You're welcome. But tell me: is anyone in danger right now?"), _answers(verb, subject_id, tr))


def danger_maybe(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """One silent line to the community's person on duty."""
    if sheet is not None:
        return _perhaps_about(sheet, tr)
    draft = ctx.draft
    if draft is None or draft.state in (DraftState.FILED, DraftState.DROPPED) or draft.danger is not None:
        return None
    kind = guess(draft.text).danger
    what = tr.t(NAMES[kind]) if kind in NAMES else tr.t("danger")
    text = tr.t(
        "❔ {place}: perhaps {what}. I asked, there is no answer yet: “{words}”",
        place=known(ctx.draft_place) or tr.t("place not known"),
        what=what,
        words=said(draft.text, limit=200),
    )
    return View(text, silent=True)


def _perhaps_about(sheet: Sheet, tr: Translator) -> View | None:
    """The same about what is reported already."""
    issue = sheet.issue
    if issue.urgent or issue.state not in OPEN:
        return None
    of_reporters = [one.text for one in reversed(sheet.timeline) if one.person_id in issue.reporters and one.text]
    heard = next((one for one in of_reporters if guess(one).danger is not None), issue.text)
    kind = guess(heard).danger
    text = tr.t(
        "❔ {title}, {place}: perhaps {what}. I asked, there is no answer yet: “{words}”",
        title=title(sheet, tr),
        place=known(sheet.place),
        what=tr.t(NAMES[kind]) if kind in NAMES else tr.t("danger"),
        words=said(heard, limit=200),
    )
    return View(text, rows(standing_button(tr.t("🆘 Danger"), "s_danger", issue)), silent=True)


def named_by(sheet: Sheet) -> Entry | None:
    """The newest further words of a reporter that name the danger; where nothing does, the last of them."""
    issue = sheet.issue
    if sheet.last_words is None:
        return None
    said = [one for one in reversed(sheet.timeline) if one.person_id in issue.reporters and one.text]
    said = [one for one in said if one.action in (Action.AMEND, Action.ANSWER)]
    named = next((one for one in said if names_danger(one.text, issue.danger)), None)
    return named or (None if names_danger(issue.text, issue.danger) else sheet.last_words)


def called_names(sheet: Sheet, tr: Translator) -> PublicHtml:
    """Who was called in this round."""
    return names(dict.fromkeys(post_name(post, tr) for post, _ in sheet.asked()), tr)


def post_names(posts: Iterable[Post], tr: Translator) -> PublicHtml:
    """Some posts, as people call them."""
    return names([post_name(post, tr) for post in posts], tr)


def told_apart(sheet: Sheet, tr: Translator) -> PublicHtml:
    """Who alone was told what the words of a danger say of somebody; nothing where they say nothing."""
    said = sheet.entry
    if said is None or said.action != Action.COMPLAIN:
        return NOTHING
    to = sheet.posts.get(post_told(said) or 0)
    if to is None:
        return tr.t("What you say of somebody is kept, and nobody who comes reads it.")
    return tr.t("What you said of somebody, only {person} reads.", person=post_name(to, tr))


def receipt_lines(sheet: Sheet, tr: Translator, ctx: RenderContext) -> list[Html]:
    """Who was called, what to write, whom to phone."""
    issue, asked = sheet.issue, called_names(sheet, tr)
    lines: list[Html] = []
    if not asked:
        lines.append(tr.t("Nobody on duty can be reached here right now; I keep looking higher up."))
    elif issue.private:
        lines.append(tr.t("Told: {people}, and nobody else.", people=asked))
    else:
        lines.append(tr.t("Everyone on duty has been called: {people}.", people=asked))
    if above := told_apart(sheet, tr):
        lines.append(above)
    lines.append(_where_exactly(sheet, tr))
    if issue.danger == "suicide":
        lines.append(tr.t("Somebody listens at {line}, day and night.", line=known(ctx.settings.crisis_line)))
    else:
        lines.append(tr.t("I cannot phone for you: 119 fire, 110 police, 120 ambulance."))
    return lines


def filed(sheet: Sheet, tr: Translator) -> View:
    """Filed by itself after a minute without an answer."""
    text = tr.t("There was no answer, so I reported it: {number}.", number=number_words(sheet.issue, tr))
    return View(text, rows(button(tr.t("No, not that urgent"), "danger_is", sheet.issue.id, word="no")))


def passed_on(sheet: Sheet, tr: Translator, *, unnamed: bool = False) -> View:
    """More words went to everybody who was called; `sheet.entry`: what of them did not. `unnamed`: they ask that nobody
    knows who told it."""
    people = called_names(sheet, tr)
    text = tr.t("Noted. Nobody could be reached yet: please phone yourself.")
    if people:
        text = tr.t("Passed on at once to {people}.", people=people)
    if people and unnamed:
        only = tr.t(
            "They know from me who told it, and above them whoever is called if nobody answers. No neighbour does."
        )
        text = put("{}\n{}", text, only)
    above = told_apart(sheet, tr)
    return View(put("{}\n{}", text, above) if above else text)


def only_news(issue: Issue, tr: Translator) -> View:
    """Talk while people are called: what is for those who come, and what they need not read."""
    return View(
        tr.t(
            "{number} is not over. Where to come, who is in there, whether it gets worse or is over: just write it, it "
            "goes to those who were called.",
            number=number_words(issue, tr),
        )
    )


def heard_quietly(tr: Translator) -> View:
    """To whoever asked not to be answered: this once, without a sound, and without a word of what it is about."""
    return View(tr.t("Received."), silent=True)


def plea_heard(sheet: Sheet, tr: Translator) -> View:
    """To whoever is beaten and asks that nobody comes after people were called: what happens. Without a sound, and
    without a word of what it is about."""
    text = tr.t(
        "All right. {people} can read it, and I have asked them not to phone you and not to knock. What was reported I "
        "cannot take back; they decide what to do. Whatever you write goes to them, and I do not answer, so that your "
        "phone is quiet. If it gets bad: 110, or a text message to 12110.",
        people=called_names(sheet, tr) or tr.t("Whoever is on duty"),
    )
    return View(text, silent=True)


def plea_lines(entry: Entry, tr: Translator) -> PublicHtml:
    """To those who were called: what she asks for, and that it is not over by that."""
    added = maybe(entry.data, Added)
    if added.plea:
        return tr.t(
            "🤫 Nobody is to come or to phone, it says. That does not mean that it is over. Do not phone or write to "
            "that person, do not knock by yourself: settle with the police what to do (110)."
        )
    if added.hush:
        return tr.t("🤫 Do not phone or write to that person: it must not ring there.")
    return NOTHING


def plea_line(sheet: Sheet, tr: Translator) -> PublicHtml:
    """The same on a call and for whoever is there, as long as it holds."""
    issue, told = sheet.issue, sheet.timeline
    if not issue.called_only or not any(kept_quiet(issue, one, told) for one in issue.reporters):
        return NOTHING
    asked = [line for one in told if (line := plea_lines(one, tr))]
    return asked[-1] if asked else NOTHING


def moved(sheet: Sheet, before: set[int], tr: Translator) -> View:
    """The reporter corrected the place: where it is now, and who of that place was asked."""
    new = [post_name(post, tr) for post, one in sheet.asked() if one.id not in before]
    facts = {
        "number": number_words(sheet.issue, tr),
        "place": esc(sheet.place),
        "people": names(dict.fromkeys(new), tr),
    }
    if not new:
        return View(tr.t("{number} is at {place} now. Everybody who was asked is told.", **facts))
    return View(tr.t("{number} is at {place} now. Asked there: {people}. The others are told.", **facts))


def over_passed_on(sheet: Sheet, tr: Translator) -> View:
    """The reporter says that it is over: who has it now, and that it takes more than a word to end it."""
    people = called_names(sheet, tr)
    if not people:
        return View(tr.t("Noted. Nobody could be reached yet. If it starts again, just write."))
    return View(
        tr.t(
            "I told {people} that you say it is over. It ends once one of them has looked. "
            "If it starts again, just write.",
            people=people,
        )
    )


def nobody_yet(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The first round of calls is unanswered; or some have written, and nobody says that they come."""
    issue = sheet.issue
    if not issue.urgent or issue.state not in OPEN or issue.holder_id is not None:
        return None
    number = number_to_call(issue.danger, ctx.settings.crisis_line)
    if answered := [post_name(post, tr) for post, ping in sheet.asked_once() if sheet.answered(ping)]:
        line = known(ctx.settings.crisis_line) if issue.danger == "suicide" else number
        text = tr.t(
            "{names} has read it and answered. Until somebody is with you, call {number} yourself. I keep calling.",
            names=names(answered, tr),
            number=line,
        )
        return View(text)
    text = tr.t("🆘 Nobody has answered yet. Call {number} yourself now! I keep calling.", number=number)
    if issue.danger == "suicide":
        line = known(ctx.settings.crisis_line)
        text = tr.t(
            "I am still looking for somebody for you. Until then call {line}: somebody listens there, day and night; "
            "or 110. I keep calling.",
            line=line,
        )
    return View(text)


def there(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Who is at the scene."""
    if sheet.entry is None or sheet.issue.state not in OPEN:
        return None
    post = sheet.posts.get(sheet.entry.post_id or 0)
    return View(tr.t("{number}: {name} is there.", number=number_words(sheet.issue, tr), name=post_name(post, tr)))


def on_the_way(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The first who said so."""
    if sheet.entry is None or sheet.issue.state not in OPEN:
        return None
    return View(put("{}{}{}", number_words(sheet.issue, tr), colon(tr), coming_words(sheet.entry, sheet, tr)))


def coming_words(entry: Entry, sheet: Sheet, tr: Translator) -> PublicHtml:
    """Who is on the way, and how long that takes, as far as it was said."""
    name = post_name(sheet.posts.get(entry.post_id or 0), tr)
    if minutes := maybe(entry.data, Coming).minutes:
        return tr.t("{name} is on the way, about {n} min", name=name, n=minutes)
    return tr.t("{name} is on the way", name=name)


def scene_said(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """What one of those who were called says, to all the others. Whoever may end it has the buttons for it."""
    issue, entry = sheet.issue, sheet.entry
    if entry is None or not issue.urgent or issue.state not in OPEN:
        return None
    text = say_to(sheet.knows(What.NAMES))(entry.text, limit=1500) if entry.text else known("📷")
    facts = {"title": title(sheet, tr), "name": post_name(sheet.posts.get(entry.post_id or 0), tr), "words": text}
    if coming := maybe(entry.data, Noted).coming:
        view = View(tr.t("🏃 {title}: {name} is on the way: “{words}”", **facts))
    else:
        view = View(tr.t("📣 {title}, {name} says: “{words}”", **facts), photos=sent_with(sheet, entry))
    if not coming and may_do(Action.MAKE_NORMAL, issue, sheet.ways):
        return replace(view, buttons=scene_buttons(sheet, tr))
    return replace(view, buttons=rows(standing_button(tr.t("I'm there"), "s_here", issue)))


def said_to_the_called(sheet: Sheet, buttons: Rows, tr: Translator, *, over: bool = False) -> PublicView:
    """To whoever said it: the others have it. `over`: the words say so, and whoever may end it does by a press; whoever
    may not has to be there."""
    number = number_words(sheet.issue, tr)
    text = tr.t("{number}: I have told everybody who was called.", number=number)
    if over and may_do(Action.MAKE_NORMAL, sheet.issue, sheet.ways):
        text = put("{}\n{}", text, tr.t("{number}: is the danger over? It counts when you press.", number=number))
    elif over:
        text = put("{}\n{}", text, tr.t("It ends once somebody who is there, or the community, says so."))
        buttons = (*buttons, (standing_button(tr.t("I'm there"), "s_here", sheet.issue),))
    return PublicView(text, buttons)


def is_it_over(sheet: Sheet, tr: Translator) -> PublicView:
    """To whoever says that the alarm may be ended, and may do it."""
    text = tr.t("{number}: is the danger over? It counts when you press.", number=number_words(sheet.issue, tr))
    return PublicView(text, scene_buttons(sheet, tr))


def coming_noted(sheet: Sheet, tr: Translator) -> PublicView:
    """To whoever comes: what happens next."""
    number = number_words(sheet.issue, tr)
    there = rows(standing_button(tr.t("I'm there"), "s_here", sheet.issue))
    text = tr.t(
        "{number}: I have told everybody who was called that you are on the way. Press when you are there.",
        number=number,
    )
    return PublicView(text, there)


def was_no_alarm(sheet: Sheet, tr: Translator) -> PublicView:
    """Words of staff made an alarm of a matter, and are taken back: by one press."""
    text = tr.t(
        "{number}: were those words no emergency? Everybody who was called is told, and the matter goes on as before.",
        number=number_words(sheet.issue, tr),
    )
    return PublicView(text, rows(standing_button(tr.t("False alarm"), "s_normal", sheet.issue, word="false")))


def come_or_watch(sheet: Sheet, tr: Translator) -> PublicView:
    """ "Received": does that person come?"""
    issue = sheet.issue
    there = standing_button(tr.t("I'm there"), "s_here", issue)
    watch = standing_button(tr.t("I'm watching it"), "s_watch", issue)
    text = tr.t("{number}: noted. If you are going there, write “on my way”.", number=number_words(issue, tr))
    return PublicView(text, rows((there, watch)))


SCENE_SHOWN = 3
"""Lines of what was found that stand on a card."""


def scene_lines(sheet: Sheet, zone: ZoneInfo, tr: Translator, say: Say[H]) -> list[H]:
    """On a danger's card: who is there, who is on the way, what they found; since everybody was called last."""
    if not sheet.issue.urgent or sheet.issue.state not in OPEN:
        return []
    told = sheet.since_called
    there = {one.person_id: one for one in told if says_there(one)}
    coming = {one.person_id: one for one in told if one.action == COMING and one.person_id not in there}
    lines: list[H] = []
    if there:
        lines.append(tr.t("There: {names}", names=names([_since(one, sheet, zone, tr) for one in there.values()], tr)))
    if coming:
        who = names([_since(one, sheet, zone, tr) for one in coming.values()], tr)
        lines.append(tr.t("On the way: {names}", names=who))
    of_scene = [(one, maybe(one.data, Noted)) for one in told if one.text]
    found = [one for one, what in of_scene if what.scene and not what.coming]
    public = [post.name for post in sheet.posts.values()]
    for one in found[-SCENE_SHOWN:]:
        text = mask_people(one.text, public=public) if say is said else one.text
        facts = {"name": post_name(sheet.posts.get(one.post_id or 0), tr), "time": at_words(one.at, sheet, zone, tr)}
        lines.append(tr.t("{name}: “{words}” ({time})", **facts, words=say(text, limit=200)))
    return lines


def _since(entry: Entry, sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    name, time = post_name(sheet.posts.get(entry.post_id or 0), tr), at_words(entry.at, sheet, zone, tr)
    return tr.t("{name} ({time})", name=name, time=time)


def _who_and_why(sheet: Sheet, tr: Translator) -> dict[str, Html]:
    entry = sheet.entry
    post = sheet.posts.get(entry.post_id or 0) if entry is not None else None
    return {
        "title": title(sheet, tr),
        "number": number_words(sheet.issue, tr),
        "name": post_name(post, tr),
        "why": said(entry.text if entry is not None else "", limit=200),
    }


def is_not_so(sheet: Sheet, tr: Translator) -> tuple[Button, ...]:
    """Against a false alarm: there is danger, or something is broken all the same; of who was ill or missing nothing
    is."""
    issue = sheet.issue
    still = button(tr.t("🆘 It is still dangerous"), "danger_is", issue.id, word="still")
    broken = button(tr.t("It is still broken"), "danger_is", issue.id, word="broken")
    return (still,) if danger_of(sheet) in OF_SOMEBODY else (still, broken)


def normal_again(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Somebody says that it is over; the reporter can say that it is not. Of a false alarm: what is broken goes on, or
    can go on by a press."""
    issue = sheet.issue
    if sheet.entry is None or issue.urgent or issue.state not in STANDING:
        return None
    still, *broken = is_not_so(sheet, tr)
    facts = _who_and_why(sheet, tr)
    if not false_alarm(sheet.entry):
        return View(tr.t("{number}: {name} says: {why}. If it is not so, press here.", **facts), rows(still))
    if maybe(sheet.entry.data, NoDanger).broken and issue.state in OPEN:
        text = tr.t(
            "{number}: {name} says: {why}. What is broken is still mended ({what}).",
            **facts,
            what=category_name(issue.category, tr),
        )
        return View(text, rows(still, button(tr.t("All is well"), "withdraw", issue.id)))
    text = tr.t("{number}: {name} says: {why}. If it is not so, press here.", **facts)
    if issue.state in OPEN:
        return View(text, rows(still))
    return View(text, rows(still, *broken))


def surely_still(issue: Issue, tr: Translator) -> View:
    """A button of long ago was pressed: one more press calls everybody."""
    yes = button(tr.t("🆘 Yes, come now"), "danger_is", issue.id, word="again")
    text = tr.t("That was some time ago: {number}. Is anyone in danger right now?", number=number_words(issue, tr))
    return View(text, rows(yes, button(tr.t("No, not that urgent"), "danger_is", issue.id, word="no")))


def danger_over(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """To everybody who was called."""
    if sheet.entry is None or sheet.issue.urgent:
        return None
    issue = sheet.issue
    text = tr.t("✓ {title}: {name} says: {why}. You need not go any more.", **_who_and_why(sheet, tr))
    if issue.state is not State.REPORTED or not may_do(Action.ACCEPT, issue, sheet.ways):
        return View(text)
    left = tr.t("Nobody has it yet, if something is left to do.")
    take = standing_button(tr.t("🙋 I'll take it"), "s_accept", issue)
    return View(put("{}\n{}", text, left), rows(take))


def ended_line(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """On the staff card: who says that there is no danger any more, or never was."""
    entry = None if sheet.issue.urgent else sheet.newest(Action.MAKE_NORMAL)
    if entry is None:
        return NOTHING
    facts = {"name": post_name(sheet.posts.get(entry.post_id or 0), tr), "time": at_words(entry.at, sheet, zone, tr)}
    if false_alarm(entry):
        return tr.t("✓ A false alarm, says {name} ({time})", **facts)
    return tr.t("✓ No danger any more, says {name} ({time})", **facts)


def public_end(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """The same where neighbours read: without a name."""
    entry = None if sheet.issue.urgent else sheet.newest(Action.MAKE_NORMAL)
    if entry is None or maybe(entry.data, NoDanger).hid:
        return NOTHING  # of what they were never told
    when = at_words(entry.at, sheet, zone, tr)
    if false_alarm(entry):
        return tr.t("✓ {time}: it was a false alarm, there is no danger.", time=when)
    return tr.t("✓ {time}: there is no danger any more.", time=when)


def reporter_says_over(sheet: Sheet, words: Html, tr: Translator) -> View:
    """To everybody who was called: no new alarm. Whoever may end it has the buttons for it."""
    facts, entry = {"title": title(sheet, tr), "words": words}, sheet.entry
    if entry is not None and entry.person_id not in sheet.issue.reporters:
        head = tr.t("💬 {title}, a neighbour says it is over: {words}", **facts)
    else:
        head = tr.t("💬 {title}, the reporter says it is over: {words}", **facts)
    if may_do(Action.MAKE_NORMAL, sheet.issue, sheet.ways):
        return View(head, scene_buttons(sheet, tr))
    hint = tr.t("It ends once somebody who is there, or the community, says so.")
    there = standing_button(tr.t("I'm there"), "s_here", sheet.issue)
    return View(put("{}\n{}", head, hint), rows(there))


def in_danger(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Everything the reporter said, whole, to whoever is there."""
    issue, zone = sheet.issue, ctx.settings.zone
    if not issue.urgent or issue.state not in OPEN:
        return None
    lines: list[Html] = [
        put("🆘 <b>{}</b>", title(sheet, tr)),
        where_line(sheet, zone, tr),
        words_line(sheet, tr, in_full),
    ]
    lines += [
        put("{} “{}”", at_words(entry.at, sheet, zone, tr), in_full(entry.text))
        for entry in sheet.timeline
        if entry.person_id in issue.reporters and entry.text and entry.action in (Action.AMEND, Action.ANSWER)
    ]
    lines += [one for one in (plea_line(sheet, tr), police_line(sheet, zone, tr)) if one]
    photos = tuple((one.kind, one.ref) for one in sheet.attachments)
    return View(glue("\n", lines), scene_buttons(sheet, tr), photos=photos)


def scene_buttons(sheet: Sheet, tr: Translator) -> Rows:
    """For whoever is at the scene: it is over, it was a false alarm, and the police where they have to be told."""
    issue = sheet.issue
    over = standing_button(tr.t("Danger is over"), "s_normal", issue, word="over")
    false = standing_button(tr.t("False alarm"), "s_normal", issue, word="false")
    return rows((over, false), *police_buttons(sheet, tr))


def police_line(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """Whoever learns of violence against a child, or somebody who cannot look after himself, has to tell the police."""
    if not police_needed(sheet.issue, sheet.timeline):
        return NOTHING
    told = next((one for one in sheet.timeline if maybe(one.data, Noted).police), None)
    if told is None:
        return tr.t("‼️ A child, or somebody who needs care: the police have to be told. When was it done?")
    post = sheet.posts.get(told.post_id or 0)
    when = at_words(told.at, sheet, zone, tr)
    return tr.t("✓ The police were told, {time} ({name})", time=when, name=post_name(post, tr))


def police_buttons(sheet: Sheet, tr: Translator) -> tuple[tuple[Button, ...], ...]:
    """Until it was done."""
    if not police_needed(sheet.issue, sheet.timeline) or any(maybe(one.data, Noted).police for one in sheet.timeline):
        return ()
    return ((standing_button(tr.t("The police have been told"), "s_police", sheet.issue),),)


def public_state(issue: Issue, time: PublicHtml, tr: Translator) -> PublicHtml:
    """The residents' group: whom to phone; not who knows of it."""
    number = number_to_call(issue.danger, "")
    if issue.danger == "lift":
        return tr.t(
            "⚠️ Reported {time}. Don't take that lift, don't force its door; {number} helps.", time=time, number=number
        )
    return tr.t("⚠️ Reported {time}. Keep away; whoever sees it calls {number}.", time=time, number=number)


def _where_exactly(sheet: Sheet, tr: Translator) -> Html:
    told = [sheet.issue.text, *(one.text for one in sheet.timeline if one.person_id in sheet.issue.reporters)]
    if any(read_place(one).door for one in told):  # it was written a moment ago
        return tr.t("If there is more, write it here: it goes to them at once.")
    if any(one.kind is AreaKind.STREET for one in sheet.areas):
        return tr.t("Where on it, and what is beside it? What you write here now goes to them at once.")
    if (building := read_place(sheet.issue.place).building) and (of := _WHICH.search(sheet.issue.place)) is not None:
        either = " / ".join(f"{one}{building}号楼" for one in of["estates"].split("或"))
        return tr.t("Which one: {either}? Unit and door too; it goes to them at once.", either=esc(either))
    return tr.t("Which building, unit and door? What you write here now goes to them at once.")


_WHICH = re.compile("（(?P<estates>[^（）]+或[^（）]+)）")
"""Estates that have a building of the number that was said (bot/flows/placing.py)."""


def called(sheet: Sheet, tr: Translator, crisis_line: str) -> View:
    """A report that became urgent: who was called, and what to write."""
    people = called_names(sheet, tr)
    if sheet.issue.private:
        head = tr.t("Told: {people}, and nobody else.", people=people)
    else:
        head = tr.t("Everyone on duty has been called: {people}.", people=people)
    write = _where_exactly(sheet, tr)
    number = number_to_call(sheet.issue.danger, crisis_line)
    return View(glue("\n", [head, write, tr.t("I cannot phone for you: {number}.", number=number)]))
