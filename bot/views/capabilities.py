"""What a community may do without: the names of it, the list with its switches, and that something is off."""

from collections.abc import Collection, Sequence

from bot.callbacks import encode
from bot.views.common import colon
from bot.views.view import Button, View, glue, in_rows, known, put, rows
from casework.capabilities import Capability
from casework.model.places import Area
from locales.markup import PublicHtml
from locales.translator import Translator, mark

NAMES: dict[Capability, str] = {
    Capability.WHISTLES: mark("Whistle and report in"),
    Capability.MEETINGS: mark("Joint meetings"),
    Capability.CONSULTING: mark("Talking it over"),
    Capability.MEDIATION: mark("Mediation"),
    Capability.INCIDENTS: mark("Many have it"),
    Capability.ME_TOO: mark("My home too"),
    Capability.OUTAGES: mark("Planned outages"),
    Capability.MANY_AT_ONCE: mark("Many at once"),
    Capability.READING_ALONG: mark("Reading along"),
    Capability.WALL_WEEK: mark("The week, on Fridays"),
    Capability.WALL_RESULTS: mark("Each result"),
    Capability.EMERGENCY: mark("Emergency switch"),
    Capability.CALL_OUTS: mark("Volunteers"),
}
"""Short: they stand on buttons."""
WHAT: dict[Capability, str] = {
    Capability.WHISTLES: mark("calling departments, from a card or /chuishao"),
    Capability.MEETINGS: mark("the agenda, /yicheng, and the word on the morning of a meeting"),
    Capability.CONSULTING: mark("staff talk one matter over, under its card"),
    Capability.MEDIATION: mark("a quarrel is talked over with a mediator, from its card"),
    Capability.INCIDENTS: mark("many reports of one outage become one card by themselves, or by a press"),
    Capability.ME_TOO: mark("neighbours press that they have it too, and are asked whether it is the same"),
    Capability.OUTAGES: mark("water, power, heating or gas off, said before: /tingshui"),
    Capability.MANY_AT_ONCE: mark("several matters, a table, a listening day: /dengji and /kentan"),
    Capability.READING_ALONG: mark("a group can let the bot read along: /tingting"),
    Capability.WALL_WEEK: mark("residents' groups read how the week was"),
    Capability.WALL_RESULTS: mark("residents' groups read each result once it is rated"),
    Capability.EMERGENCY: mark("the switch /yingji of the subdistrict"),
    Capability.CALL_OUTS: mark("residents sign up to lend a hand (/zhiyuan), and are called from a card"),
}
"""What each brings, in a line."""


def capability_name(one: Capability, tr: Translator) -> PublicHtml:
    """As people know it."""
    return tr.t(NAMES[one])


def switched_off(one: Capability, tr: Translator) -> PublicHtml:
    """Kindly, and who can change it."""
    return tr.t(
        "“{what}” is not switched on here. The community or the subdistrict can switch it on: /gongneng",
        what=capability_name(one, tr),
    )


def where(areas: Sequence[Area], tr: Translator) -> View:
    """Of several areas: which?"""
    buttons = [Button(one.name, encode("can", one.id)) for one in areas]
    return View(tr.t("What is switched on: where?"), rows(*in_rows(buttons)))


def switches(
    area: Area, listed: Sequence[Capability], on: Collection[Capability], tr: Translator, *, several: bool = False
) -> View:
    """What is on, and what is not; a press changes it."""
    lines = [tr.t("<b>{place}: what is switched on</b>", place=known(area.name))]
    lines += [line(one, one in on, tr) for one in listed]
    lines.append(tr.t("A press switches it. What has begun goes on to its end; danger always calls everybody."))
    buttons = [
        Button(f"{_sign(one in on)} {tr.t(NAMES[one])}", encode("can_set", area.id, int(one not in on), word=one))
        for one in listed
    ]
    back = (Button(tr.t("‹ Another place"), encode("can")),) if several else ()
    return View(glue("\n", lines), rows(*in_rows(buttons), back))


def _sign(on: bool) -> str:
    return "✅" if on else "⬜"


def line(one: Capability, on: bool, tr: Translator) -> PublicHtml:
    """Whether it is on, its name, and what it brings."""
    return put("{} {}{}{}", known(_sign(on)), capability_name(one, tr), colon(tr), tr.t(WHAT[one]))
