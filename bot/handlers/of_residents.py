"""What residents say of their own matters without being asked: to which it belongs, and who may read it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from telegram import Message

from bot.callbacks import Press
from bot.flows.around import me
from bot.flows.placing import CORRECTS, in_another_building, moved_to
from bot.flows.resident import danger, follow, report, result, talk, verdict, waiting, wishes
from bot.handlers import questions, typed
from bot.incoming.overheard import APART
from bot.incoming.parts import Parts
from bot.incoming.turn import ASKS_NOTHING, Keep, Turn
from bot.views import follow as follow_words
from bot.views.view import View
from casework.categories import CATEGORIES, broad
from casework.clock.limits import running
from casework.issue.accusing import complained_of, danger_apart
from casework.issue.checking import waits_for_check
from casework.issue.doing import matter
from casework.issue.fitting import fits, names_thing, sound_like, unknown_helpless
from casework.issue.moving import may_move
from casework.issue.resolving import awaits_rating
from casework.issue.visiting import own_note
from casework.messages import Kind
from casework.model.conversation import Message as SentMessage
from casework.model.conversation import Outcome
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Issue, State
from casework.questions import Kept
from casework.transitions import OPEN, STANDING
from casework.words.accused import accused_unnamed, accuses_neighbour, complains, says_manner, wants_secrecy
from casework.words.answers import (
    Verdict,
    answer_in,
    asks,
    asks_when,
    bare,
    drops,
    only_thanks,
    says_back,
    told_beside,
    verdict_in,
    which_in,
)
from casework.words.asking import says_wrong, urges
from casework.words.courtesy import courtesy, without_courtesy
from casework.words.danger_words import adds, names_violence, says_private_danger
from casework.words.each import each_of, kinds_called, kinds_of_known
from casework.words.finding import changes_way_in, finds_home, number_first, only_flats
from casework.words.guess import guess, named, says_private
from casework.words.masking import tells_way_in
from casework.words.matters import (
    answer_and_more,
    at_another_spot,
    corrects_floor,
    did_himself,
    names_floor,
    says_where,
    speaks_of_another,
)
from casework.words.numbered import asks_whose, bare_number_and_rest, gives_up, number_and_rest, wants_it_back
from casework.words.over import says_over
from casework.words.plain import breaths
from casework.words.verdicts import asks_whom, only_rates, protests, verdict_said, watches, well_but
from casework.words.whose import gossips, reported_by_another

AT_HOME = re.compile("(?:我|俺|咱)们?家|今晚|今夜|今儿|这(?:几|两)天|老人|孩子")
"""A question of how one lives with it meanwhile."""
OF_THE_HOUSE = re.compile(
    "阀|闸|开关|[水电气暖]表|表箱|管井|分水器|接头|钥匙|找不[着到]|用不用|要不要|需不需要|是不是得|用我|得我"
    "|(?:我|俺)(?:们|家)?(?:先|自己|得|该|能)*(?:[关拔拧拉挪腾接舀]|准备)|valve|switch|meter|fuse|밸브|차단기"
)
"""A question of whoever waits for somebody who is coming: for that somebody, and not how the service works."""
NO_REASON = 5
"""Characters: "没弄好" says no more than that; whoever writes more says why, and is not asked."""
INVITES = frozenset({Kind.PLAN, Kind.RELAY, Kind.QUESTION, Kind.PROMISE, Kind.PROMISE_MOVED, Kind.ACCEPTED})
"""What a resident may answer without a further question."""
TOLD = [kind for kind, answers in follow.OFFERS.replies.items() if answers is follow.answered]
"""What a resident is told of a matter; words within minutes are on it."""
TOLD_WITHIN = timedelta(minutes=10)
TOLD_TOGETHER = timedelta(minutes=1)
"""Of two matters told of within a minute nobody knows which is meant by "when do they come?"."""
SHOW_RESULT = frozenset({Kind.DONE, Kind.RATE_REMINDER})
"""What asks whether it is solved."""
STILL = re.compile(
    "还(?:是|在|没|不|漏|堵|滴)|没(?:弄|修|整|处理|解决)?好|又(?:坏|漏|堵|灭|停(?!好|稳|正|整)|响|不)"
    "|not (?:fixed|solved)|still"
)
TOO = re.compile("(?:我|俺|咱)们?(?:家|楼|栋|单元|层|这|屋)(?:儿|边|里)?(?:这|那)?也")
""" "我家也是", "我们单元也不亮": it is so at home too."""
OF_RESULT = (Kind.DONE, Kind.RATE_REMINDER, Kind.LAPSED, Kind.CHECK_ASKED)
"""What asks how a result is."""
DECIDED = (*OF_RESULT, Kind.DONE_MORE, Kind.REJECTED, Kind.CANNOT)
"""What ends a matter, and may be spoken against."""
ANSWERS_PRIVATELY = (
    *questions.OF_STAFF,
    "result.",
    "report.",
    "danger.",
    "draft.",
    "home.",
    "links.",
    "which.",
    "mediation.",
    "withdraw.",
    "forget.",
)
"""Questions whose answers no neighbour or steward reads unless somebody is asked first, or that begin a report."""
OF_PEOPLE = frozenset({"person_complaint", "quarrel", "noise", "property_service"})
"""Kinds that words about a person's manner sound like."""
LATELY = timedelta(hours=1)
"""So long after a complaint what follows is asked about with it first."""


CHOICES = ("matter.press", "which.press")
"""While it is asked which one is meant, "第一个 门那个" is one."""
WITHDRAWING = "withdraw.press"
"""While "really withdraw it?" stands, second thoughts are the answer to it."""


