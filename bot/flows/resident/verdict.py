"""What a resident says of a result in plain words, as an answer to it or right after it: rated, or it goes on."""

from bot.flows.around import became, me
from bot.flows.resident.report import danger_too
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import reports
from bot.views import result as views
from casework.issue import ending, resolving
from casework.issue.checking import OnRound, said_fine, waits_for_check
from casework.issue.fitting import told_alike
from casework.issue.resolving import Rate, Reopen, rate
from casework.model.conversation import Outcome
from casework.model.issues import Action, Issue, Rating, State
from casework.transitions import possible
from casework.words.answers import Verdict
from casework.words.guess import guess, names_another
from casework.words.verdicts import only_bad, protests, says_more_is_wrong, verdict_perhaps, verdict_said

RATINGS: dict[Verdict, Rating] = {"good": Rating.GOOD, "fair": Rating.FAIR}


def verdict_on(issue: Issue, got: Parts) -> Verdict | None:
    """What the words say of this result; None where they say nothing of it, or name something else. How many have it
    back is asked of each of them in its own way."""
    another = names_another(got.text, issue.category) and not only_bad(got.text)
    if issue.incident_at is not None or guess(got.text).danger is not None or another:
        return None
    return verdict_said(got.text)


async def heard(turn: Turn, issue: Issue, got: Parts, said: Verdict | None = None) -> bool:
    """A plain word on the result. False when it is none, or comes too late. `said`: what it means, where that is
    known."""
    said = said or verdict_on(issue, got)
    if said is None or not issue.is_reporter(me(turn).id):
        return False
    if said == "bad":
        return await goes_on(turn, issue, got)
    if issue.state is State.CLOSED and waits_for_check(issue.now) and not got.photos:
        asked = OnRound(issue_id=issue.id, by=me(turn).id, at=turn.at, round=issue.round)
        await became(turn, Outcome.ADDITION, await said_fine(asked, turn.work))
        turn.say(views.checked(issue, turn.tr))
        return True
    if issue.state is not State.RESOLVED or got.photos:
        return False
    command = Rate(issue_id=issue.id, by=me(turn).id, at=turn.at, rating=RATINGS[said], text=got.text.strip())
    turn.end(issue.subject)
    await became(turn, Outcome.ADDITION, await rate(command, turn.work))
    turn.say(views.rated_in_words(issue, said == "good", turn.tr))
    return True


async def perhaps(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Words that no rule knows and that are probably on this result: surely so they count; else the three buttons come
    once more. False where they are about something else."""
    found = verdict_perhaps(got.text)
    heard_of = guess(got.text)
    another = names_another(got.text, issue.category) or heard_of.category not in (None, issue.category)
    if found is None or (another and not told_alike(issue, heard_of.category)) or heard_of.danger is not None:
        return False
    said, surely = found
    if surely and await heard(turn, issue, got, said):
        return True
    ask(turn, issue)
    return True


async def goes_on(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Not solved, in words: it goes on with them, under its number. False when it is too late for that."""
    if not possible(issue.state, Action.REOPEN) or too_late(turn, issue):
        return False
    turn.end(issue.subject)
    await not_solved(turn, issue.id, got)
    await danger_too(turn, issue, got)
    return True


async def not_solved(turn: Turn, issue_id: int, got: Parts) -> None:
    """What is wrong, in words: of the work it goes on, what accuses somebody is for whoever is above alone."""
    command = Reopen(issue_id=issue_id, by=me(turn).id, at=turn.at, what="words", text=got.text, photos=got.photos)
    issue, complained = await resolving.not_solved(command, turn.work)
    await became(turn, Outcome.COMPLAINT if complained else Outcome.ADDITION, issue)


async def protested(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "凭什么办不了", "这也叫办完了？": of a refusal whoever is asked to look again reads it; of a result it is asked
    what is wrong, unless the words say it, or a photo shows it. False where it is neither, or names something else."""
    if not protests(got.text) or names_another(got.text, issue.category) or guess(got.text).danger is not None:
        return False
    if possible(issue.state, Action.APPEAL):
        await look_again(turn, issue, got)
        return True
    if not possible(issue.state, Action.REOPEN) or too_late(turn, issue):
        return False
    if got.photos or says_more_is_wrong(got.text):
        return await goes_on(turn, issue, got)
    turn.became(Outcome.NOTHING)
    turn.ask("result", "wrong", views.what_is_wrong(issue, turn.tr), about=issue.subject)
    return True


async def look_again(turn: Turn, issue: Issue, got: Parts) -> None:
    """Words against a refusal, one tier above who decided."""
    turn.end(issue.subject)
    command = ending.Appeal(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text, photos=got.photos)
    to = await ending.appeal(command, turn.work)
    await became(turn, Outcome.ADDITION, issue)
    turn.say(reports.looks_again(to, turn.tr, words=True))


def too_late(turn: Turn, issue: Issue) -> bool:
    """Whether it was closed too long ago to go on."""
    return resolving.too_late_for(issue, turn.at, turn.work.settings.reopen_within)


def ask(turn: Turn, issue: Issue) -> None:
    """Words that may mean more than one thing: nothing is rated by them, the three buttons come once more."""
    turn.became(Outcome.NOTHING)
    turn.ask("rating", "press", views.how_was_it(issue, turn.tr), about=issue.subject)
