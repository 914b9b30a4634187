"""The unit of work's machinery: an identity map, what was collected, and the one transaction that writes it.

Reads run on the reading side, without a transaction that writes. `commit` writes table by table, parents first, one
statement a table where it can. It is in two parts, `flush` and `written`, so that several works may share a commit.
"""

from collections.abc import Awaitable, Callable, Collection, Hashable, Iterable, Sequence
from datetime import datetime, time
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, Select, bindparam, insert, select, text, update
from sqlalchemy import Row as RowOf

from casework.area_settings import HAS, TRIAL, AreaSettings
from casework.clock.lights import on_board
from casework.clock.limits import wanted_by
from casework.hours import Day
from casework.model.calls import Call
from casework.model.chats import Link, Outside
from casework.model.conversation import Draft, Message
from casework.model.deadlines import Deadline, Ping
from casework.model.issues import Issue, MeToo, Promise, Report, Round, VisitNote
from casework.model.mediations import Mediation
from casework.model.meetings import Meeting
from casework.model.people import Absence, Role
from casework.model.places import HomeNote, Setting
from casework.model.rows import Row
from casework.model.said_to_many import Broadcast, Emergency
from casework.model.subjects import Subject
from casework.model.timeline import Attachment
from casework.model.volunteers import Volunteer
from casework.model.whistles import Whistle
from casework.refusals import NotFound
from casework.settings import Settings
from storage.errors import StaleError
from storage.hooks import MARK
from storage.ids import new_id
from storage.rows import ISSUES, MESSAGES, POSTS, STORED, WRITTEN, Stored
from storage.store import Store
from storage.tables import IS_STANDING, areas, issues, outbox, posts, unsummed

T = TypeVar("T")

REPLACE = (
    update(outbox)
    .where(outbox.c.key == bindparam("replaced"), outbox.c.state == "pending")
    .values(state="dropped", error="replaced")
)
"""An older pending message of the same key gives way. It stays in the ledger: the sender may have it in hand."""

LIT = ("light", "turns_at", "wanted_at", "apart")
RELIT = (
    update(issues)
    .where(issues.c.id == bindparam("at_id"), issues.c.version == bindparam("at_version"))
    .values({name: bindparam(name) for name in LIT})
)
"""What boards count a matter by, where nothing else of it is written."""
UNLIT = update(issues).where(text(IS_STANDING), issues.c.light != "").values(light="")
"""What an area sets may change every light: they are looked at again (board.py)."""
ROLES = select(posts.c.id, posts.c.role).where(posts.c.id.in_(bindparam("ids", expanding=True)))


