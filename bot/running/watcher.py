"""Who watches the bot: a heartbeat to an address outside, and a page-out for when nobody hears it (around-an-issue.md
§11).

Heartbeat: a GET every minute while nothing is wrong; whoever receives it (a dead man's switch) raises the alarm when
it stays away. Page-out: a signed POST to a gateway of text or voice messages, when an urgent matter was not answered in
its first round, or when Telegram has not answered, or has taken no message, for two minutes while something urgent is
open. It names number, community and kind, nobody and nothing that somebody wrote. What a page-out is about is a row of
the database, so one that could not be delivered is tried again at every look, after a restart too; `id` is the same
then. That it was delivered is a row too: nobody is woken twice for it, whoever starts the bot anew.
"""

import hashlib
import hmac
import json
import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import httpx

from bot.config import Watch
from bot.running.clock import Clock
from bot.running.health import Health
from casework.categories import category
from casework.frozen import frozen
from storage.database import Database
from storage.emergencies import Emergency, emergencies, note_paged, paged
from storage.errors import StorageError

_log = logging.getLogger(__name__)

EVERY = timedelta(seconds=20)
BEAT_EVERY = timedelta(minutes=1)
SECONDS = 10.0
"""An address outside that takes longer is tried again later."""
SIGNATURE = "X-Weilinli-Signature"
UNANSWERED, AWAY = "urgent_unanswered", "telegram_away"


@frozen
class Page:
    """One thing that somebody has to be woken for."""

    event: str
    about: Emergency

    @property
    def id(self) -> str:
        """The same whenever it is sent again."""
        return f"{self.event}-{self.about.issue_id}-{self.about.round}"

    def body(self) -> bytes:
        """JSON in UTF-8. Of what only its community may know, no more than that it is urgent."""
        one = self.about
        kind = "" if one.private else category(one.category).zh
        said = {
            "id": self.id,
            "event": self.event,
            "number": one.number,
            "community": one.community,
            "category": "" if one.private else one.category,
            "since": one.t0.isoformat(timespec="seconds"),
            "text": f"{one.community} {one.number}号 {kind or '急事'}：{TEXTS[self.event]}",
        }
        return json.dumps(said, ensure_ascii=False).encode()


TEXTS = {UNANSWERED: "叫过一遍，没人应", AWAY: "Telegram 连不上，机器人叫不到人"}
"""What a gateway reads out or sends; in Chinese like the groups."""


def signature(secret: str, body: bytes) -> str:
    """How the receiver knows that it is from us: HMAC-SHA256 of the body, in hexadecimal."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def pages(found: Iterable[Emergency], *, away: bool) -> list[Page]:
    """Whatever somebody has to be woken for."""
    return [Page(event, one) for one in found for event in _events(one, away)]


def _events(one: Emergency, away: bool) -> list[str]:
    return ([UNANSWERED] if one.unanswered else []) + ([AWAY] if away else [])


async def unpaged(found: Sequence[Page], database: Database) -> list[Page]:
    """Those that nobody was woken for yet. Raises StorageError."""
    before = await paged(database, [one.id for one in found]) if found else set()
    return [one for one in found if one.id not in before]


class Watcher:
    """Looks every 20 s. With neither address set it has nothing to do and is not started."""

    def __init__(self, config: Watch, secret: str, database: Database, clock: Clock, health: Health) -> None:
        self._config = config
        self._secret = secret
        self._database = database
        self._clock = clock
        self._health = health
        self._wake = database.committed.subscribe()
        self._http = httpx.AsyncClient(timeout=SECONDS)
        self._beat_at: datetime | None = None

    async def run(self) -> None:
        """For ever."""
        with self._clock.work():
            try:
                again = self._clock.now()
                while True:
                    if (now := self._clock.now()) >= again:
                        again = now + EVERY
                        await self.look(now)
                    await self._clock.wait(again if self._health.restless else None, self._wake)
            finally:
                await self._http.aclose()

    async def look(self, now: datetime) -> None:
        """A page-out for whatever needs one and had none; a heartbeat when all is well."""
        if self._config.page_url and self._health.sends:
            with suppress(StorageError):  # what is wrong with the database, the heartbeat that stays away tells
                found = pages(await emergencies(self._database), away=self._health.telegram_away)
                for page in await unpaged(found, self._database):
                    await self._send(page, now)
        if self._config.heartbeat_url and (self._beat_at is None or now >= self._beat_at + BEAT_EVERY):
            self._beat_at = now
            if not await self._health.troubles():
                await self._beat()

    async def _send(self, page: Page, now: datetime) -> None:
        """Raises StorageError where it arrived and that could not be kept: it is sent again then."""
        body = page.body()
        headers = {"Content-Type": "application/json; charset=utf-8", SIGNATURE: signature(self._secret, body)}
        try:
            answer = await self._http.post(self._config.page_url, content=body, headers=headers)
            answer.raise_for_status()
        except httpx.HTTPError as error:
            _log.error("page-out %s did not arrive (%s), trying again", page.id, type(error).__name__)
            return
        await note_paged(self._database, page.id, now)
        _log.warning("page-out %s: No. %d", page.event, page.about.number)

    async def _beat(self) -> None:
        try:
            (await self._http.get(self._config.heartbeat_url)).raise_for_status()
        except httpx.HTTPError as error:
            _log.warning("the heartbeat did not arrive (%s)", type(error).__name__)
