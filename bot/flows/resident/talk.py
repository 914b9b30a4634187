"""What is no report: a greeting, thanks, "how does it stand?", a phone number, "it works again". Each has its answer,
and nothing of it is filed."""

import re
from collections.abc import Awaitable, Callable, Sequence

from bot.callbacks import Press
from bot.flows.around import became, context_of, me, my_issue, place_words, sheet, stands_at
from bot.flows.kept import keep, taken
from bot.flows.offers import Offers
from bot.flows.placing import area_of, read_where
from bot.flows.resident import danger, follow, more, registering, report
from bot.flows.resident.asking import ask_consent, ask_home
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import follow as words
from bot.views import outage
from bot.views.cards import public_state_of
from bot.views.common import number_words, short_name
from bot.views.drafts import not_yet
from bot.views.pieces import button
from bot.views.result import rating_buttons
from bot.views.view import View, rows
from casework.categories import CATEGORIES, broad
from casework.data import maybe
from casework.issue.drafts import is_unsure
from casework.issue.fitting import names_thing, share_thing, sound_like
from casework.issue.likeness import number_area
from casework.issue.mended import mended as ended
from casework.issue.planned import OUTAGES, known_at, places_of
from casework.issue.resolving import Thank, praise
from casework.issue.triage import Speak
from casework.model.conversation import Draft, Outcome
from casework.model.issues import Issue, State
from casework.questions import Kept
from casework.transitions import OPEN, STANDING
from casework.words.answers import asks_when, says_back, told_beside, verdict_in
from casework.words.asking import says_wrong
from casework.words.broken import only_put_out, remains
from casework.words.each import kinds_called, meant_in, said_of_it
from casework.words.guess import Talk, guess, named, names_another
from casework.words.numbered import gives_up, number_and_rest
from casework.words.over import only_shut
from casework.words.plain import breaths, plain
from casework.words.verdicts import verdict_said, watches, well_again, well_but
from locales.markup import PublicHtml

NUMBER = re.compile(
    r"^\s*(?:(?:看看?|查查?|查一下)\s*)?(?P<sign>No\.?\s*|[#＃]\s*)?(?P<n>\d{1,5})\s*(?P<hao>号)?(?:的事|那件)?"
    r"(?:咋样|怎样|怎么样|进度|到哪步?)?了?[吗呢]?\s*[?？。]?\s*$",
    re.IGNORECASE,
)
"""A report's number, perhaps with "how does it stand?", and nothing else."""
ALONE = re.compile(r"\d{1,2}")
WHICH_AT_MOST = 4
REPORTED_YET = re.compile(
    "(?:给|帮|替)?(?:我|俺)?(?:报|递|反映)(?:上去?|出去|了)+(?:没有?|吗|么)[啊呀呢]?[?？]?$|did you report (?:it|that)"
)
""" "井盖那个事你给报上没": whether it was reported at all."""
FOUND = re.compile(
    "(?:找|寻|捡|领)(?:着|到|回来?)了|(?:自己)?回来了|\\bfound (?:it|him|her|them|my)\\b|찾았", re.IGNORECASE
)
""" "狗找着了 谢谢大家"."""
LOST = frozenset({"lost_found", "lost_key"})
LOOKED_THROUGH = 50
"""Reports of one person among which a number is looked for."""


async def answered(turn: Turn, got: Parts) -> bool:
    """Answer it, if it is talk. False when it may be a report."""
    if got.photos or got.latitude is not None or got.empty:
        return False
    if (number := number_said(got)) is not None and await _of_number(turn, number):
        return True
    talk = talk_in(got.text) if number is None else None
    if talk in (None, "thanks") and number is None and await called_mended(turn, got.text):
        talk = "over"
    if talk == "over" and (verdict_said(got.text) == "bad" or watches(got.text) or well_but(got.text)):
        return False  # "热了的那个又凉回去了", "再盯两天看看": not yet
    if talk is None or (talk == "thanks" and (says_wrong(got.text) or gives_up(got.text))):
        return False
    turn.became(Outcome.NOTHING)
    await _answer(turn, got, talk)
    return True


