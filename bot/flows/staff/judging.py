"""What whoever whistled says to a department: accepted and how it was, another instead; the record sheet, looking
again, the list of what is open and the month's table."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta

from bot.callbacks import Press, encode
from bot.flows.around import chat_id, context_of, me, pdf_of
from bot.flows.kept import keep
from bot.flows.offers import Hearing, Offers
from bot.flows.staff.around import privately
from bot.flows.staff.called import OF_WHISTLE, heard, not_needed, pressed_words
from bot.flows.staff.relay import may_do
from bot.flows.staff.whistle import FLOW, asking, passed_on_to, sheet
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import whistle as views
from bot.views.common import names, post_name
from bot.views.looking import photo_of_look, thanks_for_looking
from bot.views.record import Shot, embedded, month, record, record_page, record_pdf, shot
from bot.views.view import Button, View, in_rows, known, rows
from casework.capabilities import Capability
from casework.clock import limits as clock
from casework.data import read
from casework.messages import Kind
from casework.model.conversation import Message as Told
from casework.model.conversation import Outcome, Utterance
from casework.model.issues import Action
from casework.model.whistles import CallAction, CallRating, CallState, Whistle, WhistleCall
from casework.neighbourhood.rights import ASK_FOR_WHISTLES, MANAGERS, What
from casework.neighbourhood.switching import where_on
from casework.questions import OfLook
from casework.refusals import NotFound, NotYours
from casework.transitions import OPEN
from casework.whistle import answering, calling, patrol
from casework.whistle.answering import OnCall
from casework.whistle.figures import figures
from casework.whistle.lines import OfWhistle, ToDepartment, is_of
from casework.whistle.sheet import WhistleSheet, whistle_sheet
from casework.whistle.transitions import possible
from casework.words.answers import asks, asks_when, by_number
from casework.words.orders import asks_of_board, asks_word, called, spoken_to
from casework.words.undone import takes_back
from casework.words.verdicts import praises

ANSWERED = (
    Kind.WHISTLE_CARD,
    Kind.WHISTLE_SAID,
    Kind.WHISTLE_FED_BACK,
    Kind.WHISTLE_REDO,
    Kind.WHISTLE_NUDGE,
    Kind.WHISTLE_AHEAD,
    Kind.WHISTLE_LATE,
    Kind.WHISTLE_RETURNED,
    Kind.WHISTLE_DAY,
    Kind.WHISTLE_OFF,
    Kind.WHISTLE_DEAF,
    Kind.WHISTLE_MINE,
)
"""Messages that may be answered by a word; none of them is a word on anything else."""
SHOWN = 20
"""Open whistles in one list."""


async def _of_call(turn: Turn, pressed: Press) -> tuple[Whistle, WhistleCall]:
    whistle = await turn.work.whistle_of_call(pressed.ids[0])
    call = whistle.call(pressed.ids[0])
    assert call is not None
    return whistle, call


def _on(turn: Turn, pressed: Press) -> OnCall:
    return OnCall(call_id=pressed.ids[0], by=me(turn).id, at=turn.at)


async def look_at(turn: Turn, pressed: Press) -> None:
    """What this department waits for: a word on its work, or another department."""
    whistle, call = await _of_call(turn, pressed)
    found = await sheet(turn, whistle, call)
    if call.state is CallState.WHISTLED:
        await privately(turn, views.call_off(found, turn.tr))
        return
    show = views.judge if call.state is CallState.FED_BACK else views.returned
    view = show(found, None, turn.tr, context_of(turn))
    if view is None:
        turn.out_of_date()
    else:
        await privately(turn, view)


async def accepted(turn: Turn, pressed: Press) -> None:
    """It is good as it is; once all are, the record sheet is sent along."""
    rating = CallRating(pressed.word)
    whistle = await answering.accept(_on(turn, pressed), rating, turn.work)
    call = whistle.call(pressed.ids[0])
    assert call is not None
    found = await sheet(turn, whistle, call)
    facts = {"title": views.title(found, turn.tr), "rating": turn.tr.t(views.RATINGS[rating])}
    turn.edit(View(turn.tr.t("✅ {title}: accepted, {rating}.", **facts)))
    if not whistle.open:
        await privately(turn, await _sheet_of(turn, found))


async def another(turn: Turn, pressed: Press) -> None:
    """Whom instead?"""
    whistle, call = await _of_call(turn, pressed)
    busy = {one.department_id for one in whistle.calls if not one.over or one.id == call.id}
    departments = [one for one in await turn.work.departments_for(whistle.line) if one.id not in busy]
    if not departments:
        turn.toast(turn.tr.t("All the departments are called already."), alert=True)
        return
    buttons = [Button(one.name, encode("wj_pass", call.id, one.id)) for one in departments]
    pairs = in_rows(buttons)
    await privately(turn, View(turn.tr.t("Whom shall I call?"), rows(*pairs)))


async def judged(turn: Turn, pressed: Press) -> None:
    """Accepted; and with the last department, whether the matter itself is done, where it is still open."""
    await accepted(turn, pressed)
    whistle, _ = await _of_call(turn, pressed)
    issue = await turn.work.issue(whistle.issue_id) if whistle.issue_id is not None and not whistle.open else None
    if issue is not None and issue.state in OPEN:
        await privately(turn, views.also_done(issue, turn.tr, may=await may_do(turn, issue, Action.RESOLVE)))


async def passed_on(turn: Turn, pressed: Press) -> None:
    """That one."""
    await calling.call_another(_on(turn, pressed), pressed.ids[1], turn.work)
    name = (await turn.work.department(pressed.ids[1])).name
    turn.edit(View(turn.tr.t("🔔 {name} is being called.", name=known(name))))


async def taken_back(turn: Turn, pressed: Press) -> None:
    """It is not needed: one department, or several of one whistle."""
    if not pressed.ids:
        raise NotFound
    off = []
    for call_id in pressed.ids:
        command = OnCall(call_id=call_id, by=me(turn).id, at=turn.at)
        whistle = await calling.withdraw(command, turn.work)
        call = whistle.call(call_id)
        assert call is not None
        found = await sheet(turn, whistle, call)
        off.append(known(found.name(call)))
    facts = {"title": views.title(found, turn.tr), "names": names(off, turn.tr)}
    turn.edit(View(turn.tr.t("➖ {title}: called off: {names}.", **facts)))


# Looking again


async def look_planned(turn: Turn, pressed: Press) -> None:
    """In a week, in a month."""
    command = patrol.OnWhistle(whistle_id=pressed.ids[0], by=me(turn).id, at=turn.at)
    await patrol.plan_look(command, pressed.ids[1], turn.work)
    turn.toast(turn.tr.t("Good. I ask somebody of the place to pass by then."))


async def seen(turn: Turn, pressed: Press) -> None:
    """Still fine, or back; a photo may follow."""
    whistle_id, days = pressed.ids
    command = patrol.Looked(whistle_id=whistle_id, by=me(turn).id, at=turn.at, fine=pressed.word == "fine", days=days)
    whistle, issue = await patrol.looked(command, turn.work)
    view = thanks_for_looking(issue, turn.tr)
    if issue is None and not command.fine:
        view = View(turn.tr.t("Thank you for looking. Whoever whistled is told; the matter is still open."))
    turn.edit(view)
    asked = OfLook(whistle=whistle.id)
    turn.ask(FLOW, "photo", photo_of_look(turn.tr), about=whistle.subject, lasts=timedelta(hours=1), data=asked)


async def photographed(turn: Turn, got: Parts) -> None:
    """The photo of a look; words alone are none."""
    asked = turn.question
    assert asked is not None
    whistle = await turn.work.whistle(read(asked.data, OfLook).whistle)
    command = patrol.OnWhistle(whistle_id=whistle.id, by=me(turn).id, at=turn.at)
    turn.close(asked)
    entry = await patrol.show_look(whistle, command, got.photos, got.text, turn.work)
    turn.became(Outcome.WHISTLE, whistle.subject, entry.id)
    turn.say(View(turn.tr.t("✓ Noted.")))


# More of an album, and corrections


async def more_of_it(turn: Turn, said: Utterance, got: Parts) -> None:
    """Further photos go where the first went."""
    assert said.subject is not None
    assert said.entry_id is not None
    await answering.show_more(said.subject.id, said.entry_id, got.photos, turn.work)


async def corrected(turn: Turn, said: Utterance, got: Parts) -> None:
    """Other words instead, as long as nobody has decided by them."""
    assert said.subject is not None
    assert said.entry_id is not None
    if not await answering.correct(said.subject.id, said.entry_id, got.text.strip(), turn.at, turn.work):
        turn.say(View(turn.tr.t("It is too late to change that. Please say it once more.")), vanish=not turn.private)


async def answered(turn: Turn, told: Told, got: Parts) -> None:
    """An answer to a card or a word of the other side is a word to that side, where it is no press. Raises NotYours,
    NotPossibleNow, TextNeeded."""
    about = read(told.data, OfWhistle)
    whistle = await turn.work.whistle(about.whistle)
    if not await turn.work.posts_of(me(turn).id):
        await _has_left(turn, whistle)
        return
    call = whistle.call(about.call) if isinstance(about, ToDepartment) else None
    if call is not None and await heard(turn, whistle, call, got):
        return
    if await not_needed(turn, got, whistle):
        return
    await _word_on(turn, whistle, got, [call] if call is not None else await _spoken_to(turn, whistle, got.text))


async def _word_on(turn: Turn, whistle: Whistle, got: Parts, calls: Sequence[WhistleCall]) -> None:
    """A word to those departments, or to whoever whistled."""
    by, chat = me(turn).id, await chat_id(turn)
    for one in calls:
        command = answering.Said(call_id=one.id, by=by, at=turn.at, chat_id=chat, text=got.text, photos=got.photos)
        await answering.say(command, turn.work)
    if not calls:
        raise NotFound
    mine = [one for one in await turn.work.timeline(whistle.id) if one.person_id == by]
    turn.became(Outcome.WHISTLE, whistle.subject, mine[-1].id)
    turn.say(await passed_on_to(turn, whistle, calls, turn.tr.t("✓ Passed on.")), vanish=not turn.private)


MISSING = re.compile("没(?:有)?(?:撤|清|走|弄|办|修|好|完|处理|收)|还(?:差|有)|返工|再来|重新|不行")
"""Something is missing of what was said to be done."""
_COMES = re.compile("来|到|去|办|弄|完|人")
SHORT = 20
"""Characters of a question about a department."""


async def said_of_whistle(turn: Turn, got: Parts) -> bool:
    """Words of whoever whistles, without an answer: "吹哨1号咋样了", "1号哨没办完" by the whistle's number; "没撤，让
    他们再来一趟" right below a department's "done" are what is missing; "明天几点" right below its word, and "问问周警
    官处理完了没", are asked of it."""
    areas = [one.area_id for one in await turn.work.posts_of(me(turn).id) if one.role in MANAGERS and one.area_id]
    if not areas:
        return False
    found = OF_WHISTLE.search(got.text)
    if found is None:
        below = await _below_done(turn, got) or await _below_word(turn, got) or await _below_refusal(turn, got)
        return below or await _asks_officer(turn, got, areas) or await _asks_of_department(turn, got, areas)
    number = int(found["n"] or found["number"])
    able = [one for one in await turn.work.whistles_in(areas) if one.number == number]
    if not able or await not_needed(turn, got):
        return bool(able)
    rest = replace(got, text=OF_WHISTLE.sub("", got.text, count=1).strip(" ，,：:"))
    done = [one for one in able[0].calls if one.state is CallState.FED_BACK]
    if len(done) == 1 and _is_missing(rest.text) and not asks(rest.text):
        await _redo(turn, done[0], rest)
    elif asks(rest.text) or asks_of_board(rest.text) or not rest.text:
        turn.became(Outcome.NOTHING)
        await one_whistle(turn, Press("w_see", (able[0].id,)))
    else:
        await _word_on(turn, able[0], rest, await _spoken_to(turn, able[0], rest.text))
    return True