async def about_number(turn: Turn, got: Parts) -> bool:
    """ "8号的事……", "撤了6号": words about a report of one's own that they name by its number go there, whatever else
    is open, and nowhere else. Who takes back a number that is none of theirs hears that."""
    if guess(got.text).sure or any(one.kind in questions.FIRST for one in turn.questions):
        return False
    named_so = number_and_rest(got.text)
    found = named_so or bare_number_and_rest(got.text) or number_and_rest(without_courtesy(got.text))
    if found is None:
        return False
    (number, rest), issue = found, await talk.own(turn, found[0])
    if issue is None and named_so is None:
        return False  # a bare number may be anything's
    word = talk.word_in(rest) or ("withdraw" if gives_up(rest) else None)
    if issue is None:
        asks = (
            word is not None
            or not rest
            or says_over(rest)
            or guess(rest).talk is not None
            or asks_when(rest, names=True)
            or asks_whose(rest)
        )
        return asks and not await turn.work.posts_of(me(turn).id) and await talk.not_found(turn, number)
    issue = await matter(issue.id, turn.work)
    if issue.state is State.WITHDRAWN and not got.photos and wants_it_back(rest, just=True):
        await report.said_again(turn, issue)
    elif not got.photos and (word is not None or _asks_how_it_stands(rest)):
        if word is None and told_beside(rest) and issue.state in OPEN and not await for_fewer(turn, issue, rest):
            await follow.pass_on(turn, issue, replace(got, text=rest))
        await talk.on_matter(turn, word or "see", issue)
    elif report.can_add(issue) and await _accuses_others(turn, issue, got.text):
        await report.take(turn, got)
    elif report.can_add(issue) and await for_fewer(turn, issue, got.text):
        await report.take(turn, got, among=(issue,))
    else:
        await follow.about(turn, issue, replace(got, text=rest))
    return True


_AND_THAT = re.compile("^[^。.!！]{0,8}呢[?？~～]*$")
""" "那18号那个灯呢"."""


def _asks_how_it_stands(rest: str) -> bool:
    return asks_when(rest, names=True) or asks_whose(rest) or _AND_THAT.match(rest.strip()) is not None


async def of_each(turn: Turn, got: Parts) -> bool:
    """ "第一个那个没好，灯那个不着急": each breath goes to the matter of one's own that it means, by number,
    order or kind. False where they do not mean two."""
    if (
        got.photos
        or got.latitude is not None
        or guess(got.text).sure
        or any(one.issue_id or one.kind in CHOICES for one in turn.questions[:1])
    ):
        return False
    standing = [one for one in await turn.reports() if one.state in STANDING]
    if len(standing) < 2 or await turn.begun() is not None:
        return False
    meant = each_of(got.text, *talk.known_by(turn, standing))
    for issue_id, words in meant.items():
        issue = next(one for one in standing if one.id == issue_id)
        if await for_fewer(turn, issue, words):
            return False
    for issue_id, words in meant.items():
        await talk.of_matter(turn, await matter(issue_id, turn.work), Parts(text=words))
    return bool(meant)


async def back_again(turn: Turn, got: Parts) -> bool:
    """ "撤错了", "还要报": what this person took back within a day is shown again, to be reported by one press."""
    taken_back = [one for one in await turn.reports() if one.state is State.WITHDRAWN]
    if not taken_back or got.photos or got.latitude is not None or guess(got.text).sure:
        return False
    if not wants_it_back(got.text, just=True):
        return False
    since = turn.at - questions.INVITED_FOR
    told = await turn.work.told_lately(me(turn).id, [one.id for one in taken_back], (Kind.WITHDRAWN,), since)
    if not told or await turn.begun() is not None or any(one.kind == WITHDRAWING for one in turn.questions):
        return False
    newest = await turn.work.newest_sent(turn.address, 1)
    just = bool(newest) and newest[0].kind == Kind.WITHDRAWN
    if not wants_it_back(got.text, just=just):
        return False
    await report.said_again(turn, next(one for one in taken_back if one.id == told[0].issue_id))
    return True


async def of_anothers(turn: Turn, got: Parts) -> bool:
    """ "孙大妈报的灯那个我家也看不见" is no word on a matter of one's own, and whose it is stands on no card; gossip of
    who reports goes to nobody, and is not kept."""
    if got.photos or got.latitude is not None or guess(got.text).sure:
        return False
    rest = reported_by_another(got.text)
    if rest is None and not gossips(got.text):
        return False
    question = await questions.standing(turn)
    if await turn.begun() is not None or (question is not None and question.kind != danger.TOLD):
        return False
    if rest is not None:
        await report.take(turn, replace(got, text=rest))
    else:
        turn.became(Outcome.NOTHING)
        turn.keep = Keep.DEEDS
        turn.say(View(turn.tr.t("Anybody may report. I pass this on to nobody, and keep none of it.")))
    return True


