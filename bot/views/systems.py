"""Other systems, for whoever looks after the bot: which may file reports, which are told of matters, by whom."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from urllib.parse import urlsplit

from bot.callbacks import encode
from bot.views.common import clock_time
from bot.views.context import RenderContext
from bot.views.looked_back import who
from bot.views.view import Button, View, cut, esc, glue, in_rows, put, rows
from casework.frozen import frozen
from casework.model.places import Area
from casework.neighbourhood.looking_back import Recorded
from locales.markup import Html
from locales.translator import Translator

SHOWN, AREAS_SHOWN = 20, 60
NAME_UNITS, ERROR_UNITS = 40, 100
"""Of a name, and of what is wrong, as much is shown."""


class Way(StrEnum):
    """What another system does here. The value goes into callback data."""

    FILES = "key"
    IS_TOLD = "hook"


@frozen(kw_only=True)
class System:
    """One that was let in. `areas`: names; of one that is told, none: of all. `an_hour`: reports that it may file.
    `url`: what is called; `waiting`: matters; `error`: why it did not take them."""

    id: int
    way: Way
    name: str
    areas: Sequence[str]
    an_hour: int = 0
    url: str = ""
    waiting: int = 0
    error: str = ""


def systems(found: Sequence[System], made: Mapping[int, Recorded], tr: Translator, ctx: RenderContext) -> View:
    """All of them; `made`: who let each in, and when, by its id."""
    lines: list[Html] = [tr.t("<b>Other systems</b>")]
    for one in found[:SHOWN]:
        lines.append(_files(one, tr) if one.way is Way.FILES else _is_told(one, tr))
        if one.id in made:
            lines.append(_since(made[one.id], tr, ctx))
    if len(found) > SHOWN:
        lines.append(tr.n("and {n} more system", "and {n} more systems", len(found) - SHOWN))
    if not found:
        lines.append(tr.t("No other system files reports here, and none is told of matters."))
    ends = [Button(_ending(one, tr), encode("a_endsys", one.id, word=one.way)) for one in found[:SHOWN]]
    new = (
        Button(tr.t("Give a key: it files reports"), encode("a_newkey")),
        Button(tr.t("Add an address: it is told"), encode("a_newhook")),
    )
    return View(glue("\n", lines), rows(*in_rows(ends), *((one,) for one in new)))


def _name(name: str) -> str:
    return cut(name, NAME_UNITS)


def _files(one: System, tr: Translator) -> Html:
    facts = {"name": esc(_name(one.name)), "areas": esc(", ".join(one.areas) or "—")}
    return tr.t("🔑 {name} files reports: {areas}; at most {n} an hour", n=one.an_hour, **facts)


def _is_told(one: System, tr: Translator) -> Html:
    facts = {
        "name": esc(_name(one.name)),
        "host": esc(urlsplit(one.url).hostname or ""),  # the rest of an address may be a password
        "areas": esc(", ".join(one.areas)) if one.areas else tr.t("everywhere"),
    }
    line = tr.t("📡 {name} ({host}) is told of public matters: {areas}; {n} wait", n=one.waiting, **facts)
    return put("{}\n⚠️ {}", line, esc(cut(one.error, ERROR_UNITS))) if one.error else line


def _since(made: Recorded, tr: Translator, ctx: RenderContext) -> Html:
    at = clock_time(made.of.at, ctx.now, ctx.settings.zone, tr)
    return tr.t("    {time} · {who} let it in", time=at, who=who(made, tr))


def _ending(one: System, tr: Translator) -> str:
    name = _name(one.name)
    return tr.t("Void: {name}", name=name) if one.way is Way.FILES else tr.t("Stop: {name}", name=name)


def sure(one: System, tr: Translator) -> View:
    """Really? It cannot be taken back."""
    name = esc(_name(one.name))
    if one.way is Way.FILES:
        text = tr.t("Void the key of {name}? It files nothing any more then; it would need a new one.", name=name)
        go = tr.t("Yes, void it")
    else:
        text = tr.t("Tell {name} nothing any more? What waits for it is dropped.", name=name)
        go = tr.t("Yes, no more calls")
    yes = Button(go, encode("a_endsure", one.id, word=one.way), says="yes")
    return View(text, rows(yes, _never_mind(tr)))


def which(way: Way, tr: Translator, *, why: Html | None = None) -> View:
    """What is it called? `why`: what was wrong with what was written."""
    text = (
        tr.t("What is the other system called? Write its name.")
        if way is Way.FILES
        else tr.t("Write its name and its address in one message, such as: City desk https://example.org/in")
    )
    return View(put("{}\n{}", why, text) if why is not None else text, rows(_never_mind(tr)))


def _never_mind(tr: Translator) -> Button:
    return Button(tr.t("Never mind"), encode("a_systems"), says="drop")


def taken(name: str, tr: Translator) -> Html:
    """There is one of that name."""
    return tr.t("{name} is there already.", name=esc(_name(name)))


def where(name: str, way: Way, here: Area | None, below: Sequence[Area], asked_id: int, tr: Translator) -> View:
    """In which area: this one, or one below it."""
    facts = {"name": esc(_name(name))}
    if way is Way.FILES:
        text = tr.t("Where may {name} file reports? At most 60 an hour.", **facts)
    else:
        text = tr.t("Of which matters is {name} told? Public ones alone, without names and doors.", **facts)
    chosen = [Button(tr.t("Here: {place}", place=here.name), encode("a_letin", asked_id, here.id))] if here else []
    if way is Way.IS_TOLD:
        chosen.append(Button(tr.t("Everywhere"), encode("a_letin", asked_id, 0)))
    further = [Button(one.name, encode("a_insys", asked_id, one.id)) for one in below[:AREAS_SHOWN]]
    return View(text, rows(*((one,) for one in chosen), *in_rows(further), _never_mind(tr)))


def let_in(lines: Sequence[str], tr: Translator) -> View:
    """Its key, or the secret of what it is told: this once."""
    advice = tr.t("Copy it now and give it to whoever runs that system, not by a group; then delete this message.")
    return View(put("{}\n{}", esc("\n".join(lines)), advice))
