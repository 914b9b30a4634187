"""/zhiban: who is on duty this week; swaps, a day given to the next person, and taking over a shift."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

from bot.callbacks import Press, encode
from bot.flows.around import me, place_of_post, today_of
from bot.flows.offers import Offers
from bot.flows.staff.work import my_board
from bot.incoming.turn import Turn
from bot.views import duty as words
from bot.views.common import category_name, number_words, role_name
from bot.views.duty import Day, Part
from bot.views.view import Button, Rows, View
from casework import duty
from casework.clock.limits import local
from casework.model.people import Post, Rank, Role, Swap
from casework.model.places import HOUSES, Area
from casework.neighbourhood.shifts import TakeShift, take_shift
from casework.neighbourhood.standing_in import (
    AnswerSwap,
    OfferSwap,
    SetDay,
    answer_swap,
    may_set,
    offer_swap,
    set_day,
    undo_swap,
)
from casework.refusals import NotYours
from casework.rota import (
    DAY,
    MINUTES,
    ON_ROTA,
    Plan,
    Seat,
    first_asked,
    moment,
    seat_of,
    shifts_of,
    turns_after,
    weekly,
)
from casework.words.later import later
from roster import ical

DAYS = 7
HALF_AN_HOUR = timedelta(minutes=30)
PEOPLE_SHOWN = 6


async def _seats(turn: Turn) -> list[Post]:
    posts = [post for post in await turn.work.posts_of(me(turn).id) if post.role in ON_ROTA]
    return sorted(posts, key=lambda post: (ON_ROTA.index(post.role), post.code))


async def _plan(post: Post, turn: Turn) -> tuple[Plan, list[Post]]:
    """What is written for the post's seat, and the posts of that seat."""
    line = (await turn.work.area(post.area_id)).line[:1] if post.area_id is not None else ()
    posts = await turn.work.posts_for(line, post.estate_id, (post.role,))
    return await turn.work.duty_plan(line, post.estate_id), [one for one in posts if seat_of(one) == seat_of(post)]


async def _whose(seat: Seat, plan: Plan, posts: list[Post], at: datetime, turn: Turn) -> tuple[Post, ...]:
    """By swap and rota; without a rota the primary, or those of equal standing."""
    zone = turn.work.settings.zone
    first = first_asked(plan, seat, at, zone)
    if first:
        return tuple([await turn.work.post(one) for one in first])
    if weekly(plan, seat, at):
        return ()
    equal = [post for post in posts if post.rank is Rank.EQUAL]
    return tuple(equal or posts[:1])


async def _day(day: date, mine: Post, plan: Plan, posts: list[Post], turn: Turn, settable: bool) -> Day:
    zone, seat = turn.work.settings.zone, seat_of(mine)
    start, end = moment(day, 0, zone), moment(day, MINUTES, zone)
    start = max(start, turn.at)
    edges = [start, *(one for one in turns_after(plan, seat, start, zone, 2) if one < end), end]
    parts: list[Part] = []
    for begin, until in pairwise(edges):
        whose = await _whose(seat, plan, posts, begin, turn)
        if parts and parts[-1].posts == whose:
            parts[-1] = Part(starts_at=parts[-1].starts_at, ends_at=until, posts=whose)
        else:
            parts.append(Part(starts_at=begin, ends_at=until, posts=whose))
    has = any(post.person_id == me(turn).id for part in parts for post in part.posts)
    return Day(day=day, parts=tuple(parts), mine=has, settable=settable)


async def _week(turn: Turn, mine: Post) -> View:
    plan, posts = await _plan(mine, turn)
    settable = len(posts) > 1 and await may_set(me(turn).id, seat_of(mine), turn.work)
    today = today_of(turn)
    days = [await _day(today + n * DAY, mine, plan, posts, turn, settable) for n in range(DAYS)]
    place = await place_of_post(mine, turn.work)
    return words.week(mine.role, place, days, mine.id, await _others(turn, mine), turn.work.settings.zone, turn.tr)


