"""What a person in danger says about a matter that is filed: it goes at once to everybody who was called."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.callbacks import Press
from bot.flows.around import became, in_drill, me, my_issue, place_words, property_phones, sheet
from bot.flows.kept import keep, taken
from bot.flows.offers import Offers
from bot.flows.placing import CORRECTS, also_named, could_be_at, goes_to, in_another_building, moves
from bot.flows.utilities import numbers_at
from bot.incoming.parts import Parts
from bot.incoming.turn import BY_PRESS, Turn
from bot.views import danger as words
from bot.views import follow as follow_words
from bot.views.common import number_words
from bot.views.home import what_happened
from bot.views.view import NOTHING, View
from casework.categories import broad
from casework.data import maybe
from casework.issue import urgency
from casework.issue.accusing import danger_apart, readers_of
from casework.issue.doing import OnIssue, matter
from casework.issue.filing import File, file
from casework.issue.meant import OF_THE_HOUSE, Danger, is_its_own, meant
from casework.issue.quietly import first_time, kept_quiet
from casework.issue.resolving import Reopen, reopen
from casework.issue.triage import Speak, say
from casework.lines import Added, NoDanger
from casework.messages import Kind
from casework.model.conversation import Outcome, Question
from casework.model.issues import Action, Issue, Source, State
from casework.model.timeline import Entry
from casework.timeline import newest
from casework.transitions import OPEN, possible
from casework.words import danger_words
from casework.words.answers import asks_when
from casework.words.guess import (
    DANGER_CATEGORY,
    PRIVATE_DANGERS,
    comes_from,
    guess,
    named,
    names_another,
    surely_idle,
)
from casework.words.matters import says_where
from casework.words.over import ends, helpers_came, says_again, says_over
from casework.words.places import may_name_building
from casework.words.plain import breaths
from locales.markup import Html
from locales.translator import translator

SAYS_NO = frozenset(
    {
        *("没有", "没", "没事", "不", "不是", "没人", "没那么急", "不急", "无", "没有，没那么急", "没有,没那么急"),
        *(
            "没有没有",
            "没有没有没有",
            "没没没",
            "没有没那么急",
            "没有危险",
            "没危险",
            "no",
            "nobody",
            "no one",
            "not really",
            "no, not that urgent",
        ),
        *("아니요", "아니오", "아니에요", "없어요", "없습니다"),
    }
)
"""A plain "no" to "is anyone in danger?"; any other answer counts as yes."""
URGENT_TALK = timedelta(hours=2)
"""What the reporter of something urgent writes meanwhile belongs to it."""
ANSWERED_WITHIN = timedelta(hours=1)
"""So long plain words may answer "is it mended?"."""
ANSWERED_SOON = timedelta(minutes=10)
"""So long a plain word is the answer to what one of those who come said."""
LONG_AGO = timedelta(days=2)
"""After so long a press that calls everybody again is asked once more."""
LOOKED_AT = 6
"""Reports among which dangers are looked for."""
ASIDE = 40
"""Whoever writes more than so many characters while people are called for him tells of it."""
ELSEWHERE = re.compile("[0-9一二三四五六七八九十]+号楼|小区|门口|楼下|外头|外面|道上|路上|院里|车棚|大门|广场")
"""Names a place outside one's own door."""
DENIES = re.compile("(?:没|不|还|又|哪)")
"""How the answer begins that it is not mended, or off again."""
BESIDES = re.compile(
    "另外|顺便|顺嘴|顺带|对了|还有(?:个|件)事|再说(?:个|件)|好几天|半个?月|一直|天天|老是|[0-9一两二三几俩]个?(?:天|月|礼拜|星期)了"
)
"""How somebody begins with, or tells of, what has nothing to do with why he is in danger now."""
TOO = re.compile("也(?:都)?(?:停|没|断|不)|\\b(?:too|also)\\b|도 ")
"""How an outage is told of which others have told."""
OUTAGES = frozenset({"outage_water", "outage_power", "outage_heating", "outage_gas"})
OF_NO_RESCUE = frozenset({"noise", "property_fees", "small_ads", "bus", "suggestion", "lost_found", "pests"})
"""Kinds that nobody who runs to a fire has to know of."""
OF_NO_LEAK = frozenset({"outage_water", "outage_heating", "garbage"})
"""The same where it neither burns nor anything is live: water puts a fire out, and makes a wire a danger."""
WITH_WATER = frozenset({"fire", "wire", "drowning", "structure", "trapped"})
OF_ONE_PERSON = frozenset({Source.PRIVATE, Source.DRAFT_AUTO})
"""How a danger comes that is where its reporter is."""
CALLS = (Action.FILE, Action.MAKE_URGENT)
"""What calls everybody."""
TRIED = ("phoned", "no_line")
YES = ("yes", *TRIED)
ENDED = ("still", "again")
"""Pressed of what somebody said to be over."""
ASKED = "danger.issue"
"""The question whether anybody is in danger, about a report."""
PERHAPS = "danger.perhaps"
"""The same where it only may be: silence calls nobody, and neither do words that are no yes."""
TOLD = "danger.told"
"""What was told about a danger: words are answers to it by Telegram's reply alone."""
STANDING = frozenset({"over.press", "danger_too.press"})
"""Questions that a typed yes or no answers while people are called."""


