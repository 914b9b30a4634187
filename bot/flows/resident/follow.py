"""After filing: my reports, what happened, adding, asking how it stands, withdrawing, answering, the visit."""

import re
from dataclasses import replace

from bot.callbacks import Press
from bot.flows.around import became, context_of, me, my_issue, sheet
from bot.flows.kept import keep, keep_along, taken
from bot.flows.offers import Hearing, Offers
from bot.flows.placing import moves
from bot.flows.resident import verdict, waiting
from bot.flows.resident.report import asked_issue, can_add, danger_too, take
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import follow as words
from bot.views import reports
from bot.views.common import clock_time, names, number_words, short_name
from bot.views.view import View, put
from casework.issue import ending, pinging, planned, visiting
from casework.issue.doing import OnIssue, matter
from casework.issue.filing import me_too
from casework.issue.resolving import Rate, rate
from casework.issue.together import mine_is_another, take_apart
from casework.issue.triage import Speak, say
from casework.messages import Kind
from casework.model.conversation import Message as Told
from casework.model.conversation import Outcome, Utterance
from casework.model.issues import Action, Issue, Rating, State
from casework.model.subjects import Subject, SubjectKind
from casework.transitions import OPEN, STANDING, possible
from casework.words.answers import answer_in
from casework.words.finding import changes_way_in, finds_home
from casework.words.guess import guess
from casework.words.matters import answer_and_more, sounds_like_another, speaks_of_another

SHOWN = 8
"""Reports in the list."""


def on(issue: Issue, turn: Turn) -> OnIssue:
    """A command about the issue by whoever wrote or pressed."""
    return OnIssue(issue_id=issue.id, by=me(turn).id, at=turn.at)


async def mine(turn: Turn) -> None:
    """My reports; a single one is shown whole."""
    found = [await sheet(one, turn) for one in await turn.work.reports_of(me(turn).id, SHOWN)]
    theirs = [await turn.work.issue(one.issue_id) for one in await turn.work.me_toos_by(me(turn).id)]
    too = [await sheet(one, turn) for one in theirs[-SHOWN:] if not one.private and one.state in STANDING]
    taken_down = await turn.work.registered_by(me(turn).id, SHOWN)
    down = [await sheet(one, turn) for one in taken_down]
    ctx = context_of(turn)
    alone = len(found) == 1 and not too and not down
    turn.say(reports.one(found[0], turn.tr, ctx) if alone else reports.mine(found, turn.tr, ctx, too, down))


async def own_words(turn: Turn) -> None:
    """One of our own messages came back to us: it is no report; how things stand is."""
    turn.became(Outcome.NOTHING)
    if await turn.work.reports_of(me(turn).id, 1):
        await mine(turn)
    else:
        turn.say(View(turn.tr.t("That is a message of mine. What do you want to report? Just write it.")))


async def see(turn: Turn, pressed: Press) -> None:
    """How it stands."""
    issue = await my_issue(pressed.ids[0], turn)
    turn.say(reports.one(await sheet(issue, turn), turn.tr, context_of(turn)))


async def again(turn: Turn, pressed: Press) -> None:
    """The same, in the pressed message."""
    issue = await my_issue(pressed.ids[0], turn)
    _decided(turn, issue)
    turn.edit(reports.one(await sheet(issue, turn), turn.tr, context_of(turn)))


def _decided(turn: Turn, issue: Issue) -> None:
    """ "Really withdraw it?" is asked no more."""
    for asked in turn.waiting("withdraw.press", issue.subject):
        turn.close(asked)


async def history(turn: Turn, pressed: Press) -> None:
    """What happened."""
    issue = await my_issue(pressed.ids[0], turn)
    turn.edit(reports.history(await sheet(issue, turn), turn.tr, context_of(turn)))


async def noted(turn: Turn, pressed: Press) -> None:
    """All right, fine, I see: nothing more is asked."""
    turn.toast(turn.tr.t("All right."))
    turn.edit(View())


# --- adding and answering


async def add(turn: Turn, pressed: Press) -> None:
    """The next message is added to the report."""
    issue = await my_issue(pressed.ids[0], turn)
    if not can_add(issue):
        turn.toast(words.over(issue, turn.tr), alert=True)
        return
    turn.ask("issue", "add", words.write_it(issue, turn.tr), about=issue.subject)


