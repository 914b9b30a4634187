"""`@frozen`: what a dataclass is here that nobody changes once it is made."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform, overload

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, kw_only: bool = False, order: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T] | None = None, /, *, kw_only: bool = False, order: bool = False) -> Any:
    """A dataclass with slots that mypy lets nobody change. Python itself does not look: what `dataclass(frozen=True)`
    writes and compiles for that is a tenth of a start, and makes it three times as slow to make one (ADR 0034)."""

    def made(cls: type[T]) -> type[T]:
        value: Any = dataclass(slots=True, repr=False, eq=order, kw_only=kw_only, order=order)(cls)
        if "__repr__" not in cls.__dict__:
            value.__repr__ = _shown
        said = attrgetter(*(one.name for one in fields(value) if one.compare)) if fields(value) else _nothing
        value.__eq__, value.__hash__ = _equal(said), lambda self: hash(said(self))
        return cast(type[T], value)

    return made if cls is None else made(cls)


def _equal(said: Callable[[Any], Any]) -> Callable[[Any, object], bool]:
    def equal(self: Any, other: object) -> bool:
        return said(self) == said(other) if other.__class__ is self.__class__ else NotImplemented

    return equal


def _nothing(value: Any) -> None:
    """What is said by a value without fields."""


def _shown(self: Any) -> str:
    """As dataclasses show themselves, for whoever looks for a fault."""
    said = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({said})"
