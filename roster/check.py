"""What a roster lacks so that somebody is always asked: warnings with what to do, never a refusal (domain.md §1)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from casework.frozen import frozen
from casework.model.chats import Chat
from casework.model.people import Post, Rank, Role, Serves
from casework.model.places import Area, AreaKind, Estate, Mode
from casework.roles import STEWARDS
from casework.settings import Settings
from locales.translator import Translator, mark
from roster.words import ROLES, say, some

GRID_SIZE = (300, 500)
COMMUNITY_SIZE = (3000, 5000)
"""Households of a grid and of a community (domain.md §1)."""

SEATS: dict[Role, AreaKind] = {
    Role.BUILDING_HEAD: AreaKind.BUILDING,
    Role.GRID_HEAD: AreaKind.GRID,
    Role.COMMUNITY_MANAGER: AreaKind.COMMUNITY,
    Role.SUBDISTRICT_MANAGER: AreaKind.SUBDISTRICT,
    Role.DISTRICT_MANAGER: AreaKind.DISTRICT,
    Role.CITY_MANAGER: AreaKind.CITY,
    Role.SUPERVISOR: AreaKind.SUBDISTRICT,
    Role.ADMIN: AreaKind.SUBDISTRICT,
}
"""What each area of a kind needs somebody for. The property steward is looked for at the estates."""

ONE_PRIMARY = frozenset(
    {
        Role.BUILDING_HEAD,
        Role.GRID_HEAD,
        Role.PROPERTY_STEWARD,
        Role.COMMUNITY_MANAGER,
        Role.SUBDISTRICT_MANAGER,
        Role.DISTRICT_MANAGER,
        Role.CITY_MANAGER,
    }
)
"""Roles that are asked by A/B岗; of the others several stand side by side."""


@frozen
class RosterWarning:
    """Something to look after. `kind` is a word for tests and machines, `codes` are whom it is about."""

    kind: str
    text: str
    advice: str
    codes: tuple[str, ...]


@frozen(kw_only=True)
class Neighbourhood:
    """Everything there is: `posts` with whether their person can be reached, `chats` that are bound."""

    areas: Sequence[Area]
    estates: Sequence[Estate]
    posts: Sequence[Post]
    chats: Sequence[Chat]


def check(all_: Neighbourhood, settings: Settings, tr: Translator) -> list[RosterWarning]:
    """All warnings, in the order in which they matter."""
    if not all_.areas:
        return [
            RosterWarning(
                "empty",
                tr.t("There is no area yet."),
                tr.t("Fill in a roster and read it in: weilinli roster import FILE"),
                (),
            )
        ]
    return [
        *_without_people(all_, settings, tr),
        *_unclaimed(all_, tr),
        *_unreachable(all_, tr),
        *_two_primaries(all_, tr),
        *_without_group(all_, tr),
        *_sizes(all_, tr),
    ]


def place_of(area: Area, areas: dict[int, Area]) -> str:
    """An area with what it lies in, without the top of the tree: "北苑社区 三网格 3号楼"."""
    names = [area.name]
    while area.parent_id is not None and (above := areas.get(area.parent_id)) and above.parent_id is not None:
        area = above
        names.append(area.name)
    return " ".join(reversed(names))


def _without_people(all_: Neighbourhood, settings: Settings, tr: Translator) -> Iterator[RosterWarning]:
    """Seats that nobody has been named for. One warning a role: else a new community fills the screen."""
    areas = {area.id: area for area in all_.areas}
    have = {(post.role, post.area_id) for post in all_.posts}

    def near(role: Role, area: Area) -> list[int | None]:
        """Where a post of the role serves the area: an administrator's above it, or of everything, does too."""
        return [*area.line, None] if role is Role.ADMIN else [area.id]

    asked = {role for rung in settings.rungs for role in rung.roles}
    for role, kind in SEATS.items():
        empty = [
            area
            for area in all_.areas
            if area.kind is kind and not any((role, one) in have for one in near(role, area))
        ]
        if not empty:
            continue
        yield RosterWarning(
            f"no_{role}",
            tr.t(
                "No {role} for: {places}",
                role=say(ROLES, role, tr),
                places=some([place_of(area, areas) for area in empty], tr),
            ),
            tr.t("The clock pings this role. Add a post to the roster: without one the next tier is asked.")
            if role in asked
            else tr.t("Add a post to the roster."),
            tuple(area.code for area in empty),
        )
    stewards = {(post.estate_id, post.role) for post in all_.posts}
    looked_after = [estate for estate in all_.estates if estate.mode is not Mode.COMMUNITY]
    if unserved := [estate for estate in looked_after if (estate.id, STEWARDS[estate.mode]) not in stewards]:
        yield RosterWarning(
            "no_property_steward",
            tr.t("No steward for: {places}", places=some([estate.name for estate in unserved], tr)),
            tr.t(
                "The steward is asked first: the property company or owner unit (property steward), else the owners "
                "committee. Add a post that belongs to the estate."
            ),
            tuple(estate.code for estate in unserved),
        )
    inhabited = {area.estate_id for area in all_.areas}
    if bare := [estate for estate in all_.estates if estate.id not in inhabited]:
        yield RosterWarning(
            "no_building",
            tr.t("No building belongs to: {places}", places=some([estate.name for estate in bare], tr)),
            tr.t("Write the estate's code into the column of its buildings."),
            tuple(estate.code for estate in bare),
        )


