"""Every sheet that a roster may have beside its first, one line each (roster/sheets.py says what a sheet is)."""

from roster import days, departments, duty
from roster.sheets import Sheet

SHEETS: tuple[Sheet, ...] = (duty.SHEET, departments.DEPARTMENTS, departments.MENU, days.SHEET)


def sheet_named(title: str) -> Sheet | None:
    """The sheet with this tab."""
    return next((one for one in SHEETS if one.named(title)), None)
