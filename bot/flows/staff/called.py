"""Words about a whistle that say what a button says: of a department "我们到了，俩人", "不归我们管"; of whoever
whistled "3号派出所不用来了"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.callbacks import Press, encode
from bot.flows.around import chat_id, me
from bot.flows.kept import keep, taken
from bot.flows.offers import Offers
from bot.flows.staff.whistle import sheet
from bot.incoming.parts import Parts
from bot.incoming.turn import Delete, Turn
from bot.views import whistle as views
from bot.views.common import post_name
from bot.views.pieces import asked_of
from bot.views.view import NOTHING, Button, View, glue, in_rows, known, rows
from casework.issue.fitting import share_thing
from casework.model.conversation import Outcome
from casework.model.whistles import CallAction, CallState, Whistle, WhistleCall
from casework.neighbourhood.rights import CALL_RIGHTS, MANAGERS, standings
from casework.questions import Kept
from casework.refusals import NotYours
from casework.whistle import answering
from casework.whistle.answering import Said
from casework.whistle.lines import is_of
from casework.whistle.transitions import THERE, possible
from casework.words.acts import acts, likely
from casework.words.among_staff import is_talk
from casework.words.called import Said as Called
from casework.words.called import (
    comes_by,
    delayed,
    doubts,
    elsewhere,
    in_part,
    objects,
    on_the_spot,
    people_alone,
    results,
    says,
    sends,
    takes_again,
)
from casework.words.each import kinds_in, kinds_of_trade
from casework.words.ngrams import Act
from casework.words.scene import says_coming
from casework.words.undone import takes_back
from locales.markup import Html

NOT_NEEDED = re.compile(
    r"不(?:用|需要?|必)(?:再)?(?:来|去|到|过来)|用不着(?:来|去)|(?:先)?别(?:来|去|过来)|撤(?:销|哨|了|回|掉)|叫错|取消.{0,8}哨"
)
WHOLE = re.compile(
    r"哨|叫错|^(?:那|先|就|都|全|还是|他们|她们|人)*(?:撤(?:销|回|掉)?了?吧?|不用(?:再)?来了|别来了)[吧啊]?(?:$|[，,。！!\s])"
)
"""No department is named: the whole whistle is meant."""
NUMBER = re.compile(r"(?:吹哨)?\s*(\d{1,5})\s*号(?!楼)")
_NUMBERS = re.compile(r"[（(]?(?:吹哨)?\s*\d{1,5}\s*号(?!楼)(?:的)?(?:吹?哨|那[个边])?[）)]?")
OF_WHISTLE = re.compile(r"吹哨\s*(?P<n>\d{1,5})\s*号|(?P<number>\d{1,5})\s*号(?:的)?(?:吹)?哨")
"""The number is a whistle's own, and no matter's."""
ANOTHER_TIME = re.compile(
    "(?:换|改|挪|推|延|提前|错)(?:到|成|个|在|至)?(?:周|礼拜|星期|下周|明天|后天|大后天|今|日子|时间|一天"
    "|[0-9一二三四五六七八九十]+(?:月|日|号(?!楼)|点|天))"
)
"""An officer asks for another day or hour of what is planned."""
COUNTED_FOR = timedelta(minutes=15)
"""So long after they came a number alone says how many they are."""
TOLD_LATELY = timedelta(hours=1)
"""So long what was told last is what is spoken of, if nothing else was told in such a time before it."""
LATELY = timedelta(days=14)
"""So long a whistle that is over is spoken of by its number."""
ON_BUTTON = 4
"""Departments that one button is about."""
FITS: dict[str, tuple[CallState, ...]] = {
    "here": (CallState.WHISTLED, CallState.REPORTED_IN),
    "back": (CallState.WHISTLED,),
    "done": THERE,
}
"""In which states of a department its words are a press."""


async def _calls(turn: Turn, department_ids: Sequence[int]) -> list[tuple[Whistle, WhistleCall]]:
    found = []
    for one in department_ids:
        for whistle in await turn.work.whistles_waiting_for(one):
            found += [(whistle, call) for call in whistle.calls if call.department_id == one and not call.over]
    return found


async def _my_departments(turn: Turn) -> list[int]:
    return [one.department_id for one in await turn.work.posts_of(me(turn).id) if one.department_id is not None]


async def said_of(turn: Turn, whistle: Whistle, call: WhistleCall, got: Parts) -> bool:
    """An officer's words on that call, where they are a press. False where they are only a word."""
    found = says(got.text) or _count(turn, call, got.text)
    if found is not None and found.here and call.state is CallState.WHISTLED:
        found = Called("here", more=True)  # nobody was there before: that first
    if found is None or call.department_id not in await _my_departments(turn) or call.state not in FITS[found.deed]:
        return False
    if call.state is CallState.REPORTED_IN and found.deed == "here" and found.people is None:
        return False
    await _do(turn, whistle, call, found, got)
    return True


