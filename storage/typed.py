"""The JSON of a row <-> the record of its kind (casework/shapes.py).

A key that is None by default is not written, and one that is not there reads as its default: what an older process
stored is read as it is. A newer one may write more. Keys that are unknown here are passed over; a kind or a shape that
is, is kept as it stands (`Newer`), so that whoever writes the row again loses nothing of it.
"""

from collections.abc import Hashable, Mapping
from dataclasses import MISSING, fields
from datetime import date, time
from typing import Any, Generic, TypeVar

from msgspec import ValidationError, convert

from casework.data import NOTHING, Data, Newer
from casework.forms import LEFT, Filled
from casework.questions import Asked

K = TypeVar("K", bound=Hashable)


class Typed(Generic[K]):
    """One column: which record a row of a kind has."""

    def __init__(self, shapes: Mapping[K, type[Data]]) -> None:
        self._shapes = shapes

    def read(self, kind: K, values: dict[str, Any]) -> Data:
        """From what stands in the row."""
        if not values:
            return NOTHING
        cls = self._shapes.get(kind)
        if cls is None:
            return Newer(values=values)
        try:
            return convert(values, cls)
        except ValidationError:
            return Newer(values=values)

    def write(self, kind: K, data: Data) -> dict[str, Any]:
        """To what stands there. Raises TypeError for a record that is another kind's: nobody could read it again."""
        if type(data) is Data:  # nothing
            return {}
        if isinstance(data, Newer):
            return dict(data.values)
        if type(data) is not self._shapes.get(kind):
            raise TypeError(f"{kind} has no {type(data).__name__}")
        return as_stored(data)


class TypedQuestions(Typed[Any]):
    """What questions keep. Of a form it is the record of that form, whose name is among its keys; one that was set
    aside lies under `kept`, beside the buttons of the question whether to go on with it."""

    def read(self, kind: str, values: dict[str, Any]) -> Data:
        """From what stands in the row."""
        if not values:
            return self._blank(kind)
        inner = values
        if kind == LEFT and isinstance(kept := values.get("kept"), dict):
            inner = kept | {key: one for key, one in values.items() if key != "kept"}
        said = super().read((kind, str(inner.get("form", ""))), inner)
        return Newer(values=values) if isinstance(said, Newer) else said

    def _blank(self, kind: str) -> Data:
        """What keeps nothing yet; NOTHING where there has to be something: it was erased."""
        cls = self._shapes.get((kind, ""))
        return cls() if cls is not None and all(one.default is not MISSING for one in fields(cls)) else NOTHING

    def write(self, kind: str, data: Data) -> dict[str, Any]:
        """To what stands there. Raises TypeError for a record that is another kind's; buttons alone are nobody else's
        where all the rest may be missing."""
        if type(data) is Asked and isinstance(self._blank(kind), Asked):
            return as_stored(data)
        stored = super().write((kind, data.form if isinstance(data, Filled) else ""), data)
        if kind == LEFT and isinstance(data, Filled):
            buttons = {"pressable": stored.pop("pressable")} if "pressable" in stored else {}
            return {"kept": stored, **buttons}
        return stored


def as_stored(data: Data) -> dict[str, Any]:
    """Its keys and what stands under them."""
    said = ((one, getattr(data, one.name)) for one in fields(data))
    return {one.name: _plain(value) for one, value in said if value is not None or one.default is not None}


def _plain(value: Any) -> Any:
    """JSON knows no days, hours and moments, and of mappings one."""
    if isinstance(value, Mapping):
        return dict(value)
    return value.isoformat() if isinstance(value, date | time) else value
