"""A joint meeting that somebody calls in words, of one matter: it comes onto the agenda, and what was said of when and
with whom stands with it. Nobody is invited for it: what the calendar reminds of, and what it does not, is said."""

from datetime import datetime, timedelta

from bot.callbacks import encode
from bot.flows.staff import actions
from bot.flows.staff.offered import offer
from bot.flows.staff.relay import keep_note, may_do
from bot.flows.staff.whistle import named_in
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views.common import day_words, hour, number_words
from bot.views.staff_words import said
from bot.views.view import Button, View, esc, glue, rows
from casework.clock.limits import local
from casework.meeting.agenda import put_on_agenda, tier_on_agenda
from casework.meeting.sitting import rule_of
from casework.model.issues import Action, Issue
from casework.model.places import Area
from casework.tiers import tier_row
from casework.words.dates import read_day
from locales.markup import Html


async def call_meeting(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Whether it was put on the agenda of whoever decides it. False for whoever may not, and for what no meeting hears
    of."""
    if issue.private or issue.urgent or not await may_do(turn, issue, Action.AGENDA):
        return False
    if await may_do(turn, issue, Action.NOTE):
        await keep_note(turn, issue, got, silent=True)
    await put_on_agenda(await actions.command(turn, issue), turn.work)
    area = await area_of_agenda(turn, issue)
    tr, facts = turn.tr, {"number": number_words(issue, turn.tr), "area": esc(area.name)}
    lines: list[Html] = [
        tr.t("🪑 {number} is on the agenda of {area}.", **facts),
        tr.t("Noted with it, for staff only: “{words}”", words=said(got.text)),
        _reminded(turn, area, got.text),
    ]
    departments = named_in(got.text, await turn.work.departments_for(issue.line))
    if departments and await may_do(turn, issue, Action.WHISTLE):
        lines.append(tr.t("Departments come by a whistle: press it, and they read when."))
        offer(turn, issue, got, glue("\n", lines), ("whistle",), noted=True)
    else:
        turn.say(View(glue("\n", lines), rows((Button(tr.t("‹ Agenda"), encode("m_agenda")),))))
    return True


async def area_of_agenda(turn: Turn, issue: Issue) -> Area:
    """Whose agenda it is on."""
    kind = tier_row(tier_on_agenda(issue)).area
    areas = [await turn.work.area(one) for one in issue.line]
    return next((one for one in areas if one.kind is kind), areas[0])


def _reminded(turn: Turn, area: Area, text: str) -> Html:
    """Whether those who attend are reminded of it: on the calendar's own day and hour alone."""
    tr, settings = turn.tr, turn.work.settings_for(area.line, turn.at)
    found, rule = read_day(text, turn.at, settings.zone), rule_of(area, settings)
    day = found.sure if found is not None else None
    if found is None or day is None or rule is None:
        return tr.t("I invite nobody: please tell them. Then open it under /yicheng.")
    midnight = datetime.combine(day, datetime.min.time(), settings.zone) - timedelta(seconds=1)
    usual = turn.work.calendar.next_time(rule, midnight, settings.zone).astimezone(settings.zone).date() == day
    usual = usual and found.at in (None, settings.meeting_at) and bool(settings.service.windows(day))
    when = day_words(day, tr, near=turn.at.astimezone(settings.zone).date())
    if usual and local(day, settings.remind_at, settings.zone) > turn.at:
        facts = {"day": when, "time": hour(local(day, settings.meeting_at, settings.zone).astimezone(settings.zone))}
        return tr.t("{day} {time} is the day of the meeting: those who attend hear of it that morning.", **facts)
    return tr.t("I invite nobody for {day}, and ring nobody then: please tell them. Open it under /yicheng.", day=when)
