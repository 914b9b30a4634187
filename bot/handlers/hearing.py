"""What a person says is one utterance: an album put together, later corrections; and what it answers is found here.

An answer by Telegram's reply goes to the question that was replied to. In a private chat a plain message goes to the
question that stands; if it could be the answer to several, the person is asked which. What comes after a question has
expired is new.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from telegram import Message

from bot.callbacks import Press, decode, encode
from bot.flows.around import me
from bot.flows.kept import keep, taken, waits
from bot.flows.placing import CORRECTS, moved_to
from bot.flows.resident import danger, follow, opinions, registering, report, result, talk, verdict
from bot.flows.staff import called, emergency, forms, resolve
from bot.flows.staff import said as staff_said
from bot.flows.staff.kept_words import QUOTED
from bot.flows.staff.reach import within_reach
from bot.flows.staff.relay import ask_whether
from bot.flows.staff.scene import arrives
from bot.incoming.overheard import APART
from bot.incoming.parts import Parts, parts, without_command, without_name
from bot.incoming.told import Told, sent_here
from bot.incoming.turn import ASKS_NOTHING, PRESSABLE, RESOLVED, SHOWN, Edit, Say, Toast, Turn
from bot.registry import OFFERED
from bot.views.common import category_name, number_words
from bot.views.pieces import asked_of
from bot.views.view import Button, View, cut, esc, rows
from casework.categories import broad
from casework.clock import ladder
from casework.issue.accusing import complained_of, danger_apart
from casework.issue.checking import waits_for_check
from casework.issue.doing import matter
from casework.issue.moving import may_move
from casework.issue.resolving import awaits_rating
from casework.messages import Kind
from casework.model import Action, DraftState, Issue, Outcome, Question, State, SubjectKind, Utterance, UtteranceMessage
from casework.model import Message as SentMessage
from casework.neighbourhood.rights import may
from casework.transitions import OPEN
from casework.words.accused import complains, says_manner, wants_secrecy
from casework.words.answers import (
    Verdict,
    answer_in,
    asks,
    asks_when,
    bare,
    by_number,
    deed_in,
    drops,
    only_thanks,
    plainly_yes,
    says_back,
    says_keep,
    verdict_in,
    which_in,
)
from casework.words.danger_words import names_violence
from casework.words.guess import PRIVATE_DANGERS, guess, named, says_private
from casework.words.lines import left_out
from casework.words.matters import at_another_spot, sounds_like_another, speaks_of_another
from casework.words.numbered import asks_whose, gives_up, number_and_rest
from casework.words.orders import asks_about, numbered, order_in, says_of_it
from casework.words.over import says_over
from casework.words.places import number_of_building, read_place
from casework.words.scene import says_coming
from casework.words.verdicts import asks_whom, protests, verdict_said

NO_REASON = 5
"""Characters: "没弄好" says no more than that; whoever writes more says why, and is not asked."""
INVITED_FOR = timedelta(hours=24)
"""How long what staff told a resident, or the bot asked of staff, may be answered by a plain message."""
INVITES = frozenset({Kind.PLAN, Kind.RELAY, Kind.QUESTION, Kind.PROMISE, Kind.PROMISE_MOVED, Kind.ACCEPTED})
"""What a resident may answer without a further question."""
TOLD = [kind for kind, answers in follow.OFFERS.replies.items() if answers is follow.answered]
"""What a resident is told of a matter; words within minutes are on it."""
TOLD_WITHIN = timedelta(minutes=10)
TOLD_TOGETHER = timedelta(minutes=1)
"""Of two matters told of within a minute nobody knows which is meant by "when do they come?"."""
ASKS_STAFF = frozenset(
    {
        Kind.PING,
        Kind.NUDGE,
        Kind.OFFERED,
        Kind.ASSIGNED,
        Kind.RESIDENT_SAID,
        Kind.RESIDENT_ASKS,
        Kind.REDO,
        Kind.GO_TELL,
        Kind.PROMISE_AHEAD,
    }
)
"""What a plain message of somebody who holds a post may be a word on."""
SHOW_RESULT = frozenset({Kind.DONE, Kind.RATE_REMINDER})
"""What asks whether it is solved."""
FIRST = ("report.danger", "danger.issue")
"""Whatever is said while these stand belongs to them."""
ASKING_WHERE = ("home.", "draft.", "links.", "report.at")
"""Questions for a place, or a post, in words: a photo is no answer to them but a report."""
SAID_TO_ALL = ("emergency.why", "emergency.word", "emergency.off")
"""What is said to all in an emergency speaks of danger by its nature, and is shown back before it counts."""
WORDS_ALONE = (*SAID_TO_ALL, "emergency.home", "outage.", "issue.visit", "opinions.")
"""Answers of which a photo has nowhere to go: whoever sends one is told so."""
OF_STAFF = ("form.", "whistle.", "outage.", "register.", "scene.")
"""Forms of staff: their words speak of danger by their nature."""
HEAR_DANGER = (*FIRST, *SAID_TO_ALL, *OF_STAFF, "report.at", "issue.add", "result.wrong", "opinions.")
"""Questions whose takers hear danger themselves; words of danger are no answer to any other."""
AT_MOST = 4
"""Matters among which one is asked."""
TYPED_WITHIN = timedelta(hours=1)
"""So long a plain yes or no counts for the bot's newest question."""
WHICH_WITHIN = timedelta(minutes=5)
"""The same for "which one is this about?": a number typed later is looked up, and takes no earlier words along."""
STILL = re.compile(
    "还(?:是|在|没|不|漏|堵|滴)|没(?:弄|修|整|处理|解决)?好|又(?:坏|漏|堵|灭|停|响|不)|not (?:fixed|solved)|still"
)
LONGEST_LABEL = 20
"""Longer words are on no button."""
LONGEST_SECOND_THOUGHTS = 40
"""The same of words that drop a draft, and say why."""
CANNOT_BE_UNDONE = ("forget.press", "withdraw.press")
"""Questions to which only a plain yes is one."""
OF_RESULT = (Kind.DONE, Kind.RATE_REMINDER, Kind.LAPSED, Kind.CHECK_ASKED)
"""What asks how a result is."""
DECIDED = (*OF_RESULT, Kind.DONE_MORE, Kind.REJECTED, Kind.CANNOT)
"""What ends a matter, and may be spoken against."""
HELPLESS = re.compile(
    "瘫|卧床|(?:躺|困)在床|背(?:下|出|走|不动)|抬(?:下|出|走|不动)|下不(?:了|来)楼|走不(?:了|动)路?|(?:动|起)不(?:了|来)(?=[，。,.！!]|$)"
    "|(?:要|等着|没)(?:人)?(?:转移|撤离)|行动不便|坐轮椅|bedridden|wheelchair|carried down"
)
"""Somebody who cannot help himself."""
OF_WORKS = re.compile("停|检修|抢修|维修|施工|计划")
"""What a planned outage is spoken of by."""
NUMBERED = re.compile(r"(?:No\. ?)?(\d+)(?:号|\b)")
"""A button that begins with a report's number."""