async def heard(turn: Turn, whistle: Whistle, call: WhistleCall, got: Parts) -> bool:
    """The same, where a doubt, and what is said of a matter that was sent back, are asked about first."""
    if call.department_id not in await _my_departments(turn):
        return False
    private = got.text if turn.private else ""
    asked_id, found = turn.work.new_id(), says(got.text)
    if call.state is CallState.RETURNED and call.passed_to_id is None:
        if takes_again(got.text):
            await _take_again(turn, whistle, call, got)
            return True
        goes_on = found is not None and found.deed != "back"
        if not (goes_on or on_the_way(got.text) or in_part(got.text) or results(got.text)):
            return False
        view = await _after_all(turn, call, private, asked_id)
    elif call.state is CallState.WHISTLED and doubts(got.text):
        view = views.is_it_theirs(call, private, asked_id, turn.tr)
    elif call.state in THERE and found is None and results(got.text) and not in_part(got.text):
        view = views.is_it_done(call, private, asked_id, turn.tr)
    else:
        return await said_of(turn, whistle, call, got)
    _ask(turn, view, asked_id, got)
    return True


async def _after_all(turn: Turn, call: WhistleCall, words: str, asked_id: int) -> View:
    name = (await turn.work.department(call.department_id)).name
    return views.still_theirs(call, name, words, asked_id, turn.tr)


def _ask(turn: Turn, view: View, asked_id: int, got: Parts) -> None:
    known_words, reply_to = keep(turn, got), turn.message_id
    turn.ask("called", "press", view, beside=True, reply_to=reply_to, asked_id=asked_id, data=known_words)


async def _take_again(turn: Turn, whistle: Whistle, call: WhistleCall, got: Parts) -> None:
    """It is theirs after all, in these words; who is there already has reported in by them."""
    by, chat = me(turn).id, await chat_id(turn)
    said = Said(call_id=call.id, by=by, at=turn.at, chat_id=chat, text=got.text, photos=got.photos)
    await answering.stays_theirs(said, turn.work)
    if (found := says(got.text)) is not None and (found.deed == "here" or found.here):
        await _do(turn, whistle, call, Called("here", people=found.people), Parts())
        return
    mine = [one for one in await turn.work.timeline(whistle.id) if one.person_id == by]
    turn.became(Outcome.WHISTLE, whistle.subject, mine[-1].id)
    view = View(turn.tr.t("✓ It is yours again, and whoever whistled knows it."))
    if turn.pressed:
        turn.edit(view)
    else:
        turn.reply(view, vanish=not turn.private)


