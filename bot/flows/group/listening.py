"""Reading along in a group: neighbours' talk is looked at, nearly all of it is let go, and little is answered.

What is no report leaves nothing behind: the update's row is emptied in the commit that looked (Keep), the words stay
for a while in this process's memory (bot/incoming/overheard.py).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from telegram import Message
from telegram.constants import ChatID

from bot.callbacks import Press
from bot.flows.group.filing import area_meant, file_here, noted, person_behind
from bot.flows.offers import Offers
from bot.flows.resident import danger_known, too
from bot.incoming.overheard import Asked, Heard
from bot.incoming.parts import Parts, parts
from bot.incoming.turn import Delete, Keep, Turn
from bot.views import listening as views
from bot.views.view import PublicView, cut, esc
from casework.capabilities import Capability
from casework.categories import broad
from casework.data import NOTHING, read
from casework.issue.doing import OnIssue, Photo
from casework.issue.drafts import (
    Compose,
    keep_offered,
    keep_perhaps,
    more_offered,
    no_longer_kept,
    said_here,
)
from casework.issue.filing import me_too
from casework.issue.overheard import ask_if_mended, neighbour_adds, rest_of_album, told_in
from casework.issue.triage import Speak, say
from casework.model.chats import Chat
from casework.model.conversation import Outcome
from casework.model.issues import Issue
from casework.neighbourhood.listening import serves
from casework.neighbourhood.switching import is_on
from casework.questions import HeardInGroup
from casework.refusals import AlreadySaid, NotPossibleNow, NotYours, SwitchedOff
from casework.transitions import OPEN
from casework.words.danger_words import asks_help, ends_by_name, family
from casework.words.group import Look, Said, look, may_be_about, seen_from_afar
from casework.words.guess import PRIVATE_DANGERS, guess, unkept_words
from casework.words.over import says_over
from casework.words.places import may_name_building
from locales.translator import translator

SEEN, COUNTED = "👀", "👍"
STANDS = timedelta(minutes=10)
"""So long an offer waits, and "my home too" is said about the report before it."""
OFFER_EVERY = timedelta(minutes=5)
ASK_HOLDER_EVERY = timedelta(minutes=30)
WHISPER_EVERY = timedelta(hours=1)
WHICH_AT_MOST = 4
"""Matters among which one is asked."""
WORDS_SHOWN = 30
"""Characters of a message by which its author knows it."""
JUST = 2
"""Messages back: what is said now is an answer to them."""


async def listened_to(turn: Turn, thread: int | None) -> Chat | None:
    """The group, if the bot reads along there."""
    chat = await turn.work.chat_at(turn.address, thread)
    if chat is None or chat.listens_at is None:
        return None
    line = (await turn.work.area(chat.area_id)).line
    return chat if is_on(Capability.READING_ALONG, line, turn.at, turn.work) else None


async def overhear(turn: Turn, message: Message, ours: int | None = None) -> None:
    """Somebody talks. `ours`: the message of the bot that it answers; such answers reach us without our seeing all."""
    turn.keep = Keep.NOTHING
    chat = await listened_to(turn, turn.thread)
    if chat is None or (ours is not None and not await turn.overheard.sees_all(turn.address, turn.at)):
        return
    if ours is None:
        turn.overheard.ear(turn.address).sees_at = turn.at
    heard = _remember(turn, message)
    if heard.issue_id is not None:
        await _more_of_album(turn, heard, message)
    elif heard.offer_id is not None and heard.number != message.message_id:
        await _more_of_offer(turn, heard, parts(message).photos)
    elif turn.person is not None and (message.text or message.caption) and heard.parts.text.strip():
        await _understand(turn, chat, heard, message, ours)


async def among_staff(turn: Turn, message: Message, chat: Chat, found: Look) -> None:
    """A danger that staff tell each other, of which nothing stands: whoever says so is asked, and one press calls
    everybody; without an answer the community's person on duty reads one line."""
    turn.keep = Keep.NOTHING
    heard = _remember(turn, message)
    heard.look = found
    await _danger(turn, chat, heard, found, sure=False)


async def overhear_edit(turn: Turn, message: Message) -> None:
    """What is reported later is what it says now; talk that was changed is not looked at once more."""
    turn.keep = Keep.NOTHING
    heard = turn.overheard.ear(turn.address).heard(message.message_id, turn.at)
    if heard is not None:
        heard.parts = replace(heard.parts, text=parts(message).text or heard.parts.text)
        await _more_of_offer(turn, heard)


