"""Every kind of outbox message and the view that renders it. None means: overtaken, not to be sent any more."""

from collections.abc import Callable

from bot.views import cards, resident, seats, staff
from bot.views.context import RenderContext
from bot.views.view import View
from casework.issue.sheet import Sheet
from casework.messages import Kind
from casework.model import Message
from locales.translator import Translator

RENDER: dict[Kind, Callable[[Sheet | None, Message, Translator, RenderContext], View | None]] = {
    **resident.RENDER,
    **staff.RENDER,
    **cards.RENDER,
    **seats.RENDER,
}
"""All kinds but TIDY, which takes messages away and so has nothing to render."""

ping_bundle = staff.ping_bundle