def only_no(text: str) -> bool:
    """A plain "no", and nothing beside it."""
    return text.strip(" 。.!！，,~").lower() in SAYS_NO


SAYS_YES = frozenset(
    {
        *("有", "有人", "有危险", "是", "是的", "对", "嗯", "快来", "快来人", "快来人啊", "来人啊", "有，快来人"),
        *("yes", "yes, come now", "help"),
    }
)
"""A plain yes to "is anyone in danger right now?"."""


def says_yes(text: str) -> bool:
    """A plain "yes", and nothing beside it but that somebody should hurry: "有 快来人"."""
    if text.strip(" 。.!！，,~").lower() in SAYS_YES:
        return True
    said = [one.strip(" 。.!！，,~").lower() for one in breaths(text)]
    return any(one in SAYS_YES for one in said) and all(one in SAYS_YES or danger_words.hurries(one) for one in said)


def says_no(text: str, danger: str | None, told: str = "") -> bool:
    """Whether somebody answers that nobody is in danger; where it is private, in the plainest words alone, or once the
    police have ended what he saw, or what he heard was a television. `told`: the words that told of it."""
    if only_no(text) or danger in PRIVATE_DANGERS:
        seen = danger == "violence" and bool(told)
        found = (danger_words.ended_by_police, danger_words.only_heard, danger_words.parted)
        ended = seen and any(one(told, text) for one in found)
        return only_no(text) or ended
    if danger == "trapped" and danger_words.opened(text):
        return True
    return says_over(text) or danger_words.answers_no(text)


async def only_people(turn: Turn, said: str, area_id: int | None) -> Html:
    """Who is asked first about what is private: the community's people on duty there, or those above whoever it
    complains of."""
    posts, _ = await readers_of(said, area_id, turn.at, turn.work, called_only=True)
    return words.post_names(posts, turn.tr)


async def hears_apart(turn: Turn, danger: str, said: str, area_id: int | None) -> Html:
    """Who alone will read what is said of somebody in the words of a danger for which everybody is called; nothing
    where nothing is said of anybody."""
    if danger in PRIVATE_DANGERS or area_id is None:
        return NOTHING
    area = await turn.work.area(area_id)
    _, aside, _ = await danger_apart(said, area.line, area.estate_id, turn.work)
    posts, _ = await readers_of(aside, area_id, turn.at, turn.work, called_only=False) if aside else ([], False)
    return words.post_names(posts[:1], turn.tr)


async def advise(turn: Turn, danger: str, said: str, area_id: int | None, *, address: str = "") -> Html:
    """The advice, before anything else; says for what follows whom alone it goes to."""
    people = await only_people(turn, said, area_id) if danger in PRIVATE_DANGERS else NOTHING
    phones = await property_phones(turn, area_id)
    line = turn.work.settings.crisis_line
    numbers = await numbers_at(area_id, turn.work)
    other = danger_words.despairs_of_another(said)
    harmed = danger_words.harmed(said)
    view = words.advice(
        danger, phones, numbers, turn.tr, crisis_line=line, people=people, of_another=other, harmed=harmed
    )
    turn.say(view, address=address)
    return people


async def place_known(turn: Turn, area_id: int) -> None:
    """Where this person is becomes known: a danger for which people were called without a place is there, and whoever
    is on duty there is called."""
    area = await turn.work.area(area_id)
    for known in (await turn.reports())[:LOOKED_AT]:
        if not known.urgent or known.state not in OPEN or known.source not in OF_ONE_PERSON:
            continue
        if known.area_id not in area.line[1:] or not could_be_at(area, known.text):
            continue
        issue = await matter(known.id, turn.work)
        turn.say(await goes_to(turn, issue, area.id, "", Parts(text=await place_words(area.id, turn.work))))


# --- about a report


def comes_of(issue: Issue, text: str) -> bool:
    """Whether the danger that the words name is of this matter: of its kind, or of what it may lead to, or told with
    its name."""
    heard = guess(text).danger
    if heard is None or heard in PRIVATE_DANGERS:
        return True
    if issue.private:
        return False  # everybody is called for it, and what it came from is for a few
    return comes_from(issue.category, text)


