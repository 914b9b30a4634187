"""An hour in words of staff: "下午两点去换灯泡" is by when the resident may count on it. One button has it as it was
read; pressed, it is kept as a promise, or as a later one, for which the words are the reason."""

from datetime import datetime

from bot.flows.around import chat_id, me, today_of
from bot.flows.staff.around import names_of
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views.common import number_words, promised_words
from bot.views.registering import told
from bot.views.view import View
from casework.clock import limits as clock
from casework.issue.promising import MovePromise, Promise, is_later, move_promise, promise
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Action, Issue, State
from casework.neighbourhood.rights import may
from casework.transitions import possible
from casework.words.dates import ByHour, read_hour
from casework.words.kept_back import kept_back
from casework.words.later import later
from casework.words.orders import told_to_resident, waits
from casework.words.plain import breaths, plain
from locales.markup import Html, PublicHtml


async def said_hour(turn: Turn, issue: Issue, got: Parts, *, taking: bool = False) -> ByHour | None:
    """The hour that the words name, where this person may promise it now, or once he has taken it. That somebody comes
    sooner than the next limit moves none nearer: it is a word for the resident, and no promise."""
    by = read_hour(got.text, turn.at, turn.work.settings_for(issue.line, turn.at).zone)
    if by is None or issue.urgent or kept_back(got.text) or waits_for_goods(got.text):
        return None
    if issue.state is State.PROMISED:
        made = issue.promise
        moves = made is not None and not made.moved and is_later(made, by.day, by.hour)
        return by if moves and await may(issue, Action.MOVE_PROMISE, me(turn).id, turn.work) else None
    able = possible(issue.state, Action.PROMISE) and await may(issue, Action.PROMISE, me(turn).id, turn.work)
    return by if (able or taking) and not (by.comes and _sooner(turn, issue, by)) else None


def waits_for_goods(text: str) -> bool:
    """ "明天上午才能来货": the hour of what has to come first, and not of the work: "没货 明天十点前给换上"."""
    if not (waits(text) or _GOODS.search(text)):
        return False
    return not any(_MENDS.search(one) and not waits(one) and not _GOODS.search(one) for one in breaths(plain(text)))


_GOODS = later("[来到送发]货|借不")
_MENDS = later(
    "(?:[0-9一二两三四五六七八九十]点|[0-9]时).{0,7}(?:换|修|装|通|弄|办|接|补|焊)(?:上|好|完|通)?(?:$|[了吧])"
)


def _sooner(turn: Turn, issue: Issue, by: ByHour) -> bool:
    """Than whatever would ring somebody next."""
    zone = turn.work.settings_for(issue.line, turn.at).zone
    rings = clock.running(issue, DeadlineKind.RESOLVE)
    return bool(rings) and clock.local(by.day, by.hour, zone) < rings[0].due_at


def hour_words(turn: Turn, by: ByHour) -> PublicHtml:
    """ "今天14:00"."""
    today = today_of(turn)
    return promised_words(by.day, by.hour, turn.tr, today=today)


async def keep(turn: Turn, issue: Issue, got: Parts, said_at: datetime) -> bool:
    """The hour as it was read when it was said is what the resident may count on. False where there is none to keep.
    Raises DateNotPossible for one that is over by now."""
    by = read_hour(got.text, said_at, turn.work.settings_for(issue.line, turn.at).zone)
    if by is None:
        return False
    why = told_to_resident(got.text, await names_of(turn, issue))
    mine, at, chat = me(turn).id, turn.at, await chat_id(turn)
    if issue.state is State.PROMISED:
        asked = issue.promise.moving_reason if issue.promise is not None and issue.promise.moving_to is not None else ""
        why = "；".join(one for one in (asked, why) if one)  # the reason that was given with the day stays
        moved = MovePromise(issue_id=issue.id, by=mine, at=at, chat_id=chat, on=by.day, hour=by.hour, why=why)
        await move_promise(moved, turn.work)
    else:
        given = Promise(
            issue_id=issue.id, by=mine, at=at, chat_id=chat, on=by.day, hour=by.hour, comes=by.comes, why=why
        )
        await promise(given, turn.work)
    turn.say(View(kept_words(turn, issue, by)), vanish=not turn.private)
    return True


def kept_words(turn: Turn, issue: Issue, by: ByHour) -> Html:
    """What whoever said it reads."""
    facts = {"number": number_words(issue, turn.tr), "time": hour_words(turn, by)}
    if issue.promise is not None and issue.promise.moving_to is not None:
        return turn.tr.t(
            "{number}: the community was asked to agree to {day}.", number=facts["number"], day=facts["time"]
        )
    told_him = turn.tr.t("✓ {number}, for the resident: by {time}. It counts once it has arrived.", **facts)
    return told(issue, told_him, turn.tr.t("✓ {number}: by {time}.", **facts), turn.tr)
