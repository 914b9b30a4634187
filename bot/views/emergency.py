"""The emergency switch in words: to posts, to those who switch it, and the household list (to all: alarm.py)."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from bot.callbacks import encode
from bot.views.alarm import WORD_LIMIT, About, Day, head, marked, word_to_all
from bot.views.common import (
    category_name,
    colon,
    day_words,
    made_words,
    matter_name,
    names,
    number_words,
    post_name,
    short_name,
)
from bot.views.context import RenderContext
from bot.views.many import About as AboutMany
from bot.views.many import count_lines
from bot.views.many import counted as counted_of_others
from bot.views.pieces import Renderer, gathered, today, when
from bot.views.staff_words import said
from bot.views.view import Button, View, esc, glue, in_rows, known, put, rows
from casework.data import maybe, read
from casework.emergency import BACK, BEGAN, RENEWED, WORD
from casework.households import Count, Line
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.issues import State
from casework.model.places import Area, HomeState
from casework.model.said_to_many import Broadcast, Emergency
from casework.told import SaidToMany, Switched
from casework.words.masking import masked
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

OPEN_SHOWN = 20
HOURS = (24, 72)
"""By how much it is renewed with one press."""
STATES: dict[HomeState, str] = {
    HomeState.MOVED: mark("moved"),
    HomeState.REFUSES: mark("refuses"),
    HomeState.CARRIED: mark("must be carried"),
}


def _until(about: About, tr: Translator, ctx: RenderContext) -> PublicHtml:
    return when(about.one.until, tr, ctx)


# --- to people


def serve(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """To whoever is on its roster."""
    if about.one.ended_at is not None or not about.mine:
        return None
    lines: list[Html] = [
        head(about, tr.t("Emergency in {place}: you are on its roster.", place=known(about.place)), tr),
        said(about.one.reason, limit=WORD_LIMIT),
        tr.t(
            "You are asked first now, day and night: {posts}.",
            posts=names([post_name(post, tr) for post in about.mine], tr),
        ),
        tr.t("Who moved, refuses or must be carried: note it with the button, only the posts of the building read it."),
    ]
    return View(glue("\n", lines), rows(_homes_button(about.one, tr)))


def _homes_button(one: Emergency, tr: Translator) -> Button:
    return Button(tr.t("Note households"), encode("e_homes", one.id))


def news(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """To the others who may switch it."""
    place, what = known(about.place), read(row.data, Switched).what
    if what == BEGAN:
        text = tr.t(
            "{name} has switched the emergency on: {place}, until {until}.",
            name=post_name(about.by, tr),
            place=place,
            until=_until(about, tr, ctx),
        )
        return View(put("{}\n{}", head(about, text, tr), said(about.one.reason, limit=WORD_LIMIT)))
    if what == RENEWED:
        text = tr.t("The emergency goes on until {until}: {place}.", place=place, until=_until(about, tr, ctx))
        return View(head(about, text, tr))
    if what == BACK:
        return View(head(about, tr.t("The notice to all in {place} was taken back.", place=place), tr))
    if what == WORD:
        text = tr.t("The notice to all in {place} reads now:", place=place)
        words = about.said.text if about.said is not None else about.one.reason
        return View(put("{}\n{}", head(about, text, tr), said(words, limit=WORD_LIMIT)))
    return View(put("{}\n{}", head(about, tr.t("The emergency is over: {place}.", place=place), tr), _why(about, tr)))


def _why(about: About, tr: Translator) -> PublicHtml:
    if about.one.ended_by_id is None:
        return tr.t("Its time was over, and nobody renewed it.")
    return said(about.one.ended_why, limit=WORD_LIMIT)


def ask(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """It ends soon: renew it?"""
    if about.one.ended_at is not None:
        return None
    text = tr.t(
        "The emergency ends by itself at {until}: {place}. Does it go on?",
        place=known(about.place),
        until=_until(about, tr, ctx),
    )
    off = Button(tr.t("Switch it off"), encode("e_off", about.one.id))
    return View(head(about, text, tr), rows(_renewals(about.one, tr), off))


def _renewals(one: Emergency, tr: Translator) -> tuple[Button, ...]:
    return tuple(
        Button(tr.n("{n} hour more", "{n} hours more", n), encode("e_renew", one.id, n, one.renewed)) for n in HOURS
    )


def figures(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The day at 17:00: counts alone."""
    if about.one.ended_at is not None:
        return None
    lines: list[Html] = [head(about, tr.t("The day in {place}:", place=known(about.place)), tr)]
    lines += [put("{}{}{}", known(place), colon(tr), _day(day, tr)) for place, day in about.days]
    lines += count_words(about.homes, tr)
    lines.append(tr.t("Until {until}. Everything else: /yingji", until=_until(about, tr, ctx)))
    return View(glue("\n", lines))


