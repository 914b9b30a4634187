"""One word in a group in answer to what was said about a report there: "撤回", "进度", "催"; and "@bot when is No. 2
mended?". Its reporter is answered privately, and reads in the group only that it is so; whoever else asks reads what
the group may know."""

import re
from dataclasses import replace
from datetime import timedelta

from telegram import Message

from bot.flows.around import sheet
from bot.flows.group.filing import noted
from bot.flows.group.listening import count_me_too
from bot.flows.privately import answer_privately
from bot.flows.resident import follow, talk
from bot.incoming.parts import Parts, parts
from bot.incoming.turn import Keep, Turn
from bot.views.cards import public_state_of
from bot.views.common import number_words
from bot.views.view import PublicView
from casework.categories import broad
from casework.issue.overheard import neighbour_adds, told_in
from casework.issue.planned import OUTAGES
from casework.issue.triage import Speak
from casework.messages import Kind
from casework.model.chats import Audience
from casework.model.conversation import Message as Told
from casework.model.conversation import Outcome
from casework.model.issues import Issue
from casework.model.places import HOUSES
from casework.model.subjects import SubjectKind
from casework.transitions import OPEN
from casework.words.answers import asks_when, by_number
from casework.words.danger_asked import asks_of_known, asks_what_it_is
from casework.words.each import kinds_called
from casework.words.group import Said, look
from casework.words.guess import DANGER_CATEGORY, PRIVATE_DANGERS, guess, names_another
from casework.words.numbered import asks_whose, gives_up
from casework.words.orders import asks_about
from casework.words.outage_words import not_so_here
from casework.words.places import number_of_building
from casework.words.verdicts import verdict_said

TODAY = timedelta(days=1)
"""So long a notice is asked about."""
NOTICES = 40
"""Of what was sent to the group, looked through for these."""
LATELY = timedelta(hours=1)
"""So long "what I just said" is what was reported last."""
EARLIER = re.compile(
    "刚才|刚刚|方才|头会儿|(?:我|俺)(?:刚|上午|下午|昨天|早上)?(?:才)?(?:报|说|写|发)的|(?:说|写|报|发|打)错了|更正|补一?句|补充|加一?句"
    r"|\b(?:earlier|just now|i (?:just )?(?:reported|said|wrote)|i meant|correction|my report)\b"
    "|아까|방금|제가 (?:신고|말)",
    re.IGNORECASE,
)
"""Speaks of what its author said before."""


async def one_word(turn: Turn, answered: Message, text: str) -> bool:
    """Do what the word says about the matter that the answered message was about. False for any other words, for
    whoever did not report it, and where no matter is known."""
    word = talk.word_in(text)
    issue = await _about(turn, answered.message_id) if word is not None and turn.person is not None else None
    if word is None or issue is None or turn.person is None or not issue.is_reporter(turn.person.id):
        return False
    await _to_reporter(turn, word, issue)
    return True


async def _to_reporter(turn: Turn, word: str, issue: Issue) -> None:
    assert turn.person is not None
    number = number_words(issue.as_known_to(turn.person.id), turn.tr)
    here = turn.tr.t("{number}: I have answered you privately.", number=number)
    await answer_privately(turn, lambda theirs: talk.on_matter(theirs, word, issue), here)


async def asked_of_number(turn: Turn, got: Parts) -> bool:
    """ "No. 2, when is it mended?" among residents asks how it stands, and is no report: the reporter is answered
    privately, anybody else reads what its card here says, and nothing of what has none. False for other words."""
    number, words = by_number(got.text)
    if number is None or guess(words).sure or not (asks_about(words) or asks_whose(words)):
        return False
    chat = await turn.work.chat_at(turn.address, turn.thread)
    if chat is None or chat.audience is not Audience.RESIDENTS or turn.person is None:
        return False
    turn.became(Outcome.NOTHING)
    mine = await talk.own(turn, number)
    if mine is not None:
        await _to_reporter(turn, "see", mine)
        return True
    known = next((one for one in await told_in(chat, None, turn.work) if one.number == number), None)
    if known is not None:
        view = public_state_of(await sheet(known, turn), turn.work.settings.zone, turn.tr)
    else:
        view = PublicView(turn.tr.t("I can say nothing of No. {number} here.", number=number))
    turn.say_here(view, reply_to=turn.message_id, vanish=True)
    return True


async def asked_of_danger(turn: Turn, got: Parts) -> bool:
    """ "3号楼煤气味还有没有 能回家不" to our name among residents, of a danger whose notice stands here: what that says
    now, also once it is over. False for words that tell of one."""
    chat = await turn.work.chat_at(turn.address, turn.thread)
    if chat is None or chat.audience is not Audience.RESIDENTS or turn.person is None or got.photos:
        return False
    rows = await turn.work.newest_sent(turn.address, NOTICES)
    told = [one for one in rows if one.kind == Kind.PUBLIC_CARD and one.sent_at and turn.at - one.sent_at <= TODAY]
    for issue_id in dict.fromkeys(one.issue_id for one in told if one.issue_id is not None):
        issue = await turn.work.issue(issue_id)
        there = await turn.work.area(issue.area_id)
        house = await turn.work.area(there.building_id) if there.kind in HOUSES else there
        kinds = [one for one, kind in DANGER_CATEGORY.items() if kind == issue.category]
        kinds = [one for one in kinds if one not in PRIVATE_DANGERS]
        if any(asks_of_known(got.text, one, number_of_building(house.name)) for one in kinds):
            turn.became(Outcome.NOTHING)
            view = public_state_of(await sheet(issue, turn), turn.work.settings.zone, turn.tr)
            turn.say_here(view, reply_to=turn.message_id, vanish=True)
            return True
    return False