async def _straight_above(turn: Turn, kind: Kind) -> tuple[Told, int | None] | None:
    """The newest message here and its number, where it is of that kind and nothing was asked since."""
    newest = next(iter(await turn.work.newest_sent(turn.address, 1)), None)
    if newest is None or newest.kind != kind or newest.sent_at is None:
        return None
    asked_since = any(one.asked_at >= newest.sent_at for one in turn.questions)
    return (newest, newest.message_id) if not asked_since else None


async def _below_done(turn: Turn, got: Parts) -> bool:
    above, praise = await _straight_above(turn, Kind.WHISTLE_FED_BACK), praises(got.text)
    if above is None or asks(got.text) or (praise is None and not _is_missing(got.text)):
        return False
    told, message_id = above
    about = read(told.data, ToDepartment)
    whistle = await turn.work.whistle(about.whistle)
    call = whistle.call(about.call)
    if call is None or call.state is not CallState.FED_BACK:
        return False
    if praise is not None:
        turn.became(Outcome.NOTHING)
        turn.pressed, turn.message_id = True, message_id
        await judged(turn, Press("wj_ok", (call.id,), praise))
        return True
    await _redo(turn, call, got)
    return True


async def _below_word(turn: Turn, got: Parts) -> bool:
    """A question right below what a department said, of nothing that is named: it goes back to that department."""
    above = await _straight_above(turn, Kind.WHISTLE_SAID)
    if above is None or got.photos:
        return False
    short = len(got.text.strip()) <= SHORT and by_number(got.text)[0] is None and not spoken_to(got.text)
    if not short or not (asks(got.text) or asks_when(got.text) or _WANTS_WORD.search(got.text)):
        return False
    told, _ = above
    about = read(told.data, OfWhistle)
    whistle = await turn.work.whistle(about.whistle)
    entry = await turn.work.entry(told.entry_id) if told.entry_id is not None else None
    calls = [one for one in whistle.calls if not one.over and (entry is None or is_of(entry, one))]
    if len(calls) != 1:
        return False
    await _word_on(turn, whistle, got, calls)
    return True


