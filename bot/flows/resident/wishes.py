"""What is no matter of the neighbourhood: how to change or see something here, and what is to be taken out."""

from dataclasses import replace

from bot.callbacks import Press
from bot.flows.around import me, my_issue, taken_out_of_words
from bot.flows.offers import Offers
from bot.flows.resident import danger, follow, more, report
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import wishes as views
from casework.categories import broad
from casework.issue.drafts import ChangeDraft, change_draft
from casework.issue.taking_out import TakeOut, own_words, stands_in, take_out
from casework.model.conversation import Outcome
from casework.model.issues import Issue, State
from casework.model.places import Area
from casework.settings import Settings
from casework.transitions import OPEN
from casework.words.accused import only_secrecy
from casework.words.guess import guess
from casework.words.guess import named as named_in
from casework.words.how_to import (
    OF_WHAT_IS_OPEN,
    What,
    asks_his_number,
    asks_how,
    asks_of_neighbour,
    besides_number,
    besides_taking_out,
    of_us,
    sentence_about,
    sentence_to_take_out,
    to_take_out,
    without,
    without_sentence,
)
from casework.words.numbered import number_and_rest
from casework.words.whose import left_out_of

OUT_AMONG = 4
"""Matters among which it is asked whose name is meant."""


async def asked_how(turn: Turn, got: Parts) -> bool:
    """ "Can I edit my address", "煤气公司电话": answered, whatever is open, and part of nothing that is. False for
    anything else."""
    asked = asks_how(got.text)
    if asked is None or got.photos or got.latitude is not None or guess(got.text).sure is not None:
        return False
    if to_take_out(got.text) is not None or (await turn.work.posts_of(me(turn).id) and not await turn.reports()):
        return False
    if asked == "how_long" and any(one.state in OPEN for one in await turn.reports()):
        return False  # when they come to that one
    if asked == "phone" and any(one.state is State.REJECTED for one in await turn.reports()):
        return False  # "那我找谁": whose it is was said with the refusal
    if asked in OF_WHAT_IS_OPEN and any(one.state in OPEN for one in await turn.reports()) and not of_us(got.text):
        return False  # what that one costs, and whether they come for it at night
    turn.became(Outcome.NOTHING)
    of_neighbour = asks_of_neighbour(got.text) and not (
        await _names_post(turn, got.text) or await _of_whoever_comes(turn, got.text)
    )
    if asked == "phone" and of_neighbour:
        turn.say(views.no_neighbours_number(turn.tr))
        await _report_beside(turn, got)
    elif asked == "phone":
        await more.find_someone(turn)
        await _report_beside(turn, got)
    elif asked == "see":
        await follow.mine(turn)
    else:
        mine = await turn.reports()
        number = mine[0].as_known_to(me(turn).id).number if mine else None
        turn.say(views.how_to(asked, number, await _settings(turn), turn.at, turn.tr))
        if asked in views.WITH_CONTACTS:
            await more.find_someone(turn)
    return True


async def _report_beside(turn: Turn, got: Parts) -> None:
    """ "下水堵了" before "物业电话多少" is a report all the same, where none of the kind is open."""
    rest = besides_number(got.text)
    kinds = {broad(one) for one in (*named_in(rest), guess(rest).category or "")}
    if rest and guess(rest).report and not any(broad(one.category) in kinds for one in await turn.reports()):
        await report.take(turn, replace(got, text=rest))


async def who_reads_it(turn: Turn, got: Parts) -> bool:
    """ "Don't tell anybody that it was me": who reads what, and the words are on no card. False where they say more."""
    if got.photos or not only_secrecy(got.text) or guess(got.text).danger is not None:
        return False
    turn.became(Outcome.NOTHING)
    turn.say(views.how_to("privacy", None, turn.work.settings, turn.at, turn.tr))
    return True


async def _names_post(turn: Turn, text: str) -> bool:
    """Whether somebody is named who is on duty around the person's home."""
    home = await _home(turn)
    found = await turn.work.posts_for(home.line, home.estate_id, more.ON_THE_CARD) if home is not None else []
    return any(one.name and one.name in text for one in found)


async def _of_whoever_comes(turn: Turn, text: str) -> bool:
    """ "他电话多少", while somebody has the person's matter."""
    return asks_his_number(text) and any(
        one.holder_id is not None and one.state in OPEN for one in await turn.reports()
    )


async def _home(turn: Turn) -> Area | None:
    home_id = me(turn).home_id
    return await turn.work.area(home_id) if home_id is not None else None