async def reported(turn: Turn, message: Message, issue: Issue) -> None:
    """Somebody reported it here by a command, perhaps in answer to another's words: neighbours may have it too."""
    if await listened_to(turn, turn.thread) is not None:
        heard, answered = _remember(turn, message), message.reply_to_message
        if answered is not None:
            heard = turn.overheard.ear(turn.address).heard(answered.message_id, turn.at) or heard
        heard.look = replace(look(_said(heard, None), ()), label="report")
        await count_waiting(turn, heard, issue.id)
        turn.afterwards.append(partial(heard.filed, issue.id, turn.at))


def _remember(turn: Turn, message: Message) -> Heard:
    user = message.from_user
    known = user is not None and not user.is_bot and message.sender_chat is None and user.id != ChatID.SERVICE_CHAT
    heard = Heard(
        number=message.message_id,
        author=f"tg:{user.id}" if user is not None and known else "",
        thread=turn.thread,
        at=turn.at,
        parts=parts(message),
        album=message.media_group_id or "",
    )
    return turn.overheard.ear(turn.address).hear(message.message_id, heard)


def _said(heard: Heard, reply_to: int | None) -> Said:
    return Said(number=heard.number, author=heard.author, text=heard.parts.text, reply_to=reply_to)


async def _more_of_album(turn: Turn, heard: Heard, message: Message) -> None:
    """The first photo of the album became a report: the others belong to it."""
    photos = parts(message).photos
    if turn.person is None or heard.issue_id is None or heard.number == message.message_id or not photos:
        return
    command = Speak(issue_id=heard.issue_id, by=turn.person.id, at=turn.at, text="", photos=photos)
    try:
        await rest_of_album(command, turn.work)
    except NotYours:  # a post filed it by a press, and the photo comes late: it is not known whose it is
        return
    turn.keep = Keep.DEEDS


async def _more_of_offer(turn: Turn, heard: Heard, photos: tuple[Photo, ...] = ()) -> None:
    """The rest of its album, or other words."""
    asked = await turn.work.question(heard.offer_id) if heard.offer_id is not None else None
    if asked is not None and asked.answered_at is None and asked.draft_id is not None:
        await more_offered(asked.draft_id, photos, heard.parts.text, turn.work)
        turn.keep = Keep.DEEDS


async def _understand(turn: Turn, chat: Chat, heard: Heard, message: Message, ours: int | None) -> None:
    answered = message.reply_to_message
    in_topic = message.is_topic_message and answered is not None and answered.message_id == message.message_thread_id
    said = _said(heard, answered.message_id if answered is not None and not in_topic else None)
    if await _says_danger_over(turn, chat, heard, said.reply_to, ours):
        return
    around, matters = await _matters(turn, chat, heard, ours)
    recent = _by_time(turn, turn.overheard.ear(turn.address).before(heard), around)
    found = look(said, recent)
    staff = found.label != "none" and turn.person is not None and bool(await turn.work.posts_of(turn.person.id))
    if staff:
        sure = found.label == "danger" and found.guess.sure is not None
        found = look(replace(said, staff=True), recent)
        if sure and found.label == "none":  # whoever is on duty may be announcing what is known: asked, not believed
            found = replace(found, label="danger")
    heard.look = found
    waiting = _unfiled(turn, found)
    if waiting is None and ours is not None and found.label == "me_too" and found.about == ours:
        waiting = await _offered(turn, ours)
    if found.label in ("me_too", "mended") and said.reply_to is None and waiting is None:
        able = await _able(turn, chat, heard, recent, matters, over=found.label == "mended")
        if len(able) > 1:
            await _ask_which(turn, heard, able, found.label)
            return
        if len(able) == 1 and not staff:
            meant = able[0].id
            echo = found.label == "me_too"
            await (_echo(turn, chat, heard, found, meant) if echo else _mended(turn, meant, heard, found))
            return
    match found.label:
        case "danger":
            await _danger(turn, chat, heard, found, sure=found.guess.sure is not None and not staff)
        case "report":
            await _offer(turn, chat, heard)
        case "me_too" if (issue_id := _meant(turn, found, matters, answers=said.reply_to is not None)) is not None:
            await _echo(turn, chat, heard, found, issue_id)
        case "me_too" if found.guess.sure is not None:  # too, but nothing that is known here
            await _danger(turn, chat, heard, found, sure=not staff)
        case "me_too" if waiting is not None and not staff:
            await _has_it_too(turn, waiting, heard)
            if waiting.offer_id is None and found.guess.recognised:  # nobody was asked about the first: two have it
                await _offer(turn, chat, heard)
        case "mended" if (issue_id := _meant(turn, found, matters, answers=True)) is not None:
            await _mended(turn, issue_id, heard, found)
        case "private":
            await _whisper(turn, heard)
        case "none" if asks_help(heard.parts.text):
            await _goes_on(turn, heard, found)
        case _:
            pass


