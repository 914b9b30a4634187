"""Many matters in one go: the list before it is registered, what came of it, and the listening days 恳谈日 afterwards.

The list is for whoever made it, alone: it has the words as they were said. What groups read says numbers and kinds.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.views.common import category_name, colon, date_words, day_button, names, number_words
from bot.views.context import RenderContext
from bot.views.pieces import PublicRenderer, button, gathered, today
from bot.views.registering import NAMES
from bot.views.view import NOTHING, Button, PublicView, Rows, View, cut, esc, glue, in_rows, known, put, rows, units
from bot.views.wall import HEADLINES
from casework.frozen import frozen
from casework.issue.opinions import DONE, to_be_filed
from casework.issue.registering import DAYS_BACK, SOURCES
from casework.messages import Kind
from casework.model.conversation import Draft, Message
from casework.model.issues import Issue, ListeningDay, State
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

ON_A_PAGE = 15
FAULTS_SHOWN = 12
WORDS_SHOWN = 40
"""UTF-16 units of a matter's words in the list."""
LIST_LIMIT = 3400
"""UTF-16 units of the list that residents read; the frame around it fits into 4096."""
DANGERS_SHOWN = 6


@frozen(kw_only=True)
class Line:
    """One matter of the list. `like`: the number of what it looks like; `perhaps`: the words may mean danger."""

    draft: Draft
    place: str
    like: int = 0
    perhaps: bool = False


@frozen(kw_only=True)
class Sheet:
    """The whole list, before the press."""

    day: ListeningDay
    place: str
    lines: Sequence[Line]
    faults: Sequence[tuple[int, str]] = ()
    unused: Sequence[str] = ()
    other_sheets: Sequence[str] = ()
    page: int = 0


@frozen(kw_only=True)
class DayLine:
    """One listening day: so many reports, so many done."""

    day: ListeningDay
    all: int
    done: int
    place: str = ""


@frozen(kw_only=True)
class Listed:
    """What a staff group reads: how many matters of which grid were registered in one go."""

    day: ListeningDay
    place: str
    numbers: Sequence[int]
    grids: Sequence[tuple[str, int]]
    others: int = 0  # of other groups, or private


@frozen(kw_only=True)
class Published:
    """What residents read: each matter that may be named, with where it is; `kept`: how many are not named."""

    day: ListeningDay
    place: str
    matters: Sequence[tuple[Issue, str]]
    kept: int = 0
    kept_done: int = 0
    taken_back: bool = False


# --- asking for it


def how_many(tr: Translator) -> View:
    """After the button."""
    lines = [
        tr.t("Write one matter a line, with its place. For example:"),
        known(tr.t("building 3, the drain is blocked, Mr Zhang 13800138000\nno street light at the north gate")),
        tr.t(
            "Or send me the table (XLSX or CSV). Its first row names the columns: place, matter, who, phone; for "
            "orders of 12345 also their number, when they were told, and their last day. Only the column with the "
            "matter has to be there."
        ),
        tr.t("Nothing is registered before you have seen the list and pressed."),
    ]
    return View(glue("\n", lines), rows(button(tr.t("Never mind"), "m_list", says="drop")))


def unreadable(why: str, tr: Translator) -> View:
    """The file as a whole."""
    return View(
        glue(
            "\n",
            [
                tr.t("I could not use this file, and nothing of it is registered."),
                esc(why),
                tr.t("Please send it again, or write one matter a line."),
            ],
        )
    )


def too_large(limit: int, tr: Translator) -> View:
    """Telegram gives a bot no larger file."""
    return View(
        tr.t(
            "This file is larger than {n} MB, and I cannot fetch it. Please save the list alone as a table of its own, "
            "without pictures, and send that.",
            n=limit,
        )
    )


def not_fetched(tr: Translator) -> View:
    """The network."""
    return View(tr.t("The file did not reach me. Please send it once more; nothing of it is registered."))


def choose_source(tr: Translator) -> View:
    """By which way did all of it come?"""
    kinds = [button(tr.t(NAMES[one]), "m_from", word=one) for one in SOURCES]
    return View(tr.t("How was it heard?"), rows(*in_rows(kinds), button(tr.t("Back"), "m_list")))