async def about_issue(turn: Turn, issue: Issue, text: str) -> bool:
    """The reporter's words about an issue name a danger: asked at once, and without an answer everybody is called."""
    heard = guess(text)
    if issue.urgent or issue.state not in OPEN or heard.danger is None:
        return False
    if heard.sure is None and heard.danger == "violence" and await _asked_who_is_there(turn, issue):
        return False
    if heard.sure is None:
        await urgency.perhaps_said(_on(turn, issue), turn.work)
        view = await in_drill(turn, words.perhaps("danger_is", issue.id, turn.tr), issue.area_id)
        turn.ask("danger", "perhaps", view, about=issue.subject)
        return True
    await urgency.danger_said(_on(turn, issue), turn.work)
    people = await advise(turn, heard.sure, f"{issue.text}\n{text}", issue.area_id)
    view = words.is_anyone("danger_is", issue.id, heard.sure, turn.tr, people)
    turn.ask("danger", "issue", await in_drill(turn, view, issue.area_id), about=issue.subject)
    return True


async def _asked_who_is_there(turn: Turn, issue: Issue) -> bool:
    """Whether staff asked lately if anybody is at home: "有人 两口子都在 敲门不开" is no blow."""
    asked = newest(await turn.work.timeline(issue.id), (Action.ASK,))
    return asked is not None and turn.at - asked.at <= ASKED_FOR and _AT_HOME.search(asked.text) is not None


ASKED_FOR = timedelta(hours=24)
"""So long a question of staff is answered."""
_AT_HOME = re.compile("在家|在屋|有(?:没有|没)?人|人在|谁在|开门")


def _on(turn: Turn, issue: Issue) -> OnIssue:
    return OnIssue(issue_id=issue.id, by=me(turn).id, at=turn.at)


async def pressed(turn: Turn, press: Press) -> None:
    """Yes, I have phoned, I can't get through, no, it is still dangerous."""
    issue = await my_issue(press.ids[0], turn)
    turn.edit(View())
    late = press.word in YES and issue.state not in OPEN  # an old "is anyone in danger?" is answered
    if late and possible(issue.state, Action.REOPEN):
        press = replace(press, word="still")
    ended = urgency.ended(issue, await turn.work.timeline(issue.id)) if press.word in ENDED else None
    if press.word == "still" and (turn.at - ended.at > LONG_AGO if ended is not None else late):
        turn.say(words.surely_still(issue, turn.tr))
    elif press.word == "broken" and possible(issue.state, Action.REOPEN):
        said = str(turn.tr.t("It is still broken"))
        await reopen(Reopen(issue_id=issue.id, by=me(turn).id, at=turn.at, what="words", text=said), turn.work)
    elif press.word in ENDED and not issue.urgent and possible(issue.state, Action.REOPEN):
        await _again(turn, issue)
    elif issue.state not in OPEN:
        turn.toast(turn.tr.t("{number} is over already.", number=number_words(issue, turn.tr)), alert=True)
        if late:
            turn.say(what_happened(turn.tr))
    elif issue.urgent and press.word == "home":
        await _at_home(turn, issue)
    elif issue.urgent:
        await _tell(turn, issue, press.word)
    elif press.word == "no":
        await urgency.no_danger_said(_on(turn, issue), turn.work)
        _asked_no_more(turn, issue)
        turn.toast(turn.tr.t("All right."))
    else:
        if not turn.waiting(ASKED, issue.subject):  # it was only a maybe, without advice
            await _advise_about(turn, issue)
        await _call(turn, issue)
        if press.word in TRIED:
            await _tell(turn, issue, press.word)


async def _at_home(turn: Turn, issue: Issue) -> None:
    home_id = me(turn).home_id
    if home_id is not None and home_id != issue.area_id:
        turn.say(await goes_to(turn, issue, home_id, "", Parts(text=await place_words(home_id, turn.work))))


async def _advise_about(turn: Turn, issue: Issue) -> None:
    """What to do, of a danger that is known; in despair and violence the receipt says it."""
    danger = await urgency.said_danger(issue, turn.work)
    if danger is not None and danger not in PRIVATE_DANGERS:
        await advise(turn, danger, issue.text, issue.area_id)


async def _tell(turn: Turn, issue: Issue, word: str) -> None:
    """What was pressed, to everybody who was called; a "no" is no alarm."""
    said = {
        "no": turn.tr.t("No, not that urgent"),
        "phoned": turn.tr.t("I have phoned"),
        "no_line": turn.tr.t("I can't get through"),
    }.get(word, turn.tr.t("Yes, come now"))
    await _pass_on(turn, issue, Parts(text=str(said)), over=word == "no")


