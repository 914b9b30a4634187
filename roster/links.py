"""Links that administrators hand over: one-time links for posts, lasting ones for buildings (Bot API, deep linking)."""

import csv
import io
from collections.abc import Collection, Sequence
from datetime import datetime

from casework.frozen import frozen
from casework.model.places import HOUSES, AreaKind
from casework.neighbourhood.claiming import link_for
from casework.settings import Settings
from locales.translator import Translator
from roster.check import place_of
from roster.columns import in_columns
from roster.words import ROLES, say
from storage.database import Database
from storage.roster import Roster


class UnknownPosts(Exception):
    """Links were asked for posts that do not exist; the message lists their codes."""


WITH_CODE = frozenset(HOUSES) | {AreaKind.STREET}
"""Where a QR code can hang: it says where whoever scans it is."""


@frozen
class HandedLink:
    """A link with whom or what it is for: a post's person, or a building."""

    place: str
    role: str
    name: str
    code: str
    url: str


async def links(
    database: Database, bot_username: str, at: datetime, tr: Translator, *, renew: Collection[str] = ()
) -> list[HandedLink]:
    """A link for each post that nobody has claimed, the same as last time while it is good (a week); with `renew` new
    ones for these posts alone.

    A renewed link makes the lost one void; a claimed post stays with its person until somebody opens the new link, and
    he or an administrator agrees.
    Raises UnknownPosts, StorageError.
    """
    roster = Roster(database)
    posts = await roster.posts()
    if unknown := sorted(set(renew) - {post.code for post in posts}):
        raise UnknownPosts(tr.t("There is no post with the code: {codes}", codes=", ".join(unknown)))
    work = database.work(Settings())
    known = {post.id: link for link, post in await work.open_links()}
    wanted = [post for post in posts if (post.code in renew if renew else post.person_id is None)]
    open_codes = {
        post.id: link_for(post, known.get(post.id), None, at, work, renew=bool(renew)).code for post in wanted
    }
    await work.commit()
    places = await _places(roster)
    return [
        HandedLink(
            places.get((post.area_id, post.estate_id), ""),
            say(ROLES, post.role, tr),
            post.name,
            post.code,
            _url(bot_username, f"p_{open_codes[post.id]}"),
        )
        for post in sorted(wanted, key=lambda post: (post.role, post.code))
    ]


async def building_links(database: Database, bot_username: str) -> list[HandedLink]:
    """A link for each building, unit and street, for a QR code at its door; it lasts as long as the code."""
    roster = Roster(database)
    areas = {area.id: area for area in await roster.areas()}
    estates = {estate.id: estate.name for estate in await roster.estates()}
    return [
        HandedLink(
            place_of(area, areas),
            "",
            estates.get(area.estate_id or 0, ""),
            area.code,
            building_url(bot_username, area.code),
        )
        for area in areas.values()
        if area.kind in WITH_CODE
    ]


async def _places(roster: Roster) -> dict[tuple[int | None, int | None], str]:
    """The name of what a post is responsible for, by its area and its estate."""
    areas = {area.id: area for area in await roster.areas()}
    places: dict[tuple[int | None, int | None], str] = {(None, one.id): one.name for one in await roster.estates()}
    return places | {(area.id, None): place_of(area, areas) for area in areas.values()}


def building_url(bot_username: str, code: str) -> str:
    """What the QR code at a building's door says."""
    return _url(bot_username, f"b_{code}")


def _url(bot_username: str, parameter: str) -> str:
    return f"https://t.me/{bot_username}?start={parameter}"


def as_csv(handed: Sequence[HandedLink], tr: Translator) -> str:
    """For a spreadsheet. A cell that would be taken for a formula gets an apostrophe."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(_header(tr))
    for one in handed:
        writer.writerow(f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell for cell in _cells(one))
    return target.getvalue()


def as_table(handed: Sequence[HandedLink], tr: Translator) -> str:
    """For a terminal: columns that stand under each other, with Chinese characters two wide."""
    return in_columns([_header(tr), *map(_cells, handed)])


def _header(tr: Translator) -> tuple[str, ...]:
    return tr.t("Place"), tr.t("Role"), tr.t("Name"), tr.t("Code"), tr.t("Link")


def _cells(one: HandedLink) -> tuple[str, ...]:
    return one.place, one.role, one.name, one.code, one.url
