"""The JSON of a row <-> the record of its kind (casework/shapes.py).

A key that is None by default is not written, and one that is not there reads as its default: what an older process
stored is read as it is. A newer one may write more. Keys that are unknown here are passed over; a kind or a shape that
is, is kept as it stands (`Newer`), so that whoever writes the row again loses nothing of it.
"""

from collections.abc import Hashable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Generic, TypeVar

from msgspec import ValidationError, convert

from casework.data import NOTHING, Data, Newer

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


class TypedQuestions(Typed[tuple[str, str]]):
    """What questions keep. Of a form it is the record of that form, whose name is among its keys."""

    def read(self, kind: Any, values: dict[str, Any]) -> Any:
        """From what stands in the row."""
        key = kind, str(values.get("form", ""))
        return super().read(key, values) if key in self._shapes else values

    def write(self, kind: Any, data: Any) -> dict[str, Any]:
        """To what stands there. Raises TypeError for a record that is another kind's."""
        return super().write((kind, getattr(data, "form", "")), data) if isinstance(data, Data) else data


def as_stored(data: Data) -> dict[str, Any]:
    """Its keys and what stands under them."""
    said = ((one, getattr(data, one.name)) for one in fields(data))
    return {one.name: _plain(value) for one, value in said if value is not None or one.default is not None}


def _plain(value: Any) -> Any:
    """JSON knows no days and no moments."""
    return value.isoformat() if isinstance(value, date) else value
