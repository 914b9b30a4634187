"""What came by itself into a private chat, and what is on its buttons now: for whoever types instead of pressing."""

from collections.abc import AsyncIterator
from datetime import datetime
from itertools import groupby

from bot.incoming.turn import Turn
from bot.outgoing.gather import compose
from casework.frozen import frozen
from casework.messages import Kind

LOOKED_BACK = 8
"""The newest rows sent to a chat, among which a message may ask something."""


@frozen
class Told:
    """A message; its buttons with label, callback data, and what typed means them."""

    message_id: int
    buttons: list[tuple[str, str, str]]

    @property
    def asks(self) -> bool:
        """Whether a plain yes or no is an answer to it."""
        return any(says for *_, says in self.buttons)


async def sent_here(turn: Turn, message_id: int | None, since: tuple[datetime, int]) -> AsyncIterator[Told]:
    """That message; or the newest ones, newest first, as they would be written now, none that came before `since`: a
    moment, and the message of that moment. What is older is not composed."""
    if message_id is not None:
        rows = await turn.work.sent_as(turn.address, message_id)
    else:
        rows = await turn.work.newest_sent(turn.address, LOOKED_BACK)
    for _, same in groupby(rows, key=lambda one: one.message_id):
        carried = list(same)
        newest = carried[-1]
        known = newest.kind in set(Kind)  # of a newer version's messages this one knows no buttons
        if newest.message_id is None or newest.sent_at is None or not known:
            continue
        if message_id is None and (newest.sent_at, newest.message_id) < since:
            return
        view, _ = await compose([newest] if newest.key else carried, turn.work, turn.tr, turn.at, turn.bot_username)
        labels = [(one.text, one.data, one.says) for row in (view.buttons if view else ()) for one in row if one.data]
        yield Told(newest.message_id, labels)
