"""What hangs in the stairwells: a building's poster with its QR code, and a contact card for each grid; one HTML file
that any browser prints on A4.

Names and duty phones are those that the bot shows to every resident under "find someone".
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from casework.frozen import frozen
from casework.model.people import Post, Role
from casework.model.places import Area, AreaKind
from locales.translator import Translator
from roster.check import place_of
from roster.links import WITH_CODE, building_url
from roster.words import ROLES, say
from storage.database import Database
from storage.roster import Roster

if TYPE_CHECKING:
    from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"
ON_A_POSTER = (Role.PROPERTY_STEWARD, Role.COMMUNITY_MANAGER)
"""Whom somebody phones who has no Telegram."""
ON_A_CARD = (Role.GRID_HEAD, Role.GRID_WORKER, Role.BUILDING_HEAD, Role.PROPERTY_STEWARD, Role.COMMUNITY_MANAGER)


class UnknownBuildings(Exception):
    """Posters were asked for buildings that do not exist; the message lists their codes."""


@frozen
class Poster:
    """One sheet for a building's door."""

    name: str
    url: str
    picture: "Markup"
    phones: tuple[str, ...]


@frozen
class Card:
    """Who is there for a grid: role, name, phone; when, in words."""

    name: str
    hours: str
    people: tuple[tuple[str, str, str], ...]


async def posters(database: Database, bot_username: str, tr: Translator, codes: Collection[str] = ()) -> str:
    """The posters of these buildings, or of all, as HTML. Raises UnknownBuildings, StorageError."""
    roster = Roster(database)
    areas = {area.id: area for area in await roster.areas()}
    buildings = [area for area in areas.values() if area.kind in WITH_CODE]
    if unknown := sorted(set(codes) - {area.code for area in buildings}):
        raise UnknownBuildings(tr.t("There is no building with the code: {codes}", codes=", ".join(unknown)))
    estates = {estate.id: estate.name for estate in await roster.estates()}
    posts = await roster.posts()
    wanted = sorted((area for area in buildings if not codes or area.code in codes), key=lambda area: area.code)
    return _page(tr, posters=[_poster(area, areas, estates, posts, bot_username, tr) for area in wanted], cards=[])


async def contact_cards(database: Database, tr: Translator, hours: Callable[[Area], str]) -> str:
    """A card for each grid, as HTML. `hours`: when an area is served, in words. Raises StorageError."""
    roster = Roster(database)
    areas = {area.id: area for area in await roster.areas()}
    posts = await roster.posts()
    grids = sorted((area for area in areas.values() if area.kind is AreaKind.GRID), key=lambda area: area.code)
    return _page(tr, posters=[], cards=[_card(grid, areas, posts, hours(grid), tr) for grid in grids])


def _poster(
    area: Area,
    areas: dict[int, Area],
    estates: dict[int, str],
    posts: Sequence[Post],
    bot_username: str,
    tr: Translator,
) -> Poster:
    import segno
    from markupsafe import Markup

    url = building_url(bot_username, area.code)
    code = segno.make(url, error="m")
    picture = Markup(code.svg_inline(scale=1, border=2, omitsize=True))
    near = _by_role(ON_A_POSTER, [post for post in posts if _serves(post, area)])
    phones = tuple(f"{say(ROLES, post.role, tr)} {post.phone}" for post in near if post.phone)
    name = f"{estates.get(area.estate_id or 0, '')}{area.name}" or place_of(area, areas)
    return Poster(name, url, picture, tuple(dict.fromkeys(phones)))


def _card(grid: Area, areas: dict[int, Area], posts: Sequence[Post], hours: str, tr: Translator) -> Card:
    below = [area for area in areas.values() if grid.id in area.line]
    near = [post for post in posts if any(_serves(post, area) for area in (grid, *below))]
    people = ((say(ROLES, post.role, tr), post.name, post.phone) for post in _by_role(ON_A_CARD, near))
    return Card(place_of(grid, areas), hours, tuple(dict.fromkeys(people)))


def _serves(post: Post, area: Area) -> bool:
    """Whether somebody of that area is this post's matter."""
    return post.area_id in area.line or (post.estate_id is not None and post.estate_id == area.estate_id)


def _by_role(roles: Sequence[Role], posts: Iterable[Post]) -> list[Post]:
    found = [post for post in posts if post.role in roles]
    return sorted(found, key=lambda post: (roles.index(post.role), post.rank.value != "primary", post.code))


def _page(tr: Translator, **what: object) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    lang = "zh-CN" if tr.language.startswith("zh") else "en"
    return made.get_template("posters.html").render(lang=lang, t=lambda text: tr.t(text), **what)
