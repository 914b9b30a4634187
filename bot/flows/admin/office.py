"""/admin: how the bot is, for an administrator without a shell; a roster that is sent, shown and read in by one press;
the roster as a file; hours and days; what is due to be deleted; trials."""

from bot.callbacks import Press
from bot.flows.admin.claim import show_links
from bot.flows.around import context_of, me, of_me, times_of, today_of
from bot.flows.offers import Offers
from bot.incoming.turn import Office, Turn
from bot.views import office as views
from casework.data import read
from casework.messages import FAILED_WITHIN
from casework.model.audited import Audited
from casework.model.conversation import Outcome
from casework.model.places import AreaKind
from casework.neighbourhood.claiming import posts_under
from casework.neighbourhood.record import record
from casework.neighbourhood.rights import ADMINISTER
from casework.neighbourhood.serving import administers_all
from casework.questions import Roster
from casework.refusals import NotFound, NotYours

FLOW, ROSTER = "office", "roster"
AT_MOST = 200
"""Failures that are counted."""


async def of_the_whole(turn: Turn) -> bool:
    """Whether the person administers the whole neighbourhood. Raises NotYours for whoever administers nothing."""
    if not any(one.role in ADMINISTER for one in await turn.work.posts_of(me(turn).id)):
        raise NotYours(action=None, roles=ADMINISTER)
    return await administers_all(me(turn).id, turn.work)


async def office_of(turn: Turn) -> Office:
    """Raises NotYours for whoever does not administer the whole."""
    if not turn.private or not await of_the_whole(turn):
        raise NotYours(action=None, roles=ADMINISTER)
    assert turn.office is not None
    return turn.office


async def show(turn: Turn) -> None:
    """The page. Raises NotYours."""
    whole = await of_the_whole(turn)
    under = await posts_under(of_me(turn), turn.work)
    ids = {one.id for one in under}
    backup = await turn.work.last_audited(Audited.BACKED_UP)
    found = views.Standing(
        wrong=await (await office_of(turn)).health() if whole else (),
        backup=backup.at if backup is not None else None,
        free=sum(one.person_id is None for one in under),
        links=sum(post.id in ids for _, post in await turn.work.open_links()),
        failed=len(await turn.work.failures(None, turn.at - FAILED_WITHIN, AT_MOST)),
        whole=whole,
    )
    turn.say(views.standing(found, turn.tr, context_of(turn)))


async def free(turn: Turn, pressed: Press) -> None:
    """Who has no account: the posts, each with its link."""
    await show_links(turn)


# --- the roster


async def may_send_roster(turn: Turn) -> bool:
    """Whether a table from this person may be a roster."""
    try:
        return await of_the_whole(turn)
    except NotYours:
        return False


async def roster_sent(turn: Turn, data: bytes, file_id: str, *, matters: bool) -> bool:
    """A roster, from whoever may change it: what it would do. `matters`: what is none may be a list of matters; False
    then."""
    office = await office_of(turn)
    if matters and not await office.is_roster(data):
        return False
    good, lines = await office.put_roster(data, dry=True)
    asked_id = turn.work.new_id()
    view = views.looked_through(lines, asked_id, turn.tr, good=good)
    turn.became(Outcome.ANSWER)
    if good:
        turn.ask(FLOW, ROSTER, view, asked_id=asked_id, data=Roster(file=file_id))
    else:
        turn.say(view)
    return True


async def read_in(turn: Turn, pressed: Press) -> None:
    """The press. Raises NotYours."""
    office = await office_of(turn)
    asked = turn.pressed_question(f"{FLOW}.{ROSTER}", pressed.ids[0] if pressed.ids else 0)
    if asked is None:
        return
    data = await office.fetch(read(asked.data, Roster).file)
    if data is None:
        turn.toast(turn.tr.t("The file did not reach me. Please press once more, or send it again."), alert=True)
        return
    good, lines = await office.put_roster(data, dry=False)
    if good:
        record(turn.work, Audited.ROSTER_IMPORTED, turn.at, by=me(turn).id)
    turn.close(asked)
    turn.edit(views.read_in(lines, turn.tr, good=good))


async def stop(turn: Turn, pressed: Press) -> None:
    """The roster stays as it is; one that was sent since still waits for its press."""
    for asked in turn.waiting(f"{FLOW}.{ROSTER}"):
        if asked.id in pressed.ids:
            turn.close(asked)
    turn.edit(views.not_read(turn.tr))


async def export(turn: Turn, pressed: Press) -> None:
    """The file; that it was given out is on the record. Raises NotYours."""
    office = await office_of(turn)
    record(turn.work, Audited.ROSTER_EXPORTED, turn.at, by=me(turn).id)
    day = today_of(turn).isoformat()
    turn.say(views.roster(await office.roster(), day, turn.tr))


PRINTED = ("posters", "cards", "duty")
LARGEST = 45_000_000
"""Bytes: Telegram takes no larger file from a bot than 50 MB."""


async def printed(turn: Turn, pressed: Press) -> None:
    """Posters with the codes of all buildings, a contact card for each grid, or who is on duty as a calendar. Raises
    NotYours, NotFound."""
    office = await office_of(turn)
    if pressed.word not in PRINTED:
        turn.say(views.which_print(turn.tr))
        return
    name, content = await office.printed(pressed.word)
    turn.say(
        views.to_print(pressed.word, name, content, turn.tr) if len(content) < LARGEST else views.too_large(turn.tr)
    )


async def asks_posters(turn: Turn) -> None:
    """ "我想贴个二维码海报": what can be printed, of whoever administers the whole; else who has them."""
    if await administers_all(me(turn).id, turn.work):
        turn.say(views.which_print(turn.tr))
    else:
        turn.say(views.who_prints(turn.tr))


# --- the rest


async def kept(turn: Turn, pressed: Press) -> None:
    """What is due to be deleted: counted, nothing is done. Raises NotYours."""
    turn.say(views.due(await (await office_of(turn)).retention(), turn.tr))


async def times(turn: Turn, pressed: Press) -> None:
    """When the neighbourhood is served. Raises NotYours."""
    await office_of(turn)
    turn.say(views.times(await times_of(None, turn), turn.tr))


async def trials(turn: Turn, pressed: Press) -> None:
    """Who tries it out. Raises NotYours."""
    office = await office_of(turn)
    areas = await turn.work.areas_of_kind(AreaKind.COMMUNITY)
    on = [one for one in areas if turn.work.settings_for(one.line, turn.at).trial_at(turn.at) is not None]
    off = [one for one in areas if one not in on]
    turn.say(views.trials(await office.trials(), on, off, turn.tr))


async def try_out(turn: Turn, pressed: Press) -> None:
    """Begin one, or end it. Raises NotYours, NotFound."""
    office = await office_of(turn)
    if len(pressed.ids) != 1 or pressed.word not in ("on", "over"):
        raise NotFound
    area = await turn.work.area(pressed.ids[0])
    turn.edit(views.tried(await office.try_out(area.code, over=pressed.word == "over")))


OFFERS = Offers(
    presses={
        "a_free": free,
        "a_import": read_in,
        "a_stop": stop,
        "a_export": export,
        "a_kept": kept,
        "a_print": printed,
        "a_times": times,
        "a_trial": trials,
        "a_try": try_out,
    },
)
