"""The record sheet of a whistle 报到情况记录单, a page that any browser prints; and the departments' month."""

import csv
import io
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from html import unescape
from pathlib import Path

from bot.callbacks import encode
from bot.views.common import category_name, colon, date_words, hour, number_words, post_name
from bot.views.context import RenderContext
from bot.views.view import Button, View, glue, known, put, rows
from bot.views.wall import WHEN_TAKEN
from bot.views.whistle import RATINGS, title
from casework.frozen import frozen
from casework.model.places import Department
from casework.model.timeline import Entry
from casework.model.whistles import CallRating, CallState, WhistleCall
from casework.whistle.figures import Figures
from casework.whistle.lines import is_of
from casework.whistle.sheet import WhistleSheet
from locales.markup import Html
from locales.translator import Translator

TEMPLATES = Path(__file__).parent / "templates"
Lines = list[tuple[str, str]]


@frozen
class OfDepartment:
    """A department's part of the sheet."""

    name: str
    lines: Lines


@frozen(kw_only=True)
class Shot:
    """A photo on the sheet. `src`: where it is, or all of it."""

    src: str
    width: int
    height: int
    says: str
    alt: str


def embedded(content: bytes) -> str:
    """All of a photo as an address, for a file that needs nothing else."""
    return f"data:image/jpeg;base64,{b64encode(content).decode()}"


def shot(sheet: WhistleSheet, tr: Translator, *, src: str, width: int, height: int, after: bool) -> Shot:
    """With when it was taken and what it shows, in words."""
    says = str(tr.t(WHEN_TAKEN[after]))
    of = unescape(category_name(sheet.issue.category, tr)) if sheet.issue is not None else ""
    return Shot(src=src, width=width, height=height, says=says, alt=f"{says}{unescape(colon(tr))}{of}")


def record(sheet: WhistleSheet, tr: Translator, ctx: RenderContext, *, pdf: bool, photos: Sequence[Shot] = ()) -> View:
    """The sheet as a page in a file; `pdf`: with a button for it as a PDF."""
    button = Button(tr.t("📄 As PDF"), encode("w_pdf", sheet.whistle.id))
    page = record_page(sheet, tr, ctx, photos=photos).encode()
    return View(_to_print(sheet, tr), rows(button) if pdf else (), file=(f"{name_of(sheet)}.html", page))


def record_pdf(sheet: WhistleSheet, content: bytes, tr: Translator) -> View:
    """The same as a PDF."""
    return View(_to_print(sheet, tr), file=(f"{name_of(sheet)}.pdf", content))


def name_of(sheet: WhistleSheet) -> str:
    """Of its file, without an end."""
    return f"whistle-{sheet.whistle.year}-{sheet.whistle.number}"


def _to_print(sheet: WhistleSheet, tr: Translator) -> Html:
    return tr.t("{title}: the record sheet, to print.", title=title(sheet, tr))


