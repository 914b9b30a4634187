"""The sheets "departments" and "menu" of a roster in the database: whom a whistle may call, and for what."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select, update

from casework.frozen import frozen
from casework.model.audited import Audit, Audited
from casework.model.people import Post
from casework.model.places import Department, MenuItem
from storage import tables
from storage.ids import new_id
from storage.roster import Codes, SheetChanges
from storage.rows import AUDIT, DEPARTMENTS, MENU_ITEMS, POSTS, Stored


@frozen(kw_only=True)
class DepartmentEntry:
    """A department; `officers` are codes of posts, the first of them its leader; `categories` those it is for; `group`
    the title of its group, by which /bind knows it."""

    code: str
    name: str
    area: str
    officers: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    group: str = ""


@frozen(kw_only=True)
class MenuEntry:
    """A line of the whistle menu; `departments` are codes. `report_in` None: planned."""

    code: str
    matter: str
    area: str
    departments: tuple[str, ...]
    report_in: timedelta | None
    feedback: timedelta = timedelta()
    feedback_days: int = 0


def put_departments(
    connection: Connection, entries: Sequence[DepartmentEntry], codes: Codes, at: datetime, whole: bool
) -> SheetChanges:
    """What the sheet says; with `whole` what it does not name goes, if no whistle names it. An officer belongs to one
    department."""
    wanted = {
        one.code: {
            "name": one.name,
            "area_id": codes.areas[one.area],
            "leader_post_id": codes.posts[one.officers[0]] if one.officers else None,
            "categories": list(one.categories),
            "group_title": one.group,
        }
        for one in entries
    }
    ids, changes = _write(connection, DEPARTMENTS, wanted)
    posts = tables.posts
    for entry in entries:
        department_id, mine = ids[entry.code], [codes.posts[code] for code in entry.officers]
        others = (posts.c.department_id == department_id, posts.c.id.not_in(mine))
        connection.execute(update(posts).where(*others).values(department_id=None))
        connection.execute(update(posts).where(posts.c.id.in_(mine)).values(department_id=department_id))
    if whole:
        gone = _drop(connection, DEPARTMENTS, {ids[code] for code in ids.keys() - wanted.keys()}, changes)
        _untie(connection, gone, at)
    return changes


def put_menu(
    connection: Connection, entries: Sequence[MenuEntry], codes: Codes, at: datetime, whole: bool
) -> SheetChanges:
    """The same for the menu."""
    departments = {one.code: one.id for one in _all(connection, DEPARTMENTS)}
    wanted = {
        one.code: {
            "matter": one.matter,
            "area_id": codes.areas[one.area],
            "departments": [departments[code] for code in one.departments],
            "report_in": one.report_in,
            "feedback": one.feedback,
            "feedback_days": one.feedback_days,
        }
        for one in entries
    }
    ids, changes = _write(connection, MENU_ITEMS, wanted)
    if whole:
        _drop(connection, MENU_ITEMS, {ids[code] for code in ids.keys() - wanted.keys()}, changes)
    return changes


def _write(
    connection: Connection, stored: Stored[Any], wanted: Mapping[str, dict[str, Any]]
) -> tuple[dict[str, int], SheetChanges]:
    known = {one.code: one for one in _all(connection, stored)}
    changes = SheetChanges()
    ids = {code: one.id for code, one in known.items()}
    for code, values in wanted.items():
        old = known.get(code)
        if old is None:
            ids[code] = new_id()
            connection.execute(stored.insert, [values | {"id": ids[code], "code": code}])
            changes.added += 1
        elif names := [name for name, value in values.items() if getattr(old, name) != value]:
            parameters = {name: values[name] for name in names} | stored.identity(old)
            connection.execute(stored.update_of(names), [parameters])
            changes.changed += 1
        else:
            changes.same += 1
    return ids, changes


def _drop(connection: Connection, stored: Stored[Any], ids: set[int], changes: SheetChanges) -> set[int]:
    """What is gone of these. What a whistle names stays: it is said there whom it called."""
    calls, whistles, posts = tables.whistle_calls, tables.whistles, tables.posts
    named = calls.c.department_id if stored is DEPARTMENTS else whistles.c.menu_id
    kept = set(connection.execute(select(named).where(named.in_(ids))).scalars())
    gone = ids - kept
    if stored is DEPARTMENTS:
        connection.execute(update(posts).where(posts.c.department_id.in_(ids)).values(department_id=None))
    connection.execute(delete(stored.table).where(stored.table.c.id.in_(gone)))
    changes.ended += len(gone)
    return gone


def _untie(connection: Connection, gone: set[int], at: datetime) -> None:
    """Their groups are nobody's any more; that they were untied is written down. By the command line."""
    chats = tables.chats
    its = chats.c.department_id.in_(gone)
    bound = connection.execute(select(chats.c.id, chats.c.area_id).where(its, chats.c.bound)).all()
    connection.execute(update(chats).where(its).values(bound=False, department_id=None))
    lines = [
        Audit(id=new_id(), at=at, action=Audited.UNBOUND, chat_id=chat_id, area_id=area_id)
        for chat_id, area_id in bound
    ]
    if lines:
        connection.execute(AUDIT.insert, [AUDIT.values(one) for one in lines])


def _all(connection: Connection, stored: Stored[Any]) -> list[Any]:
    return [stored.load(row) for row in connection.execute(stored.select().order_by(stored.table.c.code))]


@frozen(kw_only=True)
class StoredDepartment:
    """A department with its officers, the leader first."""

    department: Department
    officers: list[Post]


def stored_departments(connection: Connection, at: datetime) -> list[StoredDepartment]:
    """As the sheet has them."""
    posts = [POSTS.load(row) for row in connection.execute(POSTS.select().order_by(tables.posts.c.code))]
    found = []
    for one in _all(connection, DEPARTMENTS):
        mine = [post for post in posts if post.department_id == one.id]
        mine.sort(key=lambda post: (post.id != one.leader_post_id, post.code))
        found.append(StoredDepartment(department=one, officers=mine))
    return found


def stored_menu(connection: Connection, at: datetime) -> list[tuple[MenuItem, list[str]]]:
    """Each line with the codes of its departments."""
    codes = {one.id: one.code for one in _all(connection, DEPARTMENTS)}
    return [(one, [codes[id_] for id_ in one.departments if id_ in codes]) for one in _all(connection, MENU_ITEMS)]
