"""The ledger 台账 as a file, in chat."""

from datetime import date

from bot.callbacks import encode
from bot.views.view import Button, View, known, put, rows
from locales.markup import Html
from locales.translator import Translator

ORDERS = "orders"
"""Of orders of the hotline alone."""


def which_month(tr: Translator) -> View:
    """This month, or the last one?"""
    this = Button(tr.t("This month"), encode("s_month", word="this"))
    reports = (
        Button(tr.t("📄 Report, this month"), encode("s_report", word="this")),
        Button(tr.t("📄 Report, last month"), encode("s_report", word="last")),
    )
    orders = (
        Button(tr.t("☎️ 12345, this month"), encode("s_month", word=f"this-{ORDERS}")),
        Button(tr.t("☎️ 12345, last month"), encode("s_month", word=f"last-{ORDERS}")),
    )
    last = Button(tr.t("Last month"), encode("s_month", word="last"))
    return View(
        tr.t("The ledger of which month? Or the month's report, as a page."), rows((this, last), orders, reports)
    )


def far(month: str, done: int, every: int, tr: Translator) -> View:
    """How far the file is."""
    facts = {"month": known(month), "done": known(f"{done:,}"), "n": known(f"{every:,}")}
    return View(tr.t("The ledger, {month}: {done}/{n} … The file comes here when it is ready.", **facts))


def _again(text: Html, tr: Translator) -> View:
    return View(put("{}\n{}", text, which_month(tr).text), which_month(tr).buttons)


def interrupted(tr: Translator) -> View:
    """The bot was started anew while the file was being made."""
    return _again(tr.t("I was started anew while I made the file. Please press again."), tr)


def failed(tr: Translator) -> View:
    """It could not be made."""
    return _again(tr.t("The file could not be made just now. Please press again in a minute."), tr)


def report_of_month(first: date, page: str, tr: Translator, *, pdf: bool) -> View:
    """The page; `pdf`: with a button for it as a PDF."""
    month = f"{first:%Y-%m}"
    text = tr.t("The report, {month}: open it in a browser, to read or to print.", month=known(month))
    button = Button(tr.t("📄 As PDF"), encode("s_pdf", first.year, first.month))
    return View(text, rows(button) if pdf else (), file=(f"report-{month}.html", page.encode()))


def pdf_of_month(first: date, content: bytes, tr: Translator) -> View:
    """The same as a PDF."""
    month = f"{first:%Y-%m}"
    return View(tr.t("The report, {month}, as PDF.", month=known(month)), file=(f"report-{month}.pdf", content))


def file_of_month(month: str, content: bytes, tr: Translator, *, orders: bool = False) -> View:
    """The workbook; of orders alone each with its number, when it was told, and by when it wants an answer."""
    if orders:
        text = tr.t(
            "What became of the orders of 12345, registered in {month}. Names, doors and phones are taken out.",
            month=known(month),
        )
        return View(text, file=(f"12345-{month}.xlsx", content))
    text = tr.t(
        "The ledger, {month}. Names, doors and phones are taken out, private matters are not in it.", month=known(month)
    )
    return View(text, file=(f"ledger-{month}.xlsx", content))