class Unit:
    """One per update or firing, never shared between tasks. After a StaleError it is of no use any more."""

    def __init__(self, database: Store, settings: Settings) -> None:
        self.settings = settings
        self._database = database
        self._known: dict[tuple[type, Hashable], Any] = {}
        self._before: dict[tuple[type, Hashable], dict[str, Any]] = {}
        self._area_settings: AreaSettings | None = None
        self._clear()

    def _clear(self) -> None:
        self._added: dict[type, dict[Hashable, Any]] = {}
        self._message_keys: dict[str, Hashable] = {}
        self._changed: dict[type, dict[Hashable, Any]] = {}
        self._removed: dict[type, dict[Hashable, Any]] = {}
        self._marks: dict[Executable, list[dict[str, Any]]] = {}
        self._sure_marks: dict[Executable, list[dict[str, Any]]] = {}
        self._noted: dict[Hashable, dict[str, Any]] = {}
        self._held_by: dict[tuple[int, ...], Sequence[Any]] = {}  # the rows of a person's posts
        self._answered: dict[tuple[Executable, Hashable], Any] = {}

    def settings_for(self, line: Sequence[int], at: datetime) -> Settings:
        """The settings of an area at that moment, as they stood at this unit's first question."""
        known = self._area_settings or self._database.area_settings.rows
        return known.of(self.settings, line, at)

    def on_trial(self, at: datetime) -> frozenset[int]:
        """The areas that try it out at that moment, for who asks about many; most often none."""
        known = self._area_settings or self._database.area_settings.rows
        return known.on_trial(self.settings, at)

    def issues_seen(self) -> list[Issue]:
        """What this unit has read or added: what its turn was about."""
        return [one for (kind, _), one in self._known.items() if kind is Issue]

    # --- collecting

    def new_id(self) -> int:
        """An id that no other process gives out."""
        return new_id()

    def add(self, row: Row) -> None:
        """Write this new row at the commit. Of two messages with one key the later counts."""
        if isinstance(row, Message) and row.key is not None:
            if (older := self._message_keys.get(row.key)) is not None:
                self._added[Message].pop(older, None)
            self._message_keys[row.key] = (row.id,)
        self._add(row)

    def changed(self, row: Row) -> None:
        """Write this changed row at the commit. One that was read elsewhere is from now on this unit's own."""
        self._change(row)

    def remove(self, row: VisitNote | Link | MeToo | Outside | HomeNote | Attachment | Volunteer) -> None:
        """Erase this row at the commit."""
        self._remove(row)

    def _add(self, row: Any) -> None:
        stored = STORED[type(row)]
        key = stored.key_of(row)
        self._known[stored.cls, key] = row
        self._added.setdefault(stored.cls, {})[key] = row
        self._note_change(row)
        if isinstance(
            row, Issue | Report | Draft | Whistle | Broadcast | Emergency | Meeting | Mediation | Absence | Call
        ):
            self._add(row.subject)

    def _change(self, row: Any) -> None:
        stored = STORED[type(row)]
        key = stored.key_of(row)
        self._known.setdefault((stored.cls, key), row)
        if key not in self._added.get(stored.cls, ()):
            self._changed.setdefault(stored.cls, {})[key] = row
            self._note_change(row)

    def _note_change(self, row: Any) -> None:
        """Its days are to be summed again (sums.py), and who is called about it hears of it (hooks.py): said in the
        commit that changes them."""
        issue_id, since = None, None
        match row:
            case Issue():
                issue_id = row.id
            case Ping() | Promise() | Round() | Report():
                issue_id = row.issue_id
            case Setting() if row.key != TRIAL and not row.key.startswith(HAS):
                since = row.since
            case Day():
                since = datetime.combine(row.day, time(0), self.settings.zone)
            case _:
                return
        if (key := issue_id or since) not in self._noted:
            self._noted[key] = {"id": new_id(), "issue_id": issue_id, "day": None, "since": since}

    def _remove(self, row: Any) -> None:
        stored = STORED[type(row)]
        key = stored.key_of(row)
        self._known.pop((stored.cls, key), None)
        self._changed.get(stored.cls, {}).pop(key, None)
        if self._added.get(stored.cls, {}).pop(key, None) is None:
            self._removed.setdefault(stored.cls, {})[key] = row

    def _mark(self, statement: Executable, *, sure: bool = False, **parameters: Any) -> None:
        """Run this statement at the commit; `sure`: it has to find its row, else StaleError."""
        (self._sure_marks if sure else self._marks).setdefault(statement, []).append(parameters)

    # --- reading

    def _get(self, stored: Stored[T], *key: Hashable) -> T | None:
        """A row that was read or added before."""
        found: T | None = self._known.get((stored.cls, key))
        return found

    def _own(self, stored: Stored[T], row: Sequence[Any]) -> T:
        """The one object of this row: the one read before, or a new one."""
        place = (stored.cls, stored.key_of_row(row))
        known: T | None = self._known.get(place)
        if known is not None:
            return known
        loaded = self._known[place] = stored.load(row)
        if stored.partly:
            self._before[place] = stored.values(loaded)
        return loaded

    def _with_added(self, stored: Stored[T], rows: Iterable[Sequence[Any]], holds: Callable[[T], bool]) -> list[T]:
        """The rows that were read and still fit, and those that this unit added and will write."""
        removed = self._removed.get(stored.cls, {})
        found = {stored.key_of(one): one for one in (self._own(stored, row) for row in rows)}
        for key, one in self._added.get(stored.cls, {}).items():
            found.setdefault(key, one)
        return [one for key, one in found.items() if key not in removed and holds(one)]

    async def _look(self, ask: Callable[[Connection], T]) -> T:
        """Every question of a unit goes through here: with the first it has the areas' settings of now."""

        def first(connection: Connection) -> T:
            if self._area_settings is None:
                self._area_settings = self._database.area_settings.fresh(connection)
            return ask(connection)

        return await self._database.look(first)

    async def _rows(self, *statements: Select[Any], **values: Any) -> list[Sequence[RowOf[Any]]]:
        """The rows of several questions, asked in one go. `values` fill their parameters: what is asked at every update
        is a constant of its module, since to put a statement together takes longer than to answer it."""
        return await self._look(lambda connection: [connection.execute(one, values).all() for one in statements])

    async def _once(self, question: Executable, of: Hashable, ask: Callable[[], Awaitable[T]]) -> T:
        """What many want to know in a turn is asked once, until this unit writes: the question, of whom, and its
        answer."""
        if (question, of) not in self._answered:
            self._answered[question, of] = await ask()
        found: T = self._answered[question, of]
        return found

    def _begun_here(self, subject_id: int) -> bool:
        """Whether this unit began it, so that nothing of it stands in the database."""
        return (subject_id,) in self._added.get(Subject, ())

    async def _lines(self, area_ids: Collection[int]) -> list[tuple[int, ...]]:
        """The lines of these areas, to ask what lies in them (`columns.under`)."""
        (rows,) = await self._rows(select(areas.c.line).where(areas.c.id.in_(list(area_ids))))
        return [line for (line,) in rows]

    async def _find(self, stored: Stored[T], row_id: int) -> T | None:
        """The row with this id; one that was read or added before is not asked for again."""
        if (known := self._get(stored, row_id)) is not None:
            return known
        (rows,) = await self._rows(stored.by_id, id=row_id)
        return self._own(stored, rows[0]) if rows else None

    async def _one(self, stored: Stored[T], row_id: int) -> T:
        """The same, where there has to be one. Raises NotFound."""
        if (found := await self._find(stored, row_id)) is None:
            raise NotFound(id=row_id)
        return found

    async def _all(
        self, stored: Stored[T], statement: Select[Any], holds: Callable[[T], bool], **values: Any
    ) -> list[T]:
        (rows,) = await self._rows(statement, **values)
        return self._with_added(stored, rows, holds)

    # --- writing

    async def commit(self, *, wake: bool = True) -> None:
        """Write everything that was collected, in one transaction; nothing collected: none.

        Not `wake`: whoever commits many, one after the other, wakes those who wait for work after the last.
        Raises StaleError when somebody else wrote first, DatabaseUnavailable; then nothing was written.
        """
        if not any((self._added, self._changed, self._removed, self._marks, self._sure_marks)):
            return
        await self._database.write(self.flush)
        self.written(wake=wake)

    def flush(self, connection: Connection) -> None:
        """Write within a transaction that somebody else ends; it may be run twice."""
        self._take_parts()
        relit = self._light(connection)
        for stored in WRITTEN:
            if removed := self._removed.get(stored.cls):
                connection.execute(stored.delete, [stored.identity(row) for row in removed.values()])
            if changed := self._changed.get(stored.cls):
                self._update(connection, stored, list(changed.values()))
            if added := self._added.get(stored.cls):
                self._insert(connection, stored, list(added.values()))
        if self._noted:
            self._moved()
            connection.execute(insert(unsummed), [*self._noted.values()])
            if of_issues := [one for one in self._noted.values() if one["issue_id"] is not None]:
                connection.execute(MARK, of_issues)
        if relit:
            connection.execute(RELIT, relit)
        if any(one["since"] is not None for one in self._noted.values()):
            connection.execute(UNLIT)
        for statement, parameters in self._marks.items():
            connection.execute(statement, parameters)
        for statement, parameters in self._sure_marks.items():
            _execute_sure(connection, statement, parameters)

    def _moved(self) -> None:
        """A round that began on another day until now is missed there."""
        for key, one in self._changed.get(Round, {}).items():
            before = self._before.get((Round, key), {}).get("t0", one.t0)
            if before != one.t0:
                self._noted[one.issue_id]["day"] = before.astimezone(self.settings.zone).date()

    def _take_parts(self) -> None:
        """What lies in tables of its own and is written with an issue or a whistle."""
        for collected in (self._added, self._changed):
            for one in (*collected.get(Issue, {}).values(), *collected.get(Whistle, {}).values()):
                for part in _parts_of(one):
                    stored = STORED[type(part)]
                    if (stored.cls, stored.key_of(part)) in self._before:
                        self._change(part)
                    else:
                        self._add(part)

    def _light(self, connection: Connection) -> list[dict[str, Any]]:
        """How boards count each matter of which something is written, in itself; those of which only a deadline is, as
        parameters of RELIT."""
        written = {**self._added.get(Issue, {}), **self._changed.get(Issue, {})}
        ids = {one.issue_id for of in (self._added, self._changed) for one in of.get(Deadline, {}).values()}
        beside = {issue.id: issue for one in ids if (issue := self._get(ISSUES, one)) and (one,) not in written}
        both = [*written.values(), *beside.values()]
        unknown = {one.holder_post_id for one in both if self._get(POSTS, one.holder_post_id) is None} - {None}
        roles = dict(connection.execute(ROLES, {"ids": list(unknown)}).all()) if unknown else {}
        for issue in both:
            post = self._get(POSTS, issue.holder_post_id)
            self.light(issue, post.role if post is not None else roles.get(issue.holder_post_id))
        return [{name: getattr(one, name) for name in LIT} | ISSUES.identity(one) for one in beside.values()]

    def light(self, issue: Issue, holder: Role | None) -> None:
        """How boards count it from now on."""
        found = on_board(issue, self.settings_for(issue.line, self._database.now()), holder)
        issue.light, issue.turns_at = found.light, found.turns_at
        issue.wanted_at = wanted_by(issue, issue.t0)
        issue.apart = issue.private or issue.called_only or bool(issue.accused)

    def written(self, *, wake: bool = True) -> None:
        """The transaction went through: versions are one higher, and whoever waits for work is woken."""
        work = any(self._added.get(cls) or self._changed.get(cls) for cls in (Message, Deadline))
        work = work or any(one.waits for one in self._changed.get(Attachment, {}).values())
        for stored in WRITTEN:
            if stored.versioned:
                for row in self._changed.get(stored.cls, {}).values():
                    row.version += 1
            if stored.partly:
                for collected in (self._added, self._changed):
                    for key, row in collected.get(stored.cls, {}).items():
                        self._before[stored.cls, key] = stored.values(row)
        self._clear()
        if work and wake:
            self._database.committed.set()

    def _insert(self, connection: Connection, stored: Stored[Any], rows: list[Any]) -> None:
        values = [stored.values(row) for row in rows]
        if stored is MESSAGES:
            if keys := [{"replaced": row.key} for row in rows if row.key is not None]:
                connection.execute(REPLACE, keys)
            delivery = {"committed_at": self._database.now(), "state": "pending", "attempts": 0, "message_ids": []}
            values = [each | delivery for each in values]
        connection.execute(stored.insert, values)

    def _update(self, connection: Connection, stored: Stored[Any], rows: list[Any]) -> None:
        if not stored.partly:
            parameters = [stored.values(row, stored.changing) | stored.identity(row) for row in rows]
            if stored.guarded:
                _update_sure(connection, stored, parameters)
            else:
                connection.execute(stored.update, parameters)
            return
        together: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for row in rows:
            before = self._before.get((stored.cls, stored.key_of(row)), {})
            names = tuple(name for name in stored.changing if name not in before or before[name] != getattr(row, name))
            if names:
                together.setdefault(names, []).append(stored.values(row, names) | stored.identity(row))
        for names, parameters in together.items():
            connection.execute(stored.update_of(names), parameters)


