"""Duty in words: this week's rota, a swap, a shift that changed hands, hours that are nobody's (wording.md §5.9)."""

from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.callbacks import encode
from bot.views.common import (
    clock_time,
    colon,
    day_button,
    day_words,
    matter_name,
    names,
    post_name,
    role_name,
    short_name,
    stamp,
)
from bot.views.common import hour as hour_words
from bot.views.context import RenderContext
from bot.views.pieces import Renderer, gathered
from bot.views.view import Button, Rows, View, esc, glue, known, put, rows
from casework.data import read
from casework.frozen import frozen
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.issues import Issue
from casework.model.people import Absence, Post, Role, Swap
from casework.told import DutyDay, DutyGap, OfShift
from locales.markup import Html, PublicHtml
from locales.translator import Translator

TONIGHT_SHOWN = 5


@frozen(kw_only=True)
class Part:
    """Some hours of a day, and whose they are; nobody's without posts."""

    starts_at: datetime
    ends_at: datetime
    posts: tuple[Post, ...]


@frozen(kw_only=True)
class Day:
    """One day of the rota. `mine`: whether the reader has hours in it; `settable`: whether he may say whose it is."""

    day: date
    parts: tuple[Part, ...]
    mine: bool
    settable: bool


@frozen(kw_only=True)
class About:
    """What a message about duty is about: a swap with both posts; a shift with what is open; or an absence, with the
    post of whoever is away and those who are asked instead."""

    place: str = ""
    role: Role | None = None
    swap: Swap | None = None
    before: Post | None = None
    after: Post | None = None
    open: int = 0
    urgent: int = 0
    tonight: Sequence[tuple[Issue, datetime | None]] = field(default_factory=tuple)
    current: bool = True
    day: date | None = None
    away: Absence | None = None
    instead: Sequence[Post] = ()


def week(
    role: Role, place: str, days: Sequence[Day], post_id: int, others: Rows, zone: ZoneInfo, tr: Translator
) -> View:
    """This week: a line a day, and two buttons: whose it is, and somebody to cover for me."""
    today = days[0].day
    lines: list[Html] = [tr.t("<b>On duty</b>: {role}, {place}", role=role_name(role, tr), place=esc(place))]
    buttons: list[tuple[Button, ...]] = []
    for one in days:
        lines.append(put("{}{}{}", _day_name(one.day, today, tr), colon(tr), _parts(one, zone, tr)))
        ids = post_id, one.day.toordinal()
        here = []
        if one.settable:
            here.append(Button(tr.t("{day}: next", day=day_button(one.day, tr)), encode("s_dutyday", *ids)))
        if one.mine:
            here.append(Button(tr.t("Cover for me, {day}", day=day_button(one.day, tr)), encode("s_swap", *ids)))
        buttons.append(tuple(here))
    if any(one.settable for one in days):
        lines.append(tr.t("“next” gives the day to the next person of the list."))
    own = Button(tr.t("📆 Into my calendar"), encode("s_dutyical"))
    return View(glue("\n", lines), rows(*buttons, *others, own))


def calendar_file(content: bytes, count: int, tr: Translator) -> View:
    """To whoever opens it alone: an address could be passed on, and would stand in logs."""
    if not count:
        return View(tr.t("In the coming 60 days no hour is yours by the rota, and you have promised none."))
    text = tr.t("Your hours on duty, promised days and mediations of the coming 60 days: open it with your calendar.")
    after = tr.t("It names no resident, and does not change by itself: press again when something has changed.")
    return View(glue("\n", [text, after]), file=("weilinli.ics", content))


def on_duty_then(
    at: datetime,
    found: Sequence[tuple[str, Sequence[Post]]],
    seat: int,
    now: datetime,
    zone: ZoneInfo,
    tr: Translator,
) -> View:
    """Who is on duty at a moment, a line for each place; the week of one's own seat by a button."""
    day, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    when = tr.t("now") if at == now else put("{} {}", _day_name(day, today, tr), _hour(at, zone))
    lines: list[Html] = [tr.t("<b>On duty</b>, {time}:", time=when)]
    for place, posts in found:
        who = names([post_name(one, tr) for one in posts], tr) or tr.t("⚠️ nobody")
        lines.append(put("{}{}{}", esc(place), colon(tr), who))
    week_button = (Button(tr.t("The whole week"), encode("s_duty", seat)),) if seat else ()
    return View(glue("\n", lines), rows(*week_button))


def _day_name(day: date, today: date, tr: Translator) -> PublicHtml:
    return tr.t("today") if day == today else day_words(day, tr, near=today)


def _parts(one: Day, zone: ZoneInfo, tr: Translator) -> Html:
    if len(one.parts) == 1:
        return _whose(one.parts[0], tr)
    said: list[Html] = [
        put("{} {}–{}", _whose(part, tr), _hour(part.starts_at, zone), _end(part.ends_at, zone)) for part in one.parts
    ]
    return names(said, tr)