async def hear(turn: Turn, message: Message) -> Parts:
    """Keep what is being said, and of which message it is."""
    got = parts(message)
    turn.utterance = Utterance(
        id=turn.work.new_id(),
        person_id=me(turn).id,
        chat_address=turn.address,
        at=turn.at,
        thread=turn.thread,
        text=got.text.strip(),
        media_group_id=message.media_group_id,
    )
    await _belongs(turn, turn.utterance, message.message_id, new=True)
    return got


async def end_what_is_over(turn: Turn) -> None:
    """A question about something that is over is none: words are heard as if it did not stand."""
    for one in list(turn.questions):
        lives = OFFERED.lives.get(one.kind.partition(".")[0])
        if lives is not None and not await lives(turn, one):
            turn.close(one)


async def _belongs(turn: Turn, said: Utterance, message_id: int, *, new: bool = False) -> None:
    """Of which message it is. Numbers come again under another token: then the newer words count."""
    known = await turn.work.utterance_of(turn.address, message_id)
    if new:
        turn.work.hear(said, () if known else (message_id,))
    elif known is None:
        turn.work.heard_more(said, (message_id,))
    if known is not None:
        part = UtteranceMessage(address=turn.address, message_id=message_id, utterance_id=said.id)
        turn.work.changed(part)


async def more_of_album(turn: Turn, message: Message) -> bool:
    """A further photo of an album goes where the first went. False when it is no such thing."""
    if message.media_group_id is None:
        return False
    said = await turn.work.utterance_of_album(turn.address, message.media_group_id)
    if said is None:
        return False
    await _belongs(turn, said, message.message_id)
    turn.utterance = said
    got = _without_address(turn, parts(message))
    if got.text.strip() and not said.text:
        said.text = got.text.strip()
        turn.work.changed(said)
    if waits(turn, said):
        await OFFERED.outcomes[None].more(turn, said, got)
    elif forms.more_photos(turn, said, got):
        return True
    elif _used_up(said):
        await report.take(turn, got)
    elif said.outcome is not Outcome.NOTHING or turn.private:
        await OFFERED.outcomes[said.outcome].more(turn, said, got)
    return True


def _used_up(said: Utterance) -> bool:
    """Whether it was only an answer on the way to something, such as a place: nothing of it is left to be changed."""
    if said.subject is None:
        return said.outcome not in (None, Outcome.NOTHING)
    return said.outcome is Outcome.ANSWER and said.subject.kind is SubjectKind.DRAFT


ANSWERS_PRIVATELY = (*OF_STAFF, "result.", "report.", "danger.", "draft.", "home.", "links.", "which.")
"""Questions whose answers no neighbour or steward reads unless somebody is asked first, or that begin a report."""


OF_PEOPLE = frozenset({"person_complaint", "quarrel", "noise", "property_service"})
"""Kinds that words about a person's manner sound like."""
LATELY = timedelta(hours=1)
"""So long after a complaint what follows is asked about with it first."""


async def about_number(turn: Turn, got: Parts) -> bool:
    """ "8号的事……", "撤了6号": words about a report of one's own that they name by its number go there, whatever else
    is open, and nowhere else. Who takes back a number that is none of theirs hears that."""
    found = number_and_rest(got.text) if guess(got.text).sure is None else None
    if found is None or any(one.kind in FIRST for one in turn.questions):
        return False
    (number, rest), issue = found, await talk.own(turn, found[0])
    word = talk.word_in(rest) or ("withdraw" if gives_up(rest) else None)
    if issue is None:
        return word is not None and not await turn.work.posts_of(me(turn).id) and await talk.not_found(turn, number)
    issue = await matter(issue.id, turn.work)
    if not got.photos and (word is not None or asks_when(rest, names=True) or asks_whose(rest)):
        await talk.on_matter(turn, word or "see", issue)
    elif report.can_add(issue) and await _accuses_others(turn, issue, got.text):
        await report.take(turn, got)
    elif report.can_add(issue) and await _for_fewer(turn, issue, got.text):
        await report.take(turn, got, among=(issue,))
    else:
        await follow.about(turn, issue, replace(got, text=rest))
    return True


async def in_confidence(turn: Turn, got: Parts) -> bool:
    """ "Don't let her know that it was me": it belongs to what this person told in confidence last, and to nothing
    that others read."""
    if not wants_secrecy(got.text) or complains(got.text) or guess(got.text).sure:
        return False
    question = await _standing(turn)
    if question is not None and question.kind != danger.TOLD and question.kind.startswith(ANSWERS_PRIVATELY):
        return False
    if await turn.begun() is not None:
        return False
    issue = await _confided(turn)
    if issue is None:
        return await result.more_of_complaint(turn, got, turn.at - LATELY)
    if await _accuses_others(turn, issue, got.text):
        return False
    await follow.pass_on(turn, issue, got)
    return True


OF_THEM = re.compile("他|她|还说|还骂|还嫌|人家|态度|her|him|(?:^|[,.] ?)s?he ", re.IGNORECASE)
"""Speaks of somebody who was named before."""


async def of_complaint(turn: Turn, got: Parts) -> bool:
    """What follows a complaint, and names nothing else that is wrong: it goes to those who have the complaint alone. A
    photo too."""
    more = bool(got.photos and not got.text.strip()) or says_manner(got.text) or OF_THEM.search(got.text) is not None
    if not more or got.latitude is not None or complains(got.text) or guess(got.text).sure:
        return False
    if any(kind not in OF_PEOPLE for kind in map(broad, named(got.text))) or await turn.begun() is not None:
        return False
    question = await _standing(turn)
    if question is not None and question.kind != danger.TOLD:
        return False
    if await danger.in_danger(turn) is not None:
        return says_manner(got.text) and await result.more_of_complaint(turn, got, turn.at - LATELY)
    filed = await _confided(turn)
    if filed is not None and filed.accused and turn.at - filed.filed_at <= LATELY:
        if await _accuses_others(turn, filed, got.text):
            return False
        await follow.pass_on(turn, filed, got)
        return True
    return await result.more_of_complaint(turn, got, turn.at - LATELY)


async def _standing(turn: Turn) -> Question | None:
    """The newest question that words may answer; the card of a draft that was filed or dropped asks nothing more."""
    for one in turn.questions:
        if one.kind not in ASKS_NOTHING and (one.kind != report.CARD or await turn.begun() is not None):
            return one
    return None