async def in_confidence(turn: Turn, got: Parts) -> bool:
    """ "Don't let her know that it was me": it belongs to what this person told in confidence last, and to nothing
    that others read; where nothing was, it is said who reads what."""
    if not wants_secrecy(got.text) or complains(got.text) or guess(got.text).sure:
        return False
    question = await questions.standing(turn)
    if question is not None and question.kind != danger.TOLD and question.kind.startswith(ANSWERS_PRIVATELY):
        return False
    if await turn.begun() is not None:
        return False
    issue = await _confided(turn)
    if issue is None:
        if await result.more_of_complaint(turn, got, turn.at - LATELY):
            return True
        return await wishes.who_reads_it(turn, got)
    if await _accuses_others(turn, issue, got.text):
        return False
    await (danger.said_to if issue.urgent else follow.pass_on)(turn, issue, got)
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
    question = await questions.standing(turn)
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
    if not await turn.reports():
        return False
    harmless = gives_up(got.text) or finds_home(got.text) or only_flats(got.text)
    if harmless and not got.photos and not complains(got.text):
        return False  # "算了不要了，邻居给弄了" takes something back; a neighbour who has the key is no quarrel
    replied_to = message.reply_to_message
    issue = await _meant(turn, replied_to.message_id if replied_to is not None else None, got.text)
    if issue is None or not issue.is_reporter(me(turn).id) or not await for_fewer(turn, issue, got.text):
        return False
    question = await questions.standing(turn)
    visited = question is not None and question.kind == follow.VISIT and question.issue_id == issue.id
    if visited and follow.tells_door(got.text) and not await _accuses_others(turn, issue, got.text):
        return False  # whoever comes reads it alone, and who has the key too
    if not await danger.said_privately(turn, got):
        await report.take(turn, got)
    return True


async def of_whoever_came(turn: Turn, got: Parts) -> bool:
    """ "师傅还冲我嚷嚷", "跟我要了五十块钱": how whoever has it, or did it, behaved, with no name. One tier above him
    alone reads it; he never does."""
    if accused_unnamed(got.text, spoken_of=True) is None or guess(got.text).danger is not None:
        return False  # most words: no row is read for them
    worked = [one for one in await turn.reports() if one.holder_id is not None or _may_be_rated(turn, one)]
    if not worked or await turn.begun() is not None:
        return False
    told = await turn.work.told_lately(me(turn).id, [one.id for one in worked], TOLD, turn.at - LATELY * 24)
    issue = next((one for one in worked if told and one.id == told[0].issue_id), worked[0])
    about = accused_unnamed(got.text, spoken_of=broad(issue.category) not in OF_PEOPLE and not issue.private)
    if about is None or issue.accused or await complained_of(got.text, issue.line, issue.estate_id, turn.work):
        return False
    await result.complained_in_words(turn, issue, got, about)
    return True


async def for_fewer(turn: Turn, issue: Issue, text: str) -> bool:
    """Whether the words are for fewer people than read the issue: what is private, or a complaint of one of them."""
    if issue.urgent and not issue.private:  # what it says of the danger is for everybody who was called
        everybody, aside, _ = await danger_apart(text, issue.line, issue.estate_id, turn.work)
        if names_violence(everybody, issue.danger) or (aside and not everybody):
            return True
        return says_private_danger(text) and names_violence(text, issue.danger)
    if not issue.private and (says_private(text) or accuses_neighbour(text)):
        return True
    accused = await complained_of(text, issue.line, issue.estate_id, turn.work)
    return any(not issue.accuses(one.person_id, (one.post_id,)) for one in accused)


async def _meant(turn: Turn, message_id: int | None, text: str) -> Issue | None:
    """The matter that words would be added to, as far as it can be told before they are taken."""
    if (meant := await talk.numbered(turn, text)) is not None:
        return meant[0]
    question = await turn.work.question_at(turn.address, message_id) if message_id is not None else None
    if question is None and message_id is None:
        question = await questions.standing(turn)
    if question is not None and question.kind != danger.TOLD and question.kind.startswith(ANSWERS_PRIVATELY):
        return None
    if question is not None and question.issue_id is not None:
        return await matter(question.issue_id, turn.work)
    if message_id is not None:
        told = await turn.work.message_about(turn.address, message_id)
        return await matter(told.issue_id, turn.work) if told is not None and told.issue_id is not None else None
    mine = [one for one in await turn.reports() if one.state in OPEN]
    return next((one for one in mine if one.urgent), mine[0] if mine else None)


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
        if not done or any(questions.can_take(turn, one, got) for one in turn.questions):
            return False
        if len(done) > 1:
            turn.became(Outcome.NOTHING)
            turn.ask("matter", "press", result.which_result(done, said, turn.tr), data=Kept())
            return True
        issue = done[0]
    if issue.state is not State.RESOLVED:
        return False
    told = await turn.work.told_lately(me(turn).id, [issue.id], SHOW_RESULT, issue.now.resolved_at or turn.at)
    await typed.press_typed(turn, told[0].message_id if told else None, result.as_press(issue, said))
    return True


async def stars(turn: Turn, got: Parts) -> bool:
    """ "五星" where no result waits to be rated: of what was said to be mended it is praise for whoever has it; of what
    is open it is asked whether that is mended; else it is a kind word, and nothing is filed."""
    if not only_rates(got.text) or got.photos or await turn.begun() is not None or await danger.in_danger(turn):
        return False
    mine = [one for one in await turn.reports() if one.state in OPEN]
    if any(_may_be_rated(turn, one) for one in await turn.reports()) and not mine:
        return False  # about_past
    rests = [one for one in mine if running(one, DeadlineKind.MENDED) and one.holder_id is not None]
    if len(rests) == 1:
        await result.pass_on_praise(turn, rests[0], got)
    elif mine:
        await talk.over_said(turn, got)
    else:
        turn.became(Outcome.NOTHING)
        turn.say(View(turn.tr.t("Thank you! Nothing of yours waits for a rating just now.")))
    return True