def choose_day(ctx: RenderContext, tr: Translator) -> View:
    """When was all of it told?"""
    days = [today(ctx) - timedelta(days=one) for one in range(2 * DAYS_BACK)]
    choices = [button(day_button(one, tr), "m_on", word=one.isoformat()) for one in days]
    return View(tr.t("When was it told?"), rows(*in_rows(choices), button(tr.t("Back"), "m_list")))


# --- why a row cannot be registered: plain text, kept until the list is gone


def no_place(tr: Translator) -> str:
    """Neither a building nor a place."""
    return tr.t("I see no place in it. Write the building, or where it is.")


def no_building(said: str, tr: Translator) -> str:
    """No such building."""
    return tr.t("There is no building {n} here.", n=said)


def several_buildings(number: str, tr: Translator) -> str:
    """Several estates have one of that number."""
    return tr.t("Several estates have a building {n}: write the estate with it.", n=number)


def elsewhere(place: str, tr: Translator) -> str:
    """Not of this community."""
    return tr.t("{place} is not yours to register for.", place=place)


def no_day(said: str, tr: Translator) -> str:
    """The last day."""
    return tr.t("“{said}” is no day that I understand.", said=said[:WORDS_SHOWN])


def future_day(day: date, tr: Translator) -> str:
    """When it was told."""
    return tr.t("it is told on {day}, which has not come yet", day=day.isoformat())


def due_too_early(due: date, told: date, tr: Translator) -> str:
    """The last day, and when it was told."""
    return tr.t("the last day {due} is before {told}, when it was told", due=due.isoformat(), told=told.isoformat())


def order_twice(number: str, first: int, tr: Translator) -> str:
    """An order that stands in the list before."""
    return tr.t("order {order} is row {n} already", order=number, n=first)


def order_known(number: str, community: str, issue: Issue, tr: Translator) -> str:
    """An order that is registered."""
    return tr.t("order {order} is registered already: {place} No. {n}", order=number, place=community, n=issue.number)


def twice(first: int, tr: Translator) -> str:
    """Said before in the same list."""
    return tr.t("the same as row {n}", n=first)


# --- the list


def the_list(sheet: Sheet, tr: Translator, ctx: RenderContext) -> View:
    """What will be registered, and what will not; one press for all."""
    drafts = [one.draft for one in sheet.lines]
    filing = to_be_filed(drafts)
    shown = sheet.lines[sheet.page * ON_A_PAGE :][:ON_A_PAGE]
    lines: list[Html] = [_head(sheet, len(drafts), tr), *(_line(one, sheet.day.held_on, tr) for one in shown)]
    if len(sheet.lines) > len(shown) and shown:
        first = sheet.page * ON_A_PAGE
        lines.append(tr.t("({first} to {last} of {n})", first=first + 1, last=first + len(shown), n=len(drafts)))
    if dangers := len(drafts) - len(filing):
        lines.append(
            tr.n(
                "⚠️ {n} of them says danger: it is not registered with the others, I ask you about it afterwards.",
                "⚠️ {n} of them say danger: they are not registered with the others, I ask you about each afterwards.",
                dangers,
            )
        )
    lines += _faults(sheet, tr)
    if any(one.behalf for one in drafts):
        lines.append(tr.t("Names and phones are seen by nobody but whoever takes the matter on."))
    if drafts:
        lines.append(
            tr.t(
                "To leave some out, write for example “leave out 3, 7”. More lines are added; a table sent again "
                "takes the place of this list."
            )
        )
    else:
        lines.append(tr.t("Nothing of it can be registered. Please put it right and send it again."))
    return View(glue("\n", lines), _list_buttons(sheet, filing, tr))


def _head(sheet: Sheet, count: int, tr: Translator) -> Html:
    return tr.n(
        "📋 <b>{place}, {source} of {day}</b>: {n} matter",
        "📋 <b>{place}, {source} of {day}</b>: {n} matters",
        count,
        place=esc(sheet.place),
        source=tr.t(NAMES[sheet.day.source]),
        day=date_words(sheet.day.held_on, tr),
    )