def _asks_at_last(text: str) -> bool:
    """ "闺女给我买的手机 我不会弄 咋发照片": a question how it works behind words in which nothing is wrong."""
    last = breaths(text)[-1:]
    asks = len(breaths(text)) > 1 and guess(last[0]).talk == "question"
    found = guess(text)
    return asks and found.danger is None and found.category is None and not named(text) and not says_wrong(text)


def talk_in(text: str) -> Talk | None:
    """What of no report the words are, as a whole or at their end."""
    return guess(text).talk or ("question" if _asks_at_last(text) else None)


def number_said(got: Parts) -> int | None:
    """ "3号": the number of a report."""
    found = NUMBER.match(got.text)
    return int(found["n"]) if found and (found["sign"] or found["hao"]) else None


async def number_alone(turn: Turn, got: Parts) -> bool:
    """ "2" that counts nothing is no report: the matter of that number, else all of the person's."""
    mine = await turn.reports()
    if not ALONE.fullmatch(got.text.strip()) or got.photos or not mine or await turn.begun() is not None:
        return False
    turn.became(Outcome.NOTHING)
    if not await _of_number(turn, int(got.text)):
        await follow.mine(turn)
    return True


async def _of_number(turn: Turn, number: int) -> bool:
    issue = await own(turn, number)
    if issue is None:
        return False
    turn.became(Outcome.NOTHING)
    await follow.see(turn, Press("see", (issue.id,)))
    return True


async def numbered(turn: Turn, text: str) -> tuple[Issue, str] | None:
    """The person's own report that the words name by its number, and the rest of them."""
    found = number_and_rest(text)
    issue = await own(turn, found[0]) if found is not None else None
    return (issue, found[1]) if found is not None and issue is not None else None


async def own(turn: Turn, number: int) -> Issue | None:
    """The person's own report of that number."""
    mine = await turn.work.reports_of(me(turn).id, LOOKED_THROUGH)
    return next((one for one in mine if one.as_known_to(me(turn).id).number == number), None)


async def not_found(turn: Turn, number: int) -> bool:
    """No matter of that number is this person's: said so, with what is. False while a report is being written, to
    which it may belong."""
    if await turn.begun() is not None:
        return False
    turn.became(Outcome.NOTHING)
    theirs = [await turn.work.issue(one.issue_id) for one in await turn.work.me_toos_by(me(turn).id)]
    if any(one.number == number for one in theirs):
        await follow.mine(turn)
        return True
    turn.say(View(turn.tr.t("I find no No. {number} among yours.", number=number)))
    if await turn.reports():
        await follow.mine(turn)
    return True


async def _answer(turn: Turn, got: Parts, talk: Talk) -> None:
    tr = turn.tr
    if me(turn).consent_at is None and talk not in ("phone", "human"):
        await ask_consent(turn, me(turn).home_id)
        return
    match talk:
        case "greeting":
            hello = tr.t("Hello, I'm here. What is wrong at your door? Write it, or send a photo or a voice message.")
            turn.say(View(hello))
        case "goodbye":
            turn.say(View(tr.t("Goodbye. Write to me whenever something is wrong.")))
        case "thanks":
            if await _praised(turn, got):
                return
            draft = await turn.begun()
            if draft is not None and is_unsure(draft):  # whoever says thanks has the answer, and reports nothing
                await report.dropped(turn, draft)
                return
            turn.say(View(tr.t("You're welcome. Write to me whenever something is wrong.")))
            if draft is not None:
                turn.say(View(not_yet(tr)))
                await report.show(turn, draft)
        case "status" if await registering.asked_of(turn, got.text, named(got.text)):
            return
        case "status":
            await follow.mine(turn)
        case "human":
            turn.say(View(tr.t("I am a bot, and people do what I write down. These people you can reach:")))
            await more.find_someone(turn)
        case "phone":
            await more.find_someone(turn)
        case "question":
            await more.how_it_works(turn)
        case "over":
            await over_said(turn, got)
        case "planned":
            await _planned(turn, got)
        case "accuser":
            turn.say(View(words.who_told(tr)))
            await more.find_someone(turn)
        case "anger":
            turn.say(View(tr.t("I hear that you are angry. What was not done? Write it, and I look for somebody.")))


