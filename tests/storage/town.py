"""The neighbourhood of the rules' tests, in a database."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection

from casework.issue.filing import File, file
from casework.model.issues import Issue
from casework.model.subjects import Subject, SubjectKind
from casework.settings import Settings
from storage.database import Database
from storage.rows import ADDRESSES, AREAS, ESTATES, PERSONS, POSTS, ROOMS, SUBJECTS, Address, Room, Stored
from storage.work import SqlWork
from tests.casework.neighbourhood import BUILDING, PEOPLE, TEN, Neighbourhood

T = TypeVar("T")


class Town:
    """Furnishes the database once; then hands out units of work."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.settings = Settings(reports_an_hour=10_000, reports_a_day=10_000)

    async def furnish(self) -> None:
        there = Neighbourhood(self.settings).work
        chats = [
            Room(id=one.id, area_id=one.area_id, audience=one.audience, title=one.title, address=f"tg:-{one.id}")
            for one in there.chats.values()
        ]
        addresses = [Address(address=f"tg:{one}", person_id=one) for one in PEOPLE.values()]
        rows: list[tuple[Stored[Any], list[Any]]] = [
            (ESTATES, list(there.estates.values())),
            (SUBJECTS, [Subject(SubjectKind.AREA, area_id) for area_id in there.areas]),
            (AREAS, list(there.areas.values())),
            (PERSONS, list(there.people.values())),
            (ADDRESSES, addresses),
            (POSTS, list(there.posts.values())),
            (ROOMS, chats),
        ]

        def do(connection: Connection) -> None:
            for stored, some in rows:
                connection.execute(stored.insert, [stored.values(one) for one in some])

        await self.database.write(do)

    def work(self) -> SqlWork:
        return self.database.work(self.settings)

    async def do(self, act: Callable[[SqlWork], Awaitable[T]]) -> T:
        """In a unit of work of its own, committed."""
        work = self.work()
        result = await act(work)
        await work.commit()
        return result

    async def report(self, text: str = "厨房下水返水", *, at: datetime = TEN, **more: Any) -> Issue:
        """The resident files it."""
        values: dict[str, Any] = {"by": PEOPLE["resident"], "at": at, "area_id": BUILDING, "text": text}
        return await self.do(lambda work: file(File(**{**values, **more}), work))