async def _pass_on(turn: Turn, issue: Issue, got: Parts, *, over: bool = False, also: str = "") -> None:
    """To everybody who was called. `over`: it is an all-clear. `also`: the second danger that the words name."""
    said = Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text, photos=got.photos, over=over, also=also)
    await say(said, turn.work)
    made = newest(await turn.work.timeline(issue.id), (Action.COMPLAIN,))
    apart = made if made is not None and made.at == turn.at else None
    now = replace(await sheet(issue, turn), entry=apart)
    passed = words.passed_on(now, turn.tr, unnamed=danger_words.asks_not_to_be_named(got.text))
    _say_about(turn, issue, words.over_passed_on(now, turn.tr) if over else passed)


def _say_about(turn: Turn, issue: Issue, view: View) -> None:
    """What an answer to it is an answer about this danger, by Telegram's reply alone: it asks nothing."""
    answering = turn.question
    turn.close(turn.ask("danger", "told", view, about=issue.subject, beside=True))
    turn.question = answering


async def tell_tried(turn: Turn, issue: Issue, word: str) -> None:
    """Whether the person got through on the phone: those who come should know."""
    if word in TRIED:
        await _tell(turn, issue, word)


async def _again(turn: Turn, issue: Issue, said: str = "") -> None:
    """It is not over, or has begun again: everybody is called anew."""
    await _advise_about(turn, issue)
    danger = issue.danger or await urgency.said_danger(issue, turn.work)
    still = said or turn.tr.t("It is still dangerous")
    await urgency.still_dangerous(_on(turn, issue), danger, still, turn.work)
    _say_about(turn, issue, words.called(await sheet(issue, turn), turn.tr, turn.work.settings.crisis_line))


async def _call(turn: Turn, issue: Issue) -> None:
    danger = await urgency.said_danger(issue, turn.work)
    command = urgency.MakeUrgent(issue_id=issue.id, by=me(turn).id, at=turn.at, danger=danger)
    await urgency.make_urgent(command, turn.work)
    _asked_no_more(turn, issue)
    _say_about(turn, issue, words.called(await sheet(issue, turn), turn.tr, turn.work.settings.crisis_line))


def _asked_no_more(turn: Turn, issue: Issue) -> None:
    for one in (*turn.waiting(ASKED, issue.subject), *turn.waiting(PERHAPS, issue.subject)):
        turn.close(one)


async def said_about_issue(turn: Turn, got: Parts) -> None:
    """Words instead of a press: anything but a plain "no" calls everybody."""
    assert turn.question is not None
    assert turn.question.issue_id is not None
    issue = await my_issue(turn.question.issue_id, turn)
    if danger_words.only_thanks(got.text) and issue.state in OPEN and not issue.urgent:
        turn.became(Outcome.NOTHING)  # neither a yes nor a no: the question stands
        turn.say(words.still_asked("danger_is", issue.id, turn.tr))
        return
    turn.end()
    if issue.state in OPEN and not issue.urgent and says_no(got.text, await urgency.said_danger(issue, turn.work)):
        await urgency.no_danger_said(_on(turn, issue), turn.work)
        await _instead(turn, issue, got)
        return
    if issue.state in OPEN and not issue.urgent:
        await _call(turn, issue)
    if not got.empty:
        await add(turn, issue, got, asked=True)


def calls_all(told: str, text: str) -> bool:
    """Whether words, where it only may be, are a yes: they say it, or a danger outright, or that it goes on. What
    leaks and gets worse is none. `told`: what it was asked of."""
    if danger_words.only_more_water(told, text):
        return False
    said = says_yes(text) or danger_words.goes_on(text) or danger_words.hurries(text)
    return said or guess(text).sure is not None


async def perhaps_answered(turn: Turn, got: Parts) -> None:
    """Words instead of a press where it only may be: a yes, or a danger outright, calls everybody; all else goes with
    the matter, and is not asked again. Who fears what may come reads what to do."""
    assert turn.question is not None
    assert turn.question.issue_id is not None
    issue = await my_issue(turn.question.issue_id, turn)
    turn.end()
    heard, no = guess(got.text), says_no(got.text, await urgency.said_danger(issue, turn.work))
    yes = calls_all(issue.text, got.text)
    if issue.state in OPEN and not issue.urgent and not no and yes:
        await _advise_about(turn, issue)
        await _call(turn, issue)
        if not got.empty:
            await add(turn, issue, got, asked=True)
        return
    if no and issue.state in OPEN and not issue.urgent:
        await urgency.no_danger_said(_on(turn, issue), turn.work)
        if heard.danger is not None and heard.danger not in PRIVATE_DANGERS:
            await advise(turn, heard.danger, got.text, issue.area_id)
    await _instead(turn, issue, got)


