"""The home of whoever holds a post: role and work at /start and after words that belong to nothing; a report all the
same, when it is meant as one."""

from bot.callbacks import Press
from bot.flows.around import me, of_me, place_of_post
from bot.flows.kept import keep
from bot.flows.menus import menu
from bot.flows.offers import Offers
from bot.flows.staff.forms import begin_anew
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import desk
from casework.model.people import Post
from casework.neighbourhood import people
from casework.neighbourhood.rights import OVERSEERS


async def my_posts(turn: Turn) -> list[tuple[Post, str]]:
    """The person's posts, each with where it is."""
    return [(post, await place_of_post(post, turn.work)) for post in await turn.work.posts_of(me(turn).id)]


async def at_desk(turn: Turn) -> bool:
    """/start: role and work, and the keys below. False for whoever holds no post."""
    posts = await my_posts(turn)
    if not posts:
        return False
    await begin_anew(turn)
    await people.wrote(of_me(turn), turn.work)
    work = await turn.work.open_of_holder(me(turn).id)
    turn.say(desk.at_desk(posts, len(work), turn.tr, board=any(post.role in OVERSEERS for post, _ in posts)))
    await menu(turn)
    return True


async def not_a_report(turn: Turn, got: Parts) -> bool:
    """Words of somebody who works here and has no home with us belong to nothing: role and work, and "report it" for
    when they were meant as a report. False for everybody else."""
    if me(turn).home_id is not None or got.photos or not got.text.strip():
        return False
    if await turn.begun() is not None or not await turn.work.posts_of(me(turn).id):
        return False
    await ask_whether(turn, got)
    return True


async def ask_whether(turn: Turn, got: Parts) -> None:
    """Were they meant as a report? They wait for one press."""
    posts = await my_posts(turn)
    work = await turn.work.open_of_holder(me(turn).id)
    asked_id = turn.work.new_id()
    view = desk.what_is_it(posts, len(work), got.text, asked_id, turn.tr)
    turn.ask("desk", "press", view, beside=True, asked_id=asked_id, data=keep(turn, got))


async def about_me(turn: Turn, pressed: Press) -> None:
    """My work, by a key that stands under a message."""
    await at_desk(turn)


OFFERS = Offers(presses={"s_desk": about_me})