async def _others(turn: Turn, shown: Post) -> Rows:
    """Buttons for the person's other seats."""
    found: dict[Seat, Button] = {}
    for post in await _seats(turn):
        if seat_of(post) != seat_of(shown):
            name = f"{role_name(post.role, turn.tr)} {await place_of_post(post, turn.work)}"
            found.setdefault(seat_of(post), Button(name[:40], encode("s_duty", post.id)))
    return tuple((one,) for one in list(found.values())[:PEOPLE_SHOWN])


async def calendar_file(turn: Turn, pressed: Press) -> None:
    """What is in one's own calendar by the rota and by what one has promised, as a file: no name, no door, no words of
    anybody's. A private matter has its number alone."""
    zone, tr = turn.work.settings.zone, turn.tr
    events: list[ical.Event] = []
    for seat, post in {seat_of(one): one for one in await _seats(turn)}.items():
        plan, posts = await _plan(post, turn)
        mine = {one.id for one in posts if one.person_id == me(turn).id}
        place = await place_of_post(post, turn.work)
        what = tr.t("On duty: {role}", role=role_name(post.role, tr))
        for start, end, whose in ical.stretches(seat, plan, turn.at, zone):
            if mine & set(whose):
                events.append(ical.Event(ical.uid_of(seat, start), str(what), start, end, place))
    events += [*(await _promised(turn)), *(await _mediations(turn))]
    content = ical.calendar(events, turn.at).encode()
    turn.say(words.calendar_file(content, len(events), tr))


async def _promised(turn: Turn) -> list[ical.Event]:
    """The day, or the hour, of each promise that this person has given."""
    found = []
    for issue in await turn.work.open_of_holder(me(turn).id):
        made = issue.promise
        if issue.holder_id != me(turn).id or made is None or made.ended_at is not None:
            continue
        number = number_words(issue, turn.tr)
        kind = "" if issue.private else f" {category_name(issue.category, turn.tr)}"
        hour = made.hour or time()
        start = local(made.on_day, hour, turn.work.settings.zone)
        day = made.on_day if made.hour is None else None
        found.append(ical.Event(f"promise-{made.id}@weilinli", f"{number}{kind}", start, start + HALF_AN_HOUR, day=day))
    return found


async def _mediations(turn: Turn) -> list[ical.Event]:
    """When this person mediates."""
    found = []
    for one in await turn.work.mediations_with(me(turn).id):
        if one.open and one.meets_at is not None and one.mediator_id == me(turn).id:
            what = str(turn.tr.t("A mediation"))
            uid = f"mediation-{one.id}@weilinli"
            found.append(ical.Event(uid, what, one.meets_at, one.meets_at + 2 * HALF_AN_HOUR))
    return found


async def duty_key(turn: Turn) -> None:
    """/zhiban. Raises NotYours for whoever holds no post that is asked."""
    seats = await _seats(turn)
    if not seats:
        raise NotYours(action=None, roles=ON_ROTA)
    turn.say(await _week(turn, seats[0]))


AT_NIGHT = 20 * 60
"""The minute of the day at which "tonight" is looked at."""
PLACES_SHOWN = 20
_NIGHT = later("晚|夜|tonight")
_TOMORROW = later("明[天儿日早晚]|tomorrow")


async def on_duty_now(turn: Turn, text: str = "") -> None:
    """ "今晚谁值班": who is on duty then, of all tiers around the person's posts; the week is a press away."""
    zone, day = turn.work.settings.zone, today_of(turn) + (DAY if _TOMORROW.search(text) else 0 * DAY)
    at = max(turn.at, moment(day, AT_NIGHT if _NIGHT.search(text) else 0, zone))
    areas: dict[int, Area] = {}
    estates: dict[int, Area] = {}
    for post in await turn.work.posts_of(me(turn).id):
        own = await turn.work.areas_of_estate(post.estate_id) if post.estate_id is not None else []
        own = own[:1] or ([await turn.work.area(post.area_id)] if post.area_id is not None else [])
        for one in own:
            above = [await turn.work.area(area_id) for area_id in reversed(one.line)]
            areas |= {area.id: area for area in (*above, *await _inside(turn, one)) if area.kind not in HOUSES}
            if one.estate_id is not None:
                estates.setdefault(one.estate_id, one)
    for area in list(areas.values()):
        for one in await turn.work.find_areas(area.id):
            if one.estate_id is not None:
                estates.setdefault(one.estate_id, one)
    found = [
        (area.name, await duty.on_duty(area.line, None, role, at, turn.work))
        for area in list(areas.values())[:PLACES_SHOWN]
        for role in duty.ON_DUTY.get(area.kind, ())
        if await turn.work.posts_for((area.id,), None, (role,))
    ]
    for estate_id, one in list(estates.items())[:PLACES_SHOWN]:
        name = (await turn.work.estate(estate_id)).name
        found.append((name, await duty.on_duty(one.line, estate_id, Role.PROPERTY_STEWARD, at, turn.work)))
    seats = await _seats(turn)
    turn.say(words.on_duty_then(at, found, seats[0].id if seats else 0, turn.at, zone, turn.tr))


