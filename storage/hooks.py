"""Systems outside that are called when a public matter changes: who, and how each matter was last told to whom.

Whatever changes a matter marks it in the same commit for each receiver of its area (`MARK`): what is told is read when
it is told, so of ten changes while a receiver is away it hears the last. Nothing here is a person's.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, Connection, bindparam, case, delete, func, insert, or_, select, text, update

from casework.audited import HookAdded, Named
from casework.frozen import frozen
from casework.model.audited import Audit, Audited
from storage import tables
from storage.errors import NameTaken
from storage.ids import new_id
from storage.rows import AUDIT
from storage.store import Store

hooks, hook_areas, hook_calls, issues, areas = (
    tables.hooks, tables.hook_areas, tables.hook_calls, tables.issues, tables.areas,
)  # fmt: skip

AREAS = "LEFT JOIN hook_areas ON hook_areas.hook_id = {hook} LEFT JOIN areas AS its ON its.id = hook_areas.area_id"
INSIDE = "(hook_areas.hook_id IS NULL OR (issues.line >= its.line AND issues.line < rtrim(its.line, '/') || '0'))"
"""As `columns.under`; whoever has no areas is told of all."""
MARK = text(
    "INSERT INTO hook_calls (hook_id, issue_id, change, said) "
    "SELECT DISTINCT hooks.id, issues.id, :id, '' FROM hooks "
    f"{AREAS.format(hook='hooks.id')} JOIN issues ON issues.id = :issue_id "
    f"WHERE hooks.ended_at IS NULL AND ({INSIDE} OR EXISTS (SELECT 1 FROM hook_calls told "
    "WHERE told.hook_id = hooks.id AND told.issue_id = issues.id)) "
    "ON CONFLICT (hook_id, issue_id) DO UPDATE SET change = excluded.change"
).bindparams(bindparam("id", type_=BigInteger), bindparam("issue_id", type_=BigInteger))
"""For each receiver of its area, and each that was told of it before it was moved away."""


@frozen(kw_only=True)
class Hook:
    """A receiver. `retry_at`: it did not take what it was told, and is left alone until then."""

    id: int
    name: str
    url: str
    secret: str
    failures: int
    retry_at: datetime | None
    error: str


@frozen
class Call:
    """A matter of which a receiver is to hear. `said`: what it heard last; `inside`: whether it lies in its areas."""

    hook_id: int
    issue_id: int
    change: int
    said: str
    inside: bool


class Hooks:
    """Receivers, and what they are to hear."""

    def __init__(self, database: Store) -> None:
        self._database = database

    async def add(
        self, name: str, url: str, secret: str, area_ids: Sequence[int], now: datetime, by: int | None = None
    ) -> None:
        """From now on it is told of these areas; of all without any. `by`: who entered it; None: the command line.
        Raises NameTaken."""
        hook = {
            "id": new_id(), "name": name, "url": url, "secret": secret, "made_at": now, "ended_at": None,
            "failures": 0, "retry_at": None, "error": "",
        }  # fmt: skip

        def write(connection: Connection) -> None:
            if connection.execute(LIVING.where(hooks.c.name == name)).first() is not None:
                raise NameTaken(name)
            connection.execute(insert(hooks), hook)
            if area_ids:
                connection.execute(insert(hook_areas), [{"hook_id": hook["id"], "area_id": one} for one in {*area_ids}])
            data = HookAdded(name=name, area_ids=(*area_ids,))  # no address: it may have a word of theirs in it
            added = Audit(id=new_id(), at=now, action=Audited.HOOK_ADDED, person_id=by, data=data)
            connection.execute(AUDIT.insert, AUDIT.values(added))

        await self._database.write(write)

    async def remove(self, name: str, now: datetime, by: int | None = None) -> bool:
        """It hears nothing any more, and what waited for it is dropped; False: there is none of that name."""

        def write(connection: Connection) -> bool:
            found = connection.execute(LIVING.where(hooks.c.name == name)).first()
            if found is None:
                return False
            connection.execute(update(hooks).where(hooks.c.id == found.id).values(ended_at=now, secret=""))
            connection.execute(delete(hook_calls).where(hook_calls.c.hook_id == found.id))
            data = Named(name=name)
            removed = Audit(id=new_id(), at=now, action=Audited.HOOK_REMOVED, person_id=by, data=data)
            connection.execute(AUDIT.insert, AUDIT.values(removed))
            return True

        return await self._database.write(write)

    async def all(self) -> list[tuple[Hook, int, list[str]]]:
        """Each with how many matters wait for it, and the names of its areas."""

        def ask(connection: Connection) -> list[tuple[Hook, int, list[str]]]:
            waiting = select(func.count()).where(hook_calls.c.change.is_not(None))
            of_areas = select(areas.c.name).join(hook_areas, hook_areas.c.area_id == areas.c.id).order_by(areas.c.code)
            return [
                (
                    Hook(**row),
                    int(connection.execute(waiting.where(hook_calls.c.hook_id == row["id"])).scalar_one()),
                    list(connection.execute(of_areas.where(hook_areas.c.hook_id == row["id"])).scalars()),
                )
                for row in connection.execute(LIVING.order_by(hooks.c.name)).mappings()
            ]

        return await self._database.read(ask)

    async def ready(self, now: datetime) -> list[Hook]:
        """Those for whom something waits, and who are not left alone just now."""
        waits = select(hook_calls.c.hook_id).where(hook_calls.c.hook_id == hooks.c.id, hook_calls.c.change.is_not(None))
        asked = LIVING.where(or_(hooks.c.retry_at.is_(None), hooks.c.retry_at <= now), waits.exists())
        rows = await self._database.look(lambda connection: connection.execute(asked).mappings().all())
        return [Hook(**row) for row in rows]

    async def next(self, hook_id: int) -> Call | None:
        """What it is to hear next: what changed longest ago."""

        def ask(connection: Connection) -> Call | None:
            row = connection.execute(NEXT, {"hook": hook_id}).first()
            return None if row is None else Call(hook_id, row.issue_id, row.change, row.said, bool(row.inside))

        return await self._database.look(ask)

    async def told(self, call: Call, said: str) -> None:
        """It heard this; what changed meanwhile it hears too."""
        same = case((hook_calls.c.change == call.change, None), else_=hook_calls.c.change)
        done = update(hook_calls).where(hook_calls.c.hook_id == call.hook_id, hook_calls.c.issue_id == call.issue_id)
        well = update(hooks).where(hooks.c.id == call.hook_id).values(failures=0, retry_at=None, error="")

        def write(connection: Connection) -> None:
            connection.execute(done.values(said=said, change=same))
            connection.execute(well.where(or_(hooks.c.failures > 0, hooks.c.error != "")))

        await self._database.write(write)

    async def failed(self, hook: Hook, error: str, retry_at: datetime) -> None:
        """It did not take it."""
        values = {"failures": hook.failures + 1, "retry_at": retry_at, "error": error}
        statement = update(hooks).where(hooks.c.id == hook.id).values(values)
        await self._database.write(lambda connection: connection.execute(statement).close())


LIVING = select(
    hooks.c.id, hooks.c.name, hooks.c.url, hooks.c.secret, hooks.c.failures, hooks.c.retry_at, hooks.c.error
).where(hooks.c.ended_at.is_(None))
NEXT = text(
    "SELECT hook_calls.issue_id, hook_calls.change, hook_calls.said, EXISTS (SELECT 1 FROM hooks "
    f"{AREAS.format(hook='hooks.id')} WHERE hooks.id = hook_calls.hook_id AND {INSIDE}) AS inside "
    "FROM hook_calls JOIN issues ON issues.id = hook_calls.issue_id "
    "WHERE hook_calls.hook_id = :hook AND hook_calls.change IS NOT NULL ORDER BY hook_calls.change LIMIT 1"
)
