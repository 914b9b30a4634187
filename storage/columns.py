"""Column types that keep what databases would lose: time zones, exact durations, the line of an area, any JSON.

Text that people wrote is cleaned of what a database cannot store (NUL, half of a surrogate pair): an update with such
a character must not stop the bot.
"""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from msgspec import ValidationError, convert
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    Text,
    TypeDecorator,
    and_,
    bindparam,
    false,
    or_,
)
from sqlalchemy.types import TypeEngine

from casework.model.issues import Accused, Copy
from casework.model.people import Role
from storage.typed import as_stored

ENCODER = json.JSONEncoder(separators=(",", ":"))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def _moment(value: int | None) -> datetime | None:
    return None if value is None else EPOCH + timedelta(0, 0, value)


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC. SQLite has no such type: there it is whole microseconds since 1970."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column's type on this database."""
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse a moment without a zone with ValueError: nobody could say when it is."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return (value - EPOCH) // MICROSECOND if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The same moment, in UTC."""
        if value is None:
            return None
        read: datetime | None = _moment(value) if dialect.name == "sqlite" else value.astimezone(UTC)
        return read

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """The same for column after column of a long list, without what SQLAlchemy puts around it."""
        return _moment if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


class Duration(TypeDecorator[timedelta]):
    """A timedelta as whole microseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        """To microseconds."""
        return None if value is None else value // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        """From microseconds."""
        return None if value is None else value * MICROSECOND


class Words(TypeDecorator[str]):
    """Text; without the characters that no database stores."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Drop NUL; half of a surrogate pair becomes a question mark."""
        if value is None or (value.isascii() and "\0" not in value):
            return value
        return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


class OneOf(TypeDecorator[StrEnum]):
    """A member of an enumeration, by its value. What is no member is refused on the way in (ValueError).

    On the way out it is passed on as plain text, equal to no member: a newer version wrote it, and who does not know it
    leaves it alone.
    """

    impl = Text
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members
        self._known = {one.value: one for one in members}

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Its value."""
        return None if value is None else self.members(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """The member, or the text that is none."""
        return None if value is None else self._known.get(value, value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """The same, without what SQLAlchemy puts around it: a long list reads it in every row."""
        known = self._known.get
        return lambda value: None if value is None else known(value, value)


LINES_KNOWN = 16_384
"""Paths that are not taken apart again: a city's figures read each grid's ninety times."""


class Line(TypeDecorator[tuple[int, ...]]):
    """An area's own id and its ancestors', as a path from the root: "/1/5/9/" is area 9 in 5 in 1.

    Everything under area 5 is what lies between "/1/5/" and "/1/50" ("0" follows "/"), so that an index serves it;
    hence the bytewise order on PostgreSQL too.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column's type on this database."""
        return dialect.type_descriptor(Text(collation="C" if dialect.name == "postgresql" else None))

    def process_bind_param(self, value: tuple[int, ...] | str | None, dialect: Dialect) -> str | None:
        """The path; the bound of a range is given as text."""
        return value if value is None or isinstance(value, str) else path_of(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[int, ...] | None:
        """The ids, nearest first."""
        return None if value is None else _line_of(value)


@lru_cache(maxsize=LINES_KNOWN)
def _line_of(path: str) -> tuple[int, ...]:
    return tuple(int(part) for part in reversed(path.strip("/").split("/")) if part)


def path_of(line: tuple[int, ...]) -> str:
    """The path of a line."""
    return "/" + "".join(f"{area_id}/" for area_id in reversed(line))


def under(column: Column[Any], lines: Iterable[tuple[int, ...]]) -> ColumnElement[bool]:
    """Whether what this column of lines says is one of these areas, or anywhere in one; in none of no areas."""
    paths = [path_of(line) for line in lines]
    return or_(false(), *(and_(column >= path, column < f"{path[:-1]}0") for path in paths))


def under_some(column: Column[Any], areas: int) -> ColumnElement[bool]:
    """The same for a statement that is put together once: `bounds` gives the values, of so many areas."""
    ends = [
        (bindparam(f"from_{one}", type_=column.type), bindparam(f"to_{one}", type_=column.type)) for one in range(areas)
    ]
    return or_(false(), *(and_(column >= first, column < last) for first, last in ends))


def bounds(lines: Sequence[tuple[int, ...]]) -> dict[str, str]:
    """For `under_some`."""
    paths = [path_of(line) for line in lines]
    first = {f"from_{number}": path for number, path in enumerate(paths)}
    return first | {f"to_{number}": f"{path[:-1]}0" for number, path in enumerate(paths)}


class Complained(TypeDecorator[tuple[Accused, ...]]):
    """Whom a report complains of: "post:person:role", apart by blanks; nobody is nothing at all."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Accused, ...] | None, dialect: Dialect) -> str | None:
        """To text."""
        return " ".join(f"{one.post_id}:{one.person_id or ''}:{one.role}" for one in value or ()) or None

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Accused, ...]:
        """From text."""
        return tuple(
            Accused(post_id=int(post), person_id=int(person) if person else None, role=Role(role))
            for post, person, role in (one.split(":") for one in (value or "").split())
        )


class Json(TypeDecorator[Any]):
    """JSON as text, escaped to ASCII: any string survives both databases. Raises TypeError for what is not JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """To text."""
        return None if value is None else ENCODER.encode(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """From text."""
        return None if value is None else json.loads(value)


class Copies(TypeDecorator[list[Copy]]):
    """Where else an issue's card stands: JSON, as each says it. What only a newer process can read is nowhere here."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: list[Copy] | None, dialect: Dialect) -> str | None:
        """To text."""
        return None if value is None else ENCODER.encode([as_stored(one) for one in value])

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[Copy] | None:
        """From text."""
        if value is None:
            return None
        found = []
        for one in json.loads(value):
            with suppress(ValidationError):
                found.append(convert(one, Copy))
        return found