async def pressed_words(turn: Turn, pressed: Press) -> tuple[Whistle, WhistleCall, Parts] | None:
    """What a button is about, and the words that were asked about, if any; None where it is out of date."""
    got = Parts()
    if len(pressed.ids) > 1:
        if (asked := turn.pressed_question("called.press", pressed.ids[1])) is None:
            turn.answers.append(Delete())
            return None
        got = await taken(turn, asked)
    whistle = await turn.work.whistle_of_call(pressed.ids[0])
    call = whistle.call(pressed.ids[0])
    assert call is not None
    return whistle, call, got


async def ours(turn: Turn, pressed: Press) -> None:
    """〔还是我们来〕, on the card and below words; after a doubt nothing was sent back."""
    if (about := await pressed_words(turn, pressed)) is None:
        return
    whistle, call, got = about
    if len(pressed.ids) > 1 and call.state is CallState.WHISTLED:
        turn.became(Outcome.NOTHING)
        turn.edit(View(turn.tr.t("Good, it stays yours.")))
    elif len(pressed.ids) > 1:
        await _take_again(turn, whistle, call, got)
    else:
        by, chat = me(turn).id, await chat_id(turn)
        await answering.stays_theirs(Said(call_id=call.id, by=by, at=turn.at, chat_id=chat), turn.work)
        turn.toast(turn.tr.t("✓ It is yours again, and whoever whistled knows it."))


async def sent_back(turn: Turn, pressed: Press) -> None:
    """〔退回〕 below a doubt, 〔办完了〕 below a result."""
    if (about := await pressed_words(turn, pressed)) is None:
        return
    whistle, call, got = about
    await _do(turn, whistle, call, Called("done" if pressed.verb == "wc_did" else "back", more=True), got)


def _count(turn: Turn, call: WhistleCall, text: str) -> Called | None:
    """ "三个人", right after it was asked how many they are."""
    asked = call.state is CallState.REPORTED_IN and not call.people and call.reported_in_at is not None
    people = people_alone(text) if asked and turn.at - (call.reported_in_at or turn.at) <= COUNTED_FOR else None
    return Called("here", people=people) if people is not None else None


async def _do(turn: Turn, whistle: Whistle, call: WhistleCall, found: Called, got: Parts) -> None:
    said = Said(
        call_id=call.id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn), text=got.text, photos=got.photos
    )
    tr = turn.tr
    if found.deed == "back":
        await answering.send_back(said, turn.work)
        text = tr.t("Noted. Whoever whistled decides what next.")
    elif found.deed == "done":
        await answering.feed_back(said, turn.work)
        text = tr.t("✓ Noted. Whoever whistled looks at it.")
    else:
        if call.state is CallState.WHISTLED:
            await answering.report_in(said, turn.work)
        if found.people is not None:
            await answering.count(said, found.people, turn.work)
            text = tr.t("Noted that you are there, {n} of you.", n=call.people)
        else:
            text = tr.t("Noted that you are there. How many are you?")
        if found.more or got.photos:
            await answering.say(said, turn.work)
    mine = [one for one in await turn.work.timeline(whistle.id) if one.person_id == me(turn).id]
    turn.became(Outcome.WHISTLE, whistle.subject, mine[-1].id)
    if turn.pressed:
        turn.edit(View(text))
    else:
        turn.say(View(text), reply_to=None if turn.private else turn.message_id, vanish=not turn.private)