def _whose(part: Part, tr: Translator) -> Html:
    if not part.posts:
        return tr.t("⚠️ nobody")
    return names([short_name(post, tr) for post in part.posts], tr)


def _hour(at: datetime, zone: ZoneInfo) -> PublicHtml:
    return hour_words(at.astimezone(zone))


def _end(at: datetime, zone: ZoneInfo) -> PublicHtml:
    """24:00 where the day ends."""
    local = at.astimezone(zone)
    return known("24:00") if (local.hour, local.minute) == (0, 0) else hour_words(local)


def ask_whom(
    hours: Html, people: Sequence[Post], ids: tuple[int, ...], tr: Translator, *, verb: str = "s_swapask"
) -> View:
    """Who should cover?"""
    if not people:
        return View(tr.t("I know nobody else of this post who can be asked now. Please phone the community."))
    buttons = [Button(post_name(post, tr), encode(verb, *ids, post.id)) for post in people]
    return View(tr.t("Who should be on duty for you, {hours}? I ask that person.", hours=hours), rows(*buttons))


def swap_asked(swap: Swap, to: Post, now: datetime, zone: ZoneInfo, tr: Translator) -> View:
    """To whoever asked."""
    text = tr.t(
        "Asked {name}: {hours}. Until there is a yes, it stays with you.",
        name=post_name(to, tr),
        hours=hours_words(swap.starts_at, swap.ends_at, now, zone, tr),
    )
    return View(text, rows(Button(tr.t("Take the swap back"), encode("s_swapundo", swap.id))))


def swap_taken(swap: Swap, from_post: Post, now: datetime, zone: ZoneInfo, tr: Translator) -> View:
    """To whoever said yes; one press hands it on."""
    text = tr.t(
        "Good. You are on duty for {name}: {hours}.",
        name=post_name(from_post, tr),
        hours=hours_words(swap.starts_at, swap.ends_at, now, zone, tr),
    )
    undo = Button(tr.t("Take the swap back"), encode("s_swapundo", swap.id))
    on = Button(tr.t("Somebody else instead"), encode("s_swapon", swap.id))
    return View(text, rows(undo if swap.starts_at > now else (), on))


def hours_words(
    start: datetime, end: datetime, now: datetime, zone: ZoneInfo, tr: Translator, *, stays: bool = False
) -> PublicHtml:
    """From when to when, in words. `stays`: on a message that is read for days, so that "tomorrow" is no day."""
    write = stamp if stays else clock_time
    until = write(end, now, zone, tr)
    if _end(end, zone) == "24:00":  # of the day that ends, not 0:00 of the next
        until = known(write(end - timedelta(minutes=1), now, zone, tr).replace("23:59", "24:00"))
    return tr.t("{start} to {end}", start=write(start, now, zone, tr), end=until)


