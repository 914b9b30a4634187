"""Ready words, for buttons; whoever wants to say more writes it. Whoever reads them reads his own language."""

from collections.abc import Mapping
from functools import cache

from casework.categories import broad
from casework.model.places import Supply
from locales.translator import LANGUAGES, Translator, mark, translator

DELAYS: dict[str, str] = {
    "parts": mark("waiting for parts"),
    "dig": mark("has to be dug up"),
    "talks": mark("several homes must agree"),
    "dept": mark("a department must come"),
}
"""Why it takes longer."""

WAITS: dict[str, str] = {
    "money": mark("the money is not there yet"),
    "dept": mark("a department must come"),
    "talks": mark("the homes are asked first"),
}
"""Why a meeting puts it off."""

STUCK: dict[str, str] = {
    "power": mark("no authority"),
    "money": mark("no money"),
    "talks": mark("the homes do not agree"),
    "dept": mark("needs a department"),
}
"""Why it is handed up."""

BACK: dict[str, str] = {
    "can": mark("can be settled with you"),
    "first": mark("please talk to them first"),
}
"""Why it is handed back down."""

NOT_OURS: dict[str, str] = {
    "area": mark("not our area"),
    "task": mark("not our task"),
    "busy": mark("nobody is free"),
}
"""Why a dispatch or an offer comes back."""

CAN_WAIT: dict[str, str] = {
    "safe": mark("nothing gets worse till then"),
    "nobody": mark("nobody can mend it at night"),
    "shut": mark("it is shut off, so it can wait"),
}
"""Why what was to be tonight can wait for the morning."""

REFUSED: dict[str, str] = {
    "place": mark("it is outside the community"),
    "private": mark("it is between private parties"),
    "other": mark("another body decides this"),
}
"""Why it is not for us."""

WHOSE: dict[str, str] = {
    "water": mark("the water company"),
    "heat": mark("the heating company"),
    "gas": mark("the gas company"),
    "power": mark("the power company, 95598"),
    "hotline": mark("the hotline 12345"),
}
"""Whose it is."""
SUPPLY_OF: dict[str, Supply] = {
    "water": Supply.WATER,
    "heat": Supply.HEATING,
    "gas": Supply.GAS,
    "power": Supply.POWER,
}
"""Those whose numbers may stand in the roster."""

NO_DANGER: dict[str, str] = {
    "over": mark("the danger is over"),
    "false": mark("it was a false alarm"),
}
"""Why it is not urgent any more."""

RESULTS: dict[str, str] = {
    "clear": mark("Unblocked"),
    "new": mark("Replaced"),
    "gone": mark("Cleared away"),
    "peace": mark("Settled by talking"),
    "back": mark("Working again"),
}
"""Quick results."""

ON_THE_SPOT: dict[str, str] = {"spot": mark("Mended on the spot")}
"""The result of what was put right before it was registered."""

COMES_BACK = ("outage_water", "outage_power", "outage_gas", "outage_heating")
"""What comes back; nothing of it is unblocked, or cleared away."""


def results_of(category: str | None) -> dict[str, str]:
    """The quick results that such a matter can have."""
    kind = broad(category) if category is not None else ""
    if kind in COMES_BACK:
        return {key: RESULTS[key] for key in ("back", "new")}
    if kind == "gas_smell":
        return {"new": RESULTS["new"]}
    return {key: label for key, label in RESULTS.items() if key != "back"}


DANGERS: dict[str, str] = {
    "gas": mark("Gas"),
    "fire": mark("Fire"),
    "lift": mark("Stuck in the lift"),
    "wire": mark("Live wire"),
    "hurt": mark("Someone is hurt"),
    "ill": mark("Someone is very ill"),
    "missing": mark("Someone is missing"),
    "drowning": mark("Someone in the water"),
    "structure": mark("It may come down"),
    "trapped": mark("Someone cannot get out"),
    "height": mark("Someone may fall"),
    "violence": mark("Violence"),
    "suicide": mark("Someone in despair"),
}

WAYS: dict[str, str] = {
    "send": mark("Somebody comes to look at once"),
    "fix": mark("A craftsman makes an appointment and comes"),
    "supply": mark("We ask the water, heating or power company"),
    "meet": mark("We meet and talk it over"),
}
WAY_BUTTONS: dict[str, str] = {
    "send": mark("Send someone"),
    "fix": mark("Craftsman comes"),
    "supply": mark("Ask the supplier"),
    "meet": mark("Talk it over"),
}

TO_RESIDENTS = (BACK, CAN_WAIT, DELAYS, WAITS, REFUSED, WHOSE, NO_DANGER, RESULTS, ON_THE_SPOT, WAYS)
"""What is kept as words and read by residents."""


@cache
def _meant() -> Mapping[str, str]:
    """What the buttons say, in any language -> the text that is translated."""
    texts = [text for table in TO_RESIDENTS for text in table.values()]
    return {str(translator(language).t(text)): text for language in LANGUAGES for text in texts}


def in_ones_own(words: str, tr: Translator) -> str:
    """The words of a button in the reader's language; what somebody wrote stays as it was written."""
    text = _meant().get(words.strip())
    return str(tr.t(text)) if text is not None else words