async def plain(turn: Turn, got: Parts, department_id: int | None = None) -> bool:
    """The same without an answer to anything: of the one whistle that waits for it; of several it is asked which.
    `department_id`: said in the group of that department."""
    found = says(got.text)
    mine = await _my_departments(turn)
    wanted = [one for one in mine if department_id in (None, one)]
    sent_back = [one for one in await _calls(turn, wanted) if one[1].state is CallState.RETURNED]
    if takes_again(got.text) and sent_back:
        return await _of_one(turn, sent_back, got)
    if doubts(got.text):
        return await _of_one(turn, await _awaited(turn, wanted), got)
    if found is None:
        if takes_back(got.text):
            return await _of_one(
                turn, [one for one in await _calls(turn, wanted) if one[1].state is CallState.FED_BACK], got
            )
        if in_part(got.text):
            return await _of_one(turn, await _calls(turn, wanted), got)
        if people_alone(got.text) is not None:
            counted = [one for one in await _calls(turn, wanted) if _count(turn, one[1], got.text) is not None]
            return await _of_one(turn, counted, got)
        if department_id is None and results(got.text):
            return await _of_one(turn, await _calls(turn, wanted), got)
        asks = department_id is None and ANOTHER_TIME.search(got.text) is not None
        if not asks and not on_the_way(got.text):
            return False
        return await _of_one(turn, await _awaited(turn, wanted) or sent_back, got)
    able = [(whistle, call) for whistle, call in await _calls(turn, wanted) if call.state in FITS[found.deed]]
    if found.people is None:  # who is there already and says so again says nothing new
        new = found.more and not [one for one in able if one[1].state is CallState.WHISTLED]
        able = [one for one in able if found.deed != "here" or one[1].state is CallState.WHISTLED or new]
    if not able and found.deed == "done":  # before anybody said that they came
        able = await _awaited(turn, wanted)
    if not able and found.deed == "back":  # who came, and finds that it is another's
        able = [one for one in await _calls(turn, wanted) if one[1].state in THERE]
    return await _of_one(turn, able or sent_back, got)  # who sent it back, and came or did it all the same


async def of_number(turn: Turn, got: Parts) -> bool:
    """ "77号（吹哨32号）收摊了" of an officer: the call of that whistle, or about that matter. False where the words
    name none of theirs, or say nothing of it."""
    rest = _NUMBERS.sub("", got.text).strip(" ，,：:、（）()")
    said = says(rest) or on_the_way(rest) or in_part(rest) or results(rest) or takes_again(rest) or doubts(rest)
    mine = await _my_departments(turn)
    if rest == got.text.strip() or not said or not mine:
        return False
    named = await _named(turn, await _calls(turn, mine), got.text)
    return await _of_one(turn, named, replace(got, text=rest)) or await _is_over(turn, mine, got.text)


async def _is_over(turn: Turn, department_ids: Sequence[int], text: str) -> bool:
    """Of a whistle of lately that is over: said so, and to whom to turn."""
    areas = [one.area_id for one in await turn.work.posts_of(me(turn).id) if one.area_id is not None]
    lately = await turn.work.whistles_in(areas, turn.at - LATELY, turn.at)
    over = [(one, call) for one in lately for call in one.calls if call.over and call.department_id in department_ids]
    if not (named := await _named(turn, over, text)):
        return False
    whistle, call = named[-1]
    turn.became(Outcome.NOTHING)
    name = post_name(await turn.work.post(whistle.by_post_id), turn.tr)
    facts = {"title": views.title(await sheet(turn, whistle, call), turn.tr), "name": name}
    turn.say(View(turn.tr.t("{title} is over for you. If there is more to it, please turn to {name}.", **facts)))
    return True


async def _named(
    turn: Turn, able: Sequence[tuple[Whistle, WhistleCall]], text: str
) -> list[tuple[Whistle, WhistleCall]]:
    """Those whose whistle, or whose matter, the words name by its number."""
    numbers = {int(one[1]) for one in NUMBER.finditer(text)}
    found = []
    for whistle, call in able:
        issue = await turn.work.issue(whistle.issue_id) if whistle.issue_id is not None and numbers else None
        if numbers & {whistle.number, issue.number if issue is not None else None}:
            found.append((whistle, call))
    return found


async def _awaited(turn: Turn, department_ids: Sequence[int]) -> list[tuple[Whistle, WhistleCall]]:
    """The calls to which nobody came yet, or should once more."""
    return [one for one in await _calls(turn, department_ids) if one[1].state is CallState.WHISTLED or one[1].missing]