def _parts_of(one: Issue | Whistle) -> list[Any]:
    """Of an issue its round, promise and reports; of a whistle its departments."""
    if isinstance(one, Whistle):
        return [*one.calls]
    return [one.now, *([] if one.promise is None else [one.promise]), *one.reports]


def _update_sure(connection: Connection, stored: Stored[Any], parameters: list[dict[str, Any]]) -> None:
    """Every one of these has to find its row as it was read. asyncpg does not count over many: there the rows are
    locked and looked at first, one trip instead of one for each."""
    if len(parameters) == 1 or connection.dialect.supports_sane_multi_rowcount:
        _execute_sure(connection, stored.update, parameters)
        return
    wanted = {tuple(each[f"at_{name}"] for name in stored.guards) for each in parameters}
    held = {tuple(row) for row in connection.execute(stored.hold, {"keys": list({one[0] for one in wanted})})}
    if not wanted <= held:
        raise StaleError("somebody else changed it first")
    connection.execute(stored.update, parameters)


def _execute_sure(connection: Connection, statement: Executable, parameters: list[dict[str, Any]]) -> None:
    """Every one of these has to find its row. asyncpg does not count over many: there they go one by one."""
    counts = connection.dialect.supports_sane_multi_rowcount
    for batch in [parameters] if counts else [[each] for each in parameters]:
        if connection.execute(statement, batch).rowcount != len(batch):
            raise StaleError("somebody else changed it first")
