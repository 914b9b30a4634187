"""What a person says is one utterance: an album put together, later corrections."""

from dataclasses import replace

from telegram import Message

from bot.flows.around import me
from bot.flows.kept import waiting_for, waits
from bot.flows.resident import report
from bot.flows.resident import talk as talking
from bot.flows.staff import forms
from bot.flows.staff import said as staff_said
from bot.flows.staff.kept_words import QUOTED
from bot.flows.staff.relay import ask_whether
from bot.handlers import of_residents
from bot.incoming.parts import Parts, parts, without_command, without_name
from bot.incoming.turn import Keep, Say, Turn
from bot.registry import OFFERED
from bot.views.refusals import refusal_words
from bot.views.view import View, cut, esc
from casework.issue.doing import matter
from casework.model.conversation import DraftState, Outcome, Utterance, UtteranceMessage
from casework.model.people import Use
from casework.model.subjects import SubjectKind
from casework.neighbourhood.restraint import allow_photo, count_refusal
from casework.refusals import TooManyPhotos
from casework.transitions import OPEN, STANDING
from casework.words.answers import drops
from casework.words.called import finished
from casework.words.dates import read_day, read_hour
from casework.words.guess import guess, named, says_private

ENDS = "。.!！~～,，、 \n"
"""What may be put behind words, or taken away there, and they say the same."""


async def hear(turn: Turn, message: Message) -> Parts:
    """Keep what is being said, and of which message it is. Raises TooManyPhotos when there is nothing else in it."""
    got = await _what_fits(turn, parts(message))
    turn.utterance = Utterance(
        id=turn.work.new_id(),
        person_id=me(turn).id,
        chat_address=turn.address,
        at=turn.at,
        thread=turn.thread,
        text=_without_address(turn, got).text.strip(),
        media_group_id=message.media_group_id,
    )
    await _belongs(turn, turn.utterance, message.message_id, new=True)
    return got


async def _what_fits(turn: Turn, got: Parts) -> Parts:
    """Without the photo, where one person sent too many of them: the words stay, and it is said. Of a danger each is
    kept. Raises TooManyPhotos when there are no words."""
    if not got.photos or not turn.private:
        return got
    try:
        await allow_photo(me(turn).id, turn.at, turn.work)
    except TooManyPhotos as refusal:
        if await _of_danger(turn, got):
            return got
        if not got.text.strip():
            raise
        count_refusal(me(turn).id, Use.PHOTO, turn.at, turn.work)
        if not refusal.just:
            turn.say(View(esc(refusal_words(refusal, turn.tr))))
        return replace(got, photos=())
    return got


async def _of_danger(turn: Turn, got: Parts) -> bool:
    draft = await turn.begun()
    in_draft = draft is not None and bool(draft.danger)
    return (
        bool(guess(got.text).danger)
        or in_draft
        or any(one.urgent and one.state in OPEN for one in await turn.reports())
    )


def waits_to_be_said(turn: Turn) -> None:
    """It may be talk: until a press says that it is not, its words lie in the question alone."""
    turn.keep = Keep.DEEDS
    if turn.utterance is not None:
        turn.utterance.text = ""
        turn.work.changed(turn.utterance)


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
    got = _without_address(turn, await _what_fits(turn, parts(message)))
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


