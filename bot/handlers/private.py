"""The private chat: commands, the permanent keyboard, answers to our messages, flows, and else a report."""

from collections.abc import Awaitable, Callable
from functools import wraps

from telegram import Message, Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.flows import mediation
from bot.flows.admin import claim
from bot.flows.around import me, of_me
from bot.flows.resident import (
    danger,
    danger_known,
    follow,
    more,
    recognised,
    registering,
    report,
    start,
    talk,
    verdict,
    volunteering,
    wall,
    wishes,
)
from bot.flows.staff import absence, actions, agenda, called, desk, forms, hours, judging, resolve, work
from bot.handlers import hearing, of_residents, of_staff, questions, staff_topics, tables, typed
from bot.handlers.commands import Commands, anew, handlers_of
from bot.incoming.context import Context
from bot.incoming.parts import Parts, our_own, parts, without_command
from bot.incoming.turn import Turn
from bot.registry import OFFERED
from bot.views import home
from casework.frozen import frozen
from casework.messages import Kind
from casework.model.conversation import Message as Told
from casework.model.issues import Issue
from casework.neighbourhood import people
from casework.transitions import OPEN
from casework.words.answers import asks_when, told_beside, verdict_in
from casework.words.guess import guess

PRIVATE = filters.ChatType.PRIVATE
CLAIM = "p_"
"""How the start code of a post's one-time link begins; every other code is a building's."""
ECHO = "w_"
"""How the start code of a matter on the echo wall begins (web/wall.py)."""


async def my_reports(turn: Turn) -> None:
    """The key, or /wode: what I reported, and the mediations that I am in."""
    await follow.mine(turn)
    await mediation.show_mine(turn)


async def my_work(turn: Turn) -> None:
    """The key: what I have, and the mediations that are mine."""
    await work.work_key(turn)
    await mediation.show_mine(turn)


KEYS: dict[str, Callable[[Turn], Awaitable[None]]] = {
    home.REPORT: more.begin,
    home.MINE: my_reports,
    home.FIND: more.find_someone,
    home.MORE: more.more,
    home.WORK: my_work,
    home.AREA: work.my_area,
    home.AWAY: absence.away_key,
}


TYPED: dict[str, Callable[[Turn], Awaitable[None]]] = {
    "帮助": more.how_it_works,
    "help": more.how_it_works,
    "电话": more.find_someone,
    "人工": more.find_someone,
    "回音壁": wall.show,
    "报事": more.begin,
    "我不在": absence.away_key,
    **{word.partition(" ")[2].lower(): KEYS[key] for word, key in home.key_words().items()},
}
"""Words that are typed where there is a key: they do the same, also without the key's picture."""


async def started(update: Update, context: Context) -> None:
    """/start, perhaps with a code."""
    code = context.args[0] if context.args else ""
    if code.startswith(mediation.START):
        await mediation.open_link(context.turn, code.removeprefix(mediation.START))
    elif code.startswith(CLAIM):
        await claim.claim(context.turn, code.removeprefix(CLAIM))
    elif code.startswith(ECHO):
        await wall.ask_how(context.turn, code.removeprefix(ECHO))
    elif code not in ("", "news") or not await desk.at_desk(context.turn):
        await start.start(context.turn, code)


async def reported(update: Update, context: Context) -> None:
    """/bao and /report, with words or without."""
    turn, message = context.turn, update.effective_message
    assert isinstance(message, Message)
    await forms.begin_anew(turn)
    await people.wrote(of_me(turn), turn.work)
    got = without_command(parts(message))
    if got is None or got.empty:
        await more.begin(turn)
    else:
        await report.take(turn, without_command(await hearing.hear(turn, message)) or got)


async def of_groups(update: Update, context: Context) -> None:
    """What is only said in a group."""
    message = update.effective_message
    assert isinstance(message, Message)
    command = (message.text or "").split()[0].partition("@")[0]
    context.turn.say(home.in_a_group(command, context.turn.tr))