async def is_of_another(turn: Turn, question: Question, got: Parts) -> bool:
    """Whether the words are no answer to whether anybody is in danger there, but of another matter."""
    assert question.issue_id is not None
    issue = await turn.work.issue(question.issue_id)
    return names_another(got.text, issue.category) and not comes_from(issue.category, got.text)


async def _instead(turn: Turn, issue: Issue, got: Parts) -> None:
    if only_no(got.text) and not got.photos:
        await became(turn, Outcome.ANSWER, issue)
        turn.say(View(turn.tr.t("All right.")))
    else:  # what there is instead
        await say(Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text, photos=got.photos), turn.work)
        await became(turn, Outcome.ADDITION, issue)
        turn.say(follow_words.passed_on(await sheet(issue, turn), turn.tr))


# --- while it is urgent


async def _dangers(turn: Turn, text: str) -> list[Danger]:
    """The dangers that this person reported and words may belong to: those that are open, unless a question was asked
    since; and those that ended within a day, where the words may say that they begin again."""
    found: list[Danger] = []
    again = danger_words.names_violence(text) or (says_again(text) and not says_over(text))
    reports = await turn.reports()
    for issue in reports[:LOOKED_AT]:
        live = issue.urgent and issue.state in OPEN
        if not live and not again:  # most words are neither: nothing more is read
            continue
        timeline = await turn.work.timeline(issue.id)
        if live:
            known = _open_danger(issue, timeline)
            asked = any(one.asked_at >= known.since and not one.kind.endswith(BY_PRESS) for one in turn.questions)
            if turn.at - known.since <= URGENT_TALK and not asked:
                found.append(known)
        elif (ended := urgency.ended(issue, timeline)) is not None and turn.at - ended.at <= urgency.AGAIN_WITHIN:
            kind = maybe(ended.data, NoDanger).danger or ""
            if _same_again(text, kind, newest=ended.at >= reports[0].filed_at) and not says_over(text):
                found.append(Danger(issue=issue, kind=kind, since=ended.at, open=False))
    return found


def _open_danger(issue: Issue, timeline: Sequence[Entry]) -> Danger:
    """It, with what its reporter said of it until now."""
    mine = [one for one in timeline if one.person_id in issue.reporters]
    return Danger(
        issue=issue,
        kind=issue.danger or "",
        since=max((one.at for one in timeline if one.action in CALLS), default=issue.filed_at),
        open=True,
        over=_last_was_over(issue, timeline),
        said=mine[-1].at if mine else None,
        told="\n".join([issue.text, *(one.text for one in mine)]),
        also=tuple(found.also for one in timeline if (found := maybe(one.data, Added)).also),
    )


async def _is_its_own(turn: Turn, known: Danger, text: str) -> bool:
    """Whether the words tell of a danger that is none of this one: those who run there are not those whom it needs."""
    elsewhere = CORRECTS.search(text) is None and await in_another_building(turn, known.issue, text)
    return known.open and is_its_own(text, known, turn.at, elsewhere=elsewhere)


async def its_own(turn: Turn, issue: Issue, text: str) -> bool:
    """The same of a matter for which people are called."""
    return await _is_its_own(turn, _open_danger(issue, await turn.work.timeline(issue.id)), text)


def _same_again(text: str, kind: str, *, newest: bool) -> bool:
    """Whether the words may say that a danger that ended begins again: what is private by the same kind of words; any
    other by its name, or, where nothing was reported since, without it."""
    if kind in PRIVATE_DANGERS and danger_words.names_violence(text):
        return guess(text).danger in (None, kind)
    return danger_words.begins_again(text, kind) and (newest or danger_words.names_danger(text, kind))


def _last_was_over(issue: Issue, timeline: Sequence[Entry]) -> bool:
    """Whether the last that its reporter said of it is that it is over."""
    said = [one for one in timeline if one.person_id in issue.reporters]
    return bool(said) and bool(maybe(said[-1].data, Added).over)


async def quarrel_over(turn: Turn) -> bool:
    """Whether the last that this person said of violence, or of despair, is that it is over."""
    return any(one.open and one.private and one.over for one in await _dangers(turn, ""))


async def in_danger(turn: Turn) -> Issue | None:
    """The urgent matter that this person reported and is in, unless a question was asked since."""
    return next((one.issue for one in await _dangers(turn, "") if one.open), None)


async def said(turn: Turn, got: Parts) -> bool:
    """What a person in danger says goes to those who were called for the danger that it is about, and to nobody else.
    False where it is about none."""
    known = [] if got.empty else await _dangers(turn, got.text)
    found = meant(got.text, [one for one in known if not await _is_its_own(turn, one, got.text)])
    if found.danger is None or (found.danger.open and await _plainly_another(turn, found.danger, got)):
        return await _answers_matter(turn, got) or await in_answer(turn, got)
    about = found.danger.open and danger_words.names_danger(got.text, found.danger.kind)
    if (
        not about
        and not danger_words.names_violence(got.text, found.danger.kind)
        and await _answers_matter(turn, got, found.danger.issue)
    ):
        return True
    await said_to(turn, found.danger.issue, got, asked=await _still_asked(turn, found.danger.issue))
    if found.or_else is not None:
        _ask_whether_too(turn, found.danger.issue, found.or_else.issue, got)
    return True