async def corrected(turn: Turn, message: Message) -> None:
    """An edited message: what it became is corrected, or the person reads why not. What changes nothing is nothing."""
    got = _without_address(turn, parts(message))
    text = got.text.strip()
    said = await turn.work.utterance_of(turn.address, message.message_id)
    if not text or message.location or said is None or said.person_id != me(turn).id:
        return  # a live location moves by edits
    if text.rstrip(ENDS) == said.text.rstrip(ENDS):
        return
    turn.utterance = said
    if _used_up(said):
        said.text = text if said.text else ""  # what was taken out of it is kept no longer
        turn.work.changed(said)
        view = View(turn.tr.t("What you wrote first has been taken as an answer already. Please write it once more."))
        turn.say(view, vanish=not turn.private)
        return
    waiting = waits(turn, said) and guess(text).danger is None
    if waiting:
        await _kept_corrected(turn, said, got)
    elif said.outcome is Outcome.NOTHING and (said.subject is not None or not _may_be_new(text)):
        await _press_corrected(turn, message, said, got)
    elif await _talk_instead(turn, said, got):
        pass
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
    """The words lie in a question: the other ones lie there instead, and whoever reads the old ones above is told. A
    note that was made of them is corrected too. What said that it is done and says so no more, or names another day or
    hour than the buttons, is heard anew."""
    asked = waiting_for(turn, said)
    issue = await turn.work.issue(asked.issue_id) if asked is not None and asked.issue_id is not None else None
    done_no_more = finished(said.text) and not finished(got.text)
    if asked is not None and issue is not None and (done_no_more or _other_time(turn, said.text, got.text)):
        turn.close(asked)
        turn.answers.append(Say(View(), asks=asked, again=True))  # its buttons say what no longer is so
        await staff_said.heard(turn, issue.id, got)
        return
    kept = staff_said.without_own_name(issue, got) if issue is not None else got
    await OFFERED.outcomes[None].amend(turn, said, kept)
    if said.outcome is Outcome.NOTE:
        await OFFERED.outcomes[Outcome.NOTE].amend(turn, said, got)
        if not turn.private:
            return  # it says so
    words = esc(cut(got.text.strip(), QUOTED))
    view = View(turn.tr.t("I have your new words instead: “{words}” Now press above.", words=words))
    turn.say(view, vanish=not turn.private)


def _other_time(turn: Turn, old: str, new: str) -> bool:
    zone = turn.work.settings.zone
    return read_day(old, turn.at, zone) != read_day(new, turn.at, zone) or (
        read_hour(old, turn.at, zone) != read_hour(new, turn.at, zone)
    )


async def _press_corrected(turn: Turn, message: Message, said: Utterance, got: Parts) -> None:
    """The first words did what they said, and that stands; what stands there now is a word on the same matter, if they
    answered one, and begins nothing. A danger begins always."""
    answered = message.reply_to_message
    told = await turn.work.message_about(turn.address, answered.message_id) if answered is not None else None
    if guess(got.text).sure is not None and said.subject is not None and said.subject.kind is SubjectKind.ISSUE:
        await staff_said.heard(turn, said.subject.id, got)
    elif told is not None and told.issue_id is not None and await turn.work.posts_of(me(turn).id):
        await ask_whether(turn, told.issue_id, got)
    if not turn.answers and (turn.private or said.subject is not None):
        _counted_already(turn)


async def _talk_instead(turn: Turn, said: Utterance, got: Parts) -> bool:
    """Where a report, or the draft of one, stood there is "谢谢" or "没事了" now: that corrects nothing. What says that
    it is over is heard as if it were written anew."""
    talk = guess(got.text).talk
    ends = talk == "over" or drops(got.text)
    if said.outcome not in (Outcome.DRAFT, Outcome.REPORT) or not (ends or talk in ("thanks", "greeting", "goodbye")):
        return False
    draft = await report.draft_of(turn, said) if said.outcome is Outcome.DRAFT else None
    if draft is not None and draft.issue_id is None:
        if ends and draft.state in (DraftState.OPEN, DraftState.LEFT):
            await report.dropped(turn, draft)
            return True
    else:
        issue = await report.issue_of(turn, said)
        if issue.urgent:
            return False  # whoever was called hears what it says now: a plea is no end
        if ends and turn.private and issue.state in STANDING and issue.is_reporter(me(turn).id):
            talking.ask_whether_mended(turn, issue, got)
            return True
    if turn.private:
        _counted_already(turn)
    return True


def _counted_already(turn: Turn) -> None:
    view = View(turn.tr.t("What you wrote first has counted already. If there is more, write it as a new message."))
    turn.say(view, vanish=not turn.private)


async def _in_the_open(turn: Turn, said: Utterance, text: str) -> bool:
    """Whether the words went into a report that more people read than may read what is private."""
    if said.subject is None or not turn.private or said.outcome is Outcome.COMPLAINT:
        return False
    issue_id: int | None = said.subject.id
    if said.subject.kind is SubjectKind.DRAFT:
        issue_id = (await turn.work.draft(said.subject.id)).issue_id
    issue = await matter(issue_id, turn.work) if issue_id is not None else None
    return issue is not None and issue.is_reporter(me(turn).id) and await of_residents.for_fewer(turn, issue, text)


def _without_address(turn: Turn, got: Parts) -> Parts:
    """Without "/bao" or our name before the words."""
    return (
        without_command(got, None if turn.private else turn.bot_username) or without_name(got, turn.bot_username) or got
    )
