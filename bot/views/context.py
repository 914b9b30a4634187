"""What an outbox view needs beside its issue's sheet; gathered before rendering (bot/outgoing/gather.py)."""

from dataclasses import field
from datetime import datetime

from casework.frozen import frozen
from casework.issue.sheet import Sheet
from casework.model.chats import Audience
from casework.model.conversation import Draft, Message
from casework.model.issues import Issue
from casework.settings import Settings


@frozen(kw_only=True)
class RenderContext:
    """`now`: the moment of sending. `draft` with `draft_place` in words for DRAFT_*; `issues`: the sheets of a list
    (SAME_DAY_*), of all of `today`; `bundle`: the pings that go into one message, each with its sheet. `audience` and
    `chat_area_id`: of the group it goes to; `addresses`: of the people who may be mentioned there, as far as known.
    `about`: what it is about beside an issue (a seat, a whistle, an emergency …), as its view wants it."""

    now: datetime
    settings: Settings
    bot_username: str = ""
    draft: Draft | None = None
    draft_place: str = ""
    issues: list[Sheet] = field(default_factory=list)
    bundle: list[tuple[Message, Sheet]] = field(default_factory=list)
    today: list[Issue] = field(default_factory=list)
    audience: Audience | None = None
    chat_area_id: int | None = None
    addresses: dict[int, str] = field(default_factory=dict)
    about: object = None