async def added(turn: Turn, got: Parts) -> None:
    """Words or photos for a report."""
    issue = await asked_issue(turn)
    turn.end()
    await (pass_on(turn, issue, got) if can_add(issue) else too_late(turn, issue, got))


async def too_late(turn: Turn, issue: Issue, got: Parts) -> None:
    """It was over before the words came: the person reads what became of it, and the words go on; those about a result
    may mean that it is not solved."""
    if got.text.strip() and (possible(issue.state, Action.REOPEN) or issue.state is State.RESOLVED):
        view = words.said_about_result(issue, turn.tr)
        turn.ask("result", "press", view, about=issue.subject, data=keep(turn, got))
        return
    turn.say(View(words.over(issue, turn.tr)))
    await take(turn, got)


async def pass_on(turn: Turn, issue: Issue, got: Parts) -> None:
    """The resident's words reach the holder: whoever says more of it does not take it back. What is told behind the
    answer to a question of staff is a matter of its own."""
    both = answer_and_more(got.text, issue.category) if issue.state is State.WAITING else None
    if both is not None:
        await _pass_on(turn, issue, replace(got, text=both[0]))
        await take(turn, Parts(text=both[1]))
    else:
        await _pass_on(turn, issue, got)


async def _pass_on(turn: Turn, issue: Issue, got: Parts) -> None:
    for asked in turn.waiting("withdraw.press", issue.subject):
        turn.close(asked)
    if not issue.urgent and await moves(turn, issue, got):
        await danger_too(turn, issue, got)
        return
    outcome = Outcome.ANSWER if issue.state is State.WAITING else Outcome.ADDITION
    said = Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text, photos=got.photos)
    await say(said, turn.work)
    urged = await pinging.urge(said, turn.work)
    await became(turn, outcome, issue)
    turn.say(words.passed_on(await sheet(issue, turn), turn.tr, urged=urged))
    await danger_too(turn, issue, got)


async def said_with_neighbour(turn: Turn, issue: Issue, got: Parts) -> None:
    """The words of somebody who has it too, and is not its reporter, reach the holder."""
    issue = await me_too(on(issue, turn), turn.work, text=got.text, photos=got.photos)
    await became(turn, Outcome.ADDITION, issue)
    turn.say(words.passed_on(await sheet(issue, turn), turn.tr))


async def answered(turn: Turn, told: Told, got: Parts) -> None:
    """An answer to one of our messages about an issue reaches its holder; a report that is over is asked about."""
    issue = await matter(told.issue_id, turn.work) if told.issue_id is not None else None
    if issue is None or not issue.is_reporter(me(turn).id) or got.empty:
        await take(turn, got)
    else:
        await about(turn, issue, got)


async def about(turn: Turn, issue: Issue, got: Parts) -> None:
    """Words that are about this one of the person's own, wherever it stands."""
    if (
        possible(issue.state, Action.VISIT)
        and not got.photos
        and not issue.urgent
        and await _is_way_in(turn, issue, got)
    ):
        await way_in_said(turn, issue, got)
    elif can_add(issue):
        await pass_on(turn, issue, got)
    elif await verdict.heard(turn, issue, got) or await verdict.protested(turn, issue, got):
        return
    elif issue.state is State.RESOLVED and guess(got.text).talk == "thanks":
        verdict.ask(turn, issue)
    elif issue.state not in (State.RESOLVED, State.REJECTED) and guess(got.text).talk in ("thanks", "over"):
        turn.became(Outcome.NOTHING)
        turn.say(View(turn.tr.t("You're welcome. Write to me whenever something is wrong.")))
    elif issue.state in (State.RESOLVED, State.CLOSED) and got.text.strip():
        view = words.said_about_result(issue, turn.tr)
        turn.ask("result", "press", view, about=issue.subject, data=keep(turn, got))
    elif possible(issue.state, Action.APPEAL) and got.text.strip() and guess(got.text).talk is None:
        view = reports.look_again(issue, turn.tr)
        turn.ask("result", "press", view, about=issue.subject, data=keep(turn, got))
    else:
        turn.say(View(words.over(issue, turn.tr)))
        await take(turn, got)


