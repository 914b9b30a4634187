"""Short answers and questions around a filed report, in the resident's private chat."""

from collections.abc import Sequence

from bot.views.common import colon, matter_name, names, number_words, post_name, short_name
from bot.views.pieces import button, running
from bot.views.view import View, put, rows
from casework.issue.sheet import Sheet
from casework.lines import post_told
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Action, Issue, State
from casework.transitions import OPEN
from locales.markup import Html
from locales.translator import Translator, mark

WHY_NOT_WAIT: dict[str, str] = {
    "frail": mark("Old, sick or small people here"),
    "worse": mark("It gets worse and worse"),
    "daily": mark("Can't cook or use the toilet"),
}
"""Why the promised day is too late."""


def write_it(issue: Issue, tr: Translator) -> View:
    """The next message belongs to the report."""
    return View(tr.t("Write it, or send a photo; it is added to {number}.", number=number_words(issue, tr)))


def which_do_you_mean(issues: Sequence[Issue], verb: str, tr: Translator) -> View:
    """Several are open: which one?"""
    buttons = [button(f"{number_words(one, tr)} {matter_name(one, tr)}", verb, one.id) for one in issues]
    asks = verb in ("see", "nudge")
    return View(tr.t("Which one do you mean?") if asks else tr.t("Which one is this about?"), rows(*buttons))


def who_told(tr: Translator) -> Html:
    """Who reported something is told to nobody whom it is about."""
    return tr.t("I tell no neighbour who reported what, be it you or another. If it is not so, here is who to talk to.")


def how_urgent(issue: Issue, tr: Translator) -> View:
    """Urgent? Danger calls everybody; else whoever has it is asked."""
    text = tr.t(
        "{number}: is anyone in danger? Then I call everybody on duty. If not, I ask how it stands.",
        number=number_words(issue, tr),
    )
    danger = button(tr.t("🆘 Yes, come now"), "danger_is", issue.id, word="yes")
    return View(text, rows(danger, button(tr.t("Nobody is, just ask"), "nudge", issue.id)))


def passed_on(sheet: Sheet, tr: Translator, *, urged: bool = False) -> View:
    """The words have gone on. `urged`: they rang whoever is asked for it."""
    number = number_words(sheet.issue, tr)
    if urged:
        return View(tr.t("Added to {number}, and I asked whoever is called for it to hurry.", number=number))
    if sheet.holder is None:
        return View(tr.t("Added to {number}. Whoever takes it reads it.", number=number))
    return View(tr.t("Passed on to {person} ({number}).", person=short_name(sheet.holder, tr), number=number))


def mended(sheet: Sheet, tr: Translator) -> View:
    """Its reporter said so: what comes of it."""
    issue, number = sheet.issue, number_words(sheet.issue, tr)
    if issue.state not in OPEN:
        return View(tr.t("Good. {number} ends here, nobody is called any more.", number=number))
    if running(issue, DeadlineKind.MENDED):
        person = short_name(sheet.holder, tr)
        told = tr.t("Good. I tell {person}; nobody else is called about {number}.", person=person, number=number)
        return View(put("{} {}", told, tr.t("If it comes back, write it to me.")))
    return passed_on(sheet, tr)


def only_told(issue: Issue, tr: Translator) -> View:
    """What is told of a matter that is over is no report; how to make one."""
    told = tr.t("{number} is over, so I report nothing of this.", number=number_words(issue, tr))
    return View(put("{}\n{}", told, tr.t("Is something wrong again? Write where, and what.")))


def over(issue: Issue, tr: Translator) -> Html:
    """It is over; nothing can be added."""
    number = number_words(issue, tr)
    if issue.state in OPEN:
        return tr.t("{number} is still being worked on.", number=number)
    match issue.state:
        case State.RESOLVED:
            return tr.t("{number} is done. If it is not solved, press “Not solved” under the result.", number=number)
        case State.CLOSED:
            return tr.t("{number} is closed. You find it under “My reports”.", number=number)
        case State.WITHDRAWN:
            return tr.t("{number} is withdrawn. If it is still wrong, just report it again.", number=number)
        case _:
            return tr.t("{number} is over. You find it under “My reports”.", number=number)


def too_late_to_correct(issue: Issue, tr: Translator) -> View:
    """The message was changed after its words had done what they could."""
    text = tr.t("That can no longer be changed in {number}: it was passed on.", number=number_words(issue, tr))
    return View(put("{}\n{}", text, over(issue, tr)))


def said_about_result(issue: Issue, tr: Translator) -> View:
    """Words came as an answer to the result: what do they mean?"""
    text = tr.t("{number} is marked as done. Do you mean that it is not solved?", number=number_words(issue, tr))
    wrong = button(tr.t("☹️ Not solved"), "said_wrong", issue.id, says="yes")
    fine = (
        button(tr.t("😊 Solved, thank you"), "said_thanks", issue.id, says="no")
        if issue.state is State.RESOLVED
        else None
    )
    new = button(tr.t("Something new"), "said_new", issue.id)
    return View(text, rows(wrong, fine, new) if fine else rows(wrong, new))


def why_not_wait(issue: Issue, tr: Translator) -> View:
    """Why can't it wait?"""
    reasons = [button(tr.t(name), "cant", issue.id, word=key) for key, name in WHY_NOT_WAIT.items()]
    return View(
        tr.t("Why can't it wait?"), rows(*reasons, button(tr.t("Something else, I'll say"), "cant_words", issue.id))
    )


def wait_noted(sheet: Sheet, tr: Translator) -> View:
    """Whoever holds it reads it, and somebody of the community, if there is anybody."""
    noted = sheet.newest(Action.AMEND)
    above = sheet.posts.get(post_told(noted) or 0) if noted is not None else None
    told = dict.fromkeys(post_name(post, tr) for post in (sheet.holder, above) if post is not None)
    return View(tr.t("Noted. I tell {people}.", people=names(told, tr)) if told else tr.t("Noted."))


def ask_visit(sheet: Sheet, tr: Translator) -> View:
    """Door, phone, when at home."""
    person = short_name(sheet.holder, tr)
    text = tr.t(
        "Write your door number, your phone and when you are at home. Only whoever works on it reads it: {person} now.",
        person=person,
    )
    return View(put("{}\n{}", text, tr.t("I delete what I keep of it 30 days after the matter is closed.")))


def visit_given(sheet: Sheet, tr: Translator, *, asked: bool) -> View:
    """The holder has it, or will, once there is one. Who was not `asked` for it reads for which matter it is."""
    text = tr.t("Kept. Whoever takes it can see it, and nobody else.")
    if sheet.holder is not None:
        text = tr.t("Given to {person}, to nobody else.", person=short_name(sheet.holder, tr))
    return View(text if asked else put("{}{}{}", number_words(sheet.issue, tr), colon(tr), text))