_DECIDES = re.compile(
    r"(?<!不)(?:归|是|算|该|由)(?:的是)?(?:你|您|他|她|人家)们?|(?<![不是])归[^，,。？?吗]{1,6}?(?:管|的)"
    r"|(?:一直|从来|向来|历来|本来)(?:都)?(?:是|归|由)(?!我|别)|(?:还是|就)(?:得)?(?:你|您|他|她)们(?:来|去|管|办)"
)
"""That it is theirs all the same."""


async def _below_refusal(turn: Turn, got: Parts) -> bool:
    """ "就归你们，占道一直是城管的" right below a refusal: asked once, and the department is awaited again."""
    above = await _straight_above(turn, Kind.WHISTLE_RETURNED)
    if above is None or got.photos or asks(got.text) or _DECIDES.search(got.text) is None:
        return False
    about = read(above[0].data, ToDepartment)
    whistle = await turn.work.whistle(about.whistle)
    call = whistle.call(about.call)
    if call is None or not possible(call.state, CallAction.STAYS) or call.passed_to_id is not None:
        return False
    asked_id, name = turn.work.new_id(), (await turn.work.department(call.department_id)).name
    view = views.stays_theirs(call, name, asked_id, turn.tr)
    turn.ask("called", "press", view, beside=True, asked_id=asked_id, data=keep(turn, got))
    return True