async def said(update: Update, context: Context) -> None:
    """Any other message: a key, more of an album, an answer to a question, a word on something open, or a report."""
    turn, message = context.turn, update.effective_message
    assert isinstance(message, Message)
    await people.wrote(of_me(turn), turn.work)
    await hearing.end_what_is_over(turn)
    if (word := home.key_words().get(message.text or "")) is not None:
        await forms.begin_anew(turn)
        await KEYS[word](turn)
    elif (as_key := TYPED.get((message.text or "").strip(" 。.！!？?").lower())) is not None:
        await as_key(turn)
    elif await _one_word(turn, message):
        return
    elif without_command(parts(message)) is not None:
        await reported(update, context)
    elif not await hearing.more_of_album(turn, message):
        if await tables.table_sent(turn, message, context.bot):
            return
        got = await of_staff.signed(turn, await hearing.hear(turn, message))
        if our_own(message, context.bot.id):
            await follow.own_words(turn)
        elif not await _taken(turn, message, got):
            await report.take(turn, got)


async def _taken(turn: Turn, message: Message, got: Parts) -> bool:
    """Whether one of TAKERS took the words."""
    alone, works = message.reply_to_message is None, bool(await turn.work.posts_of(of_me(turn).by))
    for one in TAKERS:
        able = (alone or not one.alone) and (works or not one.staff)
        if able and await one.takes(turn, message, got):
            return True
    return False


async def _typed(turn: Turn, message: Message, got: Parts) -> bool:
    """ "Yes", "never mind", "the second one", or what is on a button, typed instead of pressed."""
    return await typed.typed(turn, got, _replied_to(message))


def _replied_to(message: Message) -> int | None:
    return message.reply_to_message.message_id if message.reply_to_message is not None else None


async def _my_matter(turn: Turn, message_id: int | None) -> tuple[Issue | None, Told | None]:
    """The report of the person's own that the message of ours was about, and which message it was."""
    told = await turn.work.message_about(turn.address, message_id) if message_id is not None else None
    question = await turn.work.question_at(turn.address, message_id) if message_id is not None else None
    issue_id = told.issue_id if told is not None else question.issue_id if question is not None else None
    issue = await turn.work.issue(issue_id) if issue_id is not None else None
    return (issue if issue is not None and issue.is_reporter(of_me(turn).by) else None), told


async def _one_word(turn: Turn, message: Message) -> bool:
    """ "Withdraw", "progress", "hurry": what a button under a report says, about the one that was answered."""
    word = talk.word_in(message.text or "")
    if word is None or (word == "withdraw" and turn.questions and turn.questions[0].kind == of_residents.WITHDRAWING):
        return False  # the second "withdraw" is the answer to "really?"
    issue, told = await _my_matter(turn, _replied_to(message))
    if issue is not None:
        await talk.on_matter(turn, word, issue)
    elif told is not None and told.issue_id is not None:
        return word == "nudge" and await actions.hurried(turn, told.issue_id)
    elif word == "see" and await turn.work.posts_of(of_me(turn).by):
        await work.work_key(turn)
    else:
        await talk.on_some_matter(turn, word)
    return True


async def _in_danger_asked(turn: Turn, got: Parts) -> bool:
    """While it is asked whether anybody is in danger, and all but a "no" calls everybody, no word is for anything else:
    "她自己够着手机给我打的 说腿疼" asks for no telephone number."""
    question = await questions.standing(turn)
    if question is None or not await questions.calls_unless_no(turn, question):
        return False
    if await typed.typed(turn, got, None) or (me(turn).home_id is None and await start.lives_said(turn, got)):
        return True
    return await questions.taken_by(turn, question, got)


async def _asked_when(turn: Turn, message: Message, got: Parts) -> bool:
    """ "When do they come?" is answered with how it stands; an answer to whoever works on it goes there too."""
    if talk.number_said(got) is not None or got.photos:
        return False
    if not asks_when(got.text, names=True) or guess(got.text).sure is not None or guess(got.text).talk == "planned":
        return False
    issue, told = await _my_matter(turn, _replied_to(message))
    if issue is not None and issue.urgent:
        return False
    if message.reply_to_message is None and (calm := await of_residents.asks_of_another(turn, got)) is not None:
        await talk.on_matter(turn, "see", calm)
        return True
    if message.reply_to_message is None and (fresh := await of_residents.just_told(turn, got)) is not None:
        if told_beside(got.text):
            await follow.pass_on(turn, fresh, got)
        await talk.on_matter(turn, "see", fresh)
        return True
    if issue is not None:
        invited = told is not None and told.kind in of_residents.INVITES
        if told is not None and issue.state in OPEN and (invited or not asks_when(got.text)):
            await _answered(turn, message, got)
        await talk.on_matter(turn, "see", issue)
        return True
    if message.reply_to_message is not None or await questions.waits_for_words(turn, got):
        return False
    return not await questions.awaits_answer(turn) and await talk.asked_when(turn, got)