def _line(one: Line, held_on: date, tr: Translator) -> Html:
    draft = one.draft
    kind = category_name(draft.category or "other", tr)
    parts: list[Html] = [esc(one.place), kind, tr.t("“{words}”", words=esc(cut(draft.text, WORDS_SHOWN)))]
    if draft.outside_number:
        parts.append(tr.t("order {number}", number=esc(draft.outside_number)))
    if draft.heard_on is not None and draft.heard_on != held_on:
        parts.append(tr.t("told on {day}", day=date_words(draft.heard_on, tr)))
    if draft.outside_due is not None:
        parts.append(tr.t("to be answered by {day}", day=date_words(draft.outside_due, tr)))
    if draft.behalf:
        parts.append(known("👤"))
    if draft.private:
        parts.append(tr.t("🔒 private"))
    if draft.danger:
        parts.append(tr.t("⚠️ danger?"))
    elif one.perhaps:
        parts.append(tr.t("perhaps danger: please look"))
    if one.like:
        parts.append(tr.t("<b>like No. {n}</b>", n=one.like))
    return put("{}. {}", draft.listed or 0, glue(" · ", parts))


def _faults(sheet: Sheet, tr: Translator) -> list[Html]:
    """By row, those of one kind together."""
    if not sheet.faults and not sheet.unused and not sheet.other_sheets:
        return []
    lines: list[Html] = []
    if sheet.faults:
        lines.append(
            tr.n("❗ {n} row is not in it:", "❗ {n} rows are not in it:", len({row for row, _ in sheet.faults}))
        )
    together: dict[str, list[int]] = {}
    for row, why in sheet.faults:
        together.setdefault(why, []).append(row)
    for why, which in list(together.items())[:FAULTS_SHOWN]:
        lines.append(tr.t("Row {rows}: {why}", rows=ranges(which, tr), why=esc(why)))
    if len(together) > FAULTS_SHOWN:
        rest = sum(len(which) for which in list(together.values())[FAULTS_SHOWN:])
        lines.append(tr.n("and {n} more row", "and {n} more rows", rest))
    if sheet.unused:
        lines.append(tr.t("Not used: the columns {columns}.", columns=names([esc(one) for one in sheet.unused], tr)))
    if sheet.other_sheets:
        lines.append(tr.t("Not read: the sheets {names}.", names=names([esc(one) for one in sheet.other_sheets], tr)))
    return lines


def _list_buttons(sheet: Sheet, filing: Sequence[Draft], tr: Translator) -> Rows:
    pages = (len(sheet.lines) - 1) // ON_A_PAGE
    turn = []
    if sheet.page > 0:
        turn.append(button(tr.t("◀ Before"), "m_page", sheet.page - 1))
    if sheet.page < pages:
        turn.append(button(tr.t("More ▶"), "m_page", sheet.page + 1))
    alike = sum(bool(one.like) for one in sheet.lines)
    some = []
    if alike:
        some.append(button(tr.t("Without the {n} alike", n=alike), "m_like"))
    some.append(button(tr.t("Register none"), "m_stop", says="drop"))
    all_of_it: tuple[Button, ...] = ()
    if filing:
        go = button(
            tr.n("✅ Register this one", "✅ Register these {n}", len(filing)), "m_go", sheet.day.id, says="yes"
        )
        all_of_it = (go,)
    elif any(one.draft.danger for one in sheet.lines):
        all_of_it = tuple(_danger_button(one.draft, tr) for one in sheet.lines[:DANGERS_SHOWN] if one.draft.danger)
    how = (button(tr.t("How was it heard?"), "m_source"), button(tr.t("When?"), "m_day"))
    return rows(all_of_it, tuple(turn), tuple(some), how)


def _danger_button(draft: Draft, tr: Translator) -> Button:
    return button(tr.t("⚠️ Look at row {n}", n=draft.listed or 0), "m_danger", draft.id)


def gone(count: int, tr: Translator) -> View:
    """Left out."""
    if not count:
        return View(tr.t("There is no such number in the list."))
    return View(tr.t("{n} left out.", n=count))


def nothing(tr: Translator) -> View:
    """Nothing of it counts."""
    return View(tr.t("All right, nothing is registered."))