def _unclaimed(all_: Neighbourhood, tr: Translator) -> Iterator[RosterWarning]:
    if vacant := [post for post in all_.posts if post.person_id is None]:
        yield RosterWarning(
            "unclaimed",
            tr.n(
                "{n} post has not been claimed yet: {posts}",
                "{n} posts have not been claimed yet: {posts}",
                len(vacant),
                posts=some([_seat(post, all_, tr) for post in vacant], tr),
            ),
            tr.t("Hand each person the link of the post: weilinli roster links"),
            tuple(post.code for post in vacant),
        )


def _unreachable(all_: Neighbourhood, tr: Translator) -> Iterator[RosterWarning]:
    if mute := [post for post in all_.posts if post.person_id is not None and not post.reachable]:
        yield RosterWarning(
            "unreachable",
            tr.n(
                "{n} person in a post cannot be written to: {posts}",
                "{n} persons in posts cannot be written to: {posts}",
                len(mute),
                posts=some([_seat(post, all_, tr) for post in mute], tr),
            ),
            tr.t("They have blocked the bot or left Telegram. Ask them to open the bot and press Start."),
            tuple(post.code for post in mute),
        )


def _two_primaries(all_: Neighbourhood, tr: Translator) -> Iterator[RosterWarning]:
    seats: dict[tuple[Role, int | None, int | None], list[Post]] = defaultdict(list)
    for post in all_.posts:
        if post.role in ONE_PRIMARY and post.rank is Rank.PRIMARY and post.serves is not Serves.EMERGENCY:
            seats[post.role, post.area_id, post.estate_id].append(post)
    for posts in seats.values():
        if len(posts) > 1:
            yield RosterWarning(
                "two_primaries",
                tr.t(
                    "Two or more are the primary of the same post: {posts}",
                    posts=some([_seat(post, all_, tr) for post in posts], tr),
                ),
                tr.t("Only the first is asked. Make the others deputy, or all of them AA, then all are asked at once."),
                tuple(post.code for post in posts),
            )


def _without_group(all_: Neighbourhood, tr: Translator) -> Iterator[RosterWarning]:
    """A grid's card goes to the nearest group of its own or of an area above; without any there is no card."""
    areas = {area.id: area for area in all_.areas}
    bound = {chat.area_id for chat in all_.chats}
    lone = [area for area in all_.areas if area.kind is AreaKind.GRID and not bound & set(_line(area, areas))]
    if lone:
        yield RosterWarning(
            "no_group",
            tr.t("No staff group for: {places}", places=some([place_of(area, areas) for area in lone], tr)),
            tr.t("Add the bot to the group of the grid or of its community and send /bind there."),
            tuple(area.code for area in lone),
        )


def _sizes(all_: Neighbourhood, tr: Translator) -> Iterator[RosterWarning]:
    """Areas outside the size rule. An area without a number of its own has what its parts have together."""
    areas = {area.id: area for area in all_.areas}
    together: Counter[int] = Counter()
    for kind in (AreaKind.UNIT, AreaKind.BUILDING, AreaKind.GRID, AreaKind.COMMUNITY):
        for area in all_.areas:
            if area.kind is kind:
                together[area.id] = area.households or together[area.id]
                if area.parent_id is not None:
                    together[area.parent_id] += together[area.id]
    for kind, (least, most), rule in (
        (AreaKind.GRID, GRID_SIZE, mark("A grid should have {least}-{most} households. It works with others too.")),
        (
            AreaKind.COMMUNITY,
            COMMUNITY_SIZE,
            mark("A community should have {least}-{most} households. It works with others too."),
        ),
    ):
        of_kind = [area for area in all_.areas if area.kind is kind]
        if unknown := [area for area in of_kind if not together[area.id]]:
            yield RosterWarning(
                "size",
                tr.t(
                    "Nobody knows how many households there are in: {places}",
                    places=some([place_of(area, areas) for area in unknown], tr),
                ),
                tr.t(rule, least=least, most=most),
                tuple(area.code for area in unknown),
            )
        for area in of_kind:
            households = together[area.id]
            if households and not least <= households <= most:
                yield RosterWarning(
                    "size",
                    tr.t("{place} has {n} households.", place=place_of(area, areas), n=households),
                    tr.t(rule, least=least, most=most),
                    (area.code,),
                )


def _line(area: Area, areas: dict[int, Area]) -> Iterator[int]:
    while True:
        yield area.id
        if area.parent_id is None or area.parent_id not in areas:
            return
        area = areas[area.parent_id]


def _seat(post: Post, all_: Neighbourhood, tr: Translator) -> str:
    return f"{say(ROLES, post.role, tr)} {post.name} ({post.code})"
