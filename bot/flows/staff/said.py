"""A few words of staff in answer to a card or ping that say what a button says: "我来接", "不归我", "修好了".

Where they are plain they are the press: the same use case, with the same rights. Where they may be no more than a
word, one line offers the button. Longer words go their ordinary way (relay.py).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.callbacks import Press, encode
from bot.flows.around import became, me, today_of
from bot.flows.kept import sent, taken
from bot.flows.offers import Hearing, Offers
from bot.flows.staff import actions, orders, place, promise, scene
from bot.flows.staff.around import names_of, own_card, shown
from bot.flows.staff.desk import ask_whether as ask_whether_report
from bot.flows.staff.forms import begin, begin_with, own_words
from bot.flows.staff.hour import keep, said_hour
from bot.flows.staff.meeting import call_meeting
from bot.flows.staff.offered import (
    able,
    ask_at_large,
    ask_to_keep,
    by_acts,
    for_resident,
    given,
    is_asked,
    keep_until,
    offer,
    sure_enough,
)
from bot.flows.staff.reach import is_over, not_here, say_card
from bot.flows.staff.reach import numbered as matters
from bot.flows.staff.relay import LATE, ask_whether, keep_note, more_of_note, pass_on, speak
from bot.flows.staff.resolve import again, said_after
from bot.flows.staff.together import together
from bot.flows.staff.whistle import call_about
from bot.incoming.parts import Parts
from bot.incoming.turn import Delete, Say, Toast, Turn
from bot.views.common import day_words, number_words, post_name
from bot.views.staff_words import said as said_words
from bot.views.view import Button, PublicView, View, known, put, rows
from casework.categories import broad
from casework.clock.ladder import cover_of
from casework.data import maybe
from casework.forms import FORM, ByDay, Filled, ForReason, GivingTo, Handing, Promising, PuttingOff, Resolving, Speaking
from casework.issue.handover import take, take_over
from casework.issue.pinging import watch
from casework.issue.promising import Came, came, comes_yet
from casework.issue.triage import note
from casework.issue.triage import say as answer
from casework.issue.urgency import at_the_scene, people_there
from casework.meeting.agenda import newest_decision
from casework.meeting.deciding import NOTHING_SEEN
from casework.model.conversation import Outcome, Utterance
from casework.model.issues import Action, Issue, State
from casework.neighbourhood.rights import given_by_decision, may
from casework.questions import Offered
from casework.transitions import OPEN, STANDING, possible
from casework.words import called
from casework.words.acts import LIKELY, acts, received
from casework.words.among_staff import act_in, is_talk, says_here, sets_out
from casework.words.answers import Deed, by_number, deed_and_more, deed_in, says_how_soon, takes_plainly
from casework.words.dates import names_hour_alone, read_day, read_hour
from casework.words.each import kinds_called, said_of_it
from casework.words.guess import guess
from casework.words.meeting_words import calls_meeting
from casework.words.orders import Say as Saying
from casework.words.orders import (
    asked_of_resident,
    asks_about,
    decision_in,
    hands_on,
    numbered,
    order_in,
    puts_off,
    same_matter,
    says_of_it,
    says_other_kind,
    told_by_resident,
    told_withdrawn,
    waits,
    without_its_number,
)
from casework.words.over import nothing_there
from casework.words.plain import breaths
from casework.words.undone import not_done, relapses, takes_back
from casework.words.volunteers import calls_volunteers


async def heard(turn: Turn, issue_id: int, got: Parts, *, at_large: bool = False) -> None:
    """What was said about the matter: a press in words, or anything else. Where the words name others by number, each
    part goes to its own. `at_large`: they name it by nothing, and may be of anything: nothing is kept with it before a
    press says so."""
    parts = numbered(got.text)
    issue = await turn.work.issue(issue_id)
    others = len(parts) > 1 or (parts and not _is(issue, parts[0][0]))
    if others and await of_numbers(turn, parts, got, instead=issue):
        return
    await _heard(turn, issue, without_own_name(issue, got), at_large=at_large)


async def of_numbers(
    turn: Turn, parts: Sequence[tuple[int, str]], got: Parts, *, instead: Issue | None = None, strictly: bool = False
) -> bool:
    """Each part of the words to the matter whose number it names; of one that is none of this person's it is said.
    `instead`: the matter that the words answered. `strictly`: they may be the answer to something else. False where no
    number is a matter of theirs, and the words order or ask nothing: then it was hardly a matter's."""
    found = [(number, words, await _meant(turn, number)) for number, words in parts]
    known, order = [issue for _, _, issue in found if issue], any(_orders(turn, words) for _, words in parts)
    if (strictly and not (known and order)) or (guess(got.text).sure and not await _may_ring(turn, known)):
        return False
    if not known and not order:
        return instead is not None and await _of_anothers_number(turn, instead, parts[0][0], got)
    for index, (number, words, issue) in enumerate(found):
        here = replace(got, text=words, photos=got.photos if index == 0 else ())
        if issue is None:
            not_here(turn, number)
        elif asks_about(words) and not await orders.is_for_holder(turn, issue, words):
            before = len(turn.answers)
            await say_card(turn, issue)
            shows(turn, issue, before)
        elif await scene.rings(turn, issue, here):
            continue
        elif issue.state not in STANDING:
            so_again = issue.state is State.CLOSED and not_done(words)
            if not await said_after(turn, here, issue.id) and not (so_again and await again(turn, issue, here)):
                is_over(turn, issue)
        elif len(found) == 1 and not await may(issue, Action.NOTE, me(turn).id, turn.work):
            return await _not_theirs(turn, issue, got, instead) or (turn.private and await say_card(turn, issue))
        else:
            await _heard(turn, issue, here)
    return True