async def _confided(turn: Turn) -> Issue | None:
    """The newest private matter of the person that is open."""
    return next((one for one in await turn.reports() if one.private and one.state in OPEN), None)


async def _accuses_others(turn: Turn, issue: Issue, text: str) -> bool:
    """Whether the words complain of somebody who may read the issue: of anybody but whom it complains of already."""
    accused = await complained_of(text, issue.line, issue.estate_id, turn.work)
    others = any(not issue.accuses(one.person_id, (one.post_id,)) for one in accused)
    return others or (complains(text) and not issue.private)


async def kept_apart(turn: Turn, message: Message, got: Parts) -> bool:
    """What is private never goes onto a matter of one's own that others read, be it said in answer to it: it is a
    report of its own."""
    replied_to = message.reply_to_message
    issue = await _meant(turn, replied_to.message_id if replied_to is not None else None, got.text)
    if issue is None or not issue.is_reporter(me(turn).id) or not await _for_fewer(turn, issue, got.text):
        return False
    if not await danger.said_privately(turn, got):
        await report.take(turn, got)
    return True


async def _for_fewer(turn: Turn, issue: Issue, text: str) -> bool:
    """Whether the words are for fewer people than read the issue: what is private, or a complaint of one of them."""
    if issue.urgent and not issue.private:  # what it says of the danger is for everybody who was called
        everybody, aside, _ = await danger_apart(text, issue.line, issue.estate_id, turn.work)
        violent = guess(text).danger in PRIVATE_DANGERS or names_violence(everybody)
        return violent or bool(aside and not everybody)
    if not issue.private and says_private(text):
        return True
    accused = await complained_of(text, issue.line, issue.estate_id, turn.work)
    return any(not issue.accuses(one.person_id, (one.post_id,)) for one in accused)


async def _meant(turn: Turn, message_id: int | None, text: str) -> Issue | None:
    """The matter that words would be added to, as far as it can be told before they are taken."""
    if (meant := await talk.numbered(turn, text)) is not None:
        return meant[0]
    question = await turn.work.question_at(turn.address, message_id) if message_id is not None else None
    if question is None and message_id is None:
        question = await _standing(turn)
    if question is not None and question.kind != danger.TOLD and question.kind.startswith(ANSWERS_PRIVATELY):
        return None
    if question is not None and question.issue_id is not None:
        return await matter(question.issue_id, turn.work)
    if message_id is not None:
        told = await turn.work.message_about(turn.address, message_id)
        return await matter(told.issue_id, turn.work) if told is not None and told.issue_id is not None else None
    mine = [one for one in await turn.reports() if one.state in OPEN]
    return next((one for one in mine if one.urgent), mine[0] if mine else None)


async def corrected(turn: Turn, message: Message) -> None:
    """An edited message: what it became is corrected, or the person reads why not. What changes nothing is nothing."""
    got = _without_address(turn, parts(message))
    text = got.text.strip()
    said = await turn.work.utterance_of(turn.address, message.message_id)
    if not text or message.location or said is None or said.person_id != me(turn).id:
        return  # a live location moves by edits
    if text == said.text:
        return
    turn.utterance = said
    if _used_up(said):
        view = View(turn.tr.t("What you wrote first has been taken as an answer already. Please write it once more."))
        turn.say(view, vanish=not turn.private)
        return
    waiting = waits(turn, said) and guess(text).danger is None
    if waiting:
        await _kept_corrected(turn, said, got)
    elif said.outcome is Outcome.NOTHING and not _may_be_new(text):
        await _press_corrected(turn, message, got)
    elif await _in_the_open(turn, said, text):
        await report.take(turn, got)
    else:
        await OFFERED.outcomes[said.outcome].amend(turn, said, got)
    if waiting or said.outcome not in (Outcome.NOTHING, Outcome.VISIT):
        said.text = text
    turn.work.changed(said)


def _may_be_new(text: str) -> bool:
    """Whether other words in the place of what was nothing, or as good as a press, name something that is wrong."""
    found = guess(text)
    return bool(named(text)) or found.danger is not None or says_private(text)


async def _kept_corrected(turn: Turn, said: Utterance, got: Parts) -> None:
    """The words lie in a question: the other ones lie there instead, and whoever reads the old ones above is told."""
    await OFFERED.outcomes[None].amend(turn, said, got)
    if turn.private:
        words = esc(cut(got.text.strip(), QUOTED))
        turn.say(View(turn.tr.t("I have your new words instead: “{words}” Now press above.", words=words)))


async def _press_corrected(turn: Turn, message: Message, got: Parts) -> None:
    """The first words did what they said, and that stands; what stands there now is a word on the same matter, if they
    answered one, and begins nothing."""
    answered = message.reply_to_message
    told = await turn.work.message_about(turn.address, answered.message_id) if answered is not None else None
    if told is not None and told.issue_id is not None and await turn.work.posts_of(me(turn).id):
        await ask_whether(turn, told.issue_id, got)
    if not turn.answers and turn.private:
        turn.say(
            View(turn.tr.t("What you wrote first has counted already. If there is more, write it as a new message."))
        )


async def _in_the_open(turn: Turn, said: Utterance, text: str) -> bool:
    """Whether the words went into a report that more people read than may read what is private."""
    if said.subject is None or not turn.private:
        return False
    issue_id: int | None = said.subject.id
    if said.subject.kind is SubjectKind.DRAFT:
        issue_id = (await turn.work.draft(said.subject.id)).issue_id
    issue = await matter(issue_id, turn.work) if issue_id is not None else None
    return issue is not None and issue.is_reporter(me(turn).id) and await _for_fewer(turn, issue, text)


def _without_address(turn: Turn, got: Parts) -> Parts:
    """Without "/bao" or our name before the words."""
    return without_command(got, turn.bot_username) or without_name(got, turn.bot_username) or got


# --- what it answers


async def replied(turn: Turn, message_id: int, got: Parts) -> bool:
    """An answer to one of the bot's messages, by its number. False when it answers nothing that still waits."""
    question = await turn.work.question_at(turn.address, message_id)
    if question is None or question.person_id != me(turn).id or _step(question) is None:
        return False
    waiting = next((one for one in turn.questions if one.id == question.id), None)
    if waiting is not None:
        await _answer(turn, waiting, got)
    elif question.kind == danger.TOLD:
        await _answer(turn, question, got)
    elif question.kind.startswith("form.") and await resolve.said_after(turn, got, question.issue_id):
        return True
    elif question.kind.startswith("form."):
        turn.became(Outcome.NOTHING)
        turn.say(_no_longer(turn), vanish=not turn.private)
    else:
        return False
    return True


def _no_longer(turn: Turn) -> View:
    return View(turn.tr.t("I no longer wait for that answer. Please press the button on the card once more."))


