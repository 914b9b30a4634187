"""The photos of the echo wall as we keep them: one picture for each that was released, fetched once (ADR 0029).

A picture has a name by chance and says nothing of whose it is. It is shown while its photo is released and its matter
stands on the wall as done; whoever asks for it is answered by that, each time.
"""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, func, select, text, update

from casework.frozen import frozen
from casework.model.issues import State
from casework.model.subjects import SubjectKind
from storage import tables
from storage.store import Store
from storage.wall import SEEN, Picture, pictures_by_matter

pictures, attachments, issues, reports = tables.pictures, tables.attachments, tables.issues, tables.reports

AT_ONCE = 20
RELEASED = "attachments.released AND attachments.ref <> ''"
WAITING = (
    select(attachments.c.id, attachments.c.ref, attachments.c.released)
    .where(text("attachments.waits"))
    .order_by(attachments.c.id)
    .limit(AT_ONCE)
)
"""An index has those alone: an idle look costs the same however many photos there are."""
SHOWN = (State.RESOLVED, State.CLOSED)
"""Of what is opened again nothing is shown: it is not as the picture says."""
TAKEN_BACK = ~exists().where(attachments.c.id == pictures.c.attachment_id, text(RELEASED))
"""Pictures whose photo is not released any more, or was erased."""


@frozen
class Waiting:
    """A photo that was released, and of which there is no picture yet; or (not `released`) one that was taken back."""

    attachment_id: int
    ref: str
    released: bool


class Pictures:
    """Reads and writes."""

    def __init__(self, database: Store) -> None:
        self._database = database

    async def waiting(self) -> list[Waiting]:
        """Some for which something is to be done, the oldest first."""
        rows = await self._database.look(lambda connection: connection.execute(WAITING).all())
        return [Waiting(row.id, row.ref, bool(row.released and row.ref)) for row in rows]

    async def erase(self, one: Waiting) -> None:
        """It was taken back."""

        def do(connection: Connection) -> None:
            if _settled(connection, one):
                connection.execute(delete(pictures).where(pictures.c.attachment_id == one.attachment_id))

        await self._database.write(do)

    async def keep(self, one: Waiting, content: bytes, width: int, height: int, now: datetime) -> None:
        """It was fetched. Of what was taken back meanwhile nothing is kept."""
        await self._put(one, {"content": content, "width": width, "height": height, "wrong": ""}, now)

    async def failed(self, one: Waiting, why: str, now: datetime) -> None:
        """It will never be fetched: it is not tried for ever, and whoever chooses photos is told."""
        await self._put(one, {"content": b"", "width": 0, "height": 0, "wrong": why}, now)

    async def _put(self, one: Waiting, values: dict[str, Any], now: datetime) -> None:
        row = {"attachment_id": one.attachment_id, "name": secrets.token_urlsafe(16), "made_at": now, **values}

        def do(connection: Connection) -> None:
            if _settled(connection, one):
                connection.execute(delete(pictures).where(pictures.c.attachment_id == one.attachment_id))
                connection.execute(pictures.insert(), row)

        await self._database.write(do)

    async def count(self) -> int:
        """How many are kept."""
        asked = select(func.count()).select_from(pictures)
        return await self._database.read(lambda connection: int(connection.execute(asked).scalar_one()))

    async def content(self, name: str) -> bytes | None:
        """What is in the picture of that name, if anybody may see it now."""
        return await self._database.read(lambda connection: _content(connection, name))


def on_sheet(connection: Connection, issue_id: int, at_most: int, size: int) -> list[Picture]:
    """Of those of a matter that anybody may see, so many and so many bytes together: of what was reported and of the
    result alike."""
    found = pictures_by_matter(connection, [issue_id]).get(issue_id, ())
    before, after = ([one for one in found if one.after is late] for late in (False, True))
    half = max(at_most // 2, at_most - len(after))
    shown: list[Picture] = []
    for one in [*before[:half], *after][:at_most]:
        length = _seen(connection, one.name, func.length(pictures.c.content))
        if length and length <= size:
            shown.append(one)
            size -= length
    return shown


def on_paper(connection: Connection, issue_id: int, at_most: int, size: int) -> list[tuple[Picture, bytes]]:
    """Those of the sheet with what is in them."""
    shown = on_sheet(connection, issue_id, at_most, size)
    return [(one, content) for one in shown if (content := _content(connection, one.name))]


def _settled(connection: Connection, one: Waiting) -> bool:
    """Whether it is still as it was when it was read; then nothing more is to be done for it."""
    as_it_was = text(RELEASED if one.released else f"NOT ({RELEASED})")
    still = update(attachments).where(attachments.c.id == one.attachment_id, attachments.c.ref == one.ref, as_it_was)
    return connection.execute(still.values(waits=False)).rowcount > 0


def _content(connection: Connection, name: str) -> bytes | None:
    content = _seen(connection, name, pictures.c.content)
    return None if content is None else bytes(content)


def _seen(connection: Connection, name: str, what: ColumnElement[Any]) -> Any:
    """What is asked of a photo, while anybody may see it; its length is known without reading it."""
    asked = (
        select(what.label("what"), attachments.c.subject_kind, attachments.c.subject_id)
        .join(attachments, attachments.c.id == pictures.c.attachment_id)
        .where(pictures.c.name == name, pictures.c.wrong == "", text("attachments.released"))
    )
    found = connection.execute(asked).first()
    if found is None:
        return None
    issue_id: Any = found.subject_id
    if found.subject_kind is SubjectKind.REPORT:
        issue_id = select(reports.c.issue_id).where(reports.c.id == found.subject_id).scalar_subquery()
    on_wall = select(issues.c.id).where(issues.c.id == issue_id, SEEN, issues.c.state.in_(SHOWN))
    return found.what if connection.execute(on_wall).first() is not None else None
