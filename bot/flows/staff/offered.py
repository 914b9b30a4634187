"""One short question with the buttons that words of staff may mean: where they are no press by themselves, and where
the rules are silent. What it is asked about is a press only once it is pressed (said.py takes it)."""

import re
from collections.abc import Sequence
from typing import Literal

from bot.callbacks import encode
from bot.flows.around import me
from bot.flows.kept import keep_in
from bot.flows.staff.around import shown
from bot.flows.staff.hour import hour_words, said_hour
from bot.flows.staff.relay import keep_note, may_do
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views.common import number_words
from bot.views.pieces import asked_of
from bot.views.registering import told
from bot.views.staff_words import said as said_words
from bot.views.view import Button, View, in_rows, rows
from casework.model.issues import Action, Issue, State
from casework.neighbourhood.rights import given_by_decision
from casework.questions import Offered
from casework.words.acts import likely, of_work, perhaps
from casework.words.among_staff import act_in
from casework.words.answers import asks, deed_in, has_deed, says_how_soon
from casework.words.dates import ByHour, names_hour_alone, read_hour
from casework.words.kept_back import kept_back
from casework.words.ngrams import Act
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

TAKING = ("take", "coming", "plan")
"""Acts of whoever may take what nobody has: he is always asked whether he does."""
AT_MOST = 2
"""Buttons beside "only a note"."""
NO_PART = ("show", "away", "tell")
"""What words that name no matter may mean, and is of this one in particular no more than of any."""
MEANT: dict[Act, tuple[str, ...]] = {
    "take": ("take", "takeover"),
    "not_mine": ("not_mine", "give"),
    "coming": ("tell", "take"),
    "late": ("tell", "take"),
    "here": ("tell", "take"),
    "done": ("done",),
    "cannot": ("promise", "move", "up", "not_mine"),
    "later_day": ("promise", "move", "take"),
    "asks": ("ask",),
    "order": ("give",),
    "up": ("up",),
    "question": ("show",),
    "away": ("away",),
}
"""What somebody may want to press who means that, the likeliest first; of each act the first that is possible."""
_FOR_RESIDENT = re.compile("您|说一声|告诉|转告|跟.{1,5}说|回(?:个|一)?(?:话|信)")
"""What is said to somebody, or is to be, is for the resident."""
BY: dict[str, str] = {
    "keep": mark("By {time}"),
    "take_by": mark("🙋 I'll take it, by {time}"),
}
"""Where an hour was said: what it is read as stands on the button."""
LABELS: dict[str, str] = {
    "take": mark("🙋 I'll take it"),
    "takeover": mark("I take it over"),
    "promise": mark("Name a day"),
    "move": mark("Another day"),
    "done": mark("Done"),
    "not_mine": mark("Not mine"),
    "take_on": mark("Take it, pass it on"),
    "back": mark("Send it back"),
    "give": mark("Give it to…"),
    "up": mark("Hand it up"),
    "ask": mark("Ask the resident"),
    "tell": mark("To the resident"),
    "show": mark("How it stands"),
    "away": mark("I'm away"),
    "nothing": mark("Nothing there"),
    "reject": mark("Not for us"),
    "category": mark("Wrong category"),
    "merge": mark("Put together"),
    "no_more": mark("Nothing there"),
    "whistle": mark("🔔 Whistle"),
}


async def able(turn: Turn, issue: Issue, deed: str) -> bool:
    """Whether this person may do it to the matter now."""
    mine, holds = me(turn).id, issue.holder_id == me(turn).id
    asked = is_asked(turn, issue)
    match deed:
        case "take":
            return (asked or issue.holder_id is None) and await may_do(turn, issue, Action.ACCEPT)
        case "takeover":
            return not holds and await may_do(turn, issue, Action.TAKE_OVER)
        case "promise":
            return holds and await may_do(turn, issue, Action.PROMISE)
        case "move":
            return issue.state is State.PROMISED and await may_do(turn, issue, Action.MOVE_PROMISE)
        case "done":
            return issue.holder_id in (None, mine) and await may_do(turn, issue, Action.RESOLVE)
        case "not_mine":
            given = issue.state is State.DISPATCHED or given_by_decision(issue)
            action = Action.REFUSE if given else Action.TRANSFER
            return (given or holds or asked) and await may_do(turn, issue, action)
        case "give":
            return await may_do(turn, issue, Action.ASSIGN) or await may_do(turn, issue, Action.TRANSFER)
        case "up":
            return await may_do(turn, issue, Action.HAND_UP) and (await shown(turn, issue)).above is not None
        case "ask":
            return bool(issue.reporters) and await may_do(turn, issue, Action.ASK)
        case "tell":
            return await may_do(turn, issue, Action.REPLY)
    return turn.private


