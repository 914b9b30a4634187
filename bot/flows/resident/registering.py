"""Registering what somebody without an account told: `/dengji`, one sentence, and from there a draft with its card
(around-an-issue.md §6)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.callbacks import Press
from bot.flows.around import became, context_of, me, of_me, sheet
from bot.flows.offers import Offers
from bot.flows.resident.report import add, asked_draft, open_draft, show, take
from bot.incoming.parts import Parts
from bot.incoming.turn import FOR_A_PLACE, Turn
from bot.views import looking, registering, reports
from bot.views.common import number_words, short_name
from bot.views.pieces import today
from bot.views.reasons import ON_THE_SPOT
from bot.views.view import View
from casework.categories import broad
from casework.issue.doing import OnIssue, matter
from casework.issue.drafts import ChangeDraft, change_draft
from casework.issue.looking import FileMended, file_mended
from casework.issue.opinions import may_register_many
from casework.issue.registering import (
    SOURCES,
    begin_registering,
    leave_contact,
    may_register,
    source_in,
)
from casework.issue.telling import told_in_person
from casework.issue.triage import Speak, note
from casework.issue.visiting import GiveVisit
from casework.messages import Kind
from casework.model.conversation import Draft, Outcome
from casework.model.conversation import Message as Told
from casework.model.issues import Action, Issue, Source
from casework.neighbourhood.rights import may
from casework.refusals import NotYours, SwitchedOff
from casework.transitions import OPEN, STANDING, possible
from casework.words.answers import bare
from casework.words.called import finished
from casework.words.dates import day_before, read_day
from casework.words.guess import guess, named
from casework.words.matters import matters_in, tells_of_another
from casework.words.orders import without_order
from casework.words.over import says_over
from casework.words.phones import PHONE_NUMBER, callers_phone, without
from casework.words.places import may_name_building
from casework.words.whose import called_by, told_for_somebody

ORDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{4,}")
"""The number of another system's order; a day has fewer digits in a row."""
LAST_DAY = re.compile(
    "(?P<by>[^，,。；;\\s]{1,14}?)(?:之|以)?前(?:要|得|必须|需)?(?:给)?(?:答复|回复|办结|办复|反馈|办完)"
    "|(?:时限|期限|限期|截止)(?:到|是|为|至|日期)?[：:\\s]*(?P<until>[^，,。；;\\s]{1,14})"
)
"""By when the other system wants its answer: "11月30日前答复"."""
CONTACT_FOLLOWS = timedelta(hours=1)
"""So long after a call was filed a phone number alone is its caller's."""
LONGEST_NUMBER = 40
SHORT = 12
"""Characters: an answer about an order that is longer tells more of the matter."""


async def begin(turn: Turn, got: Parts) -> None:
    """/dengji, with words or without. Raises NotYours."""
    await may_register(of_me(turn), turn.work)
    if got.empty:
        many = await _may_be_many(turn)
        turn.ask("register", "words", registering.what_is_it(turn.tr, many=many))
    else:
        await told(turn, got)


async def _may_be_many(turn: Turn) -> bool:
    try:
        return bool(await may_register_many(of_me(turn), turn.work))
    except (NotYours, SwitchedOff):
        return False


async def told(turn: Turn, got: Parts, source: Source | None = None) -> None:
    """The sentence: a draft of its own, and its card; of several matters each has one, but an order stays one.
    `source`: by which way it came, where that is known beside the words."""
    source = source or source_in(got.text)
    several = matters_in(got.text) if source is not Source.HOTLINE else ()
    for words in several or (got.text,):
        await _told(turn, replace(got, text=words), source)


async def _told(turn: Turn, got: Parts, source: Source) -> None:
    turn.end()
    draft = await begin_registering(of_me(turn), turn.work)
    draft.source = source
    if phone := callers_phone(got.text):  # how he is found is for whoever has it, and not among the words
        draft.behalf = f"{called_by(got.text)} {phone}".strip()
        got = replace(got, text=without(got.text, phone))
    number = _order_in(got.text.replace("12345", "", 1)) if draft.source is Source.HOTLINE else None
    draft.outside_number = number[0][:LONGEST_NUMBER] if number else None
    if draft.source is Source.HOTLINE and (limit := LAST_DAY.search(got.text)) is not None:
        day = read_day(limit["by"] or limit["until"], turn.at, turn.work.settings.zone)
        draft.outside_due = day.days[0] if day else None
    await take(turn, got, registered=draft)


