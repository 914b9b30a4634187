"""`weilinli keys`: which systems outside may file by Open311, where, and how often."""

from collections.abc import Sequence
from datetime import datetime

from bot.commands.hours import area_of
from casework.frozen import frozen
from casework.model.places import HOUSES, AreaKind
from locales.translator import Translator
from roster.columns import in_columns
from storage.keys import Keys
from storage.work import SqlWork


@frozen(kw_only=True)
class NewKey:
    """What the command line or an administrator in chat (`by`) says."""

    name: str
    areas: Sequence[str]
    an_hour: int
    by: int | None = None


async def make(given: NewKey, keys: Keys, work: SqlWork, now: datetime, tr: Translator) -> list[str]:
    """The key is shown once. Raises NoSuchArea, NameTaken."""
    areas = [await area_of(code, work) for code in given.areas]
    key = await keys.make(given.name, [one.id for one in areas], given.an_hour, now, given.by)
    said = [
        tr.t("{name} may file reports from now on.", name=given.name),
        tr.t("Its key is shown this once: {key}", key=key),
    ]
    if any(one.kind not in (AreaKind.STREET, AreaKind.COMMUNITY, AreaKind.GRID, *HOUSES) for one in areas):
        said.append(tr.t("Above a community each report has to say where: address_id is the code of a place."))
    return said


async def lines(keys: Keys, tr: Translator) -> list[str]:
    """Every key, by name; what it is nobody can say any more."""
    found = await keys.all()
    if not found:
        return [tr.t("No system may file: weilinli keys make NAME --area CODE")]
    table: list[tuple[str, ...]] = [(tr.t("Name"), tr.t("Area"), tr.t("An hour"))]
    table += [(one.name, ", ".join(areas), str(one.an_hour)) for one, areas in found]
    return [in_columns(table)]
