"""Mediation 调解: who asks for it, what the sides and the mediator press, and where their words go.

An answer to a message of a mediation is for the mediator (or the mediator's, for that side) and for nobody else:
`answers` takes it before anything else may.
"""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from telegram import Message

from bot.callbacks import Press
from bot.flows.around import chat_id, me, of_me
from bot.flows.form import Form, Question
from bot.flows.offers import Offers
from bot.flows.staff.forms import begin_with, own_words, starter
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import mediation as views
from bot.views.common import number_words, post_label, post_name
from bot.views.context import RenderContext
from bot.views.pieces import button
from bot.views.view import View, rows
from casework.capabilities import Capability
from casework.clock.limits import local
from casework.data import maybe, read
from casework.forms import Mediating
from casework.issue.quarrel import could_be_mediated, mediators
from casework.mediation import confiding, mediating
from casework.mediation.confiding import Appoint, Say
from casework.mediation.lines import OfSide
from casework.mediation.mediating import In, Mediate, Open
from casework.mediation.sheet import MediationSheet, mediation_sheet
from casework.mediation.transitions import WITH_MEDIATOR
from casework.messages import Kind
from casework.model.conversation import Message as Told
from casework.model.conversation import Outcome
from casework.model.issues import Action, Issue
from casework.model.mediations import Mediation, MediationAction, NextStep, Side
from casework.neighbourhood import people
from casework.neighbourhood.rights import MEDIATES, MEDIATION_RIGHTS, SIDES, Part, parts_in
from casework.neighbourhood.switching import is_on
from casework.questions import InMediation
from casework.refusals import NotFound, NotYours
from casework.transitions import OPEN
from casework.words.answers import Answer, answer_in, bare, talks_it_over
from casework.words.dates import read_day
from casework.words.guess import guess, named
from casework.words.numbered import gives_up
from locales.markup import Html

START, KEEP = views.START, views.KEEP
FLOW, WORDS = "mediation", "words"
AT_MOST = 6
"""Mediators offered."""
A = MediationAction
FRESH = timedelta(days=1)
"""So long plain words answer what one of the sides read last."""
OF_NEIGHBOURS = frozenset({"quarrel", "noise"})
"""Kinds that words about a neighbour sound like."""
STOPS = re.compile(
    "(?:算了)?(?:我|咱)?就?[不别](?:想|愿意?|要)?再?(?:谈|调解|说)(?:了|啦|下去了)?吧?"
    "|i don'?t want (?:to talk|it)(?: any ?more)?",
    re.IGNORECASE,
)
"""Says, and nothing else, that one does not want to talk, or no more."""
ASKS = re.compile(
    "(?:我|咱|俺)?们?(?:想|能不能|能|可不可以|可以|要|帮我?|给我?们?|麻烦|请|就|也|这(?:个|事)?)*(?:请|找|叫|派|安排|要|来)?"
    "(?:个|一下|位|人|社区|你们|您)*(?:来|帮忙|帮着|给|帮)*(?:我们)?(?:调解员?|说和|说合|劝和)(?:一下|下|调解|帮忙|行|不)*(?:吗|吧|呗|么|嘛|行不)?"
    "|(?:can|could) (?:i|we) (?:get|have|ask) a mediator|i want a mediator|mediat(?:or|ion) please",
    re.IGNORECASE,
)
"""Asks, and says nothing else, for somebody who mediates."""


async def _sheet(turn: Turn, mediation: Mediation) -> MediationSheet:
    """As this person may see it. Raises NotYours."""
    found = await mediation_sheet(mediation, me(turn).id, turn.work)
    if found is None:
        raise NotYours(action=A.SAY)
    return found


async def _mediator(turn: Turn, mediation: Mediation) -> Html:
    seat = mediation.mediator_post_id
    return post_name(await turn.work.post(seat), turn.tr) if seat is not None else turn.tr.t("the mediator")


# --- whoever reported it, or has it, asks for it


async def wished(turn: Turn, press: Press) -> None:
    """Whoever reported it wants to talk it over; of one mediator only nobody is asked which. Raises NotYours,
    NotPossibleNow."""
    issue = await turn.work.issue(press.ids[0])
    found = await mediators(issue, turn.work)
    post = str(found[0].id) if len(found) == 1 else None
    await begin_with(turn, issue, Mediating(form="mediate", issue=issue.id, post=post))


