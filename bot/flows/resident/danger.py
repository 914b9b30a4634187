"""What a person in danger says about a matter that is filed: it goes at once to everybody who was called."""

from datetime import timedelta

from bot.callbacks import Press
from bot.flows.around import became, me, my_issue, property_phones, sheet
from bot.flows.offers import Offers
from bot.flows.placing import also_named, moves
from bot.flows.utilities import numbers_at
from bot.incoming.parts import Parts
from bot.incoming.turn import BY_PRESS, Turn
from bot.views import danger as words
from bot.views.common import number_words
from bot.views.view import NOTHING, View
from casework.issue import urgency
from casework.issue.accusing import readers_of
from casework.issue.doing import OnIssue
from casework.issue.triage import Speak, say
from casework.model import Action, Issue, Outcome
from casework.transitions import OPEN, possible
from casework.words.guess import PRIVATE_DANGERS, guess
from casework.words.over import says_again, says_over
from locales.markup import Html

SAYS_NO = frozenset(
    {
        *("没有", "没", "没事", "不", "不是", "没人", "没那么急", "不急", "无", "没有，没那么急", "没有,没那么急"),
        *("没有没那么急", "没有危险", "没危险", "no", "nobody", "no one", "not really", "no, not that urgent"),
    }
)
"""A plain "no" to "is anyone in danger?"; any other answer counts as yes."""
URGENT_TALK = timedelta(hours=2)
"""What the reporter of something urgent writes meanwhile belongs to it."""
TRIED = ("phoned", "no_line")
ASKED = "danger.issue"
"""The question whether anybody is in danger, about a report."""


def says_no(text: str, danger: str | None) -> bool:
    """Whether somebody answers that nobody is in danger; where it is private, in the plainest words alone."""
    plain = text.strip(" 。.!！，,~").lower()
    if plain in SAYS_NO or danger in PRIVATE_DANGERS:
        return plain in SAYS_NO
    return says_over(plain)


async def only_people(turn: Turn, said: str, area_id: int | None) -> Html:
    """Who is asked first about what is private: the community's people on duty there, or those above whoever it
    complains of."""
    posts, _ = await readers_of(said, area_id, turn.at, turn.work, called_only=True)
    return words.post_names(posts, turn.tr)


async def advise(turn: Turn, danger: str, said: str, area_id: int | None, *, address: str = "") -> Html:
    """The advice, before anything else; says for what follows whom alone it goes to."""
    people = await only_people(turn, said, area_id) if danger in PRIVATE_DANGERS else NOTHING
    phones = await property_phones(turn, area_id)
    line = turn.work.settings.crisis_line
    numbers = await numbers_at(area_id, turn.work)
    turn.say(words.advice(danger, phones, numbers, turn.tr, crisis_line=line, people=people), address=address)
    return people


# --- about a report


async def about_issue(turn: Turn, issue: Issue, text: str) -> bool:
    """The reporter's words about an issue name a danger: asked at once, and without an answer everybody is called."""
    heard = guess(text)
    if issue.urgent or issue.state not in OPEN or heard.danger is None:
        return False
    if heard.sure is None:
        await urgency.perhaps_said(_on(turn, issue), turn.work)
        turn.say(words.perhaps("danger_is", issue.id, turn.tr))
        return True
    await urgency.danger_said(_on(turn, issue), turn.work)
    people = await advise(turn, heard.sure, f"{issue.text}\n{text}", issue.area_id)
    view = words.is_anyone("danger_is", issue.id, heard.sure, turn.tr, people)
    turn.ask("danger", "issue", view, about=issue.subject)
    return True


def _on(turn: Turn, issue: Issue) -> OnIssue:
    return OnIssue(issue_id=issue.id, by=me(turn).id, at=turn.at)


async def pressed(turn: Turn, press: Press) -> None:
    """Yes, I have phoned, I can't get through, no, it is still dangerous."""
    issue = await my_issue(press.ids[0], turn)
    turn.edit(View())
    if press.word == "still" and not issue.urgent and possible(issue.state, Action.REOPEN):
        await _again(turn, issue)
    elif issue.state not in OPEN:
        turn.toast(turn.tr.t("{number} is over already.", number=number_words(issue, turn.tr)), alert=True)
    elif issue.urgent:
        await _tell(turn, issue, press.word)
    elif press.word == "no":
        await urgency.no_danger_said(_on(turn, issue), turn.work)
        _asked_no_more(turn, issue)
        turn.toast(turn.tr.t("All right."))
    else:
        await _call(turn, issue)
        if press.word in TRIED:
            await _tell(turn, issue, press.word)


async def _tell(turn: Turn, issue: Issue, word: str) -> None:
    """What was pressed, to everybody who was called."""
    said = {
        "no": turn.tr.t("No, not that urgent"),
        "phoned": turn.tr.t("I have phoned"),
        "no_line": turn.tr.t("I can't get through"),
    }.get(word, turn.tr.t("Yes, come now"))
    await say(Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=said), turn.work)
    turn.say(words.passed_on(await sheet(issue, turn), turn.tr))


