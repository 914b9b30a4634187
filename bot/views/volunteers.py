"""Volunteers 志愿者: becoming one, how it stands, and the community's word."""

from collections.abc import Collection, Sequence

from bot.views.common import names
from bot.views.context import RenderContext
from bot.views.pieces import Renderer, button, gathered
from bot.views.view import NOTHING, Button, Rows, View, esc, glue, in_rows, put, rows
from casework.call.lines import OfVolunteer
from casework.call.volunteering import Volunteering, ordered
from casework.data import read
from casework.frozen import frozen
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.people import Person
from casework.model.volunteers import Can, Volunteer
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

CANS: dict[Can, str] = {
    Can.CARRY: mark("Carry things"),
    Can.ERRANDS: mark("Run errands"),
    Can.COMPANY: mark("Keep company"),
    Can.REPAIR: mark("Small repairs"),
    Can.CLEAN: mark("Sweep and clear"),
    Can.SEARCH: mark("Look for people"),
}
"""Short: they stand on buttons."""
BITS: dict[Can, int] = {one: 1 << at for at, one in enumerate(Can)}
"""A tick in the number that a button carries."""


def ticked(number: int) -> list[Can]:
    """What a button's number says."""
    return ordered(one for one, bit in BITS.items() if number & bit)


def _number(can: Collection[Can]) -> int:
    return sum(BITS[one] for one in Can if one in can)


def _ticks(can: Collection[Can], tr: Translator) -> tuple[tuple[Button, ...], ...]:
    """Each changes one tick; the others go along."""
    now = _number(can)
    return in_rows(
        [button(f"{'✅' if one in can else '⬜'} {tr.t(CANS[one])}", "vol_can", now ^ BITS[one]) for one in Can]
    )


def can_words(can: Sequence[Can], tr: Translator) -> PublicHtml:
    """ "搬东西、跑腿"; nothing where nothing was ticked."""
    return names([tr.t(CANS[one]) for one in Can if one in can], tr)


def asked(can: Collection[Can], tr: Translator) -> View:
    """What it means, in plain words, and the ticks. The last button is the consent."""
    lines = [
        tr.t("<b>Lend a hand as a volunteer?</b>"),
        tr.t(
            "When a neighbour needs a hand I ask you privately, by day. Say yes when it suits you; to say nothing is "
            "fine, and nobody keeps count."
        ),
        tr.t(
            "By saying yes you agree that whoever needs the hand, and whoever goes with you, reads your name as it "
            "stands in Telegram. You read where it is once the community knows you."
        ),
        tr.t("What can you do? Tick it, then press the last button. Stop at any time: /zhiyuan"),
    ]
    join = button(tr.t("Yes, I'd like to"), "vol_join", _number(can), says="yes")
    return View(glue("\n", lines), rows(*_ticks(can, tr), join, button(tr.t("Not now"), "vol_not", says="no")))


def mine(how: Volunteering, tr: Translator) -> View:
    """How it stands for a volunteer."""
    known = (
        tr.t("The community knows you: where you say yes, you read where it is.")
        if how.known
        else tr.t("The community has not said yet that it knows you. Until then you read no address.")
    )
    lines = [tr.t("<b>You are a volunteer. Thank you.</b>"), known]
    buttons: Rows = ()
    if how.own is not None:
        lines.append(tr.t("What you can do (a press changes it):"))
        buttons = rows(*_ticks(how.can, tr), button(tr.t("I stop being one"), "vol_leave"))
    else:
        lines.append(tr.t("The roster has you in a volunteer's post. To give it back: /tuichu"))
    return View(glue("\n", lines), buttons)


def first_home(tr: Translator) -> View:
    """Volunteers are called where they live."""
    return View(tr.t("First tell me where you live: /start. Then /zhiyuan once more."))


def left(tr: Translator) -> View:
    """No more."""
    return View(tr.t("✓ You are no volunteer any more, and I have deleted that you were. Thank you."))


def not_now(tr: Translator) -> View:
    """Nothing is kept."""
    return View(tr.t("All right. Whenever you like: /zhiyuan"))


@frozen
class About:
    """A volunteer, who that is, and where he or she lives. None: gone meanwhile."""

    one: Volunteer | None
    person: Person | None = None
    place: str = ""


def _name(about: About, tr: Translator) -> Html:
    name = about.person.name if about.person is not None else ""
    return esc(name) if name else tr.t("A neighbour")


def _who(about: About, tr: Translator) -> Html:
    """Name, house, ticks."""
    assert about.one is not None
    can = can_words(about.one.can, tr)
    who = put("{} ({})", _name(about, tr), esc(about.place))
    return put("{}{}{}", who, tr.t(": "), can) if can else who


def _judge(about: About, tr: Translator) -> tuple[Button, ...]:
    assert about.one is not None
    yes = button(tr.t("We know this neighbour"), "vol_ok", about.one.id)
    return (yes, button(tr.t("Rather not"), "vol_no", about.one.id))


def _to_community(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if about.one is None or about.one.confirmed_at is not None:
        return None
    text = tr.t(
        "🙋 {who} would like to lend a hand as a volunteer. Do you know this neighbour? Only whom the community knows "
        "reads an address.",
        who=_who(about, tr),
    )
    return View(text, rows(*((one,) for one in _judge(about, tr))))


def _to_volunteer(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if read(row.data, OfVolunteer).what == "turned_down":
        return View(
            tr.t("Thank you for the offer. The community asks no volunteers' help of you for now: please talk to it.")
        )
    return View(tr.t("✓ The community knows you now: where you say yes as a volunteer, you read where it is."))


def waiting(found: Sequence[About], tr: Translator) -> View:
    """To a manager: those whom nobody has confirmed yet."""
    if not found:
        return View(tr.t("No volunteer of your area waits for your word."))
    lines: list[Html] = [tr.t("<b>These neighbours would like to lend a hand. Whom do you know?</b>")]
    lines += [put("{}. {}", at, _who(one, tr)) for at, one in enumerate(found, 1)]
    buttons = [
        (
            button(tr.t("{n}. known", n=at), "vol_ok", one.one.id),
            button(tr.t("{n}. rather not", n=at), "vol_no", one.one.id),
        )
        for at, one in enumerate(found, 1)
        if one.one is not None
    ]
    return View(glue("\n", lines), rows(*buttons))


def confirmed(about: About, tr: Translator) -> View:
    """Said by a manager."""
    return View(tr.t("✓ {name} may read from now on where it is.", name=_name(about, tr)) if about.one else NOTHING)


def turned_down(about: About, tr: Translator) -> View:
    """Said by a manager."""
    return View(tr.t("✓ {name} is asked no more, and reads so kindly.", name=_name(about, tr)))


RENDER: dict[Kind, Renderer] = {
    Kind.VOLUNTEER_ASKED: gathered(About, _to_community),
    Kind.VOLUNTEER_NEWS: gathered(About, _to_volunteer),
}
SAYS = frozenset(RENDER)
