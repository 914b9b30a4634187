"""The result: rating it, saying what is wrong, a word of thanks, complaints."""

from collections.abc import Sequence
from datetime import datetime

from bot.callbacks import Press
from bot.flows.around import became, me, my_issue, sheet
from bot.flows.kept import keep_along
from bot.flows.offers import Hearing, Offers
from bot.flows.resident import follow, verdict
from bot.flows.resident.report import asked_issue, can_add, take
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import follow as words
from bot.views import result as views
from bot.views.common import category_name, number_words, short_name
from bot.views.pieces import button
from bot.views.view import View, rows
from casework.data import read
from casework.issue.checking import OnRound, said_fine
from casework.issue.resolving import (
    Complain,
    Rate,
    Reopen,
    Thank,
    complain,
    complain_more,
    praise,
    rate,
    reopen,
    thank,
)
from casework.lines import About, Complained, Wrong
from casework.model.conversation import Outcome, Utterance
from casework.model.issues import Action, Issue, Rating, State
from casework.model.subjects import Subject, SubjectKind
from casework.questions import Complaint
from casework.transitions import possible
from casework.words.answers import Verdict
from casework.words.guess import guess
from locales.translator import Translator


async def rated(turn: Turn, pressed: Press) -> None:
    """Good, or so-so: counted at once; a word may follow."""
    issue_id, of_round = pressed.ids
    issue = await my_issue(issue_id, turn)
    if issue.round != of_round or issue.state is not State.RESOLVED:
        turn.toast(words.over(issue, turn.tr), alert=True)
        return
    rating = Rating(pressed.word)
    issue = await rate(Rate(issue_id=issue.id, by=me(turn).id, at=turn.at, rating=rating), turn.work)
    if rating is Rating.GOOD:
        holder = short_name((await sheet(issue, turn)).holder, turn.tr)
        turn.edit(views.thanks(holder, turn.tr, issue))
        turn.ask("result", "thanks", about=issue.subject)
    else:
        turn.edit(views.could_be_better(issue, turn.tr))
        turn.ask("result", "thanks", about=issue.subject)


def as_press(issue: Issue, verdict: Verdict) -> Press:
    """The button under the result that the words say."""
    if verdict == "bad":
        one_of_many = issue.incident_at is not None
        return Press("wrong", (issue.id,), "same") if one_of_many else Press("bad", (issue.id,))
    return Press("rate", (issue.id, issue.round), verdict)


def which_result(done: Sequence[Issue], verdict: Verdict, tr: Translator) -> View:
    """Several results are not rated yet: which one?"""
    presses = [(one, as_press(one, verdict)) for one in done]
    buttons = [
        button(f"{number_words(one, tr)} {category_name(one.category, tr)}", press.verb, *press.ids, word=press.word)
        for one, press in presses
    ]
    return View(tr.t("Which one do you mean?"), rows(*buttons))


async def no_word(turn: Turn, pressed: Press) -> None:
    """No word of thanks, nothing to better."""
    turn.end(Subject(SubjectKind.ISSUE, pressed.ids[0]) if pressed.ids else None)
    turn.edit(View(turn.tr.t("All right. Thank you.")))


async def checked(turn: Turn, pressed: Press) -> None:
    """Asked once more, long after: it is done. Raises NotFound, NotPossibleNow."""
    issue_id, of_round = pressed.ids
    command = OnRound(issue_id=issue_id, by=me(turn).id, at=turn.at, round=of_round)
    turn.edit(views.checked(await said_fine(command, turn.work), turn.tr))


async def better(turn: Turn, pressed: Press) -> None:
    """What could be better."""
    text = turn.tr.t(views.BETTER[pressed.word])
    await thank(Thank(issue_id=pressed.ids[0], by=me(turn).id, at=turn.at, text=text), turn.work)
    turn.edit(View(turn.tr.t("All right. Thank you.")))


