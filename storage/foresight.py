"""A unit of work that reads at once what many messages need: the sender claims them together, often of one issue."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, func, or_, select

from casework.model.issues import Issue
from casework.model.timeline import Attachment, Entry
from casework.settings import Settings
from storage import tables
from storage.people import AREA, WITH_PERSON
from storage.rows import AREAS, ATTACHMENTS, ENTRIES, ESTATES, ME_TOOS, OUTBOX, ROOMS, OutboxRow, Stored
from storage.store import Store
from storage.work import SqlWork

areas, posts, outbox, addresses = tables.areas, tables.posts, tables.outbox, tables.addresses

IDS: BindParameter[Any] = bindparam("ids", expanding=True)
ENTRIES_OF = ENTRIES.select().where(tables.entries.c.subject_id.in_(IDS))
ATTACHMENTS_OF = ATTACHMENTS.select().where(tables.attachments.c.subject_id.in_(IDS))
ESTATES_OF = ESTATES.select().where(tables.estates.c.id.in_(IDS))
ROOMS_OF = ROOMS.select().where(tables.chats.c.id.in_(IDS))
SEATS_OF = WITH_PERSON.where(
    or_(
        posts.c.area_id.in_(bindparam("areas", expanding=True)),
        posts.c.estate_id.in_(bindparam("estates", expanding=True)),
        posts.c.id.in_(IDS),
    )
)
ME_TOOS_OF = ME_TOOS.select().where(tables.me_toos.c.issue_id.in_(IDS))
ADDRESSES_OF = (
    select(addresses.c.person_id, func.min(addresses.c.address))
    .where(addresses.c.person_id.in_(IDS))
    .group_by(addresses.c.person_id)
)
SENT_OF = (
    OUTBOX.select()
    .where(
        outbox.c.subject_id.in_(IDS),
        outbox.c.kind.in_(bindparam("kinds", expanding=True)),
        outbox.c.state == "sent",
    )
    .order_by(outbox.c.sent_at.desc(), outbox.c.id.desc())
)
SENT_AS = (
    OUTBOX.select()
    .where(
        and_(
            outbox.c.sent_address.in_(bindparam("addresses", expanding=True)),
            outbox.c.message_id.in_(bindparam("messages", expanding=True)),
        )
    )
    .order_by(outbox.c.id)
)


class ForeseeingWork(SqlWork):
    """Reads only, and answers from what it read; what was not foreseen is asked as ever."""

    def __init__(self, database: Store, settings: Settings) -> None:
        super().__init__(database, settings)
        self._timelines: dict[int, list[Entry]] = {}
        self._attached: dict[int, list[Attachment]] = {}
        self._joined: dict[int, set[int]] = {}
        self._addresses: dict[int, str | None] = {}
        self._sent: list[OutboxRow] = []
        self._sent_of: set[tuple[int, str]] = set()
        self._sent_as: dict[tuple[str, int], list[OutboxRow]] = {}

    async def foresee_messages(self, rows: Sequence[OutboxRow], earlier: Mapping[str, Iterable[str]]) -> None:
        """Read the sheets of these messages' issues, and what was sent before of them: for each kind, of `earlier`."""
        issue_ids = list({row.issue_id for row in rows if row.issue_id is not None})
        if not issue_ids:
            return
        issues = await self.foresee_issues(issue_ids)
        kinds = list({str(kind) for row in rows for kind in earlier.get(row.kind, ())})
        chats = {row.chat_id for row in rows if row.chat_id is not None}
        await self._foresee_sheets(issues, kinds, chats)
        endings = {(row.issue_id, row.person_id) for row in rows if row.ping_id is not None}
        await self._foresee_carried(
            [one for one in self._sent if one.ping_id is not None and (one.issue_id, one.person_id) in endings]
        )

    async def _foresee_sheets(self, issues: list[Issue], kinds: list[str], chats: set[int]) -> None:
        ids = [issue.id for issue in issues]
        with_reports = [*ids, *(report.id for issue in issues for report in issue.reports)]
        places = {(tuple(issue.line), issue.estate_id) for issue in issues}
        anywhere = list({area_id for line, _ in places for area_id in line})
        estates = list({issue.estate_id for issue in issues if issue.estate_id is not None})
        joined = [issue.id for issue in issues if issue.me_toos]
        holders = list({issue.holder_id for issue in issues if issue.holder_id is not None}) if chats else []

        def ask(connection: Connection) -> list[Sequence[Any]]:
            entries = connection.execute(ENTRIES_OF, {"ids": ids}).all()
            wanted: set[int | None] = {ping.post_id for issue in issues for ping in issue.pings}
            wanted |= {row.post_id for row in entries}
            wanted |= {one for issue in issues for one in _seats_named(issue)}
            asked: list[tuple[Select[Any], dict[str, Any], Collection[Any]]] = [
                (AREA, {"ids": anywhere}, anywhere),
                (
                    SEATS_OF,
                    {"areas": anywhere, "estates": estates, "ids": [one for one in wanted if one is not None]},
                    anywhere,
                ),
                (ESTATES_OF, {"ids": estates}, estates),
                (ATTACHMENTS_OF, {"ids": with_reports}, with_reports),
                (ME_TOOS_OF, {"ids": joined}, joined),
                (ROOMS_OF, {"ids": list(chats)}, chats),
                (ADDRESSES_OF, {"ids": holders}, holders),
                (SENT_OF, {"ids": ids, "kinds": kinds}, kinds),
            ]
            found = [connection.execute(one, values).all() if any_ else [] for one, values, any_ in asked]
            return [entries, *found]

        entries, area_rows, seats, estate_rows, attached, me_toos, rooms, where, sent = await self._look(ask)
        kept: list[tuple[Stored[Any], Sequence[Any]]] = [(AREAS, area_rows), (ESTATES, estate_rows), (ROOMS, rooms)]
        for stored, found in kept:
            for row in found:
                self._own(stored, row)
        self._posts_of_rows(seats)
        for line, estate_id in places:
            here = [row for row in seats if row.area_id in line or (estate_id and row.estate_id == estate_id)]
            self._seats_read[line, estate_id] = here
        self._joined = {id_: set() for id_ in ids}
        for row in me_toos:
            one = self._own(ME_TOOS, row)
            self._joined[one.issue_id].add(one.person_id)
        self._timelines = {id_: [] for id_ in ids}
        self._attached = {id_: [] for id_ in with_reports}
        for entry in sorted((self._own(ENTRIES, row) for row in entries), key=lambda entry: (entry.at, entry.id)):
            self._timelines[entry.subject.id].append(entry)
        for sent_along in (self._own(ATTACHMENTS, row) for row in attached):
            self._attached[sent_along.subject.id].append(sent_along)
        self._addresses = dict.fromkeys(holders) | dict(where)
        self._sent = [OUTBOX.load(row) for row in sent]
        self._sent_of = {(id_, kind) for id_ in ids for kind in kinds}

    async def _foresee_carried(self, sent: list[OutboxRow]) -> None:
        """The rows that the same messages carry."""
        places = {(one.sent_address, one.message_id) for one in sent if one.sent_address and one.message_id is not None}
        if not places:
            return
        (rows,) = await self._rows(
            SENT_AS,
            addresses=list({address for address, _ in places}),
            messages=list({message_id for _, message_id in places}),
        )
        found = [OUTBOX.load(row) for row in rows]
        for address, message_id in places:
            if address is not None and message_id is not None:
                self._sent_as[address, message_id] = [
                    one for one in found if (one.sent_address, one.message_id) == (address, message_id)
                ]

    async def timeline(self, subject_id: int) -> list[Entry]:
        """The entries of an issue, or of another subject, oldest first."""
        found = self._timelines.get(subject_id)
        return list(found) if found is not None else await super().timeline(subject_id)

    async def attachments(self, *subject_ids: int) -> list[Attachment]:
        """What was sent along with these subjects, oldest first."""
        if not all(one in self._attached for one in subject_ids):
            return await super().attachments(*subject_ids)
        return sorted((one for id_ in subject_ids for one in self._attached[id_]), key=lambda one: one.id)

    async def said_me_too(self, issue_id: int, person_id: int) -> bool:
        """Whether the person is among "my home too"."""
        joined = self._joined.get(issue_id)
        return person_id in joined if joined is not None else await super().said_me_too(issue_id, person_id)

    async def address_of(self, person_id: int) -> str | None:
        """Where the person is written to; None when nobody knows."""
        if person_id in self._addresses:
            return self._addresses[person_id]
        return await super().address_of(person_id)

    async def sent_for(
        self, issue_id: int, kinds: Iterable[str], *, chat_id: int | None = None, person_id: int | None = None
    ) -> list[OutboxRow]:
        """What was sent of these kinds about an issue, to this chat or person if given, newest first."""
        wanted = {str(kind) for kind in kinds}
        if not all((issue_id, kind) in self._sent_of for kind in wanted):
            return await super().sent_for(issue_id, wanted, chat_id=chat_id, person_id=person_id)
        return [
            one
            for one in self._sent
            if one.issue_id == issue_id
            and one.kind in wanted
            and chat_id in (None, one.chat_id)
            and person_id in (None, one.person_id)
        ]

    async def sent_as(self, address: str, message_id: int) -> list[OutboxRow]:
        """All rows that one sent message carries, oldest first: several pings may have become one."""
        found = self._sent_as.get((address, message_id))
        return list(found) if found is not None else await super().sent_as(address, message_id)


def _seats_named(issue: Issue) -> tuple[int | None, ...]:
    return issue.holder_post_id, issue.assignee_post_id, issue.transfer_post_id