async def said_privately(turn: Turn, got: Parts) -> bool:
    """What is private goes to the private danger that is known, if there is one: it is no new one."""
    found = meant(got.text, await _dangers(turn, got.text))
    if found.danger is None or not found.danger.private or not danger_words.names_violence(got.text):
        return False
    await said_to(turn, found.danger.issue, got)
    return True


async def _still_asked(turn: Turn, issue: Issue) -> bool:
    """Whether "is anyone in danger?" still stands of it, though it was filed by itself meanwhile."""
    asked = [one for one in turn.questions if one.kind in (ASKED, "report.danger")]
    drafts = [await turn.work.draft(one.draft_id) for one in asked if one.draft_id is not None]
    return any(one.issue_id == issue.id for one in asked) or any(one.issue_id == issue.id for one in drafts)


async def said_to(turn: Turn, issue: Issue, got: Parts, *, asked: bool = False) -> None:
    """Words about this danger, open or ended. `asked`: the question whether anybody is in danger still stands."""
    if issue.urgent and issue.state in OPEN:
        await add(turn, issue, got, asked=asked)
        await quietly(turn, issue, got.text)
    else:
        await _again(turn, issue, got.text)
        await say(Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text, photos=got.photos), turn.work)
        await became(turn, Outcome.ADDITION, issue)


async def quietly(turn: Turn, issue: Issue, text: str) -> None:
    """Who asked not to be answered reads that it was received, once, and nothing else; who asked that nobody comes,
    what happens now."""
    timeline = await turn.work.timeline(issue.id)
    if kept_quiet(issue, me(turn).id, timeline):
        turn.answers.clear()
        if first_time(issue, me(turn).id, timeline):
            hush = danger_words.asks_silence(text) or danger_words.returns(text)
            turn.say(words.heard_quietly(turn.tr) if hush else words.plea_heard(await sheet(issue, turn), turn.tr))


async def replied(turn: Turn, issue: Issue, got: Parts, *, asked: bool = False) -> bool:
    """An answer to a message about a danger belongs to that danger, whatever else is open. False where it is none."""
    ended = urgency.ended(issue, await turn.work.timeline(issue.id))
    kind = issue.danger or (maybe(ended.data, NoDanger).danger if ended is not None else "")
    violent = danger_words.names_violence(got.text, kind)
    if got.empty or (violent and not issue.called_only and kind not in PRIVATE_DANGERS):
        return False  # that is a matter of its own, for fewer people
    if not (issue.urgent and issue.state in OPEN):
        begins = violent or says_again(got.text) or guess(got.text).danger is not None
        if ended is None or not begins or says_over(got.text):
            return False
    await said_to(turn, issue, got, asked=asked)
    return True


async def said_in_reply(turn: Turn, got: Parts) -> None:
    """The same, where the message was said at once and stands in no outbox."""
    assert turn.question is not None
    assert turn.question.issue_id is not None
    issue = await my_issue(turn.question.issue_id, turn)
    turn.question = None
    if not await replied(turn, issue, got) and not await said(turn, got):
        await about_issue(turn, issue, got.text)
        if issue.state in OPEN:
            await _pass_on(turn, issue, got)
            await became(turn, Outcome.ADDITION, issue)


def another_matter(issue: Issue, got: Parts) -> bool:
    """Whether words said while people are called are plainly none about the danger: "how does it stand?", or the name
    of something else that is broken, perhaps elsewhere."""
    found = guess(got.text)
    if not got.text.strip() or says_over(got.text) or says_again(got.text) or danger_words.only_thanks(got.text):
        return False
    other = names_another(got.text, issue.category)
    if other and found.danger is None and ELSEWHERE.search(got.text) and found.recognised:
        return True
    if found.danger is not None or len(got.text) > ASIDE:
        return False
    return found.talk not in (None, "over", "thanks", "anger") or other


def of_no_rescue(issue: Issue, text: str) -> bool:
    """Words about the noise of a dance in the square, or a fee: not for those who run to a danger, unless they run to
    a quarrel, of which the noise may be."""
    kinds = set(map(broad, named(text)))
    calm = guess(text).danger is None and not says_over(text) and not says_again(text)
    aside = OF_NO_RESCUE if issue.danger in WITH_WATER else OF_NO_RESCUE | OF_NO_LEAK
    return calm and bool(kinds) and kinds <= aside and issue.danger not in PRIVATE_DANGERS