async def thanked(turn: Turn, got: Parts) -> None:
    """A word for whoever did it; second thoughts take the rating back, and what sounds like a new matter is one."""
    issue = await asked_issue(turn)
    found = guess(got.text)
    turn.end()
    if verdict.verdict_on(issue, got) == "bad" and await verdict.goes_on(turn, issue, got):
        return
    if not got.text.strip() or found.category or found.sure or issue.state is not State.CLOSED:
        await take(turn, got)
        return
    await pass_on_thanks(turn, issue, got)


async def pass_on_thanks(turn: Turn, issue: Issue, got: Parts) -> None:
    """To whoever did it, where it was never rated too."""
    said = Thank(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text)
    unrated = all(one.rating is None for one in issue.reports if one.reporter_id == me(turn).id)
    await (praise if unrated else thank)(said, turn.work)
    await keep_along(turn, issue, got.photos)
    await became(turn, Outcome.ADDITION, issue)
    turn.say(View(turn.tr.t("Thank you. I pass it on.")))


async def pass_on_praise(turn: Turn, issue: Issue, got: Parts) -> None:
    """To whoever has it, before there is a result."""
    await praise(Thank(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text), turn.work)
    await became(turn, Outcome.ADDITION, issue)
    turn.say(View(turn.tr.t("Thank you. I pass it on.")))


async def bad(turn: Turn, pressed: Press) -> None:
    """Not solved: what is wrong?"""
    issue = await my_issue(pressed.ids[0], turn)
    if not possible(issue.state, Action.REOPEN) or verdict.too_late(turn, issue):
        turn.toast(words.over(issue, turn.tr), alert=True)
        return
    turn.edit(views.what_is_wrong(issue, turn.tr))
    turn.ask("result", "wrong", about=issue.subject)


async def bad_work(turn: Turn, pressed: Press) -> None:
    """After a complaint: the work has to go on, too."""
    issue = await my_issue(pressed.ids[0], turn)
    if not possible(issue.state, Action.REOPEN) or verdict.too_late(turn, issue):
        turn.toast(words.over(issue, turn.tr), alert=True)
        return
    turn.edit(views.work_is_wrong(issue, turn.tr))
    turn.ask("result", "wrong", about=issue.subject)


async def wrong(turn: Turn, pressed: Press) -> None:
    """The work goes on at once, under the same number; a photo may follow."""
    what: Wrong = next((one for one in views.WRONG if one == pressed.word), "words")
    command = Reopen(issue_id=pressed.ids[0], by=me(turn).id, at=turn.at, what=what)
    issue = await reopen(command, turn.work)
    turn.end(issue.subject)  # what is wrong is said
    _ask_photo(turn, issue)


def _ask_photo(turn: Turn, issue: Issue) -> None:
    text = turn.tr.t("It goes on. Can you take a photo of how it looks now? You need not.")
    turn.edit(View(text, rows(button(turn.tr.t("No photo, go on"), "no_photo", issue.id))))
    turn.ask("issue", "add", about=issue.subject)


async def no_photo(turn: Turn, pressed: Press) -> None:
    """Without a photo."""
    turn.end(Subject(SubjectKind.ISSUE, pressed.ids[0]))
    turn.edit(View())


async def wrong_words(turn: Turn, pressed: Press) -> None:
    """Something else, in words."""
    issue = await my_issue(pressed.ids[0], turn)
    view = View(turn.tr.t("What is wrong? Write it, or send a photo."))
    turn.ask("result", "wrong", view, about=issue.subject)


async def wrong_said(turn: Turn, got: Parts) -> None:
    """What is wrong, in words or photos."""
    issue = await asked_issue(turn)
    if issue.state is State.RESOLVED and verdict.verdict_on(issue, got) in verdict.RATINGS:
        verdict.ask(turn, issue)  # the opposite of what was pressed
        return
    turn.end()
    if not got.empty and await verdict.goes_on(turn, issue, got):
        return
    await (follow.pass_on if can_add(issue) and not got.empty else _over_and_new)(turn, issue, got)


