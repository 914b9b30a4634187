"""Groups: reporting by command, by an answer or by a mention; answers to cards; tying the group to an area."""

from telegram import Message, Update, User
from telegram.ext import BaseHandler, MessageHandler, MessageReactionHandler, filters

from bot.flows.admin.bind import ask_unbind, bind, choose_area, of_payload
from bot.flows.group import alarm_answered, answering, listening, reactions, switch
from bot.flows.group.filing import file_here, noted, person_behind
from bot.flows.privately import answer_privately
from bot.flows.resident import wall
from bot.flows.staff import called, company, judging, scene
from bot.flows.staff import said as staff_said
from bot.flows.staff.resolve import photo_after
from bot.handlers import hearing, manager, next_line, of_staff, private, questions, staff_group
from bot.handlers.commands import Commands, handlers_of
from bot.incoming.context import Context
from bot.incoming.parts import Parts, parts, without_command, without_name
from bot.incoming.turn import Turn
from bot.views import home
from casework.issue.registering import passes_on_a_call
from casework.model.chats import Audience
from casework.model.conversation import Message as Told
from casework.model.conversation import Outcome, Question
from casework.model.issues import Action, Issue
from casework.model.people import Person, Use
from casework.neighbourhood.restraint import allow
from casework.neighbourhood.rights import may
from casework.refusals import NotYours
from casework.transitions import OPEN
from casework.words.acts import asks_of_work, likely
from casework.words.among_staff import is_talk
from casework.words.asking import only_asks
from casework.words.called import doubts, in_part, people_alone, says, takes_again
from casework.words.guess import guess
from casework.words.undone import takes_back

GROUPS = filters.ChatType.GROUPS
NEW = filters.UpdateType.MESSAGE


async def report(update: Update, context: Context) -> None:
    """/report and /bao, with words, or as an answer to somebody's message."""
    turn, message = context.turn, update.message
    assert message is not None
    got = without_command(parts(message), turn.bot_username)
    if got is not None:
        await _report(turn, message, got, context.bot.id)


async def _report(turn: Turn, message: Message, got: Parts, bot_id: int, *, by_name: bool = False) -> None:
    """What was said to us, with what it answers, for whoever said that. `by_name`: by our name, and no command: where
    it does not say what is wrong it is asked about first."""
    if await _call_left_out(turn, got):
        return
    if turn.person is not None:
        await hearing.hear(turn, message)
    answered = answered_by(message)
    if answered is None and turn.person is not None and await _staff_says(turn, got):
        return
    if answered is None and (await answering.asked_of_number(turn, got) or await answering.asked_of_danger(turn, got)):
        return
    if answered is None or (answered.from_user is not None and answered.from_user.id == bot_id):
        if by_name and await answering.of_own(turn, got):
            return
        if by_name and await _tells_nothing(turn, got):
            await listening.asked_about(turn, message, got)
        else:
            await _file(turn, message, got, None)
        return
    quoted = parts(answered)
    text = "\n".join(one.strip() for one in (quoted.text, got.text) if one.strip())
    both = Parts(text=text, photos=(*quoted.photos, *got.photos))
    await _file(turn, message, both, await _author(turn, answered), passed_on=True)


def answered_by(message: Message) -> Message | None:
    """What a message answers. In a topic of a forum a message that answers nothing counts, for Telegram, as an answer
    to the one that opened the topic (Bot API, Message: message_thread_id)."""
    answered = message.reply_to_message
    opener = message.is_topic_message and answered is not None and answered.message_id == message.message_thread_id
    return None if opener else answered


async def _author(turn: Turn, message: Message) -> Person | None:
    """Whose message it was, if he or she is a person whom the bot can write to."""
    user: User | None = message.from_user
    if user is None or user.is_bot or message.sender_chat is not None:
        return None
    return await person_behind(turn, f"tg:{user.id}")


async def _call_left_out(turn: Turn, got: Parts) -> bool:
    """Who called, with his number, said by staff in their group."""
    if turn.person is None or not passes_on_a_call(got.text) or not await turn.work.posts_of(turn.person.id):
        return False
    return staff_group.call_left_out(turn, got.text)


async def _staff_says(turn: Turn, got: Parts) -> bool:
    """In a staff group words to our name that name a matter by its number, order something or ask how it stands are
    that, and no report."""
    chat = await turn.work.chat_at(turn.address, turn.thread)
    if chat is None or chat.audience is not Audience.STAFF or turn.person is None:
        return False
    if not await turn.work.posts_of(turn.person.id):
        return False
    got = await of_staff.signed(turn, got)
    return (
        await of_staff.of_staff_number(turn, got)
        or await of_staff.order(turn, got)
        or await _asks_of_work(turn, got)
        or await of_staff.of_kind(turn, await of_staff.named_plainly(turn, got.text), got)
    )