async def _rated(turn: Turn, message: Message, got: Parts) -> bool:
    """ "Content", "so-so", "not solved" in words under a result."""
    if verdict_in(got.text) is None:
        return False
    issue, _ = await _my_matter(turn, _replied_to(message))
    if issue is None and message.reply_to_message is not None:
        return False
    return await of_residents.rates(turn, got, issue)


async def _talk(turn: Turn, got: Parts) -> bool:
    """What is no report; a number is a report's own, or one of one's area."""
    number, found = talk.number_said(got), talk.talk_in(got.text)
    if found != "anger" and await questions.awaits_answer(turn):
        return False
    if found == "question" and await of_residents.asks_of_plan(turn, got):
        return True
    if number is None and found == "over" and await of_staff.has_work(turn, got.text):
        return False  # "放完气 热乎了": of what he has
    if number is None and found is None and not await talk.called_mended(turn, got.text):
        return await talk.number_alone(turn, got)
    works_here = turn.person is not None and turn.person.home_id is None
    if number is None and found == "greeting" and not got.photos and works_here and await desk.at_desk(turn):
        return True
    if await talk.answered(turn, got):
        if found == "thanks" and number is None and (done := await of_residents.result_shown(turn)) is not None:
            verdict.ask(turn, done)  # thanks are no rating yet
        return True
    if number is None:
        return False
    return (
        await work.by_number(turn, number)
        or await registering.of_number(turn, number)
        or await talk.not_found(turn, number)
    )


async def _no_report(turn: Turn, got: Parts) -> bool:
    """What the guess finds nothing in and only somebody at a desk says to the bot."""
    return guess(got.text).sure is None and await desk.not_a_report(turn, got)


async def _belongs_to_matter(turn: Turn, got: Parts) -> bool:
    """Words without a question may belong to something that is open: what the person reported, or works on."""
    if got.empty or guess(got.text).sure or got.latitude is not None:
        return False
    draft = await turn.begun()
    if draft is not None or (not got.text.strip() and await danger.quarrel_over(turn)):
        return False
    mine = [one for one in await turn.reports() if one.state in OPEN]
    done = await of_residents.result_shown(turn)
    if done is not None and (of_residents.not_over(done, got) or of_residents.grudges(done, mine, got)):
        await follow.too_late(turn, done, got)
        return True
    if mine and not any(danger.comes_of(one, got.text) for one in mine):
        return False  # a danger that may be, of none of them
    if mine:
        return await of_residents.of_reporter(turn, got, mine)
    if await turn.work.posts_of(of_me(turn).by):
        return await of_staff.of_work(turn, got)
    return False


async def _answered(turn: Turn, message: Message, got: Parts) -> bool:
    if message.reply_to_message is None:
        return False
    message_id = message.reply_to_message.message_id
    if await questions.replied(turn, message_id, got) or await questions.of_several(turn, message_id, got):
        return True
    issue, told = await _my_matter(turn, message_id)
    if issue is not None and await danger.replied(
        turn, issue, got, asked=told is not None and told.kind == Kind.DRAFT_FILED
    ):
        return True
    if told is None or told.kind not in OFFERED.replies:  # also what a newer version sent
        return False
    await OFFERED.replies[Kind(told.kind)](turn, told, got)
    return True


@frozen
class Taker:
    """Something that a message in the private chat may be; it takes the words, or leaves them to the next.

    takes: says whether it took them. alone: only where the message is no answer (Telegram's) to another, which else
    says what it is about. staff: only of whoever holds a post.
    """

    takes: Callable[[Turn, Message, Parts], Awaitable[bool]]
    alone: bool = False
    staff: bool = False


def _words(takes: Callable[[Turn, Parts], Awaitable[bool]], *, alone: bool = False, staff: bool = False) -> Taker:
    """One that asks only what was said."""

    @wraps(takes)
    async def of_message(turn: Turn, message: Message, got: Parts) -> bool:
        return await takes(turn, got)

    return Taker(of_message, alone, staff)


