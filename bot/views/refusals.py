"""A typed refusal in the words of whoever it is said to (casework/refusals.py)."""

from bot.views.agenda import decision_words
from bot.views.capabilities import switched_off
from bot.views.common import names, number_words, post_name, role_name
from bot.views.view import known
from casework.capabilities import Capability
from casework.categories import category
from casework.model.issues import Action, Issue
from casework.model.mediations import MediationAction
from casework.model.people import Post, Role
from casework.model.whistles import CallAction
from casework.refusals import (
    AlreadyFiled,
    AlreadyHeld,
    AlreadyMoved,
    AlreadyOver,
    AlreadySaid,
    DateNotPossible,
    DecidedAlready,
    DraftFull,
    EmergencyOn,
    EmergencyOver,
    GradeTooLow,
    LinkNotValid,
    NeighboursOnly,
    NobodyCalled,
    NobodyThere,
    NoPdf,
    NotForThem,
    NotFound,
    NotPossibleNow,
    NotTogether,
    NotYours,
    NudgedAlready,
    OnlyAdministrator,
    OrderKnown,
    PlaceNeeded,
    PrivateMatter,
    ReasonNeeded,
    Refusal,
    SwitchedOff,
    TextNeeded,
    TooLate,
    TooMany,
    TooManyCommands,
    TooManyPhotos,
    TooManyPresses,
    TooManyReports,
    WhistleOpen,
)
from casework.tiers import OPTIONAL_ROLES
from locales.translator import Translator

OF_HOLDER = frozenset({Action.ASK, Action.PLAN, Action.REPLY, Action.RESOLVE, Action.PROMISE, Action.TRANSFER})

MANY_ROLES = 6
"""More than so many are not listed: "whoever holds a post"."""


def refusal_words(refusal: Refusal, tr: Translator) -> str:
    """One or two sentences, kindly, and what can be done instead. Plain text: it may become a pop-up.

    Facts that a handler may add: `holder`, the post that has the issue; `ago`, how much faster somebody else was.
    """
    facts = refusal.facts
    holder = facts.get("holder")
    match refusal:
        case AlreadyHeld():
            name = post_name(holder, tr) if isinstance(holder, Post) else tr.t("Somebody else")
            seconds = round(facts["ago"].total_seconds()) if "ago" in facts else 0
            if 0 < seconds < 60:
                return tr.t("{name} has just taken it, {n} s before you.", name=name, n=seconds)
            return tr.t("{name} has it already.", name=name)
        case DecidedAlready():
            what = decision_words(refusal.entry, refusal.facts.get("to"), tr)
            number, name = number_words(refusal.issue, tr), post_name(refusal.post, tr)
            return tr.t("{number}: {name} has decided it meanwhile. {what}", number=number, name=name, what=what)
        case NotYours():
            return _not_yours(refusal, holder if isinstance(holder, Post) else None, tr)
        case NotPossibleNow():
            return tr.t("That is not possible any more: it has moved on. Please look at the newest message.")
        case OrderKnown():
            order, number = refusal.number, number_words(refusal.issue, tr)
            return tr.t("Order {order} is registered already: {number}.", order=order, number=number)
        case NotFound():
            return tr.t("That is not there any more.")
        case SwitchedOff():
            return switched_off(Capability(refusal.capability), tr)
        case AlreadyOver():
            return tr.t("That is over already. Please look at /tingshui again.")
        case EmergencyOn():
            return tr.t("The emergency is on there already: /yingji")
        case EmergencyOver():
            return tr.t("That emergency is over.")
        case AlreadyFiled():
            return tr.t("This list is registered already: /kentan shows what becomes of it.")
        case TooMany():
            return tr.t("I take {n} matters in one list at most. Please make two of it.", n=refusal.most)
        case ReasonNeeded():
            return tr.t("Please say why, in a few words.")
        case TextNeeded():
            return tr.t("Please write a few words.")
        case OnlyAdministrator():
            return tr.t("You are the only administrator here. Please let somebody else take the post first, by /links.")
        case TooLate():
            return tr.t("The time for that is over. Please tell it as a new matter, or ask the community.")
        case DateNotPossible():
            return tr.t("That day is not possible: it has to be from today on, later than what was promised.")
        case AlreadyMoved():
            return tr.t("The day was moved once already. Please talk to the community.")
        case NeighboursOnly():
            if refusal.reporter:
                return tr.t("You reported it: say how it is below my message about the result.")
            return tr.t("Only neighbours of that estate say so. If you live there, tell me where first: /start")
        case AlreadySaid():
            return tr.t("You are counted already.")
        case NotTogether():
            return tr.t("These two cannot be put together: a private matter stays alone, and nothing joins itself.")
        case PlaceNeeded():
            return tr.t("I need to know where it is, at least the estate or the community.")
        case NobodyThere():
            return tr.t("I cannot reach anybody in that post. Please choose somebody else.")
        case NotForThem():
            return tr.t("This is private: it cannot be given to that post. Please choose somebody else.")
        case GradeTooLow():
            return tr.t("The law sets the time for this one. Please name a day instead.")
        case TooManyReports():
            return tr.t("You have reported a lot. It is kept: press “Report it” a little later.")
        case TooManyPhotos():
            return tr.t(
                "You have sent me a great many photos just now: of the last ones I kept {n}; this one and those right "
                "behind it I have not. What you write still arrives. Please send the photo again a little later.",
                n=refusal.times,
            )
        case TooManyPresses():
            return tr.t("Slowly, please: wait a minute, then press again.")
        case TooManyCommands():
            return tr.t("That is a lot for one hour. Please write to me privately.")
        case NudgedAlready():
            minutes = round(refusal.within.total_seconds() / 60)
            return tr.n(
                "You have just asked; you can ask again every {n} minute. The answer comes here.",
                "You have just asked; you can ask again every {n} minutes. The answer comes here.",
                minutes,
            )
        case DraftFull():
            return tr.t(
                "This report is full ({characters} characters, {photos} photos). "
                "Press “Report it”; after that you can add more.",
                characters=int(facts["characters"]),
                photos=int(facts["photos"]),
            )
        case PrivateMatter():
            return tr.t("This matter is private: I don't write it into a department's group. Please phone them.")
        case NobodyCalled():
            return tr.t("Please tick at least one department that is not called yet.")
        case WhistleOpen():
            whom = names([known(one) for one in refusal.departments], tr)
            return tr.t("{names} were whistled and have not finished. Press “Done” on the card.", names=whom)
        case NoPdf():
            return _no_pdf(refusal.why, tr)
        case LinkNotValid():
            return tr.t("This link is not valid any more. Please ask for a new one.")
    return tr.t("That does not go.")


