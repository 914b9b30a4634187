"""The company that supplies a place, in its group: until when, and what became of what it said."""

from zoneinfo import ZoneInfo

from bot.callbacks import encode
from bot.views.common import number_words, stamp
from bot.views.staff_words import said
from bot.views.view import NOTHING, Button, PublicView, rows
from casework.data import read
from casework.issue.sheet import Sheet
from casework.issue.supplying import ON_IT
from casework.lines import CompanyOnIt
from casework.model.issues import Issue
from casework.transitions import OPEN
from locales.markup import PublicHtml
from locales.translator import Translator

HOURS = (1, 2, 4)


def company_line(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """ "🔧 供热公司在处理，预计 14:00 恢复"; nothing while no company has said so."""
    entry = sheet.newest(ON_IT)
    if entry is None or sheet.issue.state not in OPEN:
        return NOTHING
    what = read(entry.data, CompanyOnIt)
    company = said(what.company)
    if what.until is None:
        return tr.t("🔧 {company} is on it", company=company)
    until = stamp(what.until, sheet.now, zone, tr)
    return tr.t("🔧 {company} is on it, expected back {time}", company=company, time=until)


def until_when(issue: Issue, tr: Translator) -> PublicView:
    """When should it be back?"""
    text = tr.t("{number}: about when is it back? Press, or answer with a time.", number=number_words(issue, tr))
    hours = [Button(tr.n("In {n} hour", "In {n} hours", one), encode("c_until", issue.id, one)) for one in HOURS]
    unknown = Button(tr.t("Cannot be said yet"), encode("c_until", issue.id, 0))
    return PublicView(text, rows(tuple(hours), unknown))


def told(issue: Issue, tr: Translator) -> PublicView:
    """Whoever reported it hears it."""
    return PublicView(tr.t("✓ {number}: everybody who reported it is told.", number=number_words(issue, tr)))


def passed_on(issue: Issue, tr: Translator) -> PublicView:
    """Whoever has it hears it."""
    return PublicView(tr.t("✓ {number}: passed on to whoever has it.", number=number_words(issue, tr)))