async def another_call(turn: Turn, got: Parts) -> bool:
    """While what one caller told waits for its press, words of another matter or building are another call."""
    begun = await turn.begun()
    if begun is None or begun.source is None or not begun.text or not tells_of_another(begun.text, got.text):
        return False
    await told(turn, got)
    return True


async def contact_said(turn: Turn, got: Parts) -> bool:
    """ "13970001111 郑大爷" soon after a call was filed: how its caller is found, for whoever has it alone."""
    found = PHONE_NUMBER.search(got.text)
    if found is None or got.photos or await turn.begun() is not None:
        return False
    rest = bare(PHONE_NUMBER.sub("", got.text))
    if len(rest) > SHORT or named(rest) or guess(rest).sure or rest.endswith(("吗", "谁")):
        return False
    mine = await turn.work.registered_by(me(turn).id, 1)
    if not mine or mine[0].state not in OPEN or turn.at - mine[0].t0 > CONTACT_FOLLOWS:
        return False
    command = GiveVisit(issue_id=mine[0].id, by=me(turn).id, at=turn.at, text=got.text.strip())
    issue = await leave_contact(command, turn.work)
    turn.became(Outcome.NOTHING)
    number = number_words(issue, turn.tr)
    text = turn.tr.t("✓ {number}: noted how to find whoever told it, for whoever has the matter alone.", number=number)
    turn.say(View(text))
    return True


async def of_somebody(turn: Turn, got: Parts, *, among_staff: bool = False) -> bool:
    """ "郑大爷电话说他家暖气不热" of whoever holds a post, who tells of something that is wrong: it is written down for
    him, and no report of one's own. A danger rings by itself; what is mended is news. `among_staff`: what was told to
    colleagues, of whomever it is."""
    words = told_for_somebody(got.text) or (without_order(got.text) if among_staff else "")
    found = guess(words) if words else None
    if found is None or guess(got.text).sure or not (named(words) or found.recognised) or finished(words):
        return False
    if found.talk is not None or says_over(words) or await turn.begun() is not None:
        return False
    try:
        await may_register(of_me(turn), turn.work)
    except NotYours:
        return False
    if among_staff:
        heard = re.search("[说报讲]|反映", words) is not None
        await told(turn, replace(got, text=words), Source.VISIT if heard else Source.PATROL)
        return True
    await told(turn, replace(got, text=_ORDERED_LAST.sub("", _ORDERED.sub("", got.text, count=1))))
    return True


_ORDERED = re.compile(r"^\s*(?:替人|帮人)?登记(?:一?下|一?个|一件)?[\s，,：:]+")
_ORDERED_LAST = re.compile(
    r"[\s，,。；;]+(?:(?:麻烦|请|劳驾|你|您)*(?:帮我|帮忙|帮|给我|替我|替他|替她)(?:登记|登|记|报)|登记|登)(?:一?下|上|一个|一笔)(?:吧|呗|哈|啊|呀|谢谢)*[。.!！]*$"
)
"""What is said to the bot, and not by whoever told it: "登记一下 …", "… 帮我登一下"."""


def _order_in(text: str) -> re.Match[str] | None:
    """The number of an order; somebody's phone is none."""
    phones = [one.span() for one in PHONE_NUMBER.finditer(text)]
    found = (one for one in ORDER.finditer(text) if not any(a < one.end() and one.start() < b for a, b in phones))
    return next(found, None)


async def which_source(turn: Turn, pressed: Press) -> None:
    """By which way?"""
    if draft := await open_draft(turn, pressed.ids[0]):
        turn.edit(registering.choose_source(draft, turn.tr))


async def source_chosen(turn: Turn, pressed: Press) -> None:
    """This one; of an order its number is asked for."""
    draft = await open_draft(turn, pressed.ids[0])
    if draft is None or pressed.word not in SOURCES:
        return
    draft = await _change(turn, draft, source=Source(pressed.word))
    await show(turn, draft)
    if draft.source is Source.HOTLINE:
        turn.ask("register", "order", registering.which_order(turn.tr), about=draft.subject)


async def which_day(turn: Turn, pressed: Press) -> None:
    """When was it told?"""
    if draft := await open_draft(turn, pressed.ids[0]):
        turn.edit(registering.choose_day(draft, context_of(turn), turn.tr))
        turn.ask("register", "day", about=draft.subject, lasts=FOR_A_PLACE)


