"""Whose it is: hand over, give to a post, not mine, up and down, back with the reason, not for us (wording.md §4)."""

from collections.abc import Awaitable, Callable

from bot.flows.around import chat_id, me
from bot.flows.form import Form, Question
from bot.flows.offers import Offers
from bot.flows.staff.forms import chosen, starter
from bot.flows.utilities import numbers_at
from bot.incoming.turn import Turn
from bot.views.common import colon, number_words, post_label, post_name
from bot.views.reasons import BACK, CAN_WAIT, NOT_OURS, REFUSED, STUCK, SUPPLY_OF, WHOSE
from bot.views.registering import told
from bot.views.staff_words import TIER_NAMES
from bot.views.view import View
from casework.forms import ForReason, Handing, Rejecting
from casework.issue.ending import Reject, reject
from casework.issue.handover import ToPost, WithReason, assign, hand_back, hand_up, refuse, transfer, who_could
from casework.issue.tonight import set_back
from casework.lines import post_told
from casework.model.issues import Action, Issue, State
from casework.ports import Work
from casework.refusals import NobodyThere
from casework.tiers import tier_row
from casework.timeline import newest
from locales.translator import mark

ToSomebody = Callable[[ToPost, Work], Awaitable[Issue]]
ForAReason = Callable[[WithReason, Work], Awaitable[Issue]]
Done = Callable[[Turn, Issue], Awaitable[View]]


AT_FIRST, REST = 6, "rest"
"""So many buttons are shown at once; the last of them leads to the others."""


def _to_somebody(question: str, use_case: ToSomebody, done: str) -> Form[Handing]:
    """A form that asks for a post and gives it the issue; `among`: those whom the words may mean, shown first."""

    async def ask(turn: Turn, issue: Issue, data: Handing) -> Question | None:
        if data.to not in (None, REST):
            return None
        posts = await who_could(issue, me(turn).id, turn.at, turn.work)
        if not posts:
            raise NobodyThere
        choices = tuple((str(post.id), post_label(post, turn.tr)) for post in posts)
        first = tuple(one for one in choices if int(one[0]) in (data.among or ())) or choices[: AT_FIRST - 1]
        if data.to is None and (len(choices) > AT_FIRST or data.among):
            choices = (*first, (REST, turn.tr.t("More")))
        return Question(key="to", text=turn.tr.t(question, number=number_words(issue, turn.tr)), choices=choices)

    async def finish(turn: Turn, issue: Issue, data: Handing) -> View:
        to = await turn.work.post(int(data.to or 0))
        command = ToPost(issue_id=issue.id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn), post_id=to.id)
        after = await use_case(command, turn.work)
        said = ASKED_TOO if after.state is State.REPORTED else done
        return View(turn.tr.t(said, number=number_words(issue, turn.tr), name=post_name(to, turn.tr)))

    return Form(actions=ACTIONS[use_case], ask=ask, finish=finish)


def _for_a_reason(question: str, reasons: dict[str, str], use_case: ForAReason, done: Done) -> Form[ForReason]:
    """A form that asks why."""

    async def ask(turn: Turn, issue: Issue, data: ForReason) -> Question | None:
        if data.why is not None:
            return None
        tr = turn.tr
        choices = tuple((word, tr.t(label)) for word, label in reasons.items())
        text = tr.t(question, number=number_words(issue, tr))
        return Question(key="why", text=text, choices=choices, own=tr.t("Why?"))

    async def finish(turn: Turn, issue: Issue, data: ForReason) -> View:
        why = chosen(data.why, reasons, turn)
        if data.says and data.why in reasons:
            why = f"{why}{colon(turn.tr)}{data.says}"
        command = WithReason(issue_id=issue.id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn), why=why)
        return await done(turn, await use_case(command, turn.work))

    return Form(actions=ACTIONS[use_case], ask=ask, finish=finish)


def _saying(text: str) -> Done:
    async def say(turn: Turn, issue: Issue) -> View:
        return View(turn.tr.t(text, number=number_words(issue, turn.tr)))

    return say


async def _handed_up(turn: Turn, issue: Issue) -> View:
    """To which tier: whoever named another reads so."""
    assert issue.handed_to is not None
    facts = {"number": number_words(issue, turn.tr), "tier": turn.tr.t(TIER_NAMES[tier_row(issue.handed_to).role])}
    return View(turn.tr.t("{number} was handed up to {tier}.", **facts))


