"""What a row says beside its columns: a frozen record for each kind, with the keys of the JSON that is stored.

Nothing is `NOTHING`, the same for all. The records stand with their subjects (`lines.py`); `casework/shapes.py` says
which kind has which, and `storage/typed.py` writes and reads them. A key that a row does not have reads as its default,
so what came later has one (ADR 0033).
"""

from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, dataclass, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """A frozen dataclass that all have what they share from `Data`: made anew for each, as `dataclass(frozen=True)`
    does, comparing and freezing a hundred of them takes 0.4 ms apiece at every start, and this 0.09."""
    return dataclass(kw_only=True, eq=False, repr=False)(cls)


@record
class Data:
    """What all of them are; by itself, nothing."""

    def __setattr__(self, name: str, value: object) -> None:
        """Once, when it is made."""
        if name in self.__dict__:
            raise FrozenInstanceError(name)
        self.__dict__[name] = value

    def __eq__(self, other: object) -> bool:
        """Whether they say the same."""
        return type(other) is type(self) and self._said() == other._said()

    def __hash__(self) -> int:
        """Of what it says."""
        return hash((type(self), *self._said().values()))

    def __repr__(self) -> str:
        """What it says, for whoever looks for a fault; nobody else is shown it."""
        return f"{type(self).__name__}({self._said()})"

    def _said(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self)}


@record
class Newer(Data):
    """What a newer process wrote, of a kind or in a shape that is unknown here: kept as it is, and read by nobody."""

    values: Mapping[str, Any]


NOTHING = Data()

D = TypeVar("D", bound=Data)
B = TypeVar("B")


class NotKnownYet(Exception):
    """A row in a shape that a newer process writes: it is left for that one."""


def read(data: Data, cls: type[D]) -> D:
    """What a row of that kind has to say. Raises NotKnownYet."""
    if not isinstance(data, cls):
        raise NotKnownYet(f"{type(data).__name__} instead of {cls.__name__}")
    return data


def maybe(data: Data, blank: Callable[[], B]) -> B:
    """The same where a row may be of another kind, which says nothing of this. `blank`: a record without a key that has
    to be there."""
    return data if isinstance(data, blank) else blank()  # type: ignore[arg-type, return-value]