async def waited_for(turn: Turn, department_id: int) -> bool:
    """Whether this person is an officer of it, and something is waited for."""
    return department_id in await _my_departments(turn) and bool(await _calls(turn, [department_id]))


async def _of_one(turn: Turn, able: Sequence[tuple[Whistle, WhistleCall]], got: Parts) -> bool:
    """Of one call the words are taken, and of that alone of which this department was told last, long after the others;
    of several it is asked which. In a group what is of another place is of none. False where there is none."""
    able = [one for one in able if turn.private or not elsewhere(got.text, await _known(turn, one[0]))]
    if not able:
        return False
    told = sorted((_told_at(one[1]), one[1].id) for one in able)
    if len(able) > 1 and turn.at - told[-1][0] <= TOLD_LATELY < told[-1][0] - told[-2][0]:
        able = [one for one in able if one[1].id == told[-1][1]]
    if len(able) == 1:
        if not await heard(turn, *able[0], got):
            await _only_a_word(turn, *able[0], got)
        return True
    asked_id = turn.work.new_id()
    buttons = []
    for whistle, call in able:
        label = str(views.title(await sheet(turn, whistle, call), turn.tr))
        buttons.append(Button(label, encode("wc_which", asked_id, call.id)))
    view = View(
        asked_of(turn.tr.t("Which one is this about?"), got.text if turn.private else "", turn.tr), rows(*buttons)
    )
    _ask(turn, view, asked_id, got)
    return True


async def _known(turn: Turn, whistle: Whistle) -> str:
    """What the departments were told of the place, and of what is wrong there."""
    issue = await turn.work.issue(whistle.issue_id) if whistle.issue_id is not None else None
    told = [whistle.matter, whistle.place, whistle.text, *([issue.place, issue.text] if issue is not None else [])]
    return " ".join(told)


def may_touch(text: str) -> bool:
    """Whether words in the group of a department tell of a place as officers do, or name a thing of some trade."""
    return not is_talk(text) and (on_the_spot(text) or bool(kinds_of_trade(text) | kinds_in(text)))


async def _touches(turn: Turn, whistle: Whistle, text: str) -> bool:
    """Whether they may be of this whistle: "没看见摊子啊" of vendors."""
    told = await _known(turn, whistle)
    kinds = kinds_of_trade(text) | kinds_in(text)
    named = share_thing(text, f"{whistle.matter} {whistle.place}")
    return on_the_spot(text) or named or bool(kinds & (kinds_of_trade(told) | kinds_in(told)))


def on_the_way(text: str) -> bool:
    """Whether they say that they come, or when: of whoever was called it is the answer."""
    return delayed(text) or says_coming(text) or comes_by(text) or sends(text) or objects(text)


def _told_at(call: WhistleCall) -> datetime:
    """When the department was told of it last, be it that nobody has reported in."""
    limit = call.report_in_by - call.called_at
    return call.called_at + limit * call.late if call.state is CallState.WHISTLED else call.called_at


async def _only_a_word(turn: Turn, whistle: Whistle, call: WhistleCall, got: Parts) -> None:
    """ "弄完了" before anybody said that they came, "换周四行不行": whoever whistled reads it."""
    by, chat = me(turn).id, await chat_id(turn)
    await answering.say(
        Said(call_id=call.id, by=by, at=turn.at, chat_id=chat, text=got.text, photos=got.photos), turn.work
    )
    mine = [one for one in await turn.work.timeline(whistle.id) if one.person_id == by]
    turn.became(Outcome.WHISTLE, whistle.subject, mine[-1].id)
    passed = View(turn.tr.t("✓ Passed on."))
    if call.state is CallState.RETURNED:
        passed = View(
            turn.tr.t("✓ Passed on. You had sent it back: whoever whistled decides whether it is yours again.")
        )
    turn.reply(passed, vanish=not turn.private)