def _idle(text: str, kind: str) -> bool:
    """What is plainly talk of something else: how good the dinner is, how long a spare part takes. "Where are you?" and
    anything of a place, of somebody or of this danger is for those who come, and so is a plea that they do not."""
    where = says_where(text) or may_name_building(text)
    if not surely_idle(text) or where or helpers_came(text) or asks_when(text, names=True):
        return False
    for_them = (danger_words.of_somebody, danger_words.asks_help, danger_words.pleads, danger_words.only_thanks)
    return not danger_words.names_danger(text, kind) and not any(one(text) for one in for_them)


async def _plainly_another(turn: Turn, known: Danger, got: Parts) -> bool:
    """What its reporter writes while people are called is for them: a gate that does not open, a dark stairwell. Not
    so talk with the bot, what is broken in another building, and anything that is broken once it is said to be over."""
    if known.over and known.private and not got.text.strip():
        return True  # a photo without a word, after the quarrel: of what, is asked
    if known.over:
        return another_matter(known.issue, got) or _idle(got.text, known.kind)
    found = guess(got.text)
    feared = danger_words.fears_a_fall(got.text)
    if not got.text.strip() or says_over(got.text) or says_again(got.text) or not (found.danger is None or feared):
        return False
    if found.talk not in (None, "over", "thanks", "anger"):
        return len(got.text) <= ASIDE
    if of_no_rescue(known.issue, got.text):
        return True
    if not names_another(got.text, known.issue.category):
        return False
    outage = set(map(broad, named(got.text))) <= OUTAGES and TOO.search(got.text) is not None
    if outage or BESIDES.search(got.text) or asks_when(got.text, names=True):
        return True
    return found.recognised and await in_another_building(turn, known.issue, got.text)


async def _answers_matter(turn: Turn, got: Parts, danger: Issue | None = None) -> bool:
    """ "Is No. 14 mended?" about what is no danger, asked last, is answered by "no, it is off again". `danger`: the one
    that the words begin again, if it is that."""
    asked = next(iter(turn.questions), None)
    if asked is None or asked.kind != "over.press" or asked.issue_id is None or guess(got.text).sure is not None:
        return False
    if danger is not None and asked.issue_id == danger.id:
        return False
    issue = await my_issue(asked.issue_id, turn)
    if issue.urgent or issue.state not in OPEN or turn.at - asked.asked_at > ANSWERED_WITHIN:
        return False
    if not (DENIES.match(got.text.strip()) or broad(issue.category) in map(broad, named(got.text))):
        return False
    turn.close(asked)
    await say(Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text, photos=got.photos), turn.work)
    await became(turn, Outcome.ADDITION, issue)
    turn.say(follow_words.passed_on(await sheet(issue, turn), turn.tr))
    return True


async def add(turn: Turn, issue: Issue, got: Parts, *, asked: bool = False) -> None:
    """More words, photos, voices: to everybody who was called, and to those of the place that the words name. Thanks
    and talk go to nobody, and what tells them nothing reaches them without a sound; nor does a "no" to the question
    that stands ring; a second danger has its own advice at once."""
    if await moves(turn, issue, got):
        return
    area_id = await also_named(turn, issue, got.text)
    no = asked and issue.state is not State.WAITING and says_no(got.text, issue.danger)
    if area_id is None and not no and await _is_talk(turn, issue, got):
        return
    if area_id is not None and area_id not in issue.line:
        await urgency.place_said(_on(turn, issue), area_id, turn.work)
    timeline = await turn.work.timeline(issue.id)
    again = _last_was_over(issue, timeline) and (says_again(got.text) or guess(got.text).danger is not None)
    also = await _second_danger(turn, issue, got, timeline)
    feared = issue.danger in PRIVATE_DANGERS and (
        danger_words.returns(got.text) or danger_words.asks_silence(got.text) or danger_words.pleads(got.text)
    )
    over = not also and not feared and (no or ends(got.text, issue.danger))
    if again and not over:
        said = Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text, photos=got.photos, also=also)
        await say(said, turn.work)
        await became(turn, Outcome.ADDITION, issue)
        await _again(turn, issue)
        return
    await _pass_on(turn, issue, got, over=over, also=also)
    await became(turn, Outcome.ADDITION, issue)