def _by_time(turn: Turn, before: Sequence[Look], around: Sequence[tuple[datetime, Look]]) -> list[Look]:
    """What was said here and what the group knows from a card, the newest last: it is the nearest."""
    ear = turn.overheard.ear(turn.address)
    said = [(heard.at if (heard := ear.heard(one.said.number, turn.at)) else turn.at, one) for one in before]
    return [one for _, one in sorted([*around, *said], key=lambda pair: pair[0])]


async def _matters(
    turn: Turn, chat: Chat, heard: Heard, ours: int | None
) -> tuple[list[tuple[datetime, Look]], dict[int, int]]:
    """Matters that the group knows from a card of ours, as if somebody had spoken of them when they were filed, or now
    where the card is answered; and which they are."""
    issues: list[tuple[int, Issue]] = []
    if ours is not None and (offer := await _offered(turn, ours)) is not None and offer.look is not None:
        seen = look(Said(number=ours, author="", text=offer.parts.text), ())
        return [(turn.at, replace(seen, label="report"))], {}
    if ours is not None and (issue_id := await _told_of(turn, ours)) is not None:
        issues = [(ours, await turn.work.issue(issue_id))]
    elif (what := may_be_about(heard.parts.text)) is not None:
        since = turn.at - STANDS if what == "me_too" else None
        filed = {one.issue_id for one in turn.overheard.ear(turn.address).messages.values()}
        found = [one for one in await told_in(chat, since, turn.work) if one.id not in filed]
        issues = [(heard.number + index, one) for index, one in enumerate(found)]
    looks = []
    for number, issue in issues:
        seen = look(Said(number=number, author="", text=issue.text), ())
        looks.append((issue.filed_at if ours is None else turn.at, replace(seen, label="report")))
    return looks, {number: issue.id for number, issue in issues}


async def _told_of(turn: Turn, ours: int) -> int | None:
    """The matter of a message of ours: a card, or "noted, No. 1"."""
    told = await turn.work.message_about(turn.address, ours)
    if told is not None:
        return told.issue_id
    return noted(await turn.work.question_at(turn.address, ours))


async def _able(
    turn: Turn, chat: Chat, heard: Heard, looks: Sequence[Look], matters: dict[int, int], *, over: bool
) -> list[Issue]:
    """The open matters, the newest first, that words without a reply may be about: by what they name, and where.
    `over`: whoever says that it is over may be its reporter, and later than a neighbour who has it too."""
    ear, found = turn.overheard.ear(turn.address), dict[int, Issue]()
    for one in reversed(looks):
        said = ear.heard(one.said.number, turn.at)
        issue_id = matters.get(one.said.number) or (said.issue_id if said is not None else None)
        if issue_id is None or one.label not in ("report", "danger"):
            continue
        too_old = said is not None and said.filed_at is not None and turn.at - said.filed_at > STANDS
        if over or not (too_old or one.said.author == heard.author):
            found[issue_id] = await turn.work.issue(issue_id)
    able = [one for one in found.values() if one.state in OPEN and not one.private]
    kinds = set(map(broad, unkept_words(heard.parts.text).categories))
    able = [one for one in able if not kinds or broad(one.category) in kinds]
    here = [one for one in able if await _same_place(turn, chat, heard, one)]
    reaches = may_name_building(heard.parts.text) and not kinds and not over
    if reaches and able and able[0].id in _just_told(turn, heard):
        return able[:1]  # "my home too, building 5" right after it: how far it reaches
    return here or able


def _just_told(turn: Turn, heard: Heard) -> set[int | None]:
    """The matters of the last few messages."""
    ear = turn.overheard.ear(turn.address)
    told = (ear.heard(one.said.number, turn.at) for one in ear.before(heard)[-JUST:])
    return {one.issue_id for one in told if one is not None}