def _no_pdf(why: str, tr: Translator) -> str:
    if why == "missing":
        return tr.t("PDF is not installed here. Open the page in a browser and print it, or save it as PDF there.")
    if why == "busy":
        return tr.t("Another PDF is being made just now: try again in a minute.")
    return tr.t("That is too much for one PDF. Open the page in a browser and print it there.")


def _not_yours(refusal: Refusal, holder: Post | None, tr: Translator) -> str:
    if department := refusal.facts.get("department"):
        return tr.t("That is for the people of {name} who stand in the roster.", name=known(department))
    if isinstance(refusal.facts.get("action"), MediationAction):
        return tr.t("That is for those who are in this mediation.")
    if holder is not None and refusal.facts.get("action") in set(CallAction) | {"look_again"}:
        return tr.t("That is for {name}, who whistled.", name=post_name(holder, tr))
    if holder is not None and refusal.facts.get("action") in OF_HOLDER:
        return tr.t("That is for {name}, who has it.", name=post_name(holder, tr))
    if refusal.facts.get("action") in (Action.ASSIGN, Action.HAND_BACK, Action.AGREE_MOVE, Action.REINSTATE):
        return tr.t("That is for the community to decide.")
    if refusal.facts.get("action") in (Action.SHOW_PHOTO, Action.HIDE_PHOTO):
        return tr.t("The grid head or the community looks at the photos for the wall.")
    if refusal.facts.get("action") is Action.MAKE_NORMAL:
        return tr.t("That is for whoever is there (press “I'm there” first), or the community.")
    if roles := refusal.facts.get("roles"):
        usual = set(roles) - OPTIONAL_ROLES or roles  # a level that may not be there is not spoken of
        who = names([role_name(role, tr) for role in Role if role in usual], tr)
        return (
            tr.t("That is for whoever holds a post here. To report something, just write what is wrong.")
            if len(usual) > MANY_ROLES
            else tr.t("That is for {roles}.", roles=who)
        )
    issue = refusal.facts.get("issue")
    if isinstance(issue, Issue) and not issue.private:
        if holder is not None:
            return tr.t("That is for {name}, who has it.", name=post_name(holder, tr))
        if not category(issue.category).shared_place:
            return tr.t("That is for the property company and the grid head.")
    return tr.t("That is for the property company and the grid head. If you have it at home too, press “My home too”.")