def _step(question: Question) -> object:
    flow, _, step = question.kind.partition(".")
    return OFFERED.steps.get((flow, step))


async def _answer(turn: Turn, question: Question, got: Parts) -> None:
    flow, _, step = question.kind.partition(".")
    turn.question = turn.ends = question
    await OFFERED.steps[flow, step](turn, got)
    if got.photos and got.text.strip() and question.kind.startswith(WORDS_ALONE):
        turn.say(View(turn.tr.t("I have used the words alone: a photo is not kept here.")), vanish=not turn.private)


async def answers_question(turn: Turn, got: Parts) -> bool:
    """A plain message in the private chat goes to the question that stands; of several that could take it the person
    says which. False when none can."""
    able = [one for one in list(turn.questions) if _can_take(one, got) and await forms.still_asked(turn, one)]
    if first := [one for one in able if one.kind in FIRST]:
        able = first[:1]
    apart = list({one.subject or one.kind: one for one in reversed(able)}.values())[::-1]
    if not apart:
        return False
    if len(apart) == 1:
        await _answer(turn, apart[0], got)
    else:
        await _ask_which(turn, got, questions=apart[:AT_MOST])
    return True


async def lines_of_list(turn: Turn, got: Parts) -> bool:
    """Several lines while a list of many matters stands are for the list, whatever they are about: danger in one of
    them is looked at there. A number alone is a row of it, and counts no buttons."""
    question = await _standing(turn)
    if question is None or question.kind not in opinions.KINDS:
        return False
    if "\n" not in got.text.strip() and not (question.kind == opinions.KINDS[1] and left_out(got.text)):
        return False
    await _answer(turn, question, got)
    return True


# --- what is on a button, typed


async def typed(turn: Turn, got: Parts, message_id: int | None) -> bool:
    """ "Yes", "never mind", "the second one", or what is on a button, typed instead of pressed: for the question that
    was replied to, else for the bot's newest that stands. False when it is none of these."""
    if got.photos or got.latitude is not None or len(got.text) > LONGEST_SECOND_THOUGHTS:
        return False
    if await _shown(turn, got, message_id):
        return True
    question = await _pressable(turn, message_id)
    if question is not None and question.kind == report.CARD and drops(got.text) and guess(got.text).sure is None:
        assert question.draft_id is not None
        await report.dropped(turn, await turn.work.draft(question.draft_id))
        return True
    if len(got.text) > LONGEST_LABEL:
        return False
    if await _told(turn, got, message_id, question):
        return True
    if question is not None and question.kind in CANNOT_BE_UNDONE:
        return await _decided(turn, question, got)
    if question is not None and question.kind == "result.press" and answer_in(got.text) in ("no", "drop"):
        assert question.issue_id is not None  # no to "not solved?" is no praise yet
        verdict.ask(turn, await matter(question.issue_id, turn.work))
        turn.close(question)
        return True
    if question is None:
        return False
    data = _meant_button(question.kind, [tuple(one) for one in question.data[PRESSABLE]], got.text)
    if data is not None:
        await _press(turn, question, data)
    elif question.kind == report.CARD and (answer_in(got.text) == "no" or bare(got.text).isdecimal()):
        turn.became(Outcome.NOTHING)
        turn.say(View(turn.tr.t("What is not right? Press it under the report, or just write how it is.")))
    else:
        return False
    return True


async def _shown(turn: Turn, got: Parts, message_id: int | None) -> bool:
    """What stands on a button of a list or menu, letter for letter or by its count; nothing less, for it asks nothing
    and other words may be anything."""
    shown = (one for one in turn.questions if one.kind != RESOLVED and message_id in (None, one.message_id))
    newest = next(shown, None)
    if newest is None or newest.kind != SHOWN or not newest.data.get(PRESSABLE):
        return False
    if message_id is None and (turn.at - newest.asked_at > TYPED_WITHIN or await danger.in_danger(turn) is not None):
        return False
    buttons = [tuple(one) for one in newest.data[PRESSABLE]]
    whole = [data for label, data, _ in buttons if bare(label) == bare(got.text)]
    data = whole[0] if len(whole) == 1 else _counted(buttons, got.text)
    if data is None:
        return False
    await _press(turn, newest, data)
    return True


async def _told(turn: Turn, got: Parts, message_id: int | None, question: Question | None) -> bool:
    """The same under a message that came by itself, such as "does the work have to go on?": what it shows now can be
    typed. A plain yes, no or count is a press only where it asks for one: where a button says that a yes means it."""
    if any(one.kind in FIRST for one in turn.questions):
        return False
    if message_id is None and (await danger.in_danger(turn) is not None or _not_out(question)):
        return False
    newest = True
    async for one in sent_here(turn, message_id, _since(turn, question)):
        data = _on_message(one, got.text, newest=newest)
        if data is not None:
            await press_typed(turn, one.message_id, decode(data))
            return True
        if one.asks:
            return False
        newest = False
    return False


def _not_out(question: Question | None) -> bool:
    """Whether it was asked a moment ago, and is newer than all that is out."""
    return question is not None and question.message_id is None


def _since(turn: Turn, question: Question | None) -> tuple[datetime, int]:
    """What came before this is answered by no word: something was asked after it, or it is too long ago."""
    asked = [(question.asked_at, question.message_id or 0)] if question is not None else []
    return max([(turn.at - TYPED_WITHIN, 0), *asked])


def _on_message(one: Told, text: str, *, newest: bool) -> str | None:
    """The callback data of the button that is meant."""
    whole = [data for label, data, _ in one.buttons if bare(label) == bare(text)]
    if len(whole) == 1 and (one.asks or (newest and deed_in(text) is None)):  # of several to take it is asked which
        return whole[0]
    if not one.asks:
        return None
    return _meant_button("told.press", one.buttons, text) or _counted([(a, b, "") for a, b, _ in one.buttons], text)


async def _decided(turn: Turn, question: Question, got: Parts) -> bool:
    """What cannot be undone is done at a plain yes only; at anything that is neither that nor a plain no the question
    is put once more, with its buttons. False for what is another matter."""
    buttons: list[tuple[str, str, str]] = [tuple(one) for one in question.data[PRESSABLE]]
    label = next((data for text, data, _ in buttons if bare(text) == bare(got.text)), None)
    keep_it = says_keep(got.text) or answer_in(got.text) in ("no", "drop")
    says = "no" if keep_it else "yes" if plainly_yes(got.text) else ""
    data = label or next((data for _, data, meant in buttons if meant == says), None) if label or says else None
    if data is not None:
        await _press(turn, question, data)
        return True
    another = asks_when(got.text) or talk.word_in(got.text) is not None or talk.number_said(got) is not None
    if answer_in(got.text) is None and (another or guess(got.text).report or guess(got.text).talk is not None):
        return False
    flow, _, step = question.kind.partition(".")
    turn.became(Outcome.NOTHING)
    yes, no = (next(text for text, _, meant in buttons if meant == one) for one in ("yes", "no"))
    text = turn.tr.t("I have not done it. “{yes}” or “{no}”?", yes=esc(yes), no=esc(no))
    again = View(text, rows(*(Button(text, data, says=meant) for text, data, meant in buttons)))
    turn.ask(flow, step, again, about=question.subject)
    return True