async def _ask_which(turn: Turn, heard: Heard, able: Sequence[Issue], what: str) -> None:
    """Several may be meant: one short question, as seldom as any other of ours here."""
    last = turn.overheard.ear(turn.address).offers.get(heard.thread)
    if last is not None and _stands(last, heard, turn):
        return
    turn.say_here(views.which(able[:WHICH_AT_MOST], heard.number, what, turn.tr), reply_to=heard.number, stays=STANDS)
    offers = turn.overheard.ear(turn.address).offers
    turn.afterwards.append(partial(offers.__setitem__, heard.thread, Asked(heard.number, turn.at)))


async def which_pressed(turn: Turn, pressed: Press) -> None:
    """This one, or none of them; for whoever wrote it alone."""
    heard = turn.overheard.ear(turn.address).heard(pressed.ids[0], turn.at)
    chat = await listened_to(turn, turn.thread)
    if heard is None or chat is None:
        turn.toast(views.forgotten(turn.tr), alert=True)
        turn.answers.append(Delete())
        return
    author = await turn.work.person_at(heard.author) if heard.author else None
    if turn.person is None or author is None or author.id != turn.person.id:
        turn.toast(turn.tr.t("This question is for somebody else."), alert=True)
        return
    turn.answers.append(Delete())
    _no_longer_asked(turn, heard)
    issue_id = pressed.ids[1]
    if issue_id and (await turn.work.issue(issue_id)).private:
        return
    if issue_id and pressed.word == "mended" and heard.look is not None:
        await _mended(turn, issue_id, heard, heard.look)
    elif issue_id:
        await count_me_too(turn, chat, issue_id, heard.number)


def _meant(turn: Turn, found: Look, matters: dict[int, int], *, answers: bool) -> int | None:
    """The issue that the words are about. Without answering it, one that was reported a moment ago."""
    if found.about in matters:
        return matters[found.about]
    meant = turn.overheard.ear(turn.address).heard(found.about, turn.at) if found.about is not None else None
    if meant is None or meant.issue_id is None or meant.filed_at is None:
        return None
    return meant.issue_id if answers or turn.at - meant.filed_at <= STANDS else None


def _unfiled(turn: Turn, found: Look) -> Heard | None:
    """What a neighbour has too while it is still asked whether to report it: counted once it is."""
    meant = turn.overheard.ear(turn.address).heard(found.about, turn.at) if found.about is not None else None
    if found.label != "me_too" or meant is None or meant.issue_id is not None or turn.at - meant.at > STANDS:
        return None
    return meant


async def count_waiting(turn: Turn, heard: Heard, issue_id: int) -> None:
    """It is filed now: whoever has said meanwhile "my home too" is counted."""
    await _no_longer_offered(turn, heard)
    chat = await listened_to(turn, heard.thread)
    for number, address in heard.too.items() if chat is not None else ():
        author = await turn.work.person_at(address)
        if chat is not None and author is not None:
            await _count(turn, chat, issue_id, author.id, number)


async def _echo(turn: Turn, chat: Chat, heard: Heard, found: Look, issue_id: int) -> None:
    """My home too; of a danger also what else is said, and if that is another building, it is a danger of its own."""
    issue = await turn.work.issue(issue_id)
    if found.guess.sure is not None and not await _same_place(turn, chat, heard, issue):
        await _danger(turn, chat, heard, found, sure=True)
        return
    if not await count_me_too(turn, chat, issue_id, heard.number, heard.parts):
        await _tell_called(turn, chat, issue, heard)  # not his to count, but if people are called for it, they read it


async def _same_place(turn: Turn, chat: Chat, heard: Heard, issue: Issue) -> bool:
    """Whether the words name no other building than the issue's. Whoever cries out for a danger without naming a place
    speaks of his own home; who tells what he sees over there, or has too, does not."""
    assert turn.person is not None
    text = heard.parts.text
    here = await area_meant(turn, text, turn.person, chat.area_id)
    if may_name_building(text):
        return here in issue.line
    of_own_home = guess(text).sure is not None and not seen_from_afar(text)
    return not of_own_home or here in issue.line or issue.area_id in (await turn.work.area(here)).line