def record_page(
    sheet: WhistleSheet,
    tr: Translator,
    ctx: RenderContext,
    *,
    photos: Sequence[Shot] = (),
    link: str = "",
    icon: str = "",
    pdf: str = "",
) -> str:
    """The same as HTML, which needs nothing else. A page of the board: `link`, `icon`: where stylesheet and sign are;
    `pdf`: where it is as a PDF, empty: nowhere."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # 20 ms that a start need not take

    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return made.get_template("record.html").render(
        lang=tr.language.replace("_", "-"),
        t=tr.t,
        link=link,
        icon=icon,
        pdf=pdf,
        number=f"{sheet.whistle.year}-{sheet.whistle.number}",
        head=_head(sheet, tr, ctx),
        photos=photos,
        departments=[OfDepartment(sheet.name(one), _lines(sheet, one, tr, ctx)) for one in sheet.whistle.calls],
    )


def _moment(at: datetime | None, tr: Translator, ctx: RenderContext) -> str:
    if at is None:
        return "—"
    local = at.astimezone(ctx.settings.zone)
    return f"{date_words(local.date(), tr)} {hour(local)}"


def _head(sheet: WhistleSheet, tr: Translator, ctx: RenderContext) -> Lines:
    whistle = sheet.whistle
    by = unescape(post_name(sheet.posts.get(whistle.by_post_id), tr))
    lines: Lines = [
        (tr.t("Number"), f"{whistle.year}-{whistle.number}"),
        (tr.t("Matter"), whistle.matter or "—"),
        (tr.t("Place"), sheet.place),
        (tr.t("Whistled by"), f"{by}, {_moment(whistle.at, tr, ctx)}"),
    ]
    if sheet.issue is not None:
        lines.insert(1, (tr.t("Report"), unescape(number_words(sheet.issue, tr))))
    lines.append((tr.t("Over since"), _moment(whistle.ended_at, tr, ctx)))
    return lines


def _lines(sheet: WhistleSheet, call: WhistleCall, tr: Translator, ctx: RenderContext) -> Lines:
    if call.state is CallState.RETURNED or (call.state is CallState.WITHDRAWN and call.reason):
        return [(tr.t("Given back"), f"{_moment(call.returned_at, tr, ctx)} · {call.reason}")]
    entries = [one for one in sheet.timeline if is_of(one, call)]
    arrived = next((one for one in entries if one.action == "report_in"), None)
    who = unescape(post_name(sheet.did(arrived), tr)) if call.reported_post_id else ""
    came = [one for one in (_moment(call.reported_in_at, tr, ctx), who) if one]
    photos = sum(1 for one in sheet.attachments if one.entry_id in {entry.id for entry in entries})
    rating = tr.t(RATINGS[call.rating]) if call.rating is not None else "—"
    late = call.reported_in_at is not None and call.reported_in_at > call.report_in_by
    return [
        (tr.t("To be there by"), _moment(call.report_in_by, tr, ctx)),
        (tr.t("Arrived"), " · ".join(came) + (f" ({tr.t('late')})" if late else "")),
        (tr.t("People"), str(call.people or "—")),
        (tr.t("Consulted"), _moment(call.consulted_at, tr, ctx)),
        *([(tr.t("Were there then, too"), others)] if (others := _others_there(sheet, call)) else []),
        (tr.t("Measures"), call.agreed or "—"),
        (tr.t("Result"), call.result or "—"),
        (tr.t("Photos"), str(photos or "—")),
        (tr.t("Redone"), str(call.redos or "—")),
        (
            tr.t("Accepted by whoever whistled"),
            f"{_moment(call.accepted_at, tr, ctx)} {_by(sheet, entries, tr)}".strip(),
        ),
        (tr.t("Rating"), rating),
    ]


def _others_there(sheet: WhistleSheet, call: WhistleCall) -> str:
    """The departments that had come when this one consulted."""
    at = call.consulted_at
    came = [
        one
        for one in sheet.whistle.calls
        if one is not call and at is not None and one.reported_in_at is not None and one.reported_in_at <= at
    ]
    return "、".join(sheet.name(one) for one in came)


def _by(sheet: WhistleSheet, entries: Sequence[Entry], tr: Translator) -> str:
    accepted = next((one for one in entries if one.action == "accept"), None)
    post = sheet.did(accepted)
    return unescape(post_name(post, tr)) if post is not None else ""


def month(
    departments: Sequence[Department],
    found: Mapping[int, Figures],
    first: date,
    tr: Translator,
    *,
    before: bool,
) -> View:
    """By department: in time, fed back, accepted at first, rated; as text, and as a table for a spreadsheet."""
    called = [one for one in departments if one.id in found]
    head = tr.t("Whistles since {day}, by department:", day=date_words(first, tr))
    lines: list[Html] = [head] + [_month_line(one, found[one.id], tr) for one in called]
    if not called:
        lines.append(tr.t("No department was whistled."))
    last = Button(tr.t("The month before"), encode("w_month", word="before"))
    file = (f"whistles-{first:%Y-%m}.csv", _table(called, found, tr)) if called else None
    return View(glue("\n", lines), () if before else rows(last), file=file)


def _month_line(department: Department, one: Figures, tr: Translator) -> Html:
    facts = {
        "n": one.called,
        "in": f"{one.in_time}/{one.due}",
        "back": f"{one.fed_back_in_time}/{one.to_feed_back}",
        "first": f"{one.at_first}/{one.accepted}",
        "good": one.ratings[CallRating.GOOD],
        "fair": one.ratings[CallRating.FAIR],
        "poor": one.ratings[CallRating.POOR],
    }
    text = tr.t(
        "called {n}, there in time {in}, fed back in time {back}, accepted at first {first}; "
        "good {good}, fair {fair}, poor {poor}",
        **facts,
    )
    return put("· <b>{}</b> {}", known(department.name), known(str(text)))


def _table(departments: Sequence[Department], found: Mapping[int, Figures], tr: Translator) -> bytes:
    """With a mark of UTF-8, or Excel takes it for another writing."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(
        [
            tr.t("Department"),
            tr.t("Called"),
            tr.t("Given back"),
            tr.t("To report in"),
            tr.t("there in time"),
            tr.t("To feed back"),
            tr.t("fed back in time"),
            tr.t("Accepted by whoever whistled"),
            tr.t("accepted at first"),
            *(tr.t(RATINGS[one]) for one in CallRating),
        ]
    )
    for one in departments:
        of = found[one.id]
        numbers = (of.called, of.returned, of.due, of.in_time, of.to_feed_back, of.fed_back_in_time, of.accepted)
        table.writerow([one.name, *numbers, of.at_first, *(of.ratings[rating] for rating in CallRating)])
    return out.getvalue().encode("utf-8-sig")