async def wished_in_words(turn: Turn, got: Parts) -> bool:
    """ "能请人调解吗": of the quarrel that somebody reported last, where it can become one."""
    if got.photos or not ASKS.fullmatch(bare(got.text)):
        return False
    for issue in await turn.reports():
        if not issue.is_reporter(me(turn).id) or not is_on(Capability.MEDIATION, issue.line, turn.at, turn.work):
            continue
        if issue.state in OPEN and await could_be_mediated(issue, await turn.work.timeline(issue.id), turn.work):
            turn.became(Outcome.NOTHING)
            await wished(turn, Press("mediate", (issue.id,)))
            return True
    return False


async def _ask(turn: Turn, issue: Issue, data: Mediating) -> Question | None:
    """Which mediator; who the other side is; and of a resident without an account that he was asked."""
    tr, number = turn.tr, number_words(issue, turn.tr)
    if data.post is None:
        found = (await mediators(issue, turn.work))[:AT_MOST]
        choices = tuple((str(one.id), post_label(one, tr)) for one in found)
        which = tr.t("{number}: which mediator?", number=number)
        return Question(key="post", text=which if found else views.no_mediator(tr), choices=choices)
    if data.other is None:
        whose = issue.is_reporter(me(turn).id)
        mediator = post_name(await turn.work.post(int(data.post or 0)), tr)
        text = views.asks_for_it(number, mediator, tr) if whose else views.asks_who(number, tr)
        return Question(key="other", text=text, own=tr.t("For example: Mr Zhang, building 3, 2-302"))
    if issue.reporter_id is None and data.asked is None:
        away = tr.t("{number}: whoever it is for reads nothing here. Did you ask in person?", number=number)
        return Question(key="asked", text=away, choices=(("yes", tr.t("Asked in person: yes")),))
    return None


async def _finish(turn: Turn, issue: Issue, data: Mediating) -> View:
    command = Mediate(
        issue_id=issue.id,
        by=me(turn).id,
        at=turn.at,
        chat_id=await chat_id(turn),
        post_id=int(data.post or 0),
        other=own_words(data.other),
        code=turn.work.new_code(),
        in_person=data.asked == "yes",
    )
    await mediating.mediate(command, turn.work)
    number = number_words(issue, turn.tr)
    if issue.is_reporter(me(turn).id):
        mediator = post_name(await turn.work.post(command.post_id), turn.tr)
        text = turn.tr.t("✓ {mediator} has it, and asks the other side now.", mediator=mediator)
        return View(text)
    if issue.reporter_id is None:
        return View(turn.tr.t("✓ {number}: the mediator has it.", number=number))
    return View(turn.tr.t("✓ {number}: I ask the resident first. The mediator hears of it after a yes.", number=number))


# --- the other side opens its link


async def open_link(turn: Turn, code: str) -> None:
    """What it is about, and whether to agree. Raises LinkNotValid."""
    await people.wrote(of_me(turn), turn.work)
    mediation = await mediating.opened(Open(by=me(turn).id, at=turn.at, code=code), turn.work)
    sheet = MediationSheet(
        mediation=mediation,
        issue=await turn.work.issue(mediation.issue_id),
        mediator=await turn.work.post(mediation.mediator_post_id or 0),
        place="",
        parts=frozenset({Part.OTHER}),
    )
    turn.say(views.by_link(sheet, code, turn.tr, known=me(turn).consent_at is not None))


async def answered_link(turn: Turn, pressed: Press) -> None:
    """Yes or no: by that this person is the other side. Raises LinkNotValid."""
    word, _, code = pressed.word.partition(".")
    if word == A.CONSENT and me(turn).consent_at is None:
        await people.consent(of_me(turn), turn.work)
    mediation = await mediating.invited(Open(by=me(turn).id, at=turn.at, code=code), turn.work)
    await AT_ONCE[MediationAction(word)](turn, In(mediation_id=mediation.id, by=me(turn).id, at=turn.at))


# --- presses


async def _consent(turn: Turn, command: In) -> None:
    mediation = await mediating.consent(command, turn.work)
    if command.side is not None:
        turn.toast(turn.tr.t("Noted."))
    elif mediation.both("agrees"):
        turn.reply(View(turn.tr.t("✓ You agree.")))
    else:
        name = await _mediator(turn, mediation)
        turn.reply(View(turn.tr.t("✓ You agree. {mediator} asks the other side now.", mediator=name)))


async def _stop(turn: Turn, command: In) -> None:
    await mediating.stop(command, turn.work)
    if command.side is None:
        turn.reply(View(turn.tr.t("All right, it ends here. If it gets rough, call 110. I am here as ever.")))
    else:
        turn.toast(turn.tr.t("Noted."))