def _day(day: Day, tr: Translator) -> PublicHtml:
    return tr.t(
        "{filed} reported, {done} done, {open} open, {urgent} of them urgent",
        filed=day.filed,
        done=day.done,
        open=day.open,
        urgent=day.urgent,
    )


def count_words(homes: Sequence[Count], tr: Translator) -> list[PublicHtml]:
    """By building: how many moved, refuse, must be carried."""
    return [put("{}{}{}", known(one.place), colon(tr), _states(one, tr)) for one in homes]


def _states(one: Count, tr: Translator) -> PublicHtml:
    found = [put("{} {}", tr.t(word), one.states[state]) for state, word in STATES.items() if one.states[state]]
    return names(found, tr)


def handover(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """It is over: what is open in one's area, to the posts of normal times. Nothing open: nothing is said."""
    if not about.open:
        return None
    head = tr.n(
        "The emergency in {place} is over, normal times again. {n} matter is open in your area:",
        "The emergency in {place} is over, normal times again. {n} matters are open in your area:",
        len(about.open),
        place=known(about.place),
    )
    if about.one.drill:  # the list is real, and bears no mark
        head = tr.n(
            "The drill in {place} is over. What follows is real: {n} matter is open in your area:",
            "The drill in {place} is over. What follows is real: {n} matters are open in your area:",
            len(about.open),
            place=known(about.place),
        )
    lines: list[Html] = [put("✅ {}", head)]
    for issue, due, holder in about.open[:OPEN_SHOWN]:
        line: Html = put("{} {}", number_words(issue, tr), matter_name(issue, tr))
        if issue.state is State.PROMISED and issue.promise is not None:
            line = put("{} · {}", line, tr.t("by {time}", time=made_words(issue.promise, tr, near=today(ctx))))
        elif due is not None:
            line = put("{} · {}", line, tr.t("by {time}", time=_due(due, tr, ctx)))
        if holder is not None:
            line = put("{} · {}", line, short_name(holder, tr))
        lines.append(line)
    return View(glue("\n", lines), rows(Button(tr.t("See each of them"), encode("s_shiftlist"))))


def _due(due: datetime, tr: Translator, ctx: RenderContext) -> PublicHtml:
    """What is due at the end of a day is due on that day."""
    local = due.astimezone(ctx.settings.zone)
    if local.time() != time(0):
        return when(due, tr, ctx)
    return day_words(local.date() - timedelta(days=1), tr, near=today(ctx))


def counted(about: AboutMany, row: Message, tr: Translator, ctx: RenderContext) -> View:
    """To whoever said it to all: to how many it came; as long as it lasts it can be corrected or taken back."""
    one = about.emergency
    if one is None:
        return counted_of_others(about, row, tr, ctx)
    head = tr.t("The word to all in {place}:", place=known(about.place))
    lines: list[Html] = [marked(one.drill, put("🚨 {}", head), tr), *count_lines(about, tr)]
    is_first = maybe(about.said.data, SaidToMany).what == BEGAN
    buttons = _word_buttons(one, about.said, tr) if is_first and one.ended_at is None else ()
    return View(glue("\n", lines), rows(buttons))


def _word_buttons(one: Emergency, word: Broadcast, tr: Translator) -> tuple[Button, ...]:
    if word.taken_back_at is not None:
        return (Button(tr.t("Tell all once more"), encode("e_word", one.id)),)
    change = Button(tr.t("Correct the word"), encode("e_word", one.id))
    return change, Button(tr.t("Take the word back"), encode("e_back", one.id))


SAYS: dict[Kind, Callable[[About, Message, Translator, RenderContext], View | None]] = {
    Kind.EMERGENCY_SERVE: serve,
    Kind.EMERGENCY_NEWS: news,
    Kind.EMERGENCY_ASK: ask,
    Kind.EMERGENCY_FIGURES: figures,
    Kind.EMERGENCY_HANDOVER: handover,
}


RENDER: dict[Kind, Renderer] = {
    **{kind: gathered(About, told) for kind, told in SAYS.items()},
    Kind.COUNTED: gathered(AboutMany, counted),
}


# --- /yingji


def where(areas: Sequence[Area], tr: Translator) -> View:
    """Nothing is on: where should it be?"""
    text = tr.t(
        "🚨 Emergency: service day and night, by its own roster; all groups there are told at once. "
        "It ends by itself; you are asked before. Where?"
    )
    buttons = [Button(one.name, encode("e_at", one.id)) for one in areas]
    return View(text, rows(*in_rows(buttons), _never_mind(tr)))


def _never_mind(tr: Translator) -> Button:
    return Button(tr.t("Never mind"), encode("e_stop"), says="drop")


def drill_is_on(place: str, area_id: int, tr: Translator) -> View:
    """What is real begins with its end, in one step."""
    text = tr.t(
        "🧯 A drill is on in {place}. Is it real now? Then the drill ends, and all read that.", place=known(place)
    )
    return View(text, rows(_real_button(area_id, tr), _never_mind(tr)))


def _real_button(area_id: int, tr: Translator) -> Button:
    return Button(tr.t("The drill ends here, it is real"), encode("e_real", area_id))


def drill_says_real(place: str, area_id: int, tr: Translator) -> View:
    """Words of a drill that deny it."""
    text = tr.t(
        "This is a drill in {place}, and each of its messages says so: it cannot say that it is none. "
        "Is it real? Press below. Else other words, please.",
        place=known(place),
    )
    return View(marked(True, text, tr), rows(_real_button(area_id, tr), _never_mind(tr)))


def real_or_drill(place: str, tr: Translator) -> View:
    """A drill is marked as one in every message."""
    real = Button(tr.t("It is real"), encode("e_sort", word="real"))
    drill = Button(tr.t("It is a drill"), encode("e_sort", word="drill"))
    return View(tr.t("{place}: is it real, or a drill?", place=known(place)), rows((real, drill), _never_mind(tr)))


def ask_why(drill: bool, place: str, tr: Translator) -> View:
    """The reason, which is also what all read."""
    text = tr.t(
        "Why, and what should people do? One or two sentences: all groups in {place} read them.", place=known(place)
    )
    return View(marked(drill, text, tr), rows(_never_mind(tr)))


def sure(
    drill: bool,
    place: str,
    text: str,
    groups: int,
    homes: int,
    phones: Sequence[str],
    hours: int,
    tr: Translator,
    *,
    last: bool,
    danger: bool = False,
    after_drill: bool = False,
) -> View:
    """What all will read, in how many groups, and to how many at home; two presses."""
    words = word_to_all(drill, place, text, phones, False, tr, real=after_drill)
    told = tr.n("To {n} group, for {hours} hours:", "To {n} groups, for {hours} hours:", groups, hours=hours)
    if not groups:
        told = tr.t("⚠️ No group is tied here: nobody reads it in a group. It would last {hours} hours:", hours=hours)
    if homes:
        lived = tr.n("{n} resident reads it privately.", "{n} residents read it privately.", homes)
        told = put("{}\n{}", told, lived)
    if last:
        go = Button(tr.t("Yes, it is an emergency now"), encode("e_go"))
        head = tr.t("Once more: this is said to all at once, and the emergency begins. Sure?")
        if not groups and not homes:
            head = tr.t(
                "⚠️ Once more: no group is tied here, so only the posts on its roster hear of it. "
                "The emergency begins. Sure?"
            )
        return View(marked(drill, head, tr), rows(go, _never_mind(tr)))
    on = Button(tr.t("Switch it on"), encode("e_on"))
    again = Button(tr.t("Other words"), encode("e_again"))
    shown: list[PublicHtml] = [put("{}\n\n{}", marked(drill, told, tr), words), *_hidden(text, tr)]
    if danger:
        calls = tr.t("This calls nobody to the place. If somebody has to go there: /bao and what it is.")
        shown.append(put("⚠️ {}", calls))
    return View(glue("\n\n", shown), rows(on, (again, _never_mind(tr))))


def begun(drill: bool, place: str, until: datetime, tr: Translator, ctx: RenderContext) -> View:
    """It is on."""
    text = tr.t(
        "The emergency is on: {place}, until {until}. I say it to all groups and tell you to how many it came. "
        "Renew it, correct the word or switch it off: /yingji",
        place=known(place),
        until=when(until, tr, ctx),
    )
    return View(marked(drill, put("🚨 {}", text), tr))


def standing(
    about: About,
    counted_: Sequence[Html],
    by_day: Sequence[str],
    tr: Translator,
    ctx: RenderContext,
    *,
    another: bool,
) -> View:
    """What is on: since when, by whom, why, until when; and what can be done. `another`: one may begin elsewhere."""
    one = about.one
    lines: list[Html] = [
        head(about, tr.t("Emergency in {place}", place=known(about.place)), tr),
        tr.t(
            "Since {since}, by {name}; it ends by itself at {until}.",
            since=when(one.at, tr, ctx),
            name=post_name(about.by, tr),
            until=_until(about, tr, ctx),
        ),
        said(about.said.text if about.said is not None else one.reason, limit=WORD_LIMIT),
        *counted_,
        tr.t("No hours for anything but what is counted in working days: {kinds}.", kinds=_kinds(by_day, tr)),
        *count_words(about.homes, tr),
    ]
    word = _word_buttons(one, about.said, tr) if about.said is not None else ()
    off = Button(tr.t("Switch it off"), encode("e_off", one.id))
    real = (_real_button(one.area_id, tr),) if one.drill else ()
    more = (Button(tr.t("Another one elsewhere"), encode("e_new")),) if another else ()
    return View(glue("\n", lines), rows(_renewals(one, tr), word, off, real, more))


def _kinds(keys: Sequence[str], tr: Translator) -> PublicHtml:
    return names([category_name(one, tr) for one in keys], tr)


def renewed(about: About, tr: Translator, ctx: RenderContext) -> View:
    """It goes on."""
    return View(head(about, tr.t("✓ It goes on until {until}.", until=_until(about, tr, ctx)), tr))


def ask_end(about: About, tr: Translator) -> View:
    """Why it is over."""
    text = tr.t("Why is it over? A few words, for the record.")
    return View(head(about, text, tr), rows(_never_mind(tr)))


def sure_end(about: About, why: str, tr: Translator) -> View:
    """Shown back; one press."""
    text = tr.t(
        "Switch the emergency in {place} off: {why}. All groups hear it.", place=known(about.place), why=said(why)
    )
    return View(
        head(about, text, tr), rows(Button(tr.t("Yes, it is over"), encode("e_end"), says="yes"), _never_mind(tr))
    )


def ended(about: About, tr: Translator) -> View:
    """It is over."""
    text = tr.t(
        "✓ The emergency in {place} is over. The posts of normal times get what is open.", place=known(about.place)
    )
    return View(marked(about.one.drill, text, tr))


def ask_word(about: About, tr: Translator) -> View:
    """Other words for all."""
    text = tr.t(
        "What should all read instead? It is said anew; where the old words stand it reads that newer ones follow."
    )
    if about.said is not None and about.said.taken_back_at is not None:
        text = tr.t("What should all read now? It is said in every group.")
    return View(head(about, text, tr), rows(_never_mind(tr)))


def sure_word(about: About, text: str, tr: Translator) -> View:
    """What all will read instead; one press."""
    corrected = about.said is not None and about.said.taken_back_at is None
    words = word_to_all(about.one.drill, about.place, text, about.phones, corrected, tr)
    go = Button(tr.t("Tell everybody"), encode("e_change"), says="yes")
    shown = [put("{}\n\n{}", tr.t("Everybody will read:"), words), *_hidden(text, tr)]
    return View(glue("\n\n", shown), rows(go, _never_mind(tr)))


def _hidden(text: str, tr: Translator) -> list[PublicHtml]:
    """What of it no group reads."""
    if masked(text) == text:
        return []
    return [
        tr.t(
            "Phones, doors and names are not shown in groups. The duty phone of your post in the roster is put below "
            "by itself."
        )
    ]


def sure_back(about: About, tr: Translator) -> View:
    """Taken back everywhere; one press."""
    text = tr.t("In every group it will read “taken back”. The emergency itself goes on. Sure?")
    go = Button(tr.t("Yes, take it back"), encode("e_taken"), says="yes")
    return View(head(about, text, tr), rows(go, _never_mind(tr)))


def said_anew(about: About, tr: Translator) -> View:
    """New words, where the old ones stand and once more."""
    return View(head(about, tr.t("✓ I tell everybody; where old words stand I put that newer ones follow."), tr))


def changed(about: About, tr: Translator) -> View:
    """It is on its way."""
    return View(head(about, tr.t("✓ I change it in every group."), tr))


# --- households


def not_yours(drill: bool, tr: Translator) -> View:
    """It is on, and the doors are others' to know."""
    text = tr.t("The emergency is on, but none of the buildings there is yours to note.")
    return View(marked(drill, text, tr))


def which_building(drill: bool, buildings: Sequence[tuple[str, int]], one: Emergency, tr: Translator) -> View:
    """Of several."""
    buttons = [Button(name, encode("e_home", one.id, area_id)) for name, area_id in buildings]
    text = tr.t("Which building? Press it, or write its number with the door: 8-102 moved is door 102 of building 8.")
    return View(marked(drill, text, tr), rows(*in_rows(buttons), _never_mind(tr)))


def ask_homes(drill: bool, place: str, homes: Sequence[tuple[str, HomeState, str]], tr: Translator) -> View:
    """What is noted so far, and how to note more."""
    lines: list[Html] = [marked(drill, tr.t("Households of {place}:", place=known(place)), tr)]
    for door, state, note in homes:
        word = tr.t(STATES[state])
        more = put(" · {}", esc(note)) if note not in ("", word) else known("")
        lines.append(put("{} · {}{}", esc(door), word, more))
    lines.append(
        tr.t("Write one a line: the door, and “moved”, “refuses” or “must be carried”. For example: 3-502 refuses")
    )
    if homes:
        lines.append(tr.t("Wrong? Send the door again with what is right, or “3-502 delete”."))
    lines.append(tr.t("Only the posts of this building read it; those above read how many. It is deleted afterwards."))
    return View(glue("\n", lines), rows(_never_mind(tr)))


def written(drill: bool, place: str, count: int, tr: Translator) -> View:
    """No more of them: what was written stays."""
    text = tr.n(
        "All right. {n} household of {place} is noted, and stays.",
        "All right. {n} households of {place} are noted, and stay.",
        count,
        place=known(place),
    )
    return View(marked(drill, text, tr))


def counted_homes(drill: bool, homes: Sequence[Count], tr: Translator) -> View:
    """For those above: how many, never who."""
    if not homes:
        return View(marked(drill, tr.t("The emergency is on; no household is noted yet. Here you read how many."), tr))
    return View(glue("\n", [marked(drill, tr.t("Households, by building:"), tr), *count_words(homes, tr)]))


def unread(lines: Sequence[Line], tr: Translator) -> Html:
    """Lines of which the door or the state is not clear."""
    shown: Html = glue("\n", [esc(line.words) for line in lines])
    return put("{}\n{}", tr.t("This I did not understand; the door first, then what is with them:"), shown)