async def _may_ring(turn: Turn, known: Sequence[Issue]) -> bool:
    """Whether words of danger may be about these: one is a danger already, or this person may call everybody for it;
    else they are a report of their own."""
    able = [one for one in known if one.urgent or await _may(turn, one, Action.MAKE_URGENT)]
    able = [one for one in able if one.state in OPEN or await scene.ended_lately(turn, one) is not None]
    return bool(able) and len(able) == len(known)


async def _meant(turn: Turn, number: int) -> Issue | None:
    """The matter of that number; of several (every community counts for itself) the one that this person has, or is
    asked about."""
    found = await matters(turn, number)
    mine = [one for one in found if one.holder_id == me(turn).id or is_asked(turn, one)]
    return next(iter([*mine, *found]), None)


def _orders(turn: Turn, words: str) -> bool:
    """Whether the words ask how a matter stands, or say what a button of its card says."""
    names = deed_in(words) is not None or order_in(words) is not None or asks_about(words) or sends_back(words)
    names = names or told_withdrawn(words)
    return names or says_of_it(words, names_day=names_day(turn, words)) is not None


SURELY = 0.6
"""From here on what the words probably mean is plain enough to be taken though nobody asked."""
_OF_WORK = frozenset({"take", "not_mine", "coming", "late", "here", "done", "cannot", "order", "up"})
_OF_NOTHING = frozenset({"talk", "received", "away"})


async def plainly_of(turn: Turn, number: int, words: str) -> bool:
    """Whether the words are of the matter of that number, which stands here: they say, order or ask something of it, or
    are likely no talk."""
    issue = await _meant(turn, number)
    if issue is not None and issue.state is State.CLOSED and not_done(words):
        return await _may(turn, issue, Action.NOT_FIXED)
    if issue is None or issue.state not in STANDING:
        return False
    return _orders(turn, words) or not _surely(words, _OF_NOTHING, LIKELY)


def plainly_said(turn: Turn, issue: Issue, words: str) -> bool:
    """The same of words that name it by its kind alone, and may be talk: a day is named by whoever has it."""
    said = says_of_it(words, names_day=False)
    told = _deed_said(words) or _deed_said(said_of_it(words)) or order_in(words) is not None or asks_about(words)
    likely_so = _surely(words, _OF_WORK) and not is_talk(words)
    if told or said is not None or likely_so or act_in(words) or act_in(said_of_it(words)) or relapses(words):
        return True
    when = says_of_it(words, names_day=names_day(turn, words)) is not None or waits(words)
    return issue.holder_id == me(turn).id and when


def _surely(words: str, meant: frozenset[str], at_least: float = SURELY) -> bool:
    act, odds = next(iter(acts(words).items()))
    return act in meant and odds >= at_least


def names_day(turn: Turn, words: str) -> bool:
    """Whether a day to come is in them."""
    reading = read_day(words, turn.at, turn.work.settings.zone)
    today = today_of(turn)
    return reading is not None and reading.days[-1] > today


async def _heard(turn: Turn, issue: Issue, got: Parts, *, at_large: bool = False) -> None:
    """The words are about this one, and carry no number any more. What they are told here of it may be answered, and
    they themselves corrected."""
    before = len(turn.answers)
    await _take_up(turn, issue, replace(got, text=without_its_number(got.text)), at_large=at_large)
    if turn.private and not turn.answers[before:]:  # of whoever may only look
        await say_card(turn, issue)
    shows(turn, issue, before)


def shows(turn: Turn, issue: Issue, before: int = 0) -> None:
    """What is said in a group since there were so many answers is about that matter: an answer to it is, too."""
    if turn.utterance is not None and turn.utterance.outcome is Outcome.NOTHING:
        turn.became(Outcome.NOTHING, issue.subject)
    if turn.private:
        return
    for index, one in enumerate(turn.answers[before:], before):
        if isinstance(one, Say) and one.asks is None and one.address in ("", turn.address):
            known = turn.ask("shown", "press", about=issue.subject, beside=True)
            turn.answers[index] = replace(one, asks=known)