async def stays(turn: Turn, pressed: Press) -> None:
    """It is theirs all the same; the words that were asked about go along."""
    if (about := await pressed_words(turn, pressed)) is None:
        return
    whistle, call, got = about
    said = answering.Said(call_id=call.id, by=me(turn).id, at=turn.at, text=got.text)
    await answering.stays_theirs(said, turn.work)
    if got.text:
        mine = [one for one in await turn.work.timeline(whistle.id) if one.person_id == me(turn).id]
        turn.became(Outcome.WHISTLE, whistle.subject, mine[-1].id)
    name = known((await turn.work.department(call.department_id)).name)
    turn.edit(View(turn.tr.t("✓ {name} is told, and awaited again.", name=name)))


_WANTS_WORD = re.compile("准话|准信|痛快话|几点|啥时候|哪天")


async def _asks_officer(turn: Turn, got: Parts, areas: Sequence[int]) -> bool:
    """ "问问周警官处理完了没": to the one department that was called, and of which he is."""
    whom = spoken_to(got.text)
    if not whom or got.photos:
        return False
    for whistle in reversed(await turn.work.whistles_in(areas)):
        calls = [one for one in whistle.calls if not one.over]
        officers = {one.id: await turn.work.officers(one.department_id) for one in calls}
        named_so = [one for one in calls if any(called(who, whom) for who in officers[one.id])]
        if named_so:
            await _word_on(turn, whistle, got, named_so[:1])
            return True
    return False


