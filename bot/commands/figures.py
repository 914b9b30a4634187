"""`weilinli figures`: the kept sums of the days, made anew or compared with the rounds (storage/sums.py)."""

from datetime import date, datetime

from casework.frozen import frozen
from casework.settings import Settings
from locales.translator import Translator
from storage.database import Database
from storage.errors import StaleError
from storage.sums import recount, sum_all_again, sum_some

SHOWN = 10


@frozen
class Found:
    """What is said, and whether all is right."""

    text: str
    right: bool


async def rebuild(database: Database, settings: Settings, now: datetime, tr: Translator) -> Found:
    """Every day is summed again from its rounds; beside a running bot too, which then does a part of it."""
    await sum_all_again(database)
    days = 0
    while True:
        try:
            if not (done := await sum_some(database, settings, now)):
                break
        except StaleError:
            continue
        days += done
    return Found(tr.n("{n} day is summed again.", "{n} days are summed again.", days), right=True)


async def check(database: Database, settings: Settings, now: datetime, tr: Translator) -> Found:
    """Every day is counted once more and compared with what the pages say of it; nothing is changed."""
    days, wrong = await recount(database, settings, now)
    if not wrong:
        said = tr.n("{n} day: the sums are what its rounds say.", "{n} days: the sums are what their rounds say.", days)
        return Found(said, right=True)
    told = tr.n("{n} day is wrong: {days}.", "{n} days are wrong: {days}.", len(wrong), days=_list(wrong))
    return Found(f"{told} {tr.t('weilinli figures rebuild makes them anew.')}", right=False)


def _list(days: list[date]) -> str:
    shown = [day.isoformat() for day in days[:SHOWN]]
    return ", ".join(shown if len(days) <= SHOWN else [*shown, "…"])
