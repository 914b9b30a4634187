"""What residents' groups read of the echo wall by themselves: a result, and how the week was (wording.md §9)."""

from bot.views.cards import public_words
from bot.views.common import category_name, day_words, span
from bot.views.context import RenderContext
from bot.views.pieces import PublicRenderer, about_issue, gathered
from bot.views.staff_words import building
from bot.views.view import Button, PublicView, glue, known, rows
from bot.views.wall import RATED, took
from casework.categories import category
from casework.frozen import frozen
from casework.issue.posting import DONE, Week
from casework.issue.sheet import Sheet
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.issues import Action, Issue, Rating
from casework.neighbourhood.wall import told_to_all
from locales.markup import PublicHtml
from locales.translator import Translator


@frozen(kw_only=True)
class About:
    """The week of the group's place. `longest`: what has waited longest, in words that anybody may read."""

    place: str
    week: Week
    longest: str = ""


def one(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """A result, once it is known how it was rated. Dropped where it goes on again, or may not be told any more."""
    issue = sheet.issue
    if issue.state not in DONE or not told_to_all(issue) or issue.took is None:
        return None
    shared = category(issue.category).shared_place
    facts: dict[str, PublicHtml] = {"place": building(sheet), "what": category_name(issue.category, tr)}
    lines = [tr.t("📣 Echo wall · {place}: {what}, <b>done</b>", **facts)]
    if shared and (how := public_words(sheet, Action.RESOLVE)):
        lines.append(tr.t("What was done: {how}", how=how))
    lines.append(tr.t("It took: {span}", span=took(issue.took, tr)))
    if (rating := _rating(issue)) is not Rating.NOT_SOLVED:
        lines.append(tr.t(RATED[rating]))
    lines.append(tr.t("Have a look, neighbours: is it fixed?"))
    url = f"https://t.me/{ctx.bot_username}?start=w_{issue.id}"
    return PublicView(glue("\n", lines), rows(Button(tr.t("👍 Fixed, or not yet"), url=url)), silent=True)


def _rating(issue: Issue) -> Rating | None:
    """The worst of those who reported it and said so."""
    given = [report.rating for report in issue.reports if report.rating is not None]
    order = list(Rating)
    return max(given, key=order.index, default=None)


def week(about: About, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """How many, what was quickest, what has waited longest, how it was rated; nobody's name."""
    found, facts = about.week, {"place": known(about.place)}
    report = Button(tr.t("🙋 I have something to report"), url=f"https://t.me/{ctx.bot_username}?start=news")
    if not found.filed:
        text = tr.t("📣 {place}: nobody reported anything this week. A lamp, a drain, a stairwell: say so.", **facts)
        return PublicView(text, rows(report), silent=True)
    lines = [
        tr.t("<b>📣 {place}, this week</b>", **facts),
        tr.t(
            "Reported: {filed}. Done: {done}. A day is promised: {promised}. Being done: {under_way}.",
            filed=found.filed, done=found.done, promised=found.promised, under_way=found.under_way,
        ),
    ]  # fmt: skip
    if found.fastest is not None and found.fastest.now.resolved_at is not None:
        length = span(found.fastest.now.resolved_at - found.fastest.t0, tr)
        lines.append(tr.t("Quickest: {what}, {span}", what=category_name(found.fastest.category, tr), span=length))
    if found.longest is not None:
        lines.append(_longest(about, found.longest, tr))
    if rated := sum(found.ratings.values()):
        by = {rating.value: found.ratings.get(rating, 0) for rating in Rating}
        lines.append(
            tr.n(
                "{n} neighbour said how it is: content {good}, all right {fair}, not solved {bad}.",
                "{n} neighbours said how it is: content {good}, all right {fair}, not solved {bad}.",
                rated, good=by["good"], fair=by["fair"], bad=by["not_solved"],
            )
        )  # fmt: skip
    lines.append(tr.t("One by one: /huiyin"))
    return PublicView(glue("\n", lines), rows(report), silent=True)


def _longest(about: About, issue: Issue, tr: Translator) -> PublicHtml:
    facts = {"place": known(about.longest), "what": category_name(issue.category, tr)}
    if issue.promise_told_at is not None and issue.promise_on is not None:
        day = day_words(issue.promise_on, tr)
        return tr.t("Waiting longest: {place}, {what}, promised by {day}", **facts, day=day)
    return tr.t("Waiting longest: {place}, {what}", **facts)


PUBLIC: dict[Kind, PublicRenderer] = {Kind.WALL_ONE: about_issue(one), Kind.WALL_WEEK: gathered(About, week)}