async def _planned(turn: Turn, got: Parts) -> None:
    """ "Is the water off tomorrow?": what is planned where it is asked about, or that nothing is known; what the person
    reported of it stands with it. Nothing is filed."""
    near = await stands_at(turn)
    area_id, _ = await area_of(turn, await read_where(turn, got.text, near), near)
    if area_id is None:
        await ask_home(turn)
        return
    turn.say(View(await planned_at(turn, got.text, area_id)))
    kinds = outages_named(got.text)
    for issue in await turn.reports():
        if issue.state in OPEN and issue.category in kinds:
            await follow.see(turn, Press("see", (issue.id,)))
            return


def outages_named(text: str) -> tuple[str, ...]:
    """The kinds of outages that the words name; of none all."""
    return tuple(one for one in OUTAGES if one in named(text)) or OUTAGES


async def planned_at(turn: Turn, text: str, area_id: int) -> PublicHtml:
    """What is planned there, in words that everybody may read."""
    kinds = outages_named(text)
    work = turn.work
    found = [
        outage.About(outage=one, place=await places_of(one, work))
        for one in await known_at(area_id, kinds, turn.at, work)
    ]
    return outage.known(found, kinds, await place_words(area_id, work), turn.tr, context_of(turn))


async def _praised(turn: Turn, got: Parts) -> bool:
    """Words that name whoever has, or had, a matter of the person's own are for that person. False: nobody is named."""
    for issue in await turn.work.reports_of(me(turn).id, LOOKED_THROUGH):
        post = await turn.work.post(issue.holder_post_id) if issue.holder_post_id is not None else None
        if post is None or not post.name or post.name not in got.text or post.person_id != issue.holder_id:
            continue
        await praise(Thank(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text), turn.work)
        await became(turn, Outcome.ADDITION, issue)
        turn.say(View(turn.tr.t("You're welcome. I pass your words on to {name}.", name=short_name(post, turn.tr))))
        return True
    return False


async def called_mended(turn: Turn, text: str) -> bool:
    """ "停水那个来水了": a matter of the person's own is called, and it is said that it is well; or one is open, and
    nothing but that is said: "这回好了", of an outage "来了 谢谢"."""
    found, kinds = await turn.reports(), kinds_called(text)
    if FOUND.search(text) and any(one.state in OPEN and one.category in LOST for one in found):
        return True
    if well_again(text) or says_back(text):
        return bool(_back_for(found, text))
    if not _says_well(text):
        return False
    by_thing = any(one.state in STANDING and names_thing(one, text) for one in found)
    return by_thing or any(broad(one.category) in kinds for one in found) or called_of(turn, found, text) is not None


def _back_for(found: Sequence[Issue], text: str) -> list[Issue]:
    """The open ones that "这回好了" may be said of; "来了" is said of what had failed for many."""
    able = [one for one in found if one.state in OPEN]
    return able if well_again(text) else [one for one in able if one.category in OUTAGES]


def _says_well(text: str) -> bool:
    """ "停水那个来水了": of what is called, that it is well."""
    said = said_of_it(text)
    well = verdict_said(said) == "good" or verdict_in(said) == "good" or says_back(said)
    return well and said != plain(text).strip()