async def short_word(turn: Turn, got: Parts) -> bool:
    """A plain yes or no while nothing is asked: a kind word, and nothing is filed. What staff told this person a
    moment ago may be meant, and goes there."""
    counted = which_in(got.text) is not None and not bare(got.text).isdecimal()
    if only_thanks(got.text) and not got.photos and (one := await result_shown(turn)) is not None:
        verdict.ask(turn, one)
        return True
    mine = [one.id for one in await turn.reports() if one.state in OPEN]
    short = answer_in(got.text) is not None or counted or (not mine and drops(got.text))
    if not short or got.photos or await turn.begun() is not None:
        return False
    told = await turn.work.told_lately(me(turn).id, mine, INVITES, turn.at - questions.INVITED_FOR) if mine else []
    if (told and answer_in(got.text) != "yes") or await questions.awaits_answer(turn):
        return False
    if not told and answer_in(got.text) == "yes" and (one := await result_shown(turn)) is not None:
        verdict.ask(turn, one)
        return True
    turn.became(Outcome.NOTHING)
    turn.say(View(turn.tr.t("All right. Whenever something is wrong, just write it to me.")))
    return True


_NEVER_MEANT = re.compile(
    "(?:咋|怎么|干啥|干嘛|为啥|凭啥|谁(?:让|叫)(?:你们?|您))(?:就|给我?|又|还|都)*报(?:上去|出去|了)(?!.{0,8}(?:分钟|小时|钟头|天|[没无](?:人|信|动静)))|谁(?:让|叫)(?:你们?|您)报"
    "|我(?:也|又|可|压根|根本)?(?:没|不是|没想|没要)(?:要|想|是|让(?:你|您))?报(?:火警|警|案|险|着火|修)"
    "|i (?:did not|didn't) (?:mean to )?report",
    re.IGNORECASE,
)


async def never_meant(turn: Turn, got: Parts) -> bool:
    """ "我不是报火警 你咋给我报上去了", soon after something went out: it is asked whether to take that back."""
    if got.photos or got.latitude is not None or not _NEVER_MEANT.search(got.text) or guess(got.text).sure:
        return False
    mine = [one for one in await turn.reports() if one.state in OPEN and turn.at - one.filed_at <= LATELY]
    if not mine or await turn.begun() is not None:
        return False
    await talk.on_matter(turn, "withdraw", max(mine, key=lambda one: one.filed_at))
    return True


async def not_at_mine(turn: Turn, got: Parts) -> bool:
    """ "我家还没有" after it was told that what neighbours have too is done: the same as its button. Said of it by its
    kind, also while something else is asked."""
    if got.photos or got.latitude is not None or guess(got.text).sure:
        return False
    if not STILL.search(got.text) and verdict_said(got.text) != "bad":
        return False
    theirs = [one.issue_id for one in await turn.work.me_toos_by(me(turn).id)]
    told = await turn.work.told_lately(me(turn).id, theirs, (Kind.DONE_NEIGHBOUR,), turn.at - questions.INVITED_FOR)
    issue = await turn.work.issue(told[0].issue_id) if told and told[0].issue_id is not None else None
    if issue is None or issue.state not in (State.RESOLVED, State.CLOSED):
        return False
    newest, kinds = await turn.work.newest_sent(turn.address, 1), kinds_called(got.text)
    last = bool(newest) and newest[0].kind == Kind.DONE_NEIGHBOUR and await turn.begun() is None
    if broad(issue.category) not in kinds and (kinds or not last):
        return False
    await typed.press_typed(turn, told[0].message_id, Press("not_yet", (issue.id, issue.round)))
    return True


async def at_mine_too(turn: Turn, got: Parts) -> bool:
    """ "我家还没来电呢", "家里有老人用制氧机 啥时候来电" of whoever said "my home too" to what a neighbour reported:
    whoever has it reads that. What may be danger is asked about with it."""
    heard = guess(got.text)
    if got.photos or got.latitude is not None or heard.sure or await turn.begun() is not None:
        return False
    question = await questions.standing(turn)
    if (question is not None and question.kind != danger.TOLD) or says_over(got.text):
        return False
    kinds = {*kinds_called(got.text), *map(broad, named(got.text)), broad(heard.category or "other")}
    theirs = [await turn.work.issue(one.issue_id) for one in await turn.work.me_toos_by(me(turn).id)]
    live, too = [one for one in theirs if one.state in OPEN], TOO.search(got.text) is not None
    able = [one for one in live if broad(one.category) in kinds]
    able = able or [one for one in live if too and not named(got.text) and fits(one, got.text)]
    tells = (
        too
        or heard.danger
        or STILL.search(got.text)
        or told_beside(got.text)
        or verdict_said(got.text) == "bad"
        or well_but(got.text)
    )
    if len(able) != 1 or not tells or await _elsewhere(turn, able[0], got):
        return False
    await follow.said_with_neighbour(turn, able[0], got)
    if heard.danger is not None:
        await report.take(turn, got)
    elif asks_when(got.text, names=True):
        await follow.mine(turn)
    return True


def not_over(issue: Issue, got: Parts) -> bool:
    """Whether the words say, of what is marked as done, that it goes on."""
    return bool(STILL.search(got.text)) and fits(issue, got.text)


_BUT = re.compile("就是|但是?|不过|可是?|只是|有点儿?|but ", re.IGNORECASE)


def grudges(issue: Issue, mine: Sequence[Issue], got: Parts) -> bool:
    """ "门能开了 就是关的时候哐当一声", of what is marked as done, and of nothing else that is open."""
    kinds = kinds_called(got.text)
    here = broad(issue.category) in kinds and not any(broad(one.category) in kinds for one in mine)
    return here and _BUT.search(got.text) is not None


