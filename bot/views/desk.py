"""The home of whoever holds a post: who he or she is here, and how much there is to do."""

from collections.abc import Sequence

from bot.callbacks import encode
from bot.views.common import post_name
from bot.views.home import staff_keys
from bot.views.pieces import asked_of
from bot.views.view import Button, View, esc, glue, put, rows
from casework.model.people import Post
from locales.markup import Html
from locales.translator import Translator

Posts = Sequence[tuple[Post, str]]
"""Posts, each with where it is in words."""


def _who(posts: Posts, open_issues: int, tr: Translator) -> list[Html]:
    mine: list[Html] = [
        put("{} · {}", post_name(post, tr), esc(place)) if place else post_name(post, tr) for post, place in posts
    ]
    lines: list[Html] = [tr.t("You are: {posts}", posts=mine[0])] if len(mine) == 1 else [tr.t("You are:"), *mine]
    if open_issues:
        lines.append(tr.n("You have {n} open matter.", "You have {n} open matters.", open_issues))
    else:
        lines.append(tr.t("You have nothing open. Thank you."))
    return lines


def at_desk(posts: Posts, open_issues: int, tr: Translator, *, board: bool) -> View:
    """At /start, with the keys."""
    return View(glue("\n", _who(posts, open_issues, tr)), keys=staff_keys(tr, board=board))


def what_is_it(posts: Posts, open_issues: int, words: str, asked_id: int, tr: Translator) -> View:
    """After words that belong to nothing, with these words."""
    lines = [
        *_who(posts, open_issues, tr),
        tr.t("To say something about a matter, answer my message about it. Was this meant as a report?"),
    ]
    report = Button(tr.t("Report it"), encode("desk_report", asked_id))
    work = Button(tr.t("My work"), encode("s_work"))
    return View(asked_of(glue("\n", lines), words, tr), rows((report, work)))
