"""The desk of heads and managers: my work, the board, being away, answers to what the bot told them."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from bot.callbacks import Press
from bot.flows.around import context_of, me, place_words
from bot.flows.offers import Offers
from bot.flows.staff import judging, said, scene
from bot.flows.staff.hour import said_hour
from bot.flows.staff.offered import hold_to
from bot.flows.staff.reach import numbered, say_card
from bot.flows.staff.relay import may_do, pass_on
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views.common import names
from bot.views.lists import LINES, Line, board, board_link, by_part, counts_words, failures, line_of, todo
from bot.views.looked_back import looks
from bot.views.view import View, known
from casework.clock import limits as clock
from casework.clock.standing import Standing
from casework.issue.doing import OnIssue
from casework.issue.pinging import nudge
from casework.messages import FAILED_WITHIN, Failure, Kind
from casework.model.audited import LOOKS
from casework.model.conversation import Message as Told
from casework.model.issues import Action, Issue, State
from casework.model.people import Post, Role
from casework.model.places import HOUSES, Area, AreaKind
from casework.neighbourhood.looking_back import readers, recorded
from casework.neighbourhood.restraint import REFUSED_WITHIN
from casework.neighbourhood.rights import (
    ANY_POST,
    MANAGERS,
    OVERSEERS,
    READ_RECORD,
    What,
    areas_of,
    failures_of,
    shown_of,
)
from casework.refusals import NotYours, NudgedAlready
from casework.same_day import without_word
from casework.tiers import communities_of
from casework.transitions import OPEN, to_be_looked_at
from casework.words.answers import deed_in
from locales.markup import PublicHtml

FAILURES_AT_MOST = 200
"""What could not be delivered or handled, read at once."""
LOOKS_SHOWN = 15
LOOKED_INTO = 30
"""Areas of which it is read what lies in them, for one question."""
NEVER_WERE = frozenset({State.WITHDRAWN, State.MERGED})
"""Where a report is no matter of its own any more."""


async def as_lines(issues: Iterable[Issue], turn: Turn) -> list[Line]:
    """Each as one line of a list."""
    made = []
    for issue in issues:
        holder = await turn.work.post(issue.holder_post_id) if issue.holder_post_id is not None else None
        place = await place_words(issue.area_id, turn.work)
        made.append(line_of(issue, turn.at, turn.work.settings_for(issue.line, turn.at), place, holder))
    return made


async def _of_board(matters: Iterable[Standing], turn: Turn) -> list[Line]:
    made = []
    for one in matters:
        holder = await turn.work.post(one.post_id) if one.post_id is not None else None
        made.append(Line(of=one, place=await place_words(one.line[0], turn.work), holder=holder))
        turn.listed.append(one.line)
    return made


async def my_work(turn: Turn) -> View:
    """Everything that the person holds, was given or is asked about, in whatever group."""
    person_id = me(turn).id
    mine = [one for one in await turn.work.open_of_holder(person_id) if to_be_looked_at(one)]
    issues = await shown_of(mine, What.LIST, person_id, turn.work)
    return todo(await as_lines(issues, turn), turn.at, turn.work.settings.zone, turn.tr, away=me(turn).away_until)


async def work_key(turn: Turn) -> None:
    """The key, or /huoer. Raises NotYours for whoever holds no post."""
    if not await turn.work.posts_of(me(turn).id) and not await turn.work.open_of_holder(me(turn).id):
        raise NotYours(action=None, roles=ANY_POST)
    turn.say(await my_work(turn))
    await judging.waiting_for_me(turn)


async def by_number(turn: Turn, number: int) -> bool:
    """An issue of that number that the person works on or looks after: its card. False when there is none."""
    found = await numbered(turn, number)
    return bool(found) and await say_card(turn, found[0])


async def work_button(turn: Turn, pressed: Press) -> None:
    """The same, by a button."""
    turn.say(await my_work(turn))


async def overseeing(turn: Turn) -> list[Post]:
    """The posts by which this person looks after areas."""
    return [post for post in await turn.work.posts_of(me(turn).id) if post.role in OVERSEERS]


async def areas_seen(turn: Turn) -> list[Area]:
    """The areas that this person looks after, and what lies in them, down to the grids."""
    posts = await overseeing(turn)
    found = layer = await areas_of(posts, turn.work)
    while 0 < len(layer) <= LOOKED_INTO:
        inside = [one for area in layer for one in await turn.work.find_areas(area.id)]
        layer = [one for one in inside if one.kind not in HOUSES]
        found = [*found, *layer]
    return found


async def slowest(turn: Turn, text: str = "") -> None:
    """Of each part of what this person looks after how much is open and late, where most is late first: of its grids
    where the words ask for these. The board of whoever looks after no parts. Raises NotYours."""
    posts = await overseeing(turn)
    areas = await areas_of(posts, turn.work)
    inside = [one for area in areas[:LOOKED_INTO] for one in await turn.work.find_areas(area.id)]
    parts = [one for one in inside if one.kind not in HOUSES]
    if "网格" in text and (grids := [one for one in await areas_seen(turn) if one.kind is AreaKind.GRID]):
        parts = grids
    if len(parts) < 2:
        turn.say(await my_board(turn))
        return
    lights = [
        (await _called_in(one, areas, turn), (await turn.work.board([one], posts, turn.at, size=1)).lights())
        for one in parts[:LOOKED_INTO]
    ]
    turn.say(View(by_part(lights, turn.tr)))


async def _called_in(part: Area, areas: Sequence[Area], turn: Turn) -> str:
    """Its name, with that of what it lies in where that is not the reader's own: every community has a first grid."""
    if part.parent_id is None or part.parent_id in {one.id for one in areas}:
        return part.name
    return f"{(await turn.work.area(part.parent_id)).name}{part.name}"


