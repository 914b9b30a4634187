"""/admin: how the bot is, and what an administrator without a shell can do."""

from collections.abc import Sequence
from datetime import datetime

from bot.callbacks import encode
from bot.views.common import clock_time
from bot.views.context import RenderContext
from bot.views.looked_back import link as who_looked
from bot.views.view import NOTHING, Button, View, cut, esc, glue, in_rows, rows
from casework.frozen import frozen
from casework.model.places import Area
from locales.markup import Html
from locales.translator import Translator, mark

LINES_AT_MOST = 3000
"""UTF-16 units of lines that the command line would print."""
AREAS_SHOWN = 60


@frozen(kw_only=True)
class Standing:
    """How it is. `free`: posts that nobody has; `links`: those that wait to be opened; `failed`: messages. `whole`: the
    reader's post is of the whole, and may change the roster."""

    wrong: Sequence[str]
    backup: datetime | None
    free: int
    links: int
    failed: int
    whole: bool


def standing(found: Standing, tr: Translator, ctx: RenderContext) -> View:
    """The page of /admin."""
    lines: list[Html] = [tr.t("<b>Looking after the bot</b>")]
    if found.whole:
        lines += _wrong(found.wrong, tr)
        at = clock_time(found.backup, ctx.now, ctx.settings.zone, tr) if found.backup is not None else NOTHING
        lines.append(
            tr.t("💾 Last backup: {time}", time=at)
            if found.backup is not None
            else tr.t("💾 No backup is known. Please ask whoever runs the machine for one.")
        )
    lines.append(tr.n("👤 {n} post has nobody", "👤 {n} posts have nobody", found.free))
    lines.append(tr.n("🔗 {n} link is not opened yet", "🔗 {n} links are not opened yet", found.links))
    lines.append(tr.n("📮 {n} message did not arrive", "📮 {n} messages did not arrive", found.failed))
    free = (Button(tr.t("Who has no account"), encode("a_free")),) if found.free else ()
    failed = (Button(tr.t("What did not arrive"), encode("s_failed")),) if found.failed else ()
    seen = (who_looked(tr),)
    whole: tuple[Button, ...] = ()
    if found.whole:
        lines.append(tr.t("A new roster: send me the file (XLSX or CSV). I show what it changes, then you press."))
        whole = (
            Button(tr.t("Roster as a file"), encode("a_export")),
            Button(tr.t("To print"), encode("a_print")),
            Button(tr.t("Hours and days"), encode("a_times")),
            Button(tr.t("Due to be deleted"), encode("a_kept")),
            Button(tr.t("Trial runs"), encode("a_trial")),
            Button(tr.t("Other systems"), encode("a_systems")),
        )
    return View(glue("\n", lines), rows((*free, *failed), *in_rows((*seen, *whole))))


def _wrong(lines: Sequence[str], tr: Translator) -> list[Html]:
    return [printed(lines)] if lines else [tr.t("✓ All is well.")]


def printed(lines: Sequence[str]) -> Html:
    """What the command line would print."""
    return esc(cut("\n".join(lines), LINES_AT_MOST))


def looked_through(lines: Sequence[str], asked_id: int, tr: Translator, *, good: bool) -> View:
    """What a roster would do; with faults nothing can be pressed."""
    if not good:
        text = tr.t("This roster has faults, and nothing of it is read in. Please mend them and send it again:")
        return View(glue("\n", [text, printed(lines)]))
    text = tr.t("So it would be with this roster. Nothing is changed before you press; nothing is removed by it.")
    go = Button(tr.t("Read it in"), encode("a_import", asked_id), says="yes")
    stop = Button(tr.t("Never mind"), encode("a_stop", asked_id), says="drop")
    return View(glue("\n", [text, printed(lines)]), rows(go, stop))


def read_in(lines: Sequence[str], tr: Translator, *, good: bool) -> View:
    """It is in; or it was not, since something has changed meanwhile."""
    head = tr.t("✓ The roster is read in.") if good else tr.t("Nothing is read in:")
    return View(glue("\n", [head, printed(lines)]))


def not_read(tr: Translator) -> View:
    """Never mind."""
    return View(tr.t("All right, the roster stays as it is."))


def roster(content: bytes, day: str, tr: Translator) -> View:
    """The file."""
    text = tr.t("The roster. Changed and sent back to me it is read in. It has names and phones: give it to nobody.")
    return View(text, file=(f"roster-{day}.xlsx", content))


def due(lines: Sequence[str], tr: Translator) -> View:
    """What the bot deletes by itself: how much now."""
    if not lines:
        return View(tr.t("Nothing is due to be deleted. What is old goes by itself, every day."))
    return View(glue("\n", [tr.t("Due to be deleted; it goes by itself, some every minute:"), printed(lines)]))


PRINTS: dict[str, tuple[str, str]] = {
    "posters": (
        mark("Posters of the buildings"),
        mark("A poster for each building, with its code. Open it in a browser and print it."),
    ),
    "cards": (mark("Contact cards"), mark("A contact card for each grid. Open it in a browser and print it.")),
    "duty": (
        mark("Duty as a calendar"),
        mark("Who is on duty for the coming 60 days, for a calendar. There are names in it: only for whom it is for."),
    ),
}
"""What there is to print, and what is said of the file."""


def which_print(tr: Translator) -> View:
    """Which of them?"""
    buttons = [Button(tr.t(label), encode("a_print", word=word)) for word, (label, _) in PRINTS.items()]
    return View(tr.t("What shall I make?"), rows(*((one,) for one in buttons)))


def who_prints(tr: Translator) -> View:
    """Of a manager: who has the posters."""
    text = tr.t(
        "I make the posters with the buildings' codes, but the administrator prints them: ask him, he finds them under "
        "/admin. Of which building and how many, say it with that."
    )
    return View(text)


def to_print(what: str, name: str, content: bytes, tr: Translator) -> View:
    """The file."""
    return View(tr.t(PRINTS[what][1]), file=(name, content))


def too_large(tr: Translator) -> View:
    """More than a message carries."""
    return View(tr.t("The file is too large for a message. Whoever runs the machine can make it for some buildings."))


def times(lines: Sequence[str], tr: Translator) -> View:
    """When the neighbourhood is served, and how to change it."""
    how = tr.t(
        "To change them: /shijian. Many days at once: send me a table with the columns day, kind, hours, area, name "
        "(kinds: holiday, make-up, own, ordinary)."
    )
    return View(glue("\n", [tr.t("<b>Hours and days</b>"), printed(lines), how]))


def trials(lines: Sequence[str], on: Sequence[Area], off: Sequence[Area], tr: Translator) -> View:
    """Who tries it out; begin one, or end one."""
    buttons = [Button(tr.t("End: {place}", place=one.name), encode("a_try", one.id, word="over")) for one in on]
    buttons += [Button(tr.t("Begin: {place}", place=one.name), encode("a_try", one.id, word="on")) for one in off]
    head = tr.t("In a trial nobody above the community is rung, but for danger and private matters; two weeks.")
    return View(glue("\n", [head, printed(lines)]), rows(*in_rows(buttons[:AREAS_SHOWN])))


def tried(lines: Sequence[str]) -> View:
    """Begun, or over."""
    return View(printed(lines))