TAKERS: tuple[Taker, ...] = (
    # What stays between two, and what must not be kept.
    Taker(mediation.answers),
    _words(mediation.wished_in_words),
    _words(recognised.in_words, alone=True),
    _words(questions.lines_of_list),
    _words(wishes.to_be_taken_out),
    _words(volunteering.wished_in_words, alone=True),
    _words(hours.answers, alone=True),
    # What is wanted of the bot itself is no word on a matter, and none on a danger that is being asked about.
    _words(of_staff.meeting, alone=True, staff=True),
    _words(staff_topics.asked, alone=True, staff=True),
    _words(absence.cover_said, alone=True, staff=True),
    _words(_in_danger_asked, alone=True),
    # What names its matter: how-to questions have none, each of several, a number, a whistle.
    _words(wishes.asked_how, alone=True),
    _words(of_residents.of_each, alone=True),
    _words(of_residents.about_number),
    _words(of_residents.back_again, alone=True),
    _words(of_residents.never_meant, alone=True),
    _words(of_residents.not_at_mine, alone=True),
    _words(judging.said_of_whistle, alone=True),
    _words(called.of_number, alone=True),
    _words(of_staff.of_moving, alone=True, staff=True),
    _words(of_staff.of_staff_number, alone=True, staff=True),
    # What only some may read goes apart before anything that others read could take it.
    _words(of_residents.of_anothers, alone=True),
    _words(of_residents.in_confidence),
    _words(of_residents.of_complaint),
    _words(of_residents.of_whoever_came),
    Taker(of_residents.kept_apart),
    Taker(of_residents.of_protest),
    # What is said of a result; what answers the bot; danger, once it is no answer.
    _words(of_residents.about_result, alone=True),
    _words(of_residents.about_past, alone=True),
    Taker(_typed),
    _words(agenda.of_a_meeting, alone=True, staff=True),
    _words(of_staff.to_colleague, alone=True, staff=True),
    _words(danger_known.asks, alone=True),
    _words(of_staff.asks, alone=True, staff=True),
    Taker(_rated),
    _words(of_residents.stars, alone=True),
    _words(of_residents.at_mine_too, alone=True),
    Taker(_asked_when),
    Taker(_answered),
    _words(of_residents.answers_last, alone=True),
    _words(of_residents.answers_staff, alone=True),
    _words(danger.said),
    _words(start.lives_said),
    Taker(of_staff.of_danger, staff=True),
    _words(of_staff.calms, alone=True, staff=True),
    _words(absence.said),
    _words(questions.answers_question),
    # What is understood without a question: of residents, of whoever holds a post, and what is no report at all.
    _words(of_residents.way_in),
    _words(resolve.said_after),
    _words(called.not_needed),
    _words(of_staff.asks_work, staff=True),
    _words(of_staff.said_of_meeting, alone=True, staff=True),
    _words(of_staff.sets_right, alone=True, staff=True),
    _words(of_staff.whistle, alone=True, staff=True),
    _words(of_staff.order, staff=True),
    _words(of_staff.staff_deed, staff=True),
    _words(called.plain),
    _words(of_staff.acknowledges, staff=True),
    _words(of_residents.short_word),
    _words(of_residents.agrees, alone=True),
    _words(registering.another_call),
    _words(registering.contact_said, alone=True),
    _words(registering.of_somebody, alone=True),
    _words(_talk),
    _words(of_residents.perhaps_on_result, alone=True),
    _words(of_residents.tale_after, alone=True),
    # What may belong to something that is open is asked about; what is left is a report.
    _words(_belongs_to_matter),
    _words(of_staff.perhaps, staff=True),
    _words(_no_report),
)
"""In this order, and the first that takes the words has them: each says in its docstring what it takes. What belongs
before another, and why, is said where a group of them begins."""


async def corrected(update: Update, context: Context) -> None:
    """An edited message."""
    message = update.edited_message
    if message is not None:
        await hearing.corrected(context.turn, message)


NEW = PRIVATE & filters.UpdateType.MESSAGE
COMMANDS: Commands = {
    ("start",): started,
    ("wode",): anew(my_reports),
    ("dianhua",): anew(more.find_someone),
    ("huiyin", "wall"): anew(wall.show),
    ("help",): anew(more.how_it_works),
    ("zhiyuan", "volunteer"): anew(volunteering.show),
    ("forget",): anew(more.ask_forget),
    ("mydata",): anew(more.my_data),
    ("bao", "report"): reported,
    ("bind", "unbind", "tingting", "guanyu"): of_groups,
}
HANDLERS: list[BaseHandler] = [  # type: ignore[type-arg]
    *handlers_of(COMMANDS, NEW),
    MessageHandler(NEW & ~filters.COMMAND & ~filters.StatusUpdate.ALL, said),
    MessageHandler(PRIVATE & filters.UpdateType.EDITED_MESSAGE, corrected),
]