async def _come(turn: Turn, command: In) -> None:
    await confiding.come(command, turn.work)
    await _done(turn, command, turn.tr.t("✓ You come."))


async def _confirm(turn: Turn, command: In) -> None:
    mediation = await confiding.confirm(command, turn.work)
    await _done(turn, command, turn.tr.t("✓ You said yes.") if mediation.open else turn.tr.t("✓ Both of you said yes."))


async def _give_back(turn: Turn, command: In) -> None:
    await mediating.give_back(command, turn.work)
    turn.edit(
        View(turn.tr.t("✓ Whoever asked for it chooses another mediator. Please keep what you heard to yourself."))
    )


async def _call_off(turn: Turn, command: In) -> None:
    await mediating.call_off(command, turn.work)
    turn.edit(View(turn.tr.t("✓ The mediation is over. Those who knew of it are told.")))


async def _done(turn: Turn, command: In, text: Html) -> None:
    """A side's own message says what it answered; the mediator's card is drawn afresh by itself."""
    if command.side is None:
        turn.reply(View(text))
    else:
        turn.toast(turn.tr.t("Noted."))


AT_ONCE: dict[MediationAction, Callable[[Turn, In], Awaitable[None]]] = {
    A.CONSENT: _consent,
    A.STOP: _stop,
    A.COME: _come,
    A.CONFIRM: _confirm,
    A.GIVE_BACK: _give_back,
    A.CALL_OFF: _call_off,
}
YES: dict[str, MediationAction] = {
    Kind.MEDIATION_ASKED: A.CONSENT,
    "time": A.COME,
    "eve": A.COME,
    "proposed": A.CONFIRM,
}
"""What a plain yes in answer to a message means, by what it asks."""
IN_WORDS = (A.SAY, A.OTHER_TIME, A.NOT_SO, A.APPOINT, A.PROPOSE)
"""What is asked for in words first."""


async def pressed(turn: Turn, press: Press) -> None:
    """A button of a mediation: what, and for which side."""
    if not press.ids:
        raise NotFound
    mediation = await turn.work.mediation(press.ids[0])
    word, _, side = press.word.partition(".")
    sheet = await _sheet(turn, mediation)
    if not _opens(word) & sheet.parts:
        raise NotYours(action=A.SAY)
    if word == "see":
        turn.say(
            views.seen(sheet, turn.tr, turn.at, turn.work.settings_for(mediation.line, turn.at), turn.bot_username)
        )
    elif word == KEEP:
        turn.edit(View(turn.tr.t("All right, it goes on.")))
    elif word.endswith("?"):
        turn.say(views.sure(mediation, word.removesuffix("?"), turn.tr))
    elif word == A.CHOOSE:
        await _ask_another(turn, sheet)
    elif word == A.NO_AGREEMENT:
        turn.say(views.where_next(sheet, turn.tr))
    elif word in IN_WORDS:
        asks, about = views.asks_for(sheet, word, side, turn.tr), mediation.subject
        turn.ask(FLOW, WORDS, asks, about=about, data=InMediation(what=word, side=side))
    elif word in AT_ONCE:
        command = In(mediation_id=mediation.id, by=me(turn).id, at=turn.at, side=Side(side) if side else None)
        await AT_ONCE[MediationAction(word)](turn, command)
    else:
        raise NotFound


def _opens(word: str) -> frozenset[Part]:
    """Who may begin with a button, of what MEDIATION_RIGHTS says of its action; "see" is the mediator's card."""
    if word == KEEP:
        return frozenset(Part)
    action = word.removesuffix("?")
    return MEDIATION_RIGHTS[MediationAction(action)] if action in set(MediationAction) else MEDIATES


async def next_chosen(turn: Turn, press: Press) -> None:
    """Nothing was agreed, and where they can go."""
    command = In(mediation_id=press.ids[0], by=me(turn).id, at=turn.at)
    await confiding.no_agreement(command, NextStep(press.word), turn.work)
    turn.edit(View(turn.tr.t("✓ Both sides read where they can go now.")))


async def _ask_another(turn: Turn, sheet: MediationSheet) -> None:
    found = await mediators(sheet.issue, turn.work)
    sides = (sheet.mediation.first_id, sheet.mediation.other_id)
    able = [one for one in found if one.person_id not in sides][:AT_MOST]
    buttons = [button(post_label(one, turn.tr), "md_choose", sheet.mediation.id, one.id) for one in able]
    number = number_words(sheet.issue, turn.tr)
    text = turn.tr.t("{number}: which mediator?", number=number) if able else views.no_mediator(turn.tr)
    turn.say(View(text, rows(*buttons)))


