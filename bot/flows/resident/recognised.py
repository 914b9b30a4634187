"""Somebody whose phone was taken down by staff is asked whether it was him (casework/issue/recognising.py)."""

from bot.callbacks import Press
from bot.flows.around import context_of, me, sheet
from bot.flows.offers import Offers
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import recognised, reports
from casework.issue.recognising import OnReport, claim
from casework.messages import Kind
from casework.model.conversation import Message as Told
from casework.model.conversation import Outcome
from casework.words.answers import answer_in, bare
from casework.words.later import later

_HAVING_SAID = r"是(?:我|俺|本人)(?:说|报|打|反映)?的?(?:电话)?(?:啊|呀|呢)?"
IT_WAS_ME = later(rf"(?:对|嗯|是|没错)*(?:就)?{_HAVING_SAID}|(?i:(?:yes,? )?(?:it|that) was me)|저예요|제가 했어요")
NOT_ME = later(rf"(?:那)?(?:可)?不{_HAVING_SAID}|(?i:(?:it was )?not me|wasn.?t me)|제가 아니에요")


async def it_was_me(turn: Turn, pressed: Press) -> None:
    """From now on it is a report of his own: how it stands."""
    await _claimed(turn, pressed.ids[0], edits=True)


async def it_was_not(turn: Turn, pressed: Press) -> None:
    """Nothing is kept of it."""
    turn.edit(recognised.nobody_learns(turn.tr))


async def _claimed(turn: Turn, report_id: int, *, edits: bool) -> None:
    issue = await claim(OnReport(report_id=report_id, by=me(turn).id, at=turn.at), turn.work)
    view = reports.one(await sheet(issue, turn), turn.tr, context_of(turn))
    if edits:
        turn.edit(view)
    else:
        turn.say(view)


async def in_words(turn: Turn, got: Parts) -> bool:
    """ "是我", "不是我" right below the question."""
    told = next(iter(await turn.work.newest_sent(turn.address, 1)), None)
    if told is None or told.kind != Kind.IS_IT_YOURS or got.photos or _said(got.text) is None:
        return False
    await answered(turn, told, got)
    return True


def _said(text: str) -> bool | None:
    words = bare(text)
    if NOT_ME.fullmatch(words) or answer_in(text) == "no":
        return False
    return True if IT_WAS_ME.fullmatch(words) or answer_in(text) == "yes" else None


async def answered(turn: Turn, told: Told, got: Parts) -> None:
    """An answer to the question; what is neither yes nor no leaves it standing."""
    turn.became(Outcome.NOTHING)
    said = _said(got.text)
    assert told.subject_id is not None
    if said:
        await _claimed(turn, told.subject_id, edits=False)
    elif said is False:
        turn.say(recognised.nobody_learns(turn.tr))
    else:
        turn.say(recognised.please_press(turn.tr))


OFFERS = Offers(
    presses={"told_me": it_was_me, "told_not": it_was_not},
    replies={Kind.IS_IT_YOURS: answered},
)