def filed(
    day: ListeningDay, numbers: Sequence[int], dangers: Sequence[Draft], known_orders: Sequence[str], tr: Translator
) -> View:
    """All of it has numbers; what says danger is asked about now. `known_orders`: registered by others meanwhile."""
    lines: list[Html] = [
        tr.n(
            "✅ {n} matter is registered: No. {numbers}.",
            "✅ {n} matters are registered: No. {numbers}.",
            len(numbers),
            numbers=ranges(numbers, tr),
        ),
        tr.t("Whoever is on duty has them in one message. What becomes of them: /kentan"),
    ]
    if known_orders:
        orders = names([esc(one) for one in known_orders], tr)
        lines.append(tr.t("Registered by somebody else meanwhile, not once more: order {orders}.", orders=orders))
    if dangers:
        lines.append(
            tr.n(
                "⚠️ {n} says danger and is not registered yet. Please look at it now:",
                "⚠️ {n} say danger and are not registered yet. Please look at them now:",
                len(dangers),
            )
        )
    looks = [_danger_button(one, tr) for one in dangers[:DANGERS_SHOWN]]
    return View(glue("\n", lines), rows(*in_rows(looks), button(tr.t("This list"), "m_one", day.id)))


def ranges(numbers: Sequence[int], tr: Translator) -> PublicHtml:
    """ "1–3、7"."""
    found: list[list[int]] = []
    for one in sorted(set(numbers)):
        if found and found[-1][1] == one - 1:
            found[-1][1] = one
        else:
            found.append([one, one])
    return names([known(str(first) if first == last else f"{first}–{last}") for first, last in found], tr)


# --- the listening days


def _name(day: ListeningDay, tr: Translator) -> PublicHtml:
    return tr.t("{source} of {day}", source=tr.t(NAMES[day.source]), day=date_words(day.held_on, tr))


def days(lines: Sequence[DayLine], tr: Translator) -> View:
    """/kentan."""
    if not lines:
        text = tr.t("No listening day is registered here yet.")
        return View(text, rows(button(tr.t("Several at once"), "m_many")))
    said: list[Html] = [tr.t("<b>Listening days</b>")]
    for one in lines:
        place = put("{} ", esc(one.place)) if one.place else NOTHING
        counted = count_words(one.all, one.done, tr)
        said.append(put("· {}{}{}{}", place, _name(one.day, tr), colon(tr), counted))
    buttons = [button(_short(one, tr), "m_one", one.day.id) for one in lines]
    return View(glue("\n", said), rows(*in_rows(buttons), button(tr.t("Several at once"), "m_many")))


def count_words(every: int, done: int, tr: Translator) -> PublicHtml:
    """So many were told, so many of them are done."""
    return tr.n("{n} matter, {done} done", "{n} matters, {done} done", every, done=done)


def _short(one: DayLine, tr: Translator) -> str:
    return tr.t("{day}, {n}", day=date_words(one.day.held_on, tr), n=one.all)


GROUPS: tuple[tuple[str, frozenset[State]], ...] = (
    (HEADLINES["done"], DONE),
    (HEADLINES["promised"], frozenset({State.PROMISED})),
    (HEADLINES["cannot"], frozenset({State.REJECTED})),
    (HEADLINES["new"], frozenset({State.REPORTED})),
    (mark("withdrawn"), frozenset({State.WITHDRAWN})),
)


def one_day(
    day: ListeningDay,
    place: str,
    states: Mapping[State, int],
    tr: Translator,
    *,
    may_publish: bool,
    told: bool,
    groups: int,
) -> View:
    """How the matters of one stand, and the press that gives the list to the residents."""
    every = sum(states.values())
    counted = [(name, sum(states.get(one, 0) for one in which)) for name, which in GROUPS]
    counted.append((HEADLINES["hand"], every - sum(count for _, count in counted)))
    done = counted[0][1]
    lines: list[Html] = [
        put("<b>{} {}</b>", esc(place), _name(day, tr)),
        count_words(every, done, tr),
        *(put("· {} {}", tr.t(name), count) for name, count in counted[1:] if count),
    ]
    buttons: list[tuple[Button, ...]] = []
    if told:
        lines.append(tr.t("The residents have the list. “How it stands now” changes it wherever it arrived."))
    elif may_publish:
        lines.append(
            tr.n(
                "Published, the list goes to {n} residents' group and onto the echo wall: numbers, places and how "
                "each stands; no names, and nothing private.",
                "Published, the list goes to {n} residents' groups and onto the echo wall: numbers, places and how "
                "each stands; no names, and nothing private.",
                groups,
            )
        )
    if may_publish and told:
        buttons += [
            (button(tr.t("How it stands now"), "m_tell", day.id),),
            (button(tr.t("Take it back"), "m_back", day.id),),
        ]
    elif may_publish:
        buttons.append((button(tr.t("Publish the list"), "m_tell", day.id),))
    buttons.append((button(tr.t("Back"), "m_days"),))
    return View(glue("\n", lines), tuple(buttons))