async def chosen(turn: Turn, press: Press) -> None:
    """Another mediator: both sides are asked anew."""
    mediation_id, post_id = press.ids
    command = mediating.Choose(
        mediation_id=mediation_id, by=me(turn).id, at=turn.at, post_id=post_id, code=turn.work.new_code()
    )
    await mediating.choose(command, turn.work)
    turn.edit(View(turn.tr.t("✓ Both sides are asked anew, whoever reported it first.")))


async def released(turn: Turn, press: Press) -> None:
    """The other side may read it."""
    mediation_id, entry_id = press.ids
    await confiding.release(In(mediation_id=mediation_id, by=me(turn).id, at=turn.at), entry_id, turn.work)
    turn.edit(View(turn.tr.t("✓ The other side reads it.")))


async def show_mine(turn: Turn) -> None:
    """Those that this person is in and that go on, below my work and my reports: a message far above is not lost."""
    for one in await turn.work.mediations_with(me(turn).id):
        sheet = await mediation_sheet(one, me(turn).id, turn.work) if one.open else None
        if sheet is None:
            continue
        settings = turn.work.settings_for(one.line, turn.at)
        ctx = RenderContext(now=turn.at, settings=settings, bot_username=turn.bot_username)
        if Part.MEDIATOR not in sheet.parts:
            turn.say(views.own(sheet, turn.tr, ctx))
        elif one.state in WITH_MEDIATOR:
            turn.say(views.card(sheet, turn.tr, ctx))


# --- words


async def answers(turn: Turn, message: Message, got: Parts) -> bool:
    """An answer to a message of a mediation, or to what was asked about it: it is for the one it is said to, before it
    could be anything that others read. What speaks of danger is looked at as danger, too."""
    replied = message.reply_to_message
    asked = next(iter(turn.questions), None)
    if replied is not None:
        asked = await turn.work.question_at(turn.address, replied.message_id)
        told = await turn.work.message_about(turn.address, replied.message_id)
        if told is not None and told.kind in views.SAYS:
            return await said(turn, told, got)
    elif (newest := await _last_read(turn, got)) is not None:
        return await said(turn, newest, got)
    elif STOPS.fullmatch(bare(got.text)) and len(mine := await _of_mine(turn)) == 1:
        turn.became(Outcome.NOTHING)
        turn.say(views.sure(mine[0], A.STOP, turn.tr))
        return True
    if asked is None or asked.kind != f"{FLOW}.{WORDS}" or asked.answered_at is not None:
        return False
    if guess(got.text).sure and read(asked.data, InMediation).what != A.SAY:
        return False
    turn.question = turn.ends = asked
    await written(turn, got)
    return not guess(got.text).sure


async def _last_read(turn: Turn, got: Parts) -> Told | None:
    """The message of a mediation that goes on which one of its sides read last in this chat, nothing having been asked
    since: plain words answer it, unless they name something that is broken or talk to us. Nobody else may read them by
    mistake."""
    heard = guess(got.text)
    if not got.text.strip() or heard.sure or heard.talk is not None or set(named(got.text)) - OF_NEIGHBOURS:
        return None
    if await turn.begun() is not None:
        return None
    told = next(iter(await turn.work.newest_sent(turn.address, 1)), None)
    if told is None or told.mediation_id is None or told.sent_at is None or turn.at - told.sent_at > FRESH:
        return None
    if any(one.asked_at > told.sent_at for one in turn.questions):
        return None
    mediation = await turn.work.mediation(told.mediation_id)
    return told if mediation.open and SIDES & await parts_in(mediation, me(turn).id, turn.work) else None


async def _of_mine(turn: Turn) -> list[Mediation]:
    """Those that go on and of which this person is a side."""
    found = await turn.work.mediations_with(me(turn).id)
    return [one for one in found if one.open and SIDES & await parts_in(one, me(turn).id, turn.work)]