async def _over_and_new(turn: Turn, issue: Issue, got: Parts) -> None:
    """What became of it; the words are a matter of their own."""
    turn.say(View(words.over(issue, turn.tr)))
    await take(turn, got)


async def complaint(turn: Turn, pressed: Press) -> None:
    """About the money or the manner: for the community alone."""
    issue = await my_issue(pressed.ids[0], turn)
    if not possible(issue.state, Action.COMPLAIN):
        turn.toast(words.over(issue, turn.tr), alert=True)
        return
    if pressed.word == "fee":
        text = turn.tr.t(
            "How much did it cost? A photo of the receipt helps. It goes one level above whoever did it alone."
        )
    else:
        text = turn.tr.t("What happened? Write it; it goes to one level above whoever it is about alone.")
    turn.ask("result", "complain", View(text), about=issue.subject, data=Complaint(complaint=pressed.word))


async def complained(turn: Turn, got: Parts) -> None:
    """The complaint in words or a photo."""
    assert turn.question is not None
    about: About = "fee" if read(turn.question.data, Complaint).complaint == "fee" else "attitude"
    issue = await asked_issue(turn)
    turn.end()
    if got.empty or not possible(issue.state, Action.COMPLAIN):
        await _over_and_new(turn, issue, got)
        return
    await complained_in_words(turn, issue, got, about)


async def complained_in_words(turn: Turn, issue: Issue, got: Parts, about: About) -> None:
    """The same without a button, whether the work is done or goes on."""
    command = Complain(issue_id=issue.id, by=me(turn).id, at=turn.at, about=about, text=got.text, photos=got.photos)
    await became(turn, Outcome.COMPLAINT, await complain(command, turn.work))


async def complained_more(turn: Turn, said: Utterance, got: Parts) -> None:
    """A further photo, or other words: whoever has the complaint gets them, and nobody else."""
    assert said.subject is not None
    assert said.entry_id is not None
    issue = await my_issue(said.subject.id, turn)
    command = Complain(
        issue_id=issue.id,
        by=me(turn).id,
        at=turn.at,
        about=read((await turn.work.entry(said.entry_id)).data, Complained).about,
        text=got.text,
        photos=got.photos,
    )
    await complain_more(command, turn.work)


async def more_of_complaint(turn: Turn, got: Parts, since: datetime) -> bool:
    """Words after a complaint about finished work that was made since then: to whoever has it. False: there is none."""
    for issue in await turn.reports():
        made = [
            one
            for one in await turn.work.timeline(issue.id)
            if one.action == Action.COMPLAIN and one.person_id == me(turn).id and one.at >= since
        ]
        if made:
            about = read(made[-1].data, Complained).about
            command = Complain(
                issue_id=issue.id, by=me(turn).id, at=turn.at, about=about, text=got.text, photos=got.photos
            )
            await became(turn, Outcome.NOTHING, await complain_more(command, turn.work))
            turn.say(View(turn.tr.t("Passed on to the same people alone.")))
            return True
    return False


async def complaint_corrected(turn: Turn, said: Utterance, got: Parts) -> None:
    """The corrected words go where the first ones went."""
    await complained_more(turn, said, got)
    turn.say(View(turn.tr.t("Your correction was passed on to the same people alone.")))


OFFERS = Offers(
    presses={
        "rate": rated,
        "checked": checked,
        "no_word": no_word,
        "better": better,
        "bad": bad,
        "bad_work": bad_work,
        "wrong": wrong,
        "no_photo": no_photo,
        "wrong_words": wrong_words,
        "complain": complaint,
    },
    steps={
        ("result", "thanks"): thanked,
        ("result", "wrong"): wrong_said,
        ("result", "complain"): complained,
    },
    outcomes={
        Outcome.COMPLAINT: Hearing(more=complained_more, amend=complaint_corrected),
    },
)