async def day_chosen(turn: Turn, pressed: Press) -> None:
    """That day."""
    if draft := await open_draft(turn, pressed.ids[0]):
        await show(turn, await _change(turn, draft, heard_on=date.fromisoformat(pressed.word)))


async def mended(turn: Turn, pressed: Press) -> None:
    """It is put right already: when shall somebody look again?"""
    if draft := await open_draft(turn, pressed.ids[0]):
        turn.edit(looking.when_to_look(draft, turn.tr, context_of(turn)))
        turn.ask("register", "look", about=draft.subject, lasts=FOR_A_PLACE)


async def done_already(turn: Turn, pressed: Press) -> None:
    """On that day, or never."""
    if draft := await open_draft(turn, pressed.ids[0]):
        await _file_mended(turn, draft, None if pressed.word == "never" else date.fromisoformat(pressed.word))


async def look_said(turn: Turn, got: Parts) -> None:
    """On which day, in words; what is no day is more of what was found."""
    draft = await asked_draft(turn)
    day = read_day(got.text, turn.at, turn.work.settings.zone)
    if day is None or day.days[-1] <= today(context_of(turn)):
        await _more(turn, got, draft)
        return
    turn.became(Outcome.ANSWER, draft.subject)
    await _file_mended(turn, await _with_photos(turn, draft, got), day.days[-1])


async def _file_mended(turn: Turn, draft: Draft, look_on: date | None) -> None:
    """Raises NotYours for whoever has no post there."""
    if draft.area_id is None:
        await show(turn, draft)
        return
    done = turn.tr.t(ON_THE_SPOT["spot"])
    command = FileMended(draft_id=draft.id, by=me(turn).id, at=turn.t0, done=done, public=done, look_on=look_on)
    issue = await file_mended(command, turn.work)
    turn.end(draft.subject)
    turn.reply(looking.mended(issue, look_on, turn.tr))


async def order_said(turn: Turn, got: Parts) -> None:
    """Number and day, in any order; either may be missing."""
    draft = await asked_draft(turn)
    number = _order_in(got.text)
    rest = got.text.replace(number[0], " ", 1) if number else got.text
    day = read_day(rest, turn.at, turn.work.settings.zone)
    if number is None and day is None:
        if len(got.text) <= SHORT and not may_name_building(got.text):
            turn.became(Outcome.NOTHING)
            turn.say(View(turn.tr.t("I found neither a number nor a day in that. For example: 26112301234, 11-30")))
            return
        await _more(turn, got, draft)
        return
    turn.end()
    turn.became(Outcome.ANSWER, draft.subject)
    draft = await _with_photos(turn, draft, got)
    draft = await _change(
        turn,
        draft,
        outside_number=number[0][:LONGEST_NUMBER] if number else None,
        outside_due=day.days[0] if day else None,
    )
    await show(turn, draft)


async def day_said(turn: Turn, got: Parts) -> None:
    """When it was told, in words; what is no day is more of what was told."""
    draft = await asked_draft(turn)
    day = day_before(got.text, turn.at, turn.work.settings.zone)
    if day is None:
        await _more(turn, got, draft)
        return
    turn.end()
    turn.became(Outcome.ANSWER, draft.subject)
    draft = await _with_photos(turn, draft, got)
    await show(turn, await _change(turn, draft, heard_on=day))


async def _more(turn: Turn, got: Parts, draft: Draft) -> None:
    """What is neither number nor day: another call, or more of this one."""
    if not await another_call(turn, got):
        turn.end()
        await take(turn, got, registered=draft)


async def _with_photos(turn: Turn, draft: Draft, got: Parts) -> Draft:
    """What was sent with a number or a day belongs to what is registered."""
    return await add(turn, Parts(photos=got.photos), draft) if got.photos else draft


# --- afterwards


SAID_SO = re.compile(
    r"(?:我|都|已经|刚|刚才|当面|打电话|电话里?|跟[他她]|和[他她])*(?:说|讲|告诉|通知|转告|转达)(?:过|给|到)?(?:[他她]|人家|本人)?(?:了|过了|啦|完了)?"
)
"""Whoever registered it says that the other knows."""
LOOKED_THROUGH = 20
"""Matters that one person registered among which one is looked for."""


