"""A day that was named is too late: why, to whoever named it and to the community."""

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.flows.around import became, me, sheet
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import follow as words
from casework.issue import promising
from casework.issue.doing import matter
from casework.issue.drafts import OnDraft, drop_draft
from casework.messages import Kind
from casework.model.conversation import Draft, Outcome
from casework.model.issues import Issue
from casework.transitions import OPEN
from casework.words.verdicts import protests

ASKED = "issue.cannot_wait"
"""Why it cannot wait."""
NAMES_A_DAY = frozenset({Kind.PROMISE, Kind.PROMISE_MOVED, Kind.PUT_OFF})
"""What tells the reporter of a day."""
REFUSES = re.compile("不同意|不接受|不答应|等不(?:了|起)")
"""Not every protest is about the day: "why do I pay?" is for whoever asks the money."""
ANSWERED_FOR = timedelta(hours=24)
"""So long a day that was told may be refused by plain words."""


async def cannot_wait(turn: Turn, issue_id: int, why: str) -> Issue:
    """Passed on; and who reads it is said."""
    command = promising.CannotWait(issue_id=issue_id, by=me(turn).id, at=turn.at, why=why)
    issue = await promising.cannot_wait(command, turn.work)
    turn.say(words.wait_noted(await sheet(issue, turn), turn.tr))
    return issue


async def refused(turn: Turn, draft: Draft) -> bool:
    """ "老人摔了咋办，我不同意" in answer to a day: a danger was asked about first, and there is none; so it is the
    answer, and no report. False where no day waits for one, or more than words was sent."""
    issue = await _of_day(turn, draft)
    if issue is None or draft.photos or draft.voice_seconds or not draft.text.strip():
        return False
    await drop_draft(OnDraft(draft_id=draft.id, by=me(turn).id, at=turn.at), turn.work)
    turn.end(draft.subject)
    for asked in turn.waiting(ASKED, issue.subject):
        turn.close(asked)
    await became(turn, Outcome.ADDITION, await cannot_wait(turn, issue.id, draft.text.strip()))
    return True


async def day_refused(turn: Turn, issue: Issue, got: Parts) -> bool:
    """ "我不同意", said of a matter of which a day was told last. False where none was, or more than words was sent."""
    if got.photos or REFUSES.search(got.text) is None or not await _told_a_day(turn, [issue]):
        return False
    await became(turn, Outcome.ADDITION, await cannot_wait(turn, issue.id, got.text.strip()))
    return True


async def _of_day(turn: Turn, draft: Draft) -> Issue | None:
    """The matter whose day the words refuse: that of which "why?" was asked before, or the last that was told a day."""
    asked = next((one for one in turn.questions if one.kind == ASKED and one.asked_at <= draft.created_at), None)
    if asked is not None and asked.issue_id is not None:
        issue = await matter(asked.issue_id, turn.work)
        return issue if issue.state in OPEN and issue.is_reporter(me(turn).id) else None
    if not protests(draft.text):
        return None
    return await _told_a_day(turn, [one for one in await turn.reports() if one.state in OPEN])


async def _told_a_day(turn: Turn, mine: Sequence[Issue]) -> Issue | None:
    """The matter of which the newest day was told."""
    told = await turn.work.told_lately(me(turn).id, [one.id for one in mine], NAMES_A_DAY, turn.at - ANSWERED_FOR)
    return next((one for row in told for one in mine if one.id == row.issue_id), None)