async def over_said(turn: Turn, got: Parts) -> None:
    """ "It works again": is that the end of the open matter? Nothing is closed by a word. What is only written yet is
    the last thing that was spoken of: it is not to be reported any more."""
    found = [one for one in await turn.reports() if one.state in STANDING]
    one = called_of(turn, found, got.text)
    called = [one] if one is not None else [it for it in found if broad(it.category) in kinds_called(got.text)]
    if not called and says_back(got.text):
        called = _back_for(found, got.text)
    if not called and FOUND.search(got.text):
        called = [it for it in found if it.category in LOST]
    draft = await turn.begun()
    if not called and (draft is None or not share_thing(draft.text, got.text)):
        called = [it for it in found if names_thing(it, got.text)]
    if draft is not None and not called:
        if only_put_out(got.text) and remains(draft.text, draft.category):
            await report.take(turn, got)
            return
        over = not only_shut(got.text) and not names_another(got.text, draft.category or "other")
        if over or report.is_dropped(draft, got.text):
            await report.dropped(turn, draft)
            return
        turn.say(View(not_yet(turn.tr)))
        await report.show(turn, draft)
        return
    if not found:
        turn.say(View(turn.tr.t("Good to hear. Write to me whenever something is wrong.")))
        return
    called = called or [one for one in found if one.state in OPEN] or found
    called = sound_like(called, got.text) or called if len(called) > 1 else called
    if len(called) > 1 and not any(one.urgent for one in called):
        _which(turn, called, "mended", keep(turn, got))
        return
    ask_whether_mended(turn, called[0], got)


async def mended(turn: Turn, pressed: Press) -> None:
    """This one of several is what is said to be well."""
    issue = await my_issue(pressed.ids[0], turn)
    asked = next((one for one in turn.waiting("matter.press") if maybe(one.data, Kept).text is not None), None)
    got = await taken(turn, asked) if asked is not None else Parts()
    turn.edit(View())
    ask_whether_mended(turn, issue, got)


def ask_whether_mended(turn: Turn, issue: Issue, got: Parts) -> None:
    """One press says so; the words wait for it."""
    number = number_words(issue, turn.tr)
    yes = button(turn.tr.t("Yes, it is mended"), "over", issue.id, word="yes", says="yes")
    no = button(turn.tr.t("No, go on"), "over", issue.id, word="no", says="no")
    view = View(turn.tr.t("Do you mean that {number} is mended?", number=number), rows((yes, no)))
    turn.ask("over", "press", view, about=issue.subject, data=keep(turn, got))


async def over(turn: Turn, pressed: Press) -> None:
    """Mended, says its reporter: whoever works on it reads that; after the result it is rated."""
    issue = await my_issue(pressed.ids[0], turn)
    asked = next(iter(turn.waiting("over.press", issue.subject)), None)
    got = await taken(turn, asked) if asked is not None else Parts()
    turn.edit(View())
    if asked is None:  # other words of its reporter came after it
        turn.out_of_date()
    elif pressed.word != "yes":
        turn.say(View(turn.tr.t("All right, {number} goes on.", number=number_words(issue, turn.tr))))
    elif issue.state is State.RESOLVED:
        turn.say(View(turn.tr.t("Good. How was it?"), rating_buttons(issue, turn.tr)))
    elif issue.state in OPEN:
        await _pass_on(turn, issue, got)
    else:
        turn.say(View(words.over(issue, turn.tr)))


async def _pass_on(turn: Turn, issue: Issue, got: Parts) -> None:
    if issue.urgent:
        await danger.said_over(turn, issue, got)
        return
    text = got.text.strip() or turn.tr.t("Mended, says the reporter.")
    issue = await ended(Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=str(text), over=True), turn.work)
    await became(turn, Outcome.ADDITION, issue)
    turn.say(words.mended(await sheet(issue, turn), turn.tr))


# --- one word about a report: the one that is answered, else the one that is open


async def in_a_hurry(turn: Turn, pressed: Press) -> None:
    """ "Urgent!": danger calls everybody; else whoever has it is asked."""
    issue = await my_issue(pressed.ids[0], turn)
    if issue.state not in OPEN:
        turn.say(View(words.over(issue, turn.tr)))
        return
    turn.say(words.how_urgent(issue, turn.tr))


async def too_long(turn: Turn, pressed: Press) -> None:
    """ "I can't wait": why, where a time was told; before that it is a hurry like any other."""
    issue = await my_issue(pressed.ids[0], turn)
    told = issue.state in (State.IN_PROGRESS, State.PROMISED)
    await (follow.cannot_wait if told else in_a_hurry)(turn, pressed)