async def my_board(turn: Turn, only: Area | None = None) -> View:
    """What stands in my areas, or `only` in one of them, red first. Raises NotYours for whoever oversees none."""
    posts = await overseeing(turn)
    if not posts:
        raise NotYours(action=None, roles=OVERSEERS)
    areas = await areas_of(posts, turn.work)
    if not areas:
        return await my_failures(turn)
    if only is not None:
        areas = [only]
    found = await turn.work.board(areas, posts, turn.at, size=LINES)
    managers = [post for post in posts if post.role in MANAGERS]
    name = names([known(one.name) for one in areas], turn.tr)
    looks_after = bool(managers) or any(post.role is Role.ADMIN for post in posts)
    failed = len(await failures_seen(turn)) if looks_after else 0
    refused = await turn.work.refusals(turn.at - REFUSED_WITHIN) if looks_after else {}
    return board(
        name,
        await _of_board(found.shown.matters, turn),
        found.lights(),
        turn.at,
        turn.work.settings.zone,
        turn.tr,
        failed=failed,
        refused=refused,
        asked=await turn.work.asked_lately(areas, turn.at),
        page=bool(turn.pages_url),
        app=turn.app_url if turn.private else "",
        ledger=looks_after,
        record=turn.private and bool(readers(posts)),
    )


async def in_numbers(turn: Turn, area: Area) -> PublicHtml:
    """How much was reported there today, how much of it is done, and how much is open and late: no names, and nothing
    of what is private."""
    lights = (await turn.work.board([area], (), turn.at, size=1)).lights()
    since = clock.midnight(turn.at, turn.work.settings.zone)
    communities = await communities_of(area.id, turn.work)
    own = [one for one in area.line if (await turn.work.area(one)).kind is AreaKind.COMMUNITY]
    ids = [one.id for one in communities] or own
    filed = [one for each in ids[:LOOKED_INTO] for one in await turn.work.filed_since(each, since)]
    today = [one for one in filed if area.id in one.line and not one.private and one.state not in NEVER_WERE]
    return counts_words(known(area.name), today if len(ids) <= LOOKED_INTO else None, lights, turn.tr)


async def my_numbers(turn: Turn) -> PublicHtml:
    """How much this person has in hand."""
    held = [one for one in await turn.work.open_of_holder(me(turn).id) if one.holder_id == me(turn).id]
    return turn.tr.t("You have {n} in hand.", n=len([one for one in held if one.state in OPEN]))


async def failures_seen(turn: Turn) -> list[Failure]:
    """What could not be delivered or handled lately, as far as one may know of it. Raises NotYours for whoever looks
    after no area."""
    area_ids = failures_of(await turn.work.posts_of(me(turn).id))
    if area_ids == []:
        raise NotYours(action=None, roles=MANAGERS | {Role.ADMIN})
    return await turn.work.failures(area_ids, turn.at - FAILED_WITHIN, FAILURES_AT_MOST)


async def my_failures(turn: Turn) -> View:
    """The same as a list."""
    failed = await failures_seen(turn)
    technical = any(post.role is Role.ADMIN for post in await turn.work.posts_of(me(turn).id))
    return failures(failed, turn.at, turn.work.settings.zone, turn.tr, technical=technical)


async def failures_button(turn: Turn, pressed: Press) -> None:
    """Which ones?"""
    turn.say(await my_failures(turn))


async def my_area(turn: Turn) -> None:
    """The key: my area."""
    turn.say(await my_board(turn))


async def board_button(turn: Turn, pressed: Press) -> None:
    """Look again."""
    turn.edit(await my_board(turn))


async def board_page(turn: Turn, pressed: Press) -> None:
    """The board as a page: a link that opens it once, for ten minutes; privately, and to whoever has a board.

    Raises NotYours.
    """
    if not turn.private or not await overseeing(turn):
        raise NotYours(action=None, roles=OVERSEERS)
    if not turn.pages_url:
        turn.toast(turn.tr.t("There is no page here yet."))
        return
    code = turn.work.new_code() + turn.work.new_code()
    turn.work.let_in(me(turn).id, code, turn.at)
    turn.say(board_link(f"{turn.pages_url}/open/{code}", turn.tr))