async def _pressable(turn: Turn, message_id: int | None) -> Question | None:
    """The question that a typed press may be meant for; one about a draft that is over stands no more."""
    if any(one.kind in FIRST for one in turn.questions):
        return None
    of_a_danger = bool(turn.questions) and turn.questions[0].kind in danger.STANDING
    if message_id is None and not of_a_danger and await danger.in_danger(turn) is not None:
        return None
    for one in [one for one in turn.questions if one.kind not in ASKS_NOTHING]:
        draft = await turn.work.draft(one.subject.id) if one.draft_id is not None and one.subject is not None else None
        if draft is not None and draft.state not in (DraftState.OPEN, DraftState.LEFT):
            if one.kind == report.CARD:
                turn.close(one)
            continue
        if message_id is not None and one.message_id != message_id:
            continue
        within = WHICH_WITHIN if one.kind == "which.press" else TYPED_WITHIN
        old = one.kind != "consent.press" and turn.at - one.asked_at > within
        return one if one.data.get(PRESSABLE) and not (old and message_id is None) else None
    return None


def _meant_button(kind: str, buttons: list[tuple[str, str, str]], text: str) -> str | None:
    """The callback data of the one button that the words are on, count to, or say yes or no to."""
    said, words = answer_in(text), bare(text)
    if said is not None and not kind.startswith("form."):
        meant = {"drop": ("drop", "no")}.get(said, (said,))
        found = next((data for one in meant for _, data, says in buttons if says == one), None)
        if found is not None:
            return found
    labels = [(bare(label), data) for label, data, _ in buttons]
    whole = [data for label, data in labels if label == words]
    if not whole and said is None and len(words) > 1 and not kind.startswith("form."):
        whole = [data for label, data in labels if words in label]
    if len(whole) == 1:
        return whole[0]
    if kind == report.CARD and bare(text).isdecimal() and buttons[0][2] == "yes":
        return buttons[int(bare(text)) - 1][1] if 0 < int(bare(text)) <= len(buttons) else None
    return _counted(buttons, text) if buttons[0][2] == "" else None


def _counted(buttons: list[tuple[str, str, str]], text: str) -> str | None:
    """ "1" is No. 1 where there is one of that number, else the first choice."""
    number, choices = which_in(text), [(label, data) for label, data, says in buttons if not says]
    if number is None:
        return None
    if bare(text).isdecimal():
        heads = [(NUMBERED.match(label), data) for label, data in choices]
        numbered = [data for head, data in heads if head is not None and head[1] == str(number)]
        if numbered:
            return numbered[0]
    index = number if number < 0 else number - 1
    return choices[index][1] if -len(choices) <= index < len(choices) else None


async def _press(turn: Turn, question: Question, data: str) -> None:
    await press_typed(turn, question.message_id, decode(data))


async def press_typed(turn: Turn, message_id: int | None, what: Press) -> None:
    """The same as the press under that message; what would pop up is said, and what would change the message above is
    said below it."""
    turn.became(Outcome.NOTHING)
    turn.pressed, turn.message_id = True, message_id
    await (which if what.verb == "which" else OFFERED.presses[what.verb])(turn, what)
    changed = next((one for one in turn.answers if isinstance(one, Edit) and one.view.text), None)
    if changed is not None and what.verb != "file":  # the receipt comes by itself
        asked = next(
            (one for one in turn.questions if one.asked_at == turn.at and one.message_id == turn.message_id), None
        )
        turn.answers.remove(changed)
        turn.answers += [Edit(View()), Say(changed.view, asks=asked)]
    if not any(isinstance(one, (Say, Toast)) or (isinstance(one, Edit) and one.view.text) for one in turn.answers):
        turn.say(View(turn.tr.t("All right.")))


async def result_shown(turn: Turn) -> Issue | None:
    """The one result that this person has not rated yet."""
    done = [one for one in await turn.reports() if awaits_rating(one, me(turn).id)]
    return done[0] if len(done) == 1 else None


async def rates(turn: Turn, got: Parts, issue: Issue | None, said: Verdict | None = None) -> bool:
    """ "满意", "还行", "没弄好" in words: of the result that was answered, else of the one that is not rated yet; of
    two the person says which. `said`: what the words mean, where that is known."""
    said = said or verdict_in(got.text)
    if said is None or got.photos or got.latitude is not None:
        return False
    if issue is None:
        done = [one for one in await turn.reports() if awaits_rating(one, me(turn).id)]
        if not done or any(_can_take(one, got) for one in turn.questions):
            return False
        if len(done) > 1:
            turn.became(Outcome.NOTHING)
            turn.ask("matter", "press", result.which_result(done, said, turn.tr))
            return True
        issue = done[0]
    if issue.state is not State.RESOLVED:
        return False
    told = await turn.work.told_lately(me(turn).id, [issue.id], SHOW_RESULT, issue.now.resolved_at or turn.at)
    await press_typed(turn, told[0].message_id if told else None, result.as_press(issue, said))
    return True


async def short_word(turn: Turn, got: Parts) -> bool:
    """A plain yes or no while nothing is asked: a kind word, and nothing is filed. What staff told this person a
    moment ago may be meant, and goes there."""
    counted = which_in(got.text) is not None and not bare(got.text).isdecimal()
    if only_thanks(got.text) and not got.photos and (one := await result_shown(turn)) is not None:
        verdict.ask(turn, one)
        return True
    if (answer_in(got.text) is None and not counted) or got.photos or await turn.begun() is not None:
        return False
    mine = [one.id for one in await turn.reports() if one.state in OPEN]
    told = await turn.work.told_lately(me(turn).id, mine, INVITES, turn.at - INVITED_FOR) if mine else []
    if (told and answer_in(got.text) != "yes") or await awaits_answer(turn):
        return False
    if not told and answer_in(got.text) == "yes" and (one := await result_shown(turn)) is not None:
        verdict.ask(turn, one)
        return True
    turn.became(Outcome.NOTHING)
    turn.say(View(turn.tr.t("All right. Whenever something is wrong, just write it to me.")))
    return True


def _can_take(question: Question, got: Parts) -> bool:
    if _step(question) is None or got.empty:
        return False
    if got.photos and question.kind.startswith(ASKING_WHERE) and question.kind != "report.at":
        return False
    if question.kind in emergency.OF_HOMES and emergency.is_of_a_matter(got.text):
        return False
    return (question.kind.startswith(HEAR_DANGER) and not _is_cry(question, got)) or not guess(got.text).sure