async def _settings(turn: Turn) -> Settings:
    home = await _home(turn)
    return turn.work.settings_for(home.line, turn.at) if home is not None else turn.work.settings


async def to_be_taken_out(turn: Turn, got: Parts) -> bool:
    """ "把我电话删了": gone at once from what is being written, else from what was reported; of two the person says
    which. False where the words wish no such thing."""
    what = to_take_out(got.text)
    if got.photos or got.latitude is not None or guess(got.text).sure is not None:
        return False
    about = sentence_to_take_out(got.text)
    if about is not None and await danger.in_danger(turn) is None:  # else it is for all who were called
        return await _sentence(turn, about)
    mine = await turn.reports()
    named = next((one for one in mine if left_out_of(one.text, got.text)), None) if what in (None, "name") else None
    if named is not None and await turn.begun() is None:
        turn.became(Outcome.NOTHING)
        await _take_out(turn, named, "name", left_out_of(named.text, got.text))
        return True
    if what is None or (await turn.work.posts_of(me(turn).id) and not mine):
        return False
    if named_in(rest := besides_taking_out(got.text)) and guess(rest).report:
        if what == "name":
            turn.say(views.how_to("privacy", None, await _settings(turn), turn.at, turn.tr))
        await report.take(turn, replace(got, text=without(rest, what)))
        return True
    turn.became(Outcome.NOTHING)
    draft = await turn.begun()
    if draft is not None and without(draft.text, what) != draft.text:
        command = ChangeDraft(draft_id=draft.id, by=me(turn).id, at=turn.at, text=without(draft.text, what))
        await taken_out_of_words(turn, lambda text: without(text, what))
        await report.show(turn, await change_draft(command, turn.work))
        return True
    able = [one for one in mine if await stands_in(_wish(turn, one.id, what), turn.work)]
    said = number_and_rest(got.text)
    able = [one for one in able if said and one.as_known_to(me(turn).id).number == said[0]] or able
    if len(able) == 1:
        await _take_out(turn, able[0], what)
    elif able:
        turn.ask("matter", "press", views.out_of_which(able[:OUT_AMONG], what, turn.tr))
    else:
        turn.say(views.nothing_to_take_out(what, turn.tr))
    return True


async def _sentence(turn: Turn, about: str) -> bool:
    """ "把我老伴那句去掉": out of what is being written, else of what is open; without a word of it out of what was
    said last. False for whoever has neither."""
    turn.became(Outcome.NOTHING)
    draft, mine = await turn.begun(), [one for one in await turn.reports() if one.state in OPEN]
    if draft is not None and (gone := sentence_about(about, draft.text)):
        text = without_sentence(draft.text, gone)
        await taken_out_of_words(turn, lambda said: without_sentence(said, gone))
        command = ChangeDraft(draft_id=draft.id, by=me(turn).id, at=turn.at, text=text)
        await report.show(turn, await change_draft(command, turn.work))
        return True
    for issue in mine:
        reported, added = await own_words(issue.id, me(turn).id, turn.work)
        last = added[:1] if not about else []
        gone = next((one for text in (*added, reported) if (one := sentence_about(about, text))), "".join(last))
        if not gone:
            continue
        if not without_sentence(reported, gone).strip("…"):
            turn.say(views.nothing_left(issue.as_known_to(me(turn).id), turn.tr))
        else:
            await _take_out(turn, issue, "sentence", gone)
        return True
    if mine or draft is not None:
        turn.say(views.no_such_sentence(about, turn.tr))
    return bool(mine) or draft is not None


def _wish(turn: Turn, issue_id: int, what: What, name: str = "") -> TakeOut:
    return TakeOut(issue_id=issue_id, by=me(turn).id, at=turn.at, what=what, name=name)


async def _take_out(turn: Turn, issue: Issue, what: What, name: str = "") -> None:
    wish = _wish(turn, issue.id, what, name)
    issue = await take_out(wish, turn.work)
    await taken_out_of_words(turn, wish.cleared)
    known = issue.as_known_to(me(turn).id)
    if what == "sentence":
        reported, _ = await own_words(issue.id, me(turn).id, turn.work)
        turn.reply(views.sentence_taken_out(known, reported, turn.tr))
    else:
        turn.reply(views.taken_out(known, what, turn.tr))


async def out_pressed(turn: Turn, pressed: Press) -> None:
    """This one."""
    issue = await my_issue(pressed.ids[0], turn)
    what = next((one for one in views.WHAT if one == pressed.word), None)
    if what is not None:
        await _take_out(turn, issue, what)


OFFERS = Offers(presses={"out": out_pressed})
