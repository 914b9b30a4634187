"""Reading and collecting who and where: areas, estates, persons with their addresses, posts, one-time links."""

import secrets
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, delete, exists, func, or_, select, text, update

from casework.model.audited import Audit, Audited
from casework.model.chats import Link
from casework.model.issues import Issue
from casework.model.people import Person, Post, Rank, Role
from casework.model.places import Area, Estate
from casework.refusals import NotFound
from casework.settings import Settings
from storage import tables
from storage.columns import under
from storage.ids import new_id
from storage.inbox import EMPTY
from storage.rows import ADDRESSES, AREAS, AUDIT, ESTATES, HISTORY, LINKS, PERSONS, POSTS, Address, Seat
from storage.store import Store
from storage.unit import Unit

areas, estates, persons, posts, links = tables.areas, tables.estates, tables.persons, tables.posts, tables.links
seats = tables.seats

PRIVATE_CHATS = select(func.substr(tables.addresses.c.address, len("tg:") + 1)).where(
    tables.addresses.c.person_id == bindparam("forgotten")
)
HOMES = (
    select(areas.c.estate_id, areas.c.parent_id)
    .where(areas.c.kind == "building", areas.c.parent_id.is_not(None))
    .distinct()
)
MY_DRAFTS = select(tables.drafts.c.id).where(tables.drafts.c.person_id == bindparam("forgotten"))
UNSAY = (
    update(tables.inbox)
    .where(text(f"inbox.{tables.IS_DONE}"), tables.inbox.c.chat_key.in_(PRIVATE_CHATS))
    .values(EMPTY),  # before the addresses go
    update(tables.drafts).where(tables.drafts.c.person_id == bindparam("forgotten")).values(tables.NO_DRAFT),
    update(tables.attachments).where(tables.attachments.c.subject_id.in_(MY_DRAFTS)).values(ref=""),
    update(tables.utterances).where(tables.utterances.c.person_id == bindparam("forgotten")).values(text=""),
    update(tables.questions).where(tables.questions.c.person_id == bindparam("forgotten")).values(data={}),
)
"""What the person wrote and sent, and did not report."""
FORGET = (
    *UNSAY,
    update(tables.outbox)
    .where(
        tables.outbox.c.message_id.is_not(None),
        tables.outbox.c.sent_address.in_(
            select(tables.addresses.c.address).where(tables.addresses.c.person_id == bindparam("forgotten"))
        ),
    )
    .values(sent_address=None),
    delete(tables.addresses).where(tables.addresses.c.person_id == bindparam("forgotten")),
    delete(tables.uses).where(tables.uses.c.person_id == bindparam("forgotten")),
    delete(tables.verdicts).where(tables.verdicts.c.person_id == bindparam("forgotten")),
    delete(tables.outside).where(tables.outside.c.person_id == bindparam("forgotten")),
    delete(tables.call_answers).where(tables.call_answers.c.person_id == bindparam("forgotten")),
    delete(tables.volunteers).where(tables.volunteers.c.person_id == bindparam("forgotten")),
    delete(tables.sessions).where(tables.sessions.c.person_id == bindparam("forgotten")),
    update(tables.links).where(tables.links.c.used_by == bindparam("forgotten")).values(used_by=None),
)
"""What storage knows of a person who wants to be forgotten, beside casework's rows.

Of the updates, those of the private chat. What the person wrote in groups is not found without reading all of them, and
the update that says "forget me" still waits: these go when their time is over (`inbox.erase_handled`).
"""


PERSON = PERSONS.select().where(persons.c.id.in_(bindparam("ids", expanding=True)))
PERSON_AT = (
    PERSONS.select()
    .join(tables.addresses, tables.addresses.c.person_id == persons.c.id)
    .where(tables.addresses.c.address == bindparam("address"))
)
AREA = AREAS.select().where(areas.c.id.in_(bindparam("ids", expanding=True)))
WITH_PERSON: Select[Any] = (
    POSTS.select()
    .add_columns(persons.c.reachable, persons.c.away_until, persons.c.cover_post_id)
    .select_from(posts.outerjoin(persons, posts.c.person_id == persons.c.id))
)
"""Posts with what they have of their persons, as three more columns."""
POSTS_WITH = WITH_PERSON.where(posts.c.id.in_(bindparam("ids", expanding=True)))
ESTATES_WITH = ESTATES.select().where(estates.c.id.in_(bindparam("ids", expanding=True)))
SEATS = WITH_PERSON.where(
    or_(
        posts.c.area_id.in_(bindparam("areas", expanding=True)),
        posts.c.estate_id.in_(bindparam("estates", expanding=True)),
    )
)
POSTS_OF = WITH_PERSON.where(
    or_(posts.c.person_id == bindparam("person_id"), posts.c.id.in_(bindparam("claimed", expanding=True)))
)
LINK = LINKS.select().where(links.c.code == bindparam("code"))
OPEN_LINK = LINKS.select().where(links.c.post_id == bindparam("post"), links.c.used_at.is_(None))
LEFT = (
    update(seats)
    .where(seats.c.post_id == bindparam("left_post"), seats.c.until.is_(None))
    .values(until=bindparam("left_at"))
)


