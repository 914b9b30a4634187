"""Matters of every kind and state, for the tests of the pages: written as the use cases leave them."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import update

from casework.data import Data
from casework.issue.filing import File, file
from casework.lines import Done, Promised, Rejected
from casework.model.issues import Action, Issue, Promise, Rating, State
from casework.model.timeline import Attachment, AttachmentKind, Entry, Visibility
from storage import tables
from storage.database import Database
from tests.casework.neighbourhood import BUILDING, PEOPLE, TEN
from tests.storage.town import Town
from tests.web.lamps import lamp

__all__ = ["PEOPLE", "TEN", "WallTown"]


class WallTown(Town):
    """A town of which it is known how many live where."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._made = 0

    async def furnish(self, households: int = 60) -> None:
        await super().furnish()
        change = update(tables.areas).where(tables.areas.c.id == BUILDING).values(households=households)
        await self.database.write(lambda connection: connection.execute(change))

    async def photo(self, issue: Issue, *, after: bool, released: bool = True) -> str:
        """A photo of it, with its picture: of what was reported, or of the result; the picture's name."""
        work = self.work()
        entry = next((one for one in await work.timeline(issue.id) if one.action == Action.RESOLVE), None)
        photo = Attachment(
            id=work.new_id(),
            kind=AttachmentKind.PHOTO,
            ref="photo",
            subject=issue.subject if after else issue.report.subject,
            entry_id=entry.id if after and entry is not None else None,
            released=released,
        )
        work.add(photo)
        await work.commit()
        content, name = lamp(lit=after), f"photo-{photo.id}".ljust(22, "-")[-22:]
        row = {"attachment_id": photo.id, "name": name, "content": content, "width": 640, "height": 480, "wrong": ""}
        put = tables.pictures.insert().values(**row, made_at=TEN)
        await self.database.write(lambda connection: connection.execute(put).close())
        return name

    async def matter(
        self,
        category: str = "street_light",
        state: State = State.CLOSED,
        *,
        text: str = "路灯不亮",
        place: str = "",
        at: datetime = TEN,
        result: str = "",
        public: str = "",
        rating: Rating | None = None,
        reason: str = "",
        interim: str = "",
        why: str = "",
        whose: str = "",
        private: bool = False,
        me_toos: int = 0,
        takes: timedelta = timedelta(minutes=112),
        **more: Any,
    ) -> Issue:
        """One matter in that state, with what was said on the way."""
        work = self.work()
        self._made += 1
        by = PEOPLE["resident"]
        values: dict[str, Any] = {"by": by, "at": at, "area_id": BUILDING, "text": text, "category": category}
        issue = await file(File(**{**values, "place": place, "private": private, **more}), work)
        await work.commit()
        work = self.work()
        issue = await work.issue(issue.id)
        issue.state, issue.result, issue.me_toos = state, result, me_toos
        holder = (await work.posts_of(PEOPLE["steward"]))[0]
        if state is not State.REPORTED:
            issue.now.accepted_at, issue.now.accepted_post_id = at + timedelta(minutes=3), holder.id
            issue.holder_post_id, issue.holder_id = holder.id, PEOPLE["steward"]
        if state in (State.RESOLVED, State.CLOSED):
            issue.now.resolved_at = at + takes
            self._say(work, issue, Action.RESOLVE, result, at + takes, Done(public=public))
        if state is State.CLOSED:
            issue.now.closed_at, issue.now.rating = at + takes, rating
            issue.now.rated_at = at + takes if rating is not None else None
        if state is State.REJECTED:
            self._say(work, issue, Action.REJECT, why, at, Rejected(whose=whose))
        if state is State.PROMISED:
            issue.promise = Promise(
                id=work.new_id(), issue_id=issue.id, round=1, on_day=date(2026, 11, 25), reason=reason, made_at=at,
                interim=interim, told_at=at,
            )  # fmt: skip
            self._say(work, issue, Action.PROMISE, reason, at, Promised(on=date(2026, 11, 25), public=public))
        work.changed(issue)
        await work.commit()
        return issue

    @staticmethod
    def _say(work: Any, issue: Issue, action: Action, text: str, at: datetime, data: Data) -> None:
        work.add(
            Entry(
                id=work.new_id(), subject=issue.subject, at=at, action=action, round=issue.round,
                person_id=PEOPLE["steward"], visibility=Visibility.PUBLIC, text=text, data=data,
            )
        )  # fmt: skip