def _is_missing(text: str) -> bool:
    return takes_back(text) or MISSING.search(text) is not None


async def _asks_of_department(turn: Turn, got: Parts, areas: Sequence[int]) -> bool:
    """ "城管的人来没来", "派出所到了吗" of a department that was called: the newest whistle that waits for it."""
    text, number = got.text.strip(), by_number(got.text)[0]
    if len(text) > SHORT or not (asks(text) or asks_of_board(text)):
        return False
    if _COMES.search(text) is None and not asks_word(by_number(text)[1]):
        return False
    for whistle in reversed(await turn.work.whistles_in(areas)):
        issue = await turn.work.issue(whistle.issue_id) if whistle.issue_id is not None else None
        if number is not None and (issue is None or issue.number != number):
            continue
        if any([await _is_named(turn, one, text) for one in whistle.calls]):
            turn.became(Outcome.NOTHING)
            await one_whistle(turn, Press("w_see", (whistle.id,)))
            return True
    return False


async def _is_named(turn: Turn, call: WhistleCall, text: str) -> bool:
    """The department, or one of its officers."""
    officers = [one.name for one in await turn.work.officers(call.department_id) if len(one.name) > 1]
    return (await turn.work.department(call.department_id)).name[:2] in text or any(one in text for one in officers)


async def _redo(turn: Turn, call: WhistleCall, got: Parts) -> None:
    by, chat = me(turn).id, await chat_id(turn)
    said = answering.Said(call_id=call.id, by=by, at=turn.at, chat_id=chat, text=got.text, photos=got.photos)
    whistle = await answering.redo(said, turn.work)
    mine = [one for one in await turn.work.timeline(whistle.id) if one.person_id == by]
    turn.became(Outcome.WHISTLE, whistle.subject, mine[-1].id)
    turn.say(await passed_on_to(turn, whistle, [call], turn.tr.t("✓ They are told what is missing.")))


async def _has_left(turn: Turn, whistle: Whistle) -> None:
    """Whoever has left the post speaks for no department any more: whom to turn to."""
    name = post_name(await turn.work.post(whistle.by_post_id), turn.tr)
    text = turn.tr.t("You hold no post here any more, so I passed nothing on. Please turn to {name}.", name=name)
    turn.became(Outcome.NOTHING)
    turn.say(View(text), vanish=not turn.private)


async def _spoken_to(turn: Turn, whistle: Whistle, text: str) -> list[WhistleCall]:
    """Those of its departments that the words name; all that are waited for where they name none."""
    waited_for = [one for one in whistle.calls if not one.over]
    named = [one for one in waited_for if (await turn.work.department(one.department_id)).name[:2] in text]
    return named or waited_for


# Lists


async def open_whistles(turn: Turn) -> None:
    """/chuishao: of a manager what is open in the area, of an officer what waits for the department. Raises
    NotYours, SwitchedOff."""
    posts = await turn.work.posts_of(me(turn).id)
    may = MANAGERS | ASK_FOR_WHISTLES
    areas = [one.area_id for one in posts if one.role in may and one.area_id is not None]
    departments = {one.department_id for one in posts if one.department_id is not None}
    if not areas and not departments:
        raise NotYours(action=None, roles=MANAGERS)
    if not areas:
        await _mine(turn, [one for one in departments if one is not None])
        return
    found = await turn.work.whistles_in(areas)
    sheets = [await whistle_sheet(one, turn.at, turn.work, reader_id=me(turn).id) for one in found[:SHOWN]]
    seen = [one for one in sheets if one.knows(What.CARD)]
    mine = [await turn.work.area(one) for one in areas]
    new = where_on(Capability.WHISTLES, mine, turn.at, turn.work, strict=not seen)
    turn.say(views.many(seen, turn.tr, context_of(turn), new=bool(new)))