async def _is_way_in(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Whether the words say how to come in, or change what was said of it."""
    if finds_home(got.text):
        return True
    return changes_way_in(got.text) and await visiting.own_note(issue, me(turn).id, turn.work) is not None


async def said_wrong(turn: Turn, pressed: Press) -> None:
    """The words said that it is not solved."""
    got = await _said(turn, pressed.ids[0])
    turn.edit(View())
    await verdict.not_solved(turn, pressed.ids[0], got)


async def said_new(turn: Turn, pressed: Press) -> None:
    """The words were about something else."""
    got = await _said(turn, pressed.ids[0])
    turn.edit(View())
    turn.pressed = False  # what comes now answers the words
    await take(turn, got)


async def said_thanks(turn: Turn, pressed: Press) -> None:
    """The words were a thank-you."""
    got = await _said(turn, pressed.ids[0])
    turn.edit(View(turn.tr.t("Thank you. I pass it on.")))
    command = Rate(issue_id=pressed.ids[0], by=me(turn).id, at=turn.at, rating=Rating.GOOD, text=got.text)
    issue = await rate(command, turn.work)
    await keep_along(turn, issue, got.photos)
    await became(turn, Outcome.ADDITION, issue)


async def _said(turn: Turn, issue_id: int) -> Parts:
    """What was written before the press, if it is still known."""
    asked = next((one for one in turn.questions if (one.kind, one.issue_id) == ("result.press", issue_id)), None)
    return Parts() if asked is None else await taken(turn, asked)


# --- asking, withdrawing, asking to look again


async def nudge(turn: Turn, pressed: Press) -> None:
    """How does it stand?"""
    issue = await my_issue(pressed.ids[0], turn)
    if not possible(issue.state, Action.NUDGE):
        turn.toast(words.over(issue, turn.tr), alert=True)
        return
    asked = await pinging.nudge(on(issue, turn), turn.work)
    number = number_words(issue, turn.tr)
    if not asked:
        nobody = turn.tr.t("There is nobody whom I could ask about {number} just now.", number=number)
        turn.toast(nobody, alert=True)
        await see(turn, pressed)
        return
    who = names([short_name(one, turn.tr) for one in asked], turn.tr)
    turn.toast(turn.tr.t("I have asked {person} about {number}.", person=who, number=number), alert=True)


async def withdraw(turn: Turn, pressed: Press) -> None:
    """Really?"""
    issue = await my_issue(pressed.ids[0], turn)
    if not possible(issue.state, Action.WITHDRAW):
        turn.toast(words.over(issue, turn.tr), alert=True)
        return
    turn.ask("withdraw", "press", reports.really_withdraw(await sheet(issue, turn), turn.tr), about=issue.subject)


async def take_back(turn: Turn, pressed: Press) -> None:
    """Withdrawn; the message about it asks whether somebody made the resident do it."""
    issue = await my_issue(pressed.ids[0], turn)
    await ending.withdraw(on(issue, turn), turn.work)
    _decided(turn, issue)
    turn.edit(View())


async def own_wish(turn: Turn, pressed: Press) -> None:
    """My own wish."""
    turn.toast(turn.tr.t("All right."))
    turn.edit(View())


async def forced(turn: Turn, pressed: Press) -> None:
    """Somebody made me."""
    issue = await my_issue(pressed.ids[0], turn)
    turn.edit(reports.forced(await ending.forced(on(issue, turn), turn.work), turn.tr))


async def apart(turn: Turn, pressed: Press) -> None:
    """Not the same matter: it goes on by itself."""
    await my_issue(pressed.ids[0], turn)
    await take_apart(OnIssue(issue_id=pressed.ids[0], by=me(turn).id, at=turn.at), turn.work)
    turn.edit(View())


async def another(turn: Turn, pressed: Press) -> None:
    """Added to what many have, and it is another matter: it goes on by itself."""
    issue = await my_issue(pressed.ids[0], turn)
    await mine_is_another(OnIssue(issue_id=issue.id, by=me(turn).id, at=turn.at), turn.work)
    turn.edit(View())


async def not_back(turn: Turn, pressed: Press) -> None:
    """The planned outage should be over, and is not."""
    issue = await my_issue(pressed.ids[0], turn)
    if issue.state in OPEN and issue.planned_until is not None and turn.at < issue.planned_until:
        until = clock_time(issue.planned_until, turn.at, turn.work.settings.zone, turn.tr)
        turn.toast(
            turn.tr.t("It is planned until {time}. If it is not back then, press again.", time=until), alert=True
        )
        return
    await planned.not_back(OnIssue(issue_id=issue.id, by=me(turn).id, at=turn.at), turn.work)
    turn.toast(turn.tr.t("Noted: it is not back. I see to it that somebody looks."))
    turn.edit(View())


async def appeal(turn: Turn, pressed: Press) -> None:
    """Please look at it again."""
    issue = await my_issue(pressed.ids[0], turn)
    got = await _said(turn, issue.id)
    command = ending.Appeal(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text, photos=got.photos)
    to = await ending.appeal(command, turn.work)
    turn.edit(reports.looks_again(to, turn.tr, words=not got.empty))


# --- the promise


async def cannot_wait(turn: Turn, pressed: Press) -> None:
    """Why?"""
    issue = await my_issue(pressed.ids[0], turn)
    if issue.state not in OPEN:
        turn.toast(words.over(issue, turn.tr), alert=True)
        return
    turn.ask("issue", "cannot_wait", words.why_not_wait(issue, turn.tr), about=issue.subject)


async def cannot_wait_because(turn: Turn, pressed: Press) -> None:
    """One of the reasons."""
    await waiting.cannot_wait(turn, pressed.ids[0], turn.tr.t(words.WHY_NOT_WAIT[pressed.word]))
    for asked in turn.waiting(waiting.ASKED, Subject(SubjectKind.ISSUE, pressed.ids[0])):
        turn.close(asked)
    turn.edit(View())


async def cannot_wait_asked(turn: Turn, pressed: Press) -> None:
    """Another reason."""
    issue = await my_issue(pressed.ids[0], turn)
    turn.ask("issue", "cannot_wait", words.write_it(issue, turn.tr), about=issue.subject)


async def cannot_wait_said(turn: Turn, got: Parts) -> None:
    """The reason in words."""
    issue = await asked_issue(turn)
    turn.end()
    if not got.text.strip() or issue.state not in OPEN:
        await (pass_on(turn, issue, got) if issue.state in OPEN else too_late(turn, issue, got))
        return
    if sounds_like_another(got.text, issue.category):  # no reason, but another matter
        await take(turn, got)
        return
    await waiting.cannot_wait(turn, issue.id, got.text.strip())
    await keep_along(turn, issue, got.photos)
    await became(turn, Outcome.ADDITION, issue)


# --- the visit


async def visit(turn: Turn, pressed: Press) -> None:
    """How to find me: for the holder alone."""
    issue = await my_issue(pressed.ids[0], turn)
    if not possible(issue.state, Action.VISIT):
        turn.toast(words.over(issue, turn.tr), alert=True)
        return
    view = words.ask_visit(await sheet(issue, turn), turn.tr)
    turn.ask("issue", "visit", view, about=issue.subject)


VISIT = "issue.visit"
"""The question for door, phone and times."""
NO_VISIT = re.compile(
    r"(?:不用|不必|不要|别|甭)(?:再|你们?|人|师傅|让人|叫人|派人)*(?:来|上门|过来|跑)|no need to come", re.IGNORECASE
)
"""Nobody has to come: words for whoever works on it, and no door."""
_DOOR_OR_PHONE = re.compile(r"\d{3}|钥匙(?:在|放|搁)|敲门|门铃|门禁|密码")


def tells_door(text: str) -> bool:
    """Whether there is a door, a phone or a key in the words."""
    return _DOOR_OR_PHONE.search(text) is not None


def names_no_door(issue: Issue, text: str) -> bool:
    """ "等下，楼道灯也灭了" is another matter, and no door to be kept for a visit."""
    return not tells_door(text) and speaks_of_another(text, issue.category)


async def visit_said(turn: Turn, got: Parts) -> None:
    """Door, phone, when at home."""
    issue = await asked_issue(turn)
    if not got.text.strip():
        turn.became(Outcome.NOTHING)
        turn.say(View(turn.tr.t("Please write it in words.")))
        return
    turn.end()
    if answer_in(got.text) == "drop":
        turn.became(Outcome.NOTHING)
        turn.say(View(turn.tr.t("All right.")))
        return
    if NO_VISIT.search(got.text) and not tells_door(got.text):
        await pass_on(turn, issue, got)
        return
    turn.became(Outcome.VISIT, issue.subject)
    await _give_visit(turn, issue, got.text.strip())


async def way_in_said(turn: Turn, issue: Issue, got: Parts) -> None:
    """How to come in, told without being asked: kept with what was told of it before, for the holder alone."""
    note = await visiting.own_note(issue, me(turn).id, turn.work)
    turn.became(Outcome.VISIT, issue.subject)
    text = f"{note.text}\n{got.text.strip()}" if note is not None else got.text.strip()
    await _give_visit(turn, issue, text, asked=False)


async def _give_visit(turn: Turn, issue: Issue, text: str, *, asked: bool = True) -> None:
    if not possible(issue.state, Action.VISIT):
        nobody = turn.tr.t("I have passed on to nobody what you wrote just now.")
        turn.say(View(put("{}\n{}", words.over(issue, turn.tr), nobody)))
        return
    command = visiting.GiveVisit(issue_id=issue.id, by=me(turn).id, at=turn.at, text=text)
    await visiting.give_visit(command, turn.work)
    turn.say(words.visit_given(await sheet(issue, turn), turn.tr, asked=asked))


async def visit_corrected(turn: Turn, said: Utterance, got: Parts) -> None:
    """Another door, another phone: the holder has the new one alone."""
    assert said.subject is not None
    issue = await my_issue(said.subject.id, turn)
    note = await visiting.own_note(issue, me(turn).id, turn.work)
    if note is None or note.text != got.text.strip():
        await _give_visit(turn, issue, got.text.strip())


async def more_of_visit(turn: Turn, said: Utterance, got: Parts) -> None:
    """Photos are no door and no phone, but words beside them may be."""
    if got.text.strip():
        await visit_corrected(turn, said, got)


OFFERS = Offers(
    presses={
        "see": see,
        "again": again,
        "history": history,
        "noted": noted,
        "add": add,
        "said_wrong": said_wrong,
        "said_thanks": said_thanks,
        "said_new": said_new,
        "nudge": nudge,
        "withdraw": withdraw,
        "take_back": take_back,
        "own_wish": own_wish,
        "forced": forced,
        "appeal": appeal,
        "apart": apart,
        "another": another,
        "notback": not_back,
        "cannot_wait": cannot_wait,
        "cant": cannot_wait_because,
        "cant_words": cannot_wait_asked,
        "visit": visit,
    },
    steps={
        ("issue", "add"): added,
        ("issue", "cannot_wait"): cannot_wait_said,
        ("issue", "visit"): visit_said,
    },
    outcomes={
        Outcome.VISIT: Hearing(more=more_of_visit, amend=visit_corrected),
    },
    replies={
        Kind.RECEIPT: answered,
        Kind.ACCEPTED: answered,
        Kind.PLAN: answered,
        Kind.RELAY: answered,
        Kind.QUESTION: answered,
        Kind.DISPATCHED: answered,
        Kind.TO_COMMUNITY: answered,
        Kind.TO_SUBDISTRICT: answered,
        Kind.PROMISE: answered,
        Kind.PROMISE_TODAY: answered,
        Kind.PROMISE_MOVED: answered,
        Kind.PROMISE_BROKEN: answered,
        Kind.DONE: answered,
        Kind.DONE_NEIGHBOUR: answered,
        Kind.NEWS_NEIGHBOUR: answered,
        Kind.REPLY_LATE: answered,
        Kind.STOOD_STILL: answered,
        Kind.TURNED: answered,
        Kind.RATE_REMINDER: answered,
        Kind.LAPSED: answered,
        Kind.CHECK_ASKED: answered,
        Kind.REOPENED: answered,
        Kind.COMPLAINT_TAKEN: answered,
        Kind.REJECTED: answered,
        Kind.PUT_OFF: answered,
        Kind.PUT_OFF_AGAIN: answered,
        Kind.CANNOT: answered,
        Kind.AGREED: answered,
        Kind.REINSTATED: answered,
        Kind.WITHDRAWN: answered,
        Kind.DRAFT_ASK: answered,
        Kind.DRAFT_FILED: answered,
        Kind.TOGETHER: answered,
        Kind.APART: answered,
        Kind.INCIDENT: answered,
        Kind.SET_BACK: answered,
        Kind.DAY_CHANGED_OWN: answered,
    },
)