async def _inside(turn: Turn, area: Area) -> list[Area]:
    """What lies in it down to the grids, the nearer first."""
    found: list[Area] = []
    layer = [area]
    while layer and len(found) < PLACES_SHOWN:
        layer = [one for each in layer for one in await turn.work.find_areas(each.id) if one.kind not in HOUSES]
        found += layer
    return found


async def duty_button(turn: Turn, pressed: Press) -> None:
    """The same, of a seat."""
    if not pressed.ids:
        await duty_key(turn)
        return
    turn.edit(await _week(turn, await _my_post(turn, pressed.ids[0])))


async def _my_post(turn: Turn, post_id: int) -> Post:
    post = await turn.work.post(post_id)
    if post.person_id != me(turn).id:
        raise NotYours(action=None)
    return post


async def next_person(turn: Turn, pressed: Press) -> None:
    """The day goes to the next person of the seat."""
    mine, day = await _my_post(turn, pressed.ids[0]), date.fromordinal(pressed.ids[1])
    plan, posts = await _plan(mine, turn)
    zone = turn.work.settings.zone
    now = await _whose(seat_of(mine), plan, posts, max(moment(day, MINUTES // 2, zone), turn.at), turn)
    held = [one for one in posts if one.person_id is not None]
    at = next((held.index(one) for one in held if now and one.id == now[0].id), -1)
    command = SetDay(by=me(turn).id, at=turn.at, seat=seat_of(mine), day=day, post_id=held[(at + 1) % len(held)].id)
    await set_day(command, turn.work)
    turn.edit(await _week(turn, mine))


# Swaps


async def colleagues(turn: Turn, post: Post) -> list[Post]:
    """Who could stand in: the same role, and of a department its own officers; of the place itself first, then of the
    places beside it."""
    line = (await turn.work.area(post.area_id)).line if post.area_id is not None else ()
    beside: list[int] = []
    if post.area_id is not None:
        parent = (await turn.work.area(post.area_id)).parent_id
        beside = [one.id for one in await turn.work.find_areas(parent)] if parent is not None else []
    near = await turn.work.posts_for(line[:1], post.estate_id, (post.role,))
    found: dict[int | None, Post] = {}
    for one in [*near, *(await turn.work.posts_for(beside, None, (post.role,)))]:
        there = duty.available(one, turn.at) and duty.serves(one, line, turn.at, turn.work)
        if one.person_id != post.person_id and there and one.department_id == post.department_id:
            found.setdefault(one.person_id, one)
    return list(found.values())[:PEOPLE_SHOWN]


async def _hours(turn: Turn, mine: Post, day: date) -> tuple[datetime, datetime]:
    """The person's hours of that day: the shift that the rota has, else the hours of the swap, else the whole day."""
    zone, seat = turn.work.settings.zone, seat_of(mine)
    plan, _ = await _plan(mine, turn)
    for shift in shifts_of(plan, seat, day, zone, said_at=turn.at):
        if shift.post_id == mine.id and shift.ends_at > turn.at:
            return max(shift.starts_at, turn.at), shift.ends_at
    start, end = moment(day, 0, zone), moment(day, MINUTES, zone)
    for swap in plan.swaps:
        mine_then = swap.to_post_id == mine.id and swap.accepted and swap.undone_at is None
        if mine_then and start < swap.ends_at and swap.starts_at < end:
            return max(swap.starts_at, turn.at), swap.ends_at
    return max(start, turn.at), end


async def ask_swap(turn: Turn, pressed: Press) -> None:
    """Who should cover that day?"""
    mine, day = await _my_post(turn, pressed.ids[0]), date.fromordinal(pressed.ids[1])
    start, end = await _hours(turn, mine, day)
    hours = words.hours_words(start, end, turn.at, turn.work.settings.zone, turn.tr)
    turn.say(words.ask_whom(hours, await colleagues(turn, mine), pressed.ids[:2], turn.tr))


async def offer(turn: Turn, pressed: Press) -> None:
    """One person is asked."""
    mine, day = await _my_post(turn, pressed.ids[0]), date.fromordinal(pressed.ids[1])
    start, end = await _hours(turn, mine, day)
    await _offer(turn, mine, seat_of(mine), start, end, pressed.ids[2])


async def _offer(turn: Turn, mine: Post, seat: Seat, start: datetime, end: datetime, to: int) -> None:
    command = OfferSwap(
        by=me(turn).id, at=turn.at, post_id=mine.id, to_post_id=to, seat=seat, starts_at=start, ends_at=end
    )
    swap = await offer_swap(command, turn.work)
    turn.edit(words.swap_asked(swap, await turn.work.post(to), turn.at, turn.work.settings.zone, turn.tr))


async def hand_on(turn: Turn, pressed: Press) -> None:
    """A cover for the cover: whom to ask; then the next of that list is one press away."""
    swap = await turn.work.swap(pressed.ids[0])
    mine = await _my_post(turn, swap.to_post_id)
    start = max(swap.starts_at, turn.at)
    if len(pressed.ids) > 1:
        await _offer(turn, mine, Seat(swap.role, swap.area_id, swap.estate_id), start, swap.ends_at, pressed.ids[1])
        return
    before = await turn.work.post(swap.from_post_id)
    people = [one for one in await colleagues(turn, mine) if one.person_id != before.person_id]
    hours = words.hours_words(start, swap.ends_at, turn.at, turn.work.settings.zone, turn.tr)
    turn.say(words.ask_whom(hours, people, (swap.id,), turn.tr, verb="s_swapon"))


async def _answer(turn: Turn, pressed: Press, *, agreed: bool) -> Swap:
    return await answer_swap(AnswerSwap(by=me(turn).id, at=turn.at, swap_id=pressed.ids[0], agreed=agreed), turn.work)


async def swap_yes(turn: Turn, pressed: Press) -> None:
    """I will."""
    swap = await _answer(turn, pressed, agreed=True)
    before = await turn.work.post(swap.from_post_id)
    turn.edit(words.swap_taken(swap, before, turn.at, turn.work.settings.zone, turn.tr))


async def swap_no(turn: Turn, pressed: Press) -> None:
    """I can't."""
    await _answer(turn, pressed, agreed=False)
    turn.edit(View(turn.tr.t("Good, I tell them.")))


async def swap_undo(turn: Turn, pressed: Press) -> None:
    """Taken back."""
    await undo_swap(AnswerSwap(by=me(turn).id, at=turn.at, swap_id=pressed.ids[0], agreed=False), turn.work)
    turn.edit(View(turn.tr.t("Taken back. It is as it was.")))


# Shifts


async def shift_taken(turn: Turn, pressed: Press) -> None:
    """I have the shift."""
    shift = await take_shift(
        TakeShift(by=me(turn).id, at=turn.at, shift_id=pressed.ids[0], area_id=pressed.ids[1]), turn.work
    )
    turn.edit(words.shift_taken((await turn.work.area(shift.area_id)).name, turn.tr))


async def shift_list(turn: Turn, pressed: Press) -> None:
    """What is open, one by one."""
    turn.say(await my_board(turn))


OFFERS = Offers(
    presses={
        "s_duty": duty_button,
        "s_dutyical": calendar_file,
        "s_dutyday": next_person,
        "s_swap": ask_swap,
        "s_swapask": offer,
        "s_swapon": hand_on,
        "s_swapyes": swap_yes,
        "s_swapno": swap_no,
        "s_swapundo": swap_undo,
        "s_shift": shift_taken,
        "s_shiftlist": shift_list,
    },
)
