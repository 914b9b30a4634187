"""`@frozen`: what a dataclass is here that nobody changes once it is made."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, kw_only: bool = False, order: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T] | None = None, /, *, kw_only: bool = False, order: bool = False) -> Any:
    """A dataclass with slots that mypy lets nobody change. Python itself does not look: what `dataclass(frozen=True)`
    writes and compiles for that is a tenth of a start, and makes each one a third slower (ADR 0034)."""

    def made(cls: type[T]) -> type[T]:
        if "__repr__" not in cls.__dict__:
            cls.__repr__ = _shown  # type: ignore[method-assign]
        return dataclass(slots=True, repr=False, unsafe_hash=True, kw_only=kw_only, order=order)(cls)

    return made if cls is None else made(cls)


def _shown(self: Any) -> str:
    """As dataclasses show themselves, for whoever looks for a fault."""
    said = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({said})"