async def _handed_back(turn: Turn, issue: Issue) -> View:
    """Whoever holds it holds it until it is taken, and reads so."""
    number, entry = number_words(issue, turn.tr), newest(await turn.work.timeline(issue.id), (Action.HAND_BACK,))
    if issue.holder_id != me(turn).id:
        return View(turn.tr.t("{number} was handed back down.", number=number))
    told = post_told(entry) if entry is not None else None
    to = await turn.work.post(told) if told is not None else None
    if to is None:
        return View(turn.tr.t("{number}: nobody can be asked just now. It stays yours.", number=number))
    if to.person_id == me(turn).id:
        return View(turn.tr.t("{number} was handed back down, and is yours.", number=number))
    return View(turn.tr.t(OFFERED, number=number, name=post_name(to, turn.tr)))


ACTIONS: dict[object, tuple[Action, ...]] = {
    transfer: (Action.TRANSFER,),
    assign: (Action.ASSIGN,),
    hand_up: (Action.HAND_UP,),
    hand_back: (Action.HAND_BACK,),
    refuse: (Action.REFUSE,),
    set_back: (Action.SET_BACK,),
}
"""What somebody has to be allowed to do."""

ASKED_TOO = mark("{number}: {name} was asked. Until somebody takes it, nobody has it.")
OFFERED = mark("{number}: {name} was asked. It stays yours until it is taken.")


async def _ask_reject(turn: Turn, issue: Issue, data: Rejecting) -> Question | None:
    tr = turn.tr
    if data.why is None:
        text = tr.t("{number}: why is it not for us? The resident reads this.", number=number_words(issue, tr))
        choices = tuple((word, tr.t(label)) for word, label in REFUSED.items())
        return Question(key="why", text=text, choices=choices, own=tr.t("Why?"), per_row=1)
    if data.whose is None:
        choices = tuple((word, tr.t(label)) for word, label in WHOSE.items())
        text = tr.t("Whose is it? With the phone, if you know it.")
        return Question(key="whose", text=text, choices=choices, own=tr.t("Whose, and the phone"), per_row=1)
    return None


async def _finish_reject(turn: Turn, issue: Issue, data: Rejecting) -> View:
    company = await _company(turn, issue, data)
    command = Reject(
        issue_id=issue.id,
        by=me(turn).id,
        at=turn.at,
        chat_id=await chat_id(turn),
        why=chosen(data.why, REFUSED, turn),
        whose=company or chosen(data.whose, WHOSE, turn),
        of_roster=bool(company),
    )
    await reject(command, turn.work)
    number = number_words(issue, turn.tr)
    told_him = turn.tr.t("✓ {number}: the resident is told why, and whose it is.", number=number)
    return View(told(issue, told_him, turn.tr.t("✓ {number}: noted.", number=number), turn.tr))


async def _company(turn: Turn, issue: Issue, data: Rejecting) -> str:
    """The company that was pressed, with its number where the roster knows it; else nothing."""
    supply = SUPPLY_OF.get(data.whose or "")
    company = (await numbers_at(issue.area_id, turn.work)).get(supply) if supply else None
    if company is None:
        return ""
    return turn.tr.t("{company}, phone {phone}", company=company.name, phone=company.phone)


STARTS = {
    "s_xfer": "hand_over",
    "s_notmine": "hand_over",
    "s_assign": "assign",
    "s_up": "up",
    "s_setback": "set_back",
    "s_down": "down",
    "s_giveback": "give_back",
    "s_refuse": "refuse",
    "s_reject": "reject",
}


OFFERS = Offers(
    presses={verb: starter(form) for verb, form in STARTS.items()},
    forms={
        "hand_over": _to_somebody(mark("{number}: to whom?"), transfer, OFFERED),
        "assign": _to_somebody(mark("{number}: who should do it?"), assign, mark("{number} was given to {name}.")),
        "up": _for_a_reason(mark("{number}: what is it stuck on?"), STUCK, hand_up, _handed_up),
        "down": _for_a_reason(mark("{number}: why back down?"), BACK, hand_back, _handed_back),
        "give_back": _for_a_reason(mark("{number}: why not yours?"), NOT_OURS, hand_back, _handed_back),
        "refuse": _for_a_reason(
            mark("{number}: why not yours?"), NOT_OURS, refuse, _saying(mark("{number} went back."))
        ),
        "set_back": _for_a_reason(
            mark("{number}: why will the morning do? The resident reads this."),
            CAN_WAIT,
            set_back,
            _saying(mark("{number} waits for the morning, the resident is told why.")),
        ),
        "reject": Form(actions=(Action.REJECT,), ask=_ask_reject, finish=_finish_reject),
    },
)