async def _asks_of_work(turn: Turn, got: Parts) -> bool:
    """ "Who is on duty tonight", "how many are left" of staff: answered privately."""
    if turn.person is None or asks_of_work(got.text) is None or guess(got.text).sure:
        return False
    if not await turn.work.posts_of(turn.person.id):
        return False
    here = turn.tr.t("I have answered you privately.")
    await answer_privately(turn, lambda theirs: of_staff.asks_work(theirs, got), here)
    turn.became(Outcome.NOTHING)
    return True


async def _tells_nothing(turn: Turn, got: Parts) -> bool:
    """Whether nobody can tell from the words what is wrong, in a group where they could be reported, and there is no
    answer to them as there is to a greeting."""
    heard = guess(got.text)
    if turn.person is None or got.empty or got.photos or heard.report or heard.talk is not None:
        return False
    return not only_asks(got.text) and await turn.work.chat_at(turn.address, turn.thread) is not None


async def _file(turn: Turn, message: Message, said: Parts, author: Person | None, *, passed_on: bool = False) -> None:
    issue = await file_here(turn, said, author, passed_on=passed_on)
    if issue is not None:
        await listening.reported(turn, message, issue)


async def written(update: Update, context: Context) -> None:
    """Any other message of a group: more of an album, an answer to a question, to a card, or words with our name. All
    else is talk."""
    turn, message = context.turn, update.message
    assert message is not None
    answered = answered_by(message)
    if turn.person is None:
        if answered is None or not await answering.asked_of_notice(turn, answered.message_id, parts(message)):
            await listening.overhear(turn, message)
        return
    if await hearing.more_of_album(turn, message):
        return
    if answered is not None and await answering.one_word(turn, answered, message.text or ""):
        return
    if answered is None and await alarm_answered.answered(turn, message):
        return
    alone = answered is None and parts(message).photos and staff_group.wordless(message)
    if alone and await photo_after(turn, lambda: hearing.hear(turn, message)):
        return
    if answered is None and await _department_says(turn, message):
        return
    if answered is not None and answered.from_user is not None and answered.from_user.id == context.bot.id:
        await _answer(turn, message, answered)
        return
    said = parts(message)
    got = without_command(said, turn.bot_username)
    named = without_name(said, turn.bot_username) if got is None else None
    if got is not None:
        await _report(turn, message, got, context.bot.id)
    elif named is not None:
        await _report(turn, message, named, context.bot.id, by_name=True)
    elif answered is not None or not await staff_group.of_matter(turn, message):
        await listening.overhear(turn, message)


async def _department_says(turn: Turn, message: Message) -> bool:
    """In a department's group that reaches us whole: "我们到了，俩人", "堵车了，晚点到" of an officer, though
    it answers nothing; what is probably about the whistle is asked about, and talk is left alone."""
    text = parts(message).text
    if await next_line.answered(turn, message, text):
        return True
    plainly = says(text) is not None or called.on_the_way(text) or in_part(text)
    plainly = plainly or takes_again(text) or doubts(text)
    undone = takes_back(text) or people_alone(text) is not None
    perhaps = (bool(likely(text)) and not is_talk(text)) or called.NOT_NEEDED.search(text) is not None
    perhaps = perhaps or called.may_touch(text)
    if not (plainly or undone or perhaps):
        return False
    chat = await turn.work.chat_at(turn.address, turn.thread)
    if chat is None or chat.department_id is None:
        return False
    if not await called.waited_for(turn, chat.department_id):
        return False
    got = await hearing.hear(turn, message)
    if (plainly or undone) and await called.plain(turn, got, chat.department_id):
        return True
    if plainly or not perhaps or not await called.perhaps(turn, got, chat.department_id):
        return False
    hearing.waits_to_be_said(turn)
    return True


async def _answer(turn: Turn, message: Message, answered: Message) -> None:
    told = await turn.work.message_about(turn.address, answered.message_id)
    question = await turn.work.question_at(turn.address, answered.message_id) if told is None else None
    if told is None and question is None and await alarm_answered.answered(turn, message):
        return
    if (danger := await _called_to(turn, told, question)) is not None:
        await staff_said.heard(turn, danger.id, await hearing.hear(turn, message))
    elif guess(parts(message).text).sure is not None and (told is not None or question is None):
        await _danger_about(turn, message, told.issue_id if told is not None else None)
    elif told is not None and told.kind in staff_group.ABOUT_A_CARD and told.issue_id is not None:
        await staff_said.heard(turn, told.issue_id, await hearing.hear(turn, message))
    elif (issue_id := company.asked_here(told, question)) is not None:
        await company.answered(turn, issue_id, await hearing.hear(turn, message))
    elif told is not None and told.kind in judging.ANSWERED:
        await judging.answered(turn, told, await hearing.hear(turn, message))
    elif question is not None and noted(question) is None:
        got = await hearing.hear(turn, message)
        if not await questions.replied(turn, answered.message_id, got) and question.issue_id is not None:
            await staff_said.heard(turn, question.issue_id, got)  # our own short line about a matter
    if turn.answers or await answering.about_notice(turn, told, parts(message)):
        return
    if await answering.has_it_too(turn, told, message):
        return
    if not await answering.asked_of_notice(turn, answered.message_id, parts(message)):
        turn.became(Outcome.NOTHING)
        await listening.overhear(turn, message, answered.message_id)