WORDS: dict[str, str] = {
    **dict.fromkeys(("撤回", "撤销", "撤了吧", "不报了", "不办了", "withdraw"), "withdraw"),
    **dict.fromkeys(
        ("进度", "进展", "咋样了", "怎么样了", "到哪步了", "有信儿吗", "有消息吗", "status", "progress"), "see"
    ),
    **dict.fromkeys(
        ("催", "催催", "催一下", "催一催", "催下", "再催催", "帮我催催", "快点", "快点儿", "nudge", "hurry"), "nudge"
    ),
    **dict.fromkeys(("补充", "补一句", "再补一句", "加一句", "再加一句", "添一句", "补充一下", "我补充", "add"), "add"),
    **dict.fromkeys(
        ("等不了", "我等不了", "等不及", "等不及了", "等不起", "可等不了", "太久了", "太晚了", "太慢了", "不等了"),
        "cannot_wait",
    ),
    **dict.fromkeys(("加急", "急", "急急急", "很急", "着急", "急事", "urgent"), "in_a_hurry"),
}
"""Typed instead of the buttons under a report."""
PRESSES: dict[str, Callable[[Turn, Press], Awaitable[None]]] = {
    "withdraw": follow.withdraw,
    "see": follow.see,
    "nudge": follow.nudge,
    "add": follow.add,
    "in_a_hurry": in_a_hurry,
    "cannot_wait": too_long,
}


def word_in(text: str) -> str | None:
    """The press that a single word stands for."""
    return WORDS.get(text.strip(" 。.！!？?~～，,").lower())


async def on_matter(turn: Turn, word: str, issue: Issue) -> None:
    """The word is about this one report of the person's own."""
    turn.became(Outcome.NOTHING)
    await PRESSES[word](turn, Press(word, (issue.id,)))


async def on_some_matter(turn: Turn, word: str, text: str = "") -> None:
    """The word alone: the report that is open; of several, the person says which. `text`: words that may call one."""
    draft = await turn.begun()
    if draft is not None and word == "withdraw":
        await report.dropped(turn, draft)
        return
    if draft is not None and word == "add":
        turn.became(Outcome.NOTHING)
        await report.draft_add(turn, Press("draft_add", (draft.id,)))
        return
    found = [one for one in await turn.reports() if one.state in OPEN]
    called = called_of(turn, found, text)
    found = [called] if called is not None else sound_like(found, text) or found
    if word == "see" or not found:
        await follow.mine(turn)
    elif len(found) == 1:
        await on_matter(turn, word, found[0])
    else:
        _which(turn, found, word)


async def of_matter(turn: Turn, issue: Issue, got: Parts) -> None:
    """What is said of one of several: nobody has to come any more, it works again, how does it stand, or more words."""
    if issue.state in OPEN and gives_up(got.text):
        await on_matter(turn, "withdraw", issue)
    elif issue.state in OPEN and not issue.urgent and _says_well(got.text):
        ask_whether_mended(turn, issue, got)
    elif issue.state in OPEN and asks_when(got.text, names=True):
        await on_matter(turn, "see", issue)
    else:
        await follow.about(turn, issue, got)


def called_of(turn: Turn, found: Sequence[Issue], text: str) -> Issue | None:
    """The one of these that the words call by number, order or kind."""
    meant = meant_in(text, *known_by(turn, found))
    return next((one for one in found if one.id == meant), None)


def known_by(turn: Turn, found: Sequence[Issue]) -> tuple[dict[int, str], dict[int | None, int]]:
    """By what kind, in the order in which they were reported, and by what number the person knows these."""
    kinds = {one.id: one.category for one in sorted(found, key=lambda one: (one.filed_at, one.number or 0))}
    return kinds, {one.as_known_to(me(turn).id).number: one.id for one in found}