async def _take_up(turn: Turn, issue: Issue, got: Parts, *, at_large: bool = False) -> None:
    """A danger first. Of words `at_large` a day, or who is above, is no more than what they may mean."""
    if await scene.rings(turn, issue, got) or await said_after(turn, got, issue.id):
        return
    if await place.elsewhere(turn, issue, got) or await _sets_out(turn, issue, got):
        return
    if await _goes(turn, issue, got):
        return
    if await _came(turn, issue, got) or await _asked_about(turn, issue, got):
        return
    if await scene.heard(turn, issue, got):
        return
    if issue.state in (State.RESOLVED, State.CLOSED):
        await _of_the_done(turn, issue, got)
        return
    if turn.private and not got.photos and calls_meeting(got.text) and await call_meeting(turn, issue, got):
        return
    so_again = relapses(got.text) and issue.state in OPEN
    if so_again and (await orders.after_whistle(turn, issue, got) or await _again_meanwhile(turn, issue, got)):
        return
    if (not got.photos and await _decides(turn, issue, got.text)) or await promise.decided(turn, issue, got):
        return
    of_resident = told_by_resident(got.text)
    if of_resident and issue.state is State.WAITING and await _may(turn, issue, Action.ANSWER):
        await answer(await speak(turn, issue, got), turn.work)
        await became(turn, Outcome.NOTE, issue)
        _say(turn, turn.tr.t("✓ {number}: noted, the clock goes on.", number=number_words(issue, turn.tr)))
        return
    if await _withdrawn(turn, issue, got) or (nothing_there(got.text) and await _nothing_there(turn, issue, got)):
        return
    deed, more = deed_in(got.text), ""
    said = says_of_it(got.text, names_day=names_day(turn, got.text)) if deed is None and issue.state in OPEN else None
    if calls_volunteers(got.text) and await orders.calls_out(turn, issue):
        return
    whistles = said == "whistle" or (said in FOR_A_DAY and await orders.calls_department(turn, issue, got.text))
    if whistles and await orders.whistles(turn, issue, got):
        return
    if deed is None and sends_back(got.text) and not got.photos and await _not_mine(turn, issue, got.text.strip()):
        return
    plainly = deed is not None or deed_and_more(got.text) is not None or order_in(got.text) is not None
    if at_large and not plainly and said not in ("nudge", "done"):
        if not await _asks_nothing(turn, issue, got):
            await ask_at_large(turn, issue, got, (FORMS_SAID[said],) if said in FORMS_SAID else ())
        return
    if said in ("up", "down") and hands_on(got.text) and await _says(turn, issue, said, got):
        return
    if said != "nudge" and deed is None and await orders.is_for_holder(turn, issue, got.text):
        await orders.to_holder(turn, issue, got)
        return
    if deed is None and (await orders.goes_along_with(turn, issue, got) or await orders.to_named(turn, issue, got)):
        return
    if says_other_kind(got.text) and await _may(turn, issue, Action.RECATEGORISE):
        await begin(turn, "category", issue)
        return
    if said != "nudge" and await orders.heard(turn, issue, got):
        return
    if deed is None and (found := deed_and_more(got.text)) is not None and said not in ("done", "move"):
        deed, more = found
    first = replace(got, text=_without(got.text, more))
    plain = deed is not None and issue.state in OPEN and (not more or deed != "coming")
    if deed is None or not plain or not await _does(turn, issue, deed, first):
        if (said is None or more or not await _says(turn, issue, said, got)) and not await orders.of_the_given(
            turn, issue, got
        ):
            if of_resident and await _may(turn, issue, Action.NOTE):
                await keep_note(turn, issue, got)
            elif not await _asks_nothing(turn, issue, got) and not await by_acts(turn, issue, got):
                await ask_whether(turn, issue.id, got)
    elif (more or (got.photos and deed != "done")) and not _asks(turn):
        await _rest_noted(turn, issue, got)
    elif deed == "take" and says_how_soon(got.text) and not _asks(turn):
        await ask_whether(turn, issue.id, got)


