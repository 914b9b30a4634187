"""Every kind of outbox message and the view that renders it. None means: overtaken, not to be sent any more."""

from bot.views import (
    alarm,
    calls,
    cards,
    checks,
    duty,
    emergency,
    looking,
    mediation,
    meeting,
    opinions,
    outage,
    recognised,
    registering,
    resident,
    result,
    seats,
    staff,
    trying,
    volunteers,
    wall_posts,
    whistle,
)
from bot.views.pieces import PublicRenderer, Renderer, about_issue
from casework.messages import Kind

PUBLIC: dict[Kind, PublicRenderer] = {
    **cards.RENDER,
    **whistle.PUBLIC,
    **outage.PUBLIC,
    **wall_posts.PUBLIC,
    **alarm.PUBLIC,
    **opinions.PUBLIC,
    Kind.DONE_NEIGHBOUR: about_issue(result.done_neighbour),
    Kind.NEWS_NEIGHBOUR: about_issue(result.news_neighbour),
}
"""What groups and neighbours read: people's words in it are masked, or the type checker complains."""

RENDER: dict[Kind, Renderer] = {
    **resident.RENDER,
    **staff.RENDER,
    **PUBLIC,
    **seats.RENDER,
    **registering.RENDER,
    **recognised.RENDER,
    **looking.RENDER,
    **duty.RENDER,
    **emergency.RENDER,
    **trying.RENDER,
    **whistle.RENDER,
    **mediation.RENDER,
    **meeting.RENDER,
    **checks.RENDER,
    **volunteers.RENDER,
    **calls.RENDER,
}
"""All kinds but TIDY, which takes messages away and so has nothing to render."""