async def said(turn: Turn, told: Told, got: Parts) -> bool:
    """An answer to a message: a word to whoever it is from. False where the danger in it is to be looked at."""
    assert told.mediation_id is not None
    mediation = await turn.work.mediation(told.mediation_id)
    parts = (await _sheet(turn, mediation)).parts
    about = maybe(told.data, OfSide)
    side = Side(about.side) if Part.MEDIATOR in parts and about.side else None
    asked = about.what or told.kind
    if Part.MEDIATOR not in parts and (does := YES.get(asked)) and _answer(told, got) == "yes":
        turn.became(Outcome.NOTHING)
        await AT_ONCE[does](turn, In(mediation_id=mediation.id, by=me(turn).id, at=turn.at))
    elif Part.MEDIATOR not in parts and (gives_up(got.text) or STOPS.fullmatch(bare(got.text)) or _says_no(told, got)):
        turn.became(Outcome.NOTHING)
        turn.say(views.sure(mediation, A.STOP, turn.tr))
    elif told.kind == Kind.MEDIATION_ASKED:
        turn.became(Outcome.NOTHING)
        turn.say(View(turn.tr.t("Please press one of the buttons above first: before a yes I pass nothing on.")))
    elif Part.MEDIATOR in parts and side is None:
        turn.became(Outcome.NOTHING)
        turn.say(View(turn.tr.t("To which side? Please answer its message, or press below the card.")))
    else:
        await _say(turn, mediation, side, got)
    return not guess(got.text).sure


def _says_no(told: Told, got: Parts) -> bool:
    return told.kind == Kind.MEDIATION_ASKED and _answer(told, got) in ("no", "drop")


def _answer(told: Told, got: Parts) -> Answer | None:
    return talks_it_over(got.text) if told.kind == Kind.MEDIATION_ASKED else answer_in(got.text)


async def _say(turn: Turn, mediation: Mediation, side: Side | None, got: Parts) -> None:
    turn.became(Outcome.NOTHING)
    if got.photos and not got.text.strip():
        turn.say(View(turn.tr.t("Here I pass on words alone. Please show the picture to the mediator yourself.")))
        return
    sounds = bool(guess(got.text).sure)
    command = Say(
        mediation_id=mediation.id, by=me(turn).id, at=turn.at, side=side, text=got.text, danger=sounds and side is None
    )
    entry = await confiding.say(command, turn.work)
    if side is not None:
        turn.say(View(turn.tr.t("✓ That side has it, and nobody else.")))
    elif not sounds:
        turn.say(views.kept(mediation, entry.id, turn.tr, await _mediator(turn, mediation)))


async def written(turn: Turn, got: Parts) -> None:
    """Words that were asked for."""
    asked = turn.question
    assert asked is not None
    assert asked.subject is not None
    mediation = await turn.work.mediation(asked.subject.id)
    of = read(asked.data, InMediation)
    what, side = of.what, Side(of.side) if of.side else None
    turn.became(Outcome.NOTHING)
    command = In(mediation_id=mediation.id, by=me(turn).id, at=turn.at, side=side)
    if what == A.SAY:
        turn.close(asked)
        await _say(turn, mediation, side, got)
        return
    if what == A.APPOINT:
        await _appoint(turn, mediation, got.text)
        return
    if what == A.PROPOSE:
        await confiding.propose(command, got.text, turn.work)
        text = turn.tr.t("✓ Both sides are asked whether it is so.")
    elif what == A.OTHER_TIME:
        await confiding.come(command, turn.work, text=got.text)
        text = turn.tr.t("✓ The mediator has it, and looks for another time.")
    else:
        await confiding.not_so(command, got.text, turn.work)
        text = turn.tr.t("✓ The mediator has it, and talks with you both once more.")
    if asked in turn.questions:
        turn.close(asked)
    turn.say(View(text))


async def _appoint(turn: Turn, mediation: Mediation, text: str) -> None:
    """A day and an hour in words; what names none is asked for again."""
    zone = turn.work.settings_for(mediation.line, turn.at).zone
    found = read_day(text, turn.at, zone)
    if found is None or found.sure is None or found.at is None:
        turn.say(
            View(turn.tr.t("I need the day and the hour, for example: Saturday, 3 in the afternoon, meeting room."))
        )
        return
    meets_at: datetime = local(found.sure, found.at, zone)
    command = Appoint(mediation_id=mediation.id, by=me(turn).id, at=turn.at, meets_at=meets_at, text=text)
    await confiding.appoint(command, turn.work)
    for one in turn.waiting(f"{FLOW}.{WORDS}", mediation.subject):
        turn.close(one)
    turn.say(views.appointed(mediation, turn.tr, turn.at, zone))


OFFERS = Offers(
    presses={
        "s_mediate": starter("mediate"),
        "mediate": wished,
        "md": pressed,
        "md_link": answered_link,
        "md_next": next_chosen,
        "md_choose": chosen,
        "md_release": released,
    },
    steps={(FLOW, WORDS): written},
    forms={"mediate": Form(actions=(Action.MEDIATE,), ask=_ask, finish=_finish)},
)