async def _sets_out(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "换完过去瞅瞅", "路灯那个我晚上去" of what nobody has: does he take it?"""
    if got.photos or issue.urgent or deed_in(got.text) is not None or deed_and_more(got.text) is not None:
        return False
    first = next(iter(breaths(got.text)), "")
    told = (got.text, said_of_it(got.text))
    if not any(map(sets_out, told)) and not (act_in(got.text) == "take" == act_in(first)):
        return False
    stands_in = await able(turn, issue, "takeover") and await cover_of(issue, turn.at, turn.work) is not None
    if not stands_in and not await able(turn, issue, "take"):
        return await _for_whoever_has_it(turn, issue, got)
    await sure_enough(turn, issue, got, "takeover" if stands_in else "take")
    return True


async def _for_whoever_has_it(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "下水道这个我接了" of who may not take it: who goes is for somebody else to say, and he is told."""
    if issue.holder_id in (None, me(turn).id) or await given(turn, issue) or await able(turn, issue, "takeover"):
        return False
    return await orders.not_theirs(turn, issue, got)


NAMED_FOR = timedelta(minutes=10)
"""So long somebody who was named by a colleague speaks of that when he says that he goes."""


async def _goes(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "行 我马上过去" of whom a colleague just named for it, and who was not given it."""
    if got.photos or act_in(got.text) not in GOES or not await orders.named_for(turn, issue, turn.at - NAMED_FOR):
        return False
    return await _for_whoever_has_it(turn, issue, got)


GOES = ("take", "coming", "plan", "here")
"""Acts of somebody who goes there."""


async def _came(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "到了" of whoever has promised to come by an hour: he has kept it, and the day is what is left."""
    if got.photos or issue.holder_id != me(turn).id or not comes_yet(issue):
        return False
    if not says_here(got.text) and not await scene.stands_there(turn, issue, got.text):
        return False
    here = await actions.command(turn, issue)
    at, chat = here.at, here.chat_id
    after = await came(Came(issue_id=issue.id, by=me(turn).id, at=at, chat_id=chat, text=got.text), turn.work)
    await became(turn, Outcome.NOTE, issue)
    today, on = at.astimezone(turn.work.settings.zone).date(), after.promise_on
    facts = {"number": number_words(issue, turn.tr)}
    text = turn.tr.t("✓ {number}: noted that you are there. It is to be done today.", **facts)
    if on is not None and on != today:
        day = day_words(on, turn.tr, near=today)
        text = turn.tr.t("✓ {number}: noted that you are there. It is to be done by {day}.", day=day, **facts)
    turn.say(View(text), vanish=not turn.private)
    return True


async def _asked_about(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "谁在弄", "通了没有啊" of somebody who has not got it himself: answered with how it stands. Of a danger whoever
    is there, or has it, reads the question too; nobody else who was called is rung by it. Whoever has it is asked what
    wants word of him, or speaks to him."""
    if got.photos or issue.state not in OPEN or not asks_about(got.text) or order_in(got.text) is not None:
        return False
    nobody = issue.holder_id is None and not issue.urgent and is_asked(turn, issue)
    if issue.holder_id == me(turn).id or nobody:
        return False
    if not await _may(turn, issue, Action.NOTE) or not await say_card(turn, issue):
        return False
    there = {*await people_there(issue, turn.work), issue.holder_id} - {None, me(turn).id} if issue.urgent else set()
    if there:
        await orders.tell(turn, issue, got, *there)
    elif await orders.is_for_holder(turn, issue, got.text):
        await orders.to_holder(turn, issue, got)
    return True


async def merges(turn: Turn, got: Parts) -> bool:
    """ "2号跟1号一个事 并了吧" of whoever may: by one press."""
    pair = same_matter(got.text)
    found = [await _meant(turn, number) for number in pair or ()]
    able = [one for one in found if one is not None and await _may(turn, one, Action.MERGE)]
    if len(able) != 2 or able[0].id == able[1].id or any(one.private for one in able):
        return False
    facts = {"number": number_words(able[0], turn.tr), "other": number_words(able[1], turn.tr)}
    offer(turn, able[0], got, turn.tr.t("{number} and {other}: are they one matter?", **facts), ("merge",))
    return True


async def _merge_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    pair = same_matter(got.text)
    other = await _meant(turn, pair[1]) if pair is not None else None
    if other is None:
        turn.out_of_date()
        return
    view = await together(turn, issue, other.id)
    turn.toast(view.text)


async def _withdrawn(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "他自己撤了" of a matter that stands: nobody but its reporter withdraws it; is there nothing more to do?"""
    if issue.state not in OPEN or issue.urgent or not told_withdrawn(got.text):
        return False
    if not await _may(turn, issue, Action.RESOLVE):
        return issue.holder_id not in (None, me(turn).id) and await orders.to_holder(turn, issue, got)
    number = number_words(issue, turn.tr)
    text = turn.tr.t(
        "{number} stands: who reported it withdraws it, by a button of his own. Is there nothing more to do?",
        number=number,
    )
    offer(turn, issue, got, text, ("no_more",))
    return True


async def _no_more_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    await begin(turn, "resolve", issue)


async def _nothing_there(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "去看了，没堵，是误报": over with these words as its result, or none of ours, by one press; who may do neither
    tells whoever has it."""
    able = [one for one, action in NOTHING_TO_DO.items() if await _may(turn, issue, action)]
    if not able:
        return issue.holder_id not in (None, me(turn).id) and await orders.to_holder(turn, issue, got)
    tr = turn.tr
    facts = {"number": number_words(issue, tr), "words": said_words(got.text)}
    text = tr.t("{number}: is it none for us?", **facts)
    if "nothing" in able:
        text = tr.t("{number}: is there nothing to do? “Nothing there”, and the resident reads “{words}”.", **facts)
    offer(turn, issue, got, text, able)
    return True


async def _of_the_done(turn: Turn, issue: Issue, got: Parts) -> None:
    """Nothing is written on it any more: by whom it is said to be done, who can also say that it is not. A word of
    thanks, or talk in a group, is left alone."""
    if not_done(got.text) and await again(turn, issue, got):
        return
    up = says_of_it(got.text, names_day=False) == "up"
    acts = takes_back(got.text) or up or deed_in(got.text) == "take"
    if await _asks_nothing(turn, issue, got) or not (turn.private or acts):
        return
    turn.became(Outcome.NOTHING)
    by = await turn.work.post(issue.now.resolved_post_id) if issue.now.resolved_post_id is not None else None
    facts = {"number": number_words(issue, turn.tr), "name": post_name(by, turn.tr)}
    text = turn.tr.t("{number}: {name} says that it is done, so nothing more is written on it.", **facts)
    if takes_back(got.text):
        text = put("{} {}", text, turn.tr.t("If it is not, {name} can open it again; please say so there.", **facts))
    _say(turn, text)
    if turn.private:
        await say_card(turn, issue)


async def _again_meanwhile(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "那帮摆摊的又来了" of what stands: whoever has it reads so."""
    if got.photos or issue.urgent or issue.holder_id in (None, me(turn).id):
        return False
    return await orders.to_holder(turn, issue, got)


async def _asks_nothing(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "收到", "好的" where nobody is asked anything: no word for the resident, and nothing to note."""
    if got.photos or not received(got.text) or (issue.holder_id != me(turn).id and is_asked(turn, issue)):
        return False
    turn.became(Outcome.NOTHING)
    if turn.private:
        turn.say(View(turn.tr.t("All right.")))
    return True


async def _decides(turn: Turn, issue: Issue, text: str) -> bool:
    """ "4号定了：更换主管道，12月20日前" of whoever decides it: the form of that decision, with what and by when."""
    what = decision_in(text)
    name, action = ("put_off", Action.PUT_OFF) if what and puts_off(what) else ("decide", Action.DECIDE)
    if what is None or not await _may(turn, issue, action):
        return False
    seen, on = await _seen(turn, issue), f"={what}" if names_day(turn, what) else None
    if name == "decide":
        said, _, day = what.rstrip("。！!").rpartition("，")
        what = said if said and names_day(turn, day) and not names_day(turn, said) else what
        data: Filled = GivingTo(form=name, issue=issue.id, seen=seen, day=on, what=f"={what}")
    else:
        data = PuttingOff(form=name, issue=issue.id, seen=seen, day=on)
    await begin_with(turn, issue, data, instead=True)
    return True


async def _seen(turn: Turn, issue: Issue) -> int:
    """The decision of which whoever decides knows."""
    newest = newest_decision(await turn.work.timeline(issue.id))
    return newest.id if newest is not None else NOTHING_SEEN


async def _says(turn: Turn, issue: Issue, said: Saying, got: Parts) -> bool:
    """Whether longer words were taken as what they say: shown back with one press, or the form that a button opens."""
    day = _day_in(turn, got)
    if said in ("later", "move", "can") and not puts_off(got.text) and (by := await said_hour(turn, issue, got)):
        await ask_to_keep(turn, issue, got, by)
        return True
    match said:
        case "nudge":
            done = issue.holder_id != me(turn).id and await actions.hurried(turn, issue.id)
            _popped_up(turn)
            return done
        case "done" if await _may(turn, issue, Action.RESOLVE):
            await sure_enough(turn, issue, got, "done")
            return True
        case "done" if issue.holder_id not in (None, me(turn).id):
            return await orders.to_holder(turn, issue, got)
        case "up" if await _may(turn, issue, Action.HAND_UP):
            if (await shown(turn, issue)).above is not None:
                says = got.text.strip() if len(breaths(got.text)) > 1 else None
                return await _form(turn, issue, got, ForReason(form="up", issue=issue.id, says=says))
            if not hands_on(got.text):
                return False
            await _also_noted(turn, issue, got)
            top = turn.tr.t("{number}: there is nobody further up here.", number=number_words(issue, turn.tr))
            _say(turn, top)
            return True
        case "up" if hands_on(got.text) and is_asked(turn, issue):  # "2号路灯我管不了 交上去吧" of what nobody has
            return await _not_mine(turn, issue, got.text.strip())
        case "down" if await _may(turn, issue, Action.HAND_BACK):
            lowest = issue.handed_to is None and (await shown(turn, issue)).below is None
            return not lowest and await _form(turn, issue, got, ForReason(form="down", issue=issue.id))
        case "move" | "can" if issue.state is State.PROMISED and await _may(turn, issue, Action.MOVE_PROMISE):
            if said == "move":
                return await _form(turn, issue, got, Promising(form="move", issue=issue.id, day=day))
            await _also_noted(turn, issue, got)
            _say(turn, turn.tr.t("Good, thank you."))
            return True
        case "later" if await _puts_off(turn, issue, got):
            seen = await _seen(turn, issue)
            return await _form(turn, issue, got, PuttingOff(form="put_off", issue=issue.id, seen=seen, day=day))
        case "agenda" if await _may(turn, issue, Action.AGENDA):
            await _also_noted(turn, issue, got)
            await actions.put_on(turn, issue)
            _popped_up(turn)
            return True
        case "agenda" if await _may(turn, issue, Action.HAND_UP):
            return (await shown(turn, issue)).above is not None and await _form(
                turn, issue, got, ForReason(form="up", issue=issue.id)
            )
        case "later" | "move" | "can" if issue.holder_id == me(turn).id and await _may(turn, issue, Action.PROMISE):
            if day:
                return await _form(turn, issue, got, Promising(form="promise", issue=issue.id, day=day))
            await sure_enough(turn, issue, got, "promise")
            return True
        case "later" if is_asked(turn, issue) and await _may(turn, issue, Action.ACCEPT):
            await sure_enough(turn, issue, got, "take")
            return True
    return False


async def _puts_off(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Whether it is for the next meeting, says whoever decides; of what one has oneself it is a day."""
    to_meeting = issue.holder_id != me(turn).id or "议" in got.text
    decides = to_meeting and await _may(turn, issue, Action.PUT_OFF)
    return decides and puts_off(got.text) and not issue.urgent


async def _form(turn: Turn, issue: Issue, got: Parts, data: Filled) -> bool:
    """What a button opens, with the day that the words name; they themselves are noted."""
    await _also_noted(turn, issue, got)
    await begin_with(turn, issue, data)
    return True


async def _of_anothers_number(turn: Turn, issue: Issue, number: int, got: Parts) -> bool:
    """ "6号城管今儿又来了" on the card of No. 15, where No. 6 is nothing of this person's: is No. 15 meant? False where
    the number is no matter's that stands."""
    other = await turn.work.issue_by_number((issue.community_id,), number)
    if other is None or other.state not in STANDING or other.id == issue.id:
        return False
    return await _not_theirs(turn, other, got, issue)


async def _not_theirs(turn: Turn, other: Issue, got: Parts, instead: Issue | None) -> bool:
    """Whoever may write nothing there is asked whether the matter that was answered is meant."""
    if instead is None or not await _may(turn, instead, Action.NOTE):
        return False
    number = by_number(got.text)[0] or other.number
    _ask_whether_here(turn, instead, number, got)
    return True


def _is(issue: Issue, number: int | None) -> bool:
    return any(one.number == number for one in issue.reports)


def _ask_whether_here(turn: Turn, issue: Issue, number: int, got: Parts) -> None:
    tr, asked_id = turn.tr, turn.work.new_id()
    facts = {"other": tr.t("No. {number}", number=number), "number": number_words(issue, tr)}
    ids = (issue.id, me(turn).id, asked_id)
    here = Button(tr.t("Note it for {number}", **facts), encode("s_word", *ids, word="note"), says="yes")
    no = Button(tr.t("Never mind"), encode("s_word", *ids, word="drop"), says="no")
    view = View(tr.t("{other} is not yours to write on. Do you mean {number}?", **facts), rows((here, no)))
    keep_until(turn, issue, got, view, asked_id)


def without_own_name(issue: Issue, got: Parts) -> Parts:
    """ "15号我接" on the card of No. 15; "井盖那个我接", where it is of a manhole."""
    number, rest = by_number(got.text)
    if not _is(issue, number) and broad(issue.category) in kinds_called(got.text):
        said = said_of_it(got.text)
        press = deed_in(got.text) is None and _deed_said(said) and deed_in(said) != "done"  # that is the result
        rest = said if press else got.text
        return replace(got, text=rest)
    return replace(got, text=rest) if _is(issue, number) else got


def _deed_said(words: str) -> bool:
    """Whether the words are a press, perhaps with more after it."""
    return deed_in(words) is not None or deed_and_more(words) is not None


def _asks(turn: Turn) -> bool:
    return any(isinstance(one, Say) and one.asks is not None for one in turn.answers)


def sends_back(text: str) -> bool:
    """ "不归我们管，归水务局的": not ours, and why."""
    found = called.says(text)
    return found is not None and found.deed == "back"


def _without(text: str, more: str) -> str:
    """What was said first, where more follows."""
    return text.strip().removesuffix(more) if more else text


async def _rest_noted(turn: Turn, issue: Issue, got: Parts) -> None:
    """ "我接了，后天上午带人疏通": taken; the words are noted, a day in them is one press away."""
    if await _may(turn, issue, Action.NOTE):
        await keep_note(turn, issue, got, silent=True)
    names_day = read_day(got.text, turn.at, turn.work.settings.zone) is not None
    if names_day and issue.holder_id == me(turn).id and await _may(turn, issue, Action.PROMISE):
        await sure_enough(turn, issue, got, "promise")


async def _may(turn: Turn, issue: Issue, action: Action) -> bool:
    return possible(issue.state, action) and await may(issue, action, me(turn).id, turn.work)


async def _does(turn: Turn, issue: Issue, deed: Deed, got: Parts) -> bool:
    """Whether the words were taken as what they say."""
    match deed:
        case "take":
            return await _takes(turn, issue, got)
        case "not_mine":
            return await _not_mine(turn, issue)
        case "done":
            return await _done(turn, issue, got)
        case "watch":
            return await _watches(turn, issue)
        case "later" if issue.holder_id == me(turn).id and await _may(turn, issue, Action.PROMISE):
            await sure_enough(turn, issue, got, "promise")
            return True
        case "coming" | "later" | "seen" if is_asked(turn, issue) and await _may(turn, issue, Action.ACCEPT):
            await sure_enough(turn, issue, got, "take")
            return True
    return False


async def _takes(turn: Turn, issue: Issue, got: Parts) -> bool:
    mine = me(turn).id
    if issue.holder_id == mine:
        return False
    offered = await turn.work.post(issue.transfer_post_id) if issue.transfer_post_id is not None else None
    if offered is not None and offered.person_id == mine:
        await take_over(await actions.command(turn, issue), turn.work)
        _yours(turn, issue)
    elif await _may(turn, issue, Action.TAKE):
        await take(await actions.command(turn, issue), turn.work)
        _yours(turn, issue)
    elif await _may(turn, issue, Action.ACCEPT):
        await actions.accept_it(turn, issue)
        _popped_up(turn)
    elif await _may(turn, issue, Action.TAKE_OVER):
        await sure_enough(turn, issue, got, "takeover")
    elif takes_plainly(got.text) and await may(issue, Action.ACCEPT, mine, turn.work):
        await actions.accept_it(turn, issue)  # says who has it
    else:
        return await orders.not_theirs(turn, issue, got)
    turn.became(Outcome.NOTHING)
    return True


async def _not_mine(turn: Turn, issue: Issue, why: str = "") -> bool:
    """`why`: the reason, where the words have one."""
    mine = me(turn).id
    given = issue.state is State.DISPATCHED or given_by_decision(issue)
    if given and await _may(turn, issue, Action.REFUSE):
        await begin_with(turn, issue, ForReason(form="refuse", issue=issue.id, why=f"={why}" if why else None))
    elif (issue.holder_id == mine or is_asked(turn, issue)) and await _may(turn, issue, Action.TRANSFER):
        if why and await _may(turn, issue, Action.NOTE):
            await keep_note(turn, issue, Parts(text=why), silent=True)
        await begin(turn, "hand_over", issue)
    else:
        return False
    turn.became(Outcome.NOTHING)
    return True


async def _done(turn: Turn, issue: Issue, got: Parts) -> bool:
    """What somebody else has is asked about, by whoever may say so; else whoever has it hears it."""
    able = await _may(turn, issue, Action.RESOLVE)
    if issue.holder_id not in (None, me(turn).id):
        if able:
            await sure_enough(turn, issue, got, "done")
        return able or await orders.to_holder(turn, issue, got)
    if not able:
        return False
    turn.became(Outcome.ANSWER)
    if got.photos:
        await begin_with(turn, issue, _result(issue, got.text.strip(), got))
    else:
        await begin(turn, "resolve", issue)
    return True


async def _watches(turn: Turn, issue: Issue) -> bool:
    if issue.holder_id == me(turn).id or not await _may(turn, issue, Action.WATCH):
        return False
    await watch(await actions.command(turn, issue), turn.work)
    turn.became(Outcome.NOTHING)
    _say(turn, turn.tr.t("You are watching it. Whoever has it keeps it."))
    return True


def _yours(turn: Turn, issue: Issue) -> None:
    _say(turn, turn.tr.t("{number} is yours. You also find it under /huoer.", number=number_words(issue, turn.tr)))


def _say(turn: Turn, words: str) -> None:
    """Privately a message; in the group a short answer that goes away."""
    if turn.private:
        turn.toast(words)
    else:
        turn.say_here(PublicView(known(words)), reply_to=turn.message_id, vanish=True)


def _popped_up(turn: Turn) -> None:
    """What a press would have let pop up."""
    if not turn.private:
        said = [one for one in turn.answers if isinstance(one, Toast)]
        turn.answers = [one for one in turn.answers if not isinstance(one, Toast)]
        for one in said:
            _say(turn, one.text)


async def pressed(turn: Turn, press: Press) -> None:
    """The button, or only a note; asked of whoever wrote it."""
    tr = turn.tr
    if len(press.ids) != 3 or press.ids[1] != me(turn).id:
        turn.toast(tr.t("This question is for somebody else."), alert=True)
        return
    asked = turn.pressed_question("word.press", press.ids[2])
    if asked is None:
        turn.answers.append(Delete())
        return
    issue, got = await turn.work.issue(press.ids[0]), await taken(turn, asked)
    if press.word == "note":
        await _only_a_note(turn, issue, got, noted=bool(maybe(asked.data, Offered).noted))
        return
    if press.word == "other":
        turn.edit(View())
        turn.pressed = False  # what comes now is of the words
        await ask_whether_report(turn, got)
        return
    if press.word == "drop":
        turn.close(asked)
        turn.toast(tr.t("All right."))
        turn.answers.append(Delete())
        return
    turn.ends = asked
    turn.answers.append(Delete())
    if not maybe(asked.data, Offered).noted and press.word not in GO_ALONG:
        await _also_noted(turn, issue, got)
    await PRESSED[press.word](turn, issue, got)


async def _also_noted(turn: Turn, issue: Issue, got: Parts) -> None:
    """The words themselves are not lost."""
    if await _may(turn, issue, Action.NOTE):
        await keep_note(turn, issue, got, silent=True)


async def _only_a_note(turn: Turn, issue: Issue, got: Parts, *, noted: bool) -> None:
    if noted and turn.private:
        turn.edit(View(turn.tr.t("✓ {number}: noted, for staff only.", number=number_words(issue, turn.tr))))
    elif not noted and await _may(turn, issue, Action.NOTE):
        await keep_note(turn, issue, got, silent=not turn.private)
    if not turn.private:
        turn.toast(turn.tr.t("✓ {number}: noted, for staff only.", number=number_words(issue, turn.tr)))
        turn.answers.append(Delete())


async def _take_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    await actions.accept_it(turn, issue)
    await _show_mine(turn, issue)
    if for_resident(got.text):
        await ask_whether(turn, issue.id, got)


async def _take_by_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    asked = turn.ends
    await actions.accept_it(turn, issue)
    if asked is not None and await keep(turn, issue, got, asked.asked_at):
        turn.answers = [one for one in turn.answers if not isinstance(one, Toast)]  # how is said, and by when
    await _show_mine(turn, issue)


async def _keep_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    asked = turn.ends
    if asked is None or not await keep(turn, issue, got, asked.asked_at):
        turn.out_of_date()


async def _take_over_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    said_before = not await _may(turn, issue, Action.NOTE)
    await take_over(await actions.command(turn, issue), turn.work)
    turn.toast(turn.tr.t("It is yours."))
    await _show_mine(turn, issue)
    if said_before:  # what he said while he could write nothing on it
        await _rest_noted(turn, await turn.work.issue(issue.id), got)


async def _there_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    await at_the_scene(await actions.command(turn, issue), turn.work)
    turn.toast(turn.tr.t("Noted that you are there. Take care of yourself."))
    await _show_mine(turn, issue)


async def _show_mine(turn: Turn, issue: Issue) -> None:
    if turn.private:
        turn.say(own_card(turn, await shown(turn, issue)))


async def _promise_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    await begin_with(turn, issue, Promising(form="promise", issue=issue.id, day=_day_in(turn, got)))


async def _move_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    await begin_with(turn, issue, Promising(form="move", issue=issue.id, day=_day_in(turn, got)))


def _day_in(turn: Turn, got: Parts) -> str | None:
    """The day that the words name, as they name it: the answer to a form."""
    zone = turn.work.settings.zone
    named = names_day(turn, got.text) or read_hour(got.text, turn.at, zone) or names_hour_alone(got.text, turn.at, zone)
    return "=" + got.text.strip() if named else None


async def _done_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    await begin_with(turn, issue, _result(issue, got.text, got))


def _result(issue: Issue, words: str, got: Parts) -> Resolving:
    """The form of a result that was said, with what was sent along."""
    return Resolving(form="resolve", issue=issue.id, result="=" + words, photos=sent(got.photos))


async def _not_mine_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    if not await _not_mine(turn, issue, (sends_back(got.text) and got.text.strip()) or ""):
        turn.out_of_date()


async def _back_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    why = f"={got.text.strip()}" if order_in(got.text) is not None else None
    if not await _may(turn, issue, Action.REFUSE):
        turn.out_of_date()
        return
    await begin_with(turn, issue, ForReason(form="refuse", issue=issue.id, why=why))


async def _take_on_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    order = order_in(got.text)
    meant = await orders.meant_in(turn, issue, order) if order is not None else []
    await take(await actions.command(turn, issue), turn.work)
    issue, to = await turn.work.issue(issue.id), str(meant[0].id) if len(meant) == 1 else None
    await begin_with(turn, issue, Handing(form="hand_over", issue=issue.id, to=to))


async def _give_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    await orders.give(turn, issue, got)


async def _reject_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    await begin(turn, "reject", issue)


async def _category_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    await begin(turn, "category", issue)


async def _up_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    await begin_with(turn, issue, ForReason(form="up", issue=issue.id, says=got.text.strip() or None))


async def _ask_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    asked = asked_of_resident(got.text, await names_of(turn, issue))
    await begin_with(turn, issue, Speaking(form="ask", issue=issue.id, text="=" + asked))


async def _tell_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    turn.pressed = False  # the question is gone: what comes now is said anew
    asked = turn.ends
    late = asked is not None and turn.at - asked.asked_at > LATE
    await pass_on(turn, issue.id, got, written=asked.asked_at if asked is not None and late else None)


async def _show_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    if not await say_card(turn, issue):
        turn.out_of_date()


async def _whistle_pressed(turn: Turn, issue: Issue, got: Parts) -> None:
    await call_about(turn, issue, named=got.text)


NOTHING_TO_DO = {"nothing": Action.RESOLVE, "reject": Action.REJECT, "category": Action.RECATEGORISE}
"""What fits a matter that is none, and what has to be allowed."""
PRESSED = {
    "take": _take_pressed,
    "take_by": _take_by_pressed,
    "keep": _keep_pressed,
    "takeover": _take_over_pressed,
    "here": _there_pressed,
    "promise": _promise_pressed,
    "move": _move_pressed,
    "done": _done_pressed,
    "nothing": _done_pressed,
    "reject": _reject_pressed,
    "category": _category_pressed,
    "not_mine": _not_mine_pressed,
    "merge": _merge_pressed,
    "no_more": _no_more_pressed,
    "take_on": _take_on_pressed,
    "back": _back_pressed,
    "give": _give_pressed,
    "up": _up_pressed,
    "ask": _ask_pressed,
    "tell": _tell_pressed,
    "show": _show_pressed,
    "whistle": _whistle_pressed,
}
"""What each button of such a question does (offered.py)."""
FOR_A_DAY = ("later", "move", "can")
"""What words say in which a day is: "周五前让城管来一趟" is a day for those who are called."""
FORMS_SAID: dict[Saying, str] = {"move": "move", "up": "up"}
"""What longer words say whose button is offered first, where they may be of something else."""
GO_ALONG = ("done", "nothing", "tell", "ask", "keep", "take_by")
"""Where the words themselves become the result, or go to the resident."""


async def of_the_scene(turn: Turn, got: Parts) -> None:
    """What somebody who called everybody to a danger knows of it: as any word on it."""
    asked = turn.question
    assert asked is not None
    assert asked.issue_id is not None
    turn.close(asked)
    await heard(turn, asked.issue_id, got)


async def correct_note(turn: Turn, said: Utterance, got: Parts) -> None:
    """A note for the staff is followed by its correction, and a form that has its day asks about the new one; what was
    passed on, or promised, is with the resident already."""
    if said.subject is None or said.entry_id is None:
        return
    issue, entry = await turn.work.issue(said.subject.id), await turn.work.entry(said.entry_id)
    got = without_own_name(issue, got)
    tr, number = turn.tr, number_words(issue, turn.tr)
    if entry.action == Action.NOTE and await _may(turn, issue, Action.NOTE):
        await note(await speak(turn, issue, got), turn.work)
        text = tr.t("✓ {number}: your correction was noted, for staff only.", number=number)
    else:
        text = tr.t("{number}: it was passed on already. Answer the card if it is wrong.", number=number)
    if (stands := _other_day_promised(turn, issue, got)) is not None:
        facts = {"number": number, "day": day_words(stands, tr)}
        text = tr.t(
            "{number}: the resident was told {day}, and that stands. To move it: “{number} another day”.", **facts
        )
    turn.say(View(text), vanish=not turn.private)
    for asked in turn.waiting(FORM, issue.subject):
        if isinstance(asked.data, ByDay) and own_words(asked.data.day) and own_words(asked.data.day) in said.text:
            turn.close(asked)
            await begin_with(turn, issue, replace(asked.data, day=_day_in(turn, got)))


def _other_day_promised(turn: Turn, issue: Issue, got: Parts) -> date | None:
    """The day that the resident was told, where the words name another."""
    reading = read_day(got.text, turn.at, turn.work.settings.zone)
    told = issue.promise_on if issue.promise_told_at is not None and issue.state is State.PROMISED else None
    return told if told is not None and reading is not None and reading.days[-1] != told else None


OFFERS = Offers(
    presses={"s_word": pressed},
    steps={("scene", "words"): of_the_scene},
    outcomes={Outcome.NOTE: Hearing(more=more_of_note, amend=correct_note)},
)