def is_asked(turn: Turn, issue: Issue) -> bool:
    """Whether this person is being asked just now."""
    return any(one.live and one.person_id == me(turn).id for one in issue.pings)


async def given(turn: Turn, issue: Issue) -> Literal["assigned", "offered"] | None:
    """Whether somebody gave it to this person, who has not said yet that he takes it."""
    mine = {post.id for post in await turn.work.posts_of(me(turn).id)}
    if issue.state is State.DISPATCHED and issue.assignee_post_id in mine:
        return "assigned"
    return "offered" if issue.transfer_post_id in mine else None


async def by_acts(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Where the rules are silent: what the words probably mean, to be pressed; they are noted whatever comes. False
    where there is nothing to choose from."""
    deeds = await _probably(turn, issue, got)
    if not deeds or deeds == ["tell"]:
        return False
    tell, noted = "tell" in deeds, await may_do(turn, issue, Action.NOTE)
    if noted:
        await keep_note(turn, issue, got, silent=True)
    tr = turn.tr
    number = number_words(issue, tr)
    text = tr.t("✓ {number}: noted, for staff only. Shall I do more?", number=number)
    if tell:
        text = tr.t("✓ {number}: noted, for staff only. Pass it on to the resident, or this?", number=number)
    if not noted:
        text = tr.t("{number}: what shall I do with this?", number=number)
    offer(turn, issue, got, asked_of(text, got.text if turn.private else "", tr), deeds, noted=noted)
    return True


async def ask_at_large(turn: Turn, issue: Issue, got: Parts, first: Sequence[str]) -> None:
    """Of words that name no matter, and this one may be meant: nothing is noted before a press says so. `first`: what
    they plainly say, if it is of this one."""
    deeds = [one for one in first if await able(turn, issue, one)]
    deeds += [one for one in await _probably(turn, issue, got) if one not in (*deeds, *NO_PART)]
    tell = await able(turn, issue, "tell") and not kept_back(got.text)
    deeds = [*deeds[: AT_MOST - tell], *(["tell"] if tell else [])]
    text = turn.tr.t("Is this about {number}? Nothing is noted yet.", number=number_words(issue, turn.tr))
    offer(turn, issue, got, asked_of(text, got.text, turn.tr), deeds, other=True)


async def _probably(turn: Turn, issue: Issue, got: Parts) -> list[str]:
    """What the words probably mean of what this person may do to it, "tell" among them where he may."""
    tell = await able(turn, issue, "tell") and not kept_back(got.text)
    meant = perhaps(got.text) if tell else likely(got.text)  # whoever may tell the resident is asked anyhow
    timed = names_hour_alone(got.text, turn.at, turn.work.settings.zone) and await able(turn, issue, "promise")
    none = not meant or meant[0] in ("note", "talk")
    goes = act_in(got.text) in TAKING or (is_asked(turn, issue) and of_work(got.text))
    takes = goes and await able(turn, issue, "take")
    hour = await said_hour(turn, issue, got) is not None
    timed = (timed or hour) and not takes
    takes = takes or (turn.private and is_asked(turn, issue) and await able(turn, issue, "take"))
    if not takes and ((none and not timed) or _FOR_RESIDENT.search(got.text)):
        return []
    deeds: list[str] = [] if not timed else ["keep"] if hour else ["promise"]
    for act in meant:
        for deed in MEANT.get(act, ()):
            if deed not in deeds and (deed != "tell" or tell) and await able(turn, issue, deed):
                deeds.append(deed)
                break
    if hour:
        deeds = [one for one in deeds if one not in ("promise", "move")]
    may_mean_to = takes or is_asked(turn, issue) or has_deed(got.text, "take")
    if "take" not in deeds and may_mean_to and await able(turn, issue, "take"):
        deeds.insert(0, "take")
    if "take" in deeds and await said_hour(turn, issue, got, taking=True) is not None:
        deeds.insert(deeds.index("take"), "take_by")
    deeds = deeds[:AT_MOST]
    if deeds and tell and "tell" not in deeds:
        deeds = [*deeds[: AT_MOST - 1], "tell"]
    return deeds


async def sure_enough(turn: Turn, issue: Issue, got: Parts, deed: str) -> None:
    """Not sure enough for a press: the button, and "only a note". With an hour in the words, that hour first."""
    tr, number = turn.tr, number_words(issue, turn.tr)
    by = await said_hour(turn, issue, got, taking=deed == "take") if deed in ("take", "promise") else None
    if deed == "promise" and by is not None:
        await ask_to_keep(turn, issue, got, by)
        return
    text = {
        "take": tr.t("{number}: do you take it?", number=number),
        "takeover": tr.t("{number}: do you take it over?", number=number),
        "promise": tr.t("{number}: name a day, so that the resident knows?", number=number),
        "done": read_back(issue, got.text, tr),
    }[deed]
    offer(turn, issue, got, text, ("take_by", deed) if by is not None else (deed,))


async def ask_to_keep(turn: Turn, issue: Issue, got: Parts, by: ByHour) -> None:
    """ "按今天14:00前？": the hour that was just said, by one press; or the words alone go to the resident."""
    tr, facts = turn.tr, {"number": number_words(issue, turn.tr), "time": hour_words(turn, by)}
    text = tr.t("{number}: by {time}, and the resident is told so?", **facts)
    text = told(issue, text, tr.t("{number}: by {time}?", **facts), tr)
    offer(turn, issue, got, text, ("keep", "tell") if await able(turn, issue, "tell") else ("keep",))


def hold_to(turn: Turn, issue: Issue, got: Parts, by: ByHour) -> None:
    """The same of words that the resident has already."""
    facts = {"number": number_words(issue, turn.tr), "time": hour_words(turn, by)}
    text = turn.tr.t("{number}: shall I hold you to that hour, by {time}?", **facts)
    offer(turn, issue, got, text, ("keep",), noted=True)


def for_resident(text: str) -> bool:
    """ "大妈您家闸在哪 我二十分钟到": of whoever is about to take it, what the resident is to read."""
    return says_how_soon(text) or (deed_in(text) is None and bool(_FOR_RESIDENT.search(text) or asks(text)))


def offer(
    turn: Turn,
    issue: Issue,
    got: Parts,
    text: Html,
    deeds: Sequence[str],
    *,
    noted: bool = False,
    whom: PublicHtml | None = None,
    other: bool = False,
) -> None:
    """`noted`: the words are noted already, whatever is pressed. `whom`: to whom it is given. `other`: they may be of
    something else."""
    tr, asked_id = turn.tr, turn.work.new_id()
    ids = (issue.id, me(turn).id, asked_id)
    meant = deeds[0] if len(deeds) == 1 or (len(deeds) == 2 and deeds[0] in BY) else None
    presses = [encode("s_away") if one == "away" else encode("s_word", *ids, word=one) for one in deeds]
    by = read_hour(got.text, turn.at, turn.work.settings.zone)
    labels = [_label(issue, one, tr, hour_words(turn, by) if by is not None else None, whom) for one in deeds]
    says = ["yes" if one == meant else "" for one in deeds]
    buttons = [Button(*one[:2], says=one[2]) for one in zip(labels, presses, says, strict=True)]
    buttons.append(Button(tr.t("Only a note"), encode("s_word", *ids, word="note"), says="" if other else "no"))
    if other:
        buttons.append(Button(tr.t("Something new"), encode("s_word", *ids, word="other"), says="no"))
    keep_until(turn, issue, got, View(text, rows(*in_rows(buttons))), asked_id, noted=noted)


def _label(issue: Issue, deed: str, tr: Translator, by: PublicHtml | None, whom: PublicHtml | None) -> str:
    if whom is not None and deed == "give":
        return tr.t("Let {name} go", name=whom)
    if by is not None and deed in BY:
        return tr.t(BY[deed], time=by)
    if deed == "tell" and not issue.reporters:
        return tr.t("To be told in person")
    return tr.t(LABELS[deed])


def read_back(issue: Issue, text: str, tr: Translator) -> Html:
    """What would stand as the result; in a group, where the words stand above, without them."""
    facts = {"number": number_words(issue, tr), "words": said_words(text)}
    return told(
        issue,
        tr.t("{number}: is it done? The resident would read “{words}”.", **facts),
        tr.t("{number}: is it done? The result would be “{words}”.", **facts),
        tr,
    )


def keep_until(turn: Turn, issue: Issue, got: Parts, view: View, asked_id: int, *, noted: bool = False) -> None:
    """The words wait for one of these buttons."""
    turn.ask(
        "word",
        "press",
        view,
        about=issue.subject,
        beside=True,
        reply_to=turn.message_id,
        asked_id=asked_id,
        data=keep_in(Offered(noted=noted), turn, got),
    )