async def _called_to(turn: Turn, told: Told | None, question: Question | None) -> Issue | None:
    """The open danger that the answered message is about, for whoever may say a word on it: whatever is said there,
    another danger too, goes to everybody who was called."""
    assert turn.person is not None
    issue_id = told.issue_id if told is not None else question.issue_id if question is not None else None
    if issue_id is None or (told is None and question is not None and question.kind.startswith("form.")):
        return None
    issue = await turn.work.issue(issue_id)
    if not issue.urgent or issue.state not in OPEN or issue.is_reporter(turn.person.id):
        return None
    return issue if await may(issue, Action.NOTE, turn.person.id, turn.work) else None


async def corrected(update: Update, context: Context) -> None:
    """An edited message; what was only talk is remembered as long as the rest, and not stored either. Of staff it may
    name a matter only now."""
    turn, message = context.turn, update.edited_message
    assert message is not None
    if turn.person is not None and await turn.work.utterance_of(turn.address, message.message_id) is not None:
        await hearing.corrected(turn, message)
    elif turn.person is None or answered_by(message) is not None or not await staff_group.of_matter(turn, message):
        await listening.overhear_edit(turn, message)


async def reacted(update: Update, context: Context) -> None:
    """Somebody reacted to a message, or took that back."""
    if update.message_reaction is not None:
        await reactions.reacted(context.turn, update.message_reaction)


async def listening_command(update: Update, context: Context) -> None:
    """/tingting: reading along, on or off; /guanyu: what the bot is, and whether it does."""
    if context.turn.person is not None:
        await allow(context.turn.person.id, Use.GROUP_COMMAND, context.turn.at, context.turn.work)
    await switch.show(context.turn)


async def wall_command(update: Update, context: Context) -> None:
    """/huiyin: the way to the echo wall of the group's area."""
    if context.turn.person is not None:
        await allow(context.turn.person.id, Use.GROUP_COMMAND, context.turn.at, context.turn.work)
    await wall.show(context.turn)


async def _danger_about(turn: Turn, message: Message, issue_id: int | None) -> None:
    """Danger said in answer to a card: it is about that matter, if the person has to do with it; else a report."""
    assert turn.person is not None
    said = await hearing.hear(turn, message)
    issue = await turn.work.issue(issue_id) if issue_id is not None else None
    if issue is None or not await scene.rings(turn, issue, said):
        await _file(turn, message, said, None)


async def bind_command(update: Update, context: Context) -> None:
    """/bind: tie this group, or this topic, to an area."""
    if context.turn.person is not None:
        await allow(context.turn.person.id, Use.GROUP_COMMAND, context.turn.at, context.turn.work)
    await choose_area(context.turn)


async def unbind_command(update: Update, context: Context) -> None:
    """/unbind: untie this group, or this topic."""
    await ask_unbind(context.turn)


async def start_group(update: Update, context: Context) -> None:
    """A startgroup link brings its area along; whoever opened it has to be allowed to tie a group to it."""
    turn, message = context.turn, update.message
    assert message is not None
    wanted = of_payload((message.text or "").partition(" ")[2].strip())
    if wanted is not None and turn.person is not None:
        await bind(turn, *wanted)
        return
    try:
        await choose_area(turn)
    except NotYours:  # a resident's /start
        await privately(update, context)


async def privately(update: Update, context: Context) -> None:
    """What is asked of the bot alone, such as one's own reports, is never answered in front of all."""
    turn = context.turn
    if turn.person is not None:
        await allow(turn.person.id, Use.GROUP_COMMAND, turn.at, turn.work)
    turn.say_here(home.privately(turn.bot_username, turn.tr), reply_to=turn.message_id, vanish=True)


COMMANDS: Commands = {
    ("report", "bao"): report,
    ("bind",): bind_command,
    ("unbind",): unbind_command,
    ("start",): start_group,
    ("tingting", "guanyu"): listening_command,
    ("huiyin", "wall"): wall_command,
}
ALONE = {name for names in (*private.COMMANDS, *manager.COMMANDS) for name in names}.difference(*COMMANDS)
"""Commands that only the private chat has."""
HANDLERS: list[BaseHandler] = [  # type: ignore[type-arg]
    *handlers_of({**COMMANDS, tuple(ALONE): privately}, GROUPS & NEW),
    MessageHandler(GROUPS & NEW & ~filters.COMMAND & ~filters.StatusUpdate.ALL, written),
    MessageHandler(GROUPS & filters.UpdateType.EDITED_MESSAGE, corrected),
    MessageReactionHandler(reacted),
]
