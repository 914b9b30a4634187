"""What has to be asked before anything is used: consent, and where one lives."""

from bot.flows.around import community_name, options, root, scanned
from bot.incoming.turn import FOR_A_PLACE, Turn
from bot.views import home
from casework.questions import At, Home


async def ask_consent(turn: Turn, area_id: int | None) -> None:
    """Before anything is used; the building of a scanned code is remembered until then."""
    area_id = area_id or scanned(turn)
    top = await root(turn)
    community = await community_name(area_id or (top.id if top else None), turn.work)
    turn.ask("consent", "press", home.consent(community, area_id or 0, turn.tr), data=At(area_id=area_id or 0))


async def ask_home(turn: Turn, draft_id: int = 0, at: tuple[int, int] = (0, 0)) -> None:
    """Walk the tree, or write it."""
    found = await options(turn, *at, streets=bool(draft_id))
    view = home.where_do_you_live(found, draft_id, at, 0, turn.tr)
    asked = Home(draft_id=draft_id, area_id=at[0], walking=True)
    turn.ask("home", "words", view, lasts=FOR_A_PLACE, data=asked)