async def who_looked(turn: Turn, pressed: Press) -> None:
    """Who looked at doors, phones, households and lists of my areas. Raises NotYours."""
    posts = readers(await turn.work.posts_of(me(turn).id))
    if not posts or not turn.private:
        raise NotYours(action=None, roles=READ_RECORD)
    found, more = await recorded(posts, LOOKS, turn.work, limit=LOOKS_SHOWN)
    turn.say(looks(found, turn.tr, context_of(turn), more=more, page=bool(turn.pages_url)))


async def hurry_all(turn: Turn, pressed: Press) -> None:
    """Five o'clock: ask every holder of today's matters without a word."""
    area = await turn.work.area(pressed.ids[0] if pressed.ids else 0)
    since = clock.midnight(turn.at, turn.work.settings.zone)
    asked = 0
    for issue in await turn.work.filed_since(area.id, since):
        if without_word(issue) and issue.holder_id is not None:
            with suppress(NudgedAlready, NotYours):
                await nudge(OnIssue(issue_id=issue.id, by=me(turn).id, at=turn.at), turn.work)
                asked += 1
    turn.toast(turn.tr.n("Asked {n} person.", "Asked about {n} matters.", asked))


# Answers to what the bot said


async def answer_resident(turn: Turn, told: Told, got: Parts) -> None:
    """An answer to relayed words of the resident goes to the resident, without a further question."""
    assert told.issue_id is not None
    issue = await turn.work.issue(told.issue_id)
    if deed_in(got.text) is not None and (issue.urgent or issue.holder_id != me(turn).id):
        await said.heard(turn, told.issue_id, got)
        return
    if issue.state in OPEN and not await may_do(turn, issue, Action.REPLY):
        await said.heard(turn, told.issue_id, got)  # the holder alone speaks to the resident; who is asked may take it
        return
    await pass_on(turn, told.issue_id, got)
    if (by := await said_hour(turn, issue, got)) is not None:
        hold_to(turn, issue, got, by)
    if issue.urgent and issue.state in OPEN:  # the others who were called hear it too
        await scene.tell(turn, issue, got)


async def answer_about(turn: Turn, told: Told, got: Parts) -> None:
    """An answer to anything else about an issue: to the resident, or only a note?"""
    assert told.issue_id is not None
    await said.heard(turn, told.issue_id, got)


OFFERS = Offers(
    presses={
        "s_work": work_button,
        "s_failed": failures_button,
        "s_board": board_button,
        "s_web": board_page,
        "s_record": who_looked,
        "s_hurryall": hurry_all,
    },
    replies={
        Kind.RESIDENT_SAID: answer_resident,
        Kind.RESIDENT_ASKS: answer_resident,
        Kind.PING: answer_about,
        Kind.PING_OVER: answer_about,
        Kind.COPY: answer_about,
        Kind.NUDGE: answer_about,
        Kind.OFFERED: answer_about,
        Kind.ASSIGNED: answer_about,
        Kind.REFUSED: answer_about,
        Kind.NOT_REPORTED_IN: answer_about,
        Kind.PUT_OFF_OVER: answer_about,
        Kind.HANDED_UP: answer_about,
        Kind.HANDED_BACK: answer_about,
        Kind.PROMISE_EVE: answer_about,
        Kind.PROMISE_DAY: answer_about,
        Kind.PROMISE_HOUR: answer_about,
        Kind.PROMISE_AHEAD: answer_about,
        Kind.PROMISE_FYI: answer_about,
        Kind.MOVE_ASKED: answer_about,
        Kind.MOVE_AGREED: answer_about,
        Kind.REDO: answer_about,
        Kind.GO_TELL: answer_about,
        Kind.VISIT_NOTE: answer_about,
        Kind.GRADE_FYI: answer_about,
        Kind.STAFF_SAID: answer_about,
        Kind.ARRIVED: answer_about,
        Kind.COMPLAINT: answer_about,
        Kind.FORCED: answer_about,
        Kind.APPEAL: answer_about,
        Kind.RATED: answer_about,
        Kind.MENDED_ASKED: answer_about,
        Kind.TONIGHT: answer_about,
        Kind.DAY_CHANGED: answer_about,
        Kind.NOT_YET: answer_about,
        Kind.IN_DANGER: answer_about,
        Kind.SCENE_SAID: answer_about,
        Kind.DANGER_OVER: answer_about,
        Kind.MOVED: answer_about,
        Kind.SETTLED: answer_about,
        Kind.INHERITED: answer_about,
        Kind.DECIDED: answer_about,
    },
)
