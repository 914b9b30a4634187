"""Groups, who is in them, and the links by which posts are taken."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Audience(StrEnum):
    """The kinds of chat that belong to an area; a department's belongs to the area that the department serves."""

    STAFF = "staff"
    RESIDENTS = "residents"
    DEPARTMENT = "department"


@dataclass(slots=True, kw_only=True)
class Chat:
    """A group chat (or a topic of one) that belongs to an area."""

    id: int
    area_id: int
    audience: Audience
    department_id: int | None = None
    title: str = ""
    bound_at: datetime | None = None
    listens_at: datetime | None = None  # since when the bot reads along there; None: it does not


@dataclass(slots=True, kw_only=True)
class Link:
    """A one-time link to a post. `asked_by` opened it while somebody else held the post, and waits for an answer."""

    code: str
    post_id: int
    made_at: datetime
    used_at: datetime | None = None
    used_by: int | None = None
    asked_by: int | None = None
    asked_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Outside:
    """Somebody who left a bound group, or was removed from it: a mention there rings nobody. Back in it: no row. Of
    whom nothing was heard we take it that they are in it."""

    chat_id: int
    person_id: int
    at: datetime