async def about_notice(turn: Turn, told: Told | None, got: Parts) -> bool:
    """ "咋回事 真漏了？", "我家没停电啊 有电" in answer to a notice: what that says now; or thanks, and whoever has it
    reads that it is not so there. Neither is counted among those who have it too."""
    if told is None or told.kind != Kind.PUBLIC_CARD or told.issue_id is None or turn.person is None or got.photos:
        return False
    issue, person = await turn.work.issue(told.issue_id), turn.person.id
    if issue.private or issue.is_reporter(person):
        return False
    asks, otherwise = asks_what_it_is(got.text), issue.category in OUTAGES and not_so_here(got.text)
    if not (asks or (otherwise and issue.state in OPEN)):
        return False
    turn.keep = Keep.NOTHING
    turn.became(Outcome.NOTHING)
    if asks:
        view = public_state_of(await sheet(issue, turn), turn.work.settings.zone, turn.tr)
    else:
        turn.keep = Keep.DEEDS
        chat = await turn.work.chat_at(turn.address, turn.thread)
        chat_id = chat.id if chat is not None else None
        said = Speak(issue_id=issue.id, by=person, at=turn.at, chat_id=chat_id, text=got.text)
        await neighbour_adds(said, turn.work)
        view = PublicView(turn.tr.t("Thank you. I have noted that it is not so at your place."))
    turn.say_here(view, reply_to=turn.message_id, vanish=True)
    return True


async def has_it_too(turn: Turn, told: Told | None, message: Message) -> bool:
    """ "我家也停了" in answer to the notice of a matter is its button, whether the bot reads along or not."""
    got, chat = parts(message), await turn.work.chat_at(turn.address, turn.thread)
    if told is None or told.kind != Kind.PUBLIC_CARD or told.issue_id is None or chat is None or turn.person is None:
        return False
    issue = await turn.work.issue(told.issue_id)
    card = look(Said(number=0, author="", text=issue.text), ())
    said = Said(number=message.message_id, author="too", text=got.text, reply_to=0)
    found = look(said, [replace(card, label="report")])
    if got.photos or found.label != "me_too" or found.guess.sure is not None or issue.state not in OPEN:
        return False
    await count_me_too(turn, chat, issue.id, message.message_id, got)
    return True


async def asked_of_notice(turn: Turn, answered: int, got: Parts) -> bool:
    """ "水啥时候来啊" in answer to the notice of a matter: how that stands. Its reporter is answered privately."""
    if got.photos or not (asks_when(got.text, names=True) or asks_whose(got.text)) or guess(got.text).sure is not None:
        return False
    told, chat = (
        await turn.work.message_about(turn.address, answered),
        await turn.work.chat_at(turn.address, turn.thread),
    )
    if told is None or told.kind != Kind.PUBLIC_CARD or told.issue_id is None or chat is None:
        return False
    issue = await turn.work.issue(told.issue_id)
    if issue.private or names_another(got.text, issue.category):
        return False
    turn.keep = Keep.NOTHING
    turn.became(Outcome.NOTHING)
    if turn.person is not None and issue.is_reporter(turn.person.id):
        await _to_reporter(turn, "see", issue)
    else:
        view = public_state_of(await sheet(issue, turn), turn.work.settings.zone, turn.tr)
        turn.say_here(view, reply_to=turn.message_id, vanish=True)
    return True


async def of_own(turn: Turn, got: Parts) -> bool:
    """ "不用了 老张家不倒了", "刚才那个雪 是8号楼后门" to our name among residents: what takes back, or adds to,
    something that its author has open is answered privately, and is no report. False for other words."""
    if turn.person is None or got.photos or guess(got.text).danger is not None:
        return False
    chat = await turn.work.chat_at(turn.address, turn.thread)
    if chat is None or chat.audience is not Audience.RESIDENTS:
        return False
    mine = [one for one in await turn.reports() if one.state in OPEN]
    called = [one for one in mine if broad(one.category) in kinds_called(got.text)]
    mended = guess(got.text).talk == "over" or verdict_said(got.text) == "good"
    just = [one for one in mine if turn.at - one.filed_at <= LATELY]
    meant = called or (just if EARLIER.search(got.text) else [])
    here = turn.tr.t("I have answered you privately.")
    if mine and gives_up(got.text):
        await answer_privately(turn, lambda theirs: talk.on_some_matter(theirs, "withdraw", got.text), here)
    elif len(meant) == 1 and mended:
        await answer_privately(turn, lambda theirs: talk.of_matter(theirs, meant[0], got), here)
    elif len(meant) == 1 and EARLIER.search(got.text):
        await answer_privately(turn, lambda theirs: follow.about(theirs, meant[0], got), here)
    else:
        return False
    turn.became(Outcome.NOTHING)
    return True


async def _about(turn: Turn, message_id: int) -> Issue | None:
    """The matter that a message is about: ours, or one that became a report."""
    told = await turn.work.message_about(turn.address, message_id)
    said = await turn.work.utterance_of(turn.address, message_id) if told is None else None
    heard = turn.overheard.ear(turn.address).heard(message_id, turn.at)
    issue_id = told.issue_id if told is not None else noted(await turn.work.question_at(turn.address, message_id))
    if issue_id is None and said is not None and said.subject is not None and said.subject.kind is SubjectKind.ISSUE:
        issue_id = said.subject.id
    if issue_id is None and heard is not None:
        issue_id = heard.issue_id
    return await turn.work.issue(issue_id) if issue_id is not None else None
