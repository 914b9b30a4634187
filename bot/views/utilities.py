"""Utility companies' numbers in words."""

from collections.abc import Mapping

from bot.views.view import glue, known
from casework.model.places import Supply, Utility
from locales.markup import PublicHtml
from locales.translator import Translator, mark

SUPPLIES: dict[Supply, str] = {
    Supply.WATER: mark("Water company"),
    Supply.POWER: mark("Power company"),
    Supply.HEATING: mark("Heating company"),
    Supply.GAS: mark("Gas emergency"),
}
"""In the order of the contact card (wording.md §1.2)."""


def utility_lines(numbers: Mapping[Supply, Utility], tr: Translator) -> list[PublicHtml]:
    """ "供水 0432-… · 供热 0432-…（8:00-17:00）", in one line; nothing for nobody."""
    said = [_said(tr.t(name), numbers[supply], tr) for supply, name in SUPPLIES.items() if supply in numbers]
    return [glue(" · ", said)] if said else []


def _said(name: PublicHtml, utility: Utility, tr: Translator) -> PublicHtml:
    words = glue(" ", [name, known(utility.phone)])
    return tr.t("{words} ({hours})", words=words, hours=known(utility.hours)) if utility.hours else words