def _offered(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    swap = about.swap
    if swap is None or swap.answered_at is not None or swap.undone_at is not None or swap.ends_at <= ctx.now:
        return None
    text = tr.t(
        "{name} asks you to cover: on duty as {role}, {place}, {hours}. Can you?",
        name=post_name(about.before, tr),
        role=role_name(swap.role, tr),
        place=esc(about.place),
        hours=hours_words(swap.starts_at, swap.ends_at, ctx.now, ctx.settings.zone, tr),
    )
    yes = Button(tr.t("Yes, I will"), encode("s_swapyes", swap.id), says="yes")
    no = Button(tr.t("No, I can't"), encode("s_swapno", swap.id), says="no")
    return View(text, rows((yes, no)))


def _answered(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if about.swap is None:
        return None
    hours = hours_words(about.swap.starts_at, about.swap.ends_at, ctx.now, ctx.settings.zone, tr)
    name = post_name(about.after, tr)
    if not about.swap.accepted:
        again = Button(tr.t("Ask somebody else"), encode("s_duty"))
        return View(
            tr.t("{name} cannot cover for you, {hours}. It stays with you.", name=name, hours=hours), rows(again)
        )
    undo = Button(tr.t("Take the swap back"), encode("s_swapundo", about.swap.id))
    text = tr.t("✓ {name} is on duty for you, {hours}.", name=name, hours=hours)
    return View(text, rows(undo) if about.swap.starts_at > ctx.now else ())


def _undone(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if about.swap is None:
        return None
    hours = hours_words(about.swap.starts_at, about.swap.ends_at, ctx.now, ctx.settings.zone, tr)
    name = post_name(about.before if row.person_id != about.swap.offered_by else about.after, tr)
    if row.person_id == about.swap.offered_by:
        return View(tr.t("{name} has taken it back: {hours} stays with you.", name=name, hours=hours))
    return View(tr.t("{name} has taken it back: you are not needed, {hours}.", name=name, hours=hours))


def _shift(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if not about.current:
        return None
    zone = ctx.settings.zone
    head = tr.t("You are on duty now: {role}, {place}.", role=_role(about, tr), place=esc(about.place))
    if about.before is not None:
        head = put("{} {}", head, tr.t("Before you: {name}.", name=short_name(about.before, tr)))
    facts = tr.t(
        "Handed over: {open} open, {tonight} to watch now, {urgent} urgent.",
        open=about.open,
        tonight=len(about.tonight),
        urgent=about.urgent,
    )
    lines: list[Html] = [
        put("{} {}{}", issue.number, matter_name(issue, tr), _by(due, ctx.now, zone, tr))
        for issue, due in about.tonight[:TONIGHT_SHOWN]
    ]
    shift = read(row.data, OfShift)
    take = Button(tr.t("I have the shift"), encode("s_shift", shift.shift_id, shift.area), says="yes")
    each = Button(tr.t("See each of them"), encode("s_shiftlist"))
    return View(glue("\n", [head, facts, *lines]), rows(take, each))


def _by(due: datetime | None, now: datetime, zone: ZoneInfo, tr: Translator) -> Html:
    return put(" · {}", tr.t("by {time}", time=clock_time(due, now, zone, tr))) if due is not None else known("")


def _role(about: About, tr: Translator) -> PublicHtml:
    return role_name(about.role, tr) if about.role is not None else known("")


def shift_taken(place: str, tr: Translator) -> View:
    """Said under the message."""
    return View(
        tr.t("✓ The shift is yours: {place}.", place=esc(place)),
        rows(Button(tr.t("See each of them"), encode("s_shiftlist"))),
    )


def _not_taken(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if not about.current:
        return None
    return View(
        tr.t(
            "{name} has not said yet that the shift is taken: {place}. Please phone.",
            name=post_name(about.after, tr),
            place=esc(about.place),
        )
    )


def _over(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    text = tr.t(
        "{name} is on duty now: {place}. Thank you for standing in.",
        name=post_name(about.after, tr),
        place=esc(about.place),
    )
    return View(text, silent=True)


def _away_begins(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """On the day of which somebody said before that he is away: to himself, and to whoever is asked instead."""
    if about.away is None or about.away.until <= ctx.now:
        return None
    when = clock_time(about.away.until, ctx.now, ctx.settings.zone, tr)
    who = names([post_name(one, tr) for one in about.instead], tr)
    if row.person_id == about.away.person_id:
        who = who or tr.t("the next level, since you have no deputy")
        text = tr.t("As you said: you are away now. Until {time} I ask {who}.", time=when, who=who)
        return View(text, rows(Button(tr.t("I'm back"), encode("s_away", word="back"))))
    if row.person_id not in {one.person_id for one in about.instead} or about.before is None:
        return None
    name = post_name(about.before, tr)
    return View(
        tr.t("{name} is away until {time}. What was asked there is asked of you meanwhile.", name=name, time=when)
    )


def _given_day(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if about.day is None or about.after is None:
        return None
    mine = about.after.person_id == row.person_id
    if mine is not read(row.data, DutyDay).gives:  # it was changed once more meanwhile
        return None
    facts = {
        "day": _day_name(about.day, ctx.now.astimezone(ctx.settings.zone).date(), tr),
        "role": _role(about, tr),
        "place": esc(about.place),
    }
    if not mine:
        return View(
            tr.t("{day}: duty is {name}'s after all ({role}, {place}).", name=post_name(about.after, tr), **facts)
        )
    text = tr.t("{day}: duty is yours ({role}, {place}). If you can't: /zhiban, “Cover for me”.", **facts)
    return View(text, rows(Button(tr.t("Who is on duty this week"), encode("s_duty"))), silent=True)


def _gap(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    zone = ctx.settings.zone
    hours: list[Html] = [
        hours_words(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC), ctx.now, zone, tr)
        for start, end in read(row.data, DutyGap).hours
    ]
    text = tr.t(
        "Nobody is on the rota: {role}, {place}, {hours}. Until somebody is, the usual order is asked.",
        role=_role(about, tr),
        place=esc(about.place),
        hours=names(hours, tr),
    )
    return View(text, rows(Button(tr.t("Who is on duty this week"), encode("s_duty"))), silent=True)


SAYS: dict[Kind, Callable[[About, Message, Translator, RenderContext], View | None]] = {
    Kind.SHIFT: _shift,
    Kind.SHIFT_NOT_TAKEN: _not_taken,
    Kind.SHIFT_OVER: _over,
    Kind.DUTY_DAY: _given_day,
    Kind.AWAY_BEGINS: _away_begins,
    Kind.SWAP_OFFERED: _offered,
    Kind.SWAP_ANSWERED: _answered,
    Kind.SWAP_UNDONE: _undone,
    Kind.DUTY_GAP: _gap,
}


RENDER: dict[Kind, Renderer] = {kind: gathered(About, told) for kind, told in SAYS.items()}