async def count_me_too(
    turn: Turn, chat: Chat, issue_id: int, number: int | None = None, said: Parts | None = None
) -> bool:
    """A neighbour has it as well; who said so already, or may not, hears nothing in front of the others (False). Of a
    danger his words are for everybody called, and he is asked for his door."""
    assert turn.person is not None
    issue = await turn.work.issue(issue_id)
    if (home := await too.home_elsewhere(turn, issue)) is not None:
        await too.asks_of_own(turn, issue, home, said)
        return False
    danger = danger_known.of_all(issue)
    counted = await _count(turn, chat, issue_id, turn.person.id, number, said if danger else None)
    if counted and danger:
        await danger_known.tell_neighbour(turn, issue, said=number is not None)
    return counted


async def _count(
    turn: Turn, chat: Chat, issue_id: int, person_id: int, number: int | None, said: Parts | None = None
) -> bool:
    command = OnIssue(issue_id=issue_id, by=person_id, at=turn.at, chat_id=chat.id)
    said = said or Parts()
    try:
        await me_too(command, turn.work, text=said.text, photos=said.photos)
    except (AlreadySaid, NotYours, NotPossibleNow, SwitchedOff):
        return False
    turn.keep = Keep.DEEDS
    if number is not None:
        turn.react(number, COUNTED)
    return True


async def _mended(turn: Turn, issue_id: int, heard: Heard, found: Look) -> None:
    ear = turn.overheard.ear(turn.address)
    last = ear.mended.get(issue_id)
    if turn.person is None or (last is not None and turn.at - last < ASK_HOLDER_EVERY):
        return
    if await ask_if_mended(OnIssue(issue_id=issue_id, by=turn.person.id, at=turn.at), turn.work):
        turn.keep = Keep.DEEDS
        turn.afterwards.append(partial(ear.asked_holder, issue_id, turn.at))
    else:  # nobody was asked: the next who says so is heard as if he were the first
        heard.look = replace(found, label="none", about=None)


async def _danger(turn: Turn, chat: Chat, heard: Heard, found: Look, *, sure: bool) -> None:
    """Sure: everybody is called, as by /bao. Maybe: the author is asked; of what is private, never before others."""
    danger = found.guess.danger
    if await _goes_on(turn, heard, found):
        return
    if sure and not await _known_danger(turn, chat, heard, found):
        await _report_heard(turn, heard)
    elif sure:
        turn.react(heard.number, SEEN)
    elif danger in PRIVATE_DANGERS:
        await _whisper(turn, heard)
    else:
        alarms = turn.overheard.ear(turn.address).alarms
        if not _asked_of_it(turn, alarms.get(heard.thread), heard):
            view = views.in_danger(danger or "", heard.number, turn.tr)
            turn.say_here(view, reply_to=heard.number, stays=STANDS)
            await _keep_perhaps(turn, chat, heard)
            turn.afterwards.append(partial(alarms.__setitem__, heard.thread, Asked(heard.number, turn.at)))


async def _keep_perhaps(turn: Turn, chat: Chat, heard: Heard) -> None:
    """Until it is answered: without an answer the community's person on duty reads one line."""
    assert turn.person is not None
    area_id = await area_meant(turn, heard.parts.text, turn.person, chat.area_id)
    draft = await keep_perhaps(Compose(by=turn.person.id, at=turn.at, text=heard.parts.text), area_id, turn.work)
    turn.keep = Keep.DEEDS
    heard.perhaps_id = draft.id


def _reported_lately(turn: Turn, danger: str | None = "") -> list[tuple[Heard, int]]:
    """What was said here within ten minutes of this danger, or of any, and is a report, newest first, each with its
    issue."""
    return [
        (one, one.issue_id)
        for one in reversed(turn.overheard.ear(turn.address).messages.values())
        if one.issue_id is not None
        and one.look is not None
        and danger in ("", one.look.guess.danger)
        and turn.at - one.at <= STANDS
    ]