async def waiting_for_me(turn: Turn) -> None:
    """Beside an officer's other work: what waits for the department. Nothing is said of nothing."""
    posts = await turn.work.posts_of(me(turn).id)
    if departments := [one.department_id for one in posts if one.department_id is not None]:
        await _mine(turn, departments, silent=True)


async def _mine(turn: Turn, departments: list[int], *, silent: bool = False) -> None:
    cards = []
    for department_id in departments:
        for whistle in await turn.work.whistles_waiting_for(department_id):
            mine = [one for one in whistle.calls if one.department_id == department_id and not one.over]
            cards += [views.own_card(await sheet(turn, whistle, call), turn.tr, context_of(turn)) for call in mine]
    for view in cards[:SHOWN]:
        turn.say(view)
    if not cards and not silent:
        turn.say(View(turn.tr.t("No whistle waits for you.")))


async def record_sheet(turn: Turn, pressed: Press) -> None:
    """报到情况记录单, privately, as a page to print."""
    found = await _recorded(turn, pressed)
    await privately(turn, await _sheet_of(turn, found))


async def record_as_pdf(turn: Turn, pressed: Press) -> None:
    """The same as a PDF. Raises NotFound, NoPdf."""
    found = await _recorded(turn, pressed)
    made = record_page(found, turn.tr, context_of(turn), photos=await _photos(turn, found))
    content = await pdf_of(made, turn)
    await privately(turn, record_pdf(found, content, turn.tr))


async def _sheet_of(turn: Turn, found: WhistleSheet) -> View:
    photos = await _photos(turn, found)
    return record(found, turn.tr, context_of(turn), pdf=turn.pdf is not None, photos=photos)


async def _photos(turn: Turn, found: WhistleSheet) -> list[Shot]:
    """In the file itself."""
    return [
        shot(found, turn.tr, src=embedded(content), width=one.width, height=one.height, after=one.after)
        for one, content in await turn.work.pictures_on_paper(found.whistle.issue_id)
    ]


async def _recorded(turn: Turn, pressed: Press) -> WhistleSheet:
    """Raises NotFound for whoever may not know the record."""
    found = await sheet(turn, await turn.work.whistle(pressed.ids[0]))
    if not found.knows(What.STAFF_ENTRIES):
        raise NotFound
    return found


async def month_table(turn: Turn, pressed: Press) -> None:
    """How the departments kept to the whistles of this month, or of the one before. Raises NotYours."""
    areas = [
        one.area_id for one in await turn.work.posts_of(me(turn).id) if one.role in MANAGERS and one.area_id is not None
    ]
    if not areas:
        raise NotYours(action=None, roles=MANAGERS)
    zone, before = turn.work.settings.zone, pressed.word == "before"
    this = turn.at.astimezone(zone).date().replace(day=1)
    first = (this - timedelta(days=1)).replace(day=1) if before else this
    since = clock.local(first, time(0), zone)
    until = clock.local(this, time(0), zone) if before else None
    found = figures(await turn.work.whistles_in(areas, since, until), turn.at)
    departments = [await turn.work.department(one) for one in found]
    view = month(sorted(departments, key=lambda one: one.code), found, first, turn.tr, before=before)
    await privately(turn, view)


async def one_whistle(turn: Turn, pressed: Press) -> None:
    """How all of its departments stand."""
    found = await sheet(turn, await turn.work.whistle(pressed.ids[0]))
    view = views.mine(found, None, turn.tr, context_of(turn))
    if view is None or not found.knows(What.STAFF_ENTRIES):
        raise NotFound
    await privately(turn, view)


OFFERS = Offers(
    presses={
        "wj_see": look_at,
        "wj_ok": judged,
        "wj_redo": asking("redo"),
        "wj_other": another,
        "wj_pass": passed_on,
        "wj_off": taken_back,
        "wj_stays": stays,
        "w_look": look_planned,
        "w_seen": seen,
        "w_see": one_whistle,
        "w_record": record_sheet,
        "w_pdf": record_as_pdf,
        "w_month": month_table,
    },
    steps={(FLOW, "photo"): photographed},
    replies=dict.fromkeys(ANSWERED, answered),
    outcomes={Outcome.WHISTLE: Hearing(more=more_of_it, amend=corrected)},
)