async def tell_tried(turn: Turn, issue: Issue, word: str) -> None:
    """Whether the person got through on the phone: those who come should know."""
    if word in TRIED:
        await _tell(turn, issue, word)


async def _again(turn: Turn, issue: Issue, said: str = "") -> None:
    """It is not over, or has begun again: everybody is called anew."""
    danger = issue.danger or await urgency.said_danger(issue, turn.work)
    still = said or turn.tr.t("It is still dangerous")
    await urgency.still_dangerous(_on(turn, issue), danger, still, turn.work)
    turn.say(words.called(await sheet(issue, turn), turn.tr, turn.work.settings.crisis_line))


async def _call(turn: Turn, issue: Issue) -> None:
    danger = await urgency.said_danger(issue, turn.work)
    command = urgency.MakeUrgent(issue_id=issue.id, by=me(turn).id, at=turn.at, danger=danger)
    await urgency.make_urgent(command, turn.work)
    _asked_no_more(turn, issue)
    turn.say(words.called(await sheet(issue, turn), turn.tr, turn.work.settings.crisis_line))


def _asked_no_more(turn: Turn, issue: Issue) -> None:
    for one in turn.waiting(ASKED, issue.subject):
        turn.close(one)


async def said_about_issue(turn: Turn, got: Parts) -> None:
    """Words instead of a press: anything but a plain "no" calls everybody."""
    assert turn.question is not None
    assert turn.question.issue_id is not None
    issue = await my_issue(turn.question.issue_id, turn)
    turn.end()
    if issue.state in OPEN and not issue.urgent and says_no(got.text, await urgency.said_danger(issue, turn.work)):
        await urgency.no_danger_said(_on(turn, issue), turn.work)
        await became(turn, Outcome.ANSWER, issue)
        turn.say(View(turn.tr.t("All right.")))
        return
    if issue.state in OPEN and not issue.urgent:
        await _call(turn, issue)
    if not got.empty:
        await add(turn, issue, got)


# --- while it is urgent


async def in_danger(turn: Turn) -> Issue | None:
    """The urgent matter that this person reported and is in, unless a question was asked since."""
    for issue in (await turn.reports())[:3]:
        if not issue.urgent or issue.state not in OPEN:
            continue
        timeline = await turn.work.timeline(issue.id)
        since = max(one.at for one in timeline if one.action in (Action.FILE, Action.MAKE_URGENT))
        asked = any(one.asked_at >= since and not one.kind.endswith(BY_PRESS) for one in turn.questions)
        if turn.at - since <= URGENT_TALK and not asked:
            return issue
    return None


async def add(turn: Turn, issue: Issue, got: Parts) -> None:
    """More words, photos, voices: to everybody who was called, and to those of the place that the words name."""
    if await moves(turn, issue, got):
        return
    area_id = await also_named(turn, issue, got.text)
    if area_id is not None and area_id not in issue.line:
        await urgency.place_said(_on(turn, issue), area_id, turn.work)
    over, was_over = says_over(got.text), await _was_over(turn, issue)
    said = Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text, photos=got.photos, over=over)
    await say(said, turn.work)
    await became(turn, Outcome.ADDITION, issue)
    if over:
        turn.say(words.over_passed_on(await sheet(issue, turn), turn.tr))
    elif was_over and (says_again(got.text) or guess(got.text).danger is not None):
        await _again(turn, issue)
    else:
        turn.say(words.passed_on(await sheet(issue, turn), turn.tr))


async def _was_over(turn: Turn, issue: Issue) -> bool:
    """Whether the last that its reporter said of it is that it is over."""
    said = [one for one in await turn.work.timeline(issue.id) if one.person_id in issue.reporters]
    return bool(said) and bool(said[-1].data.get("over"))


async def begins_again(turn: Turn, got: Parts) -> bool:
    """Somebody said that the danger is over, and its reporter writes that it is not: it rings again."""
    if not says_again(got.text) or says_over(got.text):
        return False
    for issue in (await turn.reports())[:3]:
        ended = [one for one in await turn.work.timeline(issue.id) if one.action == Action.MAKE_NORMAL]
        if issue.urgent or not ended or turn.at - ended[-1].at > URGENT_TALK:
            continue
        if issue.state not in OPEN and not possible(issue.state, Action.REOPEN):
            continue
        await _again(turn, issue, got.text)
        await say(Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text, photos=got.photos), turn.work)
        await became(turn, Outcome.ADDITION, issue)
        return True
    return False


async def in_answer(turn: Turn, got: Parts) -> bool:
    """Danger instead of the answer to a question about one's report: it is said about that report, and rings."""
    if guess(got.text).sure is None:
        return False
    for question in [one for one in turn.questions if one.issue_id is not None and one.kind != ASKED]:
        assert question.issue_id is not None
        issue = await turn.work.issue(question.issue_id)
        if not issue.is_reporter(me(turn).id) or issue.state not in OPEN:
            continue
        turn.close(question)
        await say(Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text, photos=got.photos), turn.work)
        await became(turn, Outcome.ADDITION, issue)
        await about_issue(turn, issue, got.text)
        return True
    return False


OFFERS = Offers(presses={"danger_is": pressed}, steps={("danger", "issue"): said_about_issue})