def _is_cry(question: Question, got: Parts) -> bool:
    """Whether words of danger are no answer to a form that asks for a time, or for buildings where something fails."""
    if question.kind == "whistle.words":
        return question.data.get("what") == "when"
    return question.kind.startswith("outage.") and OF_WORKS.search(got.text) is None


async def waits_for_words(turn: Turn, got: Parts) -> bool:
    """Whether a question stands that these words may be the answer to, or people are called for this person."""
    return any(_can_take(one, got) for one in turn.questions) or await danger.in_danger(turn) is not None


async def awaits_answer(turn: Turn) -> bool:
    """Whether staff asked this person something: then "all right" is the answer."""
    return any(one.state is State.WAITING for one in await turn.reports())


async def belongs_to_matter(turn: Turn, got: Parts) -> bool:
    """Words without a question may belong to something that is open: what the person reported, or works on."""
    if got.empty or guess(got.text).sure or got.latitude is not None:
        return False
    draft = await turn.begun()
    if draft is not None:
        return False
    if (done := await result_shown(turn)) is not None and _not_over(done, got):
        await follow.too_late(turn, done, got)
        return True
    mine = [one for one in await turn.reports() if one.state in OPEN]
    if mine:
        return await _of_reporter(turn, got, mine)
    if await turn.work.posts_of(me(turn).id):
        return await _of_staff(turn, got)
    return False


def _not_over(issue: Issue, got: Parts) -> bool:
    """Whether the words say, of what is marked as done, that it goes on."""
    return bool(STILL.search(got.text)) and _fits(issue, got)


def _fits(issue: Issue, got: Parts) -> bool:
    """Whether nothing in the words speaks of something else: of another thing, or of somebody who is helpless where
    nobody is in danger."""
    return not sounds_like_another(got.text, issue.category) and not _helpless(issue, got)


def _helpless(issue: Issue, got: Parts) -> bool:
    """Whether somebody is helpless of whom the matter knows nothing."""
    kind = broad(issue.category)
    known = issue.urgent or kind == "lift" or kind in map(broad, named(got.text))
    return not (known or HELPLESS.search(got.text) is None or any(HELPLESS.search(one.text) for one in issue.reports))