async def _says_danger_over(turn: Turn, chat: Chat, heard: Heard, answered: int | None, ours: int | None) -> bool:
    """ "We are out, it was a burnt pan": of a danger that its author told here himself, or in answer to its card or
    words. Those who were called read it quietly, of its reporter as his all-clear; it ends nothing."""
    if turn.person is None or not says_over(heard.parts.text):
        return False
    told = [one for one in reversed(turn.overheard.ear(turn.address).messages.values()) if one.issue_id is not None]
    meant = [one.issue_id for one in told if one.number == answered or one.author == heard.author]
    if ours is not None:
        meant.insert(0, await _told_of(turn, ours))
    for issue_id in dict.fromkeys(one for one in meant if one is not None):
        issue, said = await turn.work.issue(issue_id), heard.parts
        if not issue.urgent or issue.private or issue.state not in OPEN:
            continue
        if not issue.is_reporter(turn.person.id):
            return await _tell_called(turn, chat, issue, heard, over=True)
        words = Speak(issue_id=issue.id, by=turn.person.id, at=turn.at, text=said.text, photos=said.photos, over=True)
        await say(words, turn.work)
        turn.keep = Keep.DEEDS
        return True
    known = await _ends_known(turn, chat, heard) if answered is None and ours is None else None
    return known is not None and await _tell_called(turn, chat, known, heard, over=True)


async def _ends_known(turn: Turn, chat: Chat, heard: Heard) -> Issue | None:
    """The one danger told here of which a neighbour, who answers nothing, says that it is over, by its name."""
    lately = [await turn.work.issue(issue_id) for _, issue_id in _reported_lately(turn)]
    told = {one.id: one for one in [*lately, *await told_in(chat, turn.at - RUNS, turn.work)]}
    live = [one for one in told.values() if one.urgent and not one.private and one.state in OPEN]
    named = [one for one in live if ends_by_name(heard.parts.text, one.danger)]
    if len(named) != 1 or not await _same_place(turn, chat, heard, named[0]):
        return None
    return named[0]


async def _goes_on(turn: Turn, heard: Heard, found: Look) -> bool:
    """Whoever goes on about the danger that he has just reported rings nobody anew: the words are added to it."""
    assert turn.person is not None
    known = _reported_lately(turn, found.guess.danger)
    of_any = found.guess.sure in (None, "trapped")  # "he cannot walk, 2-501", "the old man in there can't get down"
    if of_any and found.guess.danger not in PRIVATE_DANGERS:
        known += _reported_lately(turn)
    for one, issue_id in known:
        if one.author != heard.author or one.look is None or one.look.label != "danger":
            continue
        issue = await turn.work.issue(issue_id)
        if not issue.urgent or issue.state not in OPEN or (issue.private and found.guess.danger not in PRIVATE_DANGERS):
            continue  # it is over, or for fewer people
        said = heard.parts
        words = Speak(issue_id=issue_id, by=turn.person.id, at=turn.at, text=said.text, photos=said.photos)
        try:
            await say(words, turn.work)
        except (NotYours, NotPossibleNow):
            return False
        turn.keep = Keep.DEEDS
        return True
    return False


RUNS = timedelta(hours=2)
"""How long after it was told here a danger that is open is the one of which a neighbour speaks."""


async def _known_danger(turn: Turn, chat: Chat, heard: Heard, found: Look) -> bool:
    """Another neighbour has reported this danger of this place, here or privately, and people are called for it: his
    words go to them."""
    lately = [await turn.work.issue(issue_id) for _, issue_id in _reported_lately(turn, found.guess.danger)]
    told = await told_in(chat, turn.at - RUNS, turn.work)
    for issue in [*lately, *(one for one in told if one.danger == found.guess.danger)]:
        if await _same_place(turn, chat, heard, issue) and await _tell_called(turn, chat, issue, heard):
            return True
    return False


async def _tell_called(turn: Turn, chat: Chat, issue: Issue, heard: Heard, *, over: bool = False) -> bool:
    """Whether people are called for it, who then have these words as well."""
    assert turn.person is not None
    if not issue.urgent or issue.private or issue.state not in OPEN:
        return False
    said, by = heard.parts, turn.person.id
    command = Speak(
        issue_id=issue.id, by=by, at=turn.at, chat_id=chat.id, text=said.text, photos=said.photos, over=over
    )
    await neighbour_adds(command, turn.work)
    turn.keep = Keep.DEEDS
    return True


def _stands(last: Asked | None, heard: Heard, turn: Turn) -> bool:
    return last is not None and last.number != heard.number and last.stands and turn.at - last.at < STANDS


