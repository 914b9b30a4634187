"""Photos for the echo wall: chosen by the community's people, agreed to by whoever they belong to."""

from bot.callbacks import Press
from bot.flows.around import chat_id, me
from bot.flows.offers import Offers
from bot.flows.staff.around import pressed_issue, privately
from bot.incoming.turn import Turn
from bot.views import photos as views
from bot.views.view import View
from casework.issue.photos import OnPhoto, answer_photo, hide_photo, photos_of, show_photo
from casework.model.issues import Action, Issue
from casework.neighbourhood.rights import authorise
from casework.neighbourhood.wall import told_to_all


async def _choice(turn: Turn, issue: Issue) -> View:
    photos = await photos_of(issue, turn.work) if told_to_all(issue) else []
    wrong = await turn.work.wrong_pictures([one.photo.id for one in photos])
    return views.choose(issue, photos, wrong, turn.tr)


async def which(turn: Turn, pressed: Press) -> None:
    """Which photos, and how each stands: privately, with the photos. Raises NotYours."""
    issue = await pressed_issue(turn, pressed)
    await authorise(issue, Action.SHOW_PHOTO, me(turn).id, turn.work)
    await privately(turn, await _choice(turn, issue))


async def _command(turn: Turn, pressed: Press) -> OnPhoto:
    issue_id, photo_id = pressed.ids
    return OnPhoto(issue_id=issue_id, photo_id=photo_id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn))


async def chosen(turn: Turn, pressed: Press) -> None:
    """This one goes there, or comes down."""
    do = show_photo if pressed.word == "on" else hide_photo
    issue = await do(await _command(turn, pressed), turn.work)
    turn.edit(await _choice(turn, issue))


async def answered(turn: Turn, pressed: Press) -> None:
    """Whoever it belongs to says whether it may, or takes it down later."""
    command, photo_id = await _command(turn, pressed), pressed.ids[1]
    if pressed.word == "off":
        await hide_photo(command, turn.work)
        turn.edit(views.taken_down(turn.tr))
        return
    issue = await answer_photo(command, turn.work, yes=pressed.word == "yes")
    turn.edit(views.agreed(issue, photo_id, turn.tr) if pressed.word == "yes" else views.refused(turn.tr))


OFFERS = Offers(presses={"s_photos": which, "s_photo": chosen, "photo_ok": answered})
