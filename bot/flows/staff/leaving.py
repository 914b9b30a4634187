"""Giving a post back: `/tuichu`, and one press that confirms it."""

from html import unescape

from bot.callbacks import Press, encode
from bot.flows.around import me, place_of_post
from bot.flows.offers import Offers
from bot.incoming.turn import Turn
from bot.views.common import post_name
from bot.views.home import keys, staff_keys
from bot.views.view import Button, View, esc, glue, put, rows
from casework.model.people import Post
from casework.neighbourhood.rights import ANY_POST
from casework.neighbourhood.seats import LeavePost, leave_post
from casework.refusals import NotFound, NotYours
from casework.whistle.calling import seat_changed
from locales.markup import Html


async def ask_leave(turn: Turn) -> None:
    """Which post, with what hangs on it; nothing happens yet. Raises NotYours without a post."""
    tr = turn.tr
    posts = await turn.work.posts_of(me(turn).id)
    if not posts:
        raise NotYours(action=None, roles=ANY_POST)
    issues = await turn.work.open_of_holder(me(turn).id)
    lines: list[Html] = [
        tr.t("Do you want to give back a post? What you have goes to your deputy or to the community.")
    ]
    buttons = []
    for post in posts:
        held = sum(issue.holder_post_id == post.id for issue in issues)
        name = await _name(turn, post)
        lines.append(put("· {} · {}", name, tr.n("{n} matter", "{n} matters", held)))
        if awaited := await _awaited(turn, post):
            line = tr.n("{n} whistle waits for your department", "{n} whistles wait for your department", awaited)
            lines.append(put("  {}", line))
        buttons.append(Button(tr.t("Give back: {post}", post=unescape(name)), encode("s_leave", post.id)))
    turn.say(View(glue("\n", lines), rows(*buttons, Button(tr.t("No, I stay"), encode("s_stay")))))


async def _awaited(turn: Turn, post: Post) -> int:
    """Whistles in which the department of an officer has something to do."""
    if post.department_id is None:
        return 0
    whistles = await turn.work.whistles_waiting_for(post.department_id)
    return sum(not one.over for whistle in whistles for one in whistle.calls if one.department_id == post.department_id)


async def _name(turn: Turn, post: Post) -> Html:
    where = await place_of_post(post, turn.work)
    return put("{} {}", esc(where), post_name(post, turn.tr)) if where else post_name(post, turn.tr)


async def leaving(turn: Turn, pressed: Press) -> None:
    """The press that confirms it."""
    if not pressed.ids:
        raise NotFound
    post = await leave_post(LeavePost(by=me(turn).id, at=turn.at, post_id=pressed.ids[0]), turn.work)
    await seat_changed(post, turn.at, turn.work)
    text = turn.tr.t("You have given back: {post}. Thank you for all you did.", post=await _name(turn, post))
    turn.edit(View())
    turn.say(View(text, keys=staff_keys(turn.tr) if await turn.work.posts_of(me(turn).id) else keys(turn.tr)))


async def staying(turn: Turn, pressed: Press) -> None:
    """Nothing happens."""
    turn.toast(turn.tr.t("Good, you stay."))
    turn.edit(View())


OFFERS = Offers(presses={"s_leave": leaving, "s_stay": staying})