def _asked_of_it(turn: Turn, last: Asked | None, heard: Heard) -> bool:
    """Whether the question whether anybody is in danger stands here because of a danger like this one; of another kind
    it is asked anew."""
    if last is None or not _stands(last, heard, turn):
        return False
    told = turn.overheard.ear(turn.address).heard(last.number, turn.at)
    if told is None or told.look is None or heard.look is None:
        return True
    return family(told.look.guess.danger) == family(heard.look.guess.danger)


OFFER = "group.offer"
"""The question whether to report it: the bot's message, with the draft that has the words, and whoever has it too."""


async def _offer(turn: Turn, chat: Chat, heard: Heard) -> None:
    assert turn.person is not None
    offers = turn.overheard.ear(turn.address).offers
    last = offers.get(heard.thread)
    if last is not None and (_stands(last, heard, turn) or turn.at - last.at < OFFER_EVERY):
        if last.number != heard.number:
            await _send_it_here(turn, heard)
        return
    turn.react(heard.number, SEEN)
    await _ask_to_file(turn, chat, heard, views.offer(heard.number, turn.tr))


async def _send_it_here(turn: Turn, heard: Heard) -> None:
    """The group is asked about another thing just now: the author reads privately how his words are reported. They are
    kept nowhere."""
    person = await person_behind(turn, heard.author)
    if person is None:
        return
    turn.react(heard.number, SEEN)
    words = " ".join(heard.parts.text.split())
    turn.say(views.send_it_here(esc(cut(words, WORDS_SHOWN)), translator(person.language)), address=heard.author)


async def asked_about(turn: Turn, message: Message, got: Parts) -> None:
    """Said to our name, and nothing in it says what is wrong: a joke, or what we do not understand. Nothing is filed
    before somebody presses; whether we read along here makes no difference."""
    chat = await turn.work.chat_at(turn.address, turn.thread)
    assert chat is not None
    heard = _remember(turn, message)
    heard.parts = replace(heard.parts, text=got.text)
    turn.became(Outcome.NOTHING)
    await _ask_to_file(turn, chat, heard, views.not_understood(heard.number, turn.tr))


async def _ask_to_file(turn: Turn, chat: Chat, heard: Heard, view: PublicView) -> None:
    assert turn.person is not None
    area_id = await area_meant(turn, heard.parts.text, turn.person, chat.area_id)
    said = Compose(by=turn.person.id, at=turn.at, text=heard.parts.text, photos=heard.parts.photos)
    draft = await keep_offered(said, area_id, STANDS, turn.work)
    known = HeardInGroup(number=heard.number, author=heard.author, thread=heard.thread, too={})
    asked = turn.ask("group", "offer", about=draft.subject, lasts=STANDS, beside=True, data=known)
    turn.keep, heard.offer_id = Keep.DEEDS, asked.id
    turn.say_here(view, reply_to=heard.number, stays=STANDS, asks=asked)
    offers = turn.overheard.ear(turn.address).offers
    turn.afterwards.append(partial(offers.__setitem__, heard.thread, Asked(heard.number, turn.at)))


async def _offered(turn: Turn, message_id: int | None) -> Heard | None:
    """What that message of ours offers, as it was heard; after a restart too, while it stands."""
    asked = await turn.work.question_at(turn.address, message_id) if message_id is not None else None
    if asked is None or asked.kind != OFFER or asked.answered_at is not None or asked.expires_at <= turn.at:
        return None
    assert asked.draft_id is not None
    text, photos = await said_here(asked.draft_id, turn.work)
    said = Parts(text=text, photos=photos)
    known = read(asked.data, HeardInGroup)
    heard = Heard(number=known.number, author=known.author, thread=known.thread, at=asked.asked_at, parts=said)
    heard.look, heard.offer_id = replace(look(_said(heard, None), ()), label="report"), asked.id
    heard.too = {int(one): address for one, address in known.too.items()}
    return turn.overheard.ear(turn.address).hear(known.number, heard)


async def _has_it_too(turn: Turn, waiting: Heard, heard: Heard) -> None:
    """Counted once it is reported, whoever presses and whatever happens to this process until then."""
    turn.afterwards.append(partial(waiting.too.__setitem__, heard.number, heard.author))
    asked = await turn.work.question(waiting.offer_id) if waiting.offer_id is not None else None
    if asked is not None:
        known = read(asked.data, HeardInGroup)
        asked.data = replace(known, too={**known.too, str(heard.number): heard.author})
        turn.work.changed(asked)
        turn.keep = Keep.DEEDS