async def _elsewhere(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Whether the words name a building, and the matter is of another place; or tell of a spot that none of its words
    spoke of."""
    if at_another_spot(got.text, "".join([issue.place, *(one.text for one in issue.reports)])):
        return True
    return await in_another_building(turn, issue, got.text)


async def about_result(turn: Turn, got: Parts) -> bool:
    """A plain word on a result that was the last thing to be asked: rated, or not solved. False when it is none."""
    back, waits = says_back(got.text), watches(got.text)
    if (
        not waits and verdict_said(got.text) is None and verdict_in(got.text) is None and not back
    ) or got.latitude is not None:
        return False
    mine = [one for one in await turn.reports() if one.state in (State.RESOLVED, State.CLOSED)]
    told = await turn.work.told_lately(
        me(turn).id, [one.id for one in mine], OF_RESULT, turn.at - questions.INVITED_FOR
    )
    if not told:
        return False
    kinds = kinds_called(got.text) if verdict_said(got.text) is not None and await turn.begun() is None else ()
    called = [row for row in told for one in mine if one.id == row.issue_id and broad(one.category) in kinds]
    newest = (called or told)[0]
    together = {row.issue_id for row in told if _together(row.sent_at, newest.sent_at)}
    if not called and len(together) > 1 and await _of_which(turn, got, mine, together):
        return True
    issue = next(one for one in mine if one.id == newest.issue_id)
    asked = next(
        (one for one in turn.questions if one.kind not in ASKS_NOTHING and one.asked_at > (newest.sent_at or turn.at)),
        None,
    )
    if called or asked is None or (asked.issue_id == issue.id and asked.kind in ("result.press", "rating.press")):
        if waits and not got.photos and issue.state is State.RESOLVED:
            turn.became(Outcome.NOTHING)
            turn.say(
                View(turn.tr.t("All right, see first how it does. When it fails again, write it: it goes on then."))
            )
            return True
        if waits or (back and issue.incident_at is None):
            return False
        said = "good" if back else verdict_in(got.text)
        plain = said is not None and (said != "bad" or len(got.text.strip()) <= NO_REASON)
        if plain and not waits_for_check(issue.now):
            return await rates(turn, got, issue, said)
        return await verdict.heard(turn, issue, got)
    return False


async def perhaps_on_result(turn: Turn, got: Parts) -> bool:
    """ "看见了 挺亮", "水是下去了 可是还反味儿", while a result waits to be rated and nothing was asked since."""
    issue = await result_shown(turn)
    if (
        issue is None
        or got.latitude is not None
        or await turn.begun() is not None
        or await _elsewhere(turn, issue, got)
    ):
        return False
    if not_over(issue, got) or grudges(issue, [], got):
        return False  # "下水道还是堵": it is asked whether it goes on
    told = await turn.work.told_lately(me(turn).id, [issue.id], OF_RESULT, turn.at - questions.INVITED_FOR)
    since = [one for one in turn.questions if told and one.asked_at > (told[0].sent_at or turn.at)]
    if not told or any(one.kind not in (*ASKS_NOTHING, "result.press", "rating.press") for one in since):
        return False
    return await verdict.perhaps(turn, issue, got)


_PAST = re.compile(
    r"上(?:次|回)|那(?:天|次|回)|(?:昨|前)(?:天|儿|晚|日)|前几天|前两天|last time|the other day|yesterday|지난번|어제"
)
"""Speaks of what was before."""


_OF_WORK = re.compile(
    "(?:换|修|装|弄|通|补|刷|焊|粘|安)(?:的|好的|过的|完的?|上的?|了的)(?:那|这)?(?:个|根|盏|块|扇|把|片|处)?"
)
""" "换的那个灯泡": of what was done."""
_GOES_ON = re.compile(r"还(?:是|在|没|得)|没(?:修|弄|整|处理)好|still|아직|여전히")


_TALE = timedelta(minutes=30)
"""So long after a matter is over somebody still tells of it."""


async def tale_after(turn: Turn, got: Parts) -> bool:
    """ "它自己认道儿 跑我妈家炕头睡一宿", minutes after a matter of this person's is over and nothing of his is open:
    nothing that is told is wrong, and it is no report; how to make one is said."""
    text, works = got.text, await turn.work.posts_of(me(turn).id)
    if works or got.photos or got.latitude is not None or not text.strip() or await turn.begun() is not None:
        return False
    if guess(text).danger is not None or named(text) or says_wrong(text) or asks(text) or urges(text):
        return False
    if (
        complains(text)
        or says_manner(text)
        or says_private(text)
        or any(one.kind not in ASKS_NOTHING for one in turn.questions)
    ):
        return False
    mine = await turn.reports()
    over = [one for one in mine if one.now.closed_at is not None and turn.at - one.now.closed_at <= _TALE]
    if not over or any(one.state in OPEN or one.private or one.danger for one in mine):
        return False
    turn.became(Outcome.NOTHING)
    turn.say(follow_words.only_told(over[0].as_known_to(me(turn).id), turn.tr))
    return True


async def about_past(turn: Turn, got: Parts) -> bool:
    """ "上次那个水管修得挺好", "还是漏 跟没修一样": of a result that nobody asked about today, within the days in which
    it can go on: rated, passed on or gone on with; of several the person says which. False where it may be of what is
    open, and where a draft or a question stands."""
    said = verdict_said(got.text)
    if said is None or got.photos or got.latitude is not None or guess(got.text).sure or await turn.begun() is not None:
        return False
    question = await questions.standing(turn)
    if question is not None and question.kind not in (danger.TOLD, "result.press", "rating.press", "result.thanks"):
        return False
    able = [one for one in await turn.reports() if _may_be_rated(turn, one)]
    kinds = {broad(one) for one in named(got.text)} | set(kinds_called(got.text))
    called = talk.called_of(turn, able, got.text)
    about = [called] if called is not None else [one for one in able if broad(one.category) in kinds]
    mine = [one for one in await turn.reports() if one.state in OPEN]
    if not about and _OF_WORK.search(got.text):
        about = [one for one in able if names_thing(one, got.text)]
    if not about and not kinds and (not mine or _PAST.search(got.text)):
        about = able
    of_open = any(broad(one.category) in kinds for one in mine) and not _PAST.search(got.text)
    if not about or (called is None and of_open):
        return False
    goes_on = _PAST.search(got.text) or _OF_WORK.search(got.text) or _GOES_ON.search(got.text) or protests(got.text)
    if said == "bad" and not goes_on:
        return False  # "楼道灯又灭了", days later, is reported anew
    if len(about) > 1:
        turn.became(Outcome.NOTHING)
        turn.ask("matter", "press", result.which_result(about, said, turn.tr))
        return True
    issue = await matter(about[0].id, turn.work)
    if said == "bad" and await _elsewhere(turn, issue, got):
        return False
    return await _past_result(turn, issue, got)


def _may_be_rated(turn: Turn, issue: Issue) -> bool:
    return issue.state in (State.RESOLVED, State.CLOSED) and not verdict.too_late(turn, issue)


async def _past_result(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Words on a result of days ago: of one that lapsed or was rated good words reach whoever did it."""
    if await verdict.heard(turn, issue, got):
        return True
    if issue.state is not State.CLOSED or verdict_said(got.text) == "bad":
        return False
    await result.pass_on_thanks(turn, issue, got)
    return True


async def _of_which(turn: Turn, got: Parts, mine: Sequence[Issue], told: set[int | None]) -> bool:
    """Of two results that were asked about in one breath nobody knows which words without a name are on."""
    said = verdict_said(got.text)
    able = [one for one in mine if one.id in told and awaits_rating(one, me(turn).id)]
    if said is None or len(able) < 2 or got.photos:
        return False
    turn.became(Outcome.NOTHING)
    turn.ask("matter", "press", result.which_result(able, said, turn.tr))
    return True


async def of_protest(turn: Turn, message: Message, got: Parts) -> bool:
    """ "凭什么办不了" after a refusal, "这也叫办完了？" after a result, be it an answer to it or not: words on that
    matter, unless something was asked since, or they accuse somebody. "那我找谁" is answered with whose it is."""
    over = [one for one in await turn.reports() if one.state not in OPEN]
    if not over or got.latitude is not None or guess(got.text).sure is not None:
        return False
    whom = asks_whom(got.text) and not got.photos
    if not (protests(got.text) or whom):
        return False
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
    return not await for_fewer(turn, issue, got.text) and await verdict.protested(turn, issue, got)


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
    asked, when = await questions.standing(turn), asks_when(got.text, names=True)
    since = told[0].sent_at or turn.at
    if await turn.begun() is not None or (asked is not None and asked.kind != danger.TOLD and asked.asked_at >= since):
        return None
    if not danger.comes_of(issue, got.text):
        return None
    alike = sound_like(mine, got.text)
    together = {one.issue_id for one in told if one.sent_at is not None and since - one.sent_at <= TOLD_TOGETHER}
    if (alike and issue not in alike) or ((when or gives_up(got.text)) and len(together) > 1):
        return None
    another = speaks_of_another(got.text, issue.category) or (unknown_helpless(issue, got.text) and not when)
    elsewhere = not (when or protests(got.text)) and await _elsewhere(turn, issue, got)
    once_more = any(bare(got.text) == bare(one.text) for one in issue.reports)  # it is said that it was reported
    apart = another or elsewhere or once_more or await _accuses_others(turn, issue, got.text)
    return None if apart else issue


async def way_in(turn: Turn, got: Parts) -> bool:
    """ "The key is in the shoe cabinet", "302, I'm in all morning" after something was reported is for whoever comes
    for that, and no report: kept where nobody else reads it. Where it may be of several the person says which."""
    if got.photos or got.latitude is not None or await turn.begun() is not None:
        return False
    if not await _open_and_calm(turn):
        return False
    if finds_home(got.text):
        able = await _may_be_entered(turn, got.text)
    elif changes_way_in(got.text):
        able = await _way_in_known(turn)
    else:
        return False
    if len(able) == 1:
        await follow.way_in_said(turn, await matter(able[0].id, turn.work), got)
    elif able:
        await questions.ask_which(turn, got, issues=able[: questions.AT_MOST])
    return bool(able)


async def _open_and_calm(turn: Turn) -> list[Issue]:
    """What is open of the person's own, and no danger."""
    return [one for one in await turn.reports() if one.state in OPEN and not one.urgent]


async def _way_in_known(turn: Turn) -> Sequence[Issue]:
    """The open matters for which this person said how to come in: what changes it goes where the first went, and on no
    card."""
    return [one for one in await _open_and_calm(turn) if await own_note(one, me(turn).id, turn.work) is not None]


async def _may_be_entered(turn: Turn, text: str) -> Sequence[Issue]:
    """The matters that a way in may be for: those that it calls by their number or kind; else those of which this
    person was told last that somebody has them, or comes; of what was only reported those told of minutes ago, in a
    home before those of a shared place. What staff ask is answered, and is none of them."""
    mine = await _open_and_calm(turn)
    if any(one.state is State.WAITING for one in mine) and not tells_way_in(text):
        return ()
    told = await turn.work.told_lately(me(turn).id, [one.id for one in mine], TOLD, turn.at - questions.INVITED_FOR)
    known = [one for one in mine if any(row.issue_id == one.id for row in told)]
    number = number_first(text)
    if named_by := [one for one in mine if one.as_known_to(me(turn).id).number == number]:
        return named_by
    if called := [one for one in known if broad(one.category) in kinds_called(text)]:
        return called
    if told and told[0].kind in INVITES:
        told = [row for row in told if row.kind in INVITES and _together(row.sent_at, told[0].sent_at)]
    else:
        told = [row for row in told if (row.sent_at or turn.at) >= turn.at - TOLD_WITHIN] or told
    able = [one for one in known if any(row.issue_id == one.id for row in told)]
    return [one for one in able if not CATEGORIES[one.category].shared_place] or able


def _together(one: datetime | None, newest: datetime | None) -> bool:
    return one is not None and newest is not None and newest - one <= TOLD_TOGETHER


_AT_A_TIME = re.compile(
    "[0-9一二三四五六七八九十两]+点(?:半|钟|整|$|[^火烟])|[0-9]{1,2}[:：][0-9]{2}|[上中下]午|傍晚|晚上|早上|早晨|明[天儿早晚]|后[天儿]"
    r"|(?:周|星期|礼拜)[一二三四五六日天末]|[0-9]시|오[전후]|내일|\b(?:tomorrow|morning|afternoon|evening|[ap]m)\b",
    re.IGNORECASE,
)
_GRANTS = re.compile(
    "(?:行|好|中|成|可以|没问题|没事儿?|都行|不用上门|不用来|我?(?:都|一直)?在家|ok|okay|yes|sure|네|예|좋아)",
    re.IGNORECASE,
)
"""How an answer to whoever asked when to come, or told what will be done, begins."""
_IN_TALK = timedelta(hours=1)
"""So long after it was told something is answered, though something else was said since."""


async def answers_last(turn: Turn, got: Parts) -> bool:
    """While people are called for this person, "行 七点半妥了" is the answer to what was told last of another matter of
    one's own, and no word for those who run: where it names no danger, and nothing that they have to know."""
    if got.photos or got.latitude is not None or not got.text.strip() or guess(got.text).danger is not None:
        return False
    at_danger = await danger.in_danger(turn)
    calm = await _open_and_calm(turn) if at_danger is not None else []
    if at_danger is None or not calm or says_over(got.text) or await turn.begun() is not None:
        return False
    told = await turn.work.told_lately(me(turn).id, [one.id for one in calm], INVITES, turn.at - _IN_TALK)
    if not told or only_thanks(got.text):
        return False
    newest = await turn.work.newest_sent(turn.address, 1)
    last = bool(newest) and newest[0].issue_id == told[0].issue_id
    when, grants = _AT_A_TIME.search(got.text), _GRANTS.match(got.text.strip())
    calls = adds(got.text, at_danger.danger) and not (last and grants)
    if calls or not (last or when or grants):
        return False
    await follow.about(turn, await matter(told[0].issue_id or 0, turn.work), got)
    return True


async def answers_staff(turn: Turn, got: Parts) -> bool:
    """ "行 我在家等着 门铃坏了你敲门", after staff wrote of an open matter, is for them, though the draft of another
    lies there that was begun before."""
    draft = await turn.begun()
    if draft is None or got.latitude is not None or not got.text.strip() or guess(got.text).danger is not None:
        return False
    card = next(iter(turn.waiting(report.CARD, draft.subject)), None)
    if card is None or not await typed.told_since(turn, card):
        return False
    if not (_GRANTS.match(got.text.strip()) or _AT_A_TIME.search(got.text) or finds_home(got.text)):
        return False
    calm = await _open_and_calm(turn)
    told = await turn.work.told_lately(me(turn).id, [one.id for one in calm], INVITES, card.asked_at)
    if not told:
        return False
    await follow.about(turn, await matter(told[0].issue_id or 0, turn.work), got)
    return True


_COMES = re.compile(
    "在家|等(?:着|你|您|他|师傅)|[来去]吧|不在|没人|门|钥匙|电话|就(?:这么|那么)|定(?:了|下|好)|听(?:你|您)们?的|家里"
)


async def agrees(turn: Turn, got: Parts) -> bool:
    """ "行 后天就后天 谢谢啊" after staff told when: kind words in which it is said when, or who is at home, are the
    answer, and for them."""
    if got.photos or got.latitude is not None or guess(got.text).talk != "thanks" or await turn.begun() is not None:
        return False
    said = "，".join(one for one in breaths(got.text) if courtesy(one) is None and answer_in(one) is None)
    calm = await _open_and_calm(turn) if _AT_A_TIME.search(said) or _COMES.search(said) else []
    told = await turn.work.told_lately(me(turn).id, [one.id for one in calm], INVITES, turn.at - questions.INVITED_FOR)
    if not told or await danger.in_danger(turn) is not None:
        return False
    await follow.about(turn, await matter(told[0].issue_id or 0, turn.work), got)
    return True


async def asks_of_another(turn: Turn, got: Parts) -> Issue | None:
    """The matter of one's own of which "how is the manhole coming along" asks by its name, while people are called for
    a danger: no word for those."""
    if await danger.in_danger(turn) is None:
        return None
    kinds = set(map(broad, named(got.text)))
    able = [one for one in await _open_and_calm(turn) if broad(one.category) in kinds]
    return able[0] if len(able) == 1 else None


async def asks_of_plan(turn: Turn, got: Parts) -> bool:
    """ "那得花多少钱啊" right after a plan was told is for whoever told it; "我家今晚咋用厕所啊", "咋没人吱声呢
    后天行不行啊" for whoever has what was reported."""
    fresh = await just_told(turn, got)
    of_house = fresh is not None and fresh.holder_id is not None and OF_THE_HOUSE.search(got.text) is not None
    if fresh is not None and (of_house or fresh.state in (State.IN_PROGRESS, State.PROMISED)):
        await follow.pass_on(turn, fresh, got)
        return True
    mine = await _open_and_calm(turn)
    of_coming = AT_HOME.search(got.text) or _AT_A_TIME.search(got.text) or asks_when(got.text, names=True)
    if not mine or not of_coming or named(got.text) or await turn.begun() is not None:
        return False
    meant = fresh or (mine[0] if len(mine) == 1 else None)
    if meant is not None:
        await follow.pass_on(turn, meant, got)
    else:
        await questions.ask_which(turn, got, issues=mine[: questions.AT_MOST])
    return True


async def of_reporter(turn: Turn, got: Parts, mine: list[Issue]) -> bool:
    floors = [one for one in mine if names_floor(one.text)] if corrects_floor(got.text) else []
    if floors and len(mine) > 1:
        await (
            follow.pass_on(turn, floors[0], got) if len(floors) == 1 else questions.ask_which(turn, got, issues=floors)
        )
        return True
    known = [one for one in mine if broad(one.category) in kinds_of_known(got.text)]
    if len(known) == 1 and not (gives_up(got.text) or await _accuses_others(turn, known[0], got.text)):
        await follow.pass_on(turn, known[0], got)
        return True
    new = [one for one in mine if turn.at - one.filed_at <= LATELY]
    if len(new) == 1 and did_himself(got.text) and report.can_add(new[0]):
        await follow.pass_on(turn, new[0], got)
        return True
    just_filed = [one for one in mine if turn.at - one.filed_at <= APART]
    more = says_where(got.text) or only_flats(got.text) or (got.photos and not got.text.strip())
    if len(just_filed) == 1 and more and report.can_add(just_filed[0]):
        await follow.pass_on(turn, just_filed[0], got)
        return True
    if (fresh := await just_told(turn, got)) is not None:
        if gives_up(got.text):
            await talk.on_matter(turn, "withdraw", fresh)
        elif not await waiting.day_refused(turn, fresh, got):
            await follow.pass_on(turn, fresh, got)
        return True
    told = await turn.work.told_lately(me(turn).id, [one.id for one in mine], INVITES, turn.at - questions.INVITED_FOR)
    asked = [one for one in mine if one.state is State.WAITING]
    if not got.photos and gives_up(got.text) and (not asked or "撤" in got.text):
        await talk.on_some_matter(turn, "withdraw", got.text)
        return True
    if CORRECTS.search(got.text) and not asked and may_move(mine[0]) and await moved_to(turn, mine[0], got.text):
        await follow.pass_on(turn, mine[0], got)
        return True
    confided = next((one for one in mine if one.private and turn.at - one.filed_at <= LATELY), None)
    since = confided.filed_at if confided is not None else None
    heard = {row.issue_id for row in told if since is None or row.sent_at is None or row.sent_at >= since}
    invited = asked or [one for one in mine if one.id in heard]
    question = await _asked_by_staff(turn, mine, told)
    if question is not None and got.text.strip() and _is_answer(question, got.text):
        await follow.pass_on(turn, question, got)
        return True
    alone = invited[0] if len(invited) == 1 else None
    if alone is not None and await _accuses_others(turn, alone, got.text):
        alone = None
    alike = sound_like(mine, got.text)
    if alone is not None and alone not in alike and not asked and len(alike) == 1:
        alone = alike[0]
    sure = alone is not None and fits(alone, got.text) and (bool(got.text.strip()) or alone in asked)
    if alone is not None and alone not in asked and (await _elsewhere(turn, alone, got) or _of_other_kind(alone, got)):
        sure = False
    if alone is not None and sure and (alone in asked or not got.photos):
        await follow.pass_on(turn, alone, got)
        return True
    able = asked or [one for one in mine if fits(one, got.text)]
    able = [one for one in able if not await _accuses_others(turn, one, got.text)]
    if not able:
        return False
    lately = await turn.work.told_lately(me(turn).id, [one.id for one in able], TOLD, turn.at - questions.INVITED_FOR)
    newest = list(dict.fromkeys(row.issue_id for row in lately))
    able.sort(key=lambda one: (one is not confided, newest.index(one.id) if one.id in newest else len(newest)))
    await report.take(turn, got, among=able[: questions.AT_MOST])
    return True


def _is_answer(asked: Issue, text: str) -> bool:
    """Whether words are the answer to what staff asked: they speak of nothing else, or only name it to say where ("出
    电梯往左"), or of something else behind the answer."""
    idle = not says_wrong(text) and guess(text).danger is None
    return fits(asked, text) or (idle and not complains(text)) or answer_and_more(text, asked.category) is not None


def _of_other_kind(issue: Issue, got: Parts) -> bool:
    """Whether what is wrong sounds like something else than the matter, though no word names that: then it is asked."""
    kind = guess(got.text).category
    return says_wrong(got.text) and kind not in (None, "other", broad(issue.category))


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