async def perhaps(turn: Turn, got: Parts, department_id: int | None = None) -> bool:
    """Where the rules are silent, and the words are probably about what the department was called to: are they to be
    passed on? In a group only where that is rather sure; talk is not answered."""
    odds = acts(got.text)
    meant = next(iter(odds))
    if department_id is not None:
        about = (meant in OF_CALLS and odds[meant] >= SURE_ENOUGH) or NOT_NEEDED.search(got.text) is not None
        about = about or may_touch(got.text)
    else:
        about = meant in OF_CALLS or not likely(got.text)
    if not about:
        return False
    wanted = [one for one in await _my_departments(turn) if department_id in (None, one)]
    open_calls = (await _calls(turn, wanted))[:MOST_ASKED]
    if department_id is not None:
        open_calls = [one for one in open_calls if not elsewhere(got.text, await _known(turn, one[0]))]
        if meant not in OF_CALLS or odds[meant] < SURE_ENOUGH:
            open_calls = [one for one in open_calls if await _touches(turn, one[0], got.text)]
    if not open_calls:
        return False
    asked_id, buttons = turn.work.new_id(), []
    if len(open_calls) == 1 and open_calls[0][1].state is CallState.RETURNED:
        words = got.text if turn.private else ""
        _ask(turn, await _after_all(turn, open_calls[0][1], words, asked_id), asked_id, got)
        return True
    for whistle, call in open_calls:
        label = str(turn.tr.t("Pass it on"))
        if len(open_calls) > 1:
            label = str(views.title(await sheet(turn, whistle, call), turn.tr))
        buttons.append(Button(label, encode("wc_which", asked_id, call.id), says="yes" if len(open_calls) == 1 else ""))
    no = Button(turn.tr.t("Never mind"), encode("wc_which", asked_id, 0), says="no")
    text = asked_of(turn.tr.t("Pass this on to whoever whistled?"), got.text if turn.private else "", turn.tr)
    _ask(turn, View(text, rows(*in_rows([*buttons, no]))), asked_id, got)
    return True


OF_CALLS: tuple[Act, ...] = (
    "take",
    "not_mine",
    "coming",
    "late",
    "here",
    "done",
    "cannot",
    "later_day",
    "asks",
    "up",
    "note",
)
"""What an officer may mean that whoever whistled should hear."""
SURE_ENOUGH = 0.5
"""How sure the model has to be in a group."""
MOST_ASKED = 3
"""Calls among which one is asked."""


async def which(turn: Turn, pressed: Press) -> None:
    """This one."""
    asked = turn.pressed_question("called.press", pressed.ids[0])
    if asked is None:
        turn.answers.append(Delete())
        return
    got = await taken(turn, asked)
    if not pressed.ids[1]:
        turn.became(Outcome.NOTHING)
        asked.data = Kept()  # it was talk, and nothing of it stays
        turn.answers.append(Delete())
        return
    whistle = await turn.work.whistle_of_call(pressed.ids[1])
    call = whistle.call(pressed.ids[1])
    assert call is not None
    if call.over or call.department_id not in await _my_departments(turn):
        turn.out_of_date()
        turn.answers.append(Delete())
    elif call.state is CallState.RETURNED and takes_again(got.text):
        await _take_again(turn, whistle, call, got)
    elif not await said_of(turn, whistle, call, got):
        await _only_a_word(turn, whistle, call, got)


# Whoever whistled


