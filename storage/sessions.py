"""Who may look at the board: one-time links that the bot gave out, openings inside Telegram, and the sessions of both.

Only the hash of a code is kept: whoever reads a copy of the database cannot open anything with it.
"""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from casework.model.people import Role
from storage.columns import UTCDateTime
from storage.store import Store
from storage.tables import posts, sessions
from storage.unit import Unit

LINK_LASTS = timedelta(minutes=10)
SESSION_LASTS = timedelta(hours=12)


class SessionKind(StrEnum):
    """What a row is."""

    LINK = "link"
    LAUNCH = "launch"
    SESSION = "session"


def key_of(code: str) -> str:
    """What is kept of a code."""
    return sha256(code.encode("utf-8", "replace")).hexdigest()


NEW = insert(sessions)
IS_LIVE = (
    sessions.c.key == bindparam("key"),
    sessions.c.kind == bindparam("kind"),
    sessions.c.used_at.is_(None),
    sessions.c.until > bindparam("now", type_=UTCDateTime()),
)
OF_KEY = select(sessions.c.person_id).where(*IS_LIVE)

Seat = tuple[int, Role, int | None, int | None]
Seats = frozenset[Seat]
"""The posts that somebody holds, each with its role, area and estate."""
SEATS = (
    select(sessions.c.key, posts.c.id, posts.c.role, posts.c.area_id, posts.c.estate_id)
    .join(posts, posts.c.person_id == sessions.c.person_id)
    .where(
        sessions.c.key.in_(bindparam("keys", expanding=True)),
        sessions.c.kind == SessionKind.SESSION,
        sessions.c.used_at.is_(None),
        sessions.c.until > bindparam("now", type_=UTCDateTime()),
    )
)


def _row(code: str, kind: SessionKind, person_id: int, at: datetime, until: datetime) -> dict[str, Any]:
    """What is kept of one that nobody has used yet."""
    return {
        "key": key_of(code),
        "kind": kind,
        "person_id": person_id,
        "made_at": at,
        "until": until,
        "used_at": None,
    }


def _session(code: str, person_id: int, at: datetime) -> dict[str, Any]:
    return _row(code, SessionKind.SESSION, person_id, at, at + SESSION_LASTS)


class SessionReads(Unit):
    """The unit of work's part: giving a link out."""

    def let_in(self, person_id: int, code: str, at: datetime) -> None:
        """From now on this code opens the board for this person, once, for a while."""
        self._mark(NEW, **_row(code, SessionKind.LINK, person_id, at, at + LINK_LASTS))


class Sessions:
    """Links and sessions as the pages use them. `new_code` makes a code that nobody guesses."""

    def __init__(self, database: Store, new_code: Callable[[], str]) -> None:
        self._database = database
        self._new_code = new_code

    async def is_open(self, code: str, now: datetime) -> bool:
        """Whether a link may still be used. Looking uses nothing up: messengers look at links by themselves."""
        return await self._person(code, SessionKind.LINK, now) is not None

    async def enter(self, code: str, now: datetime) -> str | None:
        """Use a link up: a session's code, or None where somebody was faster, or it is too old."""
        session = self._new_code()

        def do(connection: Connection) -> bool:
            person_id = connection.execute(
                OF_KEY, {"key": key_of(code), "kind": SessionKind.LINK, "now": now}
            ).scalar_one_or_none()
            used = update(sessions).where(sessions.c.key == key_of(code), sessions.c.used_at.is_(None))
            if person_id is None or connection.execute(used.values(used_at=now)).rowcount != 1:
                return False
            connection.execute(NEW, _session(session, person_id, now))
            return True

        return session if await self._database.write(do) else None

    async def launch(self, sign: str, person_id: int, until: datetime, now: datetime) -> str | None:
        """Use up what Telegram signed, which nobody takes after `until`: a session's code, or None where it was used
        before, whichever process took it."""
        session = self._new_code()

        def do(connection: Connection) -> bool:
            dialect = import_module(f"sqlalchemy.dialects.{connection.dialect.name}")
            used = dialect.insert(sessions).on_conflict_do_nothing(index_elements=["key"])
            row = _row(sign, SessionKind.LAUNCH, person_id, now, until) | {"used_at": now}
            if connection.execute(used, row).rowcount != 1:
                return False
            connection.execute(NEW, _session(session, person_id, now))
            return True

        return session if await self._database.write(do) else None

    async def person(self, session: str, now: datetime) -> int | None:
        """Whose session it is; None when it is over."""
        return await self._person(session, SessionKind.SESSION, now)

    async def seats(self, codes: Collection[str], now: datetime) -> dict[str, Seats]:
        """Of many sessions at once who holds what by now; a session that is over is left out."""
        of = {key_of(code): code for code in codes}
        found: dict[str, set[Seat]] = {}
        for row in await self._database.look(
            lambda connection: connection.execute(SEATS, {"keys": list(of), "now": now}).all()
        ):
            found.setdefault(of[row.key], set()).add((row.id, row.role, row.area_id, row.estate_id))
        return {code: frozenset(seats) for code, seats in found.items()}

    async def end(self, session: str) -> None:
        """It opens nothing any more."""
        await self._database.write(
            lambda connection: connection.execute(delete(sessions).where(sessions.c.key == key_of(session)))
        )

    async def _person(self, code: str, kind: SessionKind, now: datetime) -> int | None:
        asked = {"key": key_of(code), "kind": kind, "now": now}
        return await self._database.look(lambda connection: connection.execute(OF_KEY, asked).scalar_one_or_none())