async def _is_talk(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Thanks, "all right", how good the dinner is: answered, and for nobody else."""
    if got.photos or not danger_words.idle(got.text, issue.danger) or await _answers_staff(turn, issue):
        return False
    turn.became(Outcome.NOTHING)
    thanks = danger_words.only_thanks(got.text)
    welcome = turn.tr.t("You're welcome. Write to me whenever something is wrong.")
    quiet = issue.danger in PRIVATE_DANGERS  # whoever beats may see the telephone
    turn.say(View(welcome) if thanks else words.heard_quietly(turn.tr) if quiet else words.only_news(issue, turn.tr))
    return True


async def _answers_staff(turn: Turn, issue: Issue) -> bool:
    """Whether one of those who come asked or told the person something a moment ago: "all right" is for him."""
    if issue.state is State.WAITING:
        return True
    said = (Kind.RELAY, Kind.QUESTION)
    return bool(await turn.work.told_lately(me(turn).id, [issue.id], said, turn.at - ANSWERED_SOON))


async def _second_danger(turn: Turn, issue: Issue, got: Parts, timeline: Sequence[Entry]) -> str:
    """A danger of another kind than the one that people are called for: its advice at once, and whoever has to come for
    it too. Of violence nobody else hears for that; in despair, that it was done needs a doctor. What only sounds like
    another, "a child is in there too", is of this one."""
    kind = danger_words.second_danger(got.text, issue.danger) or ""
    if issue.danger == "suicide" and danger_words.harmed(got.text):
        kind = "ill"
    known = {issue.danger, *(maybe(one.data, Added).also for one in timeline)}
    if not kind or danger_words.family(kind) in {danger_words.family(one) for one in known if one}:
        return ""
    phones = await property_phones(turn, issue.area_id)
    numbers = await numbers_at(issue.area_id, turn.work)
    line = turn.work.settings.crisis_line
    turn.say(words.advice(kind, phones, numbers, turn.tr, crisis_line=line, more=True))
    if issue.danger in PRIVATE_DANGERS and kind in OF_THE_HOUSE:
        await _call_for_the_house(turn, issue, kind, got.text)
    return kind


async def _call_for_the_house(turn: Turn, issue: Issue, kind: str, text: str) -> None:
    """Gas, fire, current or a falling wall during violence: everybody is called, and reads that and the place alone."""
    for one in (await turn.reports())[:LOOKED_AT]:
        if one.urgent and one.state in OPEN and one.danger == kind:
            return
    public = danger_words.without_private(text) or str(translator(turn.work.settings.language).t(words.NAMES[kind]))
    command = File(
        by=me(turn).id,
        at=turn.at,
        area_id=issue.area_id,
        text=public,
        source=Source.PRIVATE,
        urgent=True,
        danger=kind,
        category=DANGER_CATEGORY[kind],
    )
    await file(command, turn.work)
    turn.say(words.called_for_the_house(public, turn.tr))


# --- which of two


def _ask_whether_too(turn: Turn, first: Issue, other: Issue, got: Parts) -> None:
    """It is with the people of the private one; should those of the other read it as well?"""
    asked_id = turn.work.new_id()
    view = words.tell_them_too(first, other, asked_id, turn.tr)
    turn.ask("danger_too", "press", view, about=other.subject, beside=True, asked_id=asked_id, data=keep(turn, got))


async def told_too(turn: Turn, pressed: Press) -> None:
    """Yes: the words go to those who were called for the other danger as well."""
    asked = turn.pressed_question("danger_too.press", pressed.ids[0])
    if asked is None:
        return
    assert asked.issue_id is not None
    got = await taken(turn, asked)
    turn.edit(View())
    if pressed.word == "yes":
        await said_to(turn, await my_issue(asked.issue_id, turn), got)
    else:
        turn.toast(turn.tr.t("All right."))


async def in_answer(turn: Turn, got: Parts) -> bool:
    """Danger instead of the answer to a question about one's report: it is said about that report, and rings."""
    if guess(got.text).sure is None:
        return False
    for question in [one for one in turn.questions if one.issue_id is not None and one.kind not in (ASKED, PERHAPS)]:
        assert question.issue_id is not None
        issue = await turn.work.issue(question.issue_id)
        if not issue.is_reporter(me(turn).id) or issue.state not in OPEN or not comes_of(issue, got.text):
            continue
        turn.close(question)
        await say(Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text, photos=got.photos), turn.work)
        await became(turn, Outcome.ADDITION, issue)
        await about_issue(turn, issue, got.text)
        return True
    return False


async def said_over(turn: Turn, issue: Issue, got: Parts) -> None:
    """ "Yes, it is over": those who were called read that, and nothing rings."""
    text = got.text.strip() or str(turn.tr.t("Mended, says the reporter."))
    await _pass_on(turn, issue, Parts(text=text, photos=got.photos), over=True)
    await became(turn, Outcome.ADDITION, issue)


OFFERS = Offers(
    presses={"danger_is": pressed, "danger_too": told_too},
    steps={
        ("danger", "issue"): said_about_issue,
        ("danger", "perhaps"): perhaps_answered,
        ("danger", "told"): said_in_reply,
    },
)