async def _no_longer_offered(turn: Turn, heard: Heard) -> None:
    """Reported, or not wanted: nothing of its words is kept here."""
    asked = await turn.work.question(heard.offer_id) if heard.offer_id is not None else None
    if asked is not None and asked.answered_at is None and asked.draft_id is not None:
        await no_longer_kept(asked.draft_id, turn.at, turn.work)
        asked.answered_at, asked.data = turn.at, NOTHING
        turn.work.changed(asked)


async def _whisper(turn: Turn, heard: Heard) -> None:
    """A private word to the author, if he can be reached, and not again and again."""
    ear = turn.overheard.ear(turn.address)
    last = ear.whispered.get(heard.author)
    person = await person_behind(turn, heard.author)
    if person is None or (last is not None and turn.at - last < WHISPER_EVERY):
        return
    turn.say(views.private_word(translator(person.language)), address=heard.author)
    turn.afterwards.append(partial(ear.had_a_word, heard.author, turn.at))


async def _report_heard(turn: Turn, heard: Heard, danger: str | None = None, said: Parts | None = None) -> None:
    turn.keep = Keep.DEEDS
    author = await person_behind(turn, heard.author)
    issue = await file_here(
        turn, said or heard.parts, author, danger=danger, overheard=heard.number, thread=heard.thread
    )
    if issue is not None:
        await count_waiting(turn, heard, issue.id)
        turn.afterwards.append(partial(heard.filed, issue.id, turn.at))


async def _pressed_on(turn: Turn, pressed: Press) -> Heard | None:
    """The message that is meant, for its author or a post of the area; whoever else presses is told so."""
    assert turn.person is not None
    heard = turn.overheard.ear(turn.address).heard(pressed.ids[0], turn.at) or await _offered(turn, turn.message_id)
    chat = await turn.work.chat_at(turn.address, turn.thread)
    if heard is None or chat is None or heard.issue_id is not None:
        known = heard is not None and heard.issue_id is not None
        turn.toast(views.reported_already(turn.tr) if known else views.forgotten(turn.tr), alert=True)
        turn.answers.append(Delete())
        return None
    if not await may_answer(turn, heard, chat):
        turn.toast(views.not_yours(turn.tr), alert=True)
        return None
    return heard


async def may_answer(turn: Turn, heard: Heard, chat: Chat) -> bool:
    """What was asked because of that message is for its author and the posts of the area."""
    assert turn.person is not None
    author = await turn.work.person_at(heard.author) if heard.author else None
    mine = author is not None and author.id == turn.person.id
    return mine or await serves(turn.person.id, await turn.work.area(chat.area_id), turn.work)


async def offered(turn: Turn, pressed: Press) -> None:
    """Report it, or not."""
    heard = await _pressed_on(turn, pressed)
    if heard is None:
        return
    turn.answers.append(Delete())
    _no_longer_asked(turn, heard)
    if pressed.word == "yes":
        await _report_heard(turn, heard)
    else:
        await _no_longer_offered(turn, heard)
        turn.react(heard.number, "")


async def danger_pressed(turn: Turn, pressed: Press) -> None:
    """Somebody is in danger, or nobody is."""
    heard = await _pressed_on(turn, pressed)
    if heard is None:
        return
    turn.answers.append(Delete())
    await alarm_answered(turn, heard, yes=pressed.word == "yes")


async def alarm_answered(turn: Turn, heard: Heard, *, yes: bool, said: Parts | None = None) -> None:
    """Whether anybody is in danger: a yes calls everybody. `said`: the words, where more was said since."""
    _no_longer_asked(turn, heard)
    if heard.perhaps_id is not None:
        await no_longer_kept(heard.perhaps_id, turn.at, turn.work)
    if yes:
        danger = heard.look.guess.danger if heard.look is not None else None
        await _report_heard(turn, heard, danger or "hurt", said)


def _no_longer_asked(turn: Turn, heard: Heard) -> None:
    """What was asked because of that message does not stand any more."""

    def end() -> None:
        ear = turn.overheard.ear(turn.address)
        for asked in (ear.offers.get(heard.thread), ear.alarms.get(heard.thread)):
            if asked is not None and asked.number == heard.number:
                asked.stands = False

    turn.afterwards.append(end)


OFFERS = Offers(presses={"g_file": offered, "g_danger": danger_pressed, "g_which": which_pressed})