async def not_needed(turn: Turn, got: Parts, about: Whistle | None = None) -> bool:
    """ "3号派出所不用来了": asked once, then that department is told; "叫错了，撤了吧": all of the newest whistle, or
    of the one that is named. `about`: the words answer a message of that whistle. False where none of it is awaited.
    Raises NotYours of another's whistle."""
    if got.photos or NOT_NEEDED.search(got.text) is None:
        return False
    areas = [one.area_id for one in await turn.work.posts_of(me(turn).id) if one.role in MANAGERS]
    if not areas:
        return False
    whistles = [about] if about is not None else await turn.work.whistles_in([one for one in areas if one is not None])
    number = int(found[1]) if (found := NUMBER.search(got.text)) else None
    named = []
    for whistle in whistles:
        issue = await turn.work.issue(whistle.issue_id) if whistle.issue_id is not None else None
        of_issue = issue.number if issue is not None and OF_WHISTLE.search(got.text) is None else None
        if number is not None and about is None and number not in (whistle.number, of_issue):
            continue
        named += [(whistle, call) for call in whistle.calls if possible(call.state, CallAction.WITHDRAW)]
    said = [one for one in named if (await turn.work.department(one[1].department_id)).name[:2] in got.text]
    able = [one for one in said if CALL_RIGHTS[CallAction.WITHDRAW] & await standings(one[0], me(turn).id, turn.work)]
    if said and not able:
        raise NotYours(action=CallAction.WITHDRAW, holder=await turn.work.post(said[0][0].by_post_id))
    if not said and WHOLE.search(got.text.strip()):
        posts = {one.id for one in await turn.work.posts_of(me(turn).id)}
        mine = [one for one in named if one[0].by_post_id in posts]
        able = [one for one in mine if one[0] is mine[-1][0]]
    if not able:
        return False
    turn.became(Outcome.NOTHING)
    if len(able) == 1:
        shown = await sheet(turn, *able[0])
        turn.ask("calloff", "press", views.call_off(shown, turn.tr), beside=True)
        return True
    buttons = []
    for whistle, call in able:
        shown = await sheet(turn, whistle, call)
        label = f"{shown.name(call)} · {views.number(shown, turn.tr)}"
        buttons.append(Button(label, encode("wj_off", call.id)))
    text = turn.tr.t("Which one is this about?")
    ids = [call.id for _, call in able[:ON_BUTTON]]
    if not said:
        text = turn.tr.t("{number}: who need not come? They are told.", number=views.number(shown, turn.tr))
        buttons.append(Button(turn.tr.t("None of them"), encode("wj_off", *ids), says="yes"))
    keep_it = Button(turn.tr.t("No, they are to come"), encode("wj_keep", *ids), says="no")
    turn.ask("calloff", "press", View(text, rows(*buttons, keep_it)), beside=True)
    return True


async def kept_called(turn: Turn, pressed: Press) -> None:
    """They are to come; of those who were called off meanwhile it is said by whom, and they can be called anew."""
    tr, lines, buttons = turn.tr, [], []
    for call_id in pressed.ids:
        whistle = await turn.work.whistle_of_call(call_id)
        call = whistle.call(call_id)
        if call is None or call.state is not CallState.WITHDRAWN:
            continue
        shown = await sheet(turn, whistle, call)
        facts = {"title": views.title(shown, tr), "name": known(shown.name(call)), "who": await _off_by(turn, call)}
        lines.append(tr.t("{title}: {name} was called off by {who} already. Shall they come? Call them anew.", **facts))
        again = encode("s_whistle", whistle.issue_id) if whistle.issue_id is not None else encode("w_new")
        buttons.append(Button(tr.t("Call anew"), again))
    if lines:
        turn.edit(View(glue("\n", lines), rows(buttons[0])))
    else:
        turn.edit(View(tr.t("All right, they are to come.")))


async def _off_by(turn: Turn, call: WhistleCall) -> Html:
    """Whoever took it back, by the post."""
    timeline = await turn.work.timeline(call.whistle_id)
    off = next(one for one in reversed(timeline) if one.action == CallAction.WITHDRAW and is_of(one, call))
    return post_name(await turn.work.post(off.post_id), turn.tr) if off.post_id is not None else NOTHING


OFFERS = Offers(
    presses={
        "wc_which": which,
        "wc_ours": ours,
        "wc_return": sent_back,
        "wc_did": sent_back,
        "wj_keep": kept_called,
    }
)