async def see(turn: Turn, pressed: Press) -> None:
    """How a matter stands that this person registered. Raises NotYours."""
    issue = await matter(pressed.ids[0], turn.work)
    if all(one.registered_by != me(turn).id for one in issue.reports):
        raise NotYours(issue=issue, action=None)
    turn.say(reports.registered(await sheet(issue, turn), turn.tr, context_of(turn)))


async def asked_of(turn: Turn, text: str, kinds: Sequence[str]) -> bool:
    """ "How does Uncle Zhang's manhole stand?": of what this person registered, by whose it is or what it is; of
    several the person says which. False where none is meant."""
    found = [await sheet(one, turn) for one in await turn.work.registered_by(me(turn).id, LOOKED_THROUGH)]
    named = [one for one in found if one.whose and one.whose in text]
    alike = [one for one in named or found if broad(one.issue.category) in map(broad, kinds)] if kinds else []
    about = alike or named
    standing = [one for one in about if one.issue.state in STANDING] or about[:1]
    if not standing:
        return False
    turn.became(Outcome.NOTHING)
    ctx = context_of(turn)
    if len(standing) == 1:
        turn.say(reports.registered(standing[0], turn.tr, ctx))
    else:
        turn.say(reports.mine((), turn.tr, ctx, (), standing))
    return True


async def of_number(turn: Turn, number: int) -> bool:
    """The same by its number, over or not; what this person has in hand has a card of its own."""
    for issue in await turn.work.registered_by(me(turn).id, LOOKED_THROUGH):
        mine = any(one.number == number and one.registered_by == me(turn).id for one in issue.reports)
        if mine and (issue.holder_id != me(turn).id or issue.state not in OPEN):
            turn.became(Outcome.NOTHING)
            await see(turn, Press("reg_see", (issue.id,)))
            return True
    return False


async def answered(turn: Turn, told: Told, got: Parts) -> None:
    """What the person without an account answered reaches whoever has it."""
    assert told.issue_id is not None
    issue = await matter(told.issue_id, turn.work)
    if SAID_SO.fullmatch(bare(got.text)) and not got.photos:
        await _told_in_person(turn, issue)
        return
    said = Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text, photos=got.photos)
    if issue.holder_id is None or issue.state not in OPEN or not await may(issue, Action.NOTE, me(turn).id, turn.work):
        turn.say(View(turn.tr.t("I have passed on to nobody what you wrote just now.")))
        return
    await note(said, turn.work, to=[issue.holder_id])
    await became(turn, Outcome.NOTE, issue)
    who = short_name((await sheet(issue, turn)).holder, turn.tr)
    facts = {"number": number_words(issue, turn.tr), "name": who}
    turn.say(View(turn.tr.t("✓ {number}: I have told {name}.", **facts)))


async def _told_in_person(turn: Turn, issue: Issue) -> None:
    """ "说过了": what the button says, where it stands; what is over needs no more."""
    command = OnIssue(issue_id=issue.id, by=me(turn).id, at=turn.at)
    if possible(issue.state, Action.TELL_IN_PERSON) and await may(issue, Action.TELL_IN_PERSON, command.by, turn.work):
        await told_in_person(command, turn.work)
        await became(turn, Outcome.NOTE, issue)
        turn.say(View(turn.tr.t("✓ {number}: noted.", number=number_words(issue, turn.tr))))
        return
    turn.became(Outcome.NOTHING)
    turn.say(View(turn.tr.t("All right, thank you for telling them.")))


async def _change(
    turn: Turn,
    draft: Draft,
    *,
    source: Source | None = None,
    heard_on: date | None = None,
    outside_number: str | None = None,
    outside_due: date | None = None,
) -> Draft:
    command = ChangeDraft(
        draft_id=draft.id,
        by=me(turn).id,
        at=turn.at,
        source=source,
        heard_on=heard_on,
        outside_number=outside_number,
        outside_due=outside_due,
    )
    return await change_draft(command, turn.work)


OFFERS = Offers(
    presses={
        "reg_source": which_source,
        "reg_from": source_chosen,
        "reg_day": which_day,
        "reg_on": day_chosen,
        "reg_mended": mended,
        "reg_done": done_already,
        "reg_see": see,
    },
    steps={
        ("register", "words"): told,
        ("register", "order"): order_said,
        ("register", "day"): day_said,
        ("register", "look"): look_said,
    },
    replies={Kind.PASS_ON: answered},
)
