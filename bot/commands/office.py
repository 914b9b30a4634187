"""What an administrator without a shell may do in chat: the functions of the command line, for `/admin`."""

import asyncio
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from telegram import Bot
from telegram.error import TelegramError

from bot.commands import doctor, keys, trial, webhooks
from bot.commands.hours import served_at
from bot.commands.keys import NewKey
from bot.commands.webhooks import NewHook
from bot.config import Config
from bot.running import caller
from bot.views.systems import System, Way
from bot.views.view import esc
from casework.same_day import ensure_calendar
from locales.markup import Html
from locales.translator import Translator, mark
from roster.exporting import export_roster
from roster.ical import write_ical
from roster.importing import check_roster, import_roster, is_roster, report_lines, warning_lines
from roster.posters import contact_cards, posters
from storage.database import Database
from storage.erasing import ERASERS, due
from storage.errors import NameTaken
from storage.hooks import Hooks
from storage.keys import Keys
from storage.work import SqlWork

CHECKS: tuple[doctor.Check, ...] = (doctor.people, doctor.roster, doctor.database, doctor.calendar, doctor.escalations)
"""What the database alone says: that the bot runs and Telegram answers is plain where this is read."""
AN_HOUR = 60
"""Reports that a system may file; another number at the machine."""


class Office:
    """For one turn of an administrator; whoever calls has asked who it is."""

    def __init__(
        self, config: Config, database: Database, bot: Bot, work: SqlWork, tr: Translator, at: datetime
    ) -> None:
        self._config = config
        self._database = database
        self._bot = bot
        self._work = work
        self._tr = tr
        self._at = at

    async def health(self) -> list[str]:
        """What is wrong, and what to do; nothing: all is well."""
        patient = doctor.Patient(self._config, self._tr, None, self._database)
        found = [one for check in CHECKS for one in await check(patient) if one.level is not doctor.Level.OK]
        return _in_chat([line for one in found for line in (f"⚠️ {one.text}", one.advice) if line])

    async def fetch(self, file_id: str) -> bytes | None:
        """A document that was sent; None: it does not arrive."""
        try:
            file = await self._bot.get_file(file_id)
            return bytes(await file.download_as_bytearray())
        except TelegramError:
            return None

    async def is_roster(self, data: bytes) -> bool:
        """Whether a table is a roster."""
        return await asyncio.to_thread(is_roster, data, self._tr)

    async def put_roster(self, data: bytes, *, dry: bool) -> tuple[bool, list[str]]:
        """Read it in, or (`dry`) see what it would do; whether it has no fault, and in words. Nothing is removed."""
        settings = self._config.settings
        report = await import_roster(self._database, data, self._tr, settings=settings, at=self._at, dry=dry)
        lines = _in_chat(report_lines(report, self._tr))
        if report.faults or dry:
            return not report.faults, lines
        await ensure_calendar(self._at, self._work)
        return True, [
            *lines,
            *_in_chat(warning_lines(await check_roster(self._database, settings, self._tr), self._tr)),
        ]

    async def roster(self) -> bytes:
        """All of it, as a workbook."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "roster.xlsx"
            await export_roster(self._database, file, self._tr)
            return await asyncio.to_thread(file.read_bytes)

    async def printed(self, what: str) -> tuple[str, bytes]:
        """Something for a printer or a calendar (`posters`, `cards`, `duty`): the file's name, and what is in it."""
        if what == "duty":
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "duty.ics"
                await write_ical(self._database, file, self._config.settings.zone, self._tr)
                return file.name, await asyncio.to_thread(file.read_bytes)
        if what == "cards":
            page = await contact_cards(self._database, self._tr, served_at(self._at, self._work, self._tr))
        else:
            page = await posters(self._database, self._bot.username, self._tr)
        return f"{what}.html", page.encode()

    async def retention(self) -> list[str]:
        """How much is due to be deleted now, by table."""
        settings, tr = self._config.settings, self._tr
        counts = await due(self._database, settings, self._at)
        return [
            tr.t(
                "{table}: {n} (kept for {days} days)",
                table=one.table,
                n=counts[one.table],
                days=getattr(settings, one.setting).days,
            )
            for one in ERASERS
            if counts[one.table]
        ]

    async def trials(self) -> list[str]:
        """Who tries it out, and what would have rung."""
        return _in_chat(await trial.lines(self._at, self._work, self._tr))

    async def systems(self) -> list[System]:
        """Other systems that were let in, by name."""
        files = [
            System(id=key.id, way=Way.FILES, name=key.name, areas=areas, an_hour=key.an_hour)
            for key, areas in await Keys(self._database).all()
        ]
        told = [
            System(id=one.id, way=Way.IS_TOLD, name=one.name, areas=areas, url=one.url, waiting=n, error=one.error)
            for one, n, areas in await Hooks(self._database).all()
        ]
        return [*files, *told]

    async def unreachable(self, url: str) -> Html | None:
        """Why an address cannot be called; None: it can."""
        try:
            await caller.pinned(url)
        except caller.NotPublic:
            text = mark("{url} is not called: it has to be https:// and lie on the internet, not inside.")
            return self._tr.t(text, url=esc(url))
        except OSError:
            text = mark("{url}: no such name is found on the internet. Is it spelt right?")
            return self._tr.t(text, url=esc(url))
        return None

    async def let_in(self, name: str, url: str, areas: Sequence[str], by: int) -> list[str]:
        """One more: with a URL it is told of matters, without one it may file; what it has to know is said this once,
        or why it is not let in."""
        tr, at = self._tr, self._at
        try:
            if url:
                hook = NewHook(name=name, url=url, areas=areas, by=by)
                return await webhooks.add(hook, Hooks(self._database), self._work, at, tr)
            key = NewKey(name=name, areas=areas, an_hour=AN_HOUR, by=by)
            return await keys.make(key, Keys(self._database), self._work, at, tr)
        except (NameTaken, caller.NotPublic, OSError):  # since it was asked for
            return [tr.t("{name} is not let in: please begin anew.", name=name)]

    async def end(self, system: System, by: int) -> None:
        """It is let in no more."""
        if system.way is Way.FILES:
            await Keys(self._database).void(system.name, self._at, by)
        else:
            await Hooks(self._database).remove(system.name, self._at, by)

    async def try_out(self, code: str, *, over: bool) -> list[str]:
        """Begin a trial of an area, or end it."""
        return _in_chat(await trial.begin(trial.TrialOf(area=code, over=over), self._at, self._work, self._tr))


def _in_chat(lines: Sequence[str]) -> list[str]:
    """Without what has to be typed at the machine; for what there is in chat, /admin has buttons."""
    return [one for one in lines if "weilinli" not in one]