class PeopleReads(Unit):
    """Areas, estates, persons, posts and links."""

    def __init__(self, database: Store, settings: Settings) -> None:
        super().__init__(database, settings)
        self._seats_read: dict[tuple[tuple[int, ...], int | None], Sequence[Any]] = {}
        self._post_rows: dict[int, Any] = {}  # asked for again and again by one message

    async def area(self, area_id: int) -> Area:
        """Raises NotFound. Its ancestors are read along, since they are asked for next."""
        if (known := self._get(AREAS, area_id)) is not None:
            return known

        def ask(connection: Connection) -> list[Any]:
            found = list(connection.execute(AREA, {"ids": [area_id]}).all())
            if found and (line := AREAS.load(found[0]).line[1:]):
                found += connection.execute(AREA, {"ids": line}).all()
            return found

        found = [self._own(AREAS, row) for row in await self._look(ask)]
        if not found:
            raise NotFound(id=area_id)
        return found[0]

    async def areas_with(self, area_ids: Collection[int]) -> list[Area]:
        """Several areas, by code; those that were read before are not asked for again."""
        known = {one: self._get(AREAS, one) for one in area_ids}
        missing = [one for one, area in known.items() if area is None]
        found = await self._all_areas(AREAS.select().where(areas.c.id.in_(missing))) if missing else []
        return sorted([*found, *(one for one in known.values() if one is not None)], key=_code)

    async def area_by_code(self, code: str) -> Area | None:
        """The area that a building's link or a roster names."""
        found = await self._all_areas(AREAS.select().where(areas.c.code == code))
        return found[0] if found else None

    async def areas_of_kind(self, kind: str) -> list[Area]:
        """All areas of a kind, by code."""
        return await self._all_areas(AREAS.select().where(areas.c.kind == kind))

    async def find_areas(self, parent_id: int | None) -> list[Area]:
        """The areas directly under one, or the roots, by code: for walking the tree."""
        return await self._all_areas(AREAS.select().where(areas.c.parent_id == parent_id))

    async def buildings_of(self, estate_id: int) -> list[Area]:
        """The buildings of an estate, by code."""
        return await self._all_areas(AREAS.select().where(areas.c.estate_id == estate_id, areas.c.kind == "building"))

    async def where_homes_are(self) -> list[tuple[int | None, int]]:
        """The estates of buildings (or none) and what they lie in, each pair once."""
        (rows,) = await self._rows(HOMES)
        return [(row.estate_id, row.parent_id) for row in rows]

    async def _all_areas(self, statement: Select[Any]) -> list[Area]:
        (rows,) = await self._rows(statement)
        return sorted((self._own(AREAS, row) for row in rows), key=_code)

    async def estate(self, estate_id: int) -> Estate:
        """Raises NotFound."""
        return await self._one(ESTATES, estate_id)

    async def estates(self) -> list[Estate]:
        """All estates, by code."""
        (rows,) = await self._rows(ESTATES.select())
        return sorted((self._own(ESTATES, row) for row in rows), key=_code)

    # --- persons

    async def person(self, person_id: int) -> Person:
        """Raises NotFound."""
        return await self._one(PERSONS, person_id)

    async def foresee_persons(self, person_ids: Collection[int]) -> None:
        """Read several persons in one trip; `person` finds them here afterwards."""
        (rows,) = await self._rows(PERSON, ids=list(person_ids))
        for row in rows:
            self._own(PERSONS, row)

    async def person_at(self, address: str) -> Person | None:
        """Who is written to at this address."""
        if (known := self._get(ADDRESSES, address)) is not None:
            return await self.person(known.person_id)
        (rows,) = await self._rows(PERSON_AT, address=address)
        if not rows:
            return None
        person = self._own(PERSONS, rows[0])
        self._known[Address, (address,)] = Address(address=address, person_id=person.id)
        return person

    def meet_person(self, address: str, name: str, language: str) -> Person:
        """Somebody new. If another update met the same person meanwhile, the commit raises StaleError."""
        person = Person(id=self.new_id(), name=name, language=language)
        self._add(person)
        self._add(Address(address=address, person_id=person.id))
        return person

    async def address_of(self, person_id: int) -> str | None:
        """Where the person is written to; None when nobody knows."""
        for one in self._added.get(Address, {}).values():
            if one.person_id == person_id:
                return str(one.address)
        column = tables.addresses.c.address
        (rows,) = await self._rows(select(column).where(tables.addresses.c.person_id == person_id).order_by(column))
        return str(rows[0][0]) if rows else None

    def forget_person(self, person_id: int) -> None:
        """No address, no words of drafts and updates: whoever writes from there again is new."""
        for statement in FORGET:
            self._mark(statement, forgotten=person_id)

    def flush(self, connection: Connection) -> None:
        """With the history of who held which post: whatever changes a post's person, it cannot be forgotten."""
        changed = [
            (post, self._before.get((Post, key), {}).get("person_id"))
            for key, post in self._changed.get(Post, {}).items()
        ]
        changed += [(post, None) for post in self._added.get(Post, {}).values()]
        super().flush(connection)
        record_seats(connection, [post for post, before in changed if post.person_id != before], self._database.now())

    def unsay(self, person_id: int) -> None:
        """No words of drafts, updates of the private chat: the person does not agree to it."""
        for statement in UNSAY:
            self._mark(statement, forgotten=person_id)

    # --- posts

    async def post(self, post_id: int) -> Post:
        """With `reachable` and `away_until` of its person. Raises NotFound."""
        if post_id not in self._post_rows:
            await self._posts(WITH_PERSON.where(posts.c.id == post_id))
        if post_id in self._post_rows:
            return self._posts_of_rows([self._post_rows[post_id]])[0]
        if (added := self._get(POSTS, post_id)) is not None:
            return added
        raise NotFound(id=post_id)

    async def post_by_code(self, code: str) -> Post | None:
        """The post that a roster names."""
        found = await self._posts(WITH_PERSON.where(posts.c.code == code))
        return found[0] if found else None

    async def posts_of(self, person_id: int) -> list[Post]:
        """The posts that a person holds, by code; read once a unit, until it takes another: whoever hears what is said
        asks for them."""
        claimed = [one.id for one in self._changed.get(Post, {}).values() if one.person_id == person_id]
        if (person_id, *claimed) not in self._held_by:
            (rows,) = await self._rows(POSTS_OF, person_id=person_id, claimed=claimed)
            self._held_by[person_id, *claimed] = rows
        found = self._posts_of_rows(self._held_by[person_id, *claimed])
        found += [one for one in self._added.get(Post, {}).values() if one not in found]
        return sorted((one for one in found if one.person_id == person_id), key=_code)

    async def posts_at(self, *, area_id: int | None = None, estate_id: int | None = None) -> list[Post]:
        """The seats of one area or estate, primary before deputy, by code."""
        where = posts.c.area_id == area_id if area_id is not None else posts.c.estate_id == estate_id
        return sorted(await self._posts(WITH_PERSON.where(where)), key=lambda one: (one.role, rank_of(one), one.code))

    async def posts_for(self, line: Sequence[int], estate_id: int | None, roles: Iterable[Role]) -> list[Post]:
        """Posts with these roles on the line or of the estate: nearest area first, primary before deputy, then code.

        A post of the estate counts as nearest.
        """
        wanted = set(roles)
        rows = await self._seats(tuple(line), estate_id)
        found = self._posts_of_rows([row for row in rows if self._role_of(row) in wanted])
        place = {area_id: index for index, area_id in enumerate(line)}
        return sorted(found, key=lambda one: (place.get(one.area_id or 0, 0), rank_of(one), one.code))

    def _role_of(self, row: Any) -> Role:
        """As it is by now: this unit may have changed it."""
        known = self._get(POSTS, row.id)
        role: Role = known.role if known is not None else row.role
        return role

    async def _seats(self, line: tuple[int, ...], estate_id: int | None) -> Sequence[Any]:
        """The rows of all seats on a line, read once a unit: a report asks for one role after the other."""
        if (line, estate_id) not in self._seats_read:
            of = [] if estate_id is None else [estate_id]
            (self._seats_read[line, estate_id],) = await self._rows(SEATS, areas=line, estates=of)
        return self._seats_read[line, estate_id]

    async def foresee_seats(self, places: Collection[tuple[tuple[int, ...], int | None]]) -> None:
        """Read the seats of several lines, each with its estate, in one trip; `posts_for` finds them here."""
        anywhere = {area_id for line, _ in places for area_id in line}
        of = {estate_id for _, estate_id in places if estate_id is not None}
        (rows,) = await self._rows(SEATS, areas=list(anywhere), estates=list(of))
        by_area: dict[int | None, list[Any]] = {}
        by_estate: dict[int | None, list[Any]] = {}
        for row in rows:
            by_area.setdefault(row.area_id, []).append(row)
            by_estate.setdefault(row.estate_id, []).append(row)
        for line, estate_id in places:
            here = {row.id: row for area_id in line for row in by_area.get(area_id, ())}
            if estate_id is not None:
                here |= {row.id: row for row in by_estate.get(estate_id, ())}
            self._seats_read.setdefault((line, estate_id), list(here.values()))

    async def foresee_names(self, issues: Collection[Issue]) -> None:
        """Read in one trip where they are and who has them: `area`, `estate`, `post` find them here."""
        of = {issue.estate_id for issue in issues if issue.estate_id is not None}
        seats = {issue.holder_post_id for issue in issues if issue.holder_post_id is not None}
        await self.foresee_places({area_id for issue in issues for area_id in issue.line}, of, seats)

    async def foresee_places(
        self, area_ids: Collection[int], estate_ids: Collection[int], post_ids: Collection[int]
    ) -> None:
        """The same, by their ids."""
        wanted: list[tuple[Select[Any], list[int]]] = [
            (AREA, [one for one in area_ids if self._get(AREAS, one) is None]),
            (ESTATES_WITH, [one for one in estate_ids if self._get(ESTATES, one) is None]),
            (POSTS_WITH, [one for one in post_ids if one not in self._post_rows]),
        ]

        def ask(connection: Connection) -> list[Sequence[Any]]:
            return [connection.execute(one, {"ids": ids}).all() if ids else () for one, ids in wanted]

        if not any(ids for _, ids in wanted):
            return
        found_areas, found_estates, found_posts = await self._look(ask)
        for row in found_areas:
            self._own(AREAS, row)
        for row in found_estates:
            self._own(ESTATES, row)
        self._posts_of_rows(found_posts)

    async def _posts(self, statement: Select[Any], **values: Any) -> list[Post]:
        (rows,) = await self._rows(statement, **values)
        return self._posts_of_rows(rows)

    def _posts_of_rows(self, rows: Sequence[Any]) -> list[Post]:
        found = []
        for row in rows:
            self._post_rows[row.id] = row
            post = self._own(POSTS, row)
            person = self._get(PERSONS, post.person_id)
            if person is not None:  # perhaps changed in this unit
                post.reachable, post.away_until = person.reachable, person.away_until
                post.cover_post_id = person.cover_post_id
            elif post.person_id == row.person_id:
                post.reachable, post.away_until = bool(row.reachable), row.away_until
                post.cover_post_id = row.cover_post_id
            found.append(post)
        return sorted(found, key=_code)

    # --- one-time links, and who held a post when

    def new_code(self) -> str:
        """A code that nobody guesses: 96 random bits."""
        return secrets.token_urlsafe(12)

    async def link(self, code: str) -> Link | None:
        """That link, used or not."""
        found = await self._all(LINKS, LINK, lambda one: one.code == code, code=code)
        return found[0] if found else None

    async def open_link(self, post_id: int) -> Link | None:
        """The post's link that nobody has used."""
        found = await self._all(
            LINKS, OPEN_LINK, lambda one: one.post_id == post_id and one.used_at is None, post=post_id
        )
        return found[0] if found else None

    async def open_links(self) -> list[tuple[Link, Post]]:
        """The links that nobody has used, with their posts, by the posts' codes."""
        link_rows, post_rows = await self._rows(
            LINKS.select().where(links.c.used_at.is_(None)),
            WITH_PERSON.where(posts.c.id.in_(select(links.c.post_id).where(links.c.used_at.is_(None)))),
        )
        of = {post.id: post for post in (self._own(POSTS, row) for row in post_rows)}
        found = [(link, of[link.post_id]) for link in (self._own(LINKS, row) for row in link_rows)]
        return sorted(found, key=lambda pair: (pair[1].code, pair[0].made_at))

    async def seats_of(self, post_id: int) -> list[Seat]:
        """Who held the post, oldest first."""
        (rows,) = await self._rows(HISTORY.select().where(seats.c.post_id == post_id).order_by(seats.c.id))
        return [HISTORY.load(row) for row in rows]

    async def audited(self, post_id: int | None = None) -> list[Audit]:
        """What was done to seats, links, groups and roles, oldest first; of one post, if given."""
        asked = AUDIT.select() if post_id is None else AUDIT.select().where(tables.audit.c.post_id == post_id)
        found = await self._all(AUDIT, asked, lambda one: post_id in (None, one.post_id))
        return sorted(found, key=lambda one: (one.at, one.id))

    async def record_of(
        self, area_ids: Collection[int] | None, actions: Collection[Audited], limit: int, after: int = 0
    ) -> list[Audit]:
        """The newest lines of these actions, without the first `after`: of these areas and what lies in them, or (None)
        of the whole with what is of no area."""
        asked = AUDIT.select().where(tables.audit.c.action.in_([str(one) for one in sorted(actions)]))
        if area_ids is not None:
            estate = select(posts.c.estate_id).where(posts.c.id == tables.audit.c.post_id).scalar_subquery()
            of = or_(
                areas.c.id == tables.audit.c.area_id,
                and_(tables.audit.c.area_id.is_(None), areas.c.estate_id == estate),
            )
            asked = asked.where(exists().where(of, under(areas.c.line, await self._lines(area_ids))))
        asked = asked.order_by(tables.audit.c.at.desc(), tables.audit.c.id.desc()).limit(limit).offset(after)
        (rows,) = await self._rows(asked)
        return [self._own(AUDIT, row) for row in rows]

    async def last_audited(self, action: Audited) -> Audit | None:
        """When that was done last."""
        asked = AUDIT.select().where(tables.audit.c.action == action).order_by(tables.audit.c.at.desc()).limit(1)
        found = await self._all(AUDIT, asked, lambda one: one.action == action)
        return max(found, key=lambda one: (one.at, one.id), default=None)

    async def posts_with_role(self, role: Role) -> list[Post]:
        """All posts of a role, wherever they are, by code."""
        return await self._posts(WITH_PERSON.where(posts.c.role == role))

    async def all_posts(self) -> list[Post]:
        """Every post of the roster, by code."""
        return await self._posts(WITH_PERSON)

    async def areas_of_estate(self, estate_id: int) -> list[Area]:
        """What lies in an estate, by code: buildings, and units of them."""
        return await self._all_areas(AREAS.select().where(areas.c.estate_id == estate_id))

    async def estates_under(self, area_ids: Collection[int]) -> set[int]:
        """Estates of which anything lies in these areas."""
        lines = await self._lines(area_ids)
        asked = select(areas.c.estate_id).where(under(areas.c.line, lines), areas.c.estate_id.is_not(None)).distinct()
        (rows,) = await self._rows(asked)
        return {estate_id for (estate_id,) in rows}

    async def vacant_posts(self) -> list[Post]:
        """Seats that nobody has taken, by code."""
        return await self._posts(WITH_PERSON.where(posts.c.person_id.is_(None)))


def record_seats(connection: Connection, changed: Sequence[Post], at: datetime) -> None:
    """These posts have changed hands, or are empty now."""
    if not changed:
        return
    connection.execute(LEFT, [{"left_post": post.id, "left_at": at} for post in changed])
    taken = [
        Seat(id=new_id(), post_id=post.id, code=post.code, person_id=post.person_id, since=at)
        for post in changed
        if post.person_id is not None
    ]
    if taken:
        connection.execute(HISTORY.insert, [HISTORY.values(one) for one in taken])


def _code(row: Area | Estate | Post) -> str:
    return row.code  # sorted here: the databases' alphabets differ


def rank_of(post: Post) -> int:
    """The deputy after the others."""
    return 1 if post.rank is Rank.DEPUTY else 0