async def _elsewhere(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Whether the words name a building, and the matter is of another place; or tell of a spot that none of its words
    spoke of."""
    building = read_place(got.text).building
    if at_another_spot(got.text, "".join([issue.place, *(one.text for one in issue.reports)])):
        return True
    return bool(building) and building != number_of_building((await turn.work.area(issue.area_id)).name)


def _sounds_like(issues: Sequence[Issue], got: Parts) -> list[Issue]:
    """Of one's own matters those whose kind the words sound like, be it named or not."""
    kind = guess(got.text).category
    return [one for one in issues if kind is not None and broad(one.category) == kind]


async def about_result(turn: Turn, got: Parts) -> bool:
    """A plain word on a result that was the last thing to be asked: rated, or not solved. False when it is none."""
    back = says_back(got.text)
    if (verdict_said(got.text) is None and verdict_in(got.text) is None and not back) or got.latitude is not None:
        return False
    mine = [one for one in await turn.reports() if one.state in (State.RESOLVED, State.CLOSED)]
    told = await turn.work.told_lately(me(turn).id, [one.id for one in mine], OF_RESULT, turn.at - INVITED_FOR)
    if not told:
        return False
    issue = next(one for one in mine if one.id == told[0].issue_id)
    asked = next(
        (one for one in turn.questions if one.kind not in ASKS_NOTHING and one.asked_at > (told[0].sent_at or turn.at)),
        None,
    )
    if asked is None or (asked.issue_id == issue.id and asked.kind in ("result.press", "rating.press")):
        if back and issue.incident_at is None:
            return False
        said = "good" if back else verdict_in(got.text)
        plain = said is not None and (said != "bad" or len(got.text.strip()) <= NO_REASON)
        if plain and not waits_for_check(issue.now):
            return await rates(turn, got, issue, said)
        return await verdict.heard(turn, issue, got)
    return False


async def of_protest(turn: Turn, message: Message, got: Parts) -> bool:
    """ "凭什么办不了" after a refusal, "这也叫办完了？" after a result, be it an answer to it or not: words on that
    matter, unless something was asked since, or they accuse somebody. "那我找谁" is answered with whose it is."""
    whom = asks_whom(got.text) and not got.photos
    if not (protests(got.text) or whom) or got.latitude is not None or guess(got.text).sure is not None:
        return False
    over = [one for one in await turn.reports() if one.state not in OPEN]
    since = turn.at - turn.work.settings.reopen_within
    told = await turn.work.told_lately(me(turn).id, [one.id for one in over], DECIDED, since)
    if (answered := message.reply_to_message) is not None:
        told = [one for one in told if one.message_id == answered.message_id]
    if not told:
        return False
    issue = next(one for one in over if one.id == told[0].issue_id)
    asked = [one for one in turn.questions if one.kind not in ASKS_NOTHING and one.issue_id != issue.id]
    if answered is None and any(one.asked_at > (told[0].sent_at or turn.at) for one in asked):
        return False
    if whom and issue.state is State.REJECTED:
        await follow.see(turn, Press("see", (issue.id,)))
        turn.became(Outcome.NOTHING)
        return True
    return not await _for_fewer(turn, issue, got.text) and await verdict.protested(turn, issue, got)


async def just_told(turn: Turn, got: Parts) -> Issue | None:
    """The open matter of which this person was told something last, minutes ago: plain words are on that, unless
    something was asked or begun since, staff wait for an answer, or they name another thing. "When do they come?" may
    be of any that was told of; what follows a complaint of somebody is looked at apart."""
    mine = [one for one in await turn.reports() if one.state in OPEN]
    if not mine or got.photos or got.latitude is not None or not got.text.strip() or guess(got.text).sure:
        return None
    told = await turn.work.told_lately(me(turn).id, [one.id for one in mine], TOLD, turn.at - TOLD_WITHIN)
    issue = next((one for one in mine if told and one.id == told[0].issue_id), None)
    if issue is None or issue.urgent or issue.accused or any(one.state is State.WAITING for one in mine):
        return None
    asked, when = await _standing(turn), asks_when(got.text, names=True)
    since = told[0].sent_at or turn.at
    if await turn.begun() is not None or (asked is not None and asked.kind != danger.TOLD and asked.asked_at >= since):
        return None
    alike = _sounds_like(mine, got)
    together = {one.issue_id for one in told if one.sent_at is not None and since - one.sent_at <= TOLD_TOGETHER}
    if (alike and issue not in alike) or ((when or gives_up(got.text)) and len(together) > 1):
        return None
    another = speaks_of_another(got.text, issue.category) or (_helpless(issue, got) and not when)
    elsewhere = not (when or protests(got.text)) and await _elsewhere(turn, issue, got)
    once_more = any(bare(got.text) == bare(one.text) for one in issue.reports)  # it is said that it was reported
    apart = another or elsewhere or once_more or await _accuses_others(turn, issue, got.text)
    return None if apart else issue


async def _of_reporter(turn: Turn, got: Parts, mine: list[Issue]) -> bool:
    just_filed = [one for one in mine if turn.at - one.filed_at <= APART]
    if len(just_filed) == 1 and got.photos and not got.text.strip() and report.can_add(just_filed[0]):
        await follow.pass_on(turn, just_filed[0], got)
        return True
    if (fresh := await just_told(turn, got)) is not None:
        await (talk.on_matter(turn, "withdraw", fresh) if gives_up(got.text) else follow.pass_on(turn, fresh, got))
        return True
    told = await turn.work.told_lately(me(turn).id, [one.id for one in mine], INVITES, turn.at - INVITED_FOR)
    asked = [one for one in mine if one.state is State.WAITING]
    if not asked and not got.photos and gives_up(got.text):
        await talk.on_some_matter(turn, "withdraw")
        return True
    if CORRECTS.search(got.text) and not asked and may_move(mine[0]) and await moved_to(turn, mine[0], got.text):
        await follow.pass_on(turn, mine[0], got)
        return True
    confided = next((one for one in mine if one.private and turn.at - one.filed_at <= LATELY), None)
    since = confided.filed_at if confided is not None else None
    heard = {row.issue_id for row in told if since is None or row.sent_at is None or row.sent_at >= since}
    invited = asked or [one for one in mine if one.id in heard]
    question = await _asked_by_staff(turn, mine, told)
    if question is not None and got.text.strip() and _fits(question, got):
        await follow.pass_on(turn, question, got)
        return True
    alone = invited[0] if len(invited) == 1 else None
    if alone is not None and await _accuses_others(turn, alone, got.text):
        alone = None
    alike = _sounds_like(mine, got)
    if alone is not None and alone not in alike and not asked and len(alike) == 1:
        alone = alike[0]
    sure = alone is not None and _fits(alone, got) and (bool(got.text.strip()) or alone in asked)
    if alone is not None and alone not in asked and await _elsewhere(turn, alone, got):
        sure = False
    if alone is not None and sure and (alone in asked or not got.photos):
        await follow.pass_on(turn, alone, got)
        return True
    able = asked or [one for one in mine if _fits(one, got)]
    able = [one for one in able if not await _accuses_others(turn, one, got.text)]
    if not able:
        return False
    lately = await turn.work.told_lately(me(turn).id, [one.id for one in able], TOLD, turn.at - INVITED_FOR)
    newest = list(dict.fromkeys(row.issue_id for row in lately))
    able.sort(key=lambda one: (one is not confided, newest.index(one.id) if one.id in newest else len(newest)))
    await report.take(turn, got, among=able[:AT_MOST])
    return True


async def _asked_by_staff(turn: Turn, mine: Sequence[Issue], told: Sequence[SentMessage]) -> Issue | None:
    """The matter about which staff wait for an answer: it stands still for it, or the newest that was passed on from
    them is a question."""
    asked = [one for one in mine if one.state is State.WAITING]
    if asked:
        return asked[0] if len(asked) == 1 else None
    newest = told[0] if told else None
    if newest is None or newest.kind not in (Kind.QUESTION, Kind.RELAY):
        return None
    said = await turn.work.entry(newest.entry_id) if newest.entry_id is not None else None
    if newest.kind == Kind.RELAY and (said is None or not asks(said.text)):
        return None
    return next(one for one in mine if one.id == newest.issue_id)


async def _of_staff(turn: Turn, got: Parts) -> bool:
    work = [one for one in await turn.work.open_of_holder(me(turn).id) if one.state in OPEN]
    told = await turn.work.told_lately(me(turn).id, [one.id for one in work], ASKS_STAFF, turn.at - INVITED_FOR)
    newest = list(dict.fromkeys(row.issue_id for row in told))
    asked = sorted((one for one in work if one.id in newest), key=lambda one: newest.index(one.id))
    number, _ = by_number(got.text)
    able = [one for one in asked if one.number == number] or [one for one in asked if _fits(one, got)]
    if not able:
        return False
    if len(able) == 1 and got.text.strip():
        await staff_said.heard(turn, able[0].id, got)
    else:
        await _ask_which(turn, got, issues=able[:AT_MOST])
    return True


CALLED = frozenset({Kind.PING, Kind.PING_OVER, Kind.SCENE_SAID, Kind.RESIDENT_SAID, Kind.IN_DANGER, Kind.MOVED})
"""What somebody reads who was called to a danger."""
LAST_READ = 12
"""Messages of the chat among which a danger is the newest to which the person was called."""


async def of_danger(turn: Turn, message: Message, got: Parts) -> bool:
    """Plain words of somebody who was called lately to a danger that is open are about that, unless they name another
    matter, or answer a message that is about one; of two dangers the person says which."""
    answered = message.reply_to_message
    if answered is not None and await turn.work.message_about(turn.address, answered.message_id) is not None:
        return False
    if got.empty or got.latitude is not None:
        return False
    of_danger = says_coming(got.text) or arrives(got.text)[0] or says_over(got.text)
    if not of_danger and any(_can_take(one, got) for one in turn.questions):
        return False
    if await turn.begun() is not None or not await turn.work.posts_of(me(turn).id):
        return False
    told = [one for one in await turn.work.newest_sent(turn.address, LAST_READ) if one.kind in CALLED]
    lately = [one.issue_id for one in told if one.sent_at and turn.at - one.sent_at <= danger.URGENT_TALK]
    found = [await turn.work.issue(one) for one in dict.fromkeys(lately) if one is not None]
    able = [one for one in found if await _is_called_to(turn, one) and not _of_another(turn, one, got)]
    if not able:
        return False
    if len(able) == 1:
        await staff_said.heard(turn, able[0].id, got)
    else:
        await _ask_which(turn, got, issues=able[:AT_MOST])
    return True


async def _is_called_to(turn: Turn, issue: Issue) -> bool:
    called = me(turn).id in ladder.called(issue)
    return issue.urgent and issue.state in OPEN and called and await may(issue, Action.NOTE, me(turn).id, turn.work)


def _of_another(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Whether the words are none about this danger: another number, something else that is broken, a danger that rings
    of itself, or talk with the bot."""
    number, _ = by_number(got.text)
    if number is not None:
        return issue.number != number
    if deed_in(got.text) is not None or says_coming(got.text) or arrives(got.text)[0]:
        return False
    found = guess(got.text)
    return found.sure is not None or found.talk not in (None, "over") or danger.another_matter(issue, got)


async def order(turn: Turn, got: Parts) -> bool:
    """ "15号派给王师傅", "叫李师傅去换灯泡" without a reply: about the matter that the number or the kind names, else
    the one that was asked about lately, else the only one; of several the person says which."""
    if order_in(got.text) is None or guess(got.text).sure or not await turn.work.posts_of(me(turn).id):
        return False
    able = [one for one in await within_reach(turn) if one.state in OPEN]
    if kinds := set(map(broad, named(got.text))) & {broad(one.category) for one in able}:
        able = [one for one in able if broad(one.category) in kinds]
    if len(able) > 1:
        told = await turn.work.told_lately(me(turn).id, [one.id for one in able], ASKS_STAFF, turn.at - INVITED_FOR)
        able = [one for one in able if one.id in {row.issue_id for row in told}] or able
    if not able:
        return False
    if len(able) == 1:
        await staff_said.heard(turn, able[0].id, got)
    elif len(able) <= AT_MOST:
        await _ask_which(turn, got, issues=able)
    else:
        turn.became(Outcome.NOTHING)
        turn.say(View(turn.tr.t("Which one? Write its number with it, for example: “No. 15, give it to Wang”.")))
    return True


async def of_staff_number(turn: Turn, got: Parts) -> bool:
    """ "15号我接，2号给李师傅": words of staff that begin with the number of what they work on or look after. Each part
    goes to its own; a number that is none of theirs is said to be none, where the words order or ask something."""
    if not await turn.work.posts_of(me(turn).id):
        return False
    parts = numbered(got.text) or await _of_the_promised(turn, got)
    if not parts:
        return False
    mine = await turn.reports() if turn.private else []
    number, words = parts[0]
    if any(one.as_known_to(me(turn).id).number == number for one in mine):
        return False
    if turn.private and len(parts) == 1 and asks_about(words) and await registering.of_number(turn, number):
        return True
    if await called.not_needed(turn, got):
        return True
    standing = await _standing(turn) if turn.private else None
    strictly = standing is not None and standing.kind != danger.TOLD and _can_take(standing, got)
    return await staff_said.of_numbers(turn, parts, got, strictly=strictly)


async def _of_the_promised(turn: Turn, got: Parts) -> list[tuple[int, str]]:
    """ "1号能办完" of what this person has promised: no day of the month."""
    number, rest = by_number(got.text)
    if number is None or says_of_it(rest, names_day=False) not in ("can", "move"):
        return []
    held = await turn.work.open_of_holder(me(turn).id)
    return [(number, rest)] if any(one.state is State.PROMISED and one.number == number for one in held) else []


async def staff_deed(turn: Turn, got: Parts) -> bool:
    """ "修好了", "我来接" without a reply: about what this person holds or is asked to take; of several, which."""
    number, rest = by_number(got.text)
    deed = deed_in(rest) or ("not_mine" if staff_said.sends_back(rest) else None)
    if deed is None or not await turn.work.posts_of(me(turn).id):
        return False
    work = [one for one in await turn.work.open_of_holder(me(turn).id) if one.state in OPEN]
    if number is not None:
        work = [one for one in work if one.number == number]
        got = replace(got, text=rest)
    held = [one for one in work if one.holder_id == me(turn).id]
    asked = [one for one in work if any(ping.live and ping.person_id == me(turn).id for ping in one.pings)]
    given = [one for one in work if one not in held and one not in asked]
    if deed == "seen" and len(asked) != 1:
        return False
    able = held if deed in ("done", "later") else [*asked, *given, *held] if deed == "not_mine" else [*asked, *given]
    if not able:
        return False
    if len(able) == 1:
        await staff_said.heard(turn, able[0].id, got)
    else:
        await _ask_which(turn, got, issues=able[:AT_MOST])
    return True


async def of_several(turn: Turn, message_id: int, got: Parts) -> bool:
    """An answer to a message that speaks of several matters: which one? False when it speaks of one, or of none."""
    rows = await turn.work.sent_as(turn.address, message_id)
    spoken_of = list(dict.fromkeys(row.issue_id for row in rows if row.issue_id is not None))
    if len(spoken_of) < 2:
        return False
    await _ask_which(turn, got, issues=[await turn.work.issue(one) for one in spoken_of[:AT_MOST]])
    return True


async def _ask_which(
    turn: Turn, got: Parts, *, questions: Sequence[Question] = (), issues: Sequence[Issue] = ()
) -> None:
    """The words wait in a question of their own until the person says what they belong to."""
    tr, asked_id = turn.tr, turn.work.new_id()
    labels = [await _label(turn, one) for one in questions]
    labels += [f"{number_words(one, tr)} {category_name(one.category, tr)}" for one in issues]
    buttons = [Button(label, encode("which", asked_id, index)) for index, label in enumerate(labels)]
    another = Button(tr.t("Something new"), encode("which", asked_id, len(labels)))
    turn.ask(
        "which",
        "press",
        View(asked_of(tr.t("Which one is this about?"), got.text if turn.private else "", tr), rows(*buttons, another)),
        beside=True,
        reply_to=turn.message_id,
        asked_id=asked_id,
        questions=[one.id for one in questions],
        issues=[one.id for one in issues],
        **keep(turn, got),
    )


async def _label(turn: Turn, question: Question) -> str:
    tr = turn.tr
    number = ""
    if question.issue_id is not None:
        number = number_words(await turn.work.issue(question.issue_id), tr)
    what = {
        "note": tr.t("Note for staff"),
        "ask": tr.t("Ask the resident"),
        "tell": tr.t("To the resident"),
    }.get(str(question.data.get("form", "")), "")
    if not number:
        what = tr.t("The place") if question.kind.startswith(ASKING_WHERE) else tr.t("The report")
    return f"{number} {what}".strip()


async def which(turn: Turn, pressed: Press) -> None:
    """This one, or something new."""
    asked = turn.pressed_question("which.press", pressed.ids[0])
    if asked is None:
        return
    got, index = await taken(turn, asked), pressed.ids[1]
    questions, issues = asked.data["questions"], asked.data["issues"]
    turn.pressed = False  # what comes now answers the words
    turn.edit(View())
    if index < len(questions):
        waiting = next((one for one in turn.questions if one.id == questions[index]), None)
        if waiting is not None:
            await _answer(turn, waiting, got)
        else:
            turn.say(_no_longer(turn))
    elif index < len(questions) + len(issues):
        await staff_said.heard(turn, issues[index - len(questions)], got)
    else:
        await report.take(turn, got)