# --- what groups read


def listed(about: Listed, row: Message, tr: Translator, ctx: RenderContext) -> PublicView:
    """One message to a staff group for all of them."""
    lines: list[PublicHtml] = [
        tr.n(
            "📋 <b>{place}, {source} of {day}</b>: {n} matter was registered, No. {numbers}.",
            "📋 <b>{place}, {source} of {day}</b>: {n} matters were registered, No. {numbers}.",
            len(about.numbers),
            place=known(about.place),
            source=tr.t(NAMES[about.day.source]),
            day=date_words(about.day.held_on, tr),
            numbers=ranges(about.numbers, tr),
        )
    ]
    lines += [put("· {} {}", known(name), count) for name, count in about.grids]
    lines.append(tr.t("Their cards follow without a sound. Your own: /huoer"))
    return PublicView(glue("\n", lines))


def stands(issue: Issue, tr: Translator) -> PublicHtml:
    """How a matter stands, in a word or two that anybody may read."""
    if issue.state in DONE:
        return tr.t(HEADLINES["done"])
    if issue.state is State.PROMISED and issue.promise_told_at is not None and issue.promise_on is not None:
        return tr.t("promised by {day}", day=date_words(issue.promise_on, tr))
    if issue.state is State.REJECTED:
        return tr.t(HEADLINES["cannot"])
    if issue.state is State.WITHDRAWN:
        return tr.t("withdrawn")
    return tr.t(HEADLINES["new" if issue.state is State.REPORTED else "hand"])


def matter_line(issue: Issue, place: str, tr: Translator) -> PublicHtml:
    """ "12号 北苑小区3号楼 下水道堵塞 · 办好了"."""
    where = put(" {}", known(place)) if place else NOTHING
    return put("{}{} {} · {}", number_words(issue, tr), where, category_name(issue.category, tr), stands(issue, tr))


def published(about: Published, row: Message, tr: Translator, ctx: RenderContext) -> PublicView:
    """The list, to a residents' group: how each stands at the moment at which it is written."""
    if about.taken_back:
        return PublicView(tr.t("📋 {place}, {name}: taken back.", place=known(about.place), name=_name(about.day, tr)))
    every, done = counts_of(about)
    head = tr.n(
        "📋 <b>{place}, {name}</b>: neighbours told {n} matter, {done} done.",
        "📋 <b>{place}, {name}</b>: neighbours told {n} matters, {done} done.",
        every,
        place=known(about.place),
        name=_name(about.day, tr),
        done=done,
    )
    lines: list[PublicHtml] = [head]
    length = units(head)
    for index, (issue, place) in enumerate(about.matters):
        said = put("{} {}", known("✅" if issue.state in DONE else "·"), matter_line(issue, place, tr))
        length += units(said) + 1
        if length > LIST_LIMIT:
            left = len(about.matters) - index
            lines.append(tr.t("and {n} more; the echo wall has a list too: /huiyin", n=left))
            break
        lines.append(said)
    if about.kept:
        lines.append(
            tr.n("{n} more is not for everybody's eyes.", "{n} more are not for everybody's eyes.", about.kept)
        )
    lines.append(tr.t("Something not right, or something new? Write to me."))
    return PublicView(glue("\n", lines))


def counts_of(about: Published) -> tuple[int, int]:
    """How many were told, how many are done."""
    done = sum(issue.state in DONE for issue, _ in about.matters) + about.kept_done
    return len(about.matters) + about.kept, done


PUBLIC: dict[Kind, PublicRenderer] = {
    Kind.LISTED: gathered(Listed, listed),
    Kind.OPINIONS: gathered(Published, published),
}
