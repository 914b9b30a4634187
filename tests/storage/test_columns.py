"""What the columns keep."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, create_engine, select
from sqlalchemy.dialects import sqlite

from casework.model.issues import Copy, State
from storage.columns import Copies, Duration, Json, Line, OneOf, UTCDateTime, Words, under

SQLITE = sqlite.dialect()


@given(st.datetimes(timezones=st.timezones()).filter(lambda at: 1 < at.year < 9999))
def test_a_moment_comes_back_to_the_microsecond(at: datetime) -> None:
    """Any aware moment is read as the same moment in UTC."""
    column = UTCDateTime()
    read = column.process_result_value(column.process_bind_param(at, SQLITE), SQLITE)
    assert read == at.astimezone(UTC)  # in its own zone a moment that comes twice equals nothing (PEP 495)
    assert read.tzinfo is UTC


def test_a_moment_without_zone_is_refused() -> None:
    """Nobody can say when a naive moment is."""
    with pytest.raises(ValueError, match="no time zone"):
        UTCDateTime().process_bind_param(datetime(2026, 1, 1), SQLITE)  # noqa: DTZ001


def test_moments_sort_as_they_follow() -> None:
    """What is stored sorts by time, whatever zone it was given in."""
    east = timezone(timedelta(hours=8))
    early, late = datetime(2026, 1, 1, 7, 30, tzinfo=east), datetime(2026, 1, 1, 0, 0, tzinfo=UTC)
    column = UTCDateTime()
    assert column.process_bind_param(early, SQLITE) < column.process_bind_param(late, SQLITE)


@given(st.timedeltas())
def test_a_duration_comes_back_exactly(duration: timedelta) -> None:
    """Durations are whole microseconds, not floating seconds."""
    column = Duration()
    assert column.process_result_value(column.process_bind_param(duration, SQLITE), SQLITE) == duration


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_stored(text: str) -> None:
    """Half a surrogate pair or a NUL in what somebody wrote does not stop the bot; other characters stay."""
    stored = Words().process_bind_param(text, SQLITE)
    assert stored is not None
    assert "\0" not in stored
    assert len(stored.encode()) >= len(text) - text.count("\0")


@given(st.dictionaries(st.text(), st.text(st.characters(exclude_categories=())) | st.integers() | st.none()))
def test_json_comes_back_as_it_was(data: dict[str, object]) -> None:
    """Raw updates are kept with every character that they had."""
    column = Json()
    stored = column.process_bind_param(data, SQLITE)
    assert stored is not None
    assert stored.isascii()
    assert column.process_result_value(stored, SQLITE) == data


@given(st.lists(st.integers(1, 2**63 - 1), max_size=5))
def test_a_line_comes_back(ids: list[int]) -> None:
    """A line is kept in its order, nearest first."""
    column = Line()
    assert column.process_result_value(column.process_bind_param(tuple(ids), SQLITE), SQLITE) == tuple(ids)


def test_what_is_no_member_is_refused() -> None:
    """A state that does not exist cannot be written."""
    with pytest.raises(ValueError, match="asleep"):
        OneOf(State).process_bind_param("asleep", SQLITE)


def test_what_lies_under_an_area() -> None:
    """The area itself and all within, and not another of which the number only begins alike; nothing is in no area."""
    tree = Table("tree", MetaData(), Column("line", Line))
    lines = [(1,), (5, 1), (9, 5, 1), (50, 1), (5,), (15,), (7, 15)]
    with create_engine("sqlite://").connect() as connection:
        tree.create(connection)
        connection.execute(tree.insert(), [{"line": line} for line in lines])

        def found(*places: tuple[int, ...]) -> list[tuple[int, ...]]:
            return list(connection.execute(select(tree.c.line).where(under(tree.c.line, places))).scalars())

        assert found((5, 1)) == [(5, 1), (9, 5, 1)]
        assert found((15,), (50, 1)) == [(50, 1), (15,), (7, 15)]
        assert found() == []


def test_where_a_card_stands_beside() -> None:
    """As it was stored before it had a record; what a newer process alone can read stands nowhere here."""
    column, dialect = Copies(), sqlite.dialect()
    stored = '[{"person":1,"entry":2,"kind":"handed_up"},{"person":3,"ping":4},{"chat":5}]'
    read = column.process_result_value(stored, dialect)
    assert read == [Copy(person=1, entry=2, kind="handed_up"), Copy(person=3, ping=4), Copy(chat=5)]
    assert column.process_bind_param(read, dialect) == stored
    assert column.process_result_value('[{"person":{"is":1}},{"chat":5,"since":6}]', dialect) == [Copy(chat=5)]
