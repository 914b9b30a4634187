"""One update from the inbox: its turn, the handlers, one commit, and then the direct answers."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from telegram import Chat, Message, Update, User
from telegram.constants import ChatID
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationHandlerStop

from bot.config import Config
from bot.incoming.context import Context, current_turn
from bot.incoming.exporting import Order
from bot.incoming.intake import Malformed
from bot.incoming.overheard import Overheard
from bot.incoming.turn import Delete, Edit, Keep, Menu, Office, Pdf, React, Say, Toast, Turn
from bot.outgoing.sender import Direct, Sender
from bot.outgoing.telegram_calls import address_of, sees_all
from bot.running import failpoints
from bot.views import system
from bot.views.home import staff_keys
from bot.views.trying import marked
from bot.views.view import View, esc
from casework.clock.standstill import NOTICED
from casework.model.people import Use
from casework.model.places import Area
from casework.neighbourhood.restraint import count_refusal
from casework.neighbourhood.rights import OVERSEERS
from casework.refusals import (
    AlreadyFiled,
    AlreadyMoved,
    AlreadyOver,
    EmergencyOn,
    EmergencyOver,
    NotFound,
    NotPossibleNow,
    NotYours,
    Refusal,
    TooLate,
    TooOften,
)
from casework.words.guess import guess
from casework.working_time import is_open
from locales.translator import Translator, best_language, translator
from storage.database import Database
from storage.errors import StaleError
from storage.inbox import Inbox
from storage.rows import InboxRow
from storage.work import SqlWork

_log = logging.getLogger(__name__)

RUNS_AT_MOST = 10
"""Times an update is run again because somebody else wrote first."""
OVER = (
    NotFound,
    NotPossibleNow,
    NotYours,
    AlreadyFiled,
    AlreadyMoved,
    AlreadyOver,
    EmergencyOn,
    EmergencyOver,
    TooLate,
)
"""Refusals after which no other answer helps."""
NOT_PEOPLE = frozenset({int(ChatID.ANONYMOUS_ADMIN), int(ChatID.FAKE_CHANNEL), int(ChatID.SERVICE_CHAT)})
"""Accounts behind which stand many people: anonymous admins, channels, Telegram itself. Never stored as a person."""

Refuse = Callable[[Turn, Refusal], None]
"""Tells the person, in words, what a rule says no to."""
Application_ = Application[Any, Context, Any, Any, Any, Any]


class TooContended(Exception):
    """Somebody else wrote first, every time."""


class NotHandled(Exception):
    """The handlers were not run: the context could not be built."""


async def mark_seen(_: Update, context: Context) -> None:
    """In group -10: without it, an update whose context could not be built would pass for handled."""
    context.turn.seen = True


async def mark_failed(_: object, context: Context) -> None:
    """The error handler: without one, process_update returns as if nothing had happened; without the stop, handlers of
    later groups would run."""
    current_turn.get().failed = context.error
    raise ApplicationHandlerStop


class Handling:
    """Handles rows of the inbox. `refuse` and `kept` are the views' words."""

    def __init__(
        self,
        application: Application_,
        database: Database,
        config: Config,
        sender: Sender,
        refuse: Refuse,
        kept: Callable[[Turn], View],
        forms: Mapping[str, Any] | None = None,
        office: Callable[[SqlWork, Translator, datetime], Office] | None = None,
        pdf: Pdf | None = None,
        export: Callable[[Order], None] | None = None,
    ) -> None:
        self._application = application
        self._database = database
        self._inbox = Inbox(database)
        self._config = config
        self._sender = sender
        self._refuse = refuse
        self._kept = kept
        self._forms = forms or {}
        self._office = office
        self._pdf = pdf
        self._export = export
        self._overheard = Overheard(self._sees_all)

    async def handle(self, row: InboxRow) -> None:
        """Run the handlers, commit, answer. Raises what a handler raised; Malformed, TooContended; StorageError."""
        update = self._parse(row)
        turn = await self._until_committed(update, row)
        if turn is not None:
            self._answer(update, turn)

    async def kept(self, row: InboxRow) -> None:
        """Tell the person, kindly, that the message was kept although it could not be handled."""
        try:
            update = self._parse(row)
        except Malformed:
            return  # whose it was cannot be known
        turn = await self._turn(update, row, self._database.work(self._config.settings))
        if turn.private or update.callback_query is not None:
            view = self._kept(turn)
            if update.callback_query is not None:
                turn.toast(view.text, alert=True)
            else:
                turn.say(view)
        self._answer(update, turn)

    def _parse(self, row: InboxRow) -> Update:
        try:
            update = Update.de_json(row.raw, self._application.bot)
            # Both are computed; what is wrong inside shows here.
            _ = update.effective_chat, update.effective_user, update.effective_message
        except Exception as error:
            raise Malformed(type(error).__name__) from error
        return update

    async def _until_committed(self, update: Update, row: InboxRow) -> Turn | None:
        for _ in range(RUNS_AT_MOST):
            work = self._database.work(self._config.settings)
            turn = await self._turn(update, row, work)
            if not (turn.private and turn.person is None):  # Telegram itself, or a bot: nobody to talk with
                await self._run(update, turn)
            if isinstance(turn.failed, Refusal):
                work = await self._refused(update, turn)
            elif isinstance(turn.failed, StaleError):
                continue
            elif turn.failed is not None:
                raise turn.failed
            else:
                turn.remember_buttons()
            await self._keyboard(turn)
            await self._own_to_a_standstill(row, update, turn)
            await _mark_trial(turn)
            if turn.keep is Keep.NOTHING:  # who spoke for the first time is not even met
                work = self._database.work(self._config.settings)
            work.inbox_done(row.id, emptied=turn.keep is not Keep.ALL)
            failpoints.reached("turn-before-commit")
            try:
                await work.commit()
            except StaleError:
                if not await self._still_waiting(row):
                    return None
                continue
            failpoints.reached("turn-after-commit")
            return turn
        raise TooContended

    async def _run(self, update: Update, turn: Turn) -> None:
        token = current_turn.set(turn)
        try:
            await self._application.process_update(update)
        finally:
            current_turn.reset(token)
        if not turn.seen:
            raise NotHandled

    async def _keyboard(self, turn: Turn) -> None:
        """Whoever holds a post gets the staff's keyboard wherever the residents' would stand."""
        if not turn.private or turn.person is None or not any(isinstance(x, Say) and x.view.keys for x in turn.answers):
            return
        if posts := await turn.work.posts_of(turn.person.id):
            keys = staff_keys(turn.tr, board=any(post.role in OVERSEERS for post in posts))
            turn.answers = [
                replace(one, view=replace(one.view, keys=keys)) if isinstance(one, Say) and one.view.keys else one
                for one in turn.answers
            ]

    async def _own_to_a_standstill(self, row: InboxRow, update: Update, turn: Turn) -> None:
        """Nobody was at work, in hours of service, while somebody wrote or pressed: he reads so below the answer, once.
        Not whoever speaks of danger: there nothing stands beside what he has to read, and his phone may have to be
        quiet."""
        if row.made_at is None or row.received_at - row.made_at < NOTICED or not turn.private or turn.person is None:
            return
        message = update.effective_message
        said = (message.text or message.caption or "") if isinstance(message, Message) and not turn.pressed else ""
        if turn.keep is not Keep.ALL or guess(said).danger or not turn.answers or await self._inbox.held_before(row):
            return
        home = await turn.work.area(turn.person.home_id) if turn.person.home_id is not None else None
        settings = turn.work.settings_for(home.line, row.made_at) if home is not None else turn.work.settings
        if is_open(row.made_at, settings.service):
            turn.say(system.stood_still(turn.tr))

    async def _refused(self, update: Update, turn: Turn) -> SqlWork:
        """What the handlers collected is thrown away; who wrote for the first time is still remembered."""
        assert isinstance(turn.failed, Refusal)
        turn.answers.clear()
        turn.afterwards.clear()
        self._refuse(turn, turn.failed)
        work = self._database.work(self._config.settings)
        person = await self._person(update, work)
        if isinstance(turn.failed, TooOften) and person is not None:
            count_refusal(person.id, Use(turn.failed.what), turn.at, work)
        if turn.ends is not None and isinstance(turn.failed, OVER):
            if (asked := await work.question(turn.ends.id)) is not None:
                asked.answered_at = turn.at
                work.changed(asked)
            if turn.pressed:
                turn.answers.append(Delete())
        return work

    async def _still_waiting(self, row: InboxRow) -> bool:
        """Whether nobody else handled it: a commit's answer may have been lost, or another replica was faster."""
        return await self._inbox.is_waiting(row.id)

    async def _turn(self, update: Update, row: InboxRow, work: SqlWork) -> Turn:
        person = await self._person(update, work)
        chat, message = update.effective_chat, update.effective_message
        address = address_of(chat.id) if chat else ""
        private, pressed = chat is not None and chat.type == Chat.PRIVATE, update.callback_query is not None
        at = moment(update, row.made_at or row.received_at)
        questions = await work.open_questions(person.id, address, at) if chat and person else []
        tr = translator(person.language if person and (private or pressed) else self._config.settings.language)
        return Turn(
            work=work,
            at=at,
            t0=moment(update, row.received_at),
            person=person,
            tr=tr,
            address=address,
            thread=message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None,
            private=private,
            title=(chat.title or "") if chat else "",
            message_id=message.message_id if message else None,
            questions=questions,
            bot_username=self._application.bot.username,
            pages_url=self._config.web.url,
            app_url=self._config.app_url,
            month_report=partial(self._month_report, work, tr, at),
            pdf=self._pdf,
            export=self._export,
            office=self._office(work, tr, at) if self._office is not None else None,
            pressed=pressed,
            forms=self._forms,
            overheard=self._overheard,
        )

    async def _month_report(
        self, work: SqlWork, tr: Translator, at: datetime, areas: Sequence[Area], first: date
    ) -> str:
        from web.report import report  # with Jinja, which nobody else here needs
        from web.site import Site

        site = Site(database=self._database, settings=self._config.settings, now=lambda: at, bot=lambda: "")
        return await report(site, areas, first, work, tr)

    async def _sees_all(self, address: str) -> bool:
        """Where Telegram does not say, we do not count on it."""
        try:
            return await sees_all(self._application.bot, address)
        except TelegramError:
            return False

    async def _person(self, update: Update, work: SqlWork) -> Any:
        user = author(update)
        if user is None:
            return None
        address = address_of(user.id)
        found = await work.person_at(address)
        return found or work.meet_person(address, name_of(user), best_language(user.language_code))

    def _answer(self, update: Update, turn: Turn) -> None:
        """After the commit: the press is answered once, whatever happened; the rest goes through the limiter."""
        for do in turn.afterwards:
            do()
        query = update.callback_query
        if query is not None:
            toast = next((one for one in turn.answers if isinstance(one, Toast)), Toast())
            self._sender.answer_press(query.id, toast.text, alert=toast.alert)
        for one in turn.answers:
            match one:
                case Toast() if query is None and turn.private and one.text:  # typed, and as good as pressed
                    self._sender.direct(Direct(turn.address, View(esc(one.text))))
                case Say():
                    here = one.address in ("", turn.address)
                    thread = turn.thread if here else None
                    self._sender.direct(
                        Direct(
                            one.address or turn.address,
                            one.view,
                            thread=thread,
                            reply_to=one.reply_to,
                            edits=one.asks.message_id if one.asks and one.again else None,
                            vanish=one.vanish,
                            question=one.asks.id if one.asks else None,
                            again=one.again,
                            stays=one.stays,
                        )
                    )
                case Edit() if turn.message_id is not None:
                    self._sender.direct(Direct(turn.address, one.view, thread=turn.thread, edits=turn.message_id))
                case React():
                    self._sender.react(turn.address, one.message_id, one.emoji)
                case Menu():
                    self._sender.menu(one.address, one.commands, one.app)
                case Delete() if turn.message_id is not None:
                    self._sender.direct(Direct(turn.address, None, deletes=turn.message_id))
                case _:
                    pass


