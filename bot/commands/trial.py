"""`weilinli trial`: an area tries it out, and what would have rung."""

from datetime import date, datetime

from bot.commands.hours import area_of
from bot.views.common import clock_time, date_words, names, role_name
from bot.views.view import known
from casework.area_settings import INHERIT, TRIAL
from casework.clock.trial import WEEKS, Try, began, tried, try_out
from casework.frozen import frozen
from casework.model.places import Area
from locales.translator import Translator
from storage.work import SqlWork


@frozen(kw_only=True)
class TrialOf:
    """What the command line says. `until` None: two weeks. `over`: it has been tried."""

    area: str
    until: date | None = None
    dry: bool = False
    over: bool = False


async def begin(given: TrialOf, now: datetime, work: SqlWork, tr: Translator) -> list[str]:
    """Begin, prolong or end it. Raises NoSuchArea, SettingRefused."""
    area = await area_of(given.area, work)
    until = given.until or (now + WEEKS).astimezone(work.settings.zone).date()
    await try_out(Try(at=now, area_id=area.id, until=None if given.over else until, dry=given.dry), work)
    if given.over:
        return [str(tr.t("{place}: the trial is over, what is late rings those above, too.", place=known(area.name)))]
    day = date_words(until, tr, near=now.date())
    if given.dry:
        text = tr.t(
            "{place}: until {day} nobody is rung but for danger and private matters.", place=known(area.name), day=day
        )
    else:
        text = tr.t(
            "{place}: until {day} nobody above the community is rung but for danger and private matters.",
            place=known(area.name),
            day=day,
        )
    return [str(text), str(tr.t("What would have rung: weilinli trial"))]


async def lines(now: datetime, work: SqlWork, tr: Translator) -> list[str]:
    """Every area that tries it out, or did last, with what would have rung."""
    newest = {row.area_id: row.value for row in await work.known_settings() if row.key == TRIAL}
    found: list[str] = []
    for area_id, value in newest.items():
        if area_id is not None:
            found += await _area(await work.area(area_id), value, now, work, tr)
    return found or [str(tr.t("No area tries it out: weilinli trial CODE"))]


async def _area(area: Area, value: str, now: datetime, work: SqlWork, tr: Translator) -> list[str]:
    since = await began(area, work)
    if since is None:
        return []
    trial = work.settings_for(area.line, now).trial_at(now)
    began_on, today = (one.astimezone(work.settings.zone).date() for one in (since, now))
    facts = {"place": known(area.name), "day": date_words(began_on, tr, near=today)}
    if trial is None or value == INHERIT:
        head = tr.t("{place}: tried out from {day} on, over", **facts)
    else:
        head = tr.t("{place}: tried out from {day} until {end}", **facts, end=date_words(trial.until, tr, near=today))
    made = await tried(area, since, work)
    shown = [str(head)]
    for issue, at, rung in made.would_have_rung:
        when = clock_time(at, now, work.settings.zone, tr)
        roles = work.settings_for(issue.line, at).rung(rung).roles if rung else ()
        whom = names([role_name(one, tr) for one in roles], tr) if roles else tr.t("whoever is asked first")
        shown.append(
            str(
                tr.t(
                    "  No. {number}, {time}, rung {rung}: {roles}",
                    number=issue.number,
                    time=when,
                    rung=rung,
                    roles=whom,
                )
            )
        )
    return shown