def _which(turn: Turn, found: Sequence[Issue], word: str, kept: Kept | None = None) -> None:
    view = words.which_do_you_mean(found[:WHICH_AT_MOST], word, turn.tr)
    turn.ask("matter", "press", view, data=kept or Kept())


async def asked_when(turn: Turn, got: Parts) -> bool:
    """ "When do they come?": how the matter stands that is meant; of two the person says which. False when it is about
    something that was not reported yet."""
    draft = await turn.begun()
    mine = [one for one in await turn.reports() if one.state in STANDING]
    kinds = sorted(kinds_called(got.text) - {"property_service"})  # who is to come
    if not asks_when(got.text, names=bool(kinds)):
        return False
    about = [one for one in mine if broad(one.category) in kinds] if kinds else mine
    about = [one for one in about if one.state in OPEN] or about
    about = about or [one for one in mine if names_thing(one, got.text)]
    if await registering.asked_of(turn, got.text, () if about else kinds):
        return True
    if not about and await _of_neighbours(turn, kinds):
        turn.became(Outcome.NOTHING)
        await follow.mine(turn)
        return True
    if not about and kinds and draft is None and await _known_around(turn, got.text, kinds):
        turn.became(Outcome.NOTHING)
        return True
    if not about:
        return await _asked_of_nothing(turn, got, draft)
    turn.became(Outcome.NOTHING)
    if len(about) == 1:
        if told_beside(got.text) and about[0].state in OPEN and not about[0].urgent:
            await follow.pass_on(turn, about[0], got)
        await follow.see(turn, Press("see", (about[0].id,)))
    else:
        _which(turn, about, "see")
    return True


async def _known_around(turn: Turn, text: str, kinds: Sequence[str]) -> bool:
    """ "3号楼那井盖修没修" of whoever reported none: what everybody may know of what a neighbour reported there."""
    near = await stands_at(turn)
    area_id, _ = await area_of(turn, await read_where(turn, text, near), near)
    if guess(text).category in OUTAGES:  # "怎么还没来水": whoever asks has none either, which is a report
        return False
    if area_id is None or me(turn).consent_at is None:
        return False
    area = await turn.work.area(area_id)
    community_id, since = await number_area(area.line, turn.work), turn.at - turn.work.settings.reopen_within
    keys = [key for key in CATEGORIES if broad(key) in kinds and CATEGORIES[key].shared_place]
    standing = await turn.work.standing_of_kinds(community_id, keys, since) if keys else []
    found = [one for one in standing if area_id in one.line or one.area_id in area.line]
    if found:
        known = await sheet(found[0], turn)
        turn.say(View(public_state_of(known, turn.work.settings.zone, turn.tr).text))
    return bool(found)


async def _of_neighbours(turn: Turn, kinds: Sequence[str]) -> bool:
    """Whether the person said "my home too" to something of that kind that goes on."""
    theirs = [await turn.work.issue(one.issue_id) for one in await turn.work.me_toos_by(me(turn).id)]
    return any(one.state in OPEN and broad(one.category) in kinds for one in theirs)


async def _asked_of_nothing(turn: Turn, got: Parts, draft: Draft | None) -> bool:
    """Nothing of the person's own is meant: what is written but not reported yet, or what a neighbour reported."""
    if draft is None and REPORTED_YET.search(got.text) and guess(got.text).danger is None:
        turn.became(Outcome.NOTHING)
        turn.say(
            View(turn.tr.t("Nothing of that kind is reported in your name. Write what is wrong, and I report it."))
        )
        return True
    if set(named(got.text)) - {"property_service"} or guess(got.text).danger is not None or me(turn).consent_at is None:
        return False
    if draft is not None:
        turn.became(Outcome.NOTHING)
        turn.say(View(not_yet(turn.tr)))
        await report.show(turn, draft)
        return True
    if await turn.work.posts_of(me(turn).id) and not await turn.work.me_toos_by(me(turn).id):
        return False
    turn.became(Outcome.NOTHING)
    await follow.mine(turn)
    return True


OFFERS = Offers(presses={"over": over, "mended": mended, "in_a_hurry": in_a_hurry})