async def _mark_trial(turn: Turn) -> None:
    """Where an area tries it out every message says so, what is answered in the middle of a conversation too."""
    areas = turn.work.on_trial(turn.at)
    if areas and await _is_of(turn, areas):
        turn.answers = [
            replace(one, view=marked(one.view, turn.tr)) if isinstance(one, Say | Edit) else one for one in turn.answers
        ]


async def _is_of(turn: Turn, areas: frozenset[int]) -> bool:
    """Whether a turn is of one of these areas: by the group, the home, the post; else by all the matters it was about,
    as for those above."""
    work, ids, places = turn.work, list[int | None](), list[Area]()
    if not turn.private:
        chat = await work.chat_at(turn.address, turn.thread)
        ids = [chat.area_id if chat is not None else None]
    elif turn.person is not None:
        posts = await work.posts_of(turn.person.id)
        ids = [turn.person.home_id, *(post.area_id for post in posts)]
        for post in posts:
            places += await work.areas_of_estate(post.estate_id) if post.estate_id is not None else ()
    places += [await work.area(one) for one in ids if one is not None]
    matters = [*turn.listed, *(one.line for one in work.issues_seen())]
    return any(areas & {*one.line} for one in places) or (bool(matters) and all(areas & {*one} for one in matters))


def author(update: Update) -> User | None:
    """The person behind an update; None for anonymous admins, channels, the service account and bots."""
    user, message = update.effective_user, update.effective_message
    if user is None or user.is_bot or user.id in NOT_PEOPLE:
        return None
    if update.callback_query is None and isinstance(message, Message) and message.sender_chat is not None:
        return None
    return user


def name_of(user: User) -> str:
    """First and last name; nothing for a deleted account, of which `full_name` would be None."""
    return " ".join(f"{user.first_name} {user.last_name or ''}".split())


def moment(update: Update, received_at: datetime) -> datetime:
    """The moment that counts. A press carries no time; a future date counts as the receipt."""
    if update.callback_query is not None:
        return received_at
    if update.edited_message is not None and update.edited_message.edit_date is not None:
        said = update.edited_message.edit_date
    elif isinstance(update.effective_message, Message):
        said = update.effective_message.date
    elif (member := update.my_chat_member or update.chat_member) is not None:
        said = member.date
    elif update.message_reaction is not None:
        said = update.message_reaction.date
    else:
        return received_at
    if said.tzinfo is None:
        said = said.replace(tzinfo=UTC)
    return min(said, received_at) if said > datetime(2013, 1, 1, tzinfo=UTC) else received_at
